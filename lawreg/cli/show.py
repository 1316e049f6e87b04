"""lawreg show: a document's card."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from lawreg.cli.common import (
    DATE,
    DONE,
    FINDINGS,
    console,
    issuer_options,
    json_option,
    op_name,
    open_registry,
    print_date,
    print_json,
    status_text,
    table,
)
from lawreg.cli.status import describe, show_evidence
from lawreg.i18n import _


@click.command(
    help=_(
        "A document's card: metadata, status, timeline, who acts on it, what it cites; with --article the "
        "text of an article.\n\n\b\nExample:\n  lawreg show 12/2015/QĐ-UBND\n  lawreg show "
        "12/2015/QĐ-UBND --article 5"
    )
)
@click.argument("number")
@issuer_options
@click.option("--at", type=DATE, metavar="DATE", help=_("The day asked about; today by default."))
@click.option(
    "--article", "-a", metavar="PLACE", help=_('Text of an article ("5") or any provision ("Điều 5 khoản 2").')
)
@click.option("--full", is_flag=True, help=_("The whole text."))
@json_option
@click.pass_context
def show(
    ctx: click.Context,
    number: str,
    issuer: str | None,
    issued: date | None,
    at: date | None,
    article: str | None,
    full: bool,
    as_json: bool,
) -> int:
    registry = open_registry(ctx)
    card = registry.card(number, issuer=issuer, issued=issued, at=at, article=article, full=full).to_dict()
    if as_json:
        print_json(card)
    else:
        _show(card)
    return FINDINGS if article and not card["texts"] else DONE


def _show(card: dict[str, Any]) -> None:
    from rich.text import Text

    out = console()
    d, v = card["document"], card["status"]
    out.print(Text(describe(d), style="bold"))
    rows = [
        (_("Title"), d["title"]),
        (_("Signer"), d["signer"]),
        (_("Kind"), d["kind"]),
        (_("Takes effect"), print_date(d["effective"])),
        ("", f"“{' '.join(d['effective_rule'].split())}”" if d["effective_rule"] else None),
        (_("Field"), d["field"]),
        (_("Files"), "\n".join(d["files"])),
    ]
    table(None, ("", ""), [r for r in rows if r[1]])
    line = Text(_("At {date}: ").format(date=print_date(v["at"])))
    line.append_text(status_text(v["status"]))
    if v.get("since"):
        line.append(" " + _("since {date}").format(date=print_date(v["since"])))
    out.print(line)
    if v.get("reason"):
        out.print(Text(_("Reason: {reason}").format(reason=v["reason"])))
    for e in v["evidence"]:
        show_evidence(e)
    if card["timeline"]:
        table(
            _("Timeline"),
            (_("Date"), _("Event"), _("Scope"), _("By")),
            [(print_date(t["date"]), t["event"], t["scope"], t["by"]) for t in card["timeline"]],
        )
    if card["acted_on_by"]:
        table(
            _("Acted on by"),
            (_("Effect"), _("By"), _("Scope"), _("Clause")),
            [
                (op_name(e["op"]), describe(e["by"]), e["scope"], " ".join(e["quote"].split())[:140])
                for e in card["acted_on_by"]
            ],
        )
    if card["acts_on"]:
        table(
            _("Acts on"),
            (_("Effect"), _("On"), _("Scope"), _("Clause")),
            [
                (op_name(e["op"]), describe(e["on"]), e["scope"], " ".join(e["quote"].split())[:140])
                for e in card["acts_on"]
            ],
        )
    if card["cites"]:
        table(
            _("Cites"),
            (_("Document"), "", _("In")),
            [(c["document"], _("legal basis") if c["basis"] else "", c["in"]) for c in card["cites"]],
        )
    if card["cited_by"]:
        table(_("Cited by"), (_("Document"), _("In")), [(c["document"], c["in"]) for c in card["cited_by"]])
    for f in card["findings"]:
        click.echo(_("Note: {message}").format(message=f["message"]))
    for t in card["texts"]:
        out.print(Text("\n" + t["path"], style="bold"))
        click.echo(t["text"])
    if card["asked"] and not card["texts"]:
        click.echo(_("No provision {path} in this document.").format(path=card["asked"]), err=True)
