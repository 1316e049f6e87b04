"""Paragraphs and tables on their way to a Text: how tables are written out is decided here for every format.

A layout table (letterhead, signature and recipients, a page squeezed into one cell) is written cell after cell, column
by column, so that "ỦY BAN NHÂN DÂN TỈNH …, Số: …" stays together and before "CỘNG HÒA …". A data table is written one
row a line with tabs between cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import regex

from lawreg import tables
from lawreg.model import Finding, Span
from lawreg.reading import legacy_fonts


@dataclass(slots=True)
class Para:
    """One paragraph; may hold line breaks made by hand."""

    text: str


@dataclass(slots=True)
class Cell:
    blocks: list[Para | Table] = field(default_factory=list)
    span: int = 1  # columns it covers

    def flat(self) -> str:
        """The cell's text on one line."""
        if len(self.blocks) == 1 and isinstance(self.blocks[0], Para):
            return " ".join(self.blocks[0].text.split())
        return " ".join(flat_text(self.blocks).split()) if self.blocks else ""


@dataclass(slots=True)
class Table:
    rows: list[list[Cell]] = field(default_factory=list)


Block = Para | Table


def flat_text(blocks: Iterable[Block]) -> str:
    """All text of the blocks, one paragraph a line."""
    out: list[str] = []
    for b in blocks:
        if isinstance(b, Para):
            out.append(b.text)
        else:
            out.extend(flat_text(c.blocks) for row in b.rows for c in row)
    return "\n".join(out)


@cache
def _layout_marks() -> regex.Pattern[str]:
    marks = tables.load("tables/reading.toml")["layout_marks"]
    return regex.compile("|".join(f"(?:{m})" for m in marks), regex.IGNORECASE)


def is_letterhead(line: str) -> bool:
    """Whether a line begins as letterheads and signatures do."""
    return _layout_marks().match(line.strip()[:120]) is not None


@cache
def _secrecy_mark() -> regex.Pattern[str]:
    return regex.compile(str(tables.load("tables/reading.toml")["secrecy_mark"]), regex.IGNORECASE)


def heads_document(blocks: Sequence[Block]) -> bool:
    """Whether a page header of a Word file holds the letterhead or a secrecy mark, not just a running head."""
    writer = Writer()
    writer.write(blocks)
    return any(is_letterhead(line) or _secrecy_mark().fullmatch(line.strip()) for line in writer.lines)


def is_layout(table: Table) -> bool:
    """Whether a table only places text on the page."""
    return _is_layout(table, _flats(table))


def _flats(table: Table) -> list[list[str]]:
    """Each cell's text on one line: made once for a table, it is asked for again and again."""
    return [[c.flat() for c in row] for row in table.rows]


def _is_layout(table: Table, flats: list[list[str]]) -> bool:
    filled = [r for r in flats if any(r)]
    if not filled:
        return True
    widest = max(sum(1 for c in r if c) for r in filled)
    if widest <= 1:
        return True
    if any(_is_page(c) for row in table.rows for c in row):
        return True
    if len(filled) > 8 or widest > 4:
        return False
    # forms in annexes have such words deep inside a cell, letterheads and signatures have them at its start
    return any(_layout_marks().match(c[:90]) for r in filled for c in r)


def _is_page(cell: Cell) -> bool:
    if len(cell.blocks) <= 15:
        return False
    paras = sum(1 for b in cell.blocks if isinstance(b, Para) and b.text.strip())
    return paras > 15 and len(flat_text(cell.blocks)) > 3000


@dataclass(slots=True)
class Writer:
    """Collects lines and the spans of data tables."""

    lines: list[str] = field(default_factory=list)
    tables: list[Span] = field(default_factory=list)
    length: int = 0

    def line(self, text: str) -> None:
        self.lines.append(text)
        self.length += len(text) + 1

    def write(self, blocks: Sequence[Block]) -> None:
        for b in blocks:
            if isinstance(b, Para):
                for part in b.text.split("\n"):
                    stripped = part.strip()
                    if stripped:
                        self.line(stripped)
                continue
            flats = _flats(b)
            if _is_layout(b, flats):
                self._layout(b, flats)
            else:
                self._data(flats)

    def _layout(self, table: Table, flats: list[list[str]]) -> None:
        group: list[list[Cell]] = []
        for row, texts in zip(table.rows, flats, strict=True):
            if len(row) <= 1:
                self._columns(group)
                group = []
                if any(texts):
                    self.write(row[0].blocks)
                continue
            if group and len(row) != len(group[0]):
                self._columns(group)
                group = []
            group.append(row)
        self._columns(group)

    def _columns(self, rows: list[list[Cell]]) -> None:
        if not rows:
            return
        for column in range(len(rows[0])):
            for row in rows:
                self.write(row[column].blocks)

    def _data(self, flats: list[list[str]]) -> None:
        start = self.length
        for cells in flats:
            if any(cells):
                self.line("\t".join(cells))
        if self.length > start:
            self.tables.append(Span(start, self.length - 1))

    def content(self) -> str:
        return "\n".join(self.lines)

    def mended(self) -> tuple[str, tuple[Span, ...], tuple[Finding, ...]]:
        """Text and table spans with old fonts converted (:func:`legacy_fonts.mend`), and the findings of that."""
        typed = self.content()
        content, findings = legacy_fonts.mend(typed)
        place = legacy_fonts.carried(typed, content)
        return content, tuple(Span(place(t.start), place(t.end)) for t in self.tables), findings
