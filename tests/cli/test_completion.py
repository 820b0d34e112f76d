"""Completion as the shells themselves do it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from builder.cli import front, main
from builder.cli.completion import Slot, Value, read

CASES = (
    ("builder bu", {"build"}),
    ("builder build --la", {"--lang"}),
    ("builder build --only ", {"pdf", "pptx"}),
    ("builder slides --slides b", {"brief"}),
    ("builder translate ", {"export", "import"}),
    ("builder translate export --fo", {"--format"}),
    ("builder translate import --fo", set()),
    ("builder import --fa", {"--facts"}),
    ("builder completion ", {"bash", "zsh", "fish"}),
    ("builder --v", {"--version"}),
)


@pytest.fixture
def script(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The script of the shell that the test names; skips where this machine does not have it."""
    shell = request.param
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell} here")
    assert main(["completion", shell]) == 0
    path = tmp_path / "completion"
    path.write_text(capsys.readouterr().out, "utf-8")
    return path


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("script", ["bash"], indirect=True)
def test_bash_completes(script: Path) -> None:
    words = [f'{line}""' if line.endswith(" ") else line for line, _ in CASES]
    tries = "".join(
        f"COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); _builder; echo ${{COMPREPLY[*]}}\n"
        for line in words
    )
    said = run("bash", "--norc", "-c", f"source '{script}'\ncomplete -p builder >/dev/null || exit 1\n{tries}")
    assert [set(line.split()) for line in said.splitlines()] == [meant for _, meant in CASES]


@pytest.mark.parametrize("script", ["bash"], indirect=True)
def test_bash_completes_behind_an_equals_sign(script: Path) -> None:
    """Where it splits words."""
    tries = "COMP_WORDS=(builder build --only = pp); COMP_CWORD=4; _builder; echo ${COMPREPLY[*]}"
    assert run("bash", "--norc", "-c", f"source '{script}'\n{tries}") == "pptx\n"


@pytest.mark.parametrize("script", ["fish"], indirect=True)
def test_fish_completes(script: Path) -> None:
    tries = "".join(f"echo (complete -C '{line}' | string split -f 1 \\t)\n" for line, _ in CASES)
    said = run("fish", "--no-config", "-c", f"source '{script}'\n{tries}")
    assert [set(line.split()) for line in said.splitlines()] == [meant for _, meant in CASES]


@pytest.mark.parametrize("script", ["zsh"], indirect=True)
def test_zsh_reads_it(script: Path) -> None:
    said = run(
        "zsh", "-f", "-c", f"compdef() {{ print $1 for $2 }}; source '{script}'; whence -w _builder_translate_export"
    )
    assert said.splitlines() == ["_builder for builder", "_builder_translate_export: function"]


def test_every_command_and_flag_is_there() -> None:
    commands = {one.path: one for one in read(front())}
    build = {name: slot for slot in commands[" build"].flags for name in slot.names}
    assert build["--project"].value is Value.FOLDER
    assert build["--force"].value is Value.NONE
    assert build["--lang"] == Slot(("--lang",), Value.OTHER, (), build["--lang"].help, True)
    assert [slot.value for slot in commands[" verify"].places] == [Value.PATH]
    assert {name for name, _ in commands[""].below} == set(front().commands())
