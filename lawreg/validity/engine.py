"""The validity engine: effects become dated events, statuses at any date follow from them.

Documents are judged actors first: an act counts only if the acting document lives to do it (domain.md 8.2 trap 8), so
a document's life is built after the lives of those that act on it and of those it details. One pass over documents and
effects; every date asked about later is answered from the lives.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from lawreg import dates
from lawreg.collector import collector_paused
from lawreg.errors import NotFound
from lawreg.model import (
    Confidence,
    Decision,
    DocumentRecord,
    EffectiveKind,
    EffectRecord,
    Finding,
    Op,
    Provision,
    Severity,
    Status,
)
from lawreg.parsing.issuers import Issuer
from lawreg.validity import (
    acts,
    announced,
    answers,
    build,
    cascade,
    competence,
    decisions,
    reworded,
    rules,
    staged,
    territory,
    units,
)
from lawreg.validity.announced import Listed
from lawreg.validity.answers import Anchor
from lawreg.validity.life import ENDING, LINKS, Life, Note
from lawreg.validity.reworded import Reworded
from lawreg.validity.verdict import Event, Evidence, ProvisionVerdict, Verdict, label, remark

_START_CODES = {
    EffectiveKind.DAYS_AFTER_GAZETTE: "gazette_date_missing",
    EffectiveKind.OTHER: "effective_depends",
}


class Validity:
    """Statuses of a set of documents.

    Args:
        documents: the registry's documents, stubs included.
        effects: all effects with their targets resolved.
        provisions: gives a document's provisions, for verdicts on single units.
        decisions: officers' decisions.
        anchor: gives a quote with its span (the issue date's line) for a document whose text states no date of effect.
        listed: rows of announced lists, set beside the answers (:mod:`lawreg.validity.announced`).
        stages: gives the parts of a document that take effect on days of their own (:mod:`lawreg.validity.staged`).
        text: gives the stored text of a document id.
        new_wording: documents named in wording that is put into an act that ends others
            (:mod:`lawreg.validity.reworded`).
    """

    def __init__(
        self,
        documents: Iterable[DocumentRecord],
        effects: Iterable[EffectRecord],
        *,
        provisions: Callable[[str], Sequence[Provision]] | None = None,
        decisions: Iterable[Decision] = (),
        anchor: Anchor | None = None,
        listed: Iterable[Listed] = (),
        stages: staged.Reader | None = None,
        text: cascade.TextOf | None = None,
        new_wording: Iterable[Reworded] = (),
    ) -> None:
        self._provisions = provisions
        self._anchor = anchor
        self._stages = stages
        self._text = text
        self._reworded = list(new_wording)
        self._announced = list(listed)
        self._units: dict[str, units.Align | None] = {}
        self._conflicts: list[Finding] = []
        self._decide(documents, effects, list(decisions))
        self._lives: dict[str, Life] = {}
        self._incoming: dict[str, list[EffectRecord]] = {}
        self._outgoing: dict[str, list[EffectRecord]] = {}
        with collector_paused():
            self._build()

    # ------------------------------------------------------------------------------------------------ questions

    @property
    def documents(self) -> Mapping[str, DocumentRecord]:
        """The documents as judged, with officers' corrections, by id."""
        return self._docs

    @property
    def effects(self) -> Sequence[EffectRecord]:
        """The effects as judged: refused ones left out, added ones in."""
        return self._effects

    @property
    def announced(self) -> Sequence[Listed]:
        """The rows of announced lists that the registry holds."""
        return self._announced

    def life(self, doc_id: str) -> Life:
        """What is known of one document's validity, for explanations."""
        return self._lives[doc_id]

    def incoming(self, doc_id: str) -> Sequence[EffectRecord]:
        """Effects upon a document, unclear ones included."""
        return self._incoming.get(doc_id, ())

    def outgoing(self, doc_id: str) -> Sequence[EffectRecord]:
        """Effects of a document."""
        return self._outgoing.get(doc_id, ())

    def status(self, doc_id: str, at: date) -> Verdict:
        """Status of a document at a date with its evidence.

        Raises:
            KeyError: no such document.
        """
        life = self._lives[doc_id]
        named = life.parts or life.pauses or life.stages
        found = answers.verdict(life, at, self._anchor, self._align(life) if named else None)
        return self._officer(found) if doc_id in self._confirmed else found

    def _align(self, life: Life) -> units.Align | None:
        """How the document itself writes the provisions that acts name; read once, and only where acts name some."""
        id_ = life.doc.id
        if id_ not in self._units:
            found = self._provisions(id_) if self._provisions is not None else ()
            self._units[id_] = units.aligner(found)
        return self._units[id_]

    def all(self, at: date) -> dict[str, Verdict]:
        """Status of every document at a date."""
        with collector_paused():
            return {id_: self.status(id_, at) for id_ in self._docs}

    def timeline(self, doc_id: str) -> tuple[Event, ...]:
        """All dated events of a document, each with the status from that day on."""
        return answers.timeline(self._lives[doc_id])

    def provisions(self, doc_id: str, at: date) -> tuple[ProvisionVerdict, ...]:
        """Status of every provision: children follow their parents, parents tell of their children."""
        found = self._provisions(doc_id) if self._provisions is not None else ()
        return units.judge(self._lives[doc_id], self.status(doc_id, at), found)

    def provision(self, doc_id: str, unit: str, at: date) -> ProvisionVerdict:
        """Status of one provision at a date.

        Args:
            unit: as officers write it: "khoản 2 Điều 5", "Phụ lục II".

        Raises:
            NotFound: the document has no such provision.
        """
        found = units.named(self.provisions(doc_id, at), unit)
        if found is None:
            raise NotFound("no_such_provision", document=label(self._docs[doc_id]), provision=unit)
        return found

    def conflicts(self, doc_id: str | None = None) -> tuple[Finding, ...]:
        """Contradictions with competence, date order, other acts or officers' decisions: shown, not applied.

        Args:
            doc_id: only those of this document.
        """
        found = [f for f in self._conflicts if doc_id is None or f.params.get("id") == doc_id]
        asked = self._lives if doc_id is None else {doc_id: self._lives[doc_id]}
        for id_, life in sorted(asked.items()):
            found += units.against(life, self._confirmed.get(id_, ()))
            if self._provisions is not None and life.end is None and any(p.op in ENDING for p in life.parts):
                day = units.all_ended(life, self._provisions(id_))
                if day is not None:
                    found.append(remark("all_parts_ended", {"document": label(life.doc), "id": id_, "date": day}))
        return tuple(found)

    # ------------------------------------------------------------------------------------------------- building

    def _decide(self, documents: Iterable[DocumentRecord], effects: Iterable[EffectRecord],
                made: list[Decision]) -> None:  # fmt: skip
        standing = decisions.standing(made)
        by_document: dict[str, list[Decision]] = {}
        for d in standing:
            by_document.setdefault(d.document, []).append(d)
        self._docs = {
            d.id: decisions.corrected(d, by_document[d.id]) if d.id in by_document else d
            for d in sorted(documents, key=lambda d: d.id)
        }
        self._set_dates = decisions.setting(standing, "effective")
        self._set_ends = decisions.setting(standing, "expires")
        gone = decisions.refused(standing)
        have = {r.id: r for r in effects if r.id not in gone}
        have |= {r.id: r for r in decisions.added(standing)}
        self._effects = sorted(have.values(), key=lambda r: r.id)
        self._confirmed = decisions.confirmed(standing)

    def _build(self) -> None:
        self._link()
        order = self._order()
        for id_ in order:
            self._live(id_)
        for life in self._lives.values():
            territory.remark_on(life)
        for id_ in reversed(order):  # bases before what amends them
            if id_ in self._outgoing:
                cascade.amending(self._lives[id_], self._outgoing[id_], self._lives.get)
        for named in self._reworded:
            if named.target in self._lives:
                reworded.note(self._lives[named.target], named, self._lives.get(named.actor))
        for row in self._announced:
            if row.whole and row.target in self._lives:
                announced.compare(self._lives[row.target], row, self._conflicts.append)

    def _link(self) -> None:
        for record in self._effects:
            self._outgoing.setdefault(record.actor, []).append(record)
            for target in (record.target,) if record.target else record.candidates:
                if target in self._docs:
                    self._incoming.setdefault(target, []).append(record)

    def _order(self) -> list[str]:
        """Actors before targets, parents before what details them; cycles are cut at the newest document."""
        docs = self._docs
        after: dict[str, list[str]] = {}
        waiting = dict.fromkeys(docs, 0)
        for target, records in self._incoming.items():
            for record in records:
                actor = record.actor
                if actor == target or actor not in docs:
                    continue
                first, last = (target, actor) if record.effect.op == Op.DETAIL else (actor, target)
                if record.effect.op != Op.DETAIL and _older(docs[actor], docs[target]):
                    continue  # a conflict anyway
                after.setdefault(first, []).append(last)
                waiting[last] += 1
        ranked = sorted(docs, key=lambda i: docs[i].issued or date.min, reverse=True)
        ready = deque(i for i in ranked if not waiting[i])
        order: list[str] = []
        done: set[str] = set()
        rest = iter(ranked)
        while len(order) < len(docs):
            if not ready:
                cut = next(i for i in rest if i not in done)
                self._conflicts.append(remark("cycle", {"document": label(docs[cut]), "id": cut}))
                ready.append(cut)
            here = ready.popleft()
            if here in done:
                continue
            done.add(here)
            order.append(here)
            for following in after.get(here, ()):
                waiting[following] -= 1
                if waiting[following] == 0 and following not in done:
                    ready.append(following)
        return order

    def _live(self, id_: str) -> None:
        doc = self._docs[id_]
        life = self._lives[id_] = _life(doc)
        life.end_set_by = self._set_ends.get(id_)
        self._start(life)
        records = self._incoming.get(id_, ())
        links = [r for r in self._outgoing.get(id_, ()) if r.effect.op == Op.DETAIL]
        if records or doc.expires or doc.expires_quote:
            judged = []
            for record in records:
                if record.effect.op in LINKS:
                    continue
                judged.append(acts.judge(record, life, self._actor(record.actor), self._conflicts.append))
            build.apply(life, build.order(judged), self._conflicts.append)
            if self._provisions is not None and doc.expires is not None:
                units.expiry_clause(life, judged, self._provisions(id_))
        if links:
            parents = [(r, self._lives.get(r.target) if r.target else None) for r in links]
            cascade.detailing(life, parents, self._text)

    def _actor(self, id_: str) -> Life | None:
        """The life of an acting document; only its start where a cycle or a date contradiction put it later."""
        if id_ in self._lives or id_ not in self._docs:
            return self._lives.get(id_)
        life = _life(self._docs[id_])
        self._start(life)
        return life

    def _start(self, life: Life) -> None:
        """The document's entry into force: stated, computed from its clause, or by the law's default."""
        doc = life.doc
        if doc.doubtful:  # read from a scan, confirmed by nobody yet
            fields = ", ".join(doc.doubtful)
            life.notes.append(Note(None, Finding("doubtful_scan", {"document": label(doc), "fields": fields})))
        if doc.effective is not None:
            life.start, life.start_computed = doc.effective, doc.effective_computed
            life.set_by = self._set_dates.get(doc.id)
            if life.set_by is None and rules.staged(doc.effective_rule):
                self._stage(life)
            if doc.effective_computed:
                life.start_code = "effective_computed"
            if doc.issued and doc.effective < doc.issued and self._lives.get(doc.id) is life:
                params = {
                    "document": label(doc), "id": doc.id, "effective": doc.effective, "issued": doc.issued,
                }  # fmt: skip
                self._conflicts.append(remark("effective_before_issued", params))
                life.notes.append(Note(doc.issued, remark("effective_before_issued", params)))
            if doc.effective_kind == EffectiveKind.NOT_STATED and life.set_by is None:
                rule = rules.entry(doc, _issuer(life))
                life.start_law, life.start_code = (rule.law if rule else None), "effective_by_law"
            return
        if doc.stub:
            life.start_code = "absent"
        elif doc.issued is None:
            life.start_code = "issue_date_missing"
        elif doc.effective_kind in _START_CODES:
            life.start_code = _START_CODES[doc.effective_kind]
        elif doc.effective_kind == EffectiveKind.NOT_STATED:
            rule = rules.entry(doc, _issuer(life))
            if rule is None:
                life.start_code = "effective_unknown"
            elif rule.gazette:
                life.start_code, life.start_law = "gazette_date_missing", rule.law
            else:
                life.start, life.start_law = rules.entry_date(rule, doc.issued), rule.law
                life.start_code, life.start_computed = "effective_by_law", True
        else:
            life.start_code = "effective_unknown"

    def _stage(self, life: Life) -> None:
        """Parts that take effect apart: each on its own day; a person reads what the clause leaves open."""
        doc = life.doc
        found = self._stages(doc) if self._stages is not None else staged.Stages(open=True)
        life.stages = found.stages
        if found.open:
            life.notes.append(Note(doc.issued, remark("staged_entry", {"quote": doc.effective_rule})))
        else:
            days = ", ".join(dates.format_vi(s.day) for s in found.stages)
            told = remark("staged_parts", {"n": len(found.stages), "days": days}, Severity.INFO)
            life.notes.append(Note(doc.issued, told, None, lowers=False))

    def _officer(self, found: Verdict) -> Verdict:
        """What an officer confirmed beats the rule's answer and stands in the evidence."""
        for c in self._confirmed[found.document.id]:
            if not c.holds(found.at):
                continue
            d = c.decision
            said = Evidence("decision", None, None, d.why, None, None, f"decision:{d.id}")
            if c.status is None:  # what was read is right: the rule's answer stands on an officer's word
                if found.status == Status.UNKNOWN:
                    continue
                return replace(found, confidence=Confidence.VERIFIED, evidence=(*found.evidence, said))
            same = found.status == c.status
            params = {"who": d.who, "when": d.when[:10], "why": d.why}
            return replace(
                found,
                status=c.status,
                since=c.since or (found.since if same else None),
                until=c.until,
                confidence=Confidence.VERIFIED,
                reason=remark("decided_by_officer", params, Severity.INFO),
                evidence=(said, *found.evidence),
            )
        return found


def _life(doc: DocumentRecord) -> Life:
    bodies = competence.bodies(doc)
    return Life(doc, bodies, rules.ground(next((b.level for b in bodies if b.level), None), doc.issued))


def _issuer(life: Life) -> Issuer | None:
    b = next(iter(life.bodies), None)
    return None if b is None or b.level is None else Issuer(b.id, life.doc.issuers[0], b.level, b.kind)


def _older(actor: DocumentRecord, target: DocumentRecord) -> bool:
    return bool(actor.issued and target.issued and actor.issued < target.issued)


__all__ = ["Status", "Validity"]
