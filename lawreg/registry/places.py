"""Where a mention's issuer sits: said by the text, by the number's letters, or by the document that speaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lawreg.parsing import issuers
from lawreg.registry import bodies
from lawreg.registry.identity import home_of
from lawreg.registry.resolve import year_of


@dataclass(frozen=True, slots=True)
class Speaker:
    """The document a mention stands in."""

    id: str
    place: str | None
    issued: str | None


@lru_cache(maxsize=65536)
def places(number: str | None, issuer: str | None, said: str | None, place: str | None) -> tuple[str, ...]:
    """Localities the document mentioned may belong to, the speaker's own first; () when nothing tells.

    Args:
        number: its number.
        issuer: its issuer as the text names it.
        said: its date as the text gives it (ISO date or year).
        place: locality of the document that speaks.
    """
    at = _day(number, said)
    if issuer:
        named = bodies.cited(issuer, at)
        if named is not None and named.locality is not None:
            return (named.locality,) if at is not None else bodies.variants(named.name, None, at)
        within = bodies.identify(issuer, home_of(place), at)  # "UBND huyện X" of a provincial document
        if within.locality is not None and within.level in ("district", "commune"):
            return (within.locality,)
    if number is None:
        return (bodies.CENTRAL,)
    if not bodies.is_local_number(number):
        known = bodies.of_code(number, None, at)
        if known is not None and known.locality is not None:
            return (known.locality,)
    return _near(place, at)


def _near(place: str | None, at: date | None) -> tuple[str, ...]:
    """A local body that names no place means its own; a district may also mean its province."""
    if not place:
        return ()
    if place in issuers.provinces():
        return bodies.predecessors(place, at)
    over = [p for p in issuers.provinces() if place.endswith("-" + p)]
    return (place, *sorted(over, key=lambda p: (-len(p), p))[:1])


def _day(number: str | None, said: str | None) -> date | None:
    """The day to ask the tables for; a bare year of a reorganisation stays open."""
    if said and len(said) == 10:
        try:
            return date.fromisoformat(said)
        except ValueError:
            return None
    year = (said if said and len(said) == 4 and said.isdigit() else None) or year_of(number)
    if year is None or int(year) == issuers.MERGER.year or not 1900 <= int(year) <= 2100:
        return None
    return date(int(year), 12, 31)


@lru_cache(maxsize=16384)
def issuer_of_stub(
    number: str | None, place: str | None, said: str | None, law_type: str | None = None
) -> tuple[str | None, str | None]:
    """(id, name) of the body behind a cited number, as far as its letters and its place tell."""
    if number is None:
        id_ = "ubtvqh" if law_type == "Pháp lệnh" else "quoc-hoi"
        return id_, issuers.all_issuers()[id_].name
    body = bodies.of_code(number, home_of(place), _day(number, said))
    if body is None or body.locality == place:
        return (body.id, body.name) if body is not None else (None, None)
    there = issuers.by_id(f"{body.id.partition('-')[0]}-{place}")  # the same organ, the province in its other period
    return (there.id, there.name) if there is not None else (None, None)
