"""Normative (quy phạm pháp luật) or administrative: decided by type, issuer, period and number, with the reason.

The rules are pipelines/tables/normative.toml, tried in order (domain.md 1.1, 1.2, forms.md 5).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import regex

from lawreg import tables
from lawreg.model import Finding, Severity
from lawreg.parsing.issuers import Issuer, canonical, from_code

_YEAR = regex.compile(r"/\s?(?:19|20)\d\d\s?/")
_CODE = regex.compile(r"[-/]([^\W\d_][^\W_&]*(?:&[^\W_]+)?)$")
UNSURE = "normative.unsure"


def decide(
    doc_type: str | None, issuer: str | Issuer | None, issued: date | None, number: str | None
) -> tuple[bool | None, Finding]:
    """Whether the document is normative, and why; None where an officer must say.

    Args:
        doc_type: as printed, in normal case ("Quyết định").
        issuer: name or body; where it is missing the number's code stands in.
        issued: the date of issue; without it the year of the number stands in.
        number: the document's number ("12/2015/QĐ-UBND").
    """
    body = issuer if isinstance(issuer, Issuer) else canonical(issuer, None, issued) if issuer else None
    code_match = _CODE.search(number) if number else None
    code = code_match[1] if code_match else ""
    body = body or from_code(code, None, issued)
    level = body.level if body else _level_by_code(code)
    kind = body.kind if body else None
    year = _YEAR.search(number) is not None if number else None
    day = issued or _year_of(number)
    for rule in tables.load("tables/normative.toml")["rule"]:
        if _fits(rule, doc_type, kind, level, day, year, code):
            said = rule["normative"]
            params = {"type": doc_type or "", "number": number or "", "source": rule["source"]}
            return (None if said == "unsure" else bool(said)), Finding(rule["reason"], params, Severity.INFO)
    return None, Finding(UNSURE, {"type": doc_type or "", "number": number or ""}, Severity.WARNING)


def _level_by_code(code: str) -> str | None:
    """HĐND and UBND without a place are local anyway; the province is the usual level."""
    return "province" if code.upper() in ("UBND", "HĐND", "UB", "CTUBND") else None


def _year_of(number: str | None) -> date | None:
    m = re.search(r"/\s?((?:19|20)\d\d)\s?/", number or "")
    return date(int(m[1]), 12, 31) if m else None


def _fits(
    rule: dict[str, Any], doc_type: str | None, kind: str | None, level: str | None, day: date | None,
    year: bool | None, code: str,
) -> bool:  # fmt: skip
    if "types" in rule and doc_type not in rule["types"]:
        return False
    if "kinds" in rule and kind not in rule["kinds"]:
        return False
    if "levels" in rule and level not in rule["levels"]:
        return False
    if "codes" in rule and code.upper() not in rule["codes"]:
        return False
    if "year" in rule and year is not rule["year"]:
        return False
    if "from" in rule and (day is None or day < rule["from"]):
        return False
    return not ("to" in rule and (day is None or day >= rule["to"]))
