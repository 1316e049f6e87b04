"""Judges one incoming effect: does the acting document live to do it, may it, and on which day (domain.md 4.5, 8.2)."""

from __future__ import annotations

from datetime import date

from lawreg.model import Confidence, DocumentRecord, EffectRecord, Op, Severity
from lawreg.validity import competence, rules
from lawreg.validity.build import Conflict
from lawreg.validity.life import ENDING, LINKS, Act, Life, Note, covers
from lawreg.validity.verdict import Evidence, label, remark


def judge(record: EffectRecord, life: Life, actor: Life | None, conflict: Conflict) -> Act:
    """The act ``record`` is upon ``life``'s document. Conflicts are shown through ``conflict`` and not applied."""
    effect = record.effect
    doc = life.doc
    by = actor.doc if actor else None
    day = effect.date or (actor.start_of(effect.source_provision) if actor else None)
    law = actor.ground if actor else None
    evidence = Evidence.of(effect, by, day, law)
    act = Act(record, by, day, evidence, applies=True)
    if effect.op in LINKS:
        return act
    verified = effect.confidence == Confidence.VERIFIED
    if actor is not None and by is not None and by.id != doc.id:
        if not verified and not _allowed(act, life, actor, conflict):
            act.applies = False
            return act
        _actor_lives(act, actor, life)
    if act.applies and act.doubt is None and not verified:
        if effect.confidence == Confidence.NEEDS_REVIEW:
            _unclear(act, life)
        elif record.target is None:
            act.doubt = "ambiguous_target"
    return act


def _unclear(act: Act, life: Life) -> None:
    """What the reader of the clause left to a person: open, unless its reason leaves the effect itself certain."""
    reasons = act.record.effect.reasons
    sure, remarks = rules.policy().sure_reasons, rules.policy().remark_reasons
    if reasons and set(reasons) <= sure | remarks:
        found = remark(reasons[0], {"by": label(act.actor), "date": act.day}, Severity.INFO)
        life.notes.append(Note(act.day, found, act.evidence, lowers=False))
        act.applies = act.applies and not set(reasons) & remarks
        return
    act.doubt = next((r for r in reasons if r not in sure), "effect_needs_review")


def _allowed(act: Act, life: Life, actor: Life, conflict: Conflict) -> bool:
    """Date order and competence; what fails is a conflict."""
    doc, by, effect = life.doc, actor.doc, act.record.effect
    code = ""
    if by.issued and doc.issued and by.issued < doc.issued:
        code = "actor_older_than_target"
    elif effect.date and by.issued and effect.date < by.issued and effect.op != Op.KEEP:
        code = "effect_before_actor"
    elif competence.is_declaratory(by) and not competence.announces_by_itself(by.issued):
        if effect.op in ENDING and effect.whole:
            act.doubt, act.day = "announced_only", None
            return True
        code = "announced_only"
    else:
        answer = competence.may_act(actor, life, effect.op, act.day)
        if answer.ok is None and act.record.target is not None:
            act.doubt = answer.code
            return True
        code = "" if answer.ok else answer.code
        if answer.code in ("administrative_accepted", "function_taken_over"):
            found = remark(answer.code, {"by": label(by), "law": answer.source}, Severity.INFO)
            life.notes.append(Note(act.day, found, None, lowers=False))
    if not code:
        return True
    if effect.op == Op.KEEP:  # saying that another body's document continues is a remark, no act upon it
        return False
    if act.record.target is not None:
        params = {
            "document": label(doc), "id": doc.id, "by": label(by), "actor": by.id, "date": act.day,
            "quote": effect.quote, "op": str(effect.op),
        }  # fmt: skip
        conflict(remark(code, params))
        life.notes.append(Note(act.from_day or by.issued, remark(code, params), act.evidence))
    return False


def _actor_lives(act: Act, actor: Life, life: Life) -> None:
    """An act that never took effect, or had ended before the day, ends nothing (domain.md 8.2 trap 8)."""
    day = act.day
    if day is None:
        act.doubt = act.doubt or "actor_date_unknown"
        return
    if actor.end is not None and (actor.end <= day or (actor.start is not None and actor.end <= actor.start)):
        act.applies = False
        ended = remark("actor_ended_before", {"by": label(actor.doc), "date": actor.end}, Severity.INFO)
        life.notes.append(Note(day, ended, actor.ends[0] if actor.ends else None, lowers=False))
        return
    source = act.record.effect.source_provision
    for part in actor.parts:
        hit = source is not None and part.op in ENDING and any(covers(p, source) for p in part.paths)
        if hit and part.day <= day:
            act.applies = False
            life.notes.append(Note(day, remark("acting_clause_ended_before", {"by": label(actor.doc)},
                                                Severity.INFO), part.evidence, lowers=False))  # fmt: skip
            return
        if hit and act.record.effect.op in ENDING:
            life.notes.append(_no_revival(part.day, actor.doc, part.evidence))
    if any(d.since is None or d.since <= day for d in actor.doubts) and not actor.start_code.startswith("absent"):
        act.doubt = act.doubt or "actor_in_doubt"
    elif any(p.whole and p.since <= day and (p.until is None or day < p.until) for p in actor.pauses):
        act.doubt = act.doubt or "actor_suspended"
    ended_by_repeal = actor.end is not None and actor.ender in (Op.REPEAL, Op.EXPIRE) and actor.end > day
    if ended_by_repeal and act.record.effect.op in (*ENDING, Op.SUSPEND):
        until = act.record.effect.until
        still = act.record.effect.op in ENDING or until is None or (actor.end is not None and until > actor.end)
        if still and rules.policy().revival_title.search(rules.bare(actor.doc.title)):
            life.notes.append(_no_revival(actor.end, actor.doc, actor.ends[0] if actor.ends else None))


def _no_revival(since: date | None, actor: DocumentRecord, evidence: Evidence | None) -> Note:
    """Repeal of a repeal: nothing revives by itself, a person must look (domain.md 0.7, 4.6 rows 36-38, 56)."""
    return Note(since, remark("repeal_of_repeal", {"by": label(actor), "date": since}), evidence)
