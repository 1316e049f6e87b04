"""What must not be lost when a file changes: its old text, kept in corpus/.history/ where rebuilding finds it again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from lawreg.registry.decisions import append_line
from lawreg.workspace import Workspace

_LINES = "superseded.jsonl"
_ORIGINS = "origins.jsonl"


def keep(
    ws: Workspace,
    file: str,
    sha256: str,
    by_sha256: str,
    *,
    document: str | None,
    number: str | None,
    issued: str | None,
    title: str | None,
    text: str,
) -> dict[str, Any]:
    """Write down a text before the registry lets go of it; ``by_sha256`` is empty when the file was removed.

    Done twice (a killed run is repeated) it reads as once.
    """
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    line = {"file": file, "sha256": sha256, "by_sha256": by_sha256, "document": document, "number": number,
            "issued": issued, "title": title, "at": at}  # fmt: skip
    place = ws.history_dir / f"{sha256}.txt"
    if not place.exists():
        ws.history_dir.mkdir(exist_ok=True)
        temporary = place.with_name(f".{place.name}.{os.getpid()}.part")
        temporary.write_text(text, encoding="utf-8", newline="")
        os.replace(temporary, place)
    append_line(ws.history_dir / _LINES, line)
    return {**line, "text": text}


def keep_file(ws: Workspace, path: Path, sha256: str) -> None:
    """Keep the file itself before its copy in corpus/ is replaced by a newer one from the same place."""
    kept = ws.history_dir / f"{sha256}{path.suffix.lower()}"
    if not kept.exists():
        ws.history_dir.mkdir(exist_ok=True)
        os.replace(path, kept)


def load(ws: Workspace) -> list[dict[str, Any]]:
    """All texts kept, each once, the oldest first."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for d in _lines(ws.history_dir / _LINES):
        try:
            text = (ws.history_dir / f"{d['sha256']}.txt").read_text(encoding="utf-8")
            row = {k: d[k] for k in ("file", "sha256", "by_sha256", "document", "number", "issued", "title", "at")}
        except (OSError, KeyError, UnicodeDecodeError):
            continue
        found.setdefault((row["file"], row["sha256"], row["by_sha256"]), {**row, "text": text})
    return list(found.values())


def origins(ws: Workspace) -> dict[str, str]:
    """Files of corpus/ that were copied from elsewhere, with the place they came from."""
    return {str(d.get("file")): str(d.get("origin")) for d in _lines(ws.history_dir / _ORIGINS)}


def note_origins(ws: Workspace, copied: Sequence[tuple[str, Path]]) -> None:
    """Note files of corpus/ with the places they are copied from; on the disk when this returns."""
    ws.history_dir.mkdir(exist_ok=True)
    append_line(ws.history_dir / _ORIGINS, *({"file": file, "origin": os.fspath(origin)} for file, origin in copied))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return
    for raw in data.split(b"\n"):
        try:
            line = json.loads(raw) if raw.strip() else None
        except ValueError:
            continue  # torn by a crash; what it said is said again by the run that resumed
        if isinstance(line, dict):
            yield line
