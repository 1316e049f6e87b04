"""Names of bodies and places: one spelling for comparison, one for display."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import regex

# Two ways to put the tone on an open diphthong (hoà/hòa, uỷ/ủy); old and new spelling differ only there. Both
# sides of a comparison go through the table, so that "hoàn" becoming "hòan" does no harm.
_OLD, _NEW = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ", "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
_TONES = dict(zip(_OLD.split(), _NEW.split(), strict=True))
_TONE = regex.compile("|".join(_TONES))
_DAK = regex.compile(r"\b[đd][ăắa]([kc])\s?(l[ăắa][kc]|n[oô]ng)\b")
_SPACE = regex.compile(r"\s+")
_DASH = regex.compile(r"\s*-\s*")
_SPELLINGS = (("thừa thiên huế", regex.compile(r"thừa thiên\s*-?\s*huế")), ("quy nhơn", regex.compile(r"qui nhơn")))


@lru_cache(maxsize=8192)
def fold_name(s: str) -> str:
    """A key under which the spellings of one name meet: case, spaces, tone placement, Đăk/Đắk/Dak, dashes, "&".

    >>> fold_name("UỶ BAN NHÂN DÂN tỉnh Đăk Lăk") == fold_name("Ủy ban nhân dân Tỉnh  Dak Lak")
    True
    """
    s = unicodedata.normalize("NFC", s).casefold()
    s = _SPACE.sub(" ", s.replace("&", " và ")).strip(" .,;:-")
    s = _TONE.sub(lambda m: _TONES[m[0]], s)
    s = _DAK.sub(lambda m: "đắk lắk" if m[2].startswith("l") else "đắk nông", s)
    for to, pattern in _SPELLINGS:
        s = pattern.sub(to, s)
    return _DASH.sub(" - ", s)


def slug(s: str) -> str:
    """ASCII id of a name: "Đắk Lắk" -> "dak-lak"."""
    s = unicodedata.normalize("NFD", fold_name(s).replace("đ", "d"))
    s = "".join(ch for ch in s if not unicodedata.combining(ch))
    return re.sub(r"[^a-z0-9]+", "-", s).strip("-")


def is_upper(s: str) -> bool:
    """Written in capitals (digits and signs do not count); at least two letters."""
    if sum(map(str.islower, s[: len(s) // 5 + 8])) * 10 > len(s):  # a sentence: its beginning tells
        return False
    lower = sum(map(str.islower, s))
    if 9 * lower > len(s) - lower:  # a sentence: even if all else were capitals
        return False
    upper = sum(map(str.isupper, s))
    return upper > 1 and upper >= 0.9 * (upper + lower)


def sentence_case(s: str) -> str:
    """Capitals to a name in normal case where no table knows it: first letter of the first word only."""
    s = _SPACE.sub(" ", s).strip().lower()
    return s[:1].upper() + s[1:]


def title_case(s: str) -> str:
    """Every syllable with a capital, as names of persons and places have it."""
    return " ".join(w[:1].upper() + w[1:].lower() for w in s.split())
