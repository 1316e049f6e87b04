"""When a document takes effect, as its own text says (domain.md 4.1).

Patterns begin with a word that is rare and stands for itself ("hiệu lực", "này"); what must stand before it is looked
for in the few characters before it. That keeps a sweep over a whole document fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import regex

from lawreg import dates
from lawreg.model import Effective, EffectiveKind, Span
from lawreg.parsing.clauses import TAIL, THIS, count, is_subject, named, quote
from lawreg.parsing.lines import clean

_FORCE = regex.compile(rf"(?:hiệu\s+lực(?:\s+(?:thi|thực)\s+hành)?|giá\s+trị\s+thi\s+hành){TAIL}")
# "Nghị quyết này đã được Hội đồng nhân dân … thông qua ngày … và có"
_SUBJECT = regex.compile(
    rf"(?P<subject>\b{THIS})(?P<between>(?:[^.;:“”]{{0,24}}|[^.;:“”]{{0,160}}?thông\s+qua[^.;:“”]{{0,70}}))\bcó\s+$",
    regex.IGNORECASE,
)
_SENTENCE_START = regex.compile(r"(?:[.:;]|\d\.|^)\s*$|\n[ \t|]*$")
_AFTER = regex.compile(r"\b(?:sau|trước|khi|ngày)$")
_FROM = regex.compile(
    r"[\s,:]*(?:(?:thi|thực)\s+hành\s*)?(?:là\s+)?(?:bắt\s+đầu\s+)?(?:kể\s+)?(?:từ|vào|sau|trong)?[\s,]*"
    r"(?:thời\s+điểm\s+)?",
    regex.IGNORECASE,
)
_SAYS_WHEN = regex.compile(r"từ|vào|sau|là")
_DAYS = regex.compile(
    r"[\s,:]*(?:thi\s+hành\s*)?(?:kể\s+từ\s+)?sau\s+(?P<n>\d{1,3}|[^\W\d_]+(?:\s+(?:lăm|mươi|năm)){0,2})\s*"
    r"(?:\([^)]{0,30}\)\s*)?ngày[\s,]*(?:làm\s+việc[\s,]*)?"
    r"(?:,?\s*(?:kể\s+)?(?:từ\s+)?(?:ngày\s+)?(?P<what>[^.;\n]{0,60}))?",
    regex.IGNORECASE,
)
_SIGNING = regex.compile(
    r"(?:ngày\s+)?(?:được\s+)?(?:ký|ban\s+hành|thông\s+qua|công\s+bố|HĐND|Hội\s+đồng\s+nhân\s+dân|Quốc\s+hội"
    r"|[^.;,\n]{0,50}?thông\s+qua)",
    regex.IGNORECASE,
)
_OTHER_ACT = regex.compile(r"ngày\s+(?:nghị định|luật|thông tư|nghị quyết số|quyết định số)", regex.IGNORECASE)
_GAZETTE = regex.compile(r"(?:đăng|công\s+bố\s+trên)\s+(?:trên\s+)?(?:tờ\s+)?công\s+báo", regex.IGNORECASE)
_BUDGET = regex.compile(
    r"(?:từ\s+)?(?:năm\s+ngân\s+sách|niên\s+độ\s+ngân\s+sách|kỳ\s+ngân\s+sách|năm)\s+(?P<y>\d{4})", regex.IGNORECASE
)
_MONTH = regex.compile(r"tháng\s+(?P<m>\d{1,2})\s*(?:năm|/)\s*(?P<y>\d{4})", regex.IGNORECASE)
_EXECUTE = regex.compile(r"n[àầ]y(?:[^.;]{0,40}?)\s(?:kể\s+)?từ\s+ngày\s+ký")
_EXECUTED = regex.compile(r"thi\s+hành\s+$")
_APPLY = regex.compile(rf"n[àầ]y\s+(?:được\s+)?(?:áp\s+dụng|thi\s+hành|thực\s+hiện){TAIL}")
_PASSED = regex.compile(r"thông\s+qua\s+(?:vào\s+|tại\s+[^.;\n]{2,60}?\s)?(?=ngày)", regex.IGNORECASE)
_OWN_LINE = regex.compile(r"[ \t|]*(?:Điều\s+\d+\w?\s*[.:]?\s*(?:Hiệu lực[^.\n]*)?|\d{1,2}\.?\s*)?$")
_CLOSING = 2_500


def read(text: str, start: int, end: int, issued: date | None, hidden: Callable[[int], bool]) -> Effective:
    """Read from text[start:end]; ``hidden`` tells which offsets belong to quoted text."""
    best: Effective | None = None
    weight = -1
    for m in _forces(text, start, end):
        begin = None if hidden(m.start()) else _subject(text, m.start(), start)
        effective = _rule(text, begin, m, issued, end) if begin is not None else None
        if effective is None or begin is None:
            continue
        found = _weight(text, begin, effective)
        if found > weight:
            best, weight = effective, found
    return best if best is not None else _fallback(text, start, end, issued, hidden)


def passed(text: str, start: int, end: int) -> tuple[date, Span] | None:
    """The day on which a law or a resolution was passed, from its last lines."""
    for m in _PASSED.finditer(text, max(start, end - _CLOSING), end):
        on = next(dates.find(text, m.end(), m.end() + 50), None)
        if on is not None and text[m.end() : on.start].strip() in ("", "ngày"):  # "ngày 09/7/2015"
            return on.value, Span(on.start, on.end)
    return None


def _forces(text: str, start: int, end: int) -> Iterator[regex.Match[str]]:
    """Each "có hiệu lực …"; str.find is several times faster here than a sweep with the pattern."""
    for word in ("hiệu", "giá"):
        at = text.find(word, start, end)
        while at >= 0:
            if text[max(at - 8, 0) : at].rstrip().endswith(("có", "Có")):
                m = _FORCE.match(text, at, min(end, at + 400))
                if m is not None:
                    yield m
            at = text.find(word, at + 4, end)


def _subject(text: str, at: int, start: int) -> int | None:
    """Where the clause "Nghị định này có" before ``at`` begins, if this document is its subject."""
    base = max(at - 280, start)
    # Neither the subject nor what follows it holds one of these signs: the search begins behind the last one
    base = max(base, max(text.rfind(sign, base, at) for sign in ".;:“”") + 1)
    m = _SUBJECT.search(text, base, at)
    if m is None:
        return None
    begin = m.start()
    if not is_subject(text, begin):
        return None
    between = m["between"].strip().casefold()
    if not m["subject"].casefold().endswith(("này", "nầy")):  # "Quyết định có hiệu lực …": where a sentence begins
        before = text[max(begin - 24, 0) : begin]
        fits = m["subject"][0].isupper() and between == "" and _SENTENCE_START.search(before) is not None
        return begin if fits else None
    return None if _AFTER.search(between) else begin


def _weight(text: str, begin: int, effective: Effective) -> int:
    """A date or a rule beats "other"; a clause that opens its line or its article beats one in the middle."""
    line = text.rfind("\n", 0, begin) + 1
    return (
        (0 if effective.kind is EffectiveKind.OTHER else 10)
        + (4 if _OWN_LINE.match(text[line:begin]) else 0)
        + (3 if "Hiệu lực" in text[max(begin - 160, 0) : begin] else 0)
    )


def _rule(text: str, begin: int, m: regex.Match[str], issued: date | None, end: int) -> Effective | None:
    tail = clean(m["tail"])
    rule, span = quote(text, begin, m.end())

    def made(
        kind: EffectiveKind, when: date | None = None, days: int | None = None, computed: bool = False
    ) -> Effective:
        return Effective(when, kind, days, rule, span, computed and when is not None)

    days = _DAYS.match(tail)
    if days:
        n, what = count(days["n"]), (days["what"] or "").strip()
        if _GAZETTE.search(what):
            return made(EffectiveKind.DAYS_AFTER_GAZETTE, days=n)
        if n is not None and (not what or _SIGNING.match(what) or "ký" in what):
            day = _signed(text, what, issued, end)
            when = day + timedelta(days=n) if day else None
            return made(EffectiveKind.DAYS_AFTER_SIGNING, when, n, computed=True)
    lead = _FROM.match(tail)
    rest = tail[lead.end() :] if lead else tail
    said = lead[0].casefold() if lead else ""
    if not _SAYS_WHEN.search(said) and not rest.casefold().startswith("ngày"):
        return None
    on = next(dates.find(rest), None)
    if on is not None and on.start <= 6:
        later = "sau" in said and "từ" not in said  # "có hiệu lực sau ngày 01/7"
        return made(EffectiveKind.DATE, on.value + timedelta(days=1) if later else on.value)
    if _GAZETTE.search(rest[:60]):
        return made(EffectiveKind.DAYS_AFTER_GAZETTE, days=0)
    if _SIGNING.match(rest) and not _OTHER_ACT.match(rest):
        return made(EffectiveKind.ON_SIGNING, _signed(text, rest, issued, end), computed=True)
    year = _BUDGET.match(rest)
    if year:  # "từ năm ngân sách 2017": the budget year is the calendar year
        return made(EffectiveKind.DATE, _first_day(int(year["y"]), 1), computed=True)
    month = _MONTH.match(rest)
    if month:
        return made(EffectiveKind.DATE, _first_day(int(month["y"]), int(month["m"])), computed=True)
    return made(EffectiveKind.OTHER) if rest.casefold().startswith("ngày") else None


def _signed(text: str, what: str, issued: date | None, end: int) -> date | None:
    """The day the rule counts from: of passing where it says so and the closing tells it, else of signing."""
    if "thông qua" in what[:90].casefold():
        day = passed(text, 0, min(end + _CLOSING, len(text)))
        if day is not None:
            return day[0]
    return issued


def _first_day(year: int, month: int) -> date | None:
    return date(year, month, 1) if 1900 < year < 2100 and 1 <= month <= 12 else None


def _fallback(text: str, start: int, end: int, issued: date | None, hidden: Callable[[int], bool]) -> Effective:
    """ "… chịu trách nhiệm thi hành Quyết định này kể từ ngày ký", "Thông tư này được áp dụng từ …"."""
    for m in _EXECUTE.finditer(text, start, end):
        begin = None if hidden(m.start()) else named(text, m.start() + 3)
        if begin is not None and _EXECUTED.search(text[max(begin - 24, 0) : begin]):
            rule, span = quote(text, begin, m.end())
            return Effective(issued, EffectiveKind.ON_SIGNING, None, rule, span, computed=issued is not None)
    for m in _APPLY.finditer(text, start, end):
        begin = None if hidden(m.start()) else named(text, m.start() + 3)
        if begin is None or not is_subject(text, begin):
            continue
        effective = _rule(text, begin, m, issued, end)
        if effective is not None and effective.kind is not EffectiveKind.OTHER:
            return effective
    return Effective(None, EffectiveKind.NOT_STATED)
