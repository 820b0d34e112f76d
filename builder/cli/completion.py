"""`builder completion`: scripts that let shells complete commands and flags, made from the parser itself."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.cli.exits import BUILT

if TYPE_CHECKING:
    from builder.cli.flags import Commands
    from builder.cli.parser import Parser


class Value(Enum):
    """What stands behind a flag, or where a command has no flag: nothing, one of its words, a path, a folder, else."""

    NONE = auto()
    WORD = auto()
    PATH = auto()
    FOLDER = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Slot:
    """A flag with all its names, or, without any, what a command takes besides; `many`: more than once."""

    names: tuple[str, ...]
    value: Value
    words: tuple[str, ...]
    help: str
    many: bool


@dataclass(frozen=True, slots=True)
class Command:
    """`path` is the words before its own flags: "" of builder itself, " translate export" of one below another.

    `below` are its commands and what each is for."""

    path: str
    slots: tuple[Slot, ...]
    below: tuple[tuple[str, str], ...]

    @property
    def flags(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.names)

    @property
    def places(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if not slot.names)


def add(commands: Commands) -> None:
    command = commands.add_parser("completion", help="a script that lets your shell complete commands and flags")
    command.add_argument("shell", choices=tuple(_SHELLS), metavar="SHELL", help="bash, zsh or fish")
    command.set_defaults(run=_completion)


def _completion(options: argparse.Namespace) -> int:
    from builder.cli import front

    sys.stdout.write(_SHELLS[options.shell](tuple(read(front()))))
    return BUILT


def read(parser: Parser, path: str = "") -> Iterator[Command]:
    """The command and all those below it."""
    slots = (_slot(action) for action in parser._actions if not isinstance(action, argparse._SubParsersAction))
    yield Command(path, tuple(slots), tuple(parser.purposes().items()))
    for name, one in parser.commands().items():
        yield from read(one, f"{path} {name}")


def _slot(action: argparse.Action) -> Slot:
    words = tuple(map(str, action.choices or ()))
    many = isinstance(action, argparse._AppendAction) or action.nargs in ("*", "+")
    return Slot(tuple(action.option_strings), _value(action), words, (action.help or "").split(";")[0], many)


def _value(action: argparse.Action) -> Value:
    if action.nargs == 0:
        return Value.NONE
    if action.choices:
        return Value.WORD
    if action.type is Path:
        return Value.FOLDER if action.metavar == "DIR" else Value.PATH
    return Value.OTHER


def _bash(commands: tuple[Command, ...]) -> str:
    """For bash 3.2 (macOS) and newer. Where nothing fits, bash completes files by itself."""
    steps = " | ".join(f"'{one.path} {name}'" for one in commands for name, _ in one.below)
    lines = [
        "_builder() {",
        "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} at= words= i",
        "  if [[ $word == = ]]; then word=",
        "  elif [[ $before == = && COMP_CWORD -gt 1 ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi",
        "  for ((i = 1; i < COMP_CWORD; i++)); do",
        f'    case "$at ${{COMP_WORDS[i]}}" in {steps}) at="$at ${{COMP_WORDS[i]}}" ;; esac',
        "  done",
        "  COMPREPLY=()",
        '  case "$at $before" in',
    ]
    for one in commands:
        for slot in one.flags:
            if slot.value is not Value.NONE:
                names = " | ".join(f"'{one.path} {name}'" for name in slot.names)
                lines.append(f"    {names}) {_bash_values(slot)}; return ;;")
    lines += ["  esac", '  case "$at" in']
    for one in commands:
        flags = " ".join(name for slot in one.flags for name in slot.names)
        bare = [*(name for name, _ in one.below), *(word for slot in one.places for word in slot.words)]
        lines.append(f"    '{one.path}') [[ $word == -* ]] && words='{flags}' || words='{' '.join(bare)}' ;;")
    lines += [
        "  esac",
        '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
        "}",
        "complete -o bashdefault -o default -F _builder builder",
    ]
    return "\n".join(lines) + "\n"


def _bash_values(slot: Slot) -> str:
    if slot.value is Value.FOLDER:
        return "compopt -o dirnames 2>/dev/null"
    return f"COMPREPLY=($(compgen -W '{' '.join(slot.words)}' -- \"$word\"))"


def _zsh(commands: tuple[Command, ...]) -> str:
    lines = ["#compdef builder"]
    for one in commands:
        lines += ["", f"_builder{_joined(one.path)}() {{"]
        specs = [spec for slot in one.slots for spec in _zsh_specs(slot)]
        if one.below:
            named = " ".join(_quoted(f"{name}:{said}") for name, said in one.below)
            branches = "".join(f" {name}) _builder{_joined(one.path)}_{name} ;;" for name, _ in one.below)
            lines += [
                "  local context state state_descr line",
                "  typeset -A opt_args",
                f"  _arguments -C {' '.join(specs)} '1: :->command' '*:: :->rest'",
                f"  local -a commands=({named})",
                "  case $state in",
                "    command) _describe command commands ;;",
                f"    rest) case $line[1] in{branches} esac ;;",
                "  esac",
            ]
        else:
            lines.append(f"  _arguments {' '.join(specs)}")
        lines.append("}")
    lines += ["", 'if [[ $funcstack[1] == _builder ]]; then _builder "$@"; else compdef _builder builder; fi']
    return "\n".join(lines) + "\n"


def _zsh_specs(slot: Slot) -> Iterator[str]:
    said = slot.help.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    files = {Value.PATH: "_files", Value.FOLDER: "_files -/", Value.WORD: f"({' '.join(slot.words)})"}
    value = f":{said.replace(':', chr(92) + ':')}:{files.get(slot.value, ' ')}"
    if not slot.names:
        yield _quoted(f"*{value}" if slot.many else value)
        return
    others = "*" if slot.many else f"({' '.join(slot.names)})"
    for name in slot.names:
        yield _quoted(f"{others}{name}[{said}]{'' if slot.value is Value.NONE else value}")


def _fish(commands: tuple[Command, ...]) -> str:
    steps = " ".join(f"'{one.path} {name}'" for one in commands for name, _ in one.below)
    lines = [
        "function __builder_at",
        "  set -l at",
        "  set -l words (commandline -opc)",
        "  set -e words[1]",
        "  for word in $words",
        '    switch "$at $word"',
        f"      case {steps}",
        '        set at "$at $word"',
        "    end",
        "  end",
        '  test "$at" = "$argv[1]"',
        "end",
    ]
    for one in commands:
        here = f"complete -c builder -n \"__builder_at '{one.path}'\""
        lines += [f"{here} -f -a {name} -d {_quoted(said)}" for name, said in one.below]
        for slot in one.slots:
            names = "".join(f" {'-l' if name.startswith('--') else '-s'} {name.lstrip('-')}" for name in slot.names)
            lines.append(f"{here}{names}{_fish_value(slot)} -d {_quoted(slot.help)}")
    return "\n".join(lines) + "\n"


def _fish_value(slot: Slot) -> str:
    required = " -r" if slot.names else ""
    values = {
        Value.NONE: " -f",
        Value.WORD: f"{' -x' if slot.names else ' -f'} -a '{' '.join(slot.words)}'",
        Value.PATH: f"{required} -F",
        Value.FOLDER: f"{' -x' if slot.names else ' -f'} -a '(__fish_complete_directories)'",
        Value.OTHER: " -x" if slot.names else " -f",
    }
    return values[slot.value]


def _joined(path: str) -> str:
    return path.replace(" ", "_")


def _quoted(text: str) -> str:
    """Between single quotes, as bash, zsh and fish agree."""
    return "'" + text.replace("'", "'\\''") + "'"


_SHELLS: Final[Mapping[str, Callable[[tuple[Command, ...]], str]]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
