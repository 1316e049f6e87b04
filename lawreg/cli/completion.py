"""lawreg completion: the script that lets a shell complete commands."""

from __future__ import annotations

import os

import click
from click.shell_completion import get_completion_class

from lawreg.cli.common import DONE
from lawreg.errors import UsageError
from lawreg.i18n import _


@click.command(
    help=_("Print the completion script of your shell.\n\n\b\nExample:\n  lawreg completion bash >> ~/.bashrc")
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), required=False)
@click.pass_context
def completion(ctx: click.Context, shell: str | None) -> int:
    name = shell or os.path.basename(os.environ.get("SHELL", "bash"))
    cls = get_completion_class(name)
    if cls is None:
        raise UsageError("unknown_shell", shell=name)
    root = ctx.find_root().command
    click.echo(cls(root, {}, "lawreg", "_LAWREG_COMPLETE").source())
    return DONE
