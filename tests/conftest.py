from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from builder.cli.keeping import FOLDER
from tests import whole

_KEPT = pytest.StashKey[TemporaryDirectory[str]]()

settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.register_profile("new", deadline=None)
settings.load_profile("same")  # the same examples in every run; --hypothesis-profile=new looks for others


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "so many edits at random, and a tenth of it kills: what goes wrong once in a thousand times"
    parser.addoption("--soak", type=int, metavar="TIMES", help=told)


def pytest_configure(config: pytest.Config) -> None:
    """What builds keep is kept outside of the repository, for all workers of this run and no other."""
    if not hasattr(config, "workerinput"):
        config.stash[_KEPT] = room = TemporaryDirectory(prefix="builder-kept-")
        os.environ[FOLDER] = room.name


def pytest_unconfigure(config: pytest.Config) -> None:
    if room := config.stash.get(_KEPT, None):
        room.cleanup()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def artefacts(shared: Path) -> Path:
    """The folder with the report's four artefacts."""
    return whole.built(shared)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """What a shell runs in the background ignores interrupts, and so would the processes of a test run there."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
