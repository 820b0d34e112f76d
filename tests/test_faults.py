"""`faults/` holds one broken project for every diagnostic code; `expected.txt` says where the fault is.

Sound projects have none of them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from builder.diagnostics import Code, Diagnostic, Severity
from builder.excerpt import render
from builder.pipeline import read
from builder.project import Project, open_project
from tests.content import write

ROOT = Path(__file__).parents[1]
FAULTS = Path(__file__).parent / "faults"
CODES = [code.value for code in Code]
PLAIN = ROOT / "examples/handbook"
CLEAN = [ROOT, ROOT / "builder/starter", *sorted((ROOT / "examples").glob("*/"))]


def faults_of(folder: Path) -> tuple[Project, list[Diagnostic]]:
    project = open_project(folder)
    found: list[Diagnostic] = []
    read(project, found.append)
    return project, found


def in_a_process(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "builder", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_code_has_a_broken_project_and_every_project_a_code() -> None:
    assert sorted(path.name for path in FAULTS.iterdir()) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_code_alone_fires_and_points_at_the_fault(code: str) -> None:
    project, found = faults_of(FAULTS / code)
    places = [
        f"{f.span.file}:{f.span.line}:{f.span.col} {f.code}" + " warning" * (f.severity is Severity.WARNING)
        for f in found
    ]
    assert places == (FAULTS / code / "expected.txt").read_text("utf-8").splitlines()
    (fault,) = found
    assert fault.message
    assert fault.hint
    line = project.source_line(fault.span)
    assert line is not None
    head, source, caret, *_, hint = render(fault, line).splitlines()
    assert head.startswith(f"{fault.span.file}:{fault.span.line}:{fault.span.col}: {fault.severity}[{code}] ")
    assert source.split("│ ")[1][:10] == line[:10]
    assert set(caret.split("│ ")[1].strip()) == {"^"}
    assert hint == f"  hint: {fault.hint}"


TRUE = {
    PLAIN: {Code.HEADING_TITLE: 1},
    ROOT: {
        Code.FORECAST: 1,
        Code.INCOMPLETE: 1,
        Code.LOST_QUALIFIER: 10,
        Code.MULTIPLE: 1,
        Code.OLDER_VALUE: 1,
        Code.OTHER_MEMBERS: 1,
        Code.OTHER_PERIOD: 3,
        Code.OTHER_WORDING: 6,
        Code.POINTS: 4,
        Code.SUMMARY_ONLY: 2,
        Code.UNCITED: 7,
        Code.UNLISTED: 2,
        Code.UNSOURCED: 1,
    },
}
"""Warnings that are true, and stay: plain Markdown has no way to say the message of a section; the claims of our own
report are its author's (`tests/data/inconsistencies.csv`)."""


@pytest.mark.parametrize("project", CLEAN, ids=lambda path: path.name)
def test_a_sound_project_has_no_fault(project: Path) -> None:
    found = faults_of(project)[1]
    assert not any(fault.severity is Severity.ERROR for fault in found)
    assert Counter(fault.code for fault in found) == TRUE.get(project, {})


FIVE = {
    "report.yaml": "name: broken\nlanguages: [zh, en]\n",
    "facts.yaml": "growth: {value: 71.7, unit: parsec}\n",
    "charts.yaml": "gain:\n  kind: bar\n  data: {file: gain.csv, category: year, series: [share]}\n",
    "gain.csv": "year,share\n2023,4.4\n2024,about 70\n",
    "zh/01-a.md": "# 增长 {#growth}\n\n增长{fact}`grow`。\n",
    "en/01-a.md": "# Growth {#growth}\n\nIt rose {fact}`grow`.\n",
    "zh/02-b.md": "# 图 {#figures}\n\n![曲线](a.png)\n\n:::{figure} gain\n图\n:::\n",
    "en/02-b.md": "# Figures {#figures}\n\n:::{figure} gain\nA figure\n:::\n",
    "zh/03-c.md": "# 结论 {#end}\n\n一。\n\n二。\n",
    "en/03-c.md": "# End {#end}\n\nOne.\n",
}


def test_all_faults_come_in_one_run_and_nothing_is_written(tmp_path: Path) -> None:
    """Five faults: a unit, a number, an image and a paragraph, and a fact that both editions name."""
    project = write(tmp_path / "project", FIVE)
    run = in_a_process("build", "--project", project, "-o", tmp_path / "dist")
    assert run.returncode == 1
    assert [
        line.split(" ")[0] + " " + line.split(" ")[1] for line in run.stderr.splitlines() if ": error[" in line
    ] == [
        "content/en/01-a.md:3:9: error[unknown-fact]",
        "content/en/03-c.md:3:1: error[missing-counterpart]",
        "content/facts.yaml:1:1: error[malformed-fact]",
        "content/gain.csv:3:6: error[malformed-data]",
        "content/zh/01-a.md:3:3: error[unknown-fact]",
        "content/zh/02-b.md:3:7: error[missing-image]",
    ]
    assert "6 errors, 0 warnings" in run.stderr
    assert not (tmp_path / "dist").exists()
    assert not (project / "dist").exists()


def test_a_build_with_faults_leaves_the_last_artefacts_alone(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT / "builder/starter", project)
    dist = project / "dist"
    dist.mkdir()
    (dist / "tea-houses.zh.pdf").write_bytes(b"the last one")
    page = project / "content/zh/01-guests.md"
    page.write_text(page.read_text("utf-8") + "\n{fact}`no.such`\n", "utf-8")
    run = in_a_process("build", "--project", project)
    assert run.returncode == 1
    assert [(path.name, path.read_bytes()) for path in dist.iterdir()] == [("tea-houses.zh.pdf", b"the last one")]


@pytest.mark.parametrize(
    "code", ["malformed-yaml", "malformed-fact", "malformed-data", "unreadable-file", "missing-section"]
)
def test_what_lacks_because_of_a_fault_is_no_fault_of_its_own(code: str, tmp_path: Path) -> None:
    """The broken thing is used: by prose, a derived fact, a chart, a slide and the other edition, its words and all."""
    project = tmp_path / code
    shutil.copytree(FAULTS / code, project)
    use = "\n{fact}`swe.2024`\n" if (project / "content/facts.yaml").exists() else "\n"
    use += "\n:::{slide} 增长\n:show: growth\n:::\n" if (project / "content/charts.yaml").exists() else ""
    settings = project / "content/report.yaml"
    settings.write_text(settings.read_text("utf-8").replace("[zh]", "[zh, en]") + "disagreements: warning\n", "utf-8")
    (project / "content/en").mkdir()
    for path in sorted((project / "content/zh").iterdir()):
        if code != "unreadable-file":
            path.write_text(path.read_text("utf-8") + use * (path.suffix == ".md"), "utf-8")
            shutil.copy(path, project / "content/en" / path.name)
        else:
            (project / "content/en" / path.name).write_text("# Growth\n\nIt doubled.\n", "utf-8")
    if code == "missing-section":
        (project / "content/en/02-b.md").write_text("# End\n", "utf-8")
    errors = [fault.code.value for fault in faults_of(project)[1] if fault.severity is Severity.ERROR]
    assert errors == [code]
