"""Reasons as the official lists word them (forms.md 2.2), from pipelines/tables/report_terms.toml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

import regex

from lawreg import dates, tables
from lawreg.model import DocumentRecord, Op, Status
from lawreg.validity import Evidence, Verdict
from lawreg.validity.rules import table

_SPACE = regex.compile(r"\s+")
_UNITS = regex.compile(r" (?=khoản |điểm |Điều )")
_ONE_UNIT = regex.compile(r"(?:Điều|khoản|điểm) \S+$")
_ATTACHED = regex.compile(r"(?P<name>\p{Lu}[\p{L} ]{2,30} kèm theo) (?P<unit>(?:Điều|Chương|Phụ lục|Mẫu) .+)")
_LONGEST_TITLE = 220  # a longer title was read too far; the list would drown in it
_VERBS = ("amend", "supplement", "replace", "repeal", "expire")


def body_name(d: DocumentRecord) -> str:
    """The issuer as one name: "Bộ Tư pháp, Bộ Nội vụ" for a joint document."""
    return ", ".join(d.issuers)


def name(d: DocumentRecord | None, title: bool = True) -> str:
    """ "Quyết định số 45/2015/QĐ-UBND ngày 20/12/2015 của Ủy ban nhân dân tỉnh … <trích yếu>"."""
    if d is None:
        return "…"
    return _name(d.doc_type, d.number, d.issued, body_name(d), d.title if title else None, tables.home())


@lru_cache(maxsize=65536)
def _name(kind: str | None, number: str | None, issued: date | None, body: str, title: str | None, home: object) -> str:
    terms = table("report_terms")["document"]
    form = terms["full"] if number else terms["no_number"]
    text = form.format(
        type=kind or "Văn bản",
        number=number or "",
        date=dates.format_vi(issued) if issued else "…",
        issuer=body or "…",
        title=_shortened(lower_first(title)) if title else "",
    )
    return _SPACE.sub(" ", text).strip()


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def lower_first(title: str) -> str:
    """A title in the middle of a sentence; an all-capital title is brought to normal case."""
    letters = [ch for ch in title if ch.isalpha()]
    if len(letters) > 3 and all(ch.isupper() for ch in letters):
        title = title.lower()
    return title[:1].lower() + title[1:] if title[:2].istitle() or title[:1].isupper() else title


def reason(v: Verdict, suspend: str = "ngưng hiệu lực") -> str:
    """Why the document has lost effect, in whole or in part, or is suspended; empty where there is nothing to say.

    Args:
        suspend: the word of the vocabulary in force (from 1/4/2025 "tạm ngưng hiệu lực", forms.md 0.1).
    """
    terms = table("report_terms")["whole"]
    code = v.reason.code
    if code == "decided_by_officer" and v.status in (Status.EXPIRED, Status.SUSPENDED):
        return str(terms["decided"].format(**v.reason.params))
    if v.status == Status.EXPIRED:
        last = v.evidence[-1] if v.evidence else None
        if code in ("replaced_by", "repealed_by", "expired_by"):
            acting = next(e for e in v.evidence if e.op in ("replace", "repeal", "expire"))
            return str(terms[acting.op].format(by=name(acting.by)))
        if code == "cascade":
            return str(terms[code].format(by=name(_fallen(v))))
        if code == "amendment_falls":
            return str(terms[code].format(by=name(_fallen(v))))
        return str(terms.get(code, "{by}").format(by=name(last.by if last else None)))
    if v.status == Status.SUSPENDED:
        acting = next(e for e in reversed(v.evidence) if e.op == "suspend")
        if v.until is not None and v.since is not None:
            last_day = v.until - timedelta(days=1)
            return str(terms["suspend_until"].format(by=name(acting.by), since=dates.format_vi(v.since),
                                                     last=dates.format_vi(last_day), suspend=suspend))  # fmt: skip
        return str(terms["suspend"].format(by=name(acting.by), suspend=suspend))
    if v.status in (Status.PARTLY_EXPIRED, Status.PARTLY_SUSPENDED):
        return "; ".join(text for _, text, _, _ in parts(v, suspend))
    return ""


def _fallen(v: Verdict) -> DocumentRecord | None:
    """What fell before it: the acting document that ended the parent."""
    return next((e.by for e in v.evidence if e.by is not None and e.by.id != v.document.id), None)


def parts(
    v: Verdict, suspend: str = "ngưng hiệu lực"
) -> list[tuple[DocumentRecord, str, tuple[str, ...], date | None]]:
    """One entry per acting document: it, the reason, the provisions it ended or changed, the day (forms.md 2)."""
    terms = table("report_terms")["part"]
    ops: dict[str, set[str]] = {}
    acting: dict[str, tuple[DocumentRecord, date | None]] = {}
    for e in v.evidence:
        if e.by is None or not e.applied or e.op not in (*_VERBS, "suspend"):
            continue
        ops.setdefault(e.by.id, set()).add(e.op)
        if e.by.id not in acting:
            acting[e.by.id] = (e.by, e.date)
    found = []
    for id_, (by, day) in acting.items():
        units = tuple(dict.fromkeys(_unit(p.path, p.words) for p in v.provisions if p.by is not None and p.by.id == id_
                                    and p.op != "keep_in_force"))  # fmt: skip
        found.append((by, _part_reason(terms, ops[id_], by, suspend), units, day))
    return found


def _part_reason(terms: dict[str, object], ops: set[str], by: DocumentRecord, suspend: str) -> str:
    if "suspend" in ops:
        return str(terms["suspend"]).format(by=name(by), suspend=suspend)
    verbs: dict[str, str] = terms["verbs"]  # type: ignore[assignment]
    said = [verbs[o] for o in _VERBS if o in ops and not (o == "supplement" and "amend" in ops)
            and not (o == "expire" and "repeal" in ops)]  # fmt: skip
    tail = str(terms["tail_only_ending" if ops <= {"replace", "repeal", "expire"} else "tail"])
    return str(terms["lead"]) + str(terms["join"]).join(said) + tail.format(by=name(by))


def _unit(path: str, words: Sequence[str]) -> str:
    quoted = ", ".join(f"“{w}”" for w in words)
    return f"Cụm từ {quoted} tại {_inside(written(path))}" if quoted else written(path)


def written(path: str) -> str:
    """As lists write it, small units first: "Điều 5 khoản 2" → "Khoản 2 Điều 5" (Nghị định 34/2016 Điều 75)."""
    attached = _ATTACHED.match(path)
    if attached:
        name_ = attached["name"].replace(" kèm theo", " ban hành kèm theo")
        return f"{written(attached['unit'])} {name_}"
    units = _UNITS.split(path)
    if not all(_ONE_UNIT.match(u) for u in units):
        return path
    text = " ".join(reversed(units))
    return text[:1].upper() + text[1:]


def _inside(unit: str) -> str:
    """A unit in the middle of a line: "khoản 2 Điều 15"; articles, chapters and annexes keep their capital."""
    return unit[:1].lower() + unit[1:] if unit.startswith(("Khoản ", "Điểm ", "Cụm từ ")) else unit


def provisions_text(units: Iterable[str]) -> str:
    """Units of one sub-row: "Điều 7; khoản 2 Điều 15"."""
    return "; ".join(unit if i == 0 else _inside(unit) for i, unit in enumerate(units))


def acting(v: Verdict) -> list[Evidence]:
    """The evidence that is an act of a document on this one."""
    ops = {str(o) for o in Op} - {"detail"}
    return [e for e in v.evidence if e.op in ops and e.by is not None and e.applied]
