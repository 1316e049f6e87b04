"""Answering a file of queries, one JSON object a line: {"id", "query"} and, if wanted, filters of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lawreg.errors import LawregError, UsageError
from lawreg.messages import render
from lawreg.search.service import finder

_OWN = ("limit", "status", "doc_type", "issuer", "year", "field", "at", "sort", "facets", "full")


def run(search_dir: Path, queries: Path, *, engine: str | None = None, **options: Any) -> Iterator[dict[str, Any]]:
    """The JSON of :class:`SearchResult` for every line of ``queries``, in order, each with its id.

    ``options`` are those of :func:`lawreg.search.search`; a line's own fields win. A query that cannot be read is
    answered with ``error`` and no hits, so that one bad line does not stop the rest.

    Raises:
        UsageError: the file cannot be read or a line is no query.
    """
    opened = finder(search_dir, engine)
    for n, line in _lines(queries):
        try:
            said = json.loads(line)
            query = said["query"]
            if not isinstance(query, str):
                raise TypeError("query")
        except (ValueError, KeyError, TypeError) as e:
            raise UsageError("search_queries_line", file=str(queries), line=n) from e
        own = options | {k: said[k] for k in _OWN if k in said}
        if isinstance(own.get("at"), str):
            own["at"] = date.fromisoformat(own["at"])
        try:
            answer = opened.search(query, **own).to_dict()
        except LawregError as e:
            error = {"code": e.finding.code, "message": render(e.finding)}
            answer = {"query": query, "total": 0, "hits": [], "error": error}
        yield {"id": said.get("id"), **answer}


def _lines(queries: Path) -> Iterator[tuple[int, str]]:
    try:
        with Path(queries).open(encoding="utf-8-sig") as f:
            for n, line in enumerate(f, 1):
                if line.strip():
                    yield n, line
    except (OSError, UnicodeDecodeError) as e:
        raise UsageError("search_queries_file", file=str(queries), cause=str(e)) from e
