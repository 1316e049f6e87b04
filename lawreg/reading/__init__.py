"""Bytes to Text: the format is found by content, one module reads each format.

>>> read_bytes("Số: 01/2015/QĐ-UBND".encode(), "a.txt").content
'Số: 01/2015/QĐ-UBND'
"""

from __future__ import annotations

from pathlib import Path

from lawreg.errors import Unreadable
from lawreg.model import Text
from lawreg.reading.base import Reader, ReadOptions
from lawreg.reading.detect import detect
from lawreg.reading.readers import read_with

__all__ = ["ReadOptions", "Reader", "detect", "read_bytes", "read_path"]

_DEFAULTS = ReadOptions()


def read_bytes(data: bytes, name: str, *, options: ReadOptions = _DEFAULTS) -> Text:
    """Read one file's bytes; ``name`` is used in messages and as a last hint, never alone to choose the format.

    Raises:
        Unreadable: the file must be set aside; the code says why and its message what to do.
    """
    return read_with(data, name, options)


def read_path(path: Path, *, options: ReadOptions = _DEFAULTS) -> Text:
    """Read a file from disk; see :func:`read_bytes`."""
    path = Path(path)
    try:
        if path.is_dir():
            raise Unreadable("is_folder", file=str(path))
        size = path.stat().st_size
        if size > options.max_bytes:
            raise Unreadable("too_large", file=path.name, megabytes=size >> 20, limit=options.max_bytes >> 20)
        data = path.read_bytes()
        if path.stat().st_size != len(data):  # still being copied: reading half a document would be silent loss
            raise Unreadable("changed_while_read", file=path.name)
    except OSError as e:
        raise Unreadable("cannot_open", file=str(path), reason=e.strerror or type(e).__name__) from e
    return read_bytes(data, path.name, options=options)
