"""Finds the few places of a text where a slow pattern is worth trying.

A plain search runs some hundred times faster than a pattern with alternatives, so the rare words that open a reference
("Điều", "Luật", "nêu trên") are looked for first, and the pattern is matched only there. A short stretch is searched
with ``str.find``, word after word. Over a long one each of thirty words would cost a pass of its own; there the first
letters of all words are looked up at every place at once, in a table of hashes (docs/decisions/0006).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LONG = 4_000  # characters from which one pass for all words pays
_LONGEST = 4_000_000  # characters whose hashes are kept in memory: some 30 MB
_FEW = 4  # words that are looked for one by one whatever the length

Promising = Callable[[str, int, int], bool]


def places(
    text: str,
    needles: Sequence[str],
    start: int = 0,
    end: int | None = None,
    promising: Promising | None = None,
) -> list[tuple[int, int]]:
    """(start, end) of every occurrence of every needle, by place; needles may overlap each other, none itself.

    ``promising`` is a cheap look at text, start and end of an occurrence: the others are left out.
    """
    stop = len(text) if end is None else end
    if stop - start >= _LONG and len(needles) > _FEW and len(text) <= _LONGEST and min(map(len, needles)) > 1:
        return _together(text, tuple(needles), start, stop, promising)
    found: list[tuple[int, int]] = []
    for needle in needles:
        size = len(needle)
        at = text.find(needle, start, stop)
        while at >= 0:
            if promising is None or promising(text, at, at + size):
                found.append((at, at + size))
            at = text.find(needle, at + size, stop)
    found.sort()
    return found


def _together(
    text: str, needles: tuple[str, ...], start: int, stop: int, promising: Promising | None
) -> list[tuple[int, int]]:
    words = _words(needles)
    found: list[tuple[int, int]] = []
    for at in _hashes(text).where(words, start, stop):
        for needle in words.by_pair[text[at : at + 2]]:
            after = at + len(needle)
            if after <= stop and text.startswith(needle, at) and (promising is None or promising(text, at, after)):
                found.append((at, after))
    return found


class _Words:
    """The needles as tables: which hashes of two or three letters open one, and the needles by their first two."""

    def __init__(self, needles: tuple[str, ...]) -> None:
        import numpy as np

        self.pairs: NDArray[np.bool_] | None = None
        self.threes: NDArray[np.bool_] | None = None
        self.by_pair = _Pairs()
        for needle in sorted(needles, key=len):
            hashes = _Hashes(needle[:3])
            if len(needle) == 2:
                self.pairs = np.zeros(1 << 16, np.bool_) if self.pairs is None else self.pairs
                self.pairs[hashes.pairs[0]] = True
            else:
                self.threes = np.zeros(1 << 16, np.bool_) if self.threes is None else self.threes
                self.threes[hashes.threes[0]] = True
            self.by_pair[needle[:2]] = (*self.by_pair[needle[:2]], needle)


class _Pairs(dict[str, tuple[str, ...]]):
    """No needle for two letters whose hash only looked like one's."""

    def __missing__(self, key: str) -> tuple[str, ...]:
        return ()


class _Hashes:
    """Hashes of the two and of the three letters at each place of a text; they wrap around at 2**16."""

    def __init__(self, text: str) -> None:
        import numpy as np

        letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint16)
        self.pairs: NDArray[np.uint16] = letters[:-1] * np.uint16(40503) + letters[1:]
        self.threes: NDArray[np.uint16] = self.pairs[:-1] * np.uint16(31153) + letters[2:]

    def where(self, words: _Words, start: int, stop: int) -> list[int]:
        """Places in [start, stop) where a needle may begin, in order."""
        import numpy as np

        if words.threes is None:
            assert words.pairs is not None
            hit = words.pairs.take(self.pairs[start : stop - 1])
        else:
            hit = words.threes.take(self.threes[start : stop - 2])
            if words.pairs is not None:
                short = words.pairs.take(self.pairs[start : stop - 1])
                short[: len(hit)] |= hit
                hit = short
        places: list[int] = (np.flatnonzero(hit) + start).tolist()
        return places


@lru_cache(maxsize=64)
def _words(needles: tuple[str, ...]) -> _Words:
    return _Words(needles)


@lru_cache(maxsize=2)  # of one document its text and its text in lower case
def _hashes(text: str) -> _Hashes:
    return _Hashes(text)
