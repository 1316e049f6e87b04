"""Instructions of amending acts: units, phrases and documents that are said once for several, and how far each reaches."""

from __future__ import annotations

import pytest

from lawreg.extraction.citations import find_citations
from lawreg.extraction.effects import find_effects
from lawreg.normal import normalise
from lawreg.parsing import parse

_PAGE = """BỘ GIAO THÔNG VẬN TẢI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 61/2021/TT-BGTVT
Hà Nội, ngày 9 tháng 4 năm 2021
{kind}
{title}
Căn cứ Luật Đường thủy số 14/2004/QH11;
{body}
BỘ TRƯỞNG
Trần Văn Bến
"""
_OWN = "Quy định về phao neo"
_AMENDS = "Sửa đổi, bổ sung một số điều của Thông tư số 15/2012/TT-BGTVT"
Said = tuple[str, str | None, tuple[str, ...]]


def said(body: str, title: str = _AMENDS, kind: str = "THÔNG TƯ") -> list[Said]:
    """Effects on provisions or whole documents, headings without provisions left out."""
    d = parse(normalise(_PAGE.format(title=title, body=body, kind=kind)).text)
    found = find_effects(d, find_citations(d))
    return [(str(e.op), e.target_number or e.target_name, e.provisions) for e in found if e.provisions or e.whole]


def item(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """What an item of the amending article does to the circular of the title."""
    found = said(f"Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 15/2012/TT-BGTVT\n1. {text}")
    assert {target for _, target, _ in found} <= {"15/2012/TT-BGTVT"}
    return [(op, paths) for op, _, paths in found]


# ------------------------------------------------------------------------------------------------ units of one clause


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Bãi bỏ khoản 2.c Điều 5 và khoản 3.a Điều 7.",
            [("repeal", ("Điều 5 khoản 2 điểm c", "Điều 7 khoản 3 điểm a"))],
        ),
        # the clause of a table belongs to the annex, not to the article named before it
        (
            "Bỏ cụm từ “tàu lai” tại khoản 3 Điều 31 và khoản 2.c Bảng số 01 Chương II Phụ lục 4.",
            [("amend", ("Điều 31 khoản 3", "Phụ lục 4"))],
        ),
        (
            "Bỏ cụm từ “tàu lai” tại khoản 3 Điều 31 và khoản 5, Phụ lục 4.",
            [("amend", ("Điều 31 khoản 3", "Phụ lục 4"))],
        ),
        ("Bãi bỏ Mục 2 Chương II và Chương IV.", [("repeal", ("Chương II Mục 2", "Chương IV"))]),
        # what is added stands in the part or annex that holds the unit beside it
        ("Bổ sung Mục 2a vào sau Mục 2 Chương IV như sau:\n“Mục 2a\nPHAO”", [("supplement", ("Chương IV Mục 2a",))]),
        ("Bổ sung mục 32a vào sau mục 32 Phụ lục 4 như sau:\n“32a. Phao”", [("supplement", ("Phụ lục 4",))]),
        ("Bổ sung điểm 2.3 vào sau điểm 2.2 mục VI phần A như sau:\n“2.3”", [("supplement", ("Phần A Mục VI điểm 2.3",))]),
        ("Bổ sung Điều 9a vào sau Điều 9 Chương II như sau:\n“Điều 9a. Phao\nA.”", [("supplement", ("Điều 9a",))]),
        ("Bỏ tiểu mục đ, e tại mục 10 Phụ lục VI-1.9.", [("repeal", ("Phụ lục VI-1.9",))]),
        ("Bỏ số thứ tự 5 Phụ lục II.", [("repeal", ("Phụ lục II",))]),
        ("Bỏ các hàng có số thứ tự 3, 4 tại Mẫu số 02 Phụ lục II.", [("amend", ("Phụ lục II Mẫu số 02",))]),
        ("Bỏ dòng thứ 2 Bảng 3 Phụ lục II.", [("amend", ("Phụ lục II",))]),
        ("Sửa khoản 2 Điều 5 như sau:\n“2. Phao nổi.”", [("amend", ("Điều 5 khoản 2",))]),
        ("Sửa Mẫu số 01 thành Mẫu số 35 ban hành kèm theo Thông tư này.", [("amend", ("Mẫu số 01",))]),
    ],
)
def test_units_of_one_clause(text: str, wanted: list[tuple[str, tuple[str, ...]]]) -> None:
    assert item(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Phao bị loại bỏ hàng năm được ghi vào sổ theo Điều 5 Thông tư số 15/2012/TT-BGTVT.",
        "Người điều khiển bỏ mẫu đã lấy theo khoản 2 Điều 5 Thông tư số 15/2012/TT-BGTVT thì bị thu thẻ.",
        "Chủ phao sửa mục lục hồ sơ theo Điều 7 Thông tư số 15/2012/TT-BGTVT.",
    ],
)
def test_the_same_words_in_rules_do_nothing(text: str) -> None:
    assert said(f"Điều 1. Phao\n1. {text}", title=_OWN) == []


# --------------------------------------------------------------------------------------------------- phrases, documents


def test_phrases_exchanged_one_after_the_other() -> None:
    """The verb and its colon are said once; "bằng" joins phrases, it does not end the provisions."""
    text = "Thay thế: cụm từ “bến nổi” bằng cụm từ “cầu” tại khoản 3 Điều 25; cụm từ “đò” bằng “thuyền” tại Điều 22."
    assert item(text) == [("amend", ("Điều 25 khoản 3", "Điều 22"))]
    text = "Sửa cụm từ “bến” tại khoản 2 Điều 11 thành cụm từ “cầu”; cụm từ “đò” tại Điều 15 thành cụm từ “thuyền”."
    assert item(text) == [("amend", ("Điều 11 khoản 2", "Điều 15"))]


def test_an_annex_put_in_the_place_of_another_is_not_hit_itself() -> None:
    text = "Thay thế Phụ lục I ban hành kèm theo Thông tư số 15/2012/TT-BGTVT bằng Phụ lục III ban hành kèm theo Thông tư này."
    assert item(text) == [("amend", ("Phụ lục I",))]


def test_a_phrase_struck_in_several_laws() -> None:
    law = "Bãi bỏ cụm từ “bến nổi” tại khoản 3 Điều 51 của Luật Cảng số 22/2013/QH13 đã được sửa đổi, bổ sung"
    history = "theo Luật số 57/2014/QH13"
    second = "điểm e khoản 1 Điều 23 của Luật Phà số 18/2013/QH13"
    assert said(f"Điều 1. Từ ngữ\n1. {law} {history}; tại {second}.", _OWN) == [
        ("repeal", "22/2013/QH13", ("Điều 51 khoản 3",)),
        ("repeal", "18/2013/QH13", ("Điều 23 khoản 1 điểm e",)),
    ]
    # behind a comma the provision is the amending law's
    found = said(f"Điều 1. Từ ngữ\n1. {law} tại khoản 2 Điều 4 Luật số 57/2014/QH13.", _OWN)
    assert found == [("repeal", "22/2013/QH13", ("Điều 51 khoản 3",))]


def test_the_document_is_named_by_the_last_of_several_clauses() -> None:
    text = "Bỏ cụm từ “bến” tại Điều 31; bỏ cụm từ “đò” tại khoản 2 Điều 37 của Luật Cảng nổi số 27/2001/QH10."
    assert said(f"Điều 1. Từ ngữ\n1. {text}", _OWN) == [
        ("amend", "27/2001/QH10", ("Điều 31",)),
        ("amend", "27/2001/QH10", ("Điều 37 khoản 2",)),
    ]
    # a document that ends as a whole names nothing for the clause before it
    text = "Bỏ cụm từ “bến” tại Điều 31; bãi bỏ Quyết định số 27/2001/QĐ-BGTVT."
    assert said(f"Điều 1. Từ ngữ\n1. {text}", _OWN) == [("repeal", "27/2001/QĐ-BGTVT", ())]


def test_a_long_phrase_parts_no_provision_from_its_document() -> None:
    phrase = "Chủ phao gửi một bản kê tới cảng vụ trước khi neo đậu. " * 9
    text = f"Bãi bỏ khoản 1 Điều 12 và đoạn “{phrase}” tại khoản 2 Điều 12 của Thông tư số 28/2015/TT-BGTVT."
    assert said(f"Điều 1. Phao\n1. {text}", _OWN) == [("repeal", "28/2015/TT-BGTVT", ("Điều 12 khoản 1", "Điều 12 khoản 2"))]


def test_what_an_exception_keeps_does_not_cut_the_list_before_it() -> None:
    text = (
        "Bãi bỏ Luật Cảng nổi số 05/1998/QH10; Điều 1 của Luật Bến đò số 57/2005/QH11, trừ các quy định đối với phao thép "
        "tiếp tục có hiệu lực đến hết ngày 31 tháng 12 năm 2019."
    )
    found = said(f"Điều 1. Hết hiệu lực\n1. {text}", _OWN)
    assert ("repeal", "05/1998/QH10", ()) in found
    assert ("repeal", "57/2005/QH11", ("Điều 1",)) in found
    # without the exception the second document is what stays
    text = "Bãi bỏ Luật Cảng nổi số 05/1998/QH10; Luật Bến đò số 57/2005/QH11 tiếp tục có hiệu lực."
    assert said(f"Điều 1. Hết hiệu lực\n1. {text}", _OWN) == [
        ("repeal", "05/1998/QH10", ()),
        ("keep_in_force", "57/2005/QH11", ()),
    ]


# ------------------------------------------------------------------------------------------ headings without items


def test_the_instruction_stands_in_the_line_below_the_heading() -> None:
    body = "Điều 2. Bãi bỏ một số điều của Thông tư số 36/2014/TT-BGTVT của Bộ trưởng quy định về bến\nBãi bỏ khoản 5 Điều 29."
    assert said(body) == [("repeal", "36/2014/TT-BGTVT", ("Điều 29 khoản 5",))]
    body = (
        "Điều 2. Sửa đổi, bổ sung một số điều của Luật Tố tụng hành chính\n"
        "Bổ sung Điều 37a vào trước Điều 38 của Luật Tố tụng hành chính số 93/2015/QH13 như sau:\n“Điều 37a. Bến.”"
    )
    assert ("supplement", "93/2015/QH13", ("Điều 37a",)) in said(body)


def test_a_heading_that_goes_on_in_the_next_line_stays_one() -> None:
    body = "Điều 2. Bãi bỏ Thông tư số 36/2014/TT-BGTVT của Bộ trưởng Bộ Giao thông vận tải quy định về việc\nSửa đổi nhãn hiệu phao."
    assert said(body, _OWN) == [("repeal", "36/2014/TT-BGTVT", ())]


def test_errors_put_right_are_corrections_whatever_verb_says_it() -> None:
    body = (
        "Điều 1. Đính chính Thông tư số 36/2014/TT-BGTVT ngày 2 tháng 3 năm 2014 như sau:\n"
        "1. Chỉnh sửa cụm từ “bến” thành cụm từ “cầu” tại khoản 1 Điều 1.\n"
        "2. Thay cụm từ “đò” bằng cụm từ “thuyền” tại Điều 4."
    )
    assert said(body, "Đính chính Thông tư số 36/2014/TT-BGTVT", "QUYẾT ĐỊNH") == [
        ("correct", "36/2014/TT-BGTVT", ("Điều 1 khoản 1",)),
        ("correct", "36/2014/TT-BGTVT", ("Điều 4",)),
    ]


def test_what_stays_in_force_while_another_act_is_suspended() -> None:
    body = (
        "Điều 2. Áp dụng văn bản\nTrong thời gian tạm ngưng hiệu lực theo quy định tại Điều 1 Nghị quyết này, "
        "Nghị định số 15/2018/NĐ-CP của Chính phủ tiếp tục có hiệu lực."
    )
    assert said(body, "Ngưng hiệu lực một số quy định về phao", "NGHỊ QUYẾT") == [("keep_in_force", "15/2018/NĐ-CP", ())]
    body = (
        "Điều 2. Áp dụng văn bản\nTrong thời gian tạm ngưng hiệu lực Nghị định số 46/2026/NĐ-CP, chủ phao "
        "ghi sổ theo Điều 5 Nghị định số 15/2018/NĐ-CP."
    )
    assert said(body, "Quy định về phao", "NGHỊ QUYẾT") == []


# ------------------------------------------------------------------------------------- parts that look like whole ends


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # one of the texts that a decision holds
        (
            "Bãi bỏ Quy trình bảo quản phao thép tại Quyết định số 277/1999/QĐ-BGTVT về bảo quản vật tư; Quy trình sơn phao.",
            [("277/1999/QĐ-BGTVT", False, ())],
        ),
        (
            "Bãi bỏ Quy trình bảo quản phao thép ban hành kèm theo Quyết định số 277/1999/QĐ-BGTVT.",
            [("277/1999/QĐ-BGTVT", True, ())],
        ),
        ("Bãi bỏ các quy định tại Quyết định số 277/1999/QĐ-BGTVT.", [("277/1999/QĐ-BGTVT", True, ())]),
        # a part said once for two decisions that only a joining word parts
        (
            "Thay thế Danh mục bến phao tại Quyết định số 115/QĐ-BGTVT ngày 06 tháng 8 năm 2011, Quyết định số 634/QĐ-BGTVT.",
            [("115/QĐ-BGTVT", False, ("Danh mục",)), ("634/QĐ-BGTVT", False, ("Danh mục",))],
        ),
        (
            "Bãi bỏ Danh mục và Quy trình kiểm tra tại phần III ban hành kèm theo Quyết định số 164/QĐ-BGTVT ngày 28/6/2015 "
            "và Quyết định số 180/QĐ-BGTVT ngày 10/7/2015.",
            [("164/QĐ-BGTVT", False, ("Phần III",)), ("180/QĐ-BGTVT", False, ("Phần III",))],
        ),
        # its own title makes the second one an entry of its own
        (
            "Bãi bỏ Danh mục bến phao ban hành kèm theo Quyết định số 115/QĐ-BGTVT ngày 06/8/2011 về quản lý bến; "
            "Quyết định số 634/QĐ-BGTVT ngày 28/5/2014 về luồng lạch.",
            [("115/QĐ-BGTVT", False, ("Danh mục",)), ("634/QĐ-BGTVT", True, ())],
        ),
        (
            "Bãi bỏ Quyết định số 115/QĐ-BGTVT ngày 06/8/2011 và Quyết định số 634/QĐ-BGTVT ngày 28/5/2014.",
            [("115/QĐ-BGTVT", True, ()), ("634/QĐ-BGTVT", True, ())],
        ),
    ],
)
def test_parts_that_look_like_whole_ends(text: str, wanted: list[tuple[str, bool, tuple[str, ...]]]) -> None:
    d = parse(normalise(_PAGE.format(title=_OWN, body=f"Điều 1. Hết hiệu lực\n1. {text}", kind="THÔNG TƯ")).text)
    assert [(e.target_number, e.whole, e.provisions) for e in find_effects(d, find_citations(d))] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Luật Bến số 56/2005/QH11 đã được sửa đổi, bổ sung một số điều theo Luật số 34/2009/QH12 và Luật số 38/2009/QH12, "
            "Nghị quyết số 19/2008/QH12 của Quốc hội về thí điểm cho thuê bến hết hiệu lực kể từ ngày Luật này có hiệu lực.",
            ["56/2005/QH11", "19/2008/QH12"],
        ),
        # without a title it is one of the acts that amended the law
        (
            "Luật Bến số 56/2005/QH11 đã được sửa đổi, bổ sung một số điều theo Luật số 34/2009/QH12 và Nghị quyết số "
            "19/2008/QH12 hết hiệu lực kể từ ngày Luật này có hiệu lực.",
            ["56/2005/QH11"],
        ),
        (
            "Luật Bến số 56/2005/QH11 đã được sửa đổi, bổ sung một số điều theo Luật số 34/2009/QH12, Luật số 38/2009/QH12 về "
            "cảng nổi hết hiệu lực kể từ ngày Luật này có hiệu lực.",
            ["56/2005/QH11"],
        ),
        # its title is that of one more amending act
        (
            "Luật Bến số 56/2005/QH11 đã được sửa đổi, bổ sung một số điều theo Luật số 34/2009/QH12, Nghị quyết số "
            "19/2008/QH12 của Quốc hội về sửa đổi, bổ sung một số điều của Luật Bến hết hiệu lực kể từ ngày 01/01/2025.",
            ["56/2005/QH11"],
        ),
    ],
)
def test_an_entry_of_another_kind_behind_a_history(text: str, wanted: list[str]) -> None:
    found = said(f"Điều 9. Hiệu lực thi hành\n1. {text}", "Bến phao", "LUẬT")
    assert found == [("expire", number, ()) for number in wanted]


# ------------------------------------------------------------------------------------------- what an annex holds


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (
            "Bãi bỏ điểm 2 mục 3 Bản mô tả chức danh trưởng bến, phó trưởng bến tại Phụ lục IV ban hành kèm theo Thông tư "
            "số 15/2012/TT-BGTVT.",
            ("Phụ lục IV",),
        ),
        (
            "Thay thế cụm từ “bến tạm” bằng cụm từ “bến thủy” tại mục 1; điểm 4, 5 tiểu mục 2.1 mục 2 Bản mô tả chức danh "
            "thợ lặn tại Phụ lục III ban hành kèm theo Thông tư số 15/2012/TT-BGTVT.",
            ("Phụ lục III",),
        ),
        ("Bãi bỏ Mục II và bảng giá tại Phụ lục IV ban hành kèm theo Thông tư này.", ("Mục II",)),
        ("Bãi bỏ Mục II và bảng giá tại Phụ lục IV của Thông tư số 15/2012/TT-BGTVT.", ("Mục II", "Phụ lục IV")),
        ("Bãi bỏ Mục 2, Phụ lục II và Mục 3 Chương I.", ("Phụ lục II", "Chương I Mục 3")),
        ("Bãi bỏ Mục 2 Chương I; khoản 3 Điều 8 và Bảng 5 tại Phụ lục II.",
         ("Chương I Mục 2", "Điều 8 khoản 3", "Phụ lục II")),
    ],
)  # fmt: skip
def test_sections_of_a_table_in_an_annex_are_the_annex(text: str, paths: tuple[str, ...]) -> None:
    assert [p for _, found in item(text) for p in found] == list(paths)


def test_an_annex_named_in_quotation_marks_is_an_annex() -> None:
    named = "ban hành kèm theo Thông tư số 15/2012/TT-BGTVT"
    assert item(f"Bãi bỏ “Phụ lục mức phí neo đậu” {named}.") == [("repeal", ("Phụ lục",))]
    new = "bằng “Phụ lục mức phí qua luồng” ban hành kèm theo Thông tư này"
    assert item(f"Thay thế “Phụ lục mức phí neo đậu” {named} {new}.") == [("amend", ("Phụ lục",))]
    assert item(f"Bãi bỏ “Quy định về phụ lục phí” {named}.") != [("repeal", ("Phụ lục",))]


# ------------------------------------------------------------------------------------------- lists behind a colon


def test_a_colon_may_stand_between_the_unit_and_its_list() -> None:
    assert item("Bổ sung các khoản: 3, 4 và 5 vào Điều 6 như sau: “3. Phao mới.”") == [
        ("supplement", ("Điều 6 khoản 3", "Điều 6 khoản 4", "Điều 6 khoản 5"))
    ]
    assert item("Bãi bỏ các điểm: b, c khoản 2 Điều 7; các điều: 8, 9.") == [
        ("repeal", ("Điều 7 khoản 2 điểm b", "Điều 7 khoản 2 điểm c", "Điều 8", "Điều 9"))
    ]


def test_a_colon_before_a_numbered_text_opens_no_list() -> None:
    assert item("Sửa đổi Điều 6 gồm các khoản: 1. Phao đỏ; 2. Phao xanh.") == [("amend", ("Điều 6",))]
    assert item("Sửa đổi Điều 6 về các khoản: phí, lệ phí.") == [("amend", ("Điều 6",))]


# ------------------------------------------------------------------------------------------- put in the place of


def test_a_provision_replaced_by_what_follows_is_amended() -> None:
    assert item("Thay thế khoản 1 Điều 25 như sau: “1. Bến mới.”") == [("amend", ("Điều 25 khoản 1",))]
    assert item("Thay thế khoản 2 và bổ sung khoản 5 Điều 17 như sau:\n“2. Phao.\n5. Đèn.”") == [
        ("amend", ("Điều 17 khoản 2",)),
        ("supplement", ("Điều 17 khoản 5",)),
    ]


def test_a_provision_replaced_by_the_acting_document_is_replaced() -> None:
    (found,) = said("Điều 3. Hiệu lực\nThông tư này thay thế khoản 1 Điều 25 Thông tư số 15/2012/TT-BGTVT.", _OWN)
    assert found == ("replace", "15/2012/TT-BGTVT", ("Điều 25 khoản 1",))


# ------------------------------------------------------------------------------------------- one plural, several


_TWO = "Nghị định số 21/2008/NĐ-CP ngày 02/3/2008 về bến thủy {} Nghị định số 34/2009/NĐ-CP ngày 04/5/2009 về phao neo"
_TWO_PARTS = ("21/2008/NĐ-CP", False), ("34/2009/NĐ-CP", False)


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        (f"Nghị định này thay thế các quy định về phí neo đậu tại các {_TWO.format('và')}.", _TWO_PARTS),
        (f"Bãi bỏ các quy định về phí neo đậu của hai {_TWO.format(',')}.", _TWO_PARTS),
        (f"Bãi bỏ khoản 2 Điều 5 của các {_TWO.format('và')}.", _TWO_PARTS),
        (f"Nghị định này thay thế các {_TWO.format('và')}.", (("21/2008/NĐ-CP", True), ("34/2009/NĐ-CP", True))),
        (
            f"Bãi bỏ các quy định về phí neo đậu tại {_TWO.format('; bãi bỏ')}.",
            (("21/2008/NĐ-CP", False), ("34/2009/NĐ-CP", True)),
        ),
        (
            f"Bãi bỏ các quy định về phí tại các {_TWO.format('và')}; Quyết định số 41/2010/QĐ-TTg ngày 01/6/2010.",
            (*_TWO_PARTS, ("41/2010/QĐ-TTg", True)),
        ),
    ],
)
def test_what_is_said_of_a_plural_is_said_of_each(text: str, hit: tuple[tuple[str, bool], ...]) -> None:
    d = parse(normalise(_PAGE.format(title=_OWN, body=f"Điều 3. Hiệu lực thi hành\n{text}", kind="NGHỊ ĐỊNH")).text)
    found = find_effects(d, find_citations(d))
    assert [(e.target_number, e.whole) for e in found] == list(hit)


# ------------------------------------------------------------------------------------------- wrapped lines


def test_an_article_named_at_the_beginning_of_a_wrapped_line_is_hit() -> None:
    wrapped = "Thay thế cụm từ “bến tạm” bằng cụm từ “bến thủy” tại\nĐiều 10."
    assert item(wrapped) == [("amend", ("Điều 10",))]
    assert item("Bãi bỏ khoản 3 Điều 7 và\nĐiều 12.") == [("repeal", ("Điều 7 khoản 3", "Điều 12"))]


def test_a_heading_below_a_finished_line_is_no_reference() -> None:
    found = said("Điều 1. Bãi bỏ khoản 3 Điều 7 Thông tư số 15/2012/TT-BGTVT.\nĐiều 2. Hiệu lực\nThông tư này có hiệu lực.")
    assert found == [("repeal", "15/2012/TT-BGTVT", ("Điều 7 khoản 3",))]


def test_behind_a_target_hit_in_part_no_other_act_ends() -> None:
    history = "đã được sửa đổi, bổ sung theo Nghị định số 6/2012/NĐ-CP, Thông tư số 7/2014/TT-BGTVT quy định về phao"
    assert said(f"Điều 9. Hiệu lực\n1. Bãi bỏ khoản 2 Điều 4 Nghị định số 5/2010/NĐ-CP {history}.", _OWN) == [
        ("repeal", "5/2010/NĐ-CP", ("Điều 4 khoản 2",))
    ]


def test_a_last_act_joined_to_the_history_is_for_a_person_to_decide() -> None:
    text = (
        "Điều 9. Hiệu lực thi hành\n1. Nghị định số 5/2010/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 6/2012/NĐ-CP và "
        "Quyết định số 7/2014/QĐ-TTg của Thủ tướng Chính phủ về phao thép hết hiệu lực kể từ ngày Nghị định này có hiệu lực."
    )
    d = parse(normalise(_PAGE.format(title=_OWN, body=text, kind="NGHỊ ĐỊNH")).text)
    found = find_effects(d, find_citations(d))
    assert [(e.target_number, str(e.confidence), e.reasons) for e in found] == [
        ("5/2010/NĐ-CP", "accepted", ()),
        ("7/2014/QĐ-TTg", "needs_review", ("perhaps_amending",)),
    ]


# ------------------------------------------------------------------------------- what is said of one or of several


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # "của các": the provision is that of each
        (
            "Bãi bỏ Điều 5 của các Quyết định số 115/2011/QĐ-BGTVT và số 634/2012/QĐ-BGTVT.",
            [("115/2011/QĐ-BGTVT", False, ("Điều 5",)), ("634/2012/QĐ-BGTVT", False, ("Điều 5",))],
        ),
        (
            "Bãi bỏ phần liên quan đến bến phao tại các Quyết định số 115/2011/QĐ-BGTVT và số 634/2012/QĐ-BGTVT.",
            [("115/2011/QĐ-BGTVT", False, ()), ("634/2012/QĐ-BGTVT", False, ())],
        ),
        (
            "Bãi bỏ Quy trình sơn phao thép tại các Quyết định số 115/2011/QĐ-BGTVT, số 634/2012/QĐ-BGTVT.",
            [("115/2011/QĐ-BGTVT", False, ()), ("634/2012/QĐ-BGTVT", False, ())],
        ),
        (
            "Bãi bỏ các Quyết định số 115/2011/QĐ-BGTVT và số 634/2012/QĐ-BGTVT.",
            [("115/2011/QĐ-BGTVT", True, ()), ("634/2012/QĐ-BGTVT", True, ())],
        ),
        # a part without a number, of both
        (
            "Bãi bỏ nội dung thu phí của Quyết định số 115/2011/QĐ-BGTVT và Quyết định số 634/2012/QĐ-BGTVT.",
            [("115/2011/QĐ-BGTVT", False, ()), ("634/2012/QĐ-BGTVT", False, ())],
        ),
        # a line that only wraps parts nothing, a new entry does
        (
            "Bãi bỏ Danh mục bến phao tại Quyết định số 115/2011/QĐ-BGTVT và\nQuyết định số 634/2012/QĐ-BGTVT.",
            [("115/2011/QĐ-BGTVT", False, ("Danh mục",)), ("634/2012/QĐ-BGTVT", False, ("Danh mục",))],
        ),
        (
            "Bãi bỏ:\n- Danh mục bến phao tại Quyết định số 115/2011/QĐ-BGTVT,\n- Quyết định số 634/2012/QĐ-BGTVT.",
            [("115/2011/QĐ-BGTVT", False, ("Danh mục",)), ("634/2012/QĐ-BGTVT", True, ())],
        ),
    ],
)
def test_a_part_of_several_documents(text: str, wanted: list[tuple[str, bool, tuple[str, ...]]]) -> None:
    d = parse(normalise(_PAGE.format(title=_OWN, body=f"Điều 1. Hết hiệu lực\n1. {text}", kind="THÔNG TƯ")).text)
    assert [(e.target_number, e.whole, e.provisions) for e in find_effects(d, find_citations(d))] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Bãi bỏ Điều 3 về việc cấp sổ theo Điều 7 Nghị định số 6/2012/NĐ-CP.", [("repeal", ("Điều 3",))]),
        ("Bãi bỏ Điều 3; thực hiện theo Điều 7 Nghị định số 6/2012/NĐ-CP.", [("repeal", ("Điều 3",))]),
        ("Sửa đổi khoản 2 Điều 3 theo quy định tại Điều 7 Luật Bến số 16/2013/QH13.", [("amend", ("Điều 3 khoản 2",))]),
    ],
)
def test_a_provision_that_is_only_followed_is_not_hit(text: str, wanted: list[tuple[str, tuple[str, ...]]]) -> None:
    assert item(text) == wanted


@pytest.mark.parametrize(
    ("lead", "whole"),
    [
        ("Bãi bỏ một số nội dung tại các Thông tư sau:", False),
        ("Bãi bỏ một phần các văn bản sau:", False),
        ("Bãi bỏ các quy định về phí neo đậu tại các Thông tư sau:", False),
        ("Nội dung về phí neo đậu tại các Thông tư sau đây hết hiệu lực:", False),
        ("Các Thông tư sau đây hết hiệu lực một phần:", False),
        ("Bãi bỏ các Thông tư sau:", True),
        ("Bãi bỏ một số Thông tư sau:", True),
        ("Bãi bỏ các quy định tại các Thông tư sau:", True),
        ("Các Thông tư về mức phí của các huyện sau đây hết hiệu lực:", True),
    ],
)
@pytest.mark.parametrize("marks", [("\na) ", "\nb) "), ("\n- ", "\n- ")])
def test_what_stands_above_a_list_is_said_of_every_entry(lead: str, whole: bool, marks: tuple[str, str]) -> None:
    first, second = marks
    body = f"Điều 1. Hết hiệu lực\n1. {lead}{first}Thông tư số 5/2012/TT-BGTVT;{second}Thông tư số 6/2013/TT-BGTVT."
    d = parse(normalise(_PAGE.format(title=_OWN, body=body, kind="THÔNG TƯ")).text)
    found = find_effects(d, find_citations(d))
    assert [(e.target_number, e.whole) for e in found] == [("5/2012/TT-BGTVT", whole), ("6/2013/TT-BGTVT", whole)]


def test_an_entry_may_say_that_all_of_it_ends() -> None:
    body = (
        "Điều 1. {lead} các Thông tư sau:\n1. Toàn bộ Thông tư số 5/2012/TT-BGTVT.\n"
        "2. Khoản 2 Điều 3 Thông tư số 6/2013/TT-BGTVT."
    )
    for lead in ("Bãi bỏ một số điều của", "Bãi bỏ toàn bộ hoặc một phần"):
        assert said(body.format(lead=lead), _OWN) == [
            ("repeal", "5/2012/TT-BGTVT", ()),
            ("repeal", "6/2013/TT-BGTVT", ("Điều 3 khoản 2",)),
        ]


@pytest.mark.parametrize(
    ("clause", "whole"),
    [
        ("Các quy định trước đây về phí neo đậu tại {} hết hiệu lực.", False),
        ("Bãi bỏ các quy định trước đây về phao tại {}.", False),
        ("Bãi bỏ {} trước đây về phao.", True),
    ],
)
def test_rules_of_before_on_one_matter_are_a_part(clause: str, whole: bool) -> None:
    body = f"Điều 3. Hiệu lực thi hành\n{clause.format('Nghị định số 21/2008/NĐ-CP')}"
    d = parse(normalise(_PAGE.format(title=_OWN, body=body, kind="NGHỊ ĐỊNH")).text)
    found = find_effects(d, find_citations(d))
    assert [(e.target_number, e.whole) for e in found] == [("21/2008/NĐ-CP", whole)]
