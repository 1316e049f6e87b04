"""Lines of a text and the cells of layout tables, in reading order.

A letterhead or a signature is often printed as a table of two columns; readers write it as ``|left |right |`` rows, as
cells parted by a tab, or cell after cell. :func:`fragments` puts such rows into reading order: one column after the
other. Running heads, page numbers, rules and stamps of the gazette are no fragments.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import regex

from lawreg.model import Span

_LINE = regex.compile(r"[^\n]+")
_BLANKS = " \t|#_\u00a0"
# Short patterns tried at the start of every line are the standard library's: they cost a third of regex's there.
_RULE = re.compile(r"[-_=.~─…*+\s|#]*+$")
_NOISE = re.compile(
    r"(?:CÔNG BÁO\s?/\s?Số|CÔNG BÁO\s*\d*$|\d{1,4}$|- ?\d{1,4} ?-$|Người ký:|Email:|Cơ quan:|Thời gian ký:|Ký bởi:|"
    r"(?:PHẦN\s+[IVX]*\.?\s*)?VĂN BẢN (?:QUY PHẠM PHÁP LUẬT|KHÁC|HỢP NHẤT)$|Ngày ký:|Trang \d+(?:\s?/\s?\d+)?$"
    r"|\[daky\])"
)
_NOISE_FIRST = frozenset("-_=.~─…*+|# \t\n\r\x0b\x0cCNEVPTK[")
_PAGE_NUMBER = 4  # digits
_RUNNING_HEAD = regex.compile(r"(?m)^[ \t|]*+CÔNG BÁO\s?/\s?Số[^\n]*|^(?<!năm[ \t]{0,3}\n)[ \t]*\d{1,4}[ \t]*$")


class Line(NamedTuple):  # made by the thousand for each document: a tuple costs a third of a frozen dataclass
    """A stripped line (or cell) of the text; ``gap`` counts the blank lines before, ``column`` is that of its cell."""

    start: int
    end: int
    text: str
    gap: int = 0
    column: int = 0


# The constructor of a named tuple is itself Python; a document has hundreds of lines
_line: Callable[[tuple[int, int, str, int, int]], Line] = partial(tuple.__new__, Line)


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of text[start:end] that hold something, stripped of blanks and table bars."""
    found: list[Line] = []
    position, gap = start, 0
    for raw in (text if start == 0 and end is None else text[start:end]).split("\n"):
        stripped = raw.strip(_BLANKS)
        if not stripped:
            gap += 1
            position += len(raw) + 1
            continue
        at = position if raw[0] == stripped[0] else position + raw.index(stripped[0])
        if not gap and stripped[0].isdigit() and found and _parted(found[-1].text, stripped):
            whole = found.pop()
            at, gap = whole.start, whole.gap
            stripped = text[at : position + raw.index(stripped[0]) + len(stripped)].replace("\n", " ")
        if stripped[0] in "CMPĐ" and " Điều " in stripped:
            found += _unglued(at, stripped, gap if found else 0)
        else:
            found.append(_line((at, at + len(stripped), stripped, gap if found else 0, 0)))
        gap = 0
        position += len(raw) + 1
    return found


_ARTICLE_NUMBER = re.compile(r"\d{1,3}[a-zđ]?\s?[.:](?:\s|$)")


def _parted(above: str, text: str) -> bool:
    """Whether a page broke an article's heading behind its first word: "Điều" on one line, "1. Phạm vi" on the next."""
    return above in ("Điều", "“Điều", '"Điều') and _ARTICLE_NUMBER.match(text) is not None


_GLUED = regex.compile(
    r"^(?:Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Điều\s+\d+\.)\s(?:(?!Điều\s)\P{Ll}){3,200}?\s(?=Điều\s\d{1,3}\.\s\p{Lu})|"
    r"\p{Lu}{2,}\s(?=Mục\s\d+\.?\s\p{Lu}{2})"
)


def _unglued(at: int, stripped: str, gap: int) -> list[Line]:
    """A line on which a saved page ran several headings together: "Chương I QUY ĐỊNH CHUNG Điều 1. Phạm vi …"."""
    m = _GLUED.match(stripped)
    if m is None:
        return [Line(at, at + len(stripped), stripped, gap)]
    first, rest = stripped[: m.end()].rstrip(), stripped[m.end() :]
    return [Line(at, at + len(first), first, gap), Line(at + m.end(), at + len(stripped), rest)]


def is_noise(text: str) -> bool:
    """A rule, a page number, a running head or a stamp."""
    if not text:
        return True
    first = text[0]
    if first.isdigit():
        return len(text) <= _PAGE_NUMBER and _NOISE.match(text) is not None
    if first not in _NOISE_FIRST and not first.isspace():
        return False
    return _RULE.match(text) is not None or _NOISE.match(text) is not None


def fragments(text: str, start: int, end: int) -> list[Line]:
    """Lines and cells of text[start:end] in reading order, without noise.

    Consecutive rows with bars are read column after column; cells parted by tabs or a wide gap one after the other.
    """
    found: list[Line] = []
    rows: list[list[Line]] = []

    def flush() -> None:
        columns = max((len(r) for r in rows), default=0)
        for column in range(columns):
            found.extend(r[column] for r in rows if column < len(r) and not is_noise(r[column].text))
        rows.clear()

    for m in _LINE.finditer(text, start, end):
        raw = m[0]
        at = m.start()
        if not raw.strip(_BLANKS):
            continue
        if "|" in raw and (raw.count("|") >= 2 or ("|" in raw.strip(" |") and raw.strip(" ")[0] != "|")):
            rows.append(_cells(raw, at, "|"))
            continue
        if rows:
            flush()
        before = text.count("\n", found[-1].end if found else start, at) - 1
        if ("\t" in raw or "     " in raw) and ("\t" in raw.strip() or "     " in raw.strip()):
            pieces = [c for c in _cells(raw, at, "\t" if "\t" in raw.strip() else "     ") if c.text]
        else:
            pieces = _cells(raw, at, "\n")
        for n, c in enumerate(pieces):
            if not is_noise(c.text) or (found and found[-1].text.endswith("năm") and c.text.isdigit()):
                found.append(Line(c.start, c.end, c.text, max(before, 0) if n == 0 else 1, c.column))
    flush()
    return found


def _cells(raw: str, at: int, bar: str) -> list[Line]:
    cells: list[Line] = []
    position = 0
    pieces = raw.split(bar)
    if bar == "|" and not pieces[0].strip():
        position = len(pieces[0]) + 1
        pieces = pieces[1:]
    for column, piece in enumerate(pieces):
        stripped = piece.strip(_BLANKS)
        offset = piece.find(stripped) if stripped else 0
        begin = at + position + offset
        cells.append(Line(begin, begin + len(stripped), stripped, 0, column))
        position += len(piece) + len(bar)
    return cells


def clean(text: str) -> str:
    """A passage on one line, running heads and page numbers taken out."""
    return " ".join(_RUNNING_HEAD.sub(" ", text).replace("|", " ").split())


class Joined:
    """Fragments as one string to search in, with the way back to the text."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = list(lines)
        self.text = "\n".join(line.text for line in lines)
        self._offsets: list[int] = []
        at = 0
        for line in lines:
            self._offsets.append(at)
            at += len(line.text) + 1

    def index(self, offset: int) -> int:
        """Which fragment holds the offset."""
        return max(bisect_right(self._offsets, offset) - 1, 0)

    def source(self, offset: int) -> int:
        """The offset in the text of an offset in the string."""
        if not self.lines:
            return 0
        i = self.index(offset)
        line = self.lines[i]
        return min(line.start + offset - self._offsets[i], line.end)

    def span(self, start: int, end: int) -> Span:
        """The span in the text; fragments of several columns give the hull of what was matched."""
        if end <= start:
            at = self.source(start)
            return Span(at, at)
        first, last = self.source(start), self.source(end - 1) + 1
        return Span(min(first, last), max(first, last))
