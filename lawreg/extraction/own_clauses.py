"""What a document says of its own parts: that they end on a day, that something ends them, that they start apart.

"Quy định tại Điều 10 của Nghị quyết này có hiệu lực đến hết ngày 30/6/2028" (domain.md 4.6 rows 45 to 47 and 59), and
what it keeps of a document it ends ("Cơ cấu giá quy định tại Quyết định số … được tiếp tục áp dụng …", row 58). These
clauses are no acts on another document, so they stand beside the effects of :mod:`lawreg.extraction.effects`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import regex

from lawreg import dates, references
from lawreg.model import Citation, Confidence, Document, Effect, Op, ZoneKind
from lawreg.numbers.scan import places

_WORDS = r"Luật|Bộ\s+luật|Pháp\s+lệnh|Nghị\s+quyết|Nghị\s+định|Quyết\s+định|Chỉ\s+thị|Thông\s+tư(?:\s+liên\s+tịch)?"
# A line that only goes on (a page's own wrapping) is no break; a new item, a heading or a new sentence is.
_BREAK = regex.compile(
    r"[.;:]\s|\n(?=\s*(?:\d{1,2}[.)]\s|[a-zđ]\)\s|Điều\s+\d+\w?\s*[.:]|"
    rf"(?!(?:{_WORDS})\s+này|Điều\s+\d|Phụ\s+lục)\p{{Lu}}))"
    r"|(?<!\w)(?:trừ|riêng|nhưng|còn)\s(?=(?:các\s+)?(?:quy\s+định|nội\s+dung|điểm|khoản|Điều)\s)"
)
_CLOSE = regex.compile(r"[.;](?=\s|/|$)|\n(?=\s*(?:\d{1,2}[.)]|[a-zđ]\)|Điều\s))|\n\n")
_FORCE = regex.compile(r"(?<!hết\s)(?<!tiếp\s+tục\s)(?<!\w)có\s+hiệu\s+lực(?:\s+thi\s+hành)?")
_FROM = regex.compile(r"[\s,]*(?:kể\s+)?(?:từ|vào)\s+(?=ngày|\d)")
_SIGNED = regex.compile(r"[\s,]*(?:kể\s+)?từ\s+ngày\s+(?:ký|thông\s+qua|ban\s+hành|công\s+bố)")
_UNTIL = regex.compile(r"(?<!\w)đến\s+(?P<whole>hết\s+)?(?=ngày\s+\d|\d)")
_END = regex.compile(r"(?<!\w)(?:chấm\s+dứt|hết)\s+hiệu\s+lực(?:\s+thi\s+hành)?(?!\w)")
_CONDITION = regex.compile(r"(?<!\w)(?:trường\s+hợp|nếu|khi|sau\s+khi)(?!\w)", regex.IGNORECASE)
_THIS = regex.compile(rf"(?:{_WORDS}|Quy\s+định|Quy\s+chế)\s+này(?!\w)")
_THAT = regex.compile(rf"(?:{_WORDS})\s+(?:số\s+\d|[\p{{L}} ,]{{3,80}}\s+(?:số\s+\d|năm\s+\d|ngày\s+\d))")
_RULES = regex.compile(
    r"(?:và\s+|thì\s+|các\s+|những\s+|riêng\s+)*(?:quy\s+định|nội\s+dung|danh\s+mục|phụ\s+lục|chính\s+sách|cơ\s+chế|mức|điểm|khoản"
    r"|Điều|Chương|Mục)(?!\w)",
    regex.IGNORECASE,
)
# Words that add nothing to the provisions a clause names; what is left over narrows it to a subject.
_FILLER = regex.compile(
    r"(?<!\w)(?:quy\s+định|nêu|tại|của|thuộc|trong|các|những|riêng|và|thì|đối\s+với|ban\s+hành|kèm\s+theo|này|được|sẽ|nội\s+dung"
    rf"|điểm|khoản|điều|{_WORDS}|Quy\s+chế)(?!\w)|[\s,;.()\d]+",
    regex.IGNORECASE,
)
_KEPT = regex.compile(
    r"(?<!\w)tiếp\s+tục\s+(?:được\s+)?(?:áp\s+dụng|thực\s+hiện|có\s+hiệu\s+lực)(?!\s+theo)"
    r"(?=[^.;]*?(?<!\w)(?:đến\s+(?:khi|ngày|thời\s+điểm)|cho\s+đến))"
)
_STATED = regex.compile(r"(?:quy\s+định|nêu|ban\s+hành\s+kèm\s+theo)\s+(?:tại\s+|trong\s+)?(?:các\s+)?$")
_ITEM = regex.compile(r"^\s*(?:(?:\d{1,2}|[a-zđ])[.)]\s+|Điều\s+\d+\w?\s*[.:]\s*)")
_LONGEST = 600
_BEFORE, _BEHIND = 24, 60  # characters around "hiệu" that hold "chấm dứt hiệu lực thi hành", however wrapped


@dataclass(frozen=True, slots=True)
class Start:
    """Parts of a document that take effect on another day than the document; ``until``: their last day, if told.

    ``certain`` False: the clause narrows the parts to a subject, or its day cannot be read.
    """

    paths: tuple[str, ...]
    day: date | None
    until: date | None  # the first day on which they are no longer in force
    certain: bool
    start: int
    end: int


def starts(text: str, start: int, end: int, issued: date | None) -> Iterator[Start]:
    """The clauses of text[start:end] by which parts of the document itself take effect or end on days of their own."""
    for m in _near(_FORCE, text, "hiệu", start, end):
        begin = _begin(text, m.start(), start)
        subject = text[begin : m.start()]
        found = _own_paths(subject)
        if found is None:
            continue
        paths, plain = found
        stop = _stop(text, m.end(), end)
        from_ = _FROM.match(text, m.end(), stop)
        on = next(dates.find(text, from_.end(), stop), None) if from_ else None
        day = on.value if on is not None and from_ is not None and on.start - from_.end() <= 6 else None
        if day is None and _SIGNED.match(text, m.end(), stop):
            day = issued
        last = _UNTIL.search(text, m.end(), stop)
        to = next(dates.find(text, last.end(), stop), None) if last else None
        until = to.value + timedelta(days=1) if to is not None else None
        if day is None and until is None and not from_ and not _CONDITION.search(text, m.end(), stop):
            continue
        yield Start(paths, day, until, plain and (day is not None or until is not None), begin, stop)


def find_own(document: Document, effects: tuple[Effect, ...], citations: tuple[Citation, ...]) -> tuple[Effect, ...]:
    """Ends of the document's own parts, certain or on a condition, and what it keeps of documents it ends."""
    found: list[Effect] = []
    for zone in document.zones:
        if zone.kind is not ZoneKind.BODY:
            continue
        for s in starts(document.text, zone.start, zone.end, document.header.issued):
            if s.until is not None and not _hidden(document, s.start):
                found.append(
                    _own(document, s.paths, s.until, s.start, s.end, None if s.certain else "own_part_subject")
                )
        found += _conditional(document, zone.start, zone.end, effects)
        found += _kept(document, zone.start, zone.end, effects, citations)
    return tuple(found)


def _conditional(document: Document, start: int, end: int, effects: tuple[Effect, ...]) -> Iterator[Effect]:
    """ "… thì các quy định tương ứng trong Nghị quyết này chấm dứt hiệu lực": for a person to watch."""
    text = document.text
    for m in _near(_END, text, "hiệu", start, end):
        begin, stop = _begin(text, m.start(), start, whole=True), _stop(text, m.end(), end)
        if _hidden(document, m.start()) or any(e.start < stop and begin < e.end for e in effects):
            continue
        lead, tail = text[begin : m.start()], text[m.end() : stop]
        cut = max(lead.rfind(" thì "), -1)
        subject = lead[cut + 1 :] if cut >= 0 else lead
        before = cut >= 0 and _CONDITION.search(lead[:cut]) is not None
        if not before and not regex.match(r"\s*(?:khi|sau\s+khi|nếu|trong\s+trường\s+hợp)\s", tail):
            continue
        if not _RULES.match(subject.lstrip()) or _THAT.search(subject) or not _THIS.search(subject):
            continue
        paths = tuple(dict.fromkeys(p for r in references.find(subject) for p in r.paths))
        yield _own(document, paths, None, begin, stop, "conditional_end")


def _kept(document: Document, start: int, end: int, effects: tuple[Effect, ...],
          citations: tuple[Citation, ...]) -> Iterator[Effect]:  # fmt: skip
    """ "Cơ cấu giá quy định tại Quyết định số X được tiếp tục áp dụng … đến ngày …" by the act that ends X."""
    text = document.text
    ended = {e.target_number for e in effects if e.whole and e.op in (Op.REPLACE, Op.REPEAL, Op.EXPIRE)} - {None}
    if not ended:
        return
    for place, _ in places(text, ("tiếp",), start, end):
        m = _KEPT.match(text, place, end)
        if m is None:
            continue
        begin, stop = _begin(text, m.start(), start, whole=True), _stop(text, m.end(), end)
        if _hidden(document, m.start()) or any(e.op == Op.KEEP and e.start < stop and begin < e.end for e in effects):
            continue
        for c in citations:
            if begin <= c.start < m.start() and c.number in ended and _STATED.search(text[begin : c.start]):
                yield Effect(Op.KEEP, c.number, c.name, c.date, c.doc_type, c.issuer, False, (), (), (), None, None,
                             c.within, text[begin:stop], begin, stop, "own.kept_content", Confidence.NEEDS_REVIEW,
                             ("kept_content",))  # fmt: skip
                break


def _own(document: Document, paths: tuple[str, ...], day: date | None, start: int, end: int,
         reason: str | None) -> Effect:  # fmt: skip
    h = document.header
    within = next((p.path for p in reversed(document.provisions) if p.start <= start < p.end), None)
    return Effect(
        Op.EXPIRE, h.number, None, h.issued.isoformat() if h.issued else None, h.doc_type,
        h.issuers[0] if h.issuers else None, False, paths, (), (), day, None, within, document.text[start:end], start,
        end, "own.part_ends", Confidence.NEEDS_REVIEW if reason else Confidence.ACCEPTED, (reason,) if reason else (),
    )  # fmt: skip


def _near(pattern: regex.Pattern[str], text: str, needle: str, start: int, end: int) -> Iterator[regex.Match[str]]:
    """The matches around each ``needle``: str.find is several times faster than a sweep with the pattern."""
    at = start
    for place, _ in places(text, (needle,), start, end):
        m = pattern.search(text, max(at, place - _BEFORE), min(end, place + _BEHIND)) if place >= at else None
        if m is not None:
            yield m
            at = m.end()


def _own_paths(subject: str) -> tuple[tuple[str, ...], bool] | None:
    """Provisions of the document itself that ``subject`` names, and whether it names nothing beside them."""
    bare = _ITEM.sub("", subject)
    if _THAT.search(bare) or not _RULES.match(bare.lstrip()):
        return None
    refs = list(references.find(bare))
    paths = tuple(dict.fromkeys(p for r in refs for p in r.paths))
    if not paths:
        return None
    rest, at = [], 0
    for r in refs:
        rest.append(bare[at : r.start])
        at = r.end
    rest.append(bare[at:])
    return paths, not _FILLER.sub("", " ".join(rest))


def _begin(text: str, at: int, start: int, whole: bool = False) -> int:
    """Where the clause (the sentence, when ``whole``) that holds ``at`` begins."""
    base = max(start, at - _LONGEST)
    begin = base
    for m in _BREAK.finditer(text, base, at):
        word = m[0].strip(" \n.;:")
        if word and whole:
            continue
        begin = m.start() + len(m[0]) - len(m[0].lstrip(".;: \n")) if not word else m.end()
    item = _ITEM.match(text[begin:at])
    return begin + item.end() if item else begin + len(text[begin:at]) - len(text[begin:at].lstrip())


def _stop(text: str, at: int, end: int) -> int:
    m = _CLOSE.search(text, at, min(end, at + _LONGEST))
    if m is None:
        return min(end, at + _LONGEST)
    return m.start() + (1 if m[0] in ".;" else 0)


def _hidden(document: Document, at: int) -> bool:
    return any(q.start <= at < q.end for q in document.quoted)


__all__ = ["Start", "find_own", "starts"]
