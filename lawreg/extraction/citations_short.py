"""Short names: "sau đây gọi tắt là …", "Nghị định số 59", "Quyết định nêu trên"."""

from __future__ import annotations

import bisect
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import regex

from lawreg import numbers
from lawreg.extraction.citations_context import tail, words
from lawreg.numbers.scan import BLANKS, Needles, places

T = TypeVar("T")
Mention = tuple[int, int, "str | None", "str | None", "str | None"]  # start, end, number, name, doc_type

_DEFINED = regex.compile(
    r"(?:sau|dưới)\s+đây\s+(?:được\s+)?(?:gọi|viết)\s+(?:tắt\s+|chung\s+)*là\s*:?\s*[“\"']?(?P<short>[^()”\"';.,\n]{3,120})"
)
_BREAK = regex.compile(r"[;.](?:\s|$)|[“”]")
_LAWS = frozenset({"luật", "bộ luật"})
_BY_SERIAL = regex.compile(
    r"(?:\s+(?P<so>số\s*:?\s+)|[^\S\n]+)(?P<serial>\d{1,5}[a-z]?)(?:/(?P<year>(?:19|20)\d{2}))?"
    r"(?![\d\p{L}/]|\s*/|-\p{L}|[.,]\d|\s+(?:tháng|năm)\s+\d)",
)
_ABOVE = regex.compile(r"\s+(?:nêu\s+trên|nói\s+trên|trên\s+đây)(?!\p{L})", regex.IGNORECASE)
_NEXT = ("số", "nêu", "nói", "trên")
_MAX_SHORT = 40


@dataclass(frozen=True, slots=True)
class Short:
    """A short name at text[start:end] and the mention it stands for."""

    start: int
    end: int
    to: Mention
    date: str | None = None
    issuer: str | None = None


def short_mentions(text: str, mentions: list[Mention], make: Callable[..., T]) -> list[T]:
    """Mentions of documents by the short names the text itself gives them, as ``make`` builds them."""
    covered = _Covered(mentions)
    out: list[T] = []
    for s in [*_by_short_name(text, mentions), *_by_serial(text, mentions)]:
        if covered.free(s.start, s.end):
            covered.add(s.start, s.end)
            out.append(make(s.start, s.end, s.to[2], s.to[3], s.date, s.to[4], s.issuer, True))
    return out


def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], Needles]:
    """A type word that ends before a number, one that opens a short name, and how the text goes on behind a type word:
    its last syllable, a blank, and how what may follow begins."""
    return _compiled(words().repeated)


@lru_cache(maxsize=4)
def _compiled(repeated: str) -> tuple[regex.Pattern[str], regex.Pattern[str], Needles]:
    spelled = (word for name in _NEXT for word in (name, name.capitalize(), name.upper()))
    following = (*(f" {c}" for c in (*"0123456789", *spelled, " ", *BLANKS)), *BLANKS)
    last = Needles(w.rpartition("+")[2] + f for w in repeated.split("|") for f in following)
    return (
        regex.compile(rf"(?r)(?<!\p{{L}})(?:{repeated})$", regex.IGNORECASE),
        regex.compile(rf"(?:{repeated})\b", regex.IGNORECASE),
        last,
    )


def definitions(text: str, mentions: list[Mention]) -> dict[str, tuple[int, Mention]]:
    """Short name → (where its definition ends, the mention it stands for)."""
    shorts: dict[str, tuple[int, Mention]] = {}
    ends = [m[1] for m in mentions]
    with_type = _patterns()[1]
    for place, _ in places(text, ("sau đây", "dưới đây")):
        d = _DEFINED.match(text, place)
        if d is None or len(shorts) >= _MAX_SHORT:
            continue
        at = bisect.bisect_right(ends, place) - 1
        short = " ".join(d["short"].split())
        if at < 0 or place - ends[at] > 300 or _BREAK.search(text, ends[at], place):
            continue
        typed = with_type.match(short)
        if typed is None or not short[typed.end() :].strip() or any(numbers.find(short)):
            continue
        kind, target = " ".join(typed[0].split()).lower(), (mentions[at][4] or "").lower()
        if kind == target or {kind, target} <= _LAWS:
            shorts.setdefault(short, (d.end(), mentions[at]))
    return shorts


def _by_short_name(text: str, mentions: list[Mention]) -> list[Short]:
    out: list[Short] = []
    for short, (since, m) in definitions(text, mentions).items():
        pattern = regex.compile(r"\s+".join(regex.escape(w) for w in short.split()) + r"(?![\p{L}\d/])")
        out += [Short(x.start(), x.end(), m) for x in pattern.finditer(text, since)]
    return out


def _by_serial(text: str, mentions: list[Mention]) -> list[Short]:
    """ "Nghị định số 59" is the decree number 59/… that was cited before; "Quyết định nêu trên" the last decision."""
    known: dict[tuple[str, str], list[Mention]] = {}
    for m in mentions:
        if m[2]:
            info = numbers.describe(m[2])
            kind = (m[4] or info.doc_type or "").lower()
            known.setdefault((kind, info.serial.lstrip("0")), []).append(m)
    out: list[Short] = []
    bare = words().bare
    before_number, _, ends = _patterns()
    for place, behind in places(text, ends):
        stop = place + len(text[place:behind].split()[0])
        if not _leads(text, stop):
            continue
        x, above = _BY_SERIAL.match(text, stop), None
        if x is None:
            above = _ABOVE.match(text, stop)
        if x is None and above is None:
            continue
        word = before_number.search(text, max(0, stop - 24), stop)
        if word is None:
            continue
        kind = " ".join(word[0].split()).lower()
        if above is not None:
            before = [m for m in mentions if m[1] <= word.start() and (m[4] or "").lower() == kind]
            if before:
                out.append(Short(word.start(), above.end(), before[-1]))
            continue
        assert x is not None
        fitting = [m for m in known.get((kind, x["serial"].lstrip("0")), ()) if m[0] < word.start()]
        if x["year"]:
            fitting = [m for m in fitting if numbers.describe(m[2] or "").year == x["year"]]
        after = tail(text, x.end(), joint=True)
        if fitting and len({m[2] for m in fitting}) == 1:
            if after.date is None:
                out.append(Short(word.start(), x.end(), fitting[-1]))
            continue
        if x["so"] and after.date and len(after.date) == 10:  # before 1970 decrees bear a bare number
            number = x["serial"] + (f"/{x['year']}" if x["year"] else "") + (f"/{bare[kind]}" if kind in bare else "")
            named = (word.start(), after.end, number, None, kind[0].upper() + kind[1:])
            out.append(Short(word.start(), after.end, named, after.date, after.issuer))
    return out


def _leads(text: str, stop: int) -> bool:
    """A cheap look before the patterns: a digit, "số", "nêu trên" or more blanks behind a blank."""
    following = text[stop + 1 : stop + 2]
    if following.isdigit() or following.isspace():
        return True
    return following in "sSnNtT" and text[stop + 1 : stop + 5].lower().startswith(_NEXT)


class _Covered:
    """Which stretches of text already belong to a mention."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._spans: list[tuple[int, int]] = sorted((m[0], m[1]) for m in mentions)

    def free(self, start: int, end: int) -> bool:
        at = bisect.bisect_left(self._spans, (end, 0))
        return not any(start < e for _, e in self._spans[max(0, at - 8) : at])

    def add(self, start: int, end: int) -> None:
        bisect.insort(self._spans, (start, end))
