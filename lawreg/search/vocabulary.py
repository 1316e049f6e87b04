"""The index's own words, kept beside it: for reading queries typed without accents and for "did you mean".

``vocabulary.json`` maps each folded syllable to its spellings with the number of units they stand in. It is written
anew after every commit from the engine's term list.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from lawreg.search import analysis
from lawreg.search.engine import SearchEngine

_FILE = "vocabulary.json"
_MOST = 24  # spellings kept of one folded syllable


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``spellings`` by folded syllable, most frequent first; ``issuers`` and ``units`` of the index."""

    spellings: dict[str, list[tuple[str, int]]]
    issuers: tuple[str, ...]
    units: int

    def frequency(self, word: str) -> int:
        """In how many units ``word`` stands."""
        return next((n for w, n in self.spellings.get(analysis.fold(word), ()) if w == word), 0)


def write(folder: Path, engine: SearchEngine) -> None:
    """Write the vocabulary of ``engine`` into ``folder``."""
    spellings: dict[str, list[tuple[str, int]]] = {}
    for word, n in engine.terms("body"):
        if word.isalpha() and len(word) < 12:
            spellings.setdefault(analysis.fold(word), []).append((word, n))
    for found in spellings.values():
        found.sort(key=lambda wn: -wn[1])
        del found[_MOST:]
    said = {
        "spellings": spellings,
        "issuers": [name for name, _ in engine.terms("issuer_name")],
        "units": engine.count_all(),
    }
    waiting = folder / (_FILE + ".new")
    waiting.write_text(json.dumps(said, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    os.replace(waiting, folder / _FILE)


def read(folder: Path) -> Vocabulary:
    """The vocabulary in ``folder``; empty where it cannot be read, since search does without."""
    try:
        said = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return Vocabulary(said["spellings"], tuple(said["issuers"]), said["units"])
    except (OSError, ValueError, KeyError):
        return Vocabulary({}, (), 0)
