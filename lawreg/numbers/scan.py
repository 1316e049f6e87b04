"""Finds the few places of a text where a slow pattern is worth trying.

A plain search runs some hundred times faster than a pattern with alternatives, so the rare words that open a reference
("Điều", "Luật", "nêu trên") are looked for first, and the pattern is matched only there. A few words are searched with
``str.find``, one after the other; where each of thirty would cost a pass of its own, one pass of Aho-Corasick finds
them all (docs/decisions/0006).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from ahocorasick_rs import AhoCorasick, Implementation

BLANKS = tuple(c for c in map(chr, range(0x3001)) if c.isspace() and c != " ")  # every white space but the plain blank

_FEW = 4  # words that are found faster one by one; single letters always are

Promising = Callable[[str, int, int], bool]


class Needles:
    """Words to look for together; they may overlap each other, none itself."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._apart = len(self._words) <= _FEW or all(len(w) == 1 for w in self._words)

    def find(self, text: str, start: int, stop: int) -> list[tuple[int, int]]:
        """(start, end) of every occurrence in text[start:stop], in no order."""
        if not self._apart:
            part = text if start == 0 and stop == len(text) else text[start:stop]
            try:
                hits = self._automaton.find_matches_as_indexes(part, overlapping=True)
            except UnicodeEncodeError:  # half a surrogate pair, which no file in UTF-8 holds: searched letter by letter
                pass
            else:
                return [(start + a, start + b) for _, a, b in hits]
        found: list[tuple[int, int]] = []
        for word in self._words:
            size = len(word)
            at = text.find(word, start, stop)
            while at >= 0:
                found.append((at, at + size))
                at = text.find(word, at + size, stop)
        return found

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._words, implementation=Implementation.DFA)


def places(
    text: str,
    needles: Needles | Iterable[str],
    start: int = 0,
    end: int | None = None,
    promising: Promising | None = None,
) -> list[tuple[int, int]]:
    """(start, end) of every occurrence of every needle in text[start:end], by place.

    ``promising`` is a cheap look at text, start and end of an occurrence: the others are left out.
    """
    words = needles if isinstance(needles, Needles) else Needles(needles)
    found = words.find(text, start, len(text) if end is None else end)
    if promising is not None:
        found = [(a, b) for a, b in found if promising(text, a, b)]
    found.sort()
    return found
