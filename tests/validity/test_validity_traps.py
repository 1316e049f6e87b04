"""Traps of real registers: what looks like an end and is none, and what ends without saying so."""

from __future__ import annotations

from lawreg.model import EffectiveKind

COUNCIL = "Hội đồng nhân dân tỉnh Đắk Lắk"
OTHER = "Ủy ban nhân dân tỉnh Gia Lai"


def test_future_replacement_leaves_the_document_in_force_on_31_december(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    new = world.doc("45/2015/QĐ-UBND", "2015-12-20", "2016-01-01")
    world.act("replace", new, old)
    verdict = world.at(old, "2015-12-31")
    assert verdict.status == "in_force"
    assert verdict.until.isoformat() == "2016-01-01"
    assert world.on(old, "2016-01-01") == "expired"
    assert world.at(old, "2016-06-01").to_dict()["evidence"][0]["by"]["number"] == "45/2015/QĐ-UBND"


def test_verdict_has_the_fields_of_the_contract(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    new = world.doc("45/2015/QĐ-UBND", "2015-02-20", "2015-03-02")
    world.act("repeal", new, old)
    d = world.at(old, "2015-12-31").to_dict()
    assert {
        "number",
        "issuer",
        "doc_type",
        "issued",
        "title",
        "at",
        "status",
        "since",
        "until",
        "confidence",
        "reason",
        "evidence",
        "provisions",
        "candidates",
    } <= set(d)
    assert d["status"] == "expired" and d["since"] == "2015-03-02" and d["confidence"] == "accepted"
    evidence = d["evidence"][0]
    assert evidence["op"] == "repeal" and evidence["quote"] and evidence["start"] < evidence["end"]
    assert evidence["by"] == {
        "number": "45/2015/QĐ-UBND",
        "issuer": "Ủy ban nhân dân tỉnh Đắk Lắk",
        "issued": "2015-02-20",
    }
    assert evidence["law"] == "Luật 31/2004/QH11 Điều 53"


def test_replacer_annulled_before_it_took_effect_ends_nothing(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    new = world.doc("40/2015/QĐ-UBND", "2015-10-01", "2016-01-01")
    last = world.doc("44/2015/QĐ-UBND", "2015-12-01", "2015-12-11")
    world.act("replace", new, old)
    world.act("repeal", last, new)
    assert world.on(old, "2016-06-01") == "in_force"
    assert "actor_ended_before" in world.notes(old, "2016-06-01")
    assert world.on(new, "2015-12-15") == "expired"


def test_repealing_clause_repealed_before_its_day_ends_nothing(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    new = world.doc("40/2015/QĐ-UBND", "2015-10-01", "2016-01-01")
    last = world.doc("44/2015/QĐ-UBND", "2015-12-01", "2015-12-11")
    world.act("repeal", new, old, source="Điều 3 khoản 2")
    world.act("repeal", last, new, "Điều 3")
    assert world.on(old, "2016-06-01") == "in_force"


def test_partial_then_whole_keeps_both_events(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    first = world.doc("20/2013/QĐ-UBND", "2013-05-01")
    last = world.doc("30/2015/QĐ-UBND", "2015-05-01")
    world.act("repeal", first, old, "Điều 4", "Điều 5 khoản 2")
    world.act("replace", last, old)
    verdict = world.at(old, "2013-12-31")
    assert verdict.status == "partly_expired"
    assert [p.path for p in verdict.provisions] == ["Điều 4", "Điều 5 khoản 2"]
    assert world.on(old, "2015-12-31") == "expired"
    assert [e.kind for e in world.engine.timeline(old)] == ["issued", "effective", "repeal_part", "replace"]


def test_same_number_of_another_province_is_untouched(world):
    ours = world.doc("12/2015/QĐ-UBND", "2015-03-01")
    theirs = world.doc("12/2015/QĐ-UBND", "2015-04-01", issuer=OTHER)
    new = world.doc("30/2015/QĐ-UBND", "2015-08-01")
    world.act("repeal", new, ours)
    assert (world.on(ours, "2015-12-31"), world.on(theirs, "2015-12-31")) == ("expired", "in_force")


def test_act_of_another_province_is_a_conflict_and_not_applied(world):
    ours = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    theirs = world.doc("30/2015/QĐ-UBND", "2015-08-01", issuer=OTHER)
    world.act("repeal", theirs, ours)
    verdict = world.at(ours, "2015-12-31")
    assert (verdict.status, verdict.confidence) == ("in_force", "needs_review")
    assert "not_competent" in world.conflicts()


def test_central_act_never_ends_a_provincial_document(world):
    ours = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    decree = world.doc("10/2015/NĐ-CP", "2015-01-10", "2015-03-01", issuer="Chính phủ")
    world.act("replace", decree, ours)
    assert world.on(ours, "2015-12-31") == "in_force"
    assert "central_on_local" in world.conflicts()


def test_committee_cannot_end_a_resolution_of_its_council_but_the_council_can_end_a_decision(world):
    resolution = world.doc("05/2010/NQ-HĐND", "2010-03-01", issuer=COUNCIL)
    decision = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    low = world.doc("30/2015/QĐ-UBND", "2015-08-01")
    high = world.doc("06/2015/NQ-HĐND", "2015-07-01", issuer=COUNCIL)
    world.act("replace", low, resolution)
    world.act("repeal", high, decision)
    assert world.on(resolution, "2015-12-31") == "in_force"
    assert world.on(decision, "2015-12-31") == "expired"


def test_body_that_took_over_the_function_may_replace(world):
    old = world.doc("05/2005/TT-BCN", "2005-10-31", issuer="Bộ Công nghiệp")
    new = world.doc("29/2014/TT-BCT", "2014-09-30", "2014-11-27", issuer="Bộ Công Thương")
    other = world.doc("30/2014/TT-BTC", "2014-03-01", issuer="Bộ Tài chính")
    world.act("replace", new, old)
    world.act("repeal", other, old)
    assert world.at(old, "2014-06-30").reason.code == "other_ministry"
    assert world.on(old, "2014-11-27") == "expired"


def test_new_merged_province_ends_documents_of_both_old_ones(world):
    first = world.doc("09/2020/QĐ-UBND", "2020-03-01", issuer="Ủy ban nhân dân tỉnh Phú Yên")
    second = world.doc("09/2020/QĐ-UBND", "2020-05-01")
    new = world.doc("055/2025/QĐ-UBND", "2025-12-30", "2026-01-10")
    for old in (first, second):
        world.act("replace", new, old)
    assert [world.on(d, "2026-01-10") for d in (first, second)] == ["expired", "expired"]
    assert [world.on(d, "2026-01-09") for d in (first, second)] == ["in_force", "in_force"]


def test_administrative_act_is_flagged_before_april_2025_and_accepted_after(world):
    early, late = world.doc("07/2014/QĐ-UBND", "2014-02-01"), world.doc("08/2014/QĐ-UBND", "2014-02-02")
    before = world.doc("1680/QĐ-UBND", "2017-07-27", "2017-07-27", title="bãi bỏ văn bản")
    after = world.doc("2688/QĐ-UBND", "2025-11-18", "2025-11-18", title="bãi bỏ văn bản của tỉnh (cũ)")
    world.act("repeal", before, early)
    world.act("repeal", after, late)
    assert (world.on(early, "2018-01-01"), world.at(early, "2018-01-01").confidence) == ("in_force", "needs_review")
    assert "administrative_act" in world.conflicts()
    assert world.on(late, "2025-11-18") == "expired"


def test_announcing_a_list_is_not_the_cause(world):
    old = world.doc("14/2015/QĐ-UBND", "2015-05-27")
    listed = world.doc(
        "88/QĐ-UBND",
        "2019-01-15",
        "2019-01-15",
        title="Về việc công bố Danh mục văn bản quy phạm pháp luật hết hiệu lực",
    )
    world.act("expire", listed, old)
    assert world.on(old, "2018-12-31") == "in_force"
    verdict = world.at(old, "2019-12-31")
    assert (verdict.status, verdict.reason.code) == ("unknown", "announced_only")


def test_effect_that_needs_review_makes_the_status_unknown_with_its_quote(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    new = world.doc("30/2015/QĐ-UBND", "2015-08-01", "2015-08-11")
    world.act("replace", new, old, review="list_unclear", quote="thay thế các quyết định trước đây")
    assert world.on(old, "2015-08-10") == "in_force"
    verdict = world.at(old, "2015-12-31")
    assert (verdict.status, verdict.reason.code) == ("unknown", "list_unclear")
    assert any(e.quote == "thay thế các quyết định trước đây" for e in verdict.evidence)


def test_partial_effect_that_needs_review_leaves_the_document_in_force_but_flagged(world):
    old = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    new = world.doc("30/2015/QĐ-UBND", "2015-08-01")
    world.act("amend", new, old, "Điều 3", review="unit_unclear")
    verdict = world.at(old, "2015-12-31")
    assert (verdict.status, verdict.confidence) == ("in_force", "needs_review")


def test_two_candidates_are_never_chosen_between(world):
    first = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    second = world.doc("12/2010/QĐ-UBND", "2010-09-01")
    foreign = world.doc("12/2010/QĐ-UBND", "2010-09-02", issuer=OTHER)
    new = world.doc("30/2015/QĐ-UBND", "2015-08-01")
    world.act("repeal", new, None, candidates=(first, second, foreign))
    assert [world.on(d, "2015-12-31") for d in (first, second, foreign)] == ["unknown", "unknown", "in_force"]


def test_own_end_extended_before_it_and_too_late(world):
    in_time = world.doc("11/2011/QĐ-UBND", "2011-01-01", expires="2016-01-01")
    too_late = world.doc("12/2011/QĐ-UBND", "2011-01-02", expires="2015-01-01")
    silent = world.doc("13/2011/QĐ-UBND", "2011-01-03", expires="2015-07-01")
    new = world.doc("30/2015/QĐ-UBND", "2015-08-01")
    world.act("extend", new, in_time, until="2018-01-01")
    world.act("extend", new, too_late, until="2018-01-01")
    assert [world.on(in_time, d) for d in ("2016-01-01", "2017-12-31", "2018-01-01")] == [
        "in_force",
        "in_force",
        "expired",
    ]
    assert world.on(too_late, "2016-01-01") == "expired"
    assert "extended_after_end" in world.conflicts()
    assert (world.on(silent, "2015-06-30"), world.on(silent, "2015-07-01")) == ("in_force", "expired")


def test_amendment_of_the_expiry_clause_makes_the_end_doubtful(world):
    old = world.doc("11/2011/QĐ-UBND", "2011-01-01", expires="2016-01-01", articles=9)
    new = world.doc("30/2015/QĐ-UBND", "2015-08-01")
    world.act("amend", new, old, "Điều 9")
    assert world.on(old, "2015-12-31") == "partly_expired"
    assert world.at(old, "2016-01-01").reason.code == "expiry_clause_amended"


def test_end_before_start_is_a_conflict_and_not_applied(world):
    odd = world.doc("11/2011/QĐ-UBND", "2011-01-01", "2011-01-11", expires="2010-01-11")
    assert world.on(odd, "2012-01-01") == "in_force"
    assert "end_before_start" in world.conflicts()


def test_acting_document_older_than_its_target_is_a_conflict(world):
    old = world.doc("12/2015/QĐ-UBND", "2015-06-01")
    actor = world.doc("10/2014/QĐ-UBND", "2014-06-01")
    world.act("repeal", actor, old)
    assert world.on(old, "2015-12-31") == "in_force"
    assert "actor_older_than_target" in world.conflicts()


def test_repeal_of_a_repeal_revives_nothing_and_is_flagged(world):
    base = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    act = world.doc("20/2013/QĐ-UBND", "2013-05-01", title="Bãi bỏ một số văn bản")
    last = world.doc("30/2015/QĐ-UBND", "2015-05-01", title="Bãi bỏ Quyết định số 20/2013/QĐ-UBND")
    world.act("repeal", act, base)
    world.act("repeal", last, act)
    verdict = world.at(base, "2015-12-31")
    assert (verdict.status, verdict.confidence) == ("expired", "needs_review")
    assert "repeal_of_repeal" in world.notes(base, "2015-12-31")
    assert world.at(base, "2014-12-31").confidence == "accepted"


def test_explicit_revival_is_for_a_person(world):
    base = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    act = world.doc("20/2013/QĐ-UBND", "2013-05-01")
    last = world.doc("30/2015/QĐ-UBND", "2015-05-01", "2015-05-11")
    world.act("repeal", act, base)
    world.act("revive", last, base)
    assert world.on(base, "2015-05-10") == "expired"
    assert world.at(base, "2015-05-11").reason.code == "revive_needs_review"


def test_suspension_runs_out_and_status_returns(world):
    base = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    act = world.doc("20/2013/QĐ-UBND", "2013-05-01", "2013-05-11")
    world.act("suspend", act, base, until="2014-01-01")
    assert [world.on(base, d) for d in ("2013-05-10", "2013-05-11", "2013-12-31", "2014-01-01")] == [
        "in_force",
        "suspended",
        "suspended",
        "in_force",
    ]
    assert world.at(base, "2013-06-01").until.isoformat() == "2014-01-01"


def test_repeal_of_a_suspension_is_flagged_and_does_not_restore(world):
    base = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    act = world.doc("20/2013/QĐ-UBND", "2013-05-01", title="Ngưng hiệu lực Quyết định số 12/2010/QĐ-UBND")
    last = world.doc("21/2013/QĐ-UBND", "2013-08-01", title="Bãi bỏ Quyết định số 20/2013/QĐ-UBND")
    world.act("suspend", act, base, until="2014-06-01")
    world.act("repeal", last, act)
    verdict = world.at(base, "2013-12-31")
    assert (verdict.status, verdict.confidence) == ("suspended", "needs_review")


def test_suspended_part(world):
    base = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    act = world.doc("20/2013/QĐ-UBND", "2013-05-01")
    world.act("suspend", act, base, "Điều 7")
    verdict = world.at(base, "2013-12-31")
    assert verdict.status == "partly_suspended"
    assert [(p.path, str(p.status)) for p in verdict.provisions] == [("Điều 7", "suspended")]


def test_correction_changes_no_status(world):
    base = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    act = world.doc("1220/QĐ-UBND", "2010-05-01", title="Về việc đính chính")
    world.act("correct", act, base)
    assert world.at(base, "2013-12-31").to_dict()["confidence"] == "accepted"
    assert world.on(base, "2013-12-31") == "in_force"


def test_addition_alone_is_no_partial_expiry_by_default(world):
    base = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    act = world.doc("20/2013/QĐ-UBND", "2013-05-01")
    world.act("supplement", act, base, "Điều 5a")
    verdict = world.at(base, "2013-12-31")
    assert verdict.status == "in_force"
    assert [(p.path, p.op) for p in verdict.provisions] == [("Điều 5a", "supplement")]


def test_missing_gazette_date_is_unknown_until_an_end_is_certain(world):
    base = world.doc("10/2004/NĐ-CP", "2004-07-01", kind=EffectiveKind.DAYS_AFTER_GAZETTE, issuer="Chính phủ")
    act = world.doc("20/2013/NĐ-CP", "2013-05-01", issuer="Chính phủ")
    world.act("replace", act, base)
    assert world.at(base, "2010-01-01").reason.code == "gazette_date_missing"
    assert world.on(base, "2013-12-31") == "expired"
    assert world.on(base, "2004-06-01") == "unknown" or world.on(base, "2004-06-01") == "not_yet"


def test_actor_whose_date_is_unknown_leaves_the_target_unknown_from_its_issue(world):
    base = world.doc("01/2003/NĐ-CP", "2003-03-01", issuer="Chính phủ")
    act = world.doc("10/2004/NĐ-CP", "2004-07-01", kind=EffectiveKind.DAYS_AFTER_GAZETTE, issuer="Chính phủ")
    world.act("replace", act, base)
    assert world.on(base, "2004-06-30") == "in_force"
    assert world.at(base, "2004-08-01").reason.code == "actor_date_unknown"


def test_no_verdict_without_a_quote(world):
    bare = world.doc("12/2010/QĐ-UBND", "2010-03-01", quoted=False)
    verdict = world.at(bare, "2012-01-01")
    assert (verdict.status, verdict.reason.code) == ("unknown", "no_quote")


def test_conditional_end_is_flagged(world):
    base = world.doc("12/2010/QĐ-UBND", "2010-03-01", expires_quote="chấm dứt khi luật mới được ban hành")
    verdict = world.at(base, "2012-01-01")
    assert (verdict.status, verdict.confidence) == ("in_force", "needs_review")
    assert "conditional_end" in world.notes(base, "2012-01-01")


def test_provision_verdicts_follow_parents_and_mark_them(world):
    base = world.doc("12/2010/QĐ-UBND", "2010-03-01", articles=5)
    act = world.doc("20/2013/QĐ-UBND", "2013-05-01", "2013-05-11")
    world.act("repeal", act, base, "Điều 4", "Điều 9 khoản 1")
    world.act("amend", act, base, "Điều 2 khoản 1")
    found = {p.path: str(p.status) for p in world.engine.provisions(base, world.at(base, "2014-01-01").at)}
    assert found["Điều 4"] == "expired"
    assert found["Điều 2"] == "partly_expired"
    assert found["Điều 1"] == "in_force"
    assert found["Điều 9 khoản 1"] == "expired"  # named by the act, not in the text read


def test_cycle_of_documents_is_reported_and_does_not_stop_the_engine(world):
    a, b = world.doc("01/2015/QĐ-UBND", "2015-01-05"), world.doc("02/2015/QĐ-UBND", "2015-01-05")
    world.act("repeal", a, b)
    world.act("repeal", b, a)
    assert "cycle" in world.conflicts()
    assert {world.on(a, "2015-12-31"), world.on(b, "2015-12-31")} <= {"expired", "in_force", "unknown"}


def test_function_known_to_have_moved_is_taken_over_and_any_other_is_asked_about(world):
    gone = world.doc("24/2016/TT-BTTTT", "2016-03-01", issuer="Bộ Thông tin và Truyền thông")
    living = world.doc("13/2024/TT-BXD", "2024-03-01", issuer="Bộ Xây dựng")
    culture = world.doc("21/2025/TT-BVHTTDL", "2025-11-01", issuer="Bộ Văn hóa, Thể thao và Du lịch")
    police = world.doc("06/2026/TT-BCA", "2026-01-05", issuer="Bộ Công an")
    world.act("repeal", culture, gone)
    world.act("repeal", police, living)
    assert world.on(gone, "2026-12-31") == "expired" and "function_taken_over" in world.notes(gone, "2026-12-31")
    assert world.at(living, "2026-12-31").reason.code == "other_ministry"


def test_number_tells_the_body_where_the_name_has_changed_since(world):
    old = world.doc("10/2020/TT-BTTTT", "2020-03-01", issuer="Bộ Thông tin và Truyền thông")
    act = world.doc("23/2024/TT-BTTTT", "2024-12-31", issuer="Bộ Khoa học và Công nghệ")
    world.act("repeal", act, old)
    assert world.on(old, "2025-12-31") == "expired"


def test_chairman_ends_administrative_acts_of_the_committee_and_normative_ones_only_from_july_2025(world):
    chairman = "Chủ tịch Ủy ban nhân dân tỉnh Đắk Lắk"
    plan = world.doc("1809/QĐ-UBND", "2014-05-01", "2014-05-01")
    rule, other = world.doc("12/2014/QĐ-UBND", "2014-05-02"), world.doc("13/2014/QĐ-UBND", "2014-05-03")
    early = world.doc("2873/QĐ-UBND", "2017-05-01", "2017-05-01", issuer=chairman)
    late = world.doc("2688/QĐ-UBND", "2025-11-18", "2025-11-18", issuer=chairman)
    for target in (plan, rule):
        world.act("repeal", early, target)
    world.act("repeal", late, other)
    assert [world.on(d, "2018-01-01") for d in (plan, rule)] == ["expired", "in_force"]
    assert world.on(other, "2025-12-31") == "expired"


def test_suspension_without_an_end_is_flagged(world):
    base = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    act = world.doc("20/2013/QĐ-UBND", "2013-05-01")
    world.act("suspend", act, base)
    assert (world.on(base, "2014-01-01"), world.at(base, "2014-01-01").confidence) == ("suspended", "needs_review")


def test_exception_on_an_effect_called_partial_by_the_reader(world):
    base = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    act = world.doc("20/2013/QĐ-UBND", "2013-05-01")
    world.act(
        "expire", act, base, whole=False, exceptions=("trừ quy định tại Điều 5 của Quyết định số 12/2010/QĐ-UBND",)
    )
    verdict = world.at(base, "2014-01-01")
    assert verdict.status == "partly_expired"
    assert [(p.path, str(p.status)) for p in verdict.provisions] == [
        ("Toàn bộ, trừ Điều 5", "expired"),
        ("Điều 5", "in_force"),
    ]


def test_act_that_is_not_applied_is_shown_and_marked_so(world):
    ours = world.doc("12/2010/QĐ-UBND", "2010-03-01")
    theirs = world.doc("30/2015/QĐ-UBND", "2015-08-01", issuer=OTHER)
    world.act("repeal", theirs, ours)
    evidence = world.at(ours, "2015-12-31").to_dict()["evidence"]
    assert [(e["op"], e["applied"]) for e in evidence] == [("effective", True), ("repeal", False)]


def test_effective_date_before_the_issue_date_is_a_conflict(world):
    odd = world.doc("12/2016/QĐ-UBND", "2016-03-01", "2015-03-11")
    assert "effective_before_issued" in world.conflicts()
    assert world.at(odd, "2017-01-01").confidence == "needs_review"


def test_reasons_that_leave_the_effect_itself_certain(world):
    base, act = (
        world.doc("12/2010/QĐ-UBND", "2010-03-01"),
        world.doc("20/2013/QĐ-UBND", "2013-05-01", title="Bãi bỏ văn bản"),
    )
    last = world.doc("30/2015/QĐ-UBND", "2015-05-01", "2015-05-11")
    world.act("repeal", act, base)
    world.act("repeal", last, act, review="repeal_of_repeal")
    world.act("keep_in_force", last, base, review="kept_for_cases")
    assert (world.on(act, "2015-05-10"), world.on(act, "2015-05-11")) == ("in_force", "expired")
    assert world.on(base, "2015-12-31") == "expired"


def test_revival_left_to_a_person_by_the_reader(world):
    base, act = world.doc("12/2010/QĐ-UBND", "2010-03-01"), world.doc("20/2013/QĐ-UBND", "2013-05-01")
    last = world.doc("30/2015/QĐ-UBND", "2015-05-01", "2015-05-11")
    world.act("repeal", act, base)
    world.act("revive", last, base, review="revival")
    assert world.at(base, "2015-12-31").reason.code == "revive_needs_review"
