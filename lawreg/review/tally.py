"""The review of a year: the tally, the lists behind each figure, and the identities they must satisfy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from lawreg import messages
from lawreg.errors import LawregError
from lawreg.model import DocumentRecord, Finding, Status
from lawreg.review import wording
from lawreg.review.earlier import Earlier
from lawreg.review.scope import Scope
from lawreg.validity import Validity, Verdict, competence
from lawreg.validity.rules import table
from lawreg.validity.verdict import iso, names

LISTS = ("expired", "partly_expired", "in_force", "not_yet", "suspended", "unknown")
_IN_FORCE = frozenset(
    {Status.IN_FORCE, Status.PARTLY_EXPIRED, Status.SUSPENDED, Status.PARTLY_SUSPENDED, Status.NOT_YET}
)
_OF_WHICH = {
    Status.PARTLY_EXPIRED: "partly_expired", Status.NOT_YET: "not_yet",
    Status.SUSPENDED: "suspended", Status.PARTLY_SUSPENDED: "suspended",
}  # fmt: skip
_COLUMNS = ("reviewed", "in_force", "partly_expired", "not_yet", "suspended", "expired", "unknown")


class TallyError(LawregError):
    """A tally that contradicts itself: reported instead of a wrong table."""

    exit_code = 2


@dataclass(frozen=True)  # no slots: the reason and the JSON object are made once, when asked for
class Row:
    """One document of a list with what the list prints of it."""

    verdict: Verdict

    @cached_property
    def reason(self) -> str:
        """Why it has ended, in whole or in part, in official wording."""
        return wording.reason(self.verdict)

    @cached_property
    def _dict(self) -> dict[str, Any]:
        return self._to_dict()

    @property
    def document(self) -> DocumentRecord:
        return self.verdict.document

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of one row."""
        return self._dict

    def _to_dict(self) -> dict[str, Any]:
        v, d = self.verdict, self.verdict.document
        shown = next((e for e in reversed(v.evidence) if e.quote and e.rule != "staged"), None)
        acting = {e.by.id: e for e in wording.acting(v) if e.by is not None and e.by.id != d.id}
        return {
            "id": d.id,
            "number": d.number,
            "doc_type": d.doc_type,
            "issuer": names(d),
            "issued": iso(d.issued),
            "title": d.title,
            "effective": iso(d.effective),
            "status": str(v.status),
            "since": iso(v.since),
            "reason": self.reason or messages.render(v.reason, "vi"),
            "reason_code": v.reason.code,
            "acting": [
                {"number": e.by.number, "doc_type": e.by.doc_type, "issuer": names(e.by), "issued": iso(e.by.issued),
                 "op": e.op, "date": iso(e.date)}
                for e in acting.values() if e.by is not None
            ],
            "provisions": [p.path for p in v.provisions
                           if p.op != "keep_in_force" and p.status not in (Status.IN_FORCE, Status.NOT_YET)],
            "confidence": str(v.confidence),
            "quote": shown.quote if shown else None,
            "file": shown.by.file if shown and shown.by else None,
            "start": shown.start if shown else None,
            "end": shown.end if shown else None,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Review:
    """Tally and lists of one year; ``opening`` and ``ended`` give the stock identity (domain.md 8.1 task 11)."""

    year: int
    as_of: date
    scope: Scope
    lists: Mapping[str, tuple[Row, ...]]
    by_type: Mapping[str, Mapping[str, int]]
    issued_in_year: int
    first_year: int  # the year itself; the first one of a systematisation period
    opening: int
    ended: int
    completeness: Mapping[str, Any] = field(default_factory=dict)
    manifest: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    earlier: Earlier = field(default_factory=Earlier)  # what earlier announcements listed

    @property
    def kind(self) -> str:
        """ "period" for a systematisation period of several years, else "year"."""
        return "year" if self.first_year == self.year else "period"

    def count(self, column: str) -> int:
        """One figure of the total line."""
        return sum(counts[column] for counts in self.by_type.values())

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of ``lawreg review`` (design.md 6)."""
        d: dict[str, Any] = {
            "year": self.year,
            "first_year": self.first_year,
            "as_of": iso(self.as_of),
            "scope": {"name": self.scope.name, "issuers": list(self.scope.bodies), "chosen": self.scope.asked is None},
            "reviewed": self.count("reviewed"),
            "by_type": {kind: dict(counts) for kind, counts in self.by_type.items()},
        }
        for column in _COLUMNS[1:]:
            d[column] = self.count(column)
        d["issued_in_year"] = self.issued_in_year
        d["stock"] = {"opening": self.opening, "issued": self.issued_in_year, "expired": self.ended,
                      "closing": self.opening + self.issued_in_year - self.ended}  # fmt: skip
        d["lists"] = {name: [row.to_dict() for row in self.lists[name]] for name in LISTS}
        d["completeness"] = dict(self.completeness)
        d["manifest"] = dict(self.manifest)
        return d


def count(
    validity: Validity, scope: Scope, year: int, as_of: date, missed: Iterable[str] = (), first_year: int | None = None
) -> Review:
    """The tally and its lists.

    Args:
        first_year: the first year of a systematisation period that ends with ``year``.
        missed: ids of documents that ended in earlier years and were left out of those years' lists; they join this
            year's list of expired documents (Nghị định 34/2016 Điều 157.3).

    Raises:
        TallyError: the figures contradict each other.
    """
    first = date(first_year or year, 1, 1)
    late = frozenset(missed)
    rows: list[Row] = []
    opening = issued = ended = 0
    for doc in validity.documents.values():
        if doc.stub or not doc.normative or not scope.matches(doc):
            continue
        if doc.issued is not None and doc.issued > as_of:
            continue
        v = validity.status(doc.id, as_of)
        this_year = doc.issued is not None and doc.issued >= first
        over = v.status == Status.EXPIRED
        if over and not this_year and doc.id not in late and (v.since is None or v.since < first):
            continue
        issued += this_year
        opening += not this_year
        ended += over
        rows.append(Row(v))
    rows.sort(key=_order)
    by_type = _by_type(rows)
    lists = {name: tuple(r for r in rows if _belongs(r.verdict.status, name)) for name in LISTS}
    review = Review(year, as_of, scope, lists, by_type, issued, first.year, opening, ended, findings=scope.findings)
    check(review)
    return review


def _belongs(status: Status, name: str) -> bool:
    if name == "in_force":
        return status in _IN_FORCE and (table("review")["count"]["not_yet_in_force"] or status != Status.NOT_YET)
    return str(status) == name or _OF_WHICH.get(status) == name


def _by_type(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        counts = found.setdefault(row.document.doc_type or "?", dict.fromkeys(_COLUMNS, 0))
        counts["reviewed"] += 1
        for name in LISTS:
            counts[name] += _belongs(row.verdict.status, name)
    return dict(sorted(found.items(), key=lambda item: type_rank(item[0])))


def type_rank(doc_type: str | None) -> tuple[int, str]:
    """Place of a type in the legal order (Nghị định 34/2016 Điều 168)."""
    types: list[str] = table("review")["order"]["types"]
    return (types.index(doc_type) if doc_type in types else len(types), doc_type or "")


def body_rank(d: DocumentRecord) -> int:
    """Council before committee before chairman inside one type."""
    kinds: list[str] = table("review")["order"]["kinds"]
    return next((kinds.index(b.kind) for b in competence.bodies(d) if b.kind in kinds), len(kinds))


def _order(row: Row) -> tuple[Any, ...]:
    d = row.document
    return (type_rank(d.doc_type), body_rank(d), d.issued or date.max, _serial(d.number), d.number or "", d.id)


def _serial(number: str | None) -> int:
    digits = ""
    for ch in number or "":
        if not ch.isdigit():
            break
        digits += ch
    return int(digits or 0)


def check(review: Review) -> None:
    """Assert the identities of forms.md 4: reviewed = in force + expired + unknown; of-which lines lie inside.

    Raises:
        TallyError: with the identity that fails.
    """
    apart = not table("review")["count"]["not_yet_in_force"]
    for kind, c in [*review.by_type.items(), ("*", {col: review.count(col) for col in _COLUMNS})]:
        verify_figures(kind, c, apart)
    for name in LISTS:
        if len(review.lists[name]) != review.count(name):
            raise TallyError("tally_list_differs", list=name, rows=len(review.lists[name]), figure=review.count(name))
    total = review.count("reviewed")
    if review.opening + review.issued_in_year != total:
        raise TallyError("tally_stock", opening=review.opening, issued=review.issued_in_year, total=total)
    closing = review.opening + review.issued_in_year - review.ended
    if closing != total - review.count("expired"):
        raise TallyError("tally_stock", opening=review.opening, issued=review.issued_in_year, total=closing)


def verify_figures(kind: str, c: Mapping[str, int], not_yet_apart: bool = False) -> None:
    """Check one line of figures, the program's or a published one.

    Raises:
        TallyError: the line adds a part to the whole that already holds it, or does not add up.
    """
    total = c["in_force"] + c["expired"] + c.get("unknown", 0) + (c.get("not_yet", 0) if not_yet_apart else 0)
    if c["reviewed"] != total:
        raise TallyError("tally_identity", type=kind, **{k: c.get(k, 0) for k in _COLUMNS})
    inside = c.get("partly_expired", 0) + c.get("suspended", 0) + (0 if not_yet_apart else c.get("not_yet", 0))
    if inside > c["in_force"]:
        raise TallyError("tally_of_which", type=kind, **{k: c.get(k, 0) for k in _COLUMNS})
