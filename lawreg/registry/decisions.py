"""Officers' decisions: one JSON line each in corpus/decisions.jsonl, appended and never overwritten.

They are inputs like the documents: rebuilding the registry reads them again, and what an officer said beats what was
read. Kinds and their payload:

- ``confirm``: {} the document as read is right; {"effect": id, "target": document id} an effect is, on that target.
- ``set``: fields of the document: number, doc_type, issuers (or issuer), issued, title, signer, normative, effective,
  expires, field.
- ``add_effect``: {"op", "by": acting document} on this document, or {"op", "target": document or number} by it;
  "date", "until", "provisions", "exceptions" as in an effect.
- ``refuse_effect``: {"effect": id}.
- ``undo``: {"decision": id}.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lawreg import dates
from lawreg.errors import NotFound, UsageError
from lawreg.model import Decision, Finding, Op, Severity
from lawreg.registry.codec import dumps
from lawreg.workspace import Workspace

KINDS = ("confirm", "set", "add_effect", "refuse_effect", "undo")
FIELDS = ("number", "doc_type", "issuers", "issued", "title", "signer", "normative", "effective", "expires", "field")
_DAYS = ("issued", "effective", "expires")
_TRUE = {"true", "yes", "1", "có", "co", "đúng"}
_FALSE = {"false", "no", "0", "không", "khong", "sai"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision with what was known of its document when it was made, so that it finds it under another id."""

    decision: Decision
    of: Mapping[str, Any]


def record(
    ws: Workspace,
    kind: str,
    document: str,
    payload: Mapping[str, Any] | None = None,
    *,
    who: str,
    why: str = "",
    when: datetime | None = None,
    of: Mapping[str, Any] | None = None,
) -> Decision:
    """Append one decision.

    Args:
        kind: one of KINDS.
        document: id of the document it speaks of.
        of: number, issuer ids and issue date of that document, to find it again should its id change.

    Raises:
        UsageError: an unknown kind, a field that cannot be set, a value that cannot be read.
    """
    if kind not in KINDS:
        raise UsageError("unknown_decision", kind=kind, kinds=", ".join(KINDS))
    if not who.strip():
        raise UsageError("no_officer")
    fields = _checked(kind, dict(payload or {}))
    moment = (when or datetime.now().astimezone()).isoformat(timespec="seconds")
    made = Decision(secrets.token_hex(6), kind, document, fields, who.strip(), moment, why)
    line = {"id": made.id, "kind": kind, "document": document, "payload": fields, "who": made.who, "when": moment,
            "why": why, "of": dict(of or {})}  # fmt: skip
    with ws.lock():
        append_line(ws.decisions_file, line)
    return made


def append_line(file: Path, *lines: Mapping[str, Any]) -> None:
    """JSON lines in one write, on the disk when this returns; a torn line left by a crash is closed first."""
    file.parent.mkdir(parents=True, exist_ok=True)
    data = "".join(dumps(line) + "\n" for line in lines).encode("utf-8", "replace")
    fd = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    try:
        size = os.lseek(fd, 0, os.SEEK_END)
        if size:
            os.lseek(fd, size - 1, os.SEEK_SET)
            if os.read(fd, 1) != b"\n":
                data = b"\n" + data
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]
        os.fsync(fd)
    finally:
        os.close(fd)


def undo(ws: Workspace, decision_id: str, *, who: str, why: str = "") -> Decision:
    """Take a decision back by appending its reversal; the first letters of its id are enough.

    Raises:
        NotFound: no decision in force has that id, or several do.
    """
    fits = [d for d in load(ws) if d.id.startswith(decision_id)]
    if len(fits) != 1 or not decision_id:
        raise NotFound("no_such_decision" if not fits or not decision_id else "ambiguous_decision", id=decision_id)
    return record(ws, "undo", fits[0].document, {"decision": fits[0].id}, who=who, why=why)


def load(ws: Workspace) -> list[Decision]:
    """Decisions in force, in the order they were made: undone ones and the undoings left out."""
    return [e.decision for e in entries(ws)[0]]


def entries(ws: Workspace) -> tuple[list[Entry], list[Finding]]:
    """Decisions in force with what they say of their document, and findings for lines that cannot be read."""
    all_, found = history(ws)
    undone = {str(e.decision.payload.get("decision")) for e in all_ if e.decision.kind == "undo"}
    return [e for e in all_ if e.decision.kind != "undo" and e.decision.id not in undone], found


def history(ws: Workspace) -> tuple[list[Entry], list[Finding]]:
    """Every line of the file, undone decisions and undoings included."""
    try:
        data = ws.decisions_file.read_bytes()
    except FileNotFoundError:
        return [], []
    made: list[Entry] = []
    found: list[Finding] = []
    seen: set[str] = set()
    for n, raw in enumerate(data.split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            entry = _entry(json.loads(raw))
        except (ValueError, KeyError, TypeError, UsageError):
            found.append(Finding("torn_decision", {"line": n, "file": "corpus/decisions.jsonl"}, Severity.WARNING))
            continue
        if entry.decision.id not in seen:  # a list pasted in twice
            seen.add(entry.decision.id)
            made.append(entry)
    return made, found


def _entry(d: Any) -> Entry:
    kind, payload = str(d["kind"]), dict(d["payload"])
    if kind not in KINDS:
        raise KeyError(kind)
    of = d.get("of") or {}
    made = Decision(str(d["id"]), kind, str(d["document"]), _checked(kind, payload), str(d["who"]), str(d["when"]),
                    str(d.get("why") or ""))  # fmt: skip
    return Entry(made, dict(of))


def fingerprint(made: Iterable[Entry]) -> str:
    """Changes when what is in force changes."""
    lines = [dumps([e.decision.id, e.decision.kind, e.decision.document, e.decision.payload]) for e in made]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()


# ------------------------------------------------------------------------------------------------- payloads


def _checked(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    if kind == "set":
        return {k: v for field, value in payload.items() for k, v in [_field(str(field), value)]}
    if kind == "add_effect":
        if payload.get("op") not in {str(o) for o in Op}:
            raise UsageError("unknown_effect", op=payload.get("op"), ops=", ".join(str(o) for o in Op))
        for name in ("date", "until"):
            if payload.get(name) is not None:
                payload[name] = _day(name, payload[name])
        for name in ("provisions", "words", "exceptions"):
            if payload.get(name) is not None:
                payload[name] = [str(x) for x in payload[name]]
    if kind == "refuse_effect" and not payload.get("effect"):
        raise UsageError("effect_not_named")
    if kind == "undo" and not payload.get("decision"):
        raise UsageError("effect_not_named")
    return payload


def _field(field: str, value: Any) -> tuple[str, Any]:
    if field == "issuer":
        field = "issuers"
    if field not in FIELDS:
        raise UsageError("unknown_field", field=field, fields=", ".join(FIELDS))
    if value is None or value == "":
        return field, [] if field == "issuers" else None
    if field in _DAYS:
        return field, _day(field, value)
    if field == "normative":
        word = str(value).strip().lower()
        if word not in _TRUE | _FALSE:
            raise UsageError("bad_value", field=field, value=str(value))
        return field, word in _TRUE
    if field == "issuers":
        return field, [value] if isinstance(value, str) else [str(x) for x in value]
    return field, str(value)


def _day(field: str, value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        read = dates.parse(str(value))
        if read is None:
            raise UsageError("bad_value", field=field, value=str(value)) from None
        return read.isoformat()
