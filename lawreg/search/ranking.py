"""Second look at the engine's best candidates: which of those that hold the words is meant.

A linear sum over the engine's score and a few facts of the unit; the weights stand in tables/search.toml with what each
gave. They were fitted on questions over the codification, by cross-validation, to the engine's own scores.
"""

from __future__ import annotations

from functools import cache
from math import log1p
from operator import mul

from lawreg import tables
from lawreg.search import analysis, features
from lawreg.search.engine import Ranked, SearchEngine

CANDIDATES = 50
NAMES = ("said", "heading", "cited", "recent", "second", "third", "rank")


@cache
def _weights() -> tuple[float, ...]:
    said = tables.load("tables/search.toml")["ranking"]
    return tuple(float(said[name]) for name in NAMES)


def facts(
    words: list[str], candidates: list[Ranked], known: features.Reader, engine: SearchEngine
) -> list[tuple[float, ...]]:
    """For each candidate the values of :data:`NAMES`; zeros for one without a record.

    ``said``: share of the words of title and heading that the query says; ``heading``: the same of the heading alone;
    ``cited``: units that cite the document by number, logarithm; ``recent``: decades since 2010; ``second``, ``third``:
    the articles on who is bound and what words mean; ``rank``: in the hierarchy of acts.
    """
    asked = frozenset(features.hashed(analysis.fold_word(w)) for w in words)
    documents: dict[int, tuple[frozenset[int], float, float]] = {}
    found: list[tuple[float, ...]] = []
    for candidate in candidates:
        unit = known.unit(candidate.slot)
        if unit is None:
            found.append((0.0,) * len(NAMES))
            continue
        slot, place, heading, rank, named = unit
        kept = documents.get(slot)
        if kept is None:
            document = known.document(slot)
            cited = log1p(engine.frequency("numbers", document.key)) if document.key else 0.0
            recent = (document.year - 2010) / 10 if document.year else 0.0
            kept = documents[slot] = (asked & document.words, cited, recent)
        in_title, cited, recent = kept
        in_heading = asked & heading if heading else heading
        found.append(
            (
                (len(in_title | in_heading) if in_heading else len(in_title)) / (named or 1),
                len(in_heading) / len(heading) if heading else 0.0,
                cited,
                recent,
                1.0 if place == 2 else 0.0,
                1.0 if place == 3 else 0.0,
                min(rank, 12) / 12,
            )
        )
    return found


def rerank(words: list[str], candidates: list[Ranked], known: features.Reader, engine: SearchEngine) -> list[Ranked]:
    """``candidates`` in their final order, with their final scores."""
    weights = _weights()
    scored = []
    for candidate, values in zip(candidates, facts(words, candidates, known, engine), strict=True):
        score = candidate.score + sum(map(mul, weights, values))
        scored.append(Ranked(max(score, 0.0), candidate.slot, candidate.handle))
    scored.sort(key=lambda r: -r.score)
    return scored
