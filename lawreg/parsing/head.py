"""What is being read of a document's head, passed from reader to reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import regex

from lawreg import dates, numbers
from lawreg.model import Finding, Span
from lawreg.parsing.issuers import Issuer, province

# The country's name and its motto, over any number of lines
COUNTRY = regex.compile(
    r"(?:CỘNG\s+HO[ÀÁ]|CỘNG\s+HÒA|.{0,12}CHỦ\s+NGHĨA|HÒA XÃ|VIỆT\s+NAM(?: DÂN|$)|NAM$|CỘNG$|HỘI CHỦ$|Độc\s*lập"
    r"|ĐỘC LẬP|Tự do|Hạnh phúc|ĐẢNG CỘNG SẢN|[Cc]ộng hòa xã)"
)
PLACE_DATE = regex.compile(
    r"(?:(?<=\n)|^)(?P<place>[A-ZĐÂÊÔƠƯĂÁ][\w.'’ \n-]{1,40}?)"
    r"\s?[,.]?\s{1,3}(?P<day>[Nn]gày\s*\d{1,2}\s*[Tt]háng\s*\d{1,2}\s*,?\s*[Nn]ăm\s*\d{4}"
    r"|(?<=,\s{1,3})[Nn]gày\s*\d{1,2}\s?(?P<sign>[/.-])\s?\d{1,2}\s?(?P=sign)\s?(?:19|20)\d\d(?=[^\S\n]*(?:\n|$)))"
)


@dataclass(slots=True)
class Head:
    """What the head says; ``number_blank`` when the serial was left blank, ``type_code``/``issuer_code`` from it."""

    number: str | None = None
    number_info: numbers.NumberInfo | None = None
    number_blank: bool = False
    date_blank: bool = False
    doc_type: str | None = None
    type_index: int | None = None
    after_title: int = 0  # index of the first fragment after the title
    bodies: list[Issuer | str] = field(default_factory=list)
    chairman: bool = False
    issued: date | None = None
    place: str | None = None
    title: str | None = None
    draft: bool = False
    country: bool = False
    evidence: dict[str, Span] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def take_number(head: Head, number: str, span: Span) -> None:
    head.number = number
    head.number_info = numbers.describe(number)
    head.evidence["number"] = span


_PLACE_LINE_REACH = 160  # characters before the signature in which that line stands
_MADE_AT = regex.compile(r"^Làm\s+tại\s+")


def dated_above_signature(head: Head, text: str, body_end: int) -> bool:
    """Acts of old print place and date in the last line of the body: "Hà Nội, ngày 5 tháng 6 năm 1989"."""
    floor = max(body_end - _PLACE_LINE_REACH, 0)
    last = text[floor:body_end].rstrip()
    m = PLACE_DATE.search(last, max(last.rfind("\n"), 0))
    on = dates.parse(m["day"]) if m is not None and m.end() == len(last) else None
    place = _MADE_AT.sub("", " ".join(m["place"].split())) if m is not None else ""
    if m is None or on is None or province(place) is None:
        return False
    head.issued, head.place = on, head.place or place
    head.evidence["issued"] = Span(floor + m.start("day"), floor + m.end("day"))
    return True
