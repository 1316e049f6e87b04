"""Clauses of own writing: every wording that acts, and clauses that look like effects and are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lawreg.extraction.citations import find_citations
from lawreg.extraction.effects import find_effects
from lawreg.model import Confidence, Effect
from lawreg.normal import normalise
from lawreg.parsing import parse

HERE = Path(__file__).parent
TITLE = "Ban hành Quy định về quản lý bến xe trên địa bàn tỉnh Lam Sơn"
PAGE = """ỦY BAN NHÂN DÂN
TỈNH LAM SƠN
Số: 21/2021/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lam Sơn, ngày 12 tháng 7 năm 2021
QUYẾT ĐỊNH
{title}
ỦY BAN NHÂN DÂN TỈNH LAM SƠN
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Theo đề nghị của Giám đốc Sở Giao thông vận tải.
QUYẾT ĐỊNH:
Điều 1. Quy định chung
1. Các bến xe hoạt động đúng nội quy.
2. {clause}
Điều 2. Tổ chức thực hiện
Chánh Văn phòng và các cơ quan liên quan chịu trách nhiệm thi hành.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Bình
"""


def rows(name: str) -> list[dict]:
    with (HERE / name).open(encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def effects_of(clause: str, title: str = TITLE) -> tuple[Effect, ...]:
    document = parse(normalise(PAGE.format(title=title, clause=clause)).text)
    found = find_effects(document, find_citations(document))
    for e in found:
        assert document.text[e.start : e.end] == e.quote
    return found


@pytest.mark.parametrize("row", rows("wordings.jsonl"), ids=lambda r: r["id"])
def test_wording_acts(row: dict) -> None:
    found = effects_of(row["text"], row.get("title", TITLE))
    for want in row["expect"]:
        same = [
            e
            for e in found
            if e.op == want["op"] and want["target"] in (e.target_number, e.target_name) and e.whole == want["whole"]
        ]
        assert same, f"{want} not among {[(e.op, e.target_number, e.whole, e.provisions) for e in found]}"
        if want["provisions"]:
            assert any(set(want["provisions"]) <= set(e.provisions) for e in same)
        if "date" in want:
            assert any(e.date is not None and e.date.isoformat() == want["date"] for e in same)
        if "until" in want:
            assert any(e.until is not None and e.until.isoformat() == want["until"] for e in same)
        if "review" in want:
            assert any(want["review"] in e.reasons and e.confidence is Confidence.NEEDS_REVIEW for e in same)
    expected = {w["target"] for w in row["expect"]}
    extra = [e for e in found if not expected & {e.target_number, e.target_name}]
    assert not extra, [(e.op, e.target_number or e.target_name) for e in extra]


def test_hard_negatives_stay_silent() -> None:
    negatives = rows("hard_negatives.jsonl")
    assert len(negatives) >= 150
    wrong = [(r["id"], e.op, e.target_number) for r in negatives for e in effects_of(r["text"])]
    assert len({w[0] for w in wrong}) <= 0.02 * len(negatives), wrong
