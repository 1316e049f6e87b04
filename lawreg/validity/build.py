"""From the acts upon one document to its life: ends, parts, pauses, extensions, doubts (domain.md 4.2, 4.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from lawreg.model import Finding, Op, Severity
from lawreg.validity import exceptions, rules
from lawreg.validity.life import CHANGING, ENDING, LINKS, Act, Doubt, Life, Note, Part, Pause
from lawreg.validity.verdict import Evidence, label, remark

_CODES = {Op.REPLACE: "replaced_by", Op.REPEAL: "repealed_by", Op.EXPIRE: "expired_by"}
Conflict = Callable[[Finding], None]


def apply(life: Life, acts: Iterable[Act], conflict: Conflict) -> None:
    """Fill ``life`` from the acts upon it; ``acts`` in the order of their days."""
    acts = [a for a in acts if a.op not in LINKS]
    kept = _kept(life, acts, conflict)
    _own_end(life, acts, conflict)
    for act in acts:
        if act.op in ENDING:
            _ending(life, act, kept, conflict)
        elif act.op in CHANGING:
            _changing(life, act)
        elif act.op == Op.SUSPEND:
            _suspend(life, act)
    for act in acts:
        if act.op == Op.REVIVE:
            _revive(life, act)
    _after_end(life, acts, conflict)


def _kept(life: Life, acts: list[Act], conflict: Conflict) -> dict[str, list[Act]]:
    """Announcements that the document goes on: in whole they stop a cascade, in part they are exceptions."""
    found: dict[str, list[Act]] = {}
    for act in acts:
        if act.op != Op.KEEP:
            continue
        if act.doubt or not act.applies:
            if act.doubt:
                code = act.doubt if act.doubt == "kept_content" else "kept_needs_review"
                life.notes.append(_note(life, act, code))
            continue
        effect = act.record.effect
        if effect.whole and not effect.provisions:
            life.kept.append(act)
            if act.day:
                life.moved.append((act.day, "keep_in_force", act.evidence))
        found.setdefault(act.record.actor, []).append(act)
    return found


def _own_end(life: Life, acts: list[Act], conflict: Conflict) -> None:
    """The end the document states for itself, with extensions made before it (domain.md 8.2 trap 13)."""
    doc = life.doc
    ends = doc.expires
    if ends is None and doc.expires_quote:
        life.notes.append(Note(life.start, remark("conditional_end", {"quote": doc.expires_quote}), None))
    if ends is not None and life.start is not None and ends < life.start:
        conflict(remark("end_before_start", {"document": label(doc), "end": ends, "start": life.start, "id": doc.id}))
        life.notes.append(Note(life.start, remark("end_before_start", {"end": ends, "start": life.start}), None))
        ends = None
    span = doc.expires_span
    evidence = Evidence(
        "expires", doc, ends, doc.expires_quote or "", span.start if span else None, span.end if span else None,
        "own_end", rules.ground(life.level, doc.issued),
    )  # fmt: skip
    if life.end_set_by is not None:
        evidence = Evidence("decision", None, ends, life.end_set_by.why, None, None, f"decision:{life.end_set_by.id}")
    proofs: tuple[Evidence, ...] = (evidence,)
    code = "own_end"
    for act in acts:
        if act.op != Op.EXTEND:
            continue
        if act.doubt or act.record.effect.until is None:
            life.doubts.append(Doubt(ends, act.doubt or "extension_without_date", act.evidence, by=act.actor))
            continue
        if not act.applies or act.day is None:
            continue
        made = act.actor.issued if act.actor and act.actor.issued else act.day
        if ends is None:  # what it had is not known; the extension still says how long it lasts
            life.notes.append(_note(life, act, "extended_without_end"))
        elif made >= ends or act.day > ends:
            life.notes.append(_note(life, act, "extended_after_end"))
            conflict(_finding("extended_after_end", life, act))
            continue
        ends, code, proofs = act.record.effect.until, "own_end_extended", (*proofs, act.evidence)
        life.moved.append((act.day, "extend", act.evidence))
    if ends is not None:
        life.end_at(ends, code, tuple(p for p in proofs if p.stands), None)


def _ending(life: Life, act: Act, kept: dict[str, list[Act]], conflict: Conflict) -> None:
    effect = act.record.effect
    if not effect.whole and (effect.provisions or effect.words or not effect.exceptions):
        _part(life, act, True)
        return
    exception = exceptions.read(effect.exceptions, life.doc.number or effect.target_number)
    paths, until = list(exception.paths), exception.until
    for other in kept.get(act.record.actor, ()):
        if other.record.effect.provisions:
            paths += [p for p in other.record.effect.provisions if p not in paths]
            until = other.record.effect.until or until
        elif other.record.effect.until is None:
            life.doubts.append(Doubt(act.from_day, "ended_and_kept", act.evidence, by=act.actor))
            conflict(_finding("ended_and_kept", life, act))
            return
        else:  # "… tiếp tục có hiệu lực đến hết ngày …": the end is only later
            life.end_at(other.record.effect.until, _CODES[act.op], (act.evidence, other.evidence), act.op)
            return
    doubt = act.doubt
    if not doubt and not act.applies:
        return
    if not doubt and exception.unclear and not paths:
        doubt = "exception_by_subject"
    if doubt or act.day is None:
        since = act.from_day or life.doc.issued
        life.doubts.append(Doubt(since, doubt or "actor_date_unknown", act.evidence, by=act.actor))
        return
    if exception.transitional and not paths:
        life.notes.append(Note(act.day, remark("transitional_exception", {}, Severity.INFO), None, lowers=False))
    if not paths:
        life.end_at(act.day, _CODES[act.op], (act.evidence,), act.op)
        return
    if exception.unclear:
        life.notes.append(_note(life, act, "exception_partly_unclear"))
    life.parts.append(Part(act.day, act.op, (), (), act.evidence, True, tuple(paths)))
    if until is not None:
        life.end_at(until, "exception_ended", (act.evidence,), act.op)


def _changing(life: Life, act: Act) -> None:
    policy = rules.policy()
    effect = act.record.effect
    counts = act.op == Op.AMEND or policy.supplement_counts
    if effect.whole or not (effect.provisions or effect.words):
        counts = counts and policy.amend_whole_counts
    _part(life, act, counts)


def _part(life: Life, act: Act, counts: bool) -> None:
    effect = act.record.effect
    if act.doubt == "conditional_end":  # the document's own clause: nobody knows the day before it has come
        found = remark("conditional_end", {"quote": effect.quote})
        life.notes.append(Note(life.start, found, act.evidence))
        return
    if act.doubt or (act.applies and act.day is None):
        life.notes.append(_note(life, act, "partial_effect_needs_review"))
        return
    if not act.applies or act.day is None:
        return
    if act.op in ENDING and not effect.provisions and not effect.words:
        life.notes.append(_note(life, act, "part_not_named"))
    life.parts.append(Part(act.day, act.op, effect.provisions, effect.words, act.evidence, counts))


def _suspend(life: Life, act: Act) -> None:
    effect = act.record.effect
    if act.doubt or (act.applies and act.day is None):
        if effect.whole:
            life.doubts.append(
                Doubt(act.from_day, act.doubt or "actor_date_unknown", act.evidence, effect.until, act.actor)
            )
        else:
            life.notes.append(_note(life, act, "partial_effect_needs_review"))
    elif act.applies and act.day is not None:
        if effect.until is not None and effect.until <= act.day:
            life.notes.append(_note(life, act, "suspension_ends_before_it_starts"))
            return
        if effect.until is None and effect.whole:  # the law asks for a period; it may have been missed in reading
            life.notes.append(_note(life, act, "suspension_without_end"))
        life.pauses.append(Pause(act.day, effect.until, effect.whole, effect.provisions, act.evidence))


def _revive(life: Life, act: Act) -> None:
    """A restoring act ends a suspension; a dead document is never revived without a person (domain.md 0.7)."""
    if not act.doubt and act.applies and act.day is not None:
        open_ = [p for p in life.pauses if p.since <= act.day and (p.until is None or p.until > act.day)]
        if open_ and (life.end is None or act.day < life.end):
            for pause in open_:
                pause.until = act.day
            return
    elif not act.doubt:
        return
    life.doubts.append(Doubt(act.from_day, "revive_needs_review", act.evidence, by=act.actor))


def _after_end(life: Life, acts: list[Act], conflict: Conflict) -> None:
    """What is done to a document that has already ended contradicts the record: shown, not applied."""
    if life.end is None:
        return
    for act in acts:
        if act.applies and act.day and act.day > life.end and act.op not in (Op.REVIVE, Op.KEEP, Op.EXTEND):
            whole = act.op in ENDING and act.record.effect.whole
            conflict(_finding("ended_again" if whole else "acted_after_end", life, act,
                              Severity.INFO if whole else Severity.WARNING))  # fmt: skip
            if not whole:
                life.notes.append(Note(act.day, _finding("acted_after_end", life, act), act.evidence))
    life.parts = [p for p in life.parts if p.day < life.end]
    life.pauses = [p for p in life.pauses if p.since < life.end]
    life.doubts = [d for d in life.doubts if d.code == "revive_needs_review" or d.since is None or d.since < life.end]


def _note(life: Life, act: Act, code: str) -> Note:
    reasons = act.record.effect.reasons
    return Note(
        act.from_day,
        remark(code, {"by": label(act.actor), "date": act.day, "why": act.doubt or (reasons[0] if reasons else "")}),
        act.evidence,
    )


def _finding(code: str, life: Life, act: Act, severity: Severity = Severity.WARNING) -> Finding:
    params = {
        "document": label(life.doc), "id": life.doc.id, "by": label(act.actor), "actor": act.record.actor,
        "date": act.day, "ended": life.end, "quote": act.record.effect.quote,
    }  # fmt: skip
    return remark(code, params, severity)


def order(acts: Iterable[Act]) -> list[Act]:
    """By the day of the effect, then by the issue date of the acting document (domain.md 8.2 trap 3)."""
    last = date.max
    return sorted(acts, key=lambda a: (a.day or last, (a.actor.issued if a.actor else None) or last, a.record.id))
