"""Running heads of paged texts, which break numbers and names in two.

The official gazette prints "CÔNG BÁO/Số 12 + 13/Ngày 05-02-2024" and a page number on every page; PDF text layers put
both into the middle of a sentence. :func:`bridge` gives a text of the same length in which each such head is a run of
:data:`GAP` characters (white space to every pattern), so that offsets stay.
"""

from __future__ import annotations

from functools import lru_cache

import regex

GAP = "\u2029"  # normalised text never holds it: lawreg.normal turns it into a line end

_HEAD = regex.compile(
    r"(?:\n\s{0,40}\d{1,4})?\s{0,40}\bCÔNG BÁO/Số[^\n]{1,40}?/Ngày\s{0,3}\d{1,2}-\d{1,2}-\d{4}"
    r"(?:\s{1,40}\d{1,4}(?=[^\S\n]{0,40}(?:\n|$)))?[^\S\n]{0,40}\n?"
)
_STAMP = regex.compile(  # the box of a digital signature, which the text layer puts anywhere
    r"\s{0,40}Người ký:[^\n]{0,120}\n\s{0,9}Email:[^\n]{0,80}\n\s{0,9}Cơ quan:[^\n]{0,120}"
    r"\n\s{0,9}Thời gian ký:[^\n]{0,60}\n?"
)
_ALL = (("CÔNG BÁO/", _HEAD), ("Người ký:", _STAMP))


_last: tuple[str, str] = ("", "")


def bridge(text: str) -> str:
    """``text`` with its running heads blanked, character for character."""
    global _last
    if text is not _last[0]:  # the same text is asked for again and again while one document is read
        _last = (text, _bridged(text) if any(needle in text for needle, _ in _ALL) else text)
    return _last[1]


@lru_cache(maxsize=8)
def _bridged(text: str) -> str:
    heads = [m.span() for needle, pattern in _ALL if needle in text for m in pattern.finditer(text)]
    if not heads:
        return text
    pieces: list[str] = []
    at = 0
    for start, end in sorted(heads):
        if start < at:
            start = at
        while end < len(text) and text[end].isspace():  # blank lines behind a head belong to it
            end += 1
        if start < end:
            pieces += [text[at:start], GAP * (end - start)]
            at = end
    pieces.append(text[at:])
    return "".join(pieces)
