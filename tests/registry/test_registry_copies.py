"""Files from elsewhere: copied into corpus/ a batch at a time, whole or not at all, whatever ends the run."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lawreg.registry.ingest import ingest
from lawreg.registry.store import Store
from lawreg.registry.work import default_inspect
from lawreg.workspace import Workspace

# kills itself when the n-th copy of a batch is to get its name
_RUN = """
import os, signal, sys
from lawreg.registry.ingest import ingest
from lawreg.workspace import Workspace
n, usual = int(sys.argv[3]), os.replace
def replace(source, place):
    global n
    n -= ".lawreg-copy-" in str(source)
    if n < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    usual(source, place)
os.replace = replace
ingest(Workspace(sys.argv[1]), [sys.argv[2]], jobs=0)
"""


def decision(n: int) -> str:
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH HÒA PHÚ\nSố: {n}/2015/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"Hòa Phú, ngày 05 tháng 3 năm 2015\nQUYẾT ĐỊNH\nVề mức thu phí trông giữ xe ở khu {n}\nĐiều 1. Thu {n} đồng.\n"
    )


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "so")


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    folder = tmp_path / "gui-den"
    folder.mkdir()
    for n in range(1, 6):
        (folder / f"{n}.txt").write_text(decision(n), encoding="utf-8")
    return folder


def held(ws: Workspace) -> list[str]:
    return sorted(p.relative_to(ws.corpus).as_posix() for p in ws.corpus.rglob("*.txt") if ".history" not in p.parts)


def noted(ws: Workspace) -> dict[str, str]:
    lines = (ws.history_dir / "origins.jsonl").read_text(encoding="utf-8").splitlines()
    return {d["file"]: d["origin"] for d in map(json.loads, lines)}


def leftovers(ws: Workspace) -> list[Path]:
    return list(ws.corpus.rglob(".lawreg-copy-*"))


def test_each_copy_is_noted_with_where_it_came_from(ws: Workspace, sent: Path) -> None:
    assert ingest(ws, [sent], jobs=0).new == 5
    assert held(ws) == [f"gui-den/{n}.txt" for n in range(1, 6)]
    assert noted(ws) == {f"corpus/gui-den/{n}.txt": str(sent / f"{n}.txt") for n in range(1, 6)}
    assert leftovers(ws) == []


def test_a_file_that_goes_or_changes_while_it_is_read_does_not_stop_the_others(ws: Workspace, sent: Path) -> None:
    def inspect(path: Path, options: Any, *, name: str) -> Any:
        got = default_inspect(path, options, name=name)
        if path.name == "2.txt":
            path.unlink()
        if path.name == "4.txt":
            path.write_text(decision(44), encoding="utf-8")
        return got

    report = ingest(ws, [sent], jobs=0, inspect=inspect)
    assert report.new == 3
    assert sorted((Path(s.file).name, s.finding.code) for s in report.set_aside) == [
        ("2.txt", "changed_while_read"), ("4.txt", "changed_while_read")
    ]  # fmt: skip
    assert held(ws) == ["gui-den/1.txt", "gui-den/3.txt", "gui-den/5.txt"]
    assert leftovers(ws) == []


def test_a_newer_file_from_the_same_place_replaces_the_copy(ws: Workspace, sent: Path) -> None:
    ingest(ws, [sent], jobs=0)
    before = (ws.corpus / "gui-den/3.txt").read_bytes()
    (sent / "3.txt").write_text(decision(3) + "Điều 2. Thi hành.\n", encoding="utf-8")
    assert ingest(ws, [sent], jobs=0).updated == 1
    assert (ws.corpus / "gui-den/3.txt").read_bytes() == (sent / "3.txt").read_bytes()
    assert before in [p.read_bytes() for p in ws.history_dir.glob("*.txt")]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="uses SIGKILL")
@pytest.mark.parametrize("n", [0, 1, 4])
def test_killed_between_the_notes_and_the_names(ws: Workspace, sent: Path, tmp_path: Path, n: int) -> None:
    ran = subprocess.run([sys.executable, "-c", _RUN, str(ws.root), str(sent), str(n)], capture_output=True, timeout=60)
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()
    assert len(held(ws)) == n
    assert len(leftovers(ws)) == 5 - n
    assert ingest(ws, [sent], jobs=0).new == 5
    assert held(ws) == [f"gui-den/{i}.txt" for i in range(1, 6)]  # the same places, no second copies
    assert leftovers(ws) == []
    calm = Workspace.init(tmp_path / "yen")
    ingest(calm, [sent], jobs=0)
    with Store.open(ws) as one, Store.open(calm) as other:
        assert one.content_hash() == other.content_hash()
