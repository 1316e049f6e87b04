"""Official lists of a review as DOCX and XLSX (forms.md): 03 whole, 04 in part, 05 in force, 06 to be handled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lawreg.model import Finding
from lawreg.review.forms import plan

if TYPE_CHECKING:
    from lawreg.review.tally import Review
    from lawreg.review.worklist import Item


def write(
    review: Review,
    out_dir: Path,
    *,
    announced: date,
    kind: str = "year",
    variant: str = "strict",
    proposals: Sequence[Item] = (),
    template: Path | None = None,
    drafts: bool = True,
) -> list[Path]:
    """Write the lists, one DOCX each and one XLSX for all, and the drafts that go with them.

    Args:
        announced: date of the announcing decision: titles and columns follow it.
        kind: "year" or "period" (a review made with ``first_year``).
        variant: "strict" columns of the forms or "compact" ones as ministries print them.
        proposals: items of :func:`lawreg.review.worklist.worklist` for list 06.
        template: the office's own DOCX template (docxtpl), filled once per list instead of the strict layout.
        drafts: also the announcing decision, the submission and the report, with blanks.

    Returns:
        The files written.
    """
    from lawreg.review.forms import drafts as papers
    from lawreg.review.forms import excel, word

    out_dir.mkdir(parents=True, exist_ok=True)
    lists = plan.sheets(review, announced, kind, variant=variant, proposals=proposals)
    stamp = str(review.year) if kind == "year" else f"{review.first_year}-{review.year}"
    made = []
    for sheet in lists:
        path = out_dir / f"{sheet.file}-{stamp}.docx"
        made.append(papers.from_template(sheet, template, path) if template else word.write(sheet, path))
    made.append(excel.write(lists, review, out_dir / f"danh-muc-{stamp}.xlsx"))
    if drafts:
        made += papers.write(lists, review, out_dir, stamp, plan.words(review, announced, kind))
    return made


def check(review: Review, *, announced: date, kind: str = "year") -> tuple[Finding, ...]:
    """What to look at before signing: rows that end only after the list is announced."""
    return tuple(f for sheet in plan.sheets(review, announced, kind) for f in sheet.findings)


__all__ = ["check", "write"]
