"""Builds that are killed, that run beside each other, or whose disk is full: the artefacts are old or new, never
broken, and what is kept of earlier builds recovers."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.edits import little, sentence
from tests.test_incremental import listing


class Shop:
    """A project that is built by processes of its own, one after the other or at once."""

    def __init__(self, folder: Path) -> None:
        self.project, self.dist, self.kept = little(folder / "project"), folder / "dist", folder / "kept"

    def begin(self, *flags: str, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "builder", "build", "--project", str(self.project), "-o", str(self.dist)]
        return subprocess.Popen(
            [*command, "--lang", "en", "-j", "2", *flags],
            env=os.environ | {"BUILDER_CACHE": str(self.kept)},
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=limit,
        )

    def build(self, *flags: str, limit: Callable[[], None] | None = None) -> tuple[int, str]:
        process = self.begin(*flags, limit=limit)
        _, said = process.communicate(timeout=300)
        return process.returncode, said

    def left(self) -> Iterator[int]:
        """The processes that work for this project."""
        mark = f"BUILDER_CACHE={self.kept}".encode()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0") and (folder / "cmdline").read_bytes():
                    yield int(folder.name)
            except OSError:
                continue


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = Shop(tmp_path_factory.mktemp("shop"))
    code, said = shop.build()
    assert code == 0, said
    return shop


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are listed in /proc")
def test_a_build_that_is_killed_leaves_old_files_or_new_ones(shop: Shop, pytestconfig: pytest.Config) -> None:
    """Two states of a project take turns, and nothing is kept of either, so that all is made anew each time."""
    chance = random.Random(7)
    text = shop.project / "content/en/harbour.md"
    states = [text.read_text("utf-8"), text.read_text("utf-8").replace("larger", "wider")]
    whole = []
    for state in states:
        text.write_text(state, "utf-8")
        assert shop.build("--only", "pdf", "--no-cache")[0] == 0
        whole.append((shop.dist / "little.en.pdf").read_bytes())
    names = set(listing(shop.dist))
    for turn in range((pytestconfig.getoption("--soak") or 50) // 10):
        text.write_text(states[turn % 2], "utf-8")
        shutil.rmtree(shop.kept, ignore_errors=True)
        process = shop.begin("--only", "pdf")
        time.sleep(chance.uniform(0.2, 2.5))
        process.kill()
        process.communicate()
        until = time.monotonic() + 60
        while (left := list(shop.left())) and time.monotonic() < until:
            time.sleep(0.05)
        assert not left, "nobody works for a build that is gone"
        assert (shop.dist / "little.en.pdf").read_bytes() in whole
    assert shop.build("--only", "pdf")[0] == 0, "what is kept recovers"
    assert (shop.dist / "little.en.pdf").read_bytes() == whole[turn % 2]
    assert set(listing(shop.dist)) == names, "nothing half written lies about"


def test_two_builds_at_once(shop: Shop) -> None:
    sentence(shop.project, random.Random(1))
    pdf, slides = shop.begin("--only", "pdf"), shop.begin("--only", "pptx")
    said = [process.communicate()[1] for process in (pdf, slides)]
    assert (pdf.returncode, slides.returncode) == (0, 0), said
    together = listing(shop.dist)
    assert shop.build("--no-cache")[0] == 0, "no deck passes for one that was edited by hand"
    assert listing(shop.dist) == together


def test_a_full_disk_is_told_and_loses_nothing(shop: Shop) -> None:
    before = listing(shop.dist)
    sentence(shop.project, random.Random(2))
    smallest = min(path.stat().st_size for path in shop.dist.glob("*.p*"))
    code, said = shop.build(limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (smallest // 2, smallest // 2)))
    assert code == 3, said
    assert "Traceback" not in said
    assert "too large" in said
    assert listing(shop.dist) == before
    assert shop.build()[0] == 0
