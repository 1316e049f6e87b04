"""Plain text: the file's own characters, decoded, with "\\n" line ends and nothing else changed.

Offsets reported for a text file are therefore those of ``Path.read_text()``. Only where the bytes are in one of the
old font encodings (TCVN3, VNI, VISCII) are letters converted.
"""

from __future__ import annotations

from lawreg.errors import Unreadable
from lawreg.model import Finding, Format, Text
from lawreg.reading import legacy_fonts
from lawreg.reading.base import ReadOptions
from lawreg.reading.detect import utf16_codec
from lawreg.reading.syllables import vietnamese_share


def decode(data: bytes, name: str, hint: str | None = None) -> tuple[str, tuple[Finding, ...]]:
    """Decode bytes of text; ``hint`` is a declared charset, believed only when it works.

    Raises:
        Unreadable: no decoding gives text.
    """
    if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        try:
            return data.decode("utf-32"), ()
        except UnicodeDecodeError:
            pass
    wide = utf16_codec(data)
    if wide:
        try:
            return data.decode(wide).removeprefix("\ufeff"), ()
        except UnicodeDecodeError:
            return data.decode(wide, "replace").removeprefix("\ufeff"), (Finding("bad_bytes", {"count": 1}),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    if b"\x00" in data:
        raise Unreadable("not_text", file=name)
    mended = data.decode("utf-8", "replace").removeprefix("\ufeff")
    bad = mended.count("\ufffd")
    good = sum(1 for ch in mended if ch > "\x7f") - bad
    if good > 20 * bad:  # UTF-8 with a few spoilt places, not another encoding
        return mended, (Finding("bad_bytes", {"count": bad}),)
    return _single_byte(data, name, hint)


def _single_byte(data: bytes, name: str, hint: str | None) -> tuple[str, tuple[Finding, ...]]:
    """Choose among one-byte encodings by the share of possible Vietnamese syllables each gives."""
    tried: list[tuple[float, str, str]] = []
    for codec in dict.fromkeys(filter(None, (hint, "cp1258", "cp1252"))):
        try:
            tried.append((0.0, codec, data.decode(codec)))
        except (UnicodeDecodeError, LookupError):
            continue
    raw = data.decode("latin-1")
    for encoding in legacy_fonts.ENCODINGS:
        tried.append((0.0, encoding, legacy_fonts.convert(raw, encoding)))
    scored = [(vietnamese_share(t, marked_only=True), c, t) for _, c, t in tried]
    share, codec, text = max(scored, key=lambda s: s[0])
    if share < 0.5:
        fallback = next((t for _, c, t in tried if c in (hint, "cp1252")), raw)
        return fallback, (Finding("encoding_unsure", {"file": name}),)
    if codec in legacy_fonts.ENCODINGS:
        return text, (Finding("legacy_font", {"encoding": codec.upper()}),)
    return text, (Finding("old_codepage", {"codepage": codec}),) if codec != "utf-8" else ()


class TextReader:
    name = "text"

    def accepts(self, found: Format | None, data: bytes, name: str) -> bool:
        return found is Format.TEXT

    def read(self, data: bytes, name: str, options: ReadOptions) -> Text:
        content, findings = decode(data, name)
        content = content.replace("\r\n", "\n").replace("\r", "\n")
        content, more = legacy_fonts.repair(content)
        return Text(content, Format.TEXT, findings=findings + more, reader=self.name)


READER = TextReader()
