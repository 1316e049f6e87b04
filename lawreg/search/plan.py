"""Queries in the form every engine understands; the query language is compiled to these nodes.

Named tuples here and in the other modules of search that a query passes through: frozen dataclasses take ten times as
long to make, and `lawreg search` makes them anew each time it starts.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Term(NamedTuple):
    """One token of a field."""

    field: str
    text: str
    boost: float = 1.0


class Phrase(NamedTuple):
    """Tokens of a field standing in this order, side by side."""

    field: str
    words: tuple[str, ...]
    boost: float = 1.0


class Range(NamedTuple):
    """A number between two bounds, both inside."""

    field: str
    low: int | None
    high: int | None


class Everything:
    """Every unit."""

    __slots__ = ()


class Nothing:
    """No unit."""

    __slots__ = ()


class Bool(NamedTuple):
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
