"""The lines of a PDF page with their places, straight from pdfium.

Only the first and the last character of a line are measured: that is enough to tell paragraphs and costs little, where
measuring every character would halve the speed.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import regex

from lawreg.reading.pdf_calls import calls, handle


@dataclass(slots=True)
class Line:
    """One line as pdfium gives it; ``y`` is its base, counted from the page's foot."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    page: int
    first: int = -1  # index of the first character on the page; -1 where unknown
    sure: bool = True  # False: read by OCR with low confidence
    raised: list[tuple[int, int]] | None = None  # ranges of small raised digits: marks of footnotes
    places: list[int] | None = None  # index of each character, where they do not follow one another

    def index(self, at: int) -> int:
        """Index on the page of the character at ``at`` of the text."""
        return self.first + at if self.places is None else self.places[at]


class Measure:
    """Boxes of single characters of a text page, upright whichever way the text was set.

    ``turn`` is the page's rotation at which its text reads level: 0, 90, 180 or 270.
    """

    def __init__(self, textpage: Any, turn: int = 0, width: float = 0.0, height: float = 0.0) -> None:
        self.turn, self._width, self._height = turn, width, height
        self._page = handle(textpage.raw)
        self._rect = (ctypes.c_float * 4)()  # an FS_RECTF: left, top, right, bottom
        self._get = calls().char_box
        self._ref = ctypes.addressof(self._rect)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """left, right, bottom, top."""
        if not self._get(self._page, index, self._ref):
            return 0.0, 0.0, 0.0, 0.0
        left, top, right, bottom = self._rect[:]
        if self.turn:
            return self.upright(left, right, bottom, top)
        return left, right, bottom, top

    def upright(self, left: float, right: float, bottom: float, top: float) -> tuple[float, float, float, float]:
        """A box of the page as it stands when the text is level."""
        if self.turn == 90:
            return bottom, top, self._width - right, self._width - left
        if self.turn == 270:
            return self._height - top, self._height - bottom, left, right
        if self.turn == 180:
            return self._width - right, self._width - left, self._height - top, self._height - bottom
        return left, right, bottom, top


def reading_turn(textpage: Any) -> int:
    """The rotation at which most of the page's text reads level (landscape tables lie on their side)."""
    import pypdfium2.raw as raw

    count = textpage.count_chars()
    if count < 40:
        return 0
    turns: Counter[int | None] = Counter()
    for k in range(1, 10):
        turn = _TURNS.get(_quarter(raw.FPDFText_GetCharAngle(textpage.raw, count * k // 10)))
        turns[turn] += 1
        if turns[turn] == 5:  # of nine: the most there can be
            return turn or 0
    return 0


def _quarter(angle: float) -> int:
    return round(angle / (math.pi / 2)) % 4 if angle > 0.1 else 0


_TURNS = {0: 0, 3: 90, 1: 270, 2: 180}


def page_lines(textpage: Any, page: int, measure: Measure) -> list[Line]:
    """The page's lines in the order of the file; on turned pages the upright running heads are left out."""
    import pypdfium2.raw as raw

    text: str = textpage.get_text_range()
    indexes = textpage.count_chars() == len(text)  # pdfium counts UTF-16 units, Python characters
    out: list[Line] = []
    at = 0
    box = measure.box
    for part in text.split("\r\n"):
        stripped = part.strip()
        if stripped:
            if indexes:
                first = at + len(part) - len(part.lstrip())
                if (
                    measure.turn
                    and _TURNS.get(_quarter(raw.FPDFText_GetCharAngle(textpage.raw, first))) != measure.turn
                ):
                    at += len(part) + 2
                    continue
                left, _, bottom, top = box(first)
                _, right, _, _ = box(first + len(stripped) - 1)
                if not stripped[0].isalpha():  # some fonts give a dash or a dot a small box of its own
                    letter = next((k for k, ch in enumerate(stripped) if ch.isalpha()), 0)
                    _, _, bottom, top = box(first + letter)
                out.append(Line(_clean(stripped), left, right, bottom, top - bottom, page, first))
            else:
                out.append(Line(_clean(stripped), 0.0, 0.0, 0.0, 0.0, page))
        at += len(part) + 2
    return _stitched(out) if measure.turn else out


def _stitched(lines: list[Line]) -> list[Line]:
    """Pieces of one level line put together: pdfium cuts words of turned text at letters of another font."""
    out: list[Line] = []
    for line in lines:
        last = out[-1] if out else None
        gap = line.x0 - last.x1 if last else 0.0
        if (
            last is None
            or line.first < 0
            or abs(last.y - line.y) > 0.35 * line.size
            or not -0.3 * line.size < gap < 0.8 * line.size
        ):
            line.places = list(range(line.first, line.first + len(line.text))) if line.first >= 0 else None
            out.append(line)
            continue
        assert last.places is not None
        if gap > 0.12 * line.size:
            last.text += " "
            last.places.append(line.first)
        last.text += line.text
        last.places += range(line.first, line.first + len(line.text))
        last.x1, last.size = line.x1, max(last.size, line.size)
    return out


_CONTROLS: dict[int, str | None] = {c: None for c in range(32) if c not in (9, 10)}
_CONTROLS.update({0xFFFE: "-", 0xFFFF: None, 0x02: "-"})  # pdfium's marks of a hyphen at a line's end


def _clean(text: str) -> str:
    if text.isprintable():
        return text
    return text.translate(_CONTROLS).replace("\t", " ").replace("\n", " ")


def letter_width(lines: list[Line]) -> float:
    """The usual width of a letter with its share of spaces."""
    widths = sorted((x.x1 - x.x0) / len(x.text) for x in lines if len(x.text) > 15)
    return widths[len(widths) // 4] if widths else 0.0  # lines with gaps are wider, none is narrower


def gapped(line: Line, usual: float) -> bool:
    """Whether a line is too wide for its letters: it was read across a gap between columns."""
    spare = line.x1 - line.x0 - usual * len(line.text)
    return spare > 1.5 * line.size and spare > 0.12 * (line.x1 - line.x0)


_DIGITS_LAST = regex.compile(r"(?<=\S)\d{1,4}(?=[\s.,;:)”\"]|$)")


def mark_raised(lines: list[Line], measure: Measure) -> None:
    """Find the small digits that stand for footnotes ("Điều 5¹"): as plain digits they would change numbers.

    Looked for only on pages with small lines below the running text, which is where the notes themselves stand.
    """
    if len(lines) < 4 or not lines[-1].size < 0.9 * max(x.size for x in lines[: len(lines) // 2 + 1]):
        return
    for line in lines:
        if line.first < 0 or line.size <= 0 or "\x1d" in line.text:
            continue
        for m in _DIGITS_LAST.finditer(line.text):
            for at in range(m.start(), m.end()):
                _, _, bottom, top = measure.box(line.index(at))
                if 0 < top - bottom < 0.8 * line.size:
                    line.raised = [*(line.raised or ()), (at, m.end())]
                    break
