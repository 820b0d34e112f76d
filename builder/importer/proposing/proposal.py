"""A project opened for proposals: its sheets, section by section in all languages, and the edits of its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder.diagnostics import Diagnostic, Span
from builder.importer.proposing.edits import FileEdit
from builder.importer.proposing.leaves import Block, Sheet, read_sheet
from builder.load import load
from builder.locales import Locale, load_locale
from builder.model import Corpus, Section
from builder.project import Project
from builder.theme import load_theme

Pair = Mapping[str, Block]
"""One block in every language."""


@dataclass(slots=True)
class Proposal:
    """`edits` hold one entry a file that is to change, by its name from the project's folder."""

    project: Project
    corpus: Corpus
    locales: Mapping[str, Locale]
    sheets: Mapping[str, Mapping[str, Sheet]]
    edits: dict[str, FileEdit] = field(default_factory=dict)

    def edit(self, name: str) -> FileEdit:
        if name not in self.edits:
            raw = self.project.read.get(name)
            self.edits[name] = FileEdit(name, None if raw is None else raw.decode("utf-8"))
        return self.edits[name]

    def content(self, name: str) -> str:
        """The name of a file of the content folder, from the project's folder."""
        return self.project.relative(self.project.content / name)

    def blocks(self) -> Iterator[tuple[str, Mapping[str, Sheet], Pair]]:
        """Section, sheets and blocks that correspond, in the order of the first language.

        They are paired by place as long as they are of the same kind; from the first that differs on, none is."""
        first, *others = self.corpus.settings.languages
        for sheet in self.sheets[first].values():
            for section, blocks in sheet.sections.items():
                theirs = [self._section(lang, section) for lang in others]
                if None in theirs:
                    continue
                columns = [_common(blocks), *(_common(found[1]) for found in theirs if found)]
                sheets = {first: sheet} | {lang: found[0] for lang, found in zip(others, theirs, strict=True) if found}
                for row in zip(*columns, strict=False):
                    if len({block.kind for block in row}) > 1:
                        break
                    yield section, sheets, dict(zip((first, *others), row, strict=True))

    def _section(self, lang: str, section: str) -> tuple[Sheet, list[Block]] | None:
        return next(
            ((sheet, sheet.sections[section]) for sheet in self.sheets[lang].values() if section in sheet.sections),
            None,
        )


def _common(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block.kind != "{only}"]


def open_proposal(project: Project) -> Proposal | None:
    """None where the project cannot be read."""
    ignored: list[Diagnostic] = []
    corpus = load(project, load_theme(None).fonts, ignored.append)
    if corpus is None:
        return None
    languages = corpus.settings.languages
    sheets = {lang: _sheets(project, corpus, lang) for lang in languages}
    return Proposal(project, corpus, {lang: load_locale(lang) for lang in languages}, sheets)


def _sheets(project: Project, corpus: Corpus, lang: str) -> dict[str, Sheet]:
    starts: dict[str, list[tuple[int, str]]] = {}
    for span, name in _starts(corpus.documents[lang].sections):
        starts.setdefault(span.file, []).append((span.line, name))
    found: dict[str, Sheet] = {}
    for file, sections in starts.items():
        if file in project.read and file.endswith(".md"):
            try:
                text = project.read[file].decode("utf-8")
            except UnicodeDecodeError:
                continue
            found[file] = read_sheet(file, text, sections)
    return found


def _starts(sections: tuple[Section, ...]) -> Iterator[tuple[Span, str]]:
    for section in sections:
        yield section.span, section.id
        yield from _starts(section.sections)
