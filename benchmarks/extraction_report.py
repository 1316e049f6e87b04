"""Gains and losses of extraction: what this state finds in all texts of the shared data, beside the last release.

    python benchmarks/extraction_report.py [--sample N] [--save] [--show N]

Every text is parsed and read; what was found is compared, document by document, with the file saved at the last
release (``benchmarks/results/extraction.jsonl.xz``), and what was gained and lost is listed. ``--save`` makes this
state the one to compare with. The file holds no text of the data: ids, counts, a hash of the numbers cited, and effects
as keys such as ``repeal|12/2010/TT-BTC|whole``. Where the labels are here, the rows of the scoring tool and the
article-level facts of the official codification are given before and after.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
import re
import shlex
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lawreg.extraction.citations import find_citations
from lawreg.extraction.effects import find_effects
from lawreg.model import Confidence, Effect
from lawreg.normal import normalise
from lawreg.numbers import fold
from lawreg.parsing import parse

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
SCORE = ROOT.parent / "shared" / "tools" / "score.py"
SAVED = ROOT / "benchmarks" / "results" / "extraction.jsonl.xz"
SETS = ("vbpl/texts", "gazette/texts", "provincial/texts", "laws/texts", "laws/older")
ACTING = ("vbpl/texts", "gazette/texts", "laws/texts")  # full texts of documents that the codification's facts name
_ARTICLE = re.compile(r"Điều (\d+\w?)")
_LISTED = 12  # of a long list the first so many are shown


def texts() -> Iterator[tuple[str, str | None, str]]:
    """(id, number, text) of every document, the labelled ones first."""
    for path in sorted((DATA / "gold" / "texts").glob("*.txt")):
        yield f"gold:{path.stem}", None, path.read_text(encoding="utf-8")
    for name in SETS:
        path = DATA / f"{name}.jsonl.xz"
        if not path.is_file():
            continue
        with lzma.open(path, "rt", encoding="utf-8") as f:
            for i, line in enumerate(f):
                row = json.loads(line)
                yield f"{name}:{row.get('id') or row.get('number') or i}#{i}", row.get("number"), row.get("text") or ""


def key(e: Effect) -> str:
    """An effect in one line without any text of the document: kind, target, extent, dates, confidence."""
    target = fold(e.target_number) if e.target_number else " ".join((e.target_name or "(own)").split())[:80]
    extent = "whole" if e.whole else ", ".join(e.provisions) or "part"
    parts = [str(e.op), target, extent]
    if e.date or e.until:
        parts.append(f"{e.date or ''}..{e.until or ''}")
    if e.confidence is not Confidence.ACCEPTED:
        parts.append("? " + " ".join(e.reasons))
    return "|".join(parts)


def read(text: str) -> dict[str, Any]:
    """What is found in one text, as it is saved."""
    document = parse(normalise(text).text)
    citations = find_citations(document)
    cited = sorted({fold(c.number) for c in citations if c.number} | {c.name or "" for c in citations if not c.number})
    return {
        "n": len(citations),
        "cites": len(cited),
        "hash": hashlib.sha256("\n".join(cited).encode()).hexdigest()[:12],
        "effects": sorted(Counter(key(e) for e in find_effects(document, citations)).elements()),
    }


def rows_of_score() -> dict[str, Any]:
    """The scoring tool's rows on the labelled texts, nothing where tool or labels are absent."""
    if not SCORE.is_file() or not (DATA / "gold" / "dev").is_dir():
        return {}
    command = shlex.quote(str(Path(sys.executable).parent / "lawreg")) + " inspect --json"
    done = subprocess.run(
        [sys.executable, str(SCORE), "extraction", "--cmd", command],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    out: dict[str, Any] = {}
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            row = json.loads(line)
            out[row["what"]] = row.get("f1", row.get("accuracy"))
    if not out:
        print(f"score.py: {done.stderr.strip()[-300:]}", file=sys.stderr)
    return out


def facts(found: dict[str, dict[str, Any]], numbers: dict[str, str]) -> dict[str, Any]:
    """Recall and precision on the article-level facts of the official codification (relations-dev)."""
    path = DATA / "phapdien" / "relations-dev.jsonl"
    if not path.is_file():
        return {}
    acting = {fold(n): i for i, n in numbers.items() if i.startswith(ACTING)}
    gold: set[tuple[str, str, str]] = set()
    with path.open(encoding="utf-8") as f:
        for row in map(json.loads, f):
            unit = re.search(r"(\d+\w?)", row["to_unit"])
            if fold(row["from_number"]) in acting and unit:
                gold.add((fold(row["from_number"]), fold(row["to_number"]), unit[1]))
    known = {(a, b) for a, b, _ in gold}
    got: set[tuple[str, str, str]] = set()
    for number in {a for a, _ in known}:
        for line in found[acting[number]]["effects"]:
            _, target, extent, *_ = line.split("|")
            got.update((number, target, m[1]) for m in _ARTICLE.finditer(extent) if (number, target) in known)
    hit = len(gold & got)
    return {
        "relations: recall": round(hit / len(gold), 4) if gold else None,
        "relations: precision on known pairs": round(hit / len(got), 4) if got else None,
    }


def load(path: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The saved state: figures, and what was found by document."""
    with lzma.open(path, "rt", encoding="utf-8") as f:
        first, *rows = [json.loads(line) for line in f]
    return first["figures"], {row.pop("id"): row for row in rows}


def save(path: Path, figures: dict[str, Any], found: dict[str, dict[str, Any]]) -> None:
    """Write the state, one document a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8", preset=9) as f:
        f.write(json.dumps({"figures": figures}, ensure_ascii=False) + "\n")
        for name, row in found.items():
            f.write(json.dumps({"id": name, **row}, ensure_ascii=False, separators=(",", ":")) + "\n")


def compare(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]], show: int) -> None:
    """Print what was gained and lost in the documents of both states."""
    both = [name for name in after if name in before]
    gained: list[tuple[str, str]] = []
    lost: list[tuple[str, str]] = []
    cited: list[str] = []
    for name in both:
        a, b = Counter(before[name]["effects"]), Counter(after[name]["effects"])
        gained += [(name, k) for k in (b - a).elements()]
        lost += [(name, k) for k in (a - b).elements()]
        if before[name]["hash"] != after[name]["hash"]:
            cited.append(f"{name}: {before[name]['cites']} → {after[name]['cites']}")
    touched = len({name for name, _ in gained + lost})
    print(f"\n{len(both)} documents in both states; {touched} with other effects, {len(cited)} with other citations")
    for title, rows in (("gained", gained), ("lost", lost)):
        kinds = Counter(k.partition("|")[0] for _, k in rows)
        print(f"\nEffects {title}: {len(rows)}  ({', '.join(f'{k} {n}' for k, n in kinds.most_common()) or '–'})")
        for name, k in rows[:show]:
            print(f"  {name}  {k[:200]}")
        if len(rows) > show:
            print(f"  … and {len(rows) - show} more (--show {len(rows)})")
    print(f"\nDistinct documents cited, before → after: {len(cited)} documents differ")
    for line in cited[:show]:
        print(f"  {line}")


def main() -> int:
    """Exit 2 when the shared data are not here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, help="only so many documents, drawn with a fixed seed")
    parser.add_argument("--save", action="store_true", help="keep this state to compare the next one with")
    parser.add_argument("--show", type=int, default=_LISTED, help="lines of each list")
    parser.add_argument("--against", type=Path, default=SAVED, help="the state to compare with")
    parser.add_argument("--output", type=Path, default=SAVED, help="where --save writes")
    args = parser.parse_args()
    if not (DATA / "gold" / "texts").is_dir():
        print(f"{DATA}: not here; the report needs the shared data beside the repository", file=sys.stderr)
        return 2
    every = list(texts())
    if args.sample and args.sample < len(every):
        every = random.Random(11).sample(every, args.sample)
    start = time.process_time()
    found = {name: read(text) for name, _, text in every}
    spent = time.process_time() - start
    size = sum(len(text) for _, _, text in every)
    count = sum(len(row["effects"]) for row in found.values())
    print(f"{len(found)} documents, {size:,} characters, {sum(r['n'] for r in found.values()):,} mentions, "
          f"{count:,} effects; {spent:.0f} s of processor time, {len(found) / spent:.0f} documents/s")  # fmt: skip
    figures: dict[str, Any] = {}
    if not args.sample:
        figures = {**rows_of_score(), **facts(found, {name: n for name, n, _ in every if n})}
    old_figures, old = load(args.against) if args.against.is_file() else ({}, {})
    print(f"\n{'figure':42} {'before':>8} {'after':>8}")
    for name, value in figures.items():
        print(f"{name:42} {old_figures.get(name, '–')!s:>8} {value!s:>8}")
    if old:
        compare(old, found, args.show)
    else:
        print("\nNo saved state to compare with; --save makes one.")
    if args.save and not args.sample:
        save(args.output, figures, found)
        print(f"\nSaved: {args.output.name}, {args.output.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
