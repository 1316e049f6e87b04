"""Speed of extraction on one core, beside two baselines in the same run.

    python benchmarks/extraction.py [FILE.jsonl.xz] [--limit N]

Measured are parsing, citations and effects (text in memory → header, structure, citations, effects), a single sweep of
one regular expression for numbers (the floor), and ``spacy.blank("vi")`` tokenising everything. Processor time, since
other work on the machine disturbs it less than wall time; a shared machine still moves it by a sixth, so that all texts
are read in three rounds, and beside the first round stands each document's best of the three. The first documents are
read once before the clock starts.
"""

from __future__ import annotations

import argparse
import json
import lzma
import platform
import re
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from lawreg.collector import collector_paused
from lawreg.extraction.citations import find_citations
from lawreg.extraction.effects import find_effects
from lawreg.normal import normalise
from lawreg.parsing import parse

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "vbpl" / "texts.jsonl.xz"
_ROUNDS = 3
_NUMBER = re.compile(r"\d{1,5}/(?:(?:19|20)\d\d/)?[A-ZĐ]{2,}(?:-[A-ZĐ]{2,})*")


def texts(path: Path, limit: int | None) -> list[str]:
    """The texts of an export, one JSON object a line."""
    with lzma.open(path, "rt", encoding="utf-8") as f:
        return [json.loads(line)["text"] for line in islice(f, limit)]


def clock(work: Callable[[str], object], over: Iterable[str]) -> float:
    """Processor seconds for ``work`` on every text."""
    start = time.process_time()
    for text in over:
        work(text)
    return time.process_time() - start


def stages(over: list[str]) -> list[dict[str, float]]:
    """Seconds of each stage for each document, run one after the other as inspection does."""
    spent: list[dict[str, float]] = []
    for text in over:
        with collector_paused():
            a = time.process_time()
            document = parse(normalise(text).text)
            b = time.process_time()
            citations = find_citations(document)
            c = time.process_time()
            find_effects(document, citations)
            d = time.process_time()
        spent.append({"parsing": b - a, "citations": c - b, "effects": d - c})
    return spent


def best(rounds: list[list[dict[str, float]]]) -> list[dict[str, float]]:
    """Each document's quickest round."""
    return [min(same, key=lambda row: sum(row.values())) for same in zip(*rounds, strict=True)]


def total(spent: list[dict[str, float]]) -> dict[str, float]:
    """Seconds of each stage, and of all together."""
    rows = {stage: sum(row[stage] for row in spent) for stage in spent[0]}
    return {**rows, "extraction, all": sum(rows.values())}


def interpreter() -> str:
    """Which Python runs, and how fast it is by itself: two builds of one version differ by a third (decisions/0006)."""
    plain = min(clock(lambda _: sum(i & 7 for i in range(10**6)), [""]) for _ in range(3))
    return f"Python {platform.python_version()}, a million steps of a plain loop in {plain * 1000:.0f} ms"


def spacy_blank(over: list[str]) -> float | None:
    """Seconds for spaCy's own tokeniser; None where spaCy is not installed."""
    try:
        import spacy
    except ImportError:
        return None
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    nlp.max_length = 10**8
    return clock(nlp.make_doc, over)


def main() -> int:
    """Print one line a stage; exit 2 when the texts are not here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    if not args.file.is_file():
        print(f"{args.file}: not here; give the path of a .jsonl.xz file with a field 'text'", file=sys.stderr)
        return 2
    over = texts(args.file, args.limit)
    size = sum(map(len, over))
    stages(over[:5])
    rounds = [stages(over) for _ in range(_ROUNDS)]
    rows = total(rounds[0]) | {f"{name}, best of {_ROUNDS}": s for name, s in total(best(rounds)).items()}
    rows["floor: one regex sweep"] = clock(lambda t: sum(1 for _ in _NUMBER.finditer(t)), over)
    blank = spacy_blank(over)
    if blank is not None:
        rows["baseline: spacy.blank('vi')"] = blank
    print(f"{len(over)} documents, {size / len(over):,.0f} characters each; {interpreter()}")
    for name, seconds in rows.items():
        print(f"{name:32} {seconds / len(over) * 1000:8.2f} ms/document {len(over) / seconds:8.1f} documents/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
