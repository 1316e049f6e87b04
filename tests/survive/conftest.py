"""Builders of small files, shared with the reading tests."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def builders() -> ModuleType:
    """tests/reading/conftest.py: _pdf, _docx, _ole, _doc."""
    place = Path(__file__).resolve().parents[1] / "reading" / "conftest.py"
    spec = importlib.util.spec_from_file_location("reading_builders", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
