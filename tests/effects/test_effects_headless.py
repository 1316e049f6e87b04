"""Amending texts whose head was cut off: the document they amend stands elsewhere in the text, or is not told."""

from __future__ import annotations

from lawreg.extraction.citations import find_citations
from lawreg.extraction.effects import find_effects
from lawreg.normal import normalise
from lawreg.parsing import parse

_BARE = """Điều 1. Sửa đổi, bổ sung khoản 2 Điều 7
“2. Phao quy định tại Thông tư này được sơn lại mỗi năm một lần.”.
Điều 2. Sửa đổi, bổ sung khoản 1 Điều 9
“1. Chủ phao ghi sổ hằng tháng theo Thông tư này.”.
"""


def said(text: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    d = parse(normalise("PHẦN MỞ ĐẦU\n\n" + text).text)
    assert "title" not in d.header.evidence
    found = find_effects(d, find_citations(d))
    return [(str(e.op), e.target_number or e.target_name, e.provisions) for e in found if e.provisions]


def test_the_line_under_the_annex_tells_what_is_amended() -> None:
    annex = """Điều 3. Tổ chức thực hiện
Chánh Văn phòng chịu trách nhiệm thi hành.
PHỤ LỤC I
MẪU SỔ PHAO
(Ban hành kèm theo Thông tư số 61/2021/TT-BGTVT ngày 9 tháng 4 năm 2021 của Bộ trưởng Bộ Giao thông vận tải sửa đổi, bổ \
sung một số điều của Thông tư số 15/2012/TT-BGTVT)
Số phao neo
"""
    assert said(_BARE + annex) == [
        ("amend", "15/2012/TT-BGTVT", ("Điều 7 khoản 2",)),
        ("amend", "15/2012/TT-BGTVT", ("Điều 9 khoản 1",)),
    ]
    other = annex.replace("sửa đổi, bổ sung một số điều của", "quy định chi tiết một số điều của")
    assert said(_BARE + other) == []


def test_the_one_document_that_an_instruction_names() -> None:
    named = "Điều 3. Thay thế Phụ lục số 01 ban hành kèm theo Thông tư số 15/2012/TT-BGTVT bằng Phụ lục 01 ban hành kèm theo "
    assert said(f"{_BARE}{named}Thông tư này.\n") == [
        ("amend", "15/2012/TT-BGTVT", ("Điều 7 khoản 2",)),
        ("amend", "15/2012/TT-BGTVT", ("Điều 9 khoản 1",)),
        ("amend", "15/2012/TT-BGTVT", ("Phụ lục 01",)),
    ]


def test_of_several_documents_none_is_taken() -> None:
    two = """Điều 3. Sửa đổi, bổ sung khoản 1 Điều 4 Thông tư số 15/2012/TT-BGTVT
“1. Phao neo.”.
Điều 4. Sửa đổi, bổ sung khoản 1 Điều 4 Thông tư số 16/2013/TT-BGTVT
“1. Phao nổi.”.
"""
    assert said(_BARE + two) == [
        ("amend", "15/2012/TT-BGTVT", ("Điều 4 khoản 1",)),
        ("amend", "16/2013/TT-BGTVT", ("Điều 4 khoản 1",)),
    ]


def test_a_document_that_only_ends_is_not_what_is_amended() -> None:
    assert said(_BARE + "Điều 3. Hiệu lực\nBãi bỏ Điều 3 Thông tư số 15/2012/TT-BGTVT.\n") == [
        ("repeal", "15/2012/TT-BGTVT", ("Điều 3",))
    ]


def test_rules_of_a_text_without_a_head_amend_nothing() -> None:
    rules = """Điều 8. Sửa đổi, bổ sung giấy phép
1. Trong Luật này, chủ phao của Luật này xin sửa đổi giấy phép theo khoản 2 Điều 7 và bổ sung hồ sơ theo Điều 9.
2. Cơ quan cấp phép bổ sung nội dung tại khoản 3 Điều 7.
Điều 9. Sửa đổi, bổ sung khoản 1 Điều 4 của Luật Bến số 16/2013/QH13
“1. Phao nổi.”.
"""
    assert said(rules) == [("amend", "16/2013/QH13", ("Điều 4 khoản 1",))]
