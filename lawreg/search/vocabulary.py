"""The index's own words, kept beside it: for reading queries typed without accents and for "did you mean".

``vocabulary.txt`` holds a line of JSON (issuers, units of the index) and then, in order, a line for each folded
syllable: its spellings with the number of units they stand in, parted by tabs. A query looks up a handful of lines, so
they are read only when asked for. The file is written anew after every commit from the engine's term list.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from functools import cached_property
from pathlib import Path

from lawreg.search import analysis
from lawreg.search.engine import SearchEngine

FILE = "vocabulary.txt"
_MOST = 24  # spellings kept of one folded syllable


class Vocabulary:
    """The words of an index; ``issuers`` are the names of its bodies, ``units`` how many units it holds."""

    def __init__(self, lines: list[str], issuers: tuple[str, ...], units: int) -> None:
        self._lines = lines  # sorted
        self.issuers = issuers
        self.units = units
        self._read: dict[str, list[tuple[str, int]]] = {}

    def __bool__(self) -> bool:
        return bool(self._lines)

    def spellings(self, folded: str) -> list[tuple[str, int]]:
        """Spellings of a syllable without accents with the units they stand in, most frequent first."""
        found = self._read.get(folded)
        if found is None:
            key = folded + "\t"
            at = bisect_left(self._lines, key)
            line = self._lines[at] if at < len(self._lines) else ""
            said = line.split("\t")[1:] if line.startswith(key) else []
            found = self._read[folded] = [(w, int(n)) for w, n in zip(said[::2], said[1::2], strict=True)]
        return found

    @cached_property
    def folded(self) -> frozenset[str]:
        """Every syllable of the index without accents."""
        return frozenset(line.partition("\t")[0] for line in self._lines)

    def frequency(self, word: str) -> int:
        """In how many units ``word`` stands."""
        return next((n for w, n in self.spellings(analysis.fold(word)) if w == word), 0)


def write(folder: Path, engine: SearchEngine) -> None:
    """Write the vocabulary of ``engine`` into ``folder``."""
    spellings: dict[str, list[tuple[str, int]]] = {}
    for word, n in engine.terms("body"):
        if word.isalpha() and len(word) < 12:
            spellings.setdefault(analysis.fold(word), []).append((word, n))
    lines = []
    for folded, found in spellings.items():
        found.sort(key=lambda wn: -wn[1])
        lines.append("\t".join([folded, *(f"{w}\t{n}" for w, n in found[:_MOST])]))
    said = {"issuers": [name for name, _ in engine.terms("issuer_name")], "units": engine.count_all()}
    waiting = folder / (FILE + ".new")
    waiting.write_text("\n".join([json.dumps(said, ensure_ascii=False), *sorted(lines)]), encoding="utf-8")
    os.replace(waiting, folder / FILE)


def read(folder: Path) -> Vocabulary:
    """The vocabulary in ``folder``; empty where it cannot be read, since search does without."""
    try:
        head, *lines = (folder / FILE).read_text(encoding="utf-8").split("\n")
        said = json.loads(head)
        return Vocabulary(lines, tuple(said["issuers"]), int(said["units"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Vocabulary([], (), 0)
