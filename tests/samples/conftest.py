"""The model province, written once for all tests of this folder."""

from __future__ import annotations

import pytest

from lawreg.samples import province


@pytest.fixture(scope="session")
def model_province(tmp_path_factory):
    """Folder with corpus/ and truth.json of the default seed."""
    made = tmp_path_factory.mktemp("province")
    province.write(made)
    return made
