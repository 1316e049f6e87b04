"""Documents due for review: what happened to them, to their legal bases, to what they cite (domain.md 5.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import regex

from lawreg import dates, messages
from lawreg.model import CitationRecord, DocumentRecord, Op, Status
from lawreg.parsing import issuers
from lawreg.review import scope, tally, wording
from lawreg.validity import Evidence, Validity, competence
from lawreg.validity.life import LINKS, Life
from lawreg.validity.rules import bare, table
from lawreg.validity.verdict import iso, names

_STOCK = frozenset(set(Status) - {Status.EXPIRED})
_NOT_APPLIED = frozenset({
    "administrative_act", "central_on_local", "not_competent", "actor_older_than_target", "effect_before_actor",
    "announced_only", "announced_expired", "repeal_of_repeal", "partial_effect_needs_review",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One reason to review one document. ``via`` is the basis or cited document that something happened to."""

    document: DocumentRecord
    trigger: str
    since: date | None
    by: DocumentRecord | None
    via: DocumentRecord | None
    evidence: Evidence | None
    ground: str
    quote: str
    overdue_days: int

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of ``lawreg worklist``."""
        d, e = self.document, self.evidence
        trigger_names: dict[str, str] = table("review")["worklist"]["names"]
        return {
            "id": d.id, "number": d.number, "doc_type": d.doc_type, "issuer": names(d), "issued": iso(d.issued),
            "title": d.title, "trigger": self.trigger, "trigger_name": trigger_names[self.trigger],
            "by_name": wording.name(self.by, title=False) if self.by else None,
            "via": wording.name(self.via, title=False) if self.via else None, "since": iso(self.since),
            "ground": self.ground, "quote": self.quote,
            "file": e.by.file if e is not None and e.by is not None else d.file,
            "start": e.start if e is not None else None, "end": e.end if e is not None else None,
            "overdue_days": self.overdue_days,
        }  # fmt: skip


def worklist(
    validity: Validity,
    citations: Iterable[CitationRecord] = (),
    *,
    at: date,
    issuer: str | None = None,
    expiring_before: date | None = None,
    texts: Callable[[str], str] | None = None,
) -> list[Item]:
    """Normative documents of the scope still in the stock at ``at`` that are due for review, strongest trigger first.

    Args:
        citations: the registry's citations, legal bases included.
        expiring_before: also documents whose own end comes before this day.
        texts: gives a document's text, to look for names of abolished bodies.

    Raises:
        NotFound: nothing of that issuer is in the registry.
    """
    whose = scope.choose(validity.documents.values(), issuer, at)
    mine = [d for d in validity.documents.values() if d.normative and not d.stub and whose.matches(d)
            and (d.issued is None or d.issued <= at) and validity.status(d.id, at).status in _STOCK]  # fmt: skip
    cited: dict[str, dict[str, bool]] = {d.id: {} for d in mine}
    for c in citations:
        if c.target and c.source in cited:
            cited[c.source][c.target] = cited[c.source].get(c.target, False) or c.citation.basis
    horizon = expiring_before or at + timedelta(days=table("review")["worklist"]["expiring_within"])
    found: list[Item] = []
    for d in mine:
        found += _acted(validity, d, at)
        due = _bases(validity, d, cited[d.id], at)
        found += _softened(due, texts(d.id)) if texts is not None and any(i.trigger == "cited" for i in due) else due
        found += _expiring(validity.life(d.id), at, horizon)
        if texts is not None:
            found += _abolished(d, texts(d.id), at)
    found += _same_subject(mine, at)
    order = table("review")["worklist"]["order"]
    rank = {name: i for i, name in enumerate([*order, *(i.trigger for i in found if i.trigger not in order)])}
    found.sort(key=lambda i: (rank[i.trigger], tally.type_rank(i.document.doc_type), i.document.issued or date.max,
                              i.document.id, i.since or date.max, i.via.id if i.via else ""))  # fmt: skip
    return found


def _item(
    d: DocumentRecord,
    trigger: str,
    at: date,
    *,
    since: date | None = None,
    by: DocumentRecord | None = None,
    via: DocumentRecord | None = None,
    evidence: Evidence | None = None,
    **more: Any,
) -> Item:
    settings = table("review")["worklist"]
    quote = " ".join((evidence.quote if evidence else "").split())
    shown = quote if len(quote) <= 300 else quote[:297] + "…"
    ground = settings["grounds"][trigger].format(
        by=wording.name(by, title=False), via=wording.name(via, title=False), quote=shown,
        date=dates.format_vi(since) if since else "…", **more,
    )  # fmt: skip
    overdue = 0 if since is None else max(0, (at - since).days - int(settings["days"]))
    return Item(d, trigger, since, by, via, evidence, ground, quote, overdue if trigger != "expiring" else 0)


def _acted(validity: Validity, d: DocumentRecord, at: date) -> list[Item]:
    life = validity.life(d.id)
    found = []
    for day, evidence in _events(life, at):
        if evidence.by is not None and evidence.by.id != d.id:
            found.append(_item(d, "acted", at, since=day, by=evidence.by, evidence=evidence))
    for doubt in life.doubts:
        if (doubt.since is None or doubt.since <= at) and doubt.evidence is not None:
            found.append(_item(d, "acted", at, since=doubt.since, by=doubt.by, evidence=doubt.evidence))
    for note in life.notes:
        if note.since is not None and note.since > at:
            continue
        code = note.finding.code
        proof = note.evidence
        if proof is not None and proof.by is not None and proof.by.issued is not None and proof.by.issued > at:
            continue  # a list announced only later
        if code in _NOT_APPLIED and proof is not None:
            why = messages.render(note.finding, "vi")
            found.append(_item(d, "not_applied", at, since=note.since, by=proof.by, evidence=proof, why=why))
        elif code in ("cascade_flag", "cascade_survives", "cascade_link_unclear", "parent_in_doubt"):
            parent = _parent(validity, d)
            found.append(_item(d, "detailed_ended", at, since=note.since, via=parent, evidence=note.evidence))
    return found


def _parent(validity: Validity, d: DocumentRecord) -> DocumentRecord | None:
    targets = [r.target for r in validity.outgoing(d.id) if r.effect.op == Op.DETAIL and r.target]
    return next((validity.documents[t] for t in targets if t in validity.documents), None)


def _events(life: Life, at: date) -> list[tuple[date, Evidence]]:
    """Dated acts that left the document in the stock: parts and suspensions."""
    found = [(p.day, p.evidence) for p in life.parts if p.day <= at]
    return found + [(p.since, p.evidence) for p in life.pauses if p.since <= at and (p.until is None or at < p.until)]


def _bases(validity: Validity, d: DocumentRecord, cited: dict[str, bool], at: date) -> list[Item]:
    """One item per cited document: its end if it has ended, else the last change; only after ``d`` was issued."""
    grounds = table("review")["worklist"]["grounds"]
    acts_on = {r.target for r in validity.outgoing(d.id) if r.effect.op not in LINKS}
    found = []
    for target, basis in sorted(cited.items()):
        if target not in validity.documents or target == d.id or target in acts_on:
            continue
        life = validity.life(target)
        events = [(day, e, "changed") for day, e in _events(life, at) if e.op != "supplement"]
        events += [(p.since, p.evidence, "paused") for p in life.pauses if p.since <= at]
        if life.end is not None and life.end <= at and life.ends:
            events.append((life.end, life.ends[-1], "ended"))
        events = [e for e in events if d.issued is None or e[0] > d.issued]
        if not events:
            continue
        day, evidence, happened = max(events, key=lambda e: (e[2] == "ended", e[0], e[1].by.id if e[1].by else ""))
        if evidence.by is not None and evidence.by.id == d.id:
            continue
        found.append(_item(d, "basis" if basis else "cited", at, since=day, by=evidence.by, via=life.doc,
                           evidence=evidence, happened=grounds[happened]))  # fmt: skip
    return found


def _softened(items: list[Item], text: str) -> list[Item]:
    """A document that follows whatever replaces what it cites has no stale citation (domain.md 4.6 row 62)."""
    pattern = table("review")["worklist"].get("dynamic")
    if pattern is None or regex.search(pattern, text) is None:
        return items
    note = table("review")["worklist"]["dynamic_note"]
    return [replace(i, trigger="cited_dynamic", ground=i.ground + note) if i.trigger == "cited" else i for i in items]


def _expiring(life: Life, at: date, before: date) -> list[Item]:
    if life.end is None or not at < life.end < before:
        return []
    evidence = life.ends[-1] if life.ends else None
    by = evidence.by if evidence is not None and evidence.by is not None and evidence.by.id != life.doc.id else None
    return [_item(life.doc, "expiring", at, since=life.end, by=by, evidence=evidence)]


def _abolished(d: DocumentRecord, text: str, at: date) -> list[Item]:
    found = []
    for row in table("review")["worklist"]["abolished"]:
        since = date.fromisoformat(row["from"])
        if at < since or (d.issued is not None and d.issued >= since):
            continue
        hits = list(regex.finditer(row["pattern"], text))
        if not hits:
            continue
        first = hits[0]
        start, end = _sentence(text, first.start(), first.end())
        words = ", ".join(dict.fromkeys(" ".join(m[0].split()) for m in hits[:20]))
        evidence = Evidence("mention", d, since, text[start:end], start, end, "abolished_names", row["source"])
        found.append(_item(d, "abolished_names", at, since=since, evidence=evidence, words=words, n=len(hits)))
    return found


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    left = max(text.rfind(stop, max(0, start - 300), start) for stop in ("\n", ". ", "; ")) + 1
    rights = [i for stop in ("\n", ". ", "; ") if (i := text.find(stop, end, end + 300)) >= 0]
    left = max(left, start - 300)
    while left < start and text[left].isspace():
        left += 1
    return left, min(rights, default=min(len(text), end + 300))


def _same_subject(mine: Sequence[DocumentRecord], at: date) -> list[Item]:
    """Documents of merged provinces on one subject: each lives in its old territory until unified (domain.md 7.2)."""
    if at < issuers.MERGER:
        return []
    by_subject: dict[tuple[str, str], list[DocumentRecord]] = {}
    for d in mine:
        body = next(iter(competence.bodies(d)), None)
        if body is None or body.level != "province" or (d.issued and d.issued >= issuers.MERGER):
            continue
        subject = bare(d.title)
        unit = issuers.provinces().get(body.province or "")
        for place in (unit.full_name, unit.name) if unit else ():
            subject = subject.replace(bare(place), "")
        by_subject.setdefault((d.doc_type or "", " ".join(subject.split())), []).append(d)
    found = []
    for (_, subject), docs in by_subject.items():
        places = {_province(d): d for d in reversed(docs)}
        if len(places) < 2 or len(subject) < 20:
            continue
        for d in docs:
            other = next(o for p, o in sorted(places.items()) if p != _province(d))
            evidence = Evidence("title", other, other.issued, other.title or "", None, None, "same_subject")
            found.append(_item(d, "same_subject", at, since=issuers.MERGER, via=other, evidence=evidence))
    return found


def _province(d: DocumentRecord) -> str:
    return competence.bodies(d)[0].province or ""


def write_xlsx(items: Sequence[Item], path: Path) -> Path:
    """The worklist as a sheet officers can fill in."""
    from lawreg.review.forms import tasks

    return tasks.write_xlsx(items, path)


def write_slips(items: Sequence[Item], out_dir: Path) -> list[Path]:
    """One pre-filled review slip (phiếu rà soát, form 01) per document."""
    from lawreg.review.forms import tasks

    return tasks.write_slips(items, out_dir)
