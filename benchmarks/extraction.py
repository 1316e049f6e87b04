"""Speed of extraction on one core, beside two baselines in the same run.

    python benchmarks/extraction.py [FILE.jsonl.xz] [--limit N]

Measured are parsing, citations and effects (text in memory → header, structure, citations, effects), a single sweep of
one regular expression for numbers (the floor), and ``spacy.blank("vi")`` tokenising everything. Processor time, so that
other work on the machine disturbs little; the first documents are read once before the clock starts.
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


def stages(over: list[str]) -> dict[str, float]:
    """Seconds of each stage, run one after the other on each document as inspection does."""
    spent = {"parsing": 0.0, "citations": 0.0, "effects": 0.0}
    for text in over:
        with collector_paused():
            a = time.process_time()
            document = parse(normalise(text).text)
            b = time.process_time()
            citations = find_citations(document)
            c = time.process_time()
            find_effects(document, citations)
            d = time.process_time()
        spent["parsing"] += b - a
        spent["citations"] += c - b
        spent["effects"] += d - c
    return spent


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
    rows = stages(over)
    rows["extraction, all"] = sum(rows.values())
    rows["floor: one regex sweep"] = clock(lambda t: sum(1 for _ in _NUMBER.finditer(t)), over)
    blank = spacy_blank(over)
    if blank is not None:
        rows["baseline: spacy.blank('vi')"] = blank
    print(f"{len(over)} documents, {size / len(over):,.0f} characters each; {interpreter()}")
    for name, seconds in rows.items():
        print(f"{name:28} {seconds / len(over) * 1000:8.2f} ms/document {len(over) / seconds:8.1f} documents/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
