"""Kill -9 at chosen moments of every stage, writing of the registry and of the search index among them; kills on kills."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import lawreg
from lawreg.registry.ingest import rebuild
from lawreg.registry.store import Store
from lawreg.workspace import Workspace

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="uses SIGKILL")

# the run kills itself when its progress comes to a stage for the n-th time: the moment is the same on every machine
_RUN = """
import os, signal, sys, lawreg
stage, n = sys.argv[2], int(sys.argv[3])
def told(at, *_):
    global n
    n -= at == stage
    if n < 0:
        os.kill(os.getpid(), signal.SIGKILL)
lawreg.open(sys.argv[1]).ingest(jobs=1, ocr=False, progress=told)
"""
QUERIES = ('"gửi xe"', '"quyết định"', '"bãi bỏ"')


def decision(n: int) -> str:
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH HÒA PHÚ\nSố: {n}/2015/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"Hòa Phú, ngày 05 tháng 3 năm 2015\nQUYẾT ĐỊNH\nVề mức thu phí trông giữ xe ở khu {n}\n"
        "Căn cứ Pháp lệnh Phí và lệ phí ngày 28 tháng 8 năm 2001;\n"
        f"Điều 1. Mức thu là {n}.000 đồng một lượt gửi xe.\n"
        f"Điều 2. Quyết định này bãi bỏ Quyết định số {n + 100}/2010/QĐ-UBND của Ủy ban nhân dân tỉnh Hòa Phú.\n"
    )


def put(ws: Workspace, first: int, last: int) -> None:
    for n in range(first, last + 1):
        (ws.corpus / f"{n:02d}.txt").write_text(decision(n), encoding="utf-8")


def killed(ws: Workspace, stage: str, n: int) -> None:
    ran = subprocess.run([sys.executable, "-c", _RUN, str(ws.root), stage, str(n)], capture_output=True, timeout=60)
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()


def sound(ws: Workspace) -> list[str | None]:
    """Numbers held; nothing is half in."""
    with closing(sqlite3.connect(ws.registry_file)) as c:
        assert c.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    registry = lawreg.open(ws.root)
    _, faults = registry.verify()
    assert {f.code for f in faults} <= {"index_behind"}  # which the next run mends, and says so until then
    held = registry.store.documents()
    assert all(registry.store.text(d.id) and registry.store.provisions(d.id) for d in held)
    ids = {d.id for d in registry.store.documents(stubs=True)}
    assert sorted(e.actor for e in registry.store.effects()) == sorted(d.id for d in held)
    assert {e.target for e in registry.store.effects()} <= ids
    registry.store.close()
    return [d.number for d in held]


def state(ws: Workspace) -> tuple[str, list[list[tuple[str, str | None]]]]:
    registry = lawreg.open(ws.root)
    assert registry.verify()[1] == ()
    content = registry.store.content_hash()
    registry.store.close()
    return content, [sorted((h.doc_id, h.path) for h in registry.search(q, limit=500).hits) for q in QUERIES]


def test_kills_in_every_stage_end_in_the_same_registry(tmp_path: Path) -> None:
    calm, hit = (Workspace.init(tmp_path / name) for name in ("yen", "giet"))
    put(calm, 1, 12)
    lawreg.open(calm.root).ingest(jobs=1, ocr=False)
    should = state(calm)
    assert should[1][0], "the search finds something to compare"
    put(hit, 1, 9)
    killed(hit, "read", 5)
    assert sound(hit) == []  # what was read waits for the transaction that publishes it
    killed(hit, "link", 1)  # between documents and their links
    assert sound(hit) == []
    killed(hit, "index", 4)
    killed(hit, "save", 0)
    assert len(sound(hit)) == 9
    lawreg.open(hit.root).ingest(jobs=1, ocr=False)
    put(hit, 10, 12)  # an index that stands already
    killed(hit, "link", 1)
    assert len(sound(hit)) == 9
    killed(hit, "save", 0)
    assert len(sound(hit)) == 12
    lawreg.open(hit.root).ingest(jobs=1, ocr=False)
    assert state(hit) == should


def test_an_index_whose_digests_are_of_another_time_is_made_anew(tmp_path: Path) -> None:
    ws = Workspace.init(tmp_path / "so")
    put(ws, 1, 3)
    registry = lawreg.open(ws.root)
    registry.ingest(jobs=1, ocr=False)
    (ws.search_dir / "entries.json").unlink()  # killed between the index and its digests
    (ws.corpus / "03.txt").unlink()
    registry.ingest(jobs=1, ocr=False)
    assert {h.number for h in registry.search('"gửi xe"', limit=50).hits} == {"1/2015/QĐ-UBND", "2/2015/QĐ-UBND"}


def test_rebuilding_under_an_open_registry_harms_neither(tmp_path: Path) -> None:
    ws = Workspace.init(tmp_path / "so")
    put(ws, 1, 4)
    lawreg.open(ws.root).ingest(jobs=1, ocr=False)
    reader = Store.open(ws)
    before = reader.content_hash()
    connection = reader.engine.connect()  # somebody has it open and will close it while the new one is in use
    assert rebuild(ws, jobs=0).new == 4
    writer = Store.open(ws)
    connection.close()
    reader.close()
    assert writer.content_hash() == before
    writer.close()
    with closing(sqlite3.connect(ws.registry_file)) as c:
        assert c.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_registry_where_nothing_can_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ws = Workspace.init(tmp_path / "so")
    put(ws, 1, 2)
    lawreg.open(ws.root).ingest(jobs=1, ocr=False)
    usual = os.access
    monkeypatch.setattr(os, "access", lambda p, mode, **k: mode != os.W_OK and usual(p, mode, **k))
    before = sorted(p.name for p in ws.indexes.iterdir())
    registry = lawreg.open(ws.root)
    assert [d.number for d in registry.store.documents()] == ["1/2015/QĐ-UBND", "2/2015/QĐ-UBND"]
    assert sorted(p.name for p in ws.indexes.iterdir()) == before  # no log was made beside it
