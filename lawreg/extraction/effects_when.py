"""When an effect starts and ends, and what is excepted from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import regex

from lawreg import dates
from lawreg.extraction.effects_titles import search
from lawreg.model import Span

_FROM = regex.compile(r"(?<!\w)(?:kể\s+từ|từ|vào)\s+(?=ngày\s+\d|\d{1,2}[/.-]\d)")
_UNTIL = regex.compile(r"(?<!\w)(?:cho\s+)?(?:đến|tới)\s+(?:hết\s+)?(?=ngày\s+\d|\d{1,2}[/.-]\d)")
_DURATION = regex.compile(r"(?<!\w)sau\s+(?:thời\s+hạn|khi|thời\s+gian)(?!\w)")
# "trừ" as an exception, not in miễn trừ, khấu trừ, loại trừ, giảm trừ, phòng trừ, bù trừ.
_EXCEPT = regex.compile(
    r"(?<!\w)(?<!(?:miễn|khấu|loại|giảm|phòng|bù|diệt|bài|cấn|thuốc)\s{1,3})(?:ngoại\s+)?trừ(?!\w)\s+(?!diệt|lùi|khử)"
    r"|(?<!\w)không\s+(?:bao\s+gồm|áp\s+dụng)\s+(?:đối\s+với\s+)?(?:các\s+)?"
    r"(?:điều|khoản|điểm|chương|quy\s+định|nội\s+dung)(?!\w)"
)
# "trừ Điều 5 được áp dụng đến hết ngày …": up to the next comma a day is that of what is excepted
_KEPT_DAYS = regex.compile(r"(?<!\w)(?:hiệu\s+lực|áp\s+dụng|thực\s+hiện|thi\s+hành)(?!\w)[^,;]*")
_ANNOUNCES = regex.compile(r"(?<!\w)(?:(?:như\s+)?sau(?:\s+đây)?|dưới\s+đây|(?:ngoại\s+)?trừ)\s*:$")
_NEXT_CLAUSE = regex.compile(r";\s*(?:riêng|và\s+(?:thay|bãi)|thay\s+thế|bãi\s+bỏ)(?!\w)")
_PROVISION = regex.compile(r"(?<!\w)(?:điều|khoản|điểm|chương|mục|phụ\s+lục|mẫu|phần)\s+(?:số\s+)?[\divxlca-zđ]")
_NUMBERED = regex.compile(r"(?<!\w)(?:điều|khoản|điểm|chương|mục|phụ\s+lục)\s+(?:số\s+)?[\divx]")  # not "Điều lệ"
_THIS = regex.compile(
    r"(?<!\w)(?:bộ\s+luật|luật|pháp\s+lệnh|nghị\s+quyết|nghị\s+định|quyết\s+định|chỉ\s+thị"
    r"|thông\s+tư(?:\s+liên\s+tịch)?|quy\s+định|quy\s+chế|điều)\s+này(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Exception_:
    """An exception clause; ``kind`` is provision, subject or transitional (it names the acting document's article)."""

    start: int
    end: int
    kind: str
    bracket: bool = False  # "(trừ Điều 5)": of the document in front of it alone; the list goes on behind


def exception_in(low: str, start: int, end: int, masked: Iterable[Span] = ()) -> Exception_ | None:
    """The first exception in low[start:end]."""
    if low.find("trừ", start, end) < 0 and low.find("không", start, end) < 0:
        return None  # most clauses except nothing
    spans = tuple(masked)
    for m in _EXCEPT.finditer(low, start, end):
        if any(s.start <= m.start() < s.end for s in spans):
            continue
        if low[m.start() - 1] == "(" and (closing := low.find(")", m.end(), end)) > 0:
            if not _PROVISION.search(low, m.start(), closing):
                continue  # "(trừ …)" inside the title of a document
            return _exception(low, m.start(), closing, bracket=True)
        stop = end
        semicolon = low.find(";", m.end(), end)
        if semicolon > 0 and _NEXT_CLAUSE.match(low, semicolon):
            stop = semicolon
        return _exception(low, m.start(), stop)
    return None


def announces(low: str, exception: Exception_) -> bool:
    """ "trừ các trường hợp sau đây:": what is excepted follows; a colon behind "trừ Điều 20" belongs to the clause."""
    return _ANNOUNCES.search(low, exception.start, exception.end) is not None


def with_list(low: str, exception: Exception_, end: int) -> Exception_:
    """The exception with the items below it that say what is excepted: "… trừ các nội dung sau: a) …; b) …"."""
    while end > exception.end and low[end - 1].isspace():
        end -= 1
    items = [item for item in low[exception.end : end].split("\n") if item.strip()]
    named = [item for item in items if _NUMBERED.search(item)]
    if any(not _THIS.search(item) for item in named):
        return Exception_(exception.start, end, "provision")  # beside items that name the acting document's articles
    return Exception_(exception.start, end, "transitional" if items and named == items else "subject")


def _exception(low: str, start: int, end: int, *, bracket: bool = False) -> Exception_:
    clause = low[start:end]
    if _THIS.search(clause):
        return Exception_(start, end, "transitional", bracket)
    return Exception_(start, end, "provision" if _PROVISION.search(clause) else "subject", bracket)


def days_of_excepted(low: str, exception: Exception_ | None, verb: int) -> tuple[Span, ...]:
    """The stretches of an exception behind ``verb`` whose days are said of what is excepted, not of the effect.

    "… hết hiệu lực, trừ Điều 5 hết hiệu lực từ ngày 01/01/2028": the document ends with the clause, Điều 5 in 2028.
    """
    if exception is None or exception.start < verb:
        return ()
    return tuple(Span(m.start(), m.end()) for m in _KEPT_DAYS.finditer(low, exception.start, exception.end))


def start_of(text: str, low: str, start: int, end: int, masked: Iterable[Span]) -> tuple[date | None, Span | None]:
    """The date an effect begins by its own clause ("kể từ ngày 01/01/2026"), dates of cited documents left out."""
    return _dated(_FROM, text, low, start, end, masked)


def end_of(text: str, low: str, start: int, end: int, masked: Iterable[Span]) -> date | None:
    """The first day on which the effect no longer holds ("đến hết ngày 31/12/2016" → 1 January 2017)."""
    found, _ = _dated(_UNTIL, text, low, start, end, masked)
    return found + timedelta(days=1) if found else None


def hangs_on_event(low: str, start: int, end: int, hidden: tuple[Span, ...] = ()) -> bool:
    """The start or end is an event, not a date ("sau thời hạn chuyển tiếp"); titles of cited documents left out."""
    return low.find("sau", start, end) >= 0 and search(_DURATION, low, start, end, hidden) is not None


def _dated(
    lead: regex.Pattern[str], text: str, low: str, start: int, end: int, masked: Iterable[Span]
) -> tuple[date | None, Span | None]:
    spans = tuple(masked)
    for m in lead.finditer(low, start, end):
        if any(s.start <= m.start() < s.end for s in spans):
            continue
        found = next(iter(dates.find(text, m.end(), min(end + 1, m.end() + 45))), None)
        if found is not None and low[m.end() : found.start].strip() in ("", "ngày"):  # "ngày 01/7/2026"
            return found.value, Span(m.start(), found.end)
    return None, None
