"""The command line. Each file holds a group of commands and `add`s them; `main` runs one and turns what may stop it
into words and an exit code."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from typing import Final

from builder.cli import (
    batch,
    begin,
    build,
    check,
    completion,
    doctor,
    keeping,
    schema,
    template,
    translate,
    verify,
    watching,
)
from builder.cli.exits import BUILT, FAULTS, INTERRUPTED, MACHINE, USAGE
from builder.cli.parser import Front, Parser
from builder.cli.printing import say
from builder.cli.version import Version
from builder.project import NoProject
from builder.request import UsageError
from builder.system import pango_line
from builder.theme import ThemeError

__all__ = ["BUILT", "FAULTS", "INTERRUPTED", "MACHINE", "USAGE", "main"]

GROUPS = (build, batch, check, verify, begin, translate, template, keeping, watching, doctor, schema, completion)


_OBJECTS: Final = 50_000
"""Collecting garbage after every 700 new objects, as Python does by itself, takes a tenth of a build's time."""


def main(arguments: Sequence[str] | None = None) -> int:
    gc.set_threshold(_OBJECTS, 20, 20)
    options = front().parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        say("interrupted; what stood in the output folder is untouched")
        return INTERRUPTED
    except (UsageError, ThemeError, NoProject, FileExistsError, NotADirectoryError) as error:
        say(f"builder: {_words(error)}")
        return USAGE
    except BrokenExecutor:
        say("builder: a process that worked for this one was stopped, perhaps for want of memory; try again with -j 1")
        return MACHINE
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
        say(f"install Pango and HarfBuzz: {pango_line()}")
        say("builder doctor says what else is missing")
    else:
        say(f"builder: {error.strerror or error}" + (f": {error.filename}" if error.filename else ""))
    return MACHINE


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}"
    return str(error)


def front() -> Front:
    """The whole command line; it runs nothing."""
    parser = Front(
        prog="builder",
        description="Structured content in several languages into a printable PDF report and an editable deck.",
        epilog="begin with:  builder new my-report\n"
        "then:        builder build --project my-report\n"
        "more:        builder COMMAND --help\n\n"
        "exit codes:  0 done; 1 errors in the content, with --strict warnings too,\n"
        "             or in a deck; 2 what was asked cannot be done;\n"
        "             3 something of the machine is missing; 130 interrupted",
    )
    parser.add_argument("--version", action=Version, help="say the version")
    commands = parser.add_subparsers(metavar="command", required=True, parser_class=Parser)
    for group in GROUPS:
        group.add(commands)
    parser.describe()
    return parser
