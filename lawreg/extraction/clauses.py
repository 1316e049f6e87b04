"""The wordings of legal effect, read from pipelines/patterns, and where they stand in a text.

A wording is written as a lawyer would write it, with two signs: ``(a|b)`` is a choice, and a bracket whose choices all
begin with a space, ``( thi hành)``, may be left out. The same line is compiled twice: to a regular expression for the
run over a whole document, and to spaCy patterns (:mod:`lawreg.extraction.pipeline`) for the view of one clause. Both
read the same words, a test compares them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import regex

from lawreg import tables
from lawreg.numbers.scan import BLANKS, Needles, places

EFFECTS = "patterns/effects.jsonl"
GUARDS = "patterns/guards.jsonl"
_GROUP = regex.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Wording:
    """One operative verb of patterns/effects.jsonl."""

    id: str
    op: str
    form: str  # active, stative, either
    words: bool  # its object is a quoted phrase
    keep_object: bool  # its last word already names the provision
    strict: bool  # acts only at the head of a sentence
    review: str | None  # reason code for which a person must look
    say: tuple[str, ...]


class Verb(NamedTuple):
    """An operative verb in a text."""

    start: int
    end: int
    wording: Wording


def to_regex(say: str) -> str:
    """The regular expression of a wording; any run of white space stands between two words.

    >>> to_regex("hết hiệu lực( thi hành)")
    'hết\\\\s+hiệu\\\\s+lực(?:\\\\s+thi\\\\s+hành)?'
    """

    def group(m: regex.Match[str]) -> str:
        choices = m[1].split("|")
        optional = all(c.startswith(" ") for c in choices)
        inner = "|".join(regex.escape(c, literal_spaces=True) for c in choices)
        return f"(?:{inner}){'?' if optional else ''}"

    parts: list[str] = []
    at = 0
    for m in _GROUP.finditer(say):
        parts += [regex.escape(say[at : m.start()], literal_spaces=True), group(m)]
        at = m.end()
    parts.append(regex.escape(say[at:], literal_spaces=True))
    return "".join(parts).replace(" ", r"\s+").replace(",", r"\s*,")


def expansions(say: str) -> Iterator[str]:
    """Every plain wording a pattern stands for."""
    pieces: list[list[str]] = []
    at = 0
    for m in _GROUP.finditer(say):
        choices = m[1].split("|")
        if all(c.startswith(" ") for c in choices):
            choices = [*choices, ""]
        pieces += [[say[at : m.start()]], choices]
        at = m.end()
    pieces.append([say[at:]])
    for choice in itertools.product(*pieces):
        yield " ".join("".join(choice).split())


def wordings() -> tuple[Wording, ...]:
    """The operative verbs, in the order of the file."""
    return tuple(
        Wording(
            id=row["id"],
            op=row["op"],
            form=row["form"],
            words=row.get("object") == "words",
            keep_object=bool(row.get("keep_object")),
            strict=bool(row.get("strict")),
            review=row.get("review"),
            say=tuple(row["say"]),
        )
        for row in tables.load_lines(EFFECTS)
    )


@dataclass(frozen=True, slots=True)
class _Lexicon:
    needles: Needles  # how the stems may begin in a text
    stems: Any
    by_stem: dict[str, tuple[tuple[Any, Wording], ...]]


@cache
def _lexicon(_home: object) -> _Lexicon:
    by_stem: dict[str, list[tuple[Any, Wording]]] = {}
    for w in wordings():
        for say in w.say:
            pattern = re.compile(rf"{to_regex(say)}(?!\w)")
            for stem in {_stem(e) for e in expansions(say)}:
                by_stem.setdefault(stem, []).append((pattern, w))
    seconds: dict[str, list[str]] = {}
    for stem in sorted(by_stem):
        first, _, second = stem.partition(" ")
        seconds.setdefault(first, []).append(second)
    inner = "|".join(rf"{a}\s+(?:{'|'.join(b)})" for a, b in seconds.items())
    stems = re.compile(rf"(?:{inner})(?!\w)")
    odd = (*BLANKS, *(f" {c}" for c in (" ", *BLANKS)))  # a line end or several blanks between the syllables
    needles = Needles((*by_stem, *(first + gap for first in seconds for gap in odd)))
    return _Lexicon(needles, stems, {k: tuple(v) for k, v in by_stem.items()})


def _stem(plain: str) -> str:
    """The first two syllables: few enough places in a text to look closer."""
    return " ".join(plain.replace(",", " ").split()[:2])


def lower(text: str) -> str:
    """Lower case of the same length, so that offsets stay true."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def _opens_word(text: str, start: int, _end: int) -> bool:
    return not (start and text[start - 1].isalnum())


def find_verbs(low: str, start: int = 0, end: int | None = None) -> list[Verb]:
    """Operative verbs in ``low`` (a lower-case text); of two that begin at one place the longer."""
    lex = _lexicon(tables.home())
    found: list[Verb] = []
    reach = start
    stop = len(low) if end is None else end
    seen = -1
    for place, _ in places(low, lex.needles, start, stop, _opens_word):
        if place < reach or place == seen:
            continue
        seen = place
        m = lex.stems.match(low, place, stop)
        if m is None:
            continue
        best: Verb | None = None
        for pattern, wording in lex.by_stem[_stem(m[0])]:
            hit = pattern.match(low, m.start())
            if hit and (best is None or hit.end() > best.end):
                best = Verb(hit.start(), hit.end(), wording)
        if best is not None:
            found.append(best)
            reach = best.end
    return found


def alternation(prefix: str) -> str:
    """The wordings of all guards whose id begins with ``prefix``, as one expression without brackets or ends."""
    says = [s for row in tables.load_lines(GUARDS) if row["id"].startswith(prefix) for s in row["say"]]
    return "|".join(to_regex(s) for s in sorted(says, key=len, reverse=True))


def guard(prefix: str) -> Any:
    """One expression for the guards whose id begins with ``prefix``, each a whole word."""
    return _guard(tables.home(), prefix)


@cache
def _guard(_home: object, prefix: str) -> Any:
    return regex.compile(rf"(?<!\w)(?:{alternation(prefix)})(?!\w)")
