"""Every command explains itself, in both languages, and stands in the docs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lawreg.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


def lawreg(*words: str, lang: str = "vi", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "LAWREG_LANG": lang, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "lawreg", *words], capture_output=True, text=True, env=env, cwd=cwd, encoding="utf-8"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help_with_an_example(name: str) -> None:
    done = lawreg(name, "--help")
    assert done.returncode == 0, done.stderr
    assert "Ví dụ:" in done.stdout
    assert f"lawreg {name}" in done.stdout


@pytest.mark.parametrize("name", ["review", "status"])
def test_help_in_english(name: str) -> None:
    done = lawreg("--lang", "en", name, "--help")
    assert "Example:" in done.stdout
    assert "Options:" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_command_stands_in_the_docs(name: str) -> None:
    assert f"lawreg {name}" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_a_misspelled_command_is_answered_with_the_near_one() -> None:
    done = lawreg("reveiw")
    assert done.returncode == 2
    assert "review" in done.stderr


def test_a_wrong_date_is_said_to_be_one() -> None:
    done = lawreg("status", "12/2015/QĐ-UBND", "--at", "31/02/2015", lang="en")
    assert done.returncode == 2
    assert "31/02/2015" in done.stderr


def test_a_missing_file_names_itself(tmp_path: Path) -> None:
    done = lawreg("inspect", str(tmp_path / "khong-co.pdf"))
    assert done.returncode == 1
    assert "khong-co.pdf" in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_a_workspace_the_message_says_what_to_do(tmp_path: Path) -> None:
    done = lawreg("review", "--year", "2015", cwd=tmp_path)
    assert done.returncode == 2
    assert "lawreg init" in done.stderr
