"""From the pages of a PDF or a scan to one text with its page starts, tables and doubtful places."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from lawreg.model import Span
from lawreg.reading.pdf_layout import (
    Page,
    body_size,
    bracket_marks,
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

_NOTE = regex.compile(r"\[?(\d{1,3})\]?(?![\d.,)/])\s*(.*)")
_WRITTEN = regex.compile(r"\[(\d{1,3})\] ")


def assemble(pages: list[Page]) -> tuple[str, tuple[int, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Content, page starts, data tables, doubtful spans."""
    for page in pages:
        page.lines = [x for x in page.lines if not is_stamp(x.text)]
    drop_furniture(pages)
    size = body_size(pages)
    for before_page, page in zip([None, *pages], pages, strict=False):
        if not page.scanned:
            take_notes(page, size, before_page is not None and bool(before_page.notes))
    notes = list(_notes(pages))
    numbers = frozenset(m[1] for note in notes if (m := _WRITTEN.match(note)))
    if numbers:
        for page in pages:
            bracket_marks(page, numbers, size)
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
    for text in notes:
        if pieces:
            put("\n")
        put(text)
    return "".join(pieces), tuple(starts), tuple(spans), tuple(doubtful)


def _notes(pages: list[Page]) -> Iterator[str]:
    """Footnotes as paragraphs, each led by its number in brackets. Their numbers follow one another."""
    current = ""
    number = 0
    for page in pages:
        usual = max((x.size for x in page.notes), default=0.0)
        for line in page.notes:
            text = line.text
            mark = _NOTE.match(text)
            if mark and (
                int(mark[1]) == number + 1 or (line.size < 0.8 * usual and number < int(mark[1]) < number + 9)
            ):
                if current:
                    yield current
                number = int(mark[1])
                current = f"[{number}] {mark[2]}".strip()
            elif not current or current.endswith("]"):
                current = f"{current} {text}".strip()
            elif line.x0 > page.left + 10 and not text[:1].islower():
                yield current
                current = text
            else:
                current += glue(current, text) + text
    if current:
        yield current
