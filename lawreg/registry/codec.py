"""Between the dataclasses of :mod:`lawreg.model` and the columns of :mod:`lawreg.registry.schema`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from lawreg.model import (
    Citation,
    Confidence,
    Document,
    Effect,
    Effective,
    EffectiveKind,
    Expiry,
    Finding,
    Format,
    Header,
    Op,
    Provision,
    Severity,
    Span,
    Text,
    Unit,
    Zone,
    ZoneKind,
)


def dumps(value: Any) -> str:
    """Compact JSON, keys in order, letters as they are; the same value gives the same text."""
    return _ENCODER.encode(value)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_plain)


def iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def many(values: Iterable[str]) -> str | None:
    """A tuple of strings as JSON; the empty one, the usual case, as NULL."""
    listed = list(values)
    return dumps(listed) if listed else None


@cache
def _few(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))


def tuple_of(stored: str | None) -> tuple[str, ...]:
    return () if stored is None else _few(stored) if len(stored) < 64 else tuple(json.loads(stored))


def clean(text: str) -> str:
    """Text a database takes: no NUL, no half of a surrogate pair; the length stays, so spans stay right."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= ch <= "\udfff" else ch for ch in text)
    return text


# ------------------------------------------------------------------------------------------------- findings


def _span(s: Span | None) -> list[int] | None:
    return None if s is None else [s.start, s.end]


def _to_span(s: list[int] | None) -> Span | None:
    return None if s is None else Span(s[0], s[1])


def finding_data(f: Finding) -> list[Any]:
    return [f.code, dict(f.params), str(f.severity), _span(f.span)]


def finding(data: list[Any]) -> Finding:
    return Finding(data[0], data[1], Severity(data[2]), _to_span(data[3]))


def findings(stored: str | None) -> tuple[Finding, ...]:
    return () if not stored else tuple(finding(d) for d in json.loads(stored))


def findings_text(found: Iterable[Finding]) -> str:
    return clean(dumps([finding_data(f) for f in found]))


# --------------------------------------------------------------------------------------------------- header


def header_data(h: Header) -> dict[str, Any]:
    e, x = h.effective, h.expires
    return {
        "number": h.number,
        "doc_type": h.doc_type,
        "issuers": list(h.issuers),
        "issued": iso(h.issued),
        "place": h.place,
        "title": h.title,
        "signer": h.signer,
        "signer_title": h.signer_title,
        "normative": h.normative,
        "normative_reason": finding_data(h.normative_reason) if h.normative_reason else None,
        "effective": [iso(e.date), str(e.kind), e.days, e.rule, _span(e.span), e.computed],
        "expires": None if x is None else [iso(x.date), x.quote, _span(x.span), iso(x.stated)],
        "evidence": {k: _span(v) for k, v in h.evidence.items()},
    }


def header(d: Mapping[str, Any]) -> Header:
    e, x = d["effective"], d["expires"]
    return Header(
        number=d["number"],
        doc_type=d["doc_type"],
        issuers=tuple(d["issuers"]),
        issued=day(d["issued"]),
        place=d["place"],
        title=d["title"],
        signer=d["signer"],
        signer_title=d["signer_title"],
        normative=d["normative"],
        normative_reason=finding(d["normative_reason"]) if d["normative_reason"] else None,
        effective=Effective(day(e[0]), EffectiveKind(e[1]), e[2], e[3], _to_span(e[4]), e[5]),
        expires=None if x is None else Expiry(day(x[0]), x[1], _to_span(x[2]), day(x[3])),
        evidence={k: Span(*v) for k, v in d["evidence"].items()},
    )


# ------------------------------------------------------------------------------------------------- contents


def layout_text(t: Text) -> str:
    return clean(dumps(
        {
            "format": str(t.format),
            "pages": t.pages,
            "page_starts": list(t.page_starts),
            "tables": [_span(s) for s in t.tables],
            "claims": dict(t.claims),
            "doubtful": [_span(s) for s in t.doubtful],
            "reader": t.reader,
        }
    ))  # fmt: skip


def text(content: str, sha256: str, layout: str, found: tuple[Finding, ...] = ()) -> Text:
    d = json.loads(layout)
    return Text(
        content,
        Format(d["format"]),
        sha256,
        d["pages"],
        tuple(d["page_starts"]),
        tuple(Span(*s) for s in d["tables"]),
        d["claims"],
        tuple(Span(*s) for s in d["doubtful"]),
        found,
        d["reader"],
    )


def structure_text(d: Document) -> str:
    return dumps(
        {
            "zones": [[str(z.kind), z.start, z.end] for z in d.zones],
            "recitals": [_span(s) for s in d.recitals],
            "quoted": [_span(s) for s in d.quoted],
            "tables": [_span(s) for s in d.tables],
        }
    )


def provisions_text(provisions: Iterable[Provision]) -> str:
    return clean(dumps([[p.path, str(p.unit), p.label, p.heading, p.start, p.end, p.parent] for p in provisions]))


_UNITS = {str(u): u for u in Unit}


def provisions(stored: str) -> tuple[Provision, ...]:
    return tuple(Provision(a, _UNITS[b], c, d, e, f, g) for a, b, c, d, e, f, g in json.loads(stored))


def document(content: str, head: Mapping[str, Any], structure: str, units: str, found: str) -> Document:
    s = json.loads(structure)

    def spans(name: str) -> tuple[Span, ...]:
        return tuple(Span(*x) for x in s[name])

    return Document(
        content,
        header(head),
        provisions(units),
        tuple(Zone(ZoneKind(k), a, b) for k, a, b in s["zones"]),
        spans("recitals"),
        spans("quoted"),
        spans("tables"),
        True,
        findings(found),
    )


# ------------------------------------------------------------------------------------ effects and citations

EFFECT_COLUMNS = (
    "op", "target_number", "target_name", "target_date", "target_type", "target_issuer", "whole", "provisions",
    "words", "exceptions", "date", "until", "source_provision", "quote", "start", "end", "rule", "confidence",
    "reasons",
)  # fmt: skip
CITATION_COLUMNS = (
    "number", "name", "date", "doc_type", "issuer", "provisions", "basis", "surface", "start", "end", "within",
)  # fmt: skip

_OPS = {str(o): o for o in Op}
_CONFIDENCES = {str(c): c for c in Confidence}


def effect_row(e: Effect) -> dict[str, Any]:
    return {
        "op": str(e.op),
        "target_number": e.target_number,
        "target_name": e.target_name,
        "target_date": e.target_date,
        "target_type": e.target_type,
        "target_issuer": e.target_issuer,
        "whole": int(e.whole),
        "provisions": many(e.provisions),
        "words": many(e.words),
        "exceptions": many(e.exceptions),
        "date": iso(e.date),
        "until": iso(e.until),
        "source_provision": e.source_provision,
        "quote": e.quote,
        "start": e.start,
        "end": e.end,
        "rule": e.rule,
        "confidence": str(e.confidence),
        "reasons": many(e.reasons),
        "read_confidence": str(e.confidence),
    }


def effect(r: Any) -> Effect:
    """An effect from the values of EFFECT_COLUMNS in their order."""
    (op, number, name, when, kind, issuer, whole, units, words, exceptions, start_day, until, source, quote, start, end,
     rule, confidence, reasons) = r  # fmt: skip
    return Effect(
        _OPS[op], number, name, when, kind, issuer, whole == 1,
        tuple_of(units), tuple_of(words), tuple_of(exceptions),
        None if start_day is None else date.fromisoformat(start_day),
        None if until is None else date.fromisoformat(until),
        source, quote, start, end, rule, _CONFIDENCES[confidence], tuple_of(reasons),
    )  # fmt: skip


def citation_row(c: Citation) -> dict[str, Any]:
    return {
        "number": c.number,
        "name": c.name,
        "date": c.date,
        "doc_type": c.doc_type,
        "issuer": c.issuer,
        "provisions": many(c.provisions),
        "basis": int(c.basis),
        "surface": c.surface,
        "start": c.start,
        "end": c.end,
        "within": c.within,
    }


def citation(r: Any) -> Citation:
    """A citation from the values of CITATION_COLUMNS in their order."""
    number, name, when, kind, issuer, units, basis, surface, start, end, within = r
    return Citation(number, name, when, kind, issuer, tuple_of(units), basis == 1, surface, start, end, within)
