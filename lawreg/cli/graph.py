"""lawreg graph export."""

from __future__ import annotations

from pathlib import Path

import click

from lawreg.cli.common import DONE, issuer_options, open_registry
from lawreg.i18n import _


@click.group(
    help=_("The graph of citations and effects.\n\n\b\nExample:\n  lawreg graph export --format graphml -o so.graphml")
)
def graph() -> None:
    pass


@graph.command(
    help=_(
        "Write the graph to a file or to standard output.\n\n\b\nExample:\n  lawreg graph export --format "
        "dot --around 12/2015/QĐ-UBND --radius 2 > quanh.dot"
    )
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["graphml", "gexf", "dot", "json"]),
    default="graphml",
    show_default=True,
    help=_("File format."),
)
@click.option("--around", metavar="NUMBER", help=_("Only this document's neighbourhood."))
@issuer_options
@click.option("--radius", type=click.IntRange(1, 10), default=1, show_default=True, help=_("Steps from that document."))
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help=_("The file to write."))
@click.pass_context
def export(
    ctx: click.Context, form: str, around: str | None, issuer: str | None, issued: object, radius: int, out: Path | None
) -> int:
    from lawreg.graph import dumps

    registry = open_registry(ctx)
    centre = registry.find(around, issuer=issuer, issued=issued).id if around else None  # type: ignore[arg-type]
    content = dumps(registry.graph(around=centre, radius=radius), form)
    if out is None:
        click.echo(content, nl=False)
    else:
        out.write_text(content, encoding="utf-8")
        click.echo(_("Written: {file}").format(file=out), err=True)
    return DONE
