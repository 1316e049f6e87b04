"""Who issued a document: from the letterhead, the enacting line or the code in the number."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from lawreg import numbers, tables
from lawreg.model import Span
from lawreg.parsing.head import COUNTRY, Head
from lawreg.parsing.issuers import Issuer, by_id, canonical, from_code
from lawreg.parsing.lines import Line
from lawreg.parsing.names import fold_name, is_upper, title_case
from lawreg.parsing.title import bodies_of

# The country's name on the same line: the two columns of a scanned letterhead fell together
_BESIDE = regex.compile(
    r"(?i)(?:^|\s+)(?:CỘNG\s+H[OÒ][AÀÁ]|(?:H[OÒ][AÀÁ]\s+)?(?:XÃ\s+)?HỘI\s+CHỦ\s+NGHĨA|H[OÒ][AÀÁ]\s+XÃ|CHỦ\s+NGHĨA\s+VIỆT\s+NAM|ĐỘC\s+LẬP\s*[-–]"
    r"|DÂN\s+CHỦ\s+CỘNG\s+H[OÒ][AÀÁ])\b.*$"
)
_UNIT_BODY = regex.compile(
    r"^(?:SỞ|VĂN PHÒNG|CỤC|TỔNG CỤC|CHI CỤC|BAN(?! HÀNH)|PHÒNG|TRƯỜNG|VIỆN|THANH TRA|KHO BẠC|TRUNG TÂM"
    r"|BẢO HIỂM XÃ HỘI|TÒA ÁN|(?:ĐẢNG|TỈNH|HUYỆN|THÀNH|QUẬN|THỊ) (?:ỦY|UỶ)|CÔNG AN|VỤ|LIÊN ĐOÀN|ĐÀI)\b"
)
_ENACTED_BY = regex.compile(
    r"(?:^|\n)\s*(?P<who>Chính phủ|Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|Uỷ ban [Tt]hường vụ Quốc hội"
    r"|Chủ tịch nước|Thủ tướng Chính phủ|Hội đồng nhân dân [^\n;,]{3,60}?|Ủy ban nhân dân [^\n;,]{3,60}?|"
    r"(?:Bộ trưởng|Thống đốc|Tổng Thanh tra|Chánh án|Viện trưởng|Tổng Kiểm toán)[^\n;]{0,90}?)\s+(?:ban hành"
    r"|hướng dẫn|quy định|quyết định)\s"
)
# How many lines make a name: first the longest that a table knows, then the shortest that reads as a body (a district,
# a commune, a province of no table)
_SPANS = ((4, True), (3, True), (2, True), (1, True), (1, False), (2, False), (3, False), (4, False))


def read_issuers(head: Head, letterhead: Sequence[Line], lines: Sequence[Line], after_title: int) -> None:
    """From the letterhead, else the enacting line, else the number's code; a chairman's act by its enacting line."""
    enacting = _enacting(head, lines, after_title)
    if not head.bodies:
        head.bodies = _from_letterhead(head, letterhead)
    info = head.number_info
    coded = from_number(head, info) if info is not None else []
    joint = head.doc_type in ("Thông tư liên tịch", "Nghị quyết liên tịch")
    if joint and len(coded) > len(head.bodies):
        head.bodies = list(coded)
    if not head.bodies and enacting is not None:
        head.bodies = [enacting]
    if not head.bodies and coded:
        head.bodies = list(coded)
    if enacting is not None and head.bodies and isinstance(head.bodies[0], Issuer):
        first = head.bodies[0]
        if enacting.kind == "chairman" and first.kind == "committee":
            head.bodies = [_chairman(first, enacting)]
            head.chairman = True
    if not head.bodies and head.doc_type != "Công văn":  # a letter only quotes what others ordered
        m = _ENACTED_BY.search("\n".join(x.text for x in lines[after_title:]))
        body = canonical(m["who"], head.place, head.issued) if m else None
        if body is not None:
            head.bodies = [body]


def _chairman(committee: Issuer, enacting: Issuer) -> Issuer:
    """The chairman of the committee in the letterhead: the enacting line often leaves the place out."""
    own = canonical(f"Chủ tịch {committee.name}")
    if committee.province:
        by_place = canonical(f"Chủ tịch Ủy ban nhân dân {committee.place}", None, committee.valid_from)
        own = by_place if by_place and by_place.province == committee.province else own
    return own or enacting


def _from_letterhead(head: Head, lines: Sequence[Line]) -> list[Issuer | str]:
    found: list[Issuer | str] = []
    rows = [
        x
        for x in map(_own_column, lines)
        if x.text
        and not COUNTRY.match(x.text)
        and not re.match(r"(?i)(?:luật |nghị quyết )?số\s*:|v/v|dự thảo", x.text)
    ]
    i = 0
    while i < len(rows) and len(found) < 8:
        text = rows[i].text
        if not is_upper(text) or len(text) > 160:
            i += 1
            continue
        taken = 0
        for n, known in _SPANS:
            group = rows[i : i + n]
            if len(group) < n or any(not is_upper(x.text) for x in group):
                continue
            name = " ".join(x.text for x in group)
            body = canonical(name, head.place, head.issued)
            if known and (body is None or by_id(body.id) is None):
                continue
            if body is None and n <= 2 and re.search(r"\S\s*-\s*\S", name):
                several = bodies_of(name, head)
                if len(several) > 1:
                    found += [b for b in several if b not in found]
                    taken = n
                    break
            if body is not None and body not in found:
                found.append(body)
                head.evidence.setdefault("issuer", Span(group[0].start, group[-1].end))
            if body is not None:
                taken = n
                break
        if not taken and _UNIT_BODY.match(text):
            own = text
            if len(text.split()) < 3 and i + 1 < len(rows) and regex.fullmatch(r"[\p{Lu}\s]+", rows[i + 1].text):
                own = f"{text} {rows[i + 1].text}"
            superior = next((b for b in found if isinstance(b, Issuer)), None)
            place = (
                f" {superior.place}"
                if superior and superior.place and fold_name(superior.place) not in fold_name(own)
                else ""
            )
            found = [_own_unit(own) + place]
            head.evidence["issuer"] = Span(rows[i].start, rows[i].end)
            return found
        i += taken or 1
    return _drop_superior(head, found)


def _own_column(line: Line) -> Line:
    """The line without the country's name that stands beside the issuer."""
    if " " not in line.text or (m := _BESIDE.search(line.text)) is None:
        return line
    return line._replace(text=line.text[: m.start()].rstrip(), end=line.start + m.start())


def _own_unit(text: str) -> str:
    """ "SỞ THÔNG TIN VÀ TRUYỀN THÔNG" in normal case: a department is written as the ministry of its field is."""
    m = re.match(r"(?i)(sở|ban|phòng)\s+(.{3,60}?)(?:\s+((?:tỉnh|thành phố|huyện|quận|thị xã)\s.*))?$", text)
    field = tables.load("tables/issuers.toml")["fields"].get(fold_name(m[2])) if m else None
    ministry = canonical(f"Bộ {m[2]}") if m and field is None else None
    if m and (field or (ministry and ministry.level == "central")):
        place = re.match(r"(?i)(tỉnh|thành phố|huyện|quận|thị xã)\s+(.*)$", m[3]) if m[3] else None
        where = f" {place[1].lower()} {title_case(place[2])}" if place else ""
        return f"{m[1].capitalize()} {field or (ministry.name.removeprefix('Bộ ') if ministry else '')}{where}"
    party = re.match(r"(?i)(tỉnh|thành|huyện|quận|thị)\s+[uủ][yỷ]\s+(.+)$", text)
    if party:  # "TỈNH ỦY ĐẮK LẮK"
        return f"{party[1].capitalize()} ủy {title_case(party[2])}"
    low = text.lower()
    out = low[:1].upper() + low[1:]
    return re.sub(r"^(Sở|Cục|Ban|Vụ|Viện|Tổng cục|Chi cục)\s+(\w)", lambda m: f"{m[1]} {m[2].upper()}", out)


def _drop_superior(head: Head, found: list[Issuer | str]) -> list[Issuer | str]:
    """Of several bodies in the letterhead of a document that is not joint, the one in the number; else the first."""
    if len(found) < 2 or head.doc_type in ("Thông tư liên tịch", "Nghị quyết liên tịch"):
        return found
    coded = {b.id for b in from_number(head, head.number_info)} if head.number_info else set()
    fitting = [b for b in found if isinstance(b, Issuer) and b.id in coded]
    return [*fitting, *found][:1]


def from_number(head: Head, info: numbers.NumberInfo) -> list[Issuer]:
    """The bodies behind the codes of a number."""
    if not info.issuer_code:
        return []
    found: list[Issuer] = []
    for code in info.issuer_code.replace("/", "-").split("-"):
        body = from_code(code, head.place, head.issued)
        if body is not None and body not in found:
            found.append(body)
    joint = info.type_code in ("TTLT", "NQLT", "TTLB") or head.doc_type in (
        "Thông tư liên tịch",
        "Nghị quyết liên tịch",
    )
    return found if joint else found[:1]


def _enacting(head: Head, lines: Sequence[Line], after_title: int) -> Issuer | None:
    """The body of the line between title and recitals: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"."""
    rows = lines[after_title : after_title + 6]
    for i, line in enumerate(rows):
        if not is_upper(line.text):
            continue
        for n, known in ((2, True), (1, True), (1, False), (2, False)):
            group = rows[i : i + n]
            if len(group) < n or any(not is_upper(x.text) for x in group):
                continue
            name = re.sub(r"\s*[,(]?\s*(?:KHÓA|KHOÁ|KỲ HỌP)\b.*$", "", " ".join(x.text for x in group)).strip(" ,:.")
            body = canonical(name, head.place, head.issued)
            if body is not None and (not known or by_id(body.id) is not None):
                return body
            if not known and fold_name(name).startswith(("chủ tịch ủy ban nhân dân", "chủ tịch ubnd")):
                return Issuer("ctubnd", "Chủ tịch Ủy ban nhân dân", "province", "chairman")
    return None
