"""The pages of a PDF or a picture beside what was read from them, so that a person can compare the two.

A number or a date read by OCR is never certain (``needs_review``): whoever confirms it looks at the page. The sheet is
one HTML file without scripts that loads nothing from elsewhere.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from contextlib import closing
from html import escape
from typing import Any

from lawreg.errors import Unreadable
from lawreg.i18n import _, language
from lawreg.model import Format, Text
from lawreg.secrecy import bears_mark

_HEAD = 4_000  # characters in which a mark of secrecy stands
_DPI = 110  # small print stays legible on a screen, a page weighs some 150 KB
_WIDTH = 910  # pixels: A4 at that resolution
_TALLEST = 4 * _WIDTH  # pixels: a strip of receipts scanned as one page, and no page that fills the memory
_QUALITY = 60
_STYLE = """
body { font: 15px/1.5 "Noto Sans", "Segoe UI", sans-serif; margin: 1rem; color: #222; }
section { display: flex; gap: 1.5rem; border-top: 1px solid #bbb; padding: 1rem 0; align-items: flex-start; }
figure { flex: 0 0 48%; margin: 0; position: sticky; top: 0; }
img { width: 100%; border: 1px solid #ccc; }
pre { flex: 1; white-space: pre-wrap; margin: 0; font: inherit; overflow-wrap: anywhere; }
mark { background: #ffe08a; }
@media print { section { break-inside: avoid; } figure { position: static; } }
"""


def sheet(data: bytes, text: Text, name: str) -> str:
    """An HTML page: each page of the file ``data`` as a picture, beside it the part of ``text`` read from it.

    Lines read with little confidence (``Text.doubtful``) are marked.

    Raises:
        Unreadable: the format has no pages (``without_pages``), the paper bears a mark of secrecy (``secret_pages``),
            or the file is damaged.
    """
    if text.format not in (Format.PDF, Format.SCAN):
        raise Unreadable("without_pages", file=name)
    if bears_mark(text.content[:_HEAD].split("\n")):
        raise Unreadable("secret_pages", file=name)
    starts = [*text.page_starts, len(text.content)]
    rows: list[str] = []
    for number, picture in enumerate(_pictures(data, name)):
        unread = number >= len(starts) - 1
        read = _("– not read –") if unread else _marked(text, starts[number], starts[number + 1])
        label = _("Page {page}").format(page=number + 1)
        shown = f'<img alt="{label}" src="{picture}">' if picture else _("– this page could not be drawn –")
        rows.append(f"<section><figure><figcaption>{label}</figcaption>{shown}</figure><pre>{read}</pre></section>")
    note = _("Marked lines were read with little confidence. Compare number, date and names with the page.")
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}"><head><meta charset="utf-8"><title>{escape(name)}</title>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
        f"style-src 'unsafe-inline'\"><style>{_STYLE}</style></head>\n"
        f"<body><h1>{escape(name)}</h1><p>{note}</p>\n" + "\n".join(rows) + "\n</body></html>\n"
    )


def _marked(text: Text, start: int, end: int) -> str:
    out: list[str] = []
    at = start
    for doubt in text.doubtful:
        first, last = max(doubt.start, at), min(doubt.end, end)
        if first < last:
            out += [escape(text.content[at:first]), f"<mark>{escape(text.content[first:last])}</mark>"]
            at = last
    out.append(escape(text.content[at:end]))
    return "".join(out).strip("\n")


def _pictures(data: bytes, name: str) -> Iterator[str]:
    if b"%PDF-" in data[:1024]:  # as lawreg.reading.detect tells a PDF, which may begin with something else
        yield from _of_pdf(data, name)
        return
    from PIL import Image, ImageOps, ImageSequence

    try:
        with Image.open(io.BytesIO(data)) as source:
            for frame in ImageSequence.Iterator(source):
                grey = ImageOps.exif_transpose(frame).convert("L")
                grey.thumbnail((_WIDTH, _TALLEST))
                yield _embedded(grey)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as e:
        raise Unreadable("damaged_image", file=name) from e


def _of_pdf(data: bytes, name: str) -> Iterator[str]:
    import pypdfium2

    from lawreg.reading.pdf import opened

    with opened(data, name) as document:
        for number in range(len(document)):
            try:
                with closing(document[number]) as page:
                    width, height = page.get_size()
                    scale = min(_DPI / 72, 2 * _WIDTH / max(1.0, width), _TALLEST / max(1.0, height))
                    yield _embedded(page.render(scale=scale, grayscale=True).to_pil())
            except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError):
                yield ""


def _embedded(image: Any) -> str:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"
