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


class Measure:
    """Boxes of single characters of a text page, upright whichever way the text was set.

    ``turn`` is the page's rotation at which its text reads level: 0, 90, 180 or 270.
    """

    def __init__(self, textpage: Any, turn: int = 0, width: float = 0.0, height: float = 0.0) -> None:
        import pypdfium2.raw as raw

        self.turn, self._width, self._height = turn, width, height
        self._page = textpage.raw
        self._rect = raw.FS_RECTF()
        self._get = raw.FPDFText_GetLooseCharBox
        self._ref = ctypes.byref(self._rect)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """left, right, bottom, top."""
        r = self._rect
        if not self._get(self._page, index, self._ref):
            return 0.0, 0.0, 0.0, 0.0
        if self.turn:
            return self.upright(r.left, r.right, r.bottom, r.top)
        return r.left, r.right, r.bottom, r.top

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
    turns = Counter(
        _TURNS.get(_quarter(raw.FPDFText_GetCharAngle(textpage.raw, count * k // 10))) for k in range(1, 10)
    )
    turn, votes = turns.most_common(1)[0]
    if not turn or votes < 5:
        return 0
    return turn


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
                out.append(Line(_clean(stripped), left, right, bottom, top - bottom, page, first))
            else:
                out.append(Line(_clean(stripped), 0.0, 0.0, 0.0, 0.0, page))
        at += len(part) + 2
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
