from __future__ import annotations

from datetime import date

import pytest

from lawreg import messages, tables
from lawreg.parsing import entry_into_force, normative


@pytest.mark.parametrize(
    ("doc_type", "issuer", "issued", "number", "expected"),
    [
        ("Quyết định", "Ủy ban nhân dân tỉnh Đắk Lắk", date(2015, 3, 2), "12/2015/QĐ-UBND", True),
        ("Quyết định", "Ủy ban nhân dân tỉnh Đắk Lắk", date(2015, 3, 2), "412/QĐ-UBND", False),
        ("Chỉ thị", "Ủy ban nhân dân tỉnh Đắk Lắk", date(2012, 5, 8), "05/2012/CT-UBND", True),
        ("Chỉ thị", "Ủy ban nhân dân tỉnh Đắk Lắk", date(2016, 6, 30), "05/2016/CT-UBND", True),
        ("Chỉ thị", "Ủy ban nhân dân tỉnh Đắk Lắk", date(2016, 7, 1), "05/2016/CT-UBND", False),
        ("Nghị quyết", "Chính phủ", date(2008, 7, 2), "08/2008/NQ-CP", True),
        ("Nghị quyết", "Chính phủ", date(2011, 8, 4), "30c/NQ-CP", False),
        ("Nghị quyết", "Chính phủ", date(2026, 1, 9), "66.13/2026/NQ-CP", True),
        ("Quyết định", "Bộ Công nghiệp", date(2006, 5, 5), "44/2006/QĐ-BCN", True),
        ("Quyết định", "Bộ Tài chính", date(2014, 1, 14), "120/QĐ-BTC", False),
        ("Chỉ thị", "Thủ tướng Chính phủ", date(2006, 9, 9), "33/2006/CT-TTg", True),
        ("Quyết định", "Chủ tịch Ủy ban nhân dân tỉnh Gia Lai", date(2025, 11, 20), "44/2025/QĐ-CTUBND", True),
        ("Quyết định", "Chủ tịch Ủy ban nhân dân tỉnh Gia Lai", date(2025, 11, 20), "1044/QĐ-UBND", False),
        ("Luật", "Quốc hội", date(2013, 11, 29), "45/2013/QH13", True),
        ("Văn bản hợp nhất", "Bộ Tư pháp", date(2014, 1, 1), "01/VBHN-BTP", None),
        ("Kết luận", "Ban Thường vụ Tỉnh ủy", None, None, False),
        ("Quyết định", "Ủy ban nhân dân tỉnh Kon Tum", date(1996, 4, 1), "77/QĐ-UB", None),
    ],
)
def test_decided_by_type_issuer_period_and_number(
    doc_type: str, issuer: str, issued: date | None, number: str | None, expected: bool | None
) -> None:
    said, reason = normative.decide(doc_type, issuer, issued, number)
    assert said is expected
    assert reason.code.startswith("normative.")


def test_every_reason_has_a_sentence() -> None:
    codes = {rule["reason"] for rule in tables.load("tables/normative.toml")["rule"]} | {normative.UNSURE}
    assert codes <= messages.known()


def test_every_rule_names_its_source() -> None:
    for table in ("tables/normative.toml", "tables/entry_into_force.toml"):
        assert all(rule.get("source") for rule in tables.load(table)["rule"])


@pytest.mark.parametrize(
    ("issuer", "issued", "days"),
    [
        ("Ủy ban nhân dân tỉnh Kon Tum", date(2010, 1, 1), 10),
        ("Hội đồng nhân dân huyện Đắk Hà", date(2010, 1, 1), 7),
        ("Ủy ban nhân dân xã Ea Kly", date(2010, 1, 1), 5),
        ("Ủy ban nhân dân xã Ea Kly", date(2018, 1, 1), 7),
        ("Bộ Tài chính", date(2010, 1, 1), 45),
        ("Chính phủ", date(2001, 1, 1), 15),
    ],
)
def test_default_entry_into_force(issuer: str, issued: date, days: int) -> None:
    found = entry_into_force.default("Quyết định", issuer, issued)
    assert found is not None
    assert found[0] == days
    assert found[1].params["source"]


def test_gazette_period_says_that_the_date_is_not_known() -> None:
    found = entry_into_force.default("Nghị định", "Chính phủ", date(2005, 1, 1))
    assert found is not None
    assert found[1].params["from_gazette"] is True


def test_no_default_without_issuer_or_date() -> None:
    assert entry_into_force.default("Quyết định", None, date(2010, 1, 1)) is None
    assert entry_into_force.default("Quyết định", "Bộ Tài chính", None) is None
