"""Builder for programs: a project in a folder → what it says, what is wrong with it, its files.

Nothing is kept between calls; what a call imports, it imports when it is made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, did_you_mean, ordered
from builder.project import Project, open_project
from builder.request import SLIDES, Request, UsageError
from builder.theme import PAPERS

if TYPE_CHECKING:
    from builder.model import Edition


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a project says. `editions`: one a language, with every reference resolved; none where report.yaml cannot be
    used. `findings`: all that is wrong, errors and warnings, in the order of files and lines."""

    project: Project
    editions: tuple[Edition, ...]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """`files`: what was written, by language and output; nothing where `findings` hold an error (or, asked strictly,
    anything at all)."""

    files: tuple[Path, ...]
    findings: tuple[Diagnostic, ...]


def load(folder: Path | str, *, draft: bool = False, row: str = "") -> Loaded:
    """Read the project in `folder` (that of report.yaml, or the one around its content/) and check it.

    `draft`: its editions may disagree, which is a warning then. `row`: which row of its table it is made for, by number
    or as COLUMN=VALUE (default: the first). Content raises nothing: what is wrong with it is among the findings. Raises
    `builder.project.NoProject` (a FileNotFoundError) where there is no report.yaml, `builder.theme.ThemeError` where
    theme.toml cannot be used, OSError."""
    from builder.pipeline import read

    project = open_project(Path(folder), row)
    found: list[Diagnostic] = []
    book = read(project, found.append, draft=draft)
    return Loaded(project, book.editions if book else (), ordered(found))


def check(folder: Path | str, *, row: str = "") -> tuple[Diagnostic, ...]:
    """What is wrong with the project in `folder`, in all languages, as `builder check` says it. Writes nothing.

    Each finding has its place (`span`), `severity`, `code`, `message` and `hint`. Raises as `load` does."""
    return load(folder, row=row).findings


def build(
    folder: Path | str,
    languages: str | Sequence[str] = (),
    outputs: str | Sequence[str] = ("pdf", "pptx"),
    output: Path | str | None = None,
    *,
    slides: str = "full",
    strict: bool = False,
    draft: bool = False,
    force: bool = False,
    paper: str = "",
    bound: bool = False,
    facing: bool = False,
    row: str = "",
) -> Built:
    """Build the project in `folder` into `output` (default: its dist/); all files are written, or none.

    `languages`: a code or several, or two joined by + that stand in one file (default: each language in its own).
    `outputs`: pdf, pptx or both. `slides`: full, or brief for some 15 slides. `strict`: with a warning nothing is
    written. `draft`: editions may disagree; every page and slide is marked. `force`: decks that were edited by hand are
    overwritten. `paper`: a4 or letter (default: the theme's). `bound`: for a printing house. `facing`: two languages
    of one PDF are on facing pages. `row` as in `load`.

    Raises what `load` raises, and `builder.request.UsageError` where what is asked cannot be done: a language, output
    or paper that there is not, a deck that was edited since it was built."""
    from builder.job import OUTPUTS
    from builder.pipeline import build as build_project

    _words(slides, SLIDES)
    _words(paper or (), PAPERS)
    project = open_project(Path(folder), row)
    request = Request(
        languages=_words(languages, ()),
        outputs=_words(outputs, OUTPUTS),
        folder=project.root / "dist" if output is None else Path(output),
        force=force,
        slides=slides,
        strict=strict,
        draft=draft,
        paper=paper,
        bound=bound,
        facing=facing,
    )
    found: list[Diagnostic] = []
    files = build_project(project, request, found.append, lambda _: None)
    return Built(files, ordered(found))


def _words(said: str | Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """One word or several, each once. Raises UsageError where one is not known."""
    words = (said,) if isinstance(said, str) else tuple(dict.fromkeys(said))
    for word in words:
        if known and word not in known:
            raise UsageError(f"there is no '{word}': {did_you_mean(word, known)}")
    return words
