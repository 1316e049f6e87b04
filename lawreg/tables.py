"""Reads the tables of law and language under pipelines/, the one copy a lawyer can read and correct.

A workspace gets its own copy, and a file that its office has changed wins over the one that travels with the program.
A file the office never touched does not: a newer program reads its own, so that an old copy can never silently take a
rule away. ``.origin.json`` in the workspace's folder keeps the hash each file was written with, to tell the two apart.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGED = Path(__file__).with_name("_pipelines")  # inside a wheel
_CHECKOUT = Path(__file__).resolve().parent.parent / "pipelines"  # in a source tree
_ORIGIN = ".origin.json"
_home: Path | None = None


def packaged() -> Path:
    """The pipelines folder that travels with the program."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def use(pipelines: Path | None) -> None:
    """Let a workspace's ``pipelines`` folder win where its office changed it; None goes back to the packaged files."""
    global _home
    if pipelines != _home:
        _home = pipelines
        for cached in (load, load_lines, _own, _origin):
            cached.cache_clear()


def home() -> Path | None:
    """The folder set by :func:`use`, to hand on to worker processes."""
    return _home


def names(kind: str = "") -> list[str]:
    """Names of all files in use ("tables/issuers.toml"), those of one folder with ``kind``."""
    found = {
        file.relative_to(folder).as_posix()
        for folder in (packaged(), _home)
        if folder is not None
        for file in (folder / kind).rglob("*")
        if file.is_file() and not any(p.startswith((".", "__")) for p in file.relative_to(folder).parts)
    }
    return sorted(found)


def path(name: str) -> Path:
    """Path of ``name`` ("tables/issuers.toml"): the workspace's file where its office changed or added it."""
    return _home / name if _home is not None and _own(name) else packaged() / name


@cache
def _own(name: str) -> bool:
    if _home is None or not (_home / name).is_file():
        return False
    if not (packaged() / name).is_file():
        return True
    if (_home / name).read_bytes() == (packaged() / name).read_bytes():
        return False
    return _hash(_home / name) != _origin().get(name)


@cache
def _origin() -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((_home / _ORIGIN).read_text(encoding="utf-8")) if _home else {}
    except (OSError, ValueError):
        return {}
    return found


def _hash(file: Path) -> str:
    return _sha256(file.read_bytes())


def _sha256(said: bytes) -> str:
    import hashlib  # slow to import, as shutil below, and most commands do without

    return hashlib.sha256(said).hexdigest()


def write(folder: Path) -> list[str]:
    """Write the program's files into a workspace's ``folder``; files its office changed stay as they are.

    Returns:
        Names of changed files whose original is newer now: their changes should be looked at again.
    """
    import shutil

    if folder.resolve() == packaged().resolve():
        return []
    folder.mkdir(parents=True, exist_ok=True)
    old: dict[str, str] = {}
    if (folder / _ORIGIN).is_file():
        old = json.loads((folder / _ORIGIN).read_text(encoding="utf-8"))
    new: dict[str, str] = {}
    behind = []
    for source in sorted(packaged().rglob("*")):
        name = source.relative_to(packaged()).as_posix()
        if not source.is_file() or any(p.startswith((".", "__")) for p in source.relative_to(packaged()).parts):
            continue
        target, new[name] = folder / name, _hash(source)
        if target.is_file() and _hash(target) not in (old.get(name), new[name]):
            if old.get(name) != new[name]:
                behind.append(name)
            new[name] = old.get(name, new[name])
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    (folder / _ORIGIN).write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return behind


def fingerprint() -> str:
    """Hash of the tables and patterns in use; sentences for people do not count."""
    said = [f"{name} {_hash(path(name))}" for name in names() if not name.startswith("messages/")]
    return _sha256("\n".join(said).encode())


@cache
def load(name: str) -> dict[str, Any]:
    """A TOML table such as "tables/issuers.toml"."""
    with path(name).open("rb") as f:
        return tomllib.load(f)


@cache
def load_lines(name: str) -> tuple[dict[str, Any], ...]:
    """A file of one JSON object a line such as "patterns/effects.jsonl"; blank lines and # comments are passed over."""
    with path(name).open(encoding="utf-8") as f:
        return tuple(json.loads(line) for line in f if line.strip() and not line.startswith("#"))
