"""Web pages: where a law portal's own words begin, and the headline of a page that is no document."""

from __future__ import annotations

import regex

from lawreg import tables
from lawreg.model import Span
from lawreg.parsing.lines import Line, is_noise

_PUBLISHED = regex.compile(
    r"^(?:(?:Thứ|Chủ)\s[^\d,]{2,12},\s*)?(?:[Nn]gày\s*(?:đăng)?\s*:?\s*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:\s*[-"
    r"|,]?\s*\d{1,2}[:hg]\d{2}.{0,20})?$"
)
_LOOK = 60


def headline(lines: list[Line]) -> Span | None:
    """The headline of a page: the line above the day of publication, else the first line with a few words in it."""
    for i, line in enumerate(lines[:_LOOK]):
        if i and _PUBLISHED.match(line.text):
            for above in reversed(lines[max(i - 3, 0) : i]):
                if len(above.text.split()) >= 4:
                    return Span(above.start, above.end)
    first = next(
        (
            x
            for x in lines[:_LOOK]
            if len(x.text.split()) >= 5 and x.text[0] != "(" and not x.text.isupper() and not is_noise(x.text)
        ),
        None,
    )
    return Span(first.start, first.end) if first is not None and len(first.text) < 250 else None


def foot(text: str) -> int:
    """Where the foot of a saved web page begins: lists of other acts, notices, addresses; else the end of the text."""
    table = tables.load("tables/layout_words.toml")
    found = (text.find(f"\n{words}") for words in table["page_feet"])
    at = min((i for i in found if i >= 0), default=len(text))
    if any(text.find(sign, at) >= 0 for sign in table["document_signs"]):
        return len(text)
    return at
