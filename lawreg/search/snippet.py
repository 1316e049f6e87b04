"""The passage of an article that shows why it was found, with the words marked."""

from __future__ import annotations

from lawreg import tables
from lawreg.search import analysis

MARK = "**"
_WORDS = 52  # of a snippet
_BEFORE = 6  # of them before the first marked one
_SCANNED = 4_000  # characters looked through for the best passage; of a long annex the beginning is enough
_AGAIN = 0.02  # worth of a word's second occurrence in a passage
_COMMON = 0.2  # words worth less are not marked where others are


class _Pieces(dict[str, str]):
    """Canonical word of each piece between two spaces; far quicker than looking for words in whole articles."""

    def __missing__(self, piece: str) -> str:
        spelled = analysis.spellings()
        key = " ".join(spelled[w] for w in analysis.WORD.findall(piece))
        if len(self) < 200_000:
            self[piece] = key
        return key


_kept: tuple[object, _Pieces] = (None, _Pieces())


def _pieces() -> _Pieces:
    """The memory of pieces, a new one when another workspace's tables are in use."""
    global _kept
    if _kept[0] != tables.home():
        _kept = (tables.home(), _Pieces())
    return _kept[1]


class Marker:
    """Cuts snippets for one query: ``weights`` gives each canonical word its worth, folded words with ``folded``."""

    def __init__(self, weights: dict[str, float], folded: bool = False) -> None:
        rare = {w: n for w, n in weights.items() if n >= _COMMON}
        self._weights = rare or weights
        self._folded = folded
        self._wanted = {w: w for w in self._weights}  # canonical word -> the word it counts as
        for long in analysis.long_forms():
            for word in map(analysis.fold_word, long.split()) if folded else long.split():
                if word in self._weights:
                    self._wanted[analysis.fold_word(long) if folded else long] = word
                    break

    def cut(self, text: str) -> str:
        """The stretch of ``text`` with most of the words, these marked with ``**``; its beginning where none occurs."""
        pieces = text[:_SCANNED].split()
        keys: list[str] = list(map(_pieces().__getitem__, pieces))
        if self._folded:
            keys = list(map(analysis.fold_word, keys))
        wanted = self._wanted
        first = self._window([i for i, key in enumerate(keys) if key in wanted], keys)
        last = first + _WORDS
        passage = " ".join(pieces[first:last])
        found = ["…"] if first else []
        at = 0
        spelled = analysis.spellings()
        for m in analysis.WORD.finditer(passage):
            word = analysis.fold_word(spelled[m[0]]) if self._folded else spelled[m[0]]
            if word in wanted:
                found += [passage[at : m.start()], MARK, m[0], MARK]
                at = m.end()
        found += [passage[at:], "…" if last < len(pieces) or len(text) > _SCANNED else ""]
        return "".join(found).replace(f"{MARK} {MARK}", " ")

    def _window(self, places: list[int], keys: list[str]) -> int:
        """Where the best stretch begins: each word counts once, more of the same a little."""
        weights, wanted = self._weights, self._wanted
        counts = dict.fromkeys(weights, 0)
        best, best_at, score, left = -1.0, 0, 0.0, 0
        for i in places:
            word = wanted[keys[i]]
            score += weights[word] * (_AGAIN if counts[word] else 1.0)
            counts[word] += 1
            while i - places[left] >= _WORDS - _BEFORE:
                gone = wanted[keys[places[left]]]
                counts[gone] -= 1
                score -= weights[gone] * (_AGAIN if counts[gone] else 1.0)
                left += 1
            if score > best + 1e-9:
                best, best_at = score, places[left]
        return max(min(best_at - _BEFORE, len(keys) - _WORDS), 0)


def weigh(frequency: dict[str, int], units: int) -> dict[str, float]:
    """Worth of each word by the units it stands in: a rare word is worth showing, "của" is not."""
    return {w: max(0.02, 1.0 - (n / max(units, 1)) ** 0.5) for w, n in frequency.items()}
