"""What falls with another document: detailing documents by regime (domain.md 4.4), amending ones without an object."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from lawreg.model import Confidence, EffectRecord, Op
from lawreg.validity import rules
from lawreg.validity.life import CHANGING, Doubt, Life, Note
from lawreg.validity.verdict import Evidence, label, remark

TextOf = Callable[[str], str | None]


def detailing(life: Life, links: Iterable[tuple[EffectRecord, Life | None]], text_of: TextOf | None = None) -> None:
    """End ``life`` with the documents it details, as the regime of the day on which they end has it.

    Args:
        life: the detailing document.
        links: its ``detail`` effects with the life of each parent (None: not known).
        text_of: gives the stored text of a document, to see whether the act that ends the parent keeps a class of
            documents alive.
    """
    links = list(links)
    parents = {r.target: (r, p) for r, p in links if r.effect.confidence != Confidence.NEEDS_REVIEW and r.target}
    for record, parent in links:
        if record.target not in parents and parent is not None:
            _unconfirmed(life, record, parent)
    if not parents:
        return
    dead: list[tuple[date, EffectRecord, Life]] = []
    for record, parent in parents.values():
        if parent is None:
            continue
        if parent.end is not None and (life.doc.issued is None or life.doc.issued < parent.end):
            dead.append((parent.end, record, parent))
        elif parent.doubts and parent.end is None:
            since = parent.doubts[0].since
            doubt = remark("parent_in_doubt", {"parent": label(parent.doc)})
            life.notes.append(Note(since, doubt, _link(life, record)))
    if not dead:
        return
    dead.sort(key=lambda d: (d[0], d[2].doc.id))
    day, record, parent = dead[-1]
    if len(dead) < len(parents):
        day, record, parent = dead[0]
    if life.end is not None and life.end <= day:
        return
    regime = rules.regime(day)
    params = {"parent": label(parent.doc), "date": day, "law": regime.law}
    link = _link(life, record)
    kept = [a for a in life.kept if a.day is None or a.day <= day or (a.actor and a.actor.issued
                                                                     and a.actor.issued <= day)]  # fmt: skip
    if kept:
        life.notes.append(Note(day, remark("kept_alive", {**params, "by": label(kept[0].actor)}), kept[0].evidence,
                               lowers=False))  # fmt: skip
        until = kept[0].record.effect.until
        if until is not None:
            life.end_at(until, "kept_until", (*parent.ends, link, kept[0].evidence), None)
        return
    if regime.outcome == "survive":
        life.notes.append(Note(day, remark("cascade_survives", params), link, lowers=False))
    elif regime.outcome == "flag":
        life.notes.append(Note(day, remark("cascade_flag", params), link))
    elif len(dead) < len(parents):
        life.doubts.append(Doubt(day, "cascade_several_parents", link, by=parent.doc))
    elif life.kept:  # announced to continue only after the parent's end
        life.doubts.append(Doubt(day, "kept_too_late", life.kept[0].evidence, by=parent.doc))
    elif (kept_class := _kept_as_class(parent, text_of)) is not None:
        by = label(kept_class.by)
        life.notes.append(Note(day, remark("kept_as_class", {**params, "by": by}), kept_class))
    else:
        proof = Evidence("detail", life.doc, day, link.quote, link.start, link.end, link.rule, regime.law)
        life.end_at(day, "cascade", (proof, *parent.ends), None)
        drop_after_end(life)


def _kept_as_class(parent: Life, text_of: TextOf | None) -> Evidence | None:
    """The clause by which the act that ended ``parent`` keeps the documents issued under it ("Các văn bản quy định chi
    tiết … tiếp tục có hiệu lực đến khi có văn bản thay thế", domain.md 4.6 row 53): which ones, a person says."""
    pattern = rules.policy().kept_class
    if text_of is None or pattern is None:
        return None
    for ended in parent.ends:
        by = ended.by
        if by is None or by.stub or by.id == parent.doc.id:
            continue
        m = pattern.search(text_of(by.id) or "")
        if m is not None:
            return Evidence(
                "keep_in_force", by, ended.date, m["clause"], m.start("clause"), m.end("clause"), "kept_class"
            )
    return None


def _unconfirmed(life: Life, record: EffectRecord, parent: Life) -> None:
    """A legal basis that names a clause may be an assignment: once it ends, a person says whether this one falls."""
    day = parent.end
    if day is None or (life.doc.issued is not None and life.doc.issued >= day) or (life.end and life.end <= day):
        return
    regime = rules.regime(day)
    params = {"parent": label(parent.doc), "date": day, "law": regime.law}
    code = "cascade_link_unclear" if regime.outcome == "fall" else "cascade_flag"
    life.notes.append(Note(day, remark(code, params), _link(life, record)))


def _link(life: Life, record: EffectRecord) -> Evidence:
    return Evidence.of(record.effect, life.doc, None)


def amending(life: Life, effects: Iterable[EffectRecord], bases: Callable[[str], Life | None]) -> None:
    """End an amending document when all it amends has ended (domain.md 8.2 trap 4); one with other effects stays."""
    policy = rules.policy()
    doc = life.doc
    if not policy.amendments_fall:
        return
    ends: list[tuple[date, Life, EffectRecord]] = []
    total = 0
    for record in effects:
        if record.effect.op in (Op.CORRECT, Op.DETAIL) or record.target == doc.id:
            continue
        if record.effect.op not in CHANGING and record.effect.whole:
            return  # it also ends or keeps documents of its own accord
        total += 1
        base = bases(record.target) if record.target else None
        if base is not None and base.end is not None and (life.start is None or base.end > life.start):
            ends.append((base.end, base, record))
    if not ends or not policy.amendment_title.search(rules.bare(doc.title)):
        return
    day, base, record = max(ends, key=lambda e: (e[0], e[1].doc.id))
    if life.end is not None and life.end <= day:
        return
    proof = Evidence.of(record.effect, doc, day, policy.amendment_law)
    if len(ends) == total:
        life.end_at(day, "amendment_falls", (proof, *base.ends), None)
        drop_after_end(life)
    else:
        day, base, record = min(ends, key=lambda e: (e[0], e[1].doc.id))
        life.notes.append(Note(day, remark("amended_base_ended", {"base": label(base.doc), "date": day}), None))


def drop_after_end(life: Life) -> None:
    """What would have happened after the end happens no more."""
    if life.end is not None:
        life.parts = [p for p in life.parts if p.day < life.end]
        life.pauses = [p for p in life.pauses if p.since < life.end]
        life.doubts = [d for d in life.doubts if d.since is None or d.since < life.end]
