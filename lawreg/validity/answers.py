"""From a life and a date to a verdict with its evidence; nothing is decided here that the life does not hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from lawreg.model import Confidence, DocumentRecord, Finding, Op, Severity, Span, Status
from lawreg.validity import rules
from lawreg.validity.life import ENDING, Life, Part
from lawreg.validity.verdict import Event, Evidence, ProvisionVerdict, Verdict, remark

Align = Callable[[str], str]
Anchor = Callable[[DocumentRecord], tuple[str, Span] | None]


def status_on(life: Life, at: date) -> Status:
    """The bare status at a date, by rule (no officer, no check that a quote stands)."""
    if life.end is not None and life.end <= at and not any(d.code == "revive_needs_review" for d in _doubts(life, at)):
        return Status.EXPIRED
    if _doubts(life, at):
        return Status.UNKNOWN
    started = _started(life, at)
    if started is None:
        return Status.UNKNOWN
    if not started:
        return Status.NOT_YET
    pauses = [p for p in life.pauses if p.since <= at and (p.until is None or at < p.until)]
    if any(p.whole for p in pauses):
        return Status.SUSPENDED
    if any(p.counts and p.day <= at for p in life.parts):
        return Status.PARTLY_EXPIRED
    return Status.PARTLY_SUSPENDED if pauses else Status.IN_FORCE


def _doubts(life: Life, at: date) -> list:  # type: ignore[type-arg]
    return [d for d in life.doubts if (d.since is None or d.since <= at) and (d.until is None or at < d.until)]


def _started(life: Life, at: date) -> bool | None:
    if life.start is not None:
        return life.start <= at
    issued = life.doc.issued
    if issued is not None and at < issued:
        return False
    days = rules.policy().gazette_days
    if life.start_code == "gazette_date_missing" and days and issued and issued + timedelta(days=days) <= at:
        return True
    return None


def boundaries(life: Life) -> list[date]:
    """Every day on which the status can change, ascending."""
    days = {life.start, life.end, *(p.day for p in life.parts)}
    for pause in life.pauses:
        days |= {pause.since, pause.until}
    for doubt in life.doubts:
        days |= {doubt.since, doubt.until}
    if life.start is None:
        days.add(life.doc.issued)
        gazette = rules.policy().gazette_days
        if life.start_code == "gazette_date_missing" and gazette and life.doc.issued:
            days.add(life.doc.issued + timedelta(days=gazette))
    return sorted(d for d in days if d is not None)


def start_evidence(life: Life, anchor: Anchor | None) -> Evidence | None:
    """The clause on entry into force; the issue date's place in the text where a rule of law gives the date."""
    doc = life.doc
    law = life.start_law
    if life.set_by is not None:
        return Evidence("decision", None, life.start, life.set_by.why, None, None, f"decision:{life.set_by.id}")
    if doc.effective_rule and doc.effective_span is not None:
        rule = "computed" if life.start_computed else "stated"
        return Evidence("effective", doc, life.start, doc.effective_rule, doc.effective_span.start,
                        doc.effective_span.end, rule, law)  # fmt: skip
    found = anchor(doc) if anchor is not None else None
    if found is None:
        return None
    quote, span = found
    return Evidence("effective", doc, life.start, quote, span.start, span.end, "legal_default", law)


def verdict(life: Life, at: date, anchor: Anchor | None, align: Align | None = None) -> Verdict:
    """The verdict by rule; ``align`` gives a provision's path as the document has it."""
    status = status_on(life, at)
    since, reason, evidence = _because(life, at, status, anchor)
    if status != Status.UNKNOWN and not any(e.stands for e in evidence):
        status, reason, since = Status.UNKNOWN, remark("no_quote", {"was": str(status)}), None
    days = [d for d in boundaries(life) if d > at]
    until = next((d for d in days if status_on(life, d) != status), None)
    notes = [n for n in life.notes if n.since is None or n.since <= at]
    if any(n.lowers for n in notes) or status == Status.UNKNOWN:
        confidence = Confidence.NEEDS_REVIEW
    else:
        confidence = Confidence.ACCEPTED
    shown = {id(e) for e in evidence}
    extra = tuple(
        n.evidence.unapplied() for n in notes if n.evidence is not None and id(n.evidence) not in shown and n.lowers
    )
    apart = () if status == Status.EXPIRED else tuple(s.evidence for s in life.stages if at < s.day)
    return Verdict(
        life.doc, at, status, since, until, confidence, reason, (*evidence, *apart, *extra), affected(life, at, align),
        tuple(n.finding for n in notes), life.start_computed,
    )  # fmt: skip


def _because(
    life: Life, at: date, status: Status, anchor: Anchor | None
) -> tuple[date | None, Finding, tuple[Evidence, ...]]:
    """since, reason, evidence."""
    if status == Status.EXPIRED:
        return life.end, remark(life.end_code, _end_params(life), Severity.INFO), life.ends
    start = start_evidence(life, anchor)
    base = () if start is None else (start,)
    if status == Status.UNKNOWN:
        doubts = _doubts(life, at)
        if not doubts:
            return None, remark(life.start_code, {"issued": life.doc.issued}), base
        d = doubts[0]
        params = {"by": _who(d.by), "date": d.since, "quote": d.evidence.quote if d.evidence else ""}
        proofs = tuple(x.evidence.unapplied() for x in doubts if x.evidence is not None)
        return d.since, remark(d.code, params), (*base, *proofs)
    if status in (Status.SUSPENDED, Status.PARTLY_SUSPENDED):
        pause = [p for p in life.pauses if p.since <= at and (p.until is None or at < p.until)
                 and (p.whole or status == Status.PARTLY_SUSPENDED)][-1]  # fmt: skip
        params = {"by": _who(pause.evidence.by), "date": pause.since, "until": pause.until}
        code = "suspended_by" if status == Status.SUSPENDED else "partly_suspended_by"
        return pause.since, remark(code, params, Severity.INFO), (*base, pause.evidence)
    if status == Status.PARTLY_EXPIRED:
        parts = [p for p in life.parts if p.counts and p.day <= at]
        first = min(p.day for p in parts)
        code = "partly_ended" if any(p.op in ENDING for p in parts) else "amended_by"
        params = {"by": ", ".join(dict.fromkeys(_who(p.evidence.by) for p in parts)), "date": first}
        return first, remark(code, params, Severity.INFO), (*base, *(p.evidence for p in parts))
    resumed = [p.until for p in life.pauses if p.whole and p.until is not None and p.until <= at]
    params = {"date": life.start, "law": life.start_law or "", "issued": life.doc.issued}
    if status == Status.NOT_YET:
        code = "not_issued" if life.doc.issued and at < life.doc.issued else "not_yet"
        return None, remark(code, params, Severity.INFO), base
    since = max([d for d in (life.start, *resumed) if d is not None], default=None)
    return since, remark(life.start_code, params, Severity.INFO), base


def _end_params(life: Life) -> dict[str, object]:
    by = life.ends[-1].by if life.ends else None
    return {"by": _who(by), "date": life.end, "law": next((e.law for e in life.ends if e.law), "") or ""}


def _who(by: DocumentRecord | None) -> str:
    if by is None:
        return "…"
    return by.number or by.title or by.id


def affected(life: Life, at: date, align: Align | None = None) -> tuple[ProvisionVerdict, ...]:
    """The provisions that acts named, with what became of each by ``at``; the later act wins."""
    same: Align = align or str
    found: dict[str, ProvisionVerdict] = {}
    for stage in life.stages:
        for path in map(same, stage.paths):
            if at < stage.day:
                found[path] = ProvisionVerdict(path, Status.NOT_YET, None, None, None, (), stage.day)
            elif life.start is not None and at < life.start:  # "Điều 5 có hiệu lực từ ngày ký"
                found[path] = ProvisionVerdict(path, Status.IN_FORCE, stage.day, None)
    for p in life.parts:
        if p.day > at:
            continue
        for named in _rows(p):
            row = named
            if align is not None and not (p.all_but and named.status == Status.EXPIRED):
                row = replace(named, path=align(named.path))
            before = found.get(row.path)
            passed = before is not None and before.status in (Status.EXPIRED, Status.NOT_YET)
            if passed and row.op not in ("repeal", "replace", "expire"):
                continue
            found[row.path] = row
    for pause in life.pauses:
        if not pause.whole and pause.since <= at and (pause.until is None or at < pause.until):
            for path in map(same, pause.paths):
                found[path] = ProvisionVerdict(path, Status.SUSPENDED, pause.since, pause.evidence.by, "suspend",
                                               (), pause.until)  # fmt: skip
    return tuple(found.values())


def _rows(p: Part) -> list[ProvisionVerdict]:
    by = p.evidence.by
    if p.all_but:
        kept = [ProvisionVerdict(path, Status.IN_FORCE, None, by, "keep_in_force") for path in p.all_but]
        rest = "Toàn bộ, trừ " + "; ".join(p.all_but)
        return [ProvisionVerdict(rest, Status.EXPIRED, p.day, by, str(p.op)), *kept]
    if p.op in ENDING:
        status = Status.PARTLY_EXPIRED if p.words else Status.EXPIRED
    elif p.op == Op.SUPPLEMENT:
        status = Status.IN_FORCE
    else:
        status = Status.PARTLY_EXPIRED
    return [ProvisionVerdict(path, status, p.day, by, str(p.op), p.words) for path in p.paths]


def timeline(life: Life) -> tuple[Event, ...]:
    """All dated events; the status is the one from that day on."""
    doc = life.doc
    raw: list[tuple[date, int, str, Evidence | None]] = []
    if doc.issued:
        raw.append((doc.issued, 0, "issued", None))
    if life.start:
        raw.append((life.start, 1, "effective", start_evidence(life, None)))
    raw += [(s.day, 1, "effective_part", s.evidence) for s in life.stages if s.day != life.start]
    for part in life.parts:
        kind = str(part.op) if part.op not in ENDING else f"{part.op}_part"
        raw.append((part.day, 3, kind, part.evidence))
    for pause in life.pauses:
        raw.append((pause.since, 4, "suspend" if pause.whole else "suspend_part", pause.evidence))
        if pause.until and (life.end is None or pause.until < life.end):
            raw.append((pause.until, 2, "resumed", pause.evidence))
    for day, kind, evidence in life.moved:
        raw.append((day, 5, kind, evidence))
    for doubt in life.doubts:
        if doubt.since:
            raw.append((doubt.since, 6, "doubt", doubt.evidence))
        if doubt.until:
            raw.append((doubt.until, 6, "doubt_over", doubt.evidence))
    if life.end:
        kind = str(life.ender) if life.ender else "expired"
        raw.append((life.end, 7, kind, life.ends[-1] if life.ends else None))
    raw.sort(key=lambda r: (r[0], r[1], r[2]))
    events = [Event(day, kind, status_on(life, day), e.by if e else None, e) for day, _, kind, e in raw]
    for note in life.notes:
        if note.since is not None:
            by = note.evidence.by if note.evidence else None
            events.append(Event(note.since, "note", status_on(life, note.since), by, note.evidence, note.finding))
    return tuple(sorted(events, key=lambda e: e.date))
