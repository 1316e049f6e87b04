"""Drafts that go with the lists: announcing decision, submission, report; and lists in an office's own template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lawreg import dates
from lawreg.review.forms import word
from lawreg.review.forms.frozen import freeze
from lawreg.review.forms.plan import Sheet, Words
from lawreg.review.tally import Review
from lawreg.validity.rules import table


def write(lists: Sequence[Sheet], review: Review, out_dir: Path, stamp: str, w: Words) -> list[Path]:
    """The three drafts; what only the office knows stays a row of dots."""
    values = _values(lists, review, w)
    made = []
    for draft in table("forms_drafts")["draft"]:
        path = out_dir / f"{draft['file']}-{stamp}.docx"
        _draft(draft, values, path)
        made.append(path)
    return made


def tally_sentence(review: Review) -> str:
    """The sentence officers write: "rà soát 510 văn bản, gồm 115 nghị quyết, … (trong đó …)"."""
    names = table("forms_drafts")["sentence"]
    kinds = [f"{c['reviewed']} {kind.lower()}" for kind, c in review.by_type.items()]
    joined = ", ".join(kinds[:-1]) + (names["and"] if len(kinds) > 1 else "") + (kinds[-1] if kinds else "")
    text = names["text"].format(
        n=review.count("reviewed"), kinds=joined or "0", in_force=review.count("in_force"),
        expired=review.count("expired"), partly=review.count("partly_expired"),
    )  # fmt: skip
    for key in ("not_yet", "suspended", "unknown"):
        if review.count(key):
            text += names[key].format(n=review.count(key))
    return str(text + ".")


def _values(lists: Sequence[Sheet], review: Review, w: Words) -> dict[str, str]:
    counts = {s.id: s.count for s in lists}
    upper = review.scope.name.upper()
    return {
        **w.values, "place": review.scope.name, "PLACE": upper, "year": str(review.year), "next": str(review.year + 1),
        "as_of": dates.format_vi(review.as_of), "sentence": tally_sentence(review),
        "issued": str(review.issued_in_year), "n_whole": str(counts["whole"]), "n_partly": str(counts["partly"]),
        "n_in_force": str(counts["in_force"]), "n_handle": str(counts["handle"]),
        "basis": str(w.vocabulary["basis"]), "decree": str(w.vocabulary["decree"]),
        "opening": str(review.opening), "closing": str(review.opening + review.issued_in_year - review.ended),
        "unknown": str(review.count("unknown")), "expired": str(review.count("expired")),
    }  # fmt: skip


def _draft(draft: Mapping[str, Any], values: Mapping[str, str], path: Path) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    document = word.blank(landscape=False)
    head = document.add_table(rows=1, cols=2)
    head.autofit = False
    for cell, lines, width in zip(head.rows[0].cells, (draft["left"], draft["right"]), (6.3, 9.7), strict=True):
        cell.width = Cm(width)
        head.columns[0 if lines is draft["left"] else 1].width = Cm(width)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        for i, raw in enumerate(lines):
            p = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
            p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            p.paragraph_format.space_after = 0
            _run(p, raw.format(**values), 12)
    document.add_paragraph()
    for raw in draft["title"]:
        p = document.add_paragraph()
        p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(p, raw.format(**values), 14)
    for raw in draft["body"]:
        p = document.add_paragraph()
        p.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        p.paragraph_format.first_line_indent = Cm(1.27)
        _run(p, raw.format(**values), 14)
    foot = document.add_table(rows=1, cols=2)
    for cell, lines, align in zip(foot.rows[0].cells, (draft["recipients"], draft["signature"]),
                                  (WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER), strict=True):  # fmt: skip
        for i, raw in enumerate(lines):
            p = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
            p.alignment = align
            p.paragraph_format.space_after = 0
            _run(p, raw.format(**values), 11 if align == WD_ALIGN_PARAGRAPH.LEFT else 14)
    word.save(document, path)


def _run(p: Any, text: str, size: int) -> None:
    """ "**…**" is bold, "_…_" around a whole paragraph italic."""
    from docx.shared import Pt

    italic = text.startswith("_") and text.endswith("_") and len(text) > 2
    for i, part in enumerate((text.strip("_") if italic else text).split("**")):
        if part:
            run = p.add_run(part)
            run.bold, run.italic, run.font.size = i % 2 == 1, italic, Pt(size)


def from_template(sheet: Sheet, template: Path, path: Path) -> Path:
    """One list in an office's own DOCX template.

    The template's variables: title, annex, total, columns (names), rows (each with ``kind``, ``text``, the column keys
    and ``subs``), footnotes.
    """
    from docxtpl import DocxTemplate

    filled = DocxTemplate(str(template))
    rows = [{"kind": line.kind, "text": line.text, **(line.cells or {}), **(line.subs[0] if line.subs else {}),
             "subs": [dict(s) for s in line.subs]} for line in sheet.lines]  # fmt: skip
    filled.render({
        "title": sheet.title, "annex": sheet.annex, "total": sheet.count, "rows": rows,
        "columns": [c.name for c in sheet.columns], "footnotes": list(sheet.footnotes),
    }, autoescape=True)  # fmt: skip
    filled.save(str(path))
    freeze(path)
    return path
