"""Who may end what (domain.md 4.5): the issuer, the body that took over its function, or one competent above it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

import regex

from lawreg import numbers
from lawreg.model import DocumentRecord, Op
from lawreg.parsing import issuers
from lawreg.validity import rules
from lawreg.validity.life import Body, Life

_LEVELS = {"central": 4, "province": 3, "district": 2, "commune": 1}
# Places the tables do not know (an invented province, an old spelling): organ and place from the name itself.
_ORGAN = regex.compile(
    r"^(?P<organ>thuong truc hoi dong nhan dan|hoi dong nhan dan|chu tich (?:uy ban nhan dan|ubnd)|uy ban nhan dan|ubnd"
    r"|uy ban hanh chinh)"
    r"(?: (?P<word>tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|dac khu))?(?: (?P<place>.+))?$"
)
_KINDS = {"thuong": "council", "hoi": "council", "chu": "chairman", "uy": "committee", "ubnd": "committee"}
_WORD_LEVELS = {
    "tinh": "province", "huyen": "district", "quan": "district", "thi xa": "district",
    "xa": "commune", "phuong": "commune", "thi tran": "commune", "dac khu": "commune",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """``ok`` None: cannot be told (an issuer is not known). ``code`` says why not."""

    ok: bool | None
    code: str = ""
    source: str = ""


@cache
def _turns() -> list[date]:
    """Days on which some body began or ended; between two of them a name means the same body."""
    days = {d for b in issuers.all_issuers().values() for d in (b.valid_from, b.valid_to) if d is not None}
    return sorted(days)


def body(name: str, at: date | None) -> Body | None:
    """The body of that name at that date; None when the name says no kind of body."""
    if at is None:
        return _body(name, None)
    turns = _turns()
    i = bisect_right(turns, at)
    return _body(name, turns[i - 1] if i else date.min)


@lru_cache(maxsize=8192)
def _body(name: str, at: date | None) -> Body | None:
    found = issuers.canonical(name.replace("(cũ)", "").replace("(trước đây)", "").strip(), None, at)
    if found is not None:
        place = rules.bare(found.place) if found.place else None
        return Body(found.id, found.kind, found.level, place, found.province)
    m = _ORGAN.match(rules.bare(name.replace("(cũ)", "").replace("(trước đây)", "")))
    if m is None:
        return None
    kind = _KINDS[m["organ"].split()[0]]
    level = _WORD_LEVELS.get(m["word"] or "")
    if m["word"] == "thanh pho":
        level = "district" if " tinh " in f" {m['place'] or ''}" else "province"
    place = " ".join(filter(None, (m["word"], m["place"]))) or None
    province = place if level == "province" else None
    if place and " tinh " in place and level != "province":
        province = "tinh " + place.rsplit(" tinh ", 1)[1]
    return Body(f"{kind}:{place}", kind, level, place, province)


def bodies(d: DocumentRecord) -> tuple[Body, ...]:
    """The bodies that issued a document, as they were on its issue date: those it names, and for central documents
    those its number names ("23/2024/TT-BTTTT" published when the ministry had already another name)."""
    named = tuple(b for b in (body(name, d.issued) for name in d.issuers) if b is not None)
    if not d.number or any(b.level != "central" for b in named):
        return named
    coded = (b for b in _coded(d.number) if all(b.id != n.id for n in named))
    return (*named, *coded)


@lru_cache(maxsize=8192)
def _coded(number: str) -> tuple[Body, ...]:
    code = numbers.describe(number).issuer_code or ""
    found = [issuers.from_code(part) for part in regex.split(r"[-/]", code) if part]
    return tuple(Body(i.id, i.kind, i.level, None, None) for i in found if i is not None and i.level == "central")


@cache
def _may_end(home: object) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """(actor's kind, target's kind) → the rows that let it."""
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rules.table("competence")["may_end"]:
        for target in row["target"]:
            pairs.setdefault((row["actor"], target), []).append(row)
    return pairs


def _same(a: Body, b: Body, at: date) -> bool:
    """Whether ``a`` issued for itself what ``b`` issued, by ``at``: the same body, or one that took over from it."""
    if a.id == b.id or issuers.same_or_successor(b.id, a.id, at):
        return True
    return a.kind == b.kind and a.level == b.level and a.place is not None and a.place == b.place


def _same_place(a: Body, b: Body, at: date) -> bool:
    """The same unit, or a unit that the other went into."""
    if a.level != b.level or a.level in (None, "central"):
        return False
    if a.place == b.place and a.place is not None:
        return True
    return bool(a.province and b.province and a.level == "province" and _province_now(b.province, a.province, at))


def _province_now(old: str, new: str, at: date) -> bool:
    seen, open_ = set[str](), [old]
    while open_:
        here = open_.pop()
        if here == new:
            return True
        seen.add(here)
        unit = issuers.provinces().get(here)
        if unit is not None and unit.valid_to is not None and unit.valid_to <= at:
            open_ += [s for s in unit.successors if s not in seen]
    return False


def _above(a: Body, b: Body, at: date) -> bool:
    if _LEVELS.get(a.level or "", 0) <= _LEVELS.get(b.level or "", 9) or a.level == "central":
        return False
    if a.province and b.province:
        return _province_now(b.province, a.province, at)
    return bool(a.place and b.place and a.place in b.place)


@lru_cache(maxsize=65536)
def _between(actors: tuple[Body, ...], targets: tuple[Body, ...], at: date, normative: bool, home: object) -> Answer:
    if not actors or not targets:
        return Answer(None, "issuer_unknown")
    for a in actors:
        for t in targets:
            if _same(a, t, at):
                return Answer(True, "same_body")
    pairs = _may_end(home)
    for a in actors:
        for t in targets:
            for row in pairs.get((a.kind, t.kind), ()):
                since = row.get("normative_from")  # before this day only administrative documents
                if normative and since and at < date.fromisoformat(since):
                    continue
                fits = {
                    "same": _same_place(a, t, at),
                    "above": _above(a, t, at),
                    "central": a.level == t.level == "central",
                }[row["relation"]]
                if fits:
                    return Answer(True, "competent_above", row["source"])
    if any(b.level is None for b in (*actors, *targets)):
        return Answer(None, "issuer_unknown")
    if all(a.level == "central" for a in actors) and any(t.level != "central" for t in targets):
        return Answer(False, "central_on_local")
    return _other_ministry(actors, targets, at) or Answer(False, "not_competent")


def _other_ministry(actors: tuple[Body, ...], targets: tuple[Body, ...], at: date) -> Answer | None:
    """Functions move between ministries (law 2015 Art. 12, law 2025 Art. 8): a known move is accepted with a remark,
    any other is for a person to look up."""
    row = rules.table("competence").get("ministries")
    if row is None:  # a workspace's own copy from an earlier version
        return None
    if not any(a.kind in row["kinds"] for a in actors) or not all(t.kind in row["kinds"] for t in targets):
        return None
    for moved in row["moved"]:
        here = any(t.id == moved["from"] for t in targets) and any(a.id in moved["to"] for a in actors)
        if here and date.fromisoformat(moved["since"]) <= at:
            return Answer(True, "function_taken_over", row["source"])
    return Answer(None, "other_ministry", row["source"])


def may_act(actor: Life, target: Life, op: Op, at: date | None) -> Answer:
    """Whether the document ``actor`` may change the effect of ``target`` from ``at``."""
    by, doc = actor.doc, target.doc
    when = by.issued or at or date.max
    turns = _turns()
    i = bisect_right(turns, when)
    answer = _between(
        actor.bodies, target.bodies, turns[i - 1] if i else date.min, bool(doc.normative), rules.tables.home()
    )
    if answer.ok and by.normative is False and doc.normative:
        return _administrative(by, op, answer)
    return answer


def _administrative(actor: DocumentRecord, op: Op, answer: Answer) -> Answer:
    """An administrative act on a normative document: flagged before 1/4/2025, accepted after it in listed cases."""
    row = rules.table("competence")["administrative"]
    if op == Op.KEEP:  # announcing that a document continues has always been an administrative act
        return answer
    if actor.issued is None or actor.issued < date.fromisoformat(row["from"]) or str(op) not in row["ops"]:
        return Answer(False, "administrative_act", row["source"])
    return Answer(True, "administrative_accepted", row["source"])


def is_declaratory(actor: DocumentRecord) -> bool:
    """Whether the act only announces lists: it declares, it is not the cause (domain.md 4.5)."""
    if actor.normative:
        return False
    row = rules.table("competence")["declaratory"]
    return regex.search(row["title"], rules.bare(actor.title)) is not None


def announces_by_itself(issued: date | None) -> bool:
    """From 1/4/2025 an announcement ends detailing documents (Luật 64/2025/QH15 Điều 57.2)."""
    row = rules.table("competence")["declaratory"]
    return issued is not None and issued >= date.fromisoformat(row["constitutive_from"])
