"""Whose copy of a table is read: an office's change wins, an old untouched copy never does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from lawreg import tables

NAME = "tables/abbreviations.toml"


@pytest.fixture(autouse=True)
def _afterwards() -> Iterator[None]:
    yield
    tables.use(None)


def test_a_changed_copy_wins(tmp_path: Path) -> None:
    tables.write(tmp_path)
    (tmp_path / NAME).write_text("[mine]\na = 1\n", encoding="utf-8")
    tables.use(tmp_path)
    assert tables.load(NAME) == {"mine": {"a": 1}}
    assert tables.path("tables/issuers.toml") == tables.packaged() / "tables/issuers.toml"


def test_an_old_untouched_copy_does_not_hide_the_programs_rules(tmp_path: Path) -> None:
    tables.write(tmp_path)
    before = tables.fingerprint()
    old = "# as an older version wrote it\n"
    (tmp_path / NAME).write_text(old, encoding="utf-8")
    origin = json.loads((tmp_path / ".origin.json").read_text(encoding="utf-8"))
    origin[NAME] = tables._hash(tmp_path / NAME)
    (tmp_path / ".origin.json").write_text(json.dumps(origin), encoding="utf-8")
    tables.use(tmp_path)
    assert tables.load(NAME)
    assert tables.fingerprint() == before
    assert tables.write(tmp_path) == []
    assert (tmp_path / NAME).read_text(encoding="utf-8") != old


def test_a_change_made_against_an_older_version_is_kept_and_named(tmp_path: Path) -> None:
    tables.write(tmp_path)
    origin = json.loads((tmp_path / ".origin.json").read_text(encoding="utf-8"))
    origin[NAME] = "0" * 64
    (tmp_path / ".origin.json").write_text(json.dumps(origin), encoding="utf-8")
    (tmp_path / NAME).write_text("[mine]\n", encoding="utf-8")
    assert tables.write(tmp_path) == [NAME]
    assert (tmp_path / NAME).read_text(encoding="utf-8") == "[mine]\n"


def test_a_table_of_the_office_alone_is_read(tmp_path: Path) -> None:
    tables.write(tmp_path)
    (tmp_path / "tables" / "rieng.toml").write_text("a = 2\n", encoding="utf-8")
    tables.use(tmp_path)
    assert tables.load("tables/rieng.toml") == {"a": 2}
    assert "tables/rieng.toml" in tables.names("tables")
