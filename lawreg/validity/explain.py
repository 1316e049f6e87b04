"""The verdict sheet of a document at a date: quotes, date arithmetic, the law applied, what would change the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from lawreg import dates, messages
from lawreg.model import DocumentRecord, EffectiveKind, Finding, Status
from lawreg.validity.engine import Validity
from lawreg.validity.life import LINKS, Life
from lawreg.validity.verdict import Event, ProvisionVerdict, Verdict, label, remark


@dataclass(frozen=True, slots=True)
class Sheet:
    """``arithmetic`` says how each date came about, ``changes`` what would give another answer."""

    verdict: Verdict
    timeline: tuple[Event, ...]
    arithmetic: tuple[Finding, ...]
    changes: tuple[Finding, ...]
    conflicts: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of ``lawreg explain``."""

        def told(found: tuple[Finding, ...]) -> list[dict[str, str]]:
            return [{"code": f.code, "message": messages.render(f)} for f in found]

        return {
            **self.verdict.to_dict(),
            "timeline": [e.to_dict() for e in self.timeline],
            "arithmetic": told(self.arithmetic),
            "changes": told(self.changes),
            "conflicts": told(self.conflicts),
        }

    def text(self) -> str:
        """The sheet as plain text, in the reader's language."""
        v, d = self.verdict, self.verdict.document
        lines = [_say("sheet_title", document=label(d), issuer=", ".join(d.issuers),
                      issued=dates.format_vi(d.issued) if d.issued else "…")]  # fmt: skip
        if d.title:
            lines.append(d.title)
        lines += ["", _say(f"sheet_status_{v.status}", date=dates.format_vi(v.at))]
        if v.since:
            lines.append(_say("sheet_since", date=dates.format_vi(v.since)))
        if v.until:
            lines.append(_say("sheet_until", date=dates.format_vi(v.until)))
        lines += [messages.render(v.reason), _say(f"sheet_confidence_{v.confidence}")]
        lines += _block("sheet_arithmetic", [messages.render(f) for f in self.arithmetic])
        quotes = []
        for e in v.evidence:
            who = label(e.by) if e.by is not None else _say("sheet_officer")
            when = dates.format_vi(e.date) if e.date else "…"
            place = f" ({e.by.file} [{e.start}–{e.end}])" if e.by is not None and e.start is not None else ""
            law = f" — {e.law}" if e.law else ""
            law += "" if e.applied else f" [{_say('sheet_not_applied')}]"
            quotes.append(f"{when} {who}: “{' '.join(e.quote.split())}”{place}{law}")
        lines += _block("sheet_quotes", quotes)
        lines += _block("sheet_provisions", [_unit(p) for p in v.provisions])
        lines += _block("sheet_timeline", [
            f"{dates.format_vi(e.date)} {_say(f'sheet_event_{e.kind}')}" + (f" {label(e.by)}" if e.by is not None
            and e.by.id != d.id else "") + f" → {_say(f'sheet_word_{e.status}')}"
            for e in self.timeline if e.kind != "note"
        ])  # fmt: skip
        lines += _block("sheet_notes", [messages.render(n) for n in v.notes])
        lines += _block("sheet_conflicts", [messages.render(n) for n in self.conflicts])
        lines += _block("sheet_changes", [messages.render(f) for f in self.changes])
        return "\n".join(lines)


def _say(code: str, **params: Any) -> str:
    return messages.render(Finding(code, params))


def _block(code: str, items: list[str]) -> list[str]:
    """A titled list; what several clauses of one act say alike is told once."""
    return ["", _say(code), *(f"  • {item}" for item in dict.fromkeys(items))] if items else []


_TOLD = frozenset({"amend", "supplement", "repeal", "replace", "expire", "suspend"})


def _unit(p: ProvisionVerdict) -> str:
    """ "Điều 4 khoản 4: hết hiệu lực một phần từ 01/3/2026, được sửa đổi, bổ sung bởi Thông tư số … (cụm từ “…”)"."""
    line = f"{p.path}: {_say(f'sheet_word_{p.status}')}"
    day = p.until if p.status == Status.NOT_YET else p.since
    if day is not None:
        line += " " + _say("sheet_starts", date=dates.format_vi(day))
    if p.by is not None and p.op in _TOLD:
        line += f", {_say(f'sheet_event_{p.op}')} {label(p.by)}"
    if p.words:
        line += " (" + ", ".join(f"“{w}”" for w in p.words) + ")"
    return line


def explain(validity: Validity, doc_id: str, at: date) -> Sheet:
    """The verdict sheet of a document at a date.

    Raises:
        KeyError: no such document.
    """
    life = validity.life(doc_id)
    verdict = validity.status(doc_id, at)
    changes = tuple(_changes(validity, life, verdict))
    return Sheet(verdict, validity.timeline(doc_id), tuple(_arithmetic(life)), changes, validity.conflicts(doc_id))


def _arithmetic(life: Life) -> list[Finding]:
    d = life.doc
    found = []
    if life.start is not None and d.issued is not None:
        days = (life.start - d.issued).days
        code = "sum_start_stated"
        if life.start_code == "effective_by_law":
            code = "sum_start_law"
        elif d.effective_kind == EffectiveKind.ON_SIGNING:
            code = "sum_start_signing"
        elif life.start_computed:
            code = "sum_start_computed"
        elif not days:
            code = "sum_start_same_day"
        found.append(remark(code, {"issued": d.issued, "days": days, "date": life.start, "law": life.start_law or ""}))
    for evidence in life.ends:
        if evidence.op == "expires" and life.end is not None:
            found.append(remark("sum_own_end", {"date": life.end}))
        elif evidence.by is not None and evidence.op != "detail" and life.end == evidence.date:
            found.append(_acting(evidence.by, life.end, evidence.date))
    for part in life.parts:
        if part.evidence.by is not None:
            found.append(_acting(part.evidence.by, part.day, part.evidence.date))
    for pause in life.pauses:
        found.append(remark("sum_pause", {"since": pause.since, "until": pause.until}))
    return found


def _acting(by: DocumentRecord, day: date | None, effect: date | None) -> Finding:
    own = by.effective is not None and effect is not None and effect != by.effective
    return remark("sum_act_own_date" if own else "sum_act", {"by": label(by), "date": day, "effective": by.effective})


def _changes(validity: Validity, life: Life, v: Verdict) -> list[Finding]:
    """What would give another answer, from what is open about the document."""
    found = []
    if v.until is not None:
        found.append(remark("change_later", {"date": v.until}))
    for doubt in life.doubts:
        found.append(remark("change_doubt", {"by": label(doubt.by), "date": doubt.since}))
    if v.reason.code == "gazette_date_missing":
        found.append(remark("change_gazette"))
    if life.start_computed and v.status in (Status.IN_FORCE, Status.NOT_YET):
        found.append(remark("change_computed"))
    not_applied = [r for r in validity.incoming(life.doc.id) if r.effect.op not in LINKS and r.actor != life.doc.id]
    named = {id_ for n in life.notes if (id_ := n.finding.params.get("actor"))}
    for record in not_applied:
        if record.actor in named:
            found.append(remark("change_conflict", {"by": label(validity.documents.get(record.actor))}))
    actors = {r.actor for r in not_applied if r.actor in validity.documents}
    enders = {e.by.id for e in life.ends if e.by is not None} if v.status == Status.EXPIRED else set()
    for actor in sorted(actors & enders):
        other = validity.life(actor)
        if other.end is None:
            found.append(remark("change_actor", {"by": label(other.doc)}))
    if v.status in (Status.IN_FORCE, Status.PARTLY_EXPIRED):
        found.append(remark("change_missing"))
    return list({(f.code, str(sorted(f.params.items()))): f for f in found}.values())


__all__ = ["Sheet", "explain"]
