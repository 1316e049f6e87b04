"""Normalised text to Document: header, structure, zones."""

from __future__ import annotations

from lawreg.parsing.document import parse
from lawreg.parsing.names import fold_name

__all__ = ["fold_name", "parse"]
