"""Which documents a document details or guides (quy định chi tiết, hướng dẫn thi hành): the links of the cascade.

A plain "Căn cứ Luật X" is not enough (domain.md 4.4): the title says so ("quy định chi tiết một số điều của Luật X"),
or a recital names the very clause that assigns the task ("Căn cứ khoản 3 Điều 12 Luật X"). Kept apart from
:func:`lawreg.extraction.effects.find_effects`, because such a link changes nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from lawreg import numbers, references
from lawreg.extraction.clauses import lower
from lawreg.extraction.effects_targets import scan
from lawreg.model import Citation, Confidence, Document, Effect, Op, Span, ZoneKind
from lawreg.references import ProvisionRef

_TITLE = regex.compile(
    r"(?<!\w)(?:quy\s+định\s+chi\s+tiết"
    r"|hướng\s+dẫn(?:\s+chi\s+tiết)?(?:\s+(?:thi\s+hành|thực\s+hiện|việc\s+thực\s+hiện))?"
    r"|quy\s+định(?:\s+cụ\s+thể)?\s+(?:việc\s+)?(?:thi\s+hành|thực\s+hiện)"
    r"|biện\s+pháp\s+thi\s+hành|triển\s+khai\s+thi\s+hành)(?!\w)"
)
_CHANGES = regex.compile(
    r"(?:về\s+(?:việc\s+)?|v/v\s+)?"
    r"(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế|đính\s+chính|kéo\s+dài|ngưng|công\s+bố)(?!\w)"
)
_RECITAL = regex.compile(
    r"\s*(?:căn\s+cứ|thực\s+hiện|theo)\s+(?:quy\s+định\s+tại\s+)?(?:các\s+)?(?=điều\s|khoản\s|điểm\s)"
)
_REACH = 260  # from the wording to the document detailed


def find_details(doc: Document, citations: tuple[Citation, ...]) -> tuple[Effect, ...]:
    """The documents (or provisions) that ``doc`` details, in the order of the text.

    From the title the link is accepted; from a recital that names provisions it needs review, since a recital may name
    an article for other reasons (competence, procedure).
    """
    low = lower(doc.text)
    own = numbers.fold(doc.header.number) if doc.header.number else ""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    out: list[Effect] = []
    for effect in [*_from_title(doc, low, citations), *_from_recitals(doc, low, citations)]:
        key = numbers.fold(effect.target_number) if effect.target_number else (effect.target_name or "").lower()
        if key == own or (key, effect.provisions) in seen or any(k == key and not effect.provisions for k, _ in seen):
            continue
        seen.add((key, effect.provisions))
        out.append(effect)
    return tuple(sorted(out, key=lambda e: e.start))


def _from_title(doc: Document, low: str, citations: tuple[Citation, ...]) -> Iterator[Effect]:
    span = doc.header.evidence.get("title")
    if span is None or _CHANGES.match(low, span.start):
        return
    m = _TITLE.search(low, span.start, span.end)
    if m is None:
        return
    inside = [c for c in citations if m.end() <= c.start < span.end]
    at = m.end()
    refs = [ProvisionRef(r.start + at, r.end + at, r.paths, r.own) for r in references.find(doc.text[at : span.end])]
    for target in scan(low, m.end(), span.end, inside, refs):
        if target.citation is not None and target.start - m.end() <= _REACH:
            paths = tuple(dict.fromkeys(p for r in target.refs for p in r.paths))
            yield _effect(doc, citations, target.citation, paths, span, "detail.title", ())


def _from_recitals(doc: Document, low: str, citations: tuple[Citation, ...]) -> Iterator[Effect]:
    for recital in doc.recitals:
        if not _RECITAL.match(low, recital.start, recital.end):
            continue
        target = next((c for c in citations if recital.start <= c.start < recital.end), None)
        if target is None:
            continue
        refs = references.find(doc.text[recital.start : target.start])
        paths = tuple(dict.fromkeys(p for r in refs for p in r.paths))
        if paths:
            yield _effect(doc, citations, target, paths, recital, "detail.recital", ("assigning_clause",))


def _effect(
    doc: Document,
    citations: tuple[Citation, ...],
    c: Citation,
    paths: tuple[str, ...],
    span: Span,
    rule: str,
    reasons: tuple[str, ...],
) -> Effect:
    end = min(span.end, span.start + 600)
    in_preamble = any(z.kind is ZoneKind.PREAMBLE and z.start <= span.start < z.end for z in doc.zones)
    named = {(o.name or "").lower(): o.number for o in citations if o.number and o.name}
    return Effect(
        op=Op.DETAIL,
        target_number=c.number or named.get((c.name or "").lower()),
        target_name=c.name,
        target_date=c.date,
        target_type=c.doc_type,
        target_issuer=c.issuer,
        whole=not paths,
        provisions=paths,
        words=(),
        exceptions=(),
        date=None,
        until=None,
        source_provision="tiêu đề" if rule == "detail.title" else ("căn cứ" if in_preamble else None),
        quote=doc.text[span.start : end],
        start=span.start,
        end=end,
        rule=rule,
        confidence=Confidence.NEEDS_REVIEW if reasons else Confidence.ACCEPTED,
        reasons=reasons,
    )
