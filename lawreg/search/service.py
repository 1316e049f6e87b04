"""Answering a query: parse, compile for the engine, rank, cut snippets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from lawreg.errors import UsageError
from lawreg.search import (
    accents,
    analysis,
    compiling,
    features,
    index,
    numbering,
    ranking,
    snippet,
    timeline,
    vocabulary,
)
from lawreg.search import query as language
from lawreg.search.engine import Found, Order, Ranked
from lawreg.search.plan import Bool, Node
from lawreg.search.results import Hit, SearchResult

_ORDERS: dict[str, Order] = {"relevance": "score", "date": "issued", "rank": "rank"}
_FACETS = {"doc_type": "doc_type", "issuer": "issuer_name"}
_FACET_MOST = 20
_READ = snippet.SCANNED + 1_000  # characters of a unit that a hit is made of: its heading, and where a snippet is cut
_ARTICLE = r"(?i)\s*điều\s+\d+\w*\s*[.:]?\s*"


class Finder:
    """An opened index; keep one to answer many queries.

    Raises:
        WorkspaceError: there is no index, or it is damaged or made by other rules.
    """

    def __init__(self, search_dir: Path, engine: str | None = None) -> None:
        self.engine, self._folder = index.opened(Path(search_dir), engine)
        self._known = features.Reader(self._folder)
        self._vocabulary: vocabulary.Vocabulary | None = None
        self._reader: accents.Reader | None = None

    def close(self) -> None:
        """Let go of the files."""
        self._known.close()
        self.engine.close()

    @property
    def reader(self) -> accents.Reader:
        """Reads words typed without accents or wrongly."""
        if self._reader is None:
            self._reader = accents.Reader(self.vocabulary, lambda pair: self.engine.frequency("pairs", pair))
        return self._reader

    @property
    def vocabulary(self) -> vocabulary.Vocabulary:
        """The index's words, read when first needed."""
        if self._vocabulary is None:
            self._vocabulary = vocabulary.read(self._folder)
        return self._vocabulary

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        status: str | Iterable[str] | None = None,
        doc_type: str | None = None,
        issuer: str | None = None,
        year: int | str | None = None,
        field: str | None = None,
        at: date | None = None,
        sort: str = "relevance",
        facets: bool = False,
        full: bool = False,
    ) -> SearchResult:
        """Hits for ``query``, see :func:`lawreg.search.search`."""
        if sort not in _ORDERS:
            raise UsageError("search_sort_unknown", sort=sort, known=", ".join(_ORDERS))
        parsed = language.parse(query, self._issuers(query))
        day = parsed.at or at or date.today()
        filters = compiling.filters(status=status, doc_type=doc_type, issuer=issuer, year=year, subject=field, day=day)
        made = compiling.Compiler(self.engine, lambda: self.reader, day).compile(parsed, filters)
        found = self._ranked(made, limit, _ORDERS[sort], None if full else _READ)
        complete = self.engine.count(made.every)
        marker = snippet.Marker(made.marks, made.folded)
        return SearchResult(
            query=query,
            total=max(complete, len(found)),
            hits=tuple(self._hit(f, marker, day, full) for f in found),
            exact=made.exact,
            suggestion=made.suggestion,
            facets=self._facets(made.every if complete or not made.loose else made.ranked, day) if facets else None,
            engine=self.engine.name,
        )

    def _issuers(self, query: str) -> tuple[str, ...]:
        return self.vocabulary.issuers if ":" in query else ()

    def _ranked(self, made: compiling.Compiled, limit: int, order: Order, read: int | None) -> list[Found]:
        """The document itself where a number or its name was typed, then the units by rank.

        At least the first ``read`` characters of each are fetched; all of them with None.
        """
        if order != "score":
            if self.engine.count(made.every) or not made.loose:
                return self.engine.fetch(self.engine.search(made.every, limit, order), read)
            loose = self.engine.fetch(self.engine.search(made.ranked, ranking.CANDIDATES), read)
            return _sorted(loose, order)[:limit]
        best: list[Ranked] = []
        seen: set[int] = set()
        for step in made.steps:
            if len(best) >= limit:
                break
            most = max(limit, ranking.CANDIDATES) if step.words else limit
            got = self.engine.search(step.query, most, step.order)
            if step.words:  # always the same number, so that the first ten do not depend on how many are asked for
                again = ranking.rerank(list(step.words), got[: ranking.CANDIDATES], self._known, self.engine)
                got = again + got[ranking.CANDIDATES :]
            for r in got:
                if r.slot not in seen:
                    seen.add(r.slot)
                    best.append(r)
        found = self.engine.fetch(best[:limit], read)
        for i in range(len(found) - 1, 0, -1):  # what comes first by rule scores no less than what follows it
            if found[i - 1].score < found[i].score:
                found[i - 1] = found[i - 1]._replace(score=found[i].score)
        return found

    def _hit(self, found: Found, marker: snippet.Marker, day: date, full: bool) -> Hit:
        said: dict[str, Any] = json.loads(found.data)
        events = [(date.fromisoformat(d), s) for d, s in said["events"]]
        card = bool(said.get("card"))
        shown = analysis.clean(said["title"] or "") if card else _without_heading(found.text, said.get("heading"))
        return Hit(
            doc_id=said["id"],
            number=said["number"],
            issuer=said["issuer"],
            doc_type=said["doc_type"],
            issued=said["issued"],
            title=said["title"],
            article=said.get("article"),
            path=said.get("path"),
            heading=said.get("heading"),
            score=found.score,
            snippet=marker.cut(shown),
            status=timeline.at(events, day),
            text=found.text if full and not card else None,
        )

    def _facets(self, wanted: Node, day: date) -> dict[str, list[tuple[str, int]]]:
        counts = {name: self.engine.facet(wanted, field)[:_FACET_MOST] for name, field in _FACETS.items()}
        counts["doc_type"] = [(numbering.type_name(k), n) for k, n in counts["doc_type"]]
        counts["year"] = [(y, n) for y, n in self.engine.facet(wanted, "year") if y != "0"][:_FACET_MOST]
        of_status = []
        for s in timeline.STATUSES:
            n = self.engine.count(Bool(must=(wanted,), filters=(timeline.during([s], day),)))
            if n:
                of_status.append((s, n))
        counts["status"] = sorted(of_status, key=lambda kv: -kv[1])
        return counts


def _without_heading(text: str, heading: str | None) -> str:
    """The article's text after "Điều 5. Tên điều", which a hit says already; all of it where nothing follows."""
    m = re.match(_ARTICLE, text)
    if m is None:
        return text
    at = m.end()
    if heading and text.startswith(heading, at):
        at += len(heading)
    return text[at:].lstrip(" \t\r\n.:;,") or text


def _sorted(found: list[Found], order: Order) -> list[Found]:
    def key(f: Found) -> Any:
        said = json.loads(f.data)
        return numbering.rank(said["doc_type"]) if order == "rank" else said["issued"] or ""

    return sorted(found, key=key, reverse=order == "issued")


_opened: dict[tuple[str, str | None], tuple[int, Finder]] = {}


def finder(search_dir: Path, engine: str | None = None) -> Finder:
    """An opened index of ``search_dir``, kept for the next call while the index on disk stays the same."""
    key = (str(search_dir), engine)
    stamp = index.changed(Path(search_dir), engine)
    kept = _opened.get(key)
    if kept is not None and kept[0] == stamp:
        return kept[1]
    if kept is not None:
        kept[1].close()
        del _opened[key]
    made = Finder(Path(search_dir), engine)
    _opened[key] = (stamp, made)
    return made


def search(search_dir: Path, query: str, *, engine: str | None = None, **options: Any) -> SearchResult:
    """Articles and documents that answer ``query``, best first.

    Args:
        search_dir: the folder :func:`lawreg.search.index.update` wrote.
        query: words or the query language of docs/tim-kiem.md.
        engine: "tantivy" or "whoosh"; otherwise as set in tables/search.toml.
        options: ``limit`` (10), ``status`` (a status or several), ``doc_type``, ``issuer`` (a body or a place),
            ``year`` (2015 or "2010..2015"), ``field`` (lĩnh vực), ``at`` (the day statuses are taken at; today),
            ``sort`` ("relevance", "date", "rank"), ``facets``, ``full`` (whole articles in the hits).

    Raises:
        QuerySyntaxError: the query cannot be read; the finding's params hold place, caret and mended form.
        WorkspaceError: there is no index, or it is damaged or out of date.
    """
    return finder(search_dir, engine).search(query, **options)
