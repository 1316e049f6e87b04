"""Issuers as the registry needs them: an id, the locality its numbers run in, tolerant matching of a name asked for.

A number such as 12/2015/QĐ-UBND says "some People's Committee"; which one follows from the *locality*: the id of a
province (pipelines/tables/provinces.toml, a province before and after a merger being two), of a district or commune
inside one, or "" for central bodies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import regex

from lawreg import numbers
from lawreg.model import DocumentRecord
from lawreg.parsing import issuers
from lawreg.parsing.names import fold_name, slug
from lawreg.registry.keys import short

CENTRAL = ""


@dataclass(frozen=True, slots=True)
class Body:
    """``locality`` is None where the name does not say where the body sits."""

    id: str
    name: str
    locality: str | None
    level: str | None = None


_WHERE = regex.compile(r"(?:tỉnh|thành phố|tp\.?)\s+[^,;]+$")
_BELOW = regex.compile(r"\b(?:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\b")
_RUN_ON = 4  # words of a sentence that may stick to a name
_LONGEST_ID = 40
_JOINT = regex.compile(r"[-/]")
_PLACE_WORD = regex.compile(r"^(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+\S")


def locality_of(body: issuers.Issuer) -> str:
    if body.level == "central":
        return CENTRAL
    if body.level == "province" and body.province:
        return body.province
    return body.id.split("-", 1)[1]


@lru_cache(maxsize=16384)
def identify(name: str, place: str | None = None, at: date | None = None) -> Body:
    """The body of that name; one that no table knows gets the folded name as its id."""
    known = issuers.canonical(name, place, at)
    if known is not None:
        return Body(known.id, known.name, locality_of(known), known.level)
    where = _WHERE.search(fold_name(name))
    unit = issuers.province(where[0] if where else place, at)
    id_ = short(slug(name), _LONGEST_ID) or "khong-ro"
    if unit is not None and where is None:
        id_ += f"-{unit.id}"  # every province has a Sở Tư pháp
    return Body(id_, name, unit.id if unit else None)


@lru_cache(maxsize=16384)
def cited(name: str, at: date | None = None) -> Body | None:
    """The body a mention names, where the name says its place; words of the sentence that ran on behind the name
    ("UBND thành phố Hà Nội căn") are left out. None when it names no place of its own ("UBND tỉnh")."""
    whole = identify(name, None, at)
    if whole.level in ("district", "commune") and _BELOW.search(fold_name(name)):
        return whole
    words = name.split()
    for n in range(len(words), max(1, len(words) - _RUN_ON), -1):
        body = identify(" ".join(words[:n]), None, at)
        if body.locality is not None and (body.level == "central" or body.locality in issuers.provinces()):
            return body
    return whole if whole.level in ("district", "commune") else None


def of_place(place: str, number: str | None, at: date | None = None) -> Body | None:
    """The body that a bare place ("Tỉnh Bắc Ninh", as portals write the issuer) and the letters of a number name."""
    if number is None or not _PLACE_WORD.match(fold_name(place)) or not is_local_number(number):
        return None
    return of_code(number, place, at)


@lru_cache(maxsize=16384)
def of_code(number: str, place: str | None = None, at: date | None = None) -> Body | None:
    """The body that the letters of a number name, when they settle it ("NĐ-CP"; "QĐ-UBND" only with its place)."""
    if numbers.describe(number).kind == "party" and is_local_number(number):
        return None
    for code in _codes(number):
        known = issuers.from_code(code, place, at)
        if known is not None:
            return Body(known.id, known.name, locality_of(known), known.level)
    return None


def _codes(number: str) -> list[str]:
    code = numbers.describe(number).issuer_code
    if not code:
        return []
    first = _JOINT.split(code)[0]
    return [code] if first == code else [first, code]


@lru_cache(maxsize=16384)
def is_local_number(number: str) -> bool:
    """Whether the number belongs to an organ every place has (UBND, HĐND, Tỉnh ủy), so that the place must come from
    elsewhere."""
    if numbers.describe(number).kind == "party":
        return not number.rstrip().upper().endswith("TW")
    return any(_plain(code) in _organ_codes() for code in _codes(number))


def same_place(a: str, b: str) -> bool:
    """Whether two localities may be one; a district may be named with its province or without."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return bool(short) and long.startswith(short + "-") and short not in issuers.provinces()


@lru_cache(maxsize=1)
def _organ_codes() -> frozenset[str]:
    return frozenset(_plain(str(c)) for o in issuers.organs().values() for c in o["codes"])


def _plain(code: str) -> str:
    return slug(code).replace("-", "").upper()


@lru_cache(maxsize=4096)
def predecessors(locality: str, at: date | None) -> tuple[str, ...]:
    """The localities a body of ``locality`` may mean when it cites a local number of the day ``at``: its own, or
    those of the provinces merged into it that then existed; all of them, its own first, when the day is not known."""
    here = issuers.provinces().get(locality)
    if here is None:
        return (locality,)
    if at is not None and (here.valid_from is None or here.valid_from <= at):
        return (locality,)
    before = [p.id for p in issuers.provinces().values() if locality in p.successors]
    before.sort(key=lambda id_: (issuers.provinces()[id_].name != here.name, id_))
    return (tuple(before) or (locality,)) if at is not None else (locality, *before)


def variants(name: str, place: str | None, at: date | None) -> tuple[str, ...]:
    """Localities a named body may have when the day it is cited for is unknown: before and after a merger."""
    body = identify(name, place, at)
    if body.locality is None:
        return ()
    found = [body.locality]
    if at is None and body.locality != CENTRAL:
        later = identify(name, place, issuers.MERGER)
        if later.locality is not None and later.locality not in found:
            found.append(later.locality)
    return tuple(found)


def matcher(asked: str) -> Callable[[DocumentRecord], bool]:
    """A test for records of the body or place asked for, spelling and case tolerant.

    "UBND tỉnh Đắk Lắk" is that committee before and after the merger; "tỉnh Đắk Lắk" is its council, committee and
    chairman together; an unknown name matches when it stands in the issuer's name.
    """
    key = fold_name(asked)
    ids, localities = _asked(asked)
    if ids or localities:
        return lambda r: bool(ids & set(r.issuer_ids)) or any(
            same_place(a, b) for a in localities for b in _localities(r.issuer_ids)
        )
    return lambda r: any(key in fold_name(name) for name in r.issuers) or slug(asked) in r.issuer_ids


def _asked(asked: str) -> tuple[frozenset[str], frozenset[str]]:
    periods: Iterable[date | None] = (None, date(1995, 1, 1), date(2000, 1, 1), date(2015, 1, 1), issuers.MERGER)
    bodies = {b.id for at in periods if (b := issuers.canonical(asked, None, at)) is not None}
    if bodies:
        return frozenset(bodies), frozenset()
    key = fold_name(asked)
    if _PLACE_WORD.match(key):
        organs = [issuers.canonical(f"Ủy ban nhân dân {asked}", None, at) for at in periods]
        return frozenset(), frozenset(locality_of(b) for b in organs if b is not None)
    units = {p.id for at in periods if (p := issuers.province(asked, at)) is not None}
    return frozenset(), frozenset(units)


@lru_cache(maxsize=16384)
def _localities(issuer_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Localities read back from ids of organs of places ("ubnd-dak-lak" → "dak-lak")."""
    organs = issuers.organs()
    return tuple(rest for id_ in issuer_ids if (head := id_.partition("-"))[0] in organs and (rest := head[2]))
