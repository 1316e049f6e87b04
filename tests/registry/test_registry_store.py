"""Finding and reading what is stored."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from lawreg.errors import NotFound, WorkspaceError
from lawreg.model import Finding, Severity, Span
from lawreg.registry import bodies, codec, keys
from lawreg.registry.store import Store

CHAIRMAN = "Chủ tịch Ủy ban nhân dân tỉnh Đắk Lắk"
COUNCIL = "Hội đồng nhân dân tỉnh Đắk Lắk"


@pytest.fixture
def filled(put: Any, load: Any, store: Any) -> Any:
    put("a.json", number="12/2015/QĐ-UBND", issued="2015-03-05", effective="2015-03-15", expires="2020-01-01")
    put("b.json", number="12/2015/QĐ-UBND", issued="2015-04-05", issuers=["Ủy ban nhân dân tỉnh Phú Yên"])
    put("c.json", number="7/2015/NQ-HĐND", doc_type="Nghị quyết", issued="2015-07-05", issuers=[COUNCIL])
    put("d.json", number="99/QĐ-UBND", issued="2015-07-05", issuers=[CHAIRMAN])
    put("e.json", number="99/2031/QH19", doc_type="Luật", issued="2031-07-05", issuers=["Quốc hội"], title="Vườn hoa")
    put("f.json", doc_type="Sắc lệnh", issued="1946-07-05", issuers=["Chủ tịch nước"], title="Tổ chức một cơ quan")
    load()
    return store


@pytest.mark.parametrize(
    ("number", "issuer", "found"),
    [
        ("12/2015/QĐ-UBND", None, ["2015-03-05", "2015-04-05"]),
        ("12 /2015/QD-UBND", "UBND tỉnh Đăk Lăk", ["2015-03-05"]),
        ("012/2015/qđ-ubnd", "TỈNH PHÚ YÊN", ["2015-04-05"]),
        ("12/2015", "tỉnh Đắk Lắk", ["2015-03-05"]),
        ("7/2015/NQ-HĐND", "tỉnh Đắk Lắk", ["2015-07-05"]),
        ("99/QĐ-UBND", "tỉnh Đắk Lắk", ["2015-07-05"]),
        ("luật vườn hoa", None, ["2031-07-05"]),
        ("99/2031/QH19", "Quốc hội", ["2031-07-05"]),
        ("99/2031/QH19", "tỉnh Đắk Lắk", []),
        ("1/1999/QĐ-UBND", None, []),
    ],
)
def test_numbers_are_found_in_any_spelling(filled: Any, number: str, issuer: str | None, found: list[str]) -> None:
    with filled() as s:
        assert [d.issued.isoformat() for d in s.find(number, issuer=issuer)] == found


def test_the_day_settles_what_a_number_leaves_open(filled: Any) -> None:
    with filled() as s:
        assert len(s.find("12/2015/QĐ-UBND", issued=date(2015, 4, 5))) == 1


def test_records_hold_what_was_read(filled: Any) -> None:
    with filled() as s:
        (d,) = s.find("12/2015/QĐ-UBND", issuer="tỉnh Đắk Lắk")
        assert (d.issued, d.effective, d.expires) == (date(2015, 3, 5), date(2015, 3, 15), date(2020, 1, 1))
        assert d.issuers == ("Ủy ban nhân dân tỉnh Đắk Lắk",)
        assert d.issuer_ids == ("ubnd-dak-lak",)
        assert d.normative_reason == Finding("by_type", {"type": "Quyết định"}, Severity.INFO)
        assert s.structure(d.id).header.number == "12/2015/QĐ-UBND"
        assert s.read(d.id).content == s.text(d.id)
        assert [p.path for p in s.provisions(d.id)] == ["Điều 1"]
        unnumbered = next(x for x in s.documents() if x.number is None)
        assert s.document(unnumbered.id) == unnumbered


def test_ids_are_readable_and_unknown_ids_are_told(filled: Any) -> None:
    with filled() as s:
        assert {d.id for d in s.documents()} >= {
            "hdnd-dak-lak_nghi-quyet_7-2015-nq-hdnd_2015-07-05",
            "ctubnd-dak-lak_quyet-dinh_99-qd-ubnd_2015-07-05",
            "quoc-hoi_luat_99-2031-qh19_2031-07-05",
        }
        with pytest.raises(NotFound):
            s.document("khong-co")


def test_an_empty_workspace_has_an_empty_registry(store: Any) -> None:
    with store() as s:
        assert s.documents() == []
        assert set(s.counts().values()) == {0}


def test_another_schema_asks_for_a_rebuild(ws: Any, filled: Any, again: Any) -> None:
    from lawreg.registry.schema import meta

    with filled() as s, s.engine.begin() as c:
        c.execute(update(meta).where(meta.c.key == "schema").values(value="0"))
    with pytest.raises(WorkspaceError) as wrong:
        filled()
    assert wrong.value.finding.code == "rebuild_needed"
    again()
    with filled() as s:
        assert s.counts()["documents"] == 6


def test_a_damaged_registry_is_told(ws: Any, again: Any, store: Any) -> None:
    ws.registry_file.write_bytes(b"day khong phai la so dang ky" * 400)
    with pytest.raises(WorkspaceError) as wrong:
        store()
    assert wrong.value.finding.code == "registry_damaged"
    again()
    with store() as s:
        assert s.documents() == []


def test_a_registry_opens_by_file_and_by_url(ws: Any, filled: Any, tmp_path: Path) -> None:
    for where in (ws.registry_file, f"sqlite:///{ws.registry_file}"):
        with Store.open(where) as s:
            assert s.counts()["documents"] == 6
    with pytest.raises(WorkspaceError):
        Store.open(tmp_path / "khong-co.sqlite")


def test_one_reading_sees_one_state(put: Any, load: Any, store: Any) -> None:
    put("a.json", number="1/2015/QĐ-UBND", issued="2015-03-05")
    load()
    with store() as s:
        with s.reading():
            before = len(s.documents())
            put("b.json", number="2/2015/QĐ-UBND", issued="2015-03-05")
            load()
            assert len(s.documents()) == before == 1
        assert len(s.documents()) == 2


_TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


_VALUES = st.one_of(st.integers(), st.none(), st.text(max_size=9))


@given(_TEXTS, st.dictionaries(st.text(max_size=5), _VALUES, max_size=3))
def test_findings_survive_storing(code: str, params: dict[str, Any]) -> None:
    found = (Finding(code, params, Severity.ERROR, Span(1, 2)), Finding(code))
    assert codec.findings(codec.findings_text(found)) == found or "\x00" in repr(found)


@given(st.text(max_size=60))
def test_stored_text_keeps_its_length(text: str) -> None:
    kept = codec.clean(text)
    assert len(kept) == len(text)
    kept.encode("utf-8")


@given(st.text(max_size=30), st.text(max_size=20), st.one_of(st.none(), st.dates()))
def test_ids_are_plain_for_any_number(number: str, kind: str, issued: date | None) -> None:
    id_ = keys.document_id("ubnd-dak-lak", kind, number, issued, "x")
    assert id_ == keys.document_id("ubnd-dak-lak", kind, number, issued, "x")
    assert id_.isascii()
    assert not set(id_) & set("/\\:#? \n")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("12/2015/QĐ-UBND", "12/2015/QD-UB", True),
        ("02/2008/TT-BNN", "2/2008/TT-BNN&PTNT", True),
        ("176-HĐBT", "176/HĐBT", True),
        ("12/2015/QĐ-UBND", "12/2015/CT-UBND", False),
        ("30a/2008/NQ-CP", "30/2008/NQ-CP", False),
        ("66.7/2025/NQ-CP", "667/2025/NQ-CP", False),
    ],
)
def test_spellings_of_one_number_share_a_group(a: str, b: str, same: bool) -> None:
    assert (keys.group_key(a) == keys.group_key(b)) is same


def test_a_district_may_be_named_without_its_province() -> None:
    assert bodies.same_place("huyen-krong-ana", "huyen-krong-ana-dak-lak")
    assert not bodies.same_place("dak-lak", "dak-lak-2025")
