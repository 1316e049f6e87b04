"""Reads the registry: documents, effects, citations, texts, findings.

>>> store = Store.open(Workspace("."))                                  # doctest: +SKIP
>>> [d.id for d in store.find("12/2015/QĐ-UBND", issuer="tỉnh Đắk Lắk")]  # doctest: +SKIP
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, inspect, select

from lawreg import numbers
from lawreg.errors import NotFound, WorkspaceError
from lawreg.model import (
    CitationRecord,
    Decision,
    DocumentRecord,
    EffectiveKind,
    EffectRecord,
    Span,
)
from lawreg.registry import bodies, codec, keys, schema
from lawreg.registry.dialect import chunks, connect, tidy, trouble
from lawreg.registry.schema import citations, contents, documents, effects, files, history, meta, remarks
from lawreg.registry.shelf import Shelf
from lawreg.workspace import Workspace

_KINDS = {str(k): k for k in EffectiveKind}
_DOCUMENT = tuple(documents.c[name] for name in (
    "id", "number", "number_key", "doc_type", "issuers", "issuer_ids", "issued", "title", "signer", "normative",
    "normative_reason", "effective", "effective_kind", "effective_rule", "effective_start", "effective_end",
    "effective_computed", "expires", "expires_quote", "expires_start", "expires_end", "field", "file", "sha256", "stub",
    "doubtful",
))  # fmt: skip
_EFFECT = (effects.c.ref, effects.c.actor, effects.c.target, effects.c.candidates,
           *(effects.c[name] for name in codec.EFFECT_COLUMNS))  # fmt: skip
_CITATION = (citations.c.ref, citations.c.source, citations.c.target, citations.c.candidates,
             *(citations.c[name] for name in codec.CITATION_COLUMNS))  # fmt: skip


def _record(r: Any) -> DocumentRecord:
    (id_, number, number_key, doc_type, issuers, issuer_ids, issued, title, signer, normative, reason, effective, kind,
     rule, start, end, computed, expires, expires_quote, x_start, x_end, field, file, sha256, stub,
     doubtful) = r  # fmt: skip
    return DocumentRecord(
        id_, number, number_key, doc_type, codec.tuple_of(issuers), codec.tuple_of(issuer_ids), codec.day(issued),
        title, signer, None if normative is None else normative == 1,
        None if reason is None else codec.finding(json.loads(reason)),
        codec.day(effective), _KINDS[kind], rule, None if start is None else Span(start, end), computed == 1,
        codec.day(expires), expires_quote, None if x_start is None else Span(x_start, x_end), field, file, sha256,
        stub == 1, codec.tuple_of(doubtful),
    )  # fmt: skip


def _effect(r: Any) -> EffectRecord:
    ref, actor, target, candidates = r[:4]
    return EffectRecord(f"{actor}#{ref}", actor, target, codec.tuple_of(candidates), codec.effect(r[4:]))


def _citation(r: Any) -> CitationRecord:
    ref, source, target, candidates = r[:4]
    return CitationRecord(f"{source}#{ref}", source, target, codec.tuple_of(candidates), codec.citation(r[4:]))


def _actor_and_ref(r: Any) -> tuple[str, str]:
    return r[1], r[0]  # sorted here: rows come nearly in order, and wide rows are dear to sort in the database


@contextmanager
def _many_objects() -> Iterator[None]:
    """Hundreds of thousands of records that live on: the cycle collector would go through them again and again."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


class Store(Shelf):
    """The registry, read. What was read stays the same inside :meth:`reading`, whatever a writer does meanwhile."""

    # ------------------------------------------------------------------------------------------------- opening

    @classmethod
    def open(cls, where: Workspace | Path | str, *, create: bool = False) -> Store:
        """Open the registry of a workspace, of an SQLite file, or behind an SQLAlchemy URL.

        A workspace's registry is brought up to date with corpus/decisions.jsonl.

        Raises:
            WorkspaceError: there is none ("no_registry"), it was made by another version ("rebuild_needed"), or it
                cannot be read ("registry_damaged").
        """
        ws = where if isinstance(where, Workspace) else None
        place: Path | str = ws.registry_file if ws else where  # type: ignore[assignment]
        remote = isinstance(place, str) and "://" in place
        if not remote and not Path(place).exists():
            if not create:
                if ws is not None:
                    return cls._empty(ws)
                raise WorkspaceError("no_registry", file=str(place))
            Path(place).parent.mkdir(parents=True, exist_ok=True)
        store = cls(connect(place), ws)
        store._check(create)
        if ws is not None and not create:
            store._follow_decisions(ws)
        return store

    @classmethod
    def _empty(cls, ws: Workspace) -> Store:
        """A workspace in which nothing was read yet has an empty registry, not an error."""
        ws.check()
        with ws.lock():
            cls.open(ws, create=True).close()
        return cls.open(ws)

    def _check(self, create: bool) -> None:
        from sqlalchemy.exc import DatabaseError

        try:
            if not inspect(self.engine).has_table("meta"):
                if not create and inspect(self.engine).get_table_names():
                    raise WorkspaceError("rebuild_needed", file=self._name())
                with self.engine.begin() as c:
                    schema.metadata.create_all(c)
                    c.execute(meta.insert().values(key="schema", value=str(schema.SCHEMA)))
            found = self.meta("schema")
        except DatabaseError as e:
            raise WorkspaceError(trouble(e), file=self._name(), reason=str(e.orig or e)) from e
        if found != str(schema.SCHEMA):
            raise WorkspaceError("rebuild_needed", file=self._name())

    def _name(self) -> str:
        return str(self.engine.url.database or self.engine.url)

    def _follow_decisions(self, ws: Workspace) -> None:
        """Decisions made since the registry was written are applied before anything is read from it."""
        from lawreg.registry import publish, rulings

        ruled, _ = rulings.of(ws)
        current = publish.fingerprint(ruled.entries)
        if (self.meta(publish.DECISIONS) or publish.fingerprint(())) == current:
            return
        with ws.lock(), self.engine.begin() as c:
            publish.publish(c, ruled)

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ----------------------------------------------------------------------------------------------- documents

    def documents(self, stubs: bool = False) -> list[DocumentRecord]:
        """Documents in order of their ids; with ``stubs`` also those that are only cited."""
        query = select(*_DOCUMENT).order_by(documents.c.id)
        with _many_objects():
            return [_record(r) for r in self._rows(query if stubs else query.where(documents.c.stub == 0))]

    def document(self, id_: str) -> DocumentRecord:
        """The document with that id, or with the id one of its files gave it before.

        Raises:
            NotFound: there is none.
        """
        rows = self._rows(select(*_DOCUMENT).where(documents.c.id == id_))
        if not rows:
            earlier = select(files.c.document).where(files.c.raw_id == id_, files.c.document.is_not(None)).limit(1)
            rows = self._rows(select(*_DOCUMENT).where(documents.c.id == earlier.scalar_subquery()))
        if not rows:
            raise NotFound("no_such_document", number=id_)
        return _record(rows[0])

    def find(self, number: str, issuer: str | None = None, issued: date | None = None) -> list[DocumentRecord]:
        """Documents of that number in any spelling; stubs only where no document of the registry fits.

        Args:
            number: "12/2015/QĐ-UBND", "12/2015" (whatever follows), the name of a law, or a document id.
            issuer: a body or a place, see :func:`lawreg.registry.bodies.matcher`.
            issued: the day it was issued.
        """
        found = self._candidates(number)
        if issuer:
            fits = bodies.matcher(issuer)
            found = [r for r in found if fits(r)]
        if issued is not None:
            found = [r for r in found if r.issued == issued]
        return [r for r in found if not r.stub] or found

    def _candidates(self, number: str) -> list[DocumentRecord]:
        d = documents.c
        wanted = number.strip()
        query = select(*_DOCUMENT).order_by(d.id)
        for where in (
            d.group_key == keys.group_key(wanted),
            d.id == wanted,
            d.name_key == keys.name_key(wanted),
            d.group_key == keys.name_key(wanted),
            d.number_key.startswith(numbers.fold(wanted) + "/", autoescape=True),
        ):
            rows = self._rows(query.where(where))
            if rows:
                return [_record(r) for r in rows]
        return []

    def verified(self, id_: str) -> dict[str, Decision]:
        """Fields of a document that rest on an officer's decision ("document": the whole was confirmed)."""
        rows = self._rows(select(documents.c.verified).where(documents.c.id == id_))
        if not rows or rows[0][0] is None or self.workspace is None:
            return {}
        from lawreg.registry import decisions

        by_id = {d.id: d for d in decisions.load(self.workspace)}
        return {f: by_id[i] for f, i in json.loads(rows[0][0]).items() if i in by_id}

    # --------------------------------------------------------------------------------------------------- links

    def effects(
        self, actor: str | None = None, target: str | None = None, *, refused: bool = False
    ) -> list[EffectRecord]:
        """Effects by their acting document, by their target, or all; those officers refused only on demand."""
        e = effects.c
        query = select(*_EFFECT).where(e.actor.is_not(None))
        query = query.where(e.refused.is_not(None) if refused else e.refused.is_(None))
        if actor is not None:
            query = query.where(e.actor == actor)
        if target is not None:
            query = query.where(e.target == target)
        with _many_objects():
            return [_effect(r) for r in sorted(self._rows(query), key=_actor_and_ref)]

    def citations(self, source: str | None = None, target: str | None = None) -> list[CitationRecord]:
        """Citations by the citing document, by the cited one, or all."""
        c = citations.c
        query = select(*_CITATION).where(c.source.is_not(None))
        if source is not None:
            query = query.where(c.source == source)
        if target is not None:
            query = query.where(c.target == target)
        with _many_objects():
            return [_citation(r) for r in sorted(self._rows(query), key=_actor_and_ref)]

    def effect_edges(self, ids: Iterable[str] | None = None) -> list[tuple[str, ...]]:
        """(actor, target, ref, op, whole, provisions, date, confidence) of effects with a target, for graphs; with
        ``ids`` only those that touch one of these documents."""
        e = effects.c
        query = select(e.actor, e.target, e.ref, e.op, e.whole, e.provisions, e.date, e.confidence).where(
            e.actor.is_not(None), e.target.is_not(None), e.refused.is_(None)
        )
        return self._edges(query, e.actor, e.target, ids)

    def citation_edges(self, ids: Iterable[str] | None = None) -> list[tuple[str, ...]]:
        """(source, target, mentions, basis) of every pair of documents, one citing the other."""
        c = citations.c
        query = (
            select(c.source, c.target, func.count(), func.max(c.basis))
            .where(c.source.is_not(None), c.target.is_not(None))
            .group_by(c.source, c.target)
        )
        return self._edges(query, c.source, c.target, ids)

    def _edges(self, query: Any, tail: Any, head: Any, ids: Iterable[str] | None) -> list[tuple[str, ...]]:
        if ids is None:
            return sorted((tuple(r) for r in self._rows(query)), key=repr)
        found: set[tuple[str, ...]] = set()
        for part in chunks(sorted(ids)):
            found.update(tuple(r) for r in self._rows(query.where(tail.in_(part))))
            found.update(tuple(r) for r in self._rows(query.where(head.in_(part))))
        return sorted(found, key=repr)

    def records(self, ids: Iterable[str]) -> dict[str, DocumentRecord]:
        """Several documents at once, by id; unknown ids are left out."""
        out: dict[str, DocumentRecord] = {}
        for part in chunks(sorted(set(ids))):
            for r in self._rows(select(*_DOCUMENT).where(documents.c.id.in_(part))):
                out[r[0]] = _record(r)
        return out

    # -------------------------------------------------------------------------------------------------- wholes

    def counts(self) -> dict[str, int]:
        """How much there is: documents, stubs, files, effects, citations, and links still open."""

        def n(table: Table, *where: Any) -> int:
            return int(self._rows(select(func.count()).select_from(table).where(*where))[0][0])

        e, c = effects.c, citations.c
        return {
            "documents": n(documents, documents.c.stub == 0),
            "stubs": n(documents, documents.c.stub == 1),
            "files": n(files, files.c.state == "ok"),
            "set_aside": n(files, files.c.state == "aside"),
            "effects": n(effects, e.actor.is_not(None), e.refused.is_(None)),
            "effects_open": n(effects, e.actor.is_not(None), e.target.is_(None), e.refused.is_(None)),
            "citations": n(citations, c.source.is_not(None)),
            "citations_open": n(citations, c.source.is_not(None), c.target.is_(None)),
        }

    def generation(self) -> str:
        """Changes when files or decisions do; equal for equal inputs."""
        return self.meta("generation") or ""

    def content_hash(self) -> str:
        """Hash of everything the registry says; the same inputs give the same hash on any machine, in any order."""
        h = hashlib.sha256()
        with self.engine.connect() as c:
            for table in (files, contents, documents, effects, citations, remarks, history):
                columns = [col for col in table.c if not (table is history and col.name == "at")]
                h.update(f"\x1d{table.name}".encode())
                rows = c.execution_options(yield_per=500).execute(
                    select(*columns).order_by(*table.primary_key.columns)
                )
                for r in rows:
                    h.update(repr(tuple(r)).encode("utf-8", "backslashreplace"))
        return h.hexdigest()

    def tidy(self) -> None:
        tidy(self.engine)
