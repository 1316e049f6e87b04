"""What the signature and the last line decide where the head is silent, and who passed an act in its title."""

from __future__ import annotations

from datetime import date

import pytest

from lawreg.model import Document
from lawreg.normal import normalise
from lawreg.parsing import parse

_BODY = "Điều 1. Phạm vi\nQuản lý bến đò.\nĐiều 2. Hiệu lực\nVăn bản này có hiệu lực từ ngày ký.\n"
_ASSEMBLY = """QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/2009/QH12
Hà Nội, ngày 17 tháng 6 năm 2009
"""


def read(text: str) -> Document:
    return parse(normalise(text).text)


@pytest.mark.parametrize(
    ("kind", "signature", "issuers"),
    [
        ("NGHỊ ĐỊNH", "TM. CHÍNH PHỦ\nTHỦ TƯỚNG", ("Chính phủ",)),
        ("NGHỊ ĐỊNH", "TM. CHÍNH PHỦ\nKT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG", ("Chính phủ",)),
        ("THÔNG TƯ", "BỘ TRƯỞNG BỘ Y TẾ", ("Bộ Y tế",)),
        ("QUYẾT ĐỊNH", "THỦ TƯỚNG CHÍNH PHỦ", ("Thủ tướng Chính phủ",)),
        ("NGHỊ ĐỊNH", "THỦ TƯỚNG CHÍNH PHỦ", ()),  # he signs decrees for the Government
        ("LUẬT", "TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI\nCHỦ TỊCH", ()),
        ("QUYẾT ĐỊNH", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", ()),  # of which place?
        ("QUYẾT ĐỊNH", "TL. CỤC TRƯỞNG\nTRƯỞNG PHÒNG", ()),
    ],
)
def test_signature_alone_names_the_issuer_of_its_acts(kind: str, signature: str, issuers: tuple[str, ...]) -> None:
    document = read(f"{kind}\nVề quản lý bến đò\n{_BODY}\n{signature}\nNguyễn Văn Bến\n")
    assert document.header.issuers == issuers
    if issuers:
        span = document.header.evidence["issuer"]
        assert document.text[span.start : span.end].startswith(signature.split("\n")[0])


def test_a_letter_quoting_what_the_government_ordered_is_not_the_governments() -> None:
    document = read(
        "Kính gửi: Công ty Bến Đò\nTheo Nghị định số 12/2019/NĐ-CP của\nChính phủ quy định chi tiết về bến đò, Cục "
        "có ý kiến như sau:\nBến đò hoạt động ban ngày.\nTL. CỤC TRƯỞNG\nTRƯỞNG PHÒNG\nNguyễn Văn Bến\n"
    )
    assert document.header.issuers == ()


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("LUẬT\nBẾN ĐÒ\nCỦA QUỐC HỘI KHÓA XII, KỲ HỌP THỨ 5", "BẾN ĐÒ"),
        ("NGHỊ QUYẾT\nVỀ BẾN ĐÒ\nCỦA QUỐC HỘI KHOÁ XII, KỲ HỌP THỨ 5", "VỀ BẾN ĐÒ"),
        ("NGHỊ QUYẾT CỦA QUỐC HỘI KHÓA XII, KỲ HỌP THỨ 5 VỀ BẾN ĐÒ", "VỀ BẾN ĐÒ"),
        ("LUẬT\nHOẠT ĐỘNG GIÁM SÁT CỦA QUỐC HỘI", "HOẠT ĐỘNG GIÁM SÁT CỦA QUỐC HỘI"),
        ("NGHỊ QUYẾT\nVỀ CHƯƠNG TRÌNH GIÁM SÁT\nCỦA QUỐC HỘI KHÓA XII", "VỀ CHƯƠNG TRÌNH GIÁM SÁT CỦA QUỐC HỘI KHÓA XII"),
    ],
)
def test_who_passed_an_act_is_no_part_of_its_name(lines: str, title: str) -> None:
    document = read(f"{_ASSEMBLY}{lines}\nCăn cứ Hiến pháp;\n{_BODY}\nCHỦ TỊCH QUỐC HỘI\nNguyễn Văn Bến\n")
    assert document.header.title == title
    assert document.header.issuers == ("Quốc hội",)


@pytest.mark.parametrize("printed", ["Hà Nội, ngày 05/6/2009", "Hà Nội, ngày 05-06-2009", "Hà Nội, ngày 5 - 6 - 2009"])
def test_place_line_with_a_date_in_figures(printed: str) -> None:
    document = read(
        "BỘ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/2009/TT-BYT\n"
        f"{printed}\nTHÔNG TƯ\nVề bến đò\nCăn cứ Luật Dược;\n{_BODY}\nBỘ TRƯỞNG\nNguyễn Văn Bến\n"
    )
    assert (document.header.issued, document.header.place) == (date(2009, 6, 5), "Hà Nội")


def test_place_and_date_above_the_signature() -> None:
    text = f"THÔNG TƯ\nVề bến đò\nCăn cứ Luật Dược ngày 01 tháng 2 năm 1989;\n{_BODY}"
    document = read(f"{text}Hà Nội, ngày 5 tháng 6 năm 1989\nBỘ TRƯỞNG\nNguyễn Văn Bến\n")
    assert document.header.issued == date(1989, 6, 5)
    span = document.header.evidence["issued"]
    assert document.text[span.start : span.end] == "ngày 5 tháng 6 năm 1989"
    other = read(f"{text}Chủ bến nộp sổ tại bến, ngày 5 tháng 6 năm 1989\nBỘ TRƯỞNG\nNguyễn Văn Bến\n")
    assert other.header.issued is None
