"""What all commands share: errors to exit codes, JSON output, tables, the workspace."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import click

from lawreg import i18n, messages
from lawreg.errors import LawregError
from lawreg.i18n import _

if TYPE_CHECKING:
    from rich.console import Console

    from lawreg.api import Registry

F = TypeVar("F", bound=Callable[..., Any])

DONE, FINDINGS, CANNOT = 0, 1, 2


def run(group: click.Group, words: Sequence[str]) -> int:
    """Run the command line and give the exit code; no traceback reaches the user."""
    if hasattr(sys.stdout, "reconfigure"):  # Vietnamese on any console, Windows too
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        sys.stderr.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        result = group.main(list(words), prog_name="lawreg", standalone_mode=False)
        return result if isinstance(result, int) else DONE
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        click.echo(_("Stopped."), err=True)
        return 130
    except click.ClickException as wrong:
        wrong.show()
        return CANNOT
    except LawregError as wrong:
        click.echo(_("Error: {message}").format(message=messages.render(wrong.finding)), err=True)
        return wrong.exit_code
    except OSError as wrong:
        if isinstance(wrong, BrokenPipeError):  # `lawreg … | head`
            sys.stderr.close()
            return DONE
        where = f" ({wrong.filename})" if wrong.filename else ""
        click.echo(_("Error: {message}").format(message=f"{wrong.strerror or wrong}{where}"), err=True)
        return CANNOT
    except Exception as fault:
        if os.environ.get("LAWREG_DEBUG"):
            raise
        click.echo(
            _(
                "A fault of the program: {fault}. Nothing was lost; run again with LAWREG_DEBUG=1 and report what is "
                "printed."
            ).format(fault=f"{type(fault).__name__}: {fault}"),
            err=True,
        )
        return CANNOT


def json_option(f: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help=_("Print JSON instead of tables."))(f)


class _Date(click.ParamType):
    """ISO dates and the way officers write them (31/12/2015)."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
            try:
                return datetime.strptime(str(value), form).date()
            except ValueError:
                continue
        self.fail(_("{value} is no date; write 2015-12-31 or 31/12/2015.").format(value=value), param, ctx)


DATE = _Date()


def issuer_options(f: F) -> F:
    f = click.option(
        "--issued", type=DATE, metavar="DATE", help=_("Issue date, where number and issuer leave two documents.")
    )(f)
    return click.option("--issuer", metavar="BODY", help=_('A body ("Bộ Tài chính") or a place ("tỉnh Đắk Lắk").'))(f)


def open_registry(ctx: click.Context) -> Registry:
    """The registry of the workspace that --workspace, LAWREG_WORKSPACE or the current folder names."""
    import lawreg.api

    return lawreg.api.open(ctx.find_root().obj)


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


@cache
def console() -> Console:
    """Colours only on a terminal; elsewhere wide enough that no cell is cut."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    return Console(highlight=False, width=None if terminal else 160, soft_wrap=False, emoji=False, markup=False)


def table(title: str | None, columns: Iterable[str], rows: Iterable[Sequence[Any]], right: Sequence[int] = ()) -> None:
    """Print a table; columns whose index is in ``right`` are set flush right."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(
        title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", header_style="bold", pad_edge=False
    )
    for i, name in enumerate(columns):
        made.add_column(name, justify="right" if i in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text("" if cell is None else str(cell)) for cell in row))
    console().print(made)


def print_date(value: date | str | None) -> str:
    """A date as officers write it; empty when there is none."""
    if value is None:
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return f"{value:%d/%m/%Y}"


# colour and weight, which both ways of printing know by these names
_STATUS_STYLE = {
    "in_force": "green",
    "partly_expired": "yellow",
    "expired": "red",
    "not_yet": "cyan",
    "suspended": "magenta",
    "partly_suspended": "magenta",
    "unknown": "bold red",
}


def status_name(status: str) -> str:
    return {
        "in_force": _("in force"),
        "partly_expired": _("partly expired"),
        "expired": _("expired"),
        "not_yet": _("not yet in force"),
        "suspended": _("suspended"),
        "partly_suspended": _("partly suspended"),
        "unknown": _("undetermined"),
    }.get(status, status)


def status_colour(status: str) -> dict[str, Any]:
    """The style of a status for click.style."""
    weight, _space, colour = _STATUS_STYLE.get(status, "").rpartition(" ")
    return {"fg": colour or None, "bold": True if weight else None}


def status_text(status: str) -> Any:
    from rich.text import Text

    return Text(status_name(status), style=_STATUS_STYLE.get(status, ""))


def op_name(op: str) -> str:
    return {
        "replace": _("replaces"),
        "repeal": _("repeals"),
        "expire": _("ends"),
        "amend": _("amends"),
        "supplement": _("supplements"),
        "suspend": _("suspends"),
        "extend": _("extends"),
        "correct": _("corrects"),
        "revive": _("revives"),
        "keep_in_force": _("keeps in force"),
        "detail": _("details"),
        "effective": _("takes effect"),
        "issued": _("issued"),
    }.get(op, op)


def lang() -> str:
    return i18n.language()
