"""What one file gives as rows, made in the worker that read it so that the writer has little to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from lawreg.model import Effect, Finding, Inspection, Severity
from lawreg.registry import codec, identity, keys, laws, scans

NOT_A_DOCUMENT = "not_a_document"
# Secret papers must not enter the registry (domain.md 8.2 trap 25); a draft is no document yet, it acts on none (16).
SECRET = frozenset({"secret_mark", "secret_document"})
_KEPT_OUT = SECRET | {"draft"}


@dataclass(frozen=True, slots=True)
class FileRows:
    """Rows of one file that was read; ``file`` lacks what only the writer knows (name, size)."""

    file: dict[str, Any]
    content: dict[str, Any]
    effects: list[dict[str, Any]]
    citations: list[dict[str, Any]]

    @property
    def keys(self) -> set[str]:
        """Groups that must be looked at when this file comes or goes."""
        own = {self.file["group_key"], self.file["name_key"]}
        return {k for k in own if k} | {r["key"] for r in (*self.effects, *self.citations) if r["key"]}


@dataclass(frozen=True, slots=True)
class Aside:
    """A file set aside: the finding that says why, and what else was noticed."""

    finding: Finding
    why: tuple[Finding, ...] = ()
    sha256: str = ""


def of_inspection(got: Inspection, sha256: str) -> FileRows | Aside:
    """Rows of an inspected file, or why it must not enter the registry."""
    said = (*got.findings, *got.document.findings, *got.text.findings, *scans.beside_name(got, got.file))
    noticed = tuple(dict.fromkeys(_key(f) for f in said))
    found = tuple(_by_key(noticed, said))
    for f in found:
        if f.code in _KEPT_OUT:
            return Aside(f, (), sha256)
    if not got.document.is_document:
        reason = next((f for f in found if f.severity is not Severity.INFO), found[0] if found else None)
        why = {"reason_code": reason.code, "reason": dict(reason.params)} if reason else {}
        return Aside(Finding(NOT_A_DOCUMENT, why, Severity.INFO), found, sha256)
    header = codec.header_data(got.document.header)
    who = identity.identify(header, sha256)
    key_of = _keys_of(got)
    acting = _effects(got)
    effects = _clean([codec.effect_row(e) for e in acting])
    citations = _clean([codec.citation_row(c) for c in got.citations])
    return FileRows(
        file={
            "sha256": sha256,
            "format": str(got.text.format),
            "state": "ok",
            "aside": None,
            "why": None,
            "group_key": who.group,
            "name_key": who.name_key,
            "raw_id": who.id,
            "own_id": who.id,
            "fixed": None,
            "doubtful": codec.many(scans.doubtful(got)),
            "header": codec.clean(codec.dumps(header)),
            "document": None,
            "best": 0,
        },
        content={
            "text": codec.clean(got.text.content),
            "layout": codec.layout_text(got.text),
            "structure": codec.structure_text(got.document),
            "provisions": codec.provisions_text(got.document.provisions),
            "findings": codec.findings_text(found),
        },
        effects=[
            {
                **row,
                "ref": f"e{n:04d}",
                "key": key_of(e.target_number, e.target_name, e.target_date),
                **_DERIVED_EFFECT,
            }
            for n, (e, row) in enumerate(zip(acting, effects, strict=True), 1)
        ],
        citations=[
            {
                **row,
                "ref": f"c{n:04d}",
                "key": key_of(c.number, c.name, c.date),
                **_DERIVED_CITATION,
            }
            for n, (c, row) in enumerate(zip(got.citations, citations, strict=True), 1)
        ],
    )


def _effects(got: Inspection) -> tuple[Effect, ...]:
    """Effects and detail links; one that names no document ends a part of this document itself."""
    header = got.document.header
    own: dict[str, Any] = {
        "target_number": header.number,
        "target_date": header.issued.isoformat() if header.issued else None,
        "target_type": header.doc_type,
        "target_issuer": header.issuers[0] if header.issuers else None,
    }
    return tuple(
        replace(e, **own) if e.target_number is None and e.target_name is None else e
        for e in scans.careful(got, (*got.effects, *got.details))
        if e.target_number or e.target_name or header.number
    )


def _keys_of(got: Inspection) -> Callable[[str | None, str | None, str | None], str]:
    """Groups of this document's mentions. A law named without date ("Luật Đất đai") is the one that the document names
    elsewhere with its date or number, if there is just one."""
    named = [(c.number, c.name, c.date) for c in got.citations]
    named += [(e.target_number, e.target_name, e.target_date) for e in _effects(got)]
    full: dict[str, set[str]] = {}
    for number, name, said in named:
        if name and (number or said):
            full.setdefault(keys.name_key(name), set()).add(laws.mention_key(number, name, said))

    def key_of(number: str | None, name: str | None, said: str | None) -> str:
        if name and not number and not said:
            known = full.get(keys.name_key(name), set())
            if len(known) == 1:
                return next(iter(known))
        return laws.mention_key(number, name, said)

    return key_of


_DERIVED_EFFECT = {"actor": None, "target": None, "candidates": None, "refused": None}
_DERIVED_CITATION = {"source": None, "target": None, "candidates": None}


def _clean(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows whose texts a database takes; all of them are looked at in one step, as nearly all are clean."""
    whole = "".join(v for row in rows for v in row.values() if isinstance(v, str))
    if codec.clean(whole) is whole:
        return rows
    return [{k: codec.clean(v) if isinstance(v, str) else v for k, v in row.items()} for row in rows]


def _key(f: Finding) -> str:
    return codec.dumps(codec.finding_data(f))


def _by_key(wanted: tuple[str, ...], findings: tuple[Finding, ...]) -> list[Finding]:
    by = {_key(f): f for f in findings}
    return [by[k] for k in wanted]
