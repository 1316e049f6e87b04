"""Reads the acting sentences of one document, with the context that headings above them carry down."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from datetime import date

import regex

from lawreg import numbers, references
from lawreg.extraction import effects_when as when
from lawreg.extraction.clauses import Verb, guard
from lawreg.extraction.effects_acts import Act, judge
from lawreg.extraction.effects_provisions import complete, parent
from lawreg.extraction.effects_sentences import Sentence, Text
from lawreg.extraction.effects_targets import Target, scan
from lawreg.model import Citation, Confidence, Effect, Op, Span, ZoneKind
from lawreg.references import ProvisionRef

CLASS = {"amend": "amend", "supplement": "amend", "replace": "end", "repeal": "end", "expire": "end"}
TITLE = "tiêu đề"  # the source provision of what only the title says
_QUOTE_MAX = 600
_LISTED = regex.compile(r"(?:sau\s+đây|dưới\s+đây|như\s+sau|gồm\s+có|bao\s+gồm|sau|gồm)\s*(?:đây\s*)?[:.]?\s*$")
_ANNEXED = regex.compile(
    r"(?:danh\s+mục|phụ\s+lục|bảng|phụ\s+biểu)(?:(?!\d{1,5}/)[^.;]){0,160}?(?:kèm\s+theo|đính\s+kèm|của|tại)(?:(?!\d{1,5}/)[^.;]){0,60}?này"
    r"|\((?:có\s+)?(?:danh\s+mục|phụ\s+lục)[^)]{0,60}(?:kèm\s+theo|đính\s+kèm)[^)]{0,60}\)|(?:có\s+)?danh\s+mục\s+(?:cụ\s+thể\s+)?(?:đính\s+kèm|kèm\s+theo)"
)
_PART = regex.compile(
    r"(?<!\w)(?:một\s+phần|một\s+số|nội\s+dung|danh\s+mục|danh\s+sách|phụ\s+lục|số\s+thứ\s+tự|stt|thứ\s+tự|mẫu|biểu|bảng|đoạn|gạch|điểm|khoản|mục|tiêu\s+đề|tên|căn\s+cứ|phần"
    r"|quy\s+định\s+(?:về|liên|đối|cụ|có)|các\s+quy\s+định\s+(?:về|liên|đối|có|sau)|cụm\s+từ|thời\s+gian|thời\s+hạn|hạng\s+mục|dự\s+án|công\s+trình|chức\s+danh|mức)(?!\w)"
)
_MAIN_TEXT = regex.compile(
    r"(?<!(?:các|những|số|dung)\s{1,3})(?:quy\s+định|quy\s+chế|điều\s+lệ|nội\s+quy|chương\s+trình|đề\s+án|kế\s+hoạch|phương\s+án|bản\s+quy\s+định|hướng\s+dẫn|quy\s+trình|quy\s+chuẩn|chiến\s+lược)"
    r"(?!\s+tại)[^;]{0,400}(?:kèm\s+theo)\s*$"
)
_QUANTITY = regex.compile(
    r"[\s:]*(?:(?:các|những|một\s+số|toàn\s+bộ|\d{1,3}|\(\d{1,3}\)|[\p{L}]+\s*\(\d{1,3}\)|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s*)*"
)
_DOCUMENTS = regex.compile(r"(?<!\w)(?:văn\s+bản|nghị\s+quyết|quyết\s+định|chỉ\s+thị|thông\s+tư|nghị\s+định)(?!\w)(?!\s+này)")
_OWN_START = regex.compile(r"[^;,]*?này\s+có\s+hiệu\s+lực(?:(?!(?<!\w)thì(?!\w)|số\s*\d)[^,;])*[,;]\s*(?:và\s+)?")
_EVENT_LEAD = regex.compile(r"(?<!\w)(?:từ|đến|trước|sau|khi|vào)\s+(?:ngày|khi|thời\s+điểm)\s+(?:các\s+)?$|(?<!\w)(?:khi|nếu)\s+(?:các\s+)?$")
_KEPT_SUBJECT = regex.compile(
    r"\s*(?:(?:riêng|các|những|điều\s+khoản\s+(?:chuyển\s+tiếp|thi\s+hành)|hiệu\s+lực(?:\s+thi\s+hành)?|toàn\s+bộ|một\s+số|mức|chế\s+độ|chính\s+sách|nội\s+dung|quy\s+định|công\s+bố|khác|còn\s+lại|của|tại|trong|về|được|không|bị|sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|nêu|ban\s+hành\s+kèm\s+theo|kèm\s+theo|quy\s+chế"
    r"|danh\s+mục|phụ\s+lục|và|,|trừ|thời\s+hạn|đến\s+hết[^,;]{0,60},)\s*)*$"
)
_AS_FOLLOWS = regex.compile(r"(?<!\w)(?:như\s+sau|sau\s+đây|thành)\s*:|:\s*(?=\n|“|\")")
_COLON = regex.compile(r"(?:sau\s+đây|sau|gồm|thi\s+hành|hiệu\s+lực)\s*:")
_PROCEDURE_PART = regex.compile(r"nội\s+dung\s+công\s+bố|danh\s+mục[^;]{0,300}(?:ban\s+hành\s+)?kèm\s+theo|phụ\s+lục[^;]{0,200}kèm\s+theo")
_INTO = regex.compile(r"(?<!\w)vào(?!\w)\s*(?P<side>liền\s+sau|liền\s+trước|ngay\s+sau|ngay\s+trước|sau|trước|cuối|đầu)?")
_BY = regex.compile(r"(?<!\w)(?:bằng|thành|bởi)(?!\w)")
_WHOLE_AFTER_ALL = regex.compile(r"toàn\s+bộ\s+(?:các\s+)?$|toàn\s+văn\s+$")
_ACCORDING = regex.compile(
    r"(?<!(?:kèm|hành|định|duyệt|bố|qua|lập|thực hiện) )(?<!\w)theo (?!quyết định|nghị|thông tư|luật|chỉ thị)|(?<!\w)(?:trường hợp|tinh thần|căn cứ vào)(?!\w)"
)
_AMENDED = regex.compile(r"(?i:(?:bộ )?luật|pháp lệnh) sửa đổi.*? của ((?i:bộ luật|luật|pháp lệnh) .+)", regex.DOTALL)
_CASES = regex.compile(r"(?:đối\s+với|trường\s+hợp|riêng|những|các|hồ\s+sơ|dự\s+án|tổ\s+chức|cá\s+nhân|người)(?!\w)")


@dataclass(slots=True)
class Context:
    """What a heading gives to the items below it."""

    targets: tuple[Citation, ...] = ()
    paths: tuple[str, ...] = ()
    open: Verb | None = None  # items below are objects of this verb
    words: tuple[str, ...] = ()
    date: date | None = None
    act: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An effect before the last round: ``deferred`` ones stand only where nothing nearer says the same."""

    effect: Effect
    key: str
    deferred: bool
    scope: Span


@dataclass(frozen=True, slots=True)
class Trace:
    """One verb with its verdict, for explain-rules."""

    rule: str
    start: int
    end: int
    clause: Span
    verdict: str
    accepted: bool


@dataclass(slots=True)
class Reader:
    """Collects effects sentence by sentence."""

    t: Text
    citations: tuple[Citation, ...]
    verbs: list[Verb]
    own: str
    title_targets: tuple[Citation, ...] = ()
    contexts: dict[int, Context] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    annexed: list[tuple[Verb, Sentence]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _verb_starts: list[int] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [c.start for c in self.citations]
        self._verb_starts = [v.start for v in self.verbs]
        for c in self.citations:
            if c.number and c.name:
                self._names.setdefault(_fold_name(c.name), c.number)
                # "Quốc hội ban hành Luật sửa đổi, bổ sung … của Luật X số N": N is the number of Luật X
                amended = _AMENDED.match(c.name)
                if amended and not c.basis and self._enacts(c):
                    self._names[_fold_name(amended[1])] = c.number

    def _enacts(self, c: Citation) -> bool:
        """The mention is what this document itself is: "Quốc hội ban hành Luật sửa đổi …"."""
        return self.t.low[max(0, c.start - 12) : c.start].split()[-2:] == ["ban", "hành"]

    # ------------------------------------------------------------------------------------------ where to look

    def between(self, start: int, end: int) -> list[Citation]:
        i = bisect_left(self._starts, start)
        out = []
        while i < len(self.citations) and self.citations[i].start < end:
            c = self.citations[i]
            out.append(c if c.end <= end else replace(c, end=end))
            i += 1
        return out

    def verbs_in(self, start: int, end: int) -> list[Verb]:
        i = bisect_left(self._verb_starts, start)
        j = bisect_left(self._verb_starts, end)
        return self.verbs[i:j]

    def inherited(self, node: int | None) -> tuple[Context | None, list[str], tuple[Citation, ...]]:
        """(context whose list this node is an item of, paths of the headings above, documents they name)."""
        opened: Context | None = None
        paths: list[str] = []
        targets: tuple[Citation, ...] = ()
        first = True
        for n in self.t.ancestors(node):
            ctx = self.contexts.get(n)
            if ctx is None:
                continue
            if first and ctx.act:
                opened = ctx if ctx.open is not None else None
                first = False
            if ctx.paths and not targets:
                paths += [p for p in ctx.paths if len(ctx.paths) == 1 or len({_article(q) for q in ctx.paths}) == 1]
            if ctx.targets and not targets:
                targets = ctx.targets
        return opened, paths, targets

    # ------------------------------------------------------------------------------------------------- reading

    def read(self) -> None:
        """All acting segments in order."""
        for start, end, node in self.t.segments():
            if self._is_annex(start):
                continue
            verbs = self.verbs_in(start, end)
            opened = self.inherited(node)[0] if self.contexts else None
            if not verbs and opened is None:
                continue
            for s in self.t.sentences(start, end, node):
                self.sentence(s)

    def _is_annex(self, at: int) -> bool:
        return any(z.kind is ZoneKind.ANNEX and z.start <= at < z.end for z in self.t.zones)

    def sentence(self, s: Sentence, *, title: bool = False) -> None:
        masked = s.quotes
        verbs = [v for v in self.verbs_in(s.body, s.end) if not any(q.start <= v.start < q.end for q in masked)]
        cited = [c for c in self.between(s.body, s.end) if not any(q.start <= c.start < q.end for q in masked)]
        verbs = [v for v in verbs if v.wording.form == "stative" or not any(c.start <= v.start < c.end for c in cited)]
        cited = [_clip(c, verbs) for c in cited]
        acts = judge(self.t, s, verbs, title=title)
        for a in acts:
            self.traces.append(Trace(a.verb.wording.id, a.verb.start, a.verb.end, Span(s.start, s.end), a.verdict, a.accepted))
        accepted = [a for a in acts if a.accepted]
        if not accepted:
            self._item(s, cited)
            return
        merged = _merge_compound(self.t.low, accepted)
        refs = [r for r in self._refs(s.body, s.end) if not any(q.start <= r.start < q.end for q in masked)]
        for i, act in enumerate(merged):
            previous = merged[i - 1] if i else None
            following = merged[i + 1] if i + 1 < len(merged) else None
            self._act(s, act, previous, following, cited, refs, title)

    def _refs(self, start: int, end: int) -> list[ProvisionRef]:
        piece = self.t.text[start:end]
        return [
            ProvisionRef(r.start + start, r.end + start, r.paths, r.own) for r in references.find(piece)
        ]

    def _item(self, s: Sentence, cited: list[Citation]) -> None:
        """An entry of a list whose verb stands in the heading above."""
        opened, paths, targets = self.inherited(s.node)
        if opened is None or opened.open is None or s.heading:
            return
        if not cited and not targets:
            return
        refs = [r for r in self._refs(s.body, s.end) if not any(q.start <= r.start < q.end for q in s.quotes)]
        if not cited and not refs:
            return
        if CLASS.get(opened.open.wording.op) == "amend" and not refs:
            return
        self._objects(s, opened.open, s.body, s.end, cited, refs, paths, targets, opened, deferred=False)

    def _act(
        self,
        s: Sentence,
        act: Act,
        previous: Act | None,
        following: Act | None,
        cited: list[Citation],
        refs: list[ProvisionRef],
        title: bool,
    ) -> None:
        low, verb = self.t.low, act.verb
        if act.objects == "after":
            start = verb.start + _noun_offset(low, verb) if verb.wording.keep_object or verb.wording.op == "repeal" else verb.end
            start = max(start, verb.end) if not verb.wording.id.endswith(".bo") else start
            end = following.verb.start if following and following.objects == "after" else s.end
            if following and following.objects == "before":
                end = _clause_start(low, verb.end, following.verb.start)
        else:
            start = s.body
            if previous is not None:
                start = max(previous.verb.end, _clause_start(low, previous.verb.end, verb.start))
            end = verb.start
        _, paths, targets = self.inherited(s.node)
        ctx = Context(act=True, date=None)
        emitted = self._objects(
            s, verb, start, end, cited, refs, paths, targets, None, deferred=s.heading or title, ctx=ctx, act=act, title=title
        )
        node = s.node
        if node is not None and not title:
            rest = low[verb.end : s.end]
            generic = not emitted or (not ctx.paths and not ctx.targets) or (s.opens and _LISTED.search(rest) and not ctx.paths)
            listed = s.opens and (low[s.end - 1] == ":" or s.heading or _LISTED.search(rest) is not None or generic)
            amends = CLASS.get(verb.wording.op) == "amend" and not verb.wording.words
            w_strict = verb.wording.strict
            if listed and generic and not w_strict and not (amends and ctx.targets) or (verb.wording.words and low[s.end - 1] == ":" and s.opens):
                ctx.open = verb
            if not emitted and not cited and _ANNEXED.search(low, s.body, s.end) and _DOCUMENTS.search(low, start, s.end):
                if not guard("blanket").search(low[s.body : s.end]) and not guard("subject.procedure").search(low, s.body, s.end):
                    self.annexed.append((verb, s))
            old = self.contexts.get(node)
            if old is not None and s.heading is False and old.targets and not ctx.targets:
                ctx.targets = old.targets
                ctx.paths = ctx.paths or old.paths
            if old is not None and old.open is not None and ctx.open is None and not s.opens:
                pass
            self.contexts[node] = ctx
        elif title:
            self.title_targets = (*self.title_targets, *ctx.targets)

    # ------------------------------------------------------------------------------------------------- objects

    def _objects(
        self,
        s: Sentence,
        verb: Verb,
        start: int,
        end: int,
        cited: list[Citation],
        refs: list[ProvisionRef],
        paths: list[str],
        targets: tuple[Citation, ...],
        opened: Context | None,
        *,
        deferred: bool,
        ctx: Context | None = None,
        act: Act | None = None,
        title: bool = False,
    ) -> bool:
        low, w = self.t.low, verb.wording
        spans = [Span(c.start, c.end) for c in cited]
        before = act is not None and act.objects == "before"
        exception = when.exception_in(low, s.body, s.end, spans)
        if exception is not None and exception.start <= start and before and w.op != "keep_in_force" and exception.end > verb.start:
            if regex.match(r"\s*$", low[s.body : exception.start]) is None:
                exception_cut = exception.start
                end = min(end, exception_cut) if exception_cut > start else end
        if exception is not None and w.op == "keep_in_force" and exception.start < verb.start and before:
            start = max(start, exception.start)
        elif exception is not None and start < exception.start < end:
            end = exception.start
        if before and (own := _OWN_START.match(low, start, end)) is not None:
            start = own.end()
        if act is not None and not before and CLASS.get(w.op) == "amend" and not w.words:
            wording = _outside(_AS_FOLLOWS, low, verb.end, end, s.quotes)
            if wording is not None:  # what follows is new wording, even unquoted
                end = wording.start()
        inside = [c for c in cited if start <= c.start and c.end <= end + 2]
        here = [r for r in refs if start <= r.start and r.end <= end + 2]
        into: regex.Match[str] | None = None
        if w.op in ("supplement", "amend") and not before:
            into = _outside(_INTO, low, start, end, s.quotes)
        words = tuple(self.t.text[q.start + 1 : q.end - 1] for q in s.quotes if start - 40 <= q.start < end) if (
            w.words or _outside(regex.compile(r"cụm\s+từ"), low, start, end, s.quotes)
        ) else ()
        anchors: list[ProvisionRef] = []
        if into is not None:
            anchors = [r for r in here if r.start >= into.end()]
            if not w.words and (any(r.start < into.end() for r in here) or not any(c.start > into.end() for c in inside)):
                here = [r for r in here if r.start < into.end()]
        if not w.words and not before and w.op in ("replace", "amend", "repeal") and here:
            by = _outside(_BY, low, here[0].end, end, s.quotes)
            if by is not None and (w.op == "replace" or regex.match(r"\s*(?:phụ|mẫu|biểu|danh)", low[by.end() : by.end() + 12])):
                here = [r for r in here if r.start < by.start()]
                inside = [c for c in inside if c.start < by.start()]
        found = scan(low, start, end, inside, here, item=opened is not None)
        found = [f for f in found if f.citation is None or not self._is_own(f.citation)]
        if before and not any(f.citation for f in found):  # "Các văn bản sau đây hết hiệu lực: - Quyết định số …; - …"
            colon = _outside(_COLON, low, verb.end, s.end, s.quotes)
            listed = [c for c in cited if colon is not None and c.start >= colon.end()]
            if colon is not None and listed:
                start, end = colon.end(), s.end
                later = [r for r in refs if r.start >= start]
                found = [f for f in scan(low, start, end, listed, later) if f.citation and not self._is_own(f.citation)]
        if w.op == "keep_in_force":
            found = self._kept(found, s, verb, before)
        region = low[start:end]
        lead = low[start : found[0].start] if found else region
        if opened is not None and len(lead.strip()) > 120 and not found[:1]:
            return False
        if _is_procedure(lead, before) and not words:
            return False
        if guard("blanket").search(lead) or (
            before and found and (_EVENT_LEAD.search(lead) or (CLASS.get(w.op) == "end" and _ACCORDING.search(" ".join(lead.split()) + " ")))
        ):
            return False
        if w.strict and found and not _direct(lead):
            return False
        if act is not None and not before and found and not w.words and not _plausible(lead, w.op):
            return False
        default = targets or (self.title_targets if self._takes_title(s, w.op) else ())
        emitted = False
        containers = [p for r in anchors for p in r.paths] + paths
        own_end = exception.end if exception else s.end
        clause_end = _clause_end(low, verb.end, s.end) if before else s.end
        span = self._quote(s, start, end, verb, opened)
        starts, dated = when.start_of(self.t.text, low, verb.end if opened is None else s.body, clause_end if opened is None else s.end, spans)
        if starts is None and opened is None:
            lead_date, where = when.start_of(self.t.text, low, s.body, verb.start, spans)
            if lead_date is not None and where is not None and before and not low[s.body : where.start].strip(" ,"):
                starts = lead_date
        if starts is None and opened is not None:
            starts = opened.date
        until = when.end_of(self.t.text, low, verb.end, min(own_end, clause_end), spans) if opened is None else None
        if ctx is not None:
            ctx.date = starts
        if not found and w.words and (default or inside):
            found = [Target(None, (), "", start, end)]
        if not found and (w.op in ("supplement", "amend")) and anchors and not before:
            found = [Target(None, (), "", start, end)]
            containers = [parent(p) for r in anchors for p in r.paths] + paths
        last: Citation | None = None
        for n, f in enumerate(found):
            cites = (f.citation,) if f.citation is not None else ()
            if not cites:
                if last is not None:
                    cites = (last,)
                elif any(g.citation for g in found[n + 1 :]) and w.words:
                    cites = tuple(g.citation for g in found[n + 1 :] if g.citation)[:1]
                else:
                    cites = default[:1]
            raw = [p for r in f.refs for p in r.paths]
            done = complete(raw, containers)
            if act is not None and not before and raw and all(_partial(p) for p in done):
                # "Bãi bỏ khoản 3; sửa đổi khoản 4 Điều 9 Quyết định số …": article and document follow once for all
                done = complete(done, [p for r in refs if r.start >= end for p in r.paths if not _partial(p)][:1])
                cites = cites or tuple(c for c in cited if c.start >= end)[:1]
            if not cites:
                continue
            if not raw and f.citation is None:
                done = complete([c for c in containers[:1]], paths) if (w.words or anchors) and containers else []
            if words and not raw and f.citation is not None and not done:
                done = [p for p in paths[:1]]
            last = cites[0]
            if ctx is not None:
                ctx.targets = (*ctx.targets, *cites)
                ctx.paths = (*ctx.paths, *done)
            emitted |= self._emit(
                s, verb, act, cites[0], f, done, words or (opened.words if opened else ()), exception, starts, until, span,
                deferred=deferred or (s.opens and act is not None) or (CLASS.get(w.op) == "amend" and not done and not words),
                ambiguous=f.citation is None and len(default) > 1, title=title,
            )
        if ctx is not None and words:
            ctx.words = words
        if not found and before and w.op == "expire" and any(r.own for r in here):
            emitted |= self._own_part(s, verb, [p for r in here if r.own for p in r.paths], starts, until, span)
        return emitted

    def _kept(self, found: list[Target], s: Sentence, verb: Verb, before: bool) -> list[Target]:
        """Kept alive are documents that the clause names as its subject, or as what goes on being applied."""
        if not before or not found:
            return found
        lead = self.t.low[s.body : found[0].start]
        exception = when.exception_in(self.t.low, s.body, verb.start)
        if exception is not None:
            return found
        return found if _KEPT_SUBJECT.fullmatch(lead) else []

    def _takes_title(self, s: Sentence, op: str) -> bool:
        """Only an amending act's own articles speak of the document in its title; not a regulation attached to it."""
        if not self.title_targets or op in ("keep_in_force", "expire"):
            return False
        return all(z.kind is not ZoneKind.ATTACHED or not z.start <= s.start < z.end for z in self.t.zones)

    def _is_own(self, c: Citation) -> bool:
        return bool(self.own and c.number and numbers.fold(c.number) == self.own)

    def _quote(self, s: Sentence, start: int, end: int, verb: Verb, opened: Context | None) -> Span:
        if s.end - s.start <= _QUOTE_MAX:
            return Span(s.start, s.end)
        a = s.start if min(start, verb.start) - s.start < 250 or opened is not None else min(start, verb.start)
        while a < s.end and not self.t.text[a].strip(" \n\t,;"):
            a += 1
        return Span(a, min(s.end, a + _QUOTE_MAX))

    def _own_part(self, s: Sentence, verb: Verb, paths: list[str], starts: date | None, until: date | None, span: Span) -> bool:
        if starts is None or not paths:
            return False
        effect = Effect(
            op=Op.EXPIRE, target_number=None, target_name=None, target_date=None, target_type=None, target_issuer=None,
            whole=False, provisions=tuple(paths), words=(), exceptions=(), date=starts, until=until,
            source_provision=self.t.path(s.node), quote=self.t.text[span.start : span.end], start=span.start, end=span.end,
            rule=verb.wording.id,
        )  # fmt: skip
        self.found.append(Found(effect, "", False, span))
        return True

    def _emit(
        self,
        s: Sentence,
        verb: Verb,
        act: Act | None,
        c: Citation,
        f: Target,
        paths: list[str],
        words: tuple[str, ...],
        exception: when.Exception_ | None,
        starts: date | None,
        until: date | None,
        span: Span,
        *,
        deferred: bool,
        ambiguous: bool,
        title: bool = False,
    ) -> bool:
        low, w = self.t.low, verb.wording
        lead = f.lead or ""
        op = w.op
        part = bool(paths or words) or (
            f.citation is not None and _PART.search(lead) is not None and not _MAIN_TEXT.search(lead)
            and not _WHOLE_AFTER_ALL.search(lead)
        )
        part = part or (regex.search(r"quy\s+định\s+(?:của|tại|trong)\s*$", lead) is not None and regex.match(r"\s*(?:về|liên\s+quan)", low[c.end : c.end + 12]) is not None)
        if op == "replace" and part and (_BY.search(low, f.start, s.end) or any(p.startswith(("Phụ lục", "Mẫu", "Danh")) for p in paths)):
            op = "amend"
        if CLASS.get(op) == "amend" or op == "correct":
            whole = False
        else:
            whole = not part
        if part and not paths and not words and "danh mục" in " ".join(lead.split()):
            paths = ["Danh mục"]
        reasons: list[str] = []
        exceptions: tuple[str, ...] = ()
        if exception is not None and op != "keep_in_force" and (exception.end > f.start or exception.end > verb.start):
            exceptions = (self.t.text[exception.start : exception.end].strip(" ,;"),)
            if exception.kind == "provision":
                whole = False
            elif exception.kind == "subject":
                reasons.append("exception_by_subject")
            if exception.start < verb.start and act is not None and act.objects == "before":
                reasons.append("exception_before_verb")
        if w.review:
            reasons.append(w.review)
        if ambiguous:
            reasons.append("several_targets")
        if any(_partial(p) for p in paths):
            reasons.append("provision_incomplete")
        if op in ("repeal", "replace", "expire") and _ends_an_ending(low, c, f, s):
            reasons.append("repeal_of_repeal")
        if op == "keep_in_force" and (_CASES.match(low, s.body) or (act is not None and act.objects == "after")):
            reasons.append("kept_for_cases")
        if starts is None and when.hangs_on_event(low, verb.end, s.end) and op not in ("amend", "supplement"):
            reasons.append("starts_on_event")
        number, name = self._target(c)
        effective = self.t.doc.header.effective.date
        effect = Effect(
            op=Op(op),
            target_number=number,
            target_name=name,
            target_date=c.date or self._date_of(c),
            target_type=c.doc_type,
            target_issuer=c.issuer,
            whole=whole,
            provisions=tuple(dict.fromkeys(paths)),
            words=words if not whole else (),
            exceptions=exceptions,
            date=None if starts is not None and starts == effective else starts,
            until=until,
            source_provision=TITLE if title else self.t.path(s.node),
            quote=self.t.text[span.start : span.end],
            start=span.start,
            end=span.end,
            rule=w.id,
            confidence=Confidence.NEEDS_REVIEW if reasons else Confidence.ACCEPTED,
            reasons=tuple(dict.fromkeys(reasons)),
        )
        scope = Span(s.start, s.end)
        if s.node is not None:
            p = self.t.doc.provisions[s.node]
            scope = Span(p.start, p.end)
        self.found.append(Found(effect, (number and numbers.fold(number)) or _fold_name(name or ""), deferred, scope))
        return True

    def _target(self, c: Citation) -> tuple[str | None, str | None]:
        """A law cited by name only has the number printed beside its name elsewhere in the document."""
        if c.number or not c.name:
            return c.number, c.name
        number = self._names.get(_fold_name(c.name))
        if number and c.date and c.date[:4] not in number:  # "Bộ luật Hình sự năm 1999" is not 100/2015/QH13
            number = None
        return number, c.name

    def _date_of(self, c: Citation) -> str | None:
        if not c.number:
            return None
        key = numbers.fold(c.number)
        return next((o.date for o in self.citations if o.date and o.number and numbers.fold(o.number) == key), None)


# ------------------------------------------------------------------------------------------------------------ helpers


def _clip(c: Citation, verbs: list[Verb]) -> Citation:
    """A mention ends at the verb said of it, even where the issuer behind it was read too far."""
    at = next((v.start for v in verbs if c.start < v.start < c.end), None)
    return c if at is None else replace(c, end=at)


def _merge_compound(low: str, acts: list[Act]) -> list[Act]:
    """ "Sửa đổi, bổ sung, bãi bỏ một số điều của …" is one act: the first verb stands for all."""
    out: list[Act] = []
    last_end = -1
    for a in acts:
        if out and a.objects == "after" and out[-1].objects == "after" and not low[last_end : a.verb.start].strip(" ,;\n").replace("và", "").strip():
            last_end = a.verb.end
            if CLASS.get(a.verb.wording.op) == "amend" and CLASS.get(out[-1].verb.wording.op) == "end":
                out[-1] = a
            else:
                kept = out[-1]
                out[-1] = Act(Verb(kept.verb.start, a.verb.end, kept.verb.wording), kept.objects, kept.verdict)
            continue
        out.append(a)
        last_end = a.verb.end
    return out


def _outside(pattern: regex.Pattern[str], low: str, start: int, end: int, quotes: tuple[Span, ...]) -> regex.Match[str] | None:
    for m in pattern.finditer(low, start, end):
        if not any(q.start <= m.start() < q.end for q in quotes):
            return m
    return None


def _noun_offset(low: str, verb: Verb) -> int:
    """Where the provision begins in a wording such as "bỏ khoản" that has swallowed its unit word."""
    m = regex.search(r"(?:điểm|khoản|điều|mục|chương|phụ\s+lục|tên\s+điều)$", low[verb.start : verb.end])
    return m.start() if m else verb.end - verb.start


def _clause_start(low: str, start: int, end: int) -> int:
    """Behind the last semicolon or "riêng" in low[start:end]."""
    best = start
    for m in regex.finditer(r";|[.]\s|(?<!\w)riêng(?!\w)", low[start:end]):
        best = start + m.end()
    return best


def _clause_end(low: str, start: int, end: int) -> int:
    """Before the next semicolon: there another document begins its own clause."""
    at = low.find(";", start, end)
    return end if at < 0 else at


def _heads(low: str, s: Sentence) -> bool:
    return s.heading or low[s.end - 1] == ":" or s.opens


def _article(path: str) -> str:
    m = regex.search(r"Điều \S+", path)
    return m[0] if m else path


def _partial(path: str) -> bool:
    return path.startswith(("khoản", "điểm"))


def _is_procedure(lead: str, before: bool) -> bool:
    """The object is administrative procedures, not a document (GUIDE, convention 4)."""
    quantity = _QUANTITY.match(lead)
    if guard("subject.procedure").match(lead, quantity.end() if quantity else 0):
        return _PROCEDURE_PART.search(lead) is None or not before and "nội dung công bố" not in " ".join(lead.split())
    return False


def _direct(lead: str) -> bool:
    return len(lead.strip()) < 40 or regex.match(r"\s*(?:nội\s+dung|tên|điểm|khoản|điều|mục|danh\s+mục|phụ\s+lục|một\s+số)", lead) is not None


def _plausible(lead: str, op: str) -> bool:
    """Between an amending verb and the document only words of the kind "một số điều của" may stand."""
    text = " ".join(lead.split())
    if regex.search(r"(?<!\w)(?:(?<!kèm )theo|căn cứ|phù hợp với|để thực hiện|để thi hành|thực hiện|hướng dẫn|từ nguồn|đã giao tại|được giao tại)\s*(?:(?:các\s+)?quy định (?:tại|của)\s*)?(?:các\s+)?$", text):
        return False
    if op == "extend":
        return len(text) < 40 or regex.search(r"(?<!\w)(?:quy định|chính sách|cơ chế|chế độ|nghị quyết|kèm theo)(?!\w)", text) is not None
    if _ACCORDING.search(text) is not None:
        return False
    if op not in ("amend", "supplement"):
        return True
    if len(text) < 60:
        return True
    return _PART.search(text) is not None or "kèm theo" in text or "một số" in text


def _ends_an_ending(low: str, c: Citation, f: Target, s: Sentence) -> bool:
    """The document ended is itself one that repealed, suspended or corrected others (domain rows 36, 56, 57)."""
    tail = low[c.end : min(s.end, c.end + 220)]
    stop = regex.search(r"[;\n]|(?<!\w)và\s+(?:nghị|quyết|thông|chỉ|luật)", tail)
    tail = tail[: stop.start()] if stop else tail
    return regex.search(r"(?<!\w)(?:(?:về|quy\s+định)\s+(?:việc\s+)?)?(?:bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ|(?:tạm\s+)?ngưng\s+hiệu\s+lực|đình\s+chỉ|đính\s+chính)", tail) is not None


def _fold_name(name: str) -> str:
    return " ".join(regex.findall(r"\w+", name.lower()))
