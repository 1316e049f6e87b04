"""lawreg ingest, rebuild, set-aside: documents into the registry."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawreg import messages
from lawreg.cli.common import DATE, DONE, FINDINGS, json_option, open_registry, print_json, table
from lawreg.cli.progress import exit_code, progress, stoppable
from lawreg.errors import WorkspaceError
from lawreg.i18n import _

if TYPE_CHECKING:
    from lawreg.registry.ingest import IngestReport


_LOOK_SECONDS = 1.0  # between two looks of --watch


def _show(report: IngestReport, as_json: bool) -> int:
    if as_json:
        print_json(report.to_dict())
    else:
        d = report.to_dict()
        said = {k: d[k] for k in ("read", "new", "updated", "unchanged", "seconds")} | {"aside": len(d["set_aside"])}
        if report.dry_run:
            said["todo"] = report.new + report.updated
            click.echo(
                _(
                    "Would read {todo} of {read} files: {new} new, {updated} updated; {unchanged} unchanged, {aside} "
                    "set aside before. Nothing was read or written."
                ).format(**said)
            )
            return DONE
        click.echo(
            _(
                "Read {read} files: {new} new, {updated} updated, {unchanged} unchanged, {aside} set aside "
                "({seconds:.1f} s)."
            ).format(**said)
        )
        if report.removed:
            click.echo(_("{n} files are gone from corpus/; the registry let go of them.").format(n=report.removed))
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
        with progress(as_json or dry_run) as show:
            report = registry.ingest(
                *paths, jobs=jobs, ocr=not no_ocr, ocr_limit=ocr_limit, since=since, dry_run=dry_run, progress=show
            )
        return _show(report, as_json)

    if not watch:
        return _unless_stopped(once)
    folders = [p.absolute() for p in paths] or [registry.workspace.corpus]
    with stoppable():
        return _watch(once, folders)


def _unless_stopped(run: Callable[[], int]) -> int:
    """Ctrl-C and SIGTERM end the run cleanly: what was read so far is in the registry."""
    try:
        with stoppable():
            return run()
    except KeyboardInterrupt as stop:
        _say_stopped()
        return exit_code(stop)
    except Exception as fault:
        stopped = _stop_behind(fault)
        if stopped is None:
            raise
        _say_stopped()
        return exit_code(stopped)


def _stop_behind(fault: BaseException) -> KeyboardInterrupt | None:
    """The stop in whose course ``fault`` arose: workers and files that were just being put away may fail then."""
    behind = fault.__context__
    while behind is not None and not isinstance(behind, KeyboardInterrupt):
        behind = behind.__context__
    return behind


def _say_stopped() -> None:
    click.echo(
        _("Stopped. What was read so far is in the registry; the same command goes on where it stopped."), err=True
    )


def _watch(once: Callable[[], int], folders: list[Path]) -> int:
    """Ingest now and whenever files change; Ctrl-C ends it, and what was read stays read."""
    from lawreg.registry.watch import changes, settled

    at_work = False
    try:
        before = settled(folders, seconds=_LOOK_SECONDS)
        at_work = True
        _patiently(once)
        at_work = False
        click.echo(_("Watching {folder}; Ctrl-C ends.").format(folder=", ".join(map(str, folders))), err=True)
        for _change in changes(folders, seconds=_LOOK_SECONDS, before=before):
            at_work = True
            _patiently(once)
            at_work = False
    except KeyboardInterrupt as stop:
        if at_work:
            _say_stopped()
            return exit_code(stop)
        click.echo(_("No longer watching."), err=True)
    return DONE


def _patiently(once: Callable[[], int]) -> None:
    """Another run that holds the workspace is told and waited for; what else goes wrong ends the watch."""
    while True:
        try:
            once()
            return
        except WorkspaceError as wrong:
            if wrong.finding.code != "locked":
                raise
            click.echo(messages.render(wrong.finding), err=True)
            time.sleep(_LOOK_SECONDS)


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

    def again() -> int:
        with progress(as_json) as show:
            report = registry.rebuild(jobs=jobs, ocr=not no_ocr, progress=show)
        return _show(report, as_json)

    return _unless_stopped(again)


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

        def again() -> int:
            with progress(as_json) as show:
                report = registry.retry_set_aside(progress=show)
            return _show(report, as_json)

        return _unless_stopped(again)
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
