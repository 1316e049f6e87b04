"""Bodies that issue documents, from pipelines/tables/issuers.toml and provinces.toml.

A body is known by name and by period: "Ủy ban nhân dân tỉnh Đắk Lắk" before and after 1/7/2025 are two issuers
(domain.md 7.1), so every look-up may be given the date at which the name was used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import regex

from lawreg import tables
from lawreg.parsing.names import fold_name, slug, title_case


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body as it was in one period; ``valid_to`` is the first day on which it no longer existed.

    ``level`` is central, province, district or commune; ``kind`` one of those of issuers.toml (council, committee,
    chairman, ministry, government, …); ``province`` the id of its province (provinces.toml).
    """

    id: str
    name: str
    level: str
    kind: str
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    province: str | None = None
    place: str | None = None  # "tỉnh Đắk Lắk"
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()

    def existed(self, at: date) -> bool:
        """Whether the body existed on that day."""
        return (self.valid_from is None or self.valid_from <= at) and (self.valid_to is None or at < self.valid_to)


@dataclass(frozen=True, slots=True)
class Province:
    """A province or city under central government in one period."""

    id: str
    name: str
    kind: str  # tỉnh, thành phố
    aliases: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """ "tỉnh Đắk Lắk", "thành phố Huế", "Thành phố Hồ Chí Minh" (the capital is part of that name)."""
        return f"{'Thành phố' if self.name == 'Hồ Chí Minh' else self.kind} {self.name}"


MERGER = date(2025, 7, 1)  # 63 -> 34 provinces, districts abolished


@cache
def provinces() -> dict[str, Province]:
    """All provinces of all periods by id."""
    data = tables.load("tables/provinces.toml")
    merged: dict[str, list[str]] = data["merged-2025"]
    into = {old: f"{kept}-2025" for kept, others in merged.items() for old in [kept, *others]}
    found: dict[str, Province] = {}
    units = {**data["units"], **tables.load("tables/provinces_samples.toml").get("units", {})}
    for id_, u in units.items():
        ends = id_ in into
        found[id_] = Province(
            id_,
            u["name"],
            u["kind"],
            tuple(u.get("aliases", ())),
            tuple(u["seats"]),
            u.get("valid_from"),
            MERGER if ends else u.get("valid_to"),
            (into[id_],) if ends else tuple(u.get("successors", ())),
        )
        if id_ in merged:
            new = f"{id_}-2025"
            found[new] = Province(
                new, u["name"], u["kind"], tuple(u.get("aliases", ())), tuple(u["seats"]), valid_from=MERGER
            )
    return found


@cache
def _province_names() -> dict[str, list[Province]]:
    names: dict[str, list[Province]] = {}
    for p in provinces().values():
        for name in (p.name, *p.aliases):
            names.setdefault(fold_name(name), []).append(p)
    return names


@cache
def _seats() -> dict[str, list[Province]]:
    seats: dict[str, list[Province]] = {}
    for p in provinces().values():
        for seat in p.seats:
            seats.setdefault(fold_name(seat), []).append(p)
    return seats


_UNIT_WORD = regex.compile(r"^(tỉnh|thành phố|tp\.?)\s+")


def province(name: str | None, at: date | None = None, *, seats: bool = True) -> Province | None:
    """The province of that name ("tỉnh Đăk Lăk", "TP. HCM") or of that seat ("Buôn Ma Thuột") on that day.

    Without a day the earliest one is given: the unit that documents before the merger belong to.
    """
    if not name:
        return None
    key = fold_name(name)
    bare = _UNIT_WORD.sub("", key)
    found = _province_names().get(bare) or (_seats().get(bare) if seats else None)
    if not found:
        return None
    said = next((w for w in ("tỉnh", "thành phố") if key.startswith(w)), None)
    fitting = [p for p in found if at is None or _existed(p, at)] or found
    return next((p for p in fitting if p.kind == said), fitting[0])


def _existed(p: Province, at: date) -> bool:
    return (p.valid_from is None or p.valid_from <= at) and (p.valid_to is None or at < p.valid_to)


@cache
def organs() -> dict[str, dict[str, list[str] | str]]:
    """The organs every place has: council, committee, chairman."""
    return tables.load("tables/issuers.toml")["organs"]  # type: ignore[no-any-return]


@cache
def all_issuers() -> dict[str, Issuer]:
    """Every body of the tables by id: central ones, and the organs of every province."""
    data = tables.load("tables/issuers.toml")
    found: dict[str, Issuer] = {}
    for id_, b in data["central"].items():
        found[id_] = Issuer(
            id_,
            b["name"],
            "central",
            b["kind"],
            tuple(b.get("aliases", ())),
            tuple(b.get("codes", ())),
            tuple(b.get("heads", ("Bộ trưởng",) if b["kind"] == "ministry" else ())),
            None,
            None,
            b.get("valid_from"),
            b.get("valid_to"),
            tuple(b.get("successors", ())),
        )
    for p in provinces().values():
        for organ in organs():
            made = _organ_of(organ, p.full_name, "province", p)
            found[made.id] = made
    return found


def _organ_of(organ: str, place: str, level: str, p: Province | None) -> Issuer:
    o = organs()[organ]
    whole = level == "province" and p is not None
    id_ = f"{organ}-{p.id}" if whole and p else f"{organ}-{slug(place)}" + (f"-{p.id}" if p else "")
    return Issuer(
        id_,
        f"{o['name']} {place}",
        level,
        str(o["kind"]),
        (),
        tuple(o["codes"]),
        (),
        p.id if p else None,
        place,
        p.valid_from if whole and p else None,
        (p.valid_to if whole and p else MERGER if level == "district" else None),
        tuple(f"{organ}-{s}" for s in p.successors) if whole and p else (),
    )


@cache
def _central_names() -> dict[str, list[Issuer]]:
    names: dict[str, list[Issuer]] = {}
    for b in all_issuers().values():
        if b.level == "central":
            for name in (b.name, *b.aliases):
                names.setdefault(_body_key(name), []).append(b)
    return names


_JOINERS = regex.compile(r"\b(và|-)\s|[,.]")


def _body_key(name: str) -> str:
    """Names of ministries differ in "và", commas and dashes only: "Bộ Văn hoá Thể thao và Du lịch"."""
    return re.sub(r"\s+", " ", _JOINERS.sub(" ", fold_name(name).replace(" - ", " "))).strip()


@cache
def _heads() -> regex.Pattern[str]:
    heads = {fold_name(h) for b in all_issuers().values() for h in b.heads} | {"bộ trưởng", "chánh án", "viện trưởng"}
    words = "|".join(regex.escape(h) for h in sorted(heads, key=len, reverse=True))
    return regex.compile(rf"^(?:{words})\s+(?=\S)")


_ORGAN = regex.compile(
    r"^(?P<organ>chủ tịch (?:ủy ban nhân dân|ubnd)|thường trực (?:hội đồng nhân dân|hđnd)|ủy ban nhân dân|ubnd"
    r"|ủy ban hành chính|hội đồng nhân dân|hđnd)(?:\s+(?P<place>.*))?$"
)
_PLACE = regex.compile(r"^(?P<word>tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+(?P<name>.+)$")
_ORGAN_IDS = {"chủ": "ctubnd", "thường": "tthdnd", "ủy": "ubnd", "ubnd": "ubnd", "hội": "hdnd", "hđnd": "hdnd"}
_LEVELS = {"huyện": "district", "quận": "district", "thị xã": "district", "xã": "commune", "phường": "commune",
           "thị trấn": "commune", "đặc khu": "commune"}  # fmt: skip


def canonical(name: str, place: str | None = None, at: date | None = None) -> Issuer | None:
    """The body of that name, spelling and case tolerant, or None when the name says no known body.

    Args:
        name: "Ủy ban nhân dân tỉnh Đắk Lắk", "UBND TỈNH", "Bộ trưởng Bộ Tài chính", "Thủ tướng".
        place: where the document was signed; completes "UBND TỈNH" to a province.
        at: the day on which the name was used; chooses between a province before and after a merger.
    """
    return _canonical(name, place, at)


@lru_cache(maxsize=4096)
def _canonical(name: str, place: str | None, at: date | None) -> Issuer | None:
    key = fold_name(name)
    m = _ORGAN.match(key)
    if m:
        return _organ(_ORGAN_IDS[m["organ"].split()[0]], (m["place"] or "").strip(), place, at)
    body = _central_names().get(_body_key(key))
    if body is None:
        head = _heads().match(key)
        if head:
            body = _central_names().get(_body_key(key[head.end() :]))
    if body is None:
        return None
    return next((b for b in body if at is None or b.existed(at)), body[0])


def _organ(organ: str, rest: str, place: str | None, at: date | None) -> Issuer | None:
    if rest in ("", "tỉnh", "thành phố", "tp"):
        p = province(place, at)
        return all_issuers().get(f"{organ}-{p.id}") if p else None
    m = _PLACE.match(rest)
    if m is None:
        p = province(rest, at)
        return all_issuers().get(f"{organ}-{p.id}") if p else None
    word = "thành phố" if m["word"].startswith("tp") else m["word"]
    if word in ("tỉnh", "thành phố"):
        p = province(f"{word} {m['name']}", at, seats=False)
        if p and (word == p.kind or word == "tỉnh"):
            return all_issuers().get(f"{organ}-{p.id}")
        if word == "tỉnh":  # of no table: a slip of the pen, or a province of samples; its documents stay together
            return _organ_of(organ, f"tỉnh {title_case(m['name'])}", "province", None) if _plain(m["name"]) else None
    if len(m["name"].split()) > 8:
        return None
    level = _LEVELS.get(word, "district")
    inside = re.split(r",\s*|\s+(?=tỉnh |thành phố )", m["name"], maxsplit=1)
    owner = province(inside[1], at) if len(inside) > 1 else province(place, at)
    return _organ_of(organ, f"{word} {title_case(inside[0])}", level, owner)


def _plain(name: str) -> bool:
    return len(name.split()) <= 4 and not re.search(r"[^\w\s-]|\d", name)


def from_code(code: str, place: str | None = None, at: date | None = None) -> Issuer | None:
    """The body behind an issuer code of a document number: "BTC", "BGD&ĐT", "UBND" (needs the place), "QH13"."""
    key = re.sub(r"[\s.&-]|\d+$", "", code).upper()
    found = _codes().get(key)
    if not found:
        return None
    if found[0] in organs():
        return _organ(found[0], "", place, at)
    bodies = [all_issuers()[id_] for id_ in found]
    return next((b for b in bodies if at is None or b.existed(at)), bodies[0])


@cache
def _codes() -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for id_, o in organs().items():
        for code in o["codes"]:
            codes.setdefault(re.sub(r"[\s.&-]", "", code).upper(), []).append(id_)
    for b in all_issuers().values():
        if b.level == "central":
            for code in b.codes:
                key = re.sub(r"[\s.&-]", "", code).upper()
                if key not in codes or codes[key][0] not in organs():
                    codes.setdefault(key, []).append(b.id)
    return codes


def by_id(id_: str) -> Issuer | None:
    """The body with that id, among those of the tables."""
    return all_issuers().get(id_)


def same_or_successor(a: Issuer | str, b: Issuer | str, at: date) -> bool:
    """Whether ``b`` is ``a`` or had taken over its documents by ``at`` (law 2015 Art. 12, law 2025 Art. 8: a document
    is changed by the body that issued it; after a merger by the body that took over its function)."""
    first = a if isinstance(a, str) else a.id
    last = b if isinstance(b, str) else b.id
    seen: set[str] = set()
    open_: Iterable[str] = [first]
    while open_:
        if last in open_:
            return True
        seen.update(open_)
        following = []
        for id_ in open_:
            body = all_issuers().get(id_)
            if body and body.valid_to and body.valid_to <= at:
                following += [s for s in body.successors if s not in seen]
        open_ = following
    return False
