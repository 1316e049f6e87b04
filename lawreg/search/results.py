"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lawreg.terms import Finding


@dataclass(frozen=True, slots=True)
class Hit:
    """One article (``article`` None: an annex, a text without articles or, with ``path`` None, the document itself).

    ``snippet`` marks the words that were found with ``**``; ``text`` is the whole unit when it was asked for.
    """

    doc_id: str
    number: str | None
    issuer: str | list[str] | None
    doc_type: str | None
    issued: str | None
    title: str | None
    article: str | None
    path: str | None
    heading: str | None
    score: float
    snippet: str
    status: str
    text: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON of one hit; ``text`` only when it was asked for."""
        said: dict[str, Any] = {
            "number": self.number,
            "issuer": self.issuer,
            "doc_type": self.doc_type,
            "issued": self.issued,
            "title": self.title,
            "article": self.article,
            "heading": self.heading,
            "score": round(self.score, 4),
            "snippet": self.snippet,
            "status": self.status,
            "doc_id": self.doc_id,
            "path": self.path,
        }
        if self.text is not None:
            said["text"] = self.text
        return said


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first.

    ``total`` counts the units that hold every word asked for; with plain words, looser ones follow them, so ``exact``
    is False and more hits than ``total`` may be had. ``suggestion`` is another reading of the query ("Ý ông/bà là …?").
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    exact: bool = True
    suggestion: str | None = None
    facets: Mapping[str, list[tuple[str, int]]] | None = None
    findings: tuple[Finding, ...] = ()
    engine: str = ""
    id: str | None = field(default=None)

    def to_dict(self) -> dict[str, Any]:
        """The JSON of ``lawreg search --json``."""
        said: dict[str, Any] = {"id": self.id} if self.id is not None else {}
        said |= {
            "query": self.query,
            "total": self.total,
            "exact": self.exact,
            "hits": [h.to_dict() for h in self.hits],
        }
        if self.suggestion:
            said["suggestion"] = self.suggestion
        if self.facets is not None:
            said["facets"] = {k: [[n, c] for n, c in v] for k, v in self.facets.items()}
        return said

    def groups(self) -> list[tuple[Hit, ...]]:
        """The hits by document, documents in the order of their best hit."""
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.doc_id, []).append(hit)
        return [tuple(hits) for hits in found.values()]
