"""What stands around a document number or a law's name: type word before it, date and issuer behind it.

"Thông tư liên tịch" | "số" | 12/2010/TTLT-BKHĐT-BTC | "ngày 28/5/2010" | "của Bộ Kế hoạch và Đầu tư và Bộ Tài chính".
The words are those of pipelines/tables/number_codes_context.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import regex

from lawreg import dates, tables
from lawreg.numbers.pages import GAP

_TABLE = "tables/number_codes_context.toml"
_BARE_LEAD = regex.compile(r"(?r)(?<!\p{L})số\s*:?\s*$", regex.IGNORECASE)
_DAY = regex.compile(
    r"(?:[\s,(|]|-\s|đã\s|được\s|ban\s+hành\s|ký\s|vào\s|thông\s+qua\s)*",
    regex.IGNORECASE,
)
_REASON = regex.compile(r"(?r)(?<!\p{L})(?:bởi|bằng)\s+(?:\p{L}+\s+){0,6}(?:số\s*:?\s*)?\S{4,30}$", regex.IGNORECASE)
_YEAR = regex.compile(r"\s*,?\s*\(?(?:ban\s+hành\s+)?năm\s+((?:19|20)\d{2})(?!\d)")
_BARE_YEAR = regex.compile(r"[ \t]((?:19|20)\d{2})(?![\d/])")
_BY = regex.compile(r"\s*,?\s*\(?\s*của\s+(?:các\s+)?", regex.IGNORECASE)
_WHO = regex.compile(r"\b(?:của|và)\s+(?:ông\s+|bà\s+)?", regex.IGNORECASE)
_AT = regex.compile(
    r"(?r)\s+tại\s+(?:các\s+)?(?:(?:văn\s+bản|tờ\s+trình|công\s+văn|báo\s+cáo)\s*:\s*)?$",
    regex.IGNORECASE,
)


_NOTHING_BEHIND = frozenset(".;:)”\"/]")  # neither a date nor an issuer follows one of these
_BEGIN_TAIL = frozenset("nđbkvtc")  # of "ngày", "năm", "đã", "được", "ban hành", "ký", "vào", "thông qua", "của"


class Lead(NamedTuple):
    """The type word before a number; ``word`` None where only "số" stands there."""

    start: int
    word: str | None


class Tail(NamedTuple):
    """Date and issuer behind a number; ``end`` is where the last of them ends."""

    end: int
    date: str | None
    issuer: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """The table's words as patterns. ``repeated`` is an alternation of type words for short forms."""

    lead: regex.Pattern[str]
    short: Mapping[str, str]
    vague: frozenset[str]
    repeated: str
    bare: Mapping[str, str]
    body: regex.Pattern[str]
    bodies: regex.Pattern[str]
    by_last: Mapping[str, tuple[str, ...]]  # last syllable → type words that end with it, the longest first


_built: tuple[Mapping[str, Any], Mapping[str, Any], Words] | None = None


def words() -> Words:
    """The tables in force, built once for each loaded file."""
    global _built
    raw, issuers = tables.load(_TABLE), tables.load("tables/issuers.toml")
    if _built is None or _built[0] is not raw or _built[1] is not issuers:
        _built = (raw, issuers, _build(raw, issuers))
    return _built[2]


def any_of(phrases: Iterable[str]) -> str:
    """An alternation of phrases, longest first, any white space between their words."""
    ordered = sorted(set(phrases), key=len, reverse=True)
    return "|".join(r"\s+".join(regex.escape(w) for w in p.split()) for p in ordered)


def _build(raw: Mapping[str, Any], issuers: Mapping[str, Any]) -> Words:
    types, who = raw["types"], raw["issuers"]
    kinds = rf"(?-i:{any_of(types['short'])})(?=\s+(?i:số\b|\d))|{any_of(types['words'])}"
    lead = regex.compile(  # from right to left, so that the nearest type word is taken
        rf"(?r)(?<!\p{{L}})(?P<type>{kinds})"
        r"(?:\s+(?!của\b|tại\b|theo\b|và\b|số\b|các\b|này\b)\p{Ll}+){0,6}?(?:\s+của\s+[\p{L} ]{3,60}?)??"
        r"\s*(?:[|\t(]\s*)?(?:\(?\s*(?:có\s+)?số(?:\s*,?\s*k[ýí]\s+hiệu)?\s*:?)?\s*$",
        regex.IGNORECASE,
    )
    central = {n for b in issuers["central"].values() for n in (b["name"], *b.get("aliases", ())) if len(n) > 5}
    stop = rf"(?!(?i:{any_of(who['stop'])})\b)"
    capital = r"\p{Lu}[\p{L}’'-]*"
    proper = rf"{stop}{capital}(?:(?:\s+|\s*-\s*){stop}{capital}){{0,4}}"
    place = rf"(?:\s+(?i:{any_of(who['places'])})(?:\s+{proper}|\s+\d{{1,2}}(?![\d/]))?)?(?:\s*\(cũ\))?"
    other = (
        rf"(?i:{any_of(who['generic'])})"
        rf"(?:\s+{stop}[\p{{L}}’'-]+|\s*-\s*(?=\p{{Lu}})|\s*,\s+(?=\p{{Lu}}\p{{Ll}}+\s+và\b)){{0,12}}"
    )
    named = any_of(central | {"Chính phủ", "Thủ tướng", "Chủ tịch nước"})
    body = (
        rf"(?:(?i:{any_of(who['heads'])})\s+)?"
        rf"(?:(?i:{named})(?!\p{{L}})|(?i:{any_of(who['organs'])}){place}|{other})"
    )
    one = rf"{body}(?:\s*\(?\s*(?i:khóa|khoá)\s+[IVX]+\)?)?"
    return Words(
        lead,
        dict(types["short"]),
        frozenset(types["vague"]),
        any_of(types["repeated"]),
        {k.lower(): v for k, v in types["bare"].items()},
        regex.compile(one),
        regex.compile(rf"{one}(?:(?:\s*,\s*|\s+và\s+|\s*-\s*){body}){{0,12}}"),
        _by_last(types["words"]),
    )


def _by_last(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted({p.lower() for p in phrases}, key=lambda p: (-len(p), p)):
        last = phrase.rpartition(" ")[2]
        found[last] = (*found.get(last, ()), phrase)
    return found


def lead(text: str, at: int) -> Lead:
    """The type word that belongs to the number at ``at``, or the number itself."""
    if text[at - 4 : at] == " số ":  # "Nghị định số": need not be searched for
        near = text[max(0, at - 48) : at - 4].lower()
        for word in words().by_last.get(near.rpartition(" ")[2], ()):
            if near.endswith(word) and not near[: -len(word)][-1:].isalpha():
                return Lead(at - 4 - len(word), _canonical(word))
    m = words().lead.search(text, max(0, at - 160), at)
    if m is not None and "\n\n" not in m[0]:
        return Lead(m.start(), _canonical(m["type"]))
    bare = _BARE_LEAD.search(text, max(0, at - 12), at)
    return Lead(bare.start() if bare else at, None)


def _canonical(word: str) -> str:
    short = words().short.get(word)
    if short is not None:
        return short
    word = " ".join(word.split()).lower()
    return word[0].upper() + word[1:]


def tail(text: str, at: int, *, year: str | None = None, law: bool = False, joint: bool = False) -> Tail:
    """Date and issuer behind a number or name that ends at ``at``, in either order.

    ``year`` is the year inside the number (a date without "ngày" must agree with it); ``law``: for a law cited by name
    the year alone will do ("Luật Đất đai năm 2013"); ``joint``: several bodies may be named.
    """
    first, second = text[at : at + 1], text[at + 1 : at + 2]
    if first in _NOTHING_BEHIND or (first == " " and second.islower() and second not in _BEGIN_TAIL):
        return Tail(at, None, None)
    pattern = words().bodies if joint else words().body
    end, date, issuer = at, None, None
    for _ in range(2):
        if date is None:
            found = _date(text, end, year)
            if found is None and law:
                found = _year(text, end)
            if found is not None:
                end, date = found
                continue
        if issuer is None:
            by = _BY.match(text, end, end + 24) if "của" in text[end : end + 24].lower() else None
            body = pattern.match(text, by.end(), by.end() + 400) if by else None
            if body is not None:
                end, issuer = body.end(), " ".join(body[0].split())
                continue
        break
    if date is None and issuer is None and not law and year is None:
        only = _YEAR.match(text, end, end + 30)
        if only is not None:
            return Tail(only.end(), only[1], None)
    return Tail(end, date, issuer)


def _date(text: str, at: int, year: str | None) -> tuple[int, str] | None:
    head = text.find(GAP, at, at + 60)
    if head >= 0:  # a running head stands inside the date: read it as one blank
        behind = head
        while behind < len(text) and text[behind] == GAP:
            behind += 1
        found = _date(text[at:head] + " " + text[behind : behind + 80], 0, year)
        if found is None:
            return None
        return (at + found[0] if found[0] <= head - at else behind + found[0] - (head - at) - 1), found[1]
    lead_in = _DAY.match(text, at, at + 60)
    begin = lead_in.end() if lead_in else at
    first = text[begin : begin + 1]
    if not first.isdigit() and first not in ("n", "N"):  # a date begins with its day or with "ngày"
        return None
    m = next(dates.find(text, begin, min(len(text), begin + 60)), None)
    if m is None or (m.start != begin and text[begin : m.start].strip().lower() not in ("ngày", "ngay")):
        return None
    between = text[at:begin]
    if "\n\n" in between:
        return None
    if "ng" not in text[begin : m.end].lower():  # a bare date in the next cell of a list
        if not between.strip(" ") or (year is not None and year != str(m.value.year)):
            return None
        if "\n" in between and year is None:
            return None
        if _REASON.search(text, max(0, at - 80), at):  # the next cell says when that took effect
            return None
    return m.end, m.value.isoformat()


def _year(text: str, at: int) -> tuple[int, str] | None:
    m = _YEAR.match(text, at, at + 30) or _BARE_YEAR.match(text, at, at + 6)
    return (m.end(), m[1]) if m else None


def proposer(text: str, at: int) -> str | None:
    """Who sent the paper that begins at ``at``: "Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số"."""
    floor = max(0, at - 200)
    place = _AT.search(text, floor, at)
    if place is None:
        return None
    for m in _WHO.finditer(text, floor, place.start()):
        body = words().body.match(text, m.end(), place.start())
        if body is not None and body.end() == place.start():
            return " ".join(body[0].split())
    return None
