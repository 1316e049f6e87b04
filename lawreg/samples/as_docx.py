"""Writes a :class:`Sheet` as DOCX, by hand: the same bytes on every machine (stored, fixed times)."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

from lawreg.samples.as_text import NATION
from lawreg.samples.sheet import Block, Kind, Sheet, is_heading

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_PKG = "http://schemas.openxmlformats.org/package/2006"
_OFF = "http://schemas.openxmlformats.org/officeDocument/2006"
_ML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PKG}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_ML}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_ML}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_ML}.numbering+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_ML}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
_RELS = (
    f'{_HEAD}<Relationships xmlns="{_PKG}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFF}/relationships/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PKG}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_DOC_RELS = (
    f'{_HEAD}<Relationships xmlns="{_PKG}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFF}/relationships/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFF}/relationships/numbering" Target="numbering.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFF}/relationships/footer" Target="footer1.xml"/>'
    "</Relationships>"
)
_CORE = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="{_PKG}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>lawreg samples</dc:creator>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2020-01-01T00:00:00Z</dcterms:created></cp:coreProperties>'
)
_STYLES = (
    f"{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:before="60" w:after="60"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/></w:style></w:styles>'
)
_EDGE = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
_BORDERS = "".join(_EDGE.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_LETTERHEAD = 24  # 12 points, as Decree 30/2020/NĐ-CP sets it
_BOLD = re.compile(r"(Điều\s*\d+[a-zđ]?\s*[.:])(.*)", re.DOTALL)


def docx(sheet: Sheet) -> bytes:
    """The document as the bytes of a .docx file."""
    parts: list[str] = []
    if sheet.letterhead:
        left = [_p(line, "center", bold=True, size=_LETTERHEAD) for line in sheet.issuer]
        right = [_p(line, "center", bold=True, size=_LETTERHEAD) for line in NATION]
        cells = [("".join([*left, _p("-------", "center")]), "".join([*right, _p("---------------", "center")]))]
        number = _p(sheet.number_line, "center", size=_LETTERHEAD + 2)
        cells.append((number, _p(sheet.date_line, "center", italic=True, size=_LETTERHEAD + 2)))
        parts += [_layout(cells), _p("")]
    if sheet.type_name:
        parts.append(_p(sheet.type_name, "center", bold=True))
    parts += [_p(line, "center", bold=True) for line in sheet.title]
    if sheet.authority:
        parts += [_p(""), _p(sheet.authority, "center", bold=True)]
    parts += [_p(line, italic=True, indent=True) for line in sheet.recitals]
    if sheet.enacting:
        parts.append(_p(sheet.enacting, "center", bold=True))
    lists = _Lists()
    parts += [_block(block, lists) for block in sheet.body]
    if sheet.recipients or sheet.signer:
        left_cell = [_p("Nơi nhận:", "left", bold=True, italic=True, size=24)] if sheet.recipients else []
        left_cell += [_p(line, "left", size=22) for line in sheet.recipients]
        right_cell = [_p(line, "center", bold=True) for line in sheet.sign]
        right_cell += [_p(""), _p(""), _p(sheet.signer, "center", bold=True)]
        parts += [_layout([("".join(left_cell) or _p(""), "".join(right_cell))]), _p("")]
    parts += [_block(block, lists) for block in sheet.after]
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" '
        'w:gutter="0"/></w:sectPr>'
    )
    body = f"{_HEAD}<w:document {_W} {_R}><w:body>{''.join(parts)}{section}</w:body></w:document>"
    footer = f"{_HEAD}<w:ftr {_W}>{_p(sheet.mark, 'center', italic=True)}</w:ftr>"
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "docProps/core.xml": _CORE,
        "word/document.xml": body,
        "word/_rels/document.xml.rels": _DOC_RELS,
        "word/styles.xml": _STYLES,
        "word/numbering.xml": lists.part(),
        "word/footer1.xml": footer,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as box:  # stored: no two zlib builds pack alike
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.create_system = 3
            box.writestr(entry, content.encode())
    return out.getvalue()


class _Lists:
    """Automatic lists: each run of items is a list of its own that starts at 1."""

    def __init__(self) -> None:
        self.count = 0
        self.open = False

    def next(self) -> int:
        if not self.open:
            self.count += 1
            self.open = True
        return self.count

    def close(self) -> None:
        self.open = False

    def part(self) -> str:
        level = (
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
            '<w:lvlJc w:val="left"/></w:lvl>'
        )
        start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        nums = "".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{start}</w:num>' for n in range(1, self.count + 1)
        )
        abstract = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        return f"{_HEAD}<w:numbering {_W}>{abstract}{nums}</w:numbering>"


def _run(text: str, bold: bool = False, italic: bool = False, size: int = 0) -> str:
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "") + (f'<w:sz w:val="{size}"/>' if size else "")
    pieces = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")]
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{'<w:br/>'.join(pieces)}</w:r>"


def _p(
    text: str,
    align: str = "both",
    *,
    bold: bool = False,
    italic: bool = False,
    indent: bool = False,
    num: int = 0,
    size: int = 0,  # half points; 0: that of the style
) -> str:
    inner = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num}"/></w:numPr>' if num else ""
    inner += '<w:ind w:firstLine="567"/>' if indent else ""
    inner += f'<w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{inner}</w:pPr>{_run(text, bold, italic, size) if text else ''}</w:p>"


def _layout(rows: list[tuple[str, str]]) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="5600"/></w:tblGrid>'
    body = "".join(
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{a}</w:tc>'
        f'<w:tc><w:tcPr><w:tcW w:w="5600" w:type="dxa"/></w:tcPr>{b}</w:tc></w:tr>'
        for a, b in rows
    )
    return f'<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/></w:tblPr>{grid}{body}</w:tbl>'


def _block(block: Block, lists: _Lists) -> str:
    if block.kind is Kind.ITEM:
        return _p(block.text, num=lists.next())
    lists.close()
    if block.kind is Kind.BREAK:
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    if block.kind is Kind.TABLE:
        columns = max(len(row) for row in block.rows)
        width = 9600 // columns
        rows = "".join(
            "<w:tr>"
            + "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_p(cell, "left")}</w:tc>' for cell in row
            )
            + "</w:tr>"
            for row in block.rows
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for _ in range(columns))
        look = f'<w:tblW w:w="9600" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{_p('')}"
    if block.kind is Kind.ARTICLE and (m := _BOLD.match(block.text)):
        inner = '<w:ind w:firstLine="567"/><w:jc w:val="both"/>'
        return f"<w:p><w:pPr>{inner}</w:pPr>{_run(m[1], bold=True)}{_run(m[2], bold=is_heading(m[2]))}</w:p>"
    if block.kind in (Kind.HEAD, Kind.NOTE):
        return _p(block.text, "center", bold=block.kind is Kind.HEAD, italic=block.kind is Kind.NOTE)
    return _p(block.text, indent=True)
