"""Officers' decisions made ready to apply: which files, documents and effects each of them speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lawreg.model import Confidence, Decision, Effect, EffectiveKind, Finding, Op, Severity
from lawreg.registry import codec, keys
from lawreg.registry.decisions import Entry
from lawreg.registry.identity import IDENTITY_FIELDS
from lawreg.workspace import Workspace

FILE = "corpus/decisions.jsonl"  # stands for the file of effects that officers added
ACTS = "a"  # begins the ref of an added effect whose acting document is looked for; "d": whose target is
_PLAIN = ("number", "doc_type", "issued", "title", "signer", "field")


class Rulings:
    """Decisions in force, looked up by the document they speak of."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = tuple(entries)
        self._by_ref: dict[str, list[Entry]] = {}
        self._by_group: dict[str, list[Entry]] = {}
        for e in self.entries:
            self._by_ref.setdefault(e.decision.document, []).append(e)
            if e.of.get("number"):
                self._by_group.setdefault(keys.group_key(str(e.of["number"])), []).append(e)

    @property
    def refs(self) -> set[str]:
        """Ids of all documents spoken of."""
        return set(self._by_ref)

    @property
    def targets(self) -> dict[str, str]:
        """Effects whose target an officer named: effect id → document id."""
        said = (e.decision.payload for e in self.entries if e.decision.kind == "confirm")
        return {str(p["effect"]): str(p["target"]) for p in said if "effect" in p and "target" in p}

    def groups(self) -> set[str]:
        return set(self._by_group)

    def of_document(self, ids: Iterable[str], group: str, issuer_ids: Iterable[str], issued: str | None) -> list[Entry]:
        """Decisions about a document known under ``ids``, or described as it is now, in the order they were made."""
        named = set(ids)
        found = [e for ref in named for e in self._by_ref.get(ref, ())]
        for e in self._by_group.get(group, ()):
            if e.decision.document not in named and _describes(e.of, set(issuer_ids), issued):
                found.append(e)
        order = {e.decision.id: n for n, e in enumerate(self.entries)}
        return sorted(found, key=lambda e: order[e.decision.id])

    def fixes(self, id_: str) -> dict[str, Any]:
        """Identity fields officers set for the document a file makes, by the id the file alone gives."""
        fixed: dict[str, Any] = {}
        for e in self._by_ref.get(id_, ()):
            if e.decision.kind == "set":
                fixed.update({f: v for f, v in e.decision.payload.items() if f in IDENTITY_FIELDS})
        return fixed


def _describes(of: Mapping[str, Any], issuer_ids: set[str], issued: str | None) -> bool:
    said = set(of.get("issuer_ids") or ())
    same_issuer = not said or not issuer_ids or bool(said & issuer_ids)
    return same_issuer and (not of.get("issued") or issued is None or of["issued"] == issued)


def override(row: dict[str, Any], entries: Iterable[Entry]) -> None:
    """Apply what officers set to a row of ``documents``; ``verified`` says which field rests on which decision."""
    verified: dict[str, str] = {}
    for e in entries:
        d = e.decision
        if d.kind == "confirm" and "effect" not in d.payload:
            verified["document"] = d.id
        if d.kind != "set":
            continue
        for field, value in d.payload.items():
            verified[field] = d.id
            if field == "issuers":
                row["issuers"] = codec.dumps(value)
            elif field in _PLAIN:
                row[field] = value
            elif field == "normative":
                row["normative"] = None if value is None else int(value)
                row["normative_reason"] = codec.dumps(codec.finding_data(_said_by(d)))
            elif field == "effective":
                row.update(effective=value, effective_rule=None, effective_start=None, effective_end=None,
                           effective_computed=0, effective_kind=str(EffectiveKind.DATE if value else
                                                                    EffectiveKind.NOT_STATED))  # fmt: skip
            elif field == "expires":
                row.update(expires=value, expires_quote=d.why or None, expires_start=None, expires_end=None)
    row["verified"] = codec.dumps(verified) if verified else None
    if verified and row["doubtful"]:  # an officer has looked at it
        unsure = () if "document" in verified else codec.tuple_of(row["doubtful"])
        row["doubtful"] = codec.many(f for f in unsure if f not in verified)


def _said_by(d: Decision) -> Finding:
    return Finding("decided_by_officer", {"who": d.who, "when": d.when[:10], "why": d.why}, Severity.INFO)


def added_effect(d: Decision) -> Effect:
    """The effect an ``add_effect`` decision states; its evidence is the decision itself."""
    p = d.payload
    units = tuple(p.get("provisions") or ())
    words = tuple(p.get("words") or ())
    return Effect(
        op=Op(p["op"]),
        target_number=None,
        target_name=None,
        target_date=None,
        target_type=None,
        target_issuer=None,
        whole=bool(p.get("whole", not units and not words)),
        provisions=units,
        words=words,
        exceptions=tuple(p.get("exceptions") or ()),
        date=codec.day(p.get("date")),
        until=codec.day(p.get("until")),
        source_provision=p.get("source_provision"),
        quote=d.why,
        start=0,
        end=0,
        rule=f"decision:{d.id}",
        confidence=Confidence.VERIFIED,
    )


def of(ws: Workspace) -> tuple[Rulings, list[Finding]]:
    """The workspace's decisions, and findings for lines that cannot be read."""
    from lawreg.registry import decisions

    entries, found = decisions.entries(ws)
    return Rulings(entries), found
