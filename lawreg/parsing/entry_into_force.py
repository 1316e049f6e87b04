"""The day on which the law lets a document take effect when its text is silent (domain.md 4.1)."""

from __future__ import annotations

from datetime import date

from lawreg import tables
from lawreg.model import Finding, Severity
from lawreg.parsing.issuers import Issuer, canonical


def default(doc_type: str | None, issuer: str | Issuer | None, issued: date | None) -> tuple[int, Finding] | None:
    """Days from signing to taking effect, with the law that says so; None where no law of the period does.

    The finding's params hold ``days``, ``source`` and ``from_gazette`` (True: the days run from publication in Công
    báo, so that the date is not known from the document).
    """
    body = issuer if isinstance(issuer, Issuer) else canonical(issuer, None, issued) if issuer else None
    level = body.level if body else None
    if issued is None or level is None or doc_type is None:
        return None
    for rule in tables.load("tables/entry_into_force.toml")["rule"]:
        if level in rule["levels"] and rule["from"] <= issued and ("to" not in rule or issued < rule["to"]):
            gazette = bool(rule.get("from_gazette", False))
            code = "entry_into_force.gazette" if gazette else "entry_into_force.default"
            params = {"days": rule["days"], "source": rule["source"], "from_gazette": gazette}
            return rule["days"], Finding(code, params, Severity.INFO)
    return None
