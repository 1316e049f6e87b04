"""Reads the tables of law and language under pipelines/, the one copy a lawyer can read and correct.

A workspace's own pipelines/ wins over the copy that travels with the program, file by file.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGED = Path(__file__).with_name("_pipelines")  # inside a wheel
_CHECKOUT = Path(__file__).resolve().parent.parent / "pipelines"  # in a source tree
_home: Path | None = None


def packaged() -> Path:
    """The pipelines folder that travels with the program."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def use(pipelines: Path | None) -> None:
    """Read tables from ``pipelines`` first (a workspace's folder); None goes back to the packaged ones."""
    global _home
    if pipelines != _home:
        _home = pipelines
        load.cache_clear()
        load_lines.cache_clear()


def home() -> Path | None:
    """The folder set by :func:`use`, to hand on to worker processes."""
    return _home


def path(name: str) -> Path:
    """Path of ``name`` ("tables/issuers.toml"), the workspace's copy first."""
    if _home is not None and (_home / name).is_file():
        return _home / name
    return packaged() / name


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
