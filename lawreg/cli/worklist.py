"""lawreg worklist: documents due for review."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lawreg.cli.common import DATE, DONE, FINDINGS, json_option, open_registry, print_date, print_json, table
from lawreg.cli.status import describe
from lawreg.i18n import _


@click.command(
    help=_(
        "Documents due for review, each with its trigger and the clause: acted on, legal basis acted on, "
        "cited document acted on, end date coming, abolished bodies named.\n\n\b\nExample:\n"
        "  lawreg worklist --at 2015-12-31\n  lawreg worklist --expiring-before 2027-03-01\n"
        "  lawreg worklist --xlsx can-ra-soat.xlsx --slips phieu/"
    )
)
@click.option("--at", type=DATE, metavar="DATE", help=_("The day asked about; today by default."))
@click.option("--issuer", metavar="BODY", help=_('A body ("Bộ Tài chính") or a place ("tỉnh Đắk Lắk").'))
@click.option("--expiring-before", type=DATE, metavar="DATE", help=_("Also documents whose end date comes before."))
@click.option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT", help=_("Write it as XLSX."))
@click.option(
    "--slips",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=_("Write a pre-filled review slip (phiếu rà soát) per document into DIR."),
)
@json_option
@click.pass_context
def worklist(
    ctx: click.Context,
    at: date | None,
    issuer: str | None,
    expiring_before: date | None,
    xlsx: Path | None,
    slips: Path | None,
    as_json: bool,
) -> int:
    registry = open_registry(ctx)
    found = registry.worklist(at=at, issuer=issuer, expiring_before=expiring_before)
    rows = [item.to_dict() for item in found]
    if xlsx is not None:
        from lawreg.review.worklist import write_xlsx

        write_xlsx(found, xlsx)
        click.echo(_("Written: {file}").format(file=xlsx), err=True)
    if slips is not None:
        from lawreg.review.worklist import write_slips

        made = write_slips(found, slips)
        click.echo(_("{n} review slips written into {folder}.").format(n=len(made), folder=slips), err=True)
    if as_json:
        print_json(rows)
    elif not rows:
        click.echo(_("Nothing is due for review."))
    else:
        table(
            _("Due for review ({n})").format(n=len(rows)),
            (_("Document"), _("Trigger"), _("By"), _("Since"), _("Clause")),
            [
                (
                    describe(r),
                    r["trigger_name"],
                    r.get("by_name"),
                    print_date(r.get("since")),
                    " ".join((r.get("quote") or "").split())[:140],
                )
                for r in rows
            ],
        )
    return FINDINGS if rows else DONE
