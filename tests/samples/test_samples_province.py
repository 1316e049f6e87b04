"""The model province: its figures hold whatever the seed, its files are equal every time, its texts fit their time."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from datetime import date

import pytest

from lawreg.samples import province
from lawreg.samples.acts import in_review
from lawreg.samples.drafting import Drafter
from lawreg.samples.noise import strays
from lawreg.samples.plan import plan
from lawreg.samples.sheet import Kind, numbered

SEED = 2015
PARTIAL = ("amend", "drop", "words", "annex", "except", "point")


@pytest.fixture(scope="module")
def drafter():
    return Drafter(plan(SEED))


@pytest.fixture(scope="module")
def truth(model_province):
    return json.loads((model_province / "truth.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("seed", [SEED, 0, 7, 99])
def test_the_published_figures_of_2015_hold_for_every_seed(seed):
    figures = province.tally(plan(seed).acts, 2015)
    assert figures["reviewed"] == 510
    assert figures["in_force"] == 457
    assert figures["expired"] == 53
    assert figures["partly_expired"] == 29
    assert figures["issued_in_year"] == 70
    reviewed = {name: row["reviewed"] for name, row in figures["by_type"].items()}
    assert reviewed == {"Nghị quyết": 115, "Quyết định": 299, "Chỉ thị": 96}


def test_rows_sum_to_totals_and_parts_lie_within(truth):
    for year in truth["years"].values():
        for key in ("reviewed", "in_force", "expired", "partly_expired", "not_yet"):
            assert sum(row[key] for row in year["by_type"].values()) == year[key]
        for row in (*year["by_type"].values(), year):
            assert row["reviewed"] == row["in_force"] + row["expired"]
            assert row["partly_expired"] + row["not_yet"] + row["suspended"] <= row["in_force"]


def test_closing_stock_of_one_year_is_the_opening_stock_of_the_next(truth):
    years = truth["years"]
    for year in ("2014", "2015", "2016"):
        figures = years[year]
        assert figures["opening"] + figures["issued_in_year"] - figures["expired"] == figures["in_force"]
    assert years["2014"]["in_force"] == years["2015"]["opening"] == 440
    assert years["2015"]["in_force"] == years["2016"]["opening"] == 457


def test_the_truth_of_each_document_adds_up_to_the_tally(truth):
    for year, figures in truth["years"].items():
        counted = [d for d in truth["documents"] if int(year) in d["reviewed_in"]]
        statuses = Counter(d["status"][year]["status"] for d in counted)
        assert len(counted) == figures["reviewed"]
        assert statuses["expired"] == figures["expired"]
        assert statuses["partly_expired"] == figures["partly_expired"]


def test_what_ends_on_new_year_belongs_to_the_year_that_begins():
    acts = plan(SEED).acts
    ends = [a for a in acts if a.end()[0] == date(2015, 1, 1)]
    assert ends
    assert all(in_review(a, 2015) and in_review(a, 2014) and not in_review(a, 2016) for a in ends)
    assert {a.status(date(2014, 12, 31))[0] for a in ends} <= {"in_force", "partly_expired"}


def test_the_same_seed_writes_the_same_bytes(model_province, tmp_path):
    province.write(tmp_path, SEED)
    assert _digests(model_province) == _digests(tmp_path)


def test_another_seed_writes_other_texts(drafter):
    other = Drafter(plan(SEED + 1))
    assert {a.number for a in other.plan.acts} != {a.number for a in drafter.plan.acts}


def test_formats_are_mixed_and_names_say_nothing(model_province, truth):
    corpus = model_province / "corpus"
    kinds = Counter(p.suffix for p in corpus.rglob("*") if p.is_file())
    total = sum(kinds.values())
    assert total > 700
    assert 0.35 < kinds[".docx"] / total < 0.55
    assert 0.18 < kinds[".pdf"] / total < 0.32
    assert kinds[".html"] > 60 and kinds[".txt"] > 60
    assert all(re.fullmatch(r"vb-\d{4}\.\w+", p.name) for p in corpus.rglob("vb-*"))
    named = {f for d in truth["documents"] for f in d["files"]} | {n["file"] for n in truth["noise"]}
    assert named == {p.relative_to(corpus).as_posix() for p in corpus.rglob("vb-*")}
    assert sum(len(d["files"]) == 2 for d in truth["documents"]) >= 10


def test_identities_are_unique_and_numbers_follow_the_calendar(drafter):
    acts = drafter.plan.acts
    assert len({(a.kind, a.number) for a in acts}) == len(acts)
    for kind in ("NQ", "QĐ", "CT"):
        for year in range(2006, 2017):
            of_year = sorted((a for a in acts if a.kind == kind and a.year == year), key=lambda a: a.number)
            assert [a.issued for a in of_year] == sorted(a.issued for a in of_year)


def test_no_act_cites_what_is_younger_than_itself(drafter):
    for act in drafter.plan.acts:
        for recital in drafter.sheet(act).recitals:
            for day, month, year in re.findall(r"ngày (\d{2}) tháng (\d{1,2}) năm (\d{4})", recital):
                assert date(int(year), int(month), int(day)) <= act.issued, (act.number, recital)


def test_nothing_ends_before_it_was_issued(drafter):
    for act in drafter.plan.acts:
        end, by = act.end()
        assert end is None or end > act.issued
        assert by is None or by.issued > act.issued


def test_every_effect_of_the_plan_is_printed_with_number_or_date(drafter):
    for actor in drafter.plan.acts:
        sheet = drafter.sheet(actor)
        cells = [cell for b in (*sheet.body, *sheet.after) for row in b.rows for cell in row]
        printed = "\n".join([b.text for b in sheet.body] + cells)
        for move in actor.moves:
            for target in move.targets:
                serial = target.number.split("/")[0].lstrip("0")
                assert re.search(rf"\b0*{serial}\s*/{target.year}/", printed), (actor.number, target.number)
                assert f"{target.issued:%d}" in printed


def test_what_is_amended_exists_in_the_text_it_stands_in(drafter):
    for actor in drafter.plan.acts:
        for move in actor.moves:
            if move.kind not in PARTIAL:
                continue
            for target in move.targets:
                sheet = drafter.sheet(target)
                lines = [b.text for b in numbered((*sheet.body, *sheet.after))]
                if move.kind == "annex":
                    assert "PHỤ LỤC" in lines and any(b.kind is Kind.TABLE for b in sheet.after)
                elif target.kind == "CT":
                    assert any(line.startswith("2. ") for line in lines)
                else:
                    fourth = max(n for n, line in enumerate(lines) if line.startswith("Điều 4."))
                    fifth = max(n for n, line in enumerate(lines) if line.startswith("Điều 5."))
                    assert any(line.startswith("2. ") for line in lines[fourth:fifth]), target.number
                    assert any(line.startswith("3. ") for line in lines[fifth : fifth + 6]), target.number


def test_the_noise_is_of_every_kind_and_none_of_it_is_counted(drafter):
    kinds = Counter(s.kind for s in strays(drafter))
    assert set(kinds) == {
        "administrative", "announcement", "correction", "defective", "letter", "other_province", "district", "central",
        "news", "draft", "late_directive",
    }  # fmt: skip
    ours = {a.number for a in drafter.plan.acts}
    elsewhere = [s.number for s in strays(drafter) if s.kind in ("other_province", "district")]
    assert elsewhere and set(elsewhere) <= ours


def _digests(folder) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }
