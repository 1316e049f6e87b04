"""What the gazette and filing do to a document: parts of one act over several issues, two acts in one file.

An issue of the gazette that goes on with an act prints no letterhead, only "Thông tư số … ngày …", the title and
"(Tiếp theo Công báo số …)"; the part that breaks off ends with "(Xem tiếp Công báo số …)".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import regex

from lawreg import dates, numbers
from lawreg.model import Finding, Severity, Span
from lawreg.parsing import kinds
from lawreg.parsing.head import COUNTRY, PLACE_DATE, Head, take_number
from lawreg.parsing.lines import Line, is_noise
from lawreg.parsing.names import is_upper

_GOES_ON = regex.compile(r"\(\s*(?P<what>(?:Tiếp theo|Xem tiếp)\s+(?:kỳ\s+|tập\s+)?Công\s+báo[^\n)]{0,60})")
_LOOK = 24  # lines of a part in which its heading stands
_EDGE = 2_500  # characters at either end of a text that are searched for the marks
_SECOND_HEAD = 40  # lines from the letterhead to the recitals of another act
_NUMBER_LINE = regex.compile(r"(?:(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh)\s+)?(?:Số|SỐ|số)\s*:?\s*(?=\d)")
_SECOND_LETTERS = "UGHƯỊẬÁỆẮ"  # QUyết, NGhị, CHỉ, THông, LUật, LỆnh, PHáp; every line of every annex comes by here
_RECITAL = regex.compile(r"Căn\s+c[ứử]\s")


def parts(text: str) -> list[Finding]:
    """Remarks that the act began in an earlier issue of the gazette or goes on in a later one."""
    found = []
    tail = max(len(text) - _EDGE, 0)
    for code, start, end in (("gazette_continued", 0, _EDGE), ("gazette_to_be_continued", tail, len(text))):
        word = "Tiếp theo" if code == "gazette_continued" else "Xem tiếp"
        for m in _GOES_ON.finditer(text, start, end):
            if m["what"].startswith(word):
                params = {"printed": " ".join(m["what"].split())}
                found.append(Finding(code, params, Severity.WARNING, Span(m.start(), m.end())))
                break
    return found


def continuation(head: Head, lines: Sequence[Line]) -> list[str] | None:
    """Number, date, type and title of a part; gives the rows of the title, None where the text is no such part."""
    rows = lines[:_LOOK]
    stop = next((i for i, x in enumerate(rows) if _GOES_ON.match(x.text)), None)
    if stop is None:
        return None
    for i, line in enumerate(rows[:stop]):
        m = _heading().match(line.text)
        found = next(numbers.find(line.text, m.end(), m.end() + 60), None) if m is not None else None
        if m is None or found is None or found.start > m.end() + 1:
            continue
        head.doc_type = kinds.normal(m["type"])
        head.evidence["doc_type"] = Span(line.start, line.start + m.end("type"))
        take_number(head, found.number, Span(line.start + found.start, line.start + found.end))
        on = next(dates.find(line.text, found.end), None)
        if on is not None:
            head.issued = on.value
            head.evidence["issued"] = Span(line.start + on.start, line.start + on.end)
        title = [line.text[(on.end if on is not None else found.end) :].strip(), *(x.text for x in rows[i + 1 : stop])]
        named = _named_by(title[1]) if len(title) > 1 and not title[0] else None
        if named is not None:  # "Luật số …" above "Bộ luật tố tụng hình sự": the code's own name
            head.doc_type, title[1] = kinds.normal(named["type"]), title[1][named.end() :].strip()
        if stop > i + 1:
            head.evidence["title"] = Span(rows[i + 1].start, rows[stop - 1].end)
        return [x for x in title if x]
    return None


@cache
def _heading() -> regex.Pattern[str]:
    return regex.compile(rf"(?P<type>{kinds.words()})\s+số\s*:?\s*", regex.IGNORECASE)


@cache
def _typed() -> regex.Pattern[str]:
    return regex.compile(rf"(?P<type>{kinds.words()})\s+(?=\S)")


def _named_by(text: str) -> regex.Match[str] | None:
    m = _typed().match(text)
    return m if m is not None and kinds.types()[kinds.normal(m["type"])].get("named") else None


def second(lines: Sequence[Line], begin: int, hidden: Callable[[int], bool]) -> tuple[int, Finding] | None:
    """Another act that begins after the first one's closing: letterhead, full number, type line, recitals.

    Gives the index of its first line.

    Templates in annexes have letterheads too, but blanks for the number.
    """
    for i in range(begin, len(lines)):
        text = lines[i].text
        if len(text) > 60 or text[0] not in "QNCTLP" or text[1:2] not in _SECOND_LETTERS or not is_upper(text):
            continue
        m = kinds.type_line().match(text)
        if m is None or hidden(lines[i].start):
            continue
        word = kinds.normal(m["word"] or m["plain"])
        if kinds.types()[word].get("kind") not in ("law", "normative") or (m["rest"] or "").strip(" :.*"):
            continue
        above = lines[max(i - 14, begin) : i]
        below = lines[i + 1 : i + _SECOND_HEAD]
        if not any(COUNTRY.match(x.text) for x in above) or not any(_RECITAL.match(x.text) for x in below):
            continue
        for n, x in enumerate(above):
            printed = _NUMBER_LINE.match(x.text)
            if printed is not None and n and "kèm theo" in above[n - 1].text:
                continue  # "Mẫu số 05 ban hành kèm theo Thông tư" / "số 03/2010/TT-…" above a form of that act
            found = next(numbers.find(x.text), None) if printed is not None else None
            if printed is not None and found is not None and found.start <= printed.end():
                at = _letterhead(lines, i, begin)
                params = {"number": found.number, "type": word, "place": lines[at].start}
                span = Span(x.start + found.start, x.start + found.end)
                return at, Finding("second_document", params, Severity.WARNING, span)
    return None


def _letterhead(lines: Sequence[Line], i: int, begin: int) -> int:
    """First line of the letterhead above the type line ``i``: capitals, number, date, the country's motto."""
    at = i
    while at - 1 > begin:
        text = lines[at - 1].text
        head = is_upper(text) or COUNTRY.match(text) or _NUMBER_LINE.match(text) or PLACE_DATE.match(text)
        if not (head or is_noise(text)):
            break
        at -= 1
    return at
