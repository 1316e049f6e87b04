"""What the letters of a number say, read from pipelines/tables/number_codes.toml."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from lawreg import tables

_TABLE = "tables/number_codes.toml"
_DIGITS = "0123456789"


@lru_cache(maxsize=16384)
def plain(code: str) -> str:
    """Comparison key of one code: capitals without marks, Đ as D."""
    upper = code.upper().replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFD", upper) if not unicodedata.combining(c))


def ending(words: list[str]) -> str:
    """The last syllable; "số", which stands before most numbers, with the one before it."""
    return " ".join(words[-2:]) if words[-1] == "số" else words[-1]


@dataclass(frozen=True, slots=True, eq=False)  # one table in force is told from another by being it
class Codes:
    """The table in the shapes that reading needs; keys are :func:`plain`."""

    types: Mapping[str, tuple[str, str]]  # plain → (canonical code, Vietnamese name)
    bodies: Mapping[str, str]  # plain → canonical code
    no_units: frozenset[str]  # bodies no digit belongs to: one behind them is a footnote's mark
    party_types: frozenset[str]
    party_levels: frozenset[str]
    alone: Mapping[str, str]
    type_last: frozenset[str]  # types that may stand behind the body: 500/BYT-QĐ
    alone_typed: frozenset[str]  # alone only behind the type word: "Quyết định số 87-CT"
    never_first: frozenset[str]
    never_but: frozenset[str]  # printed so, they are none of never_first: HD beside HĐ
    never_second: frozenset[str]
    spellings: tuple[tuple[str, str], ...]
    before: regex.Pattern[str]
    before_last: frozenset[str]  # how its words end: few numbers need the pattern itself

    def is_type(self, segment: str) -> bool:
        return plain(segment) in self.types

    def is_body(self, segment: str) -> bool:
        key = plain(segment)
        return key in self.bodies or key.rstrip(_DIGITS) in self.bodies

    def type_name(self, segment: str | None) -> str | None:
        if segment is None:
            return None
        return self.types.get(plain(segment), ("", ""))[1] or None

    def split_glued(self, segment: str) -> tuple[str, str] | None:
        """ "TTBTC" → ("TT", "BTC"): a known type written against a known body."""
        key = plain(segment)
        for size in range(min(4, len(key) - 1), 0, -1):
            if key[:size] in self.types and (key[size:] in self.bodies or key[size:].rstrip(_DIGITS) in self.bodies):
                return segment[:size], segment[size:]
        return None

    def canonical(self, segment: str, first: bool) -> str:
        """The code as the law writes it (NĐ-CP, QĐ-TTg); an unknown one as printed."""
        key = plain(segment)
        if first and key in self.types:
            return self.types[key][0]
        bare = key.rstrip(_DIGITS)
        if bare in self.bodies:
            return self.bodies[bare] + key[len(bare) :]
        if key in self.types:
            return self.types[key][0]
        return segment


_built: tuple[Mapping[str, Any], Codes] | None = None


def codes() -> Codes:
    """The table in force, built once for each loaded file."""
    global _built
    raw = tables.load(_TABLE)
    if _built is None or _built[0] is not raw:
        _built = (raw, _build(raw))
    return _built[1]


def _build(raw: Mapping[str, Any]) -> Codes:
    words = sorted((regex.escape(w).replace(r"\ ", r"\s+") for w in raw["before"]["words"]), key=len, reverse=True)
    bodies: dict[str, str] = {}
    for code in raw["bodies"]["codes"]:
        bodies.setdefault(plain(code), code)
    return Codes(
        types={plain(code): (code, name) for code, name in raw["types"].items() if name},
        bodies=bodies,
        no_units=frozenset(plain(c) for c in raw["bodies"]["no_units"]),
        party_types=frozenset(plain(c) for c in raw["party"]["types"]),
        party_levels=frozenset(plain(c) for c in raw["party"]["levels"]),
        alone={plain(c): c for c in raw["alone"]["codes"]},
        type_last=frozenset(plain(c) for c in raw["last"]["types"]),
        alone_typed=frozenset(plain(c) for c in raw["alone"]["typed"]),
        never_but=frozenset(raw["never"]["but"]),
        never_first=frozenset(plain(c) for c in raw["never"]["first"]),
        never_second=frozenset(plain(c) for c in raw["never"]["second"]),
        spellings=tuple(raw["spellings"].items()),
        before_last=frozenset(ending(w.lower().split()) for w in raw["before"]["words"]),
        before=regex.compile(r"(?r)(?<!\p{L})(?:" + "|".join(words) + r")\s*:?\s*$", regex.IGNORECASE),
    )
