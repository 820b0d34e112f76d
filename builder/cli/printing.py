"""What the commands say on the terminal: plain lines, and faults with their sum."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable

from builder.diagnostics import Diagnostic, Severity, ordered
from builder.excerpt import Look, render
from builder.project import Project


def say(text: str) -> None:
    print(text, file=sys.stderr)


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def told(found: Iterable[Diagnostic], quiet: bool) -> tuple[Diagnostic, ...]:
    """Every fault once, by place; the errors alone where it should be quiet."""
    return tuple(d for d in ordered(found) if d.severity is Severity.ERROR or not quiet)


def print_faults(project: Project, found: list[Diagnostic], options: argparse.Namespace, strict: bool = False) -> None:
    """Every fault once, by place, and their sum. With `strict`, warnings are said even where it should be quiet."""
    shown, look = told(found, options.quiet and not strict), _look()
    for diagnostic in shown:
        other = project.source_line(diagnostic.other) if diagnostic.other else None
        say(render(diagnostic, project.source_line(diagnostic.span), other, look))
    if options.verbose:
        for name in sorted(project.read):
            say(f"  read {name}")
    errors = sum(d.severity is Severity.ERROR for d in shown)
    warnings = len(dict.fromkeys(found)) - errors
    if shown:
        counted = " (warnings count as errors: --strict)" if strict and warnings else ""
        say(f"{count(errors, 'error')}, {count(warnings, 'warning')}{counted}")


def live_width() -> int:
    """The columns of a terminal on which a line can be written again and again; 0 where there is none."""
    return _columns() if sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and os.name != "nt" else 0


def _look() -> Look:
    """What the terminal can show; nothing special where standard error is none (https://no-color.org)."""
    if not sys.stderr.isatty():
        return Look()
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or os.name == "nt"
    return Look(_columns(), not plain)


def _columns() -> int:
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns
    except OSError:
        return 0
