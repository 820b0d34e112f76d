from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests import whole

settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.register_profile("new", deadline=None)
settings.load_profile("same")  # the same examples in every run; --hypothesis-profile=new looks for others


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def artefacts(shared: Path) -> Path:
    """The folder with the report's four artefacts."""
    return whole.built(shared)
