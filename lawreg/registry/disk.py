"""Files of a corpus: walking, names that can be stored and shown, hashes, copies into the workspace."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote_from_bytes

from lawreg.errors import WorkspaceError
from lawreg.model import Finding, Severity

# never documents: the workspace's own files, and what editors and systems leave behind
_OWN = {"decisions.jsonl", "README.md", "Thumbs.db", "desktop.ini"}
_LEFTOVERS = (".tmp", ".part", ".crdownload", ".swp", ".bak~", "~")
_COPY = ".lawreg-copy-"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. ``name`` is what the registry calls it; ``raw`` its path's bytes where the name differs."""

    path: Path
    name: str
    raw: str | None = None
    origin: Path | None = None  # where it stands outside the workspace, to be copied in


def passed_over(name: str) -> bool:
    """Hidden and temporary files, Word's lock files (~$…) and the workspace's own."""
    return name.startswith((".", "~$")) or name.endswith(_LEFTOVERS) or name in _OWN


def walk(folder: Path) -> Iterator[tuple[Path, Finding | None]]:
    """Files under ``folder`` in order of their names; links are followed, a loop of links is told and left."""
    seen: set[tuple[int, int]] = set()
    yield from _walk(folder, seen)


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[tuple[Path, Finding | None]]:
    try:
        st = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as e:
        yield folder, Finding("cannot_open", {"reason": e.strerror or str(e)}, Severity.ERROR)
        return
    if (st.st_dev, st.st_ino) in seen and st.st_ino:
        yield folder, Finding("link_loop", {}, Severity.ERROR)
        return
    seen = seen | {(st.st_dev, st.st_ino)}  # the folders above this one: a loop leads back to one of them
    for entry in entries:
        path = Path(entry.path)
        if passed_over(entry.name):
            continue
        try:
            mode = entry.stat().st_mode
        except OSError as e:
            code = "link_loop" if e.errno == 40 else "broken_link" if entry.is_symlink() else "cannot_open"
            yield path, Finding(code, {"reason": e.strerror or str(e)}, Severity.ERROR)
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(path, seen)
        elif stat.S_ISREG(mode):
            yield path, None
        else:
            yield path, Finding("not_a_file", {}, Severity.ERROR)


def shown(relative: str) -> str:
    """A name that can be stored, printed and typed: composed letters, no control characters."""
    if os.sep != "/":
        relative = relative.replace(os.sep, "/")
    if relative.isprintable() and unicodedata.is_normalized("NFC", relative):
        return relative
    out = unicodedata.normalize("NFC", relative)
    return "".join(ch if ch.isprintable() and not "\ud800" <= ch <= "\udfff" else _escaped(ch) for ch in out)


def _escaped(ch: str) -> str:
    return "".join(f"%{b:02X}" for b in ch.encode("utf-8", "surrogateescape" if ch >= "\udc80" else "surrogatepass"))


def names(paths: Iterable[Path], root: Path) -> list[Found]:
    """Names of files of the workspace; two paths that would be shown alike (NFC and NFD) stay two."""
    start = len(os.fspath(root).rstrip("/\\")) + 1
    listed = [(p, os.fspath(p)[start:].replace(os.sep, "/")) for p in paths]
    plain = {relative for _, relative in listed}
    out: list[Found] = []
    for path, relative in listed:
        name = shown(relative)
        raw = None
        if name != relative:
            data = os.fsencode(relative)
            raw = quote_from_bytes(data, safe="/")
            if name in plain:
                name = f"{name}~{hashlib.sha256(data).hexdigest()[:6]}"
        out.append(Found(path, name, raw))
    return out


def sha256_of(path: Path) -> str:
    h = hashlib.sha256()
    with open(path, "rb", buffering=0) as f:
        while block := f.read(_BLOCK):
            h.update(block)
    return h.hexdigest()


def changed_since(path: Path, since: date | datetime | None) -> bool:
    if since is None:
        return True
    moment = since if isinstance(since, datetime) else datetime(since.year, since.month, since.day)
    return path.stat().st_mtime >= moment.timestamp()


# --------------------------------------------------------------------------------------------------- copies


def inside(path: Path, folder: Path) -> bool:
    """Whether ``path`` stands in ``folder``, without following its own last link."""
    try:
        path.absolute().relative_to(folder.absolute())
    except ValueError:
        try:
            path.resolve().relative_to(folder.resolve())
        except ValueError:
            return False
    return True


def no_room(e: OSError) -> bool:
    """Whether the disk is full, or what this user may use of it."""
    return e.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def copy_beside(source: Path, place: Path, sha256: str) -> Path:
    """Copy whole under a temporary name beside ``place``, or not at all; a file that is no longer what was read is
    refused.

    Raises:
        ValueError: it changed meanwhile.
        FileNotFoundError: it is gone.
        WorkspaceError: no room, or no right to write.
    """
    temporary = place.with_name(f"{_COPY}{os.getpid()}-{hashlib.sha256(os.fsencode(place.name)).hexdigest()[:12]}")
    try:
        with told(place, source):
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, temporary)
            if sha256_of(temporary) != sha256:
                raise ValueError("changed")
            shutil.copystat(source, temporary)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


@contextmanager
def told(place: Path, source: Path | None = None) -> Iterator[None]:
    """What the system refuses while ``place`` is written is told as what to do about it; a ``source`` that is gone is
    left to the caller."""
    try:
        yield
    except OSError as e:
        if source is not None and isinstance(e, FileNotFoundError) and not source.exists():
            raise
        code = "disk_full" if no_room(e) else "cannot_write"
        where = {"file": str(place), "folder": str(place.parent)}
        raise WorkspaceError(code, **where, reason=e.strerror or str(e)) from e


def clear_leftovers(corpus: Path) -> None:
    """Copies that a killed process did not finish."""
    for leftover in corpus.rglob(f"{_COPY}*"):
        leftover.unlink(missing_ok=True)
