"""What `python3 run.py bench` measures with: one text for all programs, and what a process and its children cost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.growth import Cost, cost, plot, table
from bench.peers import Run
from bench.table import markdown
from bench.writing import TONGUES, Tongue, chapter, plain
from tests.content import loaded

FOUND = {
    1: {"ours": Cost(10, 2.0, 200.0), "pandoc → WeasyPrint: one PDF": Cost(10, 4.0, 100.0)},
    4: {"ours": Cost(40, 6.0, 230.0), "pandoc → WeasyPrint: one PDF": Cost(50, 24.0, 180.0)},
}
BLANK = "import pypdfium2 as p; d = p.PdfDocument.new(); d.new_page(9, 9); d.new_page(9, 9); d.save({!r})"


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.lang)
def test_plain_chapters_are_markdown_of_every_program(tongue: Tongue, tmp_path: Path) -> None:
    text = "\n\n".join(plain(chapter(tongue, 1)))
    assert ":::" not in text
    assert "|" in text
    assert "[^n" in text
    report = f"name: long\nlanguages: [{tongue.lang}]\n"
    assert loaded(tmp_path, {"report.yaml": report, f"{tongue.lang}/a.md": text}).faults == ()


def test_children_count_with_their_parent(tmp_path: Path) -> None:
    made = tmp_path / "made.pdf"
    held = "kept = bytearray(b'x') * 80_000_000"
    child = f"import time; {held}; time.sleep(1.2)"
    parent = f"import subprocess, sys; {held}; {BLANK.format(str(made))}; "
    parent += f"subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    alone = cost(Run("alone", [sys.executable, "-c", BLANK.format(str(made))], made=made))
    both = cost(Run("both", [sys.executable, "-c", parent], made=made))
    assert alone.pages == both.pages == 2
    assert alone.seconds > 0
    assert both.megabytes > 150 > alone.megabytes


def test_a_program_that_fails_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no such thing"):
        cost(Run("none", [sys.executable, "-c", "raise SystemExit('no such thing')"], made=tmp_path / "made.pdf"))


def test_growth_is_a_table_of_ratios_and_a_plot(tmp_path: Path) -> None:
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table(FOUND).splitlines()]
    assert cells[2] == ["1×: ours", "10", "2.00", "0.50", "0.200", "1.00", "200", ""]
    assert cells[4] == ["4×: ours", "40", "6.00", "0.25", "0.150", "0.75", "230", "1.00"]
    assert "ours" in plot(FOUND, tmp_path / "plots").read_text("utf-8")


def test_columns_of_a_table_stand_below_each_other() -> None:
    assert markdown(("", "s"), [("a", "1.0"), ("long", "22.5")]).splitlines() == [
        "|      |    s |",
        "| ---- | ---: |",
        "| a    |  1.0 |",
        "| long | 22.5 |",
    ]
