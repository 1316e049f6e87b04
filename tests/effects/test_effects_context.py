"""What headings, titles, annexes and quoted wording do to the clauses below them."""

from __future__ import annotations

import pytest

from lawreg.extraction.citations import find_citations
from lawreg.extraction.details import find_details
from lawreg.extraction.effects import find_effects, find_remarks
from lawreg.model import Document, Effect
from lawreg.normal import normalise
from lawreg.parsing import parse

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LAM SƠN
Số: 30/2022/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lam Sơn, ngày 05 tháng 9 năm 2022
QUYẾT ĐỊNH
{title}
ỦY BAN NHÂN DÂN TỈNH LAM SƠN
{recital}
Theo đề nghị của Giám đốc Sở Tư pháp.
QUYẾT ĐỊNH:
{body}
Điều {last}. Tổ chức thực hiện
Chánh Văn phòng và các cơ quan liên quan chịu trách nhiệm thi hành.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Bình
{annex}"""
LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;"
AMENDS = "Sửa đổi, bổ sung một số điều của Quyết định số 18/2016/QĐ-UBND ngày 04 tháng 4 năm 2016 của tỉnh Lam Sơn"


def document(body: str, title: str = "Ban hành giá nước sạch", recital: str = LAW, annex: str = "") -> Document:
    page = HEAD.format(title=title, body=body, recital=recital, annex=annex, last=9)
    return parse(normalise(page).text)


def effects(body: str, **parts: str) -> tuple[Effect, ...]:
    d = document(body, **parts)
    return find_effects(d, find_citations(d))


def said(found: tuple[Effect, ...]) -> set[tuple[str, str | None, bool, tuple[str, ...]]]:
    return {(str(e.op), e.target_number or e.target_name, e.whole, e.provisions) for e in found}


def test_target_from_the_article_heading_and_article_from_the_clause_above() -> None:
    found = effects(
        "Điều 1. Sửa đổi, bổ sung một số điều của Quyết định số 77/2018/QĐ-UBND ngày 10 tháng 10 năm 2018\n"
        "1. Sửa đổi, bổ sung Điều 7 như sau:\n"
        "a) Sửa đổi khoản 2 như sau:\n“2. Nội dung mới.”.\n"
        "b) Bãi bỏ khoản 4.\n"
        "2. Bổ sung điểm d vào sau điểm c khoản 1 Điều 9 như sau:\n“d) Nội dung thêm.”."
    )
    wanted = {
        ("amend", "77/2018/QĐ-UBND", False, ("Điều 7 khoản 2",)),
        ("repeal", "77/2018/QĐ-UBND", False, ("Điều 7 khoản 4",)),
        ("supplement", "77/2018/QĐ-UBND", False, ("Điều 9 khoản 1 điểm d",)),
    }
    assert wanted <= said(found)
    assert {e.target_number for e in found} == {"77/2018/QĐ-UBND"}


def test_target_from_the_acts_own_title() -> None:
    found = effects("Điều 1. Sửa đổi khoản 3 Điều 5\n“3. Nội dung mới.”\nĐiều 2. Bãi bỏ Điều 8.", title=AMENDS)
    assert ("repeal", "18/2016/QĐ-UBND", False, ("Điều 8",)) in said(found)
    assert ("amend", "18/2016/QĐ-UBND", False, ("Điều 5 khoản 3",)) in said(found)


def test_title_alone_speaks_when_the_body_says_nothing() -> None:
    found = effects("Điều 1. Mức giá mới áp dụng từ kỳ hóa đơn tháng 10.", title=AMENDS)
    assert [(str(e.op), e.target_number, e.source_provision) for e in found] == [
        ("amend", "18/2016/QĐ-UBND", "tiêu đề")
    ]


def test_quoted_new_wording_belongs_to_the_other_document() -> None:
    found = effects(
        "Điều 1. Sửa đổi Điều 6 Quyết định số 18/2016/QĐ-UBND như sau:\n"
        "“Điều 6. Hiệu lực\n1. Quyết định này thay thế Quyết định số 11/2009/QĐ-UBND.\n"
        "2. Bãi bỏ Chỉ thị số 03/2007/CT-UBND.”."
    )
    assert {e.target_number for e in found} == {"18/2016/QĐ-UBND"}


def test_annex_list_takes_its_verb_from_the_article() -> None:
    found = effects(
        "Điều 1. Bãi bỏ toàn bộ 02 văn bản quy phạm pháp luật tại Danh mục ban hành kèm theo Quyết định này.",
        annex="DANH MỤC\nVĂN BẢN QUY PHẠM PHÁP LUẬT BỊ BÃI BỎ\n(Ban hành kèm theo Quyết định số 30/2022/QĐ-UBND)\n"
        "1. Quyết định số 09/2006/QĐ-UBND ngày 02 tháng 3 năm 2006 sửa đổi Quyết định số 40/2003/QĐ-UB.\n"
        "2. Chỉ thị số 05/2010/CT-UBND ngày 12 tháng 4 năm 2010 về phòng cháy.\n",
    )
    assert said(found) == {
        ("repeal", "09/2006/QĐ-UBND", True, ()),
        ("repeal", "05/2010/CT-UBND", True, ()),
    }


def test_number_of_a_law_named_only_in_the_heading() -> None:
    found = effects(
        "Điều 1. Sửa đổi, bổ sung một số điều của Luật Bưu chính\n1. Bãi bỏ khoản 2 Điều 14.\n"
        "Điều 2. Bãi bỏ Điều 3 Luật Bưu chính số 49/2010/QH12."
    )
    assert {(e.target_number, e.provisions) for e in found} == {
        ("49/2010/QH12", ("Điều 14 khoản 2",)),
        ("49/2010/QH12", ("Điều 3",)),
    }


def test_own_part_that_ends_has_no_target() -> None:
    found = effects("Điều 1. Hiệu lực\nKhoản 2 Điều 3 Quyết định này hết hiệu lực từ ngày 01 tháng 01 năm 2024.")
    assert [(e.target_number, e.target_name, e.provisions, str(e.date)) for e in found] == [
        (None, None, ("Điều 3 khoản 2",), "2024-01-01")
    ]


def test_consolidated_text_does_nothing() -> None:
    body = "Điều 1. Bãi bỏ Quyết định số 18/2016/QĐ-UBND."
    page = HEAD.format(title="Giá nước", body=body, recital=LAW, annex="", last=9)
    page = page.replace("30/2022/QĐ-UBND", "02/VBHN-UBND").replace("QUYẾT ĐỊNH\n", "VĂN BẢN HỢP NHẤT\n", 1)
    d = parse(normalise(page).text)
    assert find_effects(d, find_citations(d)) == ()


@pytest.mark.parametrize(
    ("clause", "code"),
    [
        ("Các quy định trước đây trái với Quyết định này đều bị bãi bỏ.", "blanket_repeal"),
        ("Quyết định này thay thế các quyết định trước đây của tỉnh về giá nước.", "unnamed_target"),
    ],
)
def test_clause_without_a_named_target_is_remarked(clause: str, code: str) -> None:
    d = document(f"Điều 1. Điều khoản thi hành\n1. Giá áp dụng thống nhất.\n2. {clause}")
    cited = find_citations(d)
    assert find_effects(d, cited) == ()
    assert [f.code for f in find_remarks(d, cited)] == [code]


@pytest.mark.parametrize(
    "clause",
    [
        "Quá thời hạn này mà không mở cửa, văn bản chấp thuận mở chợ hết hiệu lực.",
        "Sau khi có văn bản nhắc nhở mà không khắc phục thì giấy phép xả thải hết hiệu lực.",
        "Danh mục văn bản quy phạm pháp luật về giá nước hết hiệu lực toàn bộ.",
        "Trường hợp các văn bản dẫn chiếu trong Quyết định này được thay thế thì theo văn bản thay thế.",
    ],
)
def test_licences_lists_and_references_lack_no_number(clause: str) -> None:
    d = document(f"Điều 1. Điều khoản thi hành\n1. Giá áp dụng thống nhất.\n2. {clause}")
    cited = find_citations(d)
    assert find_effects(d, cited) == ()
    assert find_remarks(d, cited) == ()


def test_details_come_from_the_title_or_from_an_assigning_recital() -> None:
    d = document(
        "Điều 1. Phạm vi điều chỉnh.",
        title="Quy định chi tiết khoản 2 Điều 15 Luật Thủy lợi số 08/2017/QH14",
        recital="Căn cứ khoản 4 Điều 30 Nghị định số 67/2018/NĐ-CP ngày 14 tháng 5 năm 2018 của Chính phủ;",
    )
    found = find_details(d, find_citations(d))
    assert [(str(e.op), e.target_number, e.provisions, e.rule) for e in found] == [
        ("detail", "08/2017/QH14", ("Điều 15 khoản 2",), "detail.title"),
        ("detail", "67/2018/NĐ-CP", ("Điều 30 khoản 4",), "detail.recital"),
    ]


def test_a_plain_recital_is_no_detail() -> None:
    d = document("Điều 1. Phạm vi.")
    assert find_details(d, find_citations(d)) == ()


SUSPENDS = "Điều 1. Tạm ngưng hiệu lực thi hành từ ngày 01 tháng 4 năm 2023 đến hết ngày 30 tháng 9 năm 2023 đối với các "


def test_start_and_end_of_a_heading_reach_its_items_and_its_annex() -> None:
    items = effects(
        SUSPENDS + "văn bản sau đây:\n"
        "1. Quyết định số 10/2012/QĐ-UBND ngày 03 tháng 5 năm 2012 của Ủy ban nhân dân tỉnh về phí chợ;\n"
        "2. Quyết định số 11/2012/QĐ-UBND ngày 03 tháng 5 năm 2012 của Ủy ban nhân dân tỉnh về phí đò."
    )
    rows = effects(
        SUSPENDS + "văn bản quy phạm pháp luật tại Danh mục ban hành kèm theo Quyết định này.",
        annex="DANH MỤC\nVĂN BẢN TẠM NGƯNG HIỆU LỰC\n"
        "(Ban hành kèm theo Quyết định số 30/2022/QĐ-UBND ngày 05 tháng 9 năm 2022)\n\n"
        "1\tQuyết định số 10/2012/QĐ-UBND ngày 03 tháng 5 năm 2012\tvề phí chợ\n"
        "2\tQuyết định số 11/2012/QĐ-UBND ngày 03 tháng 5 năm 2012\tvề phí đò\n",
    )
    for found in (items, rows):
        told = {(str(e.op), e.target_number, str(e.date), str(e.until)) for e in found}
        assert told == {
            ("suspend", "10/2012/QĐ-UBND", "2023-04-01", "2023-10-01"),
            ("suspend", "11/2012/QĐ-UBND", "2023-04-01", "2023-10-01"),
        }


def test_corrections_listed_below_their_document() -> None:
    found = effects(
        "Điều 1. Đính chính lỗi kỹ thuật tại Quyết định số 12/2013/QĐ-UBND ngày 05 tháng 4 năm 2013 về quản lý chợ như sau:\n"
        "1. Tại khoản 1 Điều 3 đã in là “ba mươi ngày” nay sửa lại là “mười ngày”.\n"
        "2. Tại Điều 7 đã in là “khoản 2 Điều 9” nay sửa lại là “khoản 3 Điều 9”."
    )
    assert said(found) == {
        ("correct", "12/2013/QĐ-UBND", False, ("Điều 3 khoản 1",)),
        ("correct", "12/2013/QĐ-UBND", False, ("Điều 7",)),
    }


def test_closing_formula_of_a_council_acts_behind_the_last_article() -> None:
    page = HEAD.replace("QĐ-UBND", "NQ-HĐND").replace("QUYẾT ĐỊNH\n", "NGHỊ QUYẾT\n").replace("QUYẾT ĐỊNH:", "QUYẾT NGHỊ:")
    page = page.replace("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN").replace(
        "TM. HỘI ĐỒNG NHÂN DÂN\n",
        "\nNghị quyết này đã được Hội đồng nhân dân tỉnh Lam Sơn khóa X thông qua ngày 05 tháng 9 năm 2022, có hiệu lực từ "
        "ngày 15 tháng 9 năm 2022 và thay thế Nghị quyết số 06/2012/NQ-HĐND ngày 10 tháng 7 năm 2012./.\n\n",
    )
    text = page.format(title="Quy định phí đò", recital=LAW, body="Điều 1. Mức thu\nMức thu là 5.000 đồng.", last=2, annex="")
    d = parse(normalise(text).text)
    assert said(find_effects(d, find_citations(d))) == {("replace", "06/2012/NQ-HĐND", True, ())}


LIST = (
    "DANH MỤC\nVăn bản quy phạm pháp luật hết hiệu lực toàn bộ năm 2021\n"
    "(Ban hành kèm theo Quyết định số 30/QĐ-UBND ngày 05 tháng 9 năm 2022)\n"
    "STT\tSố, ký hiệu\tNgày ban hành\tTrích yếu\tLý do hết hiệu lực\tNgày hết hiệu lực\n"
    "1\t02/2005/QĐ-UB\t11/01/2005\tVề giá cây giống\tBị bãi bỏ bởi Quyết định số 20/2021/QĐ-UBND\t22/6/2021\n"
    "2\t11/2007/QĐ-UBND\t30/3/2007\tVề công tác phí\tKhông còn đối tượng điều chỉnh\t31/12/2021\n"
)


def announced(number: str) -> Document:
    page = HEAD.replace("30/2022/QĐ-UBND", number).format(
        title="Về việc công bố Danh mục văn bản quy phạm pháp luật hết hiệu lực toàn bộ năm 2021",
        recital=LAW,
        body="Điều 1. Công bố kèm theo Quyết định này Danh mục 02 văn bản quy phạm pháp luật hết hiệu lực.",
        last=2,
        annex=LIST,
    )
    return parse(normalise(page).text)


def test_a_list_that_only_announces_is_no_effect() -> None:
    d = announced("30/QĐ-UBND")
    citations = find_citations(d)
    assert find_effects(d, citations) == ()
    reason = next(c for c in citations if c.number == "20/2021/QĐ-UBND")
    assert reason.date is None, "the day in the next cell is when the list's document ended"
