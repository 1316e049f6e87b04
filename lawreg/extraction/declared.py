"""Lists of documents that have lost their force, as reviewing offices announce them every year (công bố danh mục).

Such a decision only declares: the documents ended earlier, by others, on the dates in the list (Luật 80/2015/QH13
Điều 170; Nghị định 34/2016/NĐ-CP Điều 157). Its rows are therefore no effects of the document; they are given apart,
for review, because they often are the only trace of an end whose cause is not in the registry.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import regex

from lawreg import dates, references
from lawreg.extraction.clauses import lower
from lawreg.extraction.effects_lists import rows
from lawreg.model import Citation, Confidence, Document, Effect, Op, Span, ZoneKind

_ANNOUNCES = regex.compile(
    r"(?<!\w)công\s+bố(?!\w)[^.;]{0,80}?danh\s+mục[^.;]{0,260}?(?:hết\s+hiệu\s+lực|ngưng\s+hiệu\s+lực)"
)
_LIST_HEAD = regex.compile(r"(?:hết|ngưng)\s+hiệu\s+lực")
_PART_OR_WHOLE = regex.compile(
    r"(?:hết|ngưng)\s+hiệu\s+lực[^.;\d]{0,30}?(?P<which>toàn\s+bộ|một\s+phần)(?!\s+hoặc)(?!\w)"
)
_DATE_CELL = regex.compile(r"[\t\n|]\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s*(?=[\t\n|]|$)")
_ROW_ENDS = regex.compile(r"\n\s*(?:tổng\s+(?:số|cộng)|[a-z]\.\s+\p{L}|[ivx]{1,5}\.\s+\p{L}|stt\b|danh\s+mục\s)")
_HEAD = 900
_ROW_LEAD = 250
_ROW_MAX = 2_500
_QUOTE_MAX = 600


def find_declared(doc: Document, citations: tuple[Citation, ...]) -> tuple[Effect, ...]:
    """What ``doc`` announces as ended, one entry for each row of its lists, all for review (reason ``declaratory``).

    ``date`` is the day the row itself gives. A document that says nothing of the kind has none.
    """
    low = lower(doc.text)
    if not _announces(doc, low):
        return ()
    out: list[Effect] = []
    for zone in doc.zones:
        if zone.kind not in (ZoneKind.ANNEX, ZoneKind.ATTACHED):
            continue
        if _LIST_HEAD.search(low, zone.start, min(zone.end, zone.start + _HEAD)) is None:
            continue
        out += _listed(doc, low, citations, Span(zone.start, zone.end))
    return tuple(out)


def _announces(doc: Document, low: str) -> bool:
    """The title or the first article says so, and the document is no normative act (that would repeal)."""
    if doc.header.normative:
        return False
    title = doc.header.evidence.get("title")
    if title is not None and _ANNOUNCES.search(low, title.start, title.end):
        return True
    first = next((p for p in doc.provisions if p.path == "Điều 1"), None)
    return first is not None and _ANNOUNCES.search(low, first.start, first.end) is not None


def _listed(doc: Document, low: str, citations: tuple[Citation, ...], zone: Span) -> Iterator[Effect]:
    inside = [c for c in citations if zone.start <= c.start < zone.end]
    at = 0
    for start, end in rows(doc.text, zone.start, zone.end):
        while start < end and doc.text[start].isspace():
            start += 1
        end = min(end, start + _ROW_MAX)
        over = _ROW_ENDS.search(low, start, end)
        end = over.start() if over else end
        while end > start and doc.text[end - 1].isspace():
            end -= 1
        while at < len(inside) and inside[at].start < start:
            at += 1
        head = inside[at] if at < len(inside) else None
        if head is None or head.start >= end or head.start - start > _ROW_LEAD:
            continue
        yield _effect(doc, low, head, start, end, zone.start)


def _effect(doc: Document, low: str, c: Citation, start: int, end: int, floor: int) -> Effect:
    heads = [m["which"] for m in _PART_OR_WHOLE.finditer(low, max(floor, start - 60_000), start)]
    part = bool(heads) and heads[-1].split()[0] == "một"
    refs = references.find(doc.text[start:end]) if part else ()
    paths = tuple(dict.fromkeys(p for r in refs if not r.own for p in r.paths))
    return Effect(
        op=Op.SUSPEND if "ngưng hiệu lực" in " ".join(low[floor : floor + _HEAD].split()) else Op.EXPIRE,
        target_number=c.number,
        target_name=c.name,
        target_date=c.date,
        target_type=c.doc_type,
        target_issuer=c.issuer,
        whole=not part,
        provisions=paths,
        words=(),
        exceptions=(),
        date=_day(doc.text, min(c.end, end), end),
        until=None,
        source_provision=next((p.path for p in reversed(doc.provisions) if p.start <= start < p.end), None),
        quote=doc.text[start : min(end, start + _QUOTE_MAX)],
        start=start,
        end=min(end, start + _QUOTE_MAX),
        rule="declared.row",
        confidence=Confidence.NEEDS_REVIEW,
        reasons=("declaratory",),
    )


def _day(text: str, start: int, end: int) -> date | None:
    """The last cell of the row that holds nothing but a date."""
    cells = [m[1] for m in _DATE_CELL.finditer(text, start, end)]
    found = next(dates.find(cells[-1]), None) if cells else None
    return found.value if found else None
