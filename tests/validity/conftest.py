"""A small world of hand-made records: documents and effects as the registry would give them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lawreg.model import (
    Confidence,
    Decision,
    DocumentRecord,
    Effect,
    EffectiveKind,
    EffectRecord,
    Op,
    Provision,
    Span,
    Unit,
)
from lawreg.validity import Validity, Verdict

COMMITTEE = "Ủy ban nhân dân tỉnh Đắk Lắk"
COUNCIL = "Hội đồng nhân dân tỉnh Đắk Lắk"
TYPES = {"QĐ": "Quyết định", "NQ": "Nghị quyết", "CT": "Chỉ thị", "NĐ": "Nghị định", "TT": "Thông tư", "QH": "Luật"}


def day(raw: str | date | None) -> date | None:
    return date.fromisoformat(raw) if isinstance(raw, str) else raw


class World:
    """Collects documents and effects; answers through the public engine."""

    def __init__(self) -> None:
        self.documents: dict[str, DocumentRecord] = {}
        self.effects: list[EffectRecord] = []
        self.decisions: list[Decision] = []
        self.texts: dict[str, tuple[Provision, ...]] = {}
        self._made: Validity | None = None

    def doc(
        self,
        number: str,
        issued: str | None,
        effective: str | None = None,
        issuer: str | None = COMMITTEE,
        *,
        kind: EffectiveKind = EffectiveKind.DATE,
        title: str = "ban hành Quy định mẫu",
        normative: bool | None = None,
        expires: str | None = None,
        expires_quote: str | None = None,
        stub: bool = False,
        id_: str | None = None,
        articles: int = 0,
        quoted: bool = True,
        doc_type: str | None = None,
        field: str | None = None,
    ) -> str:
        id_ = id_ or f"{number}@{issuer}@{issued}"
        made = day(issued)
        starts = day(effective)
        if starts is None and kind == EffectiveKind.DATE and made:
            starts = made + timedelta(days=10)
        rule = "Văn bản này có hiệu lực như đã nêu." if quoted and starts else None
        code = number.split("/")[-1].split("-")[0][:2]
        self.documents[id_] = DocumentRecord(
            id=id_,
            number=number,
            number_key=number,
            doc_type=doc_type or TYPES.get(code, "Quyết định"),
            issuers=(issuer,) if isinstance(issuer, str) else (),
            issuer_ids=(),
            issued=made,
            title=title,
            signer=None,
            normative=("/20" in number or "/19" in number) if normative is None else normative,
            normative_reason=None,
            effective=starts,
            effective_kind=kind,
            effective_rule=rule,
            effective_span=Span(900, 900 + len(rule)) if rule else None,
            effective_computed=False,
            expires=day(expires),
            expires_quote=expires_quote or (f"hết hiệu lực từ {expires}" if expires else None),
            expires_span=Span(950, 990) if expires else None,
            field=field,
            file=f"corpus/{number.replace('/', '-')}.txt",
            sha256=None if stub else f"{len(self.documents):064x}",
            stub=stub,
        )
        if articles:
            self.texts[id_] = tuple(
                Provision(f"Điều {i}", Unit.ARTICLE, str(i), None, i * 100, i * 100 + 99)
                for i in range(1, articles + 1)
            )
        self._made = None
        return id_

    def act(
        self,
        op: str,
        actor: str,
        target: str | None,
        *provisions: str,
        date: str | None = None,
        until: str | None = None,
        exceptions: tuple[str, ...] = (),
        source: str | None = "Điều 2",
        candidates: tuple[str, ...] = (),
        review: str | None = None,
        words: tuple[str, ...] = (),
        quote: str | None = None,
        whole: bool | None = None,
    ) -> str:
        n = len(self.effects)
        number = self.documents[target].number if target in self.documents else None
        effect = Effect(
            Op(op),
            number,
            None,
            None,
            None,
            None,
            (not provisions and not words) if whole is None else whole,
            provisions,
            words,
            exceptions,
            day(date),
            day(until),
            source,
            quote or f"{op} {number} (câu {n})",
            100 + n,
            200 + n,
            f"rule.{op}",
            Confidence.NEEDS_REVIEW if review else Confidence.ACCEPTED,
            (review,) if review else (),
        )
        self.effects.append(EffectRecord(f"e{n:04d}", actor, target, candidates, effect))
        self._made = None
        return f"e{n:04d}"

    def decide(self, kind: str, document: str, **payload: object) -> str:
        id_ = f"d{len(self.decisions):03d}"
        self.decisions.append(
            Decision(
                id_,
                kind,
                document,
                payload,
                "Trần Thị B",
                f"2026-11-0{len(self.decisions) + 1}",
                "Đã đối chiếu bản gốc",
            )
        )
        self._made = None
        return id_

    @property
    def engine(self) -> Validity:
        if self._made is None:
            self._made = Validity(
                self.documents.values(),
                self.effects,
                decisions=self.decisions,
                provisions=lambda id_: self.texts.get(id_, ()),
            )
        return self._made

    def at(self, doc_id: str, at: str) -> Verdict:
        return self.engine.status(doc_id, date.fromisoformat(at))

    def on(self, doc_id: str, at: str) -> str:
        return str(self.at(doc_id, at).status)

    def conflicts(self) -> set[str]:
        return {f.code for f in self.engine.conflicts()}

    def notes(self, doc_id: str, at: str) -> set[str]:
        return {f.code for f in self.at(doc_id, at).notes}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(scope="session")
def new_world_factory() -> type[World]:
    return World
