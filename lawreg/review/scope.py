"""Whose documents a review counts: a body, or a place with its council, committee and chairman together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from lawreg.errors import NotFound
from lawreg.model import DocumentRecord, Finding, Severity
from lawreg.parsing import issuers
from lawreg.parsing.names import fold_name, slug
from lawreg.registry import bodies
from lawreg.validity import competence

_ORGANS = ("Chủ tịch Ủy ban nhân dân ", "Ủy ban nhân dân ", "Uỷ ban nhân dân ", "Hội đồng nhân dân ", "UBND ", "HĐND ")
_LEVELS = ("province", "district", "commune", "central")


@dataclass(frozen=True, slots=True)
class Scope:
    """``key`` identifies the place or body; ``asked`` is None when the program chose it."""

    key: str
    name: str
    bodies: tuple[str, ...]
    asked: str | None
    matches: Callable[[DocumentRecord], bool]
    findings: tuple[Finding, ...] = ()


@lru_cache(maxsize=16384)
def _group(name: str, issued: date | None, at: date) -> tuple[str, str, str] | None:
    """(rank of level, key, shown name) of the unit whose review a document belongs to at ``at``."""
    b = competence.body(name, issued)
    if b is None:
        return None
    if b.level == "central" or b.level is None:
        return str(_LEVELS.index("central")), b.id, name
    if b.level == "province" and b.province:
        unit = issuers.provinces().get(b.province)
        while unit is not None and unit.valid_to is not None and unit.valid_to <= at and unit.successors:
            unit = issuers.provinces().get(unit.successors[0])  # the new unit reviews the old ones' (NĐ 34 Art. 139.5)
        if unit is not None:
            return "0", unit.id, unit.full_name
        return "0", slug(b.place or b.province), _place_of(name)
    place = slug(b.place or name) + (f"@{b.province}" if b.province and b.level != "province" else "")
    return str(_LEVELS.index(b.level)), place, _place_of(name)


def _place_of(name: str) -> str:
    for organ in _ORGANS:
        if name.casefold().startswith(organ.casefold()):
            return name[len(organ) :]
    return name


def group_of(d: DocumentRecord, at: date) -> tuple[str, str, str] | None:
    """The unit a document's review belongs to; the lead body of a joint document."""
    return next((g for n in d.issuers if (g := _group(n, d.issued, at)) is not None), None)


def same_place(scope: Scope, d: DocumentRecord, at: date) -> bool:
    """Whether a document is of the place of the scope's bodies: the chairman announces what its council issued."""
    if scope.matches(d):
        return True
    group = group_of(d, at)
    keys = {g[1] for name in scope.bodies if (g := _group(name, at, at)) is not None}
    return group is not None and group[1] in keys


def choose(documents: Iterable[DocumentRecord], asked: str | None, at: date) -> Scope:
    """The scope asked for, or the place with the most normative documents of its own.

    Raises:
        NotFound: nothing of the body or place asked for is in the registry.
    """
    docs = [d for d in documents if d.normative and not d.stub]
    if asked is not None:
        return _asked(docs, asked, at)
    counts: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    for d in docs:
        group = group_of(d, at)
        if group is not None:
            counts[group[0], group[1]] += 1
            names.setdefault(group[1], group[2])
    if not counts:
        return Scope("", "", (), None, lambda d: True)
    _level, key = min(counts, key=lambda g: (g[0] != "0", -counts[g], g[1]))
    others = {names[k]: n for (_, k), n in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if k != key}
    found: tuple[Finding, ...] = ()
    if others:
        shown = ", ".join(f"{n} ({c})" for n, c in list(others.items())[:5]) + (", …" if len(others) > 5 else "")
        params = {"chosen": names[key], "others": shown, "n": sum(others.values())}
        found = (Finding("scope_chosen", params, Severity.INFO),)

    def matches(d: DocumentRecord) -> bool:
        group = group_of(d, at)
        return group is not None and group[1] == key

    return Scope(key, names[key], _bodies(docs, matches), None, matches, found)


def _asked(docs: list[DocumentRecord], asked: str, at: date) -> Scope:
    test = bodies.matcher(asked)
    key = None
    if competence.body(asked, at) is None:  # a place: also the old units that went into it
        unit = issuers.province(asked, at)
        key = unit.id if unit else slug(asked)
    folded = fold_name(asked)

    def matches(d: DocumentRecord) -> bool:
        group = group_of(d, at) if key is not None else None
        if group is not None and (group[1] == key or fold_name(group[2]) == folded):
            return True
        known = d if d.issuer_ids else replace(
            d, issuer_ids=tuple(bodies.identify(n, None, d.issued).id for n in d.issuers))  # fmt: skip
        return test(known)

    found = _bodies(docs, matches)
    if not found:
        raise NotFound("no_such_issuer", issuer=asked)
    name = found[0] if key is None and len(found) == 1 else asked
    if key is not None:  # the place as its bodies write it
        groups = (group_of(d, at) for d in docs if matches(d))
        name = next((g[2] for g in groups if g is not None and g[1] == key), asked)
    return Scope(key or slug(asked), name, found, asked, matches)


def _bodies(docs: Iterable[DocumentRecord], matches: Callable[[DocumentRecord], bool]) -> tuple[str, ...]:
    return tuple(sorted({n for d in docs if matches(d) for n in d.issuers}))
