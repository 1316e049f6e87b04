"""The functions of pdfium that are asked for every character and every drawn line of a page, called by addresses.

pypdfium2's own entry points make a pointer object at every call. A page of tables asks some thousand times, so that
half of the time went there; the same functions, declared with plain addresses, do without.
"""

from __future__ import annotations

from ctypes import CFUNCTYPE, c_int, c_void_p, cast
from functools import cache
from typing import Any, NamedTuple


class Calls(NamedTuple):
    """Handles are addresses (:func:`handle`); a result of 0 is failure."""

    object_at: Any  # page, index → page object
    kind_of: Any  # page object → FPDF_PAGEOBJ_…
    bounds_of: Any  # page object, addresses of four floats: left, bottom, right, top
    char_box: Any  # text page, index, address of an FS_RECTF


@cache
def calls() -> Calls:
    import pypdfium2.raw as raw

    return Calls(
        CFUNCTYPE(c_void_p, c_void_p, c_int)(handle(raw.FPDFPage_GetObject)),
        CFUNCTYPE(c_int, c_void_p)(handle(raw.FPDFPageObj_GetType)),
        CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)(handle(raw.FPDFPageObj_GetBounds)),
        CFUNCTYPE(c_int, c_void_p, c_int, c_void_p)(handle(raw.FPDFText_GetLooseCharBox)),
    )


def handle(pointer: Any) -> int:
    """The address a pointer or function of pypdfium2 stands for."""
    return cast(pointer, c_void_p).value or 0
