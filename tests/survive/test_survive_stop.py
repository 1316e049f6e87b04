"""Ctrl-C and SIGTERM while watching and in the middle of a batch; read-only folders; names in NFD; a really full disk."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from lawreg.cli.ingest import _unless_stopped
from lawreg.cli.progress import Stopped
from lawreg.registry.ingest import ingest
from lawreg.registry.store import Store
from lawreg.workspace import Workspace

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="signals and limits of Linux")
PATIENCE = 60.0


def decision(n: int, articles: int = 3) -> str:
    body = "".join(f"Điều {i}. Mức thu ở khu phố số {i} là {i}.000 đồng một lượt gửi xe.\n" for i in range(1, articles + 1))
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH HÒA PHÚ\nSố: {n}/2015/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"Hòa Phú, ngày 05 tháng 3 năm 2015\nQUYẾT ĐỊNH\nVề mức thu phí trông giữ xe\n{body}"
    )


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "so")


def start(ws: Workspace, *words: str, **options: object) -> subprocess.Popen[str]:
    """The command line in a process group of its own, as a terminal starts it."""
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1", "LAWREG_LANG": "vi"}
    return subprocess.Popen([sys.executable, "-m", "lawreg", "-w", str(ws.root), *words], env=env, text=True,
                            encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            start_new_session=True, **options)  # type: ignore[call-overload,no-any-return]  # fmt: skip


def line_with(process: subprocess.Popen[str], said: str) -> None:
    """Read stderr until a line holds ``said``."""
    assert process.stderr is not None
    for line in process.stderr:
        if re.search(said, line):
            return
    raise AssertionError(f"{said!r} was never said; exit code {process.wait()}")


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def numbers(ws: Workspace) -> list[str | None]:
    with Store.open(ws) as s:
        return [d.number for d in s.documents()]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_watching_takes_in_what_comes_and_stops_cleanly(ws: Workspace, how: signal.Signals) -> None:
    (ws.corpus / "1.txt").write_text(decision(1), encoding="utf-8")
    os.utime(ws.corpus / "1.txt", (0, 0))
    process = start(ws, "ingest", "--watch", "--jobs", "1")
    line_with(process, "Ctrl-C")
    assert numbers(ws) == ["1/2015/QĐ-UBND"]
    whole = decision(2).encode()
    with (ws.corpus / "2.txt").open("wb") as f:  # as a slow copy does it
        for part in (whole[:200], whole[200:300], whole[300:]):
            f.write(part)
            f.flush()
            time.sleep(0.6)
    assert process.stdout is not None
    assert [("1 mới" in process.stdout.readline()) for _ in range(2)] == [True, True]
    time.sleep(0.5)  # it has said what it read, and looks for more
    os.killpg(process.pid, how)
    code, out, err = ended(process)
    assert code == 0
    assert "Traceback" not in out + err
    assert err.strip().splitlines()[-1] == "Đã dừng theo dõi."
    assert numbers(ws) == ["1/2015/QĐ-UBND", "2/2015/QĐ-UBND"]
    assert not ws.history_dir.exists()  # the half-copied file was never read
    assert ingest(ws, jobs=0).unchanged == 2


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("watch", [True, False])
def test_stopped_in_the_middle_of_a_batch(ws: Workspace, how: signal.Signals, code: int, watch: bool) -> None:
    for n in range(1, 400):
        (ws.corpus / f"{n:03d}.txt").write_text(decision(n, 60), encoding="utf-8")
        os.utime(ws.corpus / f"{n:03d}.txt", (0, 0))
    process = start(ws, "ingest", "--jobs", "2", *(["--watch"] if watch else []))
    line_with(process, r" [1-9]\d*/399")  # some were read
    os.killpg(process.pid, how)
    got, out, err = ended(process)
    assert got == code, err
    assert "Traceback" not in out + err
    assert "Đã dừng." in err.strip().splitlines()[-1]
    held = numbers(ws)
    assert 0 < len(held) < 399
    assert len(held) == len(set(held))
    with pytest.raises(ProcessLookupError):  # no worker is left behind
        os.killpg(process.pid, 0)
    assert ingest(ws, jobs=2).new == 399 - len(held)


@pytest.mark.parametrize(("stop", "code"), [(KeyboardInterrupt, 130), (Stopped, 143)])
def test_a_fault_in_the_course_of_a_stop_is_a_stop(stop: type[BaseException], code: int) -> None:
    def run() -> int:
        try:
            raise stop
        finally:
            raise OSError("the workers are gone already")

    assert _unless_stopped(run) == code
    with pytest.raises(OSError, match="broken disk"):
        _unless_stopped(lambda: (_ for _ in ()).throw(OSError("broken disk")))


def test_a_workspace_with_spaces_and_decomposed_letters(tmp_path: Path) -> None:
    root = tmp_path / unicodedata.normalize("NFD", "Sở Tư pháp Đắk Sơn") / unicodedata.normalize("NFD", "sổ văn bản")
    ws = Workspace.init(root)
    (tmp_path / "Quyết định.txt").write_text(decision(7), encoding="utf-8")
    code, out, err = ended(start(ws, "ingest", str(tmp_path / "Quyết định.txt")))
    assert (code, err) == (0, "") or "Đang" in err
    assert "1 mới" in out
    code, out, err = ended(start(ws, "status", "7/2015/QĐ-UBND", "--at", "2016-01-01"))
    assert code in (0, 1)
    assert "7/2015/QĐ-UBND" in out
    assert ended(start(ws, "verify"))[0] == 0


_SMALL = "import resource, sys\nresource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))\n" \
         "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n" \
         "from lawreg.cli import main\nmain(sys.argv[1:])"  # fmt: skip


@pytest.mark.parametrize("room", [120_000, 1_500_000])
def test_files_that_may_not_grow(ws: Workspace, room: int) -> None:
    """The system refuses to write beyond a size (a quota): told like a full disk, and nothing is half in."""
    (ws.corpus / "1.txt").write_text(decision(1), encoding="utf-8")
    ingest(ws, jobs=0)
    for n in range(2, 60):
        (ws.corpus / f"{n}.txt").write_text(decision(n, 300), encoding="utf-8")
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", "LAWREG_LANG": "vi"}
    said = subprocess.run([sys.executable, "-c", _SMALL.format(room), "-w", str(ws.root), "ingest"], env=env, text=True,
                          encoding="utf-8", capture_output=True, timeout=PATIENCE)  # fmt: skip
    assert said.returncode == 2
    assert "Traceback" not in said.stderr
    last = said.stderr.strip().splitlines()[-1]
    assert last.startswith("Lỗi: ")
    assert "chỗ" in last
    with Store.open(ws) as s:
        assert [d.number for d in s.documents()][:1] == ["1/2015/QĐ-UBND"]
        assert all(s.text(d.id) for d in s.documents())
    assert ended(start(ws, "ingest"))[0] == 0
    assert ended(start(ws, "verify"))[0] == 0
    assert len(numbers(ws)) == 59
