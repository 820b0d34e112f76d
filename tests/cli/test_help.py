"""Help and what is misspelt: every command has examples that can be typed, and a word that was meant is named."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder import excerpt
from builder.cli import front, main
from builder.cli.examples import EXAMPLES
from builder.cli.parser import WISHES, Parser

ROOT = Path(__file__).parents[2]


def every(parser: Parser, path: str = "") -> Iterator[tuple[str, Parser]]:
    for name, command in parser.commands().items():
        yield f"{path} {name}".strip(), command
        yield from every(command, f"{path} {name}")


COMMANDS = dict(every(front()))


def test_every_command_stands_once_among_the_wishes() -> None:
    assert sorted(name for _, names in WISHES for name in names) == sorted(front().commands())
    assert set(EXAMPLES) == set(COMMANDS)


@pytest.mark.parametrize("path", COMMANDS)
def test_help_says_what_a_command_is_for_and_shows_examples(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in ("60", "80", "300"):
        monkeypatch.setenv("COLUMNS", columns)
        lines = COMMANDS[path].format_help().splitlines()
        assert COMMANDS[path].description
        typed = lines.index("examples:")
        assert max(map(len, lines[:typed])) <= min(int(columns), 100)
        assert [line.split("  ")[1] for line in lines[typed + 1 :]] == [command for command, _ in EXAMPLES[path]]


@pytest.mark.parametrize("path", COMMANDS)
def test_examples_fit_a_terminal_of_80_columns(path: str) -> None:
    lines = COMMANDS[path].format_help().partition("examples:\n")[2].splitlines()
    assert max(map(excerpt.columns, lines)) <= 80
    said = {excerpt.columns(line.rpartition("  ")[0]) for line in lines} - {0}
    assert len(said) <= 1, "what they do begins in one column, behind Chinese names, too"


# What only PDFs, only slides or one build alone has a use for, and the commands that show it.
OWN = {
    "--paper": {"build", "pdf", "batch", "watch"},
    "--for": {"build", "pdf", "batch", "watch"},
    "--parallel": {"build", "pdf", "batch", "watch"},
    "--only": {"build", "batch", "watch"},
    "--slides": {"build", "slides", "batch", "watch", "preview"},
    "--force": {"build", "slides", "batch", "watch", "preview"},
    "--jobs": {"build", "pdf", "batch", "watch"},
    "--explain": {"build", "pdf", "slides", "check"},
}


@pytest.mark.parametrize("flag", OWN)
def test_a_flag_is_shown_where_it_does_something(flag: str) -> None:
    assert {path for path, command in COMMANDS.items() if flag in command.format_help().split()} == OWN[flag]


@pytest.mark.parametrize("typed", ["", "translate"])
def test_nothing_typed_shows_what_can_be(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(typed.split())
    assert stopped.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (COMMANDS[typed] if typed else front()).format_help()


@pytest.mark.parametrize("command", [command for lines in EXAMPLES.values() for command, _ in lines])
def test_every_example_can_be_typed(command: str) -> None:
    words = shlex.split(command.removeprefix('eval "$(').removesuffix(')"').partition(" > ")[0])
    assert words[0] == "builder"
    assert front().parse_args(words[1:]).run


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("biuld", "there is no command 'biuld'; did you mean 'build'?"),
        ("build --lnag zh", "there is no flag '--lnag'; did you mean '--lang'?"),
        ("build --lnag=zh", "there is no flag '--lnag'; did you mean '--lang'?"),
        ("template --outptu a.pptx", "there is no flag '--outptu'; did you mean '--output'?"),
        ("translate exprot", "there is no command 'exprot'; did you mean 'export'?"),
        ("slides -j 2", "there is no flag '-j'; known: "),
        ("pdf --slides brief", "there is no flag '--slides'; known: "),
        ("--verison", "there is no flag '--verison'; did you mean '--version'?"),
        ("completion bsh", "choose from"),
    ],
)
def test_a_misspelt_word_is_named_with_what_was_meant(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(typed.split())
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert meant in said
    assert "--help says more" in said


def test_flags_may_be_shortened_and_words_may_look_like_them() -> None:
    assert front().parse_args(["build", "--lan", "zh", "--project=a"]).lang == ["zh"]
    assert str(front().parse_args(["new", "--", "--a"]).folder) == "--a"


def test_help_has_no_colours_where_none_are_wanted() -> None:
    own = os.environ | {"NO_COLOR": "1", "FORCE_COLOR": "", "TERM": "xterm-256color"}
    run = subprocess.run(
        [sys.executable, "-m", "builder", "--help"], capture_output=True, text=True, check=True, cwd=ROOT, env=own
    )
    assert "\x1b" not in run.stdout
    wishes = [line.rstrip(":") for line in run.stdout.splitlines() if line.endswith(":") and line[0] != " "]
    assert wishes == [*(wish for wish, _ in WISHES), "flags"]
