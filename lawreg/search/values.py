"""Values of the query language's fields: years, dates, and words out of closed lists."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from lawreg import tables
from lawreg.search import analysis, numbering

_YEARS = r"(\d{4})?\s*(\.\.|…|-)\s*(\d{4})?|(\d{4})"
_DATE = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})"


def key(text: str) -> str:
    """``text`` in the form closed lists are compared in: no accents, canonical spelling."""
    return analysis.fold(" ".join(analysis.syllables(text)))


@cache
def listed(table: str) -> dict[str, tuple[str, ...]]:
    """What may stand after a field, by its key."""
    found = {}
    for k, v in tables.load("tables/search.toml")[table].items():
        found[key(k)] = tuple(v) if isinstance(v, list) else (v,)
    if table == "status":
        for statuses in list(found.values()):
            for s in statuses:
                found.setdefault(s.replace("_", " "), (s,))
    return found


def read_years(value: str) -> tuple[int | None, int | None] | None:
    """ "2015" or "2010..2015", either end open; None when it is neither."""
    m = re.fullmatch(_YEARS, value.strip())
    if m is None:
        return None
    if m[4]:
        return int(m[4]), int(m[4])
    low, high = (int(m[1]) if m[1] else None), (int(m[3]) if m[3] else None)
    return None if (low is None and high is None) or (low and high and low > high) else (low, high)


def read_date(value: str) -> date | None:
    """ "31/12/2015" or "2015-12-31"."""
    m = re.fullmatch(_DATE, value.strip())
    if m is None:
        return None
    try:
        return date(int(m[3]), int(m[2]), int(m[1])) if m[3] else date(int(m[4]), int(m[5]), int(m[6]))
    except ValueError:
        return None


def nearest(spans: list[str], known: dict[str, tuple[str, ...]]) -> tuple[int, str] | None:
    """Which of ``spans`` (the next word, the next two, …) comes nearest to a known value: its place and the value."""
    from difflib import SequenceMatcher, get_close_matches

    best: tuple[float, int, str] | None = None
    for i, span in enumerate(spans):
        for found in get_close_matches(span, list(known), 1, 0.8 if i else 0.6):
            likeness = SequenceMatcher(None, found, span).ratio()
            if best is None or likeness > best[0]:
                best = (likeness, i, found)
    return best[1:] if best else None


def label(name: str, value: str) -> str:
    """A value as officers write it."""
    if name == "type":
        return numbering.type_name(numbering.types()[value])
    return next((k for k in tables.load("tables/search.toml")["status"] if key(k) == value), value)
