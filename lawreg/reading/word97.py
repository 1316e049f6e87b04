"""The binary Word format (Word 97 to 2003): piece table, character and paragraph properties, fonts, lists.

Written from Microsoft's published specification [MS-DOC]; section numbers in comments are its. In process it reads a
file in milliseconds and knows each run's font, which decides old encodings and their capital fonts.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from struct import error as StructError
from struct import unpack_from

from lawreg.errors import Unreadable
from lawreg.reading.numbering import LevelFormat

# places in the file header (FibRgFcLcb97, 2.5.6), each followed by a length
_STSHF, _FONTS, _CHPX, _PAPX, _CLX = 0xA2, 0x112, 0xFA, 0x102, 0x1A2
NOTE_TEXTS, NOTE_TEXTS_95, _LISTS, _OVERRIDES = 0xB2, 0x70, 0x2E2, 0x2EA
HEADERS, HEADERS_95 = 0xF2, 0xB0
_KINDS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
    23: "bullet", 255: "none",
}  # fmt: skip


Stretches = tuple[list[int], list[tuple[int, bytes]]]  # where each begins, in order; where it ends, its properties


@dataclass(frozen=True, slots=True)
class Piece:
    first: int  # character positions
    last: int
    offset: int  # byte offset in the main stream
    wide: bool


@dataclass(frozen=True, slots=True)
class Style:
    base: int
    paragraph: bytes
    character: bytes


@dataclass(slots=True)
class Word97:
    """A parsed file; positions count characters of all stories one after the other."""

    main: bytes
    table: bytes
    name: str
    old: bool = False  # Word 6 or 95: other places in the header
    data: bytes = b""  # holds property lists too long for their page
    pieces: list[Piece] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)  # ccpText, Ftn, Hdd, Mcr, Atn, Edn, Txbx, HdrTxbx
    fonts: list[str] = field(default_factory=list)
    styles: list[Style | None] = field(default_factory=list)
    default_font: int = 0
    runs: Stretches = field(default_factory=lambda: ([], []))
    paragraphs: Stretches = field(default_factory=lambda: ([], []))
    lists: dict[int, tuple[int, dict[int, LevelFormat]]] = field(default_factory=dict)  # by 1-based list number

    def location(self, at: int) -> tuple[int, int]:
        """Offset and length of a part of the table stream."""
        return unpack_from("<II", self.main, at)

    def text(self, first: int, last: int) -> str:
        return "".join(t for t, _ in self.segments(first, last))

    def segments(self, first: int, last: int) -> Iterator[tuple[str, bytes]]:
        """Text of [first, last) cut where character properties change, each with its properties."""
        for piece in self.pieces:
            if piece.last <= first or piece.first >= last:
                continue
            width = 2 if piece.wide else 1
            begin = piece.offset + (max(first, piece.first) - piece.first) * width
            end = piece.offset + (min(last, piece.last) - piece.first) * width
            starts, values = self.runs
            while begin < end:
                at = bisect_right(starts, begin) - 1
                stop, properties = values[at] if at >= 0 else (begin, b"")
                if begin >= stop:
                    properties = b""
                    following = starts[at + 1] if at + 1 < len(starts) else end
                    stop = max(following, begin + width)
                stop = min(stop, end)
                stop = begin + max(width, (stop - begin) // width * width)
                yield decode(self.main[begin:stop], piece.wide), properties
                begin = stop

    def paragraph_properties(self, position: int) -> bytes:
        """Style number (two bytes) and property list of the paragraph that ends at ``position``."""
        for piece in self.pieces:
            if piece.first <= position < piece.last:
                offset = piece.offset + (position - piece.first) * (2 if piece.wide else 1)
                starts, values = self.paragraphs
                at = bisect_right(starts, offset) - 1
                if at >= 0 and offset < values[at][0]:
                    return values[at][1]
                return b""
        return b""


def decode(raw: bytes, wide: bool) -> str:
    """Characters of a piece; one-byte pieces are Windows-1252, whatever an old font makes of them."""
    if wide:
        return raw.decode("utf-16-le", "replace")
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in raw)


def sprms(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The single properties of a list (2.6.1): code and operand."""
    at = 0
    while at + 2 <= len(raw):
        (code,) = unpack_from("<H", raw, at)
        at += 2
        kind = code >> 13
        if kind in (0, 1):
            size = 1
        elif kind in (2, 4, 5):
            size = 2
        elif kind == 3:
            size = 4
        elif kind == 7:
            size = 3
        elif code == 0xD608:
            if at + 2 > len(raw):
                return
            size = unpack_from("<H", raw, at)[0] + 1
        else:
            if at >= len(raw):
                return
            size = raw[at] + 1
            if code == 0xC615 and raw[at] == 255:
                return
        yield code, raw[at : at + size]
        at += size


def load(data: bytes, name: str) -> Word97:
    """Parse the container and the tables.

    Raises:
        Unreadable: damaged, encrypted, or older than Word 97.
    """
    import olefile

    if data[:2] in (b"\xdb\xa5", b"\x31\xbe"):  # Word 2 and Write had no container yet
        raise Unreadable("word_too_old", file=name)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            main = ole.openstream("WordDocument").read()
            streams = {"/".join(s): s for s in ole.listdir()}
            _, version = unpack_from("<HH", main, 0)
            (flags,) = unpack_from("<H", main, 10)
            if flags & 0x0100:
                raise Unreadable("encrypted_office", file=name)
            if version < 0xC1:
                from lawreg.reading import word95

                if not 0x64 <= version <= 0x69:
                    raise Unreadable("word_too_old", file=name)
                doc = word95.load(main, name)
                return _better(doc, word95.BETTERMENTS)
            wanted = "1Table" if flags & 0x0200 else "0Table"
            if wanted not in streams:
                wanted = next((s for s in ("1Table", "0Table") if s in streams), "")
            if not wanted:
                raise Unreadable("damaged_doc", file=name)
            table = ole.openstream(wanted).read()
            extra = ole.openstream("Data").read() if "Data" in streams else b""
        doc = Word97(main, table, name, data=extra)
        doc.counts = list(unpack_from("<8i", main, 0x4C))
        doc.counts[3] = 0
        doc.pieces = pieces(doc, _CLX)
    except Unreadable:
        raise
    except (OSError, StructError, IndexError, ValueError, KeyError, TypeError) as e:
        raise Unreadable("damaged_doc", file=name) from e
    if not doc.pieces:
        raise Unreadable("damaged_doc", file=name)
    return _better(doc, (_load_fonts, _load_styles, _load_runs, _load_paragraphs, _load_lists))


def _better(doc: Word97, parts: tuple[Callable[[Word97], None], ...]) -> Word97:
    """Fonts, styles and lists only better the text: a broken part is passed over."""
    for part in parts:
        try:
            part(doc)
        except (StructError, IndexError, ValueError):
            continue
    return doc


def pieces(doc: Word97, place: int) -> list[Piece]:
    """The piece table (Clx, 2.9.38) that the header names at ``place``; Word 6 and 95 know narrow letters only."""
    start, length = doc.location(place)
    clx = doc.table[start : start + length]
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        return []
    (size,) = unpack_from("<I", clx, at + 1)
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    positions = unpack_from(f"<{count + 1}I", plc, 0)
    out: list[Piece] = []
    for i in range(count):
        (packed,) = unpack_from("<I", plc, 4 * (count + 1) + 8 * i + 2)
        wide = not (doc.old or packed & 0x40000000)
        offset = packed if doc.old else packed & 0x3FFFFFFF
        if positions[i] < positions[i + 1]:
            out.append(Piece(positions[i], positions[i + 1], offset if wide or doc.old else offset // 2, wide))
    return out


def _load_fonts(doc: Word97) -> None:
    start, length = doc.location(_FONTS)
    raw = doc.table[start : start + length]
    (count,) = unpack_from("<H", raw, 0)
    at = 4
    for _ in range(count):
        size = raw[at]
        name = raw[at + 40 : at + 1 + size].decode("utf-16-le", "ignore").split("\0")[0]
        doc.fonts.append(name)
        at += 1 + size


def _load_styles(doc: Word97) -> None:
    """The style sheet (2.9.271): base style and property lists of each style."""
    start, length = doc.location(_STSHF)
    raw = doc.table[start : start + length]
    (size,) = unpack_from("<H", raw, 0)
    count, base_size = unpack_from("<HH", raw, 2)
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
        (letters,) = unpack_from("<H", std, place)
        place += 2 + 2 * letters + 2
        lists: list[bytes] = []
        for _ in range(updates & 0xF):
            if place + 2 > len(std):
                break
            (cb,) = unpack_from("<H", std, place)
            lists.append(std[place + 2 : place + 2 + cb])
            place += 2 + cb + (cb & 1)
        kind = kind_base & 0xF
        paragraph = lists[0][2:] if kind == 1 and lists else b""
        character = lists[1] if kind == 1 and len(lists) > 1 else lists[0] if kind == 2 and lists else b""
        doc.styles.append(Style(kind_base >> 4, paragraph, character))


def _pages(doc: Word97, place: int) -> Iterator[bytes]:
    """The 512-byte pages that hold properties (PlcfBte, 2.8.5)."""
    start, length = doc.location(place)
    plc = doc.table[start : start + length]
    count = (len(plc) - 4) // 8
    for i in range(count):
        (number,) = unpack_from("<I", plc, 4 * (count + 1) + 4 * i)
        page = doc.main[(number & 0x3FFFFF) * 512 :][:512]
        if len(page) == 512:
            yield page


def stretches(pages: Iterable[bytes], width: int, value: Callable[[bytes, int], bytes]) -> Stretches:
    """The properties of stretches of text, from their pages (2.9.33): offsets, then entries of ``width`` bytes whose
    first byte tells where on the page, in words, the ``value`` stands."""
    found: list[tuple[int, int, bytes]] = []
    for page in pages:
        count = page[511]
        first = 4 * (count + 1)
        if first + width * count > 511:
            continue
        bounds = unpack_from(f"<{count + 1}I", page, 0)
        for i in range(count):
            at = page[first + width * i] * 2
            found.append((bounds[i], bounds[i + 1], value(page, at) if at else b""))
    found.sort(key=lambda f: f[0])
    return [f[0] for f in found], [(f[1], f[2]) for f in found]


def _load_runs(doc: Word97) -> None:
    doc.runs = stretches(_pages(doc, _CHPX), 1, lambda page, at: page[at + 1 : at + 1 + page[at]])


def _load_paragraphs(doc: Word97) -> None:
    def value(page: bytes, at: int) -> bytes:
        size = page[at]
        return _whole(doc, page[at + 2 : at + 2 + 2 * page[at + 1]] if size == 0 else page[at + 1 : at + 2 * size])

    doc.paragraphs = stretches(_pages(doc, _PAPX), 13, value)


def _whole(doc: Word97, value: bytes) -> bytes:
    """Long property lists stand in the data stream, with only their place in the page (sprmPHugePapx)."""
    for code, operand in sprms(value[2:]):
        if code in (0x6645, 0x6646) and len(operand) == 4:
            (at,) = unpack_from("<I", operand)
            if at + 2 <= len(doc.data):
                (size,) = unpack_from("<H", doc.data, at)
                return value + doc.data[at + 2 : at + 2 + size]
    return value


def _level(raw: bytes, at: int) -> tuple[LevelFormat, int]:
    """One list level (LVL, 2.9.150) and the place after it."""
    start, kind, flags = unpack_from("<iBB", raw, at)
    places = raw[at + 6 : at + 15]
    character, paragraph, restart = raw[at + 24], raw[at + 25], raw[at + 26]
    at += 28 + character + paragraph
    (letters,) = unpack_from("<H", raw, at)
    text = raw[at + 2 : at + 2 + 2 * letters].decode("utf-16-le", "ignore")
    out = "".join(f"%{ord(ch) + 1}" if ch < "\x09" and i + 1 in places else ch for i, ch in enumerate(text))
    limit = restart if flags & 0x08 else None
    return LevelFormat(_KINDS.get(kind, "decimal"), out, start, restart=limit, legal=bool(flags & 0x04)), (
        at + 2 + 2 * letters
    )


def _load_lists(doc: Word97) -> None:
    start, length = doc.location(_LISTS)
    if not length:
        return
    raw = doc.table
    (count,) = unpack_from("<H", raw, start)
    at = start + length
    levels: dict[int, dict[int, LevelFormat]] = {}
    for i in range(count):
        head = start + 2 + 28 * i
        (ident,) = unpack_from("<i", raw, head)
        simple = raw[head + 26] & 1
        levels[ident] = {}
        for number in range(1 if simple else 9):
            levels[ident][number], at = _level(raw, at)
    start, length = doc.location(_OVERRIDES)
    if not length:
        return
    (count,) = unpack_from("<I", raw, start)
    at = start + 4 + 16 * count
    for i in range(count):
        ident, _, _, changes = unpack_from("<iiiB", raw, start + 4 + 16 * i)
        own = dict(levels.get(ident, {}))
        doc.lists[i + 1] = (ident, own)
        if at + 4 > start + length:
            continue
        at += 4
        for _ in range(changes):
            begin, flags = unpack_from("<iI", raw, at)
            at += 8
            number = flags & 0xF
            if flags & 0x20:
                own[number], at = _level(raw, at)
                if flags & 0x10:
                    own[number] = own[number].restarting(own[number].start)
            elif flags & 0x10 and number in own:
                own[number] = own[number].restarting(begin)
