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
