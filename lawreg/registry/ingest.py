"""Brings files into the registry: new, changed and removed ones; repeated, it does nothing; killed, it resumes.

Files are read in workers and written in batches, each one transaction; documents and links are derived from them in
one more transaction (:mod:`lawreg.registry.publish`), so that the registry is never half of anything. What is in the
registry afterwards depends on the files and decisions only, not on the order or number of runs.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawreg import messages, tables
from lawreg.errors import UsageError, WorkspaceError
from lawreg.model import Finding, Severity
from lawreg.registry import dialect, disk, rulings, work
from lawreg.registry.held import Held, Whole
from lawreg.registry.plan import Container, Plan, Planner
from lawreg.registry.progress import Progress, Stage, counter
from lawreg.registry.shelf import SetAside
from lawreg.registry.store import Store
from lawreg.registry.work import Inspect, Limits
from lawreg.registry.writer import Writer
from lawreg.workspace import Workspace

if TYPE_CHECKING:
    from lawreg.reading import ReadOptions

_BATCH, _BATCH_SECONDS = 128, 2.0
_PUBLISH_SECONDS = 300.0  # a long run shows what it has so often
_OCR_PAGES = "ocr"  # inside indexes/: pages read by OCR, by the hash of their image


@dataclass(slots=True)
class IngestReport:
    """What a run did; ``read`` counts the files and records looked at."""

    read: int = 0
    new: int = 0
    unchanged: int = 0
    updated: int = 0
    removed: int = 0
    set_aside: list[SetAside] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0
    dry_run: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {
            "read": self.read,
            "new": self.new,
            "unchanged": self.unchanged,
            "updated": self.updated,
            "removed": self.removed,
            "set_aside": [s.to_dict() for s in sorted(self.set_aside, key=lambda s: s.file)],
            "warnings": [{"code": f.code, "message": messages.render(f)} for f in self.findings],
            "seconds": round(self.seconds, 3),
        }


def ingest(
    ws: Workspace,
    paths: Sequence[Path | str] | None = None,
    *,
    jobs: int | None = None,
    dry_run: bool = False,
    since: date | None = None,
    retry: bool = False,
    options: ReadOptions | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
    inspect: Inspect = work.default_inspect,
    wait: float = 10.0,
) -> IngestReport:
    """Read files into the registry.

    Args:
        paths: files and folders; those outside the workspace are copied into corpus/ (folder names kept, nothing
            overwritten) so that indexes/ can be made again. None: the whole of corpus/, and what is gone from it
            leaves the registry (its text is kept in the history).
        jobs: worker processes, one a core by default; 0 reads in this process.
        dry_run: only say what would be done.
        since: only files changed on or after this day.
        retry: read files that were set aside once more, although they have not changed.
        progress: told the stage, how far it is and what is at work, see :mod:`lawreg.registry.progress`.
        wait: seconds to wait for another writer.

    Raises:
        WorkspaceError: locked by another run, no room left, made by another version.
        UsageError: a path that does not exist.
    """
    began = time.monotonic()
    ws.check()
    for p in paths or ():
        if not Path(p).exists() and not Path(p).is_symlink():
            raise UsageError("no_such_path", path=str(p))
    if dry_run:
        report = _dry_run(ws, paths, since, retry)
    else:
        with ws.lock(wait, waiting=_waiting(progress)):
            report = _ingest(ws, paths, jobs, since, retry, options, progress, limits or Limits(), inspect)
    report.seconds = time.monotonic() - began
    return report


def rebuild(
    ws: Workspace,
    *,
    jobs: int | None = None,
    options: ReadOptions | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
    inspect: Inspect = work.default_inspect,
    wait: float = 10.0,
) -> IngestReport:
    """Empty indexes/ and make it again from corpus/, its decisions and its history."""
    began = time.monotonic()
    ws.check()
    with ws.lock(wait, waiting=_waiting(progress)):
        try:
            kept = {".gitkeep", _OCR_PAGES}  # the same image gives the same lines: hours are saved
            if ws.registry_file.exists() and dialect.emptied(ws.registry_file):
                kept |= {ws.registry_file.name + tail for tail in ("", "-wal", "-shm")}
            for entry in ws.indexes.iterdir():
                if entry.name in kept:
                    continue
                if entry.is_dir() and not entry.is_symlink():
                    shutil.rmtree(entry)
                else:
                    entry.unlink()
        except OSError as e:
            raise WorkspaceError("index_in_use", file=str(e.filename), reason=e.strerror or str(e)) from e
        behind = tables.write(ws.pipelines)  # an unchanged copy follows the program
        report = _ingest(ws, None, jobs, None, False, options, progress, limits or Limits(), inspect)
        report.findings += [Finding("table_behind", {"file": name}, Severity.WARNING) for name in behind]
    report.seconds = time.monotonic() - began
    return report


def _waiting(progress: Progress | None) -> Callable[[str], None] | None:
    return (lambda holder: progress(Stage.WAIT, 0, 0, holder)) if progress else None


def _ingest(
    ws: Workspace,
    paths: Sequence[Path | str] | None,
    jobs: int | None,
    since: date | None,
    retry: bool,
    options: Any,
    progress: Progress | None,
    limits: Limits,
    inspect: Inspect,
) -> IngestReport:
    from sqlalchemy.exc import DatabaseError

    tables.use(ws.pipelines if ws.pipelines.is_dir() else None)
    options = _cached(ws, options)
    disk.clear_leftovers(ws.corpus)
    report = IngestReport()
    store = Store.open(ws, create=True)
    try:
        ruled, torn = rulings.of(ws)
        report.findings += torn
        writer = Writer(ws, store.engine, ruled, counter(progress, Stage.LINK))
        report.findings += writer.pipelines_changed(tables.fingerprint())
        writer.replay_history()
        asides = {s.file: s for s in store.set_aside()}
        # the hashes of a large corpus take a while
        tick = (lambda n, name: progress(Stage.LOOK, n, 0, name)) if progress else None
        plan = Planner(ws, writer.known(), asides, since=since, retry=retry, tick=tick).plan(paths)
        _run(plan, writer, report, jobs, options, progress, limits, inspect)
        store.tidy()
    except DatabaseError as e:
        raise WorkspaceError(dialect.trouble(e), file=str(ws.registry_file), reason=str(e.orig or e)) from e
    except OSError as e:
        if disk.no_room(e):
            raise WorkspaceError("disk_full", file=str(e.filename or ws.root), reason=e.strerror or "") from e
        raise
    finally:
        store.close()
    return report


def _cached(ws: Workspace, options: Any) -> Any:
    """Options with the workspace's place for pages read by OCR, unless another is named."""
    from lawreg.reading import ReadOptions

    if options is None:
        options = ReadOptions()
    if isinstance(options, ReadOptions) and options.cache_dir is None:
        return replace(options, cache_dir=ws.indexes / _OCR_PAGES)
    return options


def _run(
    plan: Plan,
    writer: Writer,
    report: IngestReport,
    jobs: int | None,
    options: Any,
    progress: Progress | None,
    limits: Limits,
    inspect: Inspect,
) -> None:
    total, done = plan.total, plan.total - len(plan.jobs)
    report.read, report.unchanged = total, plan.unchanged
    report.set_aside += plan.asides
    report.removed = writer.remove(plan.gone)
    for aside in plan.new_asides:
        writer.aside(aside)
        report.set_aside.append(SetAside(aside.found.name, aside.finding))
    held = Held(plan)
    kept: list[Container] = [c for c in plan.containers if c.found.origin is None]

    def tick(name: str) -> None:
        if progress:
            progress(Stage.READ, done, total, name)

    tick("")
    workers = jobs if jobs is not None else min(work.default_workers(), max(1, len(plan.jobs)))
    batch: list[tuple[work.Job, work.Result]] = []
    flushed = published = time.monotonic()
    results = work.read_all(plan.jobs, options, workers=workers, limits=limits, inspect=inspect, tick=tick)
    try:
        for whole in held.complete():
            _settle(writer, whole, report, kept)
        for job, result in results:
            done += 1
            if held.takes(job):
                last = held.add(job, result)
                if last is not None:
                    _settle(writer, last, report, kept)
                continue
            batch.append((job, result))
            now = time.monotonic()
            if len(batch) >= _BATCH or now - flushed > _BATCH_SECONDS:
                _flush(writer, batch, report)
                flushed = now
            if now - published > _PUBLISH_SECONDS:
                writer.publish()
                published = time.monotonic()
    finally:  # stopped by hand: what was read stays read
        results.close()  # no worker outlives the run, whatever ended it
        held.close()
        _flush(writer, batch, report)
        writer.publish()
    writer.note_containers(kept)
    writer.publish()


def _settle(writer: Writer, whole: Whole, report: IngestReport, kept: list[Container]) -> None:
    """An archive or a list from elsewhere was read to its end: it comes in as a whole or not at all."""
    one = whole.container
    refused = whole.refusal() or writer.bring_container(one)
    if refused is not None:
        report.set_aside.append(SetAside(one.found.name, refused))
        return
    report.removed += writer.remove(one.gone)
    batch: list[tuple[work.Job, work.Result]] = []
    for read in whole.results():
        batch.append(read)
        if len(batch) >= _BATCH:
            _flush(writer, batch, report)
    _flush(writer, batch, report)
    whole.close()
    kept.append(one)


def _flush(writer: Writer, batch: list[tuple[work.Job, work.Result]], report: IngestReport) -> None:
    if not batch:
        return
    outcome = writer.write(batch)
    report.new += outcome.new
    report.updated += outcome.updated
    report.set_aside += outcome.set_aside
    batch.clear()


def _dry_run(
    ws: Workspace, paths: Sequence[Path | str] | None, since: date | None, retry: bool
) -> IngestReport:
    report = IngestReport(dry_run=True)
    with Store.open(ws) as store:
        writer = Writer(ws, store.engine, rulings.Rulings())
        known = writer.known()
        asides = {s.file: s for s in store.set_aside()}
        plan = Planner(ws, known, asides, since=since, retry=retry).plan(paths)
    report.read, report.unchanged = plan.total, plan.unchanged
    report.removed = len(plan.gone) + sum(len(c.gone) for c in plan.containers)
    report.new = sum(j.found.name not in known for j in plan.jobs)
    report.updated = len(plan.jobs) - report.new
    report.set_aside = plan.asides + [SetAside(a.found.name, a.finding) for a in plan.new_asides]
    return report
