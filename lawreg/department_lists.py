"""Reads the lists departments send (XLSX, CSV) as officers' decisions, whatever they call their columns.

A row names a document by its number (with issue date and issuer where the list has them) and says its field, its status
or whether it is normative; each row becomes decisions with who, when and why. A row whose document is not found, or is
one of several, is set aside with the reason; nothing is guessed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawreg import dates, messages, numbers, tables
from lawreg.errors import LawregError, UsageError
from lawreg.model import DocumentRecord
from lawreg.normal import normalise
from lawreg.parsing.names import slug

if TYPE_CHECKING:
    from lawreg.registry.store import Store
    from lawreg.workspace import Workspace

_HEADER_ROWS = 30  # a title block may stand above the header


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its line in the file and the cells by column name."""

    line: int
    cells: dict[str, Any]


def record_all(ws: Workspace, store: Store, file: Path, *, who: str, why: str = "") -> dict[str, Any]:
    """Record every row that can be read.

    Returns:
        {"recorded": decisions made, "set_aside": [{"row", "code", "message"}]}.

    Raises:
        UsageError: the file is neither XLSX nor CSV, or no header row was found.
    """
    from lawreg.registry import decisions

    made = 0
    aside: list[dict[str, Any]] = []
    for row in rows(file):
        try:
            record = _document(store, row)
            wanted = _wanted(row)
            if not wanted:
                raise UsageError("row_says_nothing", row=row.line)
            of = {
                "number": record.number,
                "issuer_ids": list(record.issuer_ids),
                "issued": record.issued.isoformat() if record.issued else None,
            }
            said = "; ".join(filter(None, (why, str(row.cells.get("reason") or "").strip(), f"{file.name}:{row.line}")))
            for kind, payload in wanted:
                decisions.record(ws, kind, record.id, payload, who=who, why=said, of=of)
                made += 1
        except LawregError as wrong:
            aside.append({"row": row.line, "code": wrong.finding.code, "message": messages.render(wrong.finding)})
    return {"recorded": made, "set_aside": aside}


def rows(file: Path) -> Iterator[Row]:
    """The rows below the header, cells by the names of pipelines/tables/department_lists.toml."""
    grid = _grid(file)
    heads = ((n, _columns(line)) for n, line in enumerate(grid[:_HEADER_ROWS], 1))
    first, columns = next(((n, c) for n, c in heads if "number" in c.values() and len(c) >= 2), (0, {}))
    if not columns:
        raise UsageError("no_header_row", file=str(file))
    for n, line in enumerate(grid[first:], first + 1):
        cells = {name: line[i] for i, name in columns.items() if i < len(line) and line[i] not in (None, "")}
        if cells.get("number"):
            yield Row(n, cells)


def _grid(file: Path) -> list[Sequence[Any]]:
    data = file.read_bytes()
    if data[:2] == b"PK":
        from openpyxl import load_workbook

        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        except Exception as e:  # openpyxl lets whatever is inside the zip escape
            raise UsageError("bad_list", file=str(file), cause=str(e)) from e
        return [list(r) for r in book.worksheets[0].iter_rows(values_only=True)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise UsageError("bad_list", file=str(file), cause=str(e)) from e
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4000], ",;\t")
    except csv.Error:
        dialect = csv.excel
    return list(csv.reader(io.StringIO(text), dialect))


def _columns(line: Sequence[Any]) -> dict[int, str]:
    """Column index to name; each name once, the best header wins."""
    from difflib import SequenceMatcher

    table = tables.load("tables/department_lists.toml")
    best: dict[str, tuple[float, int]] = {}
    for i, cell in enumerate(line):
        head = _folded(cell)
        if not head:
            continue
        score, name = max(
            (100.0 if head == _folded(h) else 100 * SequenceMatcher(None, head, _folded(h)).ratio(), name)
            for name, heads in table["columns"].items()
            for h in heads
        )
        if score >= table["threshold"] and (name not in best or score > best[name][0]):
            best[name] = (score, i)
    return {i: name for name, (_score, i) in best.items() if name != "skipped"}


def _folded(value: Any) -> str:
    return slug(str(value or "")).replace("-", " ")


def _document(store: Store, row: Row) -> DocumentRecord:
    cell = normalise(str(row.cells["number"])).text
    found = next(numbers.find(cell), None)
    number = found.number if found is not None else cell.strip()
    issued = _day(row.cells.get("issued")) or next((d.value for d in dates.find(cell)), None)
    issuer = str(row.cells.get("issuer") or "").strip() or None
    fits = [d for d in store.find(number, issuer=issuer, issued=issued) if not d.stub]
    kind = _folded(row.cells.get("doc_type"))
    if len(fits) > 1 and kind:
        fits = [d for d in fits if _folded(d.doc_type) == kind] or fits
    if not fits:
        raise UsageError("row_without_document", row=row.line, number=number)
    if len(fits) > 1:
        raise UsageError("row_ambiguous", row=row.line, number=number, n=len(fits))
    return fits[0]


def _wanted(row: Row) -> list[tuple[str, dict[str, Any]]]:
    wanted: list[tuple[str, dict[str, Any]]] = []
    field = str(row.cells.get("field") or "").strip()
    fixed: dict[str, Any] = {"field": field} if field else {}
    yes = _folded(row.cells.get("normative"))
    if yes in ("x", "co", "dung", "khong", "sai"):
        fixed["normative"] = yes in ("x", "co", "dung")
    if fixed:
        wanted.append(("set", fixed))
    said = _folded(row.cells.get("status"))
    statuses: dict[str, str] = tables.load("tables/department_lists.toml")["status"]
    status = next((v for k, v in sorted(statuses.items(), key=lambda kv: -len(kv[0])) if said.startswith(k)), None)
    since = _day(row.cells.get("since"))
    if status is None and since is not None:
        status = "expired"
    if status is not None:
        wanted.append(("confirm", {"status": status, **({"since": since.isoformat()} if since else {})}))
    return wanted


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return dates.parse(str(value)) if value else None
