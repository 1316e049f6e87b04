"""Queries in the form every engine understands; the query language is compiled to these nodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Term:
    """One token of a field."""

    field: str
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens of a field standing in this order, side by side."""

    field: str
    words: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Range:
    """A number between two bounds, both inside."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Everything:
    """Every unit."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No unit."""


@dataclass(frozen=True, slots=True)
class Bool:
    """``must`` all hold, ``unless`` none; ``should`` adds to the score, and one is needed where there is no ``must``.

    ``filters`` must hold too but say nothing about relevance.
    """

    must: tuple[Node, ...] = ()
    should: tuple[Node, ...] = ()
    unless: tuple[Node, ...] = ()
    filters: tuple[Node, ...] = ()


Node: TypeAlias = Term | Phrase | Range | Everything | Nothing | Bool


def any_of(nodes: list[Node]) -> Node:
    """At least one of ``nodes``."""
    if not nodes:
        return Nothing()
    return nodes[0] if len(nodes) == 1 else Bool(should=tuple(nodes))


def all_of(nodes: list[Node]) -> Node:
    """Every one of ``nodes``."""
    if not nodes:
        return Everything()
    return nodes[0] if len(nodes) == 1 else Bool(must=tuple(nodes))
