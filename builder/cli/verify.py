"""`builder verify`: slides as they are drawn, and what is wrong with them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.cli.exits import BUILT, FAULTS
from builder.cli.flags import quiet_flag
from builder.cli.printing import count, say
from builder.excerpt import printable
from builder.request import UsageError
from builder.theme import default_assets

if TYPE_CHECKING:
    from builder.cli.flags import Commands
    from builder.verify import Finding, Verified

FORMATS: Final = ("text", "json")
VERSION: Final = 1
"""Of the JSON; it changes where a reader of it would have to."""


def add(commands: Commands) -> None:
    command = commands.add_parser("verify", help="draw decks, anybody's, and say what is wrong with their slides")
    command.add_argument("decks", nargs="+", type=Path, metavar="DECK", help="a .pptx file")
    command.add_argument(
        "--format",
        choices=FORMATS,
        default=FORMATS[0],
        help="text for people (default), on standard error; or JSON, on standard output",
    )
    quiet_flag(command)
    command.set_defaults(run=_verify)


def _verify(options: argparse.Namespace) -> int:
    from builder.verify import DeckError, verify

    try:
        verified = verify(options.decks, default_assets() / "fonts")
    except DeckError as error:
        raise UsageError(str(error)) from None
    except FileNotFoundError as error:
        raise UsageError(f"there is no file {error.filename}") from None
    if options.format == "json":
        sys.stdout.write(as_json(verified.findings))
    else:
        _print(verified, options.quiet)
    return FAULTS if verified.findings else BUILT


def _print(verified: Verified, quiet: bool) -> None:
    from builder.verify import HINTS

    for finding in verified.findings:
        say(f"{_place(finding)}: {finding.kind}: {printable(finding.message)}\n  hint: {HINTS[finding.kind]}")
    if verified.strange and not quiet:
        say(f"drawn with what this machine has for {', '.join(map(printable, verified.strange))}: widths may differ")
    if verified.findings:
        slides = len({(finding.deck, finding.slide) for finding in verified.findings})
        say(f"{count(len(verified.findings), 'finding')} on {slides} of {count(verified.slides, 'slide')}")
    elif not quiet:
        say(f"nothing is wrong on {count(verified.slides, 'slide')}")


def _place(finding: Finding) -> str:
    shape = f", '{printable(finding.shape)}'" if finding.shape else ""
    return f"{printable(finding.deck)}: slide {finding.slide}{shape}"


def as_json(found: Sequence[Finding]) -> str:
    """One object; slides count from 1, and `shape` is null where the slide itself is meant."""
    from builder.verify import HINTS

    findings = [
        {
            "file": finding.deck,
            "slide": finding.slide,
            "shape": finding.shape or None,
            "code": finding.kind.value,
            "message": finding.message,
            "hint": HINTS[finding.kind],
        }
        for finding in found
    ]
    return json.dumps({"version": VERSION, "errors": len(findings), "findings": findings}, indent=2) + "\n"
