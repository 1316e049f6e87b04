"""From the lines of PDF pages to paragraphs: running heads and page numbers out, columns in order, lines joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import regex

from lawreg import tables
from lawreg.reading.blocks import is_letterhead
from lawreg.reading.pdf_lines import Line

_PAGE_NUMBER = regex.compile(r"[-–—\s]*(?:trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", regex.I)
_MARKER = regex.compile(
    r"(?:Điều|ĐIỀU)\s+\d+[a-zđ]?\d?\s*[.:]|(?:Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Phụ lục|PHỤ LỤC)\b"
    r"|Căn cứ\b|Theo đề nghị\b|\d{1,3}[a-zđ]?(?:\.\d{1,3})*[.)/-]\s|[a-zđ]\d?[)/]\s"
    r"|[-+•*–]\s|[IVXLC]+[.)]\s|[“\"][^”\"]{0,3}\d{1,3}[a-z]?\.\s"
)
_TERMINAL = frozenset('.;:!?…”"')
_BROKEN = regex.compile(r"[\p{L}\d][-/]$")
_NUMBER_PART = regex.compile(r"[\p{Lu}\d]")
_NOTE_MARK = regex.compile(r"\[?\d{1,3}\]?(?:\s|$)|\*")
_DIGITS = regex.compile(r"\d+")
_LOWER = regex.compile(r"[\"“(]?\p{Ll}")


@cache
def _patterns(key: str) -> regex.Pattern[str]:
    return regex.compile("|".join(f"(?:{p})" for p in tables.load("tables/reading.toml")[key]), regex.I)


def is_stamp(text: str) -> bool:
    """A line that signing software puts on a page."""
    return _patterns("stamp_lines").match(text) is not None


@dataclass(slots=True)
class Page:
    """One page on its way to text: ``lines`` (tables stand as one line with tabs and line ends), footnotes apart."""

    number: int
    lines: list[Line]
    width: float = 0.0
    height: float = 0.0
    notes: list[Line] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    step: float = 0.0  # from one line to the next
    scanned: bool = False  # read by OCR: the height of its letters tells nothing of their size
    turned: int = 0  # degrees by which a scanned page was turned to be read


def drop_furniture(pages: Sequence[Page]) -> int:
    """Take gazette running heads, repeated heads and feet, and page numbers out; gives the number of lines dropped."""
    heads = _patterns("running_heads")
    edge: Counter[str] = Counter()
    for page in pages:
        edge.update({_masked(x.text) for x in page.lines[:2] + page.lines[-2:] if _far_out(x, page)})
    often = max(3, round(0.6 * len(pages)))

    def furniture(line: Line, from_edge: int, page: Page) -> bool:
        if from_edge < 4 and heads.fullmatch(line.text):
            return True
        if from_edge >= 2:
            return False
        if _PAGE_NUMBER.fullmatch(line.text):
            return from_edge == 0 or _far_out(line, page)
        return len(line.text) < 150 and _far_out(line, page) and edge[_masked(line.text)] >= often

    dropped = 0
    for page in pages:
        last = len(page.lines) - 1
        kept = [x for at, x in enumerate(page.lines) if not furniture(x, min(at, last - at), page)]
        dropped += len(page.lines) - len(kept)
        page.lines = kept
    return dropped


def _masked(text: str) -> str:
    return _DIGITS.sub("#", text).strip()


def _far_out(line: Line, page: Page) -> bool:
    return page.height > 0 and (line.y > 0.93 * page.height or line.y < 0.09 * page.height)


def set_margins(pages: Sequence[Page]) -> None:
    """Left and right edge of the running text of each page, the document's where a page has too few lines."""
    lefts: Counter[int] = Counter()
    rights: Counter[int] = Counter()
    for page in pages:
        page.left, page.right = _edges(page.lines)
        steps = sorted(a.y - b.y for a, b in pairwise(page.lines) if 5 < a.y - b.y < 60)
        page.step = steps[len(steps) // 3] if len(steps) > 3 else 0.0
        if len(page.lines) >= 12:
            lefts[round(page.left)] += 1
            rights[round(page.right)] += 1
    usual = (lefts.most_common(1)[0][0], rights.most_common(1)[0][0]) if lefts else None
    for page in pages:
        if usual and len(page.lines) < 12 and abs(page.width - pages[0].width) < 5:
            page.left, page.right = min(page.left, usual[0]) if page.lines else usual[0], max(page.right, usual[1])


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    measured = [x for x in lines if x.x1 > x.x0]
    if not measured:
        return 0.0, 0.0
    left = Counter(round(x.x0 / 4) for x in measured)
    right = Counter(round(x.x1 / 4) for x in measured)
    need = 2 if len(measured) >= 6 else 1
    return (
        4.0 * min(k for k, n in left.items() if n >= need or len(measured) < 6)
        if max(left.values()) >= need
        else min(x.x0 for x in measured),
        4.0 * max(k for k, n in right.items() if n >= need or len(measured) < 6)
        if max(right.values()) >= need
        else max(x.x1 for x in measured),
    )


def indented_style(pages: Sequence[Page]) -> bool:
    """Whether paragraphs begin with an indent: what follows a finished sentence tells."""
    indented = flush = 0
    for page in pages:
        for before, line in pairwise(page.lines):
            if "\t" in line.text or before.text[-1:] not in _TERMINAL or line.x1 <= line.x0:
                continue
            if line.x0 > page.left + 10:
                indented += line.x0 < page.left + 90
            elif _MARKER.match(line.text):
                flush += 1
    return indented >= flush


def joins(before: Line, line: Line, page: Page, last_page: Page, indented: bool) -> bool:
    """Whether ``line`` goes on the paragraph of ``before``."""
    if before.text.startswith("\x1d") or line.text.startswith("\x1d"):  # a table
        return False
    starts_lower = _LOWER.match(line.text) is not None
    marker = _MARKER.match(line.text) is not None
    finished = before.text[-1:] in _TERMINAL
    if before.x1 <= before.x0 or line.x1 <= line.x0:  # no places known: language only
        return starts_lower and not finished and not marker
    same_page = before.page == line.page
    pitch = max(before.size, line.size) or 12.0
    if page.step and last_page.step:
        pitch = max(pitch, 0.75 * page.step)
    if same_page and abs(before.y - line.y) < 0.3 * pitch and -2 < line.x0 - before.x1 < 1.5 * pitch:
        return not is_letterhead(line.text)  # pieces of one line, cut by the mark of a footnote; no two columns
    if same_page and not -0.6 * pitch < before.y - line.y < (3.6 if starts_lower and not finished else 2.6) * pitch:
        return False  # another column, or far below
    word = line.text.split(" ", 1)[0]
    per_letter = (before.x1 - before.x0) / max(1, len(before.text))
    full = before.x1 + per_letter * (len(word) + 1) > last_page.right - 2
    inset = line.x0 - page.left
    if inset > 8:
        centred = abs((line.x0 - page.left) - (page.right - line.x1)) < 12 and line.x1 < page.right - 8
        if marker or finished:
            return False
        if centred and full and before.text.isupper() and line.text.isupper():
            return True  # a title in capitals, broken where the column ends
        if starts_lower and (full or centred):
            return not (
                indented and not centred and abs(line.x0 - before.x0) > 3 and inset < 60 and before.x0 > line.x0
            )
        return full and abs(line.x0 - before.x0) < 3 and not centred and not indented
    if indented:
        if full:
            return not (marker and finished)
        return starts_lower and not finished and not marker
    if marker:
        return False
    if full:
        return not finished or starts_lower
    return starts_lower and not finished


def glue(before: str, after: str) -> str:
    """What stands between two joined lines: nothing inside a number such as TT-⏎BTC or 12/⏎2015."""
    if before[-1:] in "-/" and _BROKEN.search(before) and _NUMBER_PART.match(after):
        return ""
    return " "


def take_notes(page: Page, body_size: float, going_on: bool) -> None:
    """Move footnotes (small lines at the page's foot) out of the running text.

    They begin with a number, or go on from the page before (``going_on``).
    """
    if body_size <= 0:
        return
    start = len(page.lines)
    while start > 0:
        line = page.lines[start - 1]
        if line.text.startswith("\x1d") or line.size <= 0 or line.y > 0.75 * page.height:
            break
        if line.size >= 0.9 * body_size:
            break
        start -= 1
    if not going_on:
        while start < len(page.lines) and not _NOTE_MARK.match(page.lines[start].text):
            start += 1
    small = page.lines[start:]
    if start and sum(len(x.text) for x in small) > 8:
        page.notes, page.lines = small, page.lines[:start]


def bracket_marks(page: Page, numbers: frozenset[str], body_size: float) -> None:
    """Write the marks of footnotes as "[1]"; a mark that stands as a line of its own goes to the line before."""
    kept: list[Line] = []
    for line in page.lines:
        text = line.text
        if kept and text in numbers and line.size < 0.8 * body_size and line.page == kept[-1].page:
            kept[-1].text += f"[{text}]"
            continue
        for start, end in reversed(line.raised or ()):
            if text[start:end] in numbers:
                text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        line.text = text
        kept.append(line)
    page.lines = kept


def body_size(pages: Sequence[Page]) -> float:
    """The size most characters are set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if "\x1d" not in line.text:
                sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
