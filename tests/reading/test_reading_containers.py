from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawreg import errors
from lawreg.reading import containers


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in files.items():
            z.writestr(name, data)
    return out.getvalue()


def test_files_of_an_archive_and_of_archives_inside() -> None:
    inner = _zip({"Chỉ thị 5.txt": b"a"})
    data = _zip({"2015/qd.doc": b"b", "gui them.zip": inner, "__MACOSX/x": b"c", "Thumbs.db": b"d"})
    assert containers.expand(data, "van-ban.zip") == [
        ("van-ban.zip/2015/qd.doc", b"b"),
        ("van-ban.zip/gui them.zip/Chỉ thị 5.txt", b"a"),
    ]


def test_docx_inside_is_a_file_not_an_archive() -> None:
    docx = _zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert containers.expand(_zip({"a.docx": docx}), "z.zip") == [("z.zip/a.docx", docx)]


def test_attachments_of_a_mail() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Gửi văn bản"
    mail.set_content("Kính gửi")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Quyết định 7.pdf")
    assert containers.expand(mail.as_bytes(), "thu.eml") == [("thu.eml/Quyết định 7.pdf", b"%PDF-1.4")]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\tai lieu\\..\\..\\a.doc", "a.doc"),
        ("/abs/./b.doc", "abs/b.doc"),
        ("a\x00b.doc", "a_b.doc"),
        ("..", "_"),
    ],
)
def test_paths_stay_inside(path: str, expected: str) -> None:
    assert containers.clean(path) == expected


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=60))
def test_no_name_leads_out(path: str) -> None:
    cleaned = containers.clean(path)
    assert cleaned and not cleaned.startswith("/") and ".." not in cleaned.split("/")


def _deep(levels: int) -> bytes:
    data = _zip({"a.txt": b"x"})
    for _ in range(levels):
        data = _zip({"b.zip": data})
    return data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_zip({}), "empty_archive"),
        (_zip({"0.txt": b"\x00" * 40_000_000}), "decompression_bomb"),
        (_deep(6), "archive_too_deep"),
        (_zip({"a.txt": b"x" * 500})[:60], "damaged_zip"),
        (b"khong phai thu", "unknown_format"),
    ],
    ids=["empty", "large", "deep", "damaged", "unknown"],
)
def test_what_cannot_be_unpacked(data: bytes, code: str) -> None:
    with pytest.raises(errors.Unreadable) as caught:
        containers.expand(data, "goi.zip")
    assert caught.value.finding.code == code
