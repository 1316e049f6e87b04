"""What stands around a document number or a law's name: type word before it, date and issuer behind it.

"Thông tư liên tịch" | "số" | 12/2010/TTLT-BKHĐT-BTC | "ngày 28/5/2010" | "của Bộ Kế hoạch và Đầu tư và Bộ Tài chính".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from lawreg import dates, tables
from lawreg.numbers.pages import GAP

_TYPE_WORDS = (
    "Bộ luật", "Luật", "Pháp lệnh", "Sắc lệnh", "Sắc luật", "Lệnh", "Nghị quyết liên tịch", "Nghị quyết", "Nghị định thư", "Nghị định",
    "Quyết định liên tịch", "Quyết định", "Chỉ thị liên tịch", "Chỉ thị", "Thông tư liên tịch", "Thông tư liên bộ",
    "Thông tư liên ngành", "Thông tư", "Thông tri", "Văn bản hợp nhất", "Văn bản", "Công văn", "Công điện", "Điện mật", "Thông báo",
    "Thông cáo", "Báo cáo", "Tờ trình", "Kế hoạch liên tịch", "Kế hoạch", "Chương trình hành động", "Chương trình phối hợp",
    "Chương trình", "Hướng dẫn liên ngành", "Hướng dẫn", "Kết luận", "Quy định", "Quy chế phối hợp", "Quy chế", "Đề án", "Phương án",
    "Biên bản", "Giấy mời", "Giấy ủy quyền", "Phiếu trình", "Phiếu chuyển", "Nghị định thư",
)  # fmt: skip
_SHORT = {"NĐ": "Nghị định", "QĐ": "Quyết định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "NQ": "Nghị quyết", "CT": "Chỉ thị", "CV": "Công văn"}
_TYPE = rf"(?-i:{'|'.join(_SHORT)})(?=\s+(?i:số\b|\d))|" + "|".join(sorted((w.replace(" ", r"\s+") for w in set(_TYPE_WORDS)), key=len, reverse=True))
# Read from right to left, so that the nearest type word is taken: "Báo cáo chuyên đề số", "Nghị định của Chính phủ số".
_LEAD = regex.compile(
    rf"(?r)(?<!\p{{L}})(?P<type>{_TYPE})(?P<between>(?:\s+(?!của\b|tại\b|theo\b|và\b|số\b|các\b|này\b)\p{{Ll}}+){{0,6}}?"
    r"(?:\s+của\s+[\p{L} ]{3,60}?)??)"
    r"\s*(?:[|\t(]\s*)?(?:\(?\s*(?:có\s+)?số(?:\s*,?\s*k[ýí]\s+hiệu)?\s*:?)?\s*$",
    regex.IGNORECASE,
)
_BARE_LEAD = regex.compile(r"(?r)(?<!\p{L})số\s*:?\s*$", regex.IGNORECASE)
_DAY = regex.compile(r"(?:[\s,(|]|-\s|đã\s|được\s|ban\s+hành\s|ký\s|vào\s|thông\s+qua\s)*", regex.IGNORECASE)
_YEAR = regex.compile(r"\s*,?\s*\(?(?:ban\s+hành\s+)?năm\s+((?:19|20)\d{2})(?!\d)")
_BARE_YEAR = regex.compile(r"[ \t]((?:19|20)\d{2})(?![\d/])")
_BY = regex.compile(r"\s*,?\s*\(?\s*của\s+(?:các\s+)?", regex.IGNORECASE)
_WHO = regex.compile(r"\b(?:của|và)\s+(?:ông\s+|bà\s+)?", regex.IGNORECASE)
_AT = regex.compile(
    r"(?r)\s+tại\s+(?:các\s+)?(?:(?:văn\s+bản|tờ\s+trình|công\s+văn|báo\s+cáo)\s*:\s*)?$", regex.IGNORECASE
)

_NAME = r"\p{Lu}[\p{L}’'-]*(?:(?:\s+|\s*-\s*)(?!(?i:{stop})\b)\p{Lu}[\p{L}’'-]*){0,4}"
_PLACE = (
    r"(?:\s+(?i:tỉnh|thành\s+phố|TP\.?|huyện|quận|thị\s+xã|thị\s+trấn|xã|phường|đặc\s+khu)"
    rf"(?:\s+(?!(?i:{{stop}})\b){_NAME}|\s+\d{{1,2}}(?![\d/]))?)?(?:\s*\(cũ\))?"
)
_ORGAN = r"(?i:Ủy\s+ban\s+nhân\s+dân|Uỷ\s+ban\s+nhân\s+dân|UBND|Hội\s+đồng\s+nhân\s+dân|HĐND|Thường\s+trực\s+(?:Hội\s+đồng\s+nhân\s+dân|HĐND)|Đoàn\s+đại\s+biểu\s+Quốc\s+hội|Tỉnh\s+ủy|Thành\s+ủy|Huyện\s+ủy|Ban\s+Thường\s+vụ\s+(?:Tỉnh|Thành)\s+ủy)"
_HEADS = r"(?i:(?:Phó\s+)?(?:Chủ\s+tịch|Thủ\s+tướng|Bộ\s+trưởng|Chủ\s+nhiệm|Thống\s+đốc|Tổng\s+[Gg]iám\s+đốc|Tổng\s+[Tt]hanh\s+tra|Tổng\s+cục\s+trưởng|Cục\s+trưởng|Giám\s+đốc|Chánh\s+án|Chánh\s+Văn\s+phòng|Viện\s+trưởng|Trưởng\s+[Bb]an)(?:\s*,\s*Chủ\s+nhiệm)?\s+)"
_GENERIC = (
    r"(?i:Bộ|Sở|Cục|Tổng\s+cục|Chi\s+cục|Vụ|Viện|Văn\s+phòng|Ban|Ủy\s+ban|Uỷ\s+ban|Hội\s+đồng|Hội|Liên\s+bộ|Liên\s+Bộ|Thanh\s+tra|Trung\s+tâm|"
    r"Công\s+ty|Tập\s+đoàn|Tổng\s+công\s+ty|Ngân\s+hàng|Kho\s+bạc|Bảo\s+hiểm|Tòa\s+án|Viện\s+kiểm\s+sát|Quốc\s+hội|Trung\s+ương|Bộ\s+Chính\s+trị|Trường|Phòng|Đảng\s+ủy)"
)
_STOP = (
    r"về|quy|hướng|ban\s+hành|sửa|bổ|thay|phê|công\s+bố|thực|đối|tại|là|được|đã|có|trong|cho|để|theo|như|hết|bãi|bị|và\s+(?:các|những|Nghị|Quyết|Thông|Luật|hướng|quy)"
    r"|nhằm|khi|nếu|thì|còn|từ|do|của|ngày|số|năm|giao|chấp|điều|chi\s+tiết|yêu\s+cầu|trình|kể|sẽ|trừ|nêu|này|trên|bằng|với|không|hoặc|phải|kèm|liên\s+quan|xác|kèm|gửi"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """The type word before a number; ``word`` None where only "số" stands there."""

    start: int
    word: str | None


@dataclass(frozen=True, slots=True)
class Tail:
    """Date and issuer behind a number; ``end`` is where the last of them ends."""

    end: int
    date: str | None
    issuer: str | None


def lead(text: str, at: int) -> Lead:
    """The type word that belongs to the number at ``at``, or the number itself."""
    floor = max(0, at - 160)
    m = _LEAD.search(text, floor, at)
    if m is not None and "\n\n" not in m[0]:
        return Lead(m.start(), _canonical(m["type"]))
    bare = _BARE_LEAD.search(text, max(0, at - 12), at)
    return Lead(bare.start() if bare else at, None)


def _canonical(word: str) -> str:
    if word in _SHORT:
        return _SHORT[word]
    word = " ".join(word.split()).lower()
    return word[0].upper() + word[1:]


def tail(text: str, at: int, *, year: str | None = None, law: bool = False, joint: bool = False) -> Tail:
    """Date and issuer behind a number or name that ends at ``at``, in either order.

    ``year`` is the year inside the number (a date without "ngày" must agree with it); ``law``: for a law cited by name
    the year alone will do ("Luật Đất đai năm 2013"); ``joint``: several bodies may be named.
    """
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
            by = _BY.match(text, end, end + 24)
            body = _issuer(joint).match(text, by.end(), by.end() + 400) if by else None
            if body is not None:
                end, issuer = body.end(), " ".join(body[0].split())
                continue
        break
    if date is None and issuer is None and not law:
        only = _YEAR.match(text, end, end + 30)
        if only is not None and year is None:
            return Tail(only.end(), only[1], None)
    return Tail(end, date, issuer)


def _date(text: str, at: int, year: str | None) -> tuple[int, str] | None:
    head = text.find(GAP, at, at + 60)
    if head >= 0:  # a running head stands inside the date: read it as one blank
        tail_at = head
        while tail_at < len(text) and text[tail_at] == GAP:
            tail_at += 1
        found = _date(text[at:head] + " " + text[tail_at : tail_at + 80], 0, year)
        if found is None:
            return None
        return (at + found[0] if found[0] <= head - at else tail_at + found[0] - (head - at) - 1), found[1]
    lead_in = _DAY.match(text, at, at + 60)
    begin = lead_in.end() if lead_in else at
    m = next(dates.find(text, begin, min(len(text), begin + 60)), None)
    if m is None or m.start != begin:
        if m is None or text[begin : m.start].strip().lower() not in ("ngày", "ngay"):
            return None
    worded = "ng" in text[begin : m.end].lower()
    if not worded:
        between = text[at:begin]
        if not between.strip(" ") or (year is not None and year != str(m.value.year)):
            return None
        if "\n" in between and year is None:
            return None
    if "\n\n" in text[at:begin]:
        return None
    return m.end, m.value.isoformat()


def _year(text: str, at: int) -> tuple[int, str] | None:
    m = _YEAR.match(text, at, at + 30) or _BARE_YEAR.match(text, at, at + 6)
    return (m.end(), m[1]) if m else None


@cache
def _issuer(joint: bool = False) -> regex.Pattern[str]:
    """One body, or (``joint``) several joined by "và" and commas: names of the table first, then the general shape of a name."""
    central = tables.load("tables/issuers.toml")["central"]
    names = {n for b in central.values() for n in (b["name"], *b.get("aliases", ())) if len(n) > 5}
    table = "|".join(regex.escape(n).replace(r"\ ", r"\s+") for n in sorted(names, key=len, reverse=True))
    word = rf"(?!(?i:{_STOP})\b)[\p{{L}}’'-]+"
    place = _PLACE.replace("{stop}", _STOP)
    generic = rf"{_GENERIC}(?:\s+{word}|\s*-\s*(?=\p{{Lu}})|\s*,\s+(?=\p{{Lu}}\p{{Ll}}+\s+và\b)){{0,12}}"
    body = rf"(?:{_HEADS})?(?:(?i:{table}|Chính\s+phủ|Thủ\s+tướng|Chủ\s+tịch\s+nước)(?!\p{{L}})|{_ORGAN}{place}|{generic})"
    return regex.compile(
        rf"{body}(?:\s*\(?\s*(?i:khóa|khoá)\s+[IVX]+\)?)?" + (rf"(?:(?:\s*,\s*|\s+và\s+|\s*-\s*){body}){{0,12}}" if joint else "")
    )


def proposer(text: str, at: int) -> str | None:
    """Who sent the paper that begins at ``at``: "Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số"."""
    floor = max(0, at - 200)
    place = _AT.search(text, floor, at)
    if place is None:
        return None
    for m in _WHO.finditer(text, floor, place.start()):
        body = _issuer().match(text, m.end(), place.start())
        if body is not None and body.end() == place.start():
            return " ".join(body[0].split())
    return None
