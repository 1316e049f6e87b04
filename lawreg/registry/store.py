"""Reads the registry: documents, effects, citations, texts, findings.

>>> store = Store.open(Workspace("."))                                  # doctest: +SKIP
>>> [d.id for d in store.find("12/2015/QĐ-UBND", issuer="tỉnh Đắk Lắk")]  # doctest: +SKIP
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from sqlalchemy import Connection, Engine, Select, Table, func, inspect, select

from lawreg import messages, numbers
from lawreg.errors import NotFound, WorkspaceError
from lawreg.model import (
    CitationRecord,
    Decision,
    Document,
    DocumentRecord,
    EffectiveKind,
    EffectRecord,
    Finding,
    Provision,
    Span,
    Text,
)
from lawreg.registry import bodies, codec, keys, schema
from lawreg.registry.dialect import connect, fetch, tidy
from lawreg.registry.schema import citations, contents, documents, effects, files, history, meta, remarks
from lawreg.workspace import Workspace

_KINDS = {str(k): k for k in EffectiveKind}
_DOCUMENT = tuple(documents.c[name] for name in (
    "id", "number", "number_key", "doc_type", "issuers", "issuer_ids", "issued", "title", "signer", "normative",
    "normative_reason", "effective", "effective_kind", "effective_rule", "effective_start", "effective_end",
    "effective_computed", "expires", "expires_quote", "expires_start", "expires_end", "field", "file", "sha256", "stub",
))  # fmt: skip
_EFFECT = (effects.c.ref, effects.c.actor, effects.c.target, effects.c.candidates,
           *(effects.c[name] for name in codec.EFFECT_COLUMNS))  # fmt: skip
_CITATION = (citations.c.ref, citations.c.source, citations.c.target, citations.c.candidates,
             *(citations.c[name] for name in codec.CITATION_COLUMNS))  # fmt: skip


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that is not in the registry, and why."""

    file: str
    finding: Finding
    why: tuple[Finding, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"file": self.file, "code": self.finding.code, "message": self.message}

    @property
    def message(self) -> str:
        """The sentence an officer reads, with the reason within the reason where there is one."""
        p = dict(self.finding.params)
        if "reason_code" in p:
            inner = Finding(str(p["reason_code"]), p.get("reason") or {})
            p["reason"] = messages.render(inner)
        return messages.render(Finding(self.finding.code, {"file": self.file, **p}, self.finding.severity))


@dataclass(frozen=True, slots=True)
class OldText:
    """A text that a newer version of its file took the place of."""

    file: str
    sha256: str
    at: str
    number: str | None
    issued: str | None
    title: str | None
    text: str


def _record(r: Any) -> DocumentRecord:
    (id_, number, number_key, doc_type, issuers, issuer_ids, issued, title, signer, normative, reason, effective, kind,
     rule, start, end, computed, expires, expires_quote, x_start, x_end, field, file, sha256, stub) = r  # fmt: skip
    return DocumentRecord(
        id_, number, number_key, doc_type, codec.tuple_of(issuers), codec.tuple_of(issuer_ids), codec.day(issued),
        title, signer, None if normative is None else normative == 1,
        None if reason is None else codec.finding(json.loads(reason)),
        codec.day(effective), _KINDS[kind], rule, None if start is None else Span(start, end), computed == 1,
        codec.day(expires), expires_quote, None if x_start is None else Span(x_start, x_end), field, file, sha256,
        stub == 1,
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


class Store:
    """The registry, read. What was read stays the same inside :meth:`reading`, whatever a writer does meanwhile."""

    def __init__(self, engine: Engine, workspace: Workspace | None = None) -> None:
        self.engine = engine
        self.workspace = workspace
        self._pinned: Connection | None = None

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
            raise WorkspaceError("registry_damaged", file=self._name(), reason=str(e.orig or e)) from e
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

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """All reads inside see one state of the registry."""
        if self._pinned is not None:
            yield self
            return
        with self.engine.connect() as c:
            self._pinned = c
            try:
                yield self
            finally:
                self._pinned = None

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        if self._pinned is not None:
            return fetch(self._pinned, query)
        with self.engine.connect() as c:
            return fetch(c, query)

    def meta(self, key: str) -> str | None:
        rows = self._rows(select(meta.c.value).where(meta.c.key == key))
        return rows[0][0] if rows else None

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

    # --------------------------------------------------------------------------------------------------- texts

    def _content(self, id_: str, *columns: Any) -> Any | None:
        query = (
            select(*columns)
            .join(files, files.c.name == contents.c.file)
            .where(files.c.document == id_, files.c.best == 1)
        )
        rows = self._rows(query)
        return rows[0] if rows else None

    def text(self, id_: str) -> str:
        """The text that all spans of the document count in; empty for a stub."""
        row = self._content(id_, contents.c.text)
        return row[0] if row else ""

    def provisions(self, id_: str) -> tuple[Provision, ...]:
        """Units of the document in order; none for a stub."""
        row = self._content(id_, contents.c.provisions)
        return codec.provisions(row[0]) if row else ()

    def read(self, id_: str) -> Text | None:
        """The document's text with pages, tables and what its file claims; None for a stub."""
        row = self._content(id_, contents.c.text, files.c.sha256, contents.c.layout, contents.c.findings)
        return codec.text(row[0], row[1], row[2], codec.findings(row[3])) if row else None

    def structure(self, id_: str) -> Document | None:
        """The document as parsed, header as its own text says it; None for a stub."""
        row = self._content(id_, contents.c.text, files.c.header, contents.c.structure, contents.c.provisions,
                            contents.c.findings)  # fmt: skip
        return codec.document(row[0], json.loads(row[1]), row[2], row[3], row[4]) if row else None

    def texts(self) -> Iterator[tuple[str, str, tuple[Provision, ...]]]:
        """Id, text and provisions of every document in order of ids, a few at a time."""
        query = (
            select(files.c.document, contents.c.text, contents.c.provisions)
            .join(contents, files.c.name == contents.c.file)
            .where(files.c.best == 1, files.c.document.is_not(None))
            .order_by(files.c.document)
        )
        with self.engine.connect() as c:
            for r in c.execution_options(yield_per=200).execute(query):
                yield r[0], r[1], codec.provisions(r[2])

    def files_of(self, id_: str) -> list[str]:
        """All files that hold the document, the one it is shown from first."""
        query = select(files.c.name).where(files.c.document == id_).order_by(files.c.best.desc(), files.c.name)
        return [r[0] for r in self._rows(query)]

    def path_of(self, file: str) -> Path:
        """Where a file of the registry stands on the disk (the .jsonl file for one of its records)."""
        import os

        rows = self._rows(select(files.c.raw, files.c.container).where(files.c.name == file))
        raw, container = rows[0] if rows else (None, None)
        if container is not None:
            return self.path_of(container)
        root = self.workspace.root if self.workspace else Path()
        return root / (os.fsdecode(unquote_to_bytes(raw)) if raw else file)

    # ------------------------------------------------------------------------------------------------ findings

    def findings(self, id_: str | None = None) -> list[tuple[str, Finding]]:
        """Document id and finding: what reading noticed, then what shows when documents are seen together."""
        read = (
            select(files.c.document, contents.c.findings)
            .join(contents, files.c.name == contents.c.file)
            .where(files.c.best == 1, contents.c.findings != "[]")
            .order_by(files.c.document)
        )
        seen = select(remarks.c.document, remarks.c.finding).order_by(
            remarks.c.document, remarks.c.part, remarks.c.ref
        )
        if id_ is not None:
            read = read.where(files.c.document == id_)
            seen = seen.where(remarks.c.document == id_)
        out = [(r[0], f) for r in self._rows(read) for f in codec.findings(r[1])]
        out += [(r[0], codec.finding(json.loads(r[1]))) for r in self._rows(seen)]
        return sorted(out, key=lambda x: x[0])

    def set_aside(self) -> list[SetAside]:
        """Files that are not in the registry, with the reason."""
        query = select(files.c.name, files.c.aside, files.c.why).where(files.c.state == "aside").order_by(files.c.name)
        return [SetAside(r[0], codec.finding(json.loads(r[1])), codec.findings(r[2])) for r in self._rows(query)]

    def history(self, id_: str) -> list[OldText]:
        """Older texts of the document's files, the oldest first."""
        names = [*self.files_of(id_), ""]
        h = history.c
        query = (
            select(h.file, h.sha256, h.at, h.number, h.issued, h.title, h.text)
            .where((h.document == id_) | h.file.in_(names))
            .order_by(h.at, h.file, h.sha256)
        )
        return [OldText(*r) for r in self._rows(query)]

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
