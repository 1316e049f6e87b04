"""Status at any date as a handful of index terms.

An interval of days is cut into aligned blocks of 1, 2, 4 … days, as a segment tree does; a day lies in an interval when
one of its 17 enclosing blocks is among the interval's blocks. So a status at a date is an exact "one of 17 terms" for
every engine, however long the timeline, and neither the registry nor a list of documents is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lawreg.search.plan import Node, Term, any_of
from lawreg.terms import Status

_FIRST = date(1900, 1, 1).toordinal()
_LEVELS = 17  # 2**17 days, to the year 2258
_LAST = 2**_LEVELS

STATUSES = tuple(str(s) for s in Status)
IN_FORCE = (Status.IN_FORCE, Status.PARTLY_EXPIRED, Status.PARTLY_SUSPENDED)  # còn hiệu lực takes in partly expired


def _day(day: date) -> int:
    return min(max(day.toordinal() - _FIRST, 0), _LAST - 1)


def _sorted(events: Iterable[tuple[date, Status | str]]) -> list[tuple[date, str]]:
    return sorted(((d, str(s)) for d, s in events), key=lambda e: e[0])  # stable: the later said wins on one day


def at(events: Iterable[tuple[date, Status | str]], day: date) -> str:
    """The status on ``day``: that of the last event not after it; unknown before the first."""
    status = str(Status.UNKNOWN)
    for since, what in _sorted(events):
        if since > day:
            break
        status = what
    return status


def terms(events: Iterable[tuple[date, Status | str]]) -> list[str]:
    """Index terms of a timeline; the last status holds without end."""
    ordered = _sorted(events)
    found: set[str] = set()
    start, current = 0, str(Status.UNKNOWN)
    for since, status in ordered:
        day = _day(since)
        if status != current:
            found.update(_blocks(current, start, day))
            start, current = day, status
    found.update(_blocks(current, start, _LAST))
    return sorted(found)


def _blocks(status: str, low: int, high: int) -> Iterable[str]:
    level = 0
    while low < high:
        if low & 1:
            yield f"{status}/{level}/{low}"
            low += 1
        if high & 1:
            high -= 1
            yield f"{status}/{level}/{high}"
        low >>= 1
        high >>= 1
        level += 1


def during(statuses: Iterable[str], day: date) -> Node:
    """Units whose status on ``day`` is one of ``statuses``."""
    n = _day(day)
    return any_of([Term("status", f"{s}/{k}/{n >> k}") for s in statuses for k in range(_LEVELS + 1)])
