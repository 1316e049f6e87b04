"""corpus/ through the whole program: the statuses its authors wrote down by hand come out of ingest and status."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import lawreg
from lawreg.samples.source import load
from lawreg.workspace import Workspace

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
CASES = [
    pytest.param(source, *status, id=f"{source.file} {status[0]}")
    for source in load()
    for status in source.statuses
    if source.number and status[1] not in ("none", "review")
]


@pytest.fixture(scope="module")
def registry(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples") / "so"
    workspace = Workspace.init(folder)
    shutil.copytree(CORPUS, workspace.corpus, dirs_exist_ok=True)
    opened = lawreg.open(folder)
    opened.ingest(jobs=2)
    return opened


@pytest.mark.parametrize(("source", "at", "status", "since", "by"), CASES)
def test_status_at_a_date(registry, source, at, status, since, by):
    verdict = registry.status(source.number, issuer=source.issuer, issued=source.issued, at=date.fromisoformat(at))
    told = verdict.to_dict()
    assert told["status"] == status
    if since:
        assert told["since"] == since
    if by:
        assert by in {e["by"]["number"] for e in told["evidence"]}
