"""Validity of legal documents at any date: statuses with the clauses and rules of law they rest on."""

from __future__ import annotations

from lawreg.validity.engine import Validity
from lawreg.validity.verdict import Event, Evidence, ProvisionVerdict, Verdict

__all__ = ["Event", "Evidence", "ProvisionVerdict", "Validity", "Verdict"]
