"""The head of a document: own number, type, place and date (domain.md 3.1, model.Header)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from lawreg import dates, numbers, tables
from lawreg.model import Finding, Severity, Span
from lawreg.parsing import gazette, kinds
from lawreg.parsing.head import COUNTRY, PLACE_DATE, Head, take_number
from lawreg.parsing.issuers import canonical, province
from lawreg.parsing.letterhead import read_issuers
from lawreg.parsing.lines import Joined, Line
from lawreg.parsing.names import fold_name, is_upper
from lawreg.parsing.title import flat_title, read_title, subject
from lawreg.secrecy import is_mark

_NUMBER_WORD = regex.compile(
    r"(?:^|\n|(?<=[|\t ]))(?:(?:Luật|LUẬT|Bộ luật|BỘ LUẬT|Nghị quyết|NGHỊ QUYẾT|Pháp lệnh|PHÁP LỆNH|Lệnh|LỆNH"
    r"|Sắc lệnh|Thông tư|Quyết định|Nghị định)\s+)?"
    r"(?:(?:Số|SỐ|Sô)\s{0,2}[:.;]?|số\s{0,2}:)\s*"
)
# An own number whose code no table knows: what stands right after "Số:" in the letterhead is the number all the same
_CODE = r"[A-ZĐƯ]{2,16}[A-Za-z0-9&]{0,8}"
_PLAIN_NUMBER = regex.compile(
    rf"\d{{1,5}}[a-zđ]?\s?/\s?(?:(?:19|20)\d\d\s?[/-]\s?)?{_CODE}(?:\s?[-/.]\s?{_CODE}){{0,9}}(?![\w/])"
)
_BLANK_NUMBER = regex.compile(
    r"[.…_\s]{0,40}(?:/[.…_\s]{0,20}(?P<year>(?:19"
    r"|20)[\d….]{2})?)?[.…_\s]{0,20}[-/]\s?(?P<code>[A-ZĐ][\w&ĐƯ-]{1,30}(?:[-/][\w&ĐƯ]+)*)"
)
_INLINE_DATE = regex.compile(
    r"(?<=[\dA-ZĐ]\s)(?P<place>\p{Lu}\p{Ll}+(?:\s[^\W\d_]+){0,3}),\s(?P<day>[Nn]gày\s*\d{1,2}\s*[Tt]háng\s*\d{1,2}\s*[Nn]ăm\s*\d{4})"
)
_BLANK_DATE = regex.compile(
    r"(?P<place>[A-ZĐÂÊÔƠƯĂÁ][\w.'’ \n-]{1,40}?)\s?,\s*ngày[\s.…_]*\d{0,2}[\s.…_]*tháng[\s.…_]*\d{0,2}[\s.…_]*n"
    r"ăm[\s.…_]*(?:\d{2,4})?"
)
_CLAUSE = regex.compile(r"(?<!\w)(?:này|hiệu\s+lực|kể\s+từ)(?!\w)")  # "Thông tư này có hiệu lực từ ngày …" is no place
_DRAFT = regex.compile(r"^(?:DỰ THẢO|Dự thảo)\b")


_ADOPTED_TYPES = ("Án lệ",)
_NAMED_LINE = regex.compile(
    rf"(?P<type>{'|'.join(_ADOPTED_TYPES)})\s+số\s+(?P<number>\d\S+)(?:\s+(?P<title>(?:V|v)ề\s.+))?$"
)
_ADOPTED = regex.compile(
    r"Được\s+(?P<who>(?:Hội đồng|Tòa án|Toà án)[^\n]{5,90}?)\s+thông qua\s+(?=(?:vào\s+)?(?:các\s+)?ngày)"
)


def read(lines: Sequence[Line]) -> Head:
    """Read the head from its fragments (all that stands before the first Điều, in reading order)."""
    head = Head()
    _type(head, lines)
    named = _named_line(head, lines) if head.type_index is None else None
    upto = head.type_index if head.type_index is not None else _letter_end(head, lines)
    letterhead = list(lines[:upto])
    _marks(head, letterhead)
    joined = Joined(letterhead)
    _number(head, joined)
    _date(head, joined)
    if head.type_index is None:
        part = gazette.continuation(head, lines)
        if part is not None:
            head.title = flat_title(part) or None
    topic = subject(head, letterhead) if head.type_index is None else None
    if named is not None:
        head.title, body_lines = named or None, upto + 1
    else:
        body_lines = read_title(head, lines) if head.type_index is not None else upto
    head.after_title = body_lines
    if head.number_info is not None and head.number_info.kind == "consolidated":
        head.doc_type = "Văn bản hợp nhất"
    if topic is not None:
        head.title = topic
    read_issuers(head, letterhead, lines, body_lines)
    if head.doc_type in _ADOPTED_TYPES:
        _adopted(head, Joined(lines[body_lines : body_lines + 4]))
    return head


def _named_line(head: Head, lines: Sequence[Line]) -> str | None:
    """A precedent published with type, number and title on one line: "Án lệ số 23/2018/AL về hiệu lực của …".

    The first ones have no title (gives ""); None where the text is no such precedent.
    """
    for i, line in enumerate(lines[:4]):
        m = _NAMED_LINE.match(line.text)
        if m is None:
            continue
        head.doc_type, head.type_index = m["type"], i
        take_number(
            head, numbers.normalise(m["number"]), Span(line.start + m.start("number"), line.start + m.end("number"))
        )
        head.evidence["doc_type"] = Span(line.start, line.start + m.end("type"))
        if m["title"] is None:
            return ""
        head.evidence["title"] = Span(line.start + m.start("title"), line.end)
        return flat_title([m["title"]])
    return None


def _adopted(head: Head, joined: Joined) -> None:
    """A precedent says under its title which court adopted it and when (NQ 04/2019/NQ-HĐTP)."""
    m = _ADOPTED.search(joined.text)
    if m is None:
        return
    body = canonical(m["who"], None, None)
    if body is not None and not head.bodies:
        head.bodies = [body]
        head.evidence["issuer"] = joined.span(*m.span("who"))
    on = next(dates.find(joined.text, m.end(), m.end() + 40), None)
    if on is not None and joined.text[m.end() : on.start].strip() in ("", "ngày") and head.issued is None:
        head.issued = on.value
        head.evidence["issued"] = joined.span(on.start, on.end)


def _letter_end(head: Head, lines: Sequence[Line]) -> int:
    """Where the head of a document without a type line ends: at "Kính gửi", which makes it an official letter."""
    for i, line in enumerate(lines[:60]):
        if re.match(r"(?i)kính\s+gửi", line.text) or (re.match(r"(?i)kính$", line.text) and i + 1 < len(lines)):
            head.doc_type = "Công văn"
            return i
    return min(len(lines), 30)


def _marks(head: Head, lines: Sequence[Line]) -> None:
    for line in lines:
        if is_mark(line.text):
            span = Span(line.start, line.end)
            head.findings.append(Finding("secret_mark", {"mark": line.text}, Severity.ERROR, span))
        elif _DRAFT.match(line.text):
            head.draft = True
        if COUNTRY.match(line.text):
            head.country = True


def _type(head: Head, lines: Sequence[Line]) -> None:
    """The first line that is a type word, before any recital."""
    for i, line in enumerate(lines):
        text = line.text
        if i and text.startswith(("Căn cứ", "CĂN CỨ", "Điều 1", "Kính gửi")):
            return
        if len(text) > 400:
            continue
        m = kinds.type_line().match(text)
        if m is None and i + 1 < len(lines) and len(text) < 12 and is_upper(text):  # "QUYẾT / ĐỊNH"
            m = kinds.type_line().match(f"{text} {lines[i + 1].text}")
            if m is not None and not (m["word"] and not (m["rest"] or "").strip()):
                m = None
        if m is None or (text.endswith(":") and i > 12):
            continue
        word = kinds.normal(m["word"] or m["plain"])
        rest = (m["rest"] or "").strip(" :.0123456789")
        if rest and not _type_with_rest(word, rest):
            continue
        if not rest and i + 1 < len(lines) and fold_name(lines[i + 1].text).startswith(("liên tịch", "liên bộ")):
            word = kinds.normal(f"{word} {lines[i + 1].text}")
        head.doc_type, head.type_index = word, i
        head.evidence["doc_type"] = Span(line.start, line.start + len(m["word"] or m["plain"]))
        return


def _type_with_rest(word: str, rest: str) -> bool:
    """ "LUẬT THỦY LỢI", "NGHỊ ĐỊNH Quy định …", "THÔNG TƯ CỦA BỘ …" open a title; an entry of a list does not."""
    if rest.startswith(("này", "NÀY", "số ", "ngày")):
        return False
    if kinds.types()[word].get("named"):
        return is_upper(rest) or rest[0].isupper()
    opens: list[str] = tables.load("tables/layout_words.toml")["title_openings"]
    return rest.startswith(tuple(opens))


def _number(head: Head, joined: Joined) -> None:
    for m in _NUMBER_WORD.finditer(joined.text):
        at = m.end()
        found = next(numbers.find(joined.text, at, min(at + 60, len(joined.text))), None)
        plain = _PLAIN_NUMBER.match(joined.text, at)
        if found is not None and found.start <= at + 1 and (plain is None or plain.end() <= found.end):
            take_number(head, found.number, joined.span(found.start, found.end))
            return
        if plain is not None:
            take_number(head, numbers.normalise(plain[0]), joined.span(plain.start(), plain.end()))
            return
        blank = _BLANK_NUMBER.match(joined.text, at)
        if blank is not None:
            head.number_blank = True
            span = joined.span(m.start(), blank.end())
            head.evidence["number"] = span
            head.number_info = numbers.describe(
                f"0/{blank['year'] + '/' if blank['year'] and blank['year'].isdigit() else ''}{blank['code']}"
            )
            head.findings.append(
                Finding(
                    "blank_number",
                    {"printed": " ".join(joined.text[m.start() : blank.end()].split())},
                    Severity.WARNING,
                    span,
                )
            )
            return


def _date(head: Head, joined: Joined) -> None:
    m = PLACE_DATE.search(joined.text)
    if m is not None and _CLAUSE.search(m["place"]) is not None:
        m = None
    m = m or _inline_date(joined.text)
    if m is not None:
        head.issued = dates.parse(m["day"])
        head.place = _place(m["place"])
        head.evidence["issued"] = joined.span(*m.span("day"))
        if head.issued is None:
            params = {"printed": " ".join(m["day"].split())}
            head.findings.append(Finding("impossible_date", params, Severity.WARNING, head.evidence["issued"]))
        return
    m = _BLANK_DATE.search(joined.text)
    if m is not None:
        head.date_blank = True
        head.place = _place(m["place"])
        span = joined.span(*m.span())
        head.findings.append(Finding("blank_date", {"printed": " ".join(m[0].split())}, Severity.WARNING, span))
        return
    for found in dates.find(joined.text):
        before = joined.text[max(found.start - 12, 0) : found.start]
        if "\n" in before or not before.strip():  # a date that stands for itself
            head.issued = found.value
            head.evidence["issued"] = joined.span(found.start, found.end)
            return


def _inline_date(text: str) -> regex.Match[str] | None:
    """ "Số: 06/2003/QH11 Hà Nội, ngày 17 tháng 6 năm 2003" on one line, after a number or with a known place."""
    for m in _INLINE_DATE.finditer(text):
        line = text[text.rfind("\n", 0, m.start()) + 1 : m.start()]
        if province(m["place"]) is not None or _NUMBER_WORD.match(line) is not None:
            return m
    return None


def _place(s: str) -> str | None:
    """The place as printed: the words of its last line, "Tp." written out."""
    rows = s.split("\n")
    flat = " ".join(rows[-1].split())
    if len(rows) > 1:  # a name broken over two lines
        both = " ".join(" ".join(rows[-2:]).split())
        flat = both if province(both) is not None else flat
    flat = re.sub(r"^(?:Tp|TP)\.?\s?", "Thành phố ", flat.strip(" .,-"))
    return flat or None
