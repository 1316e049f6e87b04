"""How hits of a search are printed: grouped by document, words marked, counts by type, issuer, year and status."""

from __future__ import annotations

import shutil
from io import StringIO
from typing import TYPE_CHECKING, Any

import click

from lawreg.cli.common import console, print_date, status_name, status_text
from lawreg.i18n import _

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from lawreg.search import Hit, SearchResult


def show(found: SearchResult, full: bool, pager: bool) -> None:
    """Print ``found``; through a pager where the terminal is too short for it."""
    out = console()
    if not (pager and out.is_terminal):
        _print(out, found, full)
        return
    from rich.console import Console

    page = StringIO()
    colours: Any = out.color_system
    _print(Console(file=page, force_terminal=True, color_system=colours, width=out.width, highlight=False,
                   emoji=False, markup=False), found, full)  # fmt: skip
    if page.getvalue().count("\n") < shutil.get_terminal_size().lines:
        click.echo(page.getvalue(), nl=False)
    else:
        click.echo_via_pager(page.getvalue(), color=True)


def _print(out: Console, found: SearchResult, full: bool) -> None:
    from rich.text import Text

    def line(text: str) -> None:
        out.print(Text(text))

    if found.suggestion:
        line(_("Did you mean: {query}?").format(query=found.suggestion))
    if not found.hits:
        line(_("Nothing found for: {query}").format(query=found.query))
        return
    line(_("{total} articles found, {n} shown.").format(total=found.total, n=len(found.hits)))
    places = {id(h): n for n, h in enumerate(found.hits, 1)}
    for group in found.groups():
        _head(out, group[0])
        for h in group:
            _hit(out, places[id(h)], h, full)
    if found.facets is not None:
        _facets(out, found)
    line("\n" + _("Open a line of this list: lawreg show :{n}").format(n=1))


def _head(out: Console, h: Hit) -> None:
    from rich.text import Text

    issuer = h.issuer if isinstance(h.issuer, str) else ", ".join(h.issuer or ())
    head = Text(f"\n{' '.join(filter(None, (h.doc_type, h.number)))}", style="bold")
    head.append(f"  {print_date(h.issued)}  {issuer}  ", style="not bold")
    head.append_text(status_text(h.status))
    out.print(head)
    if h.title:
        out.print(Text(h.title))


def _hit(out: Console, n: int, h: Hit, full: bool) -> None:
    from rich.text import Text

    if h.path is None and h.article is None and h.snippet.replace("**", "").rstrip("…") == (h.title or "").strip():
        out.print(Text(f"{n:>3}. " + _("the document itself")))
        return
    place = h.path or (_("Article {n}").format(n=h.article) if h.article else "")
    heading = "" if h.heading and place.endswith(h.heading) else h.heading or ""
    out.print(Text(f"{n:>3}. {place}{'. ' if place and heading else ''}{heading}".rstrip()))
    if full and h.text is not None:
        for paragraph in h.text.splitlines():
            out.print(_indented(Text(paragraph.strip())))
    elif h.snippet:
        out.print(_indented(marked(" ".join(h.snippet.split()))))


def _indented(text: Text) -> Any:
    from rich.padding import Padding

    return Padding(text, (0, 0, 0, 5), expand=False)


def marked(snippet: str) -> Text:
    """Words between ** come out bold; where there is no colour they stay as they are."""
    from rich.text import Text

    text = Text()
    for i, piece in enumerate(snippet.split("**")):
        text.append(piece, style="bold yellow" if i % 2 else "")
    return text


def _facets(out: Console, found: SearchResult) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    names = {"doc_type": _("Document type"), "issuer": _("Issued by"), "year": _("Year"), "status": _("Status")}
    out.print(Text("\n" + _("Articles found, by:"), style="bold"))
    for name, counts in (found.facets or {}).items():
        if not counts:
            continue
        grid = Table.grid(padding=(0, 2))
        grid.add_column(justify="right", min_width=7)
        grid.add_column(overflow="fold")
        for value, n in counts:
            grid.add_row(Text(_grouped(n)), status_text(value) if name == "status" else Text(str(value)))
        out.print(Text("  " + names.get(name, name)))
        out.print(Padding(grid, (0, 0, 0, 2), expand=False))


def _grouped(n: int) -> str:
    """12.345, as Vietnamese papers print it."""
    return f"{n:,}".replace(",", ".")


def columns() -> tuple[str, ...]:
    """Headings of the table for spreadsheets."""
    return (
        _("No."), _("Document type"), _("Number"), _("Issued on"), _("Issued by"), _("Title"), _("Provision"),
        _("Heading"), _("Passage"), _("Status"),
    )  # fmt: skip


def spreadsheet_rows(found: SearchResult) -> list[tuple[str | int | float, ...]]:
    """The hits as rows under :func:`columns`."""
    from lawreg.search.export import rows

    return rows(found.hits, status_name)
