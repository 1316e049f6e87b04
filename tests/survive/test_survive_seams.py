"""A full disk, files that come while watching, and a file that changes while it is read."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from typing import Any

import pytest

from lawreg import messages
from lawreg.errors import WorkspaceError
from lawreg.model import Inspection
from lawreg.registry import disk, past, watch
from lawreg.registry.ingest import ingest
from lawreg.registry.store import Store
from lawreg.registry.work import default_inspect
from lawreg.workspace import Workspace


def decision(n: int) -> str:
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH HÒA PHÚ\nSố: {n}/2015/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Hòa Phú, ngày 05 tháng 3 năm 2015\nQUYẾT ĐỊNH\nVề mức thu phí trông giữ xe\nĐiều 1. Mức thu là 2.000 đồng.\n"
    )


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "so")


def _full(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("where", ["copy", "history", "database"])
def test_a_full_disk_is_told_and_the_registry_stays_sound(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    one = ws.corpus / "1.txt"
    one.write_text(decision(1), encoding="utf-8")
    ingest(ws, jobs=0)
    with Store.open(ws) as s:
        before = s.content_hash()
    (tmp_path / "2.txt").write_text(decision(2), encoding="utf-8")
    with monkeypatch.context() as m:
        paths: list[Path] | None = [tmp_path / "2.txt"]
        if where == "copy":
            m.setattr(shutil, "copyfile", _full)
        elif where == "history":
            one.write_text(decision(3), encoding="utf-8")
            m.setattr(past, "append_line", _full)
            paths = None
        else:
            (ws.corpus / "lon.txt").write_text(decision(4) + "Điều 2. Chi tiết.\n" * 40_000, encoding="utf-8")
            m.setattr("lawreg.registry.dialect._sqlite", _narrow(m))
            paths = None
        with pytest.raises(WorkspaceError) as wrong:
            ingest(ws, paths, jobs=0)
    assert wrong.value.finding.code in ("disk_full", "cannot_write")
    assert len(messages.render(wrong.value.finding)) > 40
    if where != "copy":
        assert wrong.value.finding.code == "disk_full"
    with Store.open(ws) as s:
        assert s.content_hash() == before
    assert not list(ws.corpus.glob(".lawreg-copy-*"))
    assert ingest(ws, paths, jobs=0).new + ingest(ws, jobs=0).unchanged >= 1  # and with room it goes on


def _narrow(m: pytest.MonkeyPatch) -> Any:
    """Connections whose file may not grow: SQLite then says what it says on a full disk."""
    from lawreg.registry import dialect

    usual = dialect._sqlite

    def small(connection: Any, record: Any) -> None:
        usual(connection, record)
        cursor = connection.cursor()
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 3}")
        cursor.close()

    return small


def test_watching_waits_until_a_file_is_copied_whole(tmp_path: Path) -> None:
    steps = iter(("", "a", "ab", "", "stop"))

    def sleep(_: float) -> None:
        step = next(steps)
        if step == "stop":
            raise KeyboardInterrupt
        if step:
            (tmp_path / "x.txt").write_text(step)

    seen = watch.changes([tmp_path], seconds=1.0, sleep=sleep)
    found = next(seen)
    assert [(Path(p).name, size) for p, (size, _, _) in found.items()] == [("x.txt", 2)]
    with pytest.raises(KeyboardInterrupt):
        next(seen)


def test_what_is_passed_over_wakes_nobody(tmp_path: Path) -> None:
    (tmp_path / "~$a.docx").write_bytes(b"x")
    (tmp_path / "b.part").write_bytes(b"x")
    assert watch.look([tmp_path]) == {}
    assert disk.passed_over("b.part")


def test_a_file_that_keeps_changing_is_set_aside(ws: Workspace) -> None:
    place = ws.corpus / "a.txt"
    place.write_text(decision(1), encoding="utf-8")
    turns = iter(range(2, 100))

    def inspect(path: Path, options: Any, *, name: str) -> Inspection:
        from dataclasses import replace

        got = default_inspect(path, options, name=name)
        path.write_text(decision(next(turns)), encoding="utf-8")
        return replace(got, text=replace(got.text, sha256=""))

    report = ingest(ws, jobs=0, inspect=inspect)
    assert [s.finding.code for s in report.set_aside] == ["changed_while_read"]
    assert ingest(ws, jobs=0).new == 1
