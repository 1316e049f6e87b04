from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawreg.extraction.citations import find_citations, mentions_by_span
from lawreg.model import Citation, Document, Header, Provision, Span, Unit


def cite(text: str, *, number: str | None = None, issued: date | None = None) -> tuple[Citation, ...]:
    """Citations of a text; every line that begins with "Căn cứ" is a recital."""
    recitals, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.startswith("Căn cứ"):
            recitals.append(Span(at, at + len(line.rstrip())))
        at += len(line)
    found = find_citations(Document(text, Header(number=number, issued=issued), (), (), tuple(recitals)))
    for c in found:
        assert text[c.start : c.end] == c.surface
    return found


def test_number_with_type_date_and_issuer() -> None:
    (c,) = cite("thực hiện Nghị định số 91/2031/NĐ-CP ngày 08 tháng 6 năm 2031 của Chính phủ về lưu trữ")
    assert (c.number, c.doc_type, c.date, c.issuer) == ("91/2031/NĐ-CP", "Nghị định", "2031-06-08", "Chính phủ")
    assert c.surface == "Nghị định số 91/2031/NĐ-CP ngày 08 tháng 6 năm 2031 của Chính phủ"
    assert not c.basis


@pytest.mark.parametrize(
    ("tail", "issuer"),
    [
        ("của Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu quy định mức thu", "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu"),
        ("của UBND tỉnh Quảng Trị (cũ) ban hành", "UBND tỉnh Quảng Trị (cũ)"),
        ("của Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch hướng dẫn", "Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch"),
        ("của Chủ tịch UBND tỉnh", "Chủ tịch UBND tỉnh"),
        ("của Bộ Tài chính, Thông tư số", "Bộ Tài chính"),
        ("của Hội đồng nhân dân thành phố Huế; xét", "Hội đồng nhân dân thành phố Huế"),
        ("quy định về họp", None),
    ],
)
def test_where_the_issuer_ends(tail: str, issuer: str | None) -> None:
    (c,) = cite(f"theo Quyết định số 5/2031/QĐ-UBND ngày 03/4/2031 {tail}")
    assert c.issuer == issuer


def test_issuer_may_stand_before_the_date() -> None:
    (c,) = cite("theo Nghị định số 5/2031/NĐ-CP của Chính phủ ngày 03/4/2031 về họp")
    assert (c.date, c.issuer) == ("2031-04-03", "Chính phủ")


def test_proposer_is_the_issuer_of_a_submission() -> None:
    (c,) = cite("Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 34/TTr-STP ngày 9/5/2031.")
    assert (c.number, c.doc_type, c.issuer, c.basis) == ("34/TTr-STP", "Tờ trình", "Giám đốc Sở Tư pháp", False)


def test_list_inherits_type_and_issuer() -> None:
    a, b, c = cite("các Luật số 43/2031/QH17, số 47/2031/QH17 và số 58/2031/QH17 được áp dụng")
    assert [x.doc_type for x in (a, b, c)] == ["Luật"] * 3
    d, e = cite("các Nghị định số 8/1999/NĐ-CP ngày 01 tháng 9 năm 1999, số 14/2000/NĐ-CP ngày 5/5/2000 của Chính phủ")
    assert (d.issuer, e.issuer, e.date) == ("Chính phủ", "Chính phủ", "2000-05-05")


def test_items_below_a_colon_share_the_type() -> None:
    found = cite("các Kế hoạch sau:\nSố 217/KH-UBND ngày 3/5/2031;\nSố 51/KH- UBND ngày 4/5/2031.")
    assert [(c.number, c.doc_type) for c in found] == [("217/KH-UBND", "Kế hoạch"), ("51/KH-UBND", "Kế hoạch")]


def test_table_cells() -> None:
    (c,) = cite("1\tQuyết định\tSố 12/2010/QĐ-UBND\t03/4/2010\tVề việc thu phí")
    assert (c.number, c.doc_type, c.date) == ("12/2010/QĐ-UBND", "Quyết định", "2010-04-03")
    (d,) = cite("| Nghị định | 63/2010/NĐ-CP | 08/6/2010 | về kiểm soát |")
    assert (d.doc_type, d.date) == ("Nghị định", "2010-06-08")


def test_name_in_the_next_cell_belongs_to_the_number() -> None:
    a, b = cite("1.\tPháp lệnh\tSố: 39/2001/PL-UBTVQH10 Ngày 16/11/2001\tPháp lệnh Quảng cáo\tThay thế")
    assert a.number == b.number == "39/2001/PL-UBTVQH10" and a.name == "Pháp lệnh Quảng cáo"


def test_provisions_before_the_document() -> None:
    a, b = cite("khoản 2 Điều 5 Nghị định số 6/2031/NĐ-CP và Điều 3, Điều 4 của Thông tư số 7/2031/TT-BTP")
    assert a.provisions == ("Điều 5 khoản 2",)
    assert b.provisions == ("Điều 3", "Điều 4")


def test_provisions_of_an_attached_regulation() -> None:
    (c,) = cite("khoản 1 Điều 4 Quy chế làm việc ban hành kèm theo Quyết định số 7/2031/QĐ-UBND ngày 1/2/2031")
    assert c.provisions == ("Quy chế kèm theo Điều 4 khoản 1",)


def test_provisions_of_this_document_are_not_the_other_ones() -> None:
    (c,) = cite("theo khoản 2 Điều này và Nghị định số 6/2031/NĐ-CP")
    assert c.provisions == ()


def test_own_number_is_no_citation() -> None:
    text = (
        "(Ban hành kèm theo Quyết định số 45/QĐ-UBND ngày 01/02/2031)\nthay thế Quyết định số 45/QĐ-UBND ngày 7/8/2019"
    )
    found = cite(text, number="45/QĐ-UBND", issued=date(2031, 2, 1))
    assert [c.date for c in found] == ["2019-08-07"]
    assert cite("Nghị định số 05/2031/NĐ-CP", number="5/2031/NĐ-CP") == ()


def test_page_head_inside_a_citation() -> None:
    head = " \n \nCÔNG BÁO/Số 12 + 13/Ngày 05-02-2031 \n7 \n \n"
    (c,) = cite(f"theo Nghị định số 6/2031/NĐ-CP ngày 21 tháng 10{head}năm 2031 của Chính phủ.")
    assert (c.date, c.issuer) == ("2031-10-21", "Chính phủ")


def test_code_cut_short_takes_the_number_given_in_full() -> None:
    a, b = cite(
        "Thông tư số 26/2016/TT-BLĐTBXH ngày 1/9/2016; khoản 4 Điều 22 Thông tư số 26/2016/TT-BLĐTBX hết hiệu lực"
    )
    assert a.number == b.number == "26/2016/TT-BLĐTBXH"


def test_number_without_code() -> None:
    (c,) = cite("Chiểu theo Sắc lệnh số 68 ngày 30 tháng 11 năm 1945 định thể lệ trưng dụng")
    assert (c.number, c.date, c.doc_type) == ("68/SL", "1945-11-30", "Sắc lệnh")


class TestShortNames:
    def test_serial_alone(self) -> None:
        found = cite("Nghị định số 59/2031/NĐ-CP; sau đó Nghị định số 59 và Nghị định 59/2031 được sửa")
        assert [c.number for c in found] == ["59/2031/NĐ-CP"] * 3

    def test_serial_of_two_documents_is_left_open(self) -> None:
        found = cite("Nghị định số 59/2031/NĐ-CP, Nghị định số 59/2029/NĐ-CP; theo Nghị định số 59")
        assert len(found) == 2

    def test_defined_name(self) -> None:
        found = cite("Luật Bảo hiểm y tế số 25/2031/QH17 (sau đây gọi tắt là Luật BHYT). Theo Luật BHYT thì")
        assert {c.number for c in found} == {"25/2031/QH17"} and len(found) == 3

    def test_bare_type_word_is_no_short_name(self) -> None:
        found = cite("Luật Đất đai số 5/2031/QH17 (sau đây gọi là Luật). Thông tư này hướng dẫn Luật và Thông tư này")
        assert len(found) == 1

    def test_document_named_above(self) -> None:
        found = cite("Quyết định số 7/QĐ-UBND ngày 1/2/2031. Quyết định nêu trên hết hiệu lực")
        assert [c.number for c in found] == ["7/QĐ-UBND"] * 2


class TestLawNames:
    def test_three_laws_in_one_phrase(self) -> None:
        found = cite("theo quy định của Luật Đất đai, Luật Nhà ở và Bộ luật Dân sự năm 2015 thì")
        assert [(c.name, c.date) for c in found] == [
            ("Luật Đất đai", None),
            ("Luật Nhà ở", None),
            ("Bộ luật Dân sự", "2015"),
        ]

    def test_date(self) -> None:
        (c,) = cite(
            "theo Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân ngày 03/12/2004"
        )
        assert c.name == "Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân"
        assert c.date == "2004-12-03"

    def test_amending_law_is_not_the_law_amended(self) -> None:
        (c,) = cite("theo Luật sửa đổi, bổ sung một số điều của Luật Giám định tư pháp ngày 10/6/2020")
        assert c.name == "Luật sửa đổi, bổ sung một số điều của Luật Giám định tư pháp"
        assert c.date == "2020-06-10"

    def test_number_of_the_amending_law_and_of_the_law_amended(self) -> None:
        (c,) = cite("Luật sửa đổi, bổ sung một số điều của Luật di sản văn hóa số 32/2009/QH12 ngày 18/6/2009")
        assert c.number == "32/2009/QH12" and c.name is not None and c.name.startswith("Luật sửa đổi")
        outer, inner = cite("Luật sửa đổi, bổ sung một số điều của Luật Quản lý thuế số 38/2019/QH14")
        assert (outer.number, inner.number, inner.name) == (None, "38/2019/QH14", "Luật Quản lý thuế")

    def test_one_law_by_name_and_number_is_one_entry(self) -> None:
        (c,) = cite("Luật Khoa học và công nghệ (Luật số 29/2013/QH13 ngày 18/6/2013) quy định")
        assert (c.number, c.name, c.date) == ("29/2013/QH13", "Luật Khoa học và công nghệ", "2013-06-18")

    def test_later_mentions_take_the_number(self) -> None:
        a, b, c = cite("Luật Thanh tra số 11/2031/QH17; theo Luật Thanh tra, trước đó là Luật Thanh tra năm 2010")
        assert (a.number, b.number, c.number) == ("11/2031/QH17", "11/2031/QH17", None)

    def test_laws_that_differ_by_date_only(self) -> None:
        found = cite(
            "các Luật sửa đổi, bổ sung một số điều của Luật nghĩa vụ quân sự ngày 22/12/1990, ngày 22/6/1994"
            " và ngày 14/6/2005"
        )
        assert [c.date for c in found] == ["1990-12-22", "1994-06-22", "2005-06-14"]
        assert len({c.name for c in found}) == 1 and found[1].surface == "ngày 22/6/1994"

    def test_unknown_name_ends_at_the_sentence(self) -> None:
        (c,) = cite("theo Luật Kinh tế vùng và các văn bản hướng dẫn")
        assert c.name == "Luật Kinh tế vùng"
        (d,) = cite("theo Luật Bảo vệ, tôn tạo cây xanh ngày 3 tháng 5 năm 2031 thì")
        assert d.name == "Luật Bảo vệ, tôn tạo cây xanh"

    def test_constitution(self) -> None:
        (c,) = cite("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 1992;")
        assert (c.name, c.date, c.basis) == ("Hiến pháp", "1992", True)

    def test_capitals(self) -> None:
        (c,) = cite("SỬA ĐỔI MỘT SỐ QUY ĐỊNH THI HÀNH LUẬT ĐẤT ĐAI")
        assert c.name == "Luật Đất đai"

    @pytest.mark.parametrize(
        "text",
        [
            "pháp luật về thuế",
            "Pháp Luật về đất đai",
            "theo quy định của luật",
            "Luật này và Luật đó",
            "văn phòng luật sư, Hội Luật gia",
            "Trường Đại học Luật Hà Nội",
            "dự thảo Luật Đất đai",
            "các luật có liên quan",
            "Pháp lệnh này",
        ],
    )
    def test_no_law_is_named(self, text: str) -> None:
        assert cite(f"theo {text}, cơ quan") == ()


class TestBasis:
    def basis(self, text: str) -> list[str | None]:
        return [c.number or c.name for c in cite(text) if c.basis]

    def test_object_but_not_its_title(self) -> None:
        text = (
            "Căn cứ Nghị định số 1/2031/NĐ-CP của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 2/2029/NĐ-CP"
            " quy định chi tiết Luật Thú y và Nghị định số 3/2029/NĐ-CP về họp;"
        )
        assert self.basis(text) == ["1/2031/NĐ-CP"]

    def test_several_objects(self) -> None:
        text = (
            "Căn cứ Nghị định số 1/2031/NĐ-CP về họp; Nghị định số 2/2031/NĐ-CP ngày 1/2/2031 và Nghị định"
            " số 3/2031/NĐ-CP sửa đổi các nghị định về họp;"
        )
        assert self.basis(text) == ["1/2031/NĐ-CP", "2/2031/NĐ-CP", "3/2031/NĐ-CP"]

    def test_objects_on_the_next_line(self) -> None:
        text = "Căn cứ Nghị định số 1/2031/NĐ-CP về họp;\nNghị định số 2/2031/NĐ-CP sửa đổi;\nXét Tờ trình số 4/TTr-STP"
        assert self.basis(text) == ["1/2031/NĐ-CP", "2/2031/NĐ-CP"]

    def test_title_with_the_word_dieu_chinh(self) -> None:
        text = "Căn cứ Nghị quyết số 9/2031/NQ-CP về việc gia hạn và điều chỉnh thời hạn áp dụng Nghị định số 4/2031/NĐ-CP;"
        assert self.basis(text) == ["9/2031/NQ-CP"]

    def test_amending_decree_joined_by_and(self) -> None:
        text = "Căn cứ Nghị định số 1/2031/NĐ-CP quy định chi tiết Luật Thú y và Nghị định số 2/2031/NĐ-CP sửa đổi;"
        assert self.basis(text) == ["1/2031/NĐ-CP", "2/2031/NĐ-CP"]

    def test_amenders_of_the_object(self) -> None:
        text = (
            "Căn cứ Luật Thú y số 79/2031/QH17 được sửa đổi, bổ sung bởi Luật số 9/2032/QH17 và Luật số 10/2032/QH17;"
        )
        assert self.basis(text) == ["79/2031/QH17"]

    def test_page_head_between_two_objects(self) -> None:
        head = "\n" * 20 + " " * 30 + "CÔNG BÁO/Số 12 + 13/Ngày 05-02-2031 \n7 \n \n"
        text = f"Căn cứ Luật Thú y số 79/2031/QH17 và{head}Luật Trồng trọt số 80/2031/QH17;"
        found = find_citations(Document(text, Header(), (), (), (Span(0, len(text)),)))
        assert [c.number for c in found if c.basis] == ["79/2031/QH17", "80/2031/QH17"]

    def test_only_recitals(self) -> None:
        assert self.basis("1. Đơn vị căn cứ Nghị định số 1/2031/NĐ-CP để thực hiện") == []


def test_within_is_the_smallest_provision() -> None:
    text = "Điều 1. Họp\n1. Theo Nghị định số 1/2031/NĐ-CP.\nĐiều 2. Theo Nghị định số 2/2031/NĐ-CP."
    two = text.index("Điều 2")
    provisions = (
        Provision("Điều 1", Unit.ARTICLE, "1", "Họp", 0, two),
        Provision("Điều 1 khoản 1", Unit.CLAUSE, "1", None, 12, two, 0),
        Provision("Điều 2", Unit.ARTICLE, "2", None, two, len(text)),
    )
    found = find_citations(Document(text, Header(), provisions, ()))
    assert [c.within for c in found] == ["Điều 1 khoản 1", "Điều 2"]
    assert mentions_by_span(found, two, len(text)) == found[1:]


PIECES = [
    "Căn cứ ", "Nghị định ", "số ", "63/2010/NĐ-CP", " ngày 08/6/2010", " của Chính phủ", "Luật Đất đai", " và ",
    ", ", ";\n", "khoản 2 Điều 5 ", "sau đây gọi là Luật A)", "Luật sửa đổi, bổ sung một số điều của ", "\t", "năm 2013", "\u2029",
    "Quyết định nêu trên", "(", "CÔNG BÁO/Số 1/Ngày 01-02-2020\n", "Hiến pháp ", "45/2013/QH13", "kèm theo ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@settings(max_examples=300)
def test_spans_hold_for_any_mixture(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = find_citations(Document(text, Header(), (), (), (Span(0, len(text)),)))
    assert list(found) == sorted(found, key=lambda c: (c.start, -c.end))
    for c in found:
        assert 0 <= c.start < c.end <= len(text) and text[c.start : c.end] == c.surface
        assert c.number or c.name


HOSTILE = [
    "1/",
    "(",
    "Điều ",
    "Luật ",
    "Luật sửa đổi, bổ sung một số điều của ",
    "Căn cứ Luật A; ",
    "\n",
    " ",
    "sau đây gọi là ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_long_hostile_text_is_read_through(unit: str) -> None:
    """A pattern that is worse than linear would not come back from 100,000 characters; each answer stays short."""
    text = unit * (100_000 // len(unit))
    found = find_citations(Document(text, Header(), (), (), (Span(0, len(text)),)))
    assert all(c.end - c.start <= 400 for c in found)


def test_number_behind_an_amending_law_being_passed_is_that_of_the_law_amended() -> None:
    found = cite(
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\n"
        "Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Giám định tư pháp số 13/2012/QH13.\n"
    )
    assert ("13/2012/QH13", "Luật Giám định tư pháp") in {(c.number, c.name) for c in found}
    assert not any((c.name or "").startswith("Luật sửa đổi") for c in found)


@pytest.mark.parametrize("link", ["gồm", "bao gồm"])
def test_the_first_law_of_a_list_is_no_part_of_the_amending_law(link: str) -> None:
    found = cite(
        f"Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của 3 luật trong lĩnh vực sông nước {link} Luật Đê điều số 79/2006/QH11"
        " đã được sửa đổi, bổ sung theo Luật số 15/2008/QH12; Luật Thủy lợi số 08/2017/QH14.\nĐiều 1. Sửa đổi Luật Đê điều\n"
    )
    named = {(c.number, c.name) for c in found if c.number}
    assert {("79/2006/QH11", "Luật Đê điều"), ("08/2017/QH14", "Luật Thủy lợi")} <= named


def test_a_law_amending_several_laws_keeps_its_own_number() -> None:
    (c,) = cite("theo Luật sửa đổi, bổ sung một số điều của các luật về sông nước số 12/2031/QH19")
    assert c.number == "12/2031/QH19"


def test_an_ordinance_with_the_name_of_a_later_law_is_named_in_full() -> None:
    (c,) = cite(
        "Pháp lệnh Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người năm 1995 hết hiệu lực"
    )
    assert c.name == "Pháp lệnh Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người"
    (c,) = cite("Pháp lệnh Thuế nhà ghép phải nộp tiền")
    assert c.name == "Pháp lệnh Thuế nhà ghép"
