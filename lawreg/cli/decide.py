"""lawreg decide and decisions: what officers say of documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lawreg.cli.common import DATE, DONE, FINDINGS, issuer_options, json_option, open_registry, print_json, table
from lawreg.errors import UsageError
from lawreg.i18n import _

if TYPE_CHECKING:
    from lawreg.model import Decision

_OPS = ("replace", "repeal", "expire", "amend", "supplement", "suspend", "extend", "correct", "revive", "keep_in_force")


@click.command(
    help=_(
        "Record an officer's decision about a document: confirm what was read, correct it, add or refuse an "
        "effect. A decision beats the program's verdict and is never overwritten.\n\n\b\nExample:\n"
        '  lawreg decide 12/2015/QĐ-UBND --confirm --why "đã đối chiếu bản gốc"\n'
        '  lawreg decide 12/2015/QĐ-UBND --set "field=Đất đai" --set normative=true\n'
        "  lawreg decide 12/2015/QĐ-UBND --add repeal --by 30/2016/QĐ-UBND --date 2016-07-01\n"
        "  lawreg decide --import danh-muc-so-tai-chinh.xlsx"
    )
)
@click.argument("number", required=False)
@issuer_options
@click.option("--confirm", is_flag=True, help=_("What the program read of this document is right."))
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="FIELD=VALUE",
    help=_("Correct a field: title, issued, effective, expires, normative, field, doc_type, issuer."),
)
@click.option("--add", "add", type=click.Choice(_OPS), help=_("Add an effect on this document."))
@click.option("--by", "by", metavar="NUMBER", help=_("The acting document of the effect added."))
@click.option("--date", "when", type=DATE, metavar="DATE", help=_("The day the effect added starts."))
@click.option(
    "--provision",
    "provisions",
    multiple=True,
    metavar="PATH",
    help=_('Only this provision ("Điều 5 khoản 2"); the whole document by default.'),
)
@click.option("--refuse", metavar="EFFECT", help=_("Refuse an effect by its id (see lawreg show --json)."))
@click.option("--who", envvar="LAWREG_OFFICER", help=_("Who decides (or LAWREG_OFFICER)."))
@click.option("--why", default="", help=_("The reason or the paper it rests on."))
@click.option(
    "--import",
    "import_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_("Read a department's list (.xlsx or .csv)."),
)
@json_option
@click.pass_context
def decide(
    ctx: click.Context,
    number: str | None,
    issuer: str | None,
    issued: date | None,
    confirm: bool,
    sets: tuple[str, ...],
    add: str | None,
    by: str | None,
    when: date | None,
    provisions: tuple[str, ...],
    refuse: str | None,
    who: str | None,
    why: str,
    import_file: Path | None,
    as_json: bool,
) -> int:
    if not who:
        raise UsageError("no_officer")
    registry = open_registry(ctx)
    if import_file is not None:
        report = registry.import_decisions(import_file, who=who, why=why)
        if as_json:
            print_json(report)
        else:
            click.echo(
                _("{n} decisions recorded, {bad} rows set aside.").format(
                    n=report["recorded"], bad=len(report["set_aside"])
                )
            )
            for r in report["set_aside"]:
                click.echo(f"  {r['row']}: {r['message']}")
        return FINDINGS if report["set_aside"] else DONE
    if number is None:
        raise UsageError("no_number")
    wanted: list[tuple[str, dict[str, Any]]] = []
    if confirm:
        wanted.append(("confirm", {}))
    if sets:
        fields = {}
        for pair in sets:
            name, sign, value = pair.partition("=")
            if not sign:
                raise UsageError("bad_setting", setting=pair)
            fields[name.strip()] = value.strip()
        wanted.append(("set", fields))
    if add:
        if not by or when is None:
            raise UsageError("effect_needs_actor")
        wanted.append(("add_effect", {"op": add, "by": by, "date": when.isoformat(), "provisions": list(provisions)}))
    if refuse:
        wanted.append(("refuse_effect", {"effect": refuse}))
    if not wanted:
        raise UsageError("nothing_to_decide")
    made = [
        registry.decide(number, kind, payload, who=who, why=why, issuer=issuer, issued=issued)
        for kind, payload in wanted
    ]
    if as_json:
        print_json([_dict(d) for d in made])
    else:
        for d in made:
            click.echo(_("Recorded: {id} {kind} {document}").format(id=d.id, kind=d.kind, document=d.document))
    return DONE


def _dict(d: Decision) -> dict[str, Any]:
    return {
        "id": d.id,
        "kind": d.kind,
        "document": d.document,
        "payload": dict(d.payload),
        "who": d.who,
        "when": d.when,
        "why": d.why,
    }


@click.command(
    help=_(
        "List officers' decisions; --undo takes one back by appending its reversal.\n\n"
        "\b\nExample:\n  lawreg decisions\n  lawreg decisions --undo 3f2a --who 'Trần Văn B'"
    )
)
@click.option("--undo", metavar="ID", help=_("Take this decision back."))
@click.option("--who", envvar="LAWREG_OFFICER", help=_("Who decides (or LAWREG_OFFICER)."))
@click.option("--why", default="", help=_("The reason or the paper it rests on."))
@json_option
@click.pass_context
def decisions(ctx: click.Context, undo: str | None, who: str | None, why: str, as_json: bool) -> int:
    registry = open_registry(ctx)
    if undo:
        if not who:
            raise UsageError("no_officer")
        d = registry.undo_decision(undo, who=who, why=why)
        click.echo(_("Recorded: {id} {kind} {document}").format(id=d.id, kind=d.kind, document=d.document), err=as_json)
    rows = [_dict(d) for d in registry.decisions()]
    if as_json:
        print_json(rows)
    elif rows:
        table(
            None,
            ("id", _("Document"), _("Decision"), _("Who"), _("When"), _("Why")),
            [
                (r["id"], r["document"], f"{r['kind']} {r['payload'] or ''}", r["who"], r["when"], r["why"])
                for r in rows
            ],
        )
    else:
        click.echo(_("No decisions recorded."))
    return DONE
