from __future__ import annotations

import io
import zipfile

import pytest

from lawreg import errors
from lawreg.model import Format
from lawreg.reading import ReadOptions, detect, read_bytes, read_path


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name in names:
            z.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.4 ...", Format.PDF),
        (b"\n\n%PDF-1.7", Format.PDF),
        (b"{\\rtf1 x}", Format.RTF),
        (b"<!DOCTYPE html><html><body>x", Format.HTML),
        (b"\xef\xbb\xbf<html><p>x</p></html>", Format.HTML),
        ("<html><body><p>Điều 1</p></body>".encode("utf-16"), Format.HTML),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", Format.HTML),
        (_zip("[Content_Types].xml", "word/document.xml"), Format.DOCX),
        ("Điều 1. Phạm vi".encode(), Format.TEXT),
        ("Điều 1. Phạm vi điều chỉnh".encode("utf-16-le"), Format.TEXT),
        ("a < b và c > d".encode(), Format.TEXT),
        (b"\x89PNG\r\n\x1a\n", Format.SCAN),
        (b"II*\x00abc", Format.SCAN),
        (b"BM ngay tu dau cau", Format.TEXT),
    ],
)
def test_format_follows_content(data: bytes, expected: Format) -> None:
    assert detect(data, "sai-ten.pdf") is expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"MZ\x90\x00\x03\x00", "program_file"),
        (b"\x7fELF\x02\x01\x01\x00", "program_file"),
        (b"Rar!\x1a\x07", "packed_file"),
        (b"7z\xbc\xaf\x27\x1c", "packed_file"),
        (b"\x1f\x8b\x08\x00", "packed_file"),
        (b"BZh91AY", "packed_file"),
        (b"\xfd7zXZ\x00", "packed_file"),
        (_zip("a.docx", "b.pdf"), "zip_archive"),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet"),
        (_zip("[Content_Types].xml", "ppt/presentation.xml"), "slides"),
        (_zip("mimetype", "content.xml"), "opendocument"),
        (_zip("[Content_Types].xml"), "damaged_docx"),
        (b"PK\x03\x04" + b"\x00" * 40, "damaged_zip"),
        (b"PK\x03\x04....word/document.xml", "damaged_docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged_doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted_office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le"), "mail_message"),
        (bytes(range(256)) * 4, "unknown_format"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f" * 20, "unknown_format"),
    ],
)
def test_what_is_no_document_is_set_aside_with_its_code(data: bytes, code: str) -> None:
    with pytest.raises(errors.Unreadable) as caught:
        read_bytes(data, "tep")
    assert caught.value.finding.code == code
    assert caught.value.finding.params["file"] == "tep"


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"%PDF-1.4\nno objects", {"damaged_pdf"}),
        (b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj trailer << /Root 1 0 R >>", {"damaged_pdf"}),
        (_zip("[Content_Types].xml", "word/document.xml"), {"damaged_docx"}),
        (b"{\\rtf1 {\\fonttbl {\\f0 Arial;}}}", {"no_text"}),
        (b"<html><head><title>x</title></head><body><script>1</script></body></html>", {"no_text"}),
        (b"   \n\n  ", {"no_text"}),
        (b"{" * 9 + b"\\rtf1", {"no_text", "too_complex", "unknown_format"}),
        (b"\x89PNG\r\n\x1a\nbroken", {"damaged_image", "ocr_missing", "ocr_language_missing"}),
    ],
)
def test_broken_files_are_set_aside(data: bytes, codes: set[str]) -> None:
    try:
        read = read_bytes(data, "hong")
    except errors.Unreadable as e:
        assert e.finding.code in codes
    else:
        assert read.content.startswith("{")  # braces that are no RTF are text


def test_limits() -> None:
    with pytest.raises(errors.Unreadable) as caught:
        read_bytes(b"x" * 100, "to.txt", options=ReadOptions(max_bytes=50))
    assert caught.value.finding.code == "too_large"
    with pytest.raises(errors.Unreadable) as caught:
        read_bytes(b"x" * 100, "dai.txt", options=ReadOptions(max_chars=50))
    assert caught.value.finding.code == "too_much_text"


def test_paths(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "quyết định.txt").write_text("Điều 1. Nội dung", encoding="utf-8")
    assert read_path(folder / "quyết định.txt").content == "Điều 1. Nội dung"
    for path, code in ((folder, "is_folder"), (folder / "khong-co.txt", "cannot_open")):
        with pytest.raises(errors.Unreadable) as caught:
            read_path(path)
        assert caught.value.finding.code == code
