"""Who signed: names and offices in the closing (domain.md 3.1).

TM. on behalf of a collective body, KT. a deputy for the head, TL. by order, TUQ. by authorisation, Q. acting. The
list of recipients may stand before, after or between the lines of the signature.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

import regex

from lawreg import tables
from lawreg.model import Span
from lawreg.parsing.issuers import Issuer, by_id, canonical
from lawreg.parsing.lines import Line
from lawreg.parsing.names import fold_name, is_upper, title_case

_PREFIX = regex.compile(
    r"^(?P<p>T\s?/?\s?M|K\s?/?\s?T|T\s?/?\s?L|TUQ|T/UQ|QUYỀN|Q)\s?(?:[.:]|(?<=/M)|\s)\s*(?P<rest>.*)$"
)
_OFFICE = regex.compile(
    r"^(?:PHÓ |THỨ |QUYỀN )?(?:TỔNG )?(?:CHỦ TỊCH|BỘ TRƯỞNG|TRƯỞNG|THỦ TƯỚNG|THỐNG ĐỐC|CHÁNH ÁN|VIỆN TRƯỞNG"
    r"|KIỂM TOÁN|THANH TRA|CHỦ NHIỆM|"
    r"GIÁM ĐỐC|CỤC TRƯỞNG|BÍ THƯ|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|BAN THƯỜNG VỤ|CHỦ TỌA|VỤ TRƯỞNG|TỔNG BIÊN TẬP"
    r"|PHÓ BÍ THƯ|CHÁNH THANH TRA|HIỆU TRƯỞNG|TƯ LỆNH|TỔNG THƯ KÝ|"
    r"CHỦ TỊCH NƯỚC|ỦY BAN|UỶ BAN|HỘI ĐỒNG|CHÍNH PHỦ|ỦY VIÊN|PHÓ CHÁNH|TỔNG CỤC TRƯỞNG|TRƯỞNG PHÒNG|TRƯỞNG ĐOÀN)\b"
)
_OFFICE_NORMAL = regex.compile(
    r"^(?:Phó |Thứ |Quyền )?(?:Tổng )?(?:Chủ tịch|Bộ trưởng|Thứ trưởng|Thủ tướng|Thống đốc|Chánh án"
    r"|Viện trưởng|Chủ nhiệm|Giám đốc|"
    r"Cục trưởng|Bí thư|Chánh Văn phòng|Trưởng ban)(?:\s+(?:Quốc hội|nước|Chính phủ))?$"
)
_SIGNED = regex.compile(
    r"\(?\s*(?:[Đđ]ã\s*ký|ĐÃ KÝ|[Kk]ý,? (?:tên|và) ?[^)]{0,30}|[Đđ]ã ký và đóng dấu)[^)]*\)?|\[daky\]"
)
_RANKS = regex.compile(
    r"^(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)|(?:ĐẠI|THƯỢNG|TRUNG|THIẾU)\s+(?:TƯỚNG|TÁ|ÚY)|GS\.?"
    r"|PGS\.?|TS\.?|ThS\.?|BS\.?|TTƯT\.?|LS\.?)"
    r"(?:\s*[.,]\s*|\s+)"
)
_WORD = r"[^\W\d_](?:[^\W\d_]|['’‘ʼ`´-])*"
# H'Yim, H’Lan, Y' Nai: women's and men's names of the Ê Đê and M'Nông begin with a letter and an apostrophe of any make
_APOSTROPHE = regex.compile(r"['’‘ʼ`´]")
_AFTER = regex.compile(r"(?<=\b\p{L}['’‘ʼ`´])\p{Ll}")
_NAME = regex.compile(rf"^{_WORD}(?:\s+{_WORD}){{1,5}}$")
_WITH_NAME = regex.compile(r"^(?P<office>[\p{Lu}][\p{Lu} .,/-]{5,90}[\p{Lu}.])\s+(?P<name>(?:\p{Lu}\p{Ll}+\s?){2,5})$")
_HEAD_OF_BODY = 4  # words of "Bộ trưởng Bộ Y tế", "Thủ tướng Chính phủ"; fewer name an office alone
_WINDOW = 60  # fragments of a closing that are looked at


@dataclass(frozen=True, slots=True)
class Signature:
    """Signers in the order printed, each with his office; ``collective`` when signed on behalf of a body (TM.)."""

    names: tuple[str, ...]
    titles: tuple[str, ...]
    collective: bool
    span: Span | None


@cache
def _surnames() -> frozenset[str]:
    return frozenset(tables.load("tables/surnames.toml")["surnames"])


def person(text: str, *, strict: bool) -> str | None:
    """The name of a person in normal case, rank and "(Đã ký)" taken off; ``strict`` asks for a known family name."""
    s = _SIGNED.sub(" ", text).strip(" .,;:-")
    previous = None
    while previous != s:
        previous = s
        s = _RANKS.sub("", s)
    if not _NAME.match(s) or len(s) > 45:
        return None
    words = s.split()
    if is_upper(s):
        if _OFFICE.match(s):
            return None
    elif not all(w[0].isupper() and (len(w) == 1 or not w.isupper()) for w in words):
        return None
    known = _APOSTROPHE.split(fold_name(words[0]))[0] in _surnames()
    if strict and not known:
        return None
    if not known and (canonical(s) is not None or fold_name(words[0]) in _not_names()):
        return None
    return _AFTER.sub(lambda m: m[0].upper(), title_case(s)) if is_upper(s) else " ".join(words)


@cache
def _not_names() -> frozenset[str]:
    return frozenset(tables.load("tables/layout_words.toml")["not_names"])


def read(lines: list[Line]) -> Signature:
    """The signature in the fragments of a closing."""
    names: list[str] = []
    titles: list[str] = []
    pending: list[str] = []
    collective = False
    start = end = None
    since_title = 0
    lines = [part for line in lines[:_WINDOW] for part in _apart(line)]
    for i, line in enumerate(lines):
        text = line.text
        inline = _SIGNED.sub("", text).strip(" .,;-")
        title = inline if len(inline) <= 140 and _is_title(inline) else None
        if title is not None and not text.startswith("-") and text[-1] not in ";:":
            if pending:
                title = _joined(pending, title)
            pending.append(title)
            collective = collective or _COLLECTIVE.match(title) is not None
            start = line.start if start is None else start
            since_title = 0
            continue
        if not pending:
            continue
        since_title += 1
        if text.startswith(("-", "+", "•")) or text[-1] in ";:" or since_title > 25:
            continue
        name = person(text, strict=since_title > 3) if inline else None
        if since_title == 1 and pending and _office_goes_on(text, name, lines[i + 1 : i + 4]):
            name = None
        if name is None and since_title == 1 and _continues(text):
            pending[-1] = f"{pending[-1]} {text}"
            since_title = 0
            continue
        if name is None and len(text.split()) == 1 and i + 1 < len(lines) and not lines[i + 1].gap:
            name = person(f"{text} {lines[i + 1].text}", strict=True)
        if name is not None:
            names.append(name)
            titles.append(", ".join(_title(p) for p in pending))
            pending = []
            end = line.end
        if len(names) >= 12:
            break
    if not names and not pending:
        return _bare(lines)
    if not names and pending:
        titles.append(", ".join(_title(p) for p in pending))
    span = Span(min(start, end), max(start, end)) if start is not None and end is not None else None
    return Signature(tuple(names), tuple(titles), collective, span)


def _apart(line: Line) -> list[Line]:
    """Office and name that a reader put on one line: "CHỦ TỊCH QUỐC HỘI Trần Thị Bình"."""
    m = _WITH_NAME.match(line.text) if line.text[:4].isupper() and not line.text.isupper() else None
    if m is None or not _is_title(m["office"]) or person(m["name"], strict=True) is None:
        return [line]
    at = line.start + m.start("name")
    return [
        line._replace(end=line.start + m.end("office"), text=m["office"]),
        Line(at, line.end, m["name"], 0, line.column),
    ]


def body(signed: Signature, doc_type: str | None, place: str | None, at: date | None) -> Issuer | None:
    """The body that the signature names: "TM. Chính phủ", "Bộ trưởng Bộ Xây dựng", "Thủ tướng Chính phủ".

    For a document without letterhead; an office alone ("Chủ tịch", "KT. Bộ trưởng") names none, nor does a signature
    by order (TL.), several of them, or one under a type of act that the body does not issue (issuers.toml, [signed]).
    """
    if len(signed.titles) != 1:
        return None
    first = signed.titles[0].split(", ")[0]
    m = _PREFIX.match(first)
    if m is not None and _COLLECTIVE.match(first) is None:
        return None
    if m is None and len(first.split()) < _HEAD_OF_BODY:
        return None
    found = canonical(m["rest"] if m else first, place, at)
    if found is None or by_id(found.id) is None:
        return None
    types: list[str] = tables.load("tables/issuers.toml")["signed"].get(found.kind, [])
    return found if (doc_type or "") in types else None


def _bare(lines: list[Line]) -> Signature:
    """A name beside "(Đã ký)" where the office was left out."""
    for i, line in enumerate(lines[:_WINDOW]):
        beside = [lines[k].text for k in (i - 1, i + 1) if 0 <= k < len(lines)]
        if any(_SIGNED.fullmatch(t) for t in beside):
            name = person(line.text, strict=True)
            if name is not None:
                return Signature((name,), (), False, Span(line.start, line.end))
    return Signature((), (), False, None)


_LISTED = regex.compile(r"(?<=, )\p{Ll}(?=\p{L}+ (?:nhiệm|trưởng|ban|tịch))")
_SECOND = regex.compile(r"^((?:Phó|Quyền|Chánh|Ban)\s+)([^\W\d_])")
_PREFIXES = frozenset(("TM", "T/M", "KT", "K/T", "TL", "T/L", "TUQ", "Q"))
_HALF = regex.compile(r"(?:^|[.\s])(?P<half>PHÓ|THỨ|(?:(?:PHÓ\s+)?(?:TỔNG\s+)?(?:CỤC|VỤ|VIỆN|BỘ)))$")
_COLLECTIVE = regex.compile(r"T\s?/?\s?M\b")


def _joined(pending: list[str], title: str) -> str:
    """The office with what belongs to it of the line above: "KT." alone, "TL. CỤC / TRƯỞNG", "KT. CHỦ TỊCH PHÓ / …"."""
    above = pending[-1]
    if above.upper() in _PREFIXES:
        return f"{pending.pop()} {title}"
    m = _HALF.search(above)
    if m is None or not (m["half"] in ("PHÓ", "THỨ") or title.upper().startswith("TRƯỞNG")):
        return title
    rest = above[: m.start("half")].strip()
    if not rest or rest.upper().strip(".") in _PREFIXES:
        return f"{pending.pop()} {title}"
    pending[-1] = rest
    return f"{m['half']} {title}"


def _office_goes_on(text: str, name: str | None, following: list[Line]) -> bool:
    """Whether capitals right under an office belong to it: "TRƯỞNG BAN NGHIỆP VỤ / THUẾ HQ", with the signer below."""
    if name is None or not is_upper(text) or person(text, strict=True) is not None:
        return False
    return any(person(x.text, strict=True) is not None and not is_upper(x.text) for x in following)


def _continues(text: str) -> bool:
    """The line goes on with the office above it: capitals, and no name of a person."""
    return is_upper(text) and person(text, strict=True) is None and len(text) < 60


def _is_title(text: str) -> bool:
    """Whether the line is an office: "KT. BỘ TRƯỞNG", "CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "KT." alone."""
    if text.upper() in _PREFIXES:
        return True
    m = _PREFIX.match(text)
    if m and (not m["rest"] or is_upper(m["rest"]) or m["rest"][:1].isupper()) and len(m["rest"].split()) < 16:
        return True
    if is_upper(text) and _OFFICE.match(text) and len(text.split()) < 16:
        return True
    return _OFFICE_NORMAL.match(text) is not None


def _title(text: str) -> str:
    """An office in normal case: "KT. Bộ trưởng", "Phó Chủ tịch"."""
    m = _PREFIX.match(text)
    if m is None or not (is_upper(text) or m["rest"][:1].isupper()):
        return _normal(text)
    prefix = re.sub(r"\s", "", m["p"])  # "T/M" stays as printed, with the full stop only where one is printed
    dot = "" if "/" in prefix and text[m.end("p") :].lstrip()[:1] not in (".", ":") else "."
    return f"{'Q' if prefix == 'QUYỀN' else prefix}{dot} {_normal(m['rest'])}".strip()


def _normal(text: str) -> str:
    """An office in normal case: bodies as the table writes them, else a capital for the first letter only."""
    flat = " ".join(text.split()).strip(" .,")
    if not is_upper(flat):
        return flat
    body = canonical(flat)
    if body is not None and fold_name(body.name) == fold_name(flat):
        return body.name
    words = flat.split()
    for k in range(1, len(words) - 1):
        body = canonical(" ".join(words[k:]))
        if body is not None and fold_name(body.name) == fold_name(" ".join(words[k:])):
            return f"{_first_capital(' '.join(words[:k]))} {body.name}"
    return _first_capital(flat)


def _first_capital(s: str) -> str:
    low = s.lower()
    low = low[:1].upper() + low[1:]
    low = _LISTED.sub(lambda m: m[0].upper(), low)  # "Bộ trưởng, Chủ nhiệm"
    return _SECOND.sub(lambda m: m[1] + m[2].upper(), low)  # "Phó Chủ tịch", "Chánh Văn phòng"
