"""One analyser for index and query: what counts as the same word.

A text becomes syllables in one canonical spelling (NFC, lower case, look-alike letters repaired, tone mark of "hoà" and
"hòa" in one place, "kĩ" = "kỹ", "Đăk" = "Đắk", "05" = "5", abbreviations written out) and, from these, adjacent pairs.
A document number is one token of its own besides its parts. :func:`fold` takes the accents away, đ by hand, because
Unicode does not decompose it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from lawreg import tables

VERSION = 2  # raise when the same text would give other tokens; indexes of another version are built again

WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
_WORD = re.compile(r"\w+(?:&\w+)*")  # the same where no "_" is left, and half as dear
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_REMOVED = re.compile(f"[{_INVISIBLE}]")
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХЅІЈаеорсухѕіјÐðƉ", "ABEKMHOPCTXSIJaeopcyxsijĐđĐ")
_LOOKED_LIKE = frozenset(map(chr, _LOOKALIKES))
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LETTER = "A-Za-zĐđ" + "".join(sorted(_LOOKED_LIKE))
_NUMBER = (
    # the digit before what may not stand before it: a pattern that begins so is looked for in half the time
    rf"\d(?<![\w/.-]\d)\d{{0,4}}+(?:\.\d{{1,2}})?[{_LETTER}]?"
    rf"(?:\s?[/-]\s?\d{{4}}(?:\s?[/-]\s?|(?<=\d)\s)[{_LETTER}]|\s?[/-]\s?[{_LETTER}])[{_LETTER}0-9&]*"
    rf"(?:\s?[/-]\s?[{_LETTER}Ưư0-9&]+)*"
)
_ALNUM = re.compile(r"[^\W_]+(?:\.\d+)?")


def _moved() -> dict[str, str]:
    """Endings with the tone on the second letter of an open oa, oe, uy: "oà" -> "òa"."""
    return {f"{a}{_nfc(b + t)}": f"{_nfc(a + t)}{b}" for a, b in ("oa", "oe", "uy") for t in _TONES}


def _one_word() -> dict[str, str]:
    """Whole words of two spellings: "kĩ" -> "kỹ", "lí" -> "lý", "quí" and "qúy" -> "quý"."""
    found = {f"{c}{_nfc('i' + t)}": f"{c}{_nfc('y' + t)}" for c in ("qu", *"hklmst") for t in ("", *_TONES)}
    return found | {f"q{_nfc('u' + t)}y": f"qu{_nfc('y' + t)}" for t in _TONES}


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_MOVED, _ONE_WORD = _moved(), _one_word()


def _spell(word: str) -> str:
    """One spelling for a syllable that may be written in several."""
    if word.isascii():
        word = word.lower()
        return (word.lstrip("0") or "0") if word.isdigit() else _ONE_WORD.get(word, word)
    word = _nfc(word)
    if not _LOOKED_LIKE.isdisjoint(word):
        word = word.translate(_LOOKALIKES)
    word = word.lower()
    if (ending := _MOVED.get(word[-2:])) and word[-3:-1] != "qu":
        return word[:-2] + ending
    return _ONE_WORD.get(word, word)


class _Spelling(dict[str, str]):
    """Canonical spelling of each word met so far; a corpus has few distinct words, so this is a plain look-up."""

    def __missing__(self, word: str) -> str:
        key = _spell(word)
        written = _abbreviations().get(key) or _variants().get(key) or key
        if len(self) < 500_000:
            self[word] = written
        return written


@cache
def _abbreviations() -> dict[str, str]:
    """Short form -> long form, both in canonical spelling."""
    found: dict[str, str] = {}
    for group in tables.load("tables/abbreviations.toml").values():
        for short, long in group.items():
            found[_spell(short)] = " ".join(_spell(w) for w in WORD.findall(long))
    return found


@cache
def _variants() -> dict[str, str]:
    """Other spellings of one syllable, mostly of names ("đăk" for "đắk")."""
    return {_spell(k): _spell(v) for k, v in tables.load("tables/search.toml")["spelling"].items()}


_spelling = _Spelling()
_home: object = None


def _ready() -> _Spelling:
    """The spelling memory, emptied when another workspace's tables are in use."""
    global _home
    if _home != tables.home():
        _home = tables.home()
        _spelling.clear()
        _forget_runs()
        _abbreviations.cache_clear()
        _variants.cache_clear()
        _long_forms.cache_clear()
    return _spelling


def clean(text: str) -> str:
    """NFC without invisible characters; the form snippets and tokens are cut from."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _REMOVED.sub("", text) if any(ch in text for ch in _INVISIBLE) else text


def repaired(text: str) -> str:
    """:func:`clean` with look-alike letters of other alphabets put right ("QÐ" with the Icelandic letter)."""
    text = clean(text)
    return text if _LOOKED_LIKE.isdisjoint(text) else text.translate(_LOOKALIKES)


def syllables(text: str) -> list[str]:
    """The canonical syllables of ``text`` in order."""
    words = list(map(_ready().__getitem__, _WORD.findall(clean(text).replace("_", " "))))
    joined = " ".join(words)  # an abbreviation was written out when there are more spaces than gaps
    return joined.split(" ") if joined.count(" ") >= len(words) > 0 else words


def spellings() -> dict[str, str]:
    """Canonical spelling by written word, filled as it is asked; several syllables for an abbreviation."""
    return _ready()


def long_forms() -> frozenset[str]:
    """What abbreviations are written out to."""
    _ready()
    return _long_forms()


@cache
def _long_forms() -> frozenset[str]:
    return frozenset(_abbreviations().values())


def pairs(words: Iterable[str]) -> list[str]:
    """Adjacent syllables as one token each: most Vietnamese words have two syllables."""
    return list(map("_".join, pairwise(words)))


class Tokens(NamedTuple):
    """A text as the index holds it, tokens parted by spaces: its :func:`syllables`, their :func:`pairs`, and the pairs
    of the syllables without accents."""

    words: str
    pairs: str
    folded_pairs: str


class _Runs(dict[str, str]):
    """One form of every run of characters without a space met lately; a text is these, looked up and put together.

    The forms of a run that holds the syllables a and b: "a b ", "a a_b b_" and the same without accents, so that runs
    joined end to end give all pairs, those across two runs too. Of the runs of legal texts one in a hundred is new.
    """

    def __init__(self, form: int) -> None:
        super().__init__()
        self._form = form

    def __missing__(self, run: str) -> str:
        words = " ".join(map(_spelling.__getitem__, _WORD.findall(run.replace("_", " ")))).split()
        bare = fold_words(words)
        forms = ("".join([f"{w} " for w in words]), *("".join([f"{w} {w}_" for w in said]) for said in (words, bare)))
        if len(run) <= _LONGEST_RUN:
            if len(self) >= _MOST_RUNS:
                _forget_runs()
            for table, form in zip(_runs, forms, strict=True):
                table[run] = form
        return forms[self._form]


_MOST_RUNS, _LONGEST_RUN = 50_000, 40  # some 20 MB
_runs = (_Runs(0), _Runs(1), _Runs(2))


def _forget_runs() -> None:
    for table in _runs:
        table.clear()


def tokens(text: str) -> Tokens:
    """What the index holds of ``text``, which is to come from :func:`clean`; in a third of the time of the lists."""
    _ready()
    runs = text.split()
    words, doubled, bare = ("".join(map(table.__getitem__, runs)) for table in _runs)
    return Tokens(words[:-1], _inner(doubled), _inner(bare))


def _inner(doubled: str) -> str:
    """The pairs alone: of "a a_b b_c c_" the ends pair with nothing, and "a_b b_c" is left."""
    return doubled[doubled.find(" ") + 1 : max(doubled.rfind(" "), 0)]


@cache
def _fold_map() -> dict[int, str | None]:
    """Every precomposed Vietnamese letter to its base letter."""
    found: dict[int, str | None] = {ord("đ"): "d", ord("Đ"): "D"}
    for base in "aAeEiIoOuUyY":
        for mark in ("", "\u0302", "\u0306", "\u031b"):
            for tone in ("", *_TONES):
                ch = unicodedata.normalize("NFC", base + mark + tone)
                if len(ch) == 1:
                    found[ord(ch)] = base
    return found


def fold(text: str) -> str:
    """``text`` without Vietnamese accents; "đường bộ" becomes "duong bo"."""
    return text if text.isascii() else text.translate(_fold_map())


class _Folding(dict[str, str]):
    def __missing__(self, word: str) -> str:
        bare = fold(word)
        if len(self) < 500_000:
            self[word] = bare
        return bare


_folding = _Folding()


def fold_word(word: str) -> str:
    """:func:`fold` of one syllable, remembered."""
    return _folding[word]


def fold_words(words: Iterable[str]) -> list[str]:
    """:func:`fold` of each syllable."""
    return list(map(_folding.__getitem__, words))


def has_accents(text: str) -> bool:
    """Whether anything in ``text`` is written with Vietnamese letters that plain typing lacks."""
    return not text.isascii() and fold(clean(text)) != clean(text)


@lru_cache(maxsize=20_000)
def number_key(number: str) -> str:
    """One token for every spelling of a document number: "63-2010-ND-CP" and "63/2010/NĐ-CP" give "63/2010/nd/cp"."""
    parts = _ALNUM.findall(fold(repaired(number)).lower())
    if not parts:
        return ""
    parts[0] = parts[0].lstrip("0") or "0"
    joined = "/".join(parts).replace("&", "")
    return joined


@cache
def number_pattern() -> re.Pattern[str]:
    """What a document number looks like; made when first needed, since most queries hold none."""
    return re.compile(_NUMBER)


def numbers(text: str) -> list[str]:
    """Keys of the document numbers written in ``text``."""
    return [number_key(m[0]) for m in number_pattern().finditer(clean(text))]
