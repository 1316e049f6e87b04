from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawreg import errors
from lawreg.reading import containers, read_bytes


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


Tree = dict[str, "bytes | Tree"]


def _compound(tree: Tree) -> bytes:
    """A compound file with storages; streams are padded to the least size of a stream with sectors of its own."""
    sectors: list[bytes] = []
    fat: list[int] = []
    entries: list[bytes] = []

    def put(data: bytes) -> int:
        first = len(sectors)
        for at in range(0, len(data), 512):
            sectors.append(data[at : at + 512].ljust(512, b"\0"))
            fat.append(len(sectors) if at + 512 < len(data) else 0xFFFFFFFE)
        return first

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, right, child)
        return head + b"\0" * 36 + struct.pack("<IQ", start, size)

    def add(level: Tree) -> int:
        """Entries of one level, chained to the right; gives the number of the first."""
        first = following = 0xFFFFFFFF
        for name, value in reversed(level.items()):
            if isinstance(value, bytes):
                padded = value.ljust(4096, b"\0")
                made = entry(name, 2, following, 0xFFFFFFFF, put(padded), len(padded))
            else:
                made = entry(name, 1, following, add(value), 0, 0)
            entries.append(made)
            first = following = len(entries)  # the root comes before them all
        return first

    top = add(tree)
    entries.insert(0, entry("Root Entry", 5, 0xFFFFFFFF, top, 0xFFFFFFFE, 0))
    directory = put(b"".join(entries).ljust(512 * -(-len(entries) // 4), b"\0"))
    place = len(sectors)
    fat.append(0xFFFFFFFD)
    assert len(fat) <= 128
    sectors.append(struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat))))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return head + struct.pack("<109I", place, *[0xFFFFFFFF] * 108) + b"".join(sectors)


def _attachment(name: str, data: bytes) -> Tree:
    return {"__substg1.0_3707001F": name.encode("utf-16-le"), "__substg1.0_37010102": data}


def test_attachments_of_an_outlook_message_and_of_one_forwarded_in_it(make_doc: Callable[..., bytes]) -> None:
    word = make_doc("Điều 1. Mức thu lệ phí\r")
    plain = "Điều 2. Nội dung".encode().ljust(5000)
    forwarded: Tree = {
        "__properties_version1.0": b"p",
        "__attach_version1.0_#00000000": _attachment("../Kế hoạch 8.txt", plain),
    }
    message = _compound(
        {
            "__properties_version1.0": b"p",
            "__substg1.0_1000001F": "Kính gửi".encode("utf-16-le"),
            "__attach_version1.0_#00000000": _attachment("Quyết định 7.doc", word),
            "__attach_version1.0_#00000001": {"__substg1.0_3701000D": forwarded},
        }
    )
    assert containers.is_container(message, "thu.msg")
    files = dict(containers.expand(message, "thu.msg"))
    assert list(files) == ["thu.msg/Quyết định 7.doc", "thu.msg/Kế hoạch 8.txt"]
    assert files["thu.msg/Kế hoạch 8.txt"] == plain
    assert read_bytes(files["thu.msg/Quyết định 7.doc"], "a.doc").content == "Điều 1. Mức thu lệ phí"
    assert [m.chain for m in containers.members(message, "thu.msg")] == [(1,), (2,)]
    assert containers.member(message, "thu.msg", (2,)) == plain


def test_a_word_file_with_a_message_inside_stays_a_word_file(make_doc: Callable[..., bytes]) -> None:
    data = make_doc("Điều 1\r") + "__properties_version1.0".encode("utf-16-le")
    assert not containers.is_container(data, "a.doc")
    assert read_bytes(data, "a.doc").content == "Điều 1"


def test_an_outlook_message_without_attachments_holds_nothing() -> None:
    with pytest.raises(errors.Unreadable) as caught:
        containers.expand(_compound({"__properties_version1.0": b"p"}), "thu.msg")
    assert caught.value.finding.code == "empty_archive"


@pytest.mark.parametrize("cut", [700, 2000, 4000])
def test_a_message_cut_short_is_read_or_set_aside(cut: int) -> None:
    data = _compound(
        {"__properties_version1.0": b"p", "__attach_version1.0_#00000000": _attachment("a.txt", b"x" * 5000)}
    )
    try:
        containers.expand(data[:cut], "thu.msg")
    except errors.Unreadable as e:
        assert e.finding.code in {"damaged_mail", "empty_archive", "unknown_format"}


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
