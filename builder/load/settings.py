"""`report.yaml` → `Settings`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter

from builder.diagnostics import Code, Diagnostic, Report, Severity, Span, did_you_mean
from builder.load.compose import Places
from builder.load.decode import Entry, decode
from builder.load.moments import MOMENT_HINT, parse_moment
from builder.load.switches import check_rules
from builder.locales import known_locales
from builder.model import Attached, Moment, Settings


def _file_name(name: str) -> str:
    if not re.fullmatch(r"[^\W_][\w.\-]{0,59}", name):
        raise ValueError("up to 60 letters, digits, '.', '-' and '_': the artefacts are called after it")
    return name


def _stem(stem: str) -> str:
    if not re.fullmatch(r"\w[\w.\- ]*", stem) or stem == "index":
        raise ValueError("the name of a Markdown file of the language's folder, without '.md'")
    return stem


def _language(code: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", code):
        raise ValueError("a language code such as zh or en")
    return code


class _Deck(Entry):
    template: str = ""
    layouts: Mapping[str, str] = Field(default_factory=dict)


class _Report(Entry):
    name: Annotated[str, AfterValidator(_file_name)]
    languages: Annotated[tuple[Annotated[str, AfterValidator(_language)], ...], Field(min_length=1)]
    date: str | None = None
    authors: tuple[str, ...] = ()
    numbered: bool = True
    sections: tuple[Annotated[str, AfterValidator(_stem)], ...] = ()
    disagreements: Severity = Severity.ERROR
    source: str = ""
    off: Mapping[str, str] = Field(default_factory=dict)
    citations: str | Mapping[str, str] = Field(default_factory=dict)
    index: bool | None = None
    logo: str = ""
    rows: str = ""
    attach: tuple[Attached, ...] = tuple(Attached)
    deck: _Deck = Field(default_factory=_Deck)


SCHEMA: TypeAdapter[_Report | None] = TypeAdapter(_Report)
"""What stands in report.yaml."""


def read_settings(text: str, file: str, report: Report) -> tuple[Settings, Places] | None:
    """The settings, and where they stand; None where they cannot be used."""
    decoded = decode(text, file, SCHEMA, None, report)
    entry, places = decoded.value, decoded.places
    if entry is None:
        if not decoded.lost:
            hint = "name: my-report, and languages: [zh, en]"
            report(Diagnostic(Span(file), Code.INVALID_VALUE, "report.yaml says nothing", hint=hint))
        return None
    moment: Moment | None = None
    if entry.date:
        try:
            moment = parse_moment(entry.date)
        except ValueError as error:
            report(Diagnostic(places.value("date"), Code.INVALID_VALUE, str(error), hint=MOMENT_HINT))
    for name, values in (("languages", entry.languages), ("sections", entry.sections)):
        for i, value in enumerate(values):
            if value in values[:i]:
                message = f"'{value}' stands twice"
                report(Diagnostic(places.value(name, i), Code.DUPLICATE_ID, message, hint="remove one"))
    languages = tuple(dict.fromkeys(entry.languages))
    known = known_locales()
    for i, code in enumerate(entry.languages):
        if code not in known:
            message, hint = f"there is no locale for '{code}'", f"known: {', '.join(known)}"
            report(Diagnostic(places.value("languages", i), Code.INVALID_VALUE, message, hint=hint))
    if not (languages := tuple(lang for lang in languages if lang in known)):
        return None
    if entry.source and entry.source not in languages:
        message, hint = f"'{entry.source}' is no language of the report", f"one of {', '.join(languages)}"
        report(Diagnostic(places.value("source"), Code.INVALID_VALUE, message, hint=hint))
    wrong = {name: (message, hint) for name, message, hint in check_rules(entry.off)}
    for name, (message, hint) in wrong.items():
        report(Diagnostic(places.key("off", name), Code.INVALID_VALUE, message, hint=hint))
    for lang in entry.citations if isinstance(entry.citations, Mapping) else ():
        if lang not in languages:
            message, hint = f"'{lang}' is no language of the report", did_you_mean(lang, languages)
            report(Diagnostic(places.key("citations", lang), Code.INVALID_VALUE, message, hint=hint))
    settings = Settings(
        name=entry.name,
        languages=languages,
        date=moment,
        authors=entry.authors,
        sections=tuple(dict.fromkeys(entry.sections)),
        numbered=entry.numbered,
        span=places.value(),
        disagreements=entry.disagreements,
        source=entry.source if entry.source in languages else languages[0],
        off={Code(name): reason for name, reason in entry.off.items() if name not in wrong},
        citations=dict.fromkeys(languages, entry.citations) if isinstance(entry.citations, str) else entry.citations,
        index=entry.index,
        logo=entry.logo,
        attach=frozenset(entry.attach),
        template=entry.deck.template,
        layouts=entry.deck.layouts,
        rows=entry.rows,
    )
    return settings, places
