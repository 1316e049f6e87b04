"""What the bytes of a file are, by content. The name never decides alone: officers' files are misnamed often."""

from __future__ import annotations

import io
import re
import zipfile

from lawreg.errors import Unreadable
from lawreg.model import Format

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_PACKED = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
_CONTROLS = bytes(c for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<(?:div|table|p|span|h[1-6]|br)(?:\s[^<>]*)?/?>", re.I
)


def detect(data: bytes, name: str = "") -> Format:
    """The format of ``data``.

    Raises:
        Unreadable: nothing lawreg reads; the code says what it seems to be.
    """
    if not data:
        raise Unreadable("empty_file", file=name)
    head = data[:4096]
    if data[:8] == _OLE:
        return _ole(data, name)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip(data, name)
    stripped = head.lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    if stripped[:5] == b"{\\rtf":
        return Format.RTF
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data[:2] in (b"\xdb\xa5", b"\x31\xbe"):  # Word 2 and Write, before OLE
        return Format.DOC
    if head.startswith(_IMAGES) and (not head.startswith(b"BM") or b"\x00" in data[:32]):
        return Format.SCAN
    if head.startswith(_PROGRAMS) and b"\x00" in head:
        raise Unreadable("program_file", file=name)
    for mark, kind in _PACKED.items():
        if head.startswith(mark):
            raise Unreadable("packed_file", file=name, kind=kind)
    return _textual(data, name)


def is_message(data: bytes) -> bool:
    """Whether a compound file is a mail message of Outlook; one with a Word file attached holds that file's names too,
    so that the top of the tree decides."""
    if "__properties_version1.0".encode("utf-16-le") not in data:
        return False
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return bool(ole.exists("__properties_version1.0"))
    except (OSError, ValueError, IndexError, TypeError, AttributeError, KeyError):
        return "WordDocument".encode("utf-16-le") not in data


def _ole(data: bytes, name: str) -> Format:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise Unreadable("encrypted_office", file=name)
    if is_message(data):
        raise Unreadable("mail_message", file=name)
    if has("WordDocument"):
        return Format.DOC
    if has("Workbook") or has("Book"):
        raise Unreadable("spreadsheet", file=name)
    if has("PowerPoint Document"):
        raise Unreadable("slides", file=name)
    raise Unreadable("damaged_doc", file=name)


def _zip(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as z:
            names = set(z.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError, IndexError) as e:
        code = "damaged_docx" if b"word/" in data[: 1 << 16] or name.lower().endswith(".docx") else "damaged_zip"
        raise Unreadable(code, file=name) from e
    if any(re.fullmatch(r"word/document\d*\.xml", n) for n in names):
        return Format.DOCX
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        raise Unreadable("spreadsheet", file=name)
    if "ppt/presentation.xml" in names:
        raise Unreadable("slides", file=name)
    if "content.xml" in names and "mimetype" in names:
        raise Unreadable("opendocument", file=name)
    if "[Content_Types].xml" in names:
        raise Unreadable("damaged_docx", file=name)
    raise Unreadable("zip_archive", file=name)


def _textual(data: bytes, name: str) -> Format:
    sample = data[: 1 << 16]
    if sample[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        sample = sample[: len(sample) // 4 * 4].decode("utf-32", "ignore").encode("utf-8", "ignore")
    elif sample[:2] in (b"\xff\xfe", b"\xfe\xff") or looks_utf16(sample):
        sample = sample.decode("utf-16-be" if _big_endian(sample) else "utf-16-le", "ignore").encode("utf-8", "ignore")
    elif b"\x00" in sample:
        raise Unreadable("unknown_format", file=name)
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(8, len(sample) // 50):  # VISCII text has a few
        raise Unreadable("unknown_format", file=name)
    head = sample[:8192]
    if head.lstrip()[:14].lower() == b"mime-version: " and b"multipart/related" in head.lower():
        return Format.HTML  # a web page saved as one file (.mht), often named .doc
    if b"w:wordDocument" in head or b"<pkg:package" in head:
        return Format.DOCX  # Word's document as one XML file, usually named .doc or .xml
    tags = _HTML.findall(head)
    if tags and (len(tags) >= 3 or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"):
        return Format.HTML
    return Format.TEXT


def looks_utf16(sample: bytes) -> bool:
    """UTF-16 without a byte-order mark: every second byte of ordinary Vietnamese text is mostly 0 or 1 or 0x1E."""
    if len(sample) < 16 or b"\x00" not in sample:
        return False
    low = {0, 1, 0x1E}
    even = sum(b in low for b in sample[0:512:2])
    odd = sum(b in low for b in sample[1:512:2])
    half = len(sample[:512]) // 2
    return max(even, odd) > 0.9 * half and min(even, odd) < 0.4 * half


def _big_endian(sample: bytes) -> bool:
    if sample[:2] == b"\xfe\xff":
        return True
    if sample[:2] == b"\xff\xfe":
        return False
    return sample[0:512:2].count(0) > sample[1:512:2].count(0)


def utf16_codec(data: bytes) -> str | None:
    """The codec for UTF-16 data (the mark, if any, still in), or None when it is not UTF-16."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or looks_utf16(data[: 1 << 16]):
        return "utf-16-be" if _big_endian(data[: 1 << 16]) else "utf-16-le"
    return None
