"""Classes of repealing clauses (trừ …, tiếp tục có hiệu lực …) at the level of records."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawreg.validity import exceptions


def pair(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01", articles=6)
    new = world.doc("45/2015/QĐ-UBND", "2015-02-20", "2015-03-02")
    return old, new


def test_exception_in_the_new_act_leaves_the_whole_expired(world):
    old, new = pair(world)
    world.act("expire", new, old, exceptions=("trừ trường hợp quy định tại khoản 1 Điều 20 của Quyết định này",))
    verdict = world.at(old, "2015-03-02")
    assert verdict.status == "expired"
    assert "transitional_exception" in {f.code for f in verdict.notes}


def test_exception_of_a_third_document_leaves_the_whole_expired(world):
    old, new = pair(world)
    world.act(
        "expire", new, old, exceptions=("trừ các trường hợp nêu tại khoản 1 Điều 60 Nghị định số 152/2025/NĐ-CP",)
    )
    assert world.on(old, "2015-03-02") == "expired"


@pytest.mark.parametrize(
    "text",
    [
        "trừ quy định tại Điều 2 và khoản 1 Điều 3 của Quyết định số 12/2010/QĐ-UBND",
        "trừ quy định tại Điều 2 và khoản 1 Điều 3",
    ],
)
def test_exception_of_own_articles_leaves_them_alive(world, text):
    old, new = pair(world)
    world.act("expire", new, old, exceptions=(text,))
    verdict = world.at(old, "2015-03-02")
    assert verdict.status == "partly_expired"
    found = {p.path: str(p.status) for p in world.engine.provisions(old, date(2015, 3, 2))}
    assert found["Điều 1"] == "expired" and found["Điều 2"] == "in_force"
    assert found["Điều 3"] != "expired"


def test_exception_until_a_day_makes_two_events(world):
    old, new = pair(world)
    text = "trừ quy định tại Điều 2 tiếp tục có hiệu lực đến hết ngày 31 tháng 12 năm 2016"
    world.act("expire", new, old, exceptions=(text,))
    assert [world.on(old, d) for d in ("2015-03-01", "2015-03-02", "2016-12-31", "2017-01-01")] == [
        "in_force",
        "partly_expired",
        "partly_expired",
        "expired",
    ]


def test_part_kept_by_its_own_sentence(world):
    old, new = pair(world)
    world.act("expire", new, old)
    world.act("keep_in_force", new, old, "Điều 2", until="2017-01-01")
    assert [world.on(old, d) for d in ("2015-03-02", "2016-12-31", "2017-01-01")] == [
        "partly_expired",
        "partly_expired",
        "expired",
    ]


def test_kept_part_that_a_later_act_ends_whole(world):
    old, new = pair(world)
    last = world.doc("01/2018/QĐ-UBND", "2018-01-05")
    world.act("expire", new, old, exceptions=("trừ Chương IV",))
    world.act("repeal", last, old)
    assert (world.on(old, "2017-12-31"), world.on(old, "2018-12-31")) == ("partly_expired", "expired")


def test_exception_by_subject_is_for_a_person(world):
    old, new = pair(world)
    world.act("expire", new, old, exceptions=("trừ quy định đối với hộ nghèo",))
    assert world.at(old, "2015-03-02").reason.code == "exception_by_subject"


def test_own_date_of_the_effect_wins_over_the_date_of_the_act(world):
    old, new = pair(world)
    world.act("expire", new, old, date="2016-01-01")
    assert (world.on(old, "2015-12-31"), world.on(old, "2016-01-01")) == ("in_force", "expired")


def test_one_article_ends_earlier_than_the_rest(world):
    old, new = pair(world)
    world.act("expire", new, old, "Điều 5", date="2015-06-01")
    world.act("expire", new, old, date="2016-01-01")
    assert [world.on(old, d) for d in ("2015-05-31", "2015-06-01", "2016-01-01")] == [
        "in_force",
        "partly_expired",
        "expired",
    ]


def test_effect_dated_before_its_own_act_is_a_conflict(world):
    old, new = pair(world)
    world.act("expire", new, old, date="2015-01-01")
    assert world.on(old, "2015-12-31") == "in_force"
    assert "effect_before_actor" in world.conflicts()


def test_words_of_an_article_end(world):
    old, new = pair(world)
    world.act("repeal", new, old, "Điều 2", words=("thị xã,",))
    verdict = world.at(old, "2015-03-02")
    assert verdict.status == "partly_expired"
    assert [(str(p.status), p.words) for p in verdict.provisions] == [("partly_expired", ("thị xã,",))]


def test_own_part_ends_by_its_own_words(world):
    doc = world.doc("45/2015/QĐ-UBND", "2015-02-20", "2015-03-02")
    world.act("expire", doc, doc, "Điều 2 khoản 3", date="2016-07-01")
    assert (world.on(doc, "2016-06-30"), world.on(doc, "2016-07-01")) == ("in_force", "partly_expired")


def test_whole_continued_until_a_day_by_the_act_that_ends_it(world):
    old, new = pair(world)
    world.act("expire", new, old)
    world.act("keep_in_force", new, old, until="2015-07-01")
    assert [world.on(old, d) for d in ("2015-03-02", "2015-06-30", "2015-07-01")] == ["in_force", "in_force", "expired"]


def test_every_article_ended_is_proposed_not_decided(world):
    old, new = pair(world)
    for i in range(1, 7):
        world.act("repeal", new, old, f"Điều {i}")
    assert world.on(old, "2015-12-31") == "partly_expired"
    assert "all_parts_ended" in world.conflicts()


@pytest.mark.parametrize(
    ("text", "number", "paths", "transitional", "unclear"),
    [
        ("trừ quy định tại các khoản 1, 2 Điều 21 của Luật này", "1/2010/QH12", (), True, False),
        ("trừ điểm b Điều 6", None, ("Điều 6 điểm b",), False, False),
        ("trừ hồ sơ đã tiếp nhận", None, (), False, True),
        ("Điều 5 khoản 2", None, ("Điều 5 khoản 2",), False, False),
    ],
)
def test_reading_exceptions(text, number, paths, transitional, unclear):
    kept = exceptions.read((text,), number)
    assert (kept.paths, kept.transitional, kept.unclear) == (paths, transitional, unclear)


OPS = st.sampled_from(
    [
        "replace",
        "repeal",
        "expire",
        "amend",
        "supplement",
        "suspend",
        "extend",
        "revive",
        "keep_in_force",
        "detail",
        "correct",
    ]
)


@st.composite
def registers(draw):
    n = draw(st.integers(1, 8))
    issued = draw(st.lists(st.dates(date(2010, 1, 1), date(2018, 12, 31)), min_size=n, max_size=n))
    ends = draw(st.lists(st.one_of(st.none(), st.dates(date(2011, 1, 1), date(2019, 12, 31))), min_size=n, max_size=n))
    acts = draw(
        st.lists(
            st.tuples(
                OPS,
                st.integers(0, n - 1),
                st.integers(0, n - 1),
                st.booleans(),
                st.booleans(),
                st.one_of(st.none(), st.dates(date(2010, 1, 1), date(2019, 12, 31))),
            ),
            max_size=14,
        )
    )
    return issued, ends, acts


def built(factory, register):
    issued, ends, acts = register
    world = factory()
    ids = [
        world.doc(f"{i:02d}/{d.year}/QĐ-UBND", d.isoformat(), expires=e.isoformat() if e else None)
        for i, (d, e) in enumerate(zip(issued, ends, strict=True), 1)
    ]
    for op, a, b, whole, unclear, on in acts:
        world.act(
            op,
            ids[a],
            ids[b],
            *(() if whole else ("Điều 2",)),
            review="unclear" if unclear else None,
            date=on.isoformat() if on else None,
            until="2017-06-01" if op in ("extend", "suspend") else None,
        )
    return world, ids


@given(registers())
@settings(max_examples=80)
def test_status_changes_only_on_the_days_of_events(new_world_factory, register):
    world, ids = built(new_world_factory, register)
    for id_ in ids:
        days = {e.date for e in world.engine.timeline(id_)}
        asked = {date(y, m, 5) for y in range(2009, 2021) for m in range(1, 13)} | days
        asked |= {date.fromordinal(d.toordinal() - 1) for d in days}
        before = None
        for at in sorted(asked):
            status = world.engine.status(id_, at).status
            if before is not None and status != before[1]:
                assert any(before[0] < d <= at for d in days), (id_, at, before, status)
            before = (at, status)


@given(registers())
@settings(max_examples=60)
def test_every_verdict_but_unknown_has_a_quote_and_order_of_input_does_not_matter(new_world_factory, register):
    world, ids = built(new_world_factory, register)
    at = date(2016, 12, 31)
    first = {i: v.to_dict() for i, v in world.engine.all(at).items()}
    for d in first.values():
        assert d["status"] == "unknown" or any(e["quote"] for e in d["evidence"])
    world.documents = dict(reversed(list(world.documents.items())))
    world.effects.reverse()
    world._made = None
    assert {i: v.to_dict() for i, v in world.engine.all(at).items()} == first
    assert set(first) == set(ids)
