"""What is due for review and why; what changed between two dates."""

from __future__ import annotations

from datetime import date

import openpyxl

from lawreg.model import Citation, CitationRecord
from lawreg.review.diff import diff
from lawreg.review.worklist import worklist, write_slips, write_xlsx


def cite(source, target, basis):
    surface = "văn bản được dẫn chiếu"
    c = Citation(None, None, None, None, None, (), basis, surface, 0, len(surface))
    return CitationRecord(f"{source}>{target}", source, target, (), c)


def setting(world):
    law = world.doc("10/2010/NĐ-CP", "2010-01-01", issuer="Chính phủ")
    guide = world.doc("11/2010/TT-BTC", "2010-02-01", issuer="Bộ Tài chính")
    ours = world.doc("12/2011/QĐ-UBND", "2011-03-01")
    other = world.doc("13/2011/QĐ-UBND", "2011-04-01", expires="2016-02-01")
    later = world.doc("14/2015/NĐ-CP", "2015-06-01", "2015-07-15", issuer="Chính phủ")
    amender = world.doc("15/2015/TT-BTC", "2015-08-01", issuer="Bộ Tài chính")
    world.act("replace", later, law, quote="thay thế Nghị định số 10/2010/NĐ-CP")
    world.act("amend", amender, guide, "Điều 2")
    return law, guide, ours, other, [cite(ours, law, True), cite(ours, guide, False), cite(other, law, True)]


def test_basis_and_citation_and_coming_end_put_documents_on_the_list(world):
    law, _, ours, other, citations = setting(world)
    items = worklist(world.engine, citations, at=date(2015, 12, 31))
    found = {(i.document.id, i.trigger) for i in items}
    assert found == {(ours, "basis"), (other, "basis"), (ours, "cited"), (other, "expiring")}
    basis = next(i for i in items if i.document.id == ours and i.trigger == "basis")
    assert basis.quote == "thay thế Nghị định số 10/2010/NĐ-CP" and basis.since == date(2015, 7, 15)
    assert basis.overdue_days == (date(2015, 12, 31) - date(2015, 7, 15)).days - 30
    assert basis.via.id == law and "hết hiệu lực từ ngày 15/7/2015" in basis.ground
    assert {"number", "doc_type", "issuer", "issued", "trigger_name", "by_name", "since", "quote"} <= set(
        basis.to_dict()
    )


def test_nothing_is_due_before_the_event_and_a_newer_document_is_not_touched_by_it(world):
    law, _, _, _, citations = setting(world)
    newer = world.doc("20/2015/QĐ-UBND", "2015-09-01")
    items = worklist(world.engine, [*citations, cite(newer, law, True)], at=date(2015, 7, 14))
    assert items == []
    items = worklist(world.engine, [*citations, cite(newer, law, True)], at=date(2015, 12, 31))
    assert newer not in {i.document.id for i in items}


def test_expiring_before_a_chosen_day(world):
    setting(world)
    items = worklist(world.engine, [], at=date(2011, 12, 31), expiring_before=date(2016, 3, 1))
    assert [i.trigger for i in items] == ["expiring"]


def test_central_act_on_a_local_document_makes_it_due(world):
    ours = world.doc("12/2011/QĐ-UBND", "2011-03-01")
    decree = world.doc("14/2015/NĐ-CP", "2015-06-01", "2015-07-15", issuer="Chính phủ")
    world.act("repeal", decree, ours)
    assert [i.trigger for i in worklist(world.engine, [], at=date(2015, 12, 31))] == ["not_applied"]


def test_names_of_abolished_bodies_are_found_with_their_sentence(world):
    ours = world.doc("12/2021/QĐ-UBND", "2021-03-01")
    text = "Mở đầu. Ủy ban nhân dân huyện chịu trách nhiệm lập danh sách. Sở Giao thông vận tải thẩm định."
    items = worklist(world.engine, [], at=date(2025, 12, 31), texts={ours: text}.__getitem__)
    assert [i.trigger for i in items] == ["abolished_names", "abolished_names"]
    evidence = next(i.evidence for i in items if "huyện" in i.quote)
    assert text[evidence.start : evidence.end] == evidence.quote and "huyện" in evidence.quote
    assert worklist(world.engine, [], at=date(2025, 2, 1), texts={ours: text}.__getitem__) == []


def test_same_subject_of_merged_provinces_is_a_unification_task_not_a_conflict(world):
    title = "Quy định mức thu phí tham quan danh lam thắng cảnh trên địa bàn tỉnh {}"
    a = world.doc("09/2020/QĐ-UBND", "2020-03-01", issuer="Ủy ban nhân dân tỉnh Phú Yên", title=title.format("Phú Yên"))
    b = world.doc("19/2021/QĐ-UBND", "2021-05-01", title=title.format("Đắk Lắk"))
    items = worklist(world.engine, [], at=date(2025, 8, 1), issuer="tỉnh Đắk Lắk")
    assert {(i.document.id, i.trigger, i.via.id) for i in items} == {(a, "same_subject", b), (b, "same_subject", a)}
    assert world.conflicts() == set()
    assert worklist(world.engine, [], at=date(2025, 6, 30), issuer="tỉnh Đắk Lắk") == []


def test_worklist_as_a_sheet_and_slips(world, tmp_path):
    _, _, _ours, _, citations = setting(world)
    items = worklist(world.engine, citations, at=date(2015, 12, 31))
    sheet = openpyxl.load_workbook(write_xlsx(items, tmp_path / "w.xlsx")).active
    assert sheet.max_row == len(items) + 1 and sheet["A1"].value == "STT"
    slips = write_slips(items, tmp_path / "phieu")
    assert len(slips) == 2 and all(p.exists() for p in slips)


def test_diff_of_two_dates_names_the_clause(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    new = world.doc("45/2015/QĐ-UBND", "2015-02-20", "2015-03-02")
    world.doc("46/2015/QĐ-UBND", "2014-02-20")
    world.act("replace", new, old, quote="thay thế Quyết định số 12/2010/QĐ-UBND")
    rows = {r["id"]: r for r in diff(world.engine, date(2014, 12, 31), date(2015, 12, 31))}
    assert set(rows) == {old, new}
    assert (rows[old]["before"], rows[old]["after"]) == ("in_force", "expired")
    assert rows[old]["by"]["number"] == "45/2015/QĐ-UBND" and rows[old]["quote"].startswith("thay thế")
    assert (rows[new]["before"], rows[new]["after"]) == (None, "in_force")
