from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawreg.errors import QuerySyntaxError
from lawreg.messages import render
from lawreg.search.query import Field, Group, Not, Quoted, Words, parse


def test_plain_words():
    parsed = parse("thủ tục giao đất")
    assert (parsed.tree, parsed.plain, parsed.strict) == (Words("thủ tục giao đất"), True, False)


def test_operators_group_as_written():
    tree = parse('"giao đất" AND (huyện OR xã) NOT rừng').tree
    assert tree == Group(
        "and",
        (Quoted("giao đất"), Group("run", (Group("or", (Words("huyện"), Words("xã"))), Not(Words("rừng"))))),
    )


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("số:63/2010/NĐ-CP", Field("number", ("63/2010/NĐ-CP",))),
        ("loại:nghị quyết", Field("type", ("nghi quyet",))),
        ("loai:NĐ", Field("type", ("nghi dinh",))),
        ("năm:2010..2015", Field("year", (2010, 2015))),
        ("nam:2010..", Field("year", (2010, None))),
        ("hiệu lực:còn", Field("status", ("in_force", "partly_expired", "partly_suspended"))),
        ("hieu luc:expired", Field("status", ("expired",))),
        ("điều:17A", Field("article", ("17a",))),
        ('cơ quan:"Bộ Tài chính"', Field("issuer", ("Bộ Tài chính",))),
    ],
)
def test_fields(query, field):
    assert parse(query).tree == field


def test_a_bare_body_reaches_as_far_as_its_name_is_known():
    tree = parse("cơ quan:Bộ Tài chính hóa đơn", ("Bộ Tài chính", "Bộ Y tế")).tree
    assert tree == Group("run", (Field("issuer", ("Bộ Tài chính",)), Words("hóa đơn")))


def test_the_day_is_about_the_whole_query():
    parsed = parse("hiệu lực:còn ngày:31/12/2015 phí")
    assert parsed.at == date(2015, 12, 31)


def test_a_shouted_title_keeps_its_words():
    assert parse("LUẬT BÁO CHÍ VÀ XUẤT BẢN").plain


@pytest.mark.parametrize(
    ("query", "code", "place", "mended"),
    [
        ('phí "vệ sinh', "query_quote_open", 4, 'phí "vệ sinh"'),
        ("(đất AND nhà", "query_bracket_open", 0, "(đất AND nhà)"),
        ("đất) AND nhà", "query_bracket_close", 3, "đất AND nhà"),
        ("đất AND", "query_operand_missing", 4, "đất"),
        ("OR đất", "query_operand_missing", 0, "đất"),
        ("năm:20x5 đất", "query_year", 4, "đất"),
        ("năm:2010-15", "query_year", 4, "năm:2010"),
        ("ngày:31/02/2015 đất", "query_date", 5, "đất"),
        ("điều:", "query_value_missing", 4, ""),
        ("loại:nghị quyêts", "query_value_unknown", 5, 'loại:"Nghị quyết"'),
    ],
)
def test_faults_are_shown_and_mended(query, code, place, mended):
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)
    finding = caught.value.finding
    assert (finding.code, finding.params["place"], finding.params["mended"]) == (code, place, mended)
    sentence = render(finding, "vi")
    assert query in sentence and mended in sentence and code not in sentence


PIECES = st.sampled_from(["đất", "AND", "OR", "NOT", "(", ")", '"', "năm:", "2015", "loại:", "luật", "ngày:", "điều:", "5", ":"])


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_what_cannot_be_read_is_mended_to_what_can(query):
    try:
        parse(query)
    except QuerySyntaxError as e:
        parse(e.finding.params["mended"])
        assert 0 <= e.finding.params["place"] <= len(query)


@pytest.mark.parametrize("opening", ["(", "NOT "])
def test_nesting_without_end_is_refused(opening):
    with pytest.raises(QuerySyntaxError) as caught:
        parse("đất AND " + opening * 5000 + "nhà")
    assert caught.value.finding.code == "query_too_deep"
    assert caught.value.finding.params["mended"] == "đất nhà"
