"""The table of law names (pipelines/tables/law_names.toml), and names compared by it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from lawreg import tables
from lawreg.parsing.names import fold_name

_TABLE = "tables/law_names.toml"
HEAD = re.compile(
    r"(?:[Bb]ộ\s+[Ll]uật|BỘ\s+LUẬT|[Ll]uật|LUẬT|[Pp]háp\s+lệnh|PHÁP\s+LỆNH|Hiến\s+[Pp]háp|HIẾN\s+PHÁP)(?![^\W\d_])"
)
WORD = regex.compile(r"\p{L}+(?:/\p{L}+)*|\d+|[^\s\p{L}\d]")


@dataclass(frozen=True, slots=True)
class LawNames:
    """The table, built for reading: tries of folded words by kind, numbers with their dates and the spelling of a name
    by (kind, folded words), and the words that begin, end or precede no name."""

    tries: dict[str, dict[str, Any]]
    numbers: dict[tuple[str, str], dict[str, str]]
    spelled: dict[tuple[str, str], str]
    not_after: frozenset[str]
    stop: frozenset[str]
    before: regex.Pattern[str]


_built: tuple[dict[str, Any], LawNames] | None = None


def law_names() -> LawNames:
    """The table in force, built once for each loaded file."""
    global _built
    raw = tables.load(_TABLE)
    if _built is None or _built[0] is not raw:
        _built = (raw, _build(raw))
    return _built[1]


def _build(raw: dict[str, Any]) -> LawNames:
    tries: dict[str, dict[str, Any]] = {}
    numbers: dict[tuple[str, str], dict[str, str]] = {}
    spelled: dict[tuple[str, str], str] = {}
    for kind in ("Luật", "Bộ luật", "Pháp lệnh"):
        root = tries.setdefault(kind, {})
        for name, known in raw.get(kind, {}).items():
            words = [folded(w) for w in WORD.findall(name) if w[0].isalnum()]
            node = root
            for word in words:
                node = node.setdefault(word, {})
            node[""] = True
            key = (kind, " ".join(words))
            numbers[key] = dict(known)
            spelled[key] = name
    grammar = raw["grammar"]
    able = {w: regex.escape(w).replace(r"\ ", r"\s+") for w in grammar["not_before"]}
    for first, last in (phrase.rsplit(" ", 1) for phrase in grammar["but_before"]):
        able[last] = rf"(?<!{regex.escape(first)}\s{{1,3}}){able[last]}"
    return LawNames(
        tries, numbers, spelled, frozenset(grammar["not_after"]), frozenset(grammar["stop"]),
        regex.compile(rf"(?r)(?<!\p{{L}})(?:{'|'.join(able.values())})\s+$", regex.IGNORECASE),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """A word of a name without case, old placing of tones set new."""
    return fold_name(word)


def kind_of(head: str) -> str:
    """Luật, Bộ luật, Pháp lệnh or Hiến pháp, from a type word in any case."""
    first = head.split()[0].lower()
    return {"bộ": "Bộ luật", "luật": "Luật", "pháp": "Pháp lệnh", "hiến": "Hiến pháp"}[first]


def key_of(name: str) -> str:
    """Comparison key of a law's name: case, spaces, commas and the placing of tones do not count."""
    return " ".join(folded(w) for w in WORD.findall(name) if w[0].isalnum())


def numbers_of(name: str, date: str | None = None) -> tuple[str, ...]:
    """Numbers of the laws of that name, by the table; with a date or year (ISO) only those passed then.

    >>> numbers_of("Luật Đất đai", "2013")
    ('45/2013/QH13',)
    """
    head = HEAD.match(name)
    if head is None:
        return ()
    kind = kind_of(head[0])
    words = " ".join(folded(w) for w in WORD.findall(name[head.end() :]) if w[0].isalnum())
    known = law_names().numbers.get((kind, words), {})
    if date is None:
        return tuple(known)
    exact = tuple(n for n, passed in known.items() if len(date) == 10 and passed == date)
    if exact:
        return exact
    return tuple(n for n, passed in known.items() if f"/{date[:4]}/" in n and (len(date) == 4 or not passed))
