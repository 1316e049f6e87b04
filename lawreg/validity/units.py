"""Verdicts on single provisions: an act on an article reaches its clauses, one on a clause marks its article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from lawreg import references
from lawreg.model import Finding, Op, Provision, Status
from lawreg.validity import answers
from lawreg.validity.answers import Align
from lawreg.validity.decisions import Confirmed
from lawreg.validity.life import ENDING, Act, Doubt, Life, covers
from lawreg.validity.verdict import ProvisionVerdict, Verdict, label, remark

_ATTACHED = " kèm theo "  # "Quy chế kèm theo Điều 4": a unit of a regulation attached to the document


def judge(life: Life, whole: Verdict, provisions: Sequence[Provision]) -> tuple[ProvisionVerdict, ...]:
    """Status of every provision at the date of ``whole``; units that acts name but the text lacks come last."""
    named = {row.path: row for row in whole.provisions if not row.path.startswith("Toàn bộ")}
    kept = [row.path for row in whole.provisions if row.op == "keep_in_force"]
    rest = next((row for row in whole.provisions if row.path.startswith("Toàn bộ")), None)
    dead = whole.status not in (Status.IN_FORCE, Status.PARTLY_EXPIRED, Status.PARTLY_SUSPENDED)
    paths = [p.path for p in provisions]
    at_path = {_find(path, paths): row for path, row in named.items()}
    found: list[ProvisionVerdict] = []
    for i, p in enumerate(provisions):
        early = at_path.get(p.path)
        if dead and not (whole.status == Status.NOT_YET and early is not None and early.status == Status.IN_FORCE):
            by = whole.evidence[-1].by if whole.evidence else None
            found.append(ProvisionVerdict(p.path, whole.status, whole.since, by))
            continue
        row = _own_or_parent(provisions, i, at_path)
        if row is not None and not (row.status == Status.PARTLY_EXPIRED and row.path != p.path and row.words):
            found.append(ProvisionVerdict(p.path, row.status, row.since, row.by, row.op, row.words, row.until))
        elif rest is not None and not any(covers(k, p.path) or covers(p.path, k) for k in kept):
            found.append(ProvisionVerdict(p.path, Status.EXPIRED, rest.since, rest.by, rest.op))
        else:
            inside = [r for path, r in at_path.items() if path and path != p.path and covers(p.path, path)
                      and r.status not in (Status.IN_FORCE, Status.NOT_YET)]  # fmt: skip
            status = Status.PARTLY_EXPIRED if inside else Status.IN_FORCE
            since = min((r.since for r in inside if r.since), default=whole.since if not inside else None)
            found.append(ProvisionVerdict(p.path, status, since, inside[0].by if inside else None))
    have = set(paths)
    missing = [row for path, row in named.items() if _find(path, paths) not in have]
    return (*found, *missing)


def named(rows: Sequence[ProvisionVerdict], unit: str) -> ProvisionVerdict | None:
    """The row of the unit that an officer names: "khoản 2 Điều 5", "Điều 5 khoản 2", also of an attached regulation."""
    refs = list(references.find(unit))
    asked = refs[0].paths[0] if refs and refs[0].paths else " ".join(unit.split())
    exact = next((r for r in rows if r.path == asked), None)
    inside = [r for r in rows if _ATTACHED in r.path and r.path.endswith(" " + asked)]
    return exact or (inside[0] if len(inside) == 1 else None)


def aligner(provisions: Sequence[Provision]) -> Align | None:
    """Gives a path as the document has it: acts write "Điều 4 khoản 2" or "Quy chế kèm theo Điều 4 khoản 2" of the same
    unit of an attached regulation. A path that the document has not, or has twice, stays as it was written."""
    paths = {p.path for p in provisions}
    inside: dict[str, set[str]] = {}
    for path in paths:
        if _ATTACHED in path:
            inside.setdefault(path.rsplit(_ATTACHED, 1)[1], set()).add(path)
    if not inside:
        return None

    def align(path: str) -> str:
        if path in paths:
            return path
        found = inside.get(path.rsplit(_ATTACHED, 1)[-1], set())
        return next(iter(found)) if len(found) == 1 else path

    return align


def _find(path: str, paths: Sequence[str]) -> str:
    """The path in the document: itself, or the only one that ends with it (a unit of an attached regulation)."""
    if path in paths:
        return path
    unit = path.rsplit(_ATTACHED, 1)[-1]
    found = [p for p in paths if p.endswith(" " + unit)]
    return found[0] if len(found) == 1 else path


def _own_or_parent(
    provisions: Sequence[Provision], i: int, at_path: dict[str, ProvisionVerdict]
) -> ProvisionVerdict | None:
    here: int | None = i
    while here is not None:
        row = at_path.get(provisions[here].path)
        if row is not None and (here == i or row.status in (Status.EXPIRED, Status.SUSPENDED, Status.NOT_YET)):
            return row
        here = provisions[here].parent
    return None


def expiry_clause(life: Life, acts: Iterable[Act], provisions: Sequence[Provision]) -> None:
    """An amendment of the clause that states the end date makes the end doubtful (domain.md 4.6 row 43)."""
    span, ends = life.doc.expires_span, life.doc.expires
    if span is None or ends is None or life.end != ends or life.end_code != "own_end":
        return
    holders = [p.path for p in provisions if p.start <= span.start < p.end]
    for act in acts:
        if act.op != Op.AMEND or not act.applies or act.day is None or act.day > ends:
            continue
        if any(covers(path, h) or covers(h, path) for path in act.record.effect.provisions for h in holders[-1:]):
            life.end, life.end_code, life.ends = None, "", ()
            life.doubts.append(Doubt(ends, "expiry_clause_amended", act.evidence, by=act.actor))
            return


def all_ended(life: Life, provisions: Sequence[Provision]) -> date | None:
    """The day from which every article has ended by parts; a person says whether the document is then dead."""
    articles = [p.path for p in provisions if p.path.startswith("Điều ") and " " not in p.path[5:]]
    days = []
    for article in articles:
        hits = [part.day for part in life.parts if part.op in ENDING and any(covers(x, article) for x in part.paths)]
        if not hits:
            return None
        days.append(min(hits))
    return max(days) if days else None


def against(life: Life, confirmed: Iterable[Confirmed]) -> list[Finding]:
    """Officers' decisions that later documents contradict: a conflict, never overruled by the program."""
    found = []
    for c in confirmed:
        if c.status is None:
            continue
        days = [d for d in answers.boundaries(life) if c.holds(d)]
        day = next((d for d in ([c.since] if c.since else []) + days if answers.status_on(life, d) != c.status), None)
        if day is not None and answers.status_on(life, day) != Status.UNKNOWN and day >= (life.start or day):
            found.append(remark("decision_contradicted", {
                "document": label(life.doc), "id": life.doc.id, "who": c.decision.who, "decision": c.decision.id,
                "said": str(c.status), "found": str(answers.status_on(life, day)), "date": day,
            }))  # fmt: skip
    return found
