"""The tally of a year: what counts, where it counts, and the identities of the official lists."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawreg.errors import NotFound
from lawreg.review import TallyError, review
from lawreg.review.manifest import compare
from lawreg.review.tally import verify_figures

COUNCIL = "Hội đồng nhân dân tỉnh Đắk Lắk"
OTHER = "Ủy ban nhân dân tỉnh Gia Lai"


def province(world):
    """In force, partly, suspended, not yet, expired this year or earlier, unknown; and what is never counted."""
    ids = {
        "in_force": world.doc("01/2010/QĐ-UBND", "2010-02-01"),
        "partly": world.doc("02/2010/QĐ-UBND", "2010-03-01"),
        "suspended": world.doc("03/2010/QĐ-UBND", "2010-04-01"),
        "expired": world.doc("04/2010/QĐ-UBND", "2010-05-01"),
        "earlier": world.doc("05/2010/QĐ-UBND", "2010-06-01"),
        "unknown": world.doc("06/2010/QĐ-UBND", "2010-07-01"),
        "resolution": world.doc("07/2012/NQ-HĐND", "2012-07-10", issuer=COUNCIL),
        "directive": world.doc("08/2012/CT-UBND", "2012-08-10"),
        "old_actor": world.doc("09/2013/QĐ-UBND", "2013-06-01"),
        "actor": world.doc("10/2015/QĐ-UBND", "2015-06-01"),
        "not_yet": world.doc("11/2015/QĐ-UBND", "2015-12-25", "2016-01-04"),
        "administrative": world.doc("323/QĐ-UBND", "2015-02-01", "2015-02-01"),
        "elsewhere": world.doc("01/2010/QĐ-UBND", "2010-02-02", issuer=OTHER),
        "later": world.doc("01/2016/QĐ-UBND", "2016-01-08"),
    }
    world.act("replace", ids["actor"], ids["expired"])
    world.act("replace", ids["old_actor"], ids["earlier"])
    world.act("amend", ids["actor"], ids["partly"], "Điều 3")
    world.act("suspend", ids["actor"], ids["suspended"], until="2016-06-01")
    world.act("repeal", ids["actor"], ids["unknown"], review="list_unclear")
    world.act("replace", ids["later"], ids["in_force"])
    world.act("replace", ids["not_yet"], ids["directive"])
    return ids


def test_counts_of_a_year(world):
    ids = province(world)
    r = review(world.engine, 2015)
    d = r.to_dict()
    assert d["as_of"] == "2015-12-31" and d["scope"]["name"] == "tỉnh Đắk Lắk"
    assert (d["reviewed"], d["in_force"], d["expired"], d["unknown"]) == (10, 8, 1, 1)
    assert (d["partly_expired"], d["not_yet"], d["suspended"], d["issued_in_year"]) == (1, 1, 1, 2)
    assert d["by_type"]["Nghị quyết"]["reviewed"] == 1 and d["by_type"]["Chỉ thị"]["in_force"] == 1
    assert list(d["by_type"]) == ["Nghị quyết", "Quyết định", "Chỉ thị"]
    assert {k: len(v) for k, v in d["lists"].items()} == {
        "expired": 1,
        "partly_expired": 1,
        "in_force": 8,
        "not_yet": 1,
        "suspended": 1,
        "unknown": 1,
    }
    assert d["lists"]["expired"][0]["id"] == ids["expired"]
    assert d["stock"] == {"opening": 8, "issued": 2, "expired": 1, "closing": 9}


def test_closing_stock_of_a_year_opens_the_next(world):
    province(world)
    first, second = review(world.engine, 2015), review(world.engine, 2016)
    closing = first.opening + first.issued_in_year - first.ended
    assert closing == second.opening
    assert second.count("expired") == 2  # 01/2010 by 01/2016, and the directive by an act of 2015 effective in 2016


def test_row_says_why_in_official_words(world):
    province(world)
    row = review(world.engine, 2015).to_dict()["lists"]["expired"][0]
    assert row["reason"] == (
        "Được thay thế bởi Quyết định số 10/2015/QĐ-UBND ngày 01/6/2015 của Ủy ban nhân dân tỉnh Đắk Lắk "
        "ban hành Quy định mẫu"
    )
    assert row["acting"][0]["number"] == "10/2015/QĐ-UBND" and row["quote"] and row["start"] < row["end"]


def test_partly_expired_row_names_its_provisions(world):
    province(world)
    row = review(world.engine, 2015).to_dict()["lists"]["partly_expired"][0]
    assert row["provisions"] == ["Điều 3"]
    assert row["reason"].startswith("Được sửa đổi, bổ sung bởi Quyết định số 10/2015/QĐ-UBND ngày 01/6/2015")


def test_as_of_within_the_year(world):
    province(world)
    r = review(world.engine, 2015, as_of=date(2015, 5, 31))
    assert (r.count("expired"), r.count("unknown"), r.issued_in_year) == (0, 0, 0)


def test_other_provinces_are_named_and_not_counted(world):
    province(world)
    r = review(world.engine, 2015)
    assert r.findings[0].code == "scope_chosen" and "tỉnh Gia Lai" in r.findings[0].params["others"]
    assert review(world.engine, 2015, issuer="tỉnh gia lai").count("reviewed") == 1
    assert review(world.engine, 2015, issuer="UBND tỉnh Đăk Lăk").count("reviewed") == 9
    assert review(world.engine, 2015, issuer="hội đồng nhân dân tỉnh Đắk Lắk").count("reviewed") == 1


def test_unknown_place_is_said_to_be_unknown(world):
    province(world)
    with pytest.raises(NotFound):
        review(world.engine, 2015, issuer="tỉnh Không Có")


def test_invented_province_is_a_scope_of_its_own(world):
    world.doc("01/2010/QĐ-UBND", "2010-02-01", issuer="Ủy ban nhân dân tỉnh Sông Mơ")
    world.doc("02/2010/NQ-HĐND", "2010-02-03", issuer="Hội đồng nhân dân tỉnh Sông Mơ")
    world.doc("01/2010/QĐ-UBND", "2010-02-02", issuer=OTHER)
    d = review(world.engine, 2015).to_dict()
    assert (d["scope"]["name"], d["reviewed"]) == ("tỉnh Sông Mơ", 2)
    assert review(world.engine, 2015, issuer="tỉnh Sông Mơ").count("reviewed") == 2


def test_new_merged_province_reviews_the_documents_of_the_old_ones(world):
    world.doc("09/2020/QĐ-UBND", "2020-03-01", issuer="Ủy ban nhân dân tỉnh Phú Yên")
    world.doc("09/2020/QĐ-UBND", "2020-05-01")
    world.doc("01/2025/QĐ-UBND", "2025-07-01")
    assert review(world.engine, 2025, issuer="tỉnh Đắk Lắk").count("reviewed") == 3
    assert review(world.engine, 2024, issuer="tỉnh Đắk Lắk").count("reviewed") == 1
    assert review(world.engine, 2025).count("reviewed") == 3


def test_missed_documents_of_earlier_years_join_the_list(world):
    ids = province(world)
    r = review(world.engine, 2015, missed=[ids["earlier"]])
    assert {row.document.id for row in r.lists["expired"]} == {ids["expired"], ids["earlier"]}


def test_completeness_counts_what_is_cited_but_absent(world):
    ids = province(world)
    stub = world.doc("77/2014/QĐ-UBND", "2014-09-09", stub=True)
    world.act("detail", ids["actor"], stub)
    c = review(world.engine, 2015).completeness
    assert c["acting_documents_absent"] == 1 and c["absent"] == ["77/2014/QĐ-UBND"]
    assert c["unknown"] == 1 and any("77/2014/QĐ-UBND" in m for m in c["messages"])


def test_published_figures_hold_and_a_part_added_to_its_whole_is_refused():
    base = {"partly_expired": 0, "not_yet": 0, "suspended": 0, "unknown": 0}
    verify_figures("*", base | {"reviewed": 284, "in_force": 198, "expired": 86, "partly_expired": 16})
    verify_figures("*", base | {"reviewed": 510, "in_force": 457, "expired": 53, "partly_expired": 29})
    with pytest.raises(TallyError):
        verify_figures("*", base | {"reviewed": 198 + 86 + 16, "in_force": 198, "expired": 86, "partly_expired": 16})
    with pytest.raises(TallyError):
        verify_figures("*", base | {"reviewed": 30, "in_force": 20, "expired": 10, "partly_expired": 21})


def test_manifest_is_stable_and_says_which_document_moved_a_figure(world):
    ids = province(world)
    before = review(world.engine, 2015).manifest
    assert before == review(world.engine, 2015).manifest
    world.act("repeal", ids["actor"], ids["directive"])
    moved = compare(review(world.engine, 2015).manifest, before)
    codes = {f.code for f in moved}
    assert codes == {"figure_moved", "document_moved"}
    assert [f.params["document"] for f in moved if f.code == "document_moved"] == [ids["directive"]]


OPS = st.sampled_from(
    ["replace", "repeal", "expire", "amend", "supplement", "suspend", "extend", "revive", "keep_in_force"]
)


@st.composite
def registers(draw):
    docs = draw(
        st.lists(
            st.tuples(st.dates(date(2008, 1, 1), date(2016, 12, 31)), st.integers(0, 60), st.booleans()),
            min_size=1,
            max_size=12,
        )
    )
    acts = draw(
        st.lists(st.tuples(OPS, st.integers(0, 11), st.integers(0, 11), st.booleans(), st.booleans()), max_size=20)
    )
    return docs, acts


@given(registers())
@settings(max_examples=60)
def test_in_force_expired_and_unknown_make_up_what_was_reviewed(new_world_factory, register):
    docs, acts = register
    world = new_world_factory()
    ids = []
    for n, (issued, wait, dated) in enumerate(docs, 1):
        effective = date.fromordinal(issued.toordinal() + wait).isoformat() if dated else None
        ids.append(world.doc(f"{n:02d}/{issued.year}/QĐ-UBND", issued.isoformat(), effective))
    for op, a, b, whole, unclear in acts:
        if a < len(ids) and b < len(ids) and a != b:
            world.act(
                op,
                ids[a],
                ids[b],
                *(() if whole else ("Điều 2",)),
                review="unclear" if unclear else None,
                until="2015-06-01" if op in ("extend", "suspend") else None,
            )
    for year in (2010, 2015, 2017):
        r = review(world.engine, year)
        assert r.count("reviewed") == r.count("in_force") + r.count("expired") + r.count("unknown")
        assert r.count("partly_expired") + r.count("not_yet") + r.count("suspended") <= r.count("in_force")
