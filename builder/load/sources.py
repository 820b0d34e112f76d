"""`sources.yaml` (CSL-YAML, CSL 1.0.2) → sources. Fields that are not given stay empty: nothing is invented."""

from __future__ import annotations

from pydantic import Field, TypeAdapter

from builder.diagnostics import Code, Diagnostic, Report
from builder.load.decode import Entry, Places, decode
from builder.load.moments import parse_moment
from builder.model import Genre, Moment, Source


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


_SCHEMA = TypeAdapter(tuple[_Source, ...])


def read_sources(text: str, file: str, report: Report) -> dict[str, Source]:
    decoded = decode(text, file, _SCHEMA, [], report)
    if decoded is None:
        return {}
    entries, places = decoded
    sources: dict[str, Source] = {}
    for i, entry in enumerate(entries):
        if entry.id in sources:
            report(Diagnostic(places.value(i, "id"), Code.DUPLICATE_ID, f"the citation key '{entry.id}' stands twice"))
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
            span=places.value(i, "id"),
        )
    return sources


def _issued(entry: _Source, index: int, places: Places, report: Report) -> Moment | None:
    if entry.issued is None:
        return None
    if isinstance(entry.issued, str):
        text = entry.issued
    else:
        text = "-".join(part.zfill(2) for part in (entry.issued.parts or ((),))[0])
    try:
        return parse_moment(text)
    except ValueError as error:
        report(Diagnostic(places.value(index, "issued"), Code.INVALID_VALUE, str(error)))
        return None
