"""Ruled tables of a PDF page: the drawn lines give rows and columns, the characters are sorted into the cells.

Only pages that draw enough upright and level lines are looked at; letterheads have none, so they stay text.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from lawreg.reading.pdf_calls import calls, handle
from lawreg.reading.pdf_lines import Line, Measure, gapped, letter_width

TABLE = "\x1d"  # leads a line that holds a whole table
_SLACK = 2.5  # points by which lines that meet may miss each other


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: ``at`` is its place across, from ``low`` to ``high`` along."""

    at: float
    low: float
    high: float


@dataclass(slots=True)
class Grid:
    """One table's rules."""

    columns: list[float]
    uprights: list[Rule]
    levels: list[Rule]
    left: float
    right: float
    bottom: float
    top: float
    cells: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    spans: list[tuple[float, float, list[int]]] = field(default_factory=list)  # of each upright line, and its columns
    drawn: dict[int, tuple[list[int], list[float]]] = field(default_factory=dict)
    tops: dict[int, list[float]] = field(default_factory=dict)  # level lines that cross each column

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies between two upright lines of the table."""
        if not (self.left - 1 < x < self.right + 1 and self.bottom - 1 < y < self.top + 1):
            return False
        _, places = self.borders(y)
        return len(places) >= 2 and places[0] - 1 < x < places[-1] + 1

    def borders(self, y: float) -> tuple[list[int], list[float]]:
        """The column lines drawn at this height, and their places: a cell over several columns has none inside."""
        key = round(y / 2)
        found = self.drawn.get(key)
        if found is None:
            if not self.drawn:
                self.spans = [
                    (r.low - 1, r.high + 1, [i for i, c in enumerate(self.columns) if abs(r.at - c) < 4])
                    for r in self.uprights
                ]
            drawn = sorted({i for low, high, near in self.spans if low <= y <= high for i in near})
            found = self.drawn[key] = drawn, [self.columns[i] for i in drawn]
        return found

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """The column, and the row as the level line above (so that a tall cell is one cell), that hold a place."""
        drawn, places = self.borders(y)
        at = bisect_right(places, x)
        column = min(drawn[at - 1] if at else 0, len(self.columns) - 2)
        above = self.tops.get(column)
        if above is None:
            middle = (self.columns[column] + self.columns[column + 1]) / 2
            above = self.tops[column] = sorted(r.at for r in self.levels if r.low <= middle <= r.high)
        row = bisect_right(above, y)
        return column, round(above[row]) if row < len(above) else round(self.top)


def table_text(marked: str) -> str:
    """The rows of a marked table line."""
    return marked[1:]


def rules_of(page: Any, measure: Measure) -> tuple[list[Rule], list[Rule]]:
    """Upright and level lines of a page, thin boxes among them."""
    import pypdfium2.raw as raw

    upright: list[Rule] = []
    level: list[Rule] = []
    count = raw.FPDFPage_CountObjects(page.raw)
    if count > 20_000:  # drawings, not tables
        return [], []
    box = (ctypes.c_float * 4)()
    sides = [ctypes.addressof(box) + ctypes.sizeof(ctypes.c_float) * n for n in range(4)]
    object_at, kind_of, bounds_of, _ = calls()
    shown, a_path = handle(page.raw), raw.FPDF_PAGEOBJ_PATH
    for i in range(count):
        item = object_at(shown, i)
        if kind_of(item) != a_path or not bounds_of(item, *sides):
            continue
        left, bottom, right, top = box[:]
        if measure.turn:
            left, right, bottom, top = measure.upright(left, right, bottom, top)
        width, height = right - left, top - bottom
        if width < 4 and height > 6:
            upright.append(Rule((left + right) / 2, bottom, top))
        elif height < 4 and width > 6:
            level.append(Rule((top + bottom) / 2, left, right))
        elif width > 20 and height > 8 and _stroked(item):  # a box drawn whole; filled ones are shading
            upright += [Rule(left, bottom, top), Rule(right, bottom, top)]
            level += [Rule(bottom, left, right), Rule(top, left, right)]
    return upright, level


def _stroked(address: int) -> bool:
    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    item = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
    return bool(raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke)) and stroke.value)


def grids_of(upright: list[Rule], level: list[Rule]) -> list[Grid]:
    """Tables: groups of upright lines tied together by level lines."""
    if len(upright) < 2 or len(level) < 2:
        return []
    uprights = _merge(upright)
    levels = _merge(level)
    out: list[Grid] = []
    left_over = sorted(uprights, key=lambda r: -r.high)
    while left_over:
        group = [left_over.pop(0)]
        low, high = group[0].low, group[0].high
        grew = True
        while grew:  # a table is a stack of overlapping upright extents
            grew = False
            for rule in list(left_over):
                if rule.low < high + _SLACK and rule.high > low - _SLACK:
                    group.append(rule)
                    left_over.remove(rule)
                    low, high = min(low, rule.low), max(high, rule.high)
                    grew = True
        crossing = [r for r in levels if low - _SLACK <= r.at <= high + _SLACK]
        places = sorted(r.at for r in group if sum(_meet(r, x) for x in crossing) >= 2)
        columns = [c for i, c in enumerate(places) if i == 0 or c - places[i - 1] > 4]
        inside = [r for r in crossing if sum(r.low - _SLACK <= c <= r.high + _SLACK for c in columns) >= 2]
        if len(columns) >= 3 and len(inside) >= 2:
            heights = [r.at for r in inside]
            out.append(Grid(columns, group, inside, columns[0], columns[-1], min(heights), max(heights)))
    return out


def _meet(upright: Rule, level: Rule) -> bool:
    return (
        upright.low - _SLACK <= level.at <= upright.high + _SLACK
        and level.low - _SLACK <= upright.at <= level.high + _SLACK
    )


def _merge(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line put together (Word draws each cell's border apart)."""
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at / 2), r.low)):
        last = out[-1] if out else None
        if last and abs(last.at - rule.at) < 2.5 and rule.low <= last.high + 2 * _SLACK:
            out[-1] = Rule(last.at, last.low, max(last.high, rule.high))
        else:
            out.append(rule)
    return out


def mark_tables(page: Any, lines: list[Line], measure: Measure) -> list[Line]:
    """Lines that stand in ruled tables replaced by one line for each table, rows cut by line ends, cells by tabs."""
    if len(lines) < 3 or not _uneven(lines):
        return lines
    grids = grids_of(*rules_of(page, measure))
    if not grids:
        return lines
    out: list[Line] = []
    placed: dict[int, Line] = {}
    for line in lines:
        at = next((i for i, g in enumerate(grids) if g.holds(line.x0 + 1, line.y + line.size / 2)), None)
        if at is None or line.first < 0:
            out.append(line)
            continue
        grid = grids[at]
        if at not in placed:
            placed[at] = Line(TABLE, grid.left, grid.right, grid.top, line.size, line.page)
            out.append(placed[at])
        _sort_in(line, grid, measure)
    for at, marked in placed.items():
        rows = _rows(grids[at])
        marked.text = TABLE + rows
        marked.y = grids[at].bottom
    return [x for x in out if x.text != TABLE]


def _uneven(lines: list[Line]) -> bool:
    """Whether the lines' places hint at columns: a step up or sideways, or a line with a gap in it.

    Looking at a page's drawn lines costs as much as reading its text; running text needs none.
    """
    usual = letter_width(lines)
    before = lines[1]  # the first line is often a running head
    for line in lines[2:]:
        step = before.y - line.y
        if step < 0.3 * line.size or gapped(line, usual):
            return True
        before = line
    return False


def _sort_in(line: Line, grid: Grid, measure: Measure) -> None:
    """Put the words of a line into cells; words are cut where an upright line stands between them."""
    first, last = _cell_at(line, 0, grid, measure), _cell_at(line, line.text.rfind(" ") + 1, grid, measure)
    if first == last:  # most lines stand in one cell
        grid.cells.setdefault(first, []).append(" ".join(line.text.split()))
        return
    at = 0
    current: tuple[int, int] | None = None
    words: list[str] = []
    for word in line.text.split(" "):
        start, at = at, at + len(word) + 1
        if not word:
            continue
        key = _cell_at(line, start, grid, measure)
        if key != current and words and current is not None:
            grid.cells.setdefault(current, []).append(" ".join(words))
            words = []
        current = key
        words.append(word)
    if words and current is not None:
        grid.cells.setdefault(current, []).append(" ".join(words))


def _cell_at(line: Line, at: int, grid: Grid, measure: Measure) -> tuple[int, int]:
    left, right, bottom, top = measure.box(line.index(at))
    return grid.cell((left + right) / 2, (bottom + top) / 2)


def _rows(grid: Grid) -> str:
    levels: list[int] = []  # distinct tops of cells, from above
    row_of: dict[int, int] = {}
    for top in sorted({band for _, band in grid.cells}, reverse=True):
        if not levels or levels[-1] - top > 3:
            levels.append(top)
        row_of[top] = len(levels) - 1
    rows = [[""] * (len(grid.columns) - 1) for _ in levels]
    for (column, band), texts in grid.cells.items():
        row = rows[row_of[band]]
        row[column] = " ".join([row[column], *texts]).strip()
    used = [c for c in range(len(grid.columns) - 1) if any(row[c] for row in rows)]
    return "\n".join("\t".join(row[c] for c in used) for row in rows)
