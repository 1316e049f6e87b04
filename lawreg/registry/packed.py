"""Files inside ZIP archives and mail messages: each becomes a file of the registry, "corpus/gui.zip#van-ban/a.docx".

The archive itself stays as it is in corpus/; what is inside is unpacked in memory, never to disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from lawreg.errors import Unreadable
from lawreg.model import Finding, Inspection
from lawreg.reading import containers
from lawreg.registry.disk import shown

_SUFFIXES = (".zip", ".eml", ".msg")
_HEAD = 8
_OFFICE = (".docx", ".docm", ".dotx", ".xlsx", ".pptx", ".odt", ".ods", ".doc", ".xls", ".ppt")
_LARGEST = 200 * 1024 * 1024  # bytes of an archive that is taken into memory


@dataclass(frozen=True, slots=True)
class Packed:
    """Where a file stands inside its archive, and what it held when the run was planned."""

    path: str
    chain: tuple[int, ...]
    sha256: str
    size: int
    trouble: Finding | None = None


def may_hold(path: Path) -> bool:
    """Whether the file is worth opening: a ZIP archive by its first bytes, a mail message by its name."""
    suffix = path.suffix.lower()
    if suffix in _SUFFIXES:
        return True
    if suffix in _OFFICE:  # nearly always what they say; opening each to look would cost as much as reading it
        return False
    with path.open("rb") as f:
        return f.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


def contents(path: Path, name: str) -> list[Packed] | None:
    """The files inside; None when it is no archive or mail after all.

    Raises:
        Unreadable: it is one, and cannot be opened or holds too much.
        OSError: the file cannot be read.
    """
    if path.stat().st_size > _LARGEST:
        raise Unreadable("too_large", file=name, megabytes=path.stat().st_size >> 20, limit=_LARGEST >> 20)
    data = path.read_bytes()
    if not data:
        return None
    if not containers.is_container(data, name):
        if data[:2] == b"PK" and path.suffix.lower() == ".zip":
            return _damaged_or_office(data, name)
        return None
    return _list(data, name)


def _damaged_or_office(data: bytes, name: str) -> list[Packed] | None:
    """A ".zip" that does not open is told as such; one that is a Word file under a wrong name is read as one."""
    import io
    import zipfile

    if zipfile.is_zipfile(io.BytesIO(data)):
        return None
    raise Unreadable("damaged_zip", file=name)


def _list(data: bytes, name: str) -> list[Packed]:
    out: list[Packed] = []
    taken: dict[str, int] = {}
    for m in containers.members(data, name):
        path = shown(m.path)
        taken[path] = taken.get(path, 0) + 1
        if taken[path] > 1:  # archives may hold one name twice
            path = f"{path}~{taken[path]}"
        trouble = m.trouble.finding if m.trouble else None
        if trouble is None and path.lower().endswith(".jsonl"):
            trouble = Unreadable("records_in_archive", file=path).finding
        digest = sha256(m.data or (repr(m.chain).encode() if trouble else b"")).hexdigest()
        out.append(Packed(path, m.chain, digest, len(m.data), trouble))
    return out


def inspect_packed(path: Path, packed: Packed, name: str, options: Any) -> Inspection:
    """Inspect one file of an archive.

    Raises:
        Unreadable: it must be set aside, or the archive changed since the run was planned.
    """
    from lawreg.inspection import inspect_text
    from lawreg.reading import ReadOptions, read_bytes

    if not isinstance(options, ReadOptions):
        options = ReadOptions()
    data = containers.member(_bytes(str(path), path.stat().st_mtime_ns), path.name, packed.chain)
    if sha256(data).hexdigest() != packed.sha256:
        raise Unreadable("changed_while_read", file=name)
    return inspect_text(read_bytes(data, packed.path.rpartition("/")[2], options=options), name)


@lru_cache(maxsize=1)  # the files of one archive are read one after the other
def _bytes(path: str, _changed: int) -> bytes:
    return Path(path).read_bytes()


def names_of(listed: list[Packed], container: str) -> Iterator[tuple[str, Packed]]:
    """What the registry calls the files inside."""
    for p in listed:
        yield f"{container}#{p.path}", p
