"""Kill -9 at random moments of an ingest, again and again; then resume and compare with an undisturbed run.

    python benchmarks/kill.py [FOLDER] [--times 30] [--seed N]

After every kill the registry must open, hold no half document, and pass SQLite's own check.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lawreg.registry.ingest import ingest
from lawreg.registry.store import Store
from lawreg.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
_RUN = "import sys; from lawreg.registry.ingest import ingest; from lawreg.workspace import Workspace; " \
       "ingest(Workspace(sys.argv[1]), jobs=2)"  # fmt: skip


def _sound(ws: Workspace) -> int:
    """Documents held; raises when anything is half."""
    if not ws.registry_file.exists():
        return 0
    with sqlite3.connect(ws.registry_file) as c:
        assert c.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        half = "SELECT name FROM files WHERE state='ok' AND name NOT IN (SELECT file FROM contents)"
        assert not c.execute(half).fetchall()
        assert not c.execute("SELECT file FROM contents WHERE file NOT IN (SELECT name FROM files)").fetchall()
    with Store.open(ws) as s:
        ids = {d.id for d in s.documents(stubs=True)}
        assert all(e.actor in ids and (e.target is None or e.target in ids) for e in s.effects())
        return int(s.counts()["documents"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus")
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as place:
        both = [Workspace.init(Path(place) / name) for name in ("killed", "calm")]
        for ws in both:
            shutil.copytree(asked.folder, ws.corpus, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".history"))
        began = time.monotonic()
        subprocess.run([sys.executable, "-c", _RUN, str(both[1].root)], check=True)
        whole = time.monotonic() - began
        for n in range(asked.times):
            run = subprocess.Popen([sys.executable, "-c", _RUN, str(both[0].root)], stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.1, whole * 1.15))
            ended = run.poll() is not None
            if not ended:
                os.kill(run.pid, signal.SIGKILL)
            run.wait()
            print(f"{n + 1:3}: {'ended by itself' if ended else 'killed'}, {_sound(both[0])} documents", flush=True)
            if ended:  # begin anew, so that every kill meets a run at work
                shutil.rmtree(both[0].indexes)
        ingest(both[0], jobs=2)
        with Store.open(both[0]) as a, Store.open(both[1]) as b:
            same = a.content_hash() == b.content_hash()
            print(f"seed {asked.seed}: {asked.times} kills; {a.counts()['documents']} documents; resumed run "
                  f"{'equals' if same else 'DIFFERS FROM'} the undisturbed one")  # fmt: skip
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
