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
from functools import cache
from itertools import pairwise

from lawreg import tables

VERSION = 1  # raise when the same text would give other tokens; indexes of another version are built again

WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
_REMOVED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХЅІЈаеорсухѕіјÐðƉ", "ABEKMHOPCTXSIJaeopcyxsijĐđĐ")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OPEN = re.compile(rf"(.*)(o[ae]|uy)([{_TONES}])$")  # tone on the second letter of an open oa, oe, uy
_QUY = re.compile(rf"(.*)qu([{_TONES}])y$")  # "qúy": the u belongs to the consonant
_I_Y = re.compile(rf"(qu|[hklmst])i([{_TONES}]?)$")  # kĩ/kỹ, lí/lý, quí/quý: one word, two spellings
NUMBER = re.compile(
    r"(?<![\w/.-])\d{1,5}(?:\.\d{1,2})?[a-zA-ZđĐ]?"
    r"(?:\s?[/-]\s?\d{4}(?:\s?[/-]\s?|(?<=\d)\s)[A-Za-zĐđ]|\s?[/-]\s?[A-ZĐa-zđ])[A-Za-zĐđ0-9&]*"
    r"(?:\s?[/-]\s?[A-Za-zĐđƯư0-9&]+)*"
)
_ALNUM = re.compile(r"[^\W_]+(?:\.\d+)?")
_SPLIT_QH = re.compile(r"^(qh|ubtvqh)(\d+)$")


def _spell(word: str) -> str:
    """One spelling for a syllable that may be written in several."""
    if word.isascii():
        word = word.lower()
        if word.isdigit():
            return word.lstrip("0") or "0"
        m = _I_Y.match(word) if word.endswith("i") else None
        return f"{m[1]}y" if m else word
    word = unicodedata.normalize("NFC", word).translate(_LOOKALIKES).lower()
    bare = unicodedata.normalize("NFD", word)
    if m := _OPEN.match(bare):
        if not (m[2] == "uy" and m[1].endswith("q")):
            bare = f"{m[1]}{m[2][0]}{m[3]}{m[2][1]}"
    elif m := _QUY.match(bare):
        bare = f"{m[1]}quy{m[2]}"
    elif m := _I_Y.fullmatch(bare):
        bare = f"{m[1]}y{m[2]}"
    return unicodedata.normalize("NFC", bare)


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
        _abbreviations.cache_clear()
        _variants.cache_clear()
        _long_forms.cache_clear()
    return _spelling


def clean(text: str) -> str:
    """NFC without invisible characters; the form snippets and tokens are cut from."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _REMOVED.sub("", text) if _REMOVED.search(text) else text


def syllables(text: str) -> list[str]:
    """The canonical syllables of ``text`` in order."""
    spelling = _ready()
    words = [spelling[w] for w in WORD.findall(clean(text))]
    return " ".join(words).split() if any(" " in w for w in words) else words


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
    return [f"{a}_{b}" for a, b in pairwise(words)]


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


def has_accents(text: str) -> bool:
    """Whether anything in ``text`` is written with Vietnamese letters that plain typing lacks."""
    return not text.isascii() and fold(clean(text)) != clean(text)


def number_key(number: str) -> str:
    """One token for every spelling of a document number: "63-2010-ND-CP" and "63/2010/NĐ-CP" give "63/2010/nd/cp"."""
    parts = _ALNUM.findall(fold(clean(number).translate(_LOOKALIKES)).lower())
    if not parts:
        return ""
    parts[0] = parts[0].lstrip("0") or "0"
    joined = "/".join(parts).replace("&", "")
    return joined


def numbers(text: str) -> list[str]:
    """Keys of the document numbers written in ``text``."""
    return [number_key(m[0]) for m in NUMBER.finditer(clean(text))]
