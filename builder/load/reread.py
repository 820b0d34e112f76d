"""One section file read anew, with all else as it was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from builder.diagnostics import Report
from builder.formula.macros import DEFINING
from builder.load.assets import Assets
from builder.load.document import read_sections, section_names
from builder.load.reader import open_reader
from builder.model import Corpus
from builder.project import Project


def reread(corpus: Corpus, project: Project, file: str, fonts: Path, report: Report) -> Corpus | None:
    """The corpus with the chapters that the file says now; what checks alone ask for is as it was. None where the file
    is no section that had chapters, or more than it says what they mean (commands of formulas hold in later files)."""
    path = PurePosixPath(file)
    lang, names = path.parent.name, section_names(corpus.settings.sections)
    document = corpus.documents.get(lang)
    own = project.relative(project.content / lang / path.name) == file and path.suffix == ".md"
    if document is None or not own or path.stem not in names or _defines_commands(project):
        return None
    places = [at for at, section in enumerate(document.sections) if section.span.file == file]
    assets = Assets(project, fonts, dict(corpus.assets))
    opened = open_reader(project, project.root / file, names[path.stem], assets, report)
    if opened is None or not places:
        return None
    chapters = read_sections(*opened)
    before = [document.sections[at] for at in places]
    if not chapters or any(chapter.when for chapter in (*before, *chapters)):
        return None
    sections = (*document.sections[: places[0]], *chapters, *document.sections[places[-1] + 1 :])
    documents = {**corpus.documents, lang: replace(document, sections=sections)}
    return replace(corpus, documents=documents, assets=assets.found)


def _defines_commands(project: Project) -> bool:
    words = [word.encode() for word in DEFINING]
    texts = [text for name, text in project.read.items() if name.endswith(".md")]
    return any(b"\\" in text and any(word in text for word in words) for text in texts)
