"""`sources.yaml`, `.json` (CSL-JSON, also as YAML; CSL 1.0.2) and `.bib` → sources. Nothing is invented for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeGuard

from builder.diagnostics import Code, Diagnostic, Report, did_you_mean
from builder.load.bibfields import compose_bib
from builder.load.compose import Place, Places, Plain, Unreadable, compose
from builder.load.decode import WHOLE
from builder.load.moments import MOMENT_HINT, SPAN_HINT, parse_moments
from builder.load.variables import DATES, NAMES, TEXTS
from builder.model import Dated, Genre, Name, Source

_KNOWN: Final = NAMES | DATES | TEXTS | {"id", "type"}
_OTHER_NAMES: Final = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short"}
NAME_PARTS: Final = {
    "family": "family",
    "given": "given",
    "suffix": "suffix",
    "literal": "literal",
    "non-dropping-particle": "particle",
    "dropping-particle": "dropping",
}
DATE_PARTS: Final = ("date-parts", "literal", "raw", "circa")
_KEY: Final = re.compile(r"[\w.:/+-]+")
_TAG: Final = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
_DOI: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_NAME_HINT: Final = "{family: …, given: …}, or {literal: …} for what is no person"


def read_sources(files: Iterable[tuple[str, str]], report: Report) -> tuple[dict[str, Source], frozenset[str]]:
    """The sources by key, and the keys of those that could not be read. `files`: text and name of each."""
    sources: dict[str, Source] = {}
    lost: set[str] = set()
    for text, file in files:
        places = Places(file)
        plain = _composed(text, file, places, lost, report)
        if isinstance(plain, Unreadable):
            lost.add(WHOLE)
        elif plain is not None and not isinstance(plain, list):
            hint = "- {id: key, type: report, title: …}"
            report(Diagnostic(places.value(), Code.INVALID_VALUE, "the file holds a list of sources", hint=hint))
            lost.add(WHOLE)
        for i, entry in enumerate(plain if isinstance(plain, list) else ()):
            reader = _Reader(places, i, report)
            source = reader.source(entry)
            if source is None:
                lost.update([str(entry["id"])] if isinstance(entry, dict) and entry.get("id") else [])
            elif source.key in sources:
                reader.fault(
                    "id", f"the citation key '{source.key}' stands twice", "remove or rename one", Code.DUPLICATE_ID
                )
            else:
                sources[source.key] = source
    return sources, frozenset(lost)


def _composed(text: str, file: str, places: Places, lost: set[str], report: Report) -> Plain | Unreadable:
    if file.endswith(".bib"):
        return compose_bib(text, places, lost, report)
    return compose(text.replace("\t", " ") if file.endswith(".json") else text, places, report)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One entry: every fault of it at its place."""

    places: Places
    index: int
    report: Report
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: dict[str, Dated] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def fault(self, place: Place | str, message: str, hint: str, code: Code = Code.INVALID_VALUE) -> None:
        path = (place,) if isinstance(place, str) else place
        self.report(Diagnostic(self.places.value(self.index, *path), code, message, hint=hint))

    def source(self, entry: Plain) -> Source | None:
        if not isinstance(entry, dict):
            self.fault((), "a source is a mapping of fields", "- {id: key, type: report, title: …}")
            return None
        if not _is_text(key := entry.get("id")):
            self.fault((), "'id' is missing", "add it: it is what {cite}`…` names")
            return None
        if not _KEY.fullmatch(key):
            self.fault("id", f"'{key}' is no citation key", "letters, digits and . : / _ + - without spaces or commas")
        for name, value in entry.items():
            self._field(name, value)
        genre = entry.get("type")
        known = genre if _is_text(genre) and genre in list(Genre) else Genre.DOCUMENT
        if "type" not in entry and "URL" in self.texts:
            known = Genre.WEBPAGE
        lang = self.texts.pop("language", "").replace("_", "-")
        span = self.places.value(self.index, "id")
        return Source(key, Genre(known), self.names, self.dates, self.texts, lang, span)

    def _field(self, name: str, value: Plain) -> None:
        if name not in _KNOWN:
            span = self.places.key(self.index, name)
            hint = did_you_mean(name, _KNOWN)
            self.report(Diagnostic(span, Code.INVALID_VALUE, f"a source has no field '{name}'", hint=hint))
        elif value is None:
            self.fault(name, f"'{name}' is empty", "write a value, or leave the line out")
        elif name in NAMES:
            self.names[name] = self._people(name, value)
        elif name in DATES:
            if date := self._date(name, value):
                self.dates[name] = date
        elif not _is_text(value):
            self.fault(name, f"'{name}' is a text, not a list or mapping", "write it as one text")
        elif name == "type" and value not in list(Genre):
            self.fault(name, f"'{value}' is no type of sources", did_you_mean(value, list(Genre)))
        elif name not in ("id", "type"):
            self._text(_OTHER_NAMES.get(name, name), value)

    def _text(self, name: str, value: str) -> None:
        if name == "URL" and not re.match(r"https?://\S+$", value):
            self.fault(name, f"'{value[:60]}' is no address of the web", "https://…")
        elif name == "language" and not _TAG.fullmatch(value):
            self.fault(name, f"'{value[:60]}' is no language code", "a code such as zh-CN or en")
        elif name == "DOI":
            if match := _DOI.fullmatch(value.strip()):
                self.texts[name] = match[1]
            else:
                self.fault(name, f"'{value[:60]}' is no DOI", "10.…/…, as it stands after https://doi.org/")
        else:
            self.texts[name] = value

    def _people(self, role: str, value: Plain) -> tuple[Name, ...]:
        found = []
        for i, one in enumerate(value if isinstance(value, list) else [value]):
            place = (role, i) if isinstance(value, list) else (role,)
            if name := self._person(place, one):
                found.append(name)
        return tuple(found)

    def _person(self, place: Place, one: Plain) -> Name | None:
        if _is_text(one):
            return Name(literal=one)
        if not isinstance(one, dict):
            self.fault(place, f"'{place[0]}' is a list of names", _NAME_HINT)
            return None
        parts = {}
        for part, text in one.items():
            if part not in NAME_PARTS:
                span = self.places.key(self.index, *place, part)
                hint = did_you_mean(part, NAME_PARTS)
                self.report(Diagnostic(span, Code.INVALID_VALUE, f"a name has no part '{part}'", hint=hint))
            elif _is_text(text):
                parts[NAME_PARTS[part]] = text
            else:
                self.fault((*place, part), f"'{part}' is a text", _NAME_HINT)
        if parts and not ({"family", "given", "literal"} & parts.keys()):
            self.fault(place, "a name has a family name, a given name or both", _NAME_HINT)
        return Name(**parts) if parts else None

    def _date(self, name: str, value: Plain) -> Dated | None:
        if _is_text(value):
            return self._moments(name, value.split("/"), "", False)
        if not isinstance(value, dict):
            self.fault(name, f"'{name}' is a date", MOMENT_HINT)
            return None
        for key in value:
            if key not in DATE_PARTS:
                span = self.places.key(self.index, name, key)
                hint = did_you_mean(key, DATE_PARTS)
                self.report(Diagnostic(span, Code.INVALID_VALUE, f"a date has no '{key}'", hint=hint))
        circa = _is_text(guessed := value.get("circa")) and guessed.lower() not in ("false", "0", "")
        parts, literal, raw = value.get("date-parts"), value.get("literal"), value.get("raw")
        if isinstance(parts, list):
            texts = ["-".join(str(p).zfill(2) for p in one) if isinstance(one, list) else str(one) for one in parts]
            return self._moments(name, texts, literal if _is_text(literal) else "", circa)
        if _is_text(raw):
            return self._moments(name, raw.split("/"), "", circa)
        if _is_text(literal):
            return Dated(None, None, circa, literal)
        self.fault(name, f"'{name}' says no date", MOMENT_HINT)
        return None

    def _moments(self, name: str, texts: list[str], literal: str, circa: bool) -> Dated | None:
        try:
            moments = parse_moments(texts)
        except ValueError as error:
            self.fault(name, str(error), SPAN_HINT)
            return None
        if not 1 <= len(moments) <= 2:
            self.fault(name, f"'{name}' is one date, or two", MOMENT_HINT)
            return None
        return Dated(moments[0], moments[1] if len(moments) == 2 else None, circa, literal)


def _is_text(value: Plain) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())
