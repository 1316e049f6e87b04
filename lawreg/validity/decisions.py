"""Officers' decisions beat the program (design.md 2): which hold, and what each says of a document's validity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from lawreg.model import Confidence, Decision, DocumentRecord, Effect, EffectRecord, Op, Status

_DATES = frozenset({"issued", "effective", "expires"})
_EFFECT = {f.name for f in fields(Effect)}
_TUPLES = frozenset({"provisions", "words", "exceptions", "reasons", "issuers", "issuer_ids"})


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A status an officer stands for, from ``since`` (None: from the beginning) to ``until``.

    ``status`` None: what the program read of the document was confirmed, whatever follows from it.
    """

    decision: Decision
    status: Status | None
    since: date | None
    until: date | None

    def holds(self, at: date) -> bool:
        """Whether the decision speaks of that day."""
        return (self.since is None or self.since <= at) and (self.until is None or at < self.until)


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions that were not undone, in the order in which they were made."""
    all_ = sorted(decisions, key=lambda d: (d.when, d.id))
    gone: set[str] = set()
    for d in reversed(all_):  # an undone undo lets the first decision stand again
        if d.kind == "undo" and d.id not in gone:
            gone.add(str(d.payload.get("decision") or d.payload.get("undoes") or d.payload.get("id") or ""))
    return [d for d in all_ if d.kind != "undo" and d.id not in gone]


def confirmed(decisions: Iterable[Decision]) -> dict[str, list[Confirmed]]:
    """Confirmed statuses by document, the last decision first."""
    found: dict[str, list[Confirmed]] = {}
    for d in decisions:
        raw = d.payload.get("status")
        if d.kind not in ("confirm", "set") or (raw is None and (d.kind == "set" or "effect" in d.payload)):
            continue
        try:
            status = None if raw is None else Status(str(raw))
        except ValueError:
            continue
        since = _date(d.payload.get("since")) or _date(d.payload.get("at"))
        found.setdefault(d.document, []).insert(0, Confirmed(d, status, since, _date(d.payload.get("until"))))
    return found


def setting(decisions: Iterable[Decision], name: str) -> dict[str, Decision]:
    """The last decision that set a field, by document."""
    return {d.document: d for d in decisions if d.kind == "set" and name in d.payload.get("fields", d.payload)}


def refused(decisions: Iterable[Decision]) -> frozenset[str]:
    """Ids of effects that officers refused."""
    return frozenset(str(d.payload.get("effect")) for d in decisions if d.kind == "refuse_effect")


def corrected(d: DocumentRecord, decisions: Iterable[Decision]) -> DocumentRecord:
    """The record with the fields that officers set; setting again what the registry has already set does no harm."""
    known = {f.name for f in fields(DocumentRecord)} - {"id", "file", "sha256", "stub"}
    for decision in decisions:
        if decision.kind != "set":
            continue
        payload = decision.payload.get("fields", decision.payload)
        values = {k: _value(k, v) for k, v in payload.items() if k in known}
        if "effective" in values:
            values |= {"effective_rule": decision.why, "effective_span": None, "effective_computed": False}
        if values:
            d = replace(d, **values)
    return d


def added(decisions: Iterable[Decision]) -> list[EffectRecord]:
    """Effects that officers added, as verified records."""
    found = []
    for d in decisions:
        if d.kind != "add_effect":
            continue
        raw: Mapping[str, Any] = d.payload.get("effect", d.payload)
        values: dict[str, Any] = {k: _value(k, v) for k, v in raw.items() if k in _EFFECT}
        base: dict[str, Any] = dict.fromkeys(_EFFECT)
        base |= {"whole": True, "provisions": (), "words": (), "exceptions": (), "quote": d.why, "start": 0, "end": 0}
        base |= values | {"rule": f"decision:{d.id}", "confidence": Confidence.VERIFIED, "reasons": ()}
        try:
            base["op"] = Op(str(base["op"]))
        except ValueError:
            continue
        base["date"], base["until"] = _date(base["date"]), _date(base["until"])
        actor = str(d.payload.get("actor") or raw.get("actor") or d.document)
        target = d.payload.get("target") or raw.get("target") or d.document
        found.append(EffectRecord(f"decision:{d.id}", actor, str(target), (), Effect(**base)))
    return found


def _value(name: str, value: Any) -> Any:
    if name in _DATES:
        return _date(value)
    return tuple(value) if name in _TUPLES and isinstance(value, list) else value


def _date(value: Any) -> date | None:
    if isinstance(value, date) or value is None:
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
