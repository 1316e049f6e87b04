"""The end date a document states for itself (domain.md 4.2): the first day on which it is no longer in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import regex

from lawreg import dates
from lawreg.model import Effective, EffectiveKind, Expiry
from lawreg.numbers.scan import Needles, places
from lawreg.parsing.clauses import TAIL, count, is_subject, named, quote
from lawreg.parsing.lines import clean

_WORD_THIS = Needles(("này", "nầy"))
_UNTIL = regex.compile(
    r"(?:cho\s+)?(?:đến\s+)?hết\s+(?P<last>ngày\s+[^;,.]{6,40}|năm\s+\d{4})"
    r"|(?:cho\s+)?đến\s+(?P<before>trước\s+)?(?P<to>ngày\s+[^;,.]{6,40})",
    regex.IGNORECASE,
)
_ENDS = regex.compile(
    r"n[àầ]y(?P<between>[^.;:]{0,60}?)(?P<verb>hết\s+(?:hiệu\s+lực|thời\s+hạn\s+thực\s+hiện)"
    rf"|được\s+(?:thực\s+hiện|áp\s+dụng|thi\s+hành)(?:\s+thí\s+điểm)?|có\s+thời\s+hạn){TAIL}"
)
_FROM = regex.compile(r"[\s,]*(?:thi\s+hành\s*)?(?:kể\s+)?(?:từ|vào)\s+")
_AFTER = regex.compile(r"[\s,]*(?:thi\s+hành\s*)?sau\s+ngày")
_YEARS = regex.compile(
    r"[\s,]*(?:là\s+)?(?:trong\s+)?(?:vòng\s+|thời\s+(?:hạn|gian)\s+)?(?P<n>\d{1,2}"
    r"|[^\W\d_]+)\s*(?:\([^)]{0,12}\)\s*)?năm\b",
    regex.IGNORECASE,
)
_NEAR = 90  # characters in which "này" is followed by one of the verbs
_YEAR = regex.compile(r"năm\s+(\d{4})", regex.IGNORECASE)


def read(text: str, start: int, end: int, effective: Effective, hidden: Callable[[int], bool]) -> Expiry | None:
    """The own end date in text[start:end]: in the clause of entry into force, or in a clause of its own.

    "đến hết ngày 31/12" and "đến ngày 31/12" end on 1/1, "đến trước ngày 1/3" and "hết hiệu lực từ ngày 1/3" on 1/3.
    """
    if effective.rule and effective.span:
        sentence = clean(effective.rule)
        on = next(dates.find(sentence), None)
        out = _end_of(sentence, on.end if on and effective.kind is EffectiveKind.DATE else 0)
        if out is not None:
            return Expiry(out[0], effective.rule, effective.span, out[1])
    for m in _endings(text, start, end):
        begin = None if hidden(m.start()) else named(text, m.start() + 3)
        if begin is None or not is_subject(text, begin):
            continue
        said, span = quote(text, begin, m.end())
        tail = clean(m["tail"])
        if m["verb"].startswith("hết"):
            out = _named_day(tail)
        else:
            out = _end_of(tail, 0)
            years = _YEARS.match(tail) if out is None else None
            if years:
                n = count(years["n"])
                return Expiry(_years_after(effective.date, n) if n and effective.date else None, said, span)
        if out is not None:
            return Expiry(out[0], said, span, out[1])
    return None


def of_letter(effective: Effective, expires: Expiry | None) -> tuple[Effective, Expiry | None]:
    """What of them an official letter says of itself: it quotes clauses of others ("Nghị định này có hiệu lực …")."""
    own = effective if _says_letter(effective.rule) else Effective(None, EffectiveKind.NOT_STATED)
    return own, expires if expires is not None and _says_letter(expires.quote) else None


def _says_letter(clause: str | None) -> bool:
    return "văn này" in " ".join((clause or "").split())


def _endings(text: str, start: int, end: int) -> Iterator[regex.Match[str]]:
    """Each "… này hết hiệu lực"; str.find is several times faster here than a sweep with the pattern."""
    at = start
    for place, _ in places(text, _WORD_THIS, start, end):
        near = text[place : place + _NEAR]
        if place < at or not ("hết" in near or "được" in near or "hạn" in near):
            continue
        m = _ENDS.match(text, place, end)
        if m is not None:
            yield m
            at = m.end()


_End = tuple[date, date]  # first day out of force, day as printed


def _named_day(tail: str) -> _End | None:
    """ "… hết hiệu lực kể từ ngày 01/3/2027"."""
    on = next(dates.find(tail), None)
    lead = _FROM.match(tail)
    if on is None:
        return None
    if lead and on.start <= lead.end() + 6:
        return on.value, on.value
    return (on.value + timedelta(days=1), on.value) if _AFTER.match(tail) else None


def _end_of(sentence: str, after: int) -> _End | None:
    for m in _UNTIL.finditer(sentence, after):
        said = m["last"] or m["to"]
        on = next(dates.find(said), None) if said.casefold().startswith("ngày") else None
        if on is not None:
            return (on.value if m["before"] else on.value + timedelta(days=1)), on.value
        year = _YEAR.match(said)
        if year and m["last"]:
            return date(int(year[1]) + 1, 1, 1), date(int(year[1]), 12, 31)
    return None


def _years_after(day: date, n: int) -> date:
    try:
        return day.replace(year=day.year + n)
    except ValueError:  # 29 February
        return date(day.year + n, 3, 1)
