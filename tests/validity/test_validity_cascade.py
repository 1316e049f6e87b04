"""What falls with another document: by the regime of the day, for detailing documents only, and for amendments."""

from __future__ import annotations

import pytest

COUNCIL = "Hội đồng nhân dân tỉnh Đắk Lắk"
NA = "Quốc hội"


def parent_and_child(world, dies: str, issued: str = "2012-06-01"):
    parent = world.doc("10/2012/QH13", "2012-05-01", "2012-05-15", issuer=NA)
    child = world.doc("11/2013/NĐ-CP", issued if issued > "2012-06-01" else "2013-06-01", issuer="Chính phủ")
    killer = world.doc("12/2014/QH13", "2014-05-01", dies, issuer=NA)
    world.act("replace", killer, parent)
    world.act("detail", child, parent, "Điều 5", quote="quy định chi tiết Điều 5")
    return parent, child, killer


@pytest.mark.parametrize(
    ("dies", "status", "note"),
    [
        ("2016-06-30", "in_force", "cascade_flag"),
        ("2016-07-01", "expired", None),
        ("2025-03-31", "expired", None),
        ("2025-04-01", "in_force", "cascade_survives"),
        ("2025-06-30", "in_force", "cascade_survives"),
        ("2025-07-01", "expired", None),
    ],
)
def test_regime_of_the_day_on_which_the_parent_ends_decides(world, dies, status, note):
    _, child, _ = parent_and_child(world, dies)
    verdict = world.at(child, dies)
    assert verdict.status == status
    if note:
        assert note in {f.code for f in verdict.notes}
    else:
        assert verdict.reason.code == "cascade" and verdict.evidence[0].op == "detail" and verdict.evidence[0].law
        assert verdict.evidence[1].by.number == "12/2014/QH13"


def test_plain_legal_basis_brings_nothing_down(world):
    parent = world.doc("10/2012/QH13", "2012-05-01", issuer=NA)
    child = world.doc("11/2013/QĐ-UBND", "2013-06-01")
    killer = world.doc("12/2014/QH13", "2014-05-01", "2018-01-01", issuer=NA)
    world.act("replace", killer, parent)
    assert world.at(child, "2018-12-31").to_dict()["status"] == "in_force"


def test_local_resolution_detailing_a_law_falls_with_it(world):
    parent = world.doc("10/2012/QH13", "2012-05-01", issuer=NA)
    child = world.doc("11/2013/NQ-HĐND", "2013-06-01", issuer=COUNCIL)
    grandchild = world.doc("12/2013/QĐ-UBND", "2013-08-01")
    killer = world.doc("12/2014/QH13", "2014-05-01", "2018-01-01", issuer=NA)
    world.act("replace", killer, parent)
    world.act("detail", child, parent, "Điều 5")
    world.act("detail", grandchild, child)
    assert [world.on(d, "2018-01-01") for d in (child, grandchild)] == ["expired", "expired"]


def test_announcement_that_it_continues_stops_the_fall(world):
    _, child, _ = parent_and_child(world, "2026-01-01")
    keeper = world.doc("13/NQ-CP", "2025-12-16", "2025-12-16", issuer="Chính phủ", title="Về việc tiếp tục có hiệu lực")
    world.act("keep_in_force", keeper, child)
    verdict = world.at(child, "2026-06-01")
    assert verdict.status == "in_force" and "kept_alive" in {f.code for f in verdict.notes}


def test_announcement_with_an_end_only_delays_the_fall(world):
    _, child, _ = parent_and_child(world, "2026-01-01")
    keeper = world.doc("13/NQ-CP", "2025-12-16", "2025-12-16", issuer="Chính phủ")
    world.act("keep_in_force", keeper, child, until="2027-03-01")
    assert [world.on(child, d) for d in ("2026-06-01", "2027-02-28", "2027-03-01")] == [
        "in_force",
        "in_force",
        "expired",
    ]


def test_announcement_after_the_fall_is_for_a_person(world):
    _, child, _ = parent_and_child(world, "2026-01-01")
    keeper = world.doc("13/NQ-CP", "2026-01-16", "2026-01-16", issuer="Chính phủ")
    world.act("keep_in_force", keeper, child)
    assert world.at(child, "2026-06-01").reason.code == "kept_too_late"


def test_one_of_several_parents_leaves_it_open_and_all_of_them_end_it(world):
    _, child, killer = parent_and_child(world, "2018-01-01")
    second = world.doc("14/2012/QH13", "2012-05-02", issuer=NA)
    world.act("detail", child, second, "Điều 9")
    assert world.at(child, "2018-06-01").reason.code == "cascade_several_parents"
    last = world.doc("15/2018/QH14", "2018-09-01", "2019-01-01", issuer=NA)
    world.act("replace", last, second)
    assert world.on(child, "2019-01-01") == "expired"
    assert world.on(child, "2017-12-31") == "in_force"
    assert killer != last


def test_child_issued_after_the_parent_ended_is_untouched(world):
    _, child, _ = parent_and_child(world, "2018-01-01", issued="2018-03-01")
    assert world.on(child, "2018-12-31") == "in_force"


def test_part_of_the_parent_brings_nothing_down(world):
    parent = world.doc("10/2012/QH13", "2012-05-01", issuer=NA)
    child = world.doc("11/2013/NĐ-CP", "2013-06-01", issuer="Chính phủ")
    killer = world.doc("12/2014/QH13", "2014-05-01", "2018-01-01", issuer=NA)
    world.act("repeal", killer, parent, "Điều 5")
    world.act("detail", child, parent, "Điều 5")
    assert world.on(child, "2018-06-01") == "in_force"


def test_parent_whose_end_is_open_only_flags_the_child(world):
    parent = world.doc("10/2012/QH13", "2012-05-01", issuer=NA)
    child = world.doc("11/2013/NĐ-CP", "2013-06-01", issuer="Chính phủ")
    killer = world.doc("12/2014/QH13", "2014-05-01", "2018-01-01", issuer=NA)
    world.act("repeal", killer, parent, review="list_unclear")
    world.act("detail", child, parent)
    verdict = world.at(child, "2018-06-01")
    assert (verdict.status, verdict.confidence) == ("in_force", "needs_review")


def test_amendment_falls_with_what_it_amends_even_if_nobody_names_it(world):
    base = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    amendment = world.doc("20/2013/QĐ-UBND", "2013-05-01", title="Sửa đổi, bổ sung một số điều của Quy định mẫu")
    again = world.doc("21/2014/QĐ-UBND", "2014-05-01", title="Sửa đổi Quyết định số 20/2013/QĐ-UBND")
    last = world.doc("30/2015/QĐ-UBND", "2015-05-01", "2015-05-11")
    world.act("amend", amendment, base, "Điều 4")
    world.act("amend", again, amendment, "Điều 1")
    world.act("replace", last, base)
    assert [world.on(d, "2015-05-10") for d in (amendment, again)] == ["partly_expired", "in_force"]
    for fallen in (amendment, again):
        verdict = world.at(fallen, "2015-05-11")
        assert (verdict.status, verdict.reason.code) == ("expired", "amendment_falls")


def test_amendment_of_several_documents_lives_while_one_of_them_does(world):
    bases = [world.doc(f"1{i}/2010/QĐ-UBND", "2010-03-01") for i in (2, 3)]
    amendment = world.doc("20/2013/QĐ-UBND", "2013-05-01", title="Sửa đổi, bổ sung một số quyết định")
    last = world.doc("30/2015/QĐ-UBND", "2015-05-01")
    for base in bases:
        world.act("amend", amendment, base, "Điều 4")
    world.act("replace", last, bases[0])
    verdict = world.at(amendment, "2015-12-31")
    assert (verdict.status, verdict.confidence) == ("in_force", "needs_review")
    assert "amended_base_ended" in {f.code for f in verdict.notes}


def test_document_with_rules_of_its_own_does_not_fall_with_what_it_also_amends(world):
    base = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    own = world.doc("20/2013/QĐ-UBND", "2013-05-01", title="ban hành Quy định về bến xe")
    last = world.doc("30/2015/QĐ-UBND", "2015-05-01")
    world.act("amend", own, base, "Điều 4")
    world.act("replace", last, base)
    assert world.on(own, "2015-12-31") == "in_force"


def test_basis_that_names_a_clause_only_asks_a_person(world):
    parent = world.doc("10/2012/QH13", "2012-05-01", issuer=NA)
    child = world.doc("11/2013/NQ-HĐND", "2013-06-01", issuer=COUNCIL)
    killer = world.doc("12/2014/QH13", "2014-05-01", "2018-01-01", issuer=NA)
    world.act("replace", killer, parent)
    world.act("detail", child, parent, "Điều 5", review="assigning_clause")
    verdict = world.at(child, "2018-06-01")
    assert (verdict.status, verdict.confidence) == ("in_force", "needs_review")
    assert "cascade_link_unclear" in {f.code for f in verdict.notes}
    assert world.at(child, "2017-06-01").confidence == "accepted"
