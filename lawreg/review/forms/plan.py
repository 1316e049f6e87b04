"""What each official list holds, line by line, before any file format: headings, rows, sub-rows, totals, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lawreg import dates
from lawreg.model import Finding, Status
from lawreg.review import wording
from lawreg.review.earlier import Earlier
from lawreg.review.tally import Review, Row
from lawreg.validity import competence
from lawreg.validity.rules import table
from lawreg.validity.verdict import label, remark

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
          "XVIII", "XIX", "XX")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """``sub``: printed once per acting document inside one numbered row."""

    key: str
    name: str
    width: int
    sub: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """``kind`` is heading, row, total or empty; a row has ``cells`` and one or more ``subs``."""

    kind: str
    text: str = ""
    cells: Mapping[str, str] | None = None
    subs: tuple[Mapping[str, str], ...] = ({},)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list, ready to print. ``count`` is the number of documents, which is not the last STT (forms.md 2)."""

    id: str
    file: str
    name: str
    title: str
    annex: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    footnotes: tuple[str, ...]
    count: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of the announcing decision's date, with the names of this review in it."""

    vocabulary: Mapping[str, Any]
    values: Mapping[str, str]
    announced: date
    first: date

    def __call__(self, text: str, **more: Any) -> str:
        return text.format(**{**self.values, **more})


def words(review: Review, announced: date, kind: str) -> Words:
    """Titles and columns follow the date of the announcing decision (forms.md 0.1), not the year reviewed."""
    forms = table("forms")
    vocabulary = [v for v in forms["vocabulary"] if date.fromisoformat(v["from"]) <= announced][-1]
    first = date(review.first_year, 1, 1)
    when = forms["names"]["period" if kind == "period" else "year"].format(
        year=review.year, first=review.first_year, last=review.year
    )
    suspend = vocabulary["suspend"] or forms["notes"]["suspend_default"]
    values = {
        "stop": vocabulary["stop"], "suspend": suspend, "Suspend": suspend[:1].upper() + suspend[1:],
        "fourth": vocabulary["fourth"],
        "handling": str(vocabulary["fourth"]).removeprefix("cần "),
        "whose": _whose(review, forms["names"]), "when": when,
        "first": dates.format_vi(first),
    }  # fmt: skip
    return Words(vocabulary, values, announced, first)


def _whose(review: Review, names: Mapping[str, str]) -> str:
    bodies = review.scope.bodies
    kinds = {b.kind for name in bodies if (b := competence.body(name, review.as_of)) is not None}
    if len(bodies) > 1 and kinds & {"council", "committee"}:
        return names["whose_place"].format(place=review.scope.name)
    body = bodies[0] if len(bodies) == 1 else review.scope.name
    return names["whose_body" if kinds & {"council", "committee", "chairman"} else "whose_ministry"].format(body=body)


def sheets(
    review: Review, announced: date, kind: str = "year", *, variant: str = "strict", proposals: Sequence[Any] = ()
) -> list[Sheet]:
    """The four lists in the order 03, 04, 05, 06.

    Args:
        kind: "year" or "period" (kỳ hệ thống hóa).
        variant: "strict" columns or "compact" ones.
        proposals: items of a worklist, for list 06.
    """
    w = words(review, announced, kind)
    ended = list(review.lists["expired"])
    paused = [r for r in review.lists["suspended"] if r.verdict.status == Status.SUSPENDED]
    partly = list(review.lists["partly_expired"])
    part_paused = [r for r in review.lists["suspended"] if r.verdict.status == Status.PARTLY_SUSPENDED]
    return [
        _ending("whole", w, ended, paused, variant, review),
        _ending("partly", w, partly, part_paused, variant, review),
        _in_force(w, review, variant),
        _handle(w, review, variant, proposals),
    ]


class _Counter:
    """STT runs through the whole list; a document in several fields is numbered in each and counted once."""

    def __init__(self) -> None:
        self.stt = 0
        self.marks: dict[str, str] = {}
        self.footnotes: list[str] = []

    def number(self) -> str:
        self.stt += 1
        return str(self.stt)

    def mark(self, row: Row, fields: Sequence[str]) -> str:
        """A footnote mark at the first mention of a document in several fields."""
        if len(fields) < 2 or row.document.id in self.marks:
            return ""
        mark = f"({len(self.marks) + 1})"
        self.marks[row.document.id] = mark
        text = table("forms")["names"]["in_fields"].format(n=len(fields), fields="; ".join(fields))
        self.footnotes.append(f"{mark} {text}")
        return " " + mark


def _fields(row: Row) -> list[str]:
    return [f.strip() for f in (row.document.field or "").split(";") if f.strip()]


def _by_field(rows: Sequence[Row], counter: _Counter, make: Callable[[Row, str, str], Line], top: bool) -> list[Line]:
    """Field → rank → date; rows come in rank and date order (law Art. 168). Without any field there are no headings."""
    names = table("forms")["names"]
    fields = sorted({f for r in rows for f in _fields(r)})
    lines: list[Line] = []
    for i, field in enumerate([*fields, None]):
        mine = [r for r in rows if (field in _fields(r) if field else not _fields(r))]
        if not mine:
            continue
        if fields:
            number = (_ROMAN[i] if i < len(_ROMAN) else str(i + 1)) if top else str(i + 1)
            text = names["field"].format(field=field.upper()) if field else names["other_field"]
            lines.append(Line("heading", f"{number}. {text}"))
        lines += [make(r, counter.number(), counter.mark(r, _fields(r))) for r in mine]
    return lines


def _columns(form: str, variant: str, w: Words) -> tuple[Column, ...]:
    return tuple(Column(c["key"], w(c["name"]), c["width"], c.get("sub", False)) for c in table("forms")[form][variant])


def _cells(row: Row, stt: str, mark: str) -> dict[str, str]:
    d = row.document
    number = table("forms")["names"]["number"]
    dated = number.format(number=d.number or "…", date=dates.format_vi(d.issued) if d.issued else "…")
    title = d.title or ""
    own = (e.date for e in row.verdict.evidence if e.op == "effective" and e.by is not None and e.by.id == d.id)
    starts = d.effective or next(own, None)  # computed by law where the text states none: the note says so
    return {
        "stt": stt,
        "type": d.doc_type or "",
        "number": dated + mark,
        "title": title,
        "document_no_type": f"{dated}{mark}\n{title}",
        "document": f"{wording.name(d)}{mark}",
        "effective": dates.format_vi(starts) if starts else "",
    }


def _ending(form: str, w: Words, ended: list[Row], paused: list[Row], variant: str, review: Review) -> Sheet:
    spec = table("forms")[form]
    counter = _Counter()
    found: list[Finding] = []
    suspends = w.vocabulary["suspension"]
    if paused and not suspends:  # the older forms know no suspended documents: they stay in list 05 with their note
        paused = []
    if form == "partly":
        ended = _not_yet_announced(ended, review, w, spec["sheet"], found)
    keep_e, keep_p = _until_announced(ended, w, found), _until_announced(paused, w, found)

    def make(row: Row, stt: str, mark: str) -> Line:
        if form == "partly":
            return Line("row", "", _cells(row, stt, mark), tuple(_subs(row, w.values["suspend"], review.earlier)))
        since = dates.format_vi(row.verdict.since) if row.verdict.since else "…"
        reason = wording.reason(row.verdict, w.values["suspend"])
        return Line("row", "", {**_cells(row, stt, mark), "reason": reason, "date": since})

    lines: list[Line] = []
    for letter, late in (("a", False), ("b", True)):
        e = [r for r in keep_e if _is_late(r, w, review.earlier) == late]
        p = [r for r in keep_p if _is_late(r, w, review.earlier) == late]
        if late and not (e or p):
            continue
        if late:
            open_ = [r for r in (*e, *p) if not review.earlier.covers(r.verdict.since)]
            if open_:
                params = {"list": spec["sheet"], "n": len(open_), "first": w.first}
                found.append(remark("rows_of_earlier_years", params))
        lines.append(Line("heading", w(spec[letter]).upper()))
        lines += _group(spec["one"], spec["total_one"], e, counter, make, w, suspends)
        if suspends:
            lines += _group(spec["two"], spec["total_two"], p, counter, make, w, True)
    total = len({r.document.id for r in [*keep_e, *keep_p]})
    lines.append(Line("total", w(spec["total"], n=total)))
    return _sheet(form, spec, w, variant, lines, counter, total, found, review)


def _group(heading: str, total: str, rows: list[Row], counter: _Counter, make: Callable[[Row, str, str], Line],
           w: Words, shown: bool) -> list[Line]:  # fmt: skip
    lines = [Line("heading", w(heading).upper())] if shown else []
    lines += _by_field(rows, counter, make, top=False)
    if not rows:
        lines.append(Line("empty", table("forms")["names"]["none"]))
    if shown:
        lines.append(Line("total", w(total, n=len({r.document.id for r in rows}))))
    return lines


def _is_late(row: Row, w: Words, earlier: Earlier) -> bool:
    """Ended before the year or period: section B (the rule: Nghị định 34/2016 Điều 157.3)."""
    acts = wording.parts(row.verdict)
    days = [day for by, _, _, day in acts if not earlier.announced(row.document.id, by, day)]
    if row.verdict.status == Status.EXPIRED or not any(days):
        days = [row.verdict.since]
    return all(day is not None and day < w.first for day in days)


def _not_yet_announced(rows: list[Row], review: Review, w: Words, name: str, found: list[Finding]) -> list[Row]:
    """Rows of which no part was announced before, or some part was not; what earlier lists hold is left out."""
    left = [r for r in rows if not (acts := wording.parts(r.verdict)) or
            not all(review.earlier.announced(r.document.id, by, day) for by, _, _, day in acts)]  # fmt: skip
    gone = len(rows) - len(left)
    if gone:
        by = ", ".join(label(a) for a in review.earlier.acts)
        found.append(remark("rows_announced_before", {"list": name, "n": gone, "first": w.first, "by": by}))
    return left


def _until_announced(rows: Iterable[Row], w: Words, found: list[Finding]) -> list[Row]:
    """Rows that end only after the list is announced are refused and said so (forms.md 2)."""
    kept = []
    for row in rows:
        since = row.verdict.since
        if since is not None and since > w.announced:
            found.append(remark("row_after_announcement", {"document": label(row.document), "date": since,
                                                           "announced": w.announced}))  # fmt: skip
        else:
            kept.append(row)
    return kept


def _subs(row: Row, suspend: str, earlier: Earlier) -> list[dict[str, str]]:
    """One sub-row per acting document (forms.md 2): provisions, reason, date."""
    found = [
        {
            "provisions": wording.provisions_text(units) or "…",
            "reason": text,
            "date": dates.format_vi(day) if day else "…",
        }
        for by, text, units, day in wording.parts(row.verdict, suspend)
        if not earlier.announced(row.document.id, by, day)
    ]
    since = dates.format_vi(row.verdict.since) if row.verdict.since else "…"
    return found or [{"provisions": "…", "reason": row.reason, "date": since}]


def _in_force(w: Words, review: Review, variant: str) -> Sheet:
    spec = table("forms")["in_force"]
    counter = _Counter()

    def make(row: Row, stt: str, mark: str) -> Line:
        return Line("row", "", {**_cells(row, stt, mark), "note": note(row, w)})

    rows = [*review.lists["in_force"]]
    have = {r.document.id for r in rows}
    rows += [r for r in review.lists["not_yet"] if r.document.id not in have]  # the law's list holds them always
    lines = _by_field(rows, counter, make, top=True) or [Line("empty", table("forms")["names"]["none"])]
    lines.append(Line("total", w(spec["total"], n=len(rows))))
    inside = {name: len(review.lists[name]) for name in ("not_yet", "suspended")}
    lines.append(Line("total", w(spec["of_which"], partly=len(review.lists["partly_expired"]), **inside)))
    return _sheet("in_force", spec, w, variant, lines, counter, len(rows), [], review)


def note(row: Row, w: Words) -> str:
    """Ghi chú of list 05: expired in part and by which documents, not yet in force, suspended."""
    notes = table("forms")["notes"]
    v = row.verdict
    lines: list[str] = []
    if v.status == Status.NOT_YET:
        lines.append(notes["not_yet"])
    elif v.status == Status.PARTLY_EXPIRED:
        lines += [notes["partly"], notes["partly_by"]]
        lines += [notes["by"].format(by=wording.name(by)) for by, _, _, _ in wording.parts(v)]
    elif v.status in (Status.SUSPENDED, Status.PARTLY_SUSPENDED):
        acting = next((e.by for e in reversed(v.evidence) if e.op == "suspend"), None)
        if v.status == Status.SUSPENDED:
            lines += [w(notes["suspended"]), w(notes["suspended_by"], by=wording.name(acting))]
        else:
            lines.append(w(notes["partly_suspended"], by=wording.name(acting)))
    if v.computed and v.reason.code == "effective_by_law":
        lines.append(notes["computed"])
    return "\n".join(lines)


def _handle(w: Words, review: Review, variant: str, proposals: Sequence[Any]) -> Sheet:
    """List 06 from a worklist: the program says why, the officer what to do and by when."""
    spec = table("forms")["handle"]
    counter = _Counter()
    rows = {r.document.id: r for name in ("in_force", "not_yet", "unknown") for r in review.lists[name]}
    grounds: dict[str, list[Any]] = {}
    for item in proposals:
        if item.document.id in rows:
            grounds.setdefault(item.document.id, []).append(item)

    def make(row: Row, stt: str, mark: str) -> Line:
        items = grounds[row.document.id]
        return Line("row", "", {
            **_cells(row, stt, mark), "proposal": "", "drafter": "", "deadline": "",
            "grounds": "\n".join(dict.fromkeys(f"- {i.ground}" for i in items)),
        })  # fmt: skip

    chosen = [r for id_, r in rows.items() if id_ in grounds]
    lines = _by_field(chosen, counter, make, top=True) or [Line("empty", table("forms")["names"]["none"])]
    lines.append(Line("total", w(spec["total"], n=len(chosen))))
    return _sheet("handle", spec, w, variant, lines, counter, len(chosen), [], review)


def _sheet(form: str, spec: Mapping[str, Any], w: Words, variant: str, lines: list[Line], counter: _Counter,
           count: int, found: list[Finding], review: Review) -> Sheet:  # fmt: skip
    names = table("forms")["names"]
    bodies = (competence.body(n, review.as_of) for n in review.scope.bodies)
    local = any(b is not None and b.level != "central" for b in bodies)
    signer = f"Chủ tịch Ủy ban nhân dân {review.scope.name}" if local else "……"
    annex = names["annex"].format(code="UBND" if local else "……", signer=signer)
    return Sheet(form, spec["file"], spec["sheet"], w(spec["title"]), annex, _columns(form, variant, w), tuple(lines),
                 tuple(counter.footnotes), count, tuple(found))  # fmt: skip
