"""Finds every mention of another document: by number, by a law's name, by a short name the text defines."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace

import regex

from lawreg import numbers, references
from lawreg.extraction import law_names, names
from lawreg.extraction.citations_basis import BasisReader
from lawreg.extraction.citations_context import Tail, lead, proposer, tail, words
from lawreg.extraction.citations_short import Mention, definitions, short_mentions
from lawreg.model import Citation, Document, ZoneKind
from lawreg.numbers import NumberMatch, bridge, fold
from lawreg.numbers.codes import codes

_BEHIND_NAME = regex.compile(  # from a law's name to its number: "Luật X số", "Luật X năm 2013 (Luật số", "Luật X (số"
    r"(?:\s+(?:ngày\s+\d{1,2}\s*(?:/|tháng)\s*\d{1,2}\s*(?:/|năm)\s*\d{4}|năm\s+\d{4}|\d{4}))?\s*[,(|\t]?\s*"
    r"(?:(?:Bộ\s+luật|Luật|Pháp\s+lệnh)\s+)?(?:số\s*:?|số\s+hiệu)?\s*",
    regex.IGNORECASE,
)
_ENACTING = regex.compile(r"(?<!\p{L})ban\s+hành\s*:?\s*$", regex.IGNORECASE)
_MORE_DATES = regex.compile(r"(?:\s*,\s*|\s+và\s+)(?=ngày\s+\d)")
_PASSED = regex.compile(
    r"\s*(?:\(?đã\s+)?được\s+(?:Quốc\s+hội|Ủy\s+ban\s+[Tt]hường\s+vụ\s+Quốc\s+hội|Hội\s+đồng\s+Nhà\s+nước)[^;.\n()]{0,140}?thông\s+qua\s+(?=ngày)"
)
_REVISED_YEAR = regex.compile(r"\s+sửa\s+đổi(?=\s+năm\s+\d)")
_CELLS = regex.compile(r"[ ]*(?:[|\t\n]\s*)+")
_OF = regex.compile(r"(?:\s|của|tại|thuộc|các|và|,)*+", regex.IGNORECASE)
_LABEL_BEFORE = regex.compile(  # a label directly before the citation: "Điều 5 của"
    r"(?r)(?:\d[a-zđ]?\d?|(?<!\p{L})[a-zđA-ZĐ]|(?<!\p{L})[IVXLC]{1,6}[A-Za-z]?|[Ll]ục)(?:\s+|(?<=\d)(?=của\s))(?:(?:của|tại|thuộc|các)\s+){0,3}$"
)
_OF_WORDS = frozenset(("của", "tại", "thuộc", "các"))
_ATTACHED = regex.compile(r"(?:ban\s+hành\s+)?kèm\s+theo\s*$", regex.IGNORECASE)
_LIST_JOIN = regex.compile(r"[\s,;|]*(?:và\s+)?(?:các\s+)?(?:số\s*:?\s*)?", regex.IGNORECASE)
_LAW_TYPES = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
_LETTERHEAD_NUMBER = regex.compile(r"(?:^|\n)[^\n]{0,30}\bSố\s*:?\s*$", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention before provision, basis and place are filled in."""

    start: int
    end: int
    number: str | None
    name: str | None
    date: str | None
    doc_type: str | None
    issuer: str | None
    typed: bool  # its own type word was printed
    inner: bool = False


def find_citations(doc: Document) -> tuple[Citation, ...]:
    """Every mention of another document in ``doc``, by place in the text; spans are exact in ``doc.text``."""
    text = bridge(doc.text)
    own = fold(doc.header.number) if doc.header.number else None
    found = _collect(text, doc, own)
    found = _inherit(text, found)
    found = _mend(_join_cells(text, found))
    mentions = [(f.start, f.end, f.number, f.name, f.doc_type) for f in found]
    found += short_mentions(text, mentions, _Found)
    found.sort(key=lambda f: (f.start, -f.end))
    found = _resolve_names(found, {law_names.key_of(s): m for s, (_, m) in definitions(text, mentions).items()})
    return _finish(doc, text, found)


def mentions_by_span(citations: tuple[Citation, ...], start: int, end: int) -> tuple[Citation, ...]:
    """The citations that begin in [start, end), of citations sorted by start."""
    low = bisect.bisect_left(citations, start, key=lambda c: c.start)
    high = bisect.bisect_left(citations, end, key=lambda c: c.start)
    return citations[low:high]


def _collect(text: str, doc: Document, own: str | None) -> list[_Found]:
    matches = list(numbers.find(text))
    matches += list(numbers.letters(text, matches))
    matches.sort(key=lambda m: m.start)
    by_start = {m.start: m for m in matches}
    starts = [m.start for m in matches]
    taken: set[int] = set()
    found: list[_Found] = []
    for name in names.find(text):
        found += _named(text, name, by_start, starts, taken, doc)
    for m in matches:
        if m.start in taken or _is_own(text, m, doc, own):
            continue
        found.append(_numbered(text, m))
    found = [f for f in found if not (f.number and f.name and own == fold(f.number))]  # a law that names itself
    return sorted(found, key=lambda f: (f.start, -f.end))


def _same_act(date: str | None, doc: Document) -> bool:
    """Whether a mention of the document's own number, with this date, can be the document itself.

    Numbers without a year begin anew every January, so that "45/NQ-HĐND ngày 10/12/2020" may be cited by another
    45/NQ-HĐND.
    """
    issued = doc.header.issued
    return date is None or issued is None or issued.isoformat().startswith(date)


def _is_own(text: str, m: NumberMatch, doc: Document, own: str | None) -> bool:
    if own is not None and fold(m.number) == own:
        return m.year is not None or _same_act(tail(text, m.end, year=m.year).date, doc)
    if m.kind == "consolidated" and _LETTERHEAD_NUMBER.search(text, max(0, m.start - 60), m.start):
        return True  # a consolidated text carries its own number at the end
    letterhead = next((z for z in doc.zones if z.kind is ZoneKind.LETTERHEAD), None)
    if letterhead is not None and letterhead.start <= m.start < letterhead.end:
        return _LETTERHEAD_NUMBER.search(text, max(0, m.start - 60), m.start) is not None
    return False


def _numbered(text: str, m: NumberMatch) -> _Found:
    before = lead(text, m.start)
    after = tail(text, m.end, year=m.year, joint=_joint(m))
    word = before.word
    doc_type = m.doc_type if word is None or word in words().vague else word
    issuer = after.issuer or (proposer(text, before.start) if doc_type not in _LAW_TYPES else None)
    return _Found(before.start, after.end, m.number, None, after.date, doc_type, issuer, word is not None)


def _joint(m: NumberMatch) -> bool:
    """Whether several bodies issued it, going by the number; the old forms do not tell."""
    return m.kind == "old" or "LT" in (m.type_code or "") or (m.issuer_code or "").count("-") > 1


def _named(
    text: str,
    name: names.NameMatch,
    by_start: dict[int, NumberMatch],
    starts: list[int],
    taken: set[int],
    doc: Document,
) -> list[_Found]:
    """One law cited by name, with the number printed behind it, its date or year."""
    gap = _BEHIND_NAME.match(text, name.end, name.end + 60)
    at = bisect.bisect_left(starts, name.end)
    number = matches_at = None
    if gap is not None and at < len(starts) and starts[at] <= gap.end():
        matches_at = by_start[starts[at]]
        if _BEHIND_NAME.fullmatch(text, name.end, matches_at.start):
            number = matches_at
    if number is not None and number.kind in ("law", "old", "modern", "party"):
        taken.add(number.start)
        after = tail(text, number.end, year=number.year)
        between = tail(text, name.end, law=True)
        end = after.end
        if "(" in text[name.end : number.start] and text[end : end + 1] == ")":
            end += 1
        date = after.date or (between.date if between.end <= number.start else None)
        # "Quốc hội ban hành Luật sửa đổi … của Luật X số N": the act being passed has no number yet, N is that of X
        enacting = _ENACTING.search(text, max(0, name.start - 30), name.start) is not None
        if name.inner is not None and (enacting or number.number in law_names.numbers_of(name.inner[1])):
            at, law = name.inner
            inner = _Found(at, end, number.number, law, date, law.split()[0], after.issuer, True, True)
            if enacting:
                return [replace(inner, inner=False)]
            return [_Found(name.start, name.end, None, name.name, None, name.doc_type, None, True), inner]
        return [_Found(name.start, end, number.number, name.name, date, name.doc_type, after.issuer, True)]
    if _is_own_name(text, name, doc):
        return []
    passed = _PASSED.match(text, name.end, name.end + 260)
    revised = _REVISED_YEAR.match(text, name.end) if name.doc_type == "Hiến pháp" else None
    after = tail(text, passed.end() if passed else revised.end() if revised else name.end, law=True)
    if passed is not None and after.date is None:
        after = Tail(name.end, None, None)
    out = [_Found(name.start, after.end, None, name.name, after.date, name.doc_type, after.issuer, True)]
    while after.date is not None and len(after.date) == 10 and len(out) < 12:
        more = _MORE_DATES.match(text, after.end, after.end + 20)
        if more is None:
            break
        start = more.end()
        after = tail(text, start, law=True)
        if after.date is None:
            break
        out.append(_Found(start, after.end, None, name.name, after.date, name.doc_type, after.issuer, True))
    return out


def _is_own_name(text: str, name: names.NameMatch, doc: Document) -> bool:
    """Whether a law names itself ("Quốc hội ban hành Luật Thanh niên", its title)."""
    header = doc.header
    if header.doc_type not in _LAW_TYPES or not header.title:
        return False
    own = law_names.key_of(f"{header.doc_type} {header.title}")
    if law_names.key_of(name.name) != own:
        return False
    after = tail(text, name.end, law=True)
    return after.date is None or header.issued is None or after.date[:4] == str(header.issued.year)


def _inherit(text: str, found: list[_Found]) -> list[_Found]:
    """What a list says once: the type word in "các Luật số A, số B", the issuer in "số A, số B của Chính phủ"."""
    out: list[_Found] = []
    for f in found:
        if out and not f.typed and f.doc_type is None and f.number:
            last = out[-1]
            if last.number and last.doc_type and _listed(text, last, f):
                f = replace(f, doc_type=last.doc_type)
        out.append(f)
    for i in range(len(out) - 2, -1, -1):
        f, after = out[i], out[i + 1]
        if f.issuer is None and after.issuer and _listed(text, f, after):
            out[i] = replace(f, issuer=after.issuer)
    return out


def _listed(text: str, f: _Found, after: _Found) -> bool:
    """Whether two numbers of one kind stand side by side in a list."""
    if not f.number or not after.number or _LIST_JOIN.fullmatch(text, f.end, after.start) is None:
        return False
    return _kin(f.number, after.number)


def _join_cells(text: str, found: list[_Found]) -> list[_Found]:
    """In a list "Pháp lệnh | Số 39/2001/… | Pháp lệnh Quảng cáo" number and name stand in neighbouring cells."""
    out = list(found)
    for i in range(len(out) - 1):
        f, after = out[i], out[i + 1]
        named = f.number and not f.name and after.name and not after.number and after.date is None
        if named and f.doc_type == after.doc_type and _CELLS.fullmatch(text, f.end, after.start):
            out[i] = replace(f, name=after.name)
            out[i + 1] = replace(after, number=f.number, date=f.date)
    return out


def _kin(a: str, b: str) -> bool:
    x, y = numbers.describe(a), numbers.describe(b)
    same = (x.type_code, x.issuer_code) == (y.type_code, y.issuer_code)
    return x.kind == y.kind and (same or x.kind == "law")


def _mend(found: list[_Found]) -> list[_Found]:
    """A code cut short ("26/2016/TT-BLĐTBX") or with a letter wrong takes the number that the text gives in full."""
    table = codes()
    whole: dict[tuple[str, str | None, str | None], set[str]] = {}
    for f in found:
        if f.number:
            info = numbers.describe(f.number)
            if info.issuer_code and table.is_body(info.issuer_code.split("-")[-1]):
                whole.setdefault((info.serial, info.year, info.type_code), set()).add(f.number)
    out = []
    for f in found:
        if f.number:
            info = numbers.describe(f.number)
            code = info.issuer_code or ""
            if info.year and code and not table.is_body(code.split("-")[-1]):
                fitting = [
                    n for n in whole.get((info.serial, info.year, info.type_code), ())
                    if _close(code, numbers.describe(n).issuer_code or "")
                ]  # fmt: skip
                if len(fitting) == 1:
                    f = replace(f, number=fitting[0])
        out.append(f)
    return out


def _close(short: str, full: str) -> bool:
    a, b = fold("1/" + short), fold("1/" + full)
    if b.startswith(a) and len(a) >= len(b) - 3:
        return True
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _resolve_names(found: list[_Found], defined: dict[str, Mention]) -> list[_Found]:
    """A law first printed with its number is the same law where it is later named alone, or by a defined short name."""
    known: dict[str, list[_Found]] = {}
    for f in found:
        if f.number and f.name:
            known.setdefault(law_names.key_of(f.name), []).append(f)
    out = []
    for f in found:
        if f.name and not f.number:
            key = law_names.key_of(f.name)
            if key in defined and f.date is None and law_names.key_of(defined[key][3] or "") != key:
                _, _, number, name, doc_type = defined[key]
                out.append(replace(f, number=number, name=name, doc_type=doc_type or f.doc_type))
                continue
            same = {g.number: g for g in known.get(key, ())}
            if len(same) == 1:
                (g,) = same.values()
                year = (g.number or "").split("/")[1] if (g.number or "").count("/") == 2 else None
                if f.date is None or f.date == g.date or f.date[:4] == (g.date or year or "")[:4]:
                    f = replace(f, number=g.number, date=f.date or g.date)
        out.append(f)
    return out


def _finish(doc: Document, text: str, found: list[_Found]) -> tuple[Citation, ...]:
    basis = BasisReader(doc, text, [(f.start, f.end, f.doc_type, f.inner) for f in found])
    places = _Places(doc)
    provisions = _provisions(text, found)
    return tuple(
        Citation(
            f.number, f.name, f.date, f.doc_type, f.issuer, provisions.get(f.start, ()), basis.is_basis(i),
            doc.text[f.start : f.end], f.start, f.end, places.within(f.start),
        )
        for i, f in enumerate(found)
    )  # fmt: skip


def _provisions(text: str, found: list[_Found]) -> dict[int, tuple[str, ...]]:
    """Provisions of the cited documents that stand directly before them: "khoản 2 Điều 5 [của] Nghị định số …".

    A reference reaches over no other citation and no end of a sentence, so that little need be read before each.
    """
    out: dict[int, tuple[str, ...]] = {}
    behind = 0  # no reference begins before this place: the end of the citations before, the beginning of a name
    for f in found:
        start = f.start
        near = text[max(0, start - 40) : start]
        attached = "heo" in near[-8:] and _ATTACHED.search(near) is not None
        if attached or _labelled(near):
            floor = max(0, start - (700 if attached else 300))
            if not attached:
                floor = max(floor, behind if behind < start else 0, text.rfind(".\n", floor, start))
            refs = list(references.find(text, floor, start))
            ref = refs[-1] if refs else None
            if ref is not None and not ref.own:
                rest = text[ref.end : start]
                beside = _OF.fullmatch(rest) is not None
                held = attached and ref.paths and " kèm theo " in ref.paths[0] and len(rest) < 320
                if beside or held or (attached and len(rest) < 60 and "." not in rest):
                    out[start] = ref.paths
        behind = max(behind, f.end if f.name is None else start)  # a name may have taken in a word too many
    return out


def _labelled(near: str) -> bool:
    """Whether a label of a provision stands at the end of ``near``: "Điều 5 của"."""
    last = next((w for w in reversed(near.split()) if w not in _OF_WORDS), "")
    if last.isalpha() and last.islower() and len(last) > 2 and not last.endswith("lục"):
        return False  # an ordinary word
    return _LABEL_BEFORE.search(near) is not None


class _Places:
    """Finds the smallest provision around an offset; asked with rising offsets."""

    def __init__(self, doc: Document) -> None:
        self._provisions = sorted(doc.provisions, key=lambda p: (p.start, -p.end))
        self._open: list = []
        self._next = 0

    def within(self, at: int) -> str | None:
        while self._next < len(self._provisions) and self._provisions[self._next].start <= at:
            self._open.append(self._provisions[self._next])
            self._next += 1
        while self._open and self._open[-1].end <= at:
            self._open.pop()
        return next((p.path for p in reversed(self._open) if p.start <= at < p.end), None)
