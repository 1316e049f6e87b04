"""Finds what a verb acts upon: documents, provisions, words, with exception and dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from lawreg.extraction import effects_phrases as say
from lawreg.extraction import effects_when as when
from lawreg.extraction.clauses import guard
from lawreg.extraction.effects_provisions import is_partial, parent
from lawreg.extraction.effects_sentences import Text
from lawreg.extraction.effects_state import CLASS, Clause, Mentions
from lawreg.extraction.effects_targets import Target, scan
from lawreg.model import Citation, Span
from lawreg.references import ProvisionRef


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects of one clause."""

    targets: tuple[Target, ...]
    words: tuple[str, ...]
    anchors: tuple[str, ...]  # where something is added ("vào sau khoản 3 Điều 5")
    placed: bool  # nothing but the place is said ("Bổ sung vào sau khoản 2 Điều 9")
    own: tuple[str, ...]  # provisions of the document itself
    exception: when.Exception_ | None
    starts: date | None
    until: date | None
    start: int


def read_objects(
    t: Text, mentions: Mentions, clause: Clause, cited: list[Citation], refs: list[ProvisionRef], *, has_default: bool
) -> Objects | None:
    """The objects of ``clause``; None when what it speaks of is no document (procedures, contrary rules, an event).

    Args:
        t: the document.
        mentions: its citations.
        clause: the verb and the stretch its objects stand in.
        cited: mentions inside the sentence, quoted phrases left out.
        refs: references to provisions inside the sentence, likewise.
        has_default: the headings or the title name a document for provisions that name none.
    """
    low, s, w, before = t.low, clause.s, clause.verb.wording, clause.before
    spans = [Span(c.start, c.end) for c in cited]
    exception = when.exception_in(low, s.body, _wording_start(low, clause), [*spans, *s.quotes])
    if exception is not None and exception.end == s.end and s.node is not None and when.announces(low, exception):
        exception = when.with_list(low, exception, t.doc.provisions[s.node].end)
    start, end = _stretch(low, clause, exception)
    hidden = exception if exception is not None and exception.bracket else None
    inside = [c for c in cited if start <= c.start and c.end <= end + 2 and not _held(c.start, hidden)]
    here = [r for r in refs if start <= r.start and r.end <= end + 2 and not _held(r.start, hidden)]
    words = _words(t, clause, start, end)
    here, inside, anchors = _place(low, clause, start, end, here, inside, bool(words))
    added = _added(low, clause, start, end, inside, has_default)
    found = [f for f in scan(low, start, end, inside, here, item=clause.item, added=added) if not _own(mentions, f)]
    if before and not any(f.citation for f in found):
        listed = _listed(low, clause, cited, refs, mentions)
        if listed:
            found, start, end = listed, listed[0].start, s.end
    if w.op == "correct" and len(found) == 1 and found[0].citation and not found[0].refs and not clause.item:
        found = [replace(found[0], refs=_corrected(low, clause, found[0].end, refs))]
    if w.op == "keep_in_force" and before and found:
        held = when.exception_in(low, s.body, clause.verb.start) is not None
        if not held and not say.is_kept_subject(low[start : found[0].start]):
            found = []
    lead = _unquoted(low, start, found[0].start if found else end, s.quotes)
    if _refused(clause, found, lead, words) or _is_plan(low, clause, found):
        return None
    placed = not found and bool(anchors) and w.op in ("supplement", "amend") and not before
    follow = s.opens and say.names_followers(low[start:end])
    if placed or (not found and w.words and (has_default or inside) and not follow):
        found = [Target(None, (), "", start, end)]
    starts, until = _dates(t, clause, exception, spans)
    return Objects(
        targets=tuple(found),
        words=words,
        anchors=tuple(parent(p) if placed else p for r in anchors for p in r.paths),
        placed=placed,
        own=tuple(p for r in here if r.own for p in r.paths) if not found else (),
        exception=exception,
        starts=starts,
        until=until,
        start=start,
    )


def _added(low: str, clause: Clause, start: int, end: int, inside: list[Citation], has_default: bool) -> str:
    """Which document an annex "ban hành kèm theo Thông tư này" is added to; see :func:`effects_targets.scan`."""
    w = clause.verb.wording
    if clause.before or clause.item or w.words or w.op not in ("supplement", "amend", "replace"):
        return ""
    into = say.outside(say.INTO, low, start, end, clause.s.quotes)
    if into is not None and any(c.start >= into.end() for c in inside):
        return "into"
    return "default" if has_default else ""


def _held(at: int, exception: when.Exception_ | None) -> bool:
    return exception is not None and exception.start <= at < exception.end


def _stretch(low: str, clause: Clause, exception: when.Exception_ | None) -> tuple[int, int]:
    """The stretch of the objects without exception, own entry into force and new wording."""
    start, end, verb, w = clause.start, clause.end, clause.verb, clause.verb.wording
    if exception is not None:
        if w.op == "keep_in_force" and clause.before and exception.start < verb.start:
            start = max(start, exception.start)  # "…, trừ Điều 5 tiếp tục có hiệu lực": kept is what is excepted
        elif start < exception.start < end and not exception.bracket:
            end = exception.start
    if clause.before and (own := say.OWN_START.match(low, start, end)) is not None:
        start = own.end()
    if clause.before and w.op == "keep_in_force" and (while_ := say.MEANWHILE.match(low, start, end)) is not None:
        start = while_.end()
    if not clause.before and not clause.item and CLASS.get(w.op) == "amend" and not w.words:
        wording = say.outside(say.AS_FOLLOWS, low, verb.end, end, clause.s.quotes)
        if wording is not None:  # what follows is new wording, even unquoted
            end = wording.start()
    return start, end


def _wording_start(low: str, clause: Clause) -> int:
    """Where new wording begins ("Sửa đổi khoản 4 Điều 43 “4. …"): an exception in it is not one of the clause."""
    s, verb = clause.s, clause.verb
    if clause.item or verb.wording.words or CLASS.get(verb.wording.op) != "amend":
        return s.end
    return min((at for sign in '“"' if (at := low.find(sign, verb.end, s.end)) > 0), default=s.end)


def _words(t: Text, clause: Clause, start: int, end: int) -> tuple[str, ...]:
    quotes = clause.s.quotes
    if not clause.verb.wording.words and say.outside(say.PHRASE_WORD, t.low, start, end, quotes) is None:
        return ()
    return tuple(t.text[q.start + 1 : q.end - 1].strip("'") for q in quotes if start - 40 <= q.start < end)


def _place(
    low: str, clause: Clause, start: int, end: int, here: list[ProvisionRef], inside: list[Citation], phrases: bool
) -> tuple[list[ProvisionRef], list[Citation], list[ProvisionRef]]:
    """Parts provisions acted upon from those that only say where ("vào sau …") or with what ("bằng Phụ lục …").

    Where ``phrases`` are exchanged, "bằng" joins the old phrase to the new one: the provisions behind it are hit too.
    """
    w, quotes = clause.verb.wording, clause.s.quotes
    anchors: list[ProvisionRef] = []
    if clause.before:
        return here, inside, anchors
    if w.op in ("supplement", "amend"):
        into = say.outside(say.INTO, low, start, end, quotes)
        if into is not None:
            anchors = [r for r in here if r.start >= into.end()]
            ahead = [r for r in here if r.start < into.end()]
            if not w.words and (ahead or not any(c.start > into.end() for c in inside)):
                here = ahead
    if not w.words and here and w.op in ("replace", "amend", "repeal", "supplement"):
        by = say.outside(say.BY, low, here[0].end, end, quotes)
        if by is not None and ((w.op == "replace" and not phrases) or say.NEW_FORM.match(low, by.end())):
            here = [r for r in here if r.start < by.start()]
            inside = [c for c in inside if c.start < by.start()]
    return here, inside, anchors


def _listed(
    low: str, clause: Clause, cited: list[Citation], refs: list[ProvisionRef], mentions: Mentions
) -> list[Target]:
    """ "Các văn bản sau đây hết hiệu lực: - Quyết định số …; - Quyết định số …" in one sentence."""
    s = clause.s
    colon = say.outside(say.COLON, low, clause.verb.end, s.end, s.quotes)
    if colon is None:
        return []
    inside = [c for c in cited if c.start >= colon.end()]
    later = [r for r in refs if r.start >= colon.end()]
    return [f for f in scan(low, colon.end(), s.end, inside, later) if f.citation and not _own(mentions, f)]


def _corrected(low: str, clause: Clause, start: int, refs: list[ProvisionRef]) -> tuple[ProvisionRef, ...]:
    """ "Đính chính … Quyết định số … như sau: Tại khoản 1 Điều 3 đã in là …": where the errors stand."""
    s = clause.s
    colon = say.outside(say.AS_FOLLOWS, low, start, s.end, s.quotes)
    if colon is None:
        return ()
    found: list[ProvisionRef] = []
    for r in refs:
        if r.start < colon.end() or r.own:
            continue
        held = bool(found) and is_partial(found[-1].paths[-1]) and say.HELD_BY.fullmatch(low, found[-1].end, r.start)
        if held or say.ERROR_AT.search(low, s.body, r.start):
            found.append(r)
    return tuple(found)


def _refused(clause: Clause, found: list[Target], lead: str, words: tuple[str, ...]) -> bool:
    w = clause.verb.wording
    if clause.item and not found and len(lead.strip()) > 120:
        return True
    if (say.is_procedure(lead, clause.before) and not words) or guard("blanket").search(lead):
        return True
    if not clause.item and w.op in ("repeal", "expire", "suspend", "correct") and say.is_foreign(lead):
        return True
    if not found:
        return False
    if clause.before and say.is_passing(lead, w.op):
        return True
    if found[0].refs and say.is_class_of_documents(lead):
        return True
    if w.strict and not say.is_direct(lead):
        return True
    return not clause.item and not clause.before and not w.words and not say.is_plausible(lead, w.op)


def _is_plan(low: str, clause: Clause, found: list[Target]) -> bool:
    """ "Sửa đổi Nghị định số X để tháo gỡ khó khăn": a task of a programme; no provision, no new wording."""
    w, s = clause.verb.wording, clause.s
    if w.op not in ("amend", "supplement") or clause.before or clause.item or clause.title or s.opens or w.words:
        return False
    return bool(found) and not any(f.refs for f in found) and say.has_purpose(low[found[-1].end : s.end])


def _unquoted(low: str, start: int, end: int, quotes: tuple[Span, ...]) -> str:
    """low[start:end] with quoted phrases blanked: their words say nothing of the clause."""
    piece = low[start:end]
    for q in quotes:
        a, b = max(q.start, start) - start, min(q.end, end) - start
        if a < b:
            piece = piece[:a] + " " * (b - a) + piece[b:]
    return piece


def _dates(
    t: Text, clause: Clause, exception: when.Exception_ | None, spans: list[Span]
) -> tuple[date | None, date | None]:
    low, s, verb = t.low, clause.s, clause.verb
    if clause.item:
        return when.start_of(t.text, low, s.body, s.end, spans)[0], None
    stop = say.clause_end(low, verb.end, s.end) if clause.before else s.end
    spans = [*spans, *when.days_of_excepted(low, exception, verb.start)]
    starts, _ = when.start_of(t.text, low, verb.end, stop, spans)
    if starts is None and clause.before:  # "Kể từ ngày 01/7/2025, Nghị định số … hết hiệu lực"
        ahead, where = when.start_of(t.text, low, s.body, verb.start, spans)
        if where is not None and not low[s.body : where.start].strip(" ,"):
            starts = ahead
    limit = min(exception.end if exception else s.end, stop)
    since = verb.start if verb.wording.op == "extend" else verb.end  # "được kéo dài đến" holds the word of the end
    return starts, when.end_of(t.text, low, since, limit, spans)


def _own(mentions: Mentions, f: Target) -> bool:
    return f.citation is not None and mentions.is_own(f.citation)
