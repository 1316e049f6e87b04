"""Normalised text to Document: header, structure, zones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lawreg.parsing.document import parse
    from lawreg.parsing.names import fold_name

__all__ = ["fold_name", "parse"]


def __getattr__(name: str) -> Any:
    """Loaded when asked for: who only compares the names of issuers need not compile the patterns of a parser."""
    if name == "parse":
        from lawreg.parsing.document import parse

        return parse
    if name == "fold_name":
        from lawreg.parsing.names import fold_name

        return fold_name
    raise AttributeError(name)
