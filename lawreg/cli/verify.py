"""lawreg verify: every verdict has its quote at its place; index and registry agree."""

from __future__ import annotations

from datetime import date

import click

from lawreg import messages
from lawreg.cli.common import DATE, DONE, FINDINGS, json_option, open_registry, print_json
from lawreg.i18n import _


@click.command(
    help=_(
        'Check the whole registry: no verdict but "undetermined" without a quote that stands at its place '
        "in the stored text; the tally adds up; search index and registry agree.\n\n"
        "\b\nExample:\n  lawreg verify"
    )
)
@click.option("--at", type=DATE, metavar="DATE", help=_("Verdicts on this day; today by default."))
@json_option
@click.pass_context
def verify(ctx: click.Context, at: date | None, as_json: bool) -> int:
    checked, found = open_registry(ctx).verify(at=at)
    if as_json:
        print_json({"checked": checked, "findings": [{"code": f.code, "message": messages.render(f)} for f in found]})
    else:
        for f in found:
            click.echo("• " + messages.render(f))
        click.echo(_("{n} verdicts checked, {bad} faults.").format(n=checked, bad=len(found)))
    return FINDINGS if found else DONE
