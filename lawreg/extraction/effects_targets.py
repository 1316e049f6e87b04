"""Reads a list of documents and provisions: which of them a clause speaks of, and which only stand inside a title.

"Thông tư số A … hướng dẫn Nghị định số B và Thông tư số C … đã được sửa đổi bởi Thông tư số D": A and C are hit, B is
part of A's title, D is the history of C. The list is read once from left to right; between two mentions the words that
join them decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import regex

from lawreg.model import Citation, Span
from lawreg.references import ProvisionRef

_TYPE = (
    r"(?:bộ\s+luật|luật|pháp\s+lệnh|nghị\s+quyết|nghị\s+định|quyết\s+định|chỉ\s+thị|thông\s+tư|quy\s+định|quy\s+chế|điều\s+lệ"
    r"|văn\s+bản|kế\s+hoạch|hướng\s+dẫn|công\s+văn|quyết\s+nghị)"
)
_QUANTITY = r"(?:(?:toàn\s+bộ|một\s+phần|cả|các|những|toàn\s+văn|hai|ba|bốn|\d{1,3})\s+)*"
_ITEM = r"(?:\n\s*(?:[-+•·*]|\d{1,3}(?:\.\d{1,2})*\s?[.)]|[a-zđ]\s?\)|\d{1,3}\s*\n)\s*|\n\s*\d{1,3}\t+)"
# What may join one document of a list to the next.
_SEPARATOR = regex.compile(
    rf"(?:(?P<strong>[;:]|{_ITEM})|(?P<weak>,|(?<!\w)(?:và|hoặc|cùng\s+với|hay)(?!\w)))\s*"
    rf"(?:(?:và|hoặc|đồng\s+thời|;|-|\+)\s*)*{_QUANTITY}(?:{_TYPE}\s+)?(?:số\s*:?\s*)?(?P<lead>(?:(?:quy\s+định|quy\s+chế|điều\s+lệ|danh\s+mục|phụ\s+lục|bảng\s+giá|đơn\s+giá|đề\s+án|nội\s+dung)[\p{{L}}\s,]{{0,150}}kèm\s+theo\s+{_TYPE}?\s*(?:số\s*:?\s*)?)?)$"
)
# "…; tại khoản 1 Điều 23 của Luật …"
_PLACE_OF_NEXT = regex.compile(r"(?<=;\s{0,3}(?:và\s{1,3})?)(?:tại|ở)\s+(?:các\s+)?$")
_HISTORY = regex.compile(
    r"(?<!\w)(?:được|bị)\s+(?:đã\s+)?(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|đính\s+chính|điều\s+chỉnh|hợp\s+nhất)"
    r"|(?<!\w)(?:đã|vừa)\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|hết\s+hiệu\s+lực)|(?<!\w)hợp\s+nhất\s+(?:tại|theo)"
)
# "các văn bản sửa đổi, bổ sung: X; Y": X and Y are meant, not history.
_MEANT = regex.compile(r"(?:và|cùng)\s+(?:các|những)\s+[\p{L}\s]{2,40}?sửa\s+đổi[^.;]{0,60}$")
_NOT_OBJECT = regex.compile(
    r"(?<!\w)(?:(?:thực\s+hiện\s+)?(?:(?<!(?:kèm|hành)\s{1,3})theo|căn\s+cứ|phù\s+hợp\s+với|trái\s+với|vi\s+phạm|tuân\s+thủ|thi\s+hành|thực\s+hiện|hướng\s+dẫn|quy\s+định\s+chi\s+tiết)"
    r"(?:\s+(?:đúng|các))?(?:\s+quy\s+định(?:\s+(?:tại|của|trong))?)?)\s*(?:các\s+)?$"
)
_OF = regex.compile(
    r"\s*(?:[,(]\s*)?(?:(?:của|tại|thuộc|trong|ở|theo)\s+)?(?:các\s+)?(?:bản\s+)?(?:(?:quy\s+định|quy\s+chế|điều\s+lệ|danh\s+mục|phụ\s+lục|nội\s+dung)\b[^;]{0,300}?\s)?"
    r"(?:(?:được\s+)?(?:ban\s+hành\s+)?(?:kèm\s+theo|tại|của|theo)\s+)?(?:các\s+)?$"
)
_THIS = regex.compile(
    rf"\s*(?:\(\s*)?(?:(?:được\s+)?(?:ban\s+hành\s+)?(?:kèm\s+theo|của|tại|thuộc)\s+)?{_TYPE}(?:\s+liên\s+tịch)?\s+này(?!\w)"
)
_ADDED = regex.compile(r"\s*(?:(?:[,;]|và|hoặc)\s*)*(?:(?:thêm|các|những|một|hai|ba|bốn|năm|\d{1,2}|mới)\s+)*")
_WITHIN_OWN = regex.compile(r"(?<!\w)(?:thuộc|tại)\s+phụ\s+lục(?!\w)")
_ACTING_TITLE = regex.compile(
    r"(?<!\w)(?:sửa\s+đổi|bãi\s+bỏ|thay\s+thế|ngưng\s+hiệu\s+lực|đính\s+chính|kéo\s+dài|áp\s+dụng|đình\s+chỉ)(?!\w)"
)
_OWN_TITLE = regex.compile(
    r"\s*(?:của\s+[\p{L}\s-]{3,60}?\s)?(?:về|thí\s+điểm|quy\s+định|ban\s+hành|hướng\s+dẫn|phê\s+duyệt)(?!\w)"
    r"(?!\s+(?:việc\s+)?(?:sửa\s+đổi|bổ\s+sung|điều\s+chỉnh))"  # such a title is that of one more amending act
)
_BULLET = regex.compile(r"\n\s*[-+•·*]")
_QUOTED = regex.compile(r"“[^”]*+”|\"[^\"]*+\"")
_FAR = 400  # provisions further from a document than this do not belong to it


@dataclass(frozen=True, slots=True)
class Target:
    """One document hit, or provisions whose document the context gives (``citation`` None)."""

    citation: Citation | None
    refs: tuple[ProvisionRef, ...]
    lead: str  # the words in front of it, lower case
    start: int
    end: int
    history: bool = False  # followed by "đã được sửa đổi bởi …"
    amender: bool = False  # "và" may make it the last of the acts that amended the document before it


@dataclass(slots=True)
class _State:
    mode: str = "head"  # head, title, history
    head: Citation | None = None
    inside: Citation | None = None  # the last mention that was part of a title
    pending: list[ProvisionRef] = field(default_factory=list)
    lead_from: int = 0
    adjacent: bool = False  # nothing but the joining word stands between two mentions
    acting: bool = False  # the title says that its document changed others
    parts_inside: bool = False  # the title says which provisions its document changed
    several: bool = False  # the history is a list of its own: "đã được sửa đổi, bổ sung bởi: A; B; C"
    bracket: bool = False  # the history stands in a bracket that is still open: "(được sửa đổi bởi …; …)"
    item: bool = False  # the text is one entry of a list: it names one document
    part: bool = False  # the last document is hit in provisions
    added: str = ""  # what annexes "ban hành kèm theo Thông tư này" are: "" no object, else "default" or "into" (scan)
    own: bool = False  # such an annex waits for its document
    skipped: list[ProvisionRef] = field(default_factory=list)  # provisions that may open a new entry behind history
    out: list[Target] = field(default_factory=list)


def scan(
    low: str,
    start: int,
    end: int,
    citations: Iterable[Citation],
    refs: Iterable[ProvisionRef],
    *,
    item: bool = False,
    added: str = "",
) -> list[Target]:
    """The targets in low[start:end].

    Args:
        low: the document's text in lower case.
        start: where the list begins.
        end: where it ends.
        citations: mentions of documents inside it, in order.
        refs: references to provisions inside it, in order, in coordinates of ``low``.
        item: the text is one entry of a list whose verb stands above it.
        added: "Bổ sung Phụ lục V ban hành kèm theo Thông tư này" adds an annex to the document of the headings
            ("default") or to the one named behind "vào" ("into"); "" where such an annex is no object.
    """
    tokens: list[tuple[int, int, Citation | ProvisionRef]] = []
    for c in citations:
        tokens.append((c.start, c.end, c))
    covered = [Span(c.start, c.end) for c in citations]
    for r in refs:
        if not any(s.start <= r.start < s.end for s in covered):
            tokens.append((r.start, r.end, r))
    tokens.sort(key=lambda t: (t[0], -t[1]))
    st = _State(lead_from=start, item=item, added=added)
    at = start
    for a, b, token in tokens:
        if a < at:  # a mention inside a mention (a name inside a longer name)
            continue
        gap = low[at:a]
        if st.bracket:
            if ")" not in gap and not (";" in gap and _has_own_history(low, b, end)):
                at = b
                continue
            st.bracket, st.mode = False, "title"
        if isinstance(token, ProvisionRef):
            _provision(st, token, gap, low, end)
        else:
            _document(st, token, gap, low)
        at = b
    if st.pending:
        _close_pending(st, low)
    return st.out


def _has_own_history(low: str, start: int, end: int) -> bool:
    """The bracket of the last document was never closed: "A (được sửa đổi bởi X; B … (được sửa đổi bởi Y)"."""
    opening, closing = low.find("(", start, end), low.find(")", start, end)
    return 0 <= opening < closing and _HISTORY.match(low, opening + 1, closing) is not None


def _provision(st: _State, ref: ProvisionRef, gap: str, low: str, end: int) -> None:
    if ref.own or _THIS.match(low, ref.end, min(end, ref.end + 90)):
        if ref.own or not st.added or st.mode != "head" or not _ADDED.fullmatch(gap):
            return
        if not all(p.startswith(("Phụ lục", "Mẫu số")) for r in (*st.pending, ref) for p in r.paths):
            return
        st.own = True
        if len(ref.paths) > 1 and _WITHIN_OWN.search(low, ref.start, ref.end):
            ref = ref._replace(paths=ref.paths[:-1])  # "Phụ lục 17, 18 thuộc Phụ lục III kèm theo Thông tư này"
    if st.mode == "head":
        if st.pending and _HISTORY.search(gap):  # "Điều 33 được sửa đổi bởi khoản 2 Điều 1 Thông tư số …"
            _close_pending(st, low)
            st.mode = "history"
            return
        if st.pending and _NOT_OBJECT.search(gap[-80:]):  # "Điều 3; thực hiện theo Điều 7 Nghị định số …"
            _close_pending(st, low)
            st.mode = "title"
            return
        st.pending.append(ref)
        return
    if _HISTORY.search(gap):
        st.mode = "history"
        return
    m = _SEPARATOR.search(_PLACE_OF_NEXT.sub("", gap[-120:]))
    if m is None or st.mode == "history":
        if st.mode == "history" and m is not None and m["strong"]:
            st.mode = "head"
            st.lead_from = ref.start
            st.pending.append(ref)
        elif st.mode == "history":
            st.skipped = [ref] if m is not None else []
        else:  # provisions right behind a document in a title ("sửa đổi khoản 2 Điều 5 Thông tư số …") stay in it
            st.inside = None
            st.parts_inside = st.parts_inside or _ACTING_TITLE.search(gap) is not None
        return
    if m["weak"] and st.parts_inside:  # "… sửa đổi Điều 126 của Luật A và Điều 121 của Luật B"
        return
    st.lead_from = ref.start
    st.mode = "head"
    st.pending.append(ref)


def _document(st: _State, c: Citation, gap: str, low: str) -> None:
    if st.own and st.added != "into":  # the annex goes to the document of the headings, whatever is named behind it
        if st.pending:
            _close_pending(st, low)
            st.mode = "title"
        return
    if st.mode == "head" and st.pending and _HISTORY.search(gap) and not _MEANT.search(gap[-120:]):
        _close_pending(st, low)
        st.mode, st.inside = "history", c
        return
    if st.mode == "head":
        lead = low[st.lead_from : c.start]
        if not st.pending and st.head is None and _NOT_OBJECT.search(gap[-80:]):
            st.mode = "title"
            return
        _take(st, c, lead, low)
        return
    if _HISTORY.search(gap) and not _MEANT.search(gap[-120:]):
        st.mode = "history"
        st.bracket = gap.rfind("(") > gap.rfind(")")
        st.several = gap.rstrip(" \n\t-+").endswith(":")
        if st.out and st.out[-1].citation is st.head:
            st.out[-1] = replace(st.out[-1], history=True)
        st.inside = c
        return
    if st.mode == "history" and st.skipped and _differs(c, st.head, st.inside):
        st.pending, st.skipped = st.skipped, []
        _take(st, c, "", low)
        return
    m = _SEPARATOR.search(gap[-260:])
    if m is None:
        if st.mode != "history":
            st.mode = "title"
            st.acting = _ACTING_TITLE.search(gap) is not None
        st.inside = c
        return
    strong = m["strong"] is not None
    st.adjacent = len(gap.split()) <= 2
    if st.head is None and not strong:  # "theo quy định tại A và B"
        return
    # behind a target hit in part the whole end of another act would be guessed
    apart = st.mode == "history" and not st.part and _titled_apart(c, st.inside, low)
    if st.mode == "history" and not strong and not apart and not _differs(c, st.head, st.inside):
        st.inside = c
        return
    if strong and not any(ch.isalnum() for ch in m["strong"]) and _goes_on_inside(c, st, m[0]):
        st.inside = c
        return
    if not strong and not apart:
        inside = _belongs_inside(c, st, m["weak"]) if st.inside is not None else _named_in_title(c, st, gap)
        if inside:
            st.inside = c
            return
    st.lead_from = c.start
    _take(st, c, m["lead"] or "", low)
    if apart and m["weak"] not in (None, ","):
        st.out[-1] = replace(st.out[-1], amender=True)


def _unquoted(low: str, start: int, end: int) -> int:
    """Characters of low[start:end] outside quoted phrases: a long phrase parts no provision from its document."""
    return end - start - sum(m.end() - m.start() for m in _QUOTED.finditer(low, start, end))


def _take(st: _State, c: Citation, lead: str, low: str) -> None:
    first = st.pending[0].start if st.pending else c.start
    refs = tuple(r for r in st.pending if c.start - r.end <= _FAR or _unquoted(low, r.end, c.start) <= _FAR)
    if not refs and st.adjacent and st.part and st.out and _same_annex(st.out[-1].refs):
        refs = st.out[-1].refs  # "thay thế Phụ lục của Nghị định A và Nghị định B"
    st.out.append(Target(c, refs, lead, first, c.end))
    st.pending = []
    st.head, st.inside, st.mode, st.part, st.parts_inside = c, None, "title", bool(refs), False
    st.lead_from = c.end


def _same_annex(refs: tuple[ProvisionRef, ...]) -> bool:
    """The annex as such, without a number: each of several documents can have it."""
    return bool(refs) and all(p == "Phụ lục" for r in refs for p in r.paths)


def _close_pending(st: _State, low: str) -> None:
    refs = tuple(st.pending)
    lead = low[st.lead_from : refs[0].start]
    st.out.append(Target(None, refs, lead, refs[0].start, refs[-1].end))
    st.pending = []


def _goes_on_inside(c: Citation, st: _State, join: str) -> bool:
    """Whether ``c`` behind a semicolon still belongs to what was said of the last document, not to the list of targets.

    "bởi: A; B; C" is one history. "Bãi bỏ Điều 2 Thông tư A sửa đổi một số điều của Thông tư B; Thông tư C" and an item
    of a list "1. Thông tư A sửa đổi một số điều của Thông tư B; Thông tư C" name what A amended.
    """
    if st.mode == "history":
        return st.several
    if "\n" in join and _BULLET.search(join):  # the next entry of the list
        return False
    alike = st.inside is not None and st.head is not None and _kind(c) == _kind(st.inside) == _kind(st.head)
    return alike and st.acting and (st.part or st.item)


def _belongs_inside(c: Citation, st: _State, joint: str) -> bool:
    """Whether ``c``, joined by a comma or "và", continues the documents of a title rather than the list of targets."""
    inside, head = st.inside, st.head
    if inside is None or head is None:
        return False
    kind, of_inside, of_head = _kind(c), _kind(inside), _kind(head)
    if kind is None:
        return True
    if kind == of_head and kind != of_inside:
        # "… về việc ngưng hiệu lực Nghị định A và Nghị quyết B": one title changed both
        return joint != "," and st.acting and st.adjacent
    if kind == of_inside == of_head:
        # "Thông tư A sửa đổi … của Thông tư B và Thông tư C": B and C, unless "và" closes a list of several targets
        return st.part or st.item or (joint != "," and len(st.out) < 2)
    return kind == of_inside or kind != of_head


def _named_in_title(c: Citation, st: _State, gap: str) -> bool:
    """The title has named a document of this kind before ("thực hiện Nghị quyết Đại hội …, Nghị quyết số …")."""
    kind, of_head = _kind(c), _kind(st.head) if st.head else None
    if kind is None or kind == of_head:
        return False
    return f" {kind} " in " ".join(gap.split()).rpartition(" ")[0] + " "


def _differs(c: Citation, head: Citation | None, inside: Citation | None) -> bool:
    """A law with its own name behind a list of amending laws ("Luật số …, Luật số …") is a new entry of the list."""
    return bool(c.name and c.number and inside is not None and inside.name is None and head is not None)


def _titled_apart(c: Citation, amender: Citation | None, low: str) -> bool:
    """A new entry behind a history: of another kind than the amending acts, and with a title of its own.

    "Luật A đã được sửa đổi, bổ sung theo Luật B, Nghị quyết C của Quốc hội về … hết hiệu lực": A and C end.
    """
    kind, other = _kind(c), _kind(amender) if amender is not None else None
    if kind is None or other is None or kind.endswith(other) or other.endswith(kind) or kind.startswith(other):
        return False
    return _OWN_TITLE.match(low, c.end) is not None


def _kind(c: Citation) -> str | None:
    return c.doc_type.lower() if c.doc_type else None
