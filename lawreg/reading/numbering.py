"""Counting and writing of automatic list labels, shared by DOCX and Word 97."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class LevelFormat:
    """One level of a list: ``text`` holds %1, %2 … for the counters of the levels."""

    kind: str
    text: str
    start: int = 1
    override: bool = False  # this list starts anew although it shares its counters with another
    restart: int | None = None  # level (1-based) after which it restarts; 0: never; None: after any higher one
    legal: bool = False  # all counters in Arabic numerals

    def restarting(self, start: int) -> LevelFormat:
        return replace(self, start=start, override=True)


def roman(n: int) -> str:
    """Capital Roman numeral."""
    out = ""
    for value, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
        (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        out += sign * (n // value)
        n %= value
    return out


def letters(n: int) -> str:
    """a … z, aa, bb …: what Word draws; it does not know đ."""
    return chr(97 + (n - 1) % 26) * ((n - 1) // 26 + 1) if n > 0 else ""


def write_number(n: int, kind: str) -> str:
    """The counter as its kind is drawn."""
    if kind in ("none", "bullet"):
        return ""
    if not 0 < n < 5000:
        return str(n)
    if kind == "lowerLetter":
        return letters(n)
    if kind == "upperLetter":
        return letters(n).upper()
    if kind == "lowerRoman":
        return roman(n).lower()
    if kind == "upperRoman":
        return roman(n)
    if kind == "decimalZero":
        return f"{n:02}"
    return str(n)


@dataclass(slots=True)
class ListCounter:
    """Counters of all lists of one document."""

    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, ident: str, abstract: str, level: int, levels: Mapping[int, LevelFormat]) -> str:
        """Count one paragraph and give its label. Lists of one ``abstract`` share their counters."""
        if level not in levels:
            return ""
        here = levels[level]
        counts = self._counts.setdefault(abstract, {})
        if here.override and (ident, level) not in self._begun:
            counts[level] = here.start
        else:
            counts[level] = counts.get(level, here.start - 1) + 1
        self._begun.add((ident, level))
        for deeper in [k for k in counts if k > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or restart > level:
                del counts[deeper]
        if here.kind == "bullet":
            return bullet(here.text)

        def counter(m: re.Match[str]) -> str:
            at = int(m[1]) - 1
            shape = levels.get(at)
            kind = "decimal" if here.legal or shape is None else shape.kind
            return write_number(counts.get(at, shape.start if shape else 1), kind)

        return re.sub(r"%([1-9])", counter, here.text).strip()


def bullet(sign: str) -> str:
    """Bullets as officers type them: "+" and "*" as they are, every other sign a dash."""
    return sign.strip() if sign.strip() in ("+", "*", "-", "–") else "-"
