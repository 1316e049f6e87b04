"""Classes found by reading whole texts: certificates amid footnotes, broken articles and years, recitals of letters."""

from __future__ import annotations

from datetime import date

import pytest

from lawreg.extraction.citations import find_citations
from lawreg.model import Document, ZoneKind
from lawreg.normal import normalise
from lawreg.parsing import parse

HEAD = "BỘ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: {number}\nHà Nội, ngày 6 tháng 6 năm 2031\n"
SIGNED = "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nNguyễn Văn Bình\n"


def read(text: str) -> Document:
    return parse(normalise(text).text)


def circular(body: str, title: str = "Quy định việc trực đêm", signed: str = SIGNED) -> Document:
    head = HEAD.format(number="12/2031/TT-BNV")
    return read(f"{head}THÔNG TƯ\n{title}\nCăn cứ Luật Lao động tỉnh lẻ ngày 01/02/2030;\n{body}\n{signed}")


def bases(doc: Document) -> list[str]:
    return [c.number or c.name or "" for c in find_citations(doc) if c.basis]


# --------------------------------------------------------------------------------------------------- consolidated texts

CONSOLIDATED = (
    "VĂN BẢN HỢP NHẤT - BỘ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nTHÔNG TƯ\n{title}\n"
    "Thông tư số 06/2027/TT-BNV ngày 08 tháng 3 năm 2027 của Bộ trưởng Bộ Nội vụ, có hiệu lực kể từ ngày 01 tháng 5 năm "
    "2027, được sửa đổi bởi:\nThông tư số 09/2031/TT-BNV ngày 01 tháng 02 năm 2031.\nĐiều 1. Phạm vi\nThông tư này quy "
    "định việc trực đêm.\nĐiều 2. Hiệu lực thi hành1\nThông tư này có hiệu lực kể từ ngày 01 tháng 5 năm 2027./.\n"
)


def test_a_footnote_open_over_the_page_hides_no_certificate() -> None:
    text = CONSOLIDATED.format(title="Quy định việc trực đêm") + (
        "1 Điều 3 của Thông tư số 09/2031/TT-BNV quy định như sau:\n“Điều 3. Hiệu lực thi hành\n1. Thông tư này có hiệu "
        "lực kể từ ngày 20 tháng 3 năm 2031.\nBỘ NỘI VỤ\nXÁC THỰC VĂN BẢN HỢP NHẤT\nSố: 408/VBHN-BNV\n"
        "Hà Nội, ngày 30 tháng 4 năm 2031\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Thị Cúc\n2. Bãi bỏ khoản 3 Điều 12 Thông tư "
        "này.\n3. Trong quá trình thực hiện nếu có vướng mắc, đề nghị phản ánh về Bộ Nội vụ.”.\n"
    )
    h = read(text).header
    assert (h.number, h.doc_type, h.issued) == ("408/VBHN-BNV", "Văn bản hợp nhất", date(2031, 4, 30))
    assert h.signer == "Lê Thị Cúc"


def test_the_number_of_a_consolidated_text_is_that_of_its_certificate() -> None:
    text = CONSOLIDATED.format(title="Quy định việc trực đêm").replace(
        "BỘ NỘI VỤ\nCỘNG", "BỘ NỘI VỤ\nSố: 06/2027/TT-BNV\nHà Nội, ngày 08 tháng 3 năm 2027\nCỘNG"
    )
    h = read(
        f"{text}PHỤ LỤC I\nMẪU SỔ\nNơi nhận:\n- Như trên;\nBỘ NỘI VỤ\nSố: 408/VBHN-BNV\nXÁC THỰC VĂN BẢN HỢP NHẤT\n"
        "Hà Nội, ngày 30 tháng 4 năm 2031\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Thị Cúc\n"
    ).header
    assert (h.number, h.issued, h.signer) == ("408/VBHN-BNV", date(2031, 4, 30), "Lê Thị Cúc")


def test_a_history_under_the_title_makes_a_consolidated_text() -> None:
    history = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLUẬT\nBẾN THUYỀN\nLuật Bến thuyền số 84/2025/QH17 ngày 25 tháng 6 năm 2025 "
        "của\nQuốc hội, có hiệu lực kể từ ngày 01 tháng 7 năm 2026, được sửa đổi,\nbổ sung bởi{sign}\nLuật Đường sông số "
        "41/2031/QH18 ngày 29 tháng 6 năm 2031.\nĐiều 1. Phạm vi\nLuật này quy định về bến.\nĐiều 2. Hiệu lực\nTừ 2026."
    )
    assert read(history.format(sign=":")).header.doc_type == "Văn bản hợp nhất"
    assert read(history.format(sign=" nhiều luật")).header.doc_type == "Luật"


def test_a_law_without_its_head_tells_type_and_day_in_its_last_sentence() -> None:
    articles = "Điều 1. Phạm vi\nLuật này quy định về bến thuyền.\nĐiều 2. Hiệu lực\nLuật này có hiệu lực từ ngày 01 tháng 01 năm 2032.\n"
    passed = "Luật này đã được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XVII thông qua ngày 20 tháng 5 năm 2031."
    h = read(articles + passed).header
    assert (h.doc_type, h.issuers, h.issued, h.normative) == ("Luật", ("Quốc hội",), date(2031, 5, 20), True)
    assert h.effective.date == date(2032, 1, 1)
    assert read(articles + f"Điều 3. Bổ sung như sau:\n“{passed}”").header.doc_type is None
    assert read(articles).header.doc_type is None


def test_a_title_may_begin_with_thuc_hien() -> None:
    title = "Thực hiện thí điểm khoán việc đối với\nđội thủy nông"
    assert read(CONSOLIDATED.format(title=title)).header.title == " ".join(title.split())


def test_what_opens_a_directive_is_no_title() -> None:
    head = HEAD.format(number="3/CT-BNV")
    d = read(
        f"{head}CHỈ THỊ\nThực hiện Nghị quyết số 5/NQ-CP của Chính phủ, Bộ Nội vụ yêu cầu:\n1. Kiểm tra.\n{SIGNED}"
    )
    assert d.header.title is None


# ------------------------------------------------------------------------------------------------------------- titles


def test_the_object_of_a_verb_belongs_to_the_title() -> None:
    d = circular("Điều 1. Ban hành.\n", "Ban hành Kế hoạch hành động thực hiện\nChỉ thị số 52/CT-TTg ngày 03 tháng 10 năm 2030 của Thủ tướng Chính phủ")  # fmt: skip
    assert d.header.title is not None
    assert d.header.title.endswith("thực hiện Chỉ thị số 52/CT-TTg ngày 03 tháng 10 năm 2030 của Thủ tướng Chính phủ")


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Thông tư sửa đổi, bổ sung Thông tư số 3/2027/TT-BNV", "sửa đổi, bổ sung Thông tư số 3/2027/TT-BNV"),
        ("Thông tư số hóa hồ sơ lưu trữ", "Thông tư số hóa hồ sơ lưu trữ"),
    ],
)
def test_the_type_printed_twice_is_no_part_of_the_title(printed: str, title: str) -> None:
    assert circular("Điều 1. Ban hành.\n", printed).header.title == title


def test_a_running_head_is_no_title() -> None:
    page = "CÔNG BÁO/Số 639 + 640/Ngày 18-6-2031\n8\nBỘ QUỐC PHÒNG\nCÔNG BÁO/Số 639 + 640/Ngày 18-6-2031\n9\n"
    assert read(page).header.title is None


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Án lệ số 91/2031/AL về hiệu lực của giấy vay lúa", "về hiệu lực của giấy vay lúa"),
        ("Án lệ số 91/2031/AL", None),
    ],
)
def test_a_precedent_with_its_number_in_the_first_line(line: str, title: str | None) -> None:
    d = read(
        f"{line}\nĐược Hội đồng Thẩm phán Tòa án nhân dân tối cao thông qua ngày 17 tháng 10 năm 2031 và được công bố "
        "theo Quyết định số 26/QĐ-CA ngày 06 tháng 11 năm 2031.\nNguồn án lệ:\nBản án về vụ vay lúa.\n"
    )
    h = d.header
    assert (h.number, h.doc_type, h.title, h.issued) == ("91/2031/AL", "Án lệ", title, date(2031, 10, 17))
    assert h.issuers == ("Hội đồng Thẩm phán Tòa án nhân dân tối cao",)
    assert d.is_document


# ------------------------------------------------------------------------------------------------- dates and structure


@pytest.mark.parametrize(
    "when", ["từ ngày 05 tháng 01 năm\n2032.", "kể từ ngày 05 tháng 01.năm 2032.", "từ ngày 05 tháng 01 năm \n 2032."]
)
def test_a_year_alone_on_its_line_is_no_page_number(when: str) -> None:
    d = circular(f"Điều 1. Hiệu lực\n1. Thông tư này có hiệu lực {when}\n2. Thông tư này thay thế Thông tư số 3/2027/TT-BNV.")  # fmt: skip
    assert d.header.effective.date == date(2032, 1, 5)


def test_an_article_broken_behind_its_first_word() -> None:
    d = circular("Điều\n1. Phạm vi\nThông tư này quy định việc trực.\nĐiều\n2. Hiệu lực\n1. Từ ngày ký.\n2. Hết.")
    assert [p.path for p in d.provisions] == ["Điều 1", "Điều 2", "Điều 2 khoản 1", "Điều 2 khoản 2"]
    assert d.text[d.provisions[1].start :].startswith("Điều\n2. Hiệu lực")
    assert [d.text[r.start : r.end] for r in d.recitals] == ["Căn cứ Luật Lao động tỉnh lẻ ngày 01/02/2030"]


def test_a_number_below_the_word_article_of_a_reference_opens_none() -> None:
    d = circular("Điều 1. Phạm vi\nTheo quy định tại khoản 2 Điều\n5 của Thông tư này.\nĐiều 2. Hiệu lực\nTừ ngày ký.")
    assert [p.path for p in d.provisions] == ["Điều 1", "Điều 2"]


# ---------------------------------------------------------------------------------------------------------- signatures


def test_a_signature_above_a_list_with_articles() -> None:
    d = circular(
        "Điều 1. Công bố Danh mục thông tư.\nĐiều 2. Từ ngày ký.\nĐiều 3. Chánh Văn phòng thi hành./.",
        signed="BỘ TRƯỞNG\n\nĐào Thị Dung\nDANH MỤC THÔNG TƯ\nĐiều 4. của Thông tư số 2/2027/TT-BNV\nĐiều 5. của Thông tư trên\n",
    )
    assert d.header.signer == "Đào Thị Dung"


def test_office_and_name_on_one_line() -> None:
    d = circular(
        "Điều 1. Phạm vi.\nĐiều 2. Hiệu lực từ ngày ký./.", signed="KT. BỘ TRƯỞNG THỨ TRƯỞNG Nguyễn Văn Bình\n"
    )
    assert d.header.signer == "Nguyễn Văn Bình"


# ------------------------------------------------------------------------------------------------------------ recitals


def test_recitals_of_a_notice_without_articles() -> None:
    d = read(
        HEAD.format(number="376/TB-BNV")
        + "THÔNG BÁO\nVề kết quả xếp hạng\nBỘ TRƯỞNG BỘ NỘI VỤ\nCăn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2030;\nCăn cứ "
        "Nghị định số 8/2031/NĐ-CP ngày 21/01/2031 của Chính phủ;\nTrên cơ sở hồ sơ của đơn vị, Bộ Nội vụ thông báo:\n"
        f"1. Kết quả theo Thông tư số 7/2030/TT-BNV.\n2. Có hiệu lực từ ngày ký.\n{SIGNED}"
    )
    assert bases(d) == ["Luật Lưu trữ", "8/2031/NĐ-CP"]
    assert any(z.kind is ZoneKind.BODY for z in d.zones)


def test_recitals_of_a_letter() -> None:
    d = read(
        HEAD.format(number="5155/BNV-VP")
        + "Kính gửi:\n- Sở Nội vụ;\n- Sở Tài chính.\nCăn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2030;\nCăn cứ Thông tư số "
        f"11/2031/TT-BNV ngày 12 tháng 4 năm 2031;\nĐể thống nhất, Bộ Nội vụ đề nghị theo Thông tư số 7/2030/TT-BNV.\n{SIGNED}"
    )
    assert bases(d) == ["Luật Lưu trữ", "11/2031/TT-BNV"]


def test_what_a_letter_argues_from_is_no_recital() -> None:
    d = read(
        HEAD.format(number="5155/BNV-VP")
        + "Kính gửi: Sở Nội vụ\nVề việc này, Bộ Nội vụ có ý kiến như sau:\nCăn cứ Điều 34 Luật Lưu trữ số 5/2030/QH17 quy "
        f"định về kho;\nĐề nghị Sở Nội vụ thực hiện.\n{SIGNED}"
    )
    assert bases(d) == []


# ------------------------------------------------------------------------------------------------------- party papers


@pytest.mark.parametrize(
    ("letterhead", "number", "issuer"),
    [
        ("TỈNH ỦY ĐẮK LẮK\nĐẢNG CỘNG SẢN VIỆT NAM", "18-CTr/TU", "Tỉnh ủy Đắk Lắk"),
        ("HUYỆN UỶ KRÔNG BÔNG\nĐẢNG CỘNG\nSẢN VIỆT NAM", "18-CTr/HU", "Huyện ủy Krông Bông"),
        ("BAN CHẤP HÀNH\nTRUNG ƯƠNG\nVĂN PHÒNG\nĐẢNG CỘNG\nSẢN VIỆT NAM", "432-TB/VPTW", "Văn phòng Trung ương Đảng"),
    ],
)
def test_party_bodies_in_the_letterhead(letterhead: str, number: str, issuer: str) -> None:
    d = read(
        f"{letterhead}\nSố {number}\nĐắk Lắk, ngày 26 tháng 11 năm 2031\nTHÔNG BÁO\nVề việc họp chi bộ\n1. Họp.\n2. Hết."
    )
    assert (d.header.number, d.header.issuers) == (number, (issuer,))
