"""Which syllables Vietnamese can have, by rule: the measure of whether letters were read rightly.

A wrong decoding, a lost glyph or a bad scan shows as impossible syllables ("Ngh đnh", "quyÕt ®Þnh") long before anyone
reads the text.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import regex

from lawreg import tables

_WORD = regex.compile(r"[^\W\d_]+")
_TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}
_STOPS = ("c", "ch", "p", "t")


@cache
def _parts() -> tuple[tuple[str, ...], frozenset[str]]:
    table = tables.load("tables/syllables.toml")
    return tuple(sorted(table["initials"], key=len, reverse=True)), frozenset(table["rimes"])


@lru_cache(maxsize=65536)
def possible(word: str) -> bool:
    """Whether ``word`` (letters only) can be one Vietnamese syllable, whatever its case."""
    tone = ""
    kept: list[str] = []
    for ch in unicodedata.normalize("NFD", word.lower()):
        if ch in _TONES:
            if tone:
                return False
            tone = _TONES[ch]
        else:
            kept.append(ch)
    toneless = unicodedata.normalize("NFC", "".join(kept))
    initials, rimes = _parts()
    for initial in initials:
        if not toneless.startswith(initial):
            continue
        rest = toneless[len(initial) :]
        if not rest and initial == "gi":
            return True  # gì, gỉ
        if rest in rimes and (tone in ("sắc", "nặng") or not rest.endswith(_STOPS)):
            return True
    return False


def vietnamese_share(text: str, *, marked_only: bool = False, limit: int = 4000) -> float:
    """Share of possible syllables among the words of ``text``; 0 when there are none.

    ``marked_only`` looks only at words with a letter outside ASCII: these tell a wrong encoding apart. Words in
    capitals throughout (abbreviations such as UBND) and single letters are passed over otherwise.
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    seen = good = 0
    for m in _WORD.finditer(text):
        word = m[0]
        if marked_only:
            if word.isascii():
                continue
        elif len(word) == 1 or (word.isascii() and word.isupper()):
            continue
        seen += 1
        good += possible(word)
        if seen >= limit:
            break
    return good / seen if seen else 0.0
