"""How complete the evidence of a review is: cited but absent, undated, computed, undecided (design.md 3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from lawreg import messages, numbers
from lawreg.model import CitationRecord, Confidence, Finding, Status
from lawreg.review.tally import Review
from lawreg.validity import Validity

_SHOWN = 50


def measure(review: Review, validity: Validity, citations: Iterable[CitationRecord] = ()) -> dict[str, Any]:
    """The ``completeness`` object of a review."""
    rows = [*review.lists["in_force"], *review.lists["expired"], *review.lists["unknown"]]
    have = {r.document.id for r in rows}
    rows += [r for r in review.lists["not_yet"] if r.document.id not in have]
    inside = {r.document.id for r in rows}
    actors = {e.actor for id_ in inside for e in validity.incoming(id_) if e.actor != id_}
    present = {a for a in actors if a in validity.documents and not validity.documents[a].stub}
    absent = _absent(review, validity, citations, inside)
    own = (d for d in validity.documents.values() if d.normative is None and not d.stub and review.scope.matches(d))
    unclear = sorted({d.number or d.title or d.id for d in own if d.issued is None or d.issued <= review.as_of})
    computed = [r for r in rows if r.verdict.computed]
    by_law = [r for r in computed if validity.life(r.document.id).start_code == "effective_by_law"]
    to_review = [r for r in rows if r.verdict.confidence == Confidence.NEEDS_REVIEW]
    undated = [r for r in rows if r.document.issued is None]
    found = list(review.findings)
    total = len(present) + len(actors - present) + len(absent)
    if absent:
        found.append(Finding("documents_absent", {"n": len(absent), "numbers": _some(absent)}))
    counted = {
        "statuses_unknown": len(review.lists["unknown"]), "dates_computed": len(computed) - len(by_law),
        "dates_by_law": len(by_law), "need_review": len(to_review), "normative_unclear": len(unclear),
        "undated": len(undated),
    }  # fmt: skip
    for code, n in counted.items():
        if n:
            found.append(Finding(code, {"n": n, "numbers": _some(unclear) if code == "normative_unclear" else ""}))
    return {
        "acting_documents": total,
        "acting_documents_absent": len(absent) + len(actors - present),
        "absent": absent[:_SHOWN],
        "unknown": len(review.lists["unknown"]),
        "dates_computed": len(computed),
        "dates_by_law": len(by_law),
        "needs_review": len(to_review),
        "normative_unclear": len(unclear),
        "undated": len(undated),
        "messages": [messages.render(f) for f in found],
    }


def _absent(review: Review, validity: Validity, citations: Iterable[CitationRecord], inside: set[str]) -> list[str]:
    """Documents of the scope that others cite, that may still be in force or act, and whose text is not here."""
    cited = {c.target for c in citations if c.target}
    cited |= {e.target for e in validity.effects if e.target}
    first = date(review.first_year, 1, 1)
    found = set()
    for id_ in cited:
        d = validity.documents.get(id_)
        if d is None or not d.stub or not d.number or not _looks_normative(d.number) or not review.scope.matches(d):
            continue
        if d.issued is not None and d.issued > review.as_of:
            continue
        v = validity.status(id_, review.as_of)
        if v.status == Status.EXPIRED and (v.since is None or v.since < first):
            continue
        found.add(d.number)
    return sorted(found)


def _looks_normative(number: str) -> bool:
    """A year in the number is a presumption (domain.md 2.2); a stub has no text to say more."""
    return numbers.describe(number).year is not None


def _some(items: list[str]) -> str:
    return ", ".join(items[:5]) + (", …" if len(items) > 5 else "")
