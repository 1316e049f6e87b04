"""lawreg search. Imports stay light: no registry, no SQLAlchemy."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from lawreg.cli.common import (
    DATE,
    DONE,
    FINDINGS,
    console,
    json_option,
    open_registry,
    print_date,
    print_json,
    status_text,
)
from lawreg.errors import UsageError
from lawreg.i18n import _

_STATUSES = ("in_force", "partly_expired", "expired", "not_yet", "suspended", "partly_suspended", "unknown")


@click.command(
    help=_(
        "Search articles by words, phrases and numbers; accents may be left out.\n\n\b\nExample:\n"
        '  lawreg search "phí vệ sinh"\n  lawreg search "giá đất" --status in_force --year 2015\n'
        "  lawreg search 'số:12/2015/QĐ-UBND điều:5'"
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
    found = registry.search(query, limit=limit, **filters).to_dict()
    if as_json:
        print_json(found)
    else:
        _show(found)
    return DONE if found["hits"] else FINDINGS


def _show(d: dict[str, Any]) -> None:
    from rich.text import Text

    out = console()
    if not d["hits"]:
        click.echo(_("Nothing found for: {query}").format(query=d["query"]))
    else:
        click.echo(_("{total} articles found, {n} shown.").format(total=d["total"], n=len(d["hits"])))
    last = None
    for i, h in enumerate(d["hits"], 1):
        key = (h["number"], h.get("issuer"), h["issued"])
        if key != last:
            head = Text(f"\n{h['doc_type'] or ''} {h['number'] or ''}", style="bold")
            head.append(f"  {print_date(h['issued'])}  {h['issuer'] or ''}  ", style="not bold")
            head.append_text(status_text(h["status"]))
            out.print(head)
            if h.get("title"):
                out.print(Text(h["title"]))
            last = key
        place = h.get("path") or (_("Article {n}").format(n=h["article"]) if h["article"] else "")
        line = Text(f"{i:>3}. {place}")
        if h.get("heading"):
            line.append(f" {h['heading']}")
        out.print(line)
        if h.get("snippet"):
            out.print(_marked("     " + " ".join(h["snippet"].split())))
    if d.get("suggestion"):
        click.echo(_("Did you mean: {query}?").format(query=d["suggestion"]))
    for name, counts in (d.get("facets") or {}).items():
        click.echo(f"{name}: " + ", ".join(f"{k} ({n})" for k, n in counts))


def _marked(snippet: str) -> Any:
    """Words between ** come out bold."""
    from rich.text import Text

    text = Text()
    for i, piece in enumerate(snippet.split("**")):
        text.append(piece, style="bold yellow" if i % 2 else "")
    return text
