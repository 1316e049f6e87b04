"""Mends what OCR often gets wrong in the same way: fixed headings, beginnings of lines, accents of set terms.

Only words that say the same without accents are touched; names and the digits of numbers never are. Letters that stand
for digits of a date ("ngày I5 tháng 0] năm 2010") are read as these digits, and the line is then doubtful.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import regex

from lawreg import tables
from lawreg.reading.pdf_lines import Line

_PAIR = regex.compile(r"\b(\p{L}+) (?=(\p{L}+)\b)")
# the signs that stand for digits when a date is read: 1 as l, L, I, |, ] or !, 0 as O or o
_DATE = regex.compile(r"(?<=\bngày )([\dIlL|\]!Oo]{1,2})( tháng )([\dIlL|\]!Oo]{1,2})(?= năm (?:19|20)\d\d\b)")
_DIGITS = str.maketrans("IlL|]!Oo", "11111100")
_NUMBER_LINE = regex.compile(
    r"^(?:luật\s+|nghị quyết\s+)?s.?\s{0,2}[:.⁄/]|\bngày\b.*\bn[ăâa]m\b|\d\s*[/⁄]\s*[\p{Lu}\d]", regex.I
)
_SPECK = regex.compile(r"[B-DF-HJ-NP-TV-ZĐ]{1,3}")  # no syllable


@cache
def _table() -> tuple[dict[str, str], tuple[tuple[regex.Pattern[str], str], ...]]:
    entry = tables.load("tables/reading.toml")
    return (
        {_bare(line): line for line in entry["ocr_lines"]},
        tuple((regex.compile(pattern), written) for pattern, written in entry["ocr_beginnings"]),
    )


@cache
def _arrival() -> regex.Pattern[str]:
    return regex.compile("|".join(f"(?:{p})" for p in tables.load("tables/reading.toml")["arrival_stamps"]), regex.I)


def _bare(text: str) -> str:
    """Letters without accents, đ as d, spaces and dashes evened out; case stays."""
    flat = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d").replace("–", "-"))
    return " ".join("".join(ch for ch in flat if not unicodedata.combining(ch)).replace("-", " - ").split())


def mend_line(text: str) -> str:
    """The line as it must have been printed."""
    lines, beginnings = _table()
    known = lines.get(_bare(text.strip(" .,'`_-")))
    if known is not None:
        return known
    for pattern, written in beginnings:
        text = pattern.sub(written, text)
    return text


@cache
def _pairs() -> dict[tuple[str, str], tuple[str, str]]:
    written = " ".join(tables.load("tables/ocr_words.toml")["pairs"].split()).split(",")
    pairs = [tuple(p.split()) for p in written if p.strip()]
    return {(_bare(a), _bare(b)): (a, b) for a, b in pairs}


def mend_words(text: str) -> str:
    """Accents of set terms ("tô chức", "sửa đôi") as they are written; the text keeps its length."""
    known = _pairs()
    letters = list(text)
    for m in _PAIR.finditer(text, overlapped=False):
        first, second = m[1], m[2]
        if first.istitle() and second.istitle():
            continue  # a name may be like a term: Thâm Quyến
        found = known.get((_bare(first.lower()), _bare(second.lower())))
        if found is None or (first.lower(), second.lower()) == found:
            continue
        for word, right, start in ((first, found[0], m.start(1)), (second, found[1], m.start(2))):
            if len(word) == len(right):
                letters[start : start + len(word)] = [
                    r.upper() if w.isupper() else r for w, r in zip(word, right, strict=True)
                ]
    return "".join(letters)


def _mend_dates(text: str) -> str:
    def digits(m: regex.Match[str]) -> str:
        day, month = m[1].translate(_DIGITS), m[3].translate(_DIGITS)
        return f"{day}{m[2]}{month}" if 0 < int(day) <= 31 and 0 < int(month) <= 12 else m[0]

    return _DATE.sub(digits, text)


def mend_page(lines: Sequence[Line], *, first: bool, height: float) -> list[Line]:
    """Mend each line; on the first page the number and the date of the letterhead are always doubtful.

    Both are often written by hand or stamped, and OCR reads such digits wrongly with full confidence. The
    stamp of an incoming-mail desk, which has a number and a date of its own, is left out, and so are the few capitals
    that a note by hand over the letterhead is read as.
    """
    out: list[Line] = []
    for line in lines:
        top = first and line.y > 0.66 * height
        if top and (_arrival().match(line.text) or _SPECK.fullmatch(line.text)):
            continue
        mended = mend_line(line.text)
        text = _mend_dates(mended)
        sure = line.sure and text == mended
        if top and _NUMBER_LINE.search(line.text):
            sure = False
        out.append(replace(line, text=mend_words(text), sure=sure))
    return out
