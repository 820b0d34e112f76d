"""The files of a project → `Corpus`, with every fault of every file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from builder.diagnostics import Code, Diagnostic, Report, Span
from builder.load.assets import Assets
from builder.load.charts import read_charts
from builder.load.document import read_document
from builder.load.facts import read_facts
from builder.load.settings import read_settings
from builder.load.sheet import Sheet, read_csv, read_xlsx
from builder.load.sources import read_sources
from builder.model import Corpus, Settings
from builder.project import Project, locate, read_text

__all__ = ["load"]


def load(project: Project, fonts: Path, report: Report) -> Corpus | None:
    """All that the project says; None where report.yaml cannot be used. `fonts`: the folder of Builder's fonts."""
    settings_file = project.content / "report.yaml"
    text = read_text(project, settings_file, report)
    settings = read_settings(text, project.relative(settings_file), report) if text is not None else None
    if settings is None:
        return None
    settings = replace(settings, sections=_sections(project, settings, report))
    assets = Assets(project, fonts)

    def open_sheet(name: str, span: Span) -> Sheet | None:
        return _open_sheet(project, name, span, report)

    facts_text = _optional(project, "facts.yaml", report)
    charts_text = _optional(project, "charts.yaml", report)
    sources_text = _optional(project, "sources.yaml", report)
    return Corpus(
        settings=settings,
        facts=read_facts(facts_text, _name(project, "facts.yaml"), report),
        charts=read_charts(charts_text, _name(project, "charts.yaml"), open_sheet, report),
        sources=read_sources(sources_text, _name(project, "sources.yaml"), report),
        documents={lang: read_document(project, lang, settings, assets, report) for lang in settings.languages},
        assets=assets.found,
    )


def _name(project: Project, name: str) -> str:
    return project.relative(project.content / name)


def _optional(project: Project, name: str, report: Report) -> str:
    path = project.content / name
    return (read_text(project, path, report) or "") if path.is_file() else ""


def _sections(project: Project, settings: Settings, report: Report) -> tuple[str, ...]:
    """The section files in order; one that a language lacks is a fault of that language."""
    there = {
        lang: {path.stem for path in sorted((project.content / lang).glob("*.md"))} - {"index"}
        for lang in settings.languages
    }
    stems = settings.sections or tuple(sorted(set().union(*there.values())))
    for lang, files in there.items():
        for stem in stems:
            if stem not in files:
                name = f"{_name(project, lang)}/{stem}.md"
                others = [other for other, found in there.items() if stem in found]
                message = f"the section '{stem}' is missing in '{lang}'"
                hint = f"write {name}" + (f" after {_name(project, others[0])}/{stem}.md" if others else "")
                report(Diagnostic(settings.span, Code.MISSING_SECTION, message, hint=hint))
    if not stems:
        hint = f"write {_name(project, settings.languages[0])}/01-first.md"
        report(Diagnostic(settings.span, Code.MISSING_SECTION, "there is no Markdown file to print", hint=hint))
    return stems


def _open_sheet(project: Project, name: str, span: Span, report: Report) -> Sheet | None:
    path = locate(project, name, project.content, span, Code.MISSING_FILE, report)
    if path is None:
        return None
    file = project.relative(path)
    if path.suffix.lower() == ".xlsx":
        content = path.read_bytes()
        project.read[file] = content
        return read_xlsx(content, file, report)
    text = read_text(project, path, report)
    return read_csv(text, file, report) if text is not None else None
