"""The acts of the model province and what happens to them: a small model of validity that the truth is computed with.

It knows the plan, not the texts; the program must find the same from the texts alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

NAMES = {"QĐ": "Quyết định", "NQ": "Nghị quyết", "CT": "Chỉ thị"}
COUNCIL, COMMITTEE = "Hội đồng nhân dân", "Ủy ban nhân dân"


@dataclass(slots=True, eq=False)
class Move:
    """What one act does to others: ``kind`` names the wording, ``until`` the end of a suspension or extension."""

    kind: str
    targets: list[Act]
    where: str = ""  # provision of the target, as the program writes paths
    since: date | None = None  # None: when the actor takes effect
    until: date | None = None

    @property
    def whole(self) -> bool:
        return self.kind in ("replace", "repeal", "list")

    @property
    def partial(self) -> bool:
        return self.kind in ("amend", "drop", "words", "annex", "except", "point")


@dataclass(slots=True, eq=False)
class Act:
    """One normative document of the two bodies."""

    key: int
    kind: str
    year: int
    role: str = "plain"
    topic: str = ""
    field_at: int = 0
    issued: date = date.min
    number: str = ""
    style: str = "days"  # how it states its entry into force: days, date, signing, none
    effective: date = date.min
    own_end: date | None = None  # first day it is no longer in force by its own words
    annexed: bool = False
    attached: bool = False  # the rules stand in an attached regulation
    used: bool = False  # already hit by something, or an actor: not to be hit again
    moves: list[Move] = field(default_factory=list)
    details: Act | None = None
    partly: list[tuple[date, Act, str]] = field(default_factory=list)
    whole: list[tuple[date, Act]] = field(default_factory=list)
    halts: list[tuple[date, date, Act]] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return COUNCIL if self.kind == "NQ" else COMMITTEE

    @property
    def type_name(self) -> str:
        return NAMES[self.kind]

    @property
    def org(self) -> str:
        return "HĐND" if self.kind == "NQ" else "UBND"

    def end(self) -> tuple[date | None, Act | None]:
        """First day it is no longer in force, and by whom (None: by its own words)."""
        ends = sorted(self.whole, key=lambda e: e[0])
        if ends and (self.own_end is None or ends[0][0] <= self.own_end):
            return ends[0]
        return self.own_end, None

    def status(self, at: date) -> tuple[str, date | None, Act | None]:
        """Status at a date, since when and by which act."""
        if at < self.issued:
            return "none", None, None
        end, by = self.end()
        if end is not None and at >= end:
            return "expired", end, by
        if at < self.effective:
            return "not_yet", None, None
        for start, stop, actor in self.halts:
            if start <= at < stop:
                return "suspended", start, actor
        hits = sorted((e for e in self.partly if e[0] <= at), key=lambda e: e[0])
        if hits:
            return "partly_expired", hits[0][0], hits[0][1]
        return "in_force", self.effective, None


def apply(acts: list[Act]) -> None:
    """Write every move into the lives of its targets; an act that only amends falls with what it amends."""
    for actor in acts:
        for move in actor.moves:
            since = move.since or actor.effective
            for target in move.targets:
                if move.whole:
                    target.whole.append((since, actor))
                elif move.partial:
                    target.partly.append((since, actor, move.where))
                elif move.kind == "suspend":
                    target.halts.append((since, move.until or since, actor))
                elif move.kind == "extend":
                    target.own_end = move.until
    for actor in acts:
        if actor.role == "amender" and actor.moves and not actor.whole:
            ends = [target.end() for move in actor.moves for target in move.targets]
            if ends and all(end is not None for end, _ in ends):
                last, by = max(((e, b) for e, b in ends if e is not None), key=lambda pair: pair[0])
                if by is not None:
                    actor.whole.append((last, by))


def in_review(act: Act, year: int) -> bool:
    """Counted in the review of ``year``: issued by its end and not ended before it began.

    What ends on 1 January belongs to the list of the year that begins then (it was in force on 31 December).
    """
    end, _ = act.end()
    return act.issued <= date(year, 12, 31) and (end is None or end >= date(year, 1, 1))


def days(start: date, count: int) -> date:
    return start + timedelta(days=count)
