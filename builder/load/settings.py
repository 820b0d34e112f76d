"""`report.yaml` → `Settings`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter

from builder.diagnostics import Code, Diagnostic, Report
from builder.load.decode import Entry, decode
from builder.load.moments import parse_moment
from builder.model import Moment, Settings


def _file_name(name: str) -> str:
    if not re.fullmatch(r"[^\W_][\w.\-]*", name):
        raise ValueError("a name of letters, digits, '.', '-' and '_': the artefacts are called after it")
    return name


def _stem(stem: str) -> str:
    if not re.fullmatch(r"\w[\w.\- ]*", stem) or stem == "index":
        raise ValueError("the name of a Markdown file of the language's folder, without '.md'")
    return stem


def _language(code: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", code):
        raise ValueError("a language code such as zh or en")
    return code


class _Report(Entry):
    name: Annotated[str, AfterValidator(_file_name)]
    languages: Annotated[tuple[Annotated[str, AfterValidator(_language)], ...], Field(min_length=1)]
    date: str | None = None
    authors: tuple[str, ...] = ()
    numbered: bool = True
    sections: tuple[Annotated[str, AfterValidator(_stem)], ...] = ()


_SCHEMA = TypeAdapter(_Report)


def read_settings(text: str, file: str, report: Report) -> Settings | None:
    decoded = decode(text, file, _SCHEMA, {}, report)
    if decoded is None:
        return None
    entry, places = decoded
    moment: Moment | None = None
    if entry.date:
        try:
            moment = parse_moment(entry.date)
        except ValueError as error:
            report(Diagnostic(places.value("date"), Code.INVALID_VALUE, str(error)))
    for name, values in (("languages", entry.languages), ("sections", entry.sections)):
        for i, value in enumerate(values):
            if value in values[:i]:
                report(Diagnostic(places.value(name, i), Code.DUPLICATE_ID, f"'{value}' stands twice"))
    return Settings(
        name=entry.name,
        languages=entry.languages,
        date=moment,
        authors=entry.authors,
        sections=entry.sections,
        numbered=entry.numbered,
        span=places.value(),
    )
