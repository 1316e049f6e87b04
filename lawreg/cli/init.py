"""lawreg init: a new workspace."""

from __future__ import annotations

from pathlib import Path

import click

from lawreg.cli.common import DONE
from lawreg.i18n import _


@click.command(
    help=_(
        "Make a workspace: corpus/ for the files, pipelines/ for the tables, indexes/ for what is "
        "derived.\n\n\b\nExample:\n  lawreg init so-tu-phap"
    )
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> int:
    from lawreg.workspace import Workspace

    ws = Workspace.init(folder)
    click.echo(_("Workspace made: {folder}").format(folder=ws.root))
    click.echo(
        _("Now put files into {corpus} and run: lawreg -w {folder} ingest").format(corpus=ws.corpus, folder=folder)
    )
    return DONE
