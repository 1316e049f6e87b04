from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawreg.parsing import fold_name, issuers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UỶ BAN NHÂN DÂN TỈNH ĐĂK LĂK", "Ủy ban nhân dân tỉnh Đắk Lắk"),
        ("tỉnh Dak Lak", "tỉnh Đắc Lắc"),
        ("Thừa Thiên - Huế", "Thừa Thiên Huế"),
        ("Khánh Hoà", "khánh hòa"),
        ("Bộ Giáo dục & Đào tạo", "Bộ Giáo dục và Đào tạo"),
        ("Bà Rịa-Vũng Tàu", "Bà Rịa - Vũng Tàu"),
    ],
)
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_different_names_stay_apart() -> None:
    assert fold_name("tỉnh Quảng Nam") != fold_name("tỉnh Quảng Ninh")


@given(st.text(max_size=60))
def test_folding_is_idempotent(s: str) -> None:
    assert fold_name(fold_name(s)) == fold_name(s)


@pytest.mark.parametrize(
    ("name", "place", "full"),
    [
        ("UBND TỈNH", "Buôn Ma Thuột", "Ủy ban nhân dân tỉnh Đắk Lắk"),
        ("HĐND tỉnh Kon Tum", None, "Hội đồng nhân dân tỉnh Kon Tum"),
        ("Chủ tịch UBND thành phố Cần Thơ", None, "Chủ tịch Ủy ban nhân dân thành phố Cần Thơ"),
        ("Bộ trưởng Bộ Tài chính", None, "Bộ Tài chính"),
        ("BỘ VĂN HOÁ THỂ THAO VÀ DU LỊCH", None, "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Thống đốc Ngân hàng Nhà nước Việt Nam", None, "Ngân hàng Nhà nước Việt Nam"),
        ("Thủ tướng", None, "Thủ tướng Chính phủ"),
        ("Uỷ ban nhân dân huyện Krông Búk", "Krông Búk", "Ủy ban nhân dân huyện Krông Búk"),
    ],
)
def test_canonical_names(name: str, place: str | None, full: str) -> None:
    body = issuers.canonical(name, place)
    assert body is not None
    assert body.name == full


def test_unknown_bodies_are_none() -> None:
    assert issuers.canonical("Công ty Cổ phần Ngọc Lan") is None
    assert issuers.canonical("") is None


def test_a_city_under_a_province_is_a_district() -> None:
    body = issuers.canonical("UBND thành phố Vũng Tàu")
    assert body is not None
    assert body.level == "district"


def test_one_name_before_and_after_the_merger_is_two_issuers() -> None:
    before = issuers.canonical("UBND tỉnh Đắk Lắk", at=date(2025, 6, 30))
    after = issuers.canonical("UBND tỉnh Đắk Lắk", at=date(2025, 7, 1))
    assert before is not None and after is not None
    assert before.id != after.id
    assert before.name == after.name


UNCHANGED_2025 = {"ha-noi", "hue", "cao-bang", "dien-bien", "ha-tinh", "lai-chau", "lang-son", "nghe-an", "quang-ninh", "son-la", "thanh-hoa"}  # fmt: skip


def test_the_merger_of_2025_left_thirty_four_provinces() -> None:
    all_ = issuers.provinces()
    merged = {p.id for p in all_.values() if p.valid_from == issuers.MERGER}
    assert len(merged) + len(UNCHANGED_2025) == 34
    assert all(all_[id_].valid_to is None for id_ in UNCHANGED_2025)


def test_sixty_three_provinces_before_the_merger() -> None:
    ended = [p for p in issuers.provinces().values() if p.valid_to == issuers.MERGER]
    assert len(ended) == 52  # and 11 went on
    assert all(len(p.successors) == 1 for p in ended)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("BTC", "Bộ Tài chính"), ("BNN", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("BNNPTNT", "Bộ Nông nghiệp và Phát triển nông thôn"), ("BGD&ĐT", "Bộ Giáo dục và Đào tạo"),
        ("LĐTBXH", "Bộ Lao động - Thương binh và Xã hội"), ("UBTVQH12", "Ủy ban Thường vụ Quốc hội"),
        ("QH13", "Quốc hội"), ("TTg", "Thủ tướng Chính phủ"), ("CP", "Chính phủ"),
        ("NHNN7", "Ngân hàng Nhà nước Việt Nam"),
    ],
)  # fmt: skip
def test_codes_of_numbers(code: str, name: str) -> None:
    body = issuers.from_code(code)
    assert body is not None
    assert body.name == name


def test_a_local_code_needs_its_place() -> None:
    assert issuers.from_code("UBND") is None
    body = issuers.from_code("UBND", "Pleiku")
    assert body is not None and body.name == "Ủy ban nhân dân tỉnh Gia Lai"


def test_successors_follow_the_reorganisations() -> None:
    at = date(2026, 1, 1)
    assert issuers.same_or_successor("ubnd-phu-yen", "ubnd-dak-lak-2025", at)
    assert issuers.same_or_successor("bo-cong-nghiep", "bo-cong-thuong", at)
    assert issuers.same_or_successor("bo-thuy-san", "bo-nong-nghiep-moi-truong", at)
    assert not issuers.same_or_successor("ubnd-phu-yen", "ubnd-dak-lak-2025", date(2025, 6, 30))
    assert not issuers.same_or_successor("bo-cong-thuong", "bo-cong-nghiep", at)


def test_every_successor_exists() -> None:
    known = issuers.all_issuers()
    assert [s for b in known.values() for s in b.successors if s not in known] == []
