"""Brings the search index to the registry's state: what a search shows comes from store and validity, once, here.

A document is indexed again only when something the index holds of it has changed; ``entries.json`` beside the index
keeps a digest of each.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from lawreg.model import DocumentRecord, Provision, Unit
from lawreg.search import index

if TYPE_CHECKING:
    from lawreg.registry.store import Store
    from lawreg.validity import Validity
    from lawreg.workspace import Workspace

_DIGESTS = "entries.json"


def refresh(ws: Workspace, store: Store, validity: Callable[[], Validity], engine: str | None = None) -> int:
    """Index what changed since the last time.

    Args:
        engine: the engine whose index is meant; by default the one the tables choose.

    Returns:
        How many documents were written or removed; 0 when the index stands at the registry's generation already.
    """
    generation = str(store.generation())
    meta = _meta(ws, engine)
    if meta is not None and meta.generation == generation:
        return 0
    if meta is None and engine is None:
        index.clear(ws.search_dir)
    before = _read_digests(ws, engine) if meta is not None else {}
    entries = _Entries(store, validity())
    after: dict[str, str] = {}
    changed: list[DocumentRecord] = []
    for record in store.documents():
        after[record.id] = entries.digest(record)
        if before.get(record.id) != after[record.id]:
            changed.append(record)
    removed = sorted(before.keys() - after.keys())
    index.update(ws.search_dir, entries.of(changed), engine=engine, generation=generation, removed_ids=removed)
    _write_digests(ws, engine, after)
    return len(changed) + len(removed)


def _meta(ws: Workspace, engine: str | None) -> index.Meta | None:
    """The stamp of a usable index; None where it must be made anew."""
    from lawreg.errors import WorkspaceError

    try:
        opened, _folder = index.opened(ws.search_dir, engine)
        opened.close()
        return index.read_meta(ws.search_dir, engine)
    except WorkspaceError:
        return None


def _digests(engine: str | None) -> str:
    return f"{engine}-{_DIGESTS}" if engine else _DIGESTS


def _read_digests(ws: Workspace, engine: str | None) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((ws.search_dir / _digests(engine)).read_text(encoding="utf-8"))
        return found
    except (OSError, ValueError):
        return {}


def _write_digests(ws: Workspace, engine: str | None, digests: dict[str, str]) -> None:
    waiting = ws.search_dir / (_digests(engine) + ".new")
    waiting.write_text(json.dumps(digests, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    os.replace(waiting, ws.search_dir / _digests(engine))


class _Entries:
    def __init__(self, store: Store, validity: Validity) -> None:
        self._store = store
        self._validity = validity
        self._cited: Counter[str] = Counter()
        for _source, target, mentions, _basis in store.citation_edges():  # summed by the database
            self._cited[target] += int(mentions)

    def _meta(self, record: DocumentRecord) -> dict[str, Any]:
        events = tuple((e.date, str(e.status)) for e in self._validity.timeline(record.id))
        return {
            "doc_id": record.id,
            "number": record.number,
            "number_key": record.number_key,
            "doc_type": record.doc_type,
            "issuer": record.issuers,
            "issued": record.issued,
            "year": record.issued.year if record.issued else None,
            "title": record.title,
            "field": record.field,
            "normative": record.normative,
            "status_events": events,
            # a rough count: one citation more is no reason to write a document again
            "cited_count": (1 << self._cited[record.id].bit_length()) >> 1,
        }

    def digest(self, record: DocumentRecord) -> str:
        shown = repr((record.sha256, sorted(self._meta(record).items(), key=lambda kv: kv[0])))
        return hashlib.sha256(shown.encode()).hexdigest()[:20]

    def of(self, records: list[DocumentRecord]) -> Iterator[index.IndexDocument]:
        """What the index holds of each, their texts fetched a few at a time."""
        wanted = {r.id: r for r in records}
        if len(records) > 200:
            texts = (t for t in self._store.texts() if t[0] in wanted)
        else:
            texts = ((i, self._store.text(i), self._store.provisions(i)) for i in wanted)
        for id_, text, provisions in texts:
            yield index.IndexDocument(**self._meta(wanted[id_]), articles=tuple(_units(text, provisions)))


def _units(text: str, provisions: tuple[Provision, ...]) -> Iterator[tuple[str | None, str | None, str | None, str]]:
    """Articles, then annexes; a document without either is one unit."""
    found = False
    for p in provisions:
        if p.unit is Unit.ARTICLE or (p.unit is Unit.ANNEX and not _inside_annex(p, provisions)):
            found = True
            label = p.label if p.unit is Unit.ARTICLE else None
            yield label, p.path, p.heading, text[p.start : p.end]
    if not found:
        yield None, None, None, text


def _inside_annex(p: Provision, provisions: tuple[Provision, ...]) -> bool:
    return p.parent is not None and provisions[p.parent].unit is Unit.ANNEX
