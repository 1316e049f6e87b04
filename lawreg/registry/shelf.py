"""What the registry keeps of each file: texts, provisions, findings, older texts, and files set aside."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from sqlalchemy import Connection, Engine, Select, select

from lawreg import messages
from lawreg.model import Document, Finding, Provision, Text
from lawreg.registry import codec
from lawreg.registry.dialect import fetch
from lawreg.registry.schema import contents, files, history, meta, remarks
from lawreg.workspace import Workspace


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
        said = messages.render(Finding(self.finding.code, {**p, "file": self.file}, self.finding.severity))
        return said if self.file in said else f"{self.file}: {said}"


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


class Shelf:
    """Base of :class:`lawreg.registry.store.Store`: reading by file."""

    def __init__(self, engine: Engine, workspace: Workspace | None = None) -> None:
        self.engine = engine
        self.workspace = workspace
        self._pinned: Connection | None = None

    @contextmanager
    def reading(self) -> Iterator[Shelf]:
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
