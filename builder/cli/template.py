"""`builder template`: the deck's template as a file, to be restyled in PowerPoint and named in report.yaml."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.exits import BUILT, FAULTS
from builder.cli.flags import project_flags
from builder.cli.printing import print_faults, say
from builder.diagnostics import Diagnostic
from builder.pipeline import own_template
from builder.project import open_project
from builder.request import UsageError

if TYPE_CHECKING:
    from builder.cli.flags import Commands


def add(commands: Commands) -> None:
    command = commands.add_parser("template", help="the slides' template, to be restyled and given back as a company's")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pptx", help="the file to make")
    command.add_argument("--lang", default="", metavar="LANG", help="for its fonts (default: the report's first)")
    project_flags(command)
    command.set_defaults(run=_template)


def _template(options: argparse.Namespace) -> int:
    if options.output.exists():
        raise UsageError(f"{options.output} is there already; remove it, or name another file")
    project = open_project(options.project)
    found: list[Diagnostic] = []
    content = own_template(project, options.lang, found.append)
    if content is None:
        print_faults(project, found, options)
        return FAULTS
    options.output.write_bytes(content)
    if not options.quiet:
        named = f"deck: {{template: {options.output.name}}}"
        say(f"{options.output}; restyle it, let it stand beside report.yaml, and name it there: {named}")
    return BUILT
