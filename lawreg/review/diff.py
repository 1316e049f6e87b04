"""Which statuses changed between two dates, and by which clause."""

from __future__ import annotations

from datetime import date
from typing import Any

from lawreg.model import DocumentRecord, Status
from lawreg.review import scope, tally
from lawreg.validity import Validity
from lawreg.validity.verdict import iso, names


def diff(validity: Validity, first: date, second: date, issuer: str | None = None) -> list[dict[str, Any]]:
    """One object per document whose status differs, in the order of the lists; ``before`` is None for a new document.

    Args:
        issuer: a body or a place; every document of the registry by default.

    Raises:
        NotFound: nothing of that issuer is in the registry.
    """
    first, second = min(first, second), max(first, second)
    whose = scope.choose(validity.documents.values(), issuer, second) if issuer else None
    found = []
    for d in validity.documents.values():
        if d.stub or (whose is not None and not whose.matches(d)) or (d.issued is not None and d.issued > second):
            continue
        before = None if d.issued is not None and d.issued > first else validity.status(d.id, first).status
        after = validity.status(d.id, second)
        if before == after.status:
            continue
        acts = [e for e in after.evidence if e.by is not None and e.by.id != d.id and e.op != "detail"]
        shown = acts[-1] if acts else (after.evidence[-1] if after.evidence else None)
        found.append((_order(d), {
            "id": d.id, "number": d.number, "doc_type": d.doc_type, "issuer": names(d), "issued": iso(d.issued),
            "title": d.title, "before": None if before is None else str(before), "after": str(after.status),
            "since": iso(after.since), "reason_code": after.reason.code,
            "by": _by(shown.by) if shown is not None and shown.by is not None and shown.by.id != d.id else None,
            "quote": shown.quote if shown is not None and after.status != Status.IN_FORCE else None,
            "file": shown.by.file if shown is not None and shown.by is not None else None,
            "start": shown.start if shown is not None else None, "end": shown.end if shown is not None else None,
        }))  # fmt: skip
    return [row for _, row in sorted(found, key=lambda f: f[0])]


def _by(d: DocumentRecord) -> dict[str, Any]:
    return {"number": d.number, "doc_type": d.doc_type, "issuer": names(d), "issued": iso(d.issued)}


def _order(d: DocumentRecord) -> tuple[Any, ...]:
    return (tally.type_rank(d.doc_type), d.issued or date.max, d.id)
