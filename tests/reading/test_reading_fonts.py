from __future__ import annotations

import pytest

from lawreg.reading import legacy_fonts, read_bytes
from lawreg.reading.syllables import possible, vietnamese_share


@pytest.mark.parametrize(
    "word", ["nghị", "Quyết", "ĐIỀU", "gì", "giữ", "khuya", "huỷ", "hủy", "xoong", "quốc", "yếu", "ươn"]
)
def test_possible_syllables(word: str) -> None:
    assert possible(word)


@pytest.mark.parametrize(
    "word", ["nghj", "Ngh", "QuyÕt", "®Þnh", "khuyc", "cac", "mộtt", "hcủa", "uưu", "đjnh", "strict"]
)
def test_impossible_syllables(word: str) -> None:
    assert not possible(word)


def test_share_tells_lost_letters() -> None:
    assert vietnamese_share("Nghị định này quy định chi tiết một số điều") == 1.0
    assert vietnamese_share("Ngh đnh này quy đnh chi tit mt s điu") < 0.6


def test_mixed_document_line_by_line() -> None:
    text = (
        "Điều 1. Sửa đổi Quy chế\nChñ tÞch Uû ban nh©n d©n tØnh, Gi¸m ®èc c¸c Së chÞu tr¸ch nhiÖm thi hµnh\nNơi nhận:"
    )
    mended, findings = legacy_fonts.repair(text)
    assert mended.split("\n") == [
        "Điều 1. Sửa đổi Quy chế",
        "Chủ tịch Uỷ ban nhân dân tỉnh, Giám đốc các Sở chịu trách nhiệm thi hành",
        "Nơi nhận:",
    ]
    assert findings[0].params["encoding"] == "TCVN3"


def test_soft_hyphen_is_a_letter_in_tcvn3() -> None:
    assert legacy_fonts.convert("Nhµ n\u00adíc, Thñ t\u00adíng", "tcvn3") == "Nhà nước, Thủ tướng"


def test_vni_takes_two_characters_for_one() -> None:
    assert legacy_fonts.convert("Ñieàu 1. UÛy ban nhaân daân, Uûy vieân", "vni") == "Điều 1. Ủy ban nhân dân, Ủy viên"


@pytest.mark.parametrize(
    "text",
    [
        "Toạ độ 21°24’40,0” N 108°01’10,0” E (mép bờ phía Nam đảo)",
        "1\tBảng cân đối\tÖ\tÖ\tÖ\tÖ",
        "50 ÷ 80\t80÷160\t500 ÷ 850 m³, sai số ±5 µm²",
        "Công ty Müller & Søn, café Noël, São Paulo, señor Núñez",
    ],
)
def test_signs_and_foreign_names_are_left_alone(text: str) -> None:
    assert legacy_fonts.mend(text) == (text, ())


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        (".VnTime", ("tcvn3", False)),
        (".VnTimeH", ("tcvn3", True)),
        (".VnArialH", ("tcvn3", True)),
        ("VNI-Times", ("vni", False)),
        ("Times New Roman", None),
        ("Vnpt Sans", None),
    ],
)
def test_fonts_name_their_encoding(font: str, expected: tuple[str, bool] | None) -> None:
    assert legacy_fonts.encoding_of_font(font) == expected


def test_half_small_capitals_are_raised_line_by_line() -> None:
    text = "QUYếT ĐịNH\nCủA CHủ TịCH Uỷ BAN\nĐiều 1. Số, ký hiệu"
    assert legacy_fonts.repair_capitals(text)[0] == "QUYếT ĐịNH\nCỦA CHỦ TỊCH UỶ BAN\nĐiều 1. Số, ký hiệu".replace(
        "QUYếT ĐịNH", "QUYẾT ĐỊNH"
    )


VNI_LINES = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
    "Quyeát ñònh veà vieäc ban haønh baûng giaù nöôùc saïch cuûa huyeän",
    "Hoä gia ñình\t5.000 ñoàng",
    "Cô quan, ñôn vò\t7.000 ñoàng",
    "Quyeát ñònh naøy coù hieäu löïc keå töø ngaøy kyù",
)


def test_offsets_move_with_the_lines_that_grow_shorter() -> None:
    before = "\n".join(VNI_LINES)
    after, findings = legacy_fonts.mend(before)
    place = legacy_fonts.carried(before, after)
    assert [f.params["encoding"] for f in findings] == ["VNI"]
    start, end = before.index("Hoä gia"), before.index("\nQuyeát ñònh naøy")
    assert after[place(start) : place(end)] == "Hộ gia đình\t5.000 đồng\nCơ quan, đơn vị\t7.000 đồng"
    assert place(0) == 0
    assert place(len(before)) == len(after)


def test_a_table_typed_in_vni_keeps_its_span() -> None:
    rows = "".join(f"<tr><td>{i}</td><td>{a}</td><td>{b}</td></tr>" for i, (a, b) in enumerate(
        [("Hoä gia ñình", "5.000 ñoàng"), ("Cô quan, ñôn vò söï nghieäp", "7.000 ñoàng"), ("Nhaø haøng", "9.000")], 1
    ))  # fmt: skip
    page = f"<html><body><p>{VNI_LINES[1]}</p><table>{rows}</table><p>{VNI_LINES[4]}</p></body></html>"
    text = read_bytes(page.encode(), "gia-nuoc.html")
    (span,) = text.tables
    table = text.content[span.start : span.end].split("\n")
    assert (table[0], len(table)) == ("1\tHộ gia đình\t5.000 đồng", 3)
