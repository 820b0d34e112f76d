"""`sources.yaml` (CSL-YAML, CSL 1.0.2) → sources. Fields that are not given stay empty: nothing is invented."""

from __future__ import annotations

import re

from pydantic import Field, TypeAdapter

from builder.diagnostics import Code, Diagnostic, Report
from builder.load.compose import Places
from builder.load.decode import Entry, decode_each
from builder.load.moments import MOMENT_HINT, parse_moment
from builder.model import Genre, Moment, Source

_KEY = re.compile(r"[\w.:/+-]+")


class _Name(Entry):
    literal: str = ""
    family: str = ""
    given: str = ""

    def printed(self) -> str:
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


class _DateParts(Entry):
    parts: tuple[tuple[str, ...], ...] = Field(alias="date-parts")


class _Source(Entry):
    id: str
    type: Genre = Genre.WEBPAGE
    author: tuple[_Name, ...] = ()
    title: str = ""
    container_title: str = Field("", alias="container-title")
    publisher: str = ""
    issued: str | _DateParts | None = None
    number: str = ""
    url: str = Field("", alias="URL")
    language: str = ""


_SCHEMA = TypeAdapter(_Source)


def read_sources(text: str, file: str, report: Report) -> tuple[dict[str, Source], frozenset[str]]:
    """The sources by key, and the keys of those that could not be read."""
    decoded = decode_each(text, file, _SCHEMA, list, report)
    places = decoded.places
    sources: dict[str, Source] = {}
    for i, entry in decoded.value.items():
        span = places.value(i, "id")
        if not _KEY.fullmatch(entry.id):
            message = f"'{entry.id}' is no citation key"
            hint = "letters, digits and . : / _ + - without spaces or commas"
            report(Diagnostic(span, Code.INVALID_VALUE, message, hint=hint))
        if entry.url and not re.match(r"https?://\S+$", entry.url):
            message = f"'{entry.url[:60]}' is no address of the web"
            report(Diagnostic(places.value(i, "URL"), Code.INVALID_VALUE, message, hint="https://…"))
        if entry.id in sources:
            message = f"the citation key '{entry.id}' stands twice"
            report(Diagnostic(span, Code.DUPLICATE_ID, message, hint="remove or rename one"))
            continue
        sources[entry.id] = Source(
            key=entry.id,
            genre=entry.type,
            authors=tuple(name.printed() for name in entry.author),
            title=entry.title,
            container=entry.container_title,
            publisher=entry.publisher,
            issued=_issued(entry, i, places, report),
            number=entry.number,
            url=entry.url,
            lang=entry.language,
            span=span,
        )
    return sources, decoded.lost


def _issued(entry: _Source, index: str | int, places: Places, report: Report) -> Moment | None:
    if entry.issued is None:
        return None
    if isinstance(entry.issued, str):
        text = entry.issued
    else:
        text = "-".join(part.zfill(2) for part in (entry.issued.parts or ((),))[0])
    try:
        return parse_moment(text)
    except ValueError as error:
        report(Diagnostic(places.value(index, "issued"), Code.INVALID_VALUE, str(error), hint=MOMENT_HINT))
        return None
