"""Exceptions that stop a run, each with its exit code. Bad input of a batch is data (Finding), not an exception.

LawregError (2)
├── UsageError (2)            the command's words are off
├── WorkspaceError (2)        no workspace here, or it is locked or damaged
├── NotFound (2)              no such document in the registry
├── QuerySyntaxError (2)      a search query that cannot be read; carries the place and the mended form
└── Unreadable (1)            one file cannot be read; the batch sets it aside and goes on
"""

from __future__ import annotations

from typing import Any

from lawreg.terms import Finding, Severity


class LawregError(Exception):
    """Base of all errors shown to the user; the sentence comes from pipelines/messages by ``code``."""

    exit_code = 2

    def __init__(self, code: str, **params: Any) -> None:
        self.finding = Finding(code, params, Severity.ERROR)
        super().__init__(f"{code}: {params}" if params else code)

    def __reduce__(self) -> tuple[Any, ...]:  # crosses process borders
        return _remake, (type(self), self.finding.code, dict(self.finding.params))


def _remake(cls: type[LawregError], code: str, params: dict[str, Any]) -> LawregError:
    return cls(code, **params)


class UsageError(LawregError):
    pass


class WorkspaceError(LawregError):
    pass


class NotFound(LawregError):
    pass


class QuerySyntaxError(LawregError):
    pass


class Unreadable(LawregError):
    exit_code = 1
