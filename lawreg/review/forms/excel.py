"""Lists as one XLSX workbook: a sheet a list, the tally, and what to check before signing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lawreg import messages
from lawreg.review.forms.frozen import freeze
from lawreg.review.forms.plan import Line, Sheet
from lawreg.review.forms.word import BLANK_DATE
from lawreg.review.tally import Review
from lawreg.validity.rules import table

_CENTRE = {"stt", "date", "effective"}
_FIGURES = ("reviewed", "in_force", "partly_expired", "not_yet", "suspended", "expired", "unknown")


def write(sheets: Sequence[Sheet], review: Review, path: Path) -> Path:
    """All lists in one workbook."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"author": "lawreg", "created": BLANK_DATE})
    styles = _styles(book)
    for sheet in sheets:
        _list(book.add_worksheet(sheet.name), sheet, styles)
    _tally(book.add_worksheet(table("forms_drafts")["tally"]["sheet"]), review, styles)
    _checks(book.add_worksheet(table("forms_drafts")["checks"]["sheet"]), sheets, review, styles)
    book.close()
    freeze(path)
    return path


def _styles(book: Any) -> dict[str, Any]:
    font = {"font_name": table("forms")["layout"]["font"], "font_size": 11, "text_wrap": True, "valign": "top"}
    grid = {**font, "border": 1}
    return {
        "title": book.add_format({**font, "bold": True, "align": "center", "font_size": 13}),
        "annex": book.add_format({**font, "italic": True, "align": "center"}),
        "head": book.add_format({**grid, "bold": True, "align": "center", "valign": "vcenter"}),
        "bold": book.add_format({**grid, "bold": True}),
        "sum": book.add_format({**grid, "bold": True, "align": "center"}),
        "empty": book.add_format({**grid, "italic": True}),
        "cell": book.add_format(grid),
        "centre": book.add_format({**grid, "align": "center"}),
        "plain": book.add_format(font),
    }


def _page(ws: Any, last: int, head: int) -> None:
    ws.set_landscape()
    ws.set_paper(9)
    ws.fit_to_pages(1, 0)
    ws.repeat_rows(head)
    ws.freeze_panes(head + 1, 0)
    ws.set_margins(0.6, 0.6, 0.7, 0.6)
    ws.set_footer("&C&P")
    ws.set_default_row(15)


def _list(ws: Any, sheet: Sheet, styles: dict[str, Any]) -> None:
    last = len(sheet.columns) - 1
    for i, c in enumerate(sheet.columns):
        ws.set_column(i, i, max(5, c.width * 1.35))
    _page(ws, last, 3)
    ws.merge_range(0, 0, 0, last, sheet.title.upper(), styles["title"])
    ws.set_row(0, 36)
    ws.merge_range(1, 0, 1, last, sheet.annex, styles["annex"])
    for i, c in enumerate(sheet.columns):
        ws.write_string(3, i, c.name, styles["head"])
    ws.set_row(3, 15.5 * max(lines_of(c.name, c.width * 1.1) for c in sheet.columns))
    at = 4
    for line in sheet.lines:
        at = _line(ws, at, line, sheet, styles)
    for text in sheet.footnotes:
        ws.merge_range(at, 0, at, last, text, styles["plain"])
        at += 1


def _line(ws: Any, at: int, line: Line, sheet: Sheet, styles: dict[str, Any]) -> int:
    columns = sheet.columns
    if line.kind != "row":
        ws.merge_range(at, 0, at, len(columns) - 1, line.text, styles["empty" if line.kind == "empty" else "bold"])
        return at + 1
    assert line.cells is not None
    n = len(line.subs)
    for i, c in enumerate(columns):
        style = styles["centre" if c.key in _CENTRE else "cell"]
        if c.sub or n == 1:
            for j, sub in enumerate(line.subs):
                text = sub.get(c.key, line.cells.get(c.key, ""))
                if c.key == "stt":
                    ws.write_number(at + j, i, int(text), style)
                else:
                    ws.write_string(at + j, i, text, style)
        else:
            ws.merge_range(at, i, at + n - 1, i, line.cells.get(c.key, ""), style)
    for j, sub in enumerate(line.subs):  # merged cells do not stretch their rows by themselves
        texts = [(sub.get(c.key, line.cells.get(c.key, "")), c) for c in columns if c.sub or n == 1]
        need = max(lines_of(t, c.width * 1.25) for t, c in texts)
        if n > 1:
            shared = max(lines_of(line.cells.get(c.key, ""), c.width * 1.25) for c in columns if not c.sub)
            need = max(need, -(-shared // n))
        ws.set_row(at + j, min(409, 15.5 * need))
    return at + n


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a cell of that many letters."""
    return sum(max(1, -(-len(part) // max(1, int(width)))) for part in text.split("\n"))


def _tally(ws: Any, review: Review, styles: dict[str, Any]) -> None:
    names = table("forms_drafts")["tally"]
    ws.set_column(0, 0, 24)
    ws.set_column(1, len(_FIGURES), 14)
    _page(ws, len(_FIGURES), 2)
    ws.merge_range(0, 0, 0, len(_FIGURES), names["title"].format(year=review.year, whose=review.scope.name).upper(),
                   styles["title"])  # fmt: skip
    for i, name in enumerate((names["type"], *(names[f] for f in _FIGURES))):
        ws.write_string(2, i, name, styles["head"])
    ws.set_row(2, 48)
    at = 3
    for kind, counts in review.by_type.items():
        ws.write_string(at, 0, kind, styles["cell"])
        for i, f in enumerate(_FIGURES, 1):
            ws.write_number(at, i, counts[f], styles["centre"])
        at += 1
    ws.write_string(at, 0, names["total"], styles["bold"])
    for i, f in enumerate(_FIGURES, 1):
        ws.write_number(at, i, review.count(f), styles["sum"])


def _checks(ws: Any, sheets: Iterable[Sheet], review: Review, styles: dict[str, Any]) -> None:
    names = table("forms_drafts")["checks"]
    ws.set_column(0, 0, 120)
    ws.write_string(0, 0, names["title"], styles["bold"])
    texts = [messages.render(f, "vi") for s in sheets for f in s.findings]
    texts += [str(m) for m in review.completeness.get("messages", ())]
    rows = list(review.lists["unknown"])
    texts += [f"{r.document.doc_type or ''} {r.document.number or r.document.title or r.document.id}: "
              f"{messages.render(r.verdict.reason, 'vi')}" for r in rows]  # fmt: skip
    for i, text in enumerate(texts or [names["none"]], 1):
        ws.write_string(i, 0, text, styles["cell"])
