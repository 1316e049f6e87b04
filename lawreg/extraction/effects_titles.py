"""Where the title of a cited document stands in a sentence: its words say nothing of the sentence itself.

"Quyết định số A … về việc bồi thường khi Nhà nước thu hồi đất hết hiệu lực": "khi" belongs to the title of A, it makes
no condition; "hướng dẫn" in "Thông tư số B … hướng dẫn lập dự toán được sửa đổi như sau" makes no duty.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

import regex

from lawreg.model import Citation, Span

# What opens a title behind number, date and issuer.
_OPENS = regex.compile(
    r"[^;:.,(]{0,120}?(?<!\w)(?:về|quy\s+định|ban\s+hành|hướng\s+dẫn|phê\s+duyệt|thông\s+qua|sửa\s+đổi|bổ\s+sung|v/v"
    r"|điều\s+chỉnh|triển\s+khai|đặt\s+tên|thành\s+lập|giao|công\s+bố|bãi\s+bỏ|thay\s+thế|kéo\s+dài)(?!\w)"
)
# What closes it: a full clause of its own, the acting document, a time.
_CLOSES = regex.compile(
    r"[;:]|,\s*(?:nếu|khi|trường\s+hợp|trong\s+trường\s+hợp|thì|sau\s+khi|trước\s+khi|đồng\s+thời|có\s+trách\s+nhiệm)(?!\w)"
    r"|(?<!\w)(?:(?:kể\s+)?từ\s+ngày|đến\s+hết|cho\s+đến\s+khi|đến\s+khi|sau\s+thời\s+hạn|thì)(?!\w)"
    r"|(?<!\w)(?:luật|pháp\s+lệnh|nghị\s+quyết|nghị\s+định|quyết\s+định|chỉ\s+thị|thông\s+tư|văn\s+bản)\s+này(?!\w)"
)


def titles(low: str, start: int, end: int, citations: Iterable[Citation]) -> tuple[Span, ...]:
    """The documents cited in low[start:end], each with the title behind it, in order and apart from each other.

    The mention itself counts too: "giao" in "của Bộ Giao thông vận tải" gives no task.
    """
    out: list[Span] = []
    at = start
    for c in citations:
        if c.start < at or c.end >= end or not c.number:
            continue
        at = c.end
        opening = _OPENS.match(low, c.end, end)
        if opening is not None:
            closing = _CLOSES.search(low, opening.end(), end)
            at = closing.start() if closing else end
        out.append(Span(c.start, at))
    return tuple(out)


def search(pattern: Any, low: str, start: int, end: int, hidden: tuple[Span, ...]) -> Any:
    """The first match of ``pattern`` in low[start:end] that does not begin inside a title."""
    if not hidden:
        return pattern.search(low, start, end)
    starts = [s.start for s in hidden]
    for m in pattern.finditer(low, start, end, overlapped=True):
        i = bisect_left(starts, m.start() + 1) - 1
        if i < 0 or m.start() >= hidden[i].end:
            return m
    return None
