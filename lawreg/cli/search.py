"""lawreg search. Imports stay light: no registry, no SQLAlchemy."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lawreg.cli.common import (
    DATE,
    DONE,
    FINDINGS,
    json_option,
    open_registry,
    print_json,
)
from lawreg.errors import UsageError
from lawreg.i18n import _
from lawreg.search.recent import remember

if TYPE_CHECKING:
    from lawreg.search import SearchResult

_STATUSES = ("in_force", "partly_expired", "expired", "not_yet", "suspended", "partly_suspended", "unknown")


@click.command(
    help=_(
        "Search articles by words, phrases and numbers; accents may be left out.\n\n\b\nExample:\n"
        '  lawreg search "phí vệ sinh"\n  lawreg search "giá đất" --status in_force --year 2015\n'
        "  lawreg search 'số:12/2015/QĐ-UBND điều:5'\n"
        "  lawreg search '\"giao đất\" AND (huyện OR xã) hiệu lực:còn ngày:31/12/2015' --facets\n"
        '  lawreg search "thu tuc hanh chinh" -n 100 --xlsx ket-qua.xlsx\n'
        "  lawreg show :3"
    )
)
@click.argument("query", required=False)
@click.option("--limit", "-n", type=click.IntRange(1, 1000), default=10, show_default=True, help=_("Hits to show."))
@click.option("--status", type=click.Choice(_STATUSES), help=_("Only documents with this status."))
@click.option("--type", "doc_type", metavar="TYPE", help=_('Only this type ("Nghị quyết").'))
@click.option("--issuer", metavar="BODY", help=_('A body ("Bộ Tài chính") or a place ("tỉnh Đắk Lắk").'))
@click.option("--year", metavar="YEAR", help=_("Year of issue, or a range 2010..2015."))
@click.option("--at", type=DATE, metavar="DATE", help=_("The day statuses are taken at; today by default."))
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "rank"]),
    default="relevance",
    show_default=True,
    help=_("Order of the hits."),
)
@click.option("--facets", is_flag=True, help=_("Also count the hits by type, issuer, year and status."))
@click.option("--full", is_flag=True, help=_("Whole articles instead of snippets."))
@click.option("--csv", "csv_out", metavar="FILE", help=_("Write the hits as CSV; - prints it."))
@click.option(
    "--xlsx",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_("Write the hits as a spreadsheet."),
)
@click.option("--pager/--no-pager", default=True, help=_("Page long answers on a terminal; on by default."))
@click.option("--engine", type=click.Choice(["tantivy", "whoosh"]), help=_("The search engine."))
@click.option(
    "--queries",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_('Answer many: one {"id", "query"} a line; prints one JSON object a line.'),
)
@json_option
@click.pass_context
def search(
    ctx: click.Context,
    query: str | None,
    limit: int,
    status: str | None,
    doc_type: str | None,
    issuer: str | None,
    year: str | None,
    at: date | None,
    sort: str,
    facets: bool,
    full: bool,
    csv_out: str | None,
    xlsx: Path | None,
    pager: bool,
    engine: str | None,
    queries: Path | None,
    as_json: bool,
) -> int:
    registry = open_registry(ctx)
    filters: dict[str, Any] = {
        "status": status,
        "doc_type": doc_type,
        "issuer": issuer,
        "year": year,
        "at": at,
        "sort": sort,
        "engine": engine,
        "facets": facets,
        "full": full,
    }
    if queries is not None:
        for answer in registry.search_many(queries, limit=limit, **filters):
            print_json(answer)
        return DONE
    if not query:
        raise UsageError("no_query")
    found = registry.search(query, limit=limit, **filters)
    remember(registry.workspace.search_dir, found.hits)
    if csv_out or xlsx:
        _export(found, csv_out, xlsx)
    if as_json:
        print_json(found.to_dict())
    elif not (csv_out or xlsx):
        from lawreg.cli import hits

        hits.show(found, full, pager)
    return DONE if found.hits else FINDINGS


def _export(found: SearchResult, csv_out: str | None, xlsx: Path | None) -> None:
    from lawreg.cli import hits
    from lawreg.search import export

    head, body = hits.columns(), hits.spreadsheet_rows(found)
    if csv_out == "-":
        click.echo(export.as_csv(head, body), nl=False)
    elif csv_out:
        export.write_csv(Path(csv_out), head, body)
    if xlsx:
        export.write_xlsx(xlsx, head, body)
    for file in filter(None, (csv_out, xlsx)):
        if file != "-":
            click.echo(_("{n} hits written to {file}.").format(n=len(body), file=file), err=True)
