"""Reads files in worker processes, each with limits of time and memory; what kills a worker sets one file aside."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from lawreg import tables
from lawreg.errors import LawregError, Unreadable
from lawreg.model import Finding, Inspection, Severity
from lawreg.registry import rows
from lawreg.registry.disk import Found, sha256_of
from lawreg.registry.packed import Packed, inspect_packed
from lawreg.registry.records import Line, inspect_line
from lawreg.registry.rows import Aside, FileRows

Inspect = Callable[..., Inspection]
Result = FileRows | Aside

_TICK = 0.5  # seconds without news after which progress is told anyway
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG: a killed run leaves no worker behind
_TRIES = 3  # readings of a file that changes meanwhile


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take. ``seconds`` is the base; large files (scans) get more."""

    seconds: float = 180.0
    bytes_per_second: float = 20_000.0
    longest: float = 3600.0
    memory_mb: int = 3072

    def seconds_for(self, size: int) -> float:
        return min(self.seconds + size / self.bytes_per_second, max(self.longest, self.seconds))


@dataclass(frozen=True, slots=True)
class Job:
    """One file, one record of a .jsonl file, or one file of an archive; ``container`` names the file it stands in.

    ``trouble`` is why it cannot be read, where planning the run has shown that already.
    """

    found: Found
    sha256: str
    size: int
    line: Line | None = None
    packed: Packed | None = None
    container: str | None = None
    trouble: Finding | None = None


def default_inspect(path: Path, options: Any, *, name: str) -> Inspection:
    from lawreg.inspection import inspect_file

    return inspect_file(path, options, name=name)


def read(job: Job, options: Any, inspect: Inspect = default_inspect) -> Result:
    """Inspect one file and make its rows; bad input comes back as data."""
    _pages_met()
    try:
        result = _read(job, options, inspect)
        if isinstance(result, Aside) and result.finding.code in rows.SECRET:
            for place in _pages_met():  # of a secret paper nothing is kept, its pages read by OCR least of all
                place.unlink(missing_ok=True)
        return result
    except Unreadable as e:
        return Aside(e.finding, (), job.sha256)
    except LawregError as e:
        return Aside(e.finding, (), job.sha256)
    except MemoryError:
        return _aside("too_much_memory", job)
    except RecursionError:
        return _aside("too_deep", job)
    except FileNotFoundError:
        return _aside("file_vanished", job)
    except PermissionError:
        return _aside("no_permission", job)
    except OSError as e:
        return _aside("cannot_open", job, reason=e.strerror or type(e).__name__)
    except Exception as e:  # a fault of ours must not stop the batch, and must not be hidden either
        return _aside("reader_failed", job, error=f"{type(e).__name__}: {e}"[:300])


def _pages_met() -> list[Path]:
    """Pages that OCR read, or found in its cache, since the last call."""
    ocr = sys.modules.get("lawreg.reading.ocr")  # not loaded: it read nothing
    return ocr.met() if ocr is not None else []


def _aside(code: str, job: Job, **params: Any) -> Aside:
    return Aside(Finding(code, params, Severity.ERROR), (), job.sha256)


def _read(job: Job, options: Any, inspect: Inspect) -> Result:
    path = job.found.path
    if job.trouble is not None:
        return Aside(job.trouble, (), job.sha256)
    if job.packed is not None:
        return rows.of_inspection(inspect_packed(path, job.packed, job.found.name, options), job.sha256)
    if job.line is not None:
        return rows.of_inspection(inspect_line(path, job.line, job.found.name), job.sha256)
    before = job.sha256
    for _ in range(_TRIES):
        got = inspect(path, options, name=job.found.name)
        if got.text.sha256:  # of the very bytes that were read
            return rows.of_inspection(got, got.text.sha256)
        after = sha256_of(path)
        if after == before:
            return rows.of_inspection(got, after)
        before = after
    return _aside("changed_while_read", job)


# ---------------------------------------------------------------------------------------------- worker side

_inspect: Inspect = default_inspect
_options: Any = None


def start(pipelines: Path | None, memory_mb: int, options: Any, inspect: Inspect) -> None:
    """Set up a worker: the workspace's tables, limits, no child of a dead parent."""
    global _inspect, _options
    tables.use(pipelines)
    _inspect, _options = inspect, options
    if sys.platform.startswith("linux"):
        import ctypes
        import resource

        limit = memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def run(job: Job) -> Result:
    return read(job, _options, _inspect)


# ---------------------------------------------------------------------------------------------- parent side


def read_all(
    jobs: Iterable[Job],
    options: Any,
    *,
    workers: int,
    limits: Limits,
    inspect: Inspect = default_inspect,
    tick: Callable[[str], None] | None = None,
) -> Generator[tuple[Job, Result], None, None]:
    """Results in the order they come; the caller must not depend on that order.

    Args:
        workers: processes; 0 reads in this one, without limits.
        tick: told the name of a file at work at least twice a second.
    """
    listed = list(jobs)
    if workers == 0:
        for job in listed:
            if tick:
                tick(job.found.name)
            yield job, read(job, options, inspect)
        return
    if listed:  # else no pool need start
        yield from _read_in_pool(listed, options, workers, limits, inspect, tick)


def _read_in_pool(
    jobs: Iterable[Job],
    options: Any,
    workers: int,
    limits: Limits,
    inspect: Inspect,
    tick: Callable[[str], None] | None,
) -> Iterator[tuple[Job, Result]]:
    import multiprocessing

    from pebble import ProcessPool

    # forked workers start at once and share what is loaded; where forking is unsafe (macOS, Windows) they are spawned
    context: Any = multiprocessing.get_context("fork" if sys.platform.startswith("linux") else "spawn")
    if inspect is default_inspect and sys.platform.startswith("linux"):
        import lawreg.inspection  # noqa: F401  loaded once, before forking
    done: queue.SimpleQueue[tuple[Job, Any]] = queue.SimpleQueue()
    waiting = iter(jobs)
    running: dict[str, None] = {}
    pool = ProcessPool(
        max_workers=workers,
        max_tasks=400,  # a fresh worker now and then: what libraries leak goes with the old one
        initializer=start,
        initargs=(tables.home(), limits.memory_mb, options, inspect),
        context=context,
    )
    try:
        more = True
        while more or running:
            while more and len(running) < workers * 3:
                job = next(waiting, None)
                if job is None:
                    more = False
                    break
                future = pool.schedule(run, args=[job], timeout=limits.seconds_for(job.size))
                running[job.found.name] = None
                future.add_done_callback(partial(_hand_over, done, job))
            if not running:
                continue
            try:
                job, future = done.get(timeout=_TICK)
            except queue.Empty:
                if tick:
                    tick(next(iter(running)))
                continue
            running.pop(job.found.name, None)
            if tick:
                tick(job.found.name)
            yield job, _outcome(job, future, limits)
        pool.close()
    except BaseException:  # the reader of these results gave up: so do the workers
        pool.stop()
        raise
    finally:
        pool.join()


def _hand_over(done: queue.SimpleQueue[tuple[Job, Any]], job: Job, future: Any) -> None:
    done.put((job, future))


def _outcome(job: Job, future: Any, limits: Limits) -> Result:
    from concurrent.futures import TimeoutError as TooLong

    from pebble import ProcessExpired

    try:
        result: Result = future.result()
        return result
    except TooLong:
        return _aside("took_too_long", job, seconds=round(limits.seconds_for(job.size)))
    except ProcessExpired as e:
        return _aside("reader_crashed", job, exit=getattr(e, "exitcode", None))
    except MemoryError:
        return _aside("too_much_memory", job)
    except Exception as e:  # a result that cannot cross from the worker
        return _aside("reader_failed", job, error=f"{type(e).__name__}: {e}"[:300])


def default_workers() -> int:
    """One a core that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)
