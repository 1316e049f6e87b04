"""PDF with a text layer, through pdfium; scans are handed to OCR.

pdfium reads 20 to 40 times faster than the pure-Python readers; pdfplumber is asked only for pages whose letters come
out strewn (fonts with substituted glyphs).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from lawreg.errors import Unreadable
from lawreg.model import Finding, Format, Span, Text
from lawreg.reading import legacy_fonts
from lawreg.reading.base import ReadOptions
from lawreg.reading.pdf_layout import Page, is_stamp
from lawreg.reading.pdf_lines import Measure, mark_raised, page_lines, reading_turn
from lawreg.reading.pdf_page import garbled, letters_lost, order_columns, reread_garbled
from lawreg.reading.pdf_tables import mark_tables
from lawreg.reading.pdf_text import assemble

_PASSWORD = 4  # FPDF_ERR_PASSWORD
LEAST_CHARACTERS = 200  # of a page's text layer, signature stamps left out


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Any]:
    """The PDF document.

    Raises:
        Unreadable: damaged or encrypted.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as e:
        code = "encrypted_pdf" if e.err_code == _PASSWORD and b"/Encrypt" in data else "damaged_pdf"
        raise Unreadable(code, file=name) from e
    try:
        yield document
    finally:
        document.close()


class PdfReader:
    name = "pdf"

    def accepts(self, found: Format | None, data: bytes, name: str) -> bool:
        return found is Format.PDF

    def read(self, data: bytes, name: str, options: ReadOptions) -> Text:
        with opened(data, name) as document:
            count = len(document)
            if count == 0:
                raise Unreadable("damaged_pdf", file=name)
            if count > options.max_pages:
                raise Unreadable("too_many_pages", file=name, pages=count, limit=options.max_pages)
            pages, unread = _pages(document)
            bare = [p.number for p in pages if _is_bare(p)]
            findings = _attachments(document)
            if unread:
                findings += (Finding("pages_damaged", {"pages": _ranges(unread)}),)
            if len(bare) == len(pages):
                from lawreg.reading.scan import read_scanned_pdf

                return read_scanned_pdf(document, name, options, findings)
            images = [n for n in bare if _has_page_image(document, n)]
            if images:
                from lawreg.reading.scan import fill_scanned_pages

                findings += fill_scanned_pages(document, pages, images, options)
            garbled_pages = [p for p in pages if garbled("\n".join(x.text for x in p.lines))]
            if garbled_pages:
                findings += reread_garbled(data, garbled_pages)
        content, starts, spans, doubtful = assemble(pages)
        pieces = [content[a:b] for a, b in zip(starts, [*starts[1:], len(content)], strict=True)]
        lost = [n for n, piece in enumerate(pieces) if letters_lost(piece)]
        if lost:
            findings += (Finding("letters_lost", {"pages": _ranges(lost)}),)
        typed = content
        content, converted = legacy_fonts.mend(typed)
        place = legacy_fonts.carried(typed, content)
        return Text(
            content,
            Format.PDF,
            pages=count,
            page_starts=tuple(map(place, starts)),
            tables=tuple(Span(place(s.start), place(s.end)) for s in spans),
            doubtful=tuple(Span(place(s.start), place(s.end)) for s in doubtful),
            findings=findings + converted,
            reader="pdf:pdfium",
        )


def _pages(document: Any) -> tuple[list[Page], list[int]]:
    import pypdfium2

    pages: list[Page] = []
    unread: list[int] = []
    for number in range(len(document)):
        try:
            with closing(document[number]) as page:
                pages.append(_page(page, number))
        except (pypdfium2.PdfiumError, OSError, ValueError):
            unread.append(number)
            pages.append(Page(number, []))
    return pages, unread


def _page(page: Any, number: int) -> Page:
    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        turn = reading_turn(textpage)
        if turn and not page.get_rotation():
            textpage.close()
            page.set_rotation(turn)  # of the page in memory: pdfium joins words only along level lines
            textpage = page.get_textpage()
        else:
            turn = 0
        measure = Measure(textpage, turn, width, height)
        if turn in (90, 270):
            width, height = height, width
        lines = page_lines(textpage, number, measure)
        mark_raised(lines, measure)
        lines = mark_tables(page, lines, measure)
        lines = order_columns(lines, measure, width, height, first=number == 0)
    finally:
        textpage.close()
    return Page(number, lines, width, height)


def _is_bare(page: Page) -> bool:
    """Whether a page has so little text, stamps apart, that it may be a scan; its first lines mostly tell."""
    count = 0
    for line in page.lines:
        if not is_stamp(line.text):
            count += len(line.text)
            if count >= LEAST_CHARACTERS:
                return False
    return True


def _has_page_image(document: Any, number: int) -> bool:
    """Whether an image covers most of the page: a scanned page among typed ones."""
    import pypdfium2.raw as raw

    with closing(document[number]) as page:
        width, height = page.get_size()
        for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
            left, bottom, right, top = item.get_bounds()
            if (right - left) * (top - bottom) > 0.5 * width * height:
                return True
    return False


def _attachments(document: Any) -> tuple[Finding, ...]:
    count = document.count_attachments()
    if not count:
        return ()
    names = [document.get_attachment(i).get_name() for i in range(min(count, 20))]
    return (Finding("attached_files", {"count": count, "names": ", ".join(names)}),)


def _ranges(numbers: list[int]) -> str:
    """Page numbers as people write them: 1-3, 7."""
    out: list[str] = []
    at = 0
    while at < len(numbers):
        end = at
        while end + 1 < len(numbers) and numbers[end + 1] == numbers[end] + 1:
            end += 1
        out.append(str(numbers[at] + 1) if end == at else f"{numbers[at] + 1}-{numbers[end] + 1}")
        at = end + 1
    return ", ".join(out)


READER = PdfReader()
