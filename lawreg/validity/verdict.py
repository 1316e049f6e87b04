"""What the engine answers: a status at a date with the clauses it rests on, and its JSON shape (design.md 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lawreg import dates, messages
from lawreg.model import Confidence, DocumentRecord, Effect, Finding, Severity, Status

Day = date  # a field named "date" hides the type inside the class


@dataclass(frozen=True, slots=True)
class Evidence:
    """A clause a verdict rests on: ``quote`` stands at [start, end) of the stored text of document ``by``.

    ``op`` is an effect kind, or "effective" for the document's own entry into force and "expires" for its own end.
    ``rule`` is the id of the pattern or decision that gave the effect; ``law`` the article of law applied.
    """

    op: str
    by: DocumentRecord | None
    date: date | None
    quote: str
    start: int | None
    end: int | None
    rule: str
    law: str | None = None
    applied: bool = True  # False: shown because it needs a person or contradicts the record

    @classmethod
    def of(cls, effect: Effect, by: DocumentRecord | None, day: Day | None, law: str | None = None) -> Evidence:
        """The clause of an effect; one that an officer added stands in no text, so it has no span."""
        added = effect.rule.startswith("decision:")
        start, end = (None, None) if added else (effect.start, effect.end)
        return cls(str(effect.op), by, day, effect.quote, start, end, effect.rule, law)

    def unapplied(self) -> Evidence:
        """The same clause, shown and not applied."""
        return Evidence(
            self.op, self.by, self.date, self.quote, self.start, self.end, self.rule, self.law, applied=False
        )

    @property
    def stands(self) -> bool:
        """Whether a clause or an officer's word is behind it."""
        return bool(self.quote) or self.op == "decision" or self.rule.startswith("decision:")

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of one piece of evidence."""
        by = self.by
        return {
            "op": self.op,
            "by": None if by is None else {"number": by.number, "issuer": names(by), "issued": iso(by.issued)},
            "date": iso(self.date),
            "quote": self.quote,
            "file": None if by is None else by.file,
            "start": self.start,
            "end": self.end,
            "rule": self.rule,
            "law": self.law,
            "applied": self.applied,
        }


@dataclass(frozen=True, slots=True)
class ProvisionVerdict:
    """Status of one provision: ``expired`` when repealed or replaced, ``partly_expired`` when reworded."""

    path: str
    status: Status
    since: date | None
    by: DocumentRecord | None
    op: str | None = None
    words: tuple[str, ...] = ()
    until: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of one provision."""
        by = None if self.by is None else self.by.number or self.by.title
        found: dict[str, Any] = {"path": self.path, "status": str(self.status), "since": iso(self.since), "by": by}
        if self.op:
            found["op"] = self.op
        if self.words:
            found["words"] = list(self.words)
        if self.until is not None:
            found["until"] = iso(self.until)
        return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """Status of a document at a date. ``until`` is the first day of the next known change."""

    document: DocumentRecord
    at: date
    status: Status
    since: date | None
    until: date | None
    confidence: Confidence
    reason: Finding
    evidence: tuple[Evidence, ...] = ()
    provisions: tuple[ProvisionVerdict, ...] = ()
    notes: tuple[Finding, ...] = ()
    computed: bool = False
    candidates: tuple[Mapping[str, Any], ...] = field(default=())

    @property
    def law(self) -> str | None:
        """The article of law applied last."""
        return next((e.law for e in reversed(self.evidence) if e.law), None)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of ``lawreg status`` (design.md 6)."""
        d = self.document
        return {
            "number": d.number,
            "issuer": names(d),
            "doc_type": d.doc_type,
            "issued": iso(d.issued),
            "title": d.title,
            "at": iso(self.at),
            "status": str(self.status),
            "since": iso(self.since),
            "until": iso(self.until),
            "confidence": str(self.confidence),
            "reason": messages.render(self.reason),
            "reason_code": self.reason.code,
            "law": self.law,
            "evidence": [e.to_dict() for e in self.evidence],
            "provisions": [p.to_dict() for p in self.provisions],
            "notes": [{"code": n.code, "message": messages.render(n)} for n in self.notes],
            "candidates": [dict(c) for c in self.candidates],
        }


@dataclass(frozen=True, slots=True)
class Event:
    """One dated event in a document's life; ``status`` is the document's status from that day on."""

    date: date
    kind: str  # issued, effective, resumed, doubt, note, expired, an effect kind, or one with "_part"
    status: Status
    by: DocumentRecord | None = None
    evidence: Evidence | None = None
    note: Finding | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of one event."""
        return {
            "date": iso(self.date),
            "event": self.kind,
            "status": str(self.status),
            "by": None if self.by is None else {"number": self.by.number, "issued": iso(self.by.issued)},
            "quote": None if self.evidence is None else self.evidence.quote,
            "note": None if self.note is None else messages.render(self.note),
        }


def remark(code: str, params: Mapping[str, Any] | None = None, severity: Severity = Severity.WARNING) -> Finding:
    """A finding whose dates are already as lists print them and whose gaps are dots, ready for any sentence."""
    shown = {
        k: dates.format_vi(v) if isinstance(v, date) else "…" if v is None else v for k, v in (params or {}).items()
    }
    return Finding(code, shown, severity)


def iso(value: date | None) -> str | None:
    """An ISO date or None."""
    return None if value is None else value.isoformat()


def names(d: DocumentRecord) -> str | list[str] | None:
    """Issuer as the JSON contract has it: one name, a list for a joint document, None when unknown."""
    if not d.issuers:
        return None
    return d.issuers[0] if len(d.issuers) == 1 else list(d.issuers)


def label(d: DocumentRecord | None) -> str:
    """ "Quyết định số 12/2015/QĐ-UBND" for messages; the title or id where there is no number."""
    if d is None:
        return "…"
    if d.number:
        return f"{d.doc_type} số {d.number}" if d.doc_type else d.number
    return d.title or d.id
