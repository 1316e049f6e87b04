"""Checks over the whole registry: a plain list of functions (registry) -> findings, run by `lawreg verify`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from lawreg.model import Finding, Severity, Status
from lawreg.validity.verdict import label

if TYPE_CHECKING:
    from lawreg.api import Registry

Check = Callable[["Registry", date], Iterator[Finding]]


def quotes_stand(registry: Registry, at: date) -> Iterator[Finding]:
    """No verdict but unknown without a quote that stands at its span in the stored text (design.md 3.1)."""
    text = cache(registry.store.text)
    for id_, verdict in sorted(registry.validity.all(at).items()):
        if verdict.status is Status.UNKNOWN or verdict.document.stub:
            continue
        name = label(verdict.document)
        if not any(e.stands for e in verdict.evidence):
            yield Finding("verdict_without_quote", {"document": name, "id": id_}, Severity.ERROR)
        for e in verdict.evidence:
            if e.by is None or e.by.stub or e.start is None or e.end is None:
                continue
            if text(e.by.id)[e.start : e.end] != e.quote:
                yield Finding(
                    "quote_not_at_place", {"document": name, "by": label(e.by), "start": e.start}, Severity.ERROR
                )


def index_agrees(registry: Registry, at: date) -> Iterator[Finding]:
    """The search index was made from the registry as it is now."""
    from lawreg.errors import WorkspaceError
    from lawreg.search import index

    try:
        meta = index.read_meta(registry.workspace.search_dir)
    except WorkspaceError as wrong:
        yield wrong.finding
        return
    if meta is None or meta.generation != str(registry.store.generation()):
        yield Finding("index_behind", {"folder": str(registry.workspace.search_dir)}, Severity.ERROR)


def effects_quoted(registry: Registry, at: date) -> Iterator[Finding]:
    """Every stored effect's quote stands at its span."""
    text = cache(registry.store.text)
    for e in registry.store.effects():
        x = e.effect
        if x.rule.startswith("decision"):
            continue
        if text(e.actor)[x.start : x.end] != x.quote:
            yield Finding(
                "quote_not_at_place", {"document": e.target or "", "by": e.actor, "start": x.start}, Severity.ERROR
            )


CHECKS: tuple[Check, ...] = (quotes_stand, effects_quoted, index_agrees)


def run(registry: Registry, at: date) -> tuple[int, tuple[Finding, ...]]:
    """Run every check.

    Returns:
        How many verdicts were looked at, and what is wrong.
    """
    found = tuple(f for check in CHECKS for f in check(registry, at))
    return len(registry.store.documents()), found
