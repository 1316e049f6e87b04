"""Whoosh (whoosh-reloaded) behind the protocol of :mod:`lawreg.search.engine`: pure Python, for where tantivy is not.

The same terms and the same scoring formula (BM25 with Lucene's idf), so the same order but for rounding. Positions
are not kept: a phrase is every adjacent pair of it, which finds the phrase and, seldom, a unit with its pairs apart.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log
from pathlib import Path
from typing import Any

from whoosh import fields, formats, query, scoring
from whoosh import index as storage
from whoosh.fields import FieldType
from whoosh.index import LockError
from whoosh.system import pack_uint

from lawreg.errors import WorkspaceError
from lawreg.search.engine import KEYWORD_FIELDS, NUMBER_FIELDS, Found, Order, Ranked, Row
from lawreg.search.engine import WORD_FIELDS as _ALL_WORD_FIELDS
from lawreg.search.plan import Bool, Everything, Node, Nothing, Phrase, Range, Term

_OWN_WORDS = tuple(f for f in _ALL_WORD_FIELDS if f != "folded_pairs")
_FACETS = ("doc_type", "issuer_name")
_SPLIT = "\x1f"
_MEMORY = 256  # MB the writer may hold before it sorts to disk


class Tokens(FieldType):  # type: ignore[misc]
    """A field of ready tokens parted by spaces, or a list of them; only how often each occurs is kept."""

    def __init__(self) -> None:
        self.format = formats.Frequency()
        self.analyzer = None
        self.scorable = True
        self.stored = False
        self.unique = False
        self.indexed = True
        self.vector = None
        self.multitoken_query = "default"

    def index(self, value: str | Iterable[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings of one unit."""
        for token, n in Counter(value.split() if isinstance(value, str) else value).items():
            yield token.encode(), n, float(n), pack_uint(n)

    def to_bytes(self, value: str | bytes) -> bytes:
        """A term as stored."""
        return value if isinstance(value, bytes) else value.encode()

    def from_bytes(self, bs: bytes) -> str:
        """A stored term as text."""
        return bytes(bs).decode()

    def supports(self, name: str) -> bool:
        """What the postings hold."""
        return bool(self.format.supports(name))


class _Lucene(scoring.BM25F):  # type: ignore[misc]
    """BM25 with the idf tantivy uses; Whoosh's own never falls below 1 and overrates common words."""

    def idf(self, searcher: Any, fieldname: str, text: bytes) -> float:
        parent = searcher.get_parent()
        n, units = parent.doc_frequency(fieldname, text), parent.doc_count_all()
        return log(1 + (units - n + 0.5) / (n + 0.5))


def _schema() -> Any:
    schema = fields.Schema()
    for name in (*_OWN_WORDS, *KEYWORD_FIELDS):
        schema.add(name, Tokens())
    for name in NUMBER_FIELDS:
        schema.add(name, fields.NUMERIC(bits=64, sortable=True))
    for name in _FACETS:
        schema.add(f"all_{name}", fields.ID(sortable=True))
    schema.add("data", fields.STORED())
    schema.add("text", fields.STORED())
    return schema


class WhooshEngine:
    """The engine of pure Python."""

    name = "whoosh"
    folds = False  # a third of the time to build; the likelier reading serves alone

    def __init__(self) -> None:
        self._index: Any = None
        self._writer: Any = None
        self._searcher: Any = None
        self._folder = ""

    def open(self, folder: Path, *, create: bool = False) -> None:
        """Open the index in ``folder``; with ``create``, make an empty one where there is none."""
        self._folder = str(folder)
        try:
            if create:
                folder.mkdir(parents=True, exist_ok=True)
            if create and not storage.exists_in(self._folder):
                self._index = storage.create_in(self._folder, _schema())
            else:
                self._index = storage.open_dir(self._folder)
            self._refresh()
        except Exception as e:  # the library lets whatever its parsers meet in a damaged file through
            raise WorkspaceError("search_index_damaged", folder=self._folder, cause=str(e)) from e

    def _refresh(self) -> None:
        if self._searcher is not None:
            self._searcher.close()
        self._searcher = self._index.searcher(weighting=_Lucene())

    def _write(self) -> Any:
        if self._writer is None:
            try:
                self._writer = self._index.writer(limitmb=_MEMORY)
            except LockError as e:
                raise WorkspaceError("search_index_locked", cause=str(e)) from e
        return self._writer

    def add(self, rows: Iterable[Row]) -> int:
        """Add units; seen after :meth:`commit`."""
        writer = self._write()
        n = 0
        for row in rows:
            said: dict[str, Any] = {f: getattr(row, f) for f in (*_OWN_WORDS, *NUMBER_FIELDS)}
            said |= {f: list(getattr(row, f)) for f in KEYWORD_FIELDS[1:]}
            said |= {f"all_{f}": _SPLIT.join(getattr(row, f)) for f in _FACETS}
            said = {k: v for k, v in said.items() if v not in ("", [])}
            writer.add_document(doc_id=[row.doc_id], data=row.data, text=row.text, **said)
            n += 1
        return n

    def delete(self, doc_ids: Iterable[str]) -> None:
        """Delete all units of these documents."""
        for doc_id in doc_ids:
            self._write().delete_by_term("doc_id", doc_id)

    def commit(self) -> None:
        """Make it visible; small segments are merged."""
        if self._writer is not None:
            try:
                self._writer.commit()
            except OSError as e:
                raise WorkspaceError("search_index_write", cause=str(e)) from e
            finally:
                self._writer = None
        self._refresh()

    def close(self) -> None:
        """Let go of the files; what was not committed is lost."""
        if self._writer is not None:
            self._writer.cancel()
        if self._searcher is not None:
            self._searcher.close()
        if self._index is not None:
            self._index.close()
        self._writer = self._searcher = self._index = None

    def search(self, query: Node, limit: int, order: Order = "score") -> list[Ranked]:
        """The best ``limit`` units; in another order than "score" their score is 0."""
        asked = self._query(query)
        if order == "score":
            # its skipping of blocks that cannot win fails on nested queries, so every match is scored
            hits = [(score or 0.0, n) for score, n in self._searcher.search(asked, limit=limit, optimize=False).top_n]
        else:
            found = self._searcher.search(asked, limit=limit, sortedby=order, reverse=order == "issued")
            hits = [(0.0, n) for _, n in found.top_n]
        if not hits:
            return []
        slots = self._searcher.reader().column_reader("slot")
        return [Ranked(float(score), int(slots[n]), n) for score, n in hits]

    def fetch(self, ranked: list[Ranked], most: int | None = None) -> list[Found]:
        """What is stored of these units, of long texts at least the first ``most`` characters."""
        found = []
        for r in ranked:
            said = self._searcher.stored_fields(r.handle)
            found.append(Found(r.score, said.get("data", ""), said.get("text", "")[:most]))
        return found

    def count(self, query: Node) -> int:
        """How many units match."""
        return sum(1 for _ in self._searcher.docs_for_query(self._query(query)))

    def count_all(self) -> int:
        """How many units the index holds."""
        return int(self._searcher.doc_count())

    def facet(self, query: Node, field: str) -> list[tuple[str, int]]:
        """Values of ``field`` among the matching units with their number, most first."""
        column = self._searcher.reader().column_reader(f"all_{field}" if field in _FACETS else field)
        counts: Counter[str] = Counter()
        for n in self._searcher.docs_for_query(self._query(query)):
            value = column[n]
            values = bytes(value).decode().split(_SPLIT) if isinstance(value, bytes) else str(value).split(_SPLIT)
            counts.update(v for v in values if v)
        return counts.most_common()

    def terms(self, field: str) -> Iterator[tuple[str, int]]:
        """Every term of ``field`` with the number of units it stands in."""
        reader = self._searcher.reader()
        for term in reader.lexicon(field):
            yield bytes(term).decode(), reader.doc_frequency(field, term)

    def frequency(self, field: str, text: str) -> int:
        """In how many units the term stands."""
        return int(self._searcher.reader().doc_frequency(field, text.encode()))

    def _query(self, node: Node) -> Any:
        match node:
            case Term(field, text, boost):
                return query.Term(field, text, boost=boost)
            case Phrase(field, words, boost):
                if field == "body" and len(words) > 1:
                    words, field = tuple(f"{a}_{b}" for a, b in itertools.pairwise(words)), "pairs"
                return query.And([query.Term(field, w, boost=boost) for w in words])
            case Range(field, low, high):
                return query.NumericRange(field, low, high)
            case Everything():
                return query.Every()
            case Nothing():
                return query.NullQuery
            case Bool(must, should, unless, filters):
                return self._bool(must, should, unless, filters)
        raise TypeError(node)

    def _bool(
        self, must: tuple[Node, ...], should: tuple[Node, ...], unless: tuple[Node, ...], filters: tuple[Node, ...]
    ) -> Any:
        bare = [n for n in must if isinstance(n, Bool) and not (n.must or n.should or n.unless)]
        filters += tuple(f for n in bare for f in n.filters)
        must = tuple(n for n in must if n not in bare)
        any_one = query.Or([self._query(n) for n in should]) if should else None
        every = [self._query(n) for n in must]
        scored: Any
        if every:
            scored = every[0] if len(every) == 1 else query.And(every)
            if any_one is not None:
                scored = query.AndMaybe(scored, any_one)
        else:
            scored = any_one
        if filters:
            needed = query.And([self._query(n) for n in filters])
            scored = query.ConstantScoreQuery(needed, 0.0) if scored is None else query.Require(scored, needed)
        if scored is None:
            scored = query.Every()
        if unless:
            scored = query.AndNot(scored, query.Or([self._query(n) for n in unless]))
        return scored
