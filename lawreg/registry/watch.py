"""Waits for files to come, go or change, by looking again and again: no service of the system is needed, and it works
on network drives, which tell nobody of changes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lawreg.registry import disk

Seen = dict[str, tuple[int, int, int]]


def look(folders: Sequence[Path]) -> Seen:
    """Size, time and inode of every file under ``folders``; nothing is opened."""
    seen: Seen = {}
    for folder in folders:
        listed = disk.walk(folder) if folder.is_dir() else [(folder, None)]
        for path, trouble in listed:
            if trouble is not None:
                continue
            try:
                st = os.stat(path)
            except OSError:
                continue
            seen[os.fspath(path)] = st.st_size, st.st_mtime_ns, st.st_ino
    return seen


def settled(folders: Sequence[Path], *, seconds: float, sleep: Callable[[float], None] = time.sleep) -> Seen:
    """The files as they are once none of them changes any more; at once where none was written just now."""
    now = look(folders)
    newest = max((mtime for _, mtime, _ in now.values()), default=0)
    if time.time_ns() - newest > seconds * 2e9:
        return now
    return _at_rest(folders, now, seconds, sleep)


def _at_rest(folders: Sequence[Path], now: Seen, seconds: float, sleep: Callable[[float], None]) -> Seen:
    while True:
        sleep(seconds)
        then = look(folders)
        if then == now:
            return now
        now = then


def changes(
    folders: Sequence[Path], *, seconds: float, before: Seen | None = None, sleep: Callable[[float], None] = time.sleep
) -> Iterator[Seen]:
    """Yields whenever the files differ from the last time and have come to rest: a file that is still being copied
    differs from one look to the next, and is waited for."""
    last = look(folders) if before is None else before
    while True:
        sleep(seconds)
        now = look(folders)
        if now != last:
            last = _at_rest(folders, now, seconds, sleep)
            yield last
