"""Blocks of new wording: text that belongs to another document (domain.md 3.2).

An amending document prints the new wording between quotation marks after "như sau:". What stands there are provisions
of the amended document; they are masked before this document's own tree is built. Real blocks run over many articles,
hold quoted terms, mix “ ” with " ", and forget either mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from lawreg.model import Span
from lawreg.numbers.scan import Needles, places

_OPEN = Needles('“"„«”')  # where a block can begin: first in its line, or after a colon in the same line
_OPEN_TYPED = Needles((*'“"„«”', "''", "‘‘"))  # marks typed as two
_UNIT = re.compile(
    r"""\s*(?:Điều\s+\d|Chương\s+[IVXLC\d]|CHƯƠNG\s|Mục\s+\d|Tiểu mục|Phần\s|PHẦN\s|Phụ lục|PHỤ LỤC|Mẫu số"""
    r"""|\d{1,3}[a-zđ]?\d?\s?[.)]|[a-zđ]\d?\s?\)|[-+]\s)"""
)
_ANNOUNCED = re.compile(r"(?:như\s+sau|sau\s+đây|sau|là)\s*:?\s*$")
# "Thay thế một số cụm từ như sau: “a) Thay thế cụm từ …": marks set around a list of instructions
_WORDS_SAID = re.compile(r"(?:Thay thế|Thay|Bỏ|Bãi bỏ)\s(?:(?:một số|các|những)\s)?(?:cụm\s)?từ[^\n\d“”]{0,40}:\s*$")
_WRAPPED = re.compile(r"[“\"]\s?(?:[a-z]\)|1\.)\s*(?:Thay|Bỏ|Bãi)\s")
_EFFORT = 6
_GOES_ON = re.compile(r"\s*(?:bằng|thành|vào|tại|và|,|;\s*cụm)\s")
_FIRST = re.compile(r"\n[ \t|]*+(?:Điều|ĐIỀU)\s+1\s*[.:\n]")
_MARK = re.compile(r"""[“”"„«»]""")
_LINE_END = re.compile(r"""[”"»“]['’]?\s{0,3}[.;,:/)]{0,3}[ \t|]*+(?=\n|\Z)""")
_STRAY_REACH = 5_000  # characters
_ANNEX = re.compile(r"\n[ \t|]*+(?:Phụ lục|PHỤ LỤC|Mẫu|MẪU)\s")
_NEXT_OWN = re.compile(
    r"\n[ \t|]*+(?:Điều\s+\d+[a-zđ]?\s*[.:]?\s*(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay|Hiệu lực|Điều khoản|Tổ chức"
    r"|Trách nhiệm|Quy định chuyển|Thông tư này|"
    r"Nghị định này|Luật này|Quyết định này|Nghị quyết này)"
    r"|(?:\d{1,3}|[a-zđ])\d?[.)]\s*(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay (?:thế|cụm)|(?:Điểm|Khoản|Điều"
    r"|Tên)\s[^\n]{1,60}được\s+(?:sửa|bổ)))"
)


def blocks(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The quoted blocks of text[start:end], marks included; they do not overlap."""
    stop = len(text) if end is None else end
    if "“" not in text and '"' not in text and "”" not in text:
        return []
    first = _FIRST.search(text, start, stop)
    body = first.start() if first else start
    opening = _OPEN_TYPED if "''" in text or "‘‘" in text else _OPEN
    openers = [at for at, _ in places(text, opening, start, stop, _opens_block)]
    strong = [o for o in openers if _strong(text, o)]
    found: list[Span] = []
    at = start
    budget = _EFFORT * (stop - start)  # hostile text could make every block be looked for to the end
    for opener in openers:
        if opener < at or budget <= 0:
            continue
        n = bisect_right(strong, opener)
        limit = strong[n] if n < len(strong) else stop
        limit = min(limit, body) if opener < body else limit
        close, looked = _close(text, opener, limit)
        budget -= looked
        if close is not None:
            found.append(Span(opener, close))
            at = close
    return found


def _opens_block(text: str, at: int, after: int) -> bool:
    if after >= len(text) or text[after] in " \n\t.,;:)":
        return False
    lead = text[max(at - 60, 0) : at].rstrip(" \t|")
    if lead and lead[-1] not in "\n:":
        return False
    unit = _UNIT.match(text, after, after + 40) is not None
    if text[at] == "”" and not unit:
        return False
    if unit and wraps_instructions(text[at : after + 24]) and _WORDS_SAID.search(text[max(at - 80, 0) : at]):
        return False
    before = lead.rstrip(" \t\n|")
    return before.endswith(":") or (unit and (not before or before[-1] != ","))


def wraps_instructions(line: str) -> bool:
    """Whether ``line`` begins with a quotation mark that only stands before the first instruction of a list."""
    return _WRAPPED.match(line) is not None


def _strong(text: str, opener: int) -> bool:
    """An opener that certainly begins a new block: announced by a colon in its own right."""
    before = text[max(opener - 60, 0) : opener].rstrip(" \t\n|")
    return before.endswith(":") and _ANNOUNCED.search(before) is not None


def _close(text: str, opener: int, limit: int) -> tuple[int | None, int]:
    """End of the block that begins at ``opener``.

    The mark that balances the first one at a line's end; where the marks do not balance, the last mark at a line's end
    before the next own instruction; where there is none, the own instruction itself. None for a phrase quoted inside a
    sentence that goes on. The second value is how many characters were looked at.
    """
    block = _UNIT.match(text, opener + 1, opener + 40) is not None
    straight = text[opener] == '"'
    depth, seen = 1, 0
    line_ends: list[int] = []
    for m in _MARK.finditer(text, opener + 1, limit):
        ends = _LINE_END.match(text, m.start(), min(limit + 1, m.start() + 12)) is not None
        if m[0] == '"':
            if ends and straight and seen % 2 == 0:
                return m.end(), m.end() - opener
            seen += 1
        elif m[0] in "“„«":
            if ends and depth == 1 and not straight:  # a closing mark typed the wrong way round
                return m.end(), m.end() - opener
            depth += 1
        else:
            depth -= 1
            if depth <= 0 and ends:
                close = _past_stray(text, m.end(), limit) if block else m.end()
                return close, close - opener
            if depth <= 0 and (not block or _GOES_ON.match(text, m.end(), m.end() + 40)):
                return None, m.end() - opener
            depth = max(depth, 0)
        if ends:
            line_ends.append(m.end())
    own = _NEXT_OWN.search(text, opener, limit)
    upto = own.start() if own else limit
    before = [e for e in line_ends if e <= upto]
    if before:
        return (before[-1] if own is not None or limit < len(text) else before[0]), limit - opener
    if own is not None:
        return own.start(), limit - opener
    line_end = text.find("\n", opener, limit)
    return (line_end if line_end > 0 else limit), limit - opener


def _past_stray(text: str, close: int, limit: int) -> int:
    """Where a block really ends whose clauses hold a closing mark too many: "1. …”. / 2. … / 3. …”."

    The next mark closes as well, at a line's end not far away; neither an instruction nor an annex stands before it.
    """
    m = _MARK.search(text, close, min(limit, close + _STRAY_REACH))
    if m is None or m[0] != "”" or _LINE_END.match(text, m.start(), min(limit + 1, m.start() + 12)) is None:
        return close
    if _NEXT_OWN.search(text, close - 1, m.start()) or _ANNEX.search(text, close - 1, m.start()):
        return close
    return m.end()


class Mask:
    """Tells fast whether an offset lies in one of sorted, disjoint spans."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans
        self._at = 0

    def hides(self, offset: int) -> bool:
        """Offsets must be asked in rising order."""
        while self._at < len(self._spans) and self._spans[self._at].end <= offset:
            self._at += 1
        return self._at < len(self._spans) and self._spans[self._at].start <= offset


class Hider:
    """Whether an offset stands in one of the quoted blocks, in any order of asking."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans

    def __call__(self, offset: int) -> bool:
        return any(s.start <= offset < s.end for s in self._spans)
