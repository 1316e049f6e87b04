"""tantivy behind the protocol of :mod:`lawreg.search.engine`."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tantivy

from lawreg.errors import WorkspaceError
from lawreg.search.engine import KEYWORD_FIELDS, NUMBER_FIELDS, POSITIONS, WORD_FIELDS, Found, Order, Ranked, Row
from lawreg.search.plan import Bool, Everything, Node, Nothing, Phrase, Range, Term

_HEAP = 320_000_000  # a segment is written out when this is full, some 80,000 articles; each more costs every query
_FACETS = ("doc_type", "issuer_name")
_OPTION = {f: "position" if f in POSITIONS else "freq" for f in WORD_FIELDS} | dict.fromkeys(KEYWORD_FIELDS, "basic")


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for field in WORD_FIELDS:
        builder.add_text_field(field, tokenizer_name="ws", index_option=_OPTION[field])
    for field in KEYWORD_FIELDS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=field in _FACETS)
    for field in NUMBER_FIELDS:
        builder.add_integer_field(field, indexed=True, fast=True)
    for field in ("data", "text"):  # bytes, because a stored text field would be indexed as well
        builder.add_bytes_field(field, stored=True)
    return builder.build()


class TantivyEngine:
    """The default engine: Rust, fast, one writer at a time."""

    name = "tantivy"
    folds = True

    def __init__(self) -> None:
        self._index: Any = None
        self._writer: Any = None
        self._searcher: Any = None
        self._schema: Any = None
        self._folder = ""
        self._links: Any = None
        self._frequencies: dict[tuple[str, str], int] = {}

    def open(self, folder: Path, *, create: bool = False) -> None:
        """Open the index in ``folder``; with ``create``, make an empty one where there is none."""
        self._folder = str(folder)
        try:
            if create:
                folder.mkdir(parents=True, exist_ok=True)
            if create and not tantivy.Index.exists(str(folder)):
                self._index = tantivy.Index(_schema(), path=str(folder))
            else:
                self._index = tantivy.Index.open(self._readable(folder))
            # the library forgets tokenizers: each opened index has to be told again
            self._index.register_tokenizer("ws", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
            self._schema = self._index.schema
            self._refresh()
        except (ValueError, OSError) as e:
            code = "search_index_write" if create else "search_index_damaged"
            raise WorkspaceError(code, folder=str(folder), cause=str(e)) from e

    def _readable(self, folder: Path) -> str:
        """Where to read the index from: ``folder``, or links to its files where it cannot be written to.

        The library writes a lock beside the files even to read them, which a read-only disk or share refuses.
        """
        if all(os.access(f, os.W_OK) for f in (folder, *folder.glob(".*.lock"))):
            return str(folder)
        import tempfile  # searching does without

        try:
            self._links = tempfile.TemporaryDirectory(prefix="lawreg-search-")
            for file in folder.iterdir():
                if file.is_file() and file.suffix != ".lock":
                    (Path(self._links.name) / file.name).symlink_to(file.absolute())
        except OSError as e:
            raise WorkspaceError("search_index_readonly", folder=str(folder), cause=str(e)) from e
        return str(self._links.name)

    def _refresh(self) -> None:
        self._index.reload()
        self._frequencies.clear()
        self._searcher = self._index.searcher()

    def _write(self) -> Any:
        if self._links is not None:
            raise WorkspaceError("search_index_write", cause=f"{self._folder}: {os.strerror(errno.EROFS)}")
        if self._writer is None:
            try:
                self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)
            except (ValueError, OSError) as e:
                raise WorkspaceError("search_index_locked", cause=str(e)) from e
        return self._writer

    def add(self, rows: Iterable[Row]) -> int:
        """Add units; seen after :meth:`commit`."""
        writer = self._write()
        n = 0
        for row in rows:
            doc = tantivy.Document()
            for field in WORD_FIELDS:
                if value := getattr(row, field):
                    doc.add_text(field, value)
            doc.add_text("doc_id", row.doc_id)
            for field in KEYWORD_FIELDS[1:]:
                for value in getattr(row, field):
                    doc.add_text(field, value)
            for field in NUMBER_FIELDS:
                doc.add_integer(field, getattr(row, field))
            doc.add_bytes("data", row.data.encode())
            doc.add_bytes("text", row.text.encode())
            writer.add_document(doc)
            n += 1
        return n

    def delete(self, doc_ids: Iterable[str]) -> None:
        """Delete all units of these documents."""
        writer = self._write()
        for doc_id in doc_ids:
            writer.delete_documents_by_term("doc_id", doc_id)

    def commit(self) -> None:
        """Make it visible, let segments merge, and remove the files no segment needs any more."""
        if self._writer is not None:
            try:
                self._writer.commit()
                self._writer.garbage_collect_files()
                self._writer.wait_merging_threads()
            except (ValueError, OSError) as e:
                raise WorkspaceError("search_index_write", cause=str(e)) from e
            finally:
                self._writer = None
        self._refresh()

    def close(self) -> None:
        """Let go of the files; what was not committed is lost."""
        self._writer = self._searcher = self._index = None
        if self._links is not None:
            self._links.cleanup()

    def search(self, query: Node, limit: int, order: Order = "score") -> list[Ranked]:
        """The best ``limit`` units; in another order than "score" their score is 0."""
        asked = self._query(query)
        try:
            if order == "score":
                hits = self._searcher.search(asked, limit, count=False).hits
            else:
                way = tantivy.Order.Desc if order == "issued" else tantivy.Order.Asc
                hits = self._searcher.search(asked, limit, count=False, order_by_field=order, order=way).hits
                hits = [(0.0, address) for _, address in hits]
            slots = self._searcher.fast_field_values("slot", [address for _, address in hits])
        except (ValueError, OSError) as e:
            raise WorkspaceError("search_index_damaged", folder=self._folder, cause=str(e)) from e
        pairs = zip(hits, slots, strict=True)
        return [Ranked(float(score), int(slot or 0), address) for (score, address), slot in pairs]

    def fetch(self, ranked: list[Ranked], most: int | None = None) -> list[Found]:
        """What is stored of these units, of long texts at least the first ``most`` characters."""
        longest = None if most is None else 4 * most  # bytes
        found = []
        try:
            for r in ranked:
                doc = self._searcher.doc(r.handle)
                found.append(Found(r.score, _text(doc, "data"), _text(doc, "text", longest)))
        except (ValueError, OSError) as e:
            raise WorkspaceError("search_index_damaged", folder=self._folder, cause=str(e)) from e
        return found

    def count(self, query: Node) -> int:
        """How many units match."""
        asked = tantivy.Query.const_score_query(self._query(query), 0.0)  # counting needs no scores: half the time
        return int(self._searcher.search(asked, 1, count=True).count or 0)

    def count_all(self) -> int:
        """How many units the index holds."""
        return int(self._searcher.num_docs)

    def facet(self, query: Node, field: str) -> list[tuple[str, int]]:
        """Values of ``field`` among the matching units with their number, most first."""
        asked = {"f": {"terms": {"field": field, "size": 1000}}}
        buckets = self._searcher.aggregate(self._query(query), asked)["f"]["buckets"]
        return [(str(b["key"]), int(b["doc_count"])) for b in buckets]

    def terms(self, field: str) -> Iterator[tuple[str, int]]:
        """Every term of ``field`` with the number of units it stands in."""
        yield from self._searcher.terms_with_prefix(field, "")

    def frequency(self, field: str, text: str) -> int:
        """In how many units the term stands."""
        key = (field, text)
        n = self._frequencies.get(key)
        if n is None:
            if len(self._frequencies) > 50_000:
                self._frequencies.clear()
            n = self._frequencies[key] = int(self._searcher.doc_freq(field, text))
        return n

    def _query(self, node: Node) -> Any:
        q = tantivy.Query
        match node:
            case Term(field, text, boost):
                term = q.term_query(self._schema, field, text, _OPTION[field])
                return term if boost == 1.0 else q.boost_query(term, boost)
            case Phrase(field, words, boost):
                if len(words) == 1:
                    return self._query(Term(field, words[0], boost))
                phrase = q.phrase_query(self._schema, field, list(words))
                return phrase if boost == 1.0 else q.boost_query(phrase, boost)
            case Range(field, low, high):
                return q.range_query(self._schema, field, tantivy.FieldType.Integer, low, high)
            case Everything():
                return q.all_query()
            case Nothing():
                return q.empty_query()
            case Bool(must, should, unless, filters):
                occur = tantivy.Occur
                parts = [(occur.Must, self._query(n)) for n in must]
                parts += (
                    [(occur.Should, self._query(n)) for n in should]
                    if not must or not should
                    else [(occur.Should, self._query(Bool(should=should)))]
                )
                if filters and should and not must:  # one "should" is needed beside filters
                    parts = [(occur.Must, q.boolean_query(parts))]
                parts += [(occur.Must, q.const_score_query(self._query(n), 0.0)) for n in filters]
                if unless and not parts:
                    parts = [(occur.Must, q.all_query())]
                parts += [(occur.MustNot, self._query(n)) for n in unless]
                return q.boolean_query(parts) if parts else q.all_query()
        raise TypeError(node)


def _text(doc: Any, field: str, longest: int | None = None) -> str:
    said: bytes = doc.get_first(field) or b""
    if longest is None or len(said) <= longest:
        return said.decode()
    return said[:longest].decode(errors="ignore")  # a letter that the cut goes through is left out
