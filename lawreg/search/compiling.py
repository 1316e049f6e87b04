"""From a parsed query to what the engine runs, and how plain words are ranked.

Plain words: BM25 over syllables and adjacent pairs, title and heading counted several times in the same field, so that
one term per word is enough and the engine can skip what cannot win.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from lawreg.errors import UsageError
from lawreg.search import accents, analysis, numbering, snippet, timeline, values
from lawreg.search import query as language
from lawreg.search.engine import Order, SearchEngine
from lawreg.search.plan import Bool, Everything, Node, Nothing, Phrase, Range, Term, all_of, any_of

PAIR_WEIGHT = 0.6  # of an adjacent pair beside its syllables; tuned by cross-validation, benchmarks/search.py
FOLDED_PAIR_WEIGHT = 0.9  # of a pair typed without accents: surer than the guess at its syllables
SURE = 0.8  # chance from which a word read without its accents counts as typed
COMMON = 0.4  # share of the units above which a syllable is no longer ranked by
_LONGEST_NAME = 14  # words of a query that may be a document's whole name
_SHORT = 12  # words of a query whose pairs are looked at for faults of typing
_MOST_WORDS = 64  # of one run that are ranked; what is pasted beyond says little more
_CARD, _UNIT = Term("kind", "card"), Term("kind", "unit")
_ARTICLE = r"(?i)(?<!\w)điều\s+(\d+[a-zđ]?)(?!\w)"

Word = tuple[str, bool]  # a canonical syllable, and whether it is a guess at what was typed without accents


class Step(NamedTuple):
    """One question to the engine; with ``words``, its best answers are ranked a second time by them."""

    query: Node
    order: Order = "score"
    words: tuple[str, ...] = ()


class Compiled(NamedTuple):
    """``steps`` are run in turn until there are hits enough; ``every`` counts the units that hold
    all that was asked; ``loose``: ``ranked`` also gives units that hold only some of the words."""

    ranked: Node
    steps: list[Step]
    every: Node
    exact: bool
    loose: bool
    folded: bool
    marks: dict[str, float]
    suggestion: str | None = None


class Compiler:
    """Compiles one query for one engine."""

    def __init__(self, engine: SearchEngine, reader: Callable[[], accents.Reader], day: date) -> None:
        self.engine = engine
        self.reader = reader
        self.day = day
        self.folded = False
        self.words: list[str] = []

    def compile(self, parsed: language.Parsed, filters: list[Node]) -> Compiled:
        """The engine's queries for ``parsed``."""
        if parsed.tree is None or (isinstance(parsed.tree, language.Group) and not parsed.tree.parts):
            return self._list(Everything(), filters, [])
        if parsed.plain and isinstance(parsed.tree, language.Words):
            return self._plain(parsed.tree.text, filters)
        return self._structured(parsed, filters)

    # --------------------------------------------------------------------------------------------- plain words

    def _plain(self, text: str, filters: list[Node]) -> Compiled:
        wanted = numbering.wanted(text)
        steps: list[Step] = []
        if wanted is not None:
            own = any_of([Term("own", k) for k in wanted.keys])
            if wanted.doc_type:
                own = all_of([own, Term("doc_type", wanted.doc_type)])
            cards = Bool(filters=(own, _CARD, *filters))
            if self.engine.count(cards):
                return self._numbered(wanted, own, cards, filters)
        words = self.read(text)
        ranked = self.ranked(words)
        if wanted is not None:  # a document that is not here: who cites it comes first
            ranked = Bool(should=(ranked, *(Term("numbers", k, 12.0) for k in wanted.keys)))
        every = Bool(must=tuple(self.required(words)), filters=tuple(filters))
        if named := self._named(words, filters):
            steps.append(named)
        query = Bool(must=(ranked,), filters=tuple(filters)) if filters else ranked
        steps.append(Step(query, "score", tuple(w for w, _ in words)))
        return Compiled(query, steps, every, False, True, self.folded, self._marks(), self._suggestion(text, words))

    def _numbered(self, wanted: numbering.Wanted, own: Node, cards: Node, filters: list[Node]) -> Compiled:
        """The document itself, then its articles by the words beside the number, then who cites it."""
        rest = wanted.rest
        steps: list[Step] = []
        if m := re.search(_ARTICLE, rest):
            here = Bool(filters=(own, _UNIT, Term("article", m[1].lower()), *filters))
            steps.append(Step(here, "place"))
            rest = rest[: m.start()] + rest[m.end() :]
        whole = any_of([Term("own", k) for k in wanted.keys if k.startswith("=")])
        steps.append(Step(Bool(filters=(whole, cards)), "issued"))  # a number that is only "02/2020" before 02/2020/…
        steps.append(Step(cards, "issued"))
        words = self.read(rest)
        if words:
            steps.append(Step(Bool(must=(self.ranked(words),), filters=(own, _UNIT, *filters))))
        cited = any_of([Term("numbers", k) for k in wanted.keys])
        also = Bool(must=(cited,), should=(self.ranked(words),) if words else (), filters=tuple(filters))
        steps.append(Step(also))
        if not words:
            steps.append(Step(Bool(filters=(own, _UNIT, *filters)), "place"))
        self.words += [w for k in wanted.keys if "/" in k for w in k.split("/")]
        every = any_of([cards, also])
        return Compiled(every, steps, every, True, False, self.folded, self._marks())

    def _named(self, words: list[Word], filters: list[Node]) -> Step | None:
        """A document called by its own name ("luật đất đai"): its card comes first."""
        if not 1 < len(words) <= _LONGEST_NAME:
            return None
        field = "name_folded" if self.folded else "name"
        said = [Term(field, analysis.fold_word(w) if self.folded else w) for w in dict.fromkeys(w for w, _ in words)]
        shortest = Range("name_length", None, len(words) + 1)
        node = Bool(must=tuple(said), filters=(_CARD, shortest, *filters))
        return Step(node, "rank") if self.engine.count(node) else None

    # ----------------------------------------------------------------------------------------------- structure

    def _structured(self, parsed: language.Parsed, filters: list[Node]) -> Compiled:
        required, loose = self._parts(parsed.tree, parsed.strict)
        conditions = [*required, *filters]
        words = [w for text in loose for w in self.read(text)]
        if not words and not self.words:
            return self._list(all_of(required), filters, _numbers(parsed.tree))
        ranked = self.ranked(words) if words else None
        if ranked is not None:
            query: Node = Bool(must=(ranked,), filters=tuple(conditions))
            every = Bool(must=tuple(self.required(words)), filters=tuple(conditions))
            step = Step(query, "score", tuple(w for w, _ in words))
            return Compiled(query, [step], every, False, True, self.folded, self._marks())
        query = Bool(must=tuple(required), filters=(_UNIT, *filters))
        return Compiled(query, [Step(query)], query, True, False, self.folded, self._marks())

    def _list(self, conditions: Node, filters: list[Node], numbers: list[str]) -> Compiled:
        """Conditions without words: the documents that meet them; with an article or a number, the articles too."""
        cards = Bool(must=(conditions,), filters=(_CARD, *filters))
        units = Bool(must=(conditions,), filters=(_UNIT, *filters))
        steps: list[Step] = [Step(cards, "issued")]
        every: Node = cards
        if numbers or not self.engine.count(cards):
            steps.append(Step(units, "place"))
            every = any_of([cards, units])
        return Compiled(every, steps, every, True, False, self.folded, self._marks())

    def _parts(self, tree: language.Tree | None, strict: bool) -> tuple[list[Node], list[str]]:
        """What is required, and the runs of words that only rank."""
        if tree is None:
            return [], []
        if not strict and isinstance(tree, language.Words):
            return [], [tree.text]
        if not strict and isinstance(tree, language.Group) and tree.op == "run":
            required: list[Node] = []
            loose: list[str] = []
            for part in tree.parts:
                r, w = self._parts(part, strict)
                required += r
                loose += w
            return required, loose
        return [self._node(tree)], []

    def _node(self, tree: language.Tree) -> Node:
        match tree:
            case language.Words(text):
                return self.together(self.read(text))
            case language.Quoted(text):
                return self.phrase(self.read(text))
            case language.Field(name, values):
                return Bool(filters=(self._field(name, values),))  # a condition says nothing of relevance
            case language.Group("or", parts):
                return Bool(should=tuple(self._node(p) for p in parts))
            case language.Group(_, parts):
                nodes = [self._node(p) for p in parts if not isinstance(p, language.Not)]
                unless = [self._node(p.part) for p in parts if isinstance(p, language.Not)]
                return Bool(must=tuple(nodes), unless=tuple(unless)) if unless else all_of(nodes)
            case language.Not(part):
                return Bool(must=(Everything(),), unless=(self._node(part),))
        raise TypeError(tree)

    def _field(self, name: str, values: tuple[str | int | None, ...]) -> Node:
        said = [v for v in values if isinstance(v, str)]
        match name:
            case "number":
                wanted = numbering.wanted(said[0])
                keys = wanted.keys if wanted else (analysis.number_key(said[0]), "=" + numbering.compact(said[0]))
                return any_of([Term("own", k, 0.0) for k in keys])
            case "type":
                return any_of([Term("doc_type", v) for v in said])
            case "issuer":
                return issuer_node(said[0])
            case "year":
                low, high = (v if isinstance(v, int) else None for v in values)
                return Range("year", low, high)
            case "status":
                return timeline.during(said, self.day)
            case "article":
                return Term("article", said[0])
            case "subject":
                return words_node("subject", said[0])
            case "title":
                words = analysis.syllables(said[0])
                bare = not any(analysis.has_accents(w) for w in words)
                return all_of([Term("name_folded" if bare else "name", w) for w in words])
        raise ValueError(name)

    # ------------------------------------------------------------------------------------------------- ranking

    def read(self, text: str) -> list[Word]:
        """The words of ``text`` as typed; where accents are missing, the likelier reading, marked as such.

        Typed without any accent, every word is read anew; typed with some, only words the index does not know.
        """
        words = analysis.syllables(text)
        if not analysis.has_accents(text) and any(w.isalpha() for w in words):
            restored = self.reader().restore(words)
            if [r.word for r in restored] != words:
                self.folded = True
                return [(r.word, r.chance < SURE) for r in restored]
        elif any(w.isascii() and w.isalpha() and not self.engine.frequency("body", w) for w in words):
            known = [w if not w.isascii() or self.engine.frequency("body", w) else "" for w in words]
            restored = self.reader().restore(words)
            words = [k or r.word for k, r in zip(known, restored, strict=True)]
        return [(w, False) for w in words]

    def ranked(self, words: list[Word]) -> Node:
        """Any of ``words``, the more and the rarer the better, side by side better still.

        Syllables of nearly every unit are left to the pairs: they cost most of the time and decide nothing.
        """
        self.words += [w for w, _ in words]
        words = words[:_MOST_WORDS]
        counts: dict[str, float] = {}
        for w, _ in words:
            counts[w] = counts.get(w, 0) + 1.0
        paired: dict[tuple[str, str], float] = {}
        for (a, guessed), (b, guessed_too) in pairwise(words):
            if (guessed or guessed_too) and self.engine.folds:
                key, worth = ("folded_pairs", f"{analysis.fold_word(a)}_{analysis.fold_word(b)}"), FOLDED_PAIR_WEIGHT
            else:
                key, worth = ("pairs", f"{a}_{b}"), PAIR_WEIGHT
            paired[key] = paired.get(key, 0) + worth
        common = COMMON * self.engine.count_all()
        rare = {w: n for w, n in counts.items() if self.engine.frequency("body", w) <= common}
        nodes: list[Node] = [Term("body", w, n) for w, n in (rare or counts).items()]
        nodes += [Term(f, p, n) for (f, p), n in paired.items()]
        return Bool(should=tuple(nodes)) if nodes else Nothing()

    def required(self, words: list[Word]) -> list[Node]:
        """All of ``words`` in one unit; a guessed one in any of its spellings."""
        return [self._spelled(w, guessed) for w, guessed in dict.fromkeys(words)] or [Nothing()]

    def _spelled(self, word: str, guessed: bool) -> Node:
        if not guessed:
            return Term("body", word)
        return any_of([Term("body", w) for w, _ in self.reader().spellings(analysis.fold_word(word))])

    def together(self, words: list[Word]) -> Node:
        """All of ``words``, better side by side."""
        return Bool(must=tuple(self.required(words)), should=(self.ranked(words),)) if words else Everything()

    def phrase(self, words: list[Word]) -> Node:
        """``words`` side by side; typed without accents, every pair of them side by side."""
        self.words += [w for w, _ in words]
        if not words:
            return Everything()
        if not any(guessed for _, guessed in words):
            return Phrase("body", tuple(w for w, _ in words))
        if len(words) == 1:
            return self._spelled(*words[0])
        if not self.engine.folds:
            return Phrase("body", tuple(w for w, _ in words))
        return all_of([Term("folded_pairs", p) for p in analysis.pairs(analysis.fold_word(w) for w, _ in words)])

    def _suggestion(self, text: str, words: list[Word]) -> str | None:
        """What may have been meant where a word is unknown or stands where it never stands."""
        typed = analysis.syllables(text)
        if self.folded or len(typed) > _MOST_WORDS:
            return None
        doubted = any(w.isalpha() and not self.engine.frequency("body", w) for w in typed) or (
            len(typed) <= _SHORT
            and any(
                not any(self.engine.frequency("pairs", f"{a}_{b}") for a, b in pairwise(typed[max(i - 1, 0) : i + 2]))
                for i in range(len(typed) if len(typed) > 1 else 0)
            )
        )
        mended = self.reader().correct(typed) if doubted else None
        return " ".join(mended) if mended else None

    def _marks(self) -> dict[str, float]:
        units = self.engine.count_all()
        counts = {w: self.engine.frequency("body", w) for w in dict.fromkeys(self.words)}
        if self.folded:
            counts = {analysis.fold_word(w): n for w, n in counts.items()}
        return snippet.weigh(counts, units)


def filters(
    *,
    status: str | Iterable[str] | None,
    doc_type: str | None,
    issuer: str | None,
    year: int | str | None,
    subject: str | None,
    day: date,
) -> list[Node]:
    """Nodes for the filters given as options.

    Raises:
        UsageError: a year that is none.
    """
    found: list[Node] = []
    if status:
        found.append(timeline.during([status] if isinstance(status, str) else list(status), day))
    if doc_type:
        key = numbering.type_key(doc_type)
        found.append(Term("doc_type", numbering.types().get(key, key)))
    if issuer:
        found.append(issuer_node(issuer))
    if subject:
        found.append(words_node("subject", subject))
    if year:
        years = values.read_years(str(year))
        if years is None:
            raise UsageError("search_year", year=year)
        found.append(Range("year", *years))
    return found


def issuer_node(name: str) -> Node:
    """Bodies whose name holds ``name``: a body whole, or a place with its council and committee."""
    return words_node("issuer", name)


def words_node(field_name: str, text: str) -> Node:
    words = analysis.fold(" ".join(analysis.syllables(text))).split()
    return Phrase(field_name, tuple(words)) if words else Everything()


def _numbers(tree: language.Tree | None) -> list[str]:
    """Values of "số:" and "điều:" in a tree: what asks for articles."""
    match tree:
        case language.Field("number" | "article", values):
            return [str(v) for v in values]
        case language.Group(_, parts):
            return [n for p in parts for n in _numbers(p)]
    return []
