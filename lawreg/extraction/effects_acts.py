"""Decides which verbs of a sentence act, and which tell history, duty, a condition or the title of a cited act.

The rule is positive: a verb acts when it opens its sentence, when the document itself is its subject ("Thông tư này
thay thế …"), when it is joined to a verb that acts, or when it is said of a document in front of it ("… hết hiệu
lực"). All else ("rà soát, trình … bãi bỏ", "trường hợp … được thay thế") does nothing. Every refusal has a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from lawreg import tables
from lawreg.extraction.clauses import Verb, alternation, guard
from lawreg.extraction.effects_sentences import Sentence, Text
from lawreg.extraction.effects_titles import search
from lawreg.model import Span

_SELF = (
    r"(?:bộ\s+luật|luật|pháp\s+lệnh|nghị\s+quyết(?:\s+liên\s+tịch)?|nghị\s+định|quyết\s+định|chỉ\s+thị"
    r"|thông\s+tư(?:\s+liên\s+tịch)?|quy\s+định|quy\s+chế|văn\s+bản|kế\s+hoạch|hướng\s+dẫn|điều\s+lệ|bản\s+quy\s+định"
    r"|danh\s+mục|đơn\s+giá|bảng\s+giá)\s+này"
)
_SELF_WORD = regex.compile(rf"(?<!\w){_SELF}(?!\w)")
_TIME = (
    r"(?:(?:kể\s+)?từ\s+(?:ngày|thời\s+điểm|khi)[^;]{0,120}?"
    r"(?:có\s+hiệu\s+lực(?:\s+thi\s+hành)?|ban\s+hành|\d{4}|ký))"
)
_SELF_SUBJECT = regex.compile(
    rf"(?<!\w){_SELF}(?:\s+(?:sẽ|cũng|đồng\s+thời|có|ban\s+hành|là|được\s+ban\s+hành))*(?:\s+để|\s+nhằm)?\s*$"
)
_SELF_EFFECT = regex.compile(
    rf"(?<!\w){_SELF}(?:[^.;]{{0,60}}?\s(?:có\s+hiệu\s+lực|được\s+áp\s+dụng|thi\s+hành|áp\s+dụng)"
    r"|\s+(?:đã\s+)?được\s[^.;]{0,200}?\sthông\s+qua)"  # the closing formula of councils
)
_BARE_SELF = regex.compile(r"(?:nghị\s+quyết|quyết\s+định|nghị\s+định|thông\s+tư|chỉ\s+thị)\s+có\s+hiệu\s+lực")
_ISSUES = regex.compile(r"(?:nay\s+)?ban\s+hành\s+(?:kèm\s+theo\s+)?[^;]{0,40}này(?!\w)")
_JOINED = regex.compile(
    r"(?:[,;.:]|(?<!\w)(?:và|hoặc|đồng\s+thời))\s*"
    r"(?:(?:và|đồng\s+thời|nay|cũng|sẽ|các\s+nội\s+dung|[-+•]|[a-zđ]\)|\d{1,2}[.)])\s*)*$"
)
_AFTER_DATE = regex.compile(
    r"(?:\d|ký(?:\s+ban\s+hành)?|ban\s+hành|đăng\s+công\s+báo|thông\s+qua|công\s+bố)\s*(?:[,;.]\s*)?(?:và\s+|đồng\s+thời\s+)*$"
)
_OBJECT = regex.compile(
    r"\s*(?:(?:toàn\s+bộ|một\s+phần|các|những|một\s+số|đối\s+với|cho|tên(?:\s+gọi)?|tiêu\s+đề|nội\s+dung|quy\s+định"
    r"|thứ\s+tự|việc|khoản\s+mục|lại)(?:\s+|$))*"
    r"(?P<what>điều|khoản|điểm|chương|mục|tiểu\s+mục|phần|phụ\s+lục|danh\s+mục|mẫu|biểu|bảng|đoạn|gạch|cụm\s+từ|từ\s+ngữ"
    r"|“|\"|số\s+thứ\s+tự|stt|văn\s+bản|nghị\s+quyết|nghị\s+định|quyết\s+định|thông\s+tư|chỉ\s+thị|luật|bộ\s+luật"
    r"|pháp\s+lệnh|quy\s+định|quy\s+chế|điều\s+lệ|\d|tại|hiệu\s+lực|thời|vào|tên|nội\s+dung|ý|trường|kế\s+hoạch"
    r"|công\s+văn|hướng\s+dẫn|thủ\s+tục|lần|và|,|;|:|căn\s+cứ|phạm\s+vi)"
)
_WITH_NUMBER = regex.compile(r";[^;]*\d/[^;]*$")
_PASSIVE_ENDS = regex.compile(
    r"\s*(?:kể\s+từ|từ|theo|sau\s+đây|toàn\s+bộ|một\s+phần|và|hết|gồm|[.;:,/]|$)"
)  # "… bị bãi bỏ kể từ ngày": said of the document, not "lĩnh vực bị bãi bỏ"
_BY_OWN_RULES = regex.compile(  # "… được thay thế bằng quy định tại Điều 3 Thông tư này", "… bằng khoản 2 mới như sau:"
    r"\s*(?:bằng|bởi)\s+(?:các\s+)?(?:quy\s+định|nội\s+dung|điều|khoản|điểm|chương|mục|phụ\s+lục|mẫu)(?!\w)"
    rf"[\p{{L}}\d\s,]{{0,90}}(?:{_SELF}\s*(?:[.;,(]|$)|như\s+sau\s*:)"
)
_LONGER = regex.compile(r"\s*(?:thêm\s|(?:cho\s+)?(?:đến|tới)\s)")
_TERM = regex.compile(r"(?<!\w)(?:thời\s+(?:hạn|gian)|hiệu\s+lực)\s")
_TASK = regex.compile(r"(?:việc|căn\s+cứ)(?!\w)")
_EVENT = regex.compile(r"(?<!\w)(?:khi|nếu|trước\s+ngày|sau\s+ngày)\s[^,;]{0,200}$")
_UNTIL_EVENT = regex.compile(r"(?<!\w)(?:đến|tới)\s+(?:ngày|khi)\s+(?!\d)[^,;]{0,200}$")
_TAKES_PLACE = regex.compile(r"(?:có|ký)\s")
_NOT_KEPT = regex.compile(
    r"(?<!\w)(?:không|chưa|trách\s+nhiệm|có\s+thể|để|nhằm|đề\s+nghị|yêu\s+cầu|chỉ\s+đạo|tổ\s+chức|giao)\s*(?:được\s*)?$"
)
_APPLIED = regex.compile(
    r"\s*(?:(?:theo|các|những|đầy\s+đủ|thực\s+hiện|áp\s+dụng|chế\s+độ|chính\s+sách|nội\s+dung)\s+)*"
    r"(?:(?:các\s+)?quy\s+định\s+)?(?:(?:tại|của|trong|theo)\s+)?(?:các\s+)?"
    r"(?:bộ\s+luật|luật|pháp\s+lệnh|nghị|quyết\s+định|chỉ\s+thị|thông\s+tư|khoản|điểm|điều|chương|mục|phụ\s+lục"
    r"|quy\s+(?:định|chế))(?!\w)(?!\s+này)"
)
_HELD = regex.compile(r"\s*(?:$|[.;,]|cho\s+đến|đến|từ|trong|kể\s+từ|theo\s+quy\s+định|đối\s+với)")
_NEW_ITEM = regex.compile(r"(?:;|\n\s*[-+•])\s*(?:và\s+|đồng\s+thời\s+)*$")
_NO_OBJECT = regex.compile(r"\s*(?:kể|từ|đến|$|[.;,])")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The expressions built from patterns/guards.jsonl."""

    opener: Any
    passive: Any
    past: Any
    noun: Any
    how: Any
    agent: Any
    enacts: Any
    case: Any


@cache
def _grammar(_home: object) -> _Grammar:
    say = alternation
    return _Grammar(
        opener=regex.compile(rf"(?:(?:{say('lead.opener')}|{_TIME}|{_SELF})\s*[,:]?\s*)*[-+]?\s*"),
        passive=regex.compile(rf"(?<!\w)(?:{say('history.passive')})\s*$"),
        past=regex.compile(rf"(?<!\w)(?:{say('history.past')})\s*$"),
        noun=regex.compile(rf"(?<!\w)(?:{say('purpose.noun')})\s+(?:(?:đã|được|bị)\s+)*$"),
        how=regex.compile(
            rf"\s*(?:(?:lại|tên)\s+)*(?:(?:{say('manner.new_wording')})(?!\w)|:|(?:tại|như)\s+phụ\s+lục[^.;]{{0,60}}này"
            r"|(?:cụm\s+từ|một\s+số\s+(?:nội\s+dung|điểm|khoản))[^.;]{0,80}:)"
        ),
        agent=regex.compile(
            rf"\s*(?:(?:một\s+số|các|những)\s+[\p{{L}}\s,]{{1,40}}?\s)?(?:{say('history.agent')})(?!\w)\s*"
            rf"(?P<own>(?:[\p{{L}}\s]{{0,40}}\s)?{_SELF})?"
        ),
        enacts=regex.compile(rf"(?:{say('lead.enact')})(?!\w)"),
        case=regex.compile(rf"(?:{say('condition.start')})(?!\w)"),
    )


def grammar() -> _Grammar:
    """The guards of the tables in use."""
    return _grammar(tables.home())


@dataclass(frozen=True, slots=True)
class Act:
    """A verb with its verdict."""

    verb: Verb
    objects: str  # "after", "before" or "" when refused
    verdict: str  # operative, history, duty, condition, title, …

    @property
    def accepted(self) -> bool:
        return bool(self.objects)


def judge(t: Text, s: Sentence, verbs: list[Verb], *, title: bool = False, hidden: tuple[Span, ...] = ()) -> list[Act]:
    """The verdict for every verb of a sentence, in order.

    Args:
        t: the document.
        s: the sentence.
        verbs: operative verbs inside it, quoted phrases left out.
        title: the sentence is the document's own title.
        hidden: titles of cited documents inside it (:mod:`lawreg.extraction.effects_titles`).
    """
    acts: list[Act] = []
    last: Act | None = None  # the last verb that acts
    refused_since = False
    for verb in verbs:
        act = _judge(t, s, verb, last, refused_since, title, hidden)
        acts.append(act)
        if act.accepted:
            last, refused_since = act, False
        elif act.verdict != "history":
            refused_since = True
    return acts


def _judge(
    t: Text, s: Sentence, verb: Verb, last: Act | None, refused: bool, title: bool, hidden: tuple[Span, ...]
) -> Act:
    low = t.low
    w = verb.wording
    lead_from = last.verb.end if last else s.body
    lead = low[lead_from : verb.start]
    passive = grammar().passive.search(lead) is not None
    if w.op == "keep_in_force":
        return _keep(t, s, verb, lead, last)
    if passive and w.form != "stative":
        if title or (last is not None and not _WITH_NUMBER.search(lead)):
            return Act(verb, "", "title")
        return _passive(low, s, verb, hidden)
    if grammar().past.search(lead):
        return Act(verb, "", "history")
    noun = grammar().noun.search(lead)
    if noun is not None and not (w.form == "stative" and _inside(lead_from + noun.start(), hidden)):
        return Act(verb, "", "duty")
    if last is None and w.op in ("replace", "repeal") and _own_type_alone(t, s, lead):
        return Act(verb, "after", "operative")
    if w.form == "stative" or (w.form == "either" and not _takes_object(low, verb, s)):
        return _stative(low, s, verb, hidden)
    return _active(low, s, verb, lead, lead_from, last, refused, title)


def _inside(at: int, hidden: tuple[Span, ...]) -> bool:
    return any(h.start <= at < h.end for h in hidden)


def _own_type_alone(t: Text, s: Sentence, lead: str) -> bool:
    """ "Thông tư thay thế Thông tư số …" in the article on entry into force: "này" was left out."""
    own = (t.doc.header.doc_type or "").lower()
    if not own or lead.strip() != own:
        return False
    headings = (t.doc.provisions[n].heading or "" for n in t.ancestors(s.node))
    return any("hiệu lực" in h.lower() or "thi hành" in h.lower() for h in headings)


def _passive(low: str, s: Sentence, verb: Verb, hidden: tuple[Span, ...]) -> Act:
    rest = low[verb.end : min(s.end + 1, verb.end + 160)]
    if _blocked(low, s.body, verb.start, hidden):
        return Act(verb, "", "condition")
    if grammar().how.match(rest):
        return Act(verb, "before", "operative")
    agent = grammar().agent.match(rest)
    if agent is not None:
        past = "đã" in low[max(s.body, verb.start - 10) : verb.start].split()
        if agent["own"] or (verb.wording.op == "replace" and not past and _BY_OWN_RULES.match(rest)):
            return Act(verb, "before", "operative")
        return Act(verb, "", "history")
    if verb.wording.op in ("repeal", "suspend", "expire", "replace") and _PASSIVE_ENDS.match(rest):
        return Act(verb, "before", "operative")
    if verb.wording.op == "extend" and _LONGER.match(rest):
        return Act(verb, "before", "operative")
    return Act(verb, "", "history")


def _stative(low: str, s: Sentence, verb: Verb, hidden: tuple[Span, ...]) -> Act:
    before = low[s.body : verb.start]
    if grammar().case.match(before.lstrip(' “"')) and not _TASK.match(before):
        return Act(verb, "", "condition")
    if guard("subject.paper").match(before.lstrip(' “"')):
        return Act(verb, "", "not_of_a_document")
    if verb.wording.op == "extend" and _TERM.search(before) is None:
        return Act(verb, "", "not_of_a_document")
    if search(_UNTIL_EVENT, low, s.body, verb.start, hidden):
        return Act(verb, "", "condition")
    if search(_EVENT, low, s.body, verb.start, hidden) and not _TAKES_PLACE.search(before[-200:]):
        return Act(verb, "", "condition")
    return Act(verb, "before", "operative")


def _keep(t: Text, s: Sentence, verb: Verb, lead: str, last: Act | None) -> Act:
    low = t.low
    if _NOT_KEPT.search(lead):
        return Act(verb, "", "duty")
    paper = guard("subject.paper").match(low[s.body : verb.start].lstrip(' “"'))
    if verb.wording.form == "stative":
        return Act(verb, "", "not_of_a_document") if paper else Act(verb, "before", "operative")
    rest = low[verb.end : min(s.end, verb.end + 90)]
    if _APPLIED.match(rest):
        return Act(verb, "after", "operative")
    if _HELD.match(rest):
        return Act(verb, "", "not_of_a_document") if paper else Act(verb, "before", "operative")
    return Act(verb, "", "duty")


def _active(
    low: str, s: Sentence, verb: Verb, lead: str, start: int, last: Act | None, refused: bool, title: bool
) -> Act:
    operative = Act(verb, "after", "operative")
    bare = lead.strip(' \n\t“"*_')
    if last is None:
        if grammar().opener.fullmatch(bare):
            return operative
        if verb.wording.op == "replace" and _ISSUES.match(bare) and _JOINED.search(lead):
            return operative  # "Ban hành kèm theo Quyết định này Quy chế …, thay thế Quy chế …"
        if _blocked(low, start, verb.start, ()):
            duty = guard("duty").search(low, _tail(low, start, verb.start), verb.start)
            return Act(verb, "", "duty" if duty else "condition")
        if _SELF_SUBJECT.search(lead):
            return operative
        if (_SELF_EFFECT.search(lead) or _BARE_SELF.match(bare)) and (_JOINED.search(lead) or _AFTER_DATE.search(lead)):
            return operative
        if verb.wording.op == "replace" and grammar().enacts.match(bare) and _JOINED.search(lead):
            return operative
        if bare.endswith((":", ";", "\n-")) and _OBJECT.match(low, verb.end, s.end + 1):
            return operative
        return Act(verb, "", "title")
    if refused and not _NEW_ITEM.search(lead) and not _SELF_SUBJECT.search(lead):
        return Act(verb, "", "title")
    joined = not lead.strip() or _JOINED.search(lead) or _SELF_SUBJECT.search(lead)
    if joined and _OBJECT.match(low, verb.end, s.end + 1):
        return operative
    return Act(verb, "", "title")


def _takes_object(low: str, verb: Verb, s: Sentence) -> bool:
    """Whether the verb stands in front of what it acts upon ("chấm dứt hiệu lực các Thông tư")."""
    if _NO_OBJECT.match(low[verb.end : min(s.end, verb.end + 20)]):
        return False
    return _OBJECT.match(low, verb.end, s.end) is not None


def _tail(low: str, start: int, end: int) -> int:
    """Behind the document's own name ("Quyết định này … và"): only what stands there can turn the verb into a duty."""
    at = start
    for m in _SELF_WORD.finditer(low, start, end):
        at = m.end()
    return at


def _blocked(low: str, start: int, end: int, hidden: tuple[Span, ...]) -> bool:
    """Duty, condition or purpose stands before the verb in the same sentence, outside the titles of cited documents."""
    at = _tail(low, start, end)
    if search(guard("duty"), low, at, end, hidden) or search(guard("condition"), low, at, end, hidden):
        return True
    return grammar().case.match(low[start:end].lstrip()) is not None
