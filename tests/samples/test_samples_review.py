"""The model province through the whole program: the published tally comes out of its texts, for three years."""

from __future__ import annotations

import json
import shutil
from datetime import date

import pytest

import lawreg
from lawreg.samples import province
from lawreg.workspace import Workspace

KEYS = ("reviewed", "in_force", "partly_expired", "not_yet", "suspended", "expired")


@pytest.fixture(scope="module")
def made(tmp_path_factory, model_province):
    """(registry, truth) of a workspace that holds the province."""
    home = tmp_path_factory.mktemp("review") / "so"
    workspace = Workspace.init(home)
    shutil.copytree(model_province / "corpus", workspace.corpus, dirs_exist_ok=True)
    registry = lawreg.open(home)
    registry.ingest(jobs=2)
    return registry, json.loads((model_province / "truth.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("year", province.YEARS)
def test_the_tally_of_the_year(made, year):
    registry, truth = made
    told = registry.review(year, issuer=truth["province"]).to_dict()
    expected = truth["years"][str(year)]
    assert {key: told[key] for key in KEYS} == {key: expected[key] for key in KEYS}
    assert told["unknown"] == 0
    assert told["issued_in_year"] == expected["issued_in_year"]
    by_type = {name: {key: row[key] for key in KEYS} for name, row in told["by_type"].items()}
    assert by_type == expected["by_type"]


@pytest.mark.parametrize("year", province.YEARS)
def test_every_document_has_its_status_and_the_act_that_gave_it(made, year):
    registry, truth = made
    last = date(year, 12, 31)
    wrong = []
    for document in truth["documents"]:
        if year not in document["reviewed_in"]:
            continue
        expected = document["status"][str(year)]
        issued = date.fromisoformat(document["issued"])
        told = registry.status(document["number"], issuer=document["issuer"], issued=issued, at=last).to_dict()
        by = {e["by"]["number"] for e in told["evidence"]}
        same = told["status"] == expected["status"]
        if expected["status"] in ("expired", "partly_expired"):
            same = same and told["since"] == expected["since"] and (expected["by"] or document["number"]) in by
        if not same:
            wrong.append((document["number"], expected, told["status"], told["since"], sorted(map(str, by))))
    assert wrong == []
