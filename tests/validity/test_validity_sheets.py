"""Verdict sheets, impact of a repeal, officers' decisions."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import date

from lawreg import i18n
from lawreg.model import Citation, CitationRecord
from lawreg.review.evidence import write_zip
from lawreg.validity.explain import explain
from lawreg.validity.impact import impact
from lawreg.validity.load import anchor


def test_sheet_tells_quote_arithmetic_law_and_what_would_change_it(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    new = world.doc("45/2015/QĐ-UBND", "2015-02-20", "2015-03-02")
    world.act("replace", new, old, quote="thay thế Quyết định số 12/2010/QĐ-UBND")
    sheet = explain(world.engine, old, date(2015, 12, 31))
    text = sheet.text()
    for part in (
        "HẾT HIỆU LỰC TOÀN BỘ",
        "thay thế Quyết định số 12/2010/QĐ-UBND",
        "02/3/2015",
        "Luật 31/2004/QH11 Điều 53",
        "45/2015/QĐ-UBND có hiệu lực ngày 02/3/2015",
        "bị thay thế bởi",
    ):
        assert part in text
    d = sheet.to_dict()
    assert d["status"] == "expired" and d["timeline"][-1]["event"] == "replace"
    assert {c["code"] for c in d["changes"]} == {"change_actor"}
    i18n.choose("en")
    try:
        assert "EXPIRED" in sheet.text() and "What would change the answer" in sheet.text()
    finally:
        i18n.choose(None)


def test_sheet_of_an_undecided_document_says_what_to_decide(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    new = world.doc("45/2015/QĐ-UBND", "2015-02-20", "2015-03-02")
    world.act("replace", new, old, review="list_unclear")
    sheet = explain(world.engine, old, date(2015, 12, 31))
    assert "CHƯA XÁC ĐỊNH" in sheet.text()
    assert "change_doubt" in {f.code for f in sheet.changes}


def test_impact_of_a_repeal_by_regime(world):
    parent = world.doc("10/2012/QH13", "2012-05-01", issuer="Quốc hội")
    child = world.doc("11/2013/NĐ-CP", "2013-06-01", issuer="Chính phủ")
    amendment = world.doc("12/2014/NĐ-CP", "2014-06-01", issuer="Chính phủ", title="Sửa đổi Nghị định số 11/2013/NĐ-CP")
    based, citing = world.doc("12/2015/QĐ-UBND", "2015-01-05"), world.doc("13/2015/QĐ-UBND", "2015-01-06")
    world.act("detail", child, parent)
    world.act("amend", amendment, child, "Điều 2")
    mentions = [
        CitationRecord(f"c{n}", s, t, (), Citation(None, None, None, None, None, (), b, "x", 0, 1))
        for n, (s, t, b) in enumerate([(based, parent, True), (citing, child, False)])
    ]
    found = impact(world.engine, parent, mentions, since=date(2018, 1, 1))
    assert [r.document.id for r in found.falls] == [child, amendment]
    assert found.falls[1].path == (parent, child, amendment)
    assert [r.document.id for r in found.loses_basis] == [based]
    assert [r.document.id for r in found.to_review] == [citing]
    assert "digraph" in found.to_dot() and not found.cut
    earlier = impact(world.engine, parent, mentions, since=date(2016, 1, 1))
    assert [r.document.id for r in earlier.falls] == [] and child in {r.document.id for r in earlier.to_review}
    shallow = impact(world.engine, parent, mentions, since=date(2018, 1, 1), depth=1)
    assert [r.document.id for r in shallow.falls] == [child] and shallow.cut


def test_officer_beats_the_rule_and_a_later_act_is_a_conflict(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    new = world.doc("45/2015/QĐ-UBND", "2015-02-20", "2015-03-02")
    world.act("repeal", new, old)
    first = world.decide("confirm", old, status="in_force", since="2010-03-11")
    verdict = world.at(old, "2015-12-31")
    assert (verdict.status, verdict.confidence) == ("in_force", "verified")
    assert verdict.evidence[0].op == "decision" and "Trần Thị B" in verdict.to_dict()["reason"]
    assert "decision_contradicted" in world.conflicts()
    undo = world.decide("undo", old, decision=first)
    assert world.on(old, "2015-12-31") == "expired"
    world.decide("undo", old, decision=undo)
    assert world.on(old, "2015-12-31") == "in_force"


def test_refused_and_added_effects_and_set_dates(world):
    old, other = world.doc("12/2010/QĐ-UBND", "2010-03-01"), world.doc("13/2010/QĐ-UBND", "2010-03-01", quoted=False)
    new = world.doc("45/2015/QĐ-UBND", "2015-02-20", "2015-03-02")
    effect = world.act("repeal", new, old)
    world.decide("refuse_effect", old, effect=effect)
    assert world.on(old, "2015-12-31") == "in_force"
    world.decide("add_effect", new, op="replace", target=old)
    verdict = world.at(old, "2015-12-31")
    assert verdict.status == "expired" and verdict.evidence[0].rule.startswith("decision:")
    world.decide("set", other, effective="2010-04-01")
    assert (world.on(other, "2010-03-31"), world.on(other, "2010-04-01")) == ("not_yet", "in_force")


def test_anchor_finds_the_issue_date_in_the_text(world):
    id_ = world.doc("12/2010/QĐ-UBND", "2010-03-01", quoted=False)
    text = "ỦY BAN NHÂN DÂN\nSố: 12/2010/QĐ-UBND\nBuôn Ma Thuột, ngày 01 tháng 3 năm 2010\nQUYẾT ĐỊNH"
    quote, span = anchor({id_: text}.get)(world.documents[id_])
    assert quote == "ngày 01 tháng 3 năm 2010" and text[span.start : span.end] == quote
    assert anchor({}.get)(world.documents[id_]) is None


def test_confirming_what_was_read_makes_the_answer_verified(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01", expires_quote="chấm dứt khi luật mới được ban hành")
    assert world.at(old, "2015-12-31").confidence == "needs_review"
    world.decide("confirm", old)
    verdict = world.at(old, "2015-12-31")
    assert (verdict.status, verdict.confidence) == ("in_force", "verified")
    assert verdict.evidence[-1].op == "decision"


def test_end_date_set_by_an_officer_needs_no_clause(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    world.decide("set", old, expires="2014-01-01")
    verdict = world.at(old, "2015-12-31")
    assert verdict.status == "expired" and verdict.evidence[0].op == "decision"


def test_documents_of_a_merged_province_hold_in_the_old_territory(world):
    old = world.doc("12/2020/QĐ-UBND", "2020-03-01", issuer="Ủy ban nhân dân tỉnh Phú Yên")
    unmerged = world.doc("13/2020/QĐ-UBND", "2020-03-01", issuer="Ủy ban nhân dân tỉnh Nghệ An")
    district = world.doc("14/2020/QĐ-UBND", "2020-03-01", issuer="Ủy ban nhân dân huyện Krông Pắc, tỉnh Đắk Lắk")
    assert world.notes(old, "2025-06-30") == set()
    assert (world.on(old, "2025-07-01"), world.notes(old, "2025-07-01")) == ("in_force", {"old_territory"})
    assert world.notes(unmerged, "2025-07-01") == set()
    assert world.at(district, "2025-07-01").confidence == "needs_review"


def test_evidence_is_packed_with_its_hashes(world, tmp_path):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    new = world.doc("45/2015/QĐ-UBND", "2015-02-20", "2015-03-02")
    world.act("repeal", new, old)
    sheet = explain(world.engine, old, date(2015, 12, 31))
    made = [write_zip(sheet, tmp_path / n, text_of=lambda id_: f"toàn văn {id_}") for n in ("a.zip", "b.zip")]
    assert made[0].read_bytes() == made[1].read_bytes()
    with zipfile.ZipFile(made[0]) as packed:
        sums = dict(reversed(line.split("  ")) for line in packed.read("SHA256SUMS").decode().splitlines())
        assert len([n for n in sums if n.startswith("texts/")]) == 2
        assert all(hashlib.sha256(packed.read(n)).hexdigest() == h for n, h in sums.items())


def test_pictures_keep_equal_numbers_of_two_provinces_apart(world):
    parent = world.doc("10/2012/NĐ-CP", "2012-05-01", issuer="Chính phủ")
    both = [
        world.doc("12/2015/QĐ-UBND", "2015-01-05", issuer=f"Ủy ban nhân dân tỉnh {p}") for p in ("Đắk Lắk", "Phú Yên")
    ]
    mentions = [
        CitationRecord(f"c{n}", id_, parent, (), Citation(None, None, None, None, None, (), True, "x", 0, 1))
        for n, id_ in enumerate(both)
    ]
    found = impact(world.engine, parent, mentions, since=date(2018, 1, 1))
    dot = found.to_dot()
    nodes = [line for line in dot.splitlines() if "[label=" in line and "->" not in line]
    edges = [line for line in dot.splitlines() if "->" in line]
    assert len(nodes) == 3 and len(edges) == 2
    for id_, place in zip(both, ("Đắk Lắk", "Phú Yên"), strict=True):
        (node,) = [n for n in nodes if n.strip().startswith(f'"{id_}" ')]
        assert "12/2015/QĐ-UBND" in node and place in node
        assert any(f'"{parent}" -> "{id_}"' in e for e in edges)
    assert found.to_svg().count("tỉnh Phú Yên") >= 1 and found.to_svg().count("<rect") == 3
