"""Lines that a reader broke or wrapped: which go on in the next one, and a mark that stands before a list."""

from __future__ import annotations

import re

from lawreg.parsing.lines import Line
from lawreg.parsing.quotes import wraps_instructions

# A line that ends so goes on in the next one: "… quy định tại / Điều 5 của Luật này"
_DANGLING = re.compile(
    r"(?:(?<!\w)(?:tại|của|và|theo|hoặc|với|đến|từ|các|cả|là|về|trong|ngoài|thuộc|sau|trước|vào|có|bởi"
    r"|khoản\s+\w+|điểm\s+\w+|mục\s+\w+|"
    r"chương\s+\w+|quy định|sửa đổi|bổ sung)|,)\s*$",
    re.IGNORECASE,
)
# A reference whose Điều stands on the next line: "Bãi bỏ khoản 4 và 6 / Điều 29. 2. Bãi bỏ …"
UNIT_LEFT = re.compile(
    r"(?<!\w)(?:khoản|điểm)\s[\da-zđ]{1,3}(?:(?:,\s?|\svà\s)(?:(?:khoản|điểm)\s)?[\da-zđ]{1,3}){0,20}$"
)
REFERENCE = re.compile(
    r"(?:của|và|hoặc|này|đến|thì|tại|Luật|Nghị định|Thông tư|Bộ luật|Quyết định|Nghị quyết|Quy định|Quy chế"
    r"|khoản|nêu|được quy)\b"
)


def dangles(text: str) -> bool:
    """Whether a line ends in a word or sign after which its sentence goes on."""
    last = text[-1]
    return (last.isalnum() or last == "," or last.isspace() or last == "_") and _DANGLING.search(text[-40:]) is not None


def unwrapped(line: Line) -> Line:
    """A line without the quotation mark before the first of several instructions."""
    if not wraps_instructions(line.text):
        return line
    text = line.text[1:].lstrip()
    return line._replace(start=line.end - len(text), text=text)


def on_one_line(head: str | None) -> str | None:
    """A heading on one line; a whole sentence is none."""
    if not head:
        return None
    flat = " ".join(head.split())
    return flat if len(flat) <= 400 else None
