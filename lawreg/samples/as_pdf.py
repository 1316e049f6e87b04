"""Writes a :class:`Sheet` as a PDF with a text layer (reportlab; Noto Sans out of the package pymupdf-fonts).

Nothing is compressed and no time is written, so the bytes are the same on every machine. Lines are drawn in the order
a word processor writes them: the left cell of the letterhead, then the right one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from lawreg.samples.as_text import NATION
from lawreg.samples.sheet import Block, Kind, Sheet, is_heading, numbered

_WIDTH, _HEIGHT = 595.3, 841.9
_LEFT, _RIGHT, _TOP, _BOTTOM = 85.0, 545.0, 785.0, 60.0
_SIZE, _LEAD = 11.0, 15.0
_FONTS = {"LawregSans": "notos", "LawregSans-Bold": "notosbo", "LawregSans-Italic": "notosit"}
PLAIN, BOLD, ITALIC = _FONTS


class FontsMissing(RuntimeError):
    """The extra "samples" is not installed."""


@cache
def _fonts() -> dict[str, Any]:
    try:
        import pymupdf_fonts
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
    except ImportError as e:
        raise FontsMissing("PDF samples need: pip install lawreg[samples]") from e
    found: dict[str, Any] = {}
    for name, key in _FONTS.items():
        font = TTFont(name, io.BytesIO(pymupdf_fonts.myfont(key)))
        pdfmetrics.registerFont(font)
        found[name] = font
    return found


@lru_cache(maxsize=200_000)
def _width(word: str, font: str) -> float:
    from reportlab.pdfbase import pdfmetrics

    return float(pdfmetrics.stringWidth(word, font, 1000.0)) / 1000.0


def _wrap(text: str, font: str, size: float, room: float, indent: float = 0.0) -> Iterator[str]:
    space = _width(" ", font) * size
    for part in text.split("\n"):
        line: list[str] = []
        used = indent
        for word in part.split(" "):
            w = _width(word, font) * size
            if line and used + w > room:
                yield " ".join(line)
                line, used = [], 0.0
            line.append(word)
            used += w + space
        yield " ".join(line)
        indent = 0.0


class _Page:
    """A pen that walks down the page and turns it."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.y = _TOP
        self.page = 1

    def need(self, height: float) -> None:
        if self.y - height < _BOTTOM:
            self.turn()

    def turn(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self.canvas.setFont(PLAIN, _SIZE)
        self.canvas.drawCentredString(_WIDTH / 2, _HEIGHT - 36, str(self.page))
        self.y = _TOP

    def paragraph(self, text: str, font: str = PLAIN, align: str = "left", indent: float = 28.0) -> None:
        first = True
        inset = indent if align == "left" else 0.0
        for line in _wrap(text, font, _SIZE, _RIGHT - _LEFT, inset):
            self.need(_LEAD)
            self.canvas.setFont(font, _SIZE)
            if align == "center":
                self.canvas.drawCentredString((_LEFT + _RIGHT) / 2, self.y, line)
            else:
                self.canvas.drawString(_LEFT + (inset if first else 0.0), self.y, line)
            first = False
            self.y -= _LEAD
        self.y -= 4

    def cell(self, lines: list[tuple[str, str]], x: float, width: float, y: float, center: bool = True) -> float:
        for text, font in lines:
            for line in _wrap(text, font, _SIZE - 1, width):
                self.canvas.setFont(font, _SIZE - 1)
                if center:
                    self.canvas.drawCentredString(x + width / 2, y, line)
                else:
                    self.canvas.drawString(x, y, line)
                y -= _LEAD - 1
        return y

    def table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        widths = _columns(rows)
        for row in rows:
            wrapped = [list(_wrap(c, PLAIN, _SIZE - 1, w - 6)) for c, w in zip(row, widths, strict=False)]
            height = max(len(lines) for lines in wrapped) * (_LEAD - 1) + 6
            self.need(height)
            x = _LEFT
            for lines, width in zip(wrapped, widths, strict=False):
                self.canvas.rect(x, self.y + _SIZE - height + 2, width, height)
                self.canvas.setFont(PLAIN, _SIZE - 1)
                for n, line in enumerate(lines):
                    self.canvas.drawString(x + 3, self.y - n * (_LEAD - 1), line)
                x += width
            self.y -= height
        self.y -= 8


def _columns(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Column widths: the longest word of each column fits, the rest is shared out by the amount of text."""
    columns = max(len(row) for row in rows)
    cells = [[row[i] for row in rows if i < len(row)] for i in range(columns)]
    least = [max(_width(w, PLAIN) for c in column for w in c.split(" ")) * (_SIZE - 1) + 9 for column in cells]
    long = [5.0 * max(min(60, len(c)) for c in column) for column in cells]
    wish = [max(0.0, full - low) for full, low in zip(long, least, strict=True)]
    rest = max(0.0, _RIGHT - _LEFT - sum(least))
    total = sum(wish) or 1.0
    return [low + rest * more / total for low, more in zip(least, wish, strict=True)]


def pdf(sheet: Sheet) -> bytes:
    """The document as the bytes of a PDF file.

    Raises:
        FontsMissing: the extra "samples" is not installed.
    """
    fonts = _fonts()
    from reportlab.pdfgen.canvas import Canvas

    for font in fonts.values():
        font.state.clear()  # subsets hang on the canvas; a registered font must not remember the last one
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(_WIDTH, _HEIGHT), pageCompression=0, invariant=1)
    canvas.setTitle("")
    pen = _Page(canvas)
    if sheet.letterhead:
        _letterhead(pen, sheet)
    for line in (sheet.type_name, *sheet.title):
        if line:
            pen.paragraph(line, BOLD, "center")
    pen.y -= 6
    if sheet.authority:
        pen.paragraph(sheet.authority, BOLD, "center")
    for line in sheet.recitals:
        pen.paragraph(line, ITALIC)
    if sheet.enacting:
        pen.paragraph(sheet.enacting, BOLD, "center")
    _blocks(pen, sheet.body)
    if sheet.recipients or sheet.signer:
        _signature(pen, sheet)
    _blocks(pen, sheet.after)
    if sheet.mark:
        pen.need(_LEAD * 2)
        pen.y -= _LEAD
        pen.paragraph(sheet.mark, ITALIC, "center")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _letterhead(pen: _Page, sheet: Sheet) -> None:
    left = [(line, BOLD) for line in sheet.issuer] + [("-------", PLAIN)]
    right = [(line, BOLD) for line in NATION] + [("---------------", PLAIN)]
    y = pen.cell(left, 60, 190, pen.y)
    y = min(y, pen.cell(right, 255, 300, pen.y)) - 4
    below = pen.cell([(sheet.number_line, PLAIN)], 60, 190, y)
    pen.y = min(below, pen.cell([(sheet.date_line, ITALIC)], 255, 300, y)) - 14


def _signature(pen: _Page, sheet: Sheet) -> None:
    left = [("Nơi nhận:", BOLD)] if sheet.recipients else []
    left += [(line, PLAIN) for line in sheet.recipients]
    right = [(line, BOLD) for line in sheet.sign]
    pen.need(max(len(left), len(right) + 4) * _LEAD + 20)
    pen.y -= 8
    y = pen.cell(left, _LEFT, 215, pen.y, center=False)
    z = pen.cell(right, 310, 235, pen.y)
    z = pen.cell([(sheet.signer, BOLD)], 310, 235, z - 42)
    pen.y = min(y, z) - 14


def _blocks(pen: _Page, items: tuple[Block, ...]) -> None:
    for block in numbered(items):
        if block.kind is Kind.BREAK:
            pen.turn()
        elif block.kind is Kind.TABLE:
            pen.table(block.rows)
        elif block.kind in (Kind.HEAD, Kind.NOTE):
            pen.paragraph(block.text, BOLD if block.kind is Kind.HEAD else ITALIC, "center")
        elif block.kind is Kind.ARTICLE and is_heading(block.text):
            pen.paragraph(block.text, BOLD)
        else:
            pen.paragraph(block.text)
