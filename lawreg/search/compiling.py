"""From a parsed query to what the engine runs, and how plain words are ranked.

Plain words: BM25 over syllables and adjacent pairs, title and heading counted several times in the same field, so that
one term per word is enough and the engine can skip what cannot win.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from lawreg import tables
from lawreg.errors import UsageError
from lawreg.search import analysis, numbering, query as language, snippet, timeline
from lawreg.search.engine import Order, SearchEngine
from lawreg.search.plan import Bool, Everything, Node, Nothing, Phrase, Range, Term, all_of, any_of
from lawreg.search.vocabulary import Vocabulary

PAIR_WEIGHT = 0.7  # of an adjacent pair beside its syllables; tuned by cross-validation, benchmarks/search.py
_MOST_WORDS = 64  # of one run that are ranked; what is pasted beyond says little more
_CARD, _UNIT = Term("kind", "card"), Term("kind", "unit")
_ARTICLE = re.compile(r"(?i)(?<!\w)điều\s+(\d+[a-zđ]?)(?!\w)")

Step = tuple[Node, int, Order]


@dataclass(slots=True)
class Compiled:
    """``steps`` are run in turn (query, most, order) until there are hits enough; ``every`` counts the units that hold
    all that was asked; ``loose``: ``ranked`` also gives units that hold only some of the words."""

    ranked: Node
    steps: list[Step]
    every: Node | None
    exact: bool
    loose: bool
    folded: bool
    marks: dict[str, float]
    suggestion: str | None = None


@dataclass(slots=True)
class _State:
    words: list[str] = field(default_factory=list)  # for marking


class Compiler:
    """Compiles one query for one engine."""

    def __init__(self, engine: SearchEngine, vocabulary: Callable[[], Vocabulary], day: date) -> None:
        self.engine = engine
        self.vocabulary = vocabulary
        self.day = day
        self.folded = False
        self.words: list[str] = []

    def compile(self, parsed: language.Parsed, filters: list[Node]) -> Compiled:
        """The engine's queries for ``parsed``."""
        if parsed.tree is None or parsed.tree == language.Group("run", ()):
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
        words = _content(analysis.syllables(text))
        ranked = self.ranked(words)
        if wanted is not None:
            ranked = Bool(should=(ranked, *(Term("numbers", k, 6.0) for k in wanted.keys)))
        every = Bool(must=tuple(self.required(words)), filters=tuple(filters))
        if named := self._named(words, filters):
            steps.append(named)
        query = Bool(must=(ranked,), filters=tuple(filters)) if filters else ranked
        steps.append((query, 0, "score"))
        return Compiled(query, steps, every, False, True, self.folded, self._marks())

    def _numbered(self, wanted: numbering.Wanted, own: Node, cards: Node, filters: list[Node]) -> Compiled:
        """The document itself, then its articles by the words beside the number, then who cites it."""
        rest = wanted.rest
        steps: list[Step] = []
        if m := _ARTICLE.search(rest):
            here = Bool(filters=(own, _UNIT, Term("article", m[1].lower()), *filters))
            steps.append((here, 0, "place"))
            rest = rest[: m.start()] + rest[m.end() :]
        steps.append((cards, 0, "issued"))
        words = _content(analysis.syllables(rest))
        if words:
            steps.append((Bool(must=(self.ranked(words),), filters=(own, _UNIT, *filters)), 0, "score"))
        cited = any_of([Term("numbers", k) for k in wanted.keys])
        also = Bool(should=(self.ranked(words),), filters=(cited, *filters)) if words else Bool(must=(cited,), filters=tuple(filters))
        steps.append((also, 0, "score"))
        if not words:
            steps.append((Bool(filters=(own, _UNIT, *filters)), 0, "place"))
        self.words += [w for k in wanted.keys if "/" in k for w in k.split("/")]
        every = any_of([cards, also])
        return Compiled(every, steps, every, True, False, self.folded, self._marks())

    def _named(self, words: list[str], filters: list[Node]) -> Step | None:
        """A document called by its own name ("luật đất đai"): its card comes first."""
        return None

    # ----------------------------------------------------------------------------------------------- structure

    def _structured(self, parsed: language.Parsed, filters: list[Node]) -> Compiled:
        required, loose = self._parts(parsed.tree, parsed.strict)
        conditions = [*required, *filters]
        words = [w for text in loose for w in _content(analysis.syllables(text))]
        if not words and not self.words:
            return self._list(all_of(required), filters, _numbers(parsed.tree))
        ranked = self.ranked(words) if words else None
        if ranked is not None:
            query: Node = Bool(must=(ranked,), filters=tuple(conditions))
            every = Bool(must=tuple(self.required(words)), filters=tuple(conditions))
            return Compiled(query, [(query, 0, "score")], every, False, True, self.folded, self._marks())
        query = Bool(must=tuple(required), filters=(_UNIT, *filters))
        return Compiled(query, [(query, 0, "score")], query, True, False, self.folded, self._marks())

    def _list(self, conditions: Node, filters: list[Node], numbers: list[str]) -> Compiled:
        """Conditions without words: the documents that meet them; with an article or a number, the articles too."""
        cards = Bool(must=(conditions,), filters=(_CARD, *filters))
        units = Bool(must=(conditions,), filters=(_UNIT, *filters))
        steps: list[Step] = [(cards, 0, "issued")]
        every: Node = cards
        if numbers or not self.engine.count(cards):
            steps.append((units, 0, "place"))
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
                return self.together(analysis.syllables(text))
            case language.Quoted(text):
                return self.phrase(analysis.syllables(text))
            case language.Field(name, values):
                return self._field(name, values)
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

    def ranked(self, words: list[str]) -> Node:
        """Any of ``words``, the more and the rarer the better, side by side better still."""
        self.words += words
        counts: dict[str, float] = {}
        for w in words[:_MOST_WORDS]:
            counts[w] = counts.get(w, 0) + 1.0
        paired: dict[str, float] = {}
        for p in analysis.pairs(words[:_MOST_WORDS]):
            paired[p] = paired.get(p, 0) + PAIR_WEIGHT
        syllables, pairs = ("folded", "folded_pairs") if self.folded else ("body", "pairs")
        nodes: list[Node] = [Term(syllables, w, n) for w, n in counts.items()]
        nodes += [Term(pairs, p, n) for p, n in paired.items()]
        return Bool(should=tuple(nodes)) if nodes else Nothing()

    def required(self, words: list[str]) -> list[Node]:
        """All of ``words`` in one unit."""
        name = "folded" if self.folded else "body"
        return [Term(name, w) for w in dict.fromkeys(words)] or [Nothing()]

    def together(self, words: list[str]) -> Node:
        """All of ``words``, better side by side."""
        return Bool(must=tuple(self.required(words)), should=(self.ranked(words),)) if words else Everything()

    def phrase(self, words: list[str]) -> Node:
        """``words`` side by side."""
        self.words += words
        if not words:
            return Everything()
        return Phrase("body", tuple(words))

    def _marks(self) -> dict[str, float]:
        name = "folded" if self.folded else "body"
        units = self.engine.count_all()
        words = dict.fromkeys(self.words)
        return snippet.weight_of(words, {w: self.engine.frequency(name, w) for w in words}, units)


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
        years = language.read_years(str(year))
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


@cache
def _frames() -> tuple[tuple[str, ...], ...]:
    said = tables.load("tables/search.toml")["question"]["frames"]
    return tuple(sorted((tuple(analysis.syllables(f)) for f in said), key=len, reverse=True))


def _content(words: list[str]) -> list[str]:
    """``words`` without the wording of a question, unless nothing would be left."""
    return words
