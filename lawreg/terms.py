"""The few nouns that every command needs: statuses, findings and the spans they point at.

They stand apart from :mod:`lawreg.model`, which gives them too: making its many classes takes longer than a search.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """Status of a document or provision at a date (tình trạng hiệu lực)."""

    IN_FORCE = "in_force"
    PARTLY_EXPIRED = "partly_expired"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    SUSPENDED = "suspended"
    PARTLY_SUSPENDED = "partly_suspended"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of character offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A coded remark: a warning, a reason, a check that failed.

    The sentence an officer reads is made by :func:`lawreg.messages.render` from pipelines/messages/*.toml, so that
    what is stored is the same in every language.
    """

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = Severity.WARNING
    span: Span | None = None
