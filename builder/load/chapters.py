"""What chapters are not read from: files that say nothing, and files and folders that are called otherwise."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from builder.diagnostics import Code, Diagnostic, Report, Severity, Span
from builder.load.compose import Places
from builder.model import Document, Settings
from builder.project import Project

_OTHER_ENDING: Final = re.compile(r"(.+?)\.(?:markdown|mdown|mkdn?|md\.txt|(?!md$)(?i:md))")


def empty_files(
    project: Project,
    settings: Settings,
    there: Mapping[str, frozenset[str]],
    documents: Mapping[str, Document],
    lost: Collection[tuple[str, str]],
    report: Report,
) -> Iterator[tuple[str, str]]:
    """A section file that says nothing is a fault, and lost, where another language says something in its own."""
    said = {lang: {PurePosixPath(section.span.file).stem for section in documents[lang].sections} for lang in there}
    for lang, files in there.items():
        for stem in settings.sections:
            if stem not in files or stem in said[lang] or (f"{lang}/{stem}", "") in lost:
                continue
            span, message = Span(_file(project, lang, stem)), "the file holds no heading and no text"
            others = [_file(project, other, stem) for other in there if stem in said[other]]
            if others and not any(is_only(documents[other], f"/{other}/{stem}.md") for other in there):
                hint = f"write it after {others[0]}, or close the headings there with {{#id only}} and delete this file"
                report(Diagnostic(span, Code.MISSING_SECTION, message, hint=hint))
                yield f"{lang}/{stem}", ""
            elif not (project.text(span.file) or "").strip():  # else a comment says why
                hint = "write its heading and text, or delete the file"
                report(Diagnostic(span, Code.MISSING_SECTION, message, hint=hint, severity=Severity.WARNING))


def other_endings(project: Project, settings: Settings, report: Report) -> None:
    """Markdown is looked for in files that end in .md."""
    for lang in settings.languages:
        for path in sorted((project.content / lang).glob("*.*")):
            match = _OTHER_ENDING.fullmatch(path.name)
            if match and path.is_file() and not path.with_name(f"{match[1]}.md").exists():
                hint = f"call it {match[1]}.md"
                message = f"{path.name} is not read"
                span = Span(project.relative(path))
                report(Diagnostic(span, Code.MISSING_SECTION, message, hint=hint, severity=Severity.WARNING))


def other_folders(project: Project, settings: Settings, places: Places, report: Report) -> bool:
    """Whether the folder of a language is called by its code in other capitals, and not read: each is told."""
    found = False
    names = [path.name for path in sorted(project.content.iterdir()) if path.is_dir()]
    for place, lang in enumerate(settings.languages):
        folder = project.content / lang
        other = next((name for name in names if name.lower() == lang.lower()), "")
        if other and not folder.is_dir():
            found = True
            message = f"the folder {project.relative(folder.with_name(other))} is not read"
            hint = f"call it {project.relative(folder)}"
            report(Diagnostic(places.value("languages", place), Code.MISSING_SECTION, message, hint=hint))
    return found


def is_only(document: Document, file: str) -> bool:
    """Whether no other language has any chapter of the file."""
    chapters = [section for section in document.sections if f"/{section.span.file}".endswith(file)]
    return bool(chapters) and all(chapter.only for chapter in chapters)


def _file(project: Project, lang: str, stem: str) -> str:
    return project.relative(project.content / lang / f"{stem}.md")
