"""Finds document numbers in running text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from lawreg.numbers.codes import Codes, codes, ending, plain
from lawreg.numbers.pages import GAP, bridge
from lawreg.numbers.scan import Needles, places
from lawreg.numbers.spelling import NumberInfo, describe, normalise

_G = rf"(?:[ \t]{{0,3}}(?:\n[ \t]{{0,9}})?|{GAP}+)"  # a gap inside a number: spaces, one line end or a running head
_PAGE = r"(?:\n[ \t]{0,9}\d{1,3}[ \t]{0,9}\n[ \t]{0,9})"  # a page number alone on its line
_SEG = (
    r"(?:(?:UBTV)?Q[Hh][ \t-]?\d{1,3}(?!\d)|TT1[ ]?\.T|L\.\d{3}|TTg(?=ngày|của|về)"
    r"|[A-ZĐƯ](?:[A-ZĐƯ]|&[ ]?(?=[A-ZĐ])|[a-zđ]{1,2}(?=[A-ZĐƯ\d\s/.,;:)\"”-]|$)|và(?=[A-ZĐ]))*+\d{0,3})"
)
_GLUED = "ngày|của|về|năm|quy|như|được|ban|và|có|do|thì|sửa|hướng|trên|trong|theo|tại"  # words run into a number
_END = rf"(?:(?![\p{{L}}\d])|(?={_GLUED}))"
# A serial begins at a word's edge, also in "số142/2018/…" and in "NĐ-CP,15/2020/…"
_ALONE = r"(?:(?<![\p{L}\d/.,_%-])|(?<=(?:\p{L}|QH\d\d),)|(?<=(?<!\p{L})[Ss]ố))"
_TYPE_BLANK = r"(?:TT|TTLT|QĐ|NĐ|NQ|CT)"  # a blank for the dash behind them: "13/2025/TT BNNMT"
_CANDIDATE = regex.compile(
    rf"{_ALONE}"
    r"(?P<serial>\d{1,6}(?:\.\d{1,2})?(?:[a-zđ]|[A-HĐ](?=[/-]))?)"
    rf"(?:{_G}//?{_G}(?P<year>(?:19|2[0Oo])[0-9Oo]{{2}})"
    rf"(?:(?:{_G}(?://?|-)(?:{_G}|{_PAGE}))|[ ]?(?=\p{{Lu}}{{2,4}}(?:-|\d{{2}}\b)))"
    rf"|(?P<joint>{_G}//?{_G}|[ ]?-{_G}|(?<=số[ ]\d{{1,6}})[ ]?))"
    rf"(?P<code>{_SEG}(?:(?:[._](?=\p{{Lu}})|{_G}[-/]{{1,2}}(?:{_G}|{_PAGE})|(?<=/{_TYPE_BLANK})[ ](?=[A-ZĐ]{{2}}))"
    rf"{_SEG}){{0,14}}){_END}"
)
_SERIAL = regex.compile(rf"(?r){_ALONE}" r"\d{1,6}(?:\.\d{1,2})?(?:[a-zđ]|[A-HĐ])?$")
_SERIAL_LETTERS = regex.compile(r"(?r)[Ss]ố[ ](?P<serial>\d{1,6})[ ]?\p{Lu}{1,8}$")  # "số 1234 TC/TCT"
_SPACED = regex.compile(r"\s")
_JOIN = regex.compile(
    rf"(?:(?<!TT1[ ]?)[._]|{_G}[-/]{{1,2}}(?:{_PAGE}|{_G})(?!\d)|(?<=^{_TYPE_BLANK})[ ](?=[A-ZĐ]{{2}}))"
)
_GLUED_WORD = regex.compile(r"(?<=\p{Lu}{2})(?:Quy|Ban)$")
_GLUED_DATE = regex.compile(r"(?<=\p{L})\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d(?!\d)")  # next cell: "QĐ-UBND25/01/2006"
_NOTED = regex.compile(r"(?<=\p{L})\d{1,2}$")
_OLD_TYPED = regex.compile(r"(?:Quyết\s+định|Chỉ\s+thị)\s+(?:số\s*:?\s*)?$")
_TYPED = regex.compile(
    r"(?:Nghị\s+(?:định|quyết)|Quyết\s+định|Thông\s+tư|Chỉ\s+thị|Luật|Pháp\s+lệnh)\s+số\s{0,3}:?\s{0,3}$"
)
_GUIDE = regex.compile(r"[Hh]ướng\s+dẫn\s+(?:số\s*:?\s*)?$")
_DATED = regex.compile(r"\s+ngày\s+\d")
_ASKED = regex.compile(r"(?:số|công văn|văn bản|tờ trình)\s{0,3}(?:hiệu)?\s{0,3}:?\s{0,3}$", regex.IGNORECASE)


_SEPARATORS = Needles("/-")
_OLD_LAST = frozenset({"TT", "QD", "CT", "ND"})  # types that stood last in the old numbers
_SHORT_BODY = 4  # letters


class NumberMatch(NamedTuple):
    """A number found at text[start:end], normalised and described."""

    start: int
    end: int
    number: str
    serial: str
    year: str | None
    type_code: str | None
    issuer_code: str | None
    doc_type: str | None
    kind: str


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[NumberMatch]:
    """Every document number in text[start:end], in order.

    ``kind`` is modern (63/2010/NĐ-CP), law (45/2013/QH13), no_year (323/QĐ-UBND), consolidated (8/VBHN-BTP),
    official_letter (3723/UBND-TH), party (18-CTr/TU) or old (217-HĐBT, 64/CP, 16-BYT/TT). Standards, forms, contracts
    and court cases are passed over (table number_codes.toml, [never] and [before]).
    """
    seen = bridge(text)
    table = codes()
    stop = len(seen) if end is None else min(end, len(seen))
    at, tried = start, -1
    for place, _ in places(seen, _SEPARATORS, start, stop, _separates):
        begin = _serial_before(seen, place, at, stop)
        if begin is None or begin == tried:
            continue
        tried = begin
        m = _CANDIDATE.match(seen, begin, stop)
        if m is None:
            continue
        found = _accept(seen, m, table)
        if found is not None:
            info, behind = found
            at = behind
            yield NumberMatch(
                m.start(), behind, info.number, info.serial, info.year, info.type_code, info.issuer_code, info.doc_type,
                info.kind,
            )  # fmt: skip


def _separates(text: str, place: int, after: int) -> bool:
    """A cheap look before the pattern: a digit, or a letter or blank behind one, stands before the separator."""
    before = text[place - 1 : place]
    return before.isalnum() or before.isspace()


def _serial_before(text: str, place: int, floor: int, stop: int) -> int | None:
    """Where a number starts whose first separator stands at ``place``; None where no number can."""
    if place < floor:
        return None
    ahead = place + 1
    while ahead < stop and (text[ahead].isspace() or text[ahead] in "/-") and ahead < place + 8:
        ahead += 1
    if ahead >= stop or not (text[ahead].isupper() or text[ahead] in "12" or text[ahead] == GAP):
        return None
    back = place
    while back > floor and text[back - 1].isspace() and (text[back - 1] == GAP or place - back < 14):
        back -= 1
    if back <= floor or not text[back - 1].isalnum():
        return None
    last = text[back - 1]
    if last.isdigit() or text[back - 2 : back - 1].isdigit():
        m = _SERIAL.search(text, max(floor, back - 12), back)
        if m is not None:
            return m.start()
    m = _SERIAL_LETTERS.search(text, max(floor, back - 24), back) if last.isupper() else None
    return m.start("serial") if m else None


def _accept(text: str, m: regex.Match[str], table: Codes) -> tuple[NumberInfo, int] | None:
    code, year = m["code"], m["year"]
    first = m.start("code")
    dated = " - " in code and _DATED.match(text, m.end("code")) is not None
    segments = [(name, first + a, first + b) for name, a, b in _segments(code, table, dated)]
    if not segments:
        return None
    stop = segments[-1][2]
    noted = _NOTED.search(segments[-1][0])
    if noted is not None and plain(segments[-1][0][: noted.start()]) in table.no_units:
        name, begin, _ = segments[-1]  # "NĐ-CP4": the mark of a footnote
        segments[-1] = (name[: noted.start()], begin, begin + noted.start())
        stop = segments[-1][2]
    glued = _GLUED_DATE.search(text, max(first, stop - 2), stop + 10) if text[stop - 1].isdigit() else None
    if glued is not None and glued.start() < stop:
        name, begin, _ = segments[-1]
        segments[-1] = (name[: glued.start() - begin], begin, glued.start())
    stop = segments[-1][2]
    names = [g for g, _, _ in segments]
    keys = [plain(g) for g in names]
    if keys[0] in table.never_first and not _guidance(text, m.start(), names, table):
        return None
    if not _plausible(text, m, keys, table):
        return None
    if not _is_law(keys[0]) and _named_other(text, m.start(), table):
        return None  # but "… theo hợp đồng số 72/2006/QH11" is the number of a law, whatever its title ends with
    if text[stop : stop + 1] == "%":
        return None  # the letters of an address: TT-BL%C4%90TBXH
    if text[stop : stop + 1] == "/" and text[stop + 1 : stop + 5].isdigit():
        return None  # a form's symbol with its year behind: 05-TT/SHTT/2020
    joint = "/" if year or "/" in (m["joint"] or "") else "-" if "-" in (m["joint"] or "") else ""
    raw = text[m.start() : stop]
    if joint == "" and not year:
        raw = m["serial"] + "-" + text[m.start("code") : stop]
    elif year and not text[m.end("year") : m.start("code")].strip():
        raw = f"{m['serial']}/{year}/" + text[m.start("code") : stop]
    number = normalise(regex.sub(rf"{_PAGE}", "", raw)) if "\n" in raw else normalise(raw)
    return describe(number), stop


def _named_other(text: str, at: int, table: Codes) -> bool:
    """Whether the words before the number say that it is one of a standard, a form, a contract or a court case."""
    words = text[max(0, at - 24) : at].rstrip().removesuffix(":").lower().split()
    if not words or ("".join(words[-2:]).isalpha() and ending(words) not in table.before_last):
        return False
    return table.before.search(text, max(0, at - 24), at) is not None


@lru_cache(maxsize=4096)  # a document cites the same few codes again and again
def _segments(code: str, table: Codes, dated: bool = False) -> tuple[tuple[str, int, int], ...]:
    """The code cut into segments with their places, cut back where a spaced dash leads into other words.

    ``dated`` tells that "ngày …" stands behind the code: then a spaced dash after the first body leads to its unit.
    """
    out: list[tuple[str, int, int]] = []
    pos = 0
    for sep in [*_JOIN.finditer(code), None]:
        stop = sep.start() if sep else len(code)
        segment = code[pos:stop]
        glued = _GLUED_WORD.search(segment)
        if glued is not None and table.is_body(segment[: glued.start()]):
            segment, stop = segment[: glued.start()], pos + glued.start()
        if (
            out
            and _SPACED.search(code[out[-1][2] : pos])
            and not _continues(
                code, out[-1][2], pos, segment, table, len(out) == 1 and _wants_unit(out[0][0], dated, table)
            )
        ):
            break
        out.append((segment.rstrip(), pos, stop))
        if sep:
            pos = sep.end()
    return tuple(out)


def _wants_unit(name: str, dated: bool, table: Codes) -> bool:
    return table.is_type(name) or (dated and table.is_body(name))


def _continues(code: str, gap: int, pos: int, segment: str, table: Codes, needed: bool) -> bool:
    """Whether ``segment`` after a separator with space belongs to the number: "TT- BTC" does, "UBND - An Giang" not."""
    if table.is_body(segment) or table.is_type(segment):
        return True
    if code[gap:pos].isspace():
        return False  # a blank alone joins a type to a known body only
    both = code[gap].isspace() and code[pos - 1].isspace()
    return (needed or not both) and len(segment) >= 2 and segment.upper() == segment


def _plausible(text: str, m: regex.Match[str], keys: list[str], table: Codes) -> bool:
    first, second = keys[0], keys[1] if len(keys) > 1 else ""
    if second in table.never_second:
        return False
    law = _is_law(first)
    if m["year"]:
        if law:
            return True
        if not second:
            if table.is_type(keys[0]):
                return False
            body = table.is_body(keys[0]) and _TYPED.search(text, max(0, m.start() - 30), m.start()) is not None
            return body or table.split_glued(keys[0]) is not None  # "Thông tư số 56/2014/BCT" has lost its type code
        return first in table.types or table.is_body(second) or table.split_glued(keys[0]) is not None
    joint = m["joint"] or ""
    if first in table.alone and second[:1] == "L" and second[1:].isdigit():
        return True  # 102-SL/L004: a decree that promulgates law no. 004
    if "/" in joint:
        if not second:
            if first in table.alone_typed:
                return _OLD_TYPED.search(text, max(0, m.start() - 30), m.start()) is not None
            if law:  # "Nghị quyết số 95/UBTVQH15" has lost its year
                return _TYPED.search(text, max(0, m.start() - 30), m.start()) is not None
            if first.startswith("UB") and first[2:4] != "ND" and len(first) > _SHORT_BODY and first[-2:].isdigit():
                # a committee of the National Assembly with its term: "Văn bản số 702/UBQPANĐN15"
                return _ASKED.search(text, max(0, m.start() - 24), m.start()) is not None
            return first in table.alone or (table.split_glued(keys[0]) is not None and first not in table.types)
        if first in table.types:
            return True
        asked = _ASKED.search(text, max(0, m.start() - 24), m.start()) is not None
        known = table.is_body(keys[0]) and "-" in m["code"]
        return known or (asked and "/" not in m["code"])
    if "-" in joint:
        if not second:
            old = _OLD_TYPED.search(text, max(0, m.start() - 30), m.start()) is not None
            return first in table.alone or (old and first in table.alone_typed)
        slash = "/" in m["code"]
        if first in table.party_types and slash:
            return True
        old = slash and len(keys) == 2 and len(first) <= _SHORT_BODY and second in _OLD_LAST
        if old and _TYPED.search(text, max(0, m.start() - 30), m.start()) is not None:
            return True  # "Thông tư số 61-BT/TT": committees signed with letters that no table holds
        return slash and _known(first, table) and _known(second, table)
    return bool(second) and _known(first, table) and ("/" in m["code"] or first in table.types)


def _guidance(text: str, at: int, names: list[str], table: Codes) -> bool:
    """Whether letters that look like a contract's (HĐ) are those of guidance (HD): "3751/HD-BNV", "56-HD/VPTW"."""
    if names[0] not in table.never_but or len(names) < 2:
        return False
    known = table.is_body(names[1]) or plain(names[1]) in table.party_levels
    return known or _GUIDE.search(text, max(0, at - 24), at) is not None


def _is_law(key: str) -> bool:
    """QH13, UBTVQH14: the National Assembly and its term."""
    return key.startswith(("QH", "UBTVQH")) and key[-1].isdigit()


def _known(key: str, table: Codes) -> bool:
    return key in table.types or table.is_body(key)
