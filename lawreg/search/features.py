"""What re-ranking knows of a unit, in one append-only file beside the index.

The engine finds a hundred candidates by their words; which of them comes first also depends on how much of a unit's own
title and heading the query says, on how often the document is cited, and on the like. Reading that from the engine's
store would cost more than the search, so each unit carries the offset (``slot``) of a small record here: hashes of the
words of its heading, its place, and the offset of its document's record with the hashes of the title's words. Replaced
units leave their records behind; a rebuild sheds them.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple
from zlib import crc32

from lawreg.search import analysis

FILE = "features.bin"
_UNIT = struct.Struct("<QHHB")  # document's slot, place, syllables of the heading, rank
_DOCUMENT = struct.Struct("<HHH")  # syllables of the title, year, length of the key
_NONE: frozenset[int] = frozenset()
_MOST = 4000
_KEPT = 20_000  # records held in memory


@lru_cache(maxsize=100_000)
def hashed(word: str) -> int:
    """The number a word is known by here; words that share one do no harm but a little noise."""
    return crc32(word.encode())


def _hashes(words: list[str]) -> tuple[bytes, int]:
    found = array("I", sorted({hashed(analysis.fold_word(w)) for w in words})[:_MOST])
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes(), len(found)


class Writer:
    """Appends records; the slot of each goes into the engine."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file: BinaryIO = (folder / FILE).open("ab")
        self._at = self._file.tell()

    def _put(self, record: bytes) -> int:
        slot = self._at
        self._file.write(record)
        self._at += len(record)
        return slot

    def document(self, title: list[str], year: int, key: str) -> int:
        """Record of a document; ``key`` is the term by which others cite it."""
        body, n = _hashes(title)
        said = key.encode()[:200]
        return self._put(_DOCUMENT.pack(n, min(max(year, 0), 65535), len(said)) + said + body)

    def unit(self, document: int, place: int, heading: list[str], rank: int) -> int:
        """Record of a unit of the document at slot ``document``."""
        body, n = _hashes(heading)
        return self._put(_UNIT.pack(document, min(place, 65535), n, min(rank, 255)) + body)

    def close(self) -> None:
        self._file.close()


class Document(NamedTuple):
    words: frozenset[int]
    year: int
    key: str


class Unit(NamedTuple):
    """``document`` is its slot, ``named`` the number of words of its heading and of its document's title together."""

    document: int
    place: int
    words: frozenset[int]
    rank: int
    named: int


class Reader:
    """Reads records by slot; an empty or missing file has none."""

    def __init__(self, folder: Path) -> None:
        try:
            with (folder / FILE).open("rb") as f:
                self._bytes: mmap.mmap | bytes = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # mmap refuses an empty file
            self._bytes = b""
        self._documents: dict[int, Document] = {}
        self._units: dict[int, Unit] = {}

    def _array(self, at: int, n: int) -> frozenset[int]:
        return frozenset(struct.unpack_from(f"<{n}I", self._bytes, at)) if n else _NONE

    def unit(self, slot: int) -> Unit | None:
        """The unit at ``slot``; None where the file does not reach that far."""
        kept = self._units.get(slot)
        if kept is None:
            if slot < 0 or slot + _UNIT.size > len(self._bytes):
                return None
            document, place, n, rank = _UNIT.unpack_from(self._bytes, slot)
            words = self._array(slot + _UNIT.size, n)
            title = self.document(document).words
            kept = Unit(document, place, words, rank, len(words | title) if words else len(title))
            if len(self._units) > _KEPT:
                self._units.clear()
            self._units[slot] = kept
        return kept

    def document(self, slot: int) -> Document:
        """The document at ``slot``."""
        kept = self._documents.get(slot)
        if kept is None:
            n, year, length = _DOCUMENT.unpack_from(self._bytes, slot)
            at = slot + _DOCUMENT.size
            key = bytes(self._bytes[at : at + length]).decode("utf-8", "ignore")
            kept = Document(self._array(at + length, n), year, key)
            if len(self._documents) > _KEPT:
                self._documents.clear()
            self._documents[slot] = kept
        return kept

    def close(self) -> None:
        if isinstance(self._bytes, mmap.mmap):
            self._bytes.close()
