"""Resolves a chain of units to paths: "điểm a, b", "khoản 3", "Điều 5" → "Điều 5 khoản 3 điểm a", "… điểm b".

Smaller units wait for the larger one behind them (Nghị định 34/2016/NĐ-CP Điều 75); points follow the Vietnamese
alphabet.
"""

from __future__ import annotations

from dataclasses import dataclass

ALPHABET = "abcdđeghiklmnopqrstuvxy"
_MAX_RANGE = 80  # a longer range is a misreading
# Rank: a unit may stand before any unit of higher rank that holds it.
RANK = {"điểm": 1, "khoản": 2, "Điều": 3, "Mẫu số": 4, "Tiểu mục": 5, "Mục": 6, "Chương": 7, "Phần": 8, "Phụ lục": 9}
ARTICLE = RANK["Điều"]
PLACED = ("trong", "tại")  # "tên Mục 1 trong Chương III"
_BARE = ("", "của", "thuộc")
_DIRECT = (*_BARE, *PLACED)
_ROMANS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(slots=True)
class Group:
    """One unit word with its labels: "các khoản 1, 2 và 3"."""

    unit: str
    labels: tuple[str, ...]
    many: bool
    sep: str  # what joins it to the group before
    start: int
    end: int


def expand(first: str, last: str) -> tuple[str, ...]:
    """The labels from ``first`` to ``last``: ("a", "đ") → a b c d đ; only the two ends where no order is known."""
    if first.isdigit() and last.isdigit() and 0 <= int(last) - int(first) <= _MAX_RANGE:
        return tuple(str(i) for i in range(int(first), int(last) + 1))
    if first in ALPHABET and last in ALPHABET and len(first) == len(last) == 1:
        a, b = ALPHABET.index(first), ALPHABET.index(last)
        if a <= b:
            return tuple(ALPHABET[a : b + 1])
    a, b = _roman(first), _roman(last)
    if a and b and 0 <= b - a <= _MAX_RANGE:
        return tuple(_to_roman(i) for i in range(a, b + 1))
    return (first, last)


def _roman(label: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    if not label or any(c not in values for c in label):
        return 0
    total = 0
    for c, after in zip(label, label[1:] + " ", strict=True):
        total += -values[c] if values.get(after, 0) > values[c] else values[c]
    return total


def _to_roman(n: int) -> str:
    out = ""
    for value, sign in _ROMANS:
        while n >= value:
            out, n = out + sign, n - value
    return out


def _plain_paths(chain: list[Group]) -> list[str] | None:
    """The path of "khoản 2 Điều 5", "điểm a khoản 1 Điều 3": one label each, nothing between; None for other chains."""
    rank = 0
    for g in chain:
        above = RANK[g.unit]
        if len(g.labels) != 1 or not rank < above <= ARTICLE or (rank and g.sep not in _BARE):
            return None
        rank = above
    return [" ".join(f"{g.unit} {g.labels[0]}" for g in reversed(chain))]


def resolved(chain: list[Group]) -> list[str]:
    """Resolve a chain of groups: smaller units wait for the next larger one ("khoản 1, điểm a khoản 2 Điều 16")."""
    simple = _plain_paths(chain)
    if simple is not None:
        return simple
    entries: list[tuple[int, dict[str, str], str]] = []  # top rank, unit → label, how it was joined
    previous: Group | None = None
    for g in chain:
        rank = RANK[g.unit]
        direct = g.sep in _DIRECT
        if g.sep == "đến" and previous is not None and previous.unit == g.unit and entries and g.labels:
            _top, last, sep = entries[-1]
            more = expand(last.get(g.unit, ""), g.labels[0]) + g.labels[1:]
            entries[-1:] = [(rank, {**last, g.unit: label}, sep) for label in more]
            previous = g
            continue
        if entries and entries[-1][0] == ARTICLE and direct and rank > ARTICLE and g.unit != "Phụ lục":
            previous = g  # "Điều 9 Mục 3 Chương II": articles are numbered through, the chapter adds nothing
            continue
        waiting = [e for e in entries if _waits(e[0], rank)]
        if g.unit == "Phụ lục" and previous is not None and not direct and _apart(previous.unit, g.sep):
            waiting = []
        if waiting and previous is not None and RANK[previous.unit] < rank:
            entries = [e for e in entries if not _waits(e[0], rank)]
            held = g.labels if g.many else g.labels[:1]
            for label in held or ("",):
                entries += [(rank, {**parts, g.unit: label}, sep) for _, parts, sep in waiting]
            entries += [(rank, {g.unit: label}, ",") for label in g.labels[len(held) :]]
        else:
            entries += [(rank, {g.unit: label}, g.sep) for label in g.labels or ("",)]
        previous = g
    return [_write(parts) for _, parts, _ in _backwards(entries)]


def _waits(top: int, rank: int) -> bool:
    if top < ARTICLE:
        return rank > top
    if top == RANK["Mẫu số"]:
        return rank == RANK["Phụ lục"]
    return ARTICLE < top < rank


def _apart(unit: str, sep: str) -> bool:
    """ "Mẫu số 01 và Phụ lục III" are two things, "Mục 4, Phụ lục III" and "Mẫu số 01, Phụ lục III" one."""
    return unit == "Chương" or (unit in ("Mục", "Phần", "Mẫu số") and sep not in ("", ","))


def _backwards(entries: list[tuple[int, dict[str, str], str]]) -> list[tuple[int, dict[str, str], str]]:
    """Units left without their larger one take it from before: "Điều 5 khoản 2 điểm a"."""
    out: list[tuple[int, dict[str, str], str]] = []
    for top, parts, sep in entries:
        if out and top < ARTICLE and sep in ("", ",") and out[-1][0] <= ARTICLE and "Điều" in out[-1][1]:
            base = out[-1][1]
            if all(RANK[u] > top for u in base):
                if len(base) < 3:
                    out.pop()
                out.append((ARTICLE, {**base, **parts}, sep))
                continue
        out.append((top, parts, sep))
    return out


def _write(parts: dict[str, str]) -> str:
    if "Phụ lục" in parts:  # items of an annex belong to the annex (data/gold GUIDE, convention 5)
        parts = {u: v for u, v in parts.items() if u in ("Phụ lục", "Mẫu số")}
    if "Điều" in parts:
        parts = {u: v for u, v in parts.items() if RANK[u] <= ARTICLE}
    ordered = sorted(parts.items(), key=lambda p: -RANK[p[0]])
    return " ".join(f"{unit} {label}".strip() for unit, label in ordered)
