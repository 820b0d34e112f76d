"""The command line. Each file holds a group of commands and `add`s them; `main` runs one and turns what may stop it
into words and an exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from builder.cli import begin, build, check, template, translate, verify
from builder.cli.exits import BUILT, FAULTS, INTERRUPTED, MACHINE, USAGE
from builder.cli.printing import say
from builder.cli.version import version
from builder.project import NoProject
from builder.request import UsageError
from builder.theme import ThemeError

__all__ = ["BUILT", "FAULTS", "INTERRUPTED", "MACHINE", "USAGE", "main"]

GROUPS = (build, check, verify, begin, translate, template)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        say("interrupted; what stood in the output folder is untouched")
        return INTERRUPTED
    except (UsageError, ThemeError, NoProject, FileExistsError, NotADirectoryError) as error:
        say(f"builder: {_words(error)}")
        return USAGE
    except PermissionError as error:
        say(f"builder: {error.filename} cannot be written or read: {error.strerror}; choose another folder with -o")
        return MACHINE
    except IsADirectoryError as error:
        say(f"builder: {_words(error)}; move it away, or choose another folder with -o")
        return USAGE
    except OSError as error:
        return _machine(error)


def _machine(error: OSError) -> int:
    if "library" in str(error):  # cffi's dlopen names the library that it could not load
        say(f"builder: a system library is missing ({str(error).splitlines()[0]})")
        say("Debian, Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
        say("elsewhere: python3 run.py build says what to install")
    else:
        say(f"builder: {error.strerror or error}" + (f": {error.filename}" if error.filename else ""))
    return MACHINE


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}"
    return str(error)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"builder: {message}; builder --help says more\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="builder",
        description="Structured content in several languages into a printable PDF report and an editable deck.",
        epilog="Begin with: builder new my-report, then builder build --project my-report. "
        "Exit codes: 0 done; 1 errors in the content, with --strict warnings too, or in a deck; "
        "2 what was asked cannot be done; "
        "3 something of the machine is missing; 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=f"builder {version()}".strip())
    commands = parser.add_subparsers(metavar="command", required=True)
    for group in GROUPS:
        group.add(commands)
    return parser
