from __future__ import annotations

from datetime import date

import pytest

from lawreg.model import EffectiveKind, Severity
from lawreg.parsing import parse

DECISION = """ỦY BAN NHÂN DÂN
TỈNH KON TUM
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 17/2014/QĐ-UBND
Kon Tum, ngày 12 tháng 5 năm 2014
QUYẾT ĐỊNH
Ban hành Quy định về quản lý bến thuyền
trên sông Sa Thầy
ỦY BAN NHÂN DÂN TỈNH KON TUM
Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26/11/2003;
Căn cứ Nghị định số 21/2012/NĐ-CP ngày 21/3/2012 của Chính phủ về quản lý cảng biển;
Theo đề nghị của Giám đốc Sở Giao thông vận tải,
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy định về quản lý bến thuyền trên sông Sa Thầy.
Điều 2. Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký.
Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành Quyết định này./.
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Lê Ngọc Sương
QUY ĐỊNH
Về quản lý bến thuyền trên sông Sa Thầy
(Ban hành kèm theo Quyết định số 17/2014/QĐ-UBND ngày 12 tháng 5 năm 2014 của Ủy ban nhân dân tỉnh Kon Tum)
Điều 1. Phạm vi điều chỉnh
1. Quy định này áp dụng cho bến thuyền.
2. Bến tạm không thuộc Quy định này.
Điều 2. Chủ bến
Chủ bến có trách nhiệm:
a) Giữ bến sạch;
b) Treo đèn ban đêm.
"""


def test_a_decision_with_letterhead() -> None:
    h = parse(DECISION).header
    assert h.number == "17/2014/QĐ-UBND"
    assert h.doc_type == "Quyết định"
    assert h.issuers == ("Ủy ban nhân dân tỉnh Kon Tum",)
    assert h.issued == date(2014, 5, 12)
    assert h.place == "Kon Tum"
    assert h.title == "Ban hành Quy định về quản lý bến thuyền trên sông Sa Thầy"
    assert h.signer == "Lê Ngọc Sương"
    assert h.signer_title == "TM. Ủy ban nhân dân, KT. Chủ tịch, Phó Chủ tịch"
    assert h.normative is True
    assert (h.effective.kind, h.effective.days, h.effective.date) == (
        EffectiveKind.DAYS_AFTER_SIGNING, 10, date(2014, 5, 22),
    )  # fmt: skip
    assert h.effective.computed


def test_evidence_lies_where_it_was_read() -> None:
    d = parse(DECISION)
    for name, said in (("number", "17/2014/QĐ-UBND"), ("issued", "ngày 12 tháng 5 năm 2014")):
        span = d.header.evidence[name]
        assert DECISION[span.start : span.end] == said
    assert d.header.effective.span is not None and d.header.effective.rule is not None
    span = d.header.effective.span
    assert DECISION[span.start : span.end] == d.header.effective.rule


def test_the_line_under_an_annex_is_not_the_own_number() -> None:
    text = DECISION.replace("Số: 17/2014/QĐ-UBND\n", "Số:      /2014/QĐ-UBND\n")
    d = parse(text)
    assert d.header.number is None
    assert "blank_number" in {f.code for f in d.findings}


def test_columns_written_as_rows_with_bars() -> None:
    text = (
        "|BỘ CÔNG THƯƠNG          |CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "|-------                 |Độc lập - Tự do - Hạnh phúc        |\n"
        "|Số : 31 /2013/TT- BCT   |Hà Nội, ngày 09 tháng 10 năm 2013  |\n"
        "THÔNG TƯ\nQuy định về dán nhãn đèn biển\nCăn cứ Luật Điện lực ngày 03 tháng 12 năm 2004;\n"
        "Điều 1. Đèn biển phải dán nhãn.\nĐiều 2. Thông tư này có hiệu lực kể từ ngày 25 tháng 11 năm 2013.\n"
        "|Nơi nhận:               |KT. BỘ TRƯỞNG                      |\n"
        "|- Như Điều 1;           |THỨ TRƯỞNG                         |\n"
        "|- Bộ trưởng;            |                                   |\n"
        "|- Lưu: VT.              |Trần Quang Tiến                    |\n"
    )
    h = parse(text).header
    assert (h.number, h.issuers, h.issued) == ("31/2013/TT-BCT", ("Bộ Công Thương",), date(2013, 10, 9))
    assert (h.signer, h.signer_title) == ("Trần Quang Tiến", "KT. Bộ trưởng, Thứ trưởng")
    assert h.effective.date == date(2013, 11, 25)


def test_signature_between_the_recipients() -> None:
    text = (
        "CHỈ THỊ\nVề việc phòng cháy rừng mùa khô\n\nMùa khô năm nay nắng nóng kéo dài.\n1. Kiểm tra các chòi canh.\n"
        + ("Nơi nhận:\nCHỦ TỊCH\n- TT Tỉnh ủy,\n      Y Thanh Hà (đã ký)\n- Các sở;\n- Lưu VT.")
    )
    h = parse(text).header
    assert (h.doc_type, h.signer, h.signer_title) == ("Chỉ thị", "Y Thanh Hà", "Chủ tịch")
    assert h.title == "Về việc phòng cháy rừng mùa khô"


def test_joint_document_named_in_its_title_block() -> None:
    text = (
        "THÔNG TƯ LIÊN TỊCH\nCỦA BỘ TÀI CHÍNH - BỘ NỘI VỤ SỐ 88/2011/TTLT-BTC-BNV\nNGÀY 03 THÁNG 6 NĂM 2011\n"
        "HƯỚNG DẪN CHẾ ĐỘ TRỰC ĐÊM\nCăn cứ Nghị định số 10/2010/NĐ-CP;\nĐiều 1. Mức chi là 50.000 đồng.\n"
        "Điều 2. Thông tư này có hiệu lực sau 45 ngày kể từ ngày ký.\n"
        "|KT. BỘ TRƯỞNG BỘ NỘI VỤ |KT. BỘ TRƯỞNG BỘ TÀI CHÍNH |\n|THỨ TRƯỞNG |THỨ TRƯỞNG |\n|Phan Văn Lộc |Đỗ Thị Mơ |\n"
    )
    h = parse(text).header
    assert h.issuers == ("Bộ Tài chính", "Bộ Nội vụ")
    assert (h.number, h.issued) == ("88/2011/TTLT-BTC-BNV", date(2011, 6, 3))
    assert h.signer == "Phan Văn Lộc, Đỗ Thị Mơ"
    assert h.effective.date == date(2011, 7, 18)


def test_a_chairmans_own_decision() -> None:
    text = DECISION.replace("17/2014/QĐ-UBND", "417/QĐ-UBND").replace("TM. ỦY BAN NHÂN DÂN\n", "")
    text = text.replace("ỦY BAN NHÂN DÂN TỈNH KON TUM\nCăn", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn")
    h = parse(text).header
    assert h.issuers == ("Chủ tịch Ủy ban nhân dân tỉnh Kon Tum",)
    assert h.normative is False


def test_a_law_is_dated_by_its_passing() -> None:
    text = (
        "QUỐC HỘI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLuật số: 92/2012/QH13\nLUẬT\nGIAO THÔNG HỒ\n"
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\nQuốc hội ban hành Luật Giao thông hồ.\n"
        "Điều 1. Thuyền đi bên phải.\nĐiều 2. Luật này có hiệu lực thi hành từ năm ngân sách 2014.\n"
        "Luật này đã được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XIII, kỳ họp thứ 4 thông qua ngày 20"
        " tháng 11 năm 2012.\nCHỦ TỊCH QUỐC HỘI\nNguyễn Thị Bích\n"
    )
    h = parse(text).header
    assert (h.number, h.doc_type, h.title) == ("92/2012/QH13", "Luật", "GIAO THÔNG HỒ")
    assert (h.issuers, h.issued, h.signer) == (("Quốc hội",), date(2012, 11, 20), "Nguyễn Thị Bích")
    assert (h.effective.date, h.effective.computed) == (date(2014, 1, 1), True)


def test_an_official_letter_has_its_subject_as_title() -> None:
    text = (
        "BỘ XÂY DỰNG\nSố: 918/BXD-QLN\nV/v: cấp phép dựng tháp nước\n\nHà Nội, ngày 07 tháng 4 năm 2011\n"
        "Kính gửi: Ủy ban nhân dân tỉnh Kon Tum\nBộ Xây dựng trả lời công văn số 12/UBND-KT ngày 01/4/2011.\n"
        "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nĐinh Văn Tú\n"
    )
    h = parse(text).header
    assert (h.doc_type, h.number, h.title) == ("Công văn", "918/BXD-QLN", "V/v: cấp phép dựng tháp nước")
    assert h.effective.kind is EffectiveKind.NOT_STATED
    assert h.normative is False


def test_a_consolidated_text_is_numbered_at_its_end_and_has_no_own_date_of_effect() -> None:
    text = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÔNG TƯ\nQuy định về cân thuyền\n\nThông tư số 05/2015/TT-BCT ngày 03 tháng 4"
        " năm 2015 của Bộ trưởng Bộ Công Thương, có hiệu lực từ ngày 20 tháng 5 năm 2015, được sửa đổi, bổ sung bởi:\n"
        "Thông tư số 09/2016/TT-BCT ngày 02 tháng 6 năm 2016.\nĐiều 1. Cân thuyền một năm một lần.\n"
        "Điều 2. Thông tư này có hiệu lực kể từ ngày 20 tháng 5 năm 2015.\n"
        "BỘ CÔNG THƯƠNG\nSố: 31/VBHN-BCT\nXÁC THỰC VĂN BẢN HỢP NHẤT\nHà Nội, ngày 11 tháng 8 năm 2016\nKT. BỘ TRƯỞNG\n"
        "THỨ TRƯỞNG\nHồ Thị Lan\n"
    )
    h = parse(text).header
    assert (h.number, h.doc_type, h.issued) == ("31/VBHN-BCT", "Văn bản hợp nhất", date(2016, 8, 11))
    assert h.effective.date is None and h.effective.kind is EffectiveKind.OTHER
    assert h.normative is None


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_secret_marks_are_an_error(mark: str) -> None:
    found = [f for f in parse(f"{mark}\n{DECISION}").findings if f.code == "secret_mark"]
    assert len(found) == 1
    assert found[0].severity is Severity.ERROR


def test_the_word_secret_in_a_sentence_is_no_mark() -> None:
    assert "secret_mark" not in {f.code for f in parse(DECISION.replace("Bến tạm", "Văn bản MẬT")).findings}


def test_a_claim_that_differs_is_remarked_and_not_believed() -> None:
    d = parse(DECISION, claims={"number": "18/2014/QĐ-UBND"})
    assert d.header.number == "17/2014/QĐ-UBND"
    assert "claim_differs" in {f.code for f in d.findings}
    assert "claim_differs" not in {f.code for f in parse(DECISION, claims={"number": "17/2014/QĐ-UBND"}).findings}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tin tức\nHội chợ bến thuyền mở cửa đón khách\n12/03/2016 08:30\nSáng nay hội chợ bến thuyền đã mở cửa.\n",
        "STT\tTên bến\tSố thuyền\n1\tBến Đông\t12\n2\tBến Tây\t15\n",
        "ĐƠN XIN NEO THUYỀN\nKính thưa quý cơ quan\nTên tôi là: ......\n",
    ],
)
def test_news_tables_and_forms_are_no_documents(text: str) -> None:
    d = parse(text)
    assert d.is_document is False
    assert "not_a_document" in {f.code for f in d.findings}


def test_the_headline_of_a_news_page_is_kept() -> None:
    d = parse("Cổng tỉnh\nHội chợ bến thuyền mở cửa đón khách\n12/03/2016 08:30\nSáng nay hội chợ đã mở cửa.\n")
    assert d.header.title == "Hội chợ bến thuyền mở cửa đón khách"
    assert d.header.issued is None


def test_a_directive_without_letterhead_is_a_document() -> None:
    assert parse("CHỈ THỊ\nVề việc giữ bến sạch\n\n1. Các bến quét dọn.\nCHỦ TỊCH\nLê Thị Hồng\n").is_document is True
