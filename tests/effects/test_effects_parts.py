"""Parts of documents, laws without numbers, lists with dates: each class beside a text that must change nothing."""

from __future__ import annotations

from datetime import date

import pytest

from lawreg.extraction.citations import find_citations
from lawreg.extraction.effects import find_effects, find_remarks
from lawreg.model import Effect
from lawreg.normal import normalise
from lawreg.parsing import parse

_PAGE = """BỘ GIAO THÔNG VẬN TẢI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 52/2020/TT-BGTVT
Hà Nội, ngày 9 tháng 4 năm 2020
THÔNG TƯ
{title}
Căn cứ Luật Đất đai số 31/2024/QH15;
{body}
BỘ TRƯỞNG
Trần Văn Bến
{annex}
"""
_OWN = "Quy định về phao neo"
_AMENDS = "Sửa đổi, bổ sung một số điều của Thông tư số 15/2012/TT-BGTVT"


def page(body: str, title: str = _OWN, annex: str = "") -> str:
    return normalise(_PAGE.format(title=title, body=body, annex=annex)).text


def read(body: str, title: str = _OWN, annex: str = "") -> tuple[Effect, ...]:
    document = parse(page(body, title, annex))
    found = find_effects(document, find_citations(document))
    for e in found:
        assert document.text[e.start : e.end] == e.quote
    return found


def clause(text: str) -> list[tuple[str, str | None, bool, tuple[str, ...]]]:
    return rows(read(f"Điều 1. Phạm vi\nThông tư này quy định về phao.\nĐiều 2. Điều khoản thi hành\n{text}"))


def rows(found: tuple[Effect, ...]) -> list[tuple[str, str | None, bool, tuple[str, ...]]]:
    return [(e.op.value, e.target_number or e.target_name, e.whole, e.provisions) for e in found]


def remarks(body: str) -> list[str]:
    document = parse(page(body))
    return [r.code for r in find_remarks(document, find_citations(document))]


# --------------------------------------------------------------------------------------------- headings and titles


def test_a_heading_that_opens_like_its_label_is_a_heading() -> None:
    """ "Điều 2. Điều khoản thi hành", and the verb in the next line."""
    assert clause("Bãi bỏ Quyết định số 12/2010/QĐ-BGTVT ngày 12/5/2010.") == [
        ("repeal", "12/2010/QĐ-BGTVT", True, ())
    ]


def test_a_clause_may_have_a_title_of_its_own() -> None:
    found = read("Điều 1. Sửa đổi\n1. Nội dung bãi bỏ\nBãi bỏ khoản 2 Điều 7 Thông tư số 15/2012/TT-BGTVT.")
    assert rows(found) == [("repeal", "15/2012/TT-BGTVT", False, ("Điều 7 khoản 2",))]


# ------------------------------------------------------------------------------------------------- laws by name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luật này thay thế Pháp lệnh về tổ chức bến đò.", [("replace", "Pháp lệnh về tổ chức bến đò", True, ())]),
        (
            "Pháp lệnh về tổ chức và hoạt động của bến đò ở cơ sở hết hiệu lực kể từ ngày Luật này có hiệu lực.",
            [("expire", "Pháp lệnh về tổ chức và hoạt động của bến đò ở cơ sở", True, ())],
        ),
        (
            "Luật về thuế đò dọc và Pháp lệnh về thuế đò ngang hết hiệu lực.",
            [("expire", "Luật về thuế đò dọc", True, ()), ("expire", "Pháp lệnh về thuế đò ngang", True, ())],
        ),
        (
            "Bãi bỏ Luật về nghĩa vụ chở đò và Pháp lệnh về quyền của tổ chức, cá nhân chở đò tại Việt Nam năm 1994.",
            [
                ("repeal", "Luật về nghĩa vụ chở đò", True, ()),
                ("repeal", "Pháp lệnh về quyền của tổ chức, cá nhân chở đò tại Việt Nam", True, ()),
            ],
        ),
        ("Luật này thay thế luật tổ chức Quốc hội.", [("replace", "Luật tổ chức Quốc hội", True, ())]),
        ("Các quy định của luật về đò ngang trái với Thông tư này đều bãi bỏ.", []),
        ("Chủ bến thực hiện theo pháp luật về đò và luật về bến được bãi bỏ lệ phí.", []),
        ("Việc thay thế phao theo luật về đường thủy do chủ bến làm.", []),
    ],
)
def test_laws_without_number_or_date(text: str, expected: list[tuple[str, str, bool, tuple[str, ...]]]) -> None:
    assert clause(text) == expected


def test_amending_laws_of_one_name_are_told_apart_by_their_years() -> None:
    found = read(
        "Điều 1. Thay thế\nThông tư này thay thế Luật sửa đổi, bổ sung một số điều của Luật đất đai năm 1998; "
        "Luật sửa đổi, bổ sung một số điều của Luật đất đai năm 2001."
    )
    assert [(e.whole, e.target_date) for e in found] == [(True, "1998"), (True, "2001")]


# ------------------------------------------------------------------------------------------------ parts of a text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bỏ các cột 3, 4 tại Mẫu số 02 ban hành kèm theo Thông tư số 15/2012/TT-BGTVT.",
            [("amend", "15/2012/TT-BGTVT", False, ("Mẫu số 02",))],
        ),
        (
            "Bỏ dòng thứ 5 tại Phụ lục II ban hành kèm theo Thông tư số 15/2012/TT-BGTVT.",
            [("amend", "15/2012/TT-BGTVT", False, ("Phụ lục II",))],
        ),
        ("Chủ bến bỏ dòng trống trong sổ lập theo Thông tư số 15/2012/TT-BGTVT.", []),
        (
            "Điều 5 Thông tư số 15/2012/TT-BGTVT được thay thế bằng quy định tại Điều 3 Thông tư này.",
            [("replace", "15/2012/TT-BGTVT", False, ("Điều 5",))],
        ),
        (
            "Thay thế Điều 5 Thông tư số 15/2012/TT-BGTVT bằng các quy định tại Điều 7 Thông tư này.",
            [("replace", "15/2012/TT-BGTVT", False, ("Điều 5",))],
        ),
        (
            "Phụ lục I Thông tư số 15/2012/TT-BGTVT được thay thế bằng Phụ lục I ban hành kèm theo Thông tư này.",
            [("amend", "15/2012/TT-BGTVT", False, ("Phụ lục I",))],
        ),
        ("Giấy tờ quy định tại Điều 5 Thông tư số 15/2012/TT-BGTVT được thay thế bằng bản sao điện tử.", []),
        (
            "Bãi bỏ Chương III (từ Điều 11 đến Điều 13) của Nghị định số 15/2012/NĐ-CP.",
            [("repeal", "15/2012/NĐ-CP", False, ("Chương III", "Điều 11", "Điều 12", "Điều 13"))],
        ),
        (
            "Nghị định số 15/2012/NĐ-CP (gồm Chương I, Chương II) hết hiệu lực kể từ ngày Thông tư này có hiệu lực.",
            [("expire", "15/2012/NĐ-CP", True, ())],
        ),
        (
            "Sửa đổi Mẫu biểu số 01 và Mẫu biểu số 02 quy định tại Phụ lục II kèm theo Thông tư số 15/2012/TT-BGTVT.",
            [("amend", "15/2012/TT-BGTVT", False, ("Phụ lục II Mẫu số 01", "Phụ lục II Mẫu số 02"))],
        ),
        (
            "Sửa đổi Phụ lục II và Mẫu số 01 kèm theo Thông tư số 15/2012/TT-BGTVT.",
            [("amend", "15/2012/TT-BGTVT", False, ("Phụ lục II", "Mẫu số 01"))],
        ),
        (
            "Sửa đổi khoản 2.c Bảng số 01 Phụ lục VI ban hành kèm theo Thông tư số 15/2012/TT-BGTVT như sau:",
            [("amend", "15/2012/TT-BGTVT", False, ("Phụ lục VI",))],
        ),
        (
            "Quy trình kiểm định số QTKĐ:06-2016/BGTVT Quy trình kiểm định phao ban hành kèm theo Thông tư số "
            "54/2016/TT-BGTVT ngày 28/12/2016 hết hiệu lực kể từ ngày Thông tư này có hiệu lực.",
            [("expire", "54/2016/TT-BGTVT", False, ())],
        ),
        (
            "Quy trình kiểm định phao ban hành kèm theo Quyết định số 54/2006/QĐ-BGTVT ngày 28/12/2006 hết hiệu lực.",
            [("expire", "54/2006/QĐ-BGTVT", True, ())],
        ),
    ],
)
def test_parts(text: str, expected: list[tuple[str, str, bool, tuple[str, ...]]]) -> None:
    assert clause(text) == expected


@pytest.mark.parametrize(
    "quoted",
    [
        "cụm từ “phòng công thương\" bằng cụm từ “phòng kinh tế\"",
        "cụm từ ''phòng công thương'' bằng cụm từ ''phòng kinh tế''",
        "cụm từ “phòng công thương” bằng cụm từ “phòng kinh tế”",
    ],
)
def test_quotation_marks_of_two_kinds(quoted: str) -> None:
    found = read(f"Điều 1. Thay cụm từ\nThay thế {quoted} tại khoản 2 Điều 5 Thông tư số 15/2012/TT-BGTVT.")
    assert rows(found) == [("amend", "15/2012/TT-BGTVT", False, ("Điều 5 khoản 2",))]
    assert found[0].words == ("phòng công thương", "phòng kinh tế")


def test_a_bracket_that_was_never_closed_hides_no_later_document() -> None:
    assert clause(
        "Thông tư này thay thế Thông tư số 23/2010/TT-BGTVT ngày 13/4/2010 quy định về phao (được sửa đổi, bổ sung bởi "
        "Thông tư số 97/2011/TT-BGTVT; Thông tư số 17/2010/TT-BGTVT ngày 21/12/2010 quy định về đèn (được sửa đổi, bổ "
        "sung bởi Thông tư số 12/2013/TT-BGTVT)."
    ) == [("replace", "23/2010/TT-BGTVT", True, ()), ("replace", "17/2010/TT-BGTVT", True, ())]
    assert clause(
        "Thông tư này thay thế Thông tư số 23/2010/TT-BGTVT ngày 13/4/2010 quy định về phao (được sửa đổi, bổ sung bởi "
        "Thông tư số 97/2011/TT-BGTVT; Thông tư số 17/2012/TT-BGTVT)."
    ) == [("replace", "23/2010/TT-BGTVT", True, ())]


# --------------------------------------------------------------------------------------------- annexes of the act


def test_annexes_of_the_act_are_added_to_the_document_it_amends() -> None:
    found = read(
        "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 15/2012/TT-BGTVT\n"
        "1. Bổ sung Phụ lục V, Mẫu số 07 Phụ lục II ban hành kèm theo Thông tư này.\n"
        "2. Bổ sung các Phụ lục số 17, Phụ lục số 18 thuộc Phụ lục III ban hành kèm theo Thông tư này.\n"
        "3. Bổ sung Phụ lục VI ban hành kèm theo Thông tư này theo Nghị định số 33/2018/NĐ-CP.\n"
        "4. Hồ sơ lập theo Mẫu số 09 ban hành kèm theo Thông tư này.",
        _AMENDS,
    )
    assert rows(found) == [
        ("supplement", "15/2012/TT-BGTVT", False, ("Phụ lục V", "Phụ lục II Mẫu số 07")),
        ("supplement", "15/2012/TT-BGTVT", False, ("Phụ lục 17", "Phụ lục 18")),
        ("supplement", "15/2012/TT-BGTVT", False, ("Phụ lục VI",)),
    ]


def test_an_annex_of_the_act_goes_where_the_clause_says() -> None:
    assert clause("Bổ sung Phụ lục V ban hành kèm theo Thông tư này vào Thông tư số 15/2012/TT-BGTVT.") == [
        ("supplement", "15/2012/TT-BGTVT", False, ("Phụ lục V",))
    ]
    assert clause("Bổ sung Phụ lục V ban hành kèm theo Thông tư này khi cần.") == []


def test_a_procedure_of_changing_files_opens_no_list_of_documents() -> None:
    found = read(
        "Điều 1. Hồ sơ\n1. Sửa đổi, thay thế, rút hồ sơ dự thầu:\n"
        "a) Chủ bến có thể thay thế hồ sơ theo khoản 3 Điều 16 Nghị định số 25/2020/NĐ-CP."
    )
    assert found == ()


# ------------------------------------------------------------------------------------------------- dates in lists


def test_rows_of_a_list_bear_dates_of_their_own() -> None:
    ended = read(
        "Điều 1. Bãi bỏ\nBãi bỏ các Quyết định tại Phụ lục ban hành kèm theo Thông tư này.",
        annex="PHỤ LỤC\nDANH MỤC QUYẾT ĐỊNH BỊ BÃI BỎ\n| STT | Văn bản | Trích yếu | Ngày hết hiệu lực |\n"
        "| 1 | Quyết định số 10/2008/QĐ-BGTVT ngày 01/7/2008 | Về phao đỏ | 15/6/2019 |\n"
        "| 2 | Quyết định số 11/2008/QĐ-BGTVT ngày 02/7/2008 | Về phao xanh | |\n",
    )
    assert [(e.target_number, e.date) for e in ended] == [
        ("10/2008/QĐ-BGTVT", date(2019, 6, 15)),
        ("11/2008/QĐ-BGTVT", None),
    ]
    longer = read(
        "Điều 1. Kéo dài\nKéo dài thời hạn áp dụng các Quyết định tại Phụ lục ban hành kèm theo Thông tư này.",
        annex="PHỤ LỤC\nDANH MỤC QUYẾT ĐỊNH\n| STT | Văn bản | Trích yếu | Thời hạn |\n"
        "| 1 | Quyết định số 10/2008/QĐ-BGTVT ngày 01/7/2008 | Về phao đỏ đến năm 2030 | Đến hết ngày 31/12/2022 |\n"
        "| 2 | Quyết định số 11/2008/QĐ-BGTVT ngày 02/7/2008 | Về phao xanh | Đến ngày 30/6/2023 |\n",
    )
    assert [e.until for e in longer] == [date(2023, 1, 1), date(2023, 7, 1)]


def test_a_date_in_a_list_without_such_a_column_says_nothing() -> None:
    found = read(
        "Điều 1. Bãi bỏ\nBãi bỏ các Quyết định tại Phụ lục ban hành kèm theo Thông tư này.",
        annex="PHỤ LỤC\nDANH MỤC QUYẾT ĐỊNH BỊ BÃI BỎ\n| STT | Văn bản | Trích yếu | Ngày ban hành |\n"
        "| 1 | Quyết định số 10/2008/QĐ-BGTVT | Về phao đỏ | 01/7/2008 |\n",
    )
    assert [(e.target_number, e.date, e.until) for e in found] == [("10/2008/QĐ-BGTVT", None, None)]


# ------------------------------------------------------------------------------------------- days in an exception

_OLD = "Thông tư số 15/2012/TT-BGTVT ngày 02/7/2012"
_ENDS = f"{_OLD} hết hiệu lực kể từ ngày Thông tư này có hiệu lực thi hành"


@pytest.mark.parametrize(
    "text",
    [
        f"{_ENDS}, trừ quy định tại Điều 5 hết hiệu lực kể từ ngày 01 tháng 01 năm 2028.",
        f"{_ENDS}, trừ các quy định về phí neo đậu được áp dụng đến hết ngày 31 tháng 12 năm 2026.",
        f"Bãi bỏ {_OLD}, trừ các dự án đã thực hiện từ ngày 01 tháng 5 năm 2019.",
        f"Bãi bỏ {_OLD} (trừ Điều 5 tiếp tục có hiệu lực đến hết ngày 30 tháng 6 năm 2022).",
    ],
)
def test_the_day_of_what_is_excepted_is_not_that_of_the_document(text: str) -> None:
    (ended,) = (e for e in read(f"Điều 2. Hiệu lực thi hành\n2. {text}") if e.op != "keep_in_force")
    assert (ended.target_number, ended.date, ended.until) == ("15/2012/TT-BGTVT", None, None)
    assert len(ended.exceptions) == 1


@pytest.mark.parametrize(
    ("text", "starts", "until"),
    [
        (f"Bãi bỏ {_OLD}, trừ Điều 5, kể từ ngày 01 tháng 01 năm 2028.", date(2028, 1, 1), None),
        (f"Bãi bỏ {_OLD}, trừ các dự án đang thực hiện, từ ngày 01 tháng 01 năm 2028.", date(2028, 1, 1), None),
        (
            f"{_OLD} hết hiệu lực từ ngày 01 tháng 10 năm 2020, trừ Điều 5 được áp dụng đến hết ngày 31 tháng 12 năm 2022.",
            date(2020, 10, 1),
            None,
        ),
        (f"Ngưng hiệu lực {_OLD}, trừ Điều 5, đến hết ngày 31 tháng 12 năm 2022.", None, date(2023, 1, 1)),
    ],
)
def test_a_day_beside_an_exception_is_the_effects_own(text: str, starts: date | None, until: date | None) -> None:
    (found,) = read(f"Điều 2. Hiệu lực thi hành\n2. {text}")
    assert (found.date, found.until) == (starts, until)


def test_what_is_kept_keeps_its_own_last_day() -> None:
    found = read(f"Điều 2. Hiệu lực thi hành\n2. {_ENDS}, trừ Điều 5 tiếp tục có hiệu lực đến hết ngày 30 tháng 6 năm 2022.")
    assert [(str(e.op), e.provisions, e.until) for e in found] == [
        ("expire", (), None),
        ("keep_in_force", ("Điều 5",), date(2022, 7, 1)),
    ]


# ------------------------------------------------------------------------------------------- ends without a target


@pytest.mark.parametrize(
    "body",
    [
        "Điều 1. Hiệu lực thi hành\nCác quyết định trước đây của Bộ về phao neo hết hiệu lực.",
        "Điều 1. Bãi bỏ một số văn bản\nBãi bỏ các quyết định của Bộ về phao neo.",
        "Điều 1. Thông tư này bãi bỏ các quyết định trước đây của Bộ về phao neo.",
    ],
)
def test_documents_ended_without_their_numbers_are_told(body: str) -> None:
    assert remarks(body) == ["unnamed_target"]


@pytest.mark.parametrize(
    "body",
    [
        "Điều 1. Xử lý\nQuyết định xử phạt hết hiệu lực thi hành sau một năm.",
        "Điều 1. Hiệu lực thi hành\nGiấy phép và quyết định công nhận bến hết hiệu lực sau 12 tháng.",
        "Điều 1. Thẩm quyền\nHội đồng nhân dân bãi bỏ nghị quyết trái pháp luật của cấp dưới.",
        "Điều 1. Hủy bỏ\nHủy bỏ quyết định tuyên bố mất tích.",
    ],
)
def test_single_decisions_and_powers_are_no_documents_ended(body: str) -> None:
    assert remarks(body) == []
