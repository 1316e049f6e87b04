"""A document's card and its links, put together from registry and validity for people to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from lawreg import messages
from lawreg.i18n import _
from lawreg.model import (
    CitationRecord,
    Confidence,
    DocumentRecord,
    EffectiveKind,
    EffectRecord,
    Finding,
    Status,
)
from lawreg.validity.verdict import Verdict, label, names

if TYPE_CHECKING:
    from lawreg.registry.store import Store
    from lawreg.validity import Validity

_CLAUSE = 400  # characters of the clause around a citation


@dataclass(frozen=True, slots=True)
class Card:
    """Everything `lawreg show` prints; ``body`` is the JSON object, built once."""

    verdict: Verdict
    body: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        return self.body


def card(
    store: Store, validity: Validity, record: DocumentRecord, at: date, article: str | None = None, full: bool = False
) -> Card:
    """The card of ``record`` at a date.

    Args:
        store: the registry.
        validity: its statuses.
        record: the document.
        at: the day asked about.
        article: a provision whose text is wanted: "5", "17a" or a path such as "Điều 5 khoản 2".
        full: the whole text.
    """
    verdict = validity.status(record.id, at)
    known = {d.id: d for d in store.documents(stubs=True)}
    body = {
        "id": record.id,
        "document": {
            **reference(record),
            "title": record.title,
            "signer": record.signer,
            "kind": messages.render(record.normative_reason) if record.normative_reason else None,
            "normative": record.normative,
            "effective": record.effective.isoformat() if record.effective else None,
            "effective_rule": record.effective_rule,
            "expires": record.expires.isoformat() if record.expires else None,
            "field": record.field,
            "files": store.files_of(record.id),
        },
        "status": verdict.to_dict(),
        "timeline": [
            {
                "date": e.date.isoformat(),
                "event": _event(e.kind),
                "scope": messages.render(e.note) if e.note else "",
                "by": label(e.by) if e.by and e.by.id != record.id else "",
            }
            for e in validity.timeline(record.id)
        ],
        "acted_on_by": [
            {**_effect(e), "by": reference(known[e.actor])}
            for e in store.effects(target=record.id)
            if e.actor != record.id and e.actor in known
        ],
        "acts_on": [
            {**_effect(e), "on": _target(e, known)} for e in store.effects(actor=record.id) if e.target != record.id
        ],
        "cites": _merged(store.citations(source=record.id), known, incoming=False),
        "cited_by": _merged(store.citations(target=record.id), known, incoming=True),
        "findings": [{"code": f.code, "message": messages.render(f)} for _id, f in store.findings(record.id)],
        "asked": article,
        "texts": list(_texts(store, record.id, article, full)),
    }
    return Card(verdict, body)


def links(store: Store, record: DocumentRecord, incoming: bool) -> list[dict[str, Any]]:
    """Each citation of (or to) a document with the clause it stands in."""
    known = {d.id: d for d in store.documents(stubs=True)}
    rows = store.citations(target=record.id) if incoming else store.citations(source=record.id)
    texts: dict[str, str] = {}
    found = []
    for c in rows:
        text = texts.setdefault(c.source, store.text(c.source))
        other = c.source if incoming else c.target
        found.append(
            {
                "document": _named(c, known, incoming),
                "id": other,
                "basis": c.citation.basis,
                "in": c.citation.within,
                "provisions": list(c.citation.provisions),
                "clause": clause_at(text, c.citation.start, c.citation.end),
                "start": c.citation.start,
                "end": c.citation.end,
            }
        )
    return found


def clause_at(text: str, start: int, end: int) -> str:
    """The line or sentence around a span, spaces folded."""
    left = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start), start - _CLAUSE) + 1
    ends = [i for i in (text.find(".\n", end), text.find(";\n", end), text.find(". ", end)) if i >= 0]
    right = min([*ends, end + _CLAUSE, len(text) - 1]) + 1
    return " ".join(text[left:right].split())


def ambiguous(number: str, found: list[DocumentRecord], at: date) -> Verdict:
    """The answer when a number is that of several documents: unknown, with the candidates."""
    nobody = DocumentRecord(
        id="", number=number, number_key=None, doc_type=None, issuers=(), issuer_ids=(), issued=None, title=None,
        signer=None, normative=None, normative_reason=None, effective=None, effective_kind=EffectiveKind.NOT_STATED,
        effective_rule=None, effective_span=None, effective_computed=False, expires=None, expires_quote=None,
        expires_span=None, field=None, file=None, sha256=None,
    )  # fmt: skip
    reason = Finding("ambiguous_number", {"number": number, "n": len(found)})
    return Verdict(nobody, at, Status.UNKNOWN, None, None, Confidence.NEEDS_REVIEW, reason,
                   candidates=tuple(reference(d) for d in found))  # fmt: skip


def reference(d: DocumentRecord) -> dict[str, Any]:
    """The fields that name a document in any JSON of ours."""
    return {
        "number": d.number,
        "issuer": names(d),
        "doc_type": d.doc_type,
        "issued": d.issued.isoformat() if d.issued else None,
        "title": d.title,
    }


def _event(kind: str) -> str:
    return {
        "issued": _("issued"),
        "effective": _("takes effect"),
        "amend": _("amended"),
        "supplement": _("supplemented"),
        "repeal": _("repealed"),
        "replace": _("replaced"),
        "expire": _("expired"),
        "expires": _("expired"),
        "suspend": _("suspended"),
        "resumed": _("back in force"),
        "extend": _("extended"),
        "keep_in_force": _("kept in force"),
        "revive": _("revived"),
        "correct": _("corrected"),
    }.get(kind, kind)


def _effect(e: EffectRecord) -> dict[str, Any]:
    x = e.effect
    scope = _("whole") if x.whole else "; ".join(x.provisions or x.words) or _("part")
    if x.exceptions:
        scope += " (" + "; ".join(x.exceptions) + ")"
    return {
        "id": e.id,
        "op": str(x.op),
        "scope": scope,
        "date": x.date.isoformat() if x.date else None,
        "confidence": str(x.confidence),
        "reasons": list(x.reasons),
        "quote": x.quote,
    }


def _target(e: EffectRecord, known: dict[str, DocumentRecord]) -> dict[str, Any]:
    if e.target in known:
        return reference(known[e.target])
    x = e.effect
    return {
        "number": x.target_number or x.target_name,
        "issuer": x.target_issuer,
        "doc_type": x.target_type,
        "issued": None,
        "title": None,
    }


def _named(c: CitationRecord, known: dict[str, DocumentRecord], incoming: bool) -> str:
    other = known.get(c.source if incoming else c.target or "")
    if other is not None and (other.number or other.title):
        return label(other)
    return " ".join(filter(None, (c.citation.doc_type if c.citation.number else None, c.citation.number))) or (
        c.citation.name or c.citation.surface
    )


def _merged(rows: list[CitationRecord], known: dict[str, DocumentRecord], incoming: bool) -> list[dict[str, Any]]:
    """One row a document; the places joined."""
    merged: dict[str, dict[str, Any]] = {}
    for c in rows:
        name = _named(c, known, incoming)
        row = merged.setdefault(name, {"document": name, "basis": False, "in": [], "mentions": 0})
        row["basis"] = row["basis"] or c.citation.basis
        row["mentions"] += 1
        if c.citation.within and c.citation.within not in row["in"]:
            row["in"].append(c.citation.within)
    return [{**r, "in": "; ".join(r["in"][:6]) + (" …" if len(r["in"]) > 6 else "")} for r in merged.values()]


def _texts(store: Store, doc_id: str, article: str | None, full: bool) -> Iterator[dict[str, str]]:
    text = store.text(doc_id)
    if full:
        yield {"path": "", "text": text}
        return
    if not article:
        return
    wanted = article.strip()
    if re.fullmatch(r"\d+[a-zđ]?\d?", wanted):
        wanted = f"Điều {wanted}"
    for p in store.provisions(doc_id):
        if p.path.casefold() == wanted.casefold() or p.path.casefold().endswith(f"kèm theo {wanted}".casefold()):
            yield {"path": p.path, "text": text[p.start : p.end].strip()}
