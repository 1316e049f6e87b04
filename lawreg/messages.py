"""Turns coded findings into sentences in the reader's language, from pipelines/messages/*.toml.

Each file holds ``[code]`` tables with ``vi`` and ``en``, written with str.format fields for the finding's params.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from lawreg import i18n, tables
from lawreg.terms import Finding


@cache
def _catalogue(home: object) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name in tables.names("messages"):
        if name.endswith(".toml"):
            found.update(tables.load(name))
    return found


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def render(finding: Finding, lang: str | None = None) -> str:
    """The sentence for ``finding``; the bare code with its params where no sentence is written."""
    entry = _catalogue(tables.home()).get(finding.code)
    template = (entry or {}).get(lang or i18n.language()) or (entry or {}).get("vi")
    if template is None:
        return finding.code + (f" {dict(finding.params)}" if finding.params else "")
    return template.format_map(_Blank(finding.params))


def known() -> frozenset[str]:
    """All codes that have a sentence."""
    return frozenset(_catalogue(tables.home()))
