"""Numbers met in odd spellings: run into a word, a blank for the dash, letters of firms and committees."""

from __future__ import annotations

import pytest

from lawreg import numbers


def found(text: str) -> list[str]:
    matches = list(numbers.find(text))
    for m in matches:
        assert numbers.normalise(text[m.start : m.end]) == m.number
    return [m.number for m in matches]


def letters(text: str) -> list[str]:
    matches = list(numbers.letters(text, list(numbers.find(text))))
    assert all(text[m.start : m.end] == m.number for m in matches)
    return [m.number for m in matches]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Hướng dẫn số 412/HD-BNV ngày 16/6/2031", "412/HD-BNV"),
        ("Hướng dẫn số 56-HD/VPTW ngày 27/10/2015", "56-HD/VPTW"),
        ("Hướng dẫn số 15/HD-ABC ngày 27/10/2015", "15/HD-ABC"),
        ("theo Nghị định số142/2031/NĐ-CP ngày 9/10/2031", "142/2031/NĐ-CP"),
        ("và Nghị định số93/CP ngày 23 tháng 8 năm 1997", "93/CP"),
        ("Luật số 118/2031/QH17như sau:", "118/2031/QH17"),
        ("Thông tư số 05/2031/TT-BTCđược sửa đổi", "05/2031/TT-BTC"),
        ("Thông tư 13/2031/TT BNNMT ngày 19/6/2031", "13/2031/TT-BNNMT"),
        ("Quyết định số 13/2031/QĐ UBND ngày 19/6/2031", "13/2031/QĐ-UBND"),
        ("Văn bản số 702/UBQPANĐN15 ngày 01/8/2031", "702/UBQPANĐN15"),
        ("công văn số 2273/CTK - CSCL ngày 15/10/2031", "2273/CTK-CSCL"),
        ("khoản 7 Điều 2 Quyết định số 87-CT ngày 01 tháng 3 năm 1985", "87-CT"),
        ("Chỉ thị số 203/CT ngày 01 tháng 3 năm 1985", "203/CT"),
        ("Chỉ thị 364-CT ngày 6/11/1991", "364-CT"),
        ("Nghị định số 9/2031/NĐ-CP4 và", "9/2031/NĐ-CP"),
        ("Nghị quyết số 66-NQ/TW1", "66-NQ/TW"),
        ("Quyết định số 353/1997/QĐ-NHNN2 của", "353/1997/QĐ-NHNN2"),  # a department's digit is no footnote
        ("Quyết định số 12/2031/QĐ-TTgngày 5", "12/2031/QĐ-TTg"),
        ("Luật hải quan số 54/2031/QH-17 ngày", "54/2031/QH17"),
    ],
)
def test_odd_spellings_are_read(text: str, number: str) -> None:
    assert numbers.normalise(number) == number
    match = next(iter(numbers.find(text)))
    assert match.number == number


@pytest.mark.parametrize(
    "text",
    [
        "ký Hợp đồng số 12/HĐ-XD ngày 3/4/2031",
        "theo mẫu 05/HD-KT của Phụ lục",  # no body known, no word before it
        "theo hợp đồng số 12/HD-BNV ngày 3/4/2031",
        "THÔNG TƯ SỐ 5/2031/TT BỘ TRƯỞNG",
        "biểu số 87-CT của Phụ lục",
        "Bảng 87-CT",
        "mã lớp12/2031/NĐ-CP",  # a serial run into a word other than "số"
        "nhà số 702/UBND15",
        "hồ sơ 702/UBQPANĐN15",
    ],
)
def test_what_only_looks_so_is_passed_over(text: str) -> None:
    assert found(text) == []


def test_a_list_without_blanks() -> None:
    assert found("các Nghị định số 8/2031/NĐ-CP,19/2031/NĐ-CP") == ["8/2031/NĐ-CP", "19/2031/NĐ-CP"]
    assert found("các Luật số 8/2031/QH17,19/2031/QH17") == ["8/2031/QH17", "19/2031/QH17"]
    assert found("tỷ lệ 1,5/2031/NĐ-CP") == []


def test_a_spaced_dash_without_a_date_leads_into_other_words() -> None:
    assert found("công văn số 12/UBND - VĂN PHÒNG của tỉnh") == []
    assert found("Quyết định số 12/QĐ-UBND - ỦY BAN NHÂN DÂN") == ["12/QĐ-UBND"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Trả lời công văn số 01/CV-01 ngày 20/11/2031 của Công ty TNHH An Phát", "01/CV-01"),
        ("Trả lời công văn số\n128.2031/OL.WMC ngày 24/11/2031 của Công ty", "128.2031/OL.WMC"),
        ("và công văn số HDPC/2031/276 ngày\n5/9/2031 của Công ty", "HDPC/2031/276"),
        ("nhận được công văn số 4814/CCTKV.05-TT3 ngày 30/06/2031", "4814/CCTKV.05-TT3"),
        ("đã ban hành Công văn số 6006/BGDĐT ngày 29/9/2031", "6006/BGDĐT"),
        ("tại văn bản số 25-2303/PB-KD của Tổng công ty Phân bón", "25-2303/PB-KD"),
        ("Công văn số: 20311022/CV-HD ngày 22 tháng 10 năm 2031", "20311022/CV-HD"),
    ],
)
def test_letters_that_follow_no_form_are_known_by_the_words_around_them(text: str, number: str) -> None:
    assert letters(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "công văn số 12 ngày 3/4/2031",
        "văn bản số 107/2031 ngày 05/11/2031",  # no letter in it
        "văn bản số 323/UBND-TH ngày 3/4/2031",  # of the usual form: found already
        "theo mẫu văn bản số 01/BM-KT ban hành kèm theo",
        "công văn số …/CV-ABC ngày … tháng …",
        "hồ sơ số 01/CV-01 ngày 20/11/2031",
    ],
)
def test_other_words_make_no_letter(text: str) -> None:
    assert letters(text) == []


@pytest.mark.parametrize("number", ["128.2031/OL.WMC", "66.13/2026/NQ-CP", "HDPC/2031/276"])
def test_normal_forms_stay_as_they_are(number: str) -> None:
    assert numbers.normalise(number) == number
    assert numbers.fold(number) == numbers.fold(numbers.fold(number).upper())


@pytest.mark.parametrize("text", ["Số: 1/", "Số: 12/2031-", "Số: 1/2031/ "])
def test_a_text_that_ends_in_a_number_has_none_of_it(text: str) -> None:
    assert list(numbers.find(text, 0, len(text) + 60)) == []
