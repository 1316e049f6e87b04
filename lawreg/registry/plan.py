"""What a run has to do: every file looked at, compared with what the registry knows by hash."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lawreg.errors import Unreadable
from lawreg.model import Finding, Severity
from lawreg.registry import disk, packed, past, records
from lawreg.registry.disk import Found
from lawreg.registry.shelf import SetAside
from lawreg.registry.work import Job
from lawreg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Known:
    """What the registry holds of a file; ``state`` is ok, aside or container."""

    sha256: str
    state: str
    container: str | None


@dataclass(frozen=True, slots=True)
class NewAside:
    """A file set aside without being read (a loop of links, no right to open it)."""

    found: Found
    finding: Finding
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Container:
    """A .jsonl file, an archive or a mail message, whose records or files are read one by one."""

    found: Found
    sha256: str
    size: int
    gone: tuple[str, ...] = ()  # parts that an earlier version of one from elsewhere held


@dataclass(slots=True)
class Plan:
    jobs: list[Job] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    new_asides: list[NewAside] = field(default_factory=list)
    asides: list[SetAside] = field(default_factory=list)  # known ones that have not changed
    gone: list[str] = field(default_factory=list)
    unchanged: int = 0

    @property
    def total(self) -> int:
        return len(self.jobs) + len(self.new_asides) + len(self.asides) + self.unchanged


class Planner:
    """Compares files with what is known of them."""

    def __init__(
        self,
        ws: Workspace,
        known: Mapping[str, Known],
        asides: Mapping[str, SetAside],
        *,
        since: date | None = None,
        retry: bool = False,
        tick: Callable[[int, str], None] | None = None,
    ) -> None:
        self._ws = ws
        self._tick = tick
        self._known = known
        self._asides = asides
        self._since = since
        self._retry = retry
        self._plan = Plan()
        self._origins = past.origins(ws)
        self._taken: dict[str, str] = {}  # places in corpus/ given to files of this run
        self._inside: dict[str, set[str]] = {}
        for name, k in known.items():
            if k.container is not None:
                self._inside.setdefault(k.container, set()).add(name)

    def plan(self, paths: Sequence[Path | str] | None) -> Plan:
        """Look at every file asked for; None: all of corpus/, and what is gone from it."""
        seen: set[str] = set()
        for n, (found, trouble) in enumerate(self._files(paths)):
            if self._tick:
                self._tick(n, found.name)
            seen |= self._look(found, trouble)
        if paths is None:
            self._plan.gone = sorted({*self._plan.gone, *(set(self._known) - seen)})
        self._plan.jobs.sort(key=lambda j: (j.container or j.found.name, j.line.n if j.line else 0, j.found.name))
        return self._plan

    def _look(self, found: Found, trouble: Finding | None) -> set[str]:
        plan, own = self._plan, {found.name, *self._inside.get(found.name, ())}
        if trouble is None:
            try:
                if not disk.changed_since(found.path, self._since):
                    return own
                size, sha256 = found.path.stat().st_size, disk.sha256_of(found.path)
            except OSError as e:
                trouble = _unreadable(e)
        if trouble is not None:
            plan.new_asides.append(NewAside(found, trouble))
            return {found.name}
        if found.origin is not None:
            found = self._at_home(found, sha256)
        if found.path.suffix.lower() == records.SUFFIX:
            return self._inside_of(found, sha256, size, self._records)
        try:
            if packed.may_hold(found.path):
                held = self._inside_of(found, sha256, size, self._members)
                if held:
                    return held
        except Unreadable as e:
            self._compare(Job(found, sha256, size, trouble=e.finding))
            plan.gone += sorted(own - {found.name})
            return {found.name}
        except OSError as e:
            plan.new_asides.append(NewAside(found, _unreadable(e)))
            return {found.name}
        self._compare(Job(found, sha256, size))
        return {found.name}

    def _compare(self, job: Job) -> None:
        name = job.found.name
        had = self._known.get(name)
        if had is None or had.sha256 != job.sha256 or (self._retry and had.state == "aside"):
            self._plan.jobs.append(job)
        elif had.state == "aside":
            self._plan.asides.append(self._asides[name])
        else:
            self._plan.unchanged += 1

    def _inside_of(
        self, found: Found, sha256: str, size: int, jobs_of: Callable[[Found], Iterable[Job] | None]
    ) -> set[str]:
        """A file of many: one that is known whole need not be read; in a changed one each part is compared. Nothing
        when it holds no parts after all."""
        had = self._known.get(found.name)
        inside = self._inside.get(found.name, set())
        if had is not None and had.sha256 == sha256 and had.state == "container" and not self._retry:
            for name in sorted(inside):
                if self._known[name].state == "aside":
                    self._plan.asides.append(self._asides[name])
                else:
                    self._plan.unchanged += 1
            return {found.name, *inside}
        jobs = jobs_of(found)
        if jobs is None:
            return set()
        seen: set[str] = set()
        for job in jobs:
            seen.add(job.found.name)
            self._compare(job)
        gone = sorted(inside - seen)
        if found.origin is None:
            self._plan.gone += gone
            gone = []
        self._plan.containers.append(Container(found, sha256, size, tuple(gone)))
        return {found.name, *seen}

    def _records(self, found: Found) -> Iterator[Job]:
        for line in records.lines(found.path):
            one = Found(found.path, f"{found.name}#{line.n}", None, found.origin)
            yield Job(one, line.sha256, line.size, line, container=found.name)

    def _members(self, found: Found) -> list[Job] | None:
        listed = packed.contents(found.path, found.name)
        if listed is None:
            return None
        return [
            Job(Found(found.path, name, None, found.origin), p.sha256, p.size, packed=p, container=found.name,
                trouble=p.trouble)
            for name, p in packed.names_of(listed, found.name)
        ]  # fmt: skip

    # ------------------------------------------------------------------------------------------ which files

    def _files(self, paths: Sequence[Path | str] | None) -> Iterator[tuple[Found, Finding | None]]:
        tops = [Path(os.path.abspath(p)) for p in paths] if paths is not None else [self._ws.corpus]
        listed: dict[Path, Finding | None] = {}
        abroad = []
        for top in tops:
            if disk.inside(top, self._ws.corpus):
                listed.update(_under(top))
            else:
                abroad.append(top)
        for found in disk.names(listed, self._ws.root):
            yield found, listed[found.path]
        for top in abroad:
            base = top.parent
            for path, trouble in _under(top):
                name = "corpus/" + disk.shown(path.relative_to(base).as_posix())
                yield Found(path, name, origin=path), trouble

    def _at_home(self, found: Found, sha256: str) -> Found:
        """Where in corpus/ the copy goes; the file there already when it is the same."""
        n = 1
        wanted = Path(found.name)
        while True:
            name = (wanted if n == 1 else wanted.with_name(f"{wanted.stem} ({n}){wanted.suffix}")).as_posix()
            place = self._ws.root / name
            n += 1
            if self._taken.get(name, str(found.path)) != str(found.path):
                continue
            if not os.path.lexists(place):
                break
            if place.is_file() and disk.sha256_of(place) == sha256:
                found = Found(place, name)
                break
            if self._origins.get(name) == str(found.path):
                break
        self._taken[name] = str(found.path if found.origin is None else found.origin)
        return Found(found.path, name, None, found.origin)


def _unreadable(e: OSError) -> Finding:
    if isinstance(e, PermissionError):
        return Finding("no_permission", {}, Severity.ERROR)
    if isinstance(e, FileNotFoundError):
        return Finding("file_vanished", {}, Severity.ERROR)
    return Finding("cannot_open", {"reason": e.strerror or str(e)}, Severity.ERROR)


def _under(top: Path) -> Iterable[tuple[Path, Finding | None]]:
    return disk.walk(top) if top.is_dir() else [(top, None)]
