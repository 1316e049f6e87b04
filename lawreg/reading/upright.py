"""Sets page images upright: small slopes by the sharpness of the rows of ink, whole turns by what OCR made of them.

A sheet drawn in aslant, or a landscape annex scanned on its side, is common in officers' scans. The slope is found by
turning a small copy of the page until its rows of letters and the gaps between them stand apart most clearly
(projection profile); Pillow alone does it in a fifth of a second, against seconds for the recognition. tesseract reads
letters on a slope of two degrees as well as on none, but columns and lines are then told apart wrongly.
"""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import Any

import regex

from lawreg.reading.syllables import possible

_LONG_SIDE = 1100  # of the small copy: about 95 dpi of an A4 page, letters are still apart from line gaps
_WIDEST = 5.0  # degrees; sheets fed by hand lie no worse
_LEAST = 0.4  # degrees; a smaller slope moves a line's end by less than a third of its height
_GAIN = 1.1  # how much sharper the rows must become: noise alone makes a few hundredths
_NOT_LETTERS = regex.compile(r"[^\p{L}]+")


def _ink(image: Any) -> Any:
    """A small copy with ink bright on black, margins cut off; None for an empty page."""
    from PIL import ImageOps

    step = max(1, max(image.size) // _LONG_SIDE)
    small = ImageOps.invert(image.reduce(step) if step > 1 else image).point(lambda v: v if v > 72 else 0)
    box = small.getbbox()
    return None if box is None or min(box[2] - box[0], box[3] - box[1]) < 30 else small.crop(box).convert("F")


def _sharpness(ink: Any) -> float:
    """How clearly rows of ink and empty rows alternate from top to bottom."""
    from PIL import Image

    rows = array("f", ink.resize((1, ink.height), Image.Resampling.BOX).tobytes())
    return sum((b - a) ** 2 for a, b in pairwise(rows)) * ink.width**2 / max(1, ink.height)


def slope(image: Any) -> float:
    """Degrees by which to turn a grey page image (counter-clockwise) so that its lines are level; 0.0 when they are."""
    ink = _ink(image)
    if ink is None:
        return 0.0

    def turned(angle: float) -> float:
        return _sharpness(ink.rotate(angle, expand=True)) if angle else _sharpness(ink)

    level = turned(0.0)
    steps = [n / 2 for n in range(int(-2 * _WIDEST), int(2 * _WIDEST) + 1)]
    best = max(steps, key=turned)
    best = max((round(best + n / 10, 1) for n in range(-4, 5)), key=turned)
    return best if abs(best) >= _LEAST and turned(best) > _GAIN * level else 0.0


def levelled(image: Any) -> Any:
    """The image with its lines level; the same object when they are."""
    from PIL import Image

    angle = slope(image)
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255) if angle else image


def turn_needed(data: dict[str, list[Any]]) -> int:
    """Degrees (counter-clockwise) by which the page must be turned before it is read again; 0 when it was upright.

    ``data`` is what tesseract found, word by word. On a page upside down few words are possible ones. On a page on its
    side the words' boxes stand: tesseract reads such a page when it was turned clockwise, and garbage otherwise.
    """
    words = [at for at, text in enumerate(data["text"]) if len(text.strip()) > 2]
    if len(words) < 12:
        return 0  # an empty page, a stamp, a drawing
    standing = sum(data["height"][w] > data["width"][w] for w in words) > len(words) / 2
    readable = read_share(data) >= 0.5
    if standing:
        return 90 if readable else 270
    return 0 if readable else 180


def read_share(data: dict[str, list[Any]]) -> float:
    """Share of the words that are surely read and possible: over 0.8 on sound pages, about 0.2 on turned ones."""
    words = [at for at, text in enumerate(data["text"]) if text.strip()]
    good = 0
    for at in words:
        text = data["text"][at].strip()
        if float(data["conf"][at]) >= 60:
            good += any(ch.isdigit() for ch in text) or possible(_NOT_LETTERS.sub("", text))
    return good / len(words) if words else 0.0


def turned(image: Any, degrees: int) -> Any:
    """The image turned counter-clockwise by 90, 180 or 270 degrees, its sides exchanged where need be."""
    from PIL import Image

    turn = {90: "ROTATE_90", 180: "ROTATE_180", 270: "ROTATE_270"}[degrees]
    return image.transpose(Image.Transpose[turn])
