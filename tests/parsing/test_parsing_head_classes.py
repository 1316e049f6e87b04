"""Classes of heads that went wrong once: titles, signers, letterheads of scans, old decrees, parts of the gazette."""

from __future__ import annotations

import pytest

from lawreg.model import Document, ZoneKind
from lawreg.normal import normalise
from lawreg.parsing import parse

_HEAD = """ỦY BAN NHÂN DÂN
TỈNH ĐẮK SƠN
-------
Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Đắk Sơn, ngày 12 tháng 5 năm 2014
"""


def read(text: str) -> Document:
    return parse(normalise(text).text)


def directive(title_and_opening: str) -> Document:
    head = _HEAD.format(number="04/2014/CT-UBND")
    return read(f"{head}CHỈ THỊ\n{title_and_opening}\n1. Sở Công Thương chủ trì.\n2. Sở Tài chính phối hợp.")


@pytest.mark.parametrize(
    "opening",
    [
        "Thời gian qua, việc đốt nương còn tùy tiện, gây cháy nhiều nơi.\nỦy ban nhân dân tỉnh yêu cầu:",
        "Rừng ven suối đang bị phá để lấy đất trồng bắp.\nĐể khắc phục, Ủy ban nhân dân tỉnh chỉ thị:",
        "Toàn tỉnh có hơn một trăm cơ sở giết mổ nhỏ lẻ, phần lớn nằm trong khu dân cư và không có nơi xử lý\n"
        "nước thải, nhiều nơi chưa có cán bộ thú y kiểm soát. Ủy ban nhân dân tỉnh yêu cầu:",
        "Mùa khô năm nay đến sớm. Nhiều khu rừng có nguy cơ cháy cao.\nỦy ban nhân dân tỉnh yêu cầu:",
    ],
)
def test_opening_paragraph_is_no_title(opening: str) -> None:
    assert directive(f"Về việc quản lý nương rẫy\n{opening}").header.title == "Về việc quản lý nương rẫy"


def test_title_of_several_lines_is_kept_whole() -> None:
    rows = "Về việc quản lý nương rẫy theo\nQuyết định số 07/2011/QĐ-UBND ngày 03 tháng 6 năm 2011 của\nỦy ban nhân dân tỉnh"
    title = directive(f"{rows}\nThời gian qua, việc này chưa tốt.\nỦy ban nhân dân tỉnh yêu cầu:").header.title
    assert title == " ".join(rows.split())


def test_words_that_look_unfinished_but_end_a_title() -> None:
    """ "tự do" and "thiểu số" end in words that elsewhere want another one."""
    for title in ("Về chính sách ổn định dân di cư tự do", "Về dạy chữ cho đồng bào dân tộc thiểu số"):
        text = (
            _HEAD.format(number="04/2014/QĐ-UBND")
            + f"QUYẾT ĐỊNH\n{title}\nỦY BAN NHÂN DÂN TỈNH ĐẮK SƠN\nCăn cứ Luật A;\n"
        )
        assert read(text + "QUYẾT ĐỊNH:\nĐiều 1. Nội dung.").header.title == title


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_title_after_number_and_date_of_a_law(gap: str) -> None:
    meta = "CỦA QUỐC HỘI NƯỚC CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM SỐ 99/2003/QH11 NGÀY 03 THÁNG 12 NĂM 2003"
    header = read(f"LUẬT\n{meta}{gap}VỀ KHO LƯU TRỮ\nCăn cứ Hiến pháp;\nĐiều 1. Phạm vi").header
    assert (header.number, header.title, header.issuers) == ("99/2003/QH11", "VỀ KHO LƯU TRỮ", ("Quốc hội",))
    assert str(header.issued) == "2003-12-03"


@pytest.mark.parametrize("name", ["H'Rin Niê", "H’Lan Mlô", "Y Thim Kbuôr", "Y Sol Ayun"])
def test_signers_of_the_highlands(name: str) -> None:
    text = _HEAD.format(number="04/2014/QĐ-UBND") + "QUYẾT ĐỊNH\nVề phí\nCăn cứ Luật A;\nQUYẾT ĐỊNH:\nĐiều 1. Phí.\n"
    assert read(f"{text}Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\n{name}\n").header.signer == name


def test_signer_in_capitals_keeps_the_capital_after_the_apostrophe() -> None:
    text = (
        _HEAD.format(number="04/2014/QĐ-UBND") + "QUYẾT ĐỊNH\nVề phí\nQUYẾT ĐỊNH:\nĐiều 1. Phí.\nCHỦ TỊCH\nH'RIN NIÊ\n"
    )
    assert read(text).header.signer == "H'Rin Niê"


def test_office_broken_over_lines_is_no_signer() -> None:
    text = _HEAD.format(number="04/TB-UBND") + "THÔNG BÁO\nVề lịch họp\nQUYẾT ĐỊNH:\nĐiều 1. Họp.\n"
    header = read(f"{text}TL. CỤC\nTRƯỞNG\nKT. TRƯỞNG BAN NGHIỆP VỤ\nTHUẾ HQ\nPHÓ TRƯỞNG BAN\nĐào Minh Hằng\n").header
    assert header.signer == "Đào Minh Hằng"
    assert header.signer_title is not None and header.signer_title.startswith("TL. Cục trưởng")


def test_sign_on_behalf_is_written_as_printed() -> None:
    text = _HEAD.format(number="04/2014/QĐ-UBND") + "QUYẾT ĐỊNH\nVề phí\nQUYẾT ĐỊNH:\nĐiều 1. Phí.\n"
    assert (
        read(f"{text}T/M ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Bảo\n").header.signer_title
        == "T/M Ủy ban nhân dân, Chủ tịch"
    )
    assert (
        read(f"{text}TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Bảo\n").header.signer_title
        == "TM. Ủy ban nhân dân, Chủ tịch"
    )


def test_columns_of_a_scanned_letterhead_on_one_line() -> None:
    text = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH ĐẮK LẮK Độc lập - Tự do - Hạnh phúc
Số: 12/2014/QĐ-UBND Buôn Ma Thuột, ngày 12 tháng 5 năm 2014
QUYẾT ĐỊNH
Ban hành Quy chế thi đua
Căn cứ Luật A;
QUYẾT ĐỊNH:
Điều 1. Nội dung."""
    header = read(text).header
    assert header.issuers == ("Ủy ban nhân dân tỉnh Đắk Lắk",)
    assert (str(header.issued), header.place) == ("2014-05-12", "Buôn Ma Thuột")


@pytest.mark.parametrize("beside", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Hội Chủ Nghĩa Việt Nam"])
def test_office_of_the_government_beside_the_country(beside: str) -> None:
    text = (
        f"VĂN PHÒNG CHÍNH PHỦ {beside}\nSố: 34/TB-VPCP\nHà Nội, ngày 2 tháng 3 năm 2015\nTHÔNG BÁO\nKết luận cuộc họp\n"
    )
    assert read(text).header.issuers == ("Văn phòng Chính phủ",)


def test_department_is_written_as_its_ministry() -> None:
    text = """ỦY BAN NHÂN DÂN TỈNH ĐẮK SƠN
SỞ THÔNG TIN VÀ TRUYỀN THÔNG
Số: 61/STTTT-VP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Đắk Sơn, ngày 2 tháng 3 năm 2015
V/v báo cáo
Kính gửi: Các sở."""
    assert read(text).header.issuers == ("Sở Thông tin và Truyền thông tỉnh Đắk Sơn",)


def test_decree_of_1945() -> None:
    text = """SẮC LỆNH
CỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI
SỐ 93 NGÀY 5 THÁNG 1 NĂM 1946
CHỦ TỊCH CHÍNH PHỦ
VIỆT NAM DÂN CHỦ CỘNG HOÀ
Chiểu theo lời đề nghị của Bộ trưởng;
RA SẮC LỆNH:
Điều thứ nhất: Lập một kho thóc ở mỗi tỉnh."""
    header = read(text).header
    assert (header.number, header.doc_type, str(header.issued)) == ("93/SL", "Sắc lệnh", "1946-01-05")
    assert header.issuers == ("Chủ tịch Chính phủ lâm thời",)
    assert header.title is None and header.signer is None


def test_precedent_is_a_document_but_not_normative() -> None:
    text = """ÁN LỆ SỐ 91/2021/AL[1]
Về hiệu lực của giấy vay viết tay
Được Hội đồng Thẩm phán Tòa án nhân dân tối cao thông qua ngày 05 tháng 02 năm 2021 và được công bố.
Nguồn án lệ:
Bản án số 5/2018."""
    document = read(text)
    header = document.header
    assert document.is_document and header.normative is False
    assert (header.doc_type, header.number, str(header.issued)) == ("Án lệ", "91/2021/AL", "2021-02-05")
    assert header.title == "Về hiệu lực của giấy vay viết tay"
    assert header.issuers == ("Hội đồng Thẩm phán Tòa án nhân dân tối cao",)


def test_later_part_of_the_gazette() -> None:
    text = """VĂN BẢN QUY PHẠM PHÁP LUẬT
BỘ TÀI CHÍNH
Thông tư số 98/2018/TT-BTC ngày 14 tháng 11 năm 2018
hướng dẫn kế toán kho quỹ
(Tiếp theo Công báo số 201 + 202)
Điều 41. Sổ sách
1. Mở sổ."""
    document = read(text)
    assert document.header.number == "98/2018/TT-BTC"
    assert document.header.title == "hướng dẫn kế toán kho quỹ"
    assert document.header.issuers == ("Bộ Tài chính",)
    assert [f.code for f in document.findings if f.code.startswith("gazette")] == ["gazette_continued"]


def _resolution(serial: int, about: str) -> str:
    return f"""HỘI ĐỒNG NHÂN DÂN
TỈNH ĐẮK SƠN
Số: {serial}/2014/NQ-HĐND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Đắk Sơn, ngày 12 tháng 5 năm 2014
NGHỊ QUYẾT
{about}
Căn cứ Luật A;
QUYẾT NGHỊ:
Điều 1. Nội dung {serial}.
CHỦ TỊCH
Lê Văn Bảo
"""


def test_second_document_in_one_file_is_named() -> None:
    document = read(_resolution(12, "Về phí đò") + _resolution(13, "Về phí chợ"))
    later = [f for f in document.findings if f.code == "second_document"]
    assert document.header.number == "12/2014/NQ-HĐND"
    assert [f.params["number"] for f in later] == ["13/2014/NQ-HĐND"]
    assert document.text[later[0].params["place"] :].startswith("HỘI ĐỒNG NHÂN DÂN\nTỈNH ĐẮK SƠN\nSố: 13/")
    assert document.header.signer == "Lê Văn Bảo"
    assert [p.path for p in document.provisions] == ["Điều 1"]


def test_template_in_an_annex_is_no_second_document() -> None:
    template = (
        _resolution(12, "Về phí đò") + "PHỤ LỤC I\nMẪU QUYẾT ĐỊNH\n" + _resolution(13, "Về …").replace("13/", "…/")
    )
    assert not [f for f in read(template).findings if f.code == "second_document"]


def test_form_under_the_number_of_its_own_act_is_no_second_document() -> None:
    form = _resolution(13, "Về việc …").replace("Số: 13/2014/NQ-HĐND\n", "Số: …\n")
    above = "Mẫu số 02 ban hành kèm theo Nghị quyết\nsố 12/2014/NQ-HĐND ngày 12 tháng 5 năm 2014\n"
    document = read(_resolution(12, "Về phí đò") + above + form)
    assert not [f for f in document.findings if f.code == "second_document"]


def test_list_of_forms_opens_no_forms_and_footnotes_have_their_zone() -> None:
    text = (
        _resolution(12, "Về phí đò")
        + """PHỤ LỤC I
DANH MỤC BIỂU MẪU
Mẫu số 01. Đơn đề nghị
Mẫu số 02. Giấy xác nhận
Mẫu số 01
ĐƠN ĐỀ NGHỊ
Tôi tên là …
Mẫu số 02
GIẤY XÁC NHẬN
Nơi cư trú …
[1] Khoản này được sửa đổi theo Nghị quyết số 1/2013/NQ-HĐND.
[2] Điểm này bị bãi bỏ."""
    )
    document = read(text)
    assert [p.path for p in document.provisions][1:] == ["Phụ lục I", "Phụ lục I Mẫu số 01", "Phụ lục I Mẫu số 02"]
    notes = [z for z in document.zones if z.kind is ZoneKind.FOOTNOTES]
    assert len(notes) == 1 and document.text[notes[0].start :].startswith("[1] Khoản này")
    assert all(p.end <= notes[0].start for p in document.provisions)


def test_a_clause_on_entry_into_force_gives_no_place_and_no_date_of_issue() -> None:
    text = (
        "Thông tư này có hiệu lực từ ngày 18 tháng 06 năm 2024\nThông tư sửa đổi một số điều về phao neo\n"
        "Điều 1. Phạm vi\n1. Quản lý phao neo.\nĐiều 2. Thi hành\n1. Thông tư này có hiệu lực từ ngày 18 tháng 06 năm 2024."
    )
    header = parse(normalise(text).text).header
    assert (header.place, header.issued) == (None, None)


def test_a_title_that_breaks_off_at_boi_goes_on_in_the_next_line() -> None:
    text = (
        "BỘ XÂY DỰNG\nSố: 21/2026/TT-BXD\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 10 tháng 3 năm 2026\n"
        "THÔNG TƯ\nSửa đổi Thông tư số 12/2020/TT-BXD đã được sửa đổi, bổ sung một số điều bởi\n"
        "Thông tư số 15/2022/TT-BXD\nCăn cứ Luật Đất đai số 31/2024/QH15;\nĐiều 1. Phạm vi\n1. Nội dung.\n"
    )
    header = parse(normalise(text).text).header
    assert header.title is not None
    assert header.title.endswith("bởi Thông tư số 15/2022/TT-BXD")
