"""What officers decide: appended, undone, applied, never lost, never overwritten."""

from __future__ import annotations

import json
import multiprocessing
import shutil
from datetime import date
from typing import Any

import pytest

from lawreg import messages
from lawreg.errors import NotFound, UsageError
from lawreg.model import Confidence, Op
from lawreg.registry import decisions

ID = "ubnd-dak-lak_quyet-dinh_12-2015-qd-ubnd_2015-03-05"
ACTOR = "ubnd-dak-lak_quyet-dinh_30-2016-qd-ubnd_2016-05-01"
WHO = "Trần Thị B"


@pytest.fixture
def two(put: Any, load: Any) -> None:
    put("a.json", number="12/2015/QĐ-UBND", issued="2015-03-05")
    put("b.json", number="30/2016/QĐ-UBND", issued="2016-05-01",
        effects=[{"op": "repeal", "number": "12/2015/QĐ-UBND", "quote": "bãi bỏ Quyết định số 12"}])  # fmt: skip
    load()


def test_corrections_show_as_verified_and_survive_a_rebuild(ws: Any, two: None, again: Any, store: Any) -> None:
    fields = {"title": "Tên đúng", "normative": "không", "effective": "15/03/2015", "expires": date(2020, 1, 1),
              "field": "Đất đai"}  # fmt: skip
    decisions.record(ws, "set", ID, fields, who=WHO, why="xem bản gốc")
    with store() as s:
        d = s.document(ID)
        assert (d.title, d.normative, d.field) == ("Tên đúng", False, "Đất đai")
        assert (d.effective, d.expires) == (date(2015, 3, 15), date(2020, 1, 1))
        assert d.normative_reason is not None
        assert d.normative_reason.params["who"] == WHO
        assert {f: x.who for f, x in s.verified(ID).items()} == dict.fromkeys(
            ("title", "normative", "effective", "expires", "field"), WHO
        )
        before = s.content_hash()
    shutil.rmtree(ws.indexes)
    again()
    with store() as s:
        assert s.content_hash() == before


def test_undoing_brings_back_what_was_read(ws: Any, two: None, store: Any) -> None:
    with store() as s:
        before = s.content_hash()
        generation = s.generation()
    made = decisions.record(ws, "set", ID, {"title": "Tên sai"}, who=WHO)
    with store() as s:
        assert s.document(ID).title == "Tên sai"
        assert s.generation() != generation
    decisions.undo(ws, made.id[:6], who="Lê Văn C", why="nhầm văn bản")
    with store() as s:
        assert s.content_hash() == before
    assert decisions.load(ws) == []
    assert [e.decision.kind for e in decisions.history(ws)[0]] == ["set", "undo"]
    with pytest.raises(NotFound):
        decisions.undo(ws, made.id, who=WHO)


def test_a_corrected_number_is_found_and_cited_under_it(ws: Any, put: Any, load: Any, again: Any, store: Any) -> None:
    put("scan.json", number="72/2015/QĐ-UBND", issued="2015-03-05", format="scan")
    put("b.json", number="30/2016/QĐ-UBND", issued="2016-05-01",
        effects=[{"op": "repeal", "number": "12/2015/QĐ-UBND"}])  # fmt: skip
    load()
    misread = "ubnd-dak-lak_quyet-dinh_72-2015-qd-ubnd_2015-03-05"
    decisions.record(ws, "set", misread, {"number": "12/2015/QĐ-UBND"}, who=WHO)
    with store() as s:
        assert [d.id for d in s.find("12/2015/QĐ-UBND")] == [ID]
        assert s.effects()[0].target == ID
        assert s.document(misread).id == ID
        before = s.content_hash()
    decisions.record(ws, "set", ID, {"title": "Nói tiếp về văn bản ấy"}, who=WHO)
    with store() as s:
        assert s.document(ID).title == "Nói tiếp về văn bản ấy"
    decisions.undo(ws, decisions.load(ws)[-1].id, who=WHO)
    again()
    with store() as s:
        assert s.content_hash() == before


def test_a_decision_finds_its_document_under_another_id(ws: Any, put: Any, load: Any, store: Any) -> None:
    put("b.json", number="30/2016/QĐ-UBND", issued="2016-05-01", citations=[{"number": "12/2015/QĐ-UBND"}])
    load()
    with store() as s:
        stub = s.find("12/2015/QĐ-UBND")[0]
    decisions.record(ws, "set", stub.id, {"field": "Giá đất"}, who=WHO,
                     of={"number": stub.number, "issuer_ids": list(stub.issuer_ids), "issued": None})  # fmt: skip
    with store() as s:
        assert s.document(stub.id).field == "Giá đất"
    put("a.json", number="12/2015/QĐ-UBND", issued="2015-03-05")
    load()
    with store() as s:
        assert s.document(ID).field == "Giá đất"
        assert not s.document(ID).stub


def test_an_added_effect_is_verified_evidence(ws: Any, two: None, store: Any) -> None:
    decisions.record(ws, "add_effect", ID, {"op": "amend", "by": "44/2017/QĐ-UBND", "date": "01/02/2017",
                                            "provisions": ["Điều 5"]}, who=WHO, why="Công báo số 7")  # fmt: skip
    decisions.record(ws, "add_effect", ID, {"op": "suspend", "by": ACTOR, "date": "2016-06-01"}, who=WHO)
    with store() as s:
        added = [e for e in s.effects(target=ID) if e.effect.confidence is Confidence.VERIFIED]
        by = {e.effect.op: e for e in added}
        assert set(by) == {Op.AMEND, Op.SUSPEND}
        assert by[Op.SUSPEND].actor == ACTOR
        assert (by[Op.AMEND].effect.date, by[Op.AMEND].effect.whole) == (date(2017, 2, 1), False)
        assert by[Op.AMEND].effect.quote == "Công báo số 7"
        assert s.document(by[Op.AMEND].actor).stub
        assert s.document(by[Op.AMEND].actor).number == "44/2017/QĐ-UBND"


def test_a_refused_effect_is_kept_but_not_given_out(ws: Any, two: None, again: Any, store: Any) -> None:
    with store() as s:
        (effect,) = s.effects()
    made = decisions.record(ws, "refuse_effect", ID, {"effect": effect.id}, who=WHO)
    with store() as s:
        assert s.effects() == []
        assert [e.id for e in s.effects(refused=True)] == [effect.id]
    again()
    with store() as s:
        assert s.effects(target=ID) == []
    decisions.undo(ws, made.id, who=WHO)
    with store() as s:
        assert [e.id for e in s.effects()] == [effect.id]


def test_an_officer_settles_which_document_is_meant(ws: Any, put: Any, load: Any, store: Any) -> None:
    put("a.json", number="12/2015/QĐ-UBND", issued="2015-03-05")
    put("p.json", number="12/2015/QĐ-UBND", issued="2015-04-05", issuers=["Ủy ban nhân dân tỉnh Phú Yên"])
    put("c.json", number="7/2025/QĐ-UBND", issued="2025-09-01", effects=[{"op": "repeal", "number": "12/2015/QĐ-UBND"}])
    load()
    with store() as s:
        (effect,) = s.effects()
        assert (effect.target, len(effect.candidates)) == (None, 2)
    made = decisions.record(ws, "confirm", ID, {"effect": effect.id, "target": ID}, who=WHO)
    with store() as s:
        (effect,) = s.effects()
        assert (effect.target, effect.effect.confidence) == (ID, Confidence.VERIFIED)
    decisions.undo(ws, made.id, who=WHO)
    with store() as s:
        assert s.effects()[0].target is None


def test_a_torn_last_line_is_told_and_the_next_decision_is_whole(ws: Any, two: None, load: Any, store: Any) -> None:
    decisions.record(ws, "set", ID, {"title": "Một"}, who=WHO)
    with ws.decisions_file.open("ab") as f:
        f.write(b'{"id": "x", "kind": "set", "docu')
    assert [f.code for f in load().findings] == ["torn_decision"]
    decisions.record(ws, "set", ID, {"field": "Hai"}, who=WHO)
    assert len(decisions.load(ws)) == 2
    with store() as s:
        assert (s.document(ID).title, s.document(ID).field) == ("Một", "Hai")


def test_a_decision_on_an_unknown_document_is_told(ws: Any, two: None, store: Any) -> None:
    decisions.record(ws, "set", "khong-co", {"title": "A"}, who=WHO)
    with store() as s:
        assert [(id_, f.code) for id_, f in s.findings()] == [("khong-co", "decision_without_document")]


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("set", {"mau": "xanh"}),
        ("set", {"issued": "hôm qua"}),
        ("set", {"normative": "chắc là có"}),
        ("add_effect", {"op": "xoa", "by": "1/2015/QĐ-UBND"}),
        ("refuse_effect", {}),
        ("doan", {}),
    ],
)
def test_decisions_that_cannot_be_understood_are_refused(ws: Any, kind: str, payload: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as wrong:
        decisions.record(ws, kind, ID, payload, who=WHO)
    assert not messages.render(wrong.value.finding).startswith(wrong.value.finding.code)
    assert not ws.decisions_file.exists()


def _record_many(ws: Any, who: str, n: int) -> None:
    for i in range(n):
        decisions.record(ws, "set", ID, {"title": f"{who} {i}"}, who=who)


def test_two_officers_at_once_lose_no_line(ws: Any) -> None:
    context = multiprocessing.get_context("spawn" if not hasattr(__import__("os"), "fork") else "fork")
    both = [context.Process(target=_record_many, args=(ws, who, 15)) for who in ("An", "Bình")]
    for p in both:
        p.start()
    for p in both:
        p.join(60)
    lines = ws.decisions_file.read_text(encoding="utf-8").splitlines()
    assert sorted(json.loads(line)["payload"]["title"] for line in lines) == sorted(
        f"{who} {i}" for who in ("An", "Bình") for i in range(15)
    )
