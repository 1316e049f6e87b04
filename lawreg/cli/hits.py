"""How hits of a search are printed: grouped by document, words marked, counts by type, issuer, year and status.

Lines are wrapped and coloured here: the library that prints the tables of other commands takes as long to start as the
search itself.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from lawreg.cli.common import print_date, status_colour, status_name
from lawreg.i18n import _

if TYPE_CHECKING:
    from lawreg.search import Hit, SearchResult

_MARK = "**"  # lawreg.search.snippet puts it around the words that were found
_INDENT = " " * 5
_CONTROL = dict.fromkeys((*range(32), *range(127, 160)))  # a document must not steer the terminal


def show(found: SearchResult, full: bool, pager: bool) -> None:
    """Print ``found``; through a pager where the terminal is too short for it.

    Lines are wrapped for a terminal only: in a file or a pipe each passage stays on one line.
    """
    if not sys.stdout.isatty():
        click.echo("\n".join(_lines(found, full, None)))
        return
    from shutil import get_terminal_size

    width, height = get_terminal_size()
    page = "\n".join(_lines(found, full, width)) + "\n"
    colour = False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None
    if pager and page.count("\n") >= height:
        click.echo_via_pager(page, color=colour)
    else:
        click.echo(page, nl=False, color=colour)


def _lines(found: SearchResult, full: bool, width: int | None) -> Iterator[str]:
    if found.suggestion:
        yield _("Did you mean: {query}?").format(query=found.suggestion)
    if not found.hits:
        yield _("Nothing found for: {query}").format(query=_clean(found.query))
        return
    yield _("{total} articles found, {n} shown.").format(total=grouped(found.total), n=len(found.hits))
    places = {id(h): n for n, h in enumerate(found.hits, 1)}
    for group in found.groups():
        yield ""
        yield from _head(group[0], width)
        for h in group:
            yield from _hit(places[id(h)], h, full, width)
    if found.facets is not None:
        yield from _facets(found)
    yield ""
    yield _("Open a line of this list: lawreg show :{n}").format(n=1)


def _head(h: Hit, width: int | None) -> Iterator[str]:
    issuer = h.issuer if isinstance(h.issuer, str) else ", ".join(h.issuer or ())
    name = click.style(_clean(" ".join(filter(None, (h.doc_type, h.number)))), bold=True)
    status = click.style(status_name(h.status), **status_colour(h.status))
    yield "  ".join(filter(None, (name, print_date(h.issued), _clean(issuer), status)))
    if h.title:
        yield from wrapped(_clean(h.title), width)


def _hit(n: int, h: Hit, full: bool, width: int | None) -> Iterator[str]:
    if h.path is None and h.article is None and h.snippet.replace(_MARK, "").rstrip("…") == (h.title or "").strip():
        yield f"{n:>3}. " + _("the document itself")
        return
    place = h.path or (_("Article {n}").format(n=h.article) if h.article else "")
    heading = "" if h.heading and place.endswith(h.heading) else h.heading or ""
    said = f"{n}. {place}{'. ' if place and heading else ''}{heading}"
    yield from wrapped(_clean(said), width, " " * (3 - len(str(n))), _INDENT)
    if full and h.text is not None:
        for paragraph in h.text.splitlines():
            yield from wrapped(_clean(paragraph), width, _INDENT) or ("",)
    elif h.snippet:
        yield from wrapped(_clean(h.snippet), width, _INDENT, marks=True)


def _clean(text: str) -> str:
    """``text`` on one line, each letter one character so that columns can be counted."""
    return unicodedata.normalize("NFC", " ".join(text.split())).translate(_CONTROL)


def wrapped(
    text: str, width: int | None, indent: str = "", later: str | None = None, marks: bool = False
) -> list[str]:
    """``text`` in lines of at most ``width`` characters; a longer word stands alone.

    Args:
        width: None leaves it on one line.
        indent: put before the first line.
        later: put before the others; as ``indent`` by default.
        marks: words between ``**`` come out bold.
    """
    lines: list[str] = []
    line, column, bold = "", 0, False
    for word in text.split():
        parts = word.split(_MARK) if marks else [word]
        length = sum(map(len, parts))
        shown = ""
        for i, part in enumerate(parts):
            bold = bold != (i > 0)
            shown += click.style(part, fg="yellow", bold=True) if bold and part else part
        if line and width is not None and column + 1 + length > width:
            lines.append(line)
            line = ""
        if line:
            line, column = f"{line} {shown}", column + 1 + length
        else:
            before = indent if not lines or later is None else later
            line, column = before + shown, len(before) + length
    return [*lines, line] if line else lines


def _facets(found: SearchResult) -> Iterator[str]:
    names = {"doc_type": _("Document type"), "issuer": _("Issued by"), "year": _("Year"), "status": _("Status")}
    yield ""
    yield click.style(_("Articles found, by:"), bold=True)
    for name, counts in (found.facets or {}).items():
        if counts:
            yield "  " + names.get(name, name)
        for value, n in counts:
            said = click.style(status_name(value), **status_colour(value)) if name == "status" else _clean(str(value))
            yield f"  {grouped(n):>7}  {said}"


def grouped(n: int) -> str:
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
