"""Files from elsewhere on their way into corpus/: copied beside their places, noted, then put there, a batch at a time.

Where each came from is noted before it stands in corpus/, and the note must be on the disk by then. Waiting for the
disk once a batch instead of once a file saves a second for every hundred files where the disk is a turning one. A run
killed at any moment leaves copies under temporary names, which the next run clears, and notes of files that are not
there yet, which that run copies to the same places.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

from lawreg.registry import disk, past
from lawreg.workspace import Workspace


class Copies:
    """The copies of one batch; whatever was not put in its place by the end is removed."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._waiting: list[tuple[disk.Found, Path, Path, str | None]] = []  # file, copy, place, hash of what it is for

    def __enter__(self) -> Copies:
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, at: TracebackType | None) -> None:
        for _, copy, _, _ in self._waiting:
            copy.unlink(missing_ok=True)

    def add(self, found: disk.Found, sha256: str) -> None:
        """Copy a file, unless its like stands in its place already.

        Raises:
            ValueError: it is no longer what was read.
            FileNotFoundError: it is gone.
            WorkspaceError: no room, or no right to write.
        """
        place = self._ws.root / found.name
        old = disk.sha256_of(place) if place.is_file() else None
        if old != sha256:
            self._waiting.append((found, disk.copy_beside(found.path, place, sha256), place, old))

    def put(self) -> None:
        """Give every copy its place; what stood there is kept in the history.

        Raises:
            WorkspaceError: no room, or no right to write.
        """
        if not self._waiting:
            return
        past.note_origins(self._ws, [(found.name, found.path) for found, _, _, _ in self._waiting])
        for _, copy, place, old in self._waiting:
            if old is not None:
                past.keep_file(self._ws, place, old)
            with disk.told(place):
                os.replace(copy, place)
