"""Hits as a table for spreadsheets: CSV (UTF-8 with a mark, so that Excel reads it) and XLSX."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

from lawreg.search.results import Hit

Row = tuple[str | int | float, ...]
WIDTHS = (5, 15, 20, 11, 32, 48, 18, 36, 80, 20)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CELL = 32_000  # characters a cell of a spreadsheet holds


def rows(hits: Sequence[Hit], status: Callable[[str], str]) -> list[Row]:
    """One row a hit; ``status`` gives the printed name of a status, the date is written as officers write it."""
    found: list[Row] = []
    for n, h in enumerate(hits, 1):
        issuer = h.issuer if isinstance(h.issuer, str) else "; ".join(h.issuer or ())
        issued = "/".join(reversed(h.issued.split("-"))) if h.issued else ""
        passage = h.text if h.text is not None else h.snippet.replace("**", "")
        found.append(
            (n, h.doc_type or "", h.number or "", issued, issuer, h.title or "", h.path or "", h.heading or "",
             passage[:_CELL], status(h.status))
        )  # fmt: skip
    return found


def as_csv(head: Sequence[str], body: Sequence[Row]) -> str:
    """CSV text; what a spreadsheet would run as a formula is made plain text."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in body:
        writer.writerow([f"'{v}" if isinstance(v, str) and v.startswith(_FORMULA) else v for v in row])
    return out.getvalue()


def write_csv(path: Path, head: Sequence[str], body: Sequence[Row]) -> None:
    """CSV file."""
    path.write_text(as_csv(head, body), encoding="utf-8-sig", newline="")


def write_xlsx(path: Path, head: Sequence[str], body: Sequence[Row]) -> None:
    """XLSX file with one sheet."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    bold = book.add_format({"text_wrap": True, "valign": "vcenter", "border": 1, "bold": True})
    sheet = book.add_worksheet("Kết quả")
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_row(0, 0, head, bold)
    for n, row in enumerate(body, 1):
        sheet.write_row(n, 0, row, plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(body), 1), len(head) - 1)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as e:
        raise OSError(None, str(e), str(path)) from e
