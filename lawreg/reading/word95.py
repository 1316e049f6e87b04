"""Word 6 and Word 95 files: the same ideas as Word 97 with shorter properties, everything in one stream.

Decrees typed in the 1990s in TCVN3 fonts come in this format. The properties that matter are rewritten as those of
Word 97, so that one piece of code makes text of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

from lawreg.reading.word97 import Piece, Style, Word97, pieces, stretches

_COUNTS, _STSHF, _CHPX, _PAPX, _FONTS, _CLX = 0x34, 0x60, 0xB8, 0xC0, 0xD0, 0x160

# operand sizes of the one-byte properties; all others below carry a length byte
_SIZES = {
    2: 2, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1, 11: 1, 13: 1, 14: 1, 16: 2, 17: 2, 18: 2, 19: 2, 20: 4, 21: 2,
    22: 2, 24: 1, 25: 1, 26: 2, 27: 2, 28: 2, 29: 1, **dict.fromkeys(range(30, 37), 2), 37: 1,
    **dict.fromkeys(range(38, 44), 2), 44: 1, 45: 2, 46: 2, 47: 2, 48: 2, 49: 2, 50: 1, 51: 1, 65: 1, 66: 1, 67: 1,
    69: 2, 70: 4, 71: 1, 72: 2, 73: 3, 75: 1, 80: 2, 83: 0, **dict.fromkeys(range(85, 93), 1), 93: 2, 94: 1, 95: 3,
    96: 2, 97: 2, 98: 1, 99: 2, 100: 1, 101: 2, 102: 1, 104: 1, 107: 2, 109: 2, 110: 2, 117: 1, 118: 1,
    **dict.fromkeys(range(119, 136), 1), 182: 2, 183: 2, 184: 2, 185: 1, 186: 1, 189: 2,
}  # fmt: skip
_MODERN = {
    93: 0x4A4F, 91: 0x083B, 92: 0x083C, 65: 0x0800, 66: 0x0801, 80: 0x4A30, 24: 0x2416, 25: 0x2417,
}  # fmt: skip
_SYMBOL = 74


def modern(raw: bytes) -> bytes:
    """A property list of Word 6 as one of Word 97, with what matters for text."""
    out = bytearray()
    at = 0
    while at < len(raw):
        code = raw[at]
        at += 1
        if code == 0:
            continue
        size = _SIZES.get(code)
        if size is None:
            if at >= len(raw):
                break
            size = raw[at] + 1
        operand = raw[at : at + size]
        at += size
        if code in _MODERN:
            out += _MODERN[code].to_bytes(2, "little") + operand
        elif code == _SYMBOL:
            out += (0x6A09).to_bytes(2, "little") + b"\0\0\0\0"
    return bytes(out)


def load(main: bytes, name: str) -> Word97:
    """Parse the one stream; raises struct.error and the like on damage."""
    doc = Word97(main, main, name)
    doc.old = True
    (flags,) = unpack_from("<H", main, 10)
    begin, end = unpack_from("<II", main, 0x18)
    doc.counts = list(unpack_from("<8i", main, _COUNTS))
    doc.counts[3] = 0
    total = sum(max(0, c) for c in doc.counts)
    if flags & 0x0004:
        doc.pieces = pieces(doc, _CLX)
    if not doc.pieces:
        doc.pieces = [Piece(0, min(total + 1, max(0, end - begin)), begin, False)]
    return doc


def load_fonts(doc: Word97) -> None:
    start, length = doc.location(_FONTS)
    raw = doc.main[start : start + length]
    at = 2
    while at < len(raw):
        size = raw[at]
        doc.fonts.append(raw[at + 6 : at + 1 + size].split(b"\0")[0].decode("latin-1"))
        at += 1 + size


def load_styles(doc: Word97) -> None:
    start, length = doc.location(_STSHF)
    raw = doc.main[start : start + length]
    size, count, base_size = unpack_from("<HHH", raw, 0)
    if size >= 14:
        (doc.default_font,) = unpack_from("<H", raw, 2 + 12)
    at = 2 + size
    for _ in range(count):
        (length,) = unpack_from("<H", raw, at)
        std = raw[at + 2 : at + 2 + length]
        at += 2 + length
        if not std:
            doc.styles.append(None)
            continue
        kind_base, updates = unpack_from("<HH", std, 2)
        place = base_size
        place += 1 + std[place] + 1
        place += place & 1
        lists: list[bytes] = []
        for _ in range(updates & 0xF):
            if place + 2 > len(std):
                break
            (cb,) = unpack_from("<H", std, place)
            lists.append(std[place + 2 : place + 2 + cb])
            place += 2 + cb + (cb & 1)
        kind = kind_base & 0xF
        paragraph = modern(lists[0][2:]) if kind == 1 and lists else b""
        character = lists[1] if kind == 1 and len(lists) > 1 else lists[0] if kind == 2 and lists else b""
        doc.styles.append(Style(kind_base >> 4, paragraph, modern(character)))


def _pages(doc: Word97, place: int) -> Iterator[bytes]:
    start, length = doc.location(place)
    plc = doc.main[start : start + length]
    count = (len(plc) - 4) // 6
    for i in range(count):
        (number,) = unpack_from("<H", plc, 4 * (count + 1) + 2 * i)
        page = doc.main[number * 512 : number * 512 + 512]
        if len(page) == 512:
            yield page


def load_runs(doc: Word97) -> None:
    doc.runs = stretches(_pages(doc, _CHPX), 1, lambda page, at: modern(page[at + 1 : at + 1 + page[at]]))


def load_paragraphs(doc: Word97) -> None:
    def value(page: bytes, at: int) -> bytes:
        raw = page[at + 1 : at + 1 + 2 * page[at]]
        return raw[:2] + modern(raw[2:])

    doc.paragraphs = stretches(_pages(doc, _PAPX), 7, value)


BETTERMENTS = (load_fonts, load_styles, load_runs, load_paragraphs)
