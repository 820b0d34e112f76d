"""`builder doctor`: what is there is ok, what is not is named with the line that brings it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder.cli import main
from builder.cli.doctor import State, fonts
from builder.cli.needs import Need, lacks
from builder.theme import default_assets

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "builder/starter"


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, dict[str, str]]]:
    code = main(["doctor", "--json", *map(str, arguments)])
    return code, {line["name"]: line for line in json.loads(capsys.readouterr().out)["lines"]}


def test_a_machine_that_builds_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--project", str(STARTER)]) == 0
    lines = capsys.readouterr().out.splitlines()
    states = {line.split()[1]: line.split()[0] for line in lines if line[0] != " "}
    needed = ("Python", "Builder", "packages", "Pango", "fonts", "project", "disk")
    assert [states[name] for name in needed] == ["ok"] * len(needed)
    assert any("tea-houses in zh, en" in line for line in lines)
    width = lines[0].index("3.")
    assert all(line[width - 1] == " " != line[width] for line in lines), "columns are aligned"


def test_without_a_project_it_says_how_to_begin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = said(capsys, "--project", tmp_path)
    assert (code, lines["project"]["state"]) == (0, "optional")
    assert lines["project"]["todo"].startswith("builder new")


def test_a_report_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "report.yaml").write_text("name: a\nlanguages: [zh]\nnumberd: false\n")
    code, lines = said(capsys, "--project", tmp_path)
    assert (code, lines["project"]["state"]) == (3, "missing")
    assert lines["project"]["said"].startswith("report.yaml:3:1: there is no 'numberd'")


def test_what_is_optional_is_no_reason_to_stop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("BUILDER_CACHE", "/proc/self/fdinfo/cache")
    code, lines = said(capsys, "--project", STARTER)
    assert code == 0
    assert lines["LibreOffice"]["state"] == "optional"
    assert lines["cache"]["state"] == ("optional" if Path("/proc/self/fdinfo").is_dir() else "ok")


def test_without_pango_it_says_what_to_type() -> None:
    """The dynamic loader is told to find no Pango; what WeasyPrint prints about it is kept out of the JSON."""
    code = (
        "import cffi, sys\n"
        "real = cffi.FFI.dlopen\n"
        "def dlopen(self, name, *flags):\n"
        "    if 'pango' in str(name).lower():\n"
        "        raise OSError(f'cannot load library {name!r}: no such file')\n"
        "    return real(self, name, *flags)\n"
        "cffi.FFI.dlopen = dlopen\n"
        "from builder.cli import main\n"
        "raise SystemExit(main(['doctor', '--json']))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 3, run.stderr
    (line,) = [line for line in json.loads(run.stdout)["lines"] if line["state"] == "missing"]
    assert line["name"] == "Pango"
    assert "cannot load library" in line["said"]
    assert "pango" in line["todo"]


def test_a_damaged_font_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    shutil.copytree(default_assets() / "fonts", folder)
    (folder / "SourceSans3-Bold.ttf").write_bytes(b"")
    (folder / "NotoSansSC-Bold.ttf").unlink()
    line = fonts(folder)
    assert line.state is State.MISSING
    assert line.said.startswith("NotoSansSC-Bold.ttf, SourceSans3-Bold.ttf in ")
    shutil.rmtree(folder)
    assert fonts(folder).state is State.MISSING


@pytest.mark.parametrize(
    ("versions", "why"),
    [("", ""), (">=6.0", ""), (">=900", "900 needed"), ("==1.2.3", "==1.2.3 needed")],
)
def test_packages_are_compared_by_version(versions: str, why: str) -> None:
    found = lacks(Need("pyyaml", versions))
    assert found.endswith(why)
    assert bool(found) == bool(why)
    assert lacks(Need("no-such-package-as-this", versions)) == "not installed"
