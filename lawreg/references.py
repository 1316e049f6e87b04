"""Reads references to provisions: "điểm a, b khoản 3 Điều 5" → "Điều 5 khoản 3 điểm a", "Điều 5 khoản 3 điểm b".

References are written from the small unit to the large one (Nghị định 34/2016/NĐ-CP Điều 75); paths are given from the
large one to the small one. Points follow the Vietnamese alphabet. Works in one pass over the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import regex

from lawreg.numbers.pages import bridge
from lawreg.numbers.scan import Needles, places
from lawreg.reference_paths import ARTICLE, PLACED, RANK, Group, expand, resolved

_MAX_CHAIN = 150  # groups; a longer reference is a misreading
_LONGEST_BRACKET = 250  # characters


class ProvisionRef(NamedTuple):
    """A reference at text[start:end]; ``own`` when it says "Điều này", "Nghị định này" (the document it stands in)."""

    start: int
    end: int
    paths: tuple[str, ...]
    own: bool


_CANONICAL = {
    "điểm": "điểm", "khoản": "khoản", "điều": "Điều", "tiểu mục": "Tiểu mục", "mục": "Mục", "chương": "Chương",
    "phần": "Phần", "phụ lục": "Phụ lục", "mẫu": "Mẫu số", "biểu mẫu": "Mẫu số", "mẫu biểu": "Mẫu số",
    "biểu": "Mẫu số",
}  # fmt: skip

# A wrapped or badly typed line glues the next word to the number: "Điều 21của Luật".
_GLUED = r"(?=(?:của|thuộc|tại|và|luật|bộ\s|nghị|thông|quyết|pháp|quy\s)\b)"
_NO_MORE = rf"(?:{_GLUED}|(?![\p{{L}}\d]|/\d|[.,]\d|\s?%|\)))"
_COUNTED = r"(?!\s+(?:ngày|tháng|năm|người|lần|bản|bộ|đồng|triệu|tỷ|thủ\s+tục|văn\s+bản|cơ\s+quan|đơn\s+vị)\b)"
_COMMA = r"\s{0,3}(?:,|;|\bvà\b|\bhoặc\b|\bhay\b|,\s{0,3}và\b)\s{0,3}"
_TO = r"\s{1,3}đến\s{1,3}(?:hết\s{1,3})?"


def _list(label: str, more: str, *joints: str) -> str:
    return rf"{label}(?:(?:{'|'.join((_COMMA, _TO, *joints))}){more})*+"


_NUMBER = r"[1-9]\d{0,2}(?:\.\d{1,2}|\.[a-zđ](?![.)]))?[a-zđ]?\d?" + _NO_MORE
_CLOSED = _NUMBER.replace(r"|\)", "")  # inside a bracket the closing one is no "1)"
# In the middle of a list of bare numbers a comma may have been lost: "khoản 7, 8, 9 10, 11"
_LOST_COMMA = r"\s(?=\d{1,3}\s?,\s?\d)(?<=,\s?\d{1,3}\s)"
# Text recognition reads "1a" as "la": "Bổ sung khoản la sau khoản 1"
_MISREAD = r"[lI]a(?=\s{1,3}(?:vào\s{1,3})?(?:sau|trước)\s{1,3}khoản\s{1,3}[12](?![\d\p{L}]))"
_BELOW = r"\((?:[ivx]{1,5})\)"  # "điểm b(ii)": what stands below a point is the point's (data/gold GUIDE, convention 5)
_CLOSING = r"\)(?=\s{0,3}(?:[,;]|và\b|khoản\b|điểm\b))"  # "điểm a), điểm b) khoản 3"
_POINT = (
    rf"(?:[a-zđ]\d{{0,2}}(?:\s?{_BELOW}|{_CLOSING})?|"
    r"\d{1,2}(?:\.\d{1,2}){0,3}(?:[a-zđ]|\.[a-zđ](?![.)]))?)(?![\p{L}\d]|/\d|[.,]\d)"
)
_ROMAN = r"(?:[IVXLC]{1,6}[a-zA-ZĐ]?(?:[.-]?\d{1,2}){0,2}|\d{1,2}(?:\.\d{1,2}){0,2}[a-zđA-Z]?)(?![\p{L}\d]|/\d)"
_ANNEX = rf"(?:{_ROMAN}|(?-i:[A-HĐ]\d{{0,2}})(?![\p{{L}}\d]|/\d))"  # "Phụ lục A", not "Phụ lục 2, b)"
_PART = r"(?:thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|[A-ZĐ](?![\p{L}\d])|" + _ROMAN + ")"
_FORM = (
    r"(?:\d{1,2}(?:\.\d{1,2})?[a-zđA-Z]?(?:[-/.](?!\d{4})[\p{Lu}\d][\p{L}\d.-]{0,15}+)?|[IVX]{1,5}[a-z]?)"
    r"(?![\p{L}\d])"
)

# "các khoản: 3, 4 và 5": a colon between the unit word in the plural and its list
_COLON = (
    r"(?:(?=:)(?<=(?<!\p{L})các\s{1,3}(?:điều|khoản|điểm)):(?=\s{1,3}(?:\d{1,3}[a-zđ]?|[a-zđ])\s{0,3}(?:,|(?<=\s)(?:và|đến)\s)))?"
)

# Two steps for speed: a plain search for the ends of the unit words, then the full pattern at each of them.
_NEEDLES = Needles((
    "iều", "IỀU", "hoản", "HOẢN", "iểm", "IỂM", "ục", "ỤC", "hương", "HƯƠNG", "hần", "HẦN", "hụ", "HỤ", "ẫu", "ẪU",
    "iểu", "IỂU",
))  # fmt: skip
_SUBSECTION = regex.compile(r"[Tt](?:iểu|IỂU)\s{1,3}[Mm]$")


def _groups(number: str) -> regex.Pattern[str]:
    numbers, points = _list(number, number + _COUNTED, _LOST_COMMA), _list(_POINT, rf"(?:{_POINT}|{_BELOW})" + _COUNTED)
    return regex.compile(
        r"(?<![\p{L}\d])(?:"
        rf"(?P<u1>điều){_COLON}\s{{1,3}}(?P<l1>{numbers})"
        rf"|(?<!tài\s)(?P<u2>khoản){_COLON}\s{{1,3}}(?P<l2>{numbers}|{_MISREAD})"
        rf"|(?<!(?:thời|địa|quan|thí|trọng|ưu|đặc|nhược)\s)(?P<u3>điểm){_COLON}\s{{1,3}}(?P<l3>{points})"
        r"|(?<!(?:danh|hạng|chuyên|đầu)\s)(?P<u4>tiểu\s{1,3}mục|mục|chương)"
        rf"\s{{1,3}}(?P<l4>{_list(_ROMAN, _ROMAN + _COUNTED)})"
        rf"|(?<!(?:cổ|thành|một|bộ)\s)(?P<u5>phần)\s{{1,3}}(?P<l5>{_list(_PART, _PART + _COUNTED)})"
        rf"|(?P<u6>phụ\s{{1,3}}lục)(?:\s{{1,3}}số)?(?:\s{{1,3}}(?P<l6>{_list(_ANNEX, _ANNEX + _COUNTED)}))?(?!\p{{L}})"
        r"|(?P<u7>biểu\s{1,3}mẫu|mẫu\s{1,3}biểu|mẫu|biểu)"
        rf"\s{{1,3}}số\s{{1,3}}(?P<l7>{_list(_FORM, '(?:số ?)?' + _FORM + _COUNTED)})"
        r")",
        regex.IGNORECASE,
    )


_GROUP, _IN_BRACKETS = _groups(_NUMBER), _groups(_CLOSED)
# One label and what cannot go on as a list behind it
_ONE = re.compile(r"(?<![^\W_])(Điều|khoản) ([1-9]\d{0,2}[a-zđ]?)(?= (?:Điều|[^\W\d_vhđVHĐ]))")
_NO_HEADING = frozenset(("khoản", "điểm", "Mẫu số"))  # they open no line of their own that would be a heading
_GAP = regex.compile(
    r"(?P<sep>\s{0,5}(?:,\s{0,3}(?:và\b)?|;\s{0,3}(?:và\b)?|\bvà\b|\bhoặc\b|\bhay\b|\bđến\b(?:\s{1,3}hết\b)?|\bcủa\b|\bthuộc\b|\btrong\b|\btại\b|)\s{0,5})"
    r"(?:các\s{1,3})?(?:(?:(?:điểm|khoản|điều)\s{1,3})?từ\s{1,3})?",
    regex.IGNORECASE,
)
_THIS = regex.compile(
    r"\s{1,3}(?:(?:của|thuộc|tại)\s{1,3})?(?:Điều|khoản|điểm|Mục|Chương|Phần|Phụ\s+lục|Bộ\s+luật|Luật|Pháp\s+lệnh|Nghị\s+quyết(?:\s+liên\s+tịch)?"
    r"|Nghị\s+định|Quyết\s+định|Thông\s+tư(?:\s+liên\s+tịch)?|Chỉ\s+thị|Quy\s+định|Quy\s+chế|Điều\s+lệ|Hướng\s+dẫn|Kế\s+hoạch|Văn\s+bản)"
    r"\s{1,3}này\b",
    regex.IGNORECASE,
)
_ATTACHED = regex.compile(
    r"\s{1,3}(?:(?:của|thuộc|tại)\s{1,3})?(?P<name>Quy\s+định|Quy\s+chế|Điều\s+lệ|Quy\s+trình|Quy\s+chuẩn|Chương\s+trình|Đề\s+án|Kế\s+hoạch)\b"
    r"[^\n.;“”]{0,250}?\s(?:được\s{1,3})?(?:ban\s{1,3}hành\s{1,3})?kèm\s{1,3}theo\s{1,3}(?=\p{L})"
)
_LABEL = regex.compile(r"thứ\s+\p{L}+|[\p{L}\d][\p{L}\d./-]*", regex.IGNORECASE)
_JOINER = regex.compile(r"^(?:và|hoặc|hay|số)$", regex.IGNORECASE)
_SPACE = regex.compile(r"\s+")
_BELOW_POINT = regex.compile(rf"\s?{_BELOW}", regex.IGNORECASE)
_DOTTED = regex.compile(r"(khoản|Điều) (\d+)\.([a-zđ])(?![\p{L}\d])")  # "khoản 2.c" is point c of khoản 2
# A line that ends so is not over: "… tại\nĐiều 10." names an article
_GOES_ON = re.compile(r"(?<!\w)(?:tại|của|theo|trong|thuộc|vào|và|hoặc|khoản \d{1,2})[ \t]*$")
_WORD = 16  # characters before the line's end that are looked at
_HEADING_END = regex.compile(r"[.:](?:\s|$)|[^\S\n]*(?:\n|$)")


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[ProvisionRef]:
    """Every reference to provisions in text[start:end], in order; headings ("Điều 5. …" opening a line) are none."""
    seen = bridge(text)
    stop = len(seen) if end is None else end
    chain: list[Group] = []
    at = start
    for place, _ in places(seen, _NEEDLES, start, stop, _promising):
        word = place - 1
        if word < at:
            continue
        if seen[place] in "ụỤ" and seen[max(0, word - 2) : word].strip()[:1] in ("u", "U"):
            sub = _SUBSECTION.search(seen, max(at, place - 12), place)
            word = sub.start() if sub else word
        group = _one(seen, word, start, stop)
        if group is None:
            m = (_IN_BRACKETS if _bracketed(seen, word, start) else _GROUP).match(seen, word, stop)
            if m is None:
                continue
            group = _group(seen, m, start)
        at = group.end
        heading = group.unit not in _NO_HEADING and _heading(seen, group)
        if chain:
            sep = _joined(seen, chain[-1].end, word) if len(chain) < _MAX_CHAIN else None
            if sep in PLACED and not _lies_in(chain[-1].unit, group.unit):
                sep = None
            if sep is not None and not (heading and (sep or not _open(chain[-1], group))):
                group.sep = sep
                chain.append(group)
                continue
            yield _finish(seen, chain)
            chain = []
        if not heading:
            chain.append(group)
    if chain:
        yield _finish(seen, chain)


def _joined(text: str, start: int, end: int) -> str | None:
    """What joins two groups ("" for a blank, "," "và" "đến" …); None where they do not belong together."""
    if end - start > 40:
        return None
    between = text[start:end]
    if between == " ":
        return ""
    if between == ", ":
        return ","
    gap = _GAP.fullmatch(between)
    return None if gap is None else _sep(gap["sep"])


def _lies_in(unit: str, outer: str) -> bool:
    """Whether "trong" or "tại" between two units makes one reference of them: not for forms, nor for annexes."""
    return unit != "Mẫu số" and RANK[unit] < RANK[outer] < RANK["Phụ lục"]


def _promising(text: str, place: int, after: int) -> bool:
    """A cheap look before the pattern: a unit's first letter, a blank behind it, a digit behind "Điều" and "khoản"."""
    colon = text[after : after + 1] == ":"
    if place < 1 or not (colon or text[after : after + 1].isspace()) or text[place - 1] not in "ĐđKkMmCcPpBb":
        return False
    word = place - 1
    if colon:
        return _many(text, word, 0)
    label = text[after + 1 : after + 2]
    if text[after - 1] not in "uUnN" or label.isdigit() or label.isspace() or text[word] not in "ĐđKk":
        return True
    return label in ("l", "I") and text[after + 2 : after + 3] == "a"  # "khoản la" for "khoản 1a"


def _bracketed(text: str, word: int, floor: int) -> bool:
    """Whether a bracket is open at ``word``."""
    floor = max(floor, word - _LONGEST_BRACKET)
    opened = text.rfind("(", floor, word)
    return opened >= 0 and text.find(")", opened, word) < 0


def _one(text: str, word: int, floor: int, stop: int) -> Group | None:
    """The group of one label in the middle of a line, the most frequent form; None where the full pattern must look."""
    m = _ONE.match(text, word, stop)
    if m is None:
        return None
    unit = m[1]
    if unit == "khoản" and text[max(0, word - 4) : word - 1].lower() == "tài":
        return None
    return Group(unit, (m[2],), _many(text, word, floor), "", word, m.end())


def _many(text: str, word: int, floor: int) -> bool:
    """Whether "các" stands before the unit."""
    before = text[max(floor, word - 6) : word].rstrip().lower()
    return before == "các" or (before[-3:] == "các" and not before[-4].isalpha())


def _group(text: str, m: regex.Match[str], floor: int) -> Group:
    which = (m.lastgroup or "u1")[1]
    raw, word = m["l" + which] or "", m["u" + which]
    if "(" in raw:
        raw = _BELOW_POINT.sub("", raw)
    unit = _CANONICAL[" ".join(word.lower().split())]
    labels: list[str] = []
    if raw.isalnum():
        labels.append(_label(unit, raw))
    else:
        ranged = False
        for token in _LABEL.findall(raw):
            if token.lower() == "đến":
                ranged = True
            elif not _JOINER.match(token) and not (ranged and token.lower() == "hết"):
                label = _label(unit, token)
                if ranged and labels:
                    labels[-1:] = expand(labels[-1], label)
                else:
                    labels.append(label)
                ranged = False
    return Group(unit, tuple(labels), _many(text, m.start(), floor), "", m.start(), m.end())


def _label(unit: str, token: str) -> str:
    token = token.strip(".")
    if unit == "khoản" and token[0] in "lI":
        return "1" + token[1:]
    if unit in ("điểm", "khoản", "Điều"):
        return token.lower()
    return " ".join(token.split())


def _sep(raw: str) -> str:
    word = raw.strip().lower()
    return "," if word[:1] in ",;" and word else word.split()[0] if word else ""


def _open(before: Group, after: Group) -> bool:
    """Whether ``before`` still waits for a larger unit, so that a line break between the two is only a wrapped line."""
    return RANK[before.unit] < min(RANK[after.unit], ARTICLE) or (
        before.unit in ("Mục", "Mẫu số") and RANK[after.unit] > RANK[before.unit]
    )


def _heading(text: str, group: Group) -> bool:
    at = group.start - 1
    while at >= 0 and text[at] in ' \t“"':
        at -= 1
    if at >= 0 and (text[at] != "\n" or _GOES_ON.search(text, max(0, at - _WORD), at) is not None):
        return False
    return _HEADING_END.match(text, group.end) is not None


def _finish(text: str, chain: list[Group]) -> ProvisionRef:
    end = chain[-1].end
    this = _THIS.match(text, end) if "này" in text[end : end + 48].lower() else None
    paths = resolved(chain)
    if any("." in p for p in paths):
        paths = [_DOTTED.sub(r"\1 \2 điểm \3", p) for p in paths]
    if this is None and "kèm" in text[end : end + 320]:
        attached = _ATTACHED.match(text, end, min(len(text), end + 320))
        if attached is not None:
            name = _SPACE.sub(" ", attached["name"])
            paths = [p if p.startswith("Phụ lục") else f"{name} kèm theo {p}" for p in paths]
    return ProvisionRef(chain[0].start, this.end() if this else end, tuple(dict.fromkeys(paths)), this is not None)
