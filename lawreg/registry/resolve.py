"""Which document a mention means: pure functions over one group of documents and mentions that share a number or name.

The number alone is no key (domain.md 2.2): a mention is matched by the place its issuer sits in, by type where the
number does not hold it, and by date. What stays open is not guessed: several fitting documents are given back as
candidates; a mention that fits none makes a stub, and the mentions of one absent document share theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lawreg import numbers
from lawreg.parsing.names import slug
from lawreg.registry.bodies import same_place


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the registry as far as matching goes; ``place`` None when unknown."""

    id: str
    place: str | None
    doc_type: str | None
    issued: str | None  # ISO date


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. ``places`` are the localities it may mean, the likeliest first; empty: not known.

    ``own`` says that the first of several is the speaker's own, which is meant unless something speaks against it;
    without it (an old number that a merged province speaks of) any of them may be meant. ``by`` and ``by_issued`` are
    the document that speaks; ``row`` leads back to where the mention is stored.
    """

    row: Any
    number: str | None
    name: str | None
    doc_type: str | None
    issuer: str | None
    date: str | None  # ISO date, year, or None
    places: tuple[str, ...]
    by: str
    by_issued: str | None
    own: bool = False

    @property
    def place(self) -> str | None:
        """The one locality it speaks of, None when that is open."""
        return self.places[0] if len(self.places) == 1 or (self.places and self.own) else None


@dataclass(frozen=True, slots=True)
class Match:
    """``target`` a document's id, or ``candidates`` several; neither: the document is absent. ``remark`` is a code."""

    target: str | None = None
    candidates: tuple[str, ...] = ()
    remark: str | None = None


@dataclass(slots=True)
class Stub:
    """A document only cited, put together from its mentions."""

    place: str | None
    doc_type: str | None
    date: str | None
    mentions: list[Mention] = field(default_factory=list)


def type_in_number(number: str | None) -> bool:
    """Whether the number itself says the type, so that another type word before it is a slip of the pen. Laws and
    resolutions of the National Assembly share one series (domain.md 8.2, trap 19)."""
    if not number:
        return False
    info = numbers.describe(number)
    return info.doc_type is not None or info.kind == "law"


def year_of(number: str | None) -> str | None:
    return numbers.describe(number).year if number else None


def _year(date: str | None) -> str | None:
    return date[:4] if date else None


def _exact(date: str | None) -> bool:
    return date is not None and len(date) == 10


def _type_fits(a: str | None, b: str | None) -> bool:
    return a is None or b is None or slug(a) == slug(b)


def _place_fits(doc: Known, mention: Mention) -> bool:
    return doc.place is None or not mention.places or any(same_place(doc.place, p) for p in mention.places)


def _place_known(doc: Known, mention: Mention) -> bool:
    """Whether place speaks for this document, not merely not against it."""
    return doc.place is not None and mention.place is not None and same_place(doc.place, mention.place)


def match(mention: Mention, documents: Sequence[Known]) -> Match:
    """The document among ``documents`` (all of one group) that ``mention`` means."""
    typed = type_in_number(mention.number)
    fits = [
        d for d in documents if _place_fits(d, mention) and (typed or _type_fits(d.doc_type, mention.doc_type))
    ]  # fmt: skip
    if not fits:
        return Match()
    if _exact(mention.date):
        same_day = [d for d in fits if d.issued == mention.date]
        if same_day:
            return _choose(same_day, mention, sure=True)
    return _by_year(fits, mention)


def _by_year(fits: list[Known], mention: Mention) -> Match:
    """A number with its year is given once: another day of that year is a misprint. Without year in the number,
    numbers begin again each year, and the year of the date must agree. Two laws of one name may share a year, so by
    name the day must agree where it is said."""
    year = _year(mention.date)
    if mention.number is None and _exact(mention.date):
        fits = [d for d in fits if d.issued is None]
    elif year_of(mention.number) is None:
        fits = [d for d in fits if year is None or d.issued is None or _year(d.issued) == year]
    earlier = [d for d in fits if not _later(d, mention)]
    if year_of(mention.number) is not None:
        earlier = earlier or fits
    if not earlier:
        return Match()
    found = _choose(earlier, mention, sure=False)
    if found.target is None or found.remark or not _exact(mention.date):
        return found
    issued = next(d.issued for d in earlier if d.id == found.target)
    return Match(found.target, remark="citation_date_differs") if issued else found


def _later(doc: Known, mention: Mention) -> bool:
    """A document cannot speak of a later one; its own day counts as earlier (documents passed together)."""
    return doc.issued is not None and mention.by_issued is not None and doc.issued > mention.by_issued


def _choose(fits: list[Known], mention: Mention, *, sure: bool) -> Match:
    if len(fits) > 1 and len(mention.places) > 1 and mention.own:
        own = [d for d in fits if d.place is not None and same_place(d.place, mention.places[0])]
        fits = own or fits
    if len(fits) == 1 and (sure or fits[0].id == mention.by or _place_known(fits[0], mention)):
        return Match(fits[0].id, remark="cites_later_document" if _later(fits[0], mention) else None)
    return Match(None, tuple(sorted(d.id for d in fits)))


def complete(mentions: Sequence[Mention]) -> list[Mention]:
    """Short mentions filled in from full ones in the same document: after "Quyết định số 12/2015/QĐ-UBND ngày 05/3/2015
    của UBND tỉnh Phú Yên", the bare number means that decision. Nothing is filled in where two full ones disagree."""
    full: dict[str, set[_Full]] = {}
    for m in mentions:
        date = m.date if _exact(m.date) else None
        placed = m.places if m.issuer and len(m.places) == 1 else ()
        if date or placed:
            full.setdefault(m.by, set()).add((date, placed))
    return [_filled(m, full[m.by]) if m.by in full else m for m in mentions]


_Full = tuple[str | None, tuple[str, ...]]  # exact date, the one place


def _filled(m: Mention, full: set[_Full]) -> Mention:
    fits = [
        (date, placed)
        for date, placed in full
        if (m.date is None or date is None or date.startswith(m.date))
        and (not m.issuer or not placed or not m.places or placed[0] in m.places)
    ]
    dates = {date for date, _ in fits if date}
    placed_in = {placed for _, placed in fits if placed}
    if len(dates) > 1 or len(placed_in) > 1:
        return m
    if not m.issuer and placed_in:
        m = replace(m, places=next(iter(placed_in)), own=False)
    if m.date is None and dates:
        m = replace(m, date=next(iter(dates)))
    return m


# -------------------------------------------------------------------------------------------------------- stubs


def stubs(mentions: Iterable[Mention]) -> tuple[list[Stub], list[tuple[tuple[int, ...], bool]]]:
    """Puts unmatched mentions of one group together into absent documents.

    Returns the stubs in order and, for each mention, the indexes of the stubs it may mean and whether that is sure: one
    stub and sure; several where a mention without date fits different years; unsure where its place is open.
    """
    listed = list(mentions)
    made: list[Stub] = []
    where: dict[int, tuple[tuple[int, ...], bool]] = {}
    by_place: dict[str, list[int]] = {}
    open_ = []
    for i, m in enumerate(listed):
        if m.place is None:
            open_.append(i)
        else:
            by_place.setdefault(m.place, []).append(i)
    for place in sorted(by_place):
        _of_place(listed, place, by_place[place], made, where)
    rest = [i for i in open_ if not _joins(listed, i, made, where)]
    if rest:
        _of_place(listed, None, rest, made, where)
    for i, (indexes, sure) in where.items():
        if sure and len(indexes) == 1:
            made[indexes[0]].mentions.append(listed[i])
    for stub in made:
        stub.doc_type = _type_of(stub.mentions) or stub.doc_type
        stub.date = _date_of(stub.mentions) or stub.date
    return made, [where[i] for i in range(len(listed))]


def _joins(
    listed: list[Mention], i: int, made: list[Stub], where: dict[int, tuple[tuple[int, ...], bool]]
) -> bool:
    """A mention that leaves the place open means an absent document of its exact date; without one, those it may mean
    are its candidates."""
    m = listed[i]
    fits = []
    for n, stub in enumerate(made):
        here = stub.place is not None and (not m.places or any(same_place(stub.place, p) for p in m.places))
        if here and any(ns == (n,) and _agree(_class(m), _class(listed[j])) for j, (ns, _) in where.items()):
            fits.append(n)
    dated = {n for j, (ns, _) in where.items() if _exact(m.date) and listed[j].date == m.date for n in ns}
    same_day = [n for n in fits if n in dated]
    if len(same_day) == 1:
        where[i] = (same_day[0],), True
    elif fits:
        where[i] = tuple(same_day or fits), False
    return i in where


def _agree(a: tuple[str | None, str | None], b: tuple[str | None, str | None]) -> bool:
    return all(x is None or y is None or x == y for x, y in zip(a, b, strict=True))


def _class(m: Mention) -> tuple[str | None, str | None]:
    """What keeps two absent documents of one place apart: the year where the number holds none, the type where the
    number does not say it; for laws by name the date."""
    kind = None if type_in_number(m.number) or m.number is None or m.doc_type is None else slug(m.doc_type)
    return kind, None if year_of(m.number) else _year(m.date)


def _of_place(
    listed: list[Mention],
    place: str | None,
    indexes: list[int],
    made: list[Stub],
    where: dict[int, tuple[tuple[int, ...], bool]],
) -> None:
    """Absent documents of one place: one for each class of mentions that says most."""
    classes = sorted({_class(listed[i]) for i in indexes}, key=lambda c: (c[0] or "", c[1] or ""))
    full = [c for c in classes if not any(_weaker(c, other) for other in classes)]
    start = len(made)
    made.extend(Stub(place, None, year) for _, year in full)
    for i in indexes:
        own = _class(listed[i])
        where[i] = tuple(start + n for n, c in enumerate(full) if c == own or _weaker(own, c)), True


def _weaker(a: tuple[str | None, str | None], b: tuple[str | None, str | None]) -> bool:
    """Whether ``a`` says less than ``b`` and nothing against it."""
    return a != b and all(x is None or x == y for x, y in zip(a, b, strict=True))


def _most(values: Iterable[str]) -> str | None:
    counted = Counter(values)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _type_of(mentions: list[Mention]) -> str | None:
    number = next((m.number for m in mentions if m.number), None)
    said = numbers.describe(number).doc_type if number else None
    return said or _most(m.doc_type for m in mentions if m.doc_type)


def _date_of(mentions: list[Mention]) -> str | None:
    exact = _most(m.date for m in mentions if m.date and _exact(m.date))
    return exact or _most(m.date for m in mentions if m.date)
