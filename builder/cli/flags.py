"""Flags that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from builder.cli.parser import Parser

    Commands: TypeAlias = argparse._SubParsersAction[Parser]
    """What a group of commands adds its own to."""
    _Taker: TypeAlias = argparse.ArgumentParser | argparse._MutuallyExclusiveGroup


def project_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--project", type=Path, default=Path(), metavar="DIR", help="the project (default: this folder)"
    )
    command.add_argument("-q", "--quiet", action="store_true", help="say only what is wrong")
    command.add_argument("-v", "--verbose", action="store_true", help="say what was read, too")


def row_flag(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--row",
        default="",
        metavar="ROW",
        help="the row of the report's table, by its number or as COLUMN=VALUE (default: the first)",
    )


def strict_flag(command: _Taker) -> None:
    command.add_argument("--strict", action="store_true", help="let warnings count as errors")
