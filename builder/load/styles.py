"""`citations:` of report.yaml → the style in which each language cites."""

from __future__ import annotations

from builder.csl.styles import known_styles, shipped_style, style_fault
from builder.diagnostics import Code, Diagnostic, Report, Span, did_you_mean
from builder.load.compose import Places
from builder.locales import load_locale
from builder.model import CitationStyle, Settings
from builder.project import Project, locate, read_bytes


def read_styles(project: Project, settings: Settings, places: Places, report: Report) -> dict[str, CitationStyle]:
    """The style of each language, without those whose fault is told."""
    styles: dict[str, CitationStyle] = {}
    for lang in settings.languages:
        named = settings.citations.get(lang)
        if named is None:
            styles[lang] = shipped_style(load_locale(lang).citing.style)
            continue
        span = places.value("citations", lang)
        if style := _own(project, named, span, report) if named.endswith(".csl") else _shipped(named, span, report):
            styles[lang] = style
    return styles


def _shipped(name: str, span: Span, report: Report) -> CitationStyle | None:
    known = known_styles()
    if name in known:
        return shipped_style(name)
    near = did_you_mean(name, known)
    hint = f"{near} there are {', '.join(known)}" if near.startswith("did") else near
    report(Diagnostic(span, Code.UNKNOWN_STYLE, f"there is no citation style '{name}'", f"{hint}; or a .csl file"))
    return None


def _own(project: Project, name: str, span: Span, report: Report) -> CitationStyle | None:
    path = locate(project, name, project.content, span, Code.MISSING_FILE, report)
    content = read_bytes(project, path, report) if path is not None else None
    if path is None or content is None:
        return None
    if fault := style_fault(content):
        message = f"{project.relative(path)}: {fault.message}"
        place = Span(project.relative(path), fault.line, 1) if fault.line else span
        said = fault.message if fault.line else message
        report(Diagnostic(place, Code.MALFORMED_STYLE, said, hint=fault.hint))
        return None
    return CitationStyle(name, content)
