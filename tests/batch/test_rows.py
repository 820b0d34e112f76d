"""Rows, one after the other in this process: made, kept, made again, and what is wrong with one alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from builder.batch import row as row_module
from builder.batch.row import SIGN, Fate, Outcome
from builder.batch.run import LIVES, Batch, begin, outcomes, prepare
from builder.batch.seats import seats
from builder.batch.target import Target, open_target
from builder.diagnostics import Diagnostic
from builder.project import open_project
from builder.request import Request
from tests.batch import cities

DECK = Request(("en",), ("pptx",), Path(), force=False)


class Office:
    """A project, its table, and where its reports go."""

    def __init__(self, folder: Path, where: str = "") -> None:
        self.folder = cities.project(folder / "project")
        self.table, self.where = folder / "cities.csv", where or str(folder / "out")
        self.found: list[Diagnostic] = []
        self.rows([cities.row(1), cities.row(2), cities.row(3)])

    def rows(self, rows: Sequence[str]) -> None:
        cities.table(self.table, rows)

    def prepared(self, request: Request = DECK, pattern: str = "{city.en}") -> Batch:
        self.found.clear()
        batch = prepare(open_project(self.folder), self.table, request, self.where, pattern, self.found.append)
        assert batch is not None, self.found
        begin(batch, self.where)
        return batch

    def run(self, request: Request = DECK) -> list[Outcome]:
        batch = self.prepared(request)
        with ThreadPoolExecutor(1) as executor:
            done = [*batch.refused, *outcomes(batch.tasks, executor, lambda: 1, str)]
        return sorted(done, key=lambda one: one.number)

    def fates(self, request: Request = DECK) -> list[str]:
        return [one.fate.value for one in self.run(request)]

    @property
    def target(self) -> Target:
        return open_target(self.where)


@pytest.fixture(scope="module", params=["folder", "memory"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    office = Office(folder, f"memory://{folder.name}" if request.param == "memory" else "")
    assert office.fates() == ["made"] * 3, [one.reason for one in office.run()]
    return office


def test_what_stands_is_kept(office: Office) -> None:
    first = office.run()
    assert [one.fate for one in first] == [Fate.KEPT] * 3
    assert [one.artefacts[0].name for one in first] == [f"Port {n}.en.pptx" for n in (1, 2, 3)]
    assert first[0].findings, "what was found when it was made is said again"


def test_a_changed_cell_makes_its_row_alone(office: Office) -> None:
    before = office.target.read("Port 2.en.pptx")
    office.rows([cities.row(1), cities.row(2).replace("852", "870"), cities.row(3)])
    assert office.fates() == ["kept", "made", "kept"]
    assert office.target.read("Port 2.en.pptx") != before
    office.rows([cities.row(0), cities.row(1), cities.row(2), cities.row(3)])
    assert office.fates() == ["made", "kept", "made", "kept"], "where a row stands is no matter"
    office.rows([cities.row(n) for n in (1, 2, 3)])
    assert office.target.read("Port 2.en.pptx") == before


def test_an_edited_deck_is_kept(office: Office) -> None:
    ours = office.target.read("Port 1.en.pptx")
    office.target.write({"Port 1.en.pptx": b"by hand"})
    assert office.fates() == ["kept"] * 3
    assert office.target.read("Port 1.en.pptx") == b"by hand"
    changed = [cities.row(1).replace("851", "852"), cities.row(2), cities.row(3)]
    office.rows(changed)
    first = office.run()[0]
    assert first.fate is Fate.FAILED
    assert "--force" in first.reason
    assert office.target.read("Port 1.en.pptx") == b"by hand"
    office.rows([cities.row(n) for n in (1, 2, 3)])
    assert office.fates(Request(("en",), ("pptx",), Path(), force=True)) == ["made", "kept", "kept"]
    assert office.target.read("Port 1.en.pptx") == ours


def test_a_state_that_is_lost_or_damaged_is_made_anew(office: Office) -> None:
    office.target.write({".batch/rows/Port 3.json": b"{"})
    assert office.run()[2].reason.endswith("--force overwrites it"), "nobody knows who wrote it"
    assert office.fates(Request(("en",), ("pptx",), Path(), force=True)) == ["kept", "kept", "made"]


def test_a_run_that_was_stopped_while_it_wrote_goes_on(office: Office) -> None:
    """The state is written first, then the artefacts: a deck of the last run is then no deck of somebody else."""
    place = ".batch/rows/Port 2.json"
    old, state = office.target.read("Port 2.en.pptx"), json.loads(office.target.read(place) or b"")
    office.target.write({"Port 2.en.pptx": b"by the last run"})
    state["before"] = {"Port 2.en.pptx": row_module.digest_of(b"by the last run")}
    state["made_of"] = "something else"
    office.target.write({place: json.dumps(state).encode()})
    assert office.fates() == ["kept", "made", "kept"]
    assert office.target.read("Port 2.en.pptx") == old


def test_another_target_of_the_same_name_is_told(office: Office) -> None:
    """A folder of this machine alone, as a worker of another sees it."""
    batch = office.prepared()
    office.target.write({SIGN: b"of another run"})
    with ThreadPoolExecutor(1) as executor:
        (first, *_) = outcomes(batch.tasks, executor, lambda: 1, str)
    assert "a folder that all machines share" in first.reason


@pytest.fixture
def shop(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_bad_rows_fail_alone(shop: Office) -> None:
    shop.rows(
        [
            cities.row(1),
            "港2,Port/2,many,3",
            "港3,Port 3,n/a,3",
            "港4,PORT 5,4,3",
            "港5,Port 5,5,3",
            "港6,Port 6\u4e00\u0e01,6,3",
        ]
    )
    done = shop.run()
    assert [one.fate.value for one in done] == ["made", *["failed"] * 5]
    assert [f"{one.span.file}:{one.span.line}:{one.span.col}" for one in shop.found] == [
        f"{shop.table}:3:4",
        f"{shop.table}:3:11",
        f"{shop.table}:4:11",
        f"{shop.table}:6:1",
    ], "all that the table alone tells is told before anything is made"
    assert "holds '/'" in done[1].reason
    assert "'n/a' is no number" in done[2].reason
    assert "as row 4 is" in done[3].reason == done[4].reason
    assert "missing-glyph" in done[5].reason, "and what the text says of a value fails its row"
    assert done[5].findings


def test_what_all_rows_have_is_the_report_s(shop: Office) -> None:
    for text in shop.folder.glob("content/*/a.md"):
        text.write_text(text.read_text("utf-8") + "\n{fact}`nothing`\n", "utf-8")
    project, found = open_project(shop.folder), shop.found
    assert prepare(project, shop.table, DECK, shop.where, "", found.append) is None
    assert [one.code.value for one in found if one.severity == "error"] == ["unknown-fact"] * 2
    assert not Path(shop.where).exists()


def test_strictly_a_warning_is_enough(shop: Office) -> None:
    request = Request(("en",), ("pptx",), Path(), force=False, strict=True)
    project, found = open_project(shop.folder), shop.found
    assert prepare(project, shop.table, request, shop.where, "", found.append) is None
    assert [one.code.value for one in found] == ["heading-title"]


def test_a_fault_of_ours_comes_back_with_its_log(shop: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        import logging

        logging.getLogger("somewhere").warning("nearly there")
        raise RuntimeError("no more")

    batch = shop.prepared()
    monkeypatch.setattr(row_module, "make", broken)
    with ThreadPoolExecutor(1) as executor:
        (first, *_) = outcomes(batch.tasks, executor, lambda: 1, str)
    assert first.fate is Fate.FAILED
    assert first.reason == "a fault of Builder itself: RuntimeError: no more"
    assert "warning: somewhere: nearly there" in first.log
    assert "Traceback" in first.log


class _Deadly(Executor):
    """Gives work to another, but what is to be done for one row ends the process."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        if arguments[0].row.number == 2:
            return self._executor.submit(_die)
        return self._executor.submit(work, *arguments, **named)


def _die() -> None:
    import os

    os._exit(9)


def test_a_row_that_ends_processes_fails_alone(shop: Office) -> None:
    batch = shop.prepared()
    with seats(2) as executor:
        done = {one.number: one for one in outcomes(batch.tasks, _Deadly(executor), lambda: 2, str)}
    assert {number: one.fate.value for number, one in done.items()} == {1: "made", 2: "failed", 3: "made"}
    assert done[2].reason.startswith(f"{LIVES} processes that made it were stopped")
