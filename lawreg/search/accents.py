"""Reading words typed without accents, and words typed wrongly, by the index's own words.

Both choose among the spellings the index holds by how often they stand beside their neighbours: the pairs of the index
are a model of the language of law that needs no file of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from lawreg import tables
from lawreg.search import analysis
from lawreg.search.vocabulary import Vocabulary

_KEPT = 7  # spellings weighed of one syllable
_RARE = 0.002  # a spelling this much rarer than the first is left out
_APART = 0.002  # how far two syllables never seen side by side are taken to meet by chance
_SPOKEN = 0.005  # share of the units a phrase of everyday questions is taken to stand in
_LETTERS = "abcdeghiklmnopqrstuvxy"
_SURE = 5  # units a pair must stand in before it corrects anything


class Reading(NamedTuple):
    """A word as it was likely meant, and how likely (1.0: as typed)."""

    word: str
    chance: float


class Reader:
    """Reads words against one index; ``together`` gives the number of units two syllables stand side by side in."""

    def __init__(self, vocabulary: Vocabulary, together: Callable[[str], int]) -> None:
        self.vocabulary = vocabulary
        self._pair = lru_cache(maxsize=50_000)(together)
        self._spoken = _spoken()

    def spellings(self, word: str) -> list[tuple[str, int]]:
        """What ``word``, typed without accents, may stand for; the word itself where the index knows nothing."""
        found = self.vocabulary.spellings(word)
        if not found:
            return [(word, 1)]
        floor = found[0][1] * _RARE
        return [(w, n) for w, n in found[:_KEPT] if n >= floor]

    def restore(self, words: list[str]) -> list[Reading]:
        """The likeliest reading of ``words``; those with accents stay as they are.

        A chain of syllables, each depending on the one before; each word is the likeliest given all the others
        (forward and backward), which also says how sure it is.
        """
        if not words or not self.vocabulary:
            return [Reading(w, 1.0) for w in words]
        units = max(self.vocabulary.units, 1)
        lattice = [self.spellings(w) if w.isascii() and w.isalpha() else [(w, 1)] for w in words]
        forward = [_whole([(n + 0.5) / units for _, n in lattice[0]])]
        steps: list[list[list[float]]] = []
        for before, here in pairwise(lattice):
            step = [[self._after(a, n, b, m, units) for b, m in here] for a, n in before]
            steps.append(step)
            forward.append(_whole([fsum(map(float.__mul__, forward[-1], way)) for way in zip(*step, strict=True)]))
        found: list[Reading] = []
        backward = [1.0] * len(lattice[-1])
        for at in range(len(lattice) - 1, -1, -1):
            chances = _whole(list(map(float.__mul__, forward[at], backward)))
            k = max(range(len(chances)), key=chances.__getitem__)
            found.append(Reading(lattice[at][k][0], chances[k]))
            if at:
                backward = _whole([fsum(map(float.__mul__, way, backward)) for way in steps[at - 1]])
        return found[::-1]

    def _after(self, first: str, n: int, second: str, m: int, units: int) -> float:
        """How likely ``second`` (in m units) follows ``first`` (in n units)."""
        pair = f"{first}_{second}"
        seen = self._pair(pair) + (_SPOKEN * units if pair in self._spoken else 0.0)
        return (seen + _APART * n * m / units + 1e-3) / (n + 1)

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
            if known and (not sides or self._support(word, sides)):
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
        bare, mine = analysis.fold(word), _marks(word)
        found = [(w, 0) for w, _ in self.vocabulary.spellings(bare)]
        forms = {bare[:i] + bare[i + 1 :] for i in range(len(bare))}
        forms |= {bare[:i] + bare[i + 1] + bare[i] + bare[i + 2 :] for i in range(len(bare) - 1)}
        forms |= {bare[:i] + c + bare[i + 1 :] for i in range(len(bare)) for c in _LETTERS}
        forms |= {bare[:i] + c + bare[i:] for i in range(len(bare) + 1) for c in _LETTERS}
        for form in (forms & self.vocabulary.folded) - {bare}:
            for w, n in self.vocabulary.spellings(form):
                if n >= _SURE:
                    found.append((w, 1 + (_marks(w) != mine)))
        return found


def _whole(weights: list[float]) -> list[float]:
    """``weights`` as shares of their sum."""
    total = fsum(weights) or 1.0
    return [w / total for w in weights]


def _spoken() -> frozenset[str]:
    """Pairs of everyday questions, which texts of law hardly know ("bao nhiêu")."""
    phrases = tables.load("tables/search.toml").get("spoken", {}).get("phrases", ())
    return frozenset(pair for phrase in phrases for pair in analysis.pairs(analysis.syllables(phrase)))


@lru_cache(maxsize=20_000)
def _marks(word: str) -> tuple[int, ...]:
    """Which accents a word carries, wherever they stand."""
    import unicodedata

    return tuple(sorted(ord(c) for c in unicodedata.normalize("NFD", word) if unicodedata.combining(c)))
