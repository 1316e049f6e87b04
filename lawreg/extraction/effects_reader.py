"""Reads the acting sentences of one document, with the context that headings above them carry down."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from lawreg import references
from lawreg.extraction import effects_phrases as say
from lawreg.extraction.clauses import Verb, guard
from lawreg.extraction.effects_acts import Act, judge
from lawreg.extraction.effects_objects import Objects, read_objects
from lawreg.extraction.effects_provisions import beside, complete, is_partial, units, with_clause
from lawreg.extraction.effects_reach import (
    as_corrected,
    end_before,
    in_part,
    listed_in_part,
    of_annex,
    of_one_type,
    said_last,
    shared,
)
from lawreg.extraction.effects_record import record, record_own_part
from lawreg.extraction.effects_sentences import Sentence, Text
from lawreg.extraction.effects_state import CLASS, Annexed, Clause, Context, Found, Mentions, Trace
from lawreg.extraction.effects_targets import Target
from lawreg.extraction.effects_titles import titles
from lawreg.model import Citation, Finding, Severity, Span
from lawreg.references import ProvisionRef

_MOST_VERBS = 60  # a sentence with more is no sentence of law; it keeps hostile input linear


class Reader:
    """Collects effects sentence by sentence."""

    def __init__(self, t: Text, citations: tuple[Citation, ...], verbs: list[Verb], *, headless: bool = False) -> None:
        self.t = t
        self._headless = headless  # instructions that name no document are looked at, to be counted
        self.mentions = Mentions(t, citations)
        self.found: list[Found] = []
        self.traces: list[Trace] = []
        self.remarks: list[Finding] = []
        self.annexed: list[Annexed] = []
        self._verbs = verbs
        self._verb_starts = [v.start for v in verbs]
        self._title_targets: tuple[Citation, ...] = ()
        self._title_amends = False  # the title says that the act amends, its documents were not read
        self.hit: dict[str, Citation] = {}  # the documents hit so far
        self.bare = 0  # amending instructions that name provisions and no document
        self._contexts: dict[int, Context] = {}

    def assume(self, targets: tuple[Citation, ...]) -> None:
        """Take ``targets`` for the documents of a title that amends: the file has none (effects_headless)."""
        self._title_targets, self._title_amends = targets, True

    # ------------------------------------------------------------------------------------------ where to look

    def read(self) -> None:
        """All acting segments in order."""
        for start, end in self.t.segments():
            verbs = self._verbs_in(start, end)
            if not verbs and not self._contexts:
                continue
            node = self.t.node_at(start)
            opened, _, targets = self._inherited(node)
            if opened is None and not verbs:
                continue
            if not targets and opened is None and not self._title_targets and not self._worth(start, end, verbs):
                continue
            for s in self.t.sentences(start, end, node):
                self.sentence(s)

    def _worth(self, start: int, end: int, verbs: list[Verb]) -> bool:
        """A segment that names no document can only end something by a list, in an annex, or of its own."""
        return self._headless or self.mentions.any_in(start, end) or any(
            v.wording.words or (CLASS.get(v.wording.op) != "amend" and v.wording.op != "keep_in_force") for v in verbs
        )

    def _verbs_in(self, start: int, end: int) -> list[Verb]:
        return self._verbs[bisect_left(self._verb_starts, start) : bisect_left(self._verb_starts, end)]

    def _inherited(self, node: int | None) -> tuple[Context | None, list[str], tuple[Citation, ...]]:
        """(context whose list this node is an item of, paths of the headings above, documents they name)."""
        opened: Context | None = None
        paths: list[str] = []
        first = True
        for n in self.t.ancestors(node):
            ctx = self._contexts.get(n)
            if ctx is None:
                continue
            if first and ctx.open is not None:
                opened = ctx
            first = False
            if ctx.paths and len({_article(p) for p in ctx.paths}) == 1:
                paths += ctx.paths
            if ctx.targets:
                return opened, paths, ctx.targets
        return opened, paths, ()

    # ------------------------------------------------------------------------------------------------- reading

    def sentence(self, s: Sentence, *, title: bool = False) -> None:
        """One sentence; with ``title`` the document's own title, whose documents serve as the default."""
        quotes = s.quotes

        def plain(at: int) -> bool:
            return not any(q.start <= at < q.end for q in quotes)

        verbs = [v for v in self._verbs_in(s.body, s.end)[:_MOST_VERBS] if plain(v.start)]
        cited = [c for c in self.mentions.between(s.body, s.end) if plain(c.start)]
        verbs = [v for v in verbs if v.wording.form == "stative" or not any(c.start <= v.start < c.end for c in cited)]
        cited = [_clip(c, verbs) for c in cited]
        hidden = titles(self.t.low, s.body, s.end, cited) if verbs else ()
        acts = judge(self.t, s, verbs, title=title, hidden=hidden)
        clause = Span(s.start, s.end)
        self.traces += [Trace(a.verb.wording.id, a.verb.start, a.verb.end, clause, a.verdict, a.accepted) for a in acts]
        accepted = _merge_compound(self.t.low, [a for a in acts if a.accepted])
        if not accepted:
            self._item(s, cited)
            return
        refs = [r for r in self._refs(s.body, s.end) if plain(r.start)]
        for i, act in enumerate(accepted):
            before = accepted[i - 1] if i else None
            after = accepted[i + 1] if i + 1 < len(accepted) else None
            self._act(self._clause(s, act, before, after, title), cited, refs)

    def _refs(self, start: int, end: int) -> list[ProvisionRef]:
        piece = self.t.text[start:end]
        return [ProvisionRef(r.start + start, r.end + start, r.paths, r.own) for r in references.find(piece)]

    def _clause(self, s: Sentence, act: Act, previous: Act | None, following: Act | None, title: bool) -> Clause:
        """The stretch in which the objects of ``act`` stand, between the acts around it."""
        low, verb = self.t.low, act.verb
        if act.objects == "after":
            end = s.end
            if following is not None:
                end = following.verb.start
                if following.objects == "before":
                    end = end_before(low, verb, following, s)
            return Clause(s, verb, False, False, say.object_start(low, verb), end, title)
        start = s.body
        if previous is not None:
            start = say.clause_start(low, previous.verb.end, verb.start)
        return Clause(s, verb, True, False, start, verb.start, title)

    def _item(self, s: Sentence, cited: list[Citation]) -> None:
        """An entry of a list whose verb stands in the heading above."""
        opened, paths, targets = self._inherited(s.node)
        if opened is None or opened.open is None or s.heading or not (cited or targets):
            return
        if s.node is not None and self._names_subject(s, cited):
            self._contexts[s.node] = Context(targets=tuple(cited), subject=True)
            return
        refs = [r for r in self._refs(s.body, s.end) if not any(q.start <= r.start < q.end for q in s.quotes)]
        if not refs and (not cited or CLASS.get(opened.open.wording.op) == "amend"):
            return
        clause = Clause(s, opened.open, False, True, s.body, s.end)
        objects = read_objects(self.t, self.mentions, clause, cited, refs, has_default=bool(targets))
        if objects is not None:
            starts, until = objects.starts or opened.date, objects.until or opened.until
            objects = replace(objects, starts=starts, until=until)
            if opened.part:
                objects = replace(objects, targets=tuple(map(in_part, objects.targets)))
            ctx = None
            if s.node is not None and self._heads_list(s):
                words = objects.words or opened.words
                ctx = Context(open=opened.open, words=words, date=starts, until=until, part=opened.part)
                self._contexts[s.node] = ctx
            self._settle(clause, objects, cited, refs, paths, targets, opened.words, ctx)

    def _names_subject(self, s: Sentence, cited: list[Citation]) -> bool:
        """ "1. Đối với Thông tư số …:" with verbs of its own below."""
        if len(cited) != 1 or s.node not in self.t.has_children or self.t.low[s.end - 1] != ":":
            return False
        lead = " ".join(self.t.low[s.body : cited[0].start].split())
        return lead == "đối với" and bool(self._verbs_in(s.end, self.t.doc.provisions[s.node].end))

    def _under_subject(self, node: int | None) -> bool:
        above = (self._contexts[n] for n in self.t.ancestors(node) if n in self._contexts)
        return next((ctx.subject for ctx in above if ctx.targets), False)

    def _heads_list(self, s: Sentence) -> bool:
        """ "đ) Các điều, khoản của Nghị định số …, bao gồm:": its document is that of đ1), đ2) …, without verbs."""
        if s.node not in self.t.has_children or self.t.low[s.end - 1] != ":":
            return False
        return not self._verbs_in(s.end, self.t.doc.provisions[s.node].end)

    def _act(self, clause: Clause, cited: list[Citation], refs: list[ProvisionRef]) -> None:
        s = clause.s
        opened, paths, targets = self._inherited(s.node)
        clause = as_corrected(clause, opened)
        default = targets or self._default(clause)
        objects = read_objects(self.t, self.mentions, clause, cited, refs, has_default=bool(default))
        ctx = Context()
        emitted = False
        alone = not clause.before or not self.t.low[clause.start : clause.end].strip()
        if objects is not None and not objects.targets and alone and self._under_subject(s.node):
            objects = replace(objects, targets=(Target(None, (), "", objects.start, objects.start),))
        if objects is not None and listed_in_part(self.t.low, clause, objects.targets):
            objects = replace(objects, targets=tuple(map(in_part, objects.targets)))
        if objects is not None:
            ctx.date, ctx.until, ctx.words = objects.starts, objects.until, objects.words
            emitted = self._settle(clause, objects, cited, refs, paths, default, (), ctx)
        if clause.title:
            self._title_targets = (*self._title_targets, *ctx.targets)
            self._title_amends = CLASS.get(clause.verb.wording.op) == "amend"
        elif s.node is not None:
            excepted = objects is not None and objects.exception is not None and objects.exception.end > s.end
            self._carry(clause, ctx, emitted, bool(cited), lists=not excepted)
        if not emitted and objects is not None and CLASS.get(clause.verb.wording.op) == "amend":
            self.bare += any(f.refs for f in objects.targets)
        if not emitted and not clause.title:
            self._remark(clause, objects, bool(cited))

    def _default(self, clause: Clause) -> tuple[Citation, ...]:
        """The documents in the title, for an amending act's own articles; not inside a regulation attached to it."""
        if clause.verb.wording.op in ("keep_in_force", "expire") or self.mentions.in_attached(clause.s.start):
            return ()
        if say.names_followers(self.t.low[clause.start : clause.end]):
            return ()
        if not self._title_targets and self._title_amends and len(self.hit) == 1:
            return tuple(self.hit.values())  # the one law whose number Điều 1 gave
        return self._title_targets

    # ------------------------------------------------------------------------------------------------ settling

    def _settle(
        self,
        clause: Clause,
        objects: Objects,
        cited: list[Citation],
        refs: list[ProvisionRef],
        paths: list[str],
        default: tuple[Citation, ...],
        inherited_words: tuple[str, ...],
        ctx: Context | None,
    ) -> bool:
        """Give every entry its document and its full provisions, and write it down."""
        w = clause.verb.wording
        containers = [*complete(objects.anchors, paths), *paths]
        words = objects.words or inherited_words
        last: Citation | None = None
        leads: list[str] = []
        emitted = False
        for n, target in enumerate(objects.targets):
            if n and not target.lead and say.of_all(objects.targets[0].lead):
                target = replace(target, lead=objects.targets[0].lead)  # "một số điều của A và B": of both
            elif n and not target.lead and not target.refs:
                before = objects.targets[n - 1]
                if say.of_next(leads[-1], self.t.low[before.end : target.start], of_one_type(before, target)):
                    target = replace(target, lead=leads[-1], refs=before.refs)
            leads.append(target.lead)
            citation = target.citation or last or shared(objects.targets[n + 1 :], w.words)
            citation = citation or next(iter(default), None)
            raw = [p for r in of_annex(self.t.low, target.refs) for p in r.paths]
            if raw and not clause.item and not clause.before:
                raw = with_clause(raw, (p for r in refs if r.start >= clause.end for p in r.paths))
            # "đoạn mở đầu của khoản 1 và một số điểm của Điều 23": the article said last holds the clause said first
            ahead = [p for p in raw[1:] if p.startswith("Điều")][:1] if raw and is_partial(raw[0]) else []
            done = complete(raw, [*containers, *ahead])
            if raw and not clause.item and not clause.before and all(is_partial(p) for p in done):
                # "Bãi bỏ khoản 3; sửa đổi khoản 4 Điều 9 Quyết định số …": article and document follow once for all
                later = [p for r in refs if r.start >= clause.end for p in r.paths if not is_partial(p)]
                done = complete(done, later[:1])
                citation = citation or next((c for c in cited if c.start >= clause.end), None)
            if citation is None and raw and not clause.item and not clause.before:
                citation = said_last(self.t.low, clause, cited, refs)
            if citation is None:
                continue
            if not raw and target.citation is None and (w.words or objects.placed):
                done = complete(containers[:1], paths)
            elif not raw and words and target.citation is not None:
                done = paths[:1]
            if w.op == "supplement" and not w.words and not objects.placed:
                done = list(dict.fromkeys(beside(p, objects.anchors[0]) for p in done)) if objects.anchors else done
            last = citation
            if ctx is not None:
                ctx.targets = (*ctx.targets, citation)
                ctx.paths = (*ctx.paths, *done)
            idle = CLASS.get(w.op) == "amend" and not done and not words
            excepted = objects.exception is not None and objects.exception.end > clause.s.end
            heads = clause.s.opens and not excepted and (not clause.item or ctx is not None)
            deferred = clause.s.heading or clause.title or idle or heads
            several = len({self.mentions.target(c) for c in default}) > 1
            ambiguous = target.citation is None and citation in default and several
            self.found.append(
                record(
                    self.t,
                    self.mentions,
                    clause,
                    objects,
                    target,
                    citation,
                    done,
                    words,
                    deferred=deferred,
                    ambiguous=ambiguous,
                )
            )
            self.hit.setdefault(self.found[-1].key, citation)
            emitted = True
        if not objects.targets and clause.before and w.op == "expire":
            own = record_own_part(self.t, clause, objects)
            if own is not None:
                self.found.append(own)
                emitted = True
        return emitted

    def _carry(self, clause: Clause, ctx: Context, emitted: bool, cited: bool, *, lists: bool) -> None:
        """What the items below the provision take over from this clause; unless ``lists``, they are its exception."""
        low, s, verb = self.t.low, clause.s, clause.verb
        w = verb.wording
        colon = low[s.end - 1] == ":"
        listed = say.LISTED.search(low, verb.end, s.end) is not None
        generic = not emitted or not (ctx.paths or ctx.targets) or (s.opens and listed and not ctx.paths)
        amends = CLASS.get(w.op) == "amend" and not w.words
        corrects = w.op == "correct" and bool(ctx.targets) and not ctx.paths
        open_list = (generic and not w.strict and not (amends and ctx.targets)) or (w.words and colon) or corrects
        of_documents = w.words or say.acts_on_documents(low, clause.start, clause.end, verb.end)
        if lists and s.opens and open_list and of_documents:
            ctx.open, ctx.part = verb, say.lists_parts(low[s.body : s.end])
        assert s.node is not None
        old = self._contexts.get(s.node)
        if old is not None and not s.heading and old.targets and not ctx.targets:
            ctx.targets, ctx.paths = old.targets, ctx.paths or old.paths
        self._contexts[s.node] = ctx
        if emitted or cited:
            return
        if say.ANNEXED.search(low, s.body, s.end) and say.DOCUMENTS.search(low, clause.start, s.end):
            whole = low[s.body : s.end]
            if not guard("blanket").search(whole) and not guard("subject.procedure").search(whole):
                self.annexed += [Annexed(verb, ctx, label, part) for label, part in say.annexes(whole)]

    def _of_paper(self, clause: Clause) -> bool:
        """Whether what ends is a licence, an approval, or a list of documents: no document whose number is wanting."""
        low, verb = self.t.low, clause.verb.start
        stop = clause.verb.end if clause.before else clause.end
        papers = [m.end() for m in guard("unnamed.paper").finditer(low, clause.s.body, stop)]
        return bool(papers) and say.DOCUMENTS.search(low, papers[-1], max(verb, papers[-1])) is None

    def _in_force_clause(self, s: Sentence) -> bool:
        """The sentence stands where an act ends others: below a heading that says so, or in an act without headings.

        Elsewhere "bãi bỏ văn bản trái pháp luật", "quyết định kiểm tra hết hiệu lực" are powers and single decisions.
        """
        headings = [self.t.doc.provisions[n].heading or "" for n in self.t.ancestors(s.node)]
        said = " ".join(h for h in headings if h).lower()
        return not said or guard("place.final").search(said) is not None

    def _remark(self, clause: Clause, objects: Objects | None, cited: bool) -> None:
        """Clauses that end something without naming it: shown for review, never applied (domain rows 5, 6, 49, 50)."""
        if CLASS.get(clause.verb.wording.op) != "end" or clause.s.opens or cited:
            return
        low, s = self.t.low, clause.s
        params = {"provision": self.t.path(s.node) or "–"}
        span = Span(s.start, s.end)
        if guard("blanket").search(low, s.body, s.end):
            self.remarks.append(Finding("blanket_repeal", params, Severity.WARNING, span))
        elif (
            say.DOCUMENTS.search(low, clause.start, clause.end)
            and not self.annexed
            and not self._of_paper(clause)
            and self._in_force_clause(s)
        ):
            self.remarks.append(Finding("unnamed_target", params, Severity.WARNING, span))


def _clip(c: Citation, verbs: list[Verb]) -> Citation:
    """A mention ends at the verb said of it, even where the issuer behind it was read too far."""
    at = next((v.start for v in verbs if c.start < v.start < c.end), None)
    return c if at is None else replace(c, end=at)


def _merge_compound(low: str, acts: list[Act]) -> list[Act]:
    """ "Sửa đổi, bổ sung, bãi bỏ một số điều của …" is one act; to amend stands for all."""
    out: list[Act] = []
    last_end = -1
    for a in acts:
        joined = bool(out) and a.objects == out[-1].objects == "after" and not _between(low, last_end, a.verb.start)
        last_end = a.verb.end
        if not joined:
            out.append(a)
        elif CLASS.get(a.verb.wording.op) == "amend" and CLASS.get(out[-1].verb.wording.op) == "end":
            out[-1] = a
        else:
            kept = out[-1]
            out[-1] = Act(Verb(kept.verb.start, a.verb.end, kept.verb.wording), kept.objects, kept.verdict)
    return out


def _between(low: str, start: int, end: int) -> str:
    return low[start:end].strip(" ,;\n").replace("và", "").strip()


def _article(path: str) -> str:
    return next((f"{u} {n}" for u, n in units(path) if u == "Điều"), path)
