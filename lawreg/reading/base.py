"""What every reader shares: its options, its protocol, and the checks all input goes through."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from lawreg.model import Format, Text

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How far a reader may go with one file.

    The limits keep one hostile or broken file from taking the machine: each is far above what a legal document
    needs (the longest gazette issues have some 600 pages).
    """

    ocr: bool = True
    ocr_page_limit: int = 60
    ocr_language: str = "vie"
    ocr_dpi: int = 300
    cache_dir: Path | None = None  # pages read by OCR are kept here by the hash of their image
    word_reader: str = "auto"  # auto | builtin | libreoffice | antiword | catdoc
    max_bytes: int = 200 * MIB
    max_pages: int = 3000
    max_unpacked: int = 400 * MIB  # all parts of one DOCX together
    max_chars: int = 30_000_000
    tool_seconds: float = 120.0  # for each run of an outside program


@runtime_checkable
class Reader(Protocol):
    """A format reader. An office adds its own under the entry-point group ``lawreg.readers``.

    ``accepts`` sees the format found by content (None when unknown); the first reader that accepts reads the file.
    ``read`` raises :class:`lawreg.errors.Unreadable` for what must be set aside.
    """

    name: str

    def accepts(self, found: Format | None, data: bytes, name: str) -> bool: ...

    def read(self, data: bytes, name: str, options: ReadOptions) -> Text: ...
