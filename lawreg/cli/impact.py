"""lawreg impact: what follows if a document were repealed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lawreg.cli.common import DATE, DONE, issuer_options, json_option, open_registry, print_json, table
from lawreg.cli.status import describe
from lawreg.i18n import _


@click.command(
    help=_(
        "If a document were repealed: what falls with it for certain, what loses its legal basis, what must "
        "be reviewed, each with the path that leads there.\n\n"
        "\b\nExample:\n  lawreg impact 63/2010/NĐ-CP --from 2016-01-01"
    )
)
@click.argument("number")
@issuer_options
@click.option("--from", "since", type=DATE, metavar="DATE", help=_("The day of the repeal; today by default."))
@click.option("--depth", type=click.IntRange(1, 10), default=3, show_default=True, help=_("Longest path followed."))
@click.option("--dot", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT", help=_("Write a DOT picture."))
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT", help=_("Write an SVG picture."))
@json_option
@click.pass_context
def impact(
    ctx: click.Context,
    number: str,
    issuer: str | None,
    issued: date | None,
    since: date | None,
    depth: int,
    dot: Path | None,
    svg: Path | None,
    as_json: bool,
) -> int:
    found = open_registry(ctx).impact(number, issuer=issuer, issued=issued, since=since, depth=depth)
    d = found.to_dict()
    for out, made in ((dot, found.to_dot), (svg, found.to_svg)):
        if out is not None:
            out.write_text(made(), encoding="utf-8")
            click.echo(_("Written: {file}").format(file=out), err=True)
    if as_json:
        print_json(d)
        return DONE
    for name, title in (
        ("falls", _("Falls with it")),
        ("loses_basis", _("Loses a legal basis")),
        ("to_review", _("To be reviewed")),
    ):
        rows = d[name]
        if rows:
            table(
                f"{title} ({len(rows)})",
                (_("Document"), _("Path")),
                [(describe(r), " → ".join(r["path"])) for r in rows],
            )
    if not any(d[k] for k in ("falls", "loses_basis", "to_review")):
        click.echo(_("Nothing in the registry depends on it."))
    if d.get("cut"):
        click.echo(_("The closure was cut at depth {depth}.").format(depth=depth))
    return DONE
