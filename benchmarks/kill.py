"""Kill -9 in every stage of an ingest, again and again; each time resume and compare with an undisturbed run.

    python benchmarks/kill.py [FOLDER] [--files 90] [--reading 10] [--linking 12] [--statuses 3] [--indexing 6]
                              [--saving 6] [--seed N]

A run tells its stage through the public progress of `Registry.ingest`; the kill falls a random while after the stage
wanted has begun, measured on the undisturbed run. After every kill

- the registry opens, passes SQLite's own check and holds no half document;
- `lawreg verify` finds no fault but that the index is behind, which the resumed run mends;
- a copy of the workspace is resumed: it must end with the same canonical content, and its search must find the same
  articles, each once (their order may differ a little where the index grew step by step; at the end `lawreg rebuild`
  must give the order of the undisturbed run).

The workspace itself goes on as it was left, so that kills fall on kills. Every few kills further files arrive, and now
and then the index is thrown away, so that both new and growing ones are hit.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import lawreg
from lawreg.registry.store import Store
from lawreg.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
_RUN = """
import sys, lawreg
def told(stage, done, total, what):
    print(stage, done, total, flush=True)
lawreg.open(sys.argv[1]).ingest(jobs=2, ocr=False, progress=told)
"""
_QUERIES = ('"hiệu lực"', '"ủy ban nhân dân"', '"quyết định"', '"bãi bỏ"', '"nghị định"')  # phrases find all or nothing
_BEHIND = {"index_behind"}
_MORE_EVERY = 4


@dataclass(slots=True)
class Run:
    """A run at work; ``stage`` is the last it told."""

    process: subprocess.Popen[str]
    stage: str = ""
    count: str = ""
    began: dict[str, float] = field(default_factory=dict)

    def follow(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            words = line.split()
            if len(words) != 3 or not line.endswith("\n"):
                continue  # torn by the kill
            self.stage, done, total = words
            self.count = f"{done}/{total}"
            self.began.setdefault(self.stage, time.monotonic())


def start(ws: Workspace) -> tuple[Run, threading.Thread]:
    process = subprocess.Popen([sys.executable, "-c", _RUN, str(ws.root)], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)  # fmt: skip
    run = Run(process)
    follower = threading.Thread(target=run.follow, daemon=True)
    follower.start()
    return run, follower


def undisturbed(ws: Workspace) -> dict[str, float]:
    """Run to the end; gives how long each stage took."""
    run, follower = start(ws)
    code = run.process.wait()
    follower.join()
    assert code == 0, f"the undisturbed run ended with {code}"
    at = sorted(run.began.items(), key=lambda kv: kv[1])
    ends = [t for _, t in at[1:]] + [time.monotonic()]
    return {stage: end - t for (stage, t), end in zip(at, ends, strict=True)}


def killed_in(ws: Workspace, stage: str, after: float) -> tuple[str, str] | None:
    """Kill a run ``after`` seconds into ``stage``; gives where it was, None when it had ended by itself."""
    run, follower = start(ws)
    while run.process.poll() is None and stage not in run.began:
        time.sleep(0.002)
    time.sleep(after)
    ended = run.process.poll() is not None
    where = run.stage, run.count
    run.process.kill()
    run.process.wait()
    follower.join()
    return None if ended else where


def sound(ws: Workspace) -> int:
    """Documents held; raises when anything is half."""
    if not ws.registry_file.exists():
        return 0
    with closing(sqlite3.connect(ws.registry_file)) as c:
        assert c.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        half = "SELECT name FROM files WHERE state='ok' AND name NOT IN (SELECT file FROM contents)"
        assert not c.execute(half).fetchall()
        assert not c.execute("SELECT file FROM contents WHERE file NOT IN (SELECT name FROM files)").fetchall()
    with Store.open(ws) as s:
        ids = {d.id for d in s.documents(stubs=True)}
        assert all(e.actor in ids and (e.target is None or e.target in ids) for e in s.effects())
        assert all(c.source in ids and (c.target is None or c.target in ids) for c in s.citations())
        assert not list(ws.corpus.glob("**/.lawreg-copy-*"))
        return int(s.counts()["documents"])


def faults(ws: Workspace) -> list[str]:
    """Codes of what `lawreg verify` finds."""
    said = subprocess.run([sys.executable, "-m", "lawreg", "-w", str(ws.root), "verify", "--json"],
                          capture_output=True, text=True)  # fmt: skip
    return [f["code"] for f in json.loads(said.stdout)["findings"]]


Answers = list[list[tuple[str, str]]]


def state(ws: Workspace) -> tuple[str, Answers]:
    """The canonical content of the registry and everything the search finds, in its order."""
    registry = lawreg.open(ws.root)
    answers = [[(h.doc_id, str(h.path)) for h in registry.search(q, limit=10_000).hits] for q in _QUERIES]
    content = registry.store.content_hash()
    registry.store.close()
    return content, answers


def found(answers: Answers) -> Answers:
    """The answers without their order."""
    return [sorted(hits) for hits in answers]


def resumed(ws: Workspace, place: Path, files: list[Path], source: Path) -> tuple[str, Answers]:
    """A copy of the workspace as the kill left it, with all files, run to its end."""
    shutil.copytree(ws.root, place)
    copy = Workspace(place)
    add(copy, files, source)
    undisturbed(copy)
    assert not (wrong := faults(copy)), wrong
    ended = state(copy)
    shutil.rmtree(place)
    return ended


def add(ws: Workspace, files: list[Path], source: Path) -> None:
    for file in files:
        to = ws.corpus / file.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        if not to.exists():
            shutil.copy2(file, to)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus")
    parser.add_argument("--files", type=int, default=90, help="so many of the folder, chosen by the seed")
    wanted = {"read": ("--reading", 10), "link": ("--linking", 12), "status": ("--statuses", 3),
              "index": ("--indexing", 6), "save": ("--saving", 6)}  # fmt: skip
    for stage, (flag, times) in wanted.items():
        parser.add_argument(flag, dest=stage, type=int, default=times)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    files = sorted(p for p in asked.folder.rglob("*") if p.is_file() and not p.name.startswith("."))
    files = chance.sample(files, min(asked.files, len(files)))
    kills = [stage for stage in wanted for _ in range(getattr(asked, stage))]
    chance.shuffle(kills)
    count: Counter[str] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        calm = Workspace.init(place / "calm")
        add(calm, files, asked.folder)
        spans = undisturbed(calm)
        should = state(calm)
        assert sound(calm) and all(should[1]), "nothing to compare: no document was read, or no search found any"
        print(f"seed {asked.seed}, {len(files)} files; undisturbed, seconds a stage: "
              + ", ".join(f"{k} {v:.2f}" for k, v in spans.items()), flush=True)  # fmt: skip
        hit = Workspace.init(place / "hit")
        held = len(files) // 2
        add(hit, files[:held], asked.folder)
        for n, stage in enumerate(kills):
            where = None
            for attempt in range(12):
                if stage == "read" or (attempt and stage == "link"):  # something must be left to do
                    shutil.rmtree(hit.indexes)
                elif (stage in ("status", "index", "save") and chance.random() < 0.5) or attempt:
                    shutil.rmtree(hit.search_dir, ignore_errors=True)
                if n % _MORE_EVERY == 0 or stage != "read":
                    held = min(len(files), held + max(1, len(files) // 60))
                    add(hit, files[:held], asked.folder)
                where = killed_in(hit, stage, chance.uniform(0, spans.get(stage, 0.5) / (1 + attempt)))
                if where is not None and where[0] == stage:
                    break
            if where is None:
                print(f"{n + 1:3}: {stage}: the run was too quick each time")
                continue
            count[where[0]] += 1
            documents = sound(hit)
            said = Counter(faults(hit))
            bad = {k: v for k, v in said.items() if k not in _BEHIND}
            content, answers = resumed(hit, place / "copy", files, asked.folder)
            same = content == should[0], found(answers) == found(should[1])
            wrong += bool(bad) or not all(same)
            behind = ", index behind" if set(said) & _BEHIND else ""
            print(f"{n + 1:3}: killed in {where[0]:6} {where[1]:>9}; {documents:4} documents, verify: "
                  f"{bad or 'no fault'}{behind}; resumed: content {'equal' if same[0] else 'DIFFERS'}, "
                  f"answers {'equal' if same[1] else 'DIFFER'}", flush=True)  # fmt: skip
        add(hit, files, asked.folder)
        lawreg.open(hit.root).rebuild(jobs=2, ocr=False)
        same = tuple(a == b for a, b in zip(state(hit), should, strict=True))
        wrong += not all(same)
        print(f"rebuilt: content {'equal' if same[0] else 'DIFFERS'}, answers in order "
              f"{'equal' if same[1] else 'DIFFER'}")  # fmt: skip
    print(f"{sum(count.values())} kills: " + ", ".join(f"{n} in {k}" for k, n in count.items()) + f"; {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
