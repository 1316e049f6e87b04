"""Makes Office files the same bytes for the same content: no time of writing inside the archive."""

from __future__ import annotations

import zipfile
from pathlib import Path

_DAY = (1980, 1, 1, 0, 0, 0)


def freeze(path: Path) -> None:
    """Rewrite the archive with one fixed time stamp."""
    with zipfile.ZipFile(path) as old:
        parts = [(info, old.read(info.filename)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info, data in parts:
            entry = zipfile.ZipInfo(info.filename, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = info.external_attr
            new.writestr(entry, data)
