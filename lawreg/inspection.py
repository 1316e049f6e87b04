"""One file through all steps: reading → parsing → extraction, with every span led back to the text as read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawreg import messages
from lawreg.collector import collector_paused
from lawreg.model import (
    Citation,
    Document,
    Effect,
    Effective,
    Expiry,
    Finding,
    Format,
    Header,
    Inspection,
    Provision,
    Span,
    Text,
    Zone,
)
from lawreg.normal import Normal, normalise
from lawreg.reading import ReadOptions, read_path

if TYPE_CHECKING:
    from lawreg.extraction.pipeline import Explained

_DEFAULT = ReadOptions()


def inspect_file(path: Path, options: ReadOptions = _DEFAULT, *, name: str | None = None) -> Inspection:
    """Read and analyse one file.

    Args:
        path: the file.
        options: how to read it.
        name: what to call the file in the result; the path as given by default.

    Raises:
        lawreg.errors.Unreadable: the file cannot be read; the error says why and what to do.
    """
    return inspect_text(read_path(path, options=options), name or str(path))


def inspect_text(text: Text, file: str = "") -> Inspection:
    """Analyse a text that has been read already; never raises on any text."""
    from lawreg.extraction.citations import find_citations
    from lawreg.extraction.details import find_details
    from lawreg.extraction.effects import read_effects
    from lawreg.extraction.own_clauses import find_own
    from lawreg.parsing import parse

    with collector_paused():
        normal = normalise(text.content)
        back = _Back(normal)
        inside = _Inside(normal)
        document = parse(
            normal.text,
            tables=inside.spans(text.tables),
            claims=text.claims,
            doubtful=inside.spans(text.doubtful),
        )
        citations = find_citations(document)
        effects, remarks = read_effects(document, citations)
        details = (*find_details(document, citations), *find_own(document, effects, citations))
        return Inspection(
            file=file,
            text=text,
            document=back.document(document),
            citations=tuple(back.citation(c) for c in citations),
            effects=tuple(back.effect(e) for e in effects),
            findings=text.findings
            + _not_read(text, document)
            + tuple(back.finding(f) for f in (*document.findings, *remarks)),
            details=tuple(back.effect(e) for e in details),
        )


def _not_read(text: Text, document: Document) -> tuple[Finding, ...]:
    """Number and date a scan does not give: mostly written by hand, which OCR cannot read and nobody should guess."""
    if text.format is not Format.SCAN or not document.is_document:
        return ()
    wanted = {"number": document.header.number, "issued": document.header.issued}
    fields = [name for name, value in wanted.items() if value is None]
    return (Finding("not_read_in_scan", {"fields": ", ".join(fields)}),) if fields else ()


def explain_text(text: Text) -> list[Explained]:
    """Which pattern fired where, and what was refused and why; spans count in ``text.content``."""
    from lawreg.extraction.citations import find_citations
    from lawreg.extraction.pipeline import explain
    from lawreg.parsing import parse

    normal = normalise(text.content)
    document = parse(normal.text, tables=_Inside(normal).spans(text.tables), claims=text.claims)
    back = _Back(normal)
    return [
        replace(x, span=back.span(x.span.start, x.span.end), clause=back.span(x.clause.start, x.clause.end))
        for x in explain(document, find_citations(document))
    ]


class _Back:
    """Maps what was found in the normalised text to the text as read."""

    def __init__(self, normal: Normal) -> None:
        self._normal = normal
        self._same = normal.text is normal.source or normal.text == normal.source

    def span(self, start: int, end: int) -> Span:
        return self._normal.to_source(start, end)

    def opt(self, span: Span | None) -> Span | None:
        return None if span is None else self.span(span.start, span.end)

    def quote(self, span: Span) -> str:
        return self._normal.source[span.start : span.end]

    def finding(self, f: Finding) -> Finding:
        return f if f.span is None else replace(f, span=self.opt(f.span))

    def citation(self, c: Citation) -> Citation:
        s = self.span(c.start, c.end)
        said = self.quote(s)
        if (c.start, c.end) == (s.start, s.end) and c.surface == said:  # the usual case; a copy costs much more
            return c
        return replace(c, start=s.start, end=s.end, surface=said)

    def effect(self, e: Effect) -> Effect:
        s = self.span(e.start, e.end)
        said = self.quote(s)
        if (e.start, e.end) == (s.start, s.end) and e.quote == said:
            return e
        return replace(e, start=s.start, end=s.end, quote=said)

    def header(self, h: Header) -> Header:
        rule = self.opt(h.effective.span)
        effective: Effective = replace(
            h.effective, span=rule, rule=self.quote(rule) if rule is not None else h.effective.rule
        )
        expires: Expiry | None = h.expires
        if expires is not None and expires.span is not None:
            at = self.span(expires.span.start, expires.span.end)
            expires = replace(expires, span=at, quote=self.quote(at))
        return replace(
            h,
            effective=effective,
            expires=expires,
            evidence={k: self.span(v.start, v.end) for k, v in h.evidence.items()},
            normative_reason=self.finding(h.normative_reason) if h.normative_reason else None,
        )

    def spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(self.span(s.start, s.end) for s in spans)

    def document(self, d: Document) -> Document:
        header = self.header(d.header)
        if self._same:
            return replace(d, text=self._normal.source, header=header)

        def unit(p: Provision) -> Provision:
            s = self.span(p.start, p.end)
            return p if (p.start, p.end) == (s.start, s.end) else p._replace(start=s.start, end=s.end)

        def zone(z: Zone) -> Zone:
            s = self.span(z.start, z.end)
            return replace(z, start=s.start, end=s.end)

        return Document(
            text=self._normal.source,
            header=header,
            provisions=tuple(unit(p) for p in d.provisions),
            zones=tuple(zone(z) for z in d.zones),
            recitals=self.spans(d.recitals),
            quoted=self.spans(d.quoted),
            tables=self.spans(d.tables),
            is_document=d.is_document,
            findings=tuple(self.finding(f) for f in d.findings),
        )


class _Inside:
    """Maps spans of the text as read into the normalised text."""

    def __init__(self, normal: Normal) -> None:
        self._normal = normal

    def spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(self._normal.from_source(s.start, s.end) for s in spans)


# --------------------------------------------------------------------------------- the JSON of design.md section 6


def _iso(value: Any) -> str | None:
    return value.isoformat() if value is not None else None


def _nfc(value: str | None) -> str | None:
    return unicodedata.normalize("NFC", value) if value else value


def header_dict(h: Header) -> dict[str, Any]:
    """The "document" object of `lawreg inspect --json`."""
    issuers = list(h.issuers)
    return {
        "number": h.number,
        "doc_type": h.doc_type,
        "issuer": None if not issuers else issuers[0] if len(issuers) == 1 else issuers,
        "issued": _iso(h.issued),
        "place": h.place,
        "title": h.title,
        "signer": h.signer,
        "signer_title": h.signer_title,
        "normative": h.normative,
        "normative_reason": messages.render(h.normative_reason) if h.normative_reason else None,
        "effective": {
            "date": _iso(h.effective.date),
            "kind": str(h.effective.kind),
            "days": h.effective.days,
            "rule": h.effective.rule,
        },
        "expires": None
        if h.expires is None
        else {"date": _iso(h.expires.stated or h.expires.date), "quote": h.expires.quote},
    }


def citation_dict(c: Citation) -> dict[str, Any]:
    return {
        "number": c.number,
        "name": _nfc(c.name),
        "date": c.date,
        "doc_type": c.doc_type,
        "issuer": c.issuer,
        "provisions": list(c.provisions),
        "basis": c.basis,
        "surface": c.surface,
        "start": c.start,
        "end": c.end,
        "in": c.within,
    }


def effect_dict(e: Effect) -> dict[str, Any]:
    return {
        "op": str(e.op),
        "target_number": e.target_number,
        "target_name": e.target_name,
        "target_date": e.target_date,
        "target_issuer": e.target_issuer,
        "whole": e.whole,
        "provisions": list(e.provisions),
        "words": list(e.words),
        "exceptions": list(e.exceptions),
        "date": _iso(e.date),
        "until": _iso(e.until),
        "source_provision": e.source_provision,
        "quote": e.quote,
        "start": e.start,
        "end": e.end,
        "rule": e.rule,
        "confidence": str(e.confidence),
        "reasons": list(e.reasons),
    }


def finding_dict(f: Finding) -> dict[str, Any]:
    return {"code": f.code, "message": messages.render(f)}


def to_dict(i: Inspection) -> dict[str, Any]:
    """The object `lawreg inspect --json` prints for one file."""
    whole: dict[str, Any] = {
        "file": i.file,
        "sha256": i.text.sha256,
        "format": str(i.text.format),
        "pages": i.text.pages,
        "document": header_dict(i.document.header),
        "provisions": [
            {"path": p.path, "heading": p.heading, "start": p.start, "end": p.end} for p in i.document.provisions
        ],
        "citations": [citation_dict(c) for c in i.citations],
        "effects": [effect_dict(e) for e in i.effects],
        "details": [effect_dict(e) for e in i.details],
        "warnings": [finding_dict(f) for f in i.findings],
    }
    if i.text.format is not Format.TEXT:  # offsets of a text file count in the file itself
        whole["text"] = i.text.content
    return whole
