"""lawreg conflicts."""

from __future__ import annotations

import click

from lawreg import messages
from lawreg.cli.common import DONE, FINDINGS, json_option, open_registry, print_json
from lawreg.i18n import _


@click.command(
    help=_(
        "Contradictions: competence, order of dates, portal against text, documents against decisions.\n\n"
        "\b\nExample:\n  lawreg conflicts"
    )
)
@json_option
@click.pass_context
def conflicts(ctx: click.Context, as_json: bool) -> int:
    found = open_registry(ctx).conflicts()
    if as_json:
        print_json([{"code": f.code, "message": messages.render(f), **dict(f.params)} for f in found])
    elif not found:
        click.echo(_("No contradictions found."))
    else:
        for f in found:
            click.echo("• " + messages.render(f))
    return FINDINGS if found else DONE
