"""Writes the model province: the files of an office's folder, and the truth beside them.

    DIR/corpus/...   the documents, under names that say nothing
    DIR/truth.json   what is true of each (never read by the program)
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from lawreg.samples.acts import Act, in_review
from lawreg.samples.as_docx import docx
from lawreg.samples.as_html import html
from lawreg.samples.as_pdf import pdf
from lawreg.samples.as_text import text
from lawreg.samples.drafting import Drafter
from lawreg.samples.noise import Stray, strays
from lawreg.samples.plan import plan
from lawreg.samples.sheet import Sheet

YEARS = (2014, 2015, 2016)
STATUSES = ("in_force", "partly_expired", "not_yet", "suspended", "expired")
_FORMATS = ("docx",) * 9 + ("pdf",) * 5 + ("html",) * 3 + ("txt",) * 3
_DUPLICATES = 12


def write(folder: Path, seed: int = 2015) -> int:
    """Write the province below ``folder``; the number of files of the corpus."""
    drafter = Drafter(plan(seed))
    rnd = Random(f"files {seed}")
    papers: list[tuple[Act | Stray, str]] = []
    for n, act in enumerate(drafter.plan.acts):
        papers.append((act, _FORMATS[(n * 7 + 3) % len(_FORMATS)]))
    for n, stray in enumerate(strays(drafter)):
        papers.append((stray, "html" if stray.kind == "news" else _FORMATS[(n * 7 + 5) % len(_FORMATS)]))
    doubles = [act for act, kind in papers if isinstance(act, Act) and kind == "docx"][:: 20][:_DUPLICATES]
    papers += [(act, "pdf") for act in doubles]
    order = [papers.pop(int(rnd.random() * len(papers))) for _ in range(len(papers))]
    corpus = folder / "corpus"
    files: dict[int, list[str]] = {}
    noise: list[dict[str, Any]] = []
    for n, (paper, kind) in enumerate(order, 1):
        name = f"tap-{n // 100 + 1:02d}/vb-{n:04d}.{kind}"
        sheet = drafter.sheet(paper) if isinstance(paper, Act) else paper.sheet
        path = corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(sheet, kind, n))
        if isinstance(paper, Act):
            files.setdefault(paper.key, []).append(name)
        else:
            noise.append(_noise(paper, name))
    told = json.dumps(truth(drafter, files, noise), ensure_ascii=False, indent=1, sort_keys=False)
    (folder / "truth.json").write_text(told + "\n", encoding="utf-8", newline="\n")
    return len(order)


def _bytes(sheet: Sheet, kind: str, n: int) -> bytes:
    """The file: one in three web pages stands in a portal, text comes in several encodings and layouts."""
    if kind == "docx":
        return docx(sheet)
    if kind == "pdf":
        return pdf(sheet)
    if kind == "html":
        return html(sheet, portal=n % 3 == 0 or not sheet.letterhead).encode()
    written = text(sheet, columns=n % 8 == 0)
    if n % 11 == 0:
        return b"\xff\xfe" + written.encode("utf-16-le")
    if n % 13 == 0:
        written = unicodedata.normalize("NFD", written)
    return (b"\xef\xbb\xbf" if n % 5 == 0 else b"") + written.encode()


def _noise(stray: Stray, name: str) -> dict[str, Any]:
    return {
        "file": name,
        "kind": stray.kind,
        "number": stray.number,
        "issuer": stray.issuer,
        "issued": stray.issued.isoformat() if stray.issued else None,
    }


def truth(drafter: Drafter, files: dict[int, list[str]], noise: list[dict[str, Any]]) -> dict[str, Any]:
    """What the program should find: the tally of each year, and every document's status at its end."""
    acts = drafter.plan.acts
    return {
        "province": f"tỉnh {drafter.province.name}",
        "seed": drafter.plan.seed,
        "years": {str(year): tally(acts, year) for year in YEARS},
        "documents": [_document(drafter, act, files.get(act.key, [])) for act in sorted(acts, key=lambda a: a.key)],
        "noise": noise,
    }


def tally(acts: list[Act], year: int) -> dict[str, Any]:
    """The figures of a year's review; in force holds what is partly expired, not yet effective or suspended."""
    last = date(year, 12, 31)
    counted = [act for act in acts if in_review(act, year)]
    by_type: dict[str, dict[str, int]] = {}
    for act in counted:
        row = by_type.setdefault(act.type_name, Counter(dict.fromkeys(("reviewed", *STATUSES), 0)))
        status = act.status(last)[0]
        row["reviewed"] += 1
        if status != "in_force":
            row[status] += 1
        if status != "expired":
            row["in_force"] += 1
    rows = {name: dict(row) for name, row in sorted(by_type.items())}
    total = {key: sum(row[key] for row in rows.values()) for key in ("reviewed", *STATUSES)}
    issued = sum(act.issued.year == year for act in acts)
    return total | {"issued_in_year": issued, "opening": total["reviewed"] - issued, "by_type": rows}


def _document(drafter: Drafter, act: Act, names: list[str]) -> dict[str, Any]:
    statuses = {}
    for year in YEARS:
        status, since, by = act.status(date(year, 12, 31))
        statuses[str(year)] = {
            "status": status,
            "since": since.isoformat() if since else None,
            "by": by.number if by else None,
        }
    return {
        "number": act.number,
        "doc_type": act.type_name,
        "issuer": f"{act.issuer} tỉnh {drafter.province.name}",
        "issued": act.issued.isoformat(),
        "title": drafter.titles[act.key],
        "effective": act.effective.isoformat(),
        "role": act.role,
        "files": sorted(names),
        "reviewed_in": [year for year in YEARS if in_review(act, year)],
        "status": statuses,
        "acts_on": [
            {"kind": move.kind, "numbers": [t.number for t in move.targets], "where": move.where} for move in act.moves
        ],
    }
