"""The plan of the model province: how many acts of each type and year, and what each does to which.

The figures of 2015 are those published for a real province (510 reviewed: 115 resolutions, 299 decisions, 96
directives; 457 in force, 29 of them in part, 53 expired; 70 issued in the year). 2014 and 2016 are made to fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TypeVar

from lawreg.samples.acts import Act, Move, apply, days

T = TypeVar("T")

# cohort -> type -> how many acts issued
ISSUED = {
    "early": {"NQ": 2, "QĐ": 8, "CT": 2},  # ended before 2014, in no year's stock
    "stock": {"NQ": 93, "QĐ": 242, "CT": 82},  # issued 2006-2013, in force when 2014 began
    "2014": {"NQ": 14, "QĐ": 42, "CT": 8},
    "2015": {"NQ": 15, "QĐ": 45, "CT": 10},
    "2016": {"NQ": 13, "QĐ": 31, "CT": 4},
}
_STOCK_YEARS = (2006, 2007, 2007, 2008, 2008, 2009, 2009, 2010, 2010, 2011, 2011, 2012, 2012, 2013, 2013)


def pick(rnd: Random, options: Sequence[T]) -> T:
    """One of ``options``; written out so that it does not hang on how a Python version draws."""
    return options[int(rnd.random() * len(options))]


@dataclass(slots=True)
class Plan:
    """The acts, and the end dates their own texts print (an extension is told elsewhere)."""

    acts: list[Act]
    seed: int
    printed_ends: dict[int, date]


class _Planner:
    def __init__(self, seed: int) -> None:
        self.rnd = Random(f"province {seed}")
        self.acts: list[Act] = []
        for cohort, counts in ISSUED.items():
            for kind, count in counts.items():
                for n in range(count):
                    year = 2006 + n % 3 if cohort == "early" else 0
                    year = year or (_STOCK_YEARS[n % len(_STOCK_YEARS)] if cohort == "stock" else int(cohort))
                    self.acts.append(Act(len(self.acts), kind, year, role="early" if cohort == "early" else "plain"))

    def free(self, kind: str, years: range, count: int, role: str = "plain") -> list[Act]:
        """``count`` acts of the type and years that nothing has been planned for yet."""
        pool = [a for a in self.acts if a.kind == kind and a.year in years and a.role == role and not a.used]
        found = []
        for _ in range(count):
            act = pool.pop(int(self.rnd.random() * len(pool)))
            act.used = True
            found.append(act)
        return found

    def actors(self, kind: str, years: range, count: int, role: str) -> list[Act]:
        found = self.free(kind, years, count)
        for act in found:
            act.role = role
        return found

    def replaced(
        self, kind: str, count: int, victims: range, actors: range, *, late: bool = False, victim_role: str = "plain"
    ) -> list[tuple[Act, Act]]:
        """``count`` acts replaced by as many new ones on the same subject; ``late``: signed in December for January."""
        pairs = list(
            zip(
                self.actors(kind, actors, count, "late" if late else "replacer"),
                self.free(kind, victims, count, victim_role),
                strict=True,
            )
        )
        for new, old in pairs:
            new.moves.append(Move("replace", [old]))
            new.details = old  # takes over its subject
        return pairs

    def amended(self, kind: str, count: int, bases: range, actors: range, how: tuple[str, ...]) -> None:
        for n, (actor, base) in enumerate(
            zip(self.actors(kind, actors, count, "amender"), self.free(kind, bases, count), strict=True)
        ):
            self.amend(actor, base, how[n % len(how)])

    def amend(self, actor: Act, base: Act, how: str) -> None:
        actor.role, actor.used = "amender", True
        actor.moves.append(Move(how, [base], _WHERE[how]))
        base.annexed = base.annexed or how == "annex"


_WHERE = {
    "amend": "Điều 4 khoản 2",
    "drop": "Điều 5 khoản 1",
    "words": "Điều 4 khoản 2",
    "annex": "Phụ lục",
    "except": "",
    "supplement": "Điều 5a",
    "point": "khoản 2",
}
_OLD, _RECENT = range(2006, 2012), range(2009, 2014)


def plan(seed: int) -> Plan:
    """The whole life of the model province, dates and numbers included."""
    p = _Planner(seed)
    y14, y15, y16 = range(2014, 2015), range(2015, 2016), range(2016, 2017)
    for kind in ("NQ", "QĐ", "CT"):
        p.replaced(kind, ISSUED["early"][kind], range(2006, 2010), range(2010, 2014), victim_role="early")

    # bases that were amended and later replaced: with the amending act named, and without
    named_2014 = _amended_before(p, 1)
    named_2015, unnamed_2015 = _amended_before(p, 2), _amended_before(p, 2)

    _replace_amended(p, named_2014, y14, named=True)
    p.replaced("QĐ", 15, _OLD, y14)
    p.replaced("NQ", 5, _OLD, y14)
    p.replaced("CT", 1, _OLD, y14)
    _listed(p, y14, 8, 3)
    _repealed(p, y14, 2)
    p.replaced("QĐ", 3, _OLD, y14, late=True)
    p.replaced("NQ", 1, _OLD, y14, late=True)
    _own_ends(p, "QĐ", _RECENT, [date(2014, 1, 1), date(2014, 7, 1), date(2014, 12, 31)])
    _own_ends(p, "NQ", _RECENT, [date(2014, 1, 1), date(2014, 12, 1)])

    _replace_amended(p, named_2015, y15, named=True)
    _replace_amended(p, unnamed_2015, y15, named=False)
    p.replaced("QĐ", 11, _OLD, y15)
    parent_pairs = p.replaced("NQ", 6, _OLD, y15)
    p.replaced("CT", 2, _OLD, y15)
    _listed(p, y15, 9, 4)
    _repealed(p, y15, 2)
    _directive_replaced(p, y15)
    p.replaced("QĐ", 4, _OLD, y15, late=True)
    p.replaced("NQ", 3, _OLD, y15, late=True)
    _own_ends(p, "QĐ", _RECENT, [date(2015, 1, 1), date(2015, 1, 1), date(2015, 7, 1), date(2015, 9, 1)])
    _own_ends(p, "NQ", _RECENT, [date(2015, 1, 1), date(2015, 8, 1)])

    p.replaced("QĐ", 12, range(2006, 2013), y16)
    p.replaced("NQ", 3, _OLD, y16)
    _listed(p, y16, 7, 4)
    _directive_replaced(p, y16)
    _own_ends(p, "QĐ", _RECENT, [date(2016, 1, 1), date(2016, 1, 1), date(2016, 1, 1), date(2016, 7, 1)])
    _own_ends(p, "NQ", _RECENT, [date(2016, 1, 1), date(2016, 1, 1)])

    every = ("amend", "drop", "words", "annex", "except")
    p.amended("QĐ", 8, range(2006, 2010), range(2010, 2014), every)
    p.amended("QĐ", 4, range(2008, 2013), y14, ("amend", "words", "drop"))
    p.amended("QĐ", 10, range(2008, 2014), y15, every)
    second = next(a for a in p.acts if a.role == "amender" and a.year == 2015 and a.moves[0].kind == "amend")
    second.moves.append(Move("drop", p.free("QĐ", range(2008, 2013), 1), _WHERE["drop"]))
    p.amended("QĐ", 4, range(2008, 2014), y16, ("amend", "drop"))
    p.amended("NQ", 2, range(2006, 2010), range(2010, 2014), ("amend", "drop"))
    p.amended("NQ", 1, range(2008, 2013), y14, ("amend",))
    p.amended("NQ", 2, range(2008, 2013), y15, ("amend", "words"))
    p.amended("NQ", 1, range(2008, 2013), y16, ("drop",))
    p.amended("CT", 1, range(2006, 2010), range(2011, 2014), ("point",))
    for years in (y14, y15):
        p.amended("QĐ", 1, range(2009, 2014), years, ("supplement",))

    actor = p.actors("QĐ", y15, 1, "suspender")[0]
    halted = p.free("QĐ", _RECENT, 2)
    actor.moves.append(Move("suspend", halted, "", date(2015, 4, 1), date(2015, 10, 1)))
    for kind, years, old, new in (
        ("NQ", y14, date(2015, 1, 1), date(2017, 1, 1)),
        ("QĐ", y15, date(2016, 1, 1), date(2019, 1, 1)),
        ("NQ", y15, date(2016, 1, 1), date(2018, 1, 1)),
    ):
        target = _own_ends(p, kind, _RECENT, [old])[0]
        p.actors(kind, years, 1, "extender")[0].moves.append(Move("extend", [target], "", None, new))
    parents = [parent_pairs[0][1], *p.free("NQ", range(2009, 2012), 2)]
    for parent, child in zip(parents, p.free("QĐ", range(2012, 2014), 3), strict=True):
        child.role, child.details = "detail", parent

    _dates(p)
    _numbers(p)
    printed = {act.key: act.own_end for act in p.acts if act.own_end is not None}
    apply(p.acts)
    return Plan(p.acts, seed, printed)


def _amended_before(p: _Planner, count: int) -> list[tuple[Act, Act]]:
    bases, actors = p.free("QĐ", range(2006, 2009), count), p.free("QĐ", range(2010, 2014), count)
    for actor, base in zip(actors, bases, strict=True):
        p.amend(actor, base, "amend")
    return list(zip(bases, actors, strict=True))


def _replace_amended(p: _Planner, pairs: list[tuple[Act, Act]], years: range, *, named: bool) -> None:
    for new, (base, amender) in zip(p.actors("QĐ", years, len(pairs), "replacer"), pairs, strict=True):
        new.moves.append(Move("replace", [base, amender] if named else [base]))
        new.details = base


def _listed(p: _Planner, years: range, decisions: int, directives: int) -> None:
    actor = p.actors("QĐ", years, 1, "repealer")[0]
    targets = p.free("QĐ", _OLD, decisions) + p.free("CT", _OLD, directives)
    actor.moves.append(Move("list", targets))


def _repealed(p: _Planner, years: range, count: int) -> None:
    p.actors("QĐ", years, 1, "repealer")[0].moves.append(Move("repeal", p.free("QĐ", _OLD, count)))


def _directive_replaced(p: _Planner, years: range) -> None:
    actor = p.actors("QĐ", years, 1, "replacer")[0]
    actor.moves.append(Move("replace", p.free("CT", _OLD, 1)))


def _own_ends(p: _Planner, kind: str, years: range, ends: list[date]) -> list[Act]:
    found = p.free(kind, range(years.start, years.stop - 1), len(ends))
    for act, end in zip(found, ends, strict=True):
        act.own_end = end
    return found


def _dates(p: _Planner) -> None:
    """Dates of issue and of entry into force; resolutions are passed at the two sessions of the year."""
    for act in p.acts:
        act.issued = _issued(p.rnd, act)
        act.style = _style(p.rnd, act)
        if act.role == "late":
            act.effective = date(act.year + 1, 1, 1 + int(p.rnd.random() * 10) * (act.kind == "QĐ"))
        elif act.style == "signing":
            act.effective = act.issued
        elif act.style == "date":
            act.effective = days(act.issued, 10 + int(p.rnd.random() * 15))
        else:
            act.effective = days(act.issued, 10)


def _issued(rnd: Random, act: Act) -> date:
    if act.kind == "NQ":
        winter = rnd.random() < 0.5 or act.role == "late"
        return date(act.year, 12, 5 + act.year % 5) if winter else date(act.year, 7, 8 + act.year % 8)
    if act.role == "late":
        return date(act.year, 12, 15 + int(rnd.random() * 12))
    first = date(act.year, 1, 5)
    last = date(act.year, 11, 25)
    if act.role == "suspender":
        first, last = date(act.year, 2, 1), date(act.year, 3, 10)
    elif act.kind == "CT" and act.year == 2016:
        last = date(2016, 6, 15)  # a later directive is no normative document
    return days(first, int(rnd.random() * (last - first).days))


def _style(rnd: Random, act: Act) -> str:
    if act.role in ("late", "suspender"):
        return "date" if act.role == "late" else "days"
    if act.kind == "CT":
        return pick(rnd, ("none", "none", "days", "signing")) if act.role in ("plain", "early") else "days"
    if act.kind == "NQ":
        return "days"
    return pick(rnd, ("days", "days", "days", "days", "date", "date", "signing" if act.role == "plain" else "days"))


def _numbers(p: _Planner) -> None:
    """Serial numbers by type, body and year, in order of date, with the gaps that administrative life leaves."""
    order = sorted(p.acts, key=lambda a: (a.kind, a.year, a.issued, a.key))
    serial, last = 0, ("", 0)
    for act in order:
        if last != (act.kind, act.year):
            serial, last = 0, (act.kind, act.year)
        serial += 1 if p.rnd.random() < 0.75 else 2
        act.number = f"{serial:02d}/{act.year}/{act.kind}-{act.org}"
