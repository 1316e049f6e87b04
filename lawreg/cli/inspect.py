"""lawreg inspect, text, explain-rules: what is read from a file, without a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lawreg import messages
from lawreg.cli.common import DONE, FINDINGS, json_option, op_name, print_date, print_json, table
from lawreg.errors import Unreadable
from lawreg.i18n import _

if TYPE_CHECKING:
    from lawreg.model import Inspection

_FILE = click.Path(dir_okay=False, path_type=Path)


def _inspect(file: Path, ocr: bool) -> Inspection:
    from lawreg.inspection import inspect_file
    from lawreg.reading import ReadOptions

    if not file.is_file():
        raise Unreadable("file_not_found", file=str(file))
    return inspect_file(file, ReadOptions(ocr=ocr))


@click.command(
    help=_(
        "What is read from each file: metadata, provisions, citations, effects.\n\n"
        "\b\nExample:\n  lawreg inspect qd-12-2015.docx\n  lawreg inspect --json *.pdf"
    )
)
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE…")
@click.option(
    "--html",
    "html",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help=_("Write the text with citations and effects highlighted as an HTML page."),
)
@click.option("--no-ocr", is_flag=True, help=_("Do not read scans."))
@json_option
def inspect(files: tuple[Path, ...], html: Path | None, no_ocr: bool, as_json: bool) -> int:
    from lawreg.inspection import to_dict

    code = DONE
    pages: list[str] = []
    for file in files:
        try:
            found = _inspect(file, not no_ocr)
        except Unreadable as wrong:
            code = FINDINGS
            message = messages.render(wrong.finding)
            if as_json:
                print_json({"file": str(file), "error": {"code": wrong.finding.code, "message": message}})
            else:
                click.echo(_("Error: {message}").format(message=message), err=True)
            continue
        if as_json:
            print_json(to_dict(found))
        else:
            _card(found)
        if html:
            from lawreg.extraction.pipeline import to_html

            pages.append(to_html(found.document, found.citations, found.effects, title=file.name))
    if html and pages:
        html.write_text("\n".join(pages), encoding="utf-8")
        click.echo(_("Written: {file}").format(file=html), err=True)
    return code


def _card(found: Inspection) -> None:
    h = found.document.header
    evident = h.effective
    effective = print_date(evident.date) + (f" ({_('computed')})" if evident.computed else "")
    normative = {True: _("normative"), False: _("administrative"), None: _("undetermined")}[h.normative]
    reason = f" — {messages.render(h.normative_reason)}" if h.normative_reason else ""
    rows: list[tuple[str, Any]] = [
        (_("Number"), h.number),
        (_("Type"), h.doc_type),
        (_("Issuer"), "; ".join(h.issuers)),
        (_("Issued"), " ".join(filter(None, (print_date(h.issued), f"({h.place})" if h.place else "")))),
        (_("Title"), h.title),
        (_("Signer"), " – ".join(filter(None, (h.signer_title, h.signer)))),
        (_("Kind"), normative + reason),
        (_("Takes effect"), effective or None),
        ("", f"“{' '.join(evident.rule.split())}”" if evident.rule else None),
        (_("Ends"), f"{print_date(h.expires.date)} “{' '.join(h.expires.quote.split())}”" if h.expires else None),
        (_("Provisions"), len(found.document.provisions) or None),
    ]
    table(found.file, ("", ""), [r for r in rows if r[1]])
    if found.effects:
        table(
            _("Effects"),
            (_("Effect"), _("On"), _("Scope"), _("From"), _("Clause")),
            [
                (
                    op_name(e.op),
                    e.target_number or e.target_name,
                    _("whole") if e.whole else "; ".join(e.provisions or e.words) or _("part"),
                    print_date(e.date),
                    " ".join(e.quote.split())[:160],
                )
                for e in found.effects
            ],
        )
    if found.citations:
        seen: dict[str, tuple[Any, ...]] = {}
        for c in found.citations:
            key = c.number or c.name or c.surface
            n = seen[key][4] + 1 if key in seen else 1
            first = seen.get(key, (c.doc_type, key, c.date, _("legal basis") if c.basis else ""))
            seen[key] = (*first[:4], n)
        table(
            _("Citations"),
            (_("Type"), _("Number or name"), _("Date"), "", _("Mentions")),
            [(t, k, d if d and len(d) == 4 else print_date(d), b, n) for t, k, d, b, n in seen.values()],
            right=(4,),
        )
    for f in found.findings:
        click.echo(_("Note: {message}").format(message=messages.render(f)))


@click.command(
    help=_(
        "The text of a file exactly as offsets count in it.\n\n"
        "\b\nExample:\n  lawreg text qd-12-2015.pdf | less\n  lawreg text qd-12-2015.pdf --beside doi-chieu.html"
    )
)
@click.argument("file", type=_FILE)
@click.option("--no-ocr", is_flag=True, help=_("Do not read scans."))
@click.option(
    "--beside",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT",
    help=_("Write an HTML page with each page of the PDF or picture beside what was read from it."),
)
def text(file: Path, no_ocr: bool, beside: Path | None) -> int:
    from lawreg.reading import ReadOptions, read_path

    if not file.is_file():
        raise Unreadable("file_not_found", file=str(file))
    if beside is not None and beside.exists() and beside.samefile(file):
        raise click.UsageError(_("--beside would overwrite {file} itself; name another file.").format(file=file))
    found = read_path(file, options=ReadOptions(ocr=not no_ocr))
    if beside is None:
        click.echo(found.content, nl=False)
        return DONE
    from lawreg.reading.beside import sheet

    page = sheet(file.read_bytes(), found, file.name)
    beside.write_text(page, encoding="utf-8", errors="replace")  # the file's name may be no UTF-8
    click.echo(_("Written: {file}").format(file=beside), err=True)
    return DONE


@click.command(
    help=_(
        "Which pattern fired where in a file, and what was rejected and why.\n\n"
        "\b\nExample:\n  lawreg explain-rules qd-12-2015.docx"
    )
)
@click.argument("file", type=_FILE)
@click.option("--no-ocr", is_flag=True, help=_("Do not read scans."))
@json_option
def explain_rules(file: Path, no_ocr: bool, as_json: bool) -> int:
    from lawreg.extraction.pipeline import reason
    from lawreg.inspection import explain_text
    from lawreg.reading import ReadOptions, read_path

    if not file.is_file():
        raise Unreadable("file_not_found", file=str(file))
    found = explain_text(read_path(file, options=ReadOptions(ocr=not no_ocr)))
    if as_json:
        print_json(
            [
                {
                    "rule": x.rule,
                    "verdict": "accepted" if x.accepted else "rejected",
                    "because": x.because,
                    "reason": reason(x),
                    "start": x.clause.start,
                    "end": x.clause.end,
                    "text": x.text,
                }
                for x in found
            ]
        )
        return DONE
    table(
        str(file),
        (_("Rule"), _("Verdict"), _("Reason"), _("Place"), _("Text")),
        [
            (
                x.rule,
                _("taken") if x.accepted else _("refused"),
                reason(x),
                f"{x.clause.start}–{x.clause.end}",
                " ".join(x.text.split())[:160],
            )
            for x in found
        ],
    )
    return DONE
