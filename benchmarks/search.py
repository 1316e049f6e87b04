"""Measures search on the codification: build, size, quality, latency, beside the bare engine, SQLite FTS5 and Whoosh.

    python benchmarks/search.py [--data ../shared/data] [--index DIR] [--whoosh N] [--growth]

Reads phapdien/documents.jsonl.xz and queries/queries-dev.jsonl of the data folder and prints one JSON object a row.
``--whoosh N`` builds Whoosh on N documents (about ten milliseconds a unit); ``--growth`` repeats the corpus with
renumbered copies up to 500,000 articles.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lawreg.search import analysis, compiling, index, ranking
from lawreg.search.service import Finder

_ARTICLE = re.compile(r"^Điều (\d+\w*)[.:]? ?(.*)$", re.MULTILINE)
_FACTS = ranking.NAMES


def documents(data: Path, most: int | None = None, copy: int = 0) -> Iterator[index.IndexDocument]:
    """The codification as index documents; ``copy`` renumbers them."""
    with lzma.open(data / "phapdien/documents.jsonl.xz", "rt", encoding="utf-8") as f:
        for i, line in enumerate(f):
            if most is not None and i >= most:
                return
            d = json.loads(line)
            text, articles = d["text"] or "", []
            places = list(_ARTICLE.finditer(text))
            head = text[: places[0].start()] if places else text
            if head.strip():
                articles.append((None, None, None, head))
            for m, after in zip(places, [*places[1:], None][: len(places)], strict=True):
                body = text[m.end() : after.start() if after else len(text)].strip()
                articles.append((m[1], f"Điều {m[1]}", m[2].strip() or None, body))
            issued = date.fromisoformat(d["issued"]) if d["issued"] else None
            since = date.fromisoformat(d["effective"]) if d["effective"] else issued
            number = f"{copy}{d['number']}" if copy and d["number"] else d["number"]
            yield index.IndexDocument(
                f"{copy}|{i}|{number}", number, None, d["doc_type"], d["issuer"], issued,
                issued.year if issued else None, d["title"], None, True,
                ((since, "in_force"),) if since else (), 0, tuple(articles),
            )  # fmt: skip


def row(what: str, **figures: Any) -> None:
    print(json.dumps({"what": what} | figures, ensure_ascii=False), flush=True)


def timed(run: Callable[[str], Any], queries: list[str]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds, after a few queries to warm up."""
    for q in queries[:20]:
        run(q)
    spans = []
    for q in queries:
        start = time.perf_counter()
        run(q)
        spans.append((time.perf_counter() - start) * 1000)
    spans.sort()
    return {"p50_ms": round(statistics.median(spans), 2), "p95_ms": round(spans[int(len(spans) * 0.95)], 2)}


def _number(s: str | None) -> str:
    return re.sub(r"^0+(?=\d)", "", re.sub(r"\s+", "", s or "").upper())


def quality(finder: Finder, questions: list[dict[str, Any]], change: Callable[[str], str] = str) -> dict[str, float]:
    """Recall in the first 10 and 100, reciprocal rank in the first 10."""
    ten = hundred = rank = 0.0
    for q in questions:
        want = {(_number(x["number"]), str(x["article"]).lower()) for x in q["relevant"]}
        hits = [(_number(h.number), str(h.article).lower()) for h in finder.search(change(q["query"]), limit=100).hits]
        ten += len(want & set(hits[:10])) / len(want)
        hundred += len(want & set(hits)) / len(want)
        rank += next((1 / n for n, h in enumerate(hits[:10], 1) if h in want), 0.0)
    n = len(questions)
    return {"recall@10": round(ten / n, 4), "recall@100": round(hundred / n, 4), "mrr@10": round(rank / n, 4)}


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


def fts5(data: Path, queries: list[str], most: int | None) -> None:
    """SQLite's own full-text search on the same syllables."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(title, heading, body, "
               "tokenize=\"unicode61 remove_diacritics 0\")")
    start = time.perf_counter()
    for d in documents(data, most):
        title = " ".join(analysis.syllables(d.title or ""))
        for _, _, heading, text in d.articles:
            said = (title, " ".join(analysis.syllables(heading or "")), " ".join(analysis.syllables(text)))
            db.execute("INSERT INTO t VALUES (?, ?, ?)", said)
    db.commit()
    built = time.perf_counter() - start

    def run(q: str) -> None:
        any_word = " OR ".join(f'"{w}"' for w in dict.fromkeys(analysis.syllables(q)))
        db.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT 10", (any_word,)).fetchall()

    row("SQLite FTS5", build_s=round(built, 1), **timed(run, queries[:100]))


def size(folder: Path) -> int:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def main() -> None:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("--data", type=Path, default=Path(__file__).parent / "../../shared/data")
    parser.add_argument("--index", type=Path, help="use this index instead of building one")
    parser.add_argument("--documents", type=int, help="only the first N documents")
    parser.add_argument("--whoosh", type=int, default=0)
    parser.add_argument("--growth", action="store_true")
    args = parser.parse_args()
    if not (args.data / "phapdien/documents.jsonl.xz").is_file():
        parser.exit(1, f"{args.data}: no phapdien/documents.jsonl.xz here; give the data folder with --data\n")
    with (args.data / "queries/queries-dev.jsonl").open(encoding="utf-8") as f:
        questions = [json.loads(line) for line in f]
    queries = [q["query"] for q in questions]
    with tempfile.TemporaryDirectory() as temporary:
        home = args.index or Path(temporary) / "all"
        if args.index is None:
            text = sum(len(a[3].encode()) for d in documents(args.data, args.documents) for a in d.articles)
            start, cpu = time.perf_counter(), time.process_time()
            meta = index.update(home, documents(args.data, args.documents), engine="tantivy", generation="1")
            row("build", units=meta.units, seconds=round(time.perf_counter() - start, 1),
                cpu_seconds=round(time.process_time() - cpu, 1), index_to_text=round(size(home) / text, 2),
                peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)  # fmt: skip
        finder = Finder(home, "tantivy")
        row("questions", **quality(finder, questions))
        row("questions without accents", **quality(finder, questions, lambda q: analysis.fold(analysis.clean(q))))
        engine_alone = bare(finder, queries)
        whole = timed(lambda q: finder.search(q, limit=10), queries)
        row("bare engine", **engine_alone)
        row("search with snippets", **whole, to_bare=round(whole["p95_ms"] / engine_alone["p95_ms"], 2))
        ablation(finder, questions)
        fts5(args.data, queries, args.documents)
        if args.whoosh:
            small = Path(temporary) / "small"
            for name in ("tantivy", "whoosh"):
                start = time.perf_counter()
                index.update(small, documents(args.data, args.whoosh), engine=name, generation="1")
                other = Finder(small, name)
                row(f"{name} on {args.whoosh} documents", build_s=round(time.perf_counter() - start, 1),
                    **quality(other, questions[:150]),
                    **timed(lambda q, o=other: o.search(q), queries[:60]))  # fmt: skip
        if args.growth:
            grown = Path(temporary) / "grown"
            for copy, most in ((0, 350), *((n, None) for n in range(1, 9))):
                index.update(grown, documents(args.data, most, copy + 1), engine="tantivy", generation=str(copy))
                other = Finder(grown, "tantivy")
                row("growth", units=other.engine.count_all(), mb=size(grown) // 2**20,
                    peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                    **timed(lambda q, o=other: o.search(q), queries[:200]))  # fmt: skip


if __name__ == "__main__":
    main()
