"""`builder batch` as people type it: exit codes, what is said, and runs that are interrupted, killed and gone on with;
and a cluster that loses a worker makes what this machine makes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from builder.cli import main
from tests.batch import cities

ROWS = 20
SOAK = 200


class Bureau:
    def __init__(self, folder: Path, rows: int) -> None:
        self.rows, self.project, self.out = rows, cities.project(folder / "project"), folder / "out"
        self.table = cities.table(folder / "cities.csv", [cities.row(number) for number in range(1, rows + 1)])

    def words(self, *more: str) -> list[str]:
        words = ["batch", str(self.table), "--project", str(self.project), "-o", str(self.out)]
        return [*words, "--name", "{city.en}", *more]

    def begin(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "builder", *self.words("-j", "2")]
        return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    def until(self, count: int) -> None:
        """Wait for so many reports."""
        end = time.monotonic() + 300
        while len(times(self.out)) < 4 * count and time.monotonic() < end:
            time.sleep(0.05)
        assert len(times(self.out)) >= 4 * count


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.p*")}


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.p*")}


def test_stopped_runs_go_on_and_a_cluster_makes_the_same(
    tmp_path: Path, pytestconfig: pytest.Config, interruptible: None
) -> None:
    soak = pytestconfig.getoption("--soak")
    bureau = Bureau(tmp_path, SOAK if soak else ROWS)
    stop_and_go(bureau, (signal.SIGINT, signal.SIGKILL) if soak else (signal.SIGINT,))
    alone = listing(bureau.out)
    assert len(alone) == 4 * bureau.rows
    bureau.out = tmp_path / "of the cluster"
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        first, _ = cluster.workers.values()
        with killing(bureau, first.process.pid):
            assert main(bureau.words("--cluster", cluster.scheduler_address)) == 0
    assert listing(bureau.out) == alone


def stop_and_go(bureau: Bureau, ways: Sequence[signal.Signals]) -> None:
    """Each time after some more reports; then it runs to the end."""
    done: dict[str, int] = {}
    for turn, way in enumerate(ways, 1):
        process = bureau.begin()
        bureau.until(turn * bureau.rows // 3)
        done |= times(bureau.out)
        process.send_signal(way)
        said = process.communicate(timeout=120)[1]
        assert process.returncode == {signal.SIGINT: 130, signal.SIGKILL: -9}[way], said
        if way is signal.SIGINT:
            assert "the same command goes on from there" in said
            assert (bureau.out / "batch-report.html").is_file()
    process = bureau.begin()
    said = process.communicate(timeout=3000)[1]
    assert process.returncode == 0, said
    assert f"batch-report.html in {bureau.out}" in said
    now = times(bureau.out)
    again = [name for name, at in done.items() if now[name] != at]
    assert len(again) <= 8 * len(ways), f"no more than the rows that were at work, two a run: {again}"


@contextmanager
def killing(bureau: Bureau, process: int) -> Iterator[None]:
    """Kills a worker when a third of the reports are there."""

    def kill() -> None:
        bureau.until(bureau.rows // 3)
        os.kill(process, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        thread.join()


@pytest.fixture
def small(tmp_path: Path) -> Bureau:
    return Bureau(tmp_path, 2)


def test_failed_rows_are_listed(small: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    cities.table(small.table, [cities.row(1), "港2,Port 2,n/a,3"])
    words = small.words("-j", "1", "--only", "pptx", "--lang", "en")
    assert main(words) == 1
    said = capsys.readouterr().err
    assert "cities.csv:3:11: error[malformed-data] row 2, column 'boats': 'n/a' is no number" in said
    assert "made           1 row          1 file  0.1 MiB" in said
    assert "         2  Port 2  row 2, column 'boats'" in said
    assert times(small.out).keys() == {"Port 1.en.pptx"}
    assert main([*words, "-q"]) == 1
    assert "kept" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--name", "{town}"], "there is no column 'town'"),
        (["--lang", "de"], "no language 'de'"),
        (["-o", "nowhere://x"], "nowhere"),
        (["--cluster", "tcp://127.0.0.1:9"], "no Dask scheduler at tcp://127.0.0.1:9"),
    ],
)
def test_what_cannot_be_done_is_told(
    small: Bureau, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, more: list[str], words: str
) -> None:
    monkeypatch.setattr("builder.batch.cluster._WAIT_S", 1.0)
    assert main(small.words(*more)) == 2
    assert words in capsys.readouterr().err
    assert not times(small.out)


def test_the_table_may_stand_in_report_yaml(small: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["batch", "--project", str(small.project), "-o", str(small.out), "-j", "1", "--only", "pptx"]
    assert main(words) == 2
    assert "builder batch needs a table" in capsys.readouterr().err
    report = small.project / "content/report.yaml"
    report.write_text(report.read_text("utf-8") + "rows: cities.csv\n", "utf-8")
    cities.table(small.project / "content/cities.csv", [cities.row(1)])
    assert main(words) == 0
    assert times(small.out).keys() == {"city-1.zh.pptx", "city-1.en.pptx"}
