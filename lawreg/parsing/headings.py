"""What a line opens: Điều, Chương, Mục, khoản, điểm (domain.md 3.2)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from lawreg.model import Unit

ALPHABET = "abcdđeghiklmnopqrstuvxy"
WILD = "abcdđefghijklmnopqrstuvwxyz"  # f, j, w, z occur by mistake; they keep their Latin place

_ARTICLE = re.compile(
    r"(?:Điều|ĐIỀU|Điêu)\s{1,3}(?P<n>\d{1,4})\s?(?P<s>[a-zđ]{1,2}\d?)?(?P<after>\s*[.:)\-]|\s*$|\s)\s*"
)
_CHAPTER = re.compile(
    r"(?:Chương|CHƯƠNG)\s{1,3}(?P<n>[IVXLC]{1,7}|\d{1,3}"
    r"|(?:thứ\s+)?[a-zđêấ]{2,4})(?P<s>[a-zA-Z]?)\s*(?P<after>[.:\-]|$|\s)\s*"
)
_PART = re.compile(
    r"(?:Phần|PHẦN)\s{1,3}(?P<n>(?:thứ|THỨ)\s+[^\W\d_]+(?:\s(?:một|hai|ba|tư|năm|sáu|bảy|tám|chín|MỘT|HAI"
    r"|BA))?|[IVXL]{1,6}|\d{1,2}|[A-E]|chung|mở đầu|MỞ ĐẦU)\s*(?P<after>[.:\-]|$|\s)\s*"
)
_SECTION = re.compile(r"(?:Mục|MỤC)\s{1,3}(?P<n>\d{1,3}|[IVXL]{1,6}|[A-E])(?P<s>[a-z]?)\s*(?P<after>[.:\-]|$|\s)\s*")
_SUBSECTION = re.compile(r"(?:Tiểu mục|TIỂU MỤC)\s{1,3}(?P<n>\d{1,3}|[IVXL]{1,6})\s*(?P<after>[.:\-]|$|\s)\s*")
_CLAUSE = re.compile(r"(?P<n>\d{1,3})(?P<s>[a-zđ]\d?)?\s?(?P<after>[./)]|-(?=\s))(?!\d)\s*(?=\S|$)")
_DECIMAL = re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=\S)")
_POINT = re.compile(r"(?P<n>[a-zđ])(?P<s>\d{1,2})?\s?(?P<after>[)/.])\s*(?=\S|$)")
_ROMAN = re.compile(r"(?P<n>[IVX]{1,6})\s?(?P<after>[./)\-:])\s*(?=\S|$)")
_LETTER = re.compile(r"(?P<n>[A-E])\s?[./)]\s*(?=[^\W\d_])")

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ORDINALS = {
    "nhất": 1, "một": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip


class Opening(NamedTuple):
    """A line that opens a unit: ``label`` as cited ("5", "3a", "đ", "IV"), ``value`` for the order, ``body`` the offset
    in the line after label and sign."""

    unit: Unit
    label: str
    value: int
    suffix: str
    after: str
    body: int


# Khoản and điểm are most of what is opened: no enum look-up, no constructor in Python
_CLAUSE_UNIT, _POINT_UNIT = Unit.CLAUSE, Unit.POINT
_opening: Callable[[tuple[Unit, str, int, str, str, int]], Opening] = partial(tuple.__new__, Opening)


def roman(s: str) -> int:
    """Value of a Roman numeral; 0 for none."""
    if not s or any(ch not in _ROMAN_VALUES for ch in s):
        return 0
    values = [_ROMAN_VALUES[ch] for ch in s]
    return sum(-v if n + 1 < len(values) and v < values[n + 1] else v for n, v in enumerate(values))


def letter_value(ch: str) -> int:
    """Place of a điểm letter; strangers to the Vietnamese alphabet stand between their Latin neighbours."""
    return WILD.index(ch) if ch in WILD else -1


def letters_between(a: str, b: str) -> int:
    """Steps from one điểm letter to the next one, counted in the Vietnamese alphabet where both belong to it."""
    if a in ALPHABET and b in ALPHABET:
        return ALPHABET.index(b) - ALPHABET.index(a)
    return letter_value(b) - letter_value(a)


def _number(s: str) -> int:
    if s.isdigit():
        return int(s)
    return roman(s) or _ORDINALS.get(s.lower().split()[-1], 0) or (ord(s) - 64 if len(s) == 1 else 0)


def heading(line: str) -> Opening | None:
    """Phần, Chương, Mục, Tiểu mục or Điều that the line opens."""
    first = line[0]
    if first in "ĐÐ":
        m = _ARTICLE.match(line)
        if m is None:
            return None
        n, s, after = m.groups("")
        return Opening(Unit.ARTICLE, n + s, int(n), s, after.strip() or after, m.end())
    if first == "C":
        return _titled(_CHAPTER.match(line), Unit.CHAPTER)
    if first == "P":
        return _titled(_PART.match(line), Unit.PART)
    if first == "M":
        return _titled(_SECTION.match(line), Unit.SECTION)
    if first == "T":
        return _titled(_SUBSECTION.match(line), Unit.SUBSECTION)
    return None


def _titled(m: re.Match[str] | None, unit: Unit) -> Opening | None:
    if m is None:
        return None
    n = " ".join(m["n"].split())
    suffix = m.groupdict().get("s") or ""
    label = n.lower() if n.split()[0].lower() in ("thứ", "chung", "mở") else n
    if unit is Unit.CHAPTER and n.islower() and _number(n) == 0:
        return None
    return Opening(unit, label + suffix, _number(n), suffix, m["after"].strip(), m.end())


def clause(line: str) -> Opening | None:
    """The khoản a line opens: "3.", "3a.", "1)", "1/", "1-"."""
    m = _CLAUSE.match(line)
    if m is None:
        return None
    n, s, after = m.groups("")
    return _opening((_CLAUSE_UNIT, n + s, int(n), s, after, m.end()))


def point(line: str) -> Opening | None:
    """The điểm a line opens: "a)", "đ1)", "a/", "a."."""
    m = _POINT.match(line)
    if m is None:
        return None
    n, s, after = m.groups("")
    return _opening((_POINT_UNIT, n + s, letter_value(n), s, after, m.end()))


def decimal(line: str) -> Opening | None:
    """ "1.2." of documents without Điều."""
    m = _DECIMAL.match(line)
    if m is None:
        return None
    return Opening(Unit.POINT, m["n"], int(m["n"].rsplit(".", 1)[1]), "", ".", m.end())


def roman_section(line: str) -> Opening | None:
    """ "I.", "II -" of documents without Điều, cited as "Mục I"."""
    m = _ROMAN.match(line)
    if m is None or roman(m["n"]) == 0:
        return None
    return Opening(Unit.SECTION, m["n"], roman(m["n"]), "", m["after"], m.end())


def letter_part(line: str) -> Opening | None:
    """ "A.", "B." of documents without Điều, cited as "Phần A"."""
    m = _LETTER.match(line)
    return None if m is None else Opening(Unit.PART, m["n"], ord(m["n"]) - 64, "", ".", m.end())
