"""The recitals "Căn cứ …" between title and body."""

from __future__ import annotations

import regex

from lawreg.model import Span

_BASIS = regex.compile(r"(?:^|\n|;)[ \t|]*+(?P<basis>Căn\s+cứ|CĂN\s+CỨ|Căn\s+cử)\b")
_STOP = regex.compile(
    r"(?:;|\.|,)?[ \t|]*\n[ \t|]*(?=Căn\s+cứ|CĂN CỨ|Theo\s|Xét\s|Sau khi|Trên cơ sở|QUYẾT|NGHỊ|CHỈ THỊ"
    r"|Điều\s+\d|Chương\s|"
    r"(?:Bộ trưởng|Chính phủ|Quốc hội|Ủy ban|Uỷ ban|Thủ tướng|Thống đốc|Hội đồng|Chánh án|Viện trưởng|Tổng|Liên|Để)\s)"
    r"|;[ \t]*(?=Căn\s+cứ|Theo\s+đề\s+nghị|Xét\s)|(?:;|\.)[ \t|]*\n[ \t|]*(?=[A-ZĐÂÊÔƠƯĂÁÀẢÃẠÓÒỦÚ-])|\n[ \t"
    r"|]*\n(?=[ \t|]*[A-ZĐ])"
)


_BLOCK = regex.compile(
    r"[\s|*]*+(?:Căn\s+cứ|CĂN\s+CỨ)\b"
    r"(?:[^;\n]|\n(?![\s|*]*(?:\d{1,2}\.|[-+]|Xét|Theo|Điều|Nhằm|Để|Trên|Sau|Thực)\b)){5,1500}+;"
)
_ADDRESSED = regex.compile(
    r"(?m)^[ \t|*]*Kính\s+gửi(?P<whom>[^.;]{2,600}?(?:;[^.;]{2,90}?){0,12}?)[.;]?[ \t|*]*\n[\s|*]*(?=Căn\s+cứ\b)"
)
_LETTER = 4_000  # characters of a letter in which its recitals begin


def block(text: str, start: int, end: int) -> int:
    """Where the recitals that begin at ``start`` end, one behind the other; ``start`` where none begins there.

    For notices and the like, which have no articles to tell where the body begins.
    """
    at = start
    while (m := _BLOCK.match(text, at, end)) is not None:
        at = m.end()
    return at


def of_letter(text: str) -> list[Span]:
    """The recitals of an official letter: right below those it is addressed to, before it says anything."""
    m = _ADDRESSED.search(text, 0, _LETTER)
    if m is None or ":" in m["whom"].lstrip(" :"):
        return []
    return find(text, text.rfind("\n", 0, m.end()), block(text, m.end(), len(text)))


def find(text: str, start: int, end: int) -> list[Span]:
    """The span of each recital in text[start:end], without its final sign."""
    found: list[Span] = []
    at = start
    while True:
        m = _BASIS.search(text, at, end)
        if m is None:
            return found
        begin = m.start("basis")
        stop = _STOP.search(text, m.end(), end)
        close = stop.start() if stop else end
        while close > begin and text[close - 1] in " \t\n|;.,":
            close -= 1
        found.append(Span(begin, max(close, m.end("basis"))))
        at = max(close, m.end("basis"))
