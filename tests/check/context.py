"""What a single check looks at."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builder.check import Context
from builder.diagnostics import Diagnostic, Severity
from builder.load import load
from builder.locales import load_locale
from builder.locales.numbers import known_units
from builder.project import open_project
from tests.content import FONTS, write


def context(folder: Path, files: Mapping[str, str | bytes]) -> Context:
    """The context of a project made of these files."""
    return opened(write(folder, files))


def opened(folder: Path) -> Context:
    project = open_project(folder)
    found: list[Diagnostic] = []
    corpus = load(project, FONTS, found.append)
    assert corpus is not None
    texts = {name: text for name in project.read if (text := project.text(name)) is not None}
    locales = {lang: load_locale(lang) for lang in corpus.documents}
    faults = tuple(d.span for d in found if d.severity is Severity.ERROR)
    return Context(corpus, texts, frozenset(), known_units(), locales, faults)
