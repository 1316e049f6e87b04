"""Hand labels of real documents, where they are at hand: what is cited by number and by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lawreg import normal, numbers
from lawreg.extraction import law_names
from lawreg.extraction.citations import find_citations
from lawreg.parsing import parse

GOLD = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "gold"


def test_citations_of_labelled_documents() -> None:
    if not (GOLD / "dev").is_dir():
        pytest.skip("hand labels are not here: ../shared/data/gold/dev")
    right = missed = spurious = 0
    for file in sorted((GOLD / "dev").glob("*.json")):
        label = json.loads(file.read_text(encoding="utf-8"))
        text = (GOLD / "texts" / f"{label['name']}.txt").read_text(encoding="utf-8")
        entries = [c for c in label["citations"] if c.get("number")]
        spellings = {numbers.fold(a): numbers.fold(c["number"]) for c in entries for a in c.get("also") or []}
        must = {numbers.fold(c["number"]) for c in entries if not c.get("optional")}
        may = {numbers.fold(c["number"]) for c in entries}
        got = {numbers.fold(c.number) for c in find_citations(parse(normal.normalise(text).text)) if c.number}
        got = {spellings.get(n, n) for n in got}
        right += len(must & got)
        missed += len(must - got)
        spurious += len(got - may)
    assert 2 * right / (2 * right + missed + spurious) >= 0.99


@pytest.mark.parametrize(
    ("name", "date", "number"),
    [("Luật Đất đai", "2013-11-29", "45/2013/QH13"), ("Luật đất đai", "2013", "45/2013/QH13")],
)
def test_table_of_law_names(name: str, date: str, number: str) -> None:
    assert law_names.numbers_of(name, date) == (number,)
    assert law_names.numbers_of("Luật không có", None) == ()
