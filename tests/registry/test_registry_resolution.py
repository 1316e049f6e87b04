"""Which document a citation or an effect means: place, type, date, and what stays open."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

DAK_LAK = "Ủy ban nhân dân tỉnh Đắk Lắk"
PHU_YEN = "Ủy ban nhân dân tỉnh Phú Yên"
DISTRICT = "Ủy ban nhân dân huyện Krông Ana, tỉnh Đắk Lắk"


def _targets(store: Callable[[], Any], kind: str = "effects") -> list[tuple[str | None, tuple[str, ...]]]:
    with store() as s:
        return [(e.target, e.candidates) for e in getattr(s, kind)()]


def test_a_number_of_two_provinces_means_the_speakers_own(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="12/2015/QĐ-UBND", issued="2015-03-05")
    put("b.json", number="12/2015/QĐ-UBND", issued="2015-04-10", issuers=[PHU_YEN])
    put("c.json", number="30/2016/QĐ-UBND", issued="2016-05-01", issuers=[PHU_YEN],
        effects=[{"op": "repeal", "number": "12/2015/QĐ-UBND"}])  # fmt: skip
    load()
    assert _targets(store) == [("ubnd-phu-yen_quyet-dinh_12-2015-qd-ubnd_2015-04-10", ())]


def test_the_issuer_named_wins_over_the_speakers_own(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="12/2015/QĐ-UBND", issued="2015-03-05")
    put("b.json", number="12/2015/QĐ-UBND", issued="2015-04-10", issuers=[PHU_YEN])
    put("c.json", number="30/2016/QĐ-UBND", issued="2016-05-01",
        effects=[{"op": "repeal", "number": "12/2015/QĐ-UBND", "issuer": "UBND tỉnh Phú Yên"}])  # fmt: skip
    load()
    assert _targets(store) == [("ubnd-phu-yen_quyet-dinh_12-2015-qd-ubnd_2015-04-10", ())]


def test_decision_and_directive_of_one_number_are_two(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="05/2012/QĐ-UBND", issued="2012-02-01")
    put("b.json", number="05/2012/CT-UBND", doc_type="Chỉ thị", issued="2012-02-01")
    put("c.json", number="9/2013/QĐ-UBND", issued="2013-01-01",
        effects=[{"op": "repeal", "number": n} for n in ("05/2012/CT-UBND", "5/2012/QĐ-UBND")])  # fmt: skip
    load()
    assert _targets(store) == [
        ("ubnd-dak-lak_chi-thi_5-2012-ct-ubnd_2012-02-01", ()),
        ("ubnd-dak-lak_quyet-dinh_5-2012-qd-ubnd_2012-02-01", ()),
    ]


def test_with_and_without_year_are_two_documents(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="413/QĐ-UBND", issued="2014-02-20")
    put("b.json", number="413/2014/QĐ-UBND", issued="2014-12-20")
    put("c.json", number="1/2015/QĐ-UBND", issued="2015-01-20",
        effects=[{"op": "repeal", "number": "413/QĐ-UBND", "on": "2014-02-20"}])  # fmt: skip
    load()
    assert _targets(store) == [("ubnd-dak-lak_quyet-dinh_413-qd-ubnd_2014-02-20", ())]


def test_a_merged_province_leaves_open_whose_old_number_it_means(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="12/2015/QĐ-UBND", issued="2015-03-05")
    put("b.json", number="12/2015/QĐ-UBND", issued="2015-04-10", issuers=[PHU_YEN])
    put("c.json", number="7/2025/QĐ-UBND", issued="2025-09-01", effects=[
        {"op": "repeal", "number": "12/2015/QĐ-UBND"},
        {"op": "repeal", "number": "12/2015/QĐ-UBND", "on": "2015-04-10"},
        {"op": "repeal", "number": "12/2015/QĐ-UBND", "issuer": "Ủy ban nhân dân tỉnh Đắk Lắk", "on": "2015-03-05"},
    ])  # fmt: skip
    load()
    old = "ubnd-dak-lak_quyet-dinh_12-2015-qd-ubnd_2015-03-05"
    other = "ubnd-phu-yen_quyet-dinh_12-2015-qd-ubnd_2015-04-10"
    assert _targets(store) == [(None, (old, other)), (other, ()), (old, ())]


def test_one_name_before_and_after_the_merger_is_two_issuers(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="5/2025/QĐ-UBND", issued="2025-02-01")
    put("b.json", number="5/2025/QĐ-UBND", issued="2025-08-01")
    load()
    with store() as s:
        ids = [d.id for d in s.documents()]
        assert ids == ["ubnd-dak-lak-2025_quyet-dinh_5-2025-qd-ubnd_2025-08-01",
                       "ubnd-dak-lak_quyet-dinh_5-2025-qd-ubnd_2025-02-01"]  # fmt: skip
        assert [d.id for d in s.find("05/2025/QĐ-UBND", issuer="tỉnh Đắk Lắk")] == ids


def test_a_misprinted_day_is_told_and_does_not_lose_the_document(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="12/2015/QĐ-UBND", issued="2015-03-05")
    put("b.json", number="8/2016/QĐ-UBND", issued="2016-03-05",
        citations=[{"number": "12/2015/QĐ-UBND", "on": "2015-03-06"}])  # fmt: skip
    load()
    assert _targets(store, "citations") == [("ubnd-dak-lak_quyet-dinh_12-2015-qd-ubnd_2015-03-05", ())]
    with store() as s:
        assert [f.code for _, f in s.findings()] == ["citation_date_differs"]


def test_numbers_without_year_of_other_years_are_other_documents(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="323/QĐ-UBND", issued="2014-06-01")
    put("b.json", number="8/2016/QĐ-UBND", issued="2016-03-05",
        citations=[{"number": "323/QĐ-UBND", "on": "2012-06-01"}])  # fmt: skip
    load()
    assert _targets(store, "citations") == [("ubnd-dak-lak_quyet-dinh_323-qd-ubnd_2012-06-01", ())]
    with store() as s:
        assert s.document("ubnd-dak-lak_quyet-dinh_323-qd-ubnd_2012-06-01").stub


def test_a_central_act_does_not_say_whose_decision_it_means(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="12/2015/QĐ-UBND", issued="2015-03-05")
    central = {"doc_type": "Thông tư", "issuers": ["Bộ Tư pháp"], "issued": "2016-03-05"}
    put("b.json", number="8/2016/TT-BTP", **central, citations=[{"number": "12/2015/QĐ-UBND"}])
    put("c.json", number="9/2016/TT-BTP", **central, citations=[{"number": "12/2015/QĐ-UBND", "on": "2015-03-05"}])
    load()
    document = "ubnd-dak-lak_quyet-dinh_12-2015-qd-ubnd_2015-03-05"
    assert _targets(store, "citations") == [(None, (document,)), (document, ())]


def test_a_document_cannot_mean_a_later_one_of_another_year(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="77/QĐ-UBND", issued="2017-03-05")
    put("b.json", number="9/2016/QĐ-UBND", issued="2016-03-05", citations=[{"number": "77/QĐ-UBND"}])
    load()
    assert _targets(store, "citations") == [("ubnd-dak-lak_quyet-dinh_77-qd-ubnd_khong-ngay", ())]


def test_a_districts_own_number_comes_before_its_provinces(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="3/2012/QĐ-UBND", issued="2012-03-05")
    put("b.json", number="3/2012/QĐ-UBND", issued="2012-09-05", issuers=[DISTRICT])
    put("c.json", number="4/2013/QĐ-UBND", issued="2013-09-05", issuers=[DISTRICT],
        effects=[{"op": "replace", "number": "3/2012/QĐ-UBND"}])  # fmt: skip
    load()
    assert _targets(store) == [("ubnd-huyen-krong-ana-dak-lak_quyet-dinh_3-2012-qd-ubnd_2012-09-05", ())]


def test_old_codes_of_one_body_meet(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="20/2003/QĐ-UB", issued="2003-03-05")
    put("c.json", number="4/2013/QĐ-UBND", issued="2013-09-05",
        effects=[{"op": "repeal", "number": "20/2003/QĐ-UBND"}])  # fmt: skip
    load()
    assert _targets(store) == [("ubnd-dak-lak_quyet-dinh_20-2003-qd-ubnd_2003-03-05", ())]


def test_mentions_of_one_absent_document_share_a_stub(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="4/2013/QĐ-UBND", issued="2013-09-05", citations=[
        {"number": "43/2010/NĐ-CP"}, {"number": "43/2010/NĐ-CP", "on": "2010-04-15", "type": "Nghị định"},
        {"number": "323/QĐ-UBND"}, {"number": "323/QĐ-UBND", "on": "2011-01-05"},
    ])  # fmt: skip
    load()
    decree = "chinh-phu_nghi-dinh_43-2010-nd-cp_2010-04-15"
    local = "ubnd-dak-lak_quyet-dinh_323-qd-ubnd_2011-01-05"
    assert _targets(store, "citations") == [(decree, ()), (decree, ()), (local, ()), (local, ())]
    with store() as s:
        assert s.counts()["stubs"] == 2
        assert s.document(decree).issuers == ("Chính phủ",)


def test_an_undated_mention_of_two_absent_years_stays_open(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="4/2013/QĐ-UBND", issued="2013-09-05", citations=[
        {"number": "323/QĐ-UBND"}, {"number": "323/QĐ-UBND", "on": "2011-01-05"},
        {"number": "323/QĐ-UBND", "on": "2012-01-05"},
    ])  # fmt: skip
    load()
    one = "ubnd-dak-lak_quyet-dinh_323-qd-ubnd_2011-01-05"
    two = "ubnd-dak-lak_quyet-dinh_323-qd-ubnd_2012-01-05"
    assert _targets(store, "citations") == [(None, (one, two)), (one, ()), (two, ())]


def test_laws_by_name_and_date_are_their_numbers(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="45/2013/QH13", doc_type="Luật", issuers=["Quốc hội"], issued="2013-11-29", title="Đất đai")
    put("b.json", number="4/2015/QĐ-UBND", issued="2015-09-05", citations=[
        {"name": "Luật Đất đai", "on": "2013-11-29"}, {"name": "Luật Đất đai", "on": "2013"},
        {"name": "Luật đất đai"}, {"name": "Luật Đất đai", "on": "2003-11-26"},
    ])  # fmt: skip
    load()
    law = "quoc-hoi_luat_45-2013-qh13_2013-11-29"
    found = _targets(store, "citations")
    assert found[:3] == [(law, ()), (law, ()), (law, ())]
    assert found[3][0] != law and found[3][0] is not None


def test_a_law_not_in_the_table_is_found_by_its_title(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="99/2031/QH19", doc_type="Luật", issuers=["Quốc hội"], issued="2031-06-20",
        title="LUẬT VƯỜN HOA")  # fmt: skip
    put("b.json", number="4/2032/QĐ-UBND", issued="2032-09-05", citations=[
        {"name": "Luật Vườn hoa", "on": "2031-06-20"}, {"name": "Luật Vườn hoa", "on": "2031"},
    ])  # fmt: skip
    load()
    assert _targets(store, "citations") == [("quoc-hoi_luat_99-2031-qh19_2031-06-20", ())] * 2


def test_an_effect_without_target_is_on_the_document_itself(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="4/2013/QĐ-UBND", issued="2013-09-05", effects=[{"op": "expire", "provisions": ["Điều 3"]}])
    load()
    assert _targets(store) == [("ubnd-dak-lak_quyet-dinh_4-2013-qd-ubnd_2013-09-05", ())]


def test_a_stub_gives_way_when_its_document_comes(put: Any, load: Any, store: Any) -> None:
    put("c.json", number="30/2016/QĐ-UBND", issued="2016-05-01",
        effects=[{"op": "repeal", "number": "12/2015/QĐ-UBND"}])  # fmt: skip
    load()
    assert _targets(store) == [("ubnd-dak-lak_quyet-dinh_12-2015-qd-ubnd_khong-ngay", ())]
    put("a.json", number="12/2015/QĐ-UBND", issued="2015-03-05")
    load()
    assert _targets(store) == [("ubnd-dak-lak_quyet-dinh_12-2015-qd-ubnd_2015-03-05", ())]
    with store() as s:
        assert s.counts()["stubs"] == 0


def test_any_order_of_arrival_gives_the_same_registry(ws: Any, put: Any, load: Any, again: Any, store: Any) -> None:
    """Files that hang together in every way: scan and text, before and after the merger, misprints, stubs, laws."""
    described: dict[str, dict[str, Any]] = {
        "a.json": {"number": "12/2015/QĐ-UBND", "issued": "2015-03-05"},
        "scan.json": {"number": "12/2015/QĐ-UBND", "issued": None, "format": "scan"},
        "b.json": {"number": "12/2015/QĐ-UBND", "issued": "2015-04-10", "issuers": [PHU_YEN]},
        "c.json": {"number": "30/2016/QĐ-UBND", "issued": "2016-05-01",
                   "effects": [{"op": "repeal", "number": "12/2015/QĐ-UBND"}, {"op": "amend", "number": "323/QĐ-UBND"}],
                   "citations": [{"number": "323/QĐ-UBND", "on": "2011-01-05"}, {"name": "Luật Vườn hoa"},
                                 {"number": "12/2015/QĐ-UBND", "on": "2015-03-06"}]},
        "d.json": {"number": "7/2025/QĐ-UBND", "issued": "2025-09-01",
                   "effects": [{"op": "repeal", "number": "12/2015/QĐ-UBND"}],
                   "citations": [{"number": "323/QĐ-UBND", "on": "2012-01-05"}]},
        "law.json": {"number": "99/2031/QH19", "doc_type": "Luật", "issuers": ["Quốc hội"], "issued": "2014-06-20",
                     "title": "Luật Vườn hoa"},
    }  # fmt: skip
    paths = {name: put(name, **d) for name, d in described.items()}
    hashes = set()
    orders = list(itertools.permutations(paths))
    for order in orders[:: len(orders) // 5]:
        for entry in ws.indexes.iterdir():
            entry.unlink()
        for name in order:
            load(paths[name])
        with store() as s:
            hashes.add(s.content_hash())
    again()
    with store() as s:
        hashes.add(s.content_hash())
        assert s.counts()["documents"] == 5
    assert len(hashes) == 1


def test_a_place_left_open_is_not_filled_in(put: Any, load: Any, store: Any) -> None:
    """The merged province speaks of an old number: of absent documents, too, the exact day settles it and nothing else."""
    put("a.json", number="7/2025/QĐ-UBND", issued="2025-09-01", citations=[
        {"number": "12/2015/QĐ-UBND", "issuer": "UBND tỉnh Phú Yên", "on": "2015-04-10"},
        {"number": "12/2015/QĐ-UBND", "on": "2015-04-10"},
        {"number": "8/2016/QĐ-UBND"},
    ])  # fmt: skip
    load()
    stub = "ubnd-phu-yen_quyet-dinh_12-2015-qd-ubnd_2015-04-10"
    assert _targets(store, "citations") == [
        (stub, ()), (stub, ()), ("khong-ro_quyet-dinh_8-2016-qd-ubnd_khong-ngay", ()),
    ]  # fmt: skip


def test_words_that_run_on_behind_an_issuer_do_no_harm(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="12/2015/QĐ-UBND", issued="2015-03-05")
    put("b.json", number="1/2016/TT-BTP", doc_type="Thông tư", issuers=["Bộ Tư pháp"], issued="2016-09-01", citations=[
        {"number": "12/2015/QĐ-UBND", "issuer": "Ủy ban nhân dân tỉnh Đắk Lắk căn cứ"},
    ])  # fmt: skip
    load()
    assert _targets(store, "citations") == [("ubnd-dak-lak_quyet-dinh_12-2015-qd-ubnd_2015-03-05", ())]


def test_a_portals_bare_place_and_the_number_name_the_body(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="12/2015/QĐ-UBND", issued="2015-03-05", issuers=["Tỉnh Đắk Lắk"])
    put("b.json", number="3/2015/NQ-HĐND", issued="2025-09-05", issuers=["Tỉnh Đắk Lắk"], doc_type="Nghị quyết")
    load()
    with store() as s:
        assert [d.issuer_ids for d in s.documents()] == [("hdnd-dak-lak-2025",), ("ubnd-dak-lak",)]


def test_a_short_mention_means_what_was_named_in_full_before(put: Any, load: Any, store: Any) -> None:
    put("own.json", number="12/2015/QĐ-UBND", issued="2015-03-05")
    put("b.json", number="12/2015/QĐ-UBND", issued="2015-04-10", issuers=[PHU_YEN])
    put("c.json", number="30/2016/QĐ-UBND", issued="2016-05-01",
        citations=[{"number": "12/2015/QĐ-UBND", "issuer": "UBND tỉnh Phú Yên", "on": "2015-04-10"},
                   {"name": "Luật Đất đai", "on": "2013-11-29"}, {"name": "Luật Đất đai"}],
        effects=[{"op": "repeal", "number": "12/2015/QĐ-UBND", "provisions": ["Điều 3"]}])  # fmt: skip
    load()
    assert _targets(store) == [("ubnd-phu-yen_quyet-dinh_12-2015-qd-ubnd_2015-04-10", ())]
    assert [t for t, _ in _targets(store, "citations")][1:] == ["quoc-hoi_luat_45-2013-qh13_2013-11-29"] * 2


def test_two_full_names_leave_a_short_mention_to_the_rules(put: Any, load: Any, store: Any) -> None:
    put("c.json", number="7/2025/QĐ-UBND", issued="2025-09-01", citations=[
        {"number": "12/2015/QĐ-UBND", "issuer": "UBND tỉnh Phú Yên", "on": "2015-04-10"},
        {"number": "12/2015/QĐ-UBND", "issuer": "UBND tỉnh Đắk Lắk", "on": "2015-03-05"},
        {"number": "12/2015/QĐ-UBND"},
    ])  # fmt: skip
    load()
    old = "ubnd-dak-lak_quyet-dinh_12-2015-qd-ubnd_2015-03-05"
    other = "ubnd-phu-yen_quyet-dinh_12-2015-qd-ubnd_2015-04-10"
    assert _targets(store, "citations") == [(other, ()), (old, ()), (None, (old, other))]


def test_names_that_differ_by_marks_only_do_not_collide(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="4/2015/QĐ-UBND", issued="2015-09-05",
        citations=[{"name": "Luật Vườn hoa"}, {"name": "Luật Vuờn hoa"}, {"name": "Luật vườn hoa"}])  # fmt: skip
    load()
    one, two, three = (t for t, _ in _targets(store, "citations"))
    assert one == three != two
