"""The passage of an article that shows why it was found, with the words marked."""

from __future__ import annotations

from itertools import compress

from lawreg import tables
from lawreg.search import analysis

MARK = "**"
_WORDS = 52  # of a snippet
_BEFORE = 6  # of them before the first marked one
SCANNED = 1_800  # characters looked through for the best passage; of a long annex the beginning is enough
_AGAIN = 0.02  # worth of a word's second occurrence in a passage
_COMMON = 0.35  # words worth less are not marked where others are


class _Pieces(dict[str, str]):
    """Canonical word of each piece between two spaces; far quicker than looking for words in whole articles."""

    def __missing__(self, piece: str) -> str:
        words = list(map(analysis.spellings().__getitem__, analysis.WORD.findall(piece)))
        key = words[0] if len(words) == 1 else " ".join(words)
        if key == piece:  # one object for both: a look-up then touches less memory
            key = piece
        if len(self) < 200_000:
            self[piece] = key
        return key


class _Folded(dict[str, str]):
    """:class:`_Pieces` without accents."""

    def __missing__(self, piece: str) -> str:
        key = analysis.fold_word(_pieces()[piece])
        if key == piece:
            key = piece
        if len(self) < 200_000:
            self[piece] = key
        return key


class _Memory:
    """What outlives a query: pieces by their word, and the long forms of abbreviations by each of their words."""

    def __init__(self, home: object) -> None:
        self.home = home
        self.pieces = _Pieces()
        self.folded = _Folded()
        self.long: dict[str, list[tuple[str, list[str]]]] = {}
        self.long_folded: dict[str, list[tuple[str, list[str]]]] = {}
        for long in sorted(analysis.long_forms()):
            for found, form in ((self.long, long), (self.long_folded, analysis.fold_word(long))):
                words = form.split()
                for word in words:
                    found.setdefault(word, []).append((form, words))


_kept: _Memory | None = None


def _memory() -> _Memory:
    """The memory, a new one when another workspace's tables are in use."""
    global _kept
    if _kept is None or _kept.home != tables.home():
        _kept = _Memory(tables.home())
    return _kept


def _pieces() -> _Pieces:
    return _memory().pieces


class Marker:
    """Cuts snippets for one query: ``weights`` gives each canonical word its worth, folded words with ``folded``."""

    def __init__(self, weights: dict[str, float], folded: bool = False) -> None:
        rare = {w: n for w, n in weights.items() if n >= _COMMON}
        self._weights = rare or weights
        memory = _memory()
        self._canonical: dict[str, str] = memory.folded if folded else memory.pieces
        self._folded = folded
        self._wanted = {w: w for w in self._weights}  # canonical word -> the word it counts as
        long_forms = memory.long_folded if folded else memory.long
        for form, words in (f for w in self._weights for f in long_forms.get(w, ())):
            self._wanted.setdefault(form, next(w for w in words if w in self._weights))
        self._marked: dict[str, str] = {}

    def cut(self, text: str) -> str:
        """The stretch of ``text`` with most of the words, these marked with ``**``; its beginning where none occurs."""
        pieces = text[:SCANNED].split()
        canonical = list(map(self._canonical.__getitem__, pieces))
        words = list(map(self._wanted.get, canonical))
        first = self._window(list(compress(range(len(words)), words)), words)
        last = first + _WORDS
        shown = pieces[first:last]
        for i, (word, key) in enumerate(zip(words[first:last], canonical[first:last], strict=True)):
            if word or " " in key:  # only these pieces can hold a word asked for
                shown[i] = self._marked.get(shown[i]) or self._mark(shown[i])
        more = last < len(pieces) or len(text) > SCANNED
        passage = f"{'…' if first else ''}{' '.join(shown)}{'…' if more else ''}"
        return passage.replace(f"{MARK} {MARK}", " ")

    def _mark(self, piece: str) -> str:
        """``piece`` with its words that were asked for between ``**``."""
        spelled = analysis.spellings()
        found: list[str] = []
        at = 0
        for m in analysis.WORD.finditer(piece):
            word = analysis.fold_word(spelled[m[0]]) if self._folded else spelled[m[0]]
            if word in self._wanted:
                found += [piece[at : m.start()], MARK, m[0], MARK]
                at = m.end()
        marked = self._marked[piece] = "".join([*found, piece[at:]])
        return marked

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
