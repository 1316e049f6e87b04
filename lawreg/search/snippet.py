"""The passage of an article that shows why it was found, with the words marked."""

from __future__ import annotations

from itertools import compress

from lawreg import tables
from lawreg.search import analysis

MARK = "**"
_WORDS = 52  # of a snippet
_BEFORE = 6  # of them before the first marked one
_SCANNED = 1_800  # characters looked through for the best passage; of a long annex the beginning is enough
_AGAIN = 0.02  # worth of a word's second occurrence in a passage
_COMMON = 0.35  # words worth less are not marked where others are


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


class _Words(dict[str, str | None]):
    """The word asked for that a piece holds, None for none; passages of one query share most of their pieces."""

    def __init__(self, wanted: dict[str, str], folded: bool) -> None:
        super().__init__()
        self._wanted = wanted
        self._folded = folded
        self._canonical = _pieces()

    def __missing__(self, piece: str) -> str | None:
        key = self._canonical[piece]
        found = self[piece] = self._wanted.get(analysis.fold_word(key) if self._folded else key)
        return found


class _Marked(dict[str, str]):
    """Pieces with their words that were asked for between ``**``."""

    def __init__(self, words: _Words, wanted: dict[str, str], folded: bool) -> None:
        super().__init__()
        self._words = words
        self._wanted = wanted
        self._folded = folded
        self._canonical = _pieces()

    def __missing__(self, piece: str) -> str:
        # a piece is looked into only where it holds a word asked for, or several words
        looked = self._words[piece] or " " in self._canonical[piece]
        found = self[piece] = self._mark(piece) if looked else piece
        return found

    def _mark(self, piece: str) -> str:
        spelled = analysis.spellings()
        found: list[str] = []
        at = 0
        for m in analysis.WORD.finditer(piece):
            word = analysis.fold_word(spelled[m[0]]) if self._folded else spelled[m[0]]
            if word in self._wanted:
                found += [piece[at : m.start()], MARK, m[0], MARK]
                at = m.end()
        return "".join([*found, piece[at:]])


class Marker:
    """Cuts snippets for one query: ``weights`` gives each canonical word its worth, folded words with ``folded``."""

    def __init__(self, weights: dict[str, float], folded: bool = False) -> None:
        rare = {w: n for w, n in weights.items() if n >= _COMMON}
        self._weights = rare or weights
        wanted = {w: w for w in self._weights}  # canonical word -> the word it counts as
        for long in analysis.long_forms():
            for word in map(analysis.fold_word, long.split()) if folded else long.split():
                if word in self._weights:
                    wanted[analysis.fold_word(long) if folded else long] = word
                    break
        self._words = _Words(wanted, folded)
        self._marked = _Marked(self._words, wanted, folded)

    def cut(self, text: str) -> str:
        """The stretch of ``text`` with most of the words, these marked with ``**``; its beginning where none occurs."""
        pieces = text[:_SCANNED].split()
        words = list(map(self._words.__getitem__, pieces))
        first = self._window(list(compress(range(len(words)), words)), words)
        last = first + _WORDS
        found = " ".join(map(self._marked.__getitem__, pieces[first:last]))
        more = last < len(pieces) or len(text) > _SCANNED
        passage = f"{'…' if first else ''}{found}{'…' if more else ''}"
        return passage.replace(f"{MARK} {MARK}", " ")

    def _window(self, places: list[int], words: list[str | None]) -> int:
        """Where the best stretch begins: each word counts once, more of the same a little."""
        weights: dict[str | None, float] = dict(self._weights.items())
        counts: dict[str | None, int] = dict.fromkeys(weights, 0)
        best, best_at, score, left = 0.0, 0, 0.0, 0
        for i in places:
            word = words[i]
            n = counts[word]
            score += weights[word] * _AGAIN if n else weights[word]
            counts[word] = n + 1
            low = i - _WORDS + _BEFORE
            while places[left] <= low:
                gone = words[places[left]]
                n = counts[gone] - 1
                counts[gone] = n
                score -= weights[gone] * _AGAIN if n else weights[gone]
                left += 1
            if score > best:
                best, best_at = score + 1e-9, places[left]
        return max(min(best_at - _BEFORE, len(words) - _WORDS), 0)


def weigh(frequency: dict[str, int], units: int) -> dict[str, float]:
    """Worth of each word by the units it stands in: a rare word is worth showing, "của" is not."""
    return {w: max(0.02, 1.0 - (n / max(units, 1)) ** 0.5) for w, n in frequency.items()}
