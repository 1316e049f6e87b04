"""The passage of an article that shows why it was found, with the words marked."""

from __future__ import annotations

from lawreg.search import analysis

MARK = "**"
_WIDTH = 240
_SCANNED = 12_000  # characters looked through for the best passage; of a long annex the beginning is enough
_AGAIN = 0.02  # worth of a word's second occurrence in a passage

Place = tuple[int, int, str]


class Marker:
    """Cuts snippets for one query: ``weights`` gives each canonical word its worth, folded words with ``folded``."""

    def __init__(self, weights: dict[str, float], folded: bool = False, width: int = _WIDTH) -> None:
        self._weights = weights
        self._folded = folded
        self._width = width
        self._keys: dict[str, str | None] = {}  # word as written -> the word it counts as

    def _key(self, written: str) -> str | None:
        for word in analysis.spelled(written).split():
            key = analysis.fold_word(word) if self._folded else word
            if key in self._weights:
                return key
        return None

    def _places(self, text: str) -> list[Place]:
        keys = self._keys
        found: list[Place] = []
        for m in analysis.WORD.finditer(text):
            written = m[0]
            try:
                key = keys[written]
            except KeyError:
                key = keys[written] = self._key(written)
            if key is not None:
                found.append((m.start(), m.end(), key))
        return found

    def cut(self, text: str) -> str:
        """The stretch of ``text`` with most of the words, these marked with ``**``; its beginning where none occurs."""
        text = text[:_SCANNED]
        if not text:
            return ""
        places = self._places(text) if self._weights else []
        start, end = self._window(places, len(text))
        start, end = _whole_words(text, start, end)
        pieces: list[str] = ["…"] if start else []
        at = start
        for a, b, _ in places:
            if a >= at and b <= end:
                pieces += [text[at:a], MARK, text[a:b], MARK]
                at = b
        pieces += [text[at:end], "…" if end < len(text) else ""]
        return " ".join("".join(pieces).replace(f"{MARK} {MARK}", " ").split())

    def _window(self, places: list[Place], length: int) -> tuple[int, int]:
        """The best stretch: each word counts once, more of the same a little."""
        if not places:
            return 0, min(self._width, length)
        weights = self._weights
        room = self._width - 30
        counts = dict.fromkeys(weights, 0)
        best, best_at, score, left = -1.0, 0, 0.0, 0
        for _, end, word in places:
            score += weights[word] * (_AGAIN if counts[word] else 1.0)
            counts[word] += 1
            while end - places[left][0] > room and places[left][1] < end:
                gone = places[left][2]
                counts[gone] -= 1
                score -= weights[gone] * (_AGAIN if counts[gone] else 1.0)
                left += 1
            if score > best + 1e-9:
                best, best_at = score, places[left][0]
        start = max(best_at - 30, 0)
        end = min(start + self._width, length)
        return max(min(start, end - self._width), 0), end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the halves of words at its ends, from the line's beginning where that is near."""
    if start:
        line = text.rfind("\n", start, start + 30)
        space = text.find(" ", start, start + 30)
        start = line + 1 if line >= 0 else space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = space if space > start else end
    return start, end


def weigh(frequency: dict[str, int], units: int) -> dict[str, float]:
    """Worth of each word by the units it stands in: a rare word is worth showing, "của" is not."""
    return {w: max(0.02, 1.0 - (n / max(units, 1)) ** 0.5) for w, n in frequency.items()}
