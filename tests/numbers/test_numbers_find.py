from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawreg import normal, numbers

FORMS = [
    ("63/2010/NĐ-CP", "modern", "Nghị định"),
    ("33/2006/CT-TTg", "modern", "Chỉ thị"),
    ("115/2008/NQ-HĐND", "modern", "Nghị quyết"),
    ("30a/2008/NQ-CP", "modern", "Nghị quyết"),
    ("66.13/2026/NQ-CP", "modern", "Nghị quyết"),
    ("29/2025/TTLT-BTP-BCA-TANDTC-VKSNDTC", "modern", "Thông tư liên tịch"),
    ("02/2000/TT-NHNN7", "modern", "Thông tư"),
    ("80/2015/QH13", "law", None),
    ("113/2025/UBTVQH15", "law", None),
    ("15/2009/PL-UBTVQH12", "law", "Pháp lệnh"),
    ("323/QĐ-UBND", "no_year", "Quyết định"),
    ("30c/NQ-CP", "no_year", "Nghị quyết"),
    ("691/TTr-CP", "no_year", "Tờ trình"),
    ("560/NQ-UBTVQH15", "no_year", "Nghị quyết"),
    ("8632/VBHN-BTP", "consolidated", "Văn bản hợp nhất"),
    ("3723/UBND-TH", "official_letter", "Công văn"),
    ("8458/NHNN-TT", "official_letter", "Công văn"),
    ("18-CTr/TU", "party", "Chương trình"),
    ("19130-CV/VPTW", "party", "Công văn"),
    ("217-HĐBT", "old", None),
    ("64/CP", "old", None),
    ("47-SL", "old", "Sắc lệnh"),
    ("16-BYT/TT", "old", "Thông tư"),
    ("500/BYT-QĐ", "old", "Quyết định"),
    ("40-LCT/HĐNN8", "old", "Lệnh"),
    ("23/TTLB", "old", "Thông tư liên bộ"),
]


@pytest.mark.parametrize(("number", "kind", "doc_type"), FORMS)
def test_every_form_is_found_whole(number: str, kind: str, doc_type: str | None) -> None:
    text = f"theo văn bản số {number}, ngày 3 tháng 4"
    (found,) = numbers.find(text)
    assert (found.number, found.kind, found.doc_type) == (number, kind, doc_type)
    assert text[found.start : found.end] == number


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("12 /2015/QĐ-UBND", "12/2015/QĐ-UBND"),
        ("12/2015/TT- BNNPTNT", "12/2015/TT-BNNPTNT"),
        ("12/2015/TT -BTP", "12/2015/TT-BTP"),
        ("12/2015/TT-\nNHNN", "12/2015/TT-NHNN"),
        ("12/2015/\nTT-NHNN", "12/2015/TT-NHNN"),
        ("12/2015/TTBTC", "12/2015/TT-BTC"),
        ("12/2015TT-BCT", "12/2015/TT-BCT"),
        ("12/2017/QĐTTg", "12/2017/QĐ-TTg"),
        ("45/2024 QH15", "45/2024/QH15"),
        ("12/2015/QĐ/UBND", "12/2015/QĐ-UBND"),
        ("12/2015/PL-UBTVQH 12", "12/2015/PL-UBTVQH12"),
        ("12/2015/NĐ-Cp", "12/2015/NĐ-CP"),
        ("12/2O15/NĐ-CP", "12/2015/NĐ-CP"),
        ("12-\nCTr/TU", "12-CTr/TU"),
        ("12/2015/TT-BTС", "12/2015/TT-BTC"),  # Cyrillic С
        ("12/2015/QÐ–UBND", "12/2015/QĐ-UBND"),  # U+00D0 and an en dash
        ("109/2009/TTLT/BTC-BGDĐT", "109/2009/TTLT-BTC-BGDĐT"),
    ],
)
def test_broken_spellings_are_mended(printed: str, number: str) -> None:
    text = normal.normalise(f"Căn cứ văn bản số {printed}; về").text
    assert [m.number for m in numbers.find(text)] == [number]


def test_glued_word_behind_is_left_out() -> None:
    (found,) = numbers.find("Thông tư số 12/2025/TT-BYTngày 3 tháng 5 năm 2025")
    assert found.number == "12/2025/TT-BYT"


def test_words_behind_a_spaced_dash_are_no_code() -> None:
    (found,) = numbers.find("Quyết định số 12/2015/QĐ-UBND - An Giang")
    assert found.number == "12/2015/QĐ-UBND"


def test_running_head_inside_a_number_is_bridged() -> None:
    text = "theo Thông tư số 26/2016/ \n \nCÔNG BÁO/Số 12 + 13/Ngày 05-02-2024 \n7 \n \nTT-BXD ngày"
    (found,) = numbers.find(text)
    assert found.number == "26/2016/TT-BXD"
    assert text[found.start : found.end].startswith("26/2016/") and text[found.end :] == " ngày"


@pytest.mark.parametrize(
    "decoy",
    [
        "ngày 16/6/2010",
        "QCVN 104:2019/BGTVT",
        "TCVN 6909:2001",
        "theo Mẫu số 01/TTr-BTC",
        "biểu mẫu số 02/BC-UBND",
        "đơn số 1101-N/BTNMT",
        "ký hiệu C1-02/NS",
        "hợp đồng số 05/2015/HĐ-MB",
        "bản án số 12/2020/DS-ST",
        "Mẫu 05-TT/SHTT/2020",
        "trực 24/7, 15/15 xã",
        "mã hàng 2519.90-A",
        "bản sao số 05/SY-VPQH",
        "tài khoản 112 - Tiền gửi",
        "đạt 77/100 điểm",
        "N%C4%90-CP",
    ],
)
def test_look_alikes_are_no_numbers(decoy: str) -> None:
    assert list(numbers.find(decoy)) == []


def test_start_and_end_limit_the_search() -> None:
    text = "số 1/2015/NĐ-CP, số 2/2015/NĐ-CP, số 3/2015/NĐ-CP"
    second = text.index("2/2015")
    assert [m.number for m in numbers.find(text, second, second + 14)] == ["2/2015/NĐ-CP"]


@pytest.mark.parametrize(
    "unit", ["1/", "1-", "1/2015/", "A-", "/-", "1/NĐ-", "CÔNG BÁO/", "1 TC", " ", "\n", "(", "Người ký:"]
)
def test_long_hostile_text_is_read_through(unit: str) -> None:
    """A pattern that is worse than linear would not come back from 100,000 characters."""
    text = unit * (100_000 // len(unit))
    assert all(m.end - m.start <= 300 for m in numbers.find(text))


CODES = st.sampled_from(["NĐ-CP", "QĐ-UBND", "TT-BTC", "QĐ-TTg", "NQ-HĐND", "TTLT-BTP-BNV", "CT-TTg", "TT-BLĐTBXH"])


@given(st.integers(1, 9999), st.integers(1990, 2030), CODES, st.booleans())
def test_normalise_is_idempotent_and_fold_knows_every_spelling(serial: int, year: int, code: str, zero: bool) -> None:
    number = f"{serial:02d}/{year}/{code}"
    spellings = [
        number.replace("/", " / "),
        number.replace("-", " - "),
        number.replace("Đ", "D"),
        number.replace("Đ", "Ð"),
        number.replace("-", "–"),
        number.upper(),
        f"{serial}/{year}/{code}" if zero else number,
        number.replace("-", "\u2011"),
    ]
    once = numbers.normalise(number)
    assert once == number
    for spelling in spellings:
        assert numbers.normalise(numbers.normalise(spelling)) == numbers.normalise(spelling)
        assert numbers.fold(spelling) == numbers.fold(number)


@given(st.text(alphabet="0123456789/-.–ĐDQNTCPBVHUTrg \n&", max_size=30))
@settings(max_examples=300)
def test_normalise_is_idempotent_on_anything(s: str) -> None:
    once = numbers.normalise(s)
    assert numbers.normalise(once) == once
    assert numbers.fold(once) == numbers.fold(s)


@given(st.text(alphabet="0123456789/-. ĐQNTCPUBVHGrgsố\n\t", max_size=120))
@settings(max_examples=300)
def test_spans_are_ordered_and_hold_what_was_read(text: str) -> None:
    at = 0
    for found in numbers.find(text):
        assert at <= found.start < found.end <= len(text)
        assert numbers.normalise(found.number) == found.number
        at = found.end


def test_fold_keeps_different_numbers_apart() -> None:
    keys = {
        numbers.fold(n)
        for n in (
            "12/2015/QĐ-UBND",
            "12/QĐ-UBND",
            "12/2015/CT-UBND",
            "120/2015/QĐ-UBND",
            "12a/2015/QĐ-UBND",
            "12/2015/QĐ-UB",
        )
    }
    assert len(keys) == 6


def test_old_forms_fold_over_dash_and_slash() -> None:
    assert numbers.fold("176-HĐBT") == numbers.fold("176/HĐBT") == numbers.fold("0176 - HDBT")
    assert numbers.fold("500-BYT/QĐ") == numbers.fold("500/BYT-QĐ")
    assert numbers.fold("500/QĐ-BYT") != numbers.fold("500/BYT-QĐ")


def test_old_number_of_a_body_no_table_holds_needs_its_type_before_it() -> None:
    (found,) = numbers.find("bãi bỏ Thông tư số 61-XZ/TT ngày 15/5/1995")
    assert (found.number, found.kind, found.doc_type) == ("61-XZ/TT", "old", "Thông tư")
    for text in ("theo hồ sơ số 61-XZ/TT", "lô 61-XZ/TT", "Thông tư số 61-XZABC/TT", "Thông tư số 61-XZ/KT"):
        assert list(numbers.find(text)) == [], text


def test_describe_tells_the_parts() -> None:
    info = numbers.describe("05/2014/TTLT-BTP-BNV")
    assert (info.serial, info.year, info.type_code, info.issuer_code) == ("05", "2014", "TTLT", "BTP-BNV")
    assert info.has_year and info.doc_type == "Thông tư liên tịch"
    assert numbers.describe("3723/UBND-TH").doc_type == "Công văn"
    assert not numbers.describe("323/QĐ-UBND").has_year


def test_bridge_keeps_every_offset() -> None:
    text = "a\n2 \nCÔNG BÁO/Số 5/Ngày 01-02-2020 \n \nb CÔNG BÁO c"
    seen = numbers.bridge(text)
    assert len(seen) == len(text)
    assert seen.index("b") == text.index("\nb") + 1 and numbers.GAP in seen


def test_a_date_glued_to_the_number_is_not_part_of_it() -> None:
    found = list(
        numbers.find("1 Quyết định 03/2006/QĐ-UBND25/01/2006 Về giá cước; Thông tư 02/2000/TT-NHNN7 ngày 24/02/2000")
    )
    assert [m.number for m in found] == ["03/2006/QĐ-UBND", "02/2000/TT-NHNN7"]


def test_a_law_about_contracts_keeps_its_number_and_a_contract_has_none() -> None:
    named = "Luật Đưa người lao động đi làm việc theo hợp đồng số 91/2016/QH14 hết hiệu lực"
    assert [m.number for m in numbers.find(named)] == ["91/2016/QH14"]
    assert list(numbers.find("theo hợp đồng số 91/2016/HĐ-BTC ký với nhà thầu")) == []
