"""What a verb speaks of: the document itself, a part of it, what a title says, or no document at all.

Each class has a text that must change nothing beside one that must act.
"""

from __future__ import annotations

from datetime import date

from lawreg.extraction.citations import find_citations
from lawreg.extraction.effects import find_effects
from lawreg.model import Confidence, Effect, Op
from lawreg.normal import normalise
from lawreg.parsing import parse

_PAGE = """{issuer}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
Hà Nội, ngày 12 tháng 5 năm 2026
{kind}
{title}
Căn cứ Luật Đất đai số 31/2024/QH15;
Điều 1. Phạm vi
1. Quản lý bến thủy trên cả nước.
{body}
"""


def read(
    body: str,
    *,
    kind: str = "THÔNG TƯ",
    number: str = "44/2026/TT-BXD",
    issuer: str = "BỘ XÂY DỰNG",
    title: str = "Quy định về quản lý bến thủy",
) -> tuple[Effect, ...]:
    text = _PAGE.format(issuer=issuer, number=number, kind=kind, title=title, body=body)
    document = parse(normalise(text).text)
    found = find_effects(document, find_citations(document))
    for e in found:
        assert document.text[e.start : e.end] == e.quote
    return found


def rows(found: tuple[Effect, ...]) -> list[tuple[str, str | None, bool, tuple[str, ...]]]:
    return [(e.op.value, e.target_number or e.target_name, e.whole, e.provisions) for e in found]


def test_what_an_amending_act_amended_is_not_repealed_with_its_article() -> None:
    found = read(
        "Điều 2. Bãi bỏ\n1. Bãi bỏ Điều 3 Thông tư số 41/2023/TT-BXD ngày 16/6/2023 sửa đổi, bổ sung một số điều của "
        "Thông tư số 12/2014/TT-BXD ngày 27/8/2014 quy định về phao neo; Thông tư số 18/2020/TT-BXD ngày 31/3/2020 "
        "quy định về đèn hiệu; Thông tư số 32/2016/TT-BXD ngày 21/12/2016 quy định về luồng lạch."
    )
    assert rows(found) == [("repeal", "41/2023/TT-BXD", False, ("Điều 3",))]


def test_entries_with_bullets_are_entries_whatever_the_title_before_said() -> None:
    found = read(
        "Điều 2. Bãi bỏ các văn bản sau:\n- Điều 3 Thông tư số 41/2023/TT-BXD sửa đổi, bổ sung một số điều của Thông tư "
        "số 12/2014/TT-BXD;\n- Thông tư số 18/2020/TT-BXD."
    )
    assert rows(found) == [
        ("repeal", "41/2023/TT-BXD", False, ("Điều 3",)),
        ("repeal", "18/2020/TT-BXD", True, ()),
    ]


def test_a_history_told_as_a_list_is_history_to_its_end() -> None:
    found = read(
        "Điều 2. Hiệu lực\n1. Các văn bản sau hết hiệu lực:\na) Thông tư số 19/2016/TT-BXD ngày 30/6/2016 về phao neo, "
        "được sửa đổi, bổ sung bởi:\nThông tư số 30/2017/TT-BXD ngày 14/10/2017;\nThông tư số 26/2018/TT-BXD ngày "
        "29/12/2018;\nb) Thông tư số 41/2019/TT-BXD ngày 28/12/2019."
    )
    assert rows(found) == [("expire", "19/2016/TT-BXD", True, ()), ("expire", "41/2019/TT-BXD", True, ())]


def test_an_exception_told_as_a_list_stays_alive() -> None:
    (repeal, other) = read(
        "Điều 2. Bãi bỏ một phần\n1. Bãi bỏ Thông tư số 09/2015/TT-BXD, trừ các nội dung sau:\na) Điểm a khoản 3 Điều "
        "1; Điều 4;\nb) Khoản 3 Điều 23.\n2. Bãi bỏ khoản 3 Điều 4 Thông tư số 57/2022/TT-BXD."
    )
    assert (repeal.target_number, repeal.whole, repeal.provisions) == ("09/2015/TT-BXD", False, ())
    assert "khoản 3 Điều 1; Điều 4" in repeal.exceptions[0]
    assert "Khoản 3 Điều 23" in repeal.exceptions[0]
    assert rows((other,)) == [("repeal", "57/2022/TT-BXD", False, ("Điều 4 khoản 3",))]


def test_a_list_behind_an_exception_that_is_said_in_full_is_the_list_of_the_clause() -> None:
    found = read(
        "Điều 2. Hiệu lực\n2. Các văn bản sau hết hiệu lực kể từ ngày Thông tư này có hiệu lực, trừ quy định chuyển "
        "tiếp tại Điều 1 Thông tư này:\na) Thông tư số 16/2014/TT-BXD ngày 29 tháng 5 năm 2014;\nb) Thông tư số "
        "25/2018/TT-BXD ngày 12 tháng 9 năm 2018."
    )
    assert rows(found) == [("expire", "16/2014/TT-BXD", True, ()), ("expire", "25/2018/TT-BXD", True, ())]


def test_licences_listings_and_judgments_are_no_documents_of_law() -> None:
    assert not read(
        "Điều 2. Thu hồi giấy phép\n1. Chấm dứt hiệu lực giấy phép khai thác bến trong các trường hợp sau đây:\na) Vi "
        "phạm điểm a khoản 2 Điều 58 Luật Năng lượng nguyên tử;\nb) Vi phạm điểm e khoản 2 Điều 58 Luật Năng lượng "
        "nguyên tử."
    )
    assert not read(
        "Điều 2. Hủy bỏ quyết định tuyên bố mất tích\n1. Người trở về có quyền yêu cầu Tòa án.\n2. Quan hệ tài sản được "
        "giải quyết theo quy định của Luật Hôn nhân và gia đình."
    )
    assert not read(
        "Điều 2. Hủy bỏ niêm yết bắt buộc\n1. Cổ phiếu bị hủy bỏ niêm yết khi:\na) Tổ chức niêm yết vi phạm khoản 1 "
        "Điều 12 Luật Chứng khoán."
    )


def test_a_list_of_errors_is_read_though_the_title_before_it_speaks_of_trade() -> None:
    found = read(
        "Điều 2. Đính chính Thông tư số 13/2025/TT-BXD ngày 30 tháng 12 năm 2025 quy định về thị trường giao dịch vật "
        "liệu như sau:\n1. Tại khoản 1 Điều 7 đã in là “ba mươi” nay sửa là “mười ba”.",
    )
    assert ("correct", "13/2025/TT-BXD", False, ("Điều 7 khoản 1",)) in rows(found)


def test_the_power_to_repeal_documents_is_no_repeal() -> None:
    assert not read(
        "Điều 2. Thẩm quyền\n1. Bãi bỏ một phần hoặc toàn bộ văn bản quy phạm pháp luật quy định tại các khoản 3, 4 "
        "Điều 4 của Luật Ban hành văn bản quy phạm pháp luật trái với luật."
    )


def test_words_struck_in_documents_named_below_do_not_end_the_document_of_the_title() -> None:
    found = read(
        "Điều 2. Sửa đổi Thông tư số 09/2023/TT-BXD\n1. Bãi bỏ khoản 2 Điều 3.\nĐiều 3. Hiệu lực thi hành\n1. Bãi bỏ "
        "một số cụm từ tại các Thông tư sau:\na) Cụm từ “bến tạm” tại khoản 2 Điều 6 Thông tư số 32/2021/TT-BXD.",
        title="Sửa đổi, bổ sung một số điều của Thông tư số 09/2023/TT-BXD",
    )
    assert not any(e.whole for e in found)
    assert ("repeal", "09/2023/TT-BXD", False, ("Điều 3 khoản 2",)) in rows(found)
    assert ("repeal", "32/2021/TT-BXD", False, ("Điều 6 khoản 2",)) in rows(found)


def test_the_annex_of_two_decrees_is_replaced_not_the_second_decree() -> None:
    found = read(
        "Điều 2. Thay thế phụ lục\n1. Thay thế Phụ lục của Nghị định số 34/2014/NĐ-CP và Nghị định số 71/2015/NĐ-CP "
        "bằng Phụ lục kèm theo Nghị định này.",
        kind="NGHỊ ĐỊNH",
        number="49/2026/NĐ-CP",
        issuer="CHÍNH PHỦ",
    )
    assert {(e.target_number, e.whole) for e in found} == {("34/2014/NĐ-CP", False), ("71/2015/NĐ-CP", False)}


def test_until_the_day_another_act_ends_is_a_condition() -> None:
    assert not read(
        "Điều 2. Hiệu lực thi hành\n1. Thông tư này có hiệu lực thi hành kể từ ngày 07 tháng 5 năm 2026 đến ngày các quy "
        "định về cơ chế đặc thù tại Nghị quyết số 29/2025/QH15 hết hiệu lực thi hành."
    )


def test_provisions_that_a_title_names_are_not_repealed() -> None:
    found = read(
        "Điều 2. Bãi bỏ\n1. Bãi bỏ Điều 2 của Luật số 34/2009/QH12 sửa đổi, bổ sung Điều 126 của Luật Nhà ở và Điều 121 "
        "của Luật Đất đai; Điều 4 của Luật số 38/2009/QH12."
    )
    assert rows(found) == [
        ("repeal", "34/2009/QH12", False, ("Điều 2",)),
        ("repeal", "38/2009/QH12", False, ("Điều 4",)),
    ]


def test_an_article_amended_before_belongs_to_the_document_of_the_title() -> None:
    found = read(
        "Điều 2. Sửa đổi, bổ sung một số khoản của Điều 33 được sửa đổi, bổ sung bởi khoản 2 Điều 1 Thông tư số "
        "18/2025/TT-BXD\n1. Sửa đổi, bổ sung điểm a khoản 1 như sau:\n“a) Bến có phao neo.”.",
        title="Sửa đổi, bổ sung một số điều của Thông tư số 96/2020/TT-BXD",
    )
    assert {e.target_number for e in found} == {"96/2020/TT-BXD"}
    assert ("amend", "96/2020/TT-BXD", False, ("Điều 33 khoản 1 điểm a",)) in rows(found)


def test_words_of_a_title_or_a_quotation_stop_no_instruction() -> None:
    found = read(
        "Điều 2. Hiệu lực\n2. Nghị quyết số 55/1998/NQ-UBTVQH10 ngày 30 tháng 8 năm 1998 về việc ban hành quy chế làm "
        "việc của cơ quan hết hiệu lực kể từ ngày Thông tư này có hiệu lực thi hành."
    )
    assert rows(found) == [("expire", "55/1998/NQ-UBTVQH10", True, ())]
    found = read(
        "Điều 2. Bãi bỏ\n6. Bãi bỏ nội dung “bản sao sổ trong trường hợp thuê bến” tại khoản 2 Điều 6 của Thông tư số "
        "09/2020/TT-BXD ngày 12 tháng 11 năm 2020."
    )
    assert rows(found) == [("repeal", "09/2020/TT-BXD", False, ("Điều 6 khoản 2",))]


def test_the_type_word_alone_is_the_act_itself_in_its_closing_article_only() -> None:
    closing = read(
        "Điều 2. Hiệu lực thi hành\n1. Thông tư này có hiệu lực từ ngày 01 tháng 7 năm 2026.\n2. Thông tư thay thế "
        "Thông tư số 21/2018/TT-BXD ngày 15/11/2018."
    )
    assert rows(closing) == [("replace", "21/2018/TT-BXD", True, ())]
    assert not read("Điều 2. Kế hoạch soạn thảo\n1. Thông tư thay thế Thông tư số 21/2018/TT-BXD ngày 15/11/2018.")


def test_later_articles_of_a_law_that_amends_one_law_speak_of_it() -> None:
    found = read(
        "Điều 2.\n1. Thay cụm từ tại các điều, khoản sau đây của Luật Giao thông đường thủy nội địa số 23/2004/QH11:\na) "
        "Thay cụm từ “Bộ Thủy sản” bằng cụm từ “Bộ Nông nghiệp” tại khoản 3 Điều 99;\n2. Bổ sung cụm từ “người thuê” "
        "sau cụm từ “chủ phương tiện” tại khoản 1 Điều 29.\nĐiều 3.\n1. Bãi bỏ Điều 7.",
        kind="LUẬT",
        number="48/2014/QH13",
        issuer="QUỐC HỘI",
        title="SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT GIAO THÔNG ĐƯỜNG THỦY NỘI ĐỊA",
    )
    assert {e.target_number for e in found} == {"23/2004/QH11"}
    assert ("repeal", "23/2004/QH11", False, ("Điều 7",)) in rows(found)


def test_a_task_of_a_programme_amends_nothing() -> None:
    assert not read(
        "Điều 2. Nhiệm vụ\n1. Giải pháp\n- Sửa đổi Luật Sử dụng năng lượng tiết kiệm và hiệu quả để tạo chuyển biến.\n- "
        "Sửa đổi, bổ sung Nghị định số 15/2018/NĐ-CP nhằm tháo gỡ khó khăn."
    )
    found = read("Điều 2. Sửa đổi\n1. Sửa đổi Điều 5 Nghị định số 15/2018/NĐ-CP để thống nhất cách gọi như sau:\n“Điều 5.”")
    assert [e.op for e in found] == [Op.AMEND]


def test_the_number_of_the_next_clause_is_no_short_form() -> None:
    found = read(
        "Điều 2. Bãi bỏ một số Thông tư\n1. Bãi bỏ Thông tư số 21/2021/TT-BXD ngày 18 tháng 3 năm 2021.",
        title="Sửa đổi Thông tư số 01/2024/TT-BXD",
    )
    assert [e.target_number for e in found if e.op is Op.REPEAL] == ["21/2021/TT-BXD"]


def test_days_are_read_in_either_spelling() -> None:
    (first, part) = read(
        "Điều 2. Hiệu lực\n2. Thông tư số 05/2010/TT-BXD ngày 01/02/2010 hết hiệu lực kể từ ngày 01/7/2026; riêng Điều 5 "
        "Thông tư số 05/2010/TT-BXD hết hiệu lực kể từ ngày 01 tháng 01 năm 2027."
    )
    assert (first.whole, first.date) == (True, date(2026, 7, 1))
    assert (part.provisions, part.date) == (("Điều 5",), date(2027, 1, 1))
    (longer,) = read(
        "Điều 2. Kéo dài\n1. Kéo dài thời hạn áp dụng Nghị quyết số 35/2021/NQ-HĐND ngày 20/7/2021 đến hết ngày "
        "31/12/2026."
    )
    assert (longer.op, longer.until) == (Op.EXTEND, date(2027, 1, 1))


def test_a_term_that_is_made_longer_is_the_documents_not_a_permits() -> None:
    (whole,) = read(
        "Điều 2. Kéo dài\n1. Thời hạn áp dụng của Nghị quyết số 35/2021/NQ-HĐND ngày 20/7/2021 được kéo dài đến hết ngày "
        "31/12/2026."
    )
    assert (whole.op, whole.target_number, whole.until) == (Op.EXTEND, "35/2021/NQ-HĐND", date(2027, 1, 1))
    assert not read(
        "Điều 2. Giấy phép\n1. Giấy phép cấp theo Nghị định số 15/2018/NĐ-CP được gia hạn đến hết ngày 31/12/2026."
    )


def test_every_annex_has_the_verb_of_the_clause_that_names_it() -> None:
    found = read(
        "Điều 2. Bãi bỏ\n1. Bãi bỏ toàn bộ 02 văn bản tại Phụ lục I ban hành kèm theo Thông tư này.\n2. Bãi bỏ một phần "
        "01 văn bản tại Phụ lục II ban hành kèm theo Thông tư này.\nĐiều 3. Hiệu lực thi hành\n1. Thông tư này có hiệu "
        "lực từ ngày 01 tháng 6 năm 2026.\nBỘ TRƯỞNG\nNguyễn Văn An\nPHỤ LỤC I\nDANH MỤC VĂN BẢN BÃI BỎ TOÀN BỘ\n(Kèm "
        "theo Thông tư số 44/2026/TT-BXD)\n1. Thông tư số 05/2010/TT-BXD ngày 01/02/2010 về phao neo.\n2. Thông tư số "
        "06/2011/TT-BXD ngày 01/02/2011 về đèn hiệu.\nPHỤ LỤC II\nDANH MỤC VĂN BẢN BÃI BỎ MỘT PHẦN\n(Kèm theo Thông tư "
        "số 44/2026/TT-BXD)\n1. Thông tư số 07/2012/TT-BXD ngày 01/02/2012 về luồng lạch.\nBãi bỏ Điều 5, khoản 2 Điều 7."
    )
    assert rows(found) == [
        ("repeal", "05/2010/TT-BXD", True, ()),
        ("repeal", "06/2011/TT-BXD", True, ()),
        ("repeal", "07/2012/TT-BXD", False, ("Điều 5", "Điều 7 khoản 2")),
    ]


def test_clauses_under_a_document_named_with_doi_voi_act_on_it() -> None:
    found = read(
        "Điều 2. Ngưng hiệu lực thi hành\n1. Đối với Thông tư số 08/2022/TT-BXD ngày 31 tháng 5 năm 2022:\na) Ngưng hiệu "
        "lực thi hành từ ngày 01 tháng 8 năm 2026 đến hết ngày 15 tháng 9 năm 2026, trừ khoản 1 Điều 37.\nb) Ngưng hiệu "
        "lực quy định tại khoản 1 Điều 37 từ ngày 01 tháng 8 năm 2026 đến hết ngày 31 tháng 12 năm 2026."
    )
    assert [(e.target_number, e.whole, e.provisions, e.date, e.until) for e in found] == [
        ("08/2022/TT-BXD", False, (), date(2026, 8, 1), date(2026, 9, 16)),
        ("08/2022/TT-BXD", False, ("Điều 37 khoản 1",), date(2026, 8, 1), date(2027, 1, 1)),
    ]


def test_an_exception_in_brackets_is_of_the_document_before_it() -> None:
    found = read(
        "Điều 2. Bãi bỏ\n1. Bãi bỏ Thông tư số 20/2014/TT-BXD ngày 22/12/2014 (trừ Điều 5), Thông tư số 75/2015/TT-BXD "
        "ngày 18/5/2015 và Thông tư số 53/2016/TT-BXD ngày 21/3/2016."
    )
    assert [(e.target_number, e.whole, e.exceptions) for e in found] == [
        ("20/2014/TT-BXD", False, ("trừ Điều 5",)),
        ("75/2015/TT-BXD", True, ()),
        ("53/2016/TT-BXD", True, ()),
    ]


def test_rules_in_several_documents_are_parts_of_each() -> None:
    found = read(
        "Điều 2. Hiệu lực\n1. Thông tư này thay thế những quy định về phao neo tại các văn bản sau: Thông tư số "
        "24/2013/TT-BXD ngày 23/5/2013; Thông tư số 19/2011/TT-BXD ngày 12/4/2011."
    )
    assert [(e.target_number, e.whole) for e in found] == [("24/2013/TT-BXD", False), ("19/2011/TT-BXD", False)]


def test_what_ends_for_some_only_is_for_a_person_to_look_at() -> None:
    found = read(
        "Điều 2. Hiệu lực\n1. Các văn bản sau hết hiệu lực thi hành đối với bến cảng tư nhân:\n- Thông tư số "
        "36/2014/TT-BXD ngày 20/11/2014;\n- Thông tư số 06/2016/TT-BXD ngày 27/5/2016."
    )
    assert [(e.whole, e.confidence, e.reasons) for e in found] == [
        (False, Confidence.NEEDS_REVIEW, ("exception_by_subject",))
    ] * 2
    (whole,) = read("Điều 2. Hiệu lực\n1. Chấm dứt hiệu lực đối với các Thông tư sau:\n- Thông tư số 36/2014/TT-BXD.")
    assert whole.whole


def test_one_standard_of_a_circular_is_a_part_of_it() -> None:
    (effect,) = read(
        "Điều 2. Hiệu lực\n1. QCVN 55:2013/BXD ban hành kèm theo Thông tư số 57/2013/TT-BXD ngày 31/12/2013 hết hiệu lực "
        "kể từ ngày Thông tư này có hiệu lực."
    )
    assert not effect.whole


def test_the_end_of_a_law_stands_beside_what_its_exceptions_keep() -> None:
    found = read(
        "Điều 2. Hiệu lực\n3. Luật Thanh niên số 14/2017/QH14 hết hiệu lực kể từ ngày Thông tư này có hiệu lực thi hành, "
        "trừ các trường hợp sau đây:\na) Quy định tại Điều 17 của Luật Thanh niên số 14/2017/QH14 tiếp tục có hiệu lực đến "
        "hết ngày 30 tháng 6 năm 2027;\nb) Điều 1 của Thông tư này."
    )
    assert [(e.op, e.whole, e.provisions) for e in found] == [
        (Op.EXPIRE, False, ()),
        (Op.KEEP, False, ("Điều 17",)),
    ]


def test_a_count_of_documents_is_no_label_and_roman_labels_meet_arabic_ones() -> None:
    annex = (
        "\nĐiều 3. Hiệu lực thi hành\n1. Thông tư này có hiệu lực từ ngày 01 tháng 6 năm 2026.\nBỘ TRƯỞNG\nNguyễn Văn An\n"
        "PHỤ LỤC I\nDANH MỤC VĂN BẢN BÃI BỎ\n(Kèm theo Thông tư số 44/2026/TT-BXD)\n1. Thông tư số 05/2010/TT-BXD ngày "
        "01/02/2010 về phao neo."
    )
    for clause in (
        "Bãi bỏ Danh mục 01 văn bản quy phạm pháp luật ban hành kèm theo Thông tư này.",
        "Bãi bỏ các văn bản tại Phụ lục 1 ban hành kèm theo Thông tư này.",
    ):
        assert rows(read(f"Điều 2. Bãi bỏ\n1. {clause}{annex}")) == [("repeal", "05/2010/TT-BXD", True, ())]
