"""Measures search on the codification: build, size, quality, latency, beside the bare engine, SQLite FTS5 and Whoosh.

    python benchmarks/search.py [--data ../shared/data] [--quick] [--part NAME …] [--index DIR]

Reads phapdien/documents.jsonl.xz and queries/queries-dev.jsonl of the data folder and prints one JSON object a row.
The whole takes an hour or two, most of it Whoosh and the growth; ``--part`` runs one part of it. ``--quick`` takes
8,000 articles and is done in three minutes; its quality figures are of that part only and much easier. ``--whoosh N``
builds both engines on some N articles (all of them by default, for which Whoosh alone may want an hour) and asks as
many questions as Whoosh answers in ``--minutes``. ``--growth N`` grows an index from 5,000 articles tenfold by tenfold
to N (500,000 takes a quarter of an hour), from the second round on with renumbered copies. Times are given as they
passed and, where said, as processor time: the machine may have other work.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lawreg.search import analysis, compiling, index, ranking
from lawreg.search.results import Hit
from lawreg.search.service import Finder

_ARTICLE = re.compile(r"^Điều (\d+\w*)[.:]? ?(.*)$", re.MULTILINE)
_FACTS = ranking.NAMES


def documents(data: Path) -> Iterator[index.IndexDocument]:
    """The codification as index documents."""
    with lzma.open(data / "phapdien/documents.jsonl.xz", "rt", encoding="utf-8") as f:
        for i, line in enumerate(f):
            d = json.loads(line)
            text = d["text"] or ""
            articles: list[tuple[str | None, str | None, str | None, str]] = []
            places = list(_ARTICLE.finditer(text))
            head = text[: places[0].start()] if places else text
            if head.strip():
                articles.append((None, None, None, head))
            for m, after in zip(places, [*places[1:], None][: len(places)], strict=True):
                body = text[m.end() : after.start() if after else len(text)].strip()
                articles.append((m[1], f"Điều {m[1]}", m[2].strip() or None, body))
            issued = date.fromisoformat(d["issued"]) if d["issued"] else None
            since = date.fromisoformat(d["effective"]) if d["effective"] else issued
            yield index.IndexDocument(
                f"{i}|{d['number']}", d["number"], None, d["doc_type"], d["issuer"], issued,
                issued.year if issued else None, d["title"], None, True,
                ((since, "in_force"),) if since else (), 0, tuple(articles),
            )  # fmt: skip


def row(what: str, **figures: Any) -> None:
    print(json.dumps({"what": what} | figures, ensure_ascii=False), flush=True)


def timed(run: Callable[[str], Any], queries: list[str]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds, after a few queries to warm up; also of processor time alone."""
    for q in queries[:20]:
        run(q)
    wall, cpu = [], []
    for q in queries:
        start, begun = time.perf_counter(), time.thread_time()
        run(q)
        cpu.append((time.thread_time() - begun) * 1000)
        wall.append((time.perf_counter() - start) * 1000)
    wall.sort()
    cpu.sort()
    at = int(len(queries) * 0.95)
    return {"p50_ms": round(statistics.median(wall), 2), "p95_ms": round(wall[at], 2), "cpu_p95_ms": round(cpu[at], 2)}


def _number(s: str | None) -> str:
    return re.sub(r"^0+(?=\d)", "", re.sub(r"\s+", "", s or "").upper())


def quality(
    finder: Finder, questions: list[dict[str, Any]], change: Callable[[str], str] = str, limit: int = 100
) -> dict[str, float]:
    """Recall in the first 10 and 100, reciprocal rank in the first 10; with ``limit`` 10 without recall@100."""
    ten = hundred = rank = 0.0
    for q in questions:
        want = {(_number(x["number"]), str(x["article"]).lower()) for x in q["relevant"]}
        found = finder.search(change(q["query"]), limit=limit).hits
        hits = [(_number(h.number), str(h.article).lower()) for h in found]
        ten += len(want & set(hits[:10])) / len(want)
        hundred += len(want & set(hits)) / len(want)
        rank += next((1 / n for n, h in enumerate(hits[:10], 1) if h in want), 0.0)
    n = len(questions)
    figures = {"recall@10": round(ten / n, 4), "mrr@10": round(rank / n, 4)}
    return figures | {"recall@100": round(hundred / n, 4)} if limit >= 100 else figures


def ablation(finder: Finder, questions: list[dict[str, Any]]) -> None:
    """What each fact of the second ranking and the pairs give: the figures without it."""
    weights = ranking._weights()
    row("ablation: all", **quality(finder, questions))
    for i, name in enumerate(_FACTS):
        less = tuple(0.0 if k == i else w for k, w in enumerate(weights))
        ranking._weights = lambda less=less: less  # type: ignore[assignment]
        row(f"ablation: without {name}", **quality(finder, questions))
    ranking._weights = lambda: (0.0,) * len(_FACTS)  # type: ignore[assignment]
    row("ablation: engine's order alone", **quality(finder, questions))
    kept, compiling.PAIR_WEIGHT = compiling.PAIR_WEIGHT, 0.0
    row("ablation: and without pairs", **quality(finder, questions))
    compiling.PAIR_WEIGHT = kept
    ranking._weights = lambda: weights  # type: ignore[assignment]


def bare(finder: Finder, queries: list[str]) -> dict[str, float]:
    """The engine's own time for any of the query's syllables, ten hits, nothing fetched."""
    from lawreg.search.plan import Bool, Term

    def run(q: str) -> None:
        words = dict.fromkeys(analysis.syllables(q))
        finder.engine.search(Bool(should=tuple(Term("body", w) for w in words)), 10)

    return timed(run, queries)


def fts5(documents: list[index.IndexDocument], questions: list[dict[str, Any]]) -> None:
    """SQLite's own full-text search on the same syllables, title and heading weighed as in our index."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(key UNINDEXED, title, heading, body, "
               "tokenize=\"unicode61 remove_diacritics 0\")")  # fmt: skip
    start = time.perf_counter()
    for d in documents:
        title = " ".join(analysis.syllables(d.title or ""))
        for label, _, heading, text in d.articles:
            key = json.dumps([_number(d.number), str(label).lower()])
            said = (key, title, " ".join(analysis.syllables(heading or "")), " ".join(analysis.syllables(text)))
            db.execute("INSERT INTO t VALUES (?, ?, ?, ?)", said)
    db.commit()
    built = time.perf_counter() - start

    def run(q: str) -> list[Any]:
        any_word = " OR ".join(f'"{w}"' for w in dict.fromkeys(analysis.syllables(q)))
        by_rank = "SELECT key FROM t WHERE t MATCH ? ORDER BY bm25(t, 0, 3, 5, 1) LIMIT 10"
        return [tuple(json.loads(k)) for (k,) in db.execute(by_rank, (any_word,))]

    part = random.Random(6).sample(questions, min(len(questions), 200))
    ten = 0.0
    for q in part:
        want = {(_number(x["number"]), str(x["article"]).lower()) for x in q["relevant"]}
        ten += len(want & set(run(q["query"]))) / len(want)
    row("SQLite FTS5", build_s=round(built, 1), questions=len(part), **{"recall@10": round(ten / len(part), 4)},
        **timed(run, [q["query"] for q in part]))  # fmt: skip


def subset(
    every: list[index.IndexDocument], questions: list[dict[str, Any]], most: int
) -> list[index.IndexDocument]:
    """``most`` articles: all that answer ``questions``, then others, spread evenly."""
    wanted = {(_number(x["number"]), str(x["article"]).lower()) for q in questions for x in q["relevant"]}
    total = sum(len(d.articles) for d in every)
    step = max(total // max(most - len(wanted), 1), 1)
    found, n = [], 0
    for d in every:
        kept = []
        for a in d.articles:
            n += 1
            if n % step == 0 or (_number(d.number), str(a[0]).lower()) in wanted:
                kept.append(a)
        if kept:
            found.append(d._replace(articles=tuple(kept)))
    return found


def whoosh_beside(
    every: list[index.IndexDocument], questions: list[dict[str, Any]], most: int, minutes: float, home: Path
) -> None:
    """Both engines on the same articles and on as many questions as Whoosh answers in ``minutes``."""
    part = every if most >= sum(len(d.articles) for d in every) else subset(every, questions, most)
    asked: list[dict[str, Any]] = random.Random(6).sample(questions, len(questions))
    for name in ("whoosh", "tantivy"):
        start = time.perf_counter()
        index.update(home, part, engine=name, generation="1")
        built = time.perf_counter() - start
        finder = Finder(home, name)
        if name == "whoosh":
            asked, times = answered(finder, asked, minutes)
        else:
            times = timed(finder.search, [q["query"] for q in asked])
        row(f"{name} on the same articles", units=finder.engine.count_all(), questions=len(asked),
            build_s=round(built, 1), index_mb=size(home / name) // 2**20,
            **quality(finder, asked, limit=10), **times)  # fmt: skip


def answered(
    finder: Finder, questions: list[dict[str, Any]], minutes: float
) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """The questions answered within half of ``minutes``, since :func:`quality` asks them again, and their times."""
    wall: list[float] = []
    end = time.perf_counter() + minutes * 30
    while len(wall) < len(questions) and time.perf_counter() < end:
        start = time.perf_counter()
        finder.search(questions[len(wall)]["query"])
        wall.append((time.perf_counter() - start) * 1000)
    done = questions[: len(wall)]
    wall.sort()
    return done, {"p50_ms": round(statistics.median(wall), 1), "p95_ms": round(wall[int(len(wall) * 0.95)], 1)}


def spellings(number: str, doc_type: str) -> list[str]:
    """Five ways to type a number: whole, without accents, with dashes, with its type in small letters, loosely."""
    m = re.match(r"(\d+\w?)/(\d{4})/", number)
    loose = f"{doc_type} {m[1]} năm {m[2]}" if m else number.replace("/", " / ")
    return [number, analysis.fold(number), number.replace("/", "-"), f"{doc_type} số {number}".lower(), loose]


def _called(hit: Hit) -> list[str]:
    """Serial and year of a hit; where the source gives no more than the serial, the year it was signed in."""
    parts = analysis.number_key(hit.number or "").split("/")
    return parts[:2] if len(parts) > 1 else [*parts, (hit.issued or "")[:4]]


def numbers(finder: Finder, every: list[index.IndexDocument], most: int) -> None:
    """Look-ups by number: is the document itself the first hit?

    "Nghị định 63 năm 2010" names no ministry; where several documents share type, serial and year any of them is right.
    Numbers of which the source gives only the serial ("09") are left out and counted.
    """
    known = [d for d in every if d.number and re.search(r"\d.*[A-Za-zĐđ]", d.number)]
    rest = sum(1 for d in every if d.number) - len(known)
    asked = right = 0
    wrong: list[str] = []
    for d in random.Random(6).sample(known, min(most, len(known))):
        key = analysis.number_key(d.number or "")
        called = key.split("/")[:2]
        for i, query in enumerate(spellings(d.number or "", d.doc_type or "")):
            hit = next(iter(finder.search(query, limit=1).hits), None)
            got = analysis.number_key(hit.number or "") if hit else ""
            same = got == key or (i == 4 and hit is not None and hit.doc_type == d.doc_type and _called(hit) == called)
            good = hit is not None and hit.path is None and same
            asked, right = asked + 1, right + good
            if not good:
                wrong.append(f"{query} -> {hit.number if hit else None}")
    row("number look-ups", asked=asked, first=right, share=round(right / max(asked, 1), 4), left_out=rest,
        wrong=wrong[:5])  # fmt: skip


OFFICERS = (
    "thẩm quyền ban hành nghị quyết của HĐND cấp tỉnh", "điều kiện cấp giấy phép xây dựng nhà ở riêng lẻ",
    "thoi han giai quyet khieu nai lan dau", "63/2010/NĐ-CP", "nghị định 34 năm 2016 điều 38",
    '"một cửa liên thông" loại:nghị định', "UBND cấp xã chứng thực chữ ký", "mức phạt không đội mũ bảo hiểm",
    "luật đất đai", "rà soát, hệ thống hóa văn bản QPPL năm:2013..2020",
)  # fmt: skip


def by_eye(finder: Finder) -> None:
    """Ten queries as officers type them, with their first five hits."""
    for query in OFFICERS:
        found = finder.search(query, limit=5)
        hits = [f"{h.number} {h.path or '(văn bản)'} {h.heading or h.title or ''}"[:110] for h in found.hits]
        row("officer", query=query, total=found.total, hits=hits)


def probe(folder: Path, queries: list[str]) -> None:
    """Latency and memory of a process that only searches."""
    finder = Finder(folder, "tantivy")
    units = finder.engine.count_all()
    figures = timed(finder.search, queries[:200])
    row("growth", units=units, index_mb=size(folder) // 2**20,
        peak_mb=peak(), **figures)  # fmt: skip


def grow(every: list[index.IndexDocument], home: Path, most: int, data: Path) -> None:
    """An index that grows; each size is measured in a process of its own."""
    target, units, copy = 5_000, 0, 0
    waiting = iter(every)
    while target <= most:
        batch = []
        while units < target:
            d = next(waiting, None)
            if d is None:
                copy += 1
                waiting = iter(every)
                continue
            if copy:
                d = d._replace(doc_id=f"{copy}|{d.doc_id}", number=f"{copy}{d.number}" if d.number else None)
            units += len(d.articles)
            batch.append(d)
        start = time.process_time()
        index.update(home, batch, engine="tantivy", generation=str(target))
        row("growth: added", documents=len(batch), cpu_seconds=round(time.process_time() - start, 1))
        ten = [d._replace(doc_id=f"x{i}|{d.doc_id}") for i, d in enumerate(every[:10])]
        start = time.perf_counter()
        index.update(home, ten, engine="tantivy", generation="+")
        row("growth: ten documents more", seconds=round(time.perf_counter() - start, 2))
        subprocess.run([sys.executable, __file__, "--data", str(data), "--probe", str(home)], check=True)
        target *= 10


def peak() -> int | None:
    """Most memory this process has held, in MB; what getrusage says may be its parent's, taken over at the fork."""
    status = Path("/proc/self/status")  # Linux
    m = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.is_file() else None
    return int(m[1]) // 1024 if m else None


def size(folder: Path) -> int:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


PARTS = ("build", "questions", "latency", "numbers", "officers", "ablation", "fts5", "whoosh", "growth")


def main() -> None:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("--data", type=Path, default=Path(__file__).parent / "../../shared/data")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part; may be repeated")
    parser.add_argument("--index", type=Path, help="use this index instead of building one")
    parser.add_argument("--quick", action="store_true", help="8,000 articles; one to three minutes")
    parser.add_argument("--whoosh", type=int, default=10**9, help="articles for the comparison with Whoosh (all)")
    parser.add_argument("--minutes", type=float, default=10, help="that Whoosh may take to answer (10)")
    parser.add_argument("--growth", type=int, help="largest number of articles (500,000)")
    parser.add_argument("--probe", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if not (args.data / "phapdien/documents.jsonl.xz").is_file():
        parser.exit(1, f"{args.data}: no phapdien/documents.jsonl.xz here; give the data folder with --data\n")
    with (args.data / "queries/queries-dev.jsonl").open(encoding="utf-8") as f:
        questions = [json.loads(line) for line in f]
    if args.probe:
        probe(args.probe, [q["query"] for q in questions])
        return
    parts = set(args.part or PARTS)
    every = list(documents(args.data))
    growth = args.growth if args.growth is not None else 5_000 if args.quick else 500_000
    if args.quick:
        questions = questions[:150]
        every = subset(every, questions, 8_000)
    with tempfile.TemporaryDirectory() as temporary:
        if parts - {"fts5", "whoosh", "growth"}:
            one_index(args.index or Path(temporary) / "all", every, questions, parts, args.index is None, args.quick)
        if "fts5" in parts:
            fts5(every, questions)
        if "whoosh" in parts:
            most, minutes = (1_500, 0.5) if args.quick else (args.whoosh, args.minutes)
            whoosh_beside(every, questions, most, minutes, Path(temporary) / "both")
        if "growth" in parts:
            grow(every, Path(temporary) / "grown", growth, args.data)


def one_index(
    home: Path, every: list[index.IndexDocument], questions: list[dict[str, Any]], parts: set[str], build: bool,
    quick: bool,
) -> None:  # fmt: skip
    """The parts that ask one index of all articles."""
    queries = [q["query"] for q in questions]
    if build:
        text = sum(len(a[3].encode()) for d in every for a in d.articles)
        start, cpu = time.perf_counter(), time.process_time()
        meta = index.update(home, every, engine="tantivy", generation="1")
        row("build", units=meta.units, seconds=round(time.perf_counter() - start, 1),
            cpu_seconds=round(time.process_time() - cpu, 1), index_to_text=round(size(home) / text, 2),
            peak_mb=peak())  # fmt: skip
    finder = Finder(home, "tantivy")
    if "questions" in parts:
        row("questions", **quality(finder, questions))
        row("questions without accents", **quality(finder, questions, lambda q: analysis.fold(analysis.clean(q))))
    if "latency" in parts:
        engine_alone = bare(finder, queries)
        whole = timed(lambda q: finder.search(q, limit=10), queries)
        row("bare engine", **engine_alone)
        row("search with snippets", **whole, to_bare=round(whole["cpu_p95_ms"] / engine_alone["cpu_p95_ms"], 2))
    if "numbers" in parts:
        numbers(finder, every, 100 if quick else 1_000)
    if "officers" in parts:
        by_eye(finder)
    if "ablation" in parts and not quick:
        ablation(finder, questions)


if __name__ == "__main__":
    main()
