"""One document's life: when it starts, what is done to it, when it ends; dates only, no date asked about yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from lawreg import numbers
from lawreg.model import Decision, DocumentRecord, EffectRecord, Finding, Op
from lawreg.validity.verdict import Evidence

if TYPE_CHECKING:
    from lawreg.validity.staged import Stage

ENDING = frozenset({Op.REPLACE, Op.REPEAL, Op.EXPIRE})
CHANGING = frozenset({Op.AMEND, Op.SUPPLEMENT})
LINKS = frozenset({Op.DETAIL, Op.CORRECT})  # no effect on validity


@dataclass(frozen=True, slots=True)
class Body:
    """An issuer as competence sees it. ``place`` is the folded name of its unit, ``province`` the province's id."""

    id: str
    kind: str
    level: str | None
    place: str | None
    province: str | None


@dataclass(slots=True)
class Act:
    """An incoming effect after its actor was looked at. ``day`` None: its date cannot be told."""

    record: EffectRecord
    actor: DocumentRecord | None
    day: date | None
    evidence: Evidence
    applies: bool
    doubt: str | None = None  # reason code for which it is not applied but the status is open

    @property
    def op(self) -> Op:
        return self.record.effect.op

    @property
    def from_day(self) -> date | None:
        """The day from which a doubt about it counts: its own, the issue date or the number's year of its actor."""
        if self.day is not None or self.actor is None:
            return self.day
        if self.actor.issued is not None or not self.actor.number:
            return self.actor.issued
        year = numbers.describe(self.actor.number).year
        return date(int(year), 1, 1) if year else None


@dataclass(slots=True)
class Part:
    """A change of part of the document. ``all_but`` non-empty: everything ended except these units."""

    day: date
    op: Op
    paths: tuple[str, ...]
    words: tuple[str, ...]
    evidence: Evidence
    counts: bool  # makes the document partly expired
    all_but: tuple[str, ...] = ()


@dataclass(slots=True)
class Pause:
    """A suspension (ngưng hiệu lực) from ``since`` to ``until`` (first day on which it is over; None: open)."""

    since: date
    until: date | None
    whole: bool
    paths: tuple[str, ...]
    evidence: Evidence


@dataclass(slots=True)
class Doubt:
    """From ``since`` (None: from the beginning) the status cannot be told, for ``code``."""

    since: date | None
    code: str
    evidence: Evidence | None
    until: date | None = None
    by: DocumentRecord | None = None


@dataclass(slots=True)
class Note:
    """A remark that stands with every verdict from ``since`` on; ``lowers`` the confidence to needs_review."""

    since: date | None
    finding: Finding
    evidence: Evidence | None = None
    lowers: bool = True


@dataclass(slots=True)
class Life:
    """Everything known of one document's validity. ``end`` is the first day on which it is no longer in force."""

    doc: DocumentRecord
    bodies: tuple[Body, ...] = ()
    ground: str | None = None  # article under which this document ends others, by its issue date
    start: date | None = None
    start_code: str = "effective_stated"
    start_law: str | None = None
    start_computed: bool = False
    set_by: Decision | None = None  # the officer who gave the date of effect
    end_set_by: Decision | None = None  # the officer who gave the end date
    end: date | None = None
    end_code: str = ""
    ends: tuple[Evidence, ...] = ()
    ender: Op | None = None
    stages: tuple[Stage, ...] = ()  # parts that take effect on another day than the document
    parts: list[Part] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    moved: list[tuple[date, str, Evidence]] = field(default_factory=list)  # extensions and the like, for the timeline
    kept: list[Act] = field(default_factory=list)  # announcements that it continues

    @property
    def level(self) -> str | None:
        """central, province, district or commune; None when the issuer is not known."""
        return next((b.level for b in self.bodies if b.level), None)

    def start_of(self, path: str | None) -> date | None:
        """The day on which a provision of the document takes effect: its own where the text states one."""
        for stage in self.stages:
            if path is not None and any(covers(p, path) for p in stage.paths):
                return stage.day
        return self.start

    def end_at(self, day: date, code: str, ends: tuple[Evidence, ...], ender: Op | None) -> None:
        """Set the end if it is the first."""
        if self.end is None or day < self.end:
            self.end, self.end_code, self.ends, self.ender = day, code, ends, ender


def covers(path: str, other: str) -> bool:
    """Whether ``other`` is the unit ``path`` or lies inside it.

    >>> covers("Điều 5", "Điều 5 khoản 2"), covers("Điều 5", "Điều 50")
    (True, False)
    """
    return other == path or other.startswith(path + " ")
