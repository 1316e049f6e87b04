"""Which citations are legal bases (căn cứ): the object of a "Căn cứ …" recital.

Not the documents inside the title of that object ("… của Nghị định số X và Nghị định số Y"), nor the acts that amended
it ("được sửa đổi, bổ sung bởi …"): data/gold GUIDE, convention 2.
"""

from __future__ import annotations

import bisect

import regex

from lawreg.model import Document
from lawreg.numbers import GAP

_RECITAL = regex.compile(r"[\s*–-]*+(?:Các\s+)?(?:[Cc]ăn\s+cứ|CĂN\s+CỨ)\b")
_AMENDER = regex.compile(
    r"(?:được\s+)?(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|đính\s+chính)(?:\s*,?\s*bổ\s+sung)?(?:\s+(?:một\s+số\s+điều|một\s+số\s+nội\s+dung))?"
    r"\s*(?:bởi|theo|tại|bằng)\b",
    regex.IGNORECASE,
)
_IN_TITLE = regex.compile(
    r"(?:\bcủa|\btheo|\btại|\bthi\s+hành|\bhướng\s+dẫn|\bthực\s+hiện|\bquy\s+định\s+chi\s+tiết|\bđiều\s+của|\bcủa\s+các|\btriển\s+khai|\bbãi\s+bỏ|\bthay\s+thế|\btrong|\bcho|\bvề|\bkèm\s+theo"
    r"|\bban\s+hành|\bsửa\s+đổi|\bbổ\s+sung)(?:\s+(?:các|một\s+số\s+điều\s+của|toàn\s+bộ))?\s*$",
    regex.IGNORECASE,
)
_PROVISION = regex.compile(
    r"(?:(?:các\s+)?(?:điểm|khoản|Điều|Chương|Mục)\s+(?:\d+[a-zđ]?|[a-zđ]|[IVX]+)\b[^;,]{0,40}?)$", regex.IGNORECASE
)
_NEXT_RECITAL = regex.compile(r"\n\s*(?:Căn\s+cứ|Theo|Xét|Bộ\s+trưởng|Điều\s+\d)")
_CONNECT = regex.compile(r"(?:\s|,|;|và|các)*+", regex.IGNORECASE)


_OBJECT = regex.compile(  # an object that goes on behind a semicolon: "Căn cứ Luật A; Luật B …"
    r"[\s*;,]*+(?:và\s+|các\s+){0,3}+(?=(?:Bộ\s+luật|Luật|Pháp\s+lệnh|Nghị\s+(?:định|quyết)|Quyết\s+định|Chỉ\s+thị|Thông\s+tư)\b)"
)


def _whole(text: str, start: int, end: int) -> int:
    """The end of a recital that a running head or a signature box has cut in two."""
    if text[start:end].rstrip()[-1:] in (";", ".", "", ":"):
        return end
    at = end
    while at < len(text) and text[at].isspace():
        at += 1
    if GAP not in text[end:at]:
        return end
    stop = text.find(";", at, at + 600)
    line = text.find("\n", at)
    broken = stop >= 0 and not _NEXT_RECITAL.search(text, at, stop) and line >= 0
    return stop + 1 if broken else end


class BasisReader:
    """Decides for each citation whether it is a basis. ``spans`` holds start, end, type and whether it is nested."""

    def __init__(self, doc: Document, text: str, spans: list[tuple[int, int, str | None, bool]]) -> None:
        self._basis: set[int] = set()
        self._starts = [s for s, _, _, _ in spans]
        open_until = -1
        for recital in sorted(doc.recitals, key=lambda r: r.start):
            opens = _RECITAL.match(text, recital.start, recital.end) is not None
            goes_on = open_until >= 0 and _OBJECT.match(text, open_until, recital.end) is not None
            if opens or (goes_on and not text[open_until : recital.start].strip(" \n\t*;")):
                end = _whole(text, recital.start, recital.end)
                self._read(text, recital.start, self._inside(recital.start, end), spans)
                open_until = self._go_on(text, end, spans)

    def is_basis(self, index: int) -> bool:
        return index in self._basis

    def _inside(self, start: int, end: int) -> range:
        """Indices of the citations that begin in [start, end)."""
        return range(bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end))

    def _go_on(self, text: str, at: int, spans: list[tuple[int, int, str | None, bool]]) -> int:
        """Take in objects that follow the recital directly behind its semicolon; gives where the last one ends."""
        if not text[max(0, at - 3) : at + 3].count(";"):
            return at
        following = _OBJECT.match(text, at, at + 40)
        while following is not None:
            stop = text.find(";", following.end(), following.end() + 1200)
            line = text.find("\nCăn cứ", following.end())
            if stop < 0 or 0 <= line < stop:
                break
            inside = self._inside(following.end(), stop)
            if not inside or spans[inside[0]][0] != following.end():
                break
            self._read(text, following.end(), inside, spans)
            at = stop + 1
            following = _OBJECT.match(text, at, at + 40)
        return at

    def _read(self, text: str, start: int, inside: range, spans: list[tuple[int, int, str | None, bool]]) -> None:
        previous_end, previous_basis = start, True
        in_title: set[str | None] = set()  # types named inside the titles of objects so far
        first = spans[inside[0]][2] if len(inside) else None
        for n, i in enumerate(inside):
            s, e, kind, inner = spans[i]
            if inner:  # a law inside the name of the amending one
                in_title.add(kind)
                previous_end, previous_basis = e, False
                continue
            if s < previous_end and n:
                continue
            between = text[previous_end:s]
            if n == 0:
                basis = True
            elif _CONNECT.fullmatch(between) and ";" not in between:
                basis = previous_basis or (kind == first and kind not in in_title)
            elif _AMENDER.search(between.rpartition(";")[2]):
                basis = False
            else:
                bare = _PROVISION.sub("", between).rstrip()
                if bare.endswith(";"):
                    basis, in_title = True, set()
                else:
                    basis = bare.endswith((",", "và")) and not _IN_TITLE.search(bare) and kind not in in_title
            if basis:
                self._basis.add(i)
            else:
                in_title.add(kind)
            previous_end, previous_basis = e, basis
