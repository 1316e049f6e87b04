"""What was read by OCR is not relied on silently: which fields are doubtful, and what speaks for or against them.

A number written by hand or stamped is read wrongly with full confidence (255 as 225), so number and date of a scan are
compared with the file's name, and with what other documents cite.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import regex
from sqlalchemy import Connection, delete, or_, select

from lawreg import numbers
from lawreg.model import Confidence, Effect, Finding, Inspection, Severity
from lawreg.registry import codec
from lawreg.registry.dialect import chunks, insert_many
from lawreg.registry.schema import citations, documents, remarks

IDENTITY = ("number", "issued")
_DOUBTFUL = "doubtful_field"
_PART = "scan"
# "255-nn.signed", "12_2015_QĐ-UBND", "QD 7-2015-UBND": a serial before letters of a number's code
_IN_NAME = regex.compile(
    r"(?<![\d.])(?P<serial>\d{1,5})[-_. ](?:(?:19|20)\d\d[-_. ])?(?P<code>\p{L}{1,8}(?:[-_]\p{L}{2,8})*)"
)


def doubtful(got: Inspection) -> tuple[str, ...]:
    """Header fields read from places of low confidence, by name."""
    return tuple(sorted({str(f.params.get("field")) for f in got.document.findings if f.code == _DOUBTFUL}))


def careful(got: Inspection, effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """Effects whose clause was read with low confidence wait for a person."""
    places = got.text.doubtful
    if not places:
        return tuple(effects)
    return tuple(
        replace(e, confidence=Confidence.NEEDS_REVIEW, reasons=(*e.reasons, "doubtful_text"))
        if any(p.start < e.end and e.start < p.end for p in places)
        else e
        for e in effects
    )


def beside_name(got: Inspection, name: str) -> tuple[Finding, ...]:
    """What the file's name says of a number that OCR read, or could not read."""
    header = got.document.header
    if "number" not in doubtful(got) and (header.number is not None or not got.text.doubtful):
        return ()
    file = name.rpartition("/")[2]
    if header.number is None:
        m = next((m for m in _IN_NAME.finditer(file) if "-" in m["code"] or "_" in m["code"]), None)
        return (Finding("number_only_in_file_name", {"name": m[0]}),) if m else ()
    info = numbers.describe(header.number)
    own = {part for part in regex.split(r"[^\p{L}]+", header.number.casefold()) if part}
    serial = info.serial.lstrip("0")
    said = [m for m in _IN_NAME.finditer(file) if own & set(regex.split(r"[-_]", m["code"].casefold()))]
    if any(m["serial"].lstrip("0") == serial for m in said):
        return (Finding("number_in_file_name", {"number": header.number}, Severity.INFO),)
    if said:
        return (Finding("number_differs_from_file_name", {"number": header.number, "name": said[0][0]}),)
    return ()


def remark(c: Connection) -> None:
    """Compare doubtful numbers of all scans with what other documents cite; replaces earlier remarks of this kind."""
    c.execute(delete(remarks).where(remarks.c.part == _PART))
    d = documents.c
    scans = [
        r
        for r in c.execute(select(d.id, d.place, d.issued, d.number, d.doubtful).where(d.doubtful.is_not(None)))
        if set(IDENTITY) & set(codec.tuple_of(r.doubtful))
    ]
    if not scans:
        return
    cited: dict[str, set[str]] = defaultdict(set)
    for part in chunks(sorted(r.id for r in scans)):
        for target, source in c.execute(
            select(citations.c.target, citations.c.source)
            .where(citations.c.target.in_(part), citations.c.source.is_not(None))
            .distinct()
        ):
            if source != target:
                cited[target].add(source)
    near = _near(c, scans)
    rows = []
    for r in sorted(scans, key=lambda r: str(r.id)):
        found = []
        if cited[r.id]:
            params = {"number": r.number, "n": len(cited[r.id]), "by": "; ".join(sorted(cited[r.id])[:5])}
            found.append(Finding("scan_number_cited", params, Severity.INFO))
        elif near.get(r.id):
            params = {"number": r.number or "", "others": "; ".join(near[r.id][:5])}
            found.append(Finding("scan_number_may_be", params))
        rows += [
            {"document": r.id, "part": _PART, "ref": f"{n:02d}", "key": None,
             "finding": codec.dumps(codec.finding_data(f))}
            for n, f in enumerate(found)
        ]  # fmt: skip
    insert_many(c, remarks, rows)


def _near(c: Connection, scans: list[Any]) -> dict[str, list[str]]:
    """Other documents of the same place and day whose number differs by one sign, or of a scan without number."""
    d = documents.c
    others: dict[tuple[str | None, str], list[Any]] = defaultdict(list)
    for part in chunks(sorted({r.issued for r in scans if r.issued})):
        for r in c.execute(
            select(d.id, d.place, d.issued, d.number)
            .where(d.issued.in_(part), d.number.is_not(None), or_(d.doubtful.is_(None), d.stub == 1))
            .order_by(d.id)
        ):
            others[r.place, r.issued].append(r)
    found: dict[str, list[str]] = {}
    for r in scans:
        if r.number and r.issued:
            fits = [o.number for o in others[r.place, r.issued] if o.id != r.id and _one_off(r.number, o.number)]
            found[r.id] = list(dict.fromkeys(fits))
    return found


def _one_off(a: str, b: str) -> bool:
    """Whether two numbers differ in one sign of their serial only: 255/TTg-NN and 225/TTg-NN, 12/… and 112/…"""
    one, _, rest = a.partition("/")
    two, _, tail = b.partition("/")
    if numbers.fold(f"1/{rest}") != numbers.fold(f"1/{tail}") or one == two:
        return False
    short, long = sorted((one, two), key=len)
    if len(long) - len(short) == 1:
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    return len(long) == len(short) and sum(x != y for x, y in zip(short, long, strict=True)) == 1
