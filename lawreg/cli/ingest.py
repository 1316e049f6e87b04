"""lawreg ingest, rebuild, set-aside: documents into the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lawreg.cli.common import DATE, DONE, FINDINGS, json_option, open_registry, print_json, table
from lawreg.i18n import _

if TYPE_CHECKING:
    from lawreg.registry.ingest import IngestReport


_LOOK_SECONDS = 1.0  # between two looks of --watch


class _Lines:
    """Progress where no bar can move: a line on stderr every few seconds, from a thread of its own so that it comes
    while the registry is being written, too."""

    _EVERY = 5.0

    def __init__(self) -> None:
        from threading import Event, Thread

        self._at = (0, 0, "")
        self._over = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> _Lines:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def show(self, done: int, total: int, file: str) -> None:
        self._at = (done, total, file)

    def _run(self) -> None:
        while not self._over.wait(self._EVERY):
            done, total, file = self._at
            if total:
                click.echo(_("{done} of {total} files  {file}").format(done=done, total=total, file=file), err=True)
            else:
                click.echo(_("Looking at files  {file}").format(file=file), err=True)


@contextmanager
def _progress(quiet: bool) -> Iterator[Any]:
    """A bar with rate and time left on a terminal; a line every few seconds elsewhere (stderr)."""
    if quiet:
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    screen = Console(stderr=True)
    if not screen.is_terminal:
        with _Lines() as lines:
            yield lines.show
        return
    with Progress(
        SpinnerColumn(),  # turns by itself: never silent, even while one long file is read
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[file]}", markup=False),
        console=screen,
        refresh_per_second=8,
        transient=True,
    ) as bar:
        task = bar.add_task(_("Reading"), total=None, rate="", file="")

        def show(done: int, total: int, file: str) -> None:
            speed = bar.tasks[0].speed
            bar.update(
                task,
                completed=done,
                total=total or None,
                file=Path(file).name[-40:],
                rate=_("{n}/s").format(n=f"{speed:.1f}") if speed else "",
            )

        yield show


def _show(report: IngestReport, as_json: bool) -> int:
    if as_json:
        print_json(report.to_dict())
    else:
        d = report.to_dict()
        click.echo(
            _(
                "Read {read} files: {new} new, {updated} updated, {unchanged} unchanged, {aside} set aside "
                "({seconds:.1f} s)."
            ).format(aside=len(d["set_aside"]), **{k: d[k] for k in ("read", "new", "updated", "unchanged", "seconds")})
        )
        if d["set_aside"]:
            table(
                _("Set aside"),
                (_("File"), _("Code"), _("Reason and remedy")),
                [(r["file"], r["code"], r["message"]) for r in d["set_aside"]],
            )
        for warning in d["warnings"]:
            click.echo(_("Warning: {message}").format(message=warning["message"]), err=True)
    return FINDINGS if report.set_aside else DONE


@click.command(
    help=_(
        "Read documents into the registry; without PATH the workspace's corpus/. What was read before and "
        "has not changed is passed over.\n\n\b\nExample:\n  lawreg ingest\n  lawreg ingest ~/van-ban/2015 "
        "--jobs 4\n  lawreg ingest --watch"
    )
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH…]")
@click.option("--jobs", "-j", type=click.IntRange(1, 64), help=_("Worker processes; by default one a core."))
@click.option("--no-ocr", is_flag=True, help=_("Set scans aside instead of reading them."))
@click.option("--ocr-limit", type=click.IntRange(1), metavar="PAGES", help=_("Read at most so many pages of a scan."))
@click.option("--since", type=DATE, metavar="DATE", help=_("Only files changed on or after this day."))
@click.option("--dry-run", is_flag=True, help=_("Say what would be read, and read nothing."))
@click.option("--watch", is_flag=True, help=_("Stay and read what comes, until Ctrl-C."))
@json_option
@click.pass_context
def ingest(
    ctx: click.Context,
    paths: tuple[Path, ...],
    jobs: int | None,
    no_ocr: bool,
    ocr_limit: int | None,
    since: date | None,
    dry_run: bool,
    watch: bool,
    as_json: bool,
) -> int:
    if watch and dry_run:
        raise click.UsageError(_("--watch and --dry-run do not go together."))
    registry = open_registry(ctx)

    def once() -> int:
        with _progress(as_json or dry_run) as show:
            report = registry.ingest(
                *paths, jobs=jobs, ocr=not no_ocr, ocr_limit=ocr_limit, since=since, dry_run=dry_run, progress=show
            )
        return _show(report, as_json)

    if not watch:
        return once()
    folders = [p.absolute() for p in paths] or [registry.workspace.corpus]
    return _watch(once, folders)


def _watch(once: Callable[[], int], folders: list[Path]) -> int:
    """Ingest now and whenever files change; Ctrl-C ends it, and what was read stays read."""
    from lawreg.registry.watch import changes, look

    try:
        before = look(folders)
        once()
        click.echo(_("Watching {folder}; Ctrl-C ends.").format(folder=", ".join(map(str, folders))), err=True)
        for _change in changes(folders, seconds=_LOOK_SECONDS, before=before):
            once()
    except KeyboardInterrupt:
        click.echo("\n" + _("No longer watching."), err=True)
    return DONE


@click.command(
    help=_(
        "Make indexes/ again from corpus/ and pipelines/; reports come out byte for byte the same.\n\n"
        "\b\nExample:\n  lawreg rebuild"
    )
)
@click.option("--jobs", "-j", type=click.IntRange(1, 64), help=_("Worker processes; by default one a core."))
@click.option("--no-ocr", is_flag=True, help=_("Set scans aside instead of reading them."))
@json_option
@click.pass_context
def rebuild(ctx: click.Context, jobs: int | None, no_ocr: bool, as_json: bool) -> int:
    registry = open_registry(ctx)
    with _progress(as_json) as show:
        report = registry.rebuild(jobs=jobs, ocr=not no_ocr, progress=show)
    return _show(report, as_json)


@click.command(
    "set-aside",
    help=_(
        "List the files that were set aside, with the reason and what to do; --retry reads "
        "them once more.\n\n\b\nExample:\n  lawreg set-aside\n  lawreg set-aside --retry"
    ),
)
@click.option("--retry", is_flag=True, help=_("Read them once more."))
@json_option
@click.pass_context
def set_aside(ctx: click.Context, retry: bool, as_json: bool) -> int:
    registry = open_registry(ctx)
    if retry:
        with _progress(as_json) as show:
            return _show(registry.retry_set_aside(progress=show), as_json)
    rows = registry.set_aside()
    if as_json:
        print_json(rows)
    elif rows:
        table(
            _("Set aside"),
            (_("File"), _("Code"), _("Reason and remedy")),
            [(r["file"], r["code"], r["message"]) for r in rows],
        )
    else:
        click.echo(_("Nothing is set aside."))
    return FINDINGS if rows else DONE
