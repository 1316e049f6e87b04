"""One workspace with the sample documents, made once for all tests of the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


def _run(*words: str, lang: str = "vi", cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, as a user runs it."""
    whole = {**os.environ, "LAWREG_LANG": lang, "PYTHONIOENCODING": "utf-8", **env}
    whole.pop("LAWREG_WORKSPACE", None)
    return subprocess.run(
        [sys.executable, "-m", "lawreg", *words], capture_output=True, text=True, env=whole, cwd=cwd, encoding="utf-8"
    )


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace into which corpus/ was ingested from outside."""
    home = tmp_path_factory.mktemp("so") / "van-ban"
    assert _run("init", str(home)).returncode == 0
    done = _run("-w", str(home), "ingest", str(ROOT / "corpus"), "--jobs", "2")
    assert done.returncode in (0, 1), done.stderr
    return home


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs the program in a process of its own."""
    return _run


@pytest.fixture
def lawreg(workspace: Path) -> Run:
    """Runs a command in that workspace."""

    def in_workspace(*words: str, **options: str) -> subprocess.CompletedProcess[str]:
        return _run("-w", str(workspace), *words, **options)

    return in_workspace
