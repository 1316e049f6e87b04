"""lawreg status and explain: is a document in force at a date, since when, by which clause."""

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
    status_name,
    status_text,
    table,
)
from lawreg.i18n import _


@click.command(
    help=_(
        "Status of a document at a date (today by default), each with the clause that decides it.\n\n"
        "\b\nExample:\n  lawreg status 12/2015/QĐ-UBND --at 2015-12-31\n"
        '  lawreg status 63/2010/NĐ-CP --issuer "Chính phủ" --json'
    )
)
@click.argument("number")
@issuer_options
@click.option("--at", type=DATE, metavar="DATE", help=_("The day asked about; today by default."))
@click.option("--provisions", "-p", is_flag=True, help=_("Also the provisions whose status differs."))
@click.option("--provision", metavar="UNIT", help=_('Only this provision ("khoản 2 Điều 5").'))
@json_option
@click.pass_context
def status(
    ctx: click.Context,
    number: str,
    issuer: str | None,
    issued: date | None,
    at: date | None,
    provisions: bool,
    provision: str | None,
    as_json: bool,
) -> int:
    registry = open_registry(ctx)
    verdict = registry.status(number, issuer=issuer, issued=issued, at=at)
    found = verdict.to_dict()
    if provision and not found.get("candidates"):
        row = registry.validity.provision(verdict.document.id, provision, verdict.at)
        found["provisions"] = [row.to_dict()]
    if as_json:
        print_json(found)
    else:
        show_verdict(found, provisions)
    return FINDINGS if found.get("candidates") or found["status"] == "unknown" else DONE


def describe(d: dict[str, Any]) -> str:
    """'Quyết định 12/2015/QĐ-UBND, 05/03/2015, Ủy ban nhân dân tỉnh …' from any dict with these fields."""
    issuer = d.get("issuer")
    issuer = "; ".join(issuer) if isinstance(issuer, list) else issuer
    head = " ".join(filter(None, (d.get("doc_type"), d.get("number") or d.get("name"))))
    return ", ".join(filter(None, (head, print_date(d.get("issued")), issuer)))


def show_verdict(d: dict[str, Any], provisions: bool = False) -> None:
    from rich.text import Text

    out = console()
    if d.get("candidates"):
        click.echo(
            _("{number} is the number of several documents; name one with --issuer or --issued:").format(
                number=d["number"]
            )
        )
        table(
            None,
            (_("Number"), _("Issued"), _("Issuer"), _("Title")),
            [
                (
                    c.get("number"),
                    print_date(c.get("issued")),
                    "; ".join(c["issuer"]) if isinstance(c.get("issuer"), list) else c.get("issuer"),
                    c.get("title"),
                )
                for c in d["candidates"]
            ],
        )
        return
    out.print(Text(describe(d), style="bold"))
    if d.get("title"):
        out.print(Text(d["title"]))
    line = Text(_("At {date}: ").format(date=print_date(d["at"])))
    line.append_text(status_text(d["status"]))
    if d.get("since"):
        line.append(" " + _("since {date}").format(date=print_date(d["since"])))
    if d.get("until"):
        line.append(" " + _("until {date}").format(date=print_date(d["until"])))
    out.print(line)
    if d.get("reason"):
        out.print(Text(_("Reason: {reason}").format(reason=d["reason"])))
    out.print(Text(_("Confidence: {level}").format(level=confidence_name(d.get("confidence")))))
    for e in d.get("evidence", []):
        show_evidence(e)
    if d.get("provisions") and (provisions or len(d["provisions"]) <= 12):
        table(
            _("Provisions"),
            (_("Provision"), _("Status"), _("Since"), _("By")),
            [
                (p["path"], status_text(p["status"]), print_date(p["since"]), by_name(p.get("by")))
                for p in d["provisions"]
            ],
        )
    elif d.get("provisions"):
        click.echo(_("{n} provisions differ; --provisions lists them.").format(n=len(d["provisions"])))


def by_name(by: Any) -> str:
    if isinstance(by, dict):
        return describe(by)
    return "" if by is None else str(by)


def confidence_name(level: str | None) -> str:
    return {
        "verified": _("confirmed by an officer"),
        "accepted": _("by rule"),
        "needs_review": _("needs a person's review"),
    }.get(level or "", level or "")


def show_evidence(e: dict[str, Any]) -> None:
    from rich.text import Text

    out = console()
    head = Text("• ", style="bold")
    head.append(f"{print_date(e.get('date'))} {op_name(e['op'])}")
    if e.get("by"):
        head.append(" — " + by_name(e["by"]))
    out.print(head)
    if e.get("quote"):
        out.print(Text("  “" + " ".join(e["quote"].split()) + "”", style="italic"))
    if e.get("file"):
        out.print(Text(f"  {e['file']} [{e.get('start')}–{e.get('end')}] {e.get('rule') or ''}", style="dim"))


@click.command(
    help=_(
        "Verdict sheet of a document at a date: quotes, date arithmetic, the article of law applied, and "
        "what would change the answer.\n\n"
        "\b\nExample:\n  lawreg explain 12/2015/QĐ-UBND --at 2015-12-31"
    )
)
@click.argument("number")
@issuer_options
@click.option("--at", type=DATE, metavar="DATE", help=_("The day asked about; today by default."))
@json_option
@click.pass_context
def explain(
    ctx: click.Context, number: str, issuer: str | None, issued: date | None, at: date | None, as_json: bool
) -> int:
    sheet = open_registry(ctx).explain(number, issuer=issuer, issued=issued, at=at)
    if as_json:
        print_json(sheet.to_dict())
    else:
        click.echo(sheet.text())
    return DONE


__all__ = ["describe", "explain", "show_evidence", "show_verdict", "status", "status_name"]
