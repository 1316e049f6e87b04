"""Writes what was read, a batch at a time; the only module that changes the registry's first layer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select

from lawreg.model import Finding, Severity
from lawreg.registry import codec, past
from lawreg.registry.copies import Copies
from lawreg.registry.decisions import fingerprint
from lawreg.registry.dialect import chunks, insert_many
from lawreg.registry.plan import Container, Known, NewAside
from lawreg.registry.progress import Count
from lawreg.registry.publish import CHANGED, DECISIONS, get_meta, mark, mention_keys, publish, set_meta
from lawreg.registry.rows import SECRET, Aside, FileRows
from lawreg.registry.rulings import Rulings
from lawreg.registry.schema import citations, contents, dirty, effects, files, history
from lawreg.registry.shelf import SetAside
from lawreg.registry.work import Job, Result
from lawreg.workspace import Workspace

_PIPELINES = "pipelines"


@dataclass(slots=True)
class Outcome:
    new: int = 0
    updated: int = 0
    set_aside: list[SetAside] = field(default_factory=list)


class Writer:
    """One run's writer; the caller holds the workspace's lock."""

    def __init__(self, ws: Workspace, engine: Engine, ruled: Rulings, tell: Count | None = None) -> None:
        self._ws = ws
        self._tell = tell  # told how far publishing is
        self._engine = engine
        self._rulings = ruled

    # ------------------------------------------------------------------------------------------------ reading

    def known(self) -> dict[str, Known]:
        with self._engine.connect() as c:
            rows = c.execute(select(files.c.name, files.c.sha256, files.c.state, files.c.container)).all()
        return {r.name: Known(r.sha256, r.state, r.container) for r in rows}

    def pipelines_changed(self, current: str) -> list[Finding]:
        """Remembers what the files were read with; says so when it is no longer the same."""
        with self._engine.begin() as c:
            had = get_meta(c, _PIPELINES)
            if had is None or not c.execute(select(func.count()).select_from(files)).scalar():
                set_meta(c, _PIPELINES, current)
                return []
        return [Finding("pipelines_changed", {}, Severity.WARNING)] if had != current else []

    # ------------------------------------------------------------------------------------------------ writing

    def write(self, batch: Sequence[tuple[Job, Result]]) -> Outcome:
        """Write a batch in one transaction; files that take the place of older ones are published with it."""
        out = Outcome()
        ready: list[tuple[Job, Result]] = []
        with Copies(self._ws) as copies:
            for job, result in sorted(batch, key=lambda b: b[0].found.name):
                brought = self._bring_in(copies, job, result)
                if brought is not None:
                    ready.append((job, brought))
                elif isinstance(result, Aside):
                    out.set_aside.append(SetAside(job.found.name, result.finding, result.why))
            copies.put()
        with self._engine.begin() as c:
            had = self._let_go(c, {j.found.name: _sha(j, r) for j, r in ready})
            self._insert(c, ready)
            if had:
                publish(c, self._rulings, self._tell)
        for job, result in ready:
            if isinstance(result, Aside):
                out.set_aside.append(SetAside(job.found.name, result.finding, result.why))
            elif job.found.name in had:
                out.updated += 1
            else:
                out.new += 1
        return out

    def _bring_in(self, copies: Copies, job: Job, result: Result) -> Result | None:
        """Copy a file from elsewhere for corpus/. A secret one is not kept: None."""
        found = job.found
        if found.origin is None or job.container is not None:
            return result
        if isinstance(result, Aside) and result.finding.code in SECRET:
            return None
        try:
            copies.add(found, _sha(job, result))
        except (ValueError, FileNotFoundError):
            return Aside(Finding("changed_while_read", {}, Severity.ERROR), (), job.sha256)
        return result

    def _insert(self, c: Connection, ready: Sequence[tuple[Job, Result]]) -> None:
        groups: set[str] = set()
        file_rows, content_rows, effect_rows, citation_rows = [], [], [], []
        for job, result in ready:
            base = {"name": job.found.name, "raw": job.found.raw, "size": job.size,
                    "container": job.container}  # fmt: skip
            if isinstance(result, Aside):
                file_rows.append(_aside_row(base, result.finding, result.why, _sha(job, result)))
                continue
            file_rows.append({**base, **result.file})
            content_rows.append({"file": job.found.name, **result.content})
            effect_rows += [{"file": job.found.name, **e} for e in result.effects]
            citation_rows += [{"file": job.found.name, **x} for x in result.citations]
            groups |= result.keys
        for table, rows in ((files, file_rows), (contents, content_rows), (effects, effect_rows),
                            (citations, citation_rows)):  # fmt: skip
            for alike in _alike(rows):
                insert_many(c, table, alike)
        mark(c, groups | {CHANGED})

    def aside(self, a: NewAside) -> None:
        """Record a file that could not even be opened; one from elsewhere is only reported."""
        if a.found.origin is not None:
            return
        with self._engine.begin() as c:
            had = self._let_go(c, {a.found.name: ""})
            base = {"name": a.found.name, "raw": a.found.raw, "size": 0, "container": None}
            c.execute(insert(files), [_aside_row(base, a.finding, (), "")])
            mark(c, {CHANGED})
            if had:
                publish(c, self._rulings, self._tell)

    def bring_container(self, one: Container) -> Finding | None:
        """Copy a .jsonl file or an archive from elsewhere into corpus/, once all it holds was read; gives why not."""
        with Copies(self._ws) as copies:
            try:
                copies.add(one.found, one.sha256)
            except (ValueError, FileNotFoundError):
                return Finding("changed_while_read", {}, Severity.ERROR)
            copies.put()
        return None

    def note_containers(self, listed: Sequence[Container]) -> None:
        """Record .jsonl files and archives as known whole, after all that they hold was written."""
        if not listed:
            return
        with self._engine.begin() as c:
            for one in listed:
                c.execute(delete(files).where(files.c.name == one.found.name))
                base = {"name": one.found.name, "raw": one.found.raw, "size": one.size, "container": None}
                c.execute(insert(files), [{**_BLANK, **base, "sha256": one.sha256, "state": "container"}])
            mark(c, {CHANGED})

    def remove(self, gone: Sequence[str]) -> int:
        """Take files that are no longer in corpus/ out of the registry; their texts go to the history."""
        if not gone:
            return 0
        with self._engine.begin() as c:
            self._let_go(c, dict.fromkeys(gone, ""))
            publish(c, self._rulings, self._tell)
        return len(gone)

    def publish(self) -> None:
        """Derive documents and links from what was written."""
        with self._engine.begin() as c:
            waiting = c.execute(select(dirty.c.key).limit(1)).first() is not None
            if waiting or get_meta(c, DECISIONS) != fingerprint(self._rulings.entries):
                publish(c, self._rulings, self._tell)

    # ------------------------------------------------------------------------------------------------ history

    def _let_go(self, c: Connection, now: dict[str, str]) -> set[str]:
        """Remove what is known of these files, keeping their texts; gives those that held a document."""
        held: set[str] = set()
        for part in chunks(sorted(now)):
            rows = c.execute(
                select(files.c.name, files.c.sha256, files.c.state, files.c.group_key, files.c.name_key,
                       files.c.document, files.c.header, contents.c.text)
                .join(contents, contents.c.file == files.c.name, isouter=True)
                .where(files.c.name.in_(part))
            ).all()  # fmt: skip
            for r in rows:
                if r.state == "ok":
                    held.add(r.name)
                    if r.sha256 != now[r.name]:
                        self._keep(c, r, now[r.name])
            if not rows:
                continue
            names = [r.name for r in rows]
            mark(c, {k for r in rows for k in (r.group_key, r.name_key) if k} | mention_keys(c, names))
            for table in (effects, citations):
                c.execute(delete(table).where(table.c.file.in_(names)))
            c.execute(delete(contents).where(contents.c.file.in_(names)))
            c.execute(delete(files).where(files.c.name.in_(names)))
        return held

    def _keep(self, c: Connection, r: Any, by: str) -> None:
        header = json.loads(r.header)
        row = past.keep(
            self._ws, r.name, r.sha256, by, document=r.document, number=header["number"], issued=header["issued"],
            title=header["title"], text=r.text or "",
        )  # fmt: skip
        self._remember(c, [row])

    def replay_history(self) -> None:
        """Bring the texts kept in corpus/.history/ into a registry that was made anew."""
        with self._engine.begin() as c:
            self._remember(c, past.load(self._ws))

    def _remember(self, c: Connection, rows: Iterable[dict[str, Any]]) -> None:
        had = {tuple(r) for r in c.execute(select(history.c.file, history.c.sha256, history.c.by_sha256))}
        new = [r for r in rows if (r["file"], r["sha256"], r["by_sha256"]) not in had]
        if new:
            c.execute(insert(history), new)


_BLANK = {c.name: None for c in files.c} | {"best": 0}


def _aside_row(base: dict[str, Any], finding: Finding, why: Iterable[Finding], sha256: str) -> dict[str, Any]:
    return {
        **_BLANK,
        **base,
        "sha256": sha256,
        "state": "aside",
        "aside": codec.clean(codec.dumps(codec.finding_data(finding))),
        "why": codec.findings_text(why),
    }


def _alike(rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Rows by the columns they name (files set aside name all of them)."""
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for r in rows:
        found.setdefault(tuple(sorted(r)), []).append(r)
    return list(found.values())


def _sha(job: Job, result: FileRows | Aside) -> str:
    return str(result.file["sha256"]) if isinstance(result, FileRows) else result.sha256 or job.sha256
