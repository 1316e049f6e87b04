"""Article-level facts against the official codification: its editors' notes, and its own merged wording.

    python benchmarks/relations.py [--show]

The notes of the codification say "Điều 5 of law B was amended by law A". Recall and precision are those of the scoring
tool (relations-dev). A row that the notes lack need not be wrong: the codification prints every article in its wording
of today, so that what an acting law puts in, or takes out, can be looked up there. Each row beyond the notes is put to
that question, by one of four looks:

new      an article or a part of it was written anew: a third of the new wording stands in today's article, counted in
         runs of six words (later laws change articles again, so that seldom all of it stays)
words    words were put in place of others: the new ones stand there, the old ones do not
added    words were added: they stand there
struck   words were struck: they no longer stand there

A row that no look confirms is left open; ``--show`` lists all rows. How often a look would confirm a row by chance is
measured on the article that follows in the same law: struck words are missing there too, so that this look alone shows
little, and it is left out of the last figure.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from extraction_report import ACTING, DATA

from lawreg.extraction.citations import find_citations
from lawreg.extraction.effects import find_effects
from lawreg.model import Effect
from lawreg.normal import normalise
from lawreg.numbers import fold
from lawreg.parsing import parse

_ARTICLE = re.compile(r"Điều (\d+\w?)")
_QUOTED = re.compile(r"[“\"]([^”\"]{2,400})[”\"]")
_RUN = 6  # words
_REACH = 700  # characters of new wording that are looked up
_SHARE = 0.3  # of the new wording that must stand in today's article

Row = tuple[str, str, str]  # acting document, document acted on, article


def notes() -> set[Row]:
    """What the editors say."""
    with (DATA / "phapdien" / "relations-dev.jsonl").open(encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    found = ((r, re.search(r"(\d+\w?)", r["to_unit"])) for r in rows)
    return {(fold(r["from_number"]), fold(r["to_number"]), m[1]) for r, m in found if m}


def acting(wanted: set[str]) -> Iterator[tuple[str, str]]:
    """(number, text) of the acting documents whose full text is here."""
    seen: set[str] = set()
    for name in ACTING:
        with lzma.open(DATA / f"{name}.jsonl.xz", "rt", encoding="utf-8") as f:
            for row in map(json.loads, f):
                number = fold(row["number"]) if row.get("number") else ""
                if number in wanted - seen:
                    seen.add(number)
                    yield number, row["text"]


def articles(wanted: set[str]) -> dict[tuple[str, str], str]:
    """Today's wording: (document, article) → text in lower case, its words parted by single blanks."""
    out: dict[tuple[str, str], str] = {}
    with lzma.open(DATA / "phapdien" / "documents.jsonl.xz", "rt", encoding="utf-8") as f:
        for row in map(json.loads, f):
            number = fold(row["number"]) if row.get("number") else ""
            if number in wanted:
                pieces = re.split(r"(?m)^Điều (\d+\w?)\. ", row["text"] or "")
                for label, body in zip(pieces[1::2], pieces[2::2], strict=True):
                    out[number, label] = out.get((number, label), "") + " " + plain(body)
    return out


def plain(text: str) -> str:
    """The words alone."""
    return " ".join(re.findall(r"\w+", text.lower()))


def runs(words: str) -> set[str]:
    """Every six words running."""
    each = words.split()
    return {" ".join(each[i : i + _RUN]) for i in range(len(each) - _RUN + 1)}


def confirmed(e: Effect, text: str, today: str) -> str | None:
    """By which look today's wording of the article bears the effect out; None where none does."""
    quoted = [plain(q) for q in _QUOTED.findall(e.quote)]
    if "thay_cum_tu" in e.rule:
        pairs = zip(quoted[::2], quoted[1::2], strict=False)
        if any(new and new in today and (old not in today or old in new) for old, new in pairs):
            return "words"
    elif "bo_sung_cum_tu" in e.rule:
        return "added" if any(q and q in today for q in quoted) else None
    elif "bo_cum_tu" in e.rule:
        return "struck" if quoted and any(q not in today for q in quoted) else None
    else:
        new = runs(plain(text[e.end : e.end + _REACH]))
        return "new" if new and len(new & runs(today)) >= _SHARE * len(new) else None
    return None


def first_look(effects: list[tuple[Effect, str]], today: str | None) -> str | None:
    """The first look that bears out one of the effects."""
    if today is None:
        return None
    return next(filter(None, (confirmed(e, text, today) for e, text in effects)), None)


def main() -> int:
    """Print the figures; exit 2 when the data are not here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    if not (DATA / "phapdien").is_dir():
        print(f"{DATA}: the codification is not here", file=sys.stderr)
        return 2
    said = notes()
    found: dict[Row, list[tuple[Effect, str]]] = defaultdict(list)
    read: set[str] = set()
    pairs = {(a, b) for a, b, _ in said}
    for number, text in acting({a for a, _, _ in said}):
        read.add(number)
        document = parse(normalise(text).text)
        for e in find_effects(document, find_citations(document)):
            target = fold(e.target_number or "")
            labels = {m[1] for path in e.provisions if (m := _ARTICLE.search(path))}
            for label in labels if (number, target) in pairs else ():
                found[number, target, label].append((e, document.text))
    said = {row for row in said if row[0] in read}
    beyond = sorted(found.keys() - said)
    today = articles({b for _, b, _ in beyond})
    following = dict(pairwise(today))
    looks: Counter[str] = Counter()
    chance: Counter[str] = Counter()
    for row in beyond:
        effects = found[row]
        look = first_look(effects, today.get(row[1:]))
        looks[look or "open"] += 1
        neighbour = following.get(row[1:])
        chance[first_look(effects, today[neighbour] if neighbour else None) or "open"] += 1
        if args.show:
            print(f"{look or 'open':7} {row[0]} → {row[1]} Điều {row[2]}: {' '.join(effects[0][0].quote.split())[:90]}")
    hit, borne_out = len(said & found.keys()), looks["new"] + looks["words"] + looks["added"]
    print(f"acting documents {len(read)}; facts in the notes {len(said)}, of them found {hit} ({hit / len(said):.4f})")
    print(f"rows found {len(found)}; in the notes {hit} ({hit / len(found):.4f}); beyond them {len(beyond)}: "
          + ", ".join(f"{k} {v}" for k, v in sorted(looks.items())))  # fmt: skip
    print("the same looks at the next article: " + ", ".join(f"{k} {v}" for k, v in sorted(chance.items())))
    print(f"in the notes, or new, other or added words stand in today's wording: {hit + borne_out} "
          f"({(hit + borne_out) / len(found):.4f})")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
