"""Text of page images through tesseract, line by line with its confidence.

tesseract and its Vietnamese data are outside programs (Debian: tesseract-ocr, tesseract-ocr-vie); without them scans
are set aside with the command that installs them.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from lawreg.reading.base import ReadOptions
from lawreg.reading.pdf_lines import Line
from lawreg.reading.pdf_page import RIGHT_COLUMN
from lawreg.reading.syllables import vietnamese_share
from lawreg.reading.upright import levelled, read_share, turn_needed, turned
from lawreg.secrecy import bears_mark

_NUMBER_OR_DATE = re.compile(r"s[ốôo]\s*:|ngày|\d+/", re.I)
_LEAST_LINE = 75.0  # mean confidence of a line below which it is doubtful
_LEAST_NUMBER = 85.0  # of a word with digits: numbers and dates are where OCR fails unseen


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line with its box in pixels from the upper left corner."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sure: bool


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What was read of one image; its size is that of the page set upright."""

    lines: list[OcrLine]
    width: int
    height: int
    turned: int = 0  # degrees by which the page was turned: 90, 180 or 270


@cache
def missing(language: str) -> str | None:
    """None when OCR can run; else the code of what is missing."""
    if shutil.which("tesseract") is None:
        return "ocr_missing"
    try:
        import pytesseract

        if language not in pytesseract.get_languages(config=""):
            return "ocr_language_missing"
    except ImportError:
        return "ocr_missing"
    except Exception:  # a broken installation shows in many ways
        return "ocr_missing"
    return None


def read_image(image: Any, options: ReadOptions) -> OcrPage:
    """One grey page image (of PIL), set upright; from the cache when the same page was read before."""
    place = _cache_place(image, options)
    if place is not None and place.is_file():
        try:
            kept = json.loads(place.read_text(encoding="utf-8"))
            return OcrPage([OcrLine(*row) for row in kept["lines"]], kept["width"], kept["height"], kept["turned"])
        except (ValueError, TypeError, KeyError, OSError):
            pass  # a spoilt entry is written anew
    page = _recognise(image, options)
    if place is not None and not bears_mark(x.text for x in page.lines):
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            part = place.with_suffix(f".{os.getpid()}.part")
            rows = [[x.text, x.left, x.top, x.right, x.bottom, x.sure] for x in page.lines]
            kept = {"width": page.width, "height": page.height, "turned": page.turned, "lines": rows}
            part.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            part.replace(place)
        except OSError:
            pass  # a full disk costs the cache, not the text
    return page


_met: list[Path] = []


def met() -> list[Path]:
    """Entries of the cache read or written since the last call, for a caller who must leave no page behind."""
    found = _met.copy()
    _met.clear()
    return found


def _cache_place(image: Any, options: ReadOptions) -> Path | None:
    if options.cache_dir is None:
        return None
    key = hashlib.sha256(image.tobytes())
    key.update(f"{image.size}{image.mode}{options.ocr_language}5{_version()}".encode())
    name = key.hexdigest()
    place = Path(options.cache_dir) / name[:2] / f"{name}.json"
    _met.append(place)
    return place


@cache
def _version() -> str:
    """Of tesseract: another one may read a page differently."""
    import pytesseract

    return str(pytesseract.get_tesseract_version())


def _words(image: Any, options: ReadOptions) -> dict[str, list[Any]]:
    """The words tesseract sees, with their boxes and confidences."""
    import pytesseract

    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # two pages at once beat one page on two threads
    found: dict[str, list[Any]] = pytesseract.image_to_data(
        image,
        lang=options.ocr_language,
        config="--psm 3",
        output_type=pytesseract.Output.DICT,
        timeout=options.tool_seconds,
    )
    return found


def _recognise(image: Any, options: ReadOptions) -> OcrPage:
    """Read the page levelled; when that shows it to be upside down or on its side, turned too, and keep the better."""
    image = levelled(image)
    data = _words(image, options)
    degrees = turn_needed(data)
    if degrees:
        upright = levelled(turned(image, degrees))
        again = _words(upright, options)
        if read_share(again) >= max(0.5, read_share(data) - 0.05):
            return OcrPage(_lines(again), upright.width, upright.height, degrees)
    return OcrPage(_lines(data), image.width, image.height)


def _lines(data: dict[str, list[Any]]) -> list[OcrLine]:
    """Words put together to lines, cut at column gaps; specks left out."""
    grouped: dict[tuple[int, int, int], list[int]] = {}
    for at, text in enumerate(data["text"]):
        if text.strip():
            key = (data["block_num"][at], data["par_num"][at], data["line_num"][at])
            grouped.setdefault(key, []).append(at)
    out: list[OcrLine] = []
    for words in (part for line in grouped.values() for part in _at_gaps(line, data)):
        confidences = [float(data["conf"][w]) for w in words]
        texts = [data["text"][w].strip() for w in words]
        mean = sum(confidences) / len(confidences)
        doubtful = mean < _LEAST_LINE or any(
            c < _LEAST_NUMBER and any(ch.isdigit() for ch in t) for t, c in zip(texts, confidences, strict=True)
        )
        if max(confidences) < 35 or _noise(" ".join(texts), mean) or not any(ch.isalnum() for t in texts for ch in t):
            continue  # specks, seals, signatures
        out.append(
            OcrLine(
                " ".join(texts),
                min(data["left"][w] for w in words),
                min(data["top"][w] for w in words),
                max(data["left"][w] + data["width"][w] for w in words),
                max(data["top"][w] + data["height"][w] for w in words),
                not doubtful,
            )
        )
    return out


def _at_gaps(words: list[int], data: dict[str, list[Any]]) -> list[list[int]]:
    """A line cut where the gap is as wide as a column's: letterheads and tables are read across otherwise.

    Before the words a right column begins with (national motto, place and date, signer) a smaller gap will do.
    """
    height = max(1, sorted(data["height"][w] for w in words)[len(words) // 2])
    columns = _column_starts([data["text"][w] for w in words])
    out = [[words[0]]]
    for at, (before, word) in enumerate(pairwise(words), 1):
        gap = data["left"][word] - data["left"][before] - data["width"][before]
        if gap > (0.55 if at in columns else 2.2) * height:
            out.append([])
        out[-1].append(word)
    return out


def _column_starts(texts: list[str]) -> set[int]:
    """Numbers of the words that may begin a right column."""
    joined = " ".join(texts)
    if RIGHT_COLUMN.search(joined) is None:
        return set()
    starts = {m.end() for m in RIGHT_COLUMN.finditer(joined)}
    found: set[int] = set()
    place = 0
    for at, text in enumerate(texts):
        if place in starts:
            found.add(at)
        place += len(text) + 1
    return found


def _noise(text: str, confidence: float) -> bool:
    """Seals, signatures and specks read as letters: short, unsure, and no Vietnamese."""
    if confidence >= 55 or len(text) > 40 or _NUMBER_OR_DATE.search(text):
        return False
    return vietnamese_share(text) < 0.6


def to_lines(found: OcrPage, page: int, scale: float) -> list[Line]:
    """Lines in points from the page's foot, as the PDF reader counts."""
    if not found.lines:
        return []
    heights = sorted(x.bottom - x.top for x in found.lines)
    usual = heights[len(heights) // 2] / scale
    return [
        Line(x.text, x.left / scale, x.right / scale, (found.height - x.bottom) / scale, usual, page, -1, x.sure)
        for x in found.lines
    ]
