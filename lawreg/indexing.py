"""Brings the search index to the registry's state: what a search shows comes from store and validity, once, here.

A document is indexed again only when something the index holds of it has changed; ``entries.json`` beside the index
keeps a digest of each, and the generation it was written for: where that is not the index's own (the program was killed
between the two), the index is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from lawreg.errors import WorkspaceError
from lawreg.model import DocumentRecord, Provision, Unit
from lawreg.registry import disk
from lawreg.registry.progress import Progress, Stage
from lawreg.search import index

if TYPE_CHECKING:
    from lawreg.registry.store import Store
    from lawreg.validity import Validity
    from lawreg.workspace import Workspace

_DIGESTS = "entries.json"
_WAIT = 60.0  # seconds for another run to finish with the index
# Share of documents replaced or removed above which the index is made anew: what was replaced goes on counting in the
# scores until the engine merges it away, so that many of them would shift the order of the answers.
_MOST_REPLACED = 0.2
_EVERY = 50  # documents between two words of progress


def refresh(
    ws: Workspace,
    store: Store,
    validity: Callable[[], Validity],
    engine: str | None = None,
    progress: Progress | None = None,
) -> int:
    """Index what changed since the last time; one process at a time.

    Args:
        engine: the engine whose index is meant; by default the one the tables choose.

    Returns:
        How many documents were written or removed; 0 when the index stands at the registry's generation already.

    Raises:
        WorkspaceError: another run holds the workspace, or no room is left.
    """
    tell = progress or _silent
    if _current(ws, store, engine):
        return 0
    with ws.lock(_WAIT, waiting=lambda holder: tell(Stage.WAIT, 0, 0, holder)):
        try:
            return 0 if _current(ws, store, engine) else _refresh(ws, store, validity, engine, tell)
        except OSError as e:
            code = "disk_full" if disk.no_room(e) else "cannot_write"
            place = {"file": str(e.filename or ws.search_dir), "folder": str(e.filename or ws.search_dir)}
            raise WorkspaceError(code, **place, reason=e.strerror or str(e)) from e


def _silent(*_: object) -> None:
    pass


def _current(ws: Workspace, store: Store, engine: str | None) -> bool:
    generation = str(store.generation())
    meta = _meta(ws, engine)
    return meta is not None and meta.generation == generation and _digests_for(ws, engine) == generation


def _refresh(
    ws: Workspace, store: Store, validity: Callable[[], Validity], engine: str | None, tell: Progress
) -> int:
    generation = str(store.generation())
    meta = _meta(ws, engine)
    if meta is not None and _digests_for(ws, engine) != meta.generation:
        meta = None
    if meta is None:
        _clear(ws, engine)
    before = _read_digests(ws, engine).get("documents", {}) if meta is not None else {}
    tell(Stage.STATUS, 0, 0, "")
    entries = _Entries(store, validity())
    after: dict[str, str] = {}
    changed: list[DocumentRecord] = []
    records = store.documents()
    for n, record in enumerate(records):
        if n % _EVERY == 0:
            tell(Stage.STATUS, n, len(records), record.number or record.id)
        after[record.id] = entries.digest(record)
        if before.get(record.id) != after[record.id]:
            changed.append(record)
    removed = sorted(before.keys() - after.keys())
    replaced = len(removed) + sum(r.id in before for r in changed)
    if before and replaced > _MOST_REPLACED * len(after):
        _clear(ws, engine)
        changed, removed = records, []
    listed = _told(entries.of(changed), len(changed), tell)
    index.update(ws.search_dir, listed, engine=engine, generation=generation, removed_ids=removed)
    _write_digests(ws, engine, generation, after)
    return len(changed) + len(removed)


def _clear(ws: Workspace, engine: str | None) -> None:
    if engine is None:
        index.clear(ws.search_dir)
    else:
        shutil.rmtree(ws.search_dir / engine, ignore_errors=True)


def _told(entries: Iterator[index.IndexDocument], total: int, tell: Progress) -> Iterator[index.IndexDocument]:
    """The entries as they are; progress is told of each, and of the write to the disk that follows the last."""
    for n, entry in enumerate(entries):
        tell(Stage.INDEX, n, total, entry.number or entry.doc_id)
        yield entry
    tell(Stage.SAVE, total, total, "")


def _meta(ws: Workspace, engine: str | None) -> index.Meta | None:
    """The stamp of a usable index; None where it must be made anew."""
    try:
        opened, _folder = index.opened(ws.search_dir, engine)
        opened.close()
        return index.read_meta(ws.search_dir, engine)
    except WorkspaceError:
        return None


def _digests(engine: str | None) -> str:
    return f"{engine}-{_DIGESTS}" if engine else _DIGESTS


def _read_digests(ws: Workspace, engine: str | None) -> dict[str, Any]:
    try:
        found = json.loads((ws.search_dir / _digests(engine)).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("documents"), dict) else {}


def _digests_for(ws: Workspace, engine: str | None) -> str | None:
    """The generation the digests were written for."""
    found = _read_digests(ws, engine).get("generation")
    return found if isinstance(found, str) else None


def _write_digests(ws: Workspace, engine: str | None, generation: str, digests: dict[str, str]) -> None:
    waiting = ws.search_dir / (_digests(engine) + ".new")
    said = {"generation": generation, "documents": digests}
    waiting.write_text(json.dumps(said, ensure_ascii=False, sort_keys=True), encoding="utf-8")
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
