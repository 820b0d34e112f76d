"""Projects made of strings, and what is read from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Diagnostic, Severity
from builder.load import load
from builder.model import Blocks, Corpus, Inlines, Paragraph, Section
from builder.pipeline import Book, read
from builder.project import Project, open_project
from builder.theme import load_theme

REPORT = "name: sample\nlanguages: [en]\n"
FONTS = load_theme(None).fonts


@dataclass(frozen=True)
class Loaded:
    project: Project
    corpus: Corpus | None
    faults: tuple[Diagnostic, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        assert self.corpus is not None
        return next(iter(self.corpus.documents.values())).sections

    @property
    def codes(self) -> list[str]:
        return [fault.code.value for fault in self.faults]

    @property
    def places(self) -> list[str]:
        return [f"{f.span.file}:{f.span.line}:{f.span.col} {f.code}" for f in self.faults]


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A project in `folder`; a name without folder stands in content/. report.yaml is made where it lacks."""
    for name, text in {"report.yaml": REPORT, **files}.items():
        path = folder / (name if name.startswith(("content/", "../")) else f"content/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def loaded(folder: Path, files: Mapping[str, str | bytes]) -> Loaded:
    project = open_project(write(folder, files))
    found: list[Diagnostic] = []
    return Loaded(project, load(project, FONTS, found.append), tuple(found))


def page(folder: Path, markdown: str, **files: str | bytes) -> Loaded:
    """One page of English."""
    return loaded(folder, {"en/a.md": markdown, **files})


def blocks(folder: Path, markdown: str) -> Blocks:
    """The blocks of a page under one heading, that must be without fault."""
    result = page(folder, f"# Page\n\n{markdown}")
    assert result.faults == ()
    (section,) = result.sections
    return section.blocks


def inlines(folder: Path, markdown: str) -> Inlines:
    """The inlines of one paragraph, that must be without fault."""
    (block,) = blocks(folder, markdown)
    assert isinstance(block, Paragraph)
    return block.children


def checked(folder: Path, files: Mapping[str, str | bytes]) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    """All stages but the drawing."""
    found: list[Diagnostic] = []
    book = read(open_project(write(folder, files)), found.append)
    return book, tuple(found)


def errors(faults: tuple[Diagnostic, ...]) -> list[str]:
    return [
        f"{f.span.file}:{f.span.line}:{f.span.col} {f.code}"
        for f in sorted(faults, key=lambda f: (f.span, f.code))
        if f.severity is Severity.ERROR
    ]
