"""Hashes of what a review rests on, and what moved since an earlier one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from lawreg import tables
from lawreg.model import Finding
from lawreg.review.tally import LISTS, Review
from lawreg.validity import Validity
from lawreg.version import __version__


def digest(value: Any) -> str:
    """SHA-256 of a JSON value, keys sorted: the same on every machine."""
    raw = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(raw.encode()).hexdigest()


def table_hashes() -> dict[str, str]:
    """SHA-256 of every table and pattern file in use."""
    return {
        name: hashlib.sha256(tables.path(name).read_bytes()).hexdigest()
        for folder in ("tables", "patterns")
        for name in tables.names(folder)
    }


def make(review: Review, validity: Validity) -> dict[str, Any]:
    """The manifest: inputs (documents counted and those that act on them), tables, lists, figures, statuses."""
    rows = {r.document.id: r for name in LISTS for r in review.lists[name]}
    hashes = {id_: digest(r.to_dict()) for id_, r in rows.items()}
    inputs: dict[str, str] = {}
    for id_ in rows:
        for other in (id_, *(e.actor for e in validity.incoming(id_))):
            d = validity.documents.get(other)
            if d is not None and d.file and d.sha256:
                inputs[d.file] = d.sha256
    figures = {column: review.count(column) for column in next(iter(review.by_type.values()), {"reviewed": 0})}
    return {
        "version": __version__,
        "year": review.year,
        "as_of": review.as_of.isoformat(),
        "scope": review.scope.name,
        "figures": figures,
        "inputs": dict(sorted(inputs.items())),
        "tables": table_hashes(),
        "lists": {name: digest([hashes[r.document.id] for r in review.lists[name]]) for name in LISTS},
        "statuses": {id_: [str(r.verdict.status), r.verdict.since.isoformat() if r.verdict.since else None]
                     for id_, r in sorted(rows.items())},
    }  # fmt: skip


def compare(now: Mapping[str, Any], before: Mapping[str, Any]) -> tuple[Finding, ...]:
    """What moved from ``before`` to ``now``: figures, then the documents that moved them, then inputs and tables."""
    found: list[Finding] = []
    for name in sorted({*now["figures"], *before.get("figures", {})}):
        old, new = before.get("figures", {}).get(name), now["figures"].get(name)
        if old != new:
            found.append(Finding("figure_moved", {"figure": name, "before": old, "now": new}))
    have: Mapping[str, Any] = before.get("statuses", {})
    for id_ in sorted({*now["statuses"], *have}):
        old, new = have.get(id_), now["statuses"].get(id_)
        if old != new:
            found.append(Finding("document_moved", {"document": id_, "before": _said(old), "now": _said(new)}))
    for part, code in (("inputs", "input_changed"), ("tables", "table_changed")):
        old_map: Mapping[str, str] = before.get(part, {})
        for name in sorted({*now[part], *old_map}):
            if now[part].get(name) != old_map.get(name):
                found.append(Finding(code, {"name": name}))
    if before.get("version") != now["version"]:
        found.append(Finding("version_changed", {"before": before.get("version"), "now": now["version"]}))
    return tuple(found)


def _said(status: Any) -> str:
    return "–" if not status else f"{status[0]}" + (f" ({status[1]})" if status[1] else "")
