"""A build that takes over what was made before gives what a build from nothing gives, byte for byte."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from builder.cache import Store
from builder.diagnostics import Diagnostic, has_errors
from builder.finishing import State, Step
from builder.pipeline import build
from builder.project import open_project
from builder.request import Request
from tests.edits import EDITS, little

BOTH = ("pdf", "pptx")
WANTED = ((("zh",), ("pptx",)), (("en",), ("pptx",)), (("zh+en",), ("pptx",)), (("en",), ("pdf",)))


class Desk:
    """A project, where it is built, and what is kept."""

    def __init__(self, folder: Path) -> None:
        self.project = little(folder / "project")
        self.dist, self.clean = folder / "dist", folder / "clean"
        self.store = Store(folder / "cache")
        self.steps: list[Step] = []

    def build(self, languages: Sequence[str] = (), outputs: Sequence[str] = BOTH) -> list[Diagnostic]:
        self.steps.clear()
        found: list[Diagnostic] = []
        request = Request(tuple(languages), tuple(outputs), self.dist, True)
        build(open_project(self.project), request, found.append, self.steps.append, self.store, lasting=True)
        return found

    def build_clean(self, languages: Sequence[str] = (), outputs: Sequence[str] = BOTH) -> list[Diagnostic]:
        found: list[Diagnostic] = []
        request = Request(tuple(languages), tuple(outputs), self.clean, True)
        build(open_project(self.project), request, found.append, lambda _: None)
        return found

    def made(self) -> set[str]:
        return {step.name.removeprefix("little.") for step in self.steps if step.state is State.MADE}

    def why(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == f"little.{name}" and step.state is not State.BEGUN)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.project / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*"))}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    assert desk.build() == []
    assert desk.made() == {"zh.pdf", "zh.pptx", "en.pdf", "en.pptx"}
    return desk


@pytest.fixture
def built(desk: Desk) -> Desk:
    """The project as it was in the beginning, and built."""
    shutil.rmtree(desk.project)
    little(desk.project)
    assert desk.build() == []
    return desk


def test_nothing_is_stale(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """Sequences of edits at random, of which some break the project; after each, both builds say and give the same."""
    desk = Desk(tmp_path)
    sound = 0
    for seed in range(max(pytestconfig.getoption("--soak") or 0, 30)):
        chance = random.Random(seed)
        shutil.rmtree(desk.project)
        little(desk.project)
        for _ in range(chance.choice((1, 1, 2))):
            edits = chance.choices(EDITS, k=chance.randint(1, 3))
            for edit in edits:
                edit(desk.project, chance)
            wanted = chance.choice(WANTED)
            _forget(desk, chance)
            said, expected = desk.build(*wanted), desk.build_clean(*wanted)
            assert said == expected, (seed, edits)
            assert listing(desk.dist) == listing(desk.clean), (seed, edits)
            sound += not has_errors(said)
    assert sound > seed, "most of these projects can be built"


def _forget(desk: Desk, chance: random.Random) -> None:
    """Now and then what was built, or a part of what was kept, is damaged or gone."""
    if chance.random() < 0.1:
        shutil.rmtree(desk.dist, ignore_errors=True)
        shutil.rmtree(desk.clean, ignore_errors=True)
    for path in sorted(desk.store.folder.glob("??/*")):
        if chance.random() < 0.02:
            path.write_bytes(path.read_bytes()[: chance.randint(0, 40)])


def test_nothing_changed_nothing_is_made_or_written(built: Desk) -> None:
    times = {path: path.stat().st_mtime_ns for path in built.dist.iterdir()}
    built.build()
    assert built.made() == set()
    assert {path: path.stat().st_mtime_ns for path in built.dist.iterdir()} == times


def test_what_was_deleted_comes_back_without_being_made(built: Desk) -> None:
    before = listing(built.dist)
    shutil.rmtree(built.dist)
    built.build()
    assert built.made() == set()
    assert listing(built.dist) == before


def test_an_edit_in_one_language_makes_nothing_of_the_other(built: Desk) -> None:
    built.edit("content/zh/boats.md", "木头", "钢铁")
    built.build()
    assert built.made() == {"zh.pdf", "zh.pptx"}
    assert built.why("zh.pdf").why == ("content/zh/boats.md", "section boats (zh)")
    assert built.why("zh.pdf").drawn == ()


def test_why_begins_where_the_last_build_ended(built: Desk) -> None:
    built.edit("content/zh/boats.md", "木头够用", "木头很多")
    built.build()
    built.edit("content/zh/boats.md", "木头很多", "木头够用")
    built.build()
    assert built.made() == set(), "all of it was made before"
    built.edit("content/zh/harbour.md", "每年的船只", "历年的船只")
    built.build()
    assert built.why("zh.pdf").why == ("content/zh/harbour.md", "section harbour (zh)")


def test_a_fact_makes_what_shows_it_and_nothing_else(built: Desk) -> None:
    built.edit("content/facts.yaml", "value: 35", "value: 36")
    built.build()
    assert built.why("en.pdf").why == ("section boats (en)",)
    assert built.why("en.pdf").drawn == (), "no chart shows it"
    built.edit("content/facts.yaml", "value: 100", "value: 101")
    built.build()
    assert built.why("en.pdf").why == ("section harbour (en)",)
    assert built.why("en.pdf").drawn == ("plot/growth",)
    built.edit("content/facts.yaml", "wood:", "# a comment\nwood:")
    built.build()
    assert built.made() == set(), "a comment is shown nowhere"


def test_what_was_said_is_said_again(built: Desk) -> None:
    built.edit("content/en/boats.md", "# Boats", "# Boats, “half’")
    said = built.build(("en",), ("pptx",))
    assert said
    assert built.build(("en",), ("pptx",)) == said
    assert built.made() == set()


def test_content_with_errors_keeps_what_was_built_and_what_was_kept(built: Desk) -> None:
    before = listing(built.dist)
    built.edit("content/en/boats.md", "`wood`", "`woods`")
    assert "unknown-fact" in [fault.code for fault in built.build()]
    assert built.made() == set()
    assert listing(built.dist) == before
    built.edit("content/en/boats.md", "`woods`", "`wood`")
    built.build()
    assert built.made() == set()
