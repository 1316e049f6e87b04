"""Writes down one effect: kind, whole or part, dates, quote, reasons for which a person must look."""

from __future__ import annotations

import regex

from lawreg import numbers
from lawreg.extraction import effects_phrases as say
from lawreg.extraction import effects_when as when
from lawreg.extraction.effects_objects import Objects
from lawreg.extraction.effects_sentences import Text
from lawreg.extraction.effects_state import CLASS, TITLE, Clause, Found, Mentions, fold_name
from lawreg.extraction.effects_targets import Target
from lawreg.extraction.effects_titles import titles
from lawreg.model import Citation, Confidence, Effect, Op, Span

_QUOTE_MAX = 600
_NAMED_ANNEX = regex.compile(r"\s*[“\"]\s*phụ\s+lục\s")  # "Thay thế “Phụ lục mức phí” ban hành kèm theo Thông tư số …"


def quote(t: Text, clause: Clause, start: int) -> Span:
    """The clause; of a very long one 600 characters in one piece, the verb or the item inside where that can be."""
    s = clause.s
    if s.end - s.start <= _QUOTE_MAX:
        return Span(s.start, s.end)
    a = s.start
    if not clause.item:
        first = min(start, clause.verb.start)
        a = s.start if first - s.start < 250 else first
    while a < s.end and not t.text[a].strip(" \n\t,;"):
        a += 1
    return Span(a, min(s.end, a + _QUOTE_MAX))


def record(
    t: Text,
    mentions: Mentions,
    clause: Clause,
    objects: Objects,
    target: Target,
    citation: Citation,
    paths: list[str],
    words: tuple[str, ...],
    *,
    deferred: bool,
    ambiguous: bool,
) -> Found:
    """The effect of ``clause`` on ``citation``.

    Args:
        t: the document.
        mentions: its citations.
        clause: the clause that acts.
        objects: what it acts upon, with exception and dates.
        target: the entry of the list that is written down now.
        citation: the document hit (from the entry, a heading or the title).
        paths: the provisions hit, completed.
        words: the phrases exchanged or deleted.
        deferred: keep only if nothing nearer says the same.
        ambiguous: the headings name several documents.
    """
    low, s, verb, w = t.low, clause.s, clause.verb, clause.verb.wording
    op = w.op
    lead = say.without_term(target.lead) if op == "extend" else target.lead
    part = bool(paths or words) or (target.citation is not None and say.is_part(lead, low, target.citation))
    new_form = any(p.startswith(("Phụ lục", "Mẫu", "Danh")) for p in paths)
    if op == "replace" and part and (new_form or say.gets_new_wording(low, target.start, s.end)):
        op = "amend"  # an annex or form put in the place of another: the document lives on (GUIDE, convention 4)
    whole = not part and not w.words and CLASS.get(op) != "amend" and op != "correct"
    if part and not paths and not words and _NAMED_ANNEX.match(target.lead):
        paths = ["Phụ lục"]
    elif part and not paths and not words and "danh mục" in " ".join(target.lead.split()):
        paths = ["Danh mục"]
    exception = objects.exception
    if op == "keep_in_force" or (exception and exception.end <= target.start and exception.end <= verb.start):
        exception = None
    if exception is not None and exception.bracket and not _behind(exception, target, objects):
        exception = None
    if exception is not None and exception.kind == "provision":
        whole = False
    limited = whole and op in ("repeal", "expire", "replace") and say.FOR_SOME.match(low, verb.end) is not None
    if limited:
        whole = False
    number, name = mentions.target(citation)
    starts = None if objects.starts == t.doc.header.effective.date else objects.starts
    reasons = _reasons(low, clause, objects, exception, op, citation, paths, ambiguous)
    if target.amender:
        reasons = (*reasons, "perhaps_amending")
    if limited:
        reasons = (*reasons, "exception_by_subject")
    span = quote(t, clause, objects.start)
    effect = Effect(
        op=Op(op),
        target_number=number,
        target_name=name,
        target_date=mentions.date(citation),
        target_type=citation.doc_type,
        target_issuer=citation.issuer,
        whole=whole,
        provisions=tuple(dict.fromkeys(paths)),
        words=() if whole else words,
        exceptions=(t.text[exception.start : exception.end].strip(" ,;."),) if exception else (),
        date=starts,
        until=objects.until,
        source_provision=TITLE if clause.title else t.path(s.node),
        quote=t.text[span.start : span.end],
        start=span.start,
        end=span.end,
        rule=w.id,
        confidence=Confidence.NEEDS_REVIEW if reasons else Confidence.ACCEPTED,
        reasons=reasons,
    )
    scope = Span(s.start, s.end)
    if s.node is not None:
        p = t.doc.provisions[s.node]
        scope = Span(p.start, p.end)
    return Found(effect, numbers.fold(number) if number else fold_name(name or ""), deferred, scope)


def _behind(exception: when.Exception_, target: Target, objects: Objects) -> bool:
    """Whether the bracket stands behind this document, before the next one of the list."""
    following = min((o.start for o in objects.targets if o.start > target.start), default=exception.end)
    return target.end <= exception.start <= following


# Their clauses stand under no Điều: "khoản 2" names the whole place.
_WITHOUT_ARTICLES = {"Chỉ thị", "Công văn", "Thông báo", "Kế hoạch"}


def record_own_part(t: Text, clause: Clause, objects: Objects) -> Found | None:
    """A part of the document itself that ends on its own date (domain row 40): an effect without a target."""
    if objects.starts is None or not objects.own:
        return None
    span = quote(t, clause, objects.start)
    effect = Effect(
        op=Op.EXPIRE, target_number=None, target_name=None, target_date=None, target_type=None, target_issuer=None,
        whole=False, provisions=objects.own, words=(), exceptions=(), date=objects.starts, until=objects.until,
        source_provision=t.path(clause.s.node), quote=t.text[span.start : span.end], start=span.start, end=span.end,
        rule=clause.verb.wording.id,
    )  # fmt: skip
    return Found(effect, "", False, span)


def _reasons(
    low: str,
    clause: Clause,
    objects: Objects,
    exception: when.Exception_ | None,
    op: str,
    c: Citation,
    paths: list[str],
    ambiguous: bool,
) -> tuple[str, ...]:
    s, verb = clause.s, clause.verb
    found: list[str] = []
    if exception is not None and exception.kind == "subject":
        found.append("exception_by_subject")
    if exception is not None and clause.before and exception.start < verb.start:
        found.append("exception_before_verb")
    if verb.wording.review:
        found.append(verb.wording.review)
    if ambiguous:
        found.append("several_targets")
    if c.doc_type not in _WITHOUT_ARTICLES and any(p.startswith(("khoản", "điểm")) for p in paths):
        found.append("provision_incomplete")
    title_end = verb.start if clause.before and c.end <= verb.start else s.end
    if op in ("repeal", "replace", "expire") and say.ends_an_ending(low, c, title_end):
        found.append("repeal_of_repeal")
    if op == "keep_in_force" and not clause.item and (not clause.before or say.CASES.match(low, s.body)):
        found.append("kept_for_cases")
    dateless = objects.starts is None and not clause.item and CLASS.get(op) != "amend"
    if dateless and when.hangs_on_event(low, verb.end, s.end, titles(low, verb.end, s.end, (c,))):
        found.append("starts_on_event")
    return tuple(dict.fromkeys(found))
