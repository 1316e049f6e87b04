"""Documents of bodies that are gone live on in the old territory until the new body decides (domain.md 1.3, 7.2)."""

from __future__ import annotations

from lawreg.model import Severity
from lawreg.parsing import issuers
from lawreg.validity.life import Life, Note
from lawreg.validity.verdict import remark


def remark_on(life: Life) -> None:
    """Note on a living document of a merged province that it holds in the old territory only, and on one of a district
    that its issuer has ended and somebody must decide what becomes of it."""
    if life.doc.stub or not life.doc.normative or (life.end is not None and life.end <= issuers.MERGER):
        return
    for body in life.bodies:
        if life.doc.issued is not None and life.doc.issued >= issuers.MERGER:
            continue
        if body.level == "district":
            found = remark("issuer_abolished", {"date": issuers.MERGER})
            life.notes.append(Note(issuers.MERGER, found, None))
        elif body.level == "province" and body.province is not None:
            unit = issuers.provinces().get(body.province)
            if unit is not None and unit.valid_to == issuers.MERGER:
                found = remark("old_territory", {"place": unit.full_name, "date": issuers.MERGER}, Severity.INFO)
                life.notes.append(Note(issuers.MERGER, found, None, lowers=False))
