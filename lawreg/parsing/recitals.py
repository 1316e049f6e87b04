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
