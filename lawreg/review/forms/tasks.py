"""The worklist as XLSX and review slips (phiếu rà soát, Nghị định 34/2016 form 01; columns M) as DOCX."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import regex

from lawreg import dates
from lawreg.review import wording
from lawreg.review.forms import word
from lawreg.review.forms.excel import lines_of
from lawreg.review.forms.frozen import freeze
from lawreg.validity.rules import table

if TYPE_CHECKING:
    from lawreg.review.worklist import Item


def write_xlsx(items: Sequence[Item], path: Path) -> Path:
    """One row an item, with empty columns for the officer."""
    import xlsxwriter

    spec = table("forms_drafts")["tasks"]
    face = table("forms")["layout"]["font"]
    font = {"font_name": face, "font_size": 11, "text_wrap": True, "valign": "top", "border": 1}
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"author": "lawreg", "created": word.BLANK_DATE})
    head = book.add_format({**font, "bold": True, "align": "center", "valign": "vcenter"})
    cell = book.add_format(font)
    ws = book.add_worksheet(spec["sheet"])
    ws.set_landscape()
    ws.set_paper(9)
    ws.fit_to_pages(1, 0)
    ws.repeat_rows(0)
    ws.freeze_panes(1, 0)
    ws.set_row(0, 15.5 * max(lines_of(n, w) for n, w in zip(spec["columns"], spec["widths"], strict=True)))
    ws.set_margins(0.6, 0.6, 0.7, 0.6)
    ws.set_footer("&C&P")
    for i, (name, width) in enumerate(zip(spec["columns"], spec["widths"], strict=True)):
        ws.set_column(i, i, width)
        ws.write_string(0, i, name, head)
    names = table("review")["worklist"]["names"]
    for n, item in enumerate(items, 1):
        d = item.document
        ws.write_number(n, 0, n, cell)
        texts = (
            wording.name(d, title=False), d.title or "", names[item.trigger], item.ground,
            dates.format_vi(item.since) if item.since else "",
        )  # fmt: skip
        for i, text in enumerate(texts, 1):
            ws.write_string(n, i, text, cell)
        ws.write_number(n, 6, item.overdue_days, cell)
        for i in range(7, len(spec["columns"])):
            ws.write_blank(n, i, None, cell)
        high = max(lines_of(text, width) for text, width in zip(texts, spec["widths"][1:6], strict=True))
        ws.set_row(n, min(409, 15.5 * high))  # not every program stretches a row to its wrapped text
    ws.autofilter(0, 0, max(1, len(items)), len(spec["columns"]) - 1)
    book.close()
    freeze(path)
    return path


def write_slips(items: Sequence[Item], out_dir: Path) -> list[Path]:
    """One slip per document, with the grounds filled in and the opinion left to the officer."""
    out_dir.mkdir(parents=True, exist_ok=True)
    by_document: dict[str, list[Item]] = {}
    for item in items:
        by_document.setdefault(item.document.id, []).append(item)
    made = []
    for id_, mine in by_document.items():
        name = regex.sub(r"[^\w.-]+", "-", id_)
        path = out_dir / f"phieu-ra-soat-{name}.docx"
        _slip(mine, path)
        made.append(path)
    return made


def _slip(items: Sequence[Item], path: Path) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    spec = table("forms_drafts")["slip"]
    document = word.blank(landscape=False)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(spec["title"]).bold = True
    for raw in spec["head"]:
        document.add_paragraph(raw.format(document=wording.name(items[0].document)))
    grid = document.add_table(rows=1, cols=len(spec["columns"]))
    grid.style = "Table Grid"
    for cell, name in zip(grid.rows[0].cells, spec["columns"], strict=True):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        cell.paragraphs[0].add_run(name).bold = True
    names = table("review")["worklist"]["names"]
    for n, item in enumerate(items, 1):
        cells = grid.add_row().cells
        for cell, text in zip(cells, (str(n), names[item.trigger], item.ground, "", ""), strict=True):
            cell.text = text
    widths = (1.2, 3.2, 6.2, 2.9, 2.5)
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
            for p in cell.paragraphs:
                for run in p.runs:
                    run.font.size = Pt(12)
    sign = document.add_paragraph()
    sign.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    sign.add_run(spec["sign"]).bold = True
    word.save(document, path)
