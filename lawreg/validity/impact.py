"""If a document were repealed: what falls with it for certain, what loses its legal basis, what must be reviewed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lawreg import dates
from lawreg.model import CitationRecord, DocumentRecord, Op, Status
from lawreg.validity import rules
from lawreg.validity.engine import Validity
from lawreg.validity.life import CHANGING
from lawreg.validity.verdict import iso, label, names

_LIMIT = 2000  # documents reached; a wider closure helps nobody
_LIVING = frozenset({Status.IN_FORCE, Status.PARTLY_EXPIRED, Status.PARTLY_SUSPENDED, Status.SUSPENDED, Status.NOT_YET,
                     Status.UNKNOWN})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reached:
    """A document with the path that leads to it: the ids from the repealed document on, and why each step holds."""

    document: DocumentRecord
    path: tuple[str, ...]
    link: str  # detail, amend, basis, citation


@dataclass(frozen=True, slots=True)
class Impact:
    """``cut``: the closure was wider than the limits."""

    document: DocumentRecord
    since: date
    falls: tuple[Reached, ...]
    loses_basis: tuple[Reached, ...]
    to_review: tuple[Reached, ...]
    cut: bool
    labels: dict[str, str]
    issuers: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of ``lawreg impact``."""

        def rows(reached: tuple[Reached, ...]) -> list[dict[str, Any]]:
            return [{**_head(r.document), "link": r.link, "path": [self.labels[i] for i in r.path]} for r in reached]

        return {
            "document": _head(self.document),
            "since": iso(self.since),
            "falls": rows(self.falls),
            "loses_basis": rows(self.loses_basis),
            "to_review": rows(self.to_review),
            "cut": self.cut,
        }

    def to_svg(self) -> str:
        """The same picture as SVG."""
        from lawreg.validity.impact_picture import svg

        return svg(self)

    def _node(self, d: DocumentRecord) -> str:
        """The start of a node's line: keyed by id, for a number alone is that of several provinces' documents."""
        shown = [self.labels[d.id], ", ".join(d.issuers) or "…", dates.format_vi(d.issued) if d.issued else "…"]
        return f"{_quoted(d.id)} [label={_quoted(chr(10).join(shown))},"

    def to_dot(self) -> str:
        """A Graphviz picture: red falls, orange loses its basis, grey is to be reviewed."""
        lines = ["digraph impact {", '  rankdir=LR; node [shape=box, style=filled, fontname="Times New Roman"];']
        lines.append(f"  {self._node(self.document)} fillcolor=black, fontcolor=white];")
        edges: set[tuple[str, str, str]] = set()
        for rows, colour in ((self.falls, "#f4a6a6"), (self.loses_basis, "#fad7a0"), (self.to_review, "#e5e5e5")):
            for r in rows:
                lines.append(f'  {self._node(r.document)} fillcolor="{colour}"];')
                edges.add((r.path[-2], r.path[-1], r.link))
        lines += [f"  {_quoted(a)} -> {_quoted(b)} [label={_quoted(link)}];"
                  for a, b, link in sorted(edges)]  # fmt: skip
        return "\n".join([*lines, "}"]) + "\n"


def _head(d: DocumentRecord) -> dict[str, Any]:
    return {"id": d.id, "number": d.number, "doc_type": d.doc_type, "issuer": names(d), "issued": iso(d.issued),
            "title": d.title}  # fmt: skip


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def impact(
    validity: Validity, doc_id: str, citations: Iterable[CitationRecord] = (), *, since: date, depth: int = 3
) -> Impact:
    """What follows if the document ended on ``since``.

    Args:
        citations: the registry's citations; legal bases and other mentions.
        depth: longest path followed.

    Raises:
        KeyError: no such document.
    """
    cited_by: dict[str, dict[str, bool]] = {}
    for c in citations:
        if c.target:
            sources = cited_by.setdefault(c.target, {})
            sources[c.source] = sources.get(c.source, False) or c.citation.basis
    return _Closure(validity, since, depth, cited_by).of(doc_id)


class _Closure:
    def __init__(self, validity: Validity, since: date, depth: int, cited_by: dict[str, dict[str, bool]]) -> None:
        self.validity, self.since, self.depth, self.cited_by = validity, since, depth, cited_by
        self.seen: set[str] = set()
        self.falls: list[Reached] = []
        self.basis: list[Reached] = []
        self.review: list[Reached] = []
        self.cut = False

    def of(self, doc_id: str) -> Impact:
        validity = self.validity
        root = validity.documents[doc_id]
        self.seen.add(doc_id)
        front: list[tuple[str, ...]] = [(doc_id,)]
        for _step in range(self.depth):
            following: list[tuple[str, ...]] = []
            for path in front:
                following += self._fall(path)
            front = following
            if not front:
                break
        self.cut = self.cut or bool(front)
        for path in [(doc_id,), *(r.path for r in self.falls)]:
            self._mentions(path)
        reached = {i for r in (*self.falls, *self.basis, *self.review) for i in r.path} | {doc_id}
        labels = {i: label(validity.documents[i]) for i in reached}
        whose = {i: ", ".join(validity.documents[i].issuers) for i in reached}
        return Impact(
            root, self.since, tuple(self.falls), tuple(self.basis), tuple(self.review), self.cut, labels, whose
        )

    def _living(self, id_: str) -> bool:
        d = self.validity.documents[id_]
        if d.stub or (d.issued is not None and d.issued > self.since):
            return False
        return self.validity.status(id_, self.since).status in _LIVING

    def _fall(self, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Detailing documents by the regime of the day, amending ones left without an object (domain.md 4.4)."""
        found = []
        regime = rules.regime(self.since)
        gone = self.seen
        for record in self.validity.incoming(path[-1]):
            child = record.actor
            if child in self.seen or child not in self.validity.documents or not self._living(child):
                continue
            if record.effect.op == Op.DETAIL:
                parents = {r.target for r in self.validity.outgoing(child) if r.effect.op == Op.DETAIL and r.target}
                certain = regime.outcome == "fall" and all(p in gone or not self._living(p) for p in parents)
                link = "detail"
            elif record.effect.op in CHANGING:
                bases = {r.target for r in self.validity.outgoing(child)
                         if r.target != child and r.effect.op not in (Op.DETAIL, Op.CORRECT)}  # fmt: skip
                title = rules.bare(self.validity.documents[child].title)
                amends = rules.policy().amendment_title.search(title) is not None
                certain = amends and all(b is not None and (b in gone or not self._living(b)) for b in bases)
                link = "amend"
            else:
                continue
            self._add(self.falls if certain else self.review, child, path, link)
            if certain:
                found.append((*path, child))
        return found

    def _mentions(self, path: tuple[str, ...]) -> None:
        for source, basis in sorted(self.cited_by.get(path[-1], {}).items()):
            if source in self.seen or source not in self.validity.documents or not self._living(source):
                continue
            self._add(self.basis if basis else self.review, source, path, "basis" if basis else "citation")

    def _add(self, to: list[Reached], id_: str, path: tuple[str, ...], link: str) -> None:
        if len(self.seen) > _LIMIT:
            self.cut = True
            return
        self.seen.add(id_)
        to.append(Reached(self.validity.documents[id_], (*path, id_), link))
