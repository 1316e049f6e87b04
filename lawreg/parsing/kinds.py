"""Types of document, from pipelines/tables/document_types.toml."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from lawreg import tables


@cache
def types() -> dict[str, dict[str, Any]]:
    """The table: name in normal case -> what is known of the type."""
    return tables.load("tables/document_types.toml")["types"]  # type: ignore[no-any-return]


@cache
def _by_line() -> dict[str, str]:
    lines: dict[str, str] = {}
    for name, t in types().items():
        lines[name.upper()] = name
        for line in t.get("lines", ()):
            lines[line] = name
    return lines


@cache
def _by_code() -> dict[str, str]:
    return {code.upper(): name for name, t in types().items() for code in t.get("codes", ())}


def by_code(code: str) -> str | None:
    """The type behind a code of a number: "NĐ" -> "Nghị định", "TTLT" -> "Thông tư liên tịch"."""
    return _by_code().get(code.upper())


def _alternation(names: list[str]) -> str:
    return "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(names, key=len, reverse=True))


@cache
def type_line() -> re.Pattern[str]:
    """A line that opens with a type in capitals, or is a type alone in any case: groups ``word`` and ``rest``."""
    able = [line for line, name in _by_line().items() if types()[name].get("alone", True)]
    alone = [n for n in types() if types()[n].get("alone", True)]
    return re.compile(
        rf"^(?:DỰ THẢO\s+)?(?:(?P<word>{_alternation(able)})(?P<rest>\d{{0,2}}(?:\s*[:.]?\s*|\s+\S.*))"
        rf"|(?P<plain>{_alternation(alone)})\s*:?)$"
    )


@cache
def words() -> str:
    """Alternation of all type names in normal case, longest first, with blanks of any width."""
    return _alternation(list(types()))


@cache
def attached_line() -> re.Pattern[str]:
    """The heading of something issued with the document: "QUY CHẾ", "KẾ HOẠCH", "DANH MỤC"."""
    able = [name.upper() for name, t in types().items() if t.get("attached")]
    return re.compile(rf"^(?P<word>{_alternation(able)})(?:\s*[:.]?$|\s+\S)")


def normal(word: str) -> str:
    """Name in normal case of a type word as printed: "NGHỊ  QUYẾT" -> "Nghị quyết"."""
    flat = " ".join(word.split())
    return _by_line().get(flat.upper(), flat[:1].upper() + flat[1:].lower())
