"""Scanned documents: page images out of a PDF, or an image file, read by OCR."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from lawreg.errors import Unreadable
from lawreg.model import Finding, Format, Severity, Text
from lawreg.reading import ocr
from lawreg.reading.base import ReadOptions
from lawreg.reading.ocr_repair import mend_page
from lawreg.reading.pdf_layout import Page
from lawreg.reading.pdf_page import letterhead_first
from lawreg.reading.pdf_text import assemble
from lawreg.secrecy import bears_mark

_MAX_PIXELS = 60_000_000  # a page of A3 at 300 dpi has 17 million


def can_read(name: str, options: ReadOptions) -> None:
    """Raises Unreadable with the remedy when scans cannot be read here."""
    if not options.ocr:
        raise Unreadable("no_text_layer", file=name)
    lacking = ocr.missing(options.ocr_language)
    if lacking:
        raise Unreadable(lacking, file=name, language=options.ocr_language)


def read_scanned_pdf(document: Any, name: str, options: ReadOptions, findings: tuple[Finding, ...]) -> Text:
    """A PDF without a text layer."""
    can_read(name, options)
    count = len(document)
    pages: list[Page] = []
    for number in range(min(count, options.ocr_page_limit)):
        pages.append(_page(document, number, options))
        options = _keeping_no_secret(options, pages[-1])
    if count > len(pages):
        findings += (Finding("ocr_limit", {"read": len(pages), "pages": count}),)
    return _text(pages, name, count, findings)


def fill_scanned_pages(
    document: Any, pages: Sequence[Page], numbers: Sequence[int], options: ReadOptions
) -> tuple[Finding, ...]:
    """Read the scanned pages of a PDF that has typed ones too; a finding names those left unread."""
    shown = ", ".join(str(n + 1) for n in numbers)
    if not options.ocr or ocr.missing(options.ocr_language):
        return (Finding("pages_without_text", {"pages": shown}),)
    for number in numbers[: options.ocr_page_limit]:
        read = _page(document, number, options)
        options = _keeping_no_secret(options, read)
        if sum(len(x.text) for x in read.lines) > sum(len(x.text) for x in pages[number].lines):
            pages[number].lines, pages[number].turned = read.lines, read.turned
            pages[number].width, pages[number].height, pages[number].scanned = read.width, read.height, True
    left = numbers[options.ocr_page_limit :]
    findings: tuple[Finding, ...] = (Finding("pages_by_ocr", {"pages": shown}), *_turned(pages))
    if left:
        findings += (Finding("pages_without_text", {"pages": ", ".join(str(n + 1) for n in left)}),)
    return findings


def _page(document: Any, number: int, options: ReadOptions) -> Page:
    import pypdfium2

    try:
        with closing(document[number]) as page:
            width, height = page.get_size()
            scale = options.ocr_dpi / 72
            scale = min(scale, (_MAX_PIXELS / max(1.0, width * height)) ** 0.5)
            image = page.render(scale=scale, grayscale=True).to_pil()
    except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError):
        return Page(number, [])
    return _read(image, number, scale, options)


def _read(image: Any, number: int, scale: float, options: ReadOptions) -> Page:
    try:
        found = ocr.read_image(image, options)
    except RuntimeError:  # tesseract's own failure or its time limit: the page stays empty, the rest goes on
        found = ocr.OcrPage([], image.width, image.height)
    lines = ocr.to_lines(found, number, scale)
    height = found.height / scale
    lines = mend_page(lines, first=number == 0, height=height)
    page = Page(number, lines, found.width / scale, height, scanned=True, turned=found.turned)
    if number == 0:
        page.lines = letterhead_first(page.lines, page.width)
    return page


def _keeping_no_secret(options: ReadOptions, page: Page) -> ReadOptions:
    """How to read on behind ``page``: of a paper that it marks as secret no further page goes into the cache.

    The paper will be refused and its pages removed (:mod:`lawreg.registry.work`); a program that is killed before that
    leaves none behind either.
    """
    return replace(options, cache_dir=None) if bears_mark(x.text for x in page.lines) else options


def _text(pages: list[Page], name: str, count: int, findings: tuple[Finding, ...]) -> Text:
    empty = [p.number + 1 for p in pages if not p.lines]
    content, starts, spans, doubtful = assemble(pages)
    if not content.strip():
        raise Unreadable("scan_without_words", file=name)
    findings += (Finding("read_by_ocr", {"pages": len(pages), "doubtful": len(doubtful)}),)
    findings += _turned(pages)
    if empty:
        findings += (Finding("pages_without_text", {"pages": ", ".join(map(str, empty))}),)
    return Text(
        content,
        Format.SCAN,
        pages=count,
        page_starts=starts,
        tables=spans,
        doubtful=doubtful,
        findings=findings,
        reader="scan:tesseract",
    )


def _turned(pages: Sequence[Page]) -> tuple[Finding, ...]:
    numbers = [str(p.number + 1) for p in pages if p.turned]
    return (Finding("pages_turned", {"pages": ", ".join(numbers)}, Severity.INFO),) if numbers else ()


class ScanReader:
    """Image files: photographed or scanned pages saved as PNG, JPEG, TIFF."""

    name = "scan"

    def accepts(self, found: Format | None, data: bytes, name: str) -> bool:
        return found is Format.SCAN

    def read(self, data: bytes, name: str, options: ReadOptions) -> Text:
        from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

        can_read(name, options)
        pages: list[Page] = []
        count = 0
        try:
            with Image.open(io.BytesIO(data)) as source:
                if source.width * source.height > _MAX_PIXELS * 2:
                    raise Unreadable("image_too_large", file=name, width=source.width, height=source.height)
                for count, frame in enumerate(ImageSequence.Iterator(source), 1):
                    if count > options.ocr_page_limit:
                        continue
                    grey = ImageOps.exif_transpose(frame).convert("L")  # telephones note how they were held
                    width = max(grey.width, 1)
                    scale = width / 595  # as if the page were A4
                    if width < 1700:  # small photographs read better enlarged
                        grey = grey.resize((grey.width * 2, grey.height * 2))
                        scale *= 2
                    pages.append(_read(grey, count - 1, scale, options))
                    options = _keeping_no_secret(options, pages[-1])
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as e:
            raise Unreadable("damaged_image", file=name) from e
        findings: tuple[Finding, ...] = ()
        if count > len(pages):
            findings = (Finding("ocr_limit", {"read": len(pages), "pages": count}),)
        return _text(pages, name, count, findings)


READER = ScanReader()
