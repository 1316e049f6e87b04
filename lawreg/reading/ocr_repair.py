"""Mends lines that OCR nearly always gets wrong in the same way: fixed headings and beginnings of lines.

Only lines that say the same without accents are touched; numbers and names never are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import regex

from lawreg import tables
from lawreg.reading.pdf_lines import Line

_NUMBER_LINE = regex.compile(
    r"^(?:luật\s+|nghị quyết\s+)?s.?\s{0,2}[:.⁄/]|\bngày\b.*\bn[ăâa]m\b|\d\s*[/⁄]\s*[\p{Lu}\d]", regex.I
)


@cache
def _table() -> tuple[dict[str, str], tuple[tuple[regex.Pattern[str], str], ...]]:
    entry = tables.load("tables/reading.toml")
    return (
        {_bare(line): line for line in entry["ocr_lines"]},
        tuple((regex.compile(pattern), written) for pattern, written in entry["ocr_beginnings"]),
    )


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
        text = pattern.sub(written, text, count=1)
    return text


def mend_page(lines: Sequence[Line], *, first: bool, height: float) -> list[Line]:
    """Mend each line; on the first page the number and the date of the letterhead are always doubtful.

    Both are often written by hand or stamped, and OCR reads such digits wrongly with full confidence (255 as 225).
    """
    out: list[Line] = []
    for line in lines:
        sure = line.sure
        if first and line.y > 0.66 * height and _NUMBER_LINE.search(line.text):
            sure = False
        out.append(replace(line, text=mend_line(line.text), sure=sure))
    return out
