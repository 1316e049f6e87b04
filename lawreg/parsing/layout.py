"""Where the body of a document begins and ends, and what follows it: closing, attached regulation, annexes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from lawreg.model import Unit
from lawreg.parsing import headings, kinds
from lawreg.parsing.lines import Line, is_noise
from lawreg.parsing.names import is_upper
from lawreg.parsing.signature import person

_SIGN = re.compile(
    r"(?:T\s?/?\s?M|KT|K/T|TL|T/L|TUQ|QUYỀN|Q)\s?[.:]\s?(?:[A-ZĐÂÊÔƠƯĂÁÀẢÃẠỦÚ]|$)|T/M\s|TM\s[A-ZĐỦ]{2}|KT\s[A-ZĐ]{2}"
)
_OFFICES = (
    "CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|THỐNG ĐỐC|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG KIỂM TOÁN|TỔNG THANH TRA|CHỦ NHIỆM|GIÁM ĐỐC|"
    "TỔNG GIÁM ĐỐC|CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|BÍ THƯ|CHỦ TỌA|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|"
    "PHÓ CHỦ TỊCH|PHÓ THỦ TƯỚNG|THỨ TRƯỞNG"
)
_OFFICE = re.compile(
    rf"(?:{_OFFICES})(?:\s+(?:QUỐC HỘI|NƯỚC|CHÍNH PHỦ|HỘI ĐỒNG NHÂN DÂN|HĐND|UBND|ỦY BAN NHÂN DÂN"
    rf"|UỶ BAN NHÂN DÂN|NHÀ NƯỚC|"
    r"KỲ HỌP|BỘ [A-ZĐ][^\n]{2,60}|NGÂN HÀNG[^\n]{0,40}))?\s*(?:\(\s*[Đđ]ã ký[^)]*\)?)?$"
)
_RECIPIENTS = re.compile(r"(?:Nơi nhận|NƠI NHẬN|Nơi gửi)\s*[:;./]?\s*$|Nơi nhận\s*:")
_SIGN_FIRST = frozenset("TKQCBVGPN")  # letters with which those patterns begin
_CELLS = re.compile(r"\||\t|\s{5,}")
_ADOPTED = re.compile(
    r"(?:Bộ luật|Luật|Nghị quyết|Pháp lệnh"
    r"|Hiến pháp)\s+này\s+(?:đã\s+)?được\s[^\n]{0,160}(?:\n[^\n]{0,160})?thông\s+qua"
)
_NUMBER_LINE = re.compile(r"(?:Số|SỐ)\s*:\s*\d")
_DATE_LINE = re.compile(r"[A-ZĐ][^,\n]{1,30},\s*ngày\s+\d")
_WITH = re.compile(r"\(?\s*(?:Ban hành\s+)?(?:[Kk]èm theo|KÈM THEO)\s")
# The line under the heading of an annex; inside a sentence the words have neither bracket nor capital
_WITH_TEXT = re.compile(
    r"(?:\(\s*|(?=[BK]))(?:[Bb]an hành\s+)?(?:[Kk]èm\s+theo|KÈM\s+THEO)\s+"
    r"(?:[^\W\d_]+\s[^\W\d_]+(?:\s[^\W\d_]+\s[^\W\d_]+)?)\s+(?:số|này|SỐ|ngày)"
)
_CHAPTER_TITLE = re.compile(r"QUY ĐỊNH\s+(?:CHUNG|CỤ THỂ|CHI TIẾT|KHÁC|CHUYỂN TIẾP|THỰC HIỆN)\b")
_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHỤ LUC)(?:\s+(?:SỐ|số|Số))?(?:\s*:?\s*(?P<n>[IVXLC]{1,6}[a-z]?"
    r"|\d{1,3}(?:[./-]\d{1,2})*[A-Za-z]?|[A-Z]\d?))?"
    r"\s*(?P<rest>[.:\-–(].*|[A-ZĐÂÊÔƠƯĂ][A-ZĐÂÊÔƠƯĂ].*)?$"
)
_FORM = re.compile(
    r"(?:Mẫu|MẪU|Biểu mẫu|BIỂU MẪU|Biểu|BIỂU)\s+(?:(?:số"
    r"|SỐ)\s*:?\s*)?(?P<n>\d{1,3}[A-Za-zđ]?(?:[./-](?!docx?\b)[A-Za-z0-9ĐđƯ.-]{1,15})?|[IVX]{1,5}(?:[./-]\w+)?)"
    r"\s*(?P<rest>[.:\-–(].*|[A-ZĐ]{2}.*)?$"
)
_FOOTNOTE = re.compile(r"\[([1-9]\d{0,2})\]\s")  # "[01]" numbers the boxes of a tax form
_LIST_ENTRY = 200  # characters that the name of a form in a list may run to over further lines

_LOOK_BACK = 10
# How far a pattern may look from the start of a line. Without an end the regex engine searches the whole rest of the
# text for a word that the pattern needs, once for every line.
_REACH = 400


@dataclass(frozen=True, slots=True)
class Part:
    """Something after the body: an annex, a form, an attached regulation."""

    unit: Unit
    label: str  # "I", "01", "Quy chế"
    path: str
    heading: str | None
    line: int  # index of its first line
    start: int
    form: bool = False


def body_start(lines: list[Line], after: int = 0) -> int:
    """Index of the first line of the body: Điều 1, Chương I, Phần …, or what follows the enacting word."""
    for i in range(after, len(lines)):
        text = lines[i].text
        if text[0] in "ĐÐCPM":
            o = headings.heading(text)
            if (
                o
                and (o.value == 1 or o.unit is Unit.PART)
                and (o.unit is Unit.ARTICLE or o.after or o.body >= len(text) or is_upper(text[o.body :]))
            ):
                return i
        if _ENACTING.match(text):
            return min(i + 1, len(lines) - 1)
    return after


_ENACTING = re.compile(
    r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|CHỈ THỊ|NGHỊ ĐỊNH|(?:RA\s+)?SẮC(?:\s+LỆNH)?|ĐỊNH RẰNG|NAY CÔNG BỐ)\s*:\s*$"
    r"|(?:QUYẾT NGHỊ)\s*[.]?$"
)


def _signs(lines: list[Line], i: int) -> bool:
    text = lines[i].text
    if len(text) > 140:
        return False
    if "|" in text or "\t" in text or "     " in text:
        return any(c and _sign(c.strip()) for c in _CELLS.split(text))
    return _sign(text)


def _sign(cell: str) -> bool:
    if cell[:1] not in _SIGN_FIRST or (cell[1:2].islower() and cell[0] != "N"):
        return False
    return _SIGN.match(cell) is not None or _OFFICE.match(cell) is not None or _RECIPIENTS.match(cell) is not None


def on_behalf(text: str) -> bool:
    """Whether a line opens a signature by its prefix: TM., KT., TL., TUQ., Q."""
    return _SIGN.match(text) is not None


def closing_start(text: str, lines: list[Line], begin: int, hidden: list[bool]) -> int | None:
    """Index of the line with which the closing begins: signature, recipients or "Luật này đã được … thông qua".

    A form inside the body has such lines too; there the articles go on counting after it.
    """
    last, numbers = 0, []
    for i in range(begin, len(lines)):
        first = lines[i].text[0]
        if not hidden[i] and first in "ĐÐ":
            o = headings.heading(lines[i].text)
            if o and o.unit is Unit.ARTICLE and o.after in ".:":
                numbers.append((i, o.value))
    pointer, authenticated = 0, "XÁC THỰC VĂN BẢN" in text
    for i in range(begin, len(lines)):
        while pointer < len(numbers) and numbers[pointer][0] <= i:
            last = numbers[pointer][1]
            pointer += 1
        t = lines[i].text
        if authenticated and t.startswith("XÁC THỰC VĂN BẢN"):  # a footnote's quotation may run over the page's end
            return _with_letterhead(lines, begin, i)
        if hidden[i]:
            continue
        if not (
            _signs(lines, i) or (t[0] in "BLNPH" and _ADOPTED.match(text, lines[i].start, lines[i].start + _REACH))
        ):
            continue
        following = numbers[pointer][1] if pointer < len(numbers) else None
        if following is not None and last and following == last + 1 and not _signed_off(lines, begin, i):
            continue
        return _with_letterhead(lines, begin, i)
    return None


def _signed_off(lines: list[Line], begin: int, i: int) -> bool:
    """Whether the act ends above line ``i`` ("./.") and a person signs below it; forms leave the name blank."""
    above = any(x.text.endswith(("./.", "./")) for x in lines[max(begin, i - 8) : i])
    return above and any(person(x.text, strict=True) is not None for x in lines[i + 1 : i + 5])


def _with_letterhead(lines: list[Line], begin: int, i: int) -> int:
    """A consolidated text is authenticated under a second letterhead: issuer, number and date above the signature."""
    at, number = i, False
    while at - 1 > begin and i - at < 8:
        text = lines[at - 1].text
        number = number or _NUMBER_LINE.match(text) is not None
        if not (
            _NUMBER_LINE.match(text) or _DATE_LINE.match(text) or is_noise(text) or (is_upper(text) and len(text) < 90)
        ):
            break
        at -= 1
    return at if number else i


def annex_at(lines: list[Line], i: int) -> Part | None:
    """The annex or form that line ``i`` opens by its own words."""
    line = lines[i]
    text = line.text
    if text[0] not in "PMB" or len(text) > 180 or text[-1] in ";,":
        return None
    for pattern, word, form in ((_ANNEX, "Phụ lục", False), (_FORM, "Mẫu số", True)):
        m = pattern.match(text)
        if m is None:
            continue
        rest = (m["rest"] or "").strip(" .:-–")
        if (
            rest
            and not rest.startswith("(")
            and not is_upper(rest)
            and not form
            and text[:7] != "PHỤ LỤC"
            and len(rest) > 100
        ):
            return None
        label = m["n"] or ""
        title = rest or _title_after(lines, i)
        return Part(Unit.ANNEX, label, f"{word} {label}".strip(), title, i, line.start, form)
    return None


def _title_after(lines: list[Line], i: int) -> str | None:
    found: list[str] = []
    for line in lines[i + 1 : i + 8]:
        text = line.text
        if _WITH.match(text) or is_noise(text) or headings.heading(text) or headings.clause(text) or "|" in text:
            break
        if found and (line.gap or not is_upper(text)):
            break
        if not is_upper(text) and (len(text) > 160 or text[-1] in ".;:"):
            break
        found.append(text)
    return " ".join(" ".join(found).split()) or None


def parts(text: str, lines: list[Line], begin: int, hidden: list[bool]) -> list[Part]:
    """All attached texts, annexes and forms from line ``begin`` on, in order."""
    found: list[Part] = []
    taken = begin
    for i in range(begin, len(lines)):
        if hidden[i]:
            continue
        line = lines[i]
        first = line.text[0]
        part = annex_at(lines, i) if first in "PMB" else None
        if part is not None:
            found.append(part)
            taken = i + 1
            continue
        capitals = first in "QĐNTPKCHDB" and not line.text[1:2].islower()
        m = kinds.attached_line().match(line.text) if capitals else None
        if m is not None and is_upper(line.text) and line.text[-1] not in ";,":
            if _CHAPTER_TITLE.match(line.text) or (i and headings.heading(lines[i - 1].text)):
                continue
            if found and _heads(lines, found[-1].line, i):
                continue  # the title of the annex opened just above
            word = kinds.normal(m["word"])
            if word != "Danh mục" and not _confirmed(text, lines, i):
                continue
            found.append(_attached(lines, i, word))
            taken = i + 1
        elif first in "(BK" and _WITH_TEXT.match(text, line.start, line.start + _REACH) and not _named(found, lines, i):
            at = _heading_before(lines, i, taken)
            if at is not None:
                found.append(_attached(lines, at, None))
                taken = i + 1
    return _without_lists(lines, found)


def _heads(lines: list[Line], opened: int, i: int) -> bool:
    """Whether line ``i`` belongs to the heading that began on line ``opened``."""
    return i - opened <= 5 and all(
        is_upper(x.text) or _WITH.match(x.text) or is_noise(x.text) for x in lines[opened + 1 : i]
    )


def _confirmed(text: str, lines: list[Line], i: int) -> bool:
    """ "ban hành kèm theo" or articles of its own follow soon."""
    for line in lines[i + 1 : i + 12]:
        if _WITH_TEXT.match(text, line.start, line.start + _REACH):
            return True
        o = headings.heading(line.text)
        if o and o.value == 1 and o.unit in (Unit.ARTICLE, Unit.CHAPTER, Unit.PART):
            return True
        r = headings.roman_section(line.text)
        if r and r.value == 1:
            return True
    return False


def _named(found: list[Part], lines: list[Line], i: int) -> bool:
    return bool(found) and i - found[-1].line <= _LOOK_BACK


def _heading_before(lines: list[Line], i: int, not_before: int) -> int | None:
    """First line of the heading that stands above the "ban hành kèm theo" of line ``i``.

    None under the heading of an article: "Điều 37. Biểu mẫu / Ban hành kèm theo Nghị định này các mẫu biên bản …" is
    the article's own sentence.
    """
    at = None
    for k in range(i - 1, max(not_before, i - _LOOK_BACK) - 1, -1):
        text = lines[k].text
        if is_noise(text) or "|" in text or text.startswith("-"):
            break
        o = headings.heading(text)
        if o is not None and o.unit is Unit.ARTICLE:
            return at if lines[i].text[0] == "(" else None
        if not is_upper(text) and (
            lines[k + 1].gap or text[-1] in ".;" or len(text) > 160 or person(text, strict=True)
        ):
            break
        if _SIGN.match(text) or _OFFICE.match(text):
            break
        at = k
        if lines[k].gap > 1 and is_upper(text):
            break
    return at


def _attached(lines: list[Line], i: int, word: str | None) -> Part:
    """An attached text under the name of its type, or of its title where it has no type word."""
    line = lines[i]
    upper = line.text if is_upper(line.text) else ""
    m = kinds.attached_line().match(upper) if upper else None
    word = word or (kinds.normal(m["word"]) if m else None)
    rest = line.text[m.end("word") :].strip(" .:") if m else ""
    title = " ".join(x for x in (rest, _title_after(lines, i) or "") if x) or None
    if word is None or word in ("Danh mục",):
        name = word or "Phụ lục"
        return Part(Unit.ANNEX, "", name, title or line.text, i, line.start)
    return Part(Unit.ATTACHED, word, f"{word} kèm theo", title, i, line.start)


def footnotes_start(lines: list[Line], begin: int) -> int | None:
    """Index of the line with which the footnotes begin that readers write out at the end: "[1] …", "[2] …".

    The last line "[1]" from which the numbers count up to the end; footnotes hold whose amendment changed what and
    open no provisions.
    """
    marked = (i for i in range(begin, len(lines)) if lines[i].text[0] == "[")
    marks = [(i, int(m[1])) for i in marked if (m := _FOOTNOTE.match(lines[i].text)) is not None]
    first = next((k for k in range(len(marks) - 1, -1, -1) if marks[k][1] == 1), None)
    if first is None:
        return None
    at = marks[first][0]
    if any("THAM KHẢO" in x.text.upper() for x in lines[max(at - 2, 0) : at]):
        return None  # a list of literature
    if any(_signs(lines, i) or annex_at(lines, i) for i in range(at, len(lines))):
        return None  # notes of a page, with the signature or an annex after them
    numbers = [n for _, n in marks[first:]]
    return at if all(0 < b - a < 4 for a, b in pairwise(numbers)) else None


def _without_lists(lines: list[Line], found: list[Part]) -> list[Part]:
    """The parts without the entries of a list of forms: a form named again further on, with nothing under its name."""
    last = {p.label: n for n, p in enumerate(found) if p.form}
    kept: list[Part] = []
    for n, part in enumerate(found):
        if part.form and last[part.label] > n and n + 1 < len(found) and found[n + 1].form:
            under = sum(len(x.text) for x in lines[part.line + 1 : found[n + 1].line] if not is_noise(x.text))
            if under <= _LIST_ENTRY:
                continue
        kept.append(part)
    return kept
