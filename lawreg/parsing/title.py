"""Title of a document: the lines between its type and its recitals, or the subject of an official letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import regex

from lawreg import dates, numbers, tables
from lawreg.model import Span
from lawreg.parsing import kinds
from lawreg.parsing.head import COUNTRY, Head, take_number
from lawreg.parsing.issuers import Issuer, canonical
from lawreg.parsing.lines import Line
from lawreg.parsing.names import fold_name, is_upper

STOP = regex.compile(
    r"(?:Căn cứ|CĂN CỨ|Căn cử|Xét |XÉT |Chiểu |CHIỂU |Vì |SẮC\s?:|RA SẮC|DÂN CHỦ CỘNG|\((?:Tiếp theo|Xem tiếp)"
    r"|ĐỊNH RẰNG|Theo đề nghị|Theo Tờ trình"
    r"|Thực hiện |Kính gửi|KÍNH GỬI|Nhằm |Để |Được (?:Hội đồng|Quốc hội|Ủy ban|Uỷ ban)|Nguồn án lệ"
    r"|Trong |Sau khi|Ngày \d|Điều \d|ĐIỀU \d|(?:Chương|CHƯƠNG|Phần|PHẦN)\s+(?:[IVXL\d]|(?i:thứ)\b|(?i:mở đầu)"
    r"|$)|"
    r"[\p{Lu} ]{0,60}điện\s*:|Thừa lệnh|Thi hành |Mục lục|MỤC LỤC|Lời nói đầu|LỜI NÓI ĐẦU|I\s?[.\-/]\s|1\.\s"
    r"|\(Ban hành|\(Kèm|\(Đã được|\(Trích|Để:|Hôm nay|Tại |"
    r"(?:Quốc hội|Chính phủ|Ủy ban [Tt]hường vụ|Bộ trưởng|Thống đốc|Hội đồng|Chánh án|Viện trưởng|Tổng|Liên"
    r"|Ủy ban|Thủ tướng)[^\n]{0,90}?(?:ban hành|hướng dẫn)|HIẾN PHÁP)"
)
_HISTORY = regex.compile(
    rf"(?:{kinds.words()})\s+(?:số\s+)?\d{{1,5}}[/-][^\n]{{0,120}}?(?:ngày|của|,)"
    rf"|(?:{kinds.words()})\s+[^\n]{{0,160}}có hiệu lực|(?:Luật|Bộ luật|Pháp lệnh)\s[^\n]{{0,120}}số\s+\d"
)
_TITLE_META = regex.compile(
    r"(?:CỦA\s+(?P<of>[^\n]*?)\s*)?(?:\bSỐ\s*:?\s*(?P<number>[^\n]*?)\s*)?(?:,?\s*(?:NGÀY"
    r"|Ngày)\s+(?P<day>\d{1,2}\s*(?:THÁNG|/|-|tháng)\s*\d{1,2}\s*(?:NĂM|/|-|năm)\s*\d{4})[.,]?)?$"
)
_META_TITLE = regex.compile(
    r"(?:CỦA\s+(?P<of>\P{Ll}{3,90}?)\s+|LUẬT\s+)?SỐ\s*:?\s*(?P<number>\S+)"
    r"(?:\s+NGÀY\s+(?P<day>\d\P{Ll}{3,30}?\d{4}))?\s+"
    r"(?P<title>(?:VỀ|BAN HÀNH|QUY ĐỊNH|SỬA ĐỔI|HƯỚNG DẪN|PHÊ DUYỆT|BÃI BỎ)\b.*)$"
)
# "LUẬT / THANH TRA / CỦA QUỐC HỘI KHÓA XII, KỲ HỌP THỨ 8": who passed it is no part of the name. "Chương trình giám sát
# của Quốc hội khóa XII" is: without session or number only the name of a law is cut.
_PASSED_BY = regex.compile(
    r"\s+CỦA\s+(?:[UỦ][YỶ]\s+BAN\s+THƯỜNG\s+VỤ\s+)?QUỐC\s+HỘI(?:\s+NƯỚC[\p{Lu}\s]{10,45}?VIỆT\s+NAM)?"
    r"\s*,?\s*KH(?:ÓA|OÁ)\s+(?:THỨ\s+)?[IVXL\d]+\b(?P<session>\s*[,\-]?\s*KỲ\s+HỌP\s+THỨ\s+[\p{Lu}\d]+(?:\s+\p{Lu}+)?)?"
    r"(?P<number>\s*,?\s*(?:SỐ\s*:?|NGÀY)\s*\d[^\n]{0,50})?$"
)
# "NGHỊ QUYẾT CỦA QUỐC HỘI KHÓA XI, KỲ HỌP THỨ 3 VỀ …" on one line
_OF_TITLE = regex.compile(
    r"CỦA\s+(?P<of>\P{Ll}{3,110}?)\s*,?\s+"
    r"(?P<title>(?:VỀ|BAN HÀNH|QUY ĐỊNH|SỬA ĐỔI|HƯỚNG DẪN|PHÊ DUYỆT|BÃI BỎ)\s\P{Ll}+)$"
)
_SESSION = regex.compile(r"(?i)\s*[,\-]?\s*(?:KH(?:ÓA|OÁ)|KỲ\s+HỌP)\b.*$")
_GOES_ON = regex.compile(r"(?i)(?:,|\b(?:và|của|về|tại|cho|với|(?<!tự )do))$")
_WANTS_ACT = regex.compile(r"(?i)(?:thực hiện|triển khai|thi hành)$")
_CODED = regex.compile(r"\d{1,4}[A-Z]{0,2}(?:-[A-Z]{2}\d?)?(?:/\d{4})?/[A-ZĐ]{1,6}(?:[-.]\w{1,8})?(?=$|[\s,.\[])")
_PARAGRAPH = 16  # lines of an opening paragraph that are looked at
_SENTENCES = regex.compile(r"\p{Ll}\p{Ll}[.]\s+\p{Lu}")
_COMMANDS = regex.compile(r"(?:yêu cầu|chỉ thị|ý kiến(?: chỉ đạo)?|thông báo|kết luận|như sau|nội dung sau)\s*:$")
_FINITE = regex.compile(r"\s(?:đang|đã|còn|là|phải|bị|chưa|cần|vẫn|diễn ra|xảy ra)\s")  # a clause; titles are phrases
_RECITAL = regex.compile(r"Căn\s+c[ứử]|CĂN\s+CỨ|Chiểu |Xét ")
_TITLE_WORD = regex.compile(r"(?:Về|V/v|Ban hành|Quy định|Sửa đổi|Bổ sung|Bãi bỏ|Phê duyệt|Công bố|Hướng dẫn)\b")
_UPPER_RUN = regex.compile(r"^[\p{Lu}\s,.\-–()0-9/]+?(?=\s*(?:Căn\s+cứ|$|điện\s*:|[a-zđ]))")


def subject(head: Head, lines: Sequence[Line]) -> str | None:
    """The subject of an official letter ("V/v …"), over the lines of its cell."""
    for i, line in enumerate(lines):
        if not line.text.startswith(("V/v", "V/V", "v/v", "Vv", "VV ")):
            continue
        parts = [line.text]
        for following in lines[i + 1 : i + 6]:
            text = following.text
            if (
                following.column != line.column
                or following.gap
                or COUNTRY.match(text)
                or STOP.match(text)
                or "ngày" in text
            ):
                break
            parts.append(text)
        if head.doc_type is None:
            head.doc_type = "Công văn"
        head.evidence["title"] = Span(line.start, lines[min(i + len(parts) - 1, len(lines) - 1)].end)
        return flat_title(parts)
    return None


def read_title(head: Head, lines: Sequence[Line]) -> int:
    """Join the lines of the title; gives the index of the first line after it."""
    assert head.type_index is not None
    i = head.type_index
    m = kinds.type_line().match(lines[i].text)
    rest = re.sub(r"^\d{1,2}\b", "", (m["rest"] if m else "") or "").strip(" :.")
    parts: list[str] = []
    used: list[Line] = []
    named = bool(kinds.types().get(head.doc_type or "", {}).get("named"))  # the line after "LUẬT" is its name
    if rest.upper().startswith(("LIÊN TỊCH", "LIÊN BỘ")):
        rest = re.sub(r"(?i)^liên (?:tịch|bộ)\s*", "", rest)
    whole_rest = _META_TITLE.match(rest)
    if whole_rest is not None:
        _take_meta(head, whole_rest, lines[i])
        rest = whole_rest["title"]
    if rest and (whole_rest is not None or not _meta(head, rest, lines[i])):
        named_first = _names_and_titles(rest)
        parts.append(named_first["title"] if named_first else rest)
        used.append(lines[i])
    at = i + 1
    if m is None:  # the type word is broken over two lines
        at = i + 2
    while at < len(lines) and at < i + 40:
        line = lines[at]
        text = line.text
        if not parts and fold_name(text) in ("liên tịch", "liên bộ", "liên ngành"):
            at += 1
            continue
        whole = _META_TITLE.match(text) if not parts else None
        if whole is None and not parts and _meta(head, text, line):
            at += 1
            while at < len(lines) and text.startswith("CỦA") and is_upper(lines[at].text) and canonical(lines[at].text):
                at += 1
            continue
        if whole is not None:
            _take_meta(head, whole, line)
            parts.append(whole["title"])
            used.append(line)
            at += 1
            continue
        if _ends_title(lines, at, parts, named, head.doc_type):
            break
        glued = _glued().search(text)
        if glued is not None:  # a reader ran the opening paragraph into the title's last line
            line = line._replace(end=line.start + glued.start(), text=text[: glued.start()])
        parts.append(line.text)
        used.append(line)
        at += 1
        if glued is not None:
            break
    if parts:
        head.title = _without_type(flat_title(parts), head.doc_type)
        passed = _PASSED_BY.search(head.title)
        if passed is not None and (named or passed["session"] or passed["number"]) and passed.start():
            head.title = flat_title([head.title[: passed.start()]])
            if len(used) > 1 and _PASSED_BY.fullmatch(f" {used[-1].text}"):
                used.pop()
        head.evidence["title"] = Span(used[0].start, used[-1].end)
    return at


def _without_type(title: str, doc_type: str | None) -> str:
    """The title without the type that was printed again: "THÔNG TƯ / Thông tư sửa đổi …"."""
    if doc_type is None or not title.startswith(f"{doc_type} "):
        return title
    rest = title[len(doc_type) + 1 :]
    return rest if _TITLE_WORD.match(rest[:1].upper() + rest[1:]) is not None else title


def _ends_title(lines: Sequence[Line], at: int, parts: list[str], named: bool, doc_type: str | None) -> bool:
    line = lines[at]
    text = line.text
    if not parts and text.startswith("Thực hiện ") and kinds.types().get(doc_type or "", {}).get("recitals", True):
        return False  # "NGHỊ ĐỊNH / Thực hiện thí điểm …": what opens a directive's body is the name of a decree
    if STOP.match(text) or COUNTRY.match(text) or (parts and _history(lines, at) and not _unfinished(parts[-1])):
        capital = is_upper(text)
        if not (
            parts
            and capital
            and text.startswith(("PHẦN", "CHƯƠNG", "XÉT")) is False
            and capital
            and _unfinished(parts[-1])
        ):
            return True
    may_enact = parts or not named
    if may_enact and is_upper(text) and not (parts and _GOES_ON.search(parts[-1])) and _enacts(lines, at):
        return True
    if not parts:
        return len(text) > 2500
    if text.startswith(("-", "+")) or len(text) > 1200 or _speaks(lines, at, parts[-1], doc_type):
        return True
    if line.gap and not text[0].islower() and not _unfinished(parts[-1]):
        return not (is_upper(text) and is_upper(parts[-1]))
    return not is_upper(text) and is_upper(" ".join(parts)) and len(text) > 60 and text[-1] in ".:;"


def _history(lines: Sequence[Line], at: int) -> bool:
    """Whether the acts that a consolidated text is made of are told from this line on.

    "Ban hành Kế hoạch thực hiện / Nghị quyết số …" goes on: the verb wants an object, and no day of effect follows.
    """
    if _HISTORY.match(lines[at].text) is None:
        return False
    wants = _WANTS_ACT.search(lines[at - 1].text) is not None
    return not wants or any("có hiệu lực" in x.text for x in lines[at : at + 5])


def _speaks(lines: Sequence[Line], at: int, before: str, doc_type: str | None) -> bool:
    """Whether a sentence of the body begins here: directives and notices have no recitals after their title.

    A title is a phrase that its writer breaks where the line is full, and it has no full stop; the opening paragraph
    begins with a capital, runs to "." or ":" and is long, or holds two sentences.
    """
    first = lines[at].text
    if not first[0].isupper() or is_upper(first) or _unfinished(before):
        return False
    opens: list[str] = tables.load("tables/layout_words.toml")["body_openings"]
    if first.startswith(tuple(opens)):
        return True
    n = next((n for n in range(at, min(at + _PARAGRAPH, len(lines))) if lines[n].text[-1] in ".:"), None)
    if n is None or any(_HISTORY.match(x.text) for x in lines[at : n + 1]):
        return False
    if any(is_upper(x.text) or STOP.match(x.text) for x in lines[at + 1 : n + 1]):
        return False
    paragraph = " ".join(x.text for x in lines[at : n + 1])
    if _SENTENCES.search(paragraph) or _COMMANDS.search(paragraph):
        return True
    following = lines[n + 1] if n + 1 < len(lines) else None
    recitals = following is not None and (_RECITAL.match(following.text) or _enacts(lines, n + 1))
    plain = kinds.types().get(doc_type or "", {}).get("recitals", True)
    if plain or recitals or _TITLE_WORD.match(first):
        return False
    return len(paragraph) > 80 or (len(paragraph) > 30 and _FINITE.search(paragraph) is not None)


@cache
def _glued() -> regex.Pattern[str]:
    openings: list[str] = tables.load("tables/layout_words.toml")["body_openings_inside"]
    return regex.compile(rf"(?<=\p{{Ll}}\p{{Ll}})\s+(?=(?:{'|'.join(regex.escape(x) for x in openings)})\b)")


def _enacts(lines: Sequence[Line], at: int) -> bool:
    """Whether a line (or two of them) names who enacts, with the recitals or "điện:" right after it."""
    text = lines[at].text
    run = _UPPER_RUN.match(text)
    if run is not None and run.end() < len(text):
        return False
    rows = lines[at : at + 4]
    for n in (1, 2, 3):
        if n > len(rows) or not is_upper(rows[n - 1].text):
            return False
        if _enacting_line(" ".join(x.text for x in rows[:n])):
            following = rows[n].text if n < len(rows) else ""
            if not following or STOP.match(following) or not is_upper(following):
                return True
    return False


def _unfinished(s: str) -> bool:
    """Whether a title breaks off here: after a comma, a word that wants another, "Nghị định số"."""
    return s.endswith(",") or _wants_more().search(s) is not None


@cache
def _wants_more() -> regex.Pattern[str]:
    return regex.compile(
        r"(?i)\b(?:và|của|các|về|tại|bởi|cho|với|trong|một số|các số|ngày|thuộc|đối với|theo|hoặc|bộ|giữa"
        rf"|(?:{kinds.words()})\s+số)$"
    )


def _enacting_line(text: str) -> bool:
    """ "BỘ TRƯỞNG BỘ TÀI CHÍNH", "HỘI ĐỒNG NHÂN DÂN TỈNH …", with "KHÓA …, KỲ HỌP THỨ …" after it."""
    bare = re.sub(r"\s*[,\-(]?\s*(?:KHÓA|KHOÁ|KỲ HỌP|NHIỆM KỲ|LẦN THỨ)\b.*$", "", text).strip(" ,:.")
    if not bare:
        return True
    if canonical(bare) is not None:
        return True
    key = fold_name(bare)
    heads: list[str] = tables.load("tables/layout_words.toml")["enacting"]
    return key.startswith(tuple(heads)) and len(key) < 90


def _meta(head: Head, text: str, line: Line) -> bool:
    """A line of the title block that is no title: "CỦA BỘ … SỐ …", "NGÀY …", a number, an issuer."""
    if text.startswith(("Số", "SỐ", "số")) or text[0].isdigit():
        found = next(numbers.find(text), None)
        if found is not None and found.start < 12 and len(text) < 60:
            if head.number is None and not head.number_blank:
                take_number(head, found.number, Span(line.start + found.start, line.start + found.end))
            return True
    if head.issued is None and re.match(r"(?i)(?:[\w. ]{2,30},\s*)?ngày\s+\d", text) and len(text) < 70:
        head.issued = dates.parse(text)
        head.evidence["issued"] = Span(line.start, line.end)
        return True
    if not text.startswith(("CỦA", "SỐ", "NGÀY", "của ")) or _names_and_titles(text):
        return False
    m = _TITLE_META.match(text)
    if m is None or not any(m.groupdict().values()):
        return False
    of = re.sub(r"\s*\(.*$", "", m["of"] or "")
    if of and not (canonical(of) or is_upper(of)):
        return False
    _take_meta(head, m, line)
    return True


def _names_and_titles(text: str) -> regex.Match[str] | None:
    """A line that names the issuer and goes on with the title: "CỦA QUỐC HỘI KHÓA XI, KỲ HỌP THỨ 3 VỀ …"."""
    m = _OF_TITLE.match(text)
    return m if m is not None and canonical(_SESSION.sub("", m["of"])) is not None else None


def _take_meta(head: Head, m: regex.Match[str], line: Line) -> None:
    """Number, date and issuer of a line "CỦA … SỐ … NGÀY …", where the head has not said them before."""
    base = line.start + line.text.index(m.string) if m.string in line.text else line.start
    if m["number"] and head.number is None and not head.number_blank:
        number = _number_of(m["number"], head.doc_type)
        if number is not None:
            take_number(head, number, Span(base + m.start("number"), base + m.end("number")))
    if m["day"] and head.issued is None:
        head.issued = dates.parse("ngày " + m["day"].lower()) or dates.parse(m["day"])
        head.evidence["issued"] = Span(base + m.start("day"), base + m.end("day"))
    of = re.sub(r"\s*\(.*$", "", m["of"] or "")
    if of and not head.bodies:
        head.bodies = bodies_of(of, head)
        head.evidence["issuer"] = Span(base + m.start("of"), base + m.end("of"))


def _number_of(printed: str, doc_type: str | None) -> str | None:
    """The number in a title block; acts of 1945 bear a serial alone, which registers complete ("68/SL")."""
    found = next(numbers.find(printed), None)
    if found is not None and found.end >= len(re.sub(r"\[\d+\]$", "", printed).rstrip(" .,")):
        return found.number
    bare: dict[str, str] = tables.load("tables/number_codes_context.toml")["types"]["bare"]
    serial = re.match(r"\d{1,4}(?:-?[A-Z])?(?=$|[\s,.])", printed)
    if serial is not None and doc_type in bare:
        return f"{serial[0]}/{bare[doc_type]}"
    plain = _CODED.match(printed)
    if plain is not None:
        return numbers.normalise(plain[0])
    return found.number if found is not None else None


def bodies_of(text: str, head: Head) -> list[Issuer | str]:
    whole = canonical(text, head.place, head.issued)
    if whole is not None:
        return [whole]
    pieces = [p.strip() for p in re.split(r"\s*-\s*|,\s*|\s+VÀ\s+(?=BỘ|ỦY|NGÂN|TÒA|VIỆN)", text) if p.strip()]
    found: list[Issuer | str] = [b for p in pieces if (b := canonical(p, head.place, head.issued)) is not None]
    return found


def flat_title(parts: Sequence[str]) -> str:
    """The rows of a title on one line, without final punctuation."""
    flat = " ".join(" ".join(parts).split())
    return re.sub(r"[\s.;:,_*-]+$", "", flat)
