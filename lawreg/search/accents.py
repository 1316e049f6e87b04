"""Reading words typed without accents, and words typed wrongly, by the index's own words.

Both choose among the spellings the index holds by how often they stand beside their neighbours: the pairs of the index
are a model of the language of law that needs no file of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import lru_cache
from math import log

from lawreg.search import analysis
from lawreg.search.vocabulary import Vocabulary

_KEPT = 7  # spellings weighed of one syllable
_RARE = 0.002  # a spelling this much rarer than the first is left out
_LETTERS = "abcdeghiklmnopqrstuvxy"
_SURE = 5  # units a pair must stand in before it corrects anything


class Reader:
    """Reads words against one index; ``together`` gives the number of units two syllables stand side by side in."""

    def __init__(self, vocabulary: Vocabulary, together: Callable[[str], int]) -> None:
        self.vocabulary = vocabulary
        self._pair = lru_cache(maxsize=50_000)(together)

    def spellings(self, word: str) -> list[tuple[str, int]]:
        """What ``word``, typed without accents, may stand for; the word itself where the index knows nothing."""
        found = self.vocabulary.spellings.get(word)
        if not found:
            return [(word, 1)]
        floor = found[0][1] * _RARE
        return [(w, n) for w, n in found[:_KEPT] if n >= floor]

    def restore(self, words: list[str]) -> list[str]:
        """The likeliest reading of ``words``; those with accents stay as they are (Viterbi over adjacent pairs)."""
        if not words or not self.vocabulary.spellings:
            return list(words)
        units = max(self.vocabulary.units, 1)
        lattice = [self.spellings(w) if w.isascii() and w.isalpha() else [(w, 1)] for w in words]
        best = [log((n + 0.5) / units) for _, n in lattice[0]]
        back: list[list[int]] = []
        for before, here in itertools.pairwise(lattice):
            scores: list[float] = []
            ways: list[int] = []
            for word, n in here:
                top, way = float("-inf"), 0
                for k, (previous, m) in enumerate(before):
                    seen = self._pair(f"{previous}_{word}") if len(before) * len(here) > 1 else 0
                    score = best[k] + log((seen + 0.05 * n * m / units + 1e-3) / (m + 1))
                    if score > top:
                        top, way = score, k
                scores.append(top)
                ways.append(way)
            best = scores
            back.append(ways)
        k = max(range(len(best)), key=best.__getitem__)
        found = [lattice[-1][k][0]]
        for ways, choices in zip(reversed(back), reversed(lattice[:-1]), strict=True):
            k = ways[k]
            found.append(choices[k][0])
        return found[::-1]

    def correct(self, words: list[str]) -> list[str] | None:
        """``words`` with faults of typing mended; None where nothing looks wrong or nothing better is known.

        A word is doubted when the index lacks it, or when it stands beside neither neighbour anywhere.
        """
        mended = list(words)
        changed = False
        for i, word in enumerate(words):
            if not word.isalpha() or len(word) < 2:
                continue
            sides = [(mended[i - 1], True)] if i else []
            sides += [(words[i + 1], False)] if i + 1 < len(words) else []
            known = self.vocabulary.frequency(word)
            if known and (not sides or self._support(word, sides) or known < 0):
                continue
            best, top = None, float(_SURE - 1) if known == 0 else float(4 * _SURE)
            for other, distance in self._near(word):
                support = self._support(other, sides) if sides else self.vocabulary.frequency(other)
                worth = support / (1 + 3 * distance)
                if worth > top:
                    best, top = other, worth
            if best is not None and best != word:
                mended[i] = best
                changed = True
        return mended if changed else None

    def _support(self, word: str, sides: list[tuple[str, bool]]) -> int:
        return sum(self._pair(f"{s}_{word}" if before else f"{word}_{s}") for s, before in sides)

    def _near(self, word: str) -> list[tuple[str, int]]:
        """Words of the index one slip away: other accents (0), or one letter lost, added, changed or swapped (1)."""
        bare = analysis.fold(word)
        found = [(w, 0) for w, _ in self.vocabulary.spellings.get(bare, ())]
        forms = {bare[:i] + bare[i + 1 :] for i in range(len(bare))}
        forms |= {bare[:i] + bare[i + 1] + bare[i] + bare[i + 2 :] for i in range(len(bare) - 1)}
        forms |= {bare[:i] + c + bare[i + 1 :] for i in range(len(bare)) for c in _LETTERS}
        forms |= {bare[:i] + c + bare[i:] for i in range(len(bare) + 1) for c in _LETTERS}
        for form in forms - {bare}:
            for w, n in self.vocabulary.spellings.get(form, ()):
                if n >= _SURE:
                    found.append((w, 1 + (_marks(w) != _marks(word))))
        return found


def _marks(word: str) -> tuple[int, ...]:
    """Which accents a word carries, wherever they stand."""
    import unicodedata

    return tuple(sorted(ord(c) for c in unicodedata.normalize("NFD", word) if unicodedata.combining(c)))
