"""Broken lines, stray marks and page feet: what opens a provision or a part, and what only looks so."""

from __future__ import annotations

import pytest

from lawreg.model import Document, EffectiveKind, ZoneKind
from lawreg.normal import normalise
from lawreg.parsing import parse

HEAD = "CHÍNH PHỦ\nSố: 40/2011/NĐ-CP\nHà Nội, ngày 06 tháng 6 năm 2011\nNGHỊ ĐỊNH\nVề bến thuyền\nCăn cứ Luật Thuyền ngày 14/6/2005;\n"
TAIL = "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nNguyễn Văn Bảy\n"


def doc(body: str, after: str = "", tail: str = TAIL) -> Document:
    return parse(normalise(f"{HEAD}{body}\n{tail}{after}").text)


def paths(d: Document) -> list[str]:
    return [p.path for p in d.provisions]


def kinds(d: Document) -> set[ZoneKind]:
    return {z.kind for z in d.zones}


# ------------------------------------------------------------------------------------------- "Ban hành kèm theo … này"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ban hành kèm theo Nghị định này 05 Phụ lục các mẫu phiếu qua bến.",
        "Ban hành kèm theo Nghị định này các mẫu sổ và mẫu phiếu\nđể dùng tại bến.",
        "Kèm theo Nghị định này là các mẫu phiếu.",
    ],
)
def test_the_sentence_of_an_article_opens_no_annex(sentence: str) -> None:
    # a text copied without its signature: annexes are looked for from the body on
    d = doc(
        f"Điều 1. Bến\nBến mở lúc 6 giờ.\nĐiều 2. Mẫu phiếu qua bến\n{sentence}\nĐiều 3. Hiệu lực thi hành\n"
        "Nghị định này có hiệu lực từ ngày 01 tháng 8 năm 2011.",
        tail="",
    )
    assert paths(d) == ["Điều 1", "Điều 2", "Điều 3"]
    assert kinds(d) & {ZoneKind.ANNEX, ZoneKind.ATTACHED} == set()
    assert str(d.header.effective.date) == "2011-08-01"


def test_an_annex_without_signature_before_it_is_still_one() -> None:
    d = doc(
        "Điều 1. Bến\nBến mở lúc 6 giờ.\nĐiều 2. Hiệu lực\nTừ nay.",
        "QUY CHẾ\nBến thuyền\n(Ban hành kèm theo Nghị định số 40/2011/NĐ-CP ngày 06 tháng 6 năm 2011)\nĐiều 1. Thuyền\nCó đèn.\n",
        tail="",
    )
    assert paths(d) == ["Điều 1", "Điều 2", "Quy chế kèm theo", "Quy chế kèm theo Điều 1"]


# --------------------------------------------------------------------------------------------------- broken references


def test_an_article_cut_off_from_its_clause_opens_nothing() -> None:
    d = doc(
        "Điều 1. Sửa đổi Nghị định số 12/2005/NĐ-CP\n1. Điều 5 được sửa đổi như sau:\n“Điều 5. Phao đỏ.”\n"
        "Điều 2. Bãi bỏ một số khoản của Nghị định số 12/2005/NĐ-CP\n1. Bãi bỏ khoản 4 và 6\n\nĐiều 3. 2. Bãi bỏ khoản 5 Điều 39.\n"
        "3. Bãi bỏ điểm a, b khoản 5\n\nĐiều 40. 4. Bãi bỏ khoản 5 Điều 41.\nĐiều 3. Đèn\nĐèn sáng."
    )
    assert [p for p in paths(d) if "khoản" not in p] == ["Điều 1", "Điều 2", "Điều 3"]
    assert d.provisions[-1].heading == "Đèn"


def test_the_next_article_behind_a_clause_without_full_stop_is_one() -> None:
    d = doc("Điều 1. Bến\n1. Bến sông làm theo khoản 2\n\nĐiều 2. Thuyền\n1. Thuyền có đèn.\nĐiều 3. Phao\nPhao đỏ.")
    assert [p for p in paths(d) if "khoản" not in p] == ["Điều 1", "Điều 2", "Điều 3"]


def test_a_heading_goes_on_behind_a_clause_number() -> None:
    d = doc(
        "Điều 1. Sửa đổi, bổ sung điểm b khoản 1 và điểm c khoản 2 \nĐiều 7 Nghị định số 12/2005/NĐ-CP\n"
        "1. Điểm b được sửa đổi như sau:\n“b) Phao đỏ.”\nĐiều 2. Đèn\nĐèn sáng."
    )
    assert paths(d) == ["Điều 1", "Điều 1 khoản 1", "Điều 2"]
    heading = d.provisions[0].heading
    assert heading is not None and heading.endswith("khoản 2 Điều 7 Nghị định số 12/2005/NĐ-CP")


def test_entries_below_a_point_belong_to_it() -> None:
    d = doc(
        "Điều 1. Bãi bỏ\n1. Các quy định sau hết hiệu lực:\na) Điều 2;\nb) Các khoản của Nghị định số 12/2005/NĐ-CP, bao gồm:\n"
        "b1) Khoản 1 Điều 3;\nb2) Khoản 2 Điều 4;\nc) Điều 9."
    )
    at = {p.path: p for p in d.provisions}
    head = d.provisions.index(at["Điều 1 khoản 1 điểm b"])
    assert at["Điều 1 khoản 1 điểm b1"].parent == at["Điều 1 khoản 1 điểm b2"].parent == head
    assert at["Điều 1 khoản 1 điểm c"].parent == d.provisions.index(at["Điều 1 khoản 1"])
    assert at["Điều 1 khoản 1 điểm b"].end == at["Điều 1 khoản 1 điểm b2"].end


def test_an_inserted_point_stands_beside_its_neighbour() -> None:
    d = doc("Điều 1. Bến\n1. Bến có:\na) Phao;\na1) Đèn;\nb) Thuyền.")
    at = {p.path: p for p in d.provisions}
    assert at["Điều 1 khoản 1 điểm a1"].parent == at["Điều 1 khoản 1 điểm a"].parent


# ------------------------------------------------------------------------------------------------------ quoted wording


def test_a_closing_mark_too_many_does_not_end_the_new_wording() -> None:
    d = doc(
        "Điều 1. Sửa đổi Nghị định số 12/2005/NĐ-CP\n1. Sửa đổi, bổ sung Điều 1 như sau:\n“Điều 1. Bến\n1. Bến có phao.”.\n"
        "2. Bến có đèn.\n3. Bến có thuyền.”.\n2. Sửa đổi, bổ sung Điều 2 như sau:\n“Điều 2. Phao\nPhao đỏ.”.\nĐiều 2. Hiệu lực\nTừ nay."
    )
    assert paths(d) == ["Điều 1", "Điều 1 khoản 1", "Điều 1 khoản 2", "Điều 2"]
    assert d.text[d.quoted[0].start : d.quoted[0].end].endswith("Bến có thuyền.”")


def test_an_instruction_between_two_closing_marks_is_kept() -> None:
    # the opening mark of the second block was forgotten
    d = doc(
        "Điều 1. Sửa đổi Nghị định số 12/2005/NĐ-CP\n1. Sửa đổi, bổ sung Điều 1 như sau:\n“Điều 1. Bến\nBến có phao.”.\n"
        "2. Sửa đổi, bổ sung Điều 2 như sau:\nPhao đỏ.”.\nĐiều 2. Hiệu lực\nTừ nay."
    )
    assert paths(d) == ["Điều 1", "Điều 1 khoản 1", "Điều 1 khoản 2", "Điều 2"]


def test_a_mark_far_away_or_behind_an_annex_is_another_one() -> None:
    wording = "1. Sửa đổi, bổ sung Điều 1 như sau:\n“Điều 1. Bến\nBến có phao.”.\n"
    near = doc(
        f"Điều 1. Sửa đổi Nghị định số 12/2005/NĐ-CP\n{wording}Mẫu số 01\nGhi “tên bến” và số ở cuối trang này.”\n"
    )
    assert near.text[near.quoted[0].start : near.quoted[0].end].endswith("có phao.”")
    far = doc(f"Điều 1. Sửa đổi Nghị định số 12/2005/NĐ-CP\n{wording}{'Bến nào cũng có người gác. ' * 300}\nHết.”\n")
    assert far.text[far.quoted[0].start : far.quoted[0].end].endswith("có phao.”")


def test_the_high_reversed_mark_opens_new_wording() -> None:
    d = doc(
        "Điều 1. Sửa đổi Nghị định số 12/2005/NĐ-CP\n1. Sửa đổi Điều 1 như sau:\n\u201fĐiều 1. Bến\n1. Bến có phao.\n2. Bến có đèn.”\n"
        "2. Sửa đổi Điều 2 như sau:\n\u201fĐiều 2. Phao đỏ.”\nĐiều 2. Hiệu lực\nTừ nay."
    )
    assert paths(d) == ["Điều 1", "Điều 1 khoản 1", "Điều 1 khoản 2", "Điều 2"]
    assert len(d.quoted) == 2


def test_marks_around_a_list_of_instructions_hide_nothing() -> None:
    d = doc(
        "Điều 1. Sửa đổi Nghị định số 12/2005/NĐ-CP\n1. Thay thế một số cụm từ như sau:\n“a) Thay thế cụm từ “bến cũ” bằng cụm từ"
        " “bến mới” tại khoản 1 Điều 3;\nb) Thay thế cụm từ “phao” bằng cụm từ “phao đỏ” tại Điều 4.”\n2. Bãi bỏ Điều 7."
    )
    assert paths(d)[1:] == ["Điều 1 khoản 1", "Điều 1 khoản 1 điểm a", "Điều 1 khoản 1 điểm b", "Điều 1 khoản 2"]
    assert d.quoted == ()
    point = d.provisions[2]
    assert d.text[point.start : point.start + 11] == "a) Thay thế"


def test_a_quoted_point_that_itself_replaces_words_is_new_wording() -> None:
    d = doc(
        "Điều 1. Sửa đổi Nghị định số 12/2005/NĐ-CP\n1. Bổ sung điểm d khoản 2 Điều 18 như sau:\n“d) Thay thế cụm từ “bến cũ” bằng"
        " cụm từ “bến mới” tại Điều 3 Nghị định số 05/2001/NĐ-CP.”\n2. Bãi bỏ Điều 7."
    )
    assert paths(d) == ["Điều 1", "Điều 1 khoản 1", "Điều 1 khoản 2"]
    assert len(d.quoted) == 1


# ---------------------------------------------------------------------------------------------------------- page feet

FOOT = (
    "Văn bản này chưa cập nhật nội dung Tiếng Anh\nNghị định 40/2011/NĐ-CP về bến thuyền\n## Văn bản liên quan\n"
    "Ban hành:\n01/02/2012\nTHÔNG BÁO\nvề Lưu trữ thông tin khách hàng\nNghị định số 99/2030/NĐ-CP ngày 01/07/2030 yêu cầu đồng ý.\n"
)


@pytest.mark.parametrize("foot", [FOOT, FOOT[FOOT.index("## ") :], FOOT.replace("chưa", "đang")])
def test_the_foot_of_a_saved_page_is_cut_off(foot: str) -> None:
    d = doc("Điều 1. Bến\nBến mở lúc 6 giờ.", foot)
    assert "99/2030/NĐ-CP" not in d.text and d.text.endswith(("Bảy", "Bảy\n"))
    assert (d.header.number, d.header.doc_type, d.header.signer) == ("40/2011/NĐ-CP", "Nghị định", "Nguyễn Văn Bảy")


def test_words_of_a_site_above_the_document_cut_nothing() -> None:
    page = (
        "Trang chủ\nVăn bản này đang cập nhật bản dịch\nĐộc lập - Tự do - Hạnh phúc\n"
        + HEAD
        + "Điều 1. Bến\nBến mở.\n"
        + TAIL
    )
    d = parse(page)
    assert d.text == page and "Điều 1" in paths(d)


def test_related_documents_named_in_the_body_stay() -> None:
    d = doc("Điều 1. Bến\n1. Văn bản liên quan\nVăn bản liên quan được lưu tại bến.\nĐiều 2. Đèn\nĐèn sáng.")
    assert paths(d) == ["Điều 1", "Điều 1 khoản 1", "Điều 2"]


# ------------------------------------------------------------------------------------------------------ official letters

LETTER = (
    "CỤC BẾN THUYỀN\nSố: 512/CBT-QL\nV/v phí qua bến\nHà Nội, ngày 03 tháng 3 năm 2020\nKính gửi: Công ty Sông Lam.\n{body}\n"
    "Nơi nhận:\n- Như trên.\nKT. CỤC TRƯỞNG\nPHÓ CỤC TRƯỞNG\nNguyễn Văn Bảy\n"
)


def test_a_letter_does_not_take_effect_by_the_clause_it_quotes() -> None:
    d = parse(
        LETTER.format(
            body="Tại Điều 9 Nghị định số 40/2011/NĐ-CP quy định:\nNghị định này có hiệu lực từ ngày 01 tháng 8 năm 2011"
            " đến hết ngày 31 tháng 12 năm 2011.\nCục trả lời để Công ty biết."
        )
    )
    assert d.header.doc_type == "Công văn"
    assert d.header.effective.kind is EffectiveKind.NOT_STATED and d.header.expires is None


def test_a_letter_may_take_effect_by_its_own_clause() -> None:
    d = parse(
        LETTER.format(body="Các bến thu phí theo bảng gửi kèm.\nCông văn này có hiệu lực từ ngày 01 tháng 4 năm 2020.")
    )
    assert d.header.doc_type == "Công văn"
    assert str(d.header.effective.date) == "2020-04-01"
