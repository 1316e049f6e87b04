"""Lists inside instructions: what is shared by their members, what they add, and where their documents come from."""

from __future__ import annotations

import pytest

from lawreg.extraction.citations import find_citations
from lawreg.extraction.effects import find_effects
from lawreg.extraction.effects_provisions import with_clause
from lawreg.normal import normalise
from lawreg.parsing import parse

PAGE = """BỘ BẾN THUYỀN
Số: 08/2022/TT-BBT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 05 tháng 9 năm 2022
THÔNG TƯ
{title}
Căn cứ Luật Đường thủy số 14/2004/QH11;
{body}
Điều 9. Tổ chức thực hiện
Chánh Văn phòng chịu trách nhiệm thi hành.
BỘ TRƯỞNG
Nguyễn Văn Bình
"""
TITLE = "Quy định về bến thuyền"
Said = tuple[str, str | None, bool, tuple[str, ...]]


def said(body: str, source: str = "Điều", title: str = TITLE) -> list[Said]:
    """Effects on provisions or whole documents whose clause stands in ``source`` or below it."""
    d = parse(normalise(PAGE.format(title=title, body=body)).text)
    found = [e for e in find_effects(d, find_citations(d)) if (e.source_provision or "").startswith(source)]
    return [(str(e.op), e.target_number, e.whole, e.provisions) for e in found if e.provisions or e.whole]


NEW = "“h) Nội dung mới.”"


@pytest.mark.parametrize(
    ("clause", "wanted"),
    [
        (
            "1. Sửa đổi, bổ sung điểm h và bổ sung điểm h1 vào sau điểm h khoản 1 như sau:",
            [("amend", ("Điều 12 khoản 1 điểm h",)), ("supplement", ("Điều 12 khoản 1 điểm h1",))],
        ),
        (
            "1. Sửa đổi điểm b, điểm d và bổ sung điểm đ khoản 4 như sau:",
            [
                ("amend", ("Điều 12 khoản 4 điểm b", "Điều 12 khoản 4 điểm d")),
                ("supplement", ("Điều 12 khoản 4 điểm đ",)),
            ],
        ),
        (  # an article whose points stand under no khoản
            "1. Sửa đổi điểm c và bổ sung điểm d vào sau điểm c như sau:",
            [("amend", ("Điều 12 điểm c",)), ("supplement", ("Điều 12 điểm d",))],
        ),
        (  # the clause behind is one of its own
            "1. Sửa đổi điểm c khoản 2 và bổ sung khoản 5 như sau:",
            [("amend", ("Điều 12 khoản 2 điểm c",)), ("supplement", ("Điều 12 khoản 5",))],
        ),
        ("1. Bổ sung điểm q sau điểm p khoản 10 như sau:", [("supplement", ("Điều 12 khoản 10 điểm q",))]),
        ("1. Bổ sung điểm d trước điểm đ khoản 5 Điều 23 như sau:", [("supplement", ("Điều 23 khoản 5 điểm d",))]),
        ("1. Bổ sung khoản la sau khoản 1 như sau:", [("supplement", ("Điều 12 khoản 1a",))]),
        (
            "1. Bãi bỏ khoản 2, 3, 4, 9 10, 11 và 12.",
            [("repeal", tuple(f"Điều 12 khoản {n}" for n in (2, 3, 4, 9, 10, 11, 12)))],
        ),
        ("1. Bãi bỏ điểm c tại khoản 4.", [("repeal", ("Điều 12 khoản 4 điểm c",))]),
    ],
)
def test_units_said_once_for_several_verbs(clause: str, wanted: list[tuple[str, tuple[str, ...]]]) -> None:
    head = "Điều 1. Sửa đổi, bổ sung một số khoản của Điều 12 Thông tư số 31/2015/TT-BBT\n"
    tail = f"\n{NEW}" if clause.endswith(":") else ""
    assert said(f"{head}{clause}{tail}", "Điều 1 khoản 1") == [(op, "31/2015/TT-BBT", False, p) for op, p in wanted]


def test_names_of_sections_stand_in_their_chapter() -> None:
    assert said("Điều 1. Bãi bỏ tên Mục 1, Mục 2 trong Chương III Thông tư số 31/2015/TT-BBT.") == [
        ("repeal", "31/2015/TT-BBT", False, ("Chương III Mục 1", "Chương III Mục 2"))
    ]


def test_points_take_the_clause_of_the_next_points_only() -> None:
    assert with_clause(["điểm a", "điểm b"], ["khoản 4 điểm đ"]) == ["khoản 4 điểm a", "khoản 4 điểm b"]
    assert with_clause(["điểm a"], ["Điều 3 khoản 4 điểm đ"]) == ["khoản 4 điểm a"]
    assert with_clause(["điểm a"], ["khoản 2", "khoản 4 điểm đ"]) == ["điểm a"]
    assert with_clause(["khoản 1 điểm a"], ["khoản 4 điểm đ"]) == ["khoản 1 điểm a"]
    assert with_clause([], ["khoản 4 điểm đ"]) == []


def test_entries_below_a_point_take_its_document() -> None:
    found = said(
        "Điều 3. Hiệu lực\n1. Thông tư này có hiệu lực từ ngày 01 tháng 12 năm 2022.\n"
        "2. Các quy định sau đây hết hiệu lực kể từ ngày Thông tư này có hiệu lực:\n"
        "a) Khoản 2 Điều 6 Thông tư số 05/2011/TT-BBT;\n"
        "b) Các điều, khoản, điểm của Thông tư số 31/2015/TT-BBT, bao gồm:\n"
        "b1) Điều 4; khoản 3 Điều 7;\nb2) Điều 5, trừ điểm i khoản 1;\nc) Điều 9 Thông tư số 32/2015/TT-BBT."
    )
    assert found == [
        ("expire", "05/2011/TT-BBT", False, ("Điều 6 khoản 2",)),
        ("expire", "31/2015/TT-BBT", False, ("Điều 4", "Điều 7 khoản 3")),
        ("expire", "31/2015/TT-BBT", False, ("Điều 5",)),
        ("expire", "32/2015/TT-BBT", False, ("Điều 9",)),
    ]


def test_a_point_without_entries_hands_nothing_to_the_next_one() -> None:
    found = said(
        "Điều 3. Hiệu lực\n1. Các quy định sau đây hết hiệu lực:\na) Khoản 2 Điều 6 Thông tư số 05/2011/TT-BBT;\n"
        "b) Điều 5 về phao và đèn."
    )
    assert found == [("expire", "05/2011/TT-BBT", False, ("Điều 6 khoản 2",))]


def test_instructions_wrapped_in_marks_act() -> None:
    found = said(
        "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 31/2015/TT-BBT\n1. Thay thế một số cụm từ như sau:\n"
        "“a) Thay thế cụm từ “bến cũ” bằng cụm từ “bến mới” tại khoản 1 Điều 38;\n"
        "b) Thay thế cụm từ “phao” bằng cụm từ “phao đỏ” tại Điều 42.”\n2. Bãi bỏ Điều 7."
    )
    assert found == [
        ("amend", "31/2015/TT-BBT", False, ("Điều 38 khoản 1",)),
        ("amend", "31/2015/TT-BBT", False, ("Điều 42",)),
        ("repeal", "31/2015/TT-BBT", False, ("Điều 7",)),
    ]


def test_old_joint_circulars_in_a_list_end() -> None:
    found = said(
        "Điều 1. Bãi bỏ toàn bộ các văn bản sau đây\n1. Thông tư liên bộ số 11/TTLB ngày 20 tháng 12 năm 1993 về phao.\n"
        "2. Thông tư số 61-BX/TT ngày 15/5/1995 về đèn."
    )
    assert found == [("repeal", "11/TTLB", True, ()), ("repeal", "61-BX/TT", True, ())]


def test_what_follows_a_sentence_that_issues_forms_still_acts() -> None:
    d = parse(
        "NGHỊ ĐỊNH\nVề bến thuyền\nĐiều 1. Bến\nBến mở lúc 6 giờ.\nĐiều 2. Mẫu phiếu\nBan hành kèm theo Nghị định này Phụ lục về mẫu"
        " phiếu.\nĐiều 3. Hiệu lực\n1. Nghị định này có hiệu lực từ ngày 01 tháng 8 năm 2011.\n"
        "2. Nghị định này thay thế Nghị định số 12/2005/NĐ-CP.\n"
    )
    (e,) = find_effects(d, find_citations(d))
    assert (str(e.op), e.target_number, e.whole, e.source_provision) == (
        "replace",
        "12/2005/NĐ-CP",
        True,
        "Điều 3 khoản 2",
    )
