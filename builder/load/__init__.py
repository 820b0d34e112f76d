"""The files of a project → `Corpus`, with every fault of every file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from builder.diagnostics import Code, Diagnostic, Report, Span
from builder.load.absent import SOURCES, Absent
from builder.load.assertions import read_assertions
from builder.load.assets import Assets
from builder.load.chapters import empty_files, is_only, other_endings, other_folders
from builder.load.charts import read_charts
from builder.load.columns import Columns, first_asked, row_of
from builder.load.document import read_document
from builder.load.facts import read_facts
from builder.load.glossary import read_glossary
from builder.load.house import read_house
from builder.load.lock import read_locks
from builder.load.settings import read_settings
from builder.load.sheet import Sheet, read_csv, read_xlsx
from builder.load.sources import read_sources
from builder.load.styles import read_styles
from builder.load.switches import read_yaml_offs
from builder.load.template import read_template
from builder.model import Corpus, Document, Off, Settings, Unit
from builder.project import Project, locate, read_bytes, read_text

__all__ = ["load"]


def load(project: Project, fonts: Path, report: Report) -> Corpus | None:
    """All that the project says; None where report.yaml or the folder of a language cannot be used. `fonts`: the folder
    of Builder's fonts."""
    settings_file = project.content / "report.yaml"
    text = read_text(project, settings_file, report)
    read = read_settings(text, project.relative(settings_file), report) if text is not None else None
    if read is None:
        return None
    settings, places = read
    if other_folders(project, settings, places, report):
        return None
    typed = bool(settings.sections)
    settings, there = _with_sections(project, settings)
    lost: set[tuple[str, str]] = set()
    assets = Assets(project, fonts)

    def open_sheet(name: str, span: Span) -> Sheet | None:
        return _open_sheet(project, name, span, report)

    def text_of(name: str) -> str:
        """ "" for a file that is not there, as for one that says nothing."""
        path = project.content / name
        other = path.with_suffix(".yml")
        if path.suffix == ".yaml" and other.is_file() and not path.is_file():
            span, message = Span(project.relative(other)), f"there is no {name}, and {other.name} is not read"
            report(Diagnostic(span, Code.MISSING_FILE, message, hint=f"call it {name}"))
            lost.add((path.stem, ""))
        found = read_text(project, path, report) if path.is_file() else ""
        lost.update([(path.stem, "")] if found is None else ())
        return found or ""

    row, told = row_of(project, settings, places.value("rows") if settings.rows else settings.span, report)
    columns = Columns(row, report)
    stated = read_facts(text_of("facts.yaml"), _name(project, "facts.yaml"), columns, report)
    facts, unvalued = stated.known, stated.unvalued
    lost.update(("facts", name) for name in stated.lost)
    absent = Absent(project, report)
    rules_file = _name(project, "rules.yaml")
    assertions = read_assertions(text_of("rules.yaml"), rules_file, facts, stated.lost | unvalued, absent.but_facts)
    charts_text, charts_file = text_of("charts.yaml"), _name(project, "charts.yaml")
    charts, without = read_charts(
        charts_text, charts_file, open_sheet, facts, unvalued, columns, Lost(lost), absent.but_facts
    )
    lost.update(("charts", name) for name in without)
    texts = [(text_of(name), _name(project, name)) for name in SOURCES]
    sources, without = read_sources(texts, report)
    lost.update(("sources", name) for name in without)
    offs: list[Off] = []
    units: dict[str, list[Unit]] = {lang: [] for lang in settings.languages}
    documents = {
        lang: read_document(project, lang, settings, assets, lost, offs, units[lang], columns, report)
        for lang in settings.languages
    }
    missed = absent.first_asked(documents.values(), facts, lost)
    lost.update((stem, "") for stem in missed)
    glossary = read_glossary(text_of("glossary.yaml"), _name(project, "glossary.yaml"), report)
    for file in [name for name in project.read if name.endswith(".yaml")]:
        offs.extend(read_yaml_offs(project.text(file) or "", file, report))
    locks = read_locks(project, settings, report)
    listed = partial(places.value, "sections") if typed else lambda _: None
    lost.update(_check_sections(project, settings, there, documents, listed, report))
    lost.update(empty_files(project, settings, there, documents, frozenset(lost), report))
    other_endings(project, settings, report)
    logo_at = places.value("logo") if settings.logo else settings.span
    house = read_house(project, settings.logo, logo_at, assets, report)
    if settings.template:
        house = replace(house, template=read_template(project, settings, places, report))
    asked = first_asked(columns, settings, documents) if not row and not told else None
    lost.update([("rows", "")] if told or asked else ())
    if asked:
        message = "the report asks for a row of a table, and there is none"
        hint = "name the table in report.yaml (rows: cities.csv), or build one report a row: builder batch cities.csv"
        report(Diagnostic(asked, Code.MISSING_ROW, message, hint=hint))
    return Corpus(
        settings,
        documents,
        facts,
        charts,
        sources,
        assets.found,
        Lost(lost),
        glossary=glossary,
        offs=tuple(offs),
        assertions=assertions,
        units={lang: tuple(found) for lang, found in units.items()},
        locks=locks,
        styles=read_styles(project, settings, places, report),
        house=house,
        row=row,
        unvalued=unvalued,
        absent=missed,
    )


class Lost(frozenset[tuple[str, str]]):
    """What could not be read, by file and name; (file, "") stands for everything that the file may define."""

    def __contains__(self, item: object) -> bool:
        return super().__contains__(item) or (isinstance(item, tuple) and super().__contains__((item[0], "")))


def _name(project: Project, name: str) -> str:
    return project.relative(project.content / name)


def _with_sections(project: Project, settings: Settings) -> tuple[Settings, dict[str, frozenset[str]]]:
    """The settings with the section files in order, and those of every language."""
    there = {
        lang: frozenset(path.stem for path in (project.content / lang).glob("*.md") if path.is_file()) - {"index"}
        for lang in settings.languages
    }
    return replace(settings, sections=settings.sections or tuple(sorted(frozenset().union(*there.values())))), there


def _check_sections(
    project: Project,
    settings: Settings,
    there: Mapping[str, frozenset[str]],
    documents: Mapping[str, Document],
    listed: Callable[[int], Span | None],
    report: Report,
) -> Iterator[tuple[str, str]]:
    """A section file that a language lacks is a fault of that language, and lost, unless all that it holds is of one
    language alone. `listed` gives the place of a section in report.yaml."""
    for lang, files in there.items():
        for place, stem in enumerate(settings.sections):
            others = [other for other, found in there.items() if stem in found]
            if stem in files or any(is_only(documents[other], f"/{other}/{stem}.md") for other in others):
                continue
            name = f"{_name(project, lang)}/{stem}.md"
            first = f"{_name(project, others[0])}/{stem}.md" if others else ""
            hint = f"write {name}" + (
                f" after {first}, or close the headings there with {{#id only}}" if others else ""
            )
            message = f"the section '{stem}' is missing in '{lang}'"
            report(Diagnostic(listed(place) or Span(first), Code.MISSING_SECTION, message, hint=hint))
            yield f"{lang}/{stem}", ""
    if not settings.sections:
        hint = f"write {_name(project, settings.languages[0])}/01-first.md"
        report(Diagnostic(settings.span, Code.MISSING_SECTION, "there is no Markdown file to print", hint=hint))


def _open_sheet(project: Project, name: str, span: Span, report: Report) -> Sheet | None:
    path = locate(project, name, project.content, span, Code.MISSING_FILE, report)
    if path is None:
        return None
    file = project.relative(path)
    if path.suffix.lower() == ".xlsx":
        content = read_bytes(project, path, report)
        return read_xlsx(content, file, report) if content is not None else None
    text = read_text(project, path, report)
    return read_csv(text, file, report) if text is not None else None
