"""Records of another system: a .jsonl file with one document a line.

A line holds {number, doc_type, issuer, issued, effective?, title, text}. The text has no letterhead, so what the record
says of the document stands in for it; the text is parsed like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from lawreg import dates, numbers
from lawreg.errors import Unreadable
from lawreg.model import Effective, EffectiveKind, Format, Header, Inspection, Text

SUFFIX = ".jsonl"
_LONGEST = 64 * 1024 * 1024  # bytes in a line; no legal text is near it


@dataclass(frozen=True, slots=True)
class Line:
    """Where a record stands in its file; ``n`` counts from 1."""

    n: int
    offset: int
    size: int
    sha256: str


def lines(path: Path) -> Iterator[Line]:
    """The records of a file; blank lines are passed over."""
    offset = 0
    with path.open("rb") as f:
        for n, raw in enumerate(f, 1):
            if raw.strip():
                yield Line(n, offset, len(raw), sha256(raw.strip()).hexdigest())
            offset += len(raw)


def inspect_line(path: Path, line: Line, name: str) -> Inspection:
    """The document a record holds.

    Raises:
        Unreadable: it is no JSON object, or lacks number, title and text.
    """
    if line.size > _LONGEST:
        raise Unreadable("too_large", file=name, megabytes=line.size >> 20, limit=_LONGEST >> 20)
    with path.open("rb") as f:
        f.seek(line.offset)
        raw = f.read(line.size).strip()
    if sha256(raw).hexdigest() != line.sha256:
        raise Unreadable("changed_while_read", file=name)
    try:
        record = json.loads(raw.lstrip(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as e:
        raise Unreadable("bad_record", file=name, reason="JSON") from e
    return inspect_record(record, name, line.sha256)


def inspect_record(record: Any, name: str, digest: str) -> Inspection:
    """The inspection of one record already read."""
    from lawreg.inspection import inspect_text

    if not isinstance(record, Mapping) or not any(record.get(k) for k in ("number", "title", "text")):
        raise Unreadable("bad_record", file=name, reason="number, title, text")
    claims = {str(k): str(v) for k, v in record.items() if k != "text" and v not in (None, "", [])}
    text = Text(_text(record.get("text")), Format.RECORD, digest, claims=claims, reader="record")
    got = inspect_text(text, name)
    document = replace(got.document, header=_header(got.document.header, record), is_document=True)
    return replace(got, document=document)


def _text(value: Any) -> str:
    return str(value).replace("\r\n", "\n").replace("\r", "\n") if value is not None else ""


def _header(read: Header, record: Mapping[str, Any]) -> Header:
    """What the record says, first; what it leaves out as the text says it."""
    said = {k: v for k, v in record.items() if v not in (None, "", [])}
    number = numbers.normalise(str(said["number"])) if "number" in said else read.number
    issuer = said.get("issuer")
    issuers = tuple(str(i) for i in issuer) if isinstance(issuer, list) else (str(issuer),) if issuer else read.issuers
    issued = _day(said.get("issued")) or read.issued
    effective = read.effective
    stated = _day(said.get("effective"))
    if stated is not None and effective.date is None:
        effective = Effective(stated, EffectiveKind.DATE, rule=None)
    header = replace(
        read,
        number=number,
        doc_type=str(said["doc_type"]) if "doc_type" in said else read.doc_type,
        issuers=issuers,
        issued=issued,
        title=str(said["title"]) if "title" in said else read.title,
        effective=effective,
    )
    return _judged(header)


def _judged(header: Header) -> Header:
    """Normative or not follows from type, issuer and date, which the record may have given."""
    from lawreg.parsing import normative

    issuer = header.issuers[0] if header.issuers else None
    verdict, reason = normative.decide(header.doc_type, issuer, header.issued, header.number)
    return replace(header, normative=verdict, normative_reason=reason)


def _day(value: Any) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return dates.parse(str(value))
