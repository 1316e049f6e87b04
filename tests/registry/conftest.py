"""Invented documents as small JSON files, so that the registry is tested without readers and parsers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lawreg.errors import Unreadable
from lawreg.model import (
    Citation,
    Confidence,
    Document,
    Effect,
    Effective,
    EffectiveKind,
    Expiry,
    Finding,
    Format,
    Header,
    Inspection,
    Op,
    Provision,
    Severity,
    Text,
    Unit,
)
from lawreg.registry.ingest import ingest, rebuild
from lawreg.registry.store import Store
from lawreg.workspace import Workspace

DAK_LAK = "Ủy ban nhân dân tỉnh Đắk Lắk"
PHU_YEN = "Ủy ban nhân dân tỉnh Phú Yên"


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def inspection_of(d: dict[str, Any], name: str = "a.json", digest: str = "") -> Inspection:
    """An inspection from a plain description; what is left out is empty."""
    text = d.get("text") or f"{d.get('doc_type')} {d.get('number')}\n" + "\n".join(
        x.get("quote") or x.get("surface") or "" for x in (*d.get("effects", ()), *d.get("citations", ()))
    )
    header = Header(
        number=d.get("number"),
        doc_type=d.get("doc_type", "Quyết định"),
        issuers=tuple(d.get("issuers", (DAK_LAK,))),
        issued=_day(d.get("issued")),
        place=d.get("place"),
        title=d.get("title", "Về việc thử sổ đăng ký văn bản của đơn vị"),
        normative=d.get("normative", True),
        normative_reason=Finding("by_type", {"type": d.get("doc_type", "Quyết định")}, Severity.INFO),
        effective=Effective(_day(d.get("effective")), EffectiveKind.DATE if d.get("effective") else
                            EffectiveKind.NOT_STATED),
        expires=Expiry(_day(d["expires"]), "hết hiệu lực") if d.get("expires") else None,
    )  # fmt: skip
    effects = tuple(
        Effect(
            Op(e["op"]), e.get("number"), e.get("name"), e.get("on"), e.get("type"), e.get("issuer"),
            not e.get("provisions"), tuple(e.get("provisions", ())), (), tuple(e.get("exceptions", ())),
            _day(e.get("date")), None, "Điều 2", e.get("quote", "bãi bỏ"), 0, 6, "test", Confidence.ACCEPTED,
        )
        for e in d.get("effects", ())
    )  # fmt: skip
    citations = tuple(
        Citation(c.get("number"), c.get("name"), c.get("on"), c.get("type"), c.get("issuer"), (), c.get("basis", False),
                 c.get("surface", "số"), n, n + 2)
        for n, c in enumerate(d.get("citations", ()))
    )  # fmt: skip
    findings = tuple(Finding(code) for code in d.get("findings", ()))
    document = Document(
        text, header, (Provision("Điều 1", Unit.ARTICLE, "1", "Phạm vi", 0, len(text)),), (),
        is_document=d.get("is_document", True), findings=findings,
    )  # fmt: skip
    form = Format(d.get("format", "text"))
    return Inspection(name, Text(text, form, digest, reader="test"), document, citations, effects, findings)


def inspect_json(path: Path, options: Any = None, *, name: str) -> Inspection:
    """Stands in for lawreg.inspection.inspect_file."""
    try:
        return inspection_of(json.loads(path.read_text(encoding="utf-8")), name)
    except ValueError as e:
        raise Unreadable("damaged_file", file=name) from e


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "so")


@pytest.fixture
def put(ws: Workspace) -> Callable[..., Path]:
    """Writes one described document into corpus/."""

    def write(name: str, **d: Any) -> Path:
        path = ws.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(d, ensure_ascii=False), encoding="utf-8")
        return path

    return write


@pytest.fixture
def load(ws: Workspace) -> Callable[..., Any]:
    """Ingests in this process with the stand-in for inspection."""

    def run(*paths: Path, **options: Any) -> Any:
        return ingest(ws, list(paths) or None, **{"jobs": 0, "options": object(), "inspect": inspect_json, **options})

    return run


@pytest.fixture
def again(ws: Workspace) -> Callable[..., Any]:
    def run() -> Any:
        return rebuild(ws, jobs=0, options=object(), inspect=inspect_json)

    return run


@pytest.fixture
def store(ws: Workspace) -> Callable[[], Store]:
    return lambda: Store.open(ws)
