"""What clauses on a document's own validity share: who speaks, day counts, quotes."""

from __future__ import annotations

import regex

from lawreg.model import Span
from lawreg.parsing import kinds

TAIL = r"(?P<tail>(?:[^.;]|\.(?=\d|năm\s)){0,320})"  # to the end of the sentence; "1.000" and "01.5.2015" go on
_OTHER_WORDS = r"Văn bản|Quy định|Quy chế"
THIS = (
    rf"(?:(?:{kinds.words()}|{_OTHER_WORDS})(?:\s+liên\s+tịch)?\s+n[àầ]y"
    r"|(?:Quyết\s+định|Nghị\s+quyết|Thông\s+tư|Chỉ\s+thị|Nghị\s+định))"
)
_THIS_END = regex.compile(rf"\b(?P<subject>{THIS})$", regex.IGNORECASE)

# "kể từ ngày Thông tư này có hiệu lực" speaks of that day, it does not set it
_NOT_SUBJECT = regex.compile(
    r"(?:ngày|khi|của|tại|trước|sau|trong|điểm|lúc|gian|hạn|theo|với|và|đến|từ|nếu|trường hợp|như|bởi|do|thì|,)\s*$",
    regex.IGNORECASE,
)
# "khoản 2 Điều 1 Quyết định này": a part is spoken of; at the start of a line the words are the article's own heading.
_A_PART = regex.compile(
    r"(?<=\S[ ])(?:điều|khoản|điểm|mục|chương|phần|phụ lục|mẫu(?: số)?|biểu(?: số)?)[ ]+[\w/]{1,8}[ ]+$",
    regex.IGNORECASE,
)
_NUMERALS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười lăm": 15, "mười năm": 15, "hai mươi": 20, "ba mươi": 30, "bốn mươi": 40, "bốn lăm": 45, "bốn mươi lăm": 45,
    "sáu mươi": 60, "chín mươi": 90,
}  # fmt: skip


def is_subject(text: str, begin: int) -> bool:
    """Whether "Nghị định này" at ``begin`` is the subject of its clause, no object ("trước ngày Nghị định này …")."""
    before = text[max(begin - 32, 0) : begin]
    return _NOT_SUBJECT.search(before) is None and _A_PART.search(before) is None


def named(text: str, at: int) -> int | None:
    """Where "Nghị quyết này", which ends at ``at``, begins."""
    base = max(at - 44, 0)
    m = _THIS_END.search(text[base:at])
    return base + m.start() if m is not None else None


def quote(text: str, begin: int, end: int) -> tuple[str, Span]:
    """The clause from ``begin`` to ``end`` with its full stop."""
    while end > begin and text[end - 1] in " \n\t|":
        end -= 1
    if text[end : end + 1] == ".":
        end += 1
    return text[begin:end], Span(begin, end)


def count(s: str) -> int | None:
    """ "45", "bốn mươi lăm"."""
    return int(s) if s.isdigit() else _NUMERALS.get(" ".join(s.casefold().split()))
