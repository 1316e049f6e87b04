"""lawreg diff: which statuses changed between two dates."""

from __future__ import annotations

from datetime import date

import click

from lawreg.cli.common import DATE, DONE, json_option, open_registry, print_date, print_json, status_text, table
from lawreg.cli.status import by_name, describe
from lawreg.i18n import _


@click.command(
    help=_(
        "Which statuses changed between two dates, and by which clause.\n\n"
        "\b\nExample:\n  lawreg diff 2014-12-31 2015-12-31"
    )
)
@click.argument("first", type=DATE, metavar="DATE1")
@click.argument("second", type=DATE, metavar="DATE2")
@click.option("--issuer", metavar="BODY", help=_('A body ("Bộ Tài chính") or a place ("tỉnh Đắk Lắk").'))
@json_option
@click.pass_context
def diff(ctx: click.Context, first: date, second: date, issuer: str | None, as_json: bool) -> int:
    rows = open_registry(ctx).diff(first, second, issuer=issuer)
    if as_json:
        print_json(rows)
    elif not rows:
        click.echo(_("No status changed."))
    else:
        table(
            None,
            (_("Document"), _("Before"), _("After"), _("Since"), _("By"), _("Clause")),
            [
                (
                    describe(r),
                    status_text(r["before"]) if r["before"] else "",
                    status_text(r["after"]) if r["after"] else "",
                    print_date(r["since"]),
                    by_name(r.get("by")),
                    (r.get("quote") or "")[:160],
                )
                for r in rows
            ],
        )
    return DONE
