"""The official lists: wording by date of announcement, columns, numbering, sub-rows, totals, late and future rows."""

from __future__ import annotations

import hashlib
from datetime import date

import openpyxl
import pytest
from docx import Document

from lawreg.review import forms, review, wording
from lawreg.review.forms import plan
from lawreg.review.forms.drafts import tally_sentence

COUNCIL = "Hội đồng nhân dân tỉnh Đắk Lắk"


@pytest.fixture
def reviewed(world):
    many = "Đất đai; Giao thông; Xây dựng; Y tế; Giáo dục; Thuế; Môi trường; Văn hóa"
    wide = world.doc("01/2010/QĐ-UBND", "2010-02-01", title="Quy định về phí", field=many)
    two_acts = world.doc("02/2010/QĐ-UBND", "2010-03-01", title="Quy định về bến xe", field="Giao thông")
    gone = world.doc("04/2010/QĐ-UBND", "2010-05-01", title="Quy định về giá", field="Giao thông")
    world.doc("05/2012/NQ-HĐND", "2012-05-01", issuer=COUNCIL, title="Về phí")
    paused = world.doc("06/2012/QĐ-UBND", "2012-06-01", title="Quy định về chợ")
    early = world.doc("07/2012/QĐ-UBND", "2012-07-01", title="Quy định về đò")
    first = world.doc("08/2013/QĐ-UBND", "2013-02-19", "2013-03-01", title="Sửa đổi Quy định về đò và bến xe")
    last = world.doc("09/2015/QĐ-UBND", "2015-02-05", "2015-02-15", title="Bãi bỏ, sửa đổi một số quyết định")
    world.doc("10/2015/QĐ-UBND", "2015-12-28", "2016-01-07", title="Quy định về nước")
    world.act("amend", first, two_acts, "Điều 8 khoản 1 điểm a")
    world.act("repeal", last, two_acts, "Điều 3 khoản 4", "Điều 4 khoản 2")
    world.act("amend", first, early, "Điều 2")
    world.act("repeal", last, gone)
    world.act("suspend", last, paused, until="2016-06-01")
    return review(world.engine, 2015), wide, two_acts


def lines(sheet, kind):
    return [line for line in sheet.lines if line.kind == kind]


def sheet(r, id_, announced="2017-01-20", **more):
    return next(s for s in plan.sheets(r, date.fromisoformat(announced), **more) if s.id == id_)


@pytest.mark.parametrize(
    ("announced", "whole", "fourth"),
    [
        ("2016-02-04", "hết hiệu lực toàn bộ", "cần sửa đổi, bổ sung"),
        ("2024-01-31", "hết hiệu lực, ngưng hiệu lực toàn bộ", "cần đình chỉ thi hành, ngưng hiệu lực, sửa đổi"),
        ("2026-01-31", "hết hiệu lực, tạm ngưng hiệu lực toàn bộ", "cần tạm ngưng hiệu lực, sửa đổi"),
    ],
)
def test_wording_follows_the_date_of_the_announcing_decision(reviewed, announced, whole, fourth):
    r, _, _ = reviewed
    title = sheet(r, "whole", announced).title
    assert title == (
        f"Danh mục văn bản quy phạm pháp luật {whole} của Hội đồng nhân dân, Ủy ban nhân dân tỉnh Đắk Lắk năm 2015"
    )
    assert fourth in sheet(r, "handle", announced).title
    columns = [c.name for c in sheet(r, "whole", announced).columns]
    assert columns[-1] == "Ngày " + whole.removesuffix(" toàn bộ")


def test_columns_of_the_list_in_force_letter_for_letter(reviewed):
    r, _, _ = reviewed
    assert [c.name for c in sheet(r, "in_force").columns] == [
        "TT",
        "Tên loại văn bản",
        "Số, ký hiệu; ngày, tháng, năm ban hành văn bản",
        "Tên gọi của văn bản/Trích yếu nội dung của văn bản",
        "Thời điểm có hiệu lực",
        "Ghi chú",
    ]
    compact = sheet(r, "partly", variant="compact")
    assert [c.name for c in compact.columns] == [
        "STT",
        "Văn bản hết hiệu lực một phần",
        "Nội dung, quy định hết hiệu lực",
        "Lý do hết hiệu lực",
        "Ngày hết hiệu lực",
    ]


def test_future_documents_stand_in_the_list_in_force_and_are_counted(reviewed):
    r, _, _ = reviewed
    s = sheet(r, "in_force")
    notes = [line.cells["note"] for line in lines(s, "row")]
    assert notes.count("- Chưa có hiệu lực") == 1
    assert s.count == r.count("in_force") and r.count("not_yet") == 1
    assert any(
        n.startswith("- Hết hiệu lực một phần\n- Văn bản sửa đổi, bổ sung, thay thế, bãi bỏ một phần:\n+ ")
        for n in notes
    )
    assert any(n.startswith("- Ngưng hiệu lực toàn bộ trong khoảng thời gian xác định") for n in notes)


def test_stt_runs_on_and_a_document_in_eight_fields_counts_once(reviewed):
    r, _wide, _ = reviewed
    s = sheet(r, "in_force")
    rows = lines(s, "row")
    assert [line.cells["stt"] for line in rows] == [str(i) for i in range(1, len(rows) + 1)]
    assert sum("01/2010/QĐ-UBND" in line.cells["number"] for line in rows) == 8
    assert s.count == len(rows) - 7
    assert s.footnotes[0].startswith("(1) Văn bản này được thống kê ở 8 lĩnh vực: Đất đai; Giao thông;")
    assert sum("(1)" in line.cells["number"] for line in rows) == 1
    assert f"TỔNG SỐ: {s.count} VĂN BẢN" in [line.text for line in lines(s, "total")]
    assert lines(s, "heading")[-1].text.endswith("LĨNH VỰC KHÁC")


def test_dates_are_printed_as_lists_print_them(reviewed):
    r, _, _ = reviewed
    row = lines(sheet(r, "whole"), "row")[0]
    assert row.cells["date"] == "15/02/2015" and row.cells["number"] == "Số 04/2010/QĐ-UBND ngày 01/5/2010"


def test_two_acts_make_one_number_with_two_sub_rows(reviewed):
    r, _, _two_acts = reviewed
    s = sheet(r, "partly")
    row = next(line for line in lines(s, "row") if "02/2010" in line.cells["document_no_type"])
    assert [sub["provisions"] for sub in row.subs] == ["Điểm a khoản 1 Điều 8", "Khoản 4 Điều 3; khoản 2 Điều 4"]
    assert [sub["date"] for sub in row.subs] == ["01/3/2013", "15/02/2015"]
    assert row.subs[1]["reason"].startswith(
        "Được bãi bỏ một phần bởi Quyết định số 09/2015/QĐ-UBND ngày 05/02/2015 của"
    )
    assert s.count == 2  # documents, not sub-rows


def test_end_in_an_earlier_year_stands_in_section_b(reviewed):
    r, _, _ = reviewed
    s = sheet(r, "partly")
    texts = [line.text or line.cells["document_no_type"] for line in s.lines]
    b = next(i for i, t in enumerate(texts) if t.startswith("B."))
    assert "TRƯỚC NGÀY 01/01/2015" in texts[b]
    assert any("07/2012" in t for t in texts[b:]) and not any("07/2012" in t for t in texts[:b])


def test_row_that_ends_after_the_announcement_is_refused_and_said(world):
    old = world.doc("04/2010/QĐ-UBND", "2010-05-01")
    new = world.doc("09/2015/QĐ-UBND", "2015-11-20", "2015-12-20")
    world.act("repeal", new, old)
    r = review(world.engine, 2015)
    found = forms.check(r, announced=date(2015, 12, 1))
    assert [f.code for f in found] == ["row_after_announcement"]
    s = next(s for s in plan.sheets(r, date(2015, 12, 1)) if s.id == "whole")
    assert s.count == 0 and not lines(s, "row")


def test_suspended_documents_have_their_own_group_where_the_vocabulary_knows_them(reviewed):
    r, _, _ = reviewed
    new = sheet(r, "whole", "2026-01-31")
    assert any(line.text == "II. VĂN BẢN TẠM NGƯNG HIỆU LỰC TOÀN BỘ" for line in new.lines)
    row = next(line for line in lines(new, "row") if "06/2012" in line.cells["number"])
    assert row.cells["reason"].startswith("Bị tạm ngưng hiệu lực từ ngày 15/02/2015 đến hết ngày 31/5/2016 bởi")
    assert not any("06/2012" in line.cells["number"] for line in lines(sheet(r, "whole", "2016-02-04"), "row"))


def test_files_hold_the_lists_and_are_the_same_bytes_each_time(reviewed, tmp_path):
    r, _, _ = reviewed
    made = forms.write(r, tmp_path / "a", announced=date(2017, 1, 20))
    again = forms.write(r, tmp_path / "b", announced=date(2017, 1, 20))
    digests = [[hashlib.sha256(p.read_bytes()).hexdigest() for p in ps] for ps in (made, again)]
    assert digests[0] == digests[1]
    names = [p.name for p in made]
    assert {
        "03-het-hieu-luc-toan-bo-2015.docx",
        "04-het-hieu-luc-mot-phan-2015.docx",
        "05-con-hieu-luc-2015.docx",
        "06-can-xu-ly-2015.docx",
        "danh-muc-2015.xlsx",
    } <= set(names)
    document = Document(str(tmp_path / "a" / "04-het-hieu-luc-mot-phan-2015.docx"))
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert document.styles["Normal"].font.name == "Times New Roman"
    table = document.tables[0]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert table.rows[0].cells[0].text == "STT"
    book = openpyxl.load_workbook(tmp_path / "a" / "danh-muc-2015.xlsx")
    tally = {row[0]: row[1:] for row in book["Số liệu"].iter_rows(min_row=4, values_only=True)}
    assert tally["Tổng số"] == tuple(
        r.count(c) for c in ("reviewed", "in_force", "partly_expired", "not_yet", "suspended", "expired", "unknown")
    )


def test_own_template_is_filled(reviewed, tmp_path):
    r, _, _ = reviewed
    template = tmp_path / "mau.docx"
    own = Document()
    own.add_paragraph("MẪU CỦA SỞ: {{ title }}")
    own.add_paragraph("{% for r in rows if r.kind == 'row' %}{{ r.stt }}. {{ r.number }}; {% endfor %}Cộng {{ total }}")
    own.save(str(template))
    made = forms.write(r, tmp_path / "out", announced=date(2017, 1, 20), template=template, drafts=False)
    text = "\n".join(p.text for p in Document(str(made[0])).paragraphs)
    assert "MẪU CỦA SỞ: Danh mục" in text and "1. Số 04/2010/QĐ-UBND" in text and "Cộng 2" in text


def test_period_of_systematisation(world):
    old = world.doc("04/2010/QĐ-UBND", "2010-05-01")
    new = world.doc("09/2015/QĐ-UBND", "2015-11-20")
    world.act("repeal", new, old)
    world.doc("11/2018/QĐ-UBND", "2018-11-20")
    r = review(world.engine, 2018, first_year=2014)
    assert (r.count("expired"), r.issued_in_year) == (1, 2)
    s = next(s for s in plan.sheets(r, date(2019, 2, 1), "period") if s.id == "whole")
    assert s.title.endswith("trong kỳ hệ thống hóa 2014 - 2018")


def test_sentence_officers_write(reviewed):
    r, _, _ = reviewed
    assert tally_sentence(r).startswith(
        "rà soát 9 văn bản quy phạm pháp luật, gồm 1 nghị quyết và 8 quyết định; trong đó có 8 văn bản còn hiệu lực "
        "(bao gồm 2 văn bản hết hiệu lực một phần) và 1 văn bản hết hiệu lực toàn bộ"
    )


def test_units_are_written_as_lists_write_them():
    assert wording.written("Điều 5 khoản 2 điểm a") == "Điểm a khoản 2 Điều 5"
    assert wording.written("Quy chế kèm theo Điều 5 khoản 1") == "Khoản 1 Điều 5 Quy chế ban hành kèm theo"
    assert wording.written("Phụ lục II") == "Phụ lục II"
    assert wording.provisions_text(["Điều 7", "Khoản 2 Điều 15"]) == "Điều 7; khoản 2 Điều 15"
