"""Crashes, hangs, greedy files, killed runs and two runs at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from lawreg import messages
from lawreg.errors import WorkspaceError
from lawreg.registry.progress import Stage
from lawreg.registry.work import Limits
from lawreg.workspace import Workspace

HERE = Path(__file__).parent
FORKS = sys.platform.startswith("linux")

_RUN = """
import sys, time
sys.path.insert(0, sys.argv[2])
import conftest
from lawreg.registry.ingest import ingest
from lawreg.workspace import Workspace

def slow(path, options, *, name):
    time.sleep(0.01)
    return conftest.inspect_json(path, options, name=name)

print("bắt đầu", flush=True)
ingest(Workspace(sys.argv[1]), jobs=2, options=object(), inspect=slow)
"""


def _start(ws: Workspace) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen([sys.executable, "-c", _RUN, str(ws.root), str(HERE)], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True, encoding="utf-8", env=env)  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "bắt đầu"
    return process


@pytest.mark.skipif(not FORKS, reason="uses SIGKILL and forked workers")
def test_a_killed_run_resumes_to_the_same_registry(ws: Any, put: Any, load: Any, again: Any, store: Any) -> None:
    for n in range(1, 41):
        put(f"{n:03d}.json", number=f"{n}/2015/QĐ-UBND", issued="2015-03-05",
            effects=[{"op": "repeal", "number": f"{n - 1}/2015/QĐ-UBND"}],
            citations=[{"number": "43/2010/NĐ-CP"}])  # fmt: skip
    for delay in (0.2, 0.6):
        process = _start(ws)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()  # type: ignore[union-attr]
        with store() as s:  # sound: it opens, and no document lacks its text or its effects
            ids = [d.id for d in s.documents()]
            assert ids == [e.actor for e in s.effects()]
            assert ids == [id_ for id_, text, _ in s.texts() if text]
    load()
    with store() as s:
        resumed = s.content_hash()
        assert s.counts()["documents"] == 40
    again()
    with store() as s:
        assert s.content_hash() == resumed


def test_a_second_run_says_who_holds_the_workspace(ws: Any, put: Any, load: Any) -> None:
    put("a.json", number="1/2015/QĐ-UBND", issued="2015-03-05")
    with ws.lock(), pytest.raises(WorkspaceError) as wrong:
        load(wait=0.2)
    assert wrong.value.finding.code == "locked"
    assert str(os.getpid()) in messages.render(wrong.value.finding)
    assert load().new == 1  # and once the first is done, the second goes on


@pytest.mark.skipif(not FORKS, reason="uses SIGKILL")
def test_the_lock_of_a_dead_process_is_taken_over(ws: Any, put: Any, load: Any) -> None:
    put("a.json", number="1/2015/QĐ-UBND", issued="2015-03-05")
    holder = subprocess.Popen(
        [sys.executable, "-c", "import sys, time\nfrom lawreg.workspace import Workspace\n"
         "with Workspace(sys.argv[1]).lock():\n    print('ok', flush=True)\n    time.sleep(60)", str(ws.root)],
        stdout=subprocess.PIPE, text=True)  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "ok\n"
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert load(wait=5).new == 1


def test_two_runs_at_once_end_like_one(ws: Any, put: Any, load: Any, again: Any, store: Any) -> None:
    for n in range(1, 21):
        put(f"{n:03d}.json", number=f"{n}/2015/QĐ-UBND", issued="2015-03-05")
    processes = [_start(ws), _start(ws)]
    for p in processes:
        p.wait(timeout=60)
        p.stdout.close()  # type: ignore[union-attr]
    assert [p.returncode for p in processes] == [0, 0]
    with store() as s:
        both = s.content_hash()
        assert s.counts()["documents"] == 20
    again()
    with store() as s:
        assert s.content_hash() == both


def _hostile(path: Path, options: Any, *, name: str) -> Any:
    what = json.loads(path.read_text(encoding="utf-8")).get("title")
    if what == "crash":
        os._exit(11)
    if what == "hang":
        time.sleep(600)
    if what == "eat":
        eaten = []
        while True:
            eaten.append(bytearray(400 << 20))
    if what == "deep":
        return _hostile(path, options, name=name)
    return options(path, None, name=name)


@pytest.mark.skipif(not FORKS, reason="the limits of workers are set on Linux")
def test_what_kills_a_worker_sets_one_file_aside(ws: Any, put: Any, load: Any, store: Any) -> None:
    for what in ("crash", "hang", "eat", "deep"):
        put(f"{what}.json", title=what)
    for n in range(1, 9):
        put(f"ok-{n}.json", number=f"{n}/2015/QĐ-UBND", issued="2015-03-05")
    inspect_json = load.__globals__["inspect_json"]
    limits = Limits(seconds=6.0, bytes_per_second=1e9, longest=6.0, memory_mb=600)
    report = load(jobs=2, options=inspect_json, inspect=_hostile, limits=limits)
    assert {x["file"]: x["code"] for x in report.to_dict()["set_aside"]} == {
        "corpus/crash.json": "reader_crashed",
        "corpus/hang.json": "took_too_long",
        "corpus/eat.json": "too_much_memory",
        "corpus/deep.json": "too_deep",
    }
    assert report.new == 8
    with store() as s:
        assert s.counts()["documents"] == 8


def test_workers_and_no_workers_give_the_same_registry(ws: Any, put: Any, load: Any, again: Any, store: Any) -> None:
    for n in range(1, 31):
        put(f"{n:03d}.json", number=f"{n}/2015/QĐ-UBND", issued="2015-03-05", citations=[{"number": "43/2010/NĐ-CP"}])
    load(jobs=2)
    with store() as s:
        pooled = s.content_hash()
    again()
    with store() as s:
        assert s.content_hash() == pooled


def test_a_stop_by_hand_keeps_what_was_read(ws: Any, put: Any, load: Any, store: Any) -> None:
    for n in range(1, 6):
        put(f"{n}.json", number=f"{n}/2015/QĐ-UBND", issued="2015-03-05")

    def stop(stage: Stage, done: int, total: int, name: str) -> None:
        if stage is Stage.READ and done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(progress=stop)
    with store() as s:
        assert s.counts()["documents"] == 3
    assert load().new == 2
