"""Cuts a document into the sentences that can carry an effect, each knowing the provision it stands in.

What belongs to other documents (quoted new wording), recitals, letterhead, signature and footnotes is left out before
any verb is looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from lawreg.extraction.clauses import lower
from lawreg.model import Document, Provision, Span, Unit, Zone, ZoneKind

_ACTING = frozenset({ZoneKind.BODY, ZoneKind.ATTACHED})  # annexes are read as lists (effects_lists)
_LABEL = regex.compile(
    r"\s*(?:(?:phần|chương|mục|tiểu\s+mục)\s+(?:thứ\s+\p{L}+|[\divxlc]+[a-z]?)[^\S\n]*(?:[.:-](?=\s)|(?=\n))"
    r"|(?:điều|khoản)\s+\d+[a-zđ]?\d?\s*(?:[.:]|-(?=\s)|(?=\n))"
    r"|\d{1,3}(?:\.\d{1,2}){0,3}\s?[.)/-](?=\s)|[a-zđ]\d?\s?[)./-](?=\s)"
    r"|\d{1,3}(?:\.\d{1,2}){1,3}(?=\s)|[ivxlc]{1,5}\s?[./-](?=\s)|[-+•·*–](?=\s|\p{L}))\s*"
)
# A full stop ends a sentence before a capital, a bullet or the end, not after a label ("1.") or abbreviation ("TP.").
_STOP = regex.compile(
    r"(?<=[\p{L}\d)”\"/…-][\p{L}\d)”\"/…]|\s[\p{L}…])\.(?:/\.)?"
    r"(?=\s+(?:[\p{Lu}“\"]|[-+•]\s|\d{1,2}[.)]\s|[a-zđ]\))|\s*$)"
)
# A clause with a title of its own: "5. Nội dung bãi bỏ", and in the next line "Bãi bỏ khoản 3 Điều 1; …".
_TITLED = regex.compile(
    r"\s*(?:\d{1,3}|[a-zđ])[.)]\s[^\n/.;:“\"]{4,90}\n(?=\s*(?:(?:Bãi|Hủy|Huỷ)\s+bỏ|Thay\s+thế|Sửa\s+đổi|Bổ\s+sung)\s)"
)
_ABBREVIATED = regex.compile(r"(?:\b(?:TP|Tp|TT|KT|TM|TL|Q|P|Mr|ThS|TS|PGS|GS|STT|No)|^\s*(?:Điều\s+)?\d{1,3}[a-z]?)$")
_ADOPTED = regex.compile(
    r"\s*(?:luật|bộ\s+luật|pháp\s+lệnh|nghị\s+quyết)\s+này\s+(?:đã\s+)?được\s[^.;]{0,220}?thông\s+qua(?!\w)"
)
_SIGNED = regex.compile(r"\./\.|\n[\s*|-]*(?:nơi\s+nhận|chủ\s+t[ịo]|tm\.|kt\.|phó\s+chủ)")
# "“X" bằng": the closing sign is of another kind; "''X''" is typed with two apostrophes
_QUOTED_PHRASE = regex.compile(
    r"“[^”“\"\n]{1,200}\"(?=\s*(?:bằng|thành|tại|vào|và|[,;.])(?!\w))"
    r"|“(?!\s?[a-z]\)\s*(?:Thay|Bỏ|Bãi)\s)[^”]{0,2000}”|\"[^\"\n]{0,600}\"|‘[^’\n]{0,300}’|''[^'\n]{1,300}''"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """text[start:end]; ``body`` is where it begins behind its label, ``node`` the provision it stands in."""

    start: int
    body: int
    end: int
    node: int | None
    heading: bool  # the article's own heading
    opens: bool  # followed by items of the same provision or by quoted wording
    quotes: tuple[Span, ...]  # quoted phrases inside it


class Text:
    """A document with what the effect rules ask of it again and again."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.text = doc.text
        self.low = lower(doc.text)
        acting = (z if z.kind in _ACTING else _adopted(self.low, z) for z in doc.zones)
        self.zones = tuple(z for z in acting if z is not None) or (() if doc.zones else (_whole(doc),))
        self.closed = _merge([*doc.recitals, *(q for q in doc.quoted if _is_block(doc.text, q))])
        self._closed_starts = [s.start for s in self.closed]
        self._starts = [p.start for p in doc.provisions]
        parents = {p.parent for p in doc.provisions if p.parent is not None}
        self.has_children = parents

    def covered(self, at: int) -> Span | None:
        """The recital or quoted block that holds ``at``."""
        i = bisect_right(self._closed_starts, at) - 1
        return self.closed[i] if i >= 0 and at < self.closed[i].end else None

    def open_stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """low[start:end] without recitals and quoted blocks."""
        at = start
        for s in self.closed:
            if s.end > at and s.start < end:
                if s.start > at:
                    yield at, s.start
                at = s.end
        if at < end:
            yield at, end

    def node_at(self, at: int) -> int | None:
        """The innermost provision that holds ``at``."""
        i: int | None = bisect_right(self._starts, at) - 1
        if i is not None and i < 0:
            return None
        while i is not None and self.doc.provisions[i].end <= at:
            i = self.doc.provisions[i].parent
        return i

    def ancestors(self, node: int | None) -> Iterator[int]:
        """``node`` and the provisions around it, inside out."""
        while node is not None:
            yield node
            node = self.doc.provisions[node].parent

    def path(self, node: int | None) -> str | None:
        return self.doc.provisions[node].path if node is not None else None

    def segments(self) -> list[tuple[int, int]]:
        """(start, end) of the acting text, in order, cut at every provision and quoted block."""
        out: list[tuple[int, int]] = []
        for zone in self.zones:
            cuts = {zone.start, zone.end}
            lo, hi = bisect_right(self._starts, zone.start - 1), bisect_right(self._starts, zone.end - 1)
            cuts.update(self._starts[lo:hi])
            for s in self.closed:
                if s.start < zone.end and s.end > zone.start:
                    cuts.update((max(s.start, zone.start), min(s.end, zone.end)))
            for p in self.doc.provisions[lo:hi]:
                if p.end < zone.end:
                    cuts.add(p.end)
            points = sorted(cuts)
            for a, b in pairwise(points):
                if b - a > 3 and self.covered(a) is None:
                    out.append((a, b))
        return out

    def sentences(self, start: int, end: int, node: int | None) -> list[Sentence]:
        """Sentences of one segment."""
        text = self.text
        quotes = [Span(m.start(), m.end()) for m in _QUOTED_PHRASE.finditer(text, start, end)]
        cuts = [start]
        provision = self.doc.provisions[node] if node is not None else None
        heading_end = 0
        if provision is not None and provision.start == start and provision.heading:
            heading_end = _heading_end(text, provision, end)
            if heading_end and _goes_on(text, self.low, start, heading_end, end):
                heading_end = 0  # a wrapped line was taken for the heading
            if heading_end:
                cuts.append(heading_end)
        if not heading_end and provision is not None and provision.start == start and provision.unit is Unit.ARTICLE:
            heading_end = _line_of_heading(text, self.low, start, end)
            if heading_end:
                cuts.append(heading_end)
        if not heading_end and provision is not None and provision.start == start:
            titled = _TITLED.match(text, start, end)
            if titled is not None:
                cuts.append(titled.end())
        for m in _STOP.finditer(text, max(start, heading_end), end):
            if not any(q.start < m.start() < q.end for q in quotes) and not _ABBREVIATED.search(
                text, max(start, m.start() - 12), m.start()
            ):
                cuts.append(m.end())
        cuts = sorted({*cuts, end})
        out: list[Sentence] = []
        for a, b in pairwise(cuts):
            a2, b2 = _strip(text, a, b)
            if b2 <= a2:
                continue
            body = a2
            for _ in range(2):
                m = _LABEL.match(self.low, body, b2)
                if m is None:
                    break
                body = m.end()
            heading = bool(heading_end) and a == start
            last = b == end
            opens = last and (text[b2 - 1] == ":" or (node in self.has_children) or self.covered(end) is not None)
            inside = tuple(q for q in quotes if a2 <= q.start < b2)
            out.append(Sentence(a2, body, b2, node, heading, opens or (heading and provision is not None), inside))
        return out


def _adopted(low: str, zone: Zone) -> Zone | None:
    """The closing formula of councils acts as well: "Nghị quyết này đã được … thông qua ngày … và thay thế …"."""
    if zone.kind is not ZoneKind.CLOSING or _ADOPTED.match(low, zone.start, zone.end) is None:
        return None
    signed = _SIGNED.search(low, zone.start, zone.end)
    return Zone(ZoneKind.BODY, zone.start, signed.start() if signed else min(zone.end, zone.start + 1_500))


def _whole(doc: Document) -> Zone:
    return Zone(ZoneKind.BODY, 0, len(doc.text))


def _merge(spans: Iterable[Span]) -> list[Span]:
    out: list[Span] = []
    for s in sorted(spans, key=lambda s: (s.start, -s.end)):
        if out and s.start < out[-1].end:
            if s.end > out[-1].end:
                out[-1] = Span(out[-1].start, s.end)
        else:
            out.append(s)
    return out


def _is_block(text: str, span: Span) -> bool:
    """A quoted block of new wording stands behind a colon or a line break; a quoted phrase stands inside a line."""
    before = text[max(0, span.start - 8) : span.start].rstrip(" \t*")
    return before.endswith((":", "\n", ".", ";", "”", '"')) or not before.strip() or "\n" in text[span.start : span.end]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


_LONGEST_HEADING = 900  # characters
_TRIES = 2  # places at which an article's heading is looked for: its label may open with the same word
_DANGLING = regex.compile(
    r"(?:[,(;]|(?<!\w)(?:số|ngày|tháng|năm|của|và|hoặc|tại|theo|về|các|cho|với|đối|khi|từ|đến|bằng|trong|trên|là|ban|quy|nghị|quyết|thông|chỉ|pháp"
    r"|quyết\s+định|nghị\s+quyết|nghị\s+định|thông\s+tư|chỉ\s+thị|luật|bộ|ủy|uỷ|nhân|chính|khoản|điểm|điều|mục))\s*$"
)
_OPENS_TEXT = regex.compile(
    r"\s*(?:(?:điều\s+)?\d{1,3}\s?[.)]|[a-zđ]\)|[-+•“\"]|(?:bãi\s+bỏ|thay\s+thế|sửa\s+đổi|bổ\s+sung|hủy\s+bỏ|huỷ\s+bỏ|đính\s+chính|kéo\s+dài|kể\s+từ|các|những|nay|ban\s+hành|phê\s+duyệt|công\s+bố"
    r"|quyết\s+định|nghị\s+quyết|nghị\s+định|thông\s+tư|chỉ\s+thị|luật|bộ\s+luật|pháp\s+lệnh|quy\s+định|chánh\s+văn\s+phòng|giám\s+đốc|bộ\s+trưởng|chủ\s+tịch|trường\s+hợp|đối\s+với|giao|điều|khoản|điểm|mục|phụ\s+lục|danh\s+mục|nội\s+dung|thời)(?!\w))"
)


_WHOLE_NAME = regex.compile(r"(?<!\w)(?:chính|pháp|nhân|ban)\s*$")  # the last syllable of many a law's name
_INSTRUCTS = regex.compile(r"[\s*]*(?:Bãi|Hủy|Huỷ|Sửa|Bổ|Thay|Bỏ)\s+(?:bỏ|đổi|sung|thế|cụm|khoản|điểm|Điều)(?!\w)")


def _dangles(text: str, low: str, start: int, end: int) -> bool:
    """Whether the line low[start:end] breaks off, to go on in the next: "… của Bộ trưởng Bộ Tài ⏎ chính"."""
    if _DANGLING.search(low[start:end]) is None:
        return False
    return _WHOLE_NAME.search(low[start:end]) is None or _INSTRUCTS.match(text, end) is None


def _goes_on(text: str, low: str, start: int, heading_end: int, end: int) -> bool:
    """The line taken for a heading is only the first line of a sentence."""
    after = text[heading_end : min(end, heading_end + 60)].lstrip(" *\n\t")
    if not after:
        return False
    if _dangles(text, low, max(start, heading_end - 40), heading_end):
        return True
    if after[0].islower() or (after[0].isdigit() and not _OPENS_TEXT.match(after.lower())):
        return True
    line = text.rfind("\n", start, heading_end)
    return heading_end - max(start, line) >= 60 and not _OPENS_TEXT.match(after.lower())


# An article without items: "Điều 4. Bãi bỏ một số điều của Thông tư số …", and in the next line the instruction itself.
_UNMARKED = regex.compile(
    r"\s*điều\s+\d+\w?\s*[.:]\s*(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế|hủy\s+bỏ|huỷ\s+bỏ)\s[^;:“\"]*?(?<![.;:,])"
    r"(?=[^\S\n]*\n\s*(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế|thay\s+cụm|hủy\s+bỏ|huỷ\s+bỏ|bỏ)\s)"
)


def _line_of_heading(text: str, low: str, start: int, end: int) -> int:
    """Where the heading of an article ends that the structure has not set apart from its text; 0 if it has none."""
    m = _UNMARKED.match(low, start, min(end, start + _LONGEST_HEADING))
    if m is None or not text[m.end() : end].lstrip()[:1].isupper() or _dangles(text, low, m.end() - 40, m.end()):
        return 0
    return m.end()


def _heading_end(text: str, provision: Provision, end: int) -> int:
    """Where the heading of an article ends in the text (it may run over several lines)."""
    if provision.unit not in (Unit.ARTICLE, Unit.CLAUSE) or not provision.heading:
        return 0
    words = provision.heading.split()
    at = text.find(words[0], provision.start, end)
    for _ in range(_TRIES):  # "Điều 9. Điều khoản thi hành": the label begins with the heading's first word
        if at < 0:
            break
        stop = _run_end(text, words, at, end)
        if stop:
            return stop
        at = text.find(words[0], at + 1, end)
    return 0


def _run_end(text: str, words: list[str], start: int, end: int) -> int:
    """Where ``words`` end that follow each other from ``start`` on, only blanks between them; 0 if they do not."""
    at = start
    for word in words:
        found = text.find(word, at, end)
        if found < 0 or text[at:found].strip():
            return 0
        at = found + len(word)
    return at
