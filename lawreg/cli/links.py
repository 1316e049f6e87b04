"""lawreg cites and cited-by: citations with the clause they stand in."""

from __future__ import annotations

from datetime import date

import click

from lawreg.cli.common import DONE, issuer_options, json_option, open_registry, print_json, table
from lawreg.i18n import _


def _links(
    ctx: click.Context, number: str, issuer: str | None, issued: date | None, incoming: bool, as_json: bool
) -> int:
    rows = open_registry(ctx).links(number, issuer=issuer, issued=issued, incoming=incoming)
    if as_json:
        print_json(rows)
    elif not rows:
        click.echo(_("None."))
    else:
        table(
            None,
            (_("Document"), "", _("In"), _("Clause")),
            [(r["document"], _("legal basis") if r["basis"] else "", r["in"], r["clause"][:200]) for r in rows],
        )
    return DONE


@click.command(help=_("What a document cites, with the clause.\n\n\b\nExample:\n  lawreg cites 12/2015/QĐ-UBND"))
@click.argument("number")
@issuer_options
@json_option
@click.pass_context
def cites(ctx: click.Context, number: str, issuer: str | None, issued: date | None, as_json: bool) -> int:
    return _links(ctx, number, issuer, issued, False, as_json)


@click.command(
    "cited-by",
    help=_("Which documents cite a document, with the clause.\n\n\b\nExample:\n  lawreg cited-by 63/2010/NĐ-CP"),
)
@click.argument("number")
@issuer_options
@json_option
@click.pass_context
def cited_by(ctx: click.Context, number: str, issuer: str | None, issued: date | None, as_json: bool) -> int:
    return _links(ctx, number, issuer, issued, True, as_json)
