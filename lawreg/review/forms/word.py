"""Lists as DOCX: landscape A4, Times New Roman, header row on every page. The table is written as XML in one go, since
a province has some thousand rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import regex

from lawreg.review.forms.frozen import freeze
from lawreg.review.forms.plan import Column, Line, Sheet
from lawreg.validity.rules import table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CM = 567  # twentieths of a point
_WIDTH = 29.7
_YEAR = regex.compile(r"(?i)\b(năm) (?=\d)")
_CENTRE = {"stt", "date", "effective"}
_LONG_ROW = 12  # lines; a longer row that may not break leaves half a page white
BLANK_DATE = datetime(2000, 1, 1)  # files of the same lists are the same bytes


def write(sheet: Sheet, path: Path) -> Path:
    """One list as one file."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = blank(landscape=True)
    layout = table("forms")["layout"]
    for text, bold, italic, size in (
        (sheet.title.upper(), True, False, layout["title_size"]),
        (sheet.annex, False, True, layout["size"]),
    ):
        p = document.add_paragraph()
        p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = p.add_run(_YEAR.sub("\\1\u00a0", text))  # "NĂM 2016" never breaks in two
        run.bold, run.italic = bold, italic
        run.font.size = _points(size)
    document.element.body.insert(len(document.element.body) - 1, _table(sheet, layout))
    for text in sheet.footnotes or ("",):
        p = document.add_paragraph(text)
        if text:
            p.runs[0].font.size = _points(layout["size"] - 1)
    save(document, path)
    return path


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def blank(landscape: bool) -> Any:
    """An empty A4 document in Times New Roman with page numbers at the top (Nghị định 30/2020/NĐ-CP Phụ lục I)."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    layout = table("forms")["layout"]
    document = Document()
    style = document.styles["Normal"]
    style.font.name = layout["font"]
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), layout["font"])
    style.font.size = Pt(layout["size"] if landscape else 14)
    style.paragraph_format.space_after = Pt(4 if landscape else 6)
    section = document.sections[0]
    width, height = (Cm(29.7), Cm(21.0)) if landscape else (Cm(21.0), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    margins = layout["margins_cm"] if landscape else [2.0, 2.0, 2.0, 3.0]
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (Cm(m) for m in margins)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    return document


def _page_number(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph._p.append(parse_xml(f'<w:fldSimple xmlns:w="{_W}" w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'))


def save(document: Any, path: Path) -> None:
    """Save without the time of writing, so that the same lists give the same bytes."""
    properties = document.core_properties
    properties.created = properties.modified = BLANK_DATE
    properties.author = properties.last_modified_by = "lawreg"
    properties.revision = 1
    document.save(str(path))
    freeze(path)


def _table(sheet: Sheet, layout: dict[str, Any]) -> Any:
    from docx.oxml import parse_xml

    usable = int((_WIDTH - layout["margins_cm"][1] - layout["margins_cm"][3]) * _CM)
    whole = sum(c.width for c in sheet.columns)
    widths = [usable * c.width // whole for c in sheet.columns]
    size = int(layout["size"] * 2)
    parts = [
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{usable}" w:type="dxa"/><w:tblBorders>',
        *(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
          for edge in ("top", "left", "bottom", "right", "insideH", "insideV")),
        '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/>'
        '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>',
        *(f'<w:gridCol w:w="{n}"/>' for n in widths),
        "</w:tblGrid>",
        _header(sheet.columns, widths, size),
    ]  # fmt: skip
    parts += [_line(line, sheet.columns, widths, size) for line in sheet.lines]
    parts.append("</w:tbl>")
    return parse_xml("".join(parts))


def _header(columns: tuple[Column, ...], widths: list[int], size: int) -> str:
    cells = "".join(_cell(c.name, n, size, bold=True, centre=True) for c, n in zip(columns, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _line(line: Line, columns: tuple[Column, ...], widths: list[int], size: int) -> str:
    if line.kind != "row":
        bold = line.kind != "empty"
        cell = _cell(line.text, sum(widths), size, bold=bold, italic=not bold, span=len(columns),
                     keep=line.kind == "heading")  # fmt: skip
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"
    rows = []
    assert line.cells is not None
    for i, sub in enumerate(line.subs):
        cells = []
        for column, width in zip(columns, widths, strict=True):
            if column.sub or len(line.subs) == 1:
                text = sub.get(column.key, line.cells.get(column.key, ""))
                cells.append(_cell(text, width, size, centre=column.key in _CENTRE))
            else:
                text = line.cells.get(column.key, "") if i == 0 else ""
                merge = "restart" if i == 0 else "continue"
                cells.append(_cell(text, width, size, centre=column.key in _CENTRE, merge=merge))
        whole = "<w:cantSplit/>" if _lines(line, sub, columns, widths) <= _LONG_ROW else ""  # a long row may break
        rows.append(f"<w:tr><w:trPr>{whole}</w:trPr>{''.join(cells)}</w:tr>")
    return "".join(rows)


def _lines(line: Line, sub: Mapping[str, str], columns: tuple[Column, ...], widths: list[int]) -> int:
    """About how many lines the row takes; letters are some 105 twentieths of a point wide."""
    cells = line.cells or {}
    texts = ((sub.get(c.key, cells.get(c.key, "")), max(1, w // 105)) for c, w in zip(columns, widths, strict=True))
    return max(sum(max(1, -(-len(part) // room)) for part in text.split("\n")) for text, room in texts)


def _cell(text: str, width: int, size: int, *, bold: bool = False, italic: bool = False, centre: bool = False,
          span: int = 1, merge: str | None = None, keep: bool = False) -> str:  # fmt: skip
    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    run = f'<w:rPr>{marks}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    align = "center" if centre else "left"
    paragraphs = "".join(
        f'<w:p><w:pPr>{"<w:keepNext/>" if keep else ""}<w:spacing w:before="20" w:after="20"/><w:jc w:val="{align}"/>'
        f'</w:pPr><w:r>{run}<w:t xml:space="preserve">{escape(_printable(part))}</w:t></w:r></w:p>'
        for part in text.split("\n")
    )
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    valign = '<w:vAlign w:val="center"/>' if bold and centre else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}{merged}{valign}</w:tcPr>{paragraphs}</w:tc>'


def _printable(text: str) -> str:
    """XML knows no control characters; titles read from bad files have some."""
    return "".join(ch for ch in text if ch >= " " or ch == "\t")
