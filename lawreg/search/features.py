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
_UNIT = struct.Struct("<QHHHBB")  # document's slot, place, syllables and pairs of the heading, rank, unused
_DOCUMENT = struct.Struct("<HHHH")  # syllables and pairs of the title, year, length of the key
_MOST = 4000


@lru_cache(maxsize=100_000)
def hashed(word: str) -> int:
    """The number a word is known by here; words that share one do no harm but a little noise."""
    return crc32(word.encode())


def _hashes(words: list[str]) -> tuple[bytes, int, int]:
    folded = [analysis.fold_word(w) for w in words]
    ones = array("I", sorted({hashed(w) for w in folded})[:_MOST])
    twos = array("I", sorted({hashed(p) for p in analysis.pairs(folded)})[:_MOST])
    if sys.byteorder == "big":
        ones.byteswap()
        twos.byteswap()
    return ones.tobytes() + twos.tobytes(), len(ones), len(twos)


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
        body, ones, twos = _hashes(title)
        said = key.encode()[:200]
        return self._put(_DOCUMENT.pack(ones, twos, min(max(year, 0), 65535), len(said)) + said + body)

    def unit(self, document: int, place: int, heading: list[str], rank: int) -> int:
        """Record of a unit of the document at slot ``document``."""
        body, ones, twos = _hashes(heading)
        return self._put(_UNIT.pack(document, min(place, 65535), ones, twos, min(rank, 255), 0) + body)

    def close(self) -> None:
        self._file.close()


class Document(NamedTuple):
    ones: frozenset[int]
    twos: frozenset[int]
    year: int
    key: str


class Unit(NamedTuple):
    document: int
    place: int
    ones: frozenset[int]
    twos: frozenset[int]
    rank: int


class Reader:
    """Reads records by slot; an empty or missing file has none."""

    def __init__(self, folder: Path) -> None:
        try:
            with (folder / FILE).open("rb") as f:
                self._bytes: mmap.mmap | bytes = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # mmap refuses an empty file
            self._bytes = b""
        self._documents: dict[int, Document] = {}

    def _array(self, at: int, n: int) -> frozenset[int]:
        found = array("I")
        found.frombytes(self._bytes[at : at + 4 * n])
        if sys.byteorder == "big":
            found.byteswap()
        return frozenset(found)

    def unit(self, slot: int) -> Unit | None:
        """The unit at ``slot``; None where the file does not reach that far."""
        if slot < 0 or slot + _UNIT.size > len(self._bytes):
            return None
        document, place, ones, twos, rank, _ = _UNIT.unpack_from(self._bytes, slot)
        at = slot + _UNIT.size
        return Unit(document, place, self._array(at, ones), self._array(at + 4 * ones, twos), rank)

    def document(self, slot: int) -> Document:
        """The document at ``slot``."""
        kept = self._documents.get(slot)
        if kept is None:
            ones, twos, year, length = _DOCUMENT.unpack_from(self._bytes, slot)
            at = slot + _DOCUMENT.size
            key = bytes(self._bytes[at : at + length]).decode("utf-8", "ignore")
            at += length
            kept = Document(self._array(at, ones), self._array(at + 4 * ones, twos), year, key)
            if len(self._documents) > 20_000:
                self._documents.clear()
            self._documents[slot] = kept
        return kept

    def close(self) -> None:
        if isinstance(self._bytes, mmap.mmap):
            self._bytes.close()
