"""The parser of the command line: help in the order of what people want, and words that are misspelt."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Final, NoReturn

from builder.cli.exits import USAGE
from builder.diagnostics import did_you_mean

WISHES: Final = (
    ("begin", ("new", "import", "add-language", "doctor")),
    ("write", ("check", "schema")),
    ("build", ("build", "pdf", "slides", "batch", "watch")),
    ("look", ("preview", "verify")),
    ("translate", ("translate",)),
    ("care", ("template", "clean", "completion")),
)
"""What people want, and the commands for it; each command stands once."""

_WIDEST: Final = 100
"""Columns: longer lines are hard to read, however wide the terminal is."""


class Shape(argparse.HelpFormatter):
    """Help as wide as the terminal (or COLUMNS says), up to what can be read; what has lines of its own keeps them."""

    def __init__(self, prog: str, **named: Any) -> None:
        named.setdefault("width", min(shutil.get_terminal_size().columns - 2, _WIDEST))
        super().__init__(prog, **named)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return text if "\n" in text else super()._fill_text(text, width, indent)


class Parser(argparse.ArgumentParser):
    """A parser that says which word was meant, and the examples of its command in its help."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**{"formatter_class": Shape} | named)

    def commands(self) -> dict[str, Parser]:
        """Its commands by name; none where it is one itself."""
        found = (action for action in self._actions if isinstance(action, argparse._SubParsersAction))
        return {name: parser for action in found for name, parser in action.choices.items()}

    def purposes(self) -> dict[str, str]:
        """What each of its commands is for."""
        found = (action for action in self._actions if isinstance(action, argparse._SubParsersAction))
        return {one.dest: one.help or "" for action in found for one in action._get_subactions()}

    def describe(self) -> None:
        """Lets the help of each command begin with what it is for."""
        purposes = self.purposes()
        for name, command in self.commands().items():
            command.description = purposes[name]
            command.describe()

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        given = sys.argv[1:] if args is None else list(args)
        if not given and self.commands():
            self.exit(USAGE, self.format_help())
        if wrong := self._misspelt(given):
            self.exit(USAGE, f"builder: {wrong}; {self.prog} --help says more\n")
        return super().parse_known_args(given, namespace)

    def _misspelt(self, given: Sequence[str]) -> str:
        """What is wrong with the first word that is no flag and no command of this parser; empty where all are."""
        commands = self.commands()
        for word in given:
            if word == "--":
                break
            if not word.startswith("-"):
                if not commands:
                    continue
                return "" if word in commands else f"there is no command '{word}'; {did_you_mean(word, commands)}"
            name, flags = word.partition("=")[0], self._option_string_actions
            if name.startswith("--") and not any(flag.startswith(name) for flag in flags):
                return f"there is no flag '{name}'; {did_you_mean(name, _long(flags))}"
            if name[1:2].isalpha() and name[:2] not in flags:
                return f"there is no flag '{name[:2]}'; {did_you_mean('', _long(flags))}"
        return ""

    def format_help(self) -> str:
        from builder.cli.examples import EXAMPLES
        from builder.excerpt import columns

        if lines := EXAMPLES.get(self.prog.partition(" ")[2]):
            widest = max(columns(command) for command, said in lines if said)
            padded = ((command + " " * (widest - columns(command)), said) for command, said in lines)
            shown = "\n".join(f"  {command}  {said}".rstrip() for command, said in padded)
            self.epilog = f"examples:\n{shown}"
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"builder: {message}; {self.prog} --help says more\n")


class Front(Parser):
    """The parser of `builder` itself, whose help lists the commands by what people want."""

    def format_help(self) -> str:
        formatter = self._get_formatter()
        formatter.add_text(self.description)
        formatter.add_usage("%(prog)s COMMAND …", (), ())
        (subparsers,) = (action for action in self._actions if isinstance(action, argparse._SubParsersAction))
        listed = {action.dest: action for action in subparsers._get_subactions()}
        for wish, names in WISHES:
            formatter.start_section(wish)
            formatter.add_arguments([listed[name] for name in names])
            formatter.end_section()
        formatter.start_section("flags")
        formatter.add_arguments([action for action in self._actions if action is not subparsers])
        formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()


def _long(flags: Iterable[str]) -> list[str]:
    return [flag for flag in flags if flag.startswith("--")]
