from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawreg import dates


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("ngày 05 tháng 3 năm 2015", date(2015, 3, 5)),
        ("Ngày 25\ntháng 11 năm\n2025", date(2025, 11, 25)),
        ("NGÀY 14 THÁNG 01 NĂM 2010", date(2010, 1, 14)),
        ("ngày 24 tháng11 năm 2025", date(2025, 11, 24)),
        ("05/3/2015", date(2015, 3, 5)),
        ("29-11-2013", date(2013, 11, 29)),
        ("ngày 01/ 5 / 2026", date(2026, 5, 1)),
        ("từ 01 tháng 01 năm 2026", date(2026, 1, 1)),
        ("2015-03-05", date(2015, 3, 5)),
        ("ngày mồng 5 tháng sáu năm 2015", date(2015, 6, 5)),
        ("ngày 01 tháng mười  hai năm 1999", date(1999, 12, 1)),
        ("ngày 20 tháng mười năm 1999", date(1999, 10, 20)),
        ("ngày 20 tháng năm năm 1999", date(1999, 5, 20)),
    ],
)
def test_reads_every_way_of_writing_a_date(written: str, value: date) -> None:
    assert dates.parse(written) == value


@pytest.mark.parametrize(
    "written",
    [
        "ngày 31 tháng 02 năm 2015",
        "32/01/2015",
        "00/00/2015",
        "01/13/2015",
        "ngày tháng năm 2024",
        "cách mạng tháng Tám năm 1945",
        "ngày đầu tháng sáu năm 2015",
        "12/2015",
        "8/2011/NĐ-CP",
        "",
    ],
)
def test_impossible_and_unfinished_dates_are_none(written: str) -> None:
    assert dates.parse(written) is None


def test_a_number_is_no_date() -> None:
    assert list(dates.find("Quyết định số 12/2015/QĐ-UBND và 1/2/2015/TT-BTC")) == []


def test_find_gives_spans_in_order() -> None:
    text = "ban hành ngày 10/7/2015, sửa đổi ngày 02 tháng 9 năm 2016."
    found = list(dates.find(text))
    assert [text[m.start : m.end] for m in found] == ["10/7/2015", "ngày 02 tháng 9 năm 2016"]


def test_official_lists_pad_january_and_february_only() -> None:
    assert dates.format_vi(date(2023, 3, 1)) == "01/3/2023"
    assert dates.format_vi(date(2023, 2, 15)) == "15/02/2023"
    assert dates.format_vi(date(2023, 10, 12)) == "12/10/2023"


def test_a_month_printed_with_the_long_s_is_read() -> None:
    assert [m.value for m in dates.find("ngày 5 tháng ſáu năm 2025")] == [date(2025, 6, 5)]


@given(st.dates(date(1945, 1, 1), date(2099, 12, 31)))
def test_every_date_comes_back(value: date) -> None:
    assert dates.parse(dates.format_vi(value)) == value
    assert dates.parse(f"ngày {value.day:02d} tháng {value.month} năm {value.year}") == value


@given(st.text(alphabet="0123456789/-. ngàytháănm\n", max_size=80))
def test_spans_lie_in_the_text(text: str) -> None:
    assert all(0 <= m.start < m.end <= len(text) for m in dates.find(text))
