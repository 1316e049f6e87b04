"""From the pages of a PDF or a scan to one text with its page starts, tables and doubtful places."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from lawreg.model import Span
from lawreg.reading.pdf_layout import (
    Page,
    body_size,
    drop_furniture,
    glue,
    indented_style,
    is_stamp,
    joins,
    set_margins,
    take_notes,
)
from lawreg.reading.pdf_lines import Line
from lawreg.reading.pdf_tables import TABLE, table_text

_NOTE = regex.compile(r"\[?(\d{1,3})\]?\.?\s*(.*)")


def assemble(pages: list[Page]) -> tuple[str, tuple[int, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Content, page starts, data tables, doubtful spans."""
    for page in pages:
        page.lines = [x for x in page.lines if not is_stamp(x.text)]
    drop_furniture(pages)
    size = body_size(pages)
    for page in pages:
        take_notes(page, size)
    set_margins(pages)
    indented = indented_style(pages)
    pieces: list[str] = []
    length = 0
    starts: list[int] = []
    spans: list[Span] = []
    doubtful: list[Span] = []
    before: tuple[Line, Page] | None = None

    def put(text: str) -> None:
        nonlocal length
        pieces.append(text)
        length += len(text)

    for page in pages:
        page_start = None
        for line in page.lines:
            text = line.text
            if before is not None:
                if joins(before[0], line, page, before[1], indented):
                    put(glue(before[0].text, text))
                else:
                    put("\n")
            if page_start is None:
                page_start = length
            if text.startswith(TABLE):
                text = table_text(text)
                spans.append(Span(length, length + len(text)))
            if not line.sure:
                doubtful.append(Span(length, length + len(text)))
            put(text)
            before = (line, page)
        starts.append(length if page_start is None else page_start)
    for text in _notes(pages, indented):
        if pieces:
            put("\n")
        put(text)
    return "".join(pieces), tuple(starts), tuple(spans), tuple(doubtful)


def _notes(pages: list[Page], indented: bool) -> Iterator[str]:
    """Footnotes as paragraphs, each led by its number in brackets."""
    current = ""
    for page in pages:
        for line in page.notes:
            begins = _NOTE.match(line.text)
            if begins and (not begins[2] or line.x0 < page.left + 60):
                if current:
                    yield current
                current = f"[{begins[1]}] {begins[2]}".strip()
            elif current:
                starts_lower = line.text[:1].islower()
                if line.x0 > page.left + 10 and not starts_lower and not current.endswith("]"):
                    yield current
                    current = line.text
                else:
                    current += (glue(current, line.text) if not current.endswith("]") else " ") + line.text
            else:
                current = line.text
    if current:
        yield current
