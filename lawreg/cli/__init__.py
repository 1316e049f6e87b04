"""The command line. One module a command, imported only when that command runs."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from lawreg import i18n
from lawreg.i18n import _
from lawreg.version import __version__


def _N(message: str) -> str:  # marks a message for the catalogue without translating it yet
    return message


# name -> (module, attribute, short help); the help is kept here so that `lawreg --help` imports no command
COMMANDS: dict[str, tuple[str, str, str]] = {
    "init": ("lawreg.cli.init", "init", _N("Make a new workspace")),
    "ingest": ("lawreg.cli.ingest", "ingest", _N("Read documents into the registry")),
    "rebuild": ("lawreg.cli.ingest", "rebuild", _N("Make indexes/ again from corpus/")),
    "set-aside": ("lawreg.cli.ingest", "set_aside", _N("List the files that were set aside, and retry them")),
    "review": ("lawreg.cli.review", "review", _N("Tally and lists of a year's review")),
    "worklist": ("lawreg.cli.worklist", "worklist", _N("Documents due for review, with the reason")),
    "status": ("lawreg.cli.status", "status", _N("Status of a document at a date, with the clause quoted")),
    "show": ("lawreg.cli.show", "show", _N("A document's card: metadata, status, timeline, text of an article")),
    "explain": ("lawreg.cli.status", "explain", _N("Verdict sheet: quotes, dates, the law applied")),
    "evidence": ("lawreg.cli.evidence", "evidence", _N("Pack the proof of a verdict: sheet, quotes, files, hashes")),
    "search": ("lawreg.cli.search", "search", _N("Search by words, phrases and numbers")),
    "cites": ("lawreg.cli.links", "cites", _N("What a document cites, with the clause")),
    "cited-by": ("lawreg.cli.links", "cited_by", _N("Which documents cite a document, with the clause")),
    "impact": ("lawreg.cli.impact", "impact", _N("What follows if a document were repealed")),
    "conflicts": ("lawreg.cli.conflicts", "conflicts", _N("Contradictions between documents, dates and decisions")),
    "diff": ("lawreg.cli.diff", "diff", _N("Which statuses changed between two dates, and by which clause")),
    "decide": ("lawreg.cli.decide", "decide", _N("Record an officer's decision about a document")),
    "decisions": ("lawreg.cli.decide", "decisions", _N("List officers' decisions, and undo one")),
    "graph": ("lawreg.cli.graph", "graph", _N("Export the graph of citations and effects")),
    "inspect": ("lawreg.cli.inspect", "inspect", _N("What is read from a file: metadata, citations, effects")),
    "text": ("lawreg.cli.inspect", "text", _N("The text of a file, as offsets count in it")),
    "explain-rules": ("lawreg.cli.inspect", "explain_rules", _N("Which pattern fired where in a file, and why not")),
    "verify": ("lawreg.cli.verify", "verify", _N("Check the registry: every verdict has its quote at its place")),
    "completion": ("lawreg.cli.completion", "completion", _N("Print the completion script of your shell")),
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _help = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, 1)
            hint = " " + _("Did you mean {name}?").format(name=near[0]) if near else ""
            ctx.fail(_("No such command: {name}.").format(name=name) + hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(entry[2])) for name, entry in COMMANDS.items()])


def _language(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value:
        i18n.choose(value)
        if isinstance(ctx.command, click.Group):
            ctx.command.help = _about()
    return value


def _about() -> str:
    return _(
        "lawreg reads legal documents and says which are in force, which expired, since when, and by which clause.\n\n"
        "\b\nExample:\n  lawreg ingest\n  lawreg review --year 2015\n  lawreg status 12/2015/QĐ-UBND --at 2015-12-31"
    )


def _group() -> click.Group:
    """The command group, made after the language is known so that its own help speaks it."""

    @click.group(cls=_Commands, help=_about(), context_settings={"help_option_names": ["-h", "--help"]})
    @click.option(
        "--lang",
        type=click.Choice(["vi", "en"]),
        is_eager=True,
        expose_value=False,
        callback=_language,
        help=_("Language of the output (or LAWREG_LANG); Vietnamese by default."),
    )
    @click.option(
        "-w",
        "--workspace",
        metavar="DIR",
        envvar="LAWREG_WORKSPACE",
        help=_("The workspace; by default the one around the current folder."),
    )
    @click.version_option(__version__, "-V", "--version", prog_name="lawreg", help=_("Show the version."))
    @click.pass_context
    def lawreg(ctx: click.Context, workspace: str | None) -> None:
        ctx.obj = workspace

    return lawreg


def _early_language(argv: list[str]) -> None:
    """`--lang` must be known before any help text is made."""
    for i, word in enumerate(argv):
        if word == "--lang" and i + 1 < len(argv):
            i18n.choose(argv[i + 1])
        elif word.startswith("--lang="):
            i18n.choose(word.split("=", 1)[1])


def main(argv: list[str] | None = None) -> None:
    """Entry point of the console script; ends the process with the exit codes of design.md section 3."""
    from lawreg.cli.common import run

    words = sys.argv[1:] if argv is None else argv
    _early_language(words)
    i18n.bind_click()
    sys.exit(run(_group(), words))
