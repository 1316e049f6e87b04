"""What earlier announcements already listed, so that no row is announced again as late (Nghị định 34/2016 Điều 157.3).

The announcing decisions of earlier years are documents like any other: their annexed lists are read where they stand in
the registry (:mod:`lawreg.validity.announced`). A year whose announcement is known is *covered*: what ended in it and
is not in the list was missed and belongs into section B of this year's list. Of a year whose announcement is not in
the registry nothing is known: documents that ended whole in it are taken as announced then (else every list would hold
the whole past), partial ends stand in section B with a warning, for the officer to strike out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import regex

from lawreg import dates, numbers
from lawreg.model import DocumentRecord, Status
from lawreg.review.scope import Scope, same_place
from lawreg.validity import Validity, competence, rules
from lawreg.validity.announced import Listed

_YEAR = regex.compile(r"nam (\d{4})|ky he thong hoa (?:nam )?(\d{4}) ?(?:-|den(?: nam)?) ?(\d{4})|(\d{4}) (\d{4})$")


@dataclass(frozen=True, slots=True)
class Earlier:
    """``years`` have a known announcement; ``whole`` and ``partly`` are the rows of those lists by target."""

    years: frozenset[int] = frozenset()
    acts: tuple[DocumentRecord, ...] = ()
    whole: frozenset[str] = frozenset()
    partly: Mapping[str, tuple[Listed, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def announced(self, doc_id: str, by: DocumentRecord, day: date | None) -> bool:
        """Whether a partial end by an act on a day stands in an earlier list: by the act's number, or by the day."""
        rows = self.partly.get(doc_id, ())
        key = numbers.fold(by.number) if by.number else None
        for row in rows:
            named = {numbers.fold(n.number) for n in numbers.find(row.block)}
            if key is not None and key in named:
                return True
            alone = day is not None and not named - {numbers.fold(row.number or "")}
            if alone and any(d.value == day for d in dates.find(row.block)):
                return True
        return False

    def covers(self, day: date | None) -> bool:
        """Whether the announcement of the year of ``day`` is known."""
        return day is not None and day.year in self.years


def known(validity: Validity, scope: Scope, first: date, at: date) -> Earlier:
    """The announcements of years before ``first`` that the bodies of ``scope`` (or their chairman) made."""
    acts: dict[str, DocumentRecord] = {}
    years: set[int] = set()
    for d in validity.documents.values():
        if d.stub or not competence.is_declaratory(d) or not same_place(scope, d, at):
            continue
        covered = years_of(d)
        if covered and max(covered) < first.year:
            acts[d.id] = d
            years |= covered
    rows = [r for r in validity.announced if r.by.id in acts]
    partly: dict[str, list[Listed]] = {}
    for r in rows:
        if not r.whole:
            partly.setdefault(r.target, []).append(r)
    whole = frozenset(r.target for r in rows if r.whole)
    listed = {k: tuple(v) for k, v in sorted(partly.items())}
    return Earlier(frozenset(years), tuple(sorted(acts.values(), key=lambda d: d.id)), whole, listed)


def years_of(d: DocumentRecord) -> set[int]:
    """The years an announcing decision speaks of: those of its title, else the year before its issue."""
    title = rules.bare(d.title)
    found: set[int] = set()
    for m in _YEAR.finditer(title):
        if m[1]:
            found.add(int(m[1]))
        else:
            first, last = int(m[2] or m[4]), int(m[3] or m[5])
            found |= set(range(first, last + 1)) if first <= last <= first + 10 else set()
    return found or ({d.issued.year - 1} if d.issued else set())


def missed(validity: Validity, scope: Scope, earlier: Earlier, first: date, at: date) -> Iterable[str]:
    """Documents that ended whole in a covered year and stand in none of the known lists."""
    if not earlier.years:
        return
    for d in validity.documents.values():
        end = validity.life(d.id).end
        if end is None or end >= first or d.stub or not d.normative or d.id in earlier.whole or not scope.matches(d):
            continue
        v = validity.status(d.id, at)
        if v.status == Status.EXPIRED and v.since is not None and v.since < first and earlier.covers(v.since):
            yield d.id


__all__ = ["Earlier", "known", "missed", "years_of"]
