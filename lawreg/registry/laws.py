"""Laws cited by name and date, led to their numbers by pipelines/tables/law_names.toml (domain.md 2.5)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lawreg import numbers, tables
from lawreg.registry import keys

_TABLE = "tables/law_names.toml"
_cache: dict[int, dict[str, list[tuple[str, str]]]] = {}


def _by_name() -> dict[str, list[tuple[str, str]]]:
    raw: dict[str, Any] = tables.load(_TABLE)
    if id(raw) not in _cache:
        _cache.clear()
        number_of.cache_clear()
        found: dict[str, list[tuple[str, str]]] = {}
        for kind in ("Luật", "Bộ luật", "Pháp lệnh"):
            for name, known in raw.get(kind, {}).items():
                if isinstance(known, dict):
                    found.setdefault(keys.name_key(f"{kind} {name}"), []).extend(known.items())
        _cache[id(raw)] = found
    return _cache[id(raw)]


@lru_cache(maxsize=16384)
def number_of(name: str, date: str | None) -> str | None:
    """The number of the law of that name and date or year; None when the table leaves it open.

    The year said is the year it was passed, which is the year in its number.
    """
    known = _by_name().get(keys.name_key(name), [])
    if not known or not date:
        return None
    same_day = [n for n, passed in known if passed == date]
    if len(same_day) == 1:
        return same_day[0]
    same_year = [n for n, passed in known if numbers.describe(n).year == date[:4] and (len(date) == 4 or not passed)]
    return same_year[0] if len(same_year) == 1 else None


def mention_key(number: str | None, name: str | None, date: str | None) -> str:
    """The group a mention's document is looked for in; "" for the document that speaks itself."""
    number = number or (number_of(name, date) if name else None)
    if number:
        return keys.group_key(number)
    return keys.name_key(name) if name else ""
