from __future__ import annotations

from datetime import date

import pytest

from lawreg.model import EffectiveKind, Header
from lawreg.parsing import parse

KIND = EffectiveKind


def header(*articles: str, closing: str = "") -> Header:
    body = "\n".join(f"Điều {n}. {a}" for n, a in enumerate(articles, 1))
    return parse(
        "ỦY BAN NHÂN DÂN\nTỈNH GIA LAI\nSố: 21/2013/QĐ-UBND\nGia Lai, ngày 15 tháng 8 năm 2013\nQUYẾT ĐỊNH\n"
        f"Về việc trồng rừng\nCăn cứ Luật Bảo vệ rừng ngày 03/12/2004;\nQUYẾT ĐỊNH:\n{body}\n{closing}"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nPhạm Thế Dân\n"
    ).header


@pytest.mark.parametrize(
    ("clause", "kind", "days", "when"),
    [
        ("Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 9 năm 2013.", KIND.DATE, None, date(2013, 9, 1)),
        ("Quyết định này có hiệu lực từ ngày 01/9/2013 và thay thế Quyết định số 3/2009/QĐ-UBND.", KIND.DATE, None, date(2013, 9, 1)),
        ("Quyết định này có hiệu lực thi hành từ 01 tháng 9 năm 2013.", KIND.DATE, None, date(2013, 9, 1)),
        ("Quyết định này\ncó hiệu lực\nthi hành kể từ ngày 01\ntháng 9 năm 2013.", KIND.DATE, None, date(2013, 9, 1)),
        ("Quyết định này có hiệu lực kể từ ngày ký.", KIND.ON_SIGNING, None, date(2013, 8, 15)),
        ("Quyết định này có hiệu lực thi hành kể từ ngày ký ban hành.", KIND.ON_SIGNING, None, date(2013, 8, 15)),
        ("Quyết định có hiệu lực kể từ ngày ký.", KIND.ON_SIGNING, None, date(2013, 8, 15)),
        ("Quyết định này có hiệu lực sau 10 ngày, kể từ ngày ký.", KIND.DAYS_AFTER_SIGNING, 10, date(2013, 8, 25)),
        ("Quyết định này có hiệu lực sau 10 (mười) ngày kể từ ngày ký ban hành.", KIND.DAYS_AFTER_SIGNING, 10, date(2013, 8, 25)),
        ("Quyết định này có hiệu lực sau mười ngày kể từ ngày ký.", KIND.DAYS_AFTER_SIGNING, 10, date(2013, 8, 25)),
        ("Quyết định này có hiệu lực sau 15 ngày kể từ ngày đăng Công báo.", KIND.DAYS_AFTER_GAZETTE, 15, None),
        ("Quyết định này có hiệu lực kể từ ngày Nghị định số 12/2013/NĐ-CP có hiệu lực.", KIND.OTHER, None, None),
        ("Quyết định này có hiệu lực thi hành từ năm ngân sách 2014.", KIND.DATE, None, date(2014, 1, 1)),
        ("Quyết định này có hiệu lực kể từ ngày ký và áp dụng từ năm ngân sách 2015.", KIND.ON_SIGNING, None, date(2013, 8, 15)),
        ("Quyết định này có hiệu lực từ ngày 01/9/2013, trừ quy định tại khoản 2 có hiệu lực từ ngày 01/01/2014.", KIND.DATE, None, date(2013, 9, 1)),
        ("Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này kể từ ngày ký.", KIND.ON_SIGNING, None, date(2013, 8, 15)),
        ("Các sở thực hiện việc trồng rừng.", KIND.NOT_STATED, None, None),
    ],
)  # fmt: skip
def test_kinds_of_entry_into_force(clause: str, kind: EffectiveKind, days: int | None, when: date | None) -> None:
    e = header("Trồng rừng thông.", clause).effective
    assert (e.kind, e.days, e.date) == (kind, days, when)


@pytest.mark.parametrize(
    "clause",
    [
        "Dự án nộp trước ngày Quyết định này có hiệu lực từ ngày 01/01/2010 thì làm tiếp.",
        "Quyết định số 5/2009/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
        "Quy định tại Quyết định này có hiệu lực từ ngày văn bản của bộ được ban hành.",
        "Như sau:\n“2. Nghị định này có hiệu lực từ ngày 01/01/2001.”",
    ],
)
def test_clauses_that_set_no_date(clause: str) -> None:
    assert header("Trồng rừng thông.", clause).effective.kind is KIND.NOT_STATED


def test_the_article_on_force_beats_an_earlier_mention() -> None:
    h = header(
        "Quyết định này có hiệu lực kể từ ngày Luật Rừng có hiệu lực thì áp dụng.",
        "Hiệu lực thi hành\n1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 10 năm 2013.",
    )
    assert h.effective.date == date(2013, 10, 20)


def test_a_resolution_says_it_in_its_closing() -> None:
    text = (
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH GIA LAI\nSố: 30/2012/NQ-HĐND\nPleiku, ngày 18 tháng 7 năm 2012\nNGHỊ QUYẾT\n"
        "Về giá nước\nHỘI ĐỒNG NHÂN DÂN TỈNH GIA LAI\nKHÓA X, KỲ HỌP THỨ 4\nCăn cứ Luật Giá ngày 20/6/2012;\n"
        "QUYẾT NGHỊ:\nĐiều 1. Giá nước là 5.000 đồng.\n"
        "Nghị quyết này đã được Hội đồng nhân dân tỉnh khóa X, kỳ họp thứ 4 thông qua ngày 12 tháng 7 năm 2012 và có hiệu "
        "lực sau 10 ngày kể từ ngày thông qua.\nCHỦ TỊCH\nHà Sơn Nhin\n"
    )
    h = parse(text).header
    assert h.title == "Về giá nước"
    assert h.issuers == ("Hội đồng nhân dân tỉnh Gia Lai",)
    assert (h.effective.kind, h.effective.date) == (KIND.DAYS_AFTER_SIGNING, date(2012, 7, 22))


@pytest.mark.parametrize(
    ("clause", "out"),
    [
        ("Quyết định này có hiệu lực từ ngày 01/9/2013 đến hết ngày 31/12/2015.", date(2016, 1, 1)),
        ("Quyết định này có hiệu lực từ ngày 01/9/2013 đến ngày 31/12/2015.", date(2016, 1, 1)),
        ("Quyết định này có hiệu lực từ ngày ký đến hết năm 2015.", date(2016, 1, 1)),
        ("Quyết định này có hiệu lực từ ngày ký.\n2. Quyết định này hết hiệu lực kể từ ngày 01 tháng 3 năm 2017.", date(2017, 3, 1)),
        ("Quyết định này có hiệu lực từ ngày 01/9/2013 và được thực hiện đến hết ngày 30 tháng 6 năm 2014.", date(2014, 7, 1)),
        ("Quyết định này có hiệu lực từ ngày 01/9/2013.\n2. Quyết định này được thực hiện trong 05 năm.", date(2018, 9, 1)),
    ],
)  # fmt: skip
def test_own_end_date_is_the_first_day_out_of_force(clause: str, out: date) -> None:
    h = header("Trồng rừng thông.", clause)
    assert h.expires is not None
    assert h.expires.date == out


@pytest.mark.parametrize(
    "clause",
    [
        "Quyết định này có hiệu lực từ ngày 01/9/2013.",
        "Quyết định số 5/2009/QĐ-UBND hết hiệu lực kể từ ngày 01/9/2013.",
        "Quyết định này có hiệu lực từ ngày ký. Dự án cũ làm tiếp đến hết ngày 31/12/2015.",
    ],
)
def test_other_end_dates_are_not_the_documents_own(clause: str) -> None:
    assert header("Trồng rừng thông.", clause).expires is None


def test_a_date_before_the_issue_is_remarked() -> None:
    d = parse(
        "ỦY BAN NHÂN DÂN\nTỈNH GIA LAI\nSố: 21/2013/QĐ-UBND\nGia Lai, ngày 15 tháng 8 năm 2013\nQUYẾT ĐỊNH\nVề rừng\n"
        "Căn cứ Luật Rừng;\nĐiều 1. Quyết định này có hiệu lực từ ngày 01/01/2012.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nPhạm Dân\n"
    )
    assert d.header.effective.date == date(2012, 1, 1)
    assert "effective_before_issue" in {f.code for f in d.findings}


def test_a_part_that_ends_does_not_end_the_document() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH ĐẮK SƠN\nSố: 77/2015/QĐ-UBND\nĐắk Sơn, ngày 05 tháng 3 năm 2015\nQUYẾT ĐỊNH\n"
        "Quy định mức thu phí chợ\nQUYẾT ĐỊNH:\nĐiều 1. Mức thu\n1. Hộ cố định: 50.000 đồng.\n2. Hộ khác: 3.000 đồng.\n"
        "Điều 2. Hiệu lực thi hành\n1. Quyết định này có hiệu lực kể từ ngày 15 tháng 3 năm 2015.\n"
        "2. Quy định tại khoản 2 Điều 1 Quyết định này hết hiệu lực thi hành từ ngày 01 tháng 7 năm 2015.\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Quang Thuật\n"
    )
    assert parse(text).header.expires is None
    whole = text.replace("Quy định tại khoản 2 Điều 1 Quyết định này", "Quyết định này")
    expires = parse(whole).header.expires
    assert expires is not None and str(expires.date) == "2015-07-01"
