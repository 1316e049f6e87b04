"""Dates as documents write them: found, read, printed.

Read are "ngày 05 tháng 3 năm 2015" (also broken over lines, glued to its neighbours, or with the month in words: "tháng
giêng", "tháng mười hai"; the first month is January, Bộ luật Dân sự 2015 Điều 146), "05/3/2015", "29-11-2013" and "ngày
01/ 5 / 2026". An impossible date (31/02) is none. Two-digit years are not read: they are ambiguous in a registry
that reaches from 1945 to now.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import regex

_FIRST_YEAR, _LAST_YEAR = 1900, 2099

# Up to three blanks (one of them a line end) inside; possessive repeats keep hostile input linear.
_S = r"\s{0,8}+"
_MONTH_WORDS = {
    "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười một": 11,
    "mười hai": 12, "mười": 10, "một": 1, "chạp": 12,
}  # fmt: skip
_WORDS = "|".join(_MONTH_WORDS).replace(" ", r"\s{1,3}")
DATE = (
    rf"(?:(?:(?<!\w)ngày{_S},?{_S}(?:(?:mồng|mùng){_S})?|(?<![\w/.,-]))(?P<d1>\d{{1,2}}){_S},?{_S}"
    rf"(?:tháng{_S}(?P<m1>\d{{1,2}}|{_WORDS})){_S}[,.]?{_S}"
    rf"năm{_S}(?P<y1>\d{{4}})(?!\d))"
    rf"|(?:(?<![\d./-])(?P<d2>\d{{1,2}})[ \t]?(?P<sep>[/.-])[ \t]?(?P<m2>\d{{1,2}})[ \t]?(?P=sep)[ \t]?"
    r"(?P<y2>\d{4})(?![\d/-]|\.\d))"
)
_DATE = regex.compile(DATE, regex.IGNORECASE)


class DateMatch(NamedTuple):
    """A date in a text: ``start``:``end`` covers it from "ngày" (where printed) to the year."""

    start: int
    end: int
    value: date


def _value(day: str, month: str, year: str) -> date | None:
    number = _MONTH_WORDS.get(" ".join(month.casefold().split())) or int(month)  # IGNORECASE takes "ſ" for "s"
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:  # 31/02, 00/00: a misprint or no date at all
        return None


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMatch]:
    """All possible dates in ``text[start:end]``, in order; impossible ones are passed over."""
    for m in _DATE.finditer(text, start, len(text) if end is None else end):
        day, month, year = (m["d1"], m["m1"], m["y1"]) if m["d1"] else (m["d2"], m["m2"], m["y2"])
        value = _value(day, month, year)
        if value is not None:
            yield DateMatch(m.start(), m.end(), value)


def parse(s: str) -> date | None:
    """The first possible date written in ``s``, or None. ISO dates ("2015-03-05") are read as well."""
    stripped = s.strip()
    if len(stripped) == 10 and stripped[4] == "-" == stripped[7]:
        try:
            return date.fromisoformat(stripped)
        except ValueError:
            return None
    return next((m.value for m in find(s)), None)


def format_vi(value: date) -> str:
    """As the official lists print dates: "01/3/2023", "15/02/2023" (NĐ 30/2020/NĐ-CP, Appendix I: days below 10 and
    months 1 and 2 have a zero before them).

    >>> format_vi(date(2023, 3, 1)), format_vi(date(2023, 2, 15))
    ('01/3/2023', '15/02/2023')
    """
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year:04d}"
