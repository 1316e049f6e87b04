"""The registry of readers: built-in ones by format, an office's own through entry points."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from lawreg.errors import LawregError, Unreadable
from lawreg.model import Finding, Format, Text
from lawreg.reading.base import Reader, ReadOptions
from lawreg.reading.detect import detect

GROUP = "lawreg.readers"

# module names, imported only when a file of the format comes by: start-up time and optional parts
_BUILT_IN = {
    Format.TEXT: "text",
    Format.HTML: "html",
    Format.DOCX: "docx",
    Format.DOC: "doc",
    Format.RTF: "rtf",
    Format.PDF: "pdf",
    Format.SCAN: "scan",
}


@cache
def added_readers() -> tuple[tuple[Reader, ...], tuple[Finding, ...]]:
    """Readers that other packages bring, in order of name, and a finding for each that cannot be loaded."""
    readers: list[Reader] = []
    findings: list[Finding] = []
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        try:
            made = point.load()
            reader = made() if isinstance(made, type) else made
            if not isinstance(reader, Reader):
                raise TypeError("accepts and read are missing")
            readers.append(reader)
        except Exception as e:  # another package's fault must not stop the batch
            findings.append(Finding("reader_not_loaded", {"reader": point.name, "reason": str(e) or type(e).__name__}))
    return tuple(readers), tuple(findings)


def built_in(found: Format) -> Reader | None:
    """The reader that comes with lawreg for a format."""
    module = _BUILT_IN.get(found)
    return import_module(f"lawreg.reading.{module}").READER if module else None


def read_with(data: bytes, name: str, options: ReadOptions) -> Text:
    """Find the format, choose a reader, read, and see to what holds for every format."""
    if len(data) > options.max_bytes:
        raise Unreadable("too_large", file=name, megabytes=len(data) >> 20, limit=options.max_bytes >> 20)
    others, findings = added_readers()
    found: Format | None
    refused: Unreadable | None = None
    try:
        found = detect(data, name)
    except Unreadable as e:
        found, refused = None, e
    reader = next((r for r in others if r.accepts(found, data, name)), None)
    if reader is None:
        if refused is not None:
            raise refused
        assert found is not None
        reader = built_in(found)
        if reader is None:
            raise Unreadable("unknown_format", file=name)
    try:
        text = reader.read(data, name, options)
    except LawregError:
        raise
    except (MemoryError, RecursionError) as e:
        raise Unreadable("too_complex", file=name) from e
    except Exception as e:  # one bad file never stops the others
        raise Unreadable("damaged_file", file=name, format=str(found or ""), reason=type(e).__name__) from e
    if len(text.content) > options.max_chars:
        raise Unreadable("too_much_text", file=name, limit=options.max_chars)
    text = replace(text, content=_storable(text))
    if not text.content.strip():
        raise Unreadable("no_text", file=name)
    return replace(text, sha256=hashlib.sha256(data).hexdigest(), findings=text.findings + findings)


_CONTROLS = dict.fromkeys([*(c for c in range(32) if c not in (9, 10)), *range(0xD800, 0xE000)], " ")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")


def _storable(text: Text) -> str:
    """Content without control characters and lone surrogates, as long as before; a text file keeps its characters."""
    if text.format is Format.TEXT or _CONTROL.search(text.content) is None:
        return text.content
    return text.content.translate(_CONTROLS)
