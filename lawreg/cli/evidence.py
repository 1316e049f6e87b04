"""lawreg evidence: the proof of a verdict as a ZIP."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lawreg.cli.common import DATE, DONE, issuer_options, json_option, open_registry, print_json
from lawreg.i18n import _


@click.command(
    help=_(
        "Pack the proof of a document's status at a date into a ZIP: the verdict sheet, the texts it quotes, the "
        "source files and their SHA-256.\n\n"
        "\b\nExample:\n  lawreg evidence 12/2015/QĐ-UBND --at 2015-12-31 --zip chung-cu.zip"
    )
)
@click.argument("number")
@issuer_options
@click.option("--at", type=DATE, metavar="DATE", help=_("The day asked about; today by default."))
@click.option(
    "--zip",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="OUT",
    help=_("The ZIP file to write."),
)
@json_option
@click.pass_context
def evidence(
    ctx: click.Context,
    number: str,
    issuer: str | None,
    issued: date | None,
    at: date | None,
    out: Path,
    as_json: bool,
) -> int:
    made = open_registry(ctx).evidence(number, out, issuer=issuer, issued=issued, at=at)
    if as_json:
        import zipfile

        with zipfile.ZipFile(made) as packed:
            print_json({"zip": str(made), "parts": packed.namelist()})
    else:
        click.echo(_("Written: {file}").format(file=made))
    return DONE
