"""Completes the provisions of an instruction.

"khoản 2" under "Sửa đổi Điều 5" is "Điều 5 khoản 2"; "Bổ sung khoản 3a vào sau khoản 3 Điều 5" adds "Điều 5 khoản 3a".
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

_UNIT = regex.compile(r"(Tiểu mục|Phụ lục|Mẫu số|Chương|Điều|khoản|điểm|Mục|Phần)(?: ([^\s]+))?")
_INNER = {"điểm": 1, "khoản": 2, "Điều": 3}
_PLACED = {"điểm": 1, "khoản": 2, "Tiểu mục": 3, "Mục": 4, "Chương": 5, "Phần": 6}


def units(path: str) -> list[tuple[str, str]]:
    """The units of a path in writing order; the name of an attached regulation in front is left out.

    >>> units("Điều 5 khoản 2 điểm a")
    [('Điều', '5'), ('khoản', '2'), ('điểm', 'a')]
    """
    return list(_units(path))


@lru_cache(maxsize=4096)
def _units(path: str) -> tuple[tuple[str, str], ...]:
    _, sep, tail = path.rpartition(" kèm theo ")
    return tuple((m[1], m[2] or "") for m in _UNIT.finditer(tail if sep else path))


def is_partial(path: str) -> bool:
    """A khoản or điểm whose Điều is not said."""
    own = _units(path)
    return bool(own) and own[0][0] in ("khoản", "điểm")


def within(path: str, container: str) -> str:
    """``path`` completed by the larger units of ``container``; unchanged when it needs none or none fits.

    >>> within("khoản 3a", "Điều 5 khoản 3")
    'Điều 5 khoản 3a'
    >>> within("điểm b", "Điều 5 khoản 3 điểm a")
    'Điều 5 khoản 3 điểm b'
    """
    own = units(path)
    if not own or own[0][0] not in ("khoản", "điểm"):
        return path
    rank = _INNER[own[0][0]]
    larger = [(u, n) for u, n in units(container) if _INNER.get(u, 0) > rank]
    if not any(u == "Điều" for u, _ in larger):
        return path
    return " ".join(f"{u} {n}" for u, n in [*larger, *own])


def beside(path: str, anchor: str) -> str:
    """``path``, which is added beside ``anchor``, in the part or annex that holds both; unchanged where it has an Điều.

    >>> beside("Mục 2a", "Chương IV Mục 2"), beside("điểm 2.3", "Phần A Mục VI điểm 2.2")
    ('Chương IV Mục 2a', 'Phần A Mục VI điểm 2.3')
    >>> beside("Mục 32a", "Phụ lục 4")
    'Phụ lục 4'
    >>> beside("Điều 9a", "Chương II Mục 3"), beside("Mục 2a", "Điều 9"), beside("khoản 3", "điểm b")
    ('Điều 9a', 'Mục 2a', 'khoản 3')
    """
    own, other = _units(path), _units(anchor)
    if not own or own[0][0] not in _PLACED or not other:
        return path
    annex = next((f"{u} {n}".strip() for u, n in other if u == "Phụ lục"), None)
    if annex is not None:
        return annex
    rank = _PLACED[own[0][0]]
    if any(u == "Điều" for u, _ in other):
        return path
    larger = [(u, n) for u, n in other if _PLACED.get(u, 0) > rank]
    return " ".join(f"{u} {n}" for u, n in [*larger, *own])


def complete(paths: Iterable[str], containers: Iterable[str]) -> list[str]:
    """Every partial path completed: by the full path before it in the list, else by the nearest container that fits.

    >>> complete(["Điều 7 khoản 2", "khoản 3"], ["Điều 9"])
    ['Điều 7 khoản 2', 'Điều 7 khoản 3']
    """
    outer = list(containers)
    out: list[str] = []
    for path in paths:
        done = path
        for c in [*(p for p in out[-1:] if not is_partial(p)), *outer] if is_partial(path) else ():
            if is_partial(done):
                done = within(done, c)
        out.append(done)
    return list(dict.fromkeys(out))


def with_clause(paths: Iterable[str], later: Iterable[str]) -> list[str]:
    """Points that name no khoản under the one said once for all behind them.

    "Sửa đổi điểm h và bổ sung điểm h1 vào sau điểm h khoản 1": the first point h is that of khoản 1 as well.

    >>> with_clause(["điểm h"], ["điểm h1", "khoản 1 điểm h"])
    ['khoản 1 điểm h']
    >>> with_clause(["điểm h"], ["khoản 3", "khoản 1 điểm h"])
    ['điểm h']
    """
    out = list(paths)
    if not out or any(len(own := _units(p)) != 1 or own[0][0] != "điểm" for p in out):
        return out
    for path in later:
        own = _units(path)
        if own[-1:] and own[-1][0] != "điểm":
            break
        if len(own) > 1 and own[-2][0] == "khoản":
            return [f"khoản {own[-2][1]} {p}" for p in out]
    return out


def parent(path: str) -> str:
    """The unit that holds ``path``: where a paragraph added behind it lands."""
    own = units(path)
    return " ".join(f"{u} {n}".strip() for u, n in own[:-1]) if len(own) > 1 else path
