"""What a document says of its own parts: ends, conditions, starts apart; and clauses that look alike and are none."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lawreg.extraction.own_clauses import starts
from lawreg.model import Confidence, Effect, Format, Text

_SPEC = importlib.util.spec_from_file_location("lawreg_wordings", Path(__file__).with_name("test_effects_wordings.py"))
assert _SPEC is not None and _SPEC.loader is not None
_wordings: Any = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_wordings)


def own(clause: str) -> list[Effect]:
    from lawreg.inspection import inspect_text

    text = _wordings.PAGE.format(title=_wordings.TITLE, clause=clause)
    found = inspect_text(Text(text, Format.TEXT)).details
    for e in found:
        assert text[e.start : e.end] == e.quote
    return [e for e in found if e.rule.startswith("own.")]


@pytest.mark.parametrize(
    ("clause", "paths", "day", "reasons"),
    [
        ("Quy định tại Điều 2 của Quyết định này có hiệu lực thi hành đến hết ngày 30 tháng 6 năm 2028.",
         ("Điều 2",), date(2028, 7, 1), ()),
        ("Các quy định tại khoản 1, khoản 2 Điều 4 Quyết định này có hiệu lực từ ngày 01 tháng 8 năm 2021 đến hết ngày 31 "
         "tháng 12 năm 2022.", ("Điều 4 khoản 1", "Điều 4 khoản 2"), date(2023, 1, 1), ()),
        ("Quy định về vé lượt tại Điều 2 của Quyết định này có hiệu lực đến hết ngày 30 tháng 6 năm 2028.",
         ("Điều 2",), date(2028, 7, 1), ("own_part_subject",)),
        ("Khi luật có quy định khác thì các quy định tương ứng tại Quyết định này chấm dứt hiệu lực.",
         (), None, ("conditional_end",)),
        ("Danh mục bến xe tại Phụ lục II kèm theo Quyết định này hết hiệu lực khi Sở Giao thông vận tải ban hành danh mục "
         "mới.", ("Phụ lục II",), None, ("conditional_end",)),
    ],
)  # fmt: skip
def test_own_part_ends(clause: str, paths: tuple[str, ...], day: date | None, reasons: tuple[str, ...]) -> None:
    (effect,) = own(clause)
    assert (effect.provisions, effect.date, effect.reasons) == (paths, day, reasons)
    assert (effect.confidence is Confidence.ACCEPTED) == (not reasons)


@pytest.mark.parametrize(
    "clause",
    [
        "Giấy phép cấp theo quy định tại Điều 2 của Quyết định này có hiệu lực đến hết ngày 30 tháng 6 năm 2028.",
        "Quy định tại Điều 5 của Nghị định số 10/2014/NĐ-CP có hiệu lực đến hết ngày 30 tháng 6 năm 2028.",
        "Quyết định này có hiệu lực thi hành kể từ ngày 22 tháng 7 năm 2021.",
        "Hợp đồng ký theo Quyết định này hết hiệu lực khi hết thời hạn thuê.",
        "Khi giấy phép hết hiệu lực thì chủ bến phải nộp lại giấy phép theo Điều 2 Quyết định này.",
        "Việc kiểm tra tại Điều 2 thực hiện đến hết ngày 30 tháng 6 năm 2028.",
    ],
)
def test_what_only_looks_like_it(clause: str) -> None:
    assert own(clause) == []


def test_content_kept_of_a_document_that_ends() -> None:
    (effect,) = own(
        "Quyết định này thay thế Quyết định số 12/2016/QĐ-UBND ngày 02 tháng 3 năm 2016. Giá vé quy định tại Quyết định số "
        "12/2016/QĐ-UBND được tiếp tục áp dụng đến ngày công bố giá vé mới."
    )
    assert (effect.op, effect.target_number, effect.reasons) == ("keep_in_force", "12/2016/QĐ-UBND", ("kept_content",))
    assert (
        own("Giá vé quy định tại Quyết định số 12/2016/QĐ-UBND được tiếp tục áp dụng đến ngày công bố giá mới.") == []
    )


def test_wrapped_lines_and_signing_day() -> None:
    text = (
        "Điều 9. Hiệu lực\n2. Điểm b khoản 1 Điều 3 Nghị định này, khoản 2\nĐiều 5 Nghị định này có hiệu lực thi hành từ\n"
        "ngày 01 tháng 01 năm 2027.\n3. Điều 7 Nghị định này có hiệu lực kể từ ngày ký.\n"
    )
    found = list(starts(text, 0, len(text), date(2026, 5, 4)))
    assert [(s.paths, s.day) for s in found] == [
        (("Điều 3 khoản 1 điểm b", "Điều 5 khoản 2"), date(2027, 1, 1)),
        (("Điều 7",), date(2026, 5, 4)),
    ]
