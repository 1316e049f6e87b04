"""The hand-made records of tests/validity, for reviews."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location(
    "lawreg_test_records", Path(__file__).parents[1] / "validity" / "conftest.py"
)
assert _SPEC is not None and _SPEC.loader is not None
_records = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_records)


@pytest.fixture
def world():
    return _records.World()


@pytest.fixture(scope="session")
def new_world_factory():
    return _records.World
