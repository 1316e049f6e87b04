"""Numbers and dates read by OCR are compared with the file's name and with other documents, and never silently kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lawreg.model import Confidence, Finding, Inspection, Span
from lawreg.registry import decisions, ingest

SCAN = {"format": "scan", "issued": "2015-03-05", "number": "225/2015/QĐ-UBND"}


@pytest.fixture
def load_scans(ws: Any, load: Any) -> Any:
    """Ingests with number and date of every scan doubtful, and its whole text read with low confidence."""
    inspect_json = load.__globals__["inspect_json"]

    def inspect(path: Path, options: Any, *, name: str) -> Inspection:
        got: Inspection = inspect_json(path, options, name=name)
        if got.text.format != "scan":
            return got
        fields = [f for f in ("number", "issued") if getattr(got.document.header, f)]
        found = tuple(Finding("doubtful_field", {"field": f}) for f in fields)
        text = replace(got.text, doubtful=(Span(0, len(got.text.content)),))
        return replace(got, text=text, document=replace(got.document, findings=found), findings=found)

    return lambda: ingest.ingest(ws, jobs=0, options=object(), inspect=inspect)


def _codes(store: Any) -> dict[str, list[str]]:
    with store() as s:
        out: dict[str, list[str]] = {}
        for id_, f in s.findings():
            if f.code != "doubtful_field":
                out.setdefault(s.document(id_).number or id_, []).append(f.code)
        return out


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("255-qd-ubnd.signed.json", "number_differs_from_file_name"),
        ("225-qd-ubnd.signed.json", "number_in_file_name"),
        ("QĐ 0225_2015_QĐ-UBND.json", "number_in_file_name"),
        ("scan 17 ban ky.json", None),
    ],
)
def test_the_file_name_speaks_for_or_against_the_number(
    put: Any, load_scans: Any, store: Any, name: str, code: str | None
) -> None:
    put(name, **SCAN)
    load_scans()
    assert _codes(store) == ({"225/2015/QĐ-UBND": [code]} if code else {})


def test_a_number_only_in_the_name_is_told_not_taken(put: Any, load_scans: Any, store: Any) -> None:
    put("153-tb-vpub.json", format="scan", issued="2015-03-05", title="Thông báo kết luận cuộc họp của Chủ tịch tỉnh")
    load_scans()
    with store() as s:
        (d,) = s.documents()
        assert d.number is None
        assert d.doubtful == ("issued",)
        assert "number_only_in_file_name" in [f.code for _, f in s.findings()]


def test_what_other_documents_cite_speaks_for_or_against_it(put: Any, load_scans: Any, store: Any) -> None:
    put("a.json", **SCAN)
    put("b.json", number="9/2016/QĐ-UBND", issued="2016-01-01",
        citations=[{"number": "255/2015/QĐ-UBND", "on": "2015-03-05"}])  # fmt: skip
    load_scans()
    assert _codes(store) == {"225/2015/QĐ-UBND": ["scan_number_may_be"]}
    put("b.json", number="9/2016/QĐ-UBND", issued="2016-01-01",
        citations=[{"number": "225/2015/QĐ-UBND", "on": "2015-03-05"}])  # fmt: skip
    load_scans()
    assert _codes(store) == {"225/2015/QĐ-UBND": ["scan_number_cited"]}


def test_effects_of_a_doubtful_text_wait_for_a_person(put: Any, load_scans: Any, store: Any) -> None:
    put("a.json", **SCAN, effects=[{"op": "repeal", "number": "1/2010/QĐ-UBND"}])
    put("b.json", number="3/2015/QĐ-UBND", issued="2015-03-06", effects=[{"op": "repeal", "number": "2/2010/QĐ-UBND"}])
    load_scans()
    with store() as s:
        got = {e.effect.target_number: (e.effect.confidence, e.effect.reasons) for e in s.effects()}
    assert got == {
        "1/2010/QĐ-UBND": (Confidence.NEEDS_REVIEW, ("doubtful_text",)),
        "2/2010/QĐ-UBND": (Confidence.ACCEPTED, ()),
    }


def test_a_text_of_the_same_document_takes_the_doubt_away(put: Any, load_scans: Any, store: Any) -> None:
    put("a.json", **SCAN)
    load_scans()
    with store() as s:
        assert [d.doubtful for d in s.documents()] == [("issued", "number")]
    put("b.json", **{**SCAN, "format": "doc"})
    load_scans()
    with store() as s:
        assert [(d.file, d.doubtful) for d in s.documents()] == [("corpus/b.json", ())]


def test_an_officer_takes_the_doubt_away(ws: Any, put: Any, load_scans: Any, store: Any) -> None:
    put("a.json", **SCAN)
    load_scans()
    with store() as s:
        (d,) = s.documents()
    decisions.record(ws, "confirm", d.id, {}, who="Lan", why="đã đối chiếu bản giấy")
    with store() as s:
        assert [d.doubtful for d in s.documents()] == [()]
