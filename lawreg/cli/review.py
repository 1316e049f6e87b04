"""lawreg review: the tally of a year, the lists behind each figure, the forms."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from lawreg import messages
from lawreg.cli.common import (
    DATE,
    DONE,
    FINDINGS,
    console,
    json_option,
    open_registry,
    print_date,
    print_json,
    status_name,
    table,
)
from lawreg.i18n import _

_LISTS = ("expired", "partly_expired", "in_force", "not_yet", "suspended", "unknown")


@click.command(
    help=_(
        "Tally of a year's review by type and status, the lists behind each figure, and how complete the "
        "evidence is.\n\n\b\nExample:\n  lawreg review --year 2015\n  lawreg review --year 2015 --list "
        'expired\n  lawreg review --year 2015 --issuer "tỉnh Đắk Lắk" --forms bieu-mau/\n'
        "  lawreg review --period 2019-2023 --forms he-thong-hoa/ --announced 2024-03-01"
    )
)
@click.option("--year", "-y", type=click.IntRange(1945, 2200), metavar="YEAR", help=_("The year reviewed."))
@click.option(
    "--period",
    metavar="FIRST-LAST",
    help=_("A systematisation period (kỳ hệ thống hóa) instead of a year: 2019-2023."),
)
@click.option("--issuer", metavar="BODY", help=_('A body ("Bộ Tài chính") or a place ("tỉnh Đắk Lắk").'))
@click.option("--as-of", type=DATE, metavar="DATE", help=_("Statuses on this day; 31 December of the year by default."))
@click.option("--list", "lists", type=click.Choice(_LISTS), multiple=True, help=_("Also print this list."))
@click.option(
    "--forms",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=_("Write the official lists as DOCX and XLSX into DIR."),
)
@click.option(
    "--announced",
    type=DATE,
    metavar="DATE",
    help=_("Date of the announcing decision: it decides the forms' wording; --as-of by default."),
)
@click.option(
    "--variant",
    type=click.Choice(["strict", "compact"]),
    default="strict",
    show_default=True,
    help=_("Columns of the lists: those of the decree's forms, or the fewer ones that ministries print."),
)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.docx",
    help=_("Your office's own template for the lists, instead of the program's layout."),
)
@click.option(
    "--manifest",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT",
    help=_("Write the manifest: hashes of inputs, tables and lists."),
)
@click.option(
    "--verify",
    "verify_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="MANIFEST",
    help=_("Compare with a manifest written earlier and say which figure and document moved."),
)
@json_option
@click.pass_context
def review(
    ctx: click.Context,
    year: int | None,
    period: str | None,
    issuer: str | None,
    as_of: date | None,
    lists: tuple[str, ...],
    forms: Path | None,
    announced: date | None,
    variant: str,
    template: Path | None,
    manifest: Path | None,
    verify_file: Path | None,
    as_json: bool,
) -> int:
    registry = open_registry(ctx)
    first, last = _years(year, period)
    found = registry.review(last, issuer=issuer, as_of=as_of, first_year=first)
    d = found.to_dict()
    if as_json:
        print_json(d)
    else:
        show_tally(d)
        for name in lists:
            show_list(name, d["lists"].get(name, []))
    if forms is not None:
        for finding in registry.check_forms(found, announced):  # before anything is signed
            click.echo(_("Check before signing: {message}").format(message=messages.render(finding)), err=True)
        for file in registry.forms(found, forms, announced=announced, variant=variant, template=template):
            click.echo(_("Written: {file}").format(file=file), err=True)
    if manifest is not None:
        import json

        manifest.write_text(json.dumps(d["manifest"], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        click.echo(_("Written: {file}").format(file=manifest), err=True)
    if verify_file is not None:
        moved = registry.compare_manifest(found, verify_file)
        for line in moved:
            click.echo(line, err=True)
        if not moved:
            click.echo(_("Nothing moved since {file}.").format(file=verify_file), err=True)
        return FINDINGS if moved else DONE
    return FINDINGS if d["unknown"] else DONE


def _years(year: int | None, period: str | None) -> tuple[int | None, int]:
    """First year of a period (None for a single year) and the year reviewed."""
    if period is None and year is not None:
        return None, year
    if period is None or year is not None:
        raise click.UsageError(_("Give either --year or --period."))
    parts = [p.strip() for p in period.replace("–", "-").split("-")]
    if len(parts) != 2 or not all(p.isdigit() and 1945 <= int(p) <= 2200 for p in parts) or parts[0] > parts[1]:
        raise click.UsageError(_("{period} is no period; write 2019-2023.").format(period=period))
    return int(parts[0]), int(parts[1])


def show_tally(d: dict[str, Any]) -> None:
    from rich.text import Text

    scope = d["scope"]
    body = scope.get("name") if isinstance(scope, dict) else scope
    years = d["year"] if d["first_year"] == d["year"] else f"{d['first_year']} - {d['year']}"
    none = _("no normative document of a body under review is in the registry; name one with --issuer")
    head = _("Review of {year}, as of {date}: {scope}").format(
        year=years, date=print_date(d["as_of"]), scope=body or none
    )
    console().print(Text(head, style="bold"))
    columns = ("reviewed", "in_force", "partly_expired", "not_yet", "suspended", "expired", "unknown")
    names = (
        _("Type"),
        _("Reviewed"),
        _("In force"),
        _("of which partly expired"),
        _("of which not yet in force"),
        _("of which suspended"),
        _("Expired"),
        _("Undetermined"),
    )
    rows = [[kind, *(counts[c] for c in columns)] for kind, counts in d["by_type"].items()]
    rows.append([Text(_("Total"), style="bold"), *(Text(str(d[c]), style="bold") for c in columns)])
    table(None, names, rows, right=range(1, len(names)))
    click.echo(
        _(
            "Stock: {opening} at the beginning + {issued} issued - {expired} expired = {closing} at the end "
            "(undetermined ones included)."
        ).format(**d["stock"])
    )
    for line in completeness_lines(d["completeness"]):
        click.echo(line)


def completeness_lines(c: dict[str, Any]) -> list[str]:
    """How complete the evidence is, as sentences."""
    lines = []
    if "acting_documents" in c and "acting_documents_absent" in c:
        lines.append(
            _("Evidence: {absent} of {n} documents that act on these, or may, are not in the registry.").format(
                absent=c["acting_documents_absent"], n=c["acting_documents"]
            )
        )
    return lines + [str(m) for m in c.get("messages", [])]


def show_list(name: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        click.echo(_("{list}: none.").format(list=status_name(name)))
        return
    table(
        f"{status_name(name)} ({len(rows)})",
        ("#", _("Document"), _("Title"), _("Since"), _("Reason")),
        [
            (
                i,
                f"{r.get('doc_type') or ''} {r.get('number') or ''}\n{print_date(r.get('issued'))}",
                r.get("title"),
                print_date(r.get("since")),
                r.get("reason"),
            )
            for i, r in enumerate(rows, 1)
        ],
        right=(0,),
    )
