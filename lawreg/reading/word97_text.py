"""From a parsed Word 97 file to paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from struct import unpack_from

from lawreg.reading import legacy_fonts
from lawreg.reading.blocks import Block, Cell, Para, Table, heads_document
from lawreg.reading.docx import tabbed
from lawreg.reading.numbering import ListCounter
from lawreg.reading.word97 import HEADERS, HEADERS_95, NOTE_TEXTS, NOTE_TEXTS_95, Word97, sprms

# stories of the first section: header of the first page, of the others, of the even ones (PlcfHdd, 2.8.22)
_FIRST_HEADERS = (10, 7, 6)
_END = frozenset("\r\x07\x0c")


@dataclass(frozen=True, slots=True)
class _Look:
    font: int | None = None
    caps: bool = False
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    symbol: bool = False


@dataclass(frozen=True, slots=True)
class _Shape:
    """Paragraph properties that matter for text."""

    style: int = 0
    in_table: bool = False
    row_end: bool = False
    inner_cell: bool = False
    inner_row_end: bool = False
    depth: int = 0
    list_number: int | None = None
    level: int = 0
    merged: tuple[bool, ...] = ()


@dataclass(slots=True)
class Story:
    """Reads the stories of one file; what was met on the way is counted."""

    doc: Word97
    legacy: dict[str, int] = field(default_factory=dict)
    changes: int = 0
    hidden: int = 0
    _counter: ListCounter = field(default_factory=ListCounter)
    _note: int = 0
    _fields: list[bool] = field(default_factory=list)
    _looks: dict[tuple[bytes, int], _Look] = field(default_factory=dict)

    def blocks(self) -> list[Block]:
        """The first page's header where it heads the document, main text, footnotes and endnotes, text boxes."""
        counts = self.doc.counts
        out = self._header() + self._range(0, counts[0])
        first = counts[0]
        out.extend(self._notes(first, first + counts[1]))
        first += sum(counts[1:6])
        if counts[6] > 0:
            out.extend(b for b in self._range(first, first + counts[6]))
        return out

    def _header(self) -> list[Block]:
        """The first header that holds the letterhead or a secrecy mark; running heads are left out, as in DOCX."""
        first = sum(self.doc.counts[:2])
        if self.doc.counts[2] <= 0:
            return []
        start, length = self.doc.location(HEADERS_95 if self.doc.old else HEADERS)
        count = length // 4
        if not count or start + length > len(self.doc.table):
            return []
        bounds = unpack_from(f"<{count}I", self.doc.table, start)
        # Word 6 keeps only the stories there are
        for i in range(count - 1) if self.doc.old else _FIRST_HEADERS:
            if i + 1 >= count or not bounds[i] < bounds[i + 1] <= self.doc.counts[2]:
                continue
            story = Story(self.doc)  # of its own: what a running head holds is not counted
            blocks = story._range(first + bounds[i], first + bounds[i + 1])
            if heads_document(blocks):
                self.legacy, self.changes, self.hidden = story.legacy, story.changes, story.hidden
                return blocks
        return []

    def _notes(self, first: int, last: int) -> list[Block]:
        if last <= first:
            return []
        start, length = self.doc.location(NOTE_TEXTS_95 if self.doc.old else NOTE_TEXTS)
        count = length // 4
        bounds = unpack_from(f"<{count}I", self.doc.table, start) if length else (0, last - first)
        out: list[Block] = []
        for i in range(max(0, len(bounds) - 2)):
            blocks = self._range(first + bounds[i], min(last, first + bounds[i + 1]))
            if blocks and isinstance(blocks[0], Para):
                text = blocks[0].text.removeprefix(f"[{self._note}]").strip()
                text = text.split("]", 1)[1].strip() if text.startswith("[") and "]" in text[:6] else text
                blocks[0] = Para(f"[{i + 1}] {text}")
            out.extend(blocks)
        return out

    def _range(self, first: int, last: int) -> list[Block]:
        """The blocks of one story."""
        out: list[Block] = []
        table: Table | None = None
        row: list[Cell] = []
        cell: list[Block] = []
        self._fields = []
        for begin, end, mark, shape, merged in self._marks(first, last):
            hidden_cell = len(row) < len(merged) and merged[len(row)]
            para = None if hidden_cell else self._paragraph(begin, end, shape)
            if not (shape.in_table or mark == "\x07"):
                if table is not None:
                    out.append(_closed(table, row, cell))
                    table, row, cell = None, [], []
                if para is not None:
                    out.append(para)
                continue
            table = table or Table()
            if shape.row_end and mark == "\x07":
                if row:
                    table.rows.append(row)
                row, cell = [], []
                continue
            if para is not None:
                cell.append(para)
            if mark == "\x07":
                row.append(Cell(cell))
                cell = []
        if table is not None:
            out.append(_closed(table, row, cell))
        return out

    def _marks(self, first: int, last: int) -> Iterator[tuple[int, int, str, _Shape, tuple[bool, ...]]]:
        """Each paragraph's begin, end, end mark and shape; in tables also which cells of its row go on from above.

        What a row is like stands at its end, so that a row's paragraphs are held until then.
        """
        text = self.doc.text(first, last)
        held: list[tuple[int, int, str, _Shape]] = []
        begin = 0
        for at, ch in enumerate(text):
            if ch not in _END and at + 1 < len(text):
                continue
            shape = self._shape(self.doc.paragraph_properties(first + at))
            item = first + begin, first + (at if ch in _END else at + 1), ch if ch in _END else "", shape
            begin = at + 1
            if (shape.in_table or ch == "\x07") and not (shape.row_end and ch == "\x07"):
                held.append(item)
                continue
            merged = shape.merged if shape.row_end else ()
            for before in held:
                yield *before, merged
            held = []
            yield *item, ()
        for before in held:
            yield *before, ()

    def _paragraph(self, first: int, last: int, shape: _Shape) -> Block | None:
        pieces: list[tuple[str, str | None, bool]] = []
        for text, properties in self.doc.segments(first, last):
            look = self._look(properties, shape.style)
            if look.deleted:
                self.changes += 1
                continue
            text = self._plain(text)
            if not text:
                continue
            if look.hidden:
                self.hidden += bool(text.strip())
                continue
            self.changes += look.inserted
            font = self._font(look.font)
            old = legacy_fonts.encoding_of_font(font) if font else None
            if look.symbol or any("\uf000" <= c <= "\uf0ff" for c in text):
                text = "".join("-" if "\uf000" <= c <= "\uf0ff" else c for c in text)
            if look.caps and not old:
                text = text.upper()
            pieces.append((text, old[0] if old else None, bool(old and (old[1] or look.caps))))
        joined = legacy_fonts.join(pieces, self.legacy)
        label = ""
        if shape.list_number is not None and shape.list_number in self.doc.lists and not shape.row_end:
            ident, levels = self.doc.lists[shape.list_number]
            label = self._counter.next(str(shape.list_number), str(ident), shape.level, levels)
        if not joined.strip() and not (label and shape.in_table):  # serial numbers stand in cells of their own
            return None
        if label:
            joined = f"{label} {joined.lstrip()}"
        return tabbed(joined)

    def _plain(self, text: str) -> str:
        """Characters as they show: field instructions and anchors out."""
        if text.isprintable() and not any(self._fields):
            return text
        out: list[str] = []
        for ch in text:
            if ch == "\x13":
                self._fields.append(True)
            elif ch == "\x14":
                if self._fields:
                    self._fields[-1] = False
            elif ch == "\x15":
                if self._fields:
                    self._fields.pop()
            elif any(self._fields):
                continue
            elif ch == "\x02":
                self._note += 1
                out.append(f"[{self._note}]")
            elif ch in ("\x0b", "\x0e"):
                out.append("\n")
            elif ch == "\x1e":
                out.append("-")
            elif ch == "\x1f":
                out.append("\u00ad")
            elif ch == "\t" or ch >= " ":
                out.append(ch)
        return "".join(out)

    def _font(self, number: int | None) -> str:
        at = self.doc.default_font if number is None else number
        return self.doc.fonts[at] if 0 <= at < len(self.doc.fonts) else ""

    def _look(self, properties: bytes, style: int) -> _Look:
        key = (properties, style)
        if key not in self._looks:
            look = self._styled(style, 0)
            character = next((v for c, v in sprms(properties) if c == 0x4A30), None)
            if character is not None and len(character) == 2:
                look = self._styled(unpack_from("<H", character)[0], 0, look)
            self._looks[key] = _apply(look, properties)
        return self._looks[key]

    def _styled(self, number: int, depth: int, look: _Look | None = None) -> _Look:
        look = look or _Look()
        style = self.doc.styles[number] if 0 <= number < len(self.doc.styles) else None
        if style is None or depth > 12:
            return look
        if style.base != 0xFFF:
            look = self._styled(style.base, depth + 1, look)
        return _apply(look, style.character)

    def _shape(self, raw: bytes) -> _Shape:
        if len(raw) < 2:
            return _Shape()
        style = unpack_from("<H", raw)[0]
        inherited: list[bytes] = []
        at, depth = style, 0
        while depth < 12 and 0 <= at < len(self.doc.styles) and (found := self.doc.styles[at]) is not None:
            inherited.insert(0, found.paragraph)
            at, depth = found.base, depth + 1
        return _shape(style, b"".join(inherited), raw[2:])


def _closed(table: Table, row: list[Cell], cell: list[Block]) -> Table:
    if cell:
        row.append(Cell(cell))
    if row:
        table.rows.append(row)
    return table


def _merged(definition: bytes) -> tuple[bool, ...]:
    """Which cells of a row go on from the row above (sprmTDefTable, 2.6.3)."""
    if len(definition) < 3:
        return ()
    count = definition[2]
    start = 3 + 2 * (count + 1)
    cells = [definition[start + 20 * i : start + 20 * i + 2] for i in range(count)]
    return tuple(len(c) == 2 and (unpack_from("<H", c)[0] >> 5) & 3 == 1 for c in cells)


@lru_cache(maxsize=4096)
def _shape(style: int, inherited: bytes, own: bytes) -> _Shape:
    values: dict[int, int] = {}
    merged: tuple[bool, ...] = ()
    for code, operand in (*sprms(inherited), *sprms(own)):
        if code in (0x2416, 0x2417, 0x244B, 0x244C, 0x260A) and operand:
            values[code] = operand[0]
        elif code == 0x460B and len(operand) == 2:
            values[code] = unpack_from("<h", operand)[0]
        elif code == 0x6649 and len(operand) == 4:
            values[code] = unpack_from("<i", operand)[0]
        elif code == 0xD608:
            merged = _merged(operand)
    number = values.get(0x460B, 0)
    return _Shape(
        style,
        bool(values.get(0x2416)),
        bool(values.get(0x2417)),
        bool(values.get(0x244B)),
        bool(values.get(0x244C)),
        values.get(0x6649, 0),
        number if 0 < number < 2047 else None,
        values.get(0x260A, 0),
        merged,
    )


def _apply(look: _Look, properties: bytes) -> _Look:
    font, caps, hidden = look.font, look.caps, look.hidden
    deleted, inserted, symbol = look.deleted, look.inserted, look.symbol
    for code, operand in sprms(properties):
        if not operand:
            continue
        if code == 0x4A4F and len(operand) == 2:
            font = unpack_from("<H", operand)[0]
        elif code == 0x083B:
            caps = _toggle(operand[0], caps)
        elif code == 0x083C:
            hidden = _toggle(operand[0], hidden)
        elif code == 0x0800:
            deleted = operand[0] == 1
        elif code == 0x0801:
            inserted = operand[0] == 1
        elif code == 0x6A09:
            symbol = True
    return _Look(font, caps, hidden, deleted, inserted, symbol)


def _toggle(operand: int, inherited: bool) -> bool:
    """Toggle properties (2.6.1): 0x80 as the style, 0x81 the opposite."""
    if operand == 0x80:
        return inherited
    if operand == 0x81:
        return not inherited
    return operand == 1
