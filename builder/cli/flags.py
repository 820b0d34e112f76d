"""Flags that several commands share. A command has those alone that do something in it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from builder.job import OUTPUTS
from builder.request import SLIDES
from builder.theme import PAPERS
from builder.workers import processors

if TYPE_CHECKING:
    from builder.cli.parser import Parser

    Commands: TypeAlias = argparse._SubParsersAction[Parser]
    """What a group of commands adds its own to."""
    _Taker: TypeAlias = argparse.ArgumentParser | argparse._MutuallyExclusiveGroup

_SCREEN: Final = "screen"
_COLUMNS: Final = "columns"

NO_PAPER: Final[Mapping[str, str]] = {"paper": "", "purpose": _SCREEN, "parallel": _COLUMNS}
"""What the options are for commands without `paper_flags`."""
NO_DECK: Final[Mapping[str, str | bool]] = {"slides": SLIDES[0], "force": False}
"""What they are for commands without `deck_flags`."""


# --- what is made


def language_flag(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--lang",
        action="append",
        default=[],
        metavar="LANG",
        help="zh, en, …, or all (default); two joined by + stand in one (zh+en); may be repeated",
    )


def only_flag(command: argparse.ArgumentParser) -> None:
    command.add_argument("--only", choices=tuple(OUTPUTS), help="one kind of artefact alone")


def paper_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--paper", choices=tuple(PAPERS), default="", help="the PDF's pages (default: the theme's, A4)"
    )
    command.add_argument(
        "--for",
        dest="purpose",
        choices=(_SCREEN, "print"),
        default=_SCREEN,
        help="print: for a printing house, with mirrored margins, bleed and crop marks, and chapters that begin on "
        "right pages; the files are called .print",
    )
    command.add_argument(
        "--parallel",
        choices=(_COLUMNS, "facing"),
        default=_COLUMNS,
        help="how two languages stand in one PDF: side by side on each page (default), or on facing pages, in files "
        "called .facing",
    )


def deck_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--slides", choices=SLIDES, default=SLIDES[0], help="how long the deck may be: all of it, or some 15 slides"
    )
    command.add_argument("--force", action="store_true", help="overwrite slides that were edited by hand")


def row_flag(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--row",
        default="",
        metavar="ROW",
        help="the row of the report's table, by its number or as COLUMN=VALUE (default: the first)",
    )


# --- where, and how


def jobs_flag(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-j", "--jobs", type=int, default=processors(), metavar="N", help="processes at once (default: all processors)"
    )


def strict_flag(command: _Taker) -> None:
    command.add_argument("--strict", action="store_true", help="let warnings count as errors")


def firmness_flags(command: argparse.ArgumentParser) -> None:
    how = command.add_mutually_exclusive_group()
    strict_flag(how)
    how.add_argument(
        "--draft",
        action="store_true",
        help="build although editions disagree or the report contradicts itself; every page and slide is marked, and "
        "the files are called .draft",
    )


def run_flags(command: argparse.ArgumentParser) -> None:
    """Of commands that build one report, once or again and again."""
    row_flag(command)
    firmness_flags(command)
    command.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="where to write (default: dist/ of the project)"
    )
    command.add_argument("--no-cache", action="store_true", help="make everything anew, and keep nothing")


def project_flag(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--project", type=Path, default=Path(), metavar="DIR", help="the project (default: this folder)"
    )


def quiet_flag(command: argparse.ArgumentParser) -> None:
    command.add_argument("-q", "--quiet", action="store_true", help="say only what is wrong")


def project_flags(command: argparse.ArgumentParser) -> None:
    """Of commands that read a project and say its faults."""
    project_flag(command)
    quiet_flag(command)
    command.add_argument("-v", "--verbose", action="store_true", help="say what was read, too")
