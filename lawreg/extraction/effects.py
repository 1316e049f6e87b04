"""What a document does to others: Document + citations → effects (tác động hiệu lực)."""

from __future__ import annotations

from lawreg.extraction import effects_headless as headless
from lawreg.extraction.clauses import Verb, find_verbs
from lawreg.extraction.effects_lists import read_annexes
from lawreg.extraction.effects_reader import Reader
from lawreg.extraction.effects_sentences import Sentence, Text
from lawreg.extraction.effects_state import CLASS, TITLE, Found, Trace
from lawreg.model import Citation, Document, Effect, Finding, Span

_TITLE_LEADS = ("về việc ", "v/v ", "về ")


def find_effects(doc: Document, citations: tuple[Citation, ...]) -> tuple[Effect, ...]:
    """Every effect that ``doc`` itself produces, in the order of the text.

    An effect on a part of the document itself (its own Điều 3 ends on a date) has neither target number nor name.
    """
    reader = _read(doc, citations)
    return () if reader is None else _settle(reader.found)


def read_effects(doc: Document, citations: tuple[Citation, ...]) -> tuple[tuple[Effect, ...], tuple[Finding, ...]]:
    """Effects and remarks of one reading: what :func:`find_effects` and :func:`find_remarks` give."""
    reader = _read(doc, citations)
    return ((), ()) if reader is None else (_settle(reader.found), tuple(reader.remarks))


def find_remarks(doc: Document, citations: tuple[Citation, ...]) -> tuple[Finding, ...]:
    """Clauses that end something without naming it (blanket_repeal, unnamed_target): for review, never applied."""
    reader = _read(doc, citations)
    return () if reader is None else tuple(reader.remarks)


def trace(doc: Document, citations: tuple[Citation, ...]) -> tuple[Trace, ...]:
    """Every operative verb of the acting text with the reason it was taken or refused."""
    reader = _read(doc, citations)
    if reader is None:
        return ()
    kept = _settle(reader.found)
    heads = [f.scope for f in reader.found if f.deferred]
    out: list[Trace] = []
    for t in reader.traces:
        verdict, accepted = t.verdict, t.accepted
        if accepted and not any(e.start < t.clause.end and t.clause.start < e.end for e in kept):
            accepted = False
            verdict = "carried_down" if any(h.start <= t.start < h.end for h in heads) else "no_target"
        out.append(Trace(t.rule, t.start, t.end, t.clause, verdict, accepted))
    return tuple(out)


def _read(doc: Document, citations: tuple[Citation, ...]) -> Reader | None:
    if not doc.is_document or _is_consolidation(doc):
        return None
    t = Text(doc)
    title = doc.header.evidence.get("title")
    verbs = _verbs(t, title)
    if not verbs:
        return None
    reader = Reader(t, citations, verbs, headless=title is None)
    if title is not None:
        _read_title(reader, title)
    elif stated := headless.stated(t, reader.mentions):
        reader.assume(stated)
    reader.read()
    if title is None and (only := headless.only_amended(reader.found, reader.bare, reader.hit)):
        reader = Reader(t, citations, verbs)
        reader.assume(only)
        reader.read()
    read_annexes(reader)
    return reader


def _verbs(t: Text, title: Span | None) -> list[Verb]:
    """Operative verbs of title and acting zones; annexes, often the longer part of a document, are not looked at."""
    stretches = sorted([(z.start, z.end) for z in t.zones] + ([(title.start, title.end)] if title else []))
    found: list[Verb] = []
    reach = 0
    for start, end in stretches:
        for a, b in t.open_stretches(max(start, reach), end):
            found += find_verbs(t.low, a, b)
        reach = max(reach, end)
    return found


def _read_title(reader: Reader, span: Span) -> None:
    lead = next((w for w in _TITLE_LEADS if reader.t.low.startswith(w, span.start)), "")
    reader.sentence(Sentence(span.start, span.start + len(lead), span.end, None, False, False, ()), title=True)


def _is_consolidation(doc: Document) -> bool:
    """A consolidated text shows what others did; it does nothing itself (domain 4.3)."""
    number, kind = doc.header.number or "", (doc.header.doc_type or "").lower()
    return "VBHN" in number.upper() or "hợp nhất" in kind


def _settle(found: list[Found]) -> tuple[Effect, ...]:
    """Leave out what is said twice: a heading whose items say it in full, a title that the body carries out."""
    firm = [f for f in found if not f.deferred]
    out: list[Effect] = []
    seen: dict[tuple[object, ...], set[str | None]] = {}
    for f in found:
        if f.deferred and _said(f, firm, found):
            continue
        e = f.effect
        place = 0 if e.provisions or e.whole else e.start
        key = (e.op, f.key, e.whole, e.provisions, e.words, e.date, e.until, place)
        # two amending laws of one name are told apart by their dates ("… của Luật X năm 1998; … của Luật X năm 2001")
        dates, dated = seen.setdefault(key, set()), None if e.target_number else e.target_date
        if not dates or (dated is not None and None not in dates and dated not in dates):
            out.append(e)
        dates.add(dated)
    return tuple(sorted(out, key=lambda e: (e.start, e.end)))


def _said(f: Found, firm: list[Found], found: list[Found]) -> bool:
    """Whether something nearer says it: an item below the heading, or for a title anything in the body."""
    in_title = f.effect.source_provision == TITLE
    kind = _class(f.effect)
    for g in found if in_title else firm:
        if g is f or g.key != f.key or (in_title and g.effect.source_provision == TITLE):
            continue
        below = in_title or f.scope.start <= g.effect.start < f.scope.end
        if below and (_class(g.effect) == kind or (not in_title and not f.effect.whole)):
            return True
    return False


def _class(e: Effect) -> str:
    return CLASS.get(str(e.op), str(e.op))
