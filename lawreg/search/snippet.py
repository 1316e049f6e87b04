"""The passage of an article that shows why it was found, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Collection

from lawreg.search import analysis

_WIDTH = 240
_SCANNED = 40_000  # characters looked through for the best passage; the beginning of an annex is enough
_CLAUSE = re.compile(r"^\s*(\d{1,2}[a-zđ]?)\.\s", re.MULTILINE)
MARK = "**"


def cut(text: str, weights: dict[str, float], folded: bool = False, width: int = _WIDTH) -> str:
    """The stretch of ``text`` with most of the words in ``weights``, these marked with ``**``.

    ``weights`` gives each canonical word its worth; with ``folded`` accents do not count.
    """
    text = text[:_SCANNED]
    if not text:
        return ""
    places: list[tuple[int, int, str]] = []
    for token in analysis.tokens(text):
        for word in token.text.split() if " " in token.text else (token.text,):
            key = analysis.fold(word) if folded else word
            if key in weights:
                places.append((token.start, token.end, key))
                break
    start, end = _window(places, weights, width, len(text))
    if start > 0:
        space = text.find(" ", start, start + 20)
        start = max(space + 1, text.rfind("\n", 0, min(start + 20, len(text))) + 1 if text[start - 1] != "\n" else start)
        start = min(start, end)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    pieces: list[str] = ["…"] if start else []
    at = start
    for a, b, _ in places:
        if a >= start and b <= end:
            pieces += [text[at:a], MARK, text[a:b], MARK]
            at = b
    pieces += [text[at:end], "…" if end < len(text) else ""]
    return " ".join("".join(pieces).replace(f"{MARK} {MARK}", " ").split())


def _window(places: list[tuple[int, int, str]], weights: dict[str, float], width: int, length: int) -> tuple[int, int]:
    """The best window: each word counts once, words beside each other a little more."""
    if not places:
        return 0, min(width, length)
    best, best_at = -1.0, 0
    counts: dict[str, int] = {}
    score, left = 0.0, 0
    for right, (a, b, word) in enumerate(places):
        if counts.get(word, 0) == 0:
            score += weights[word]
        else:
            score += 0.02 * weights[word]
        counts[word] = counts.get(word, 0) + 1
        while b - places[left][0] > width - 30 and left < right:
            gone = places[left][2]
            counts[gone] -= 1
            score -= weights[gone] if counts[gone] == 0 else 0.02 * weights[gone]
            left += 1
        if score > best + 1e-9:
            best, best_at = score, places[left][0]
    start = max(best_at - 30, 0)
    end = min(start + width, length)
    return max(min(start, end - width), 0), end


def clause_at(text: str, offset: int) -> str | None:
    """Number of the clause (khoản) that ``offset`` stands in, where the text is divided into clauses."""
    found = None
    for m in _CLAUSE.finditer(text, 0, offset + 1):
        found = m[1]
    return found


def weight_of(words: Collection[str], frequency: dict[str, int], units: int) -> dict[str, float]:
    """Rare words are worth showing: inverse share of units, squared words of every text come near nothing."""
    return {w: max(0.05, 1.0 - (frequency.get(w, 0) / max(units, 1)) ** 0.5) for w in words}
