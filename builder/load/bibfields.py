"""Entries of BibTeX and BibLaTeX as the fields of CSL, for the reader of sources, which looks at each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from builder.diagnostics import Code, Diagnostic, Report, Severity, did_you_mean
from builder.load.bibtex import BibEntry, Value, read_entries
from builder.load.compose import Places, Plain
from builder.load.textex import plain_text

_TYPES: Final = {
    "article": "article-journal", "book": "book", "mvbook": "book", "booklet": "pamphlet", "inbook": "chapter",
    "bookinbook": "chapter", "suppbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "conference": "paper-conference", "proceedings": "book", "collection": "book", "manual": "book",
    "mastersthesis": "thesis", "phdthesis": "thesis", "thesis": "thesis", "techreport": "report", "report": "report",
    "misc": "document", "online": "webpage", "electronic": "webpage", "www": "webpage", "dataset": "dataset",
    "software": "software", "patent": "patent", "standard": "standard", "unpublished": "manuscript",
    "periodical": "periodical", "inreference": "entry-encyclopedia", "letter": "personal_communication",
    "video": "motion_picture", "movie": "motion_picture", "legislation": "legislation",
}  # fmt: skip
_FIELDS: Final = {
    "booktitle": "container-title", "journal": "container-title", "journaltitle": "container-title",
    "maintitle": "container-title", "shortjournal": "container-title-short", "shorttitle": "title-short",
    "eventtitle": "event-title", "venue": "event-place", "volume": "volume", "issue": "issue", "pages": "page",
    "pagetotal": "number-of-pages", "volumes": "number-of-volumes", "publisher": "publisher",
    "institution": "publisher", "school": "publisher", "organization": "publisher", "location": "publisher-place",
    "address": "publisher-place", "edition": "edition", "series": "collection-title", "chapter": "chapter-number",
    "isbn": "ISBN", "issn": "ISSN", "doi": "DOI", "url": "URL", "type": "genre", "version": "version",
    "language": "language", "langid": "language", "author": "author", "editor": "editor", "translator": "translator",
    "holder": "author", "bookauthor": "container-author", "date": "issued", "urldate": "accessed",
    "eventdate": "event-date", "origdate": "original-date", "title": "title", "pubstate": "status",
}  # fmt: skip
"""By name; those that say the same in the order of the entry, the first of them."""
_NAMES: Final = frozenset(("author", "editor", "translator", "container-author"))
_DATES: Final = frozenset(("issued", "accessed", "event-date", "original-date"))
_NUMBERED: Final = frozenset(("article-journal", "periodical"))
_LANGUAGES: Final = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "chinese": "zh-CN", "chinese-simplified": "zh-CN", "chinese-traditional": "zh-TW", "japanese": "ja",
    "korean": "ko", "german": "de", "ngerman": "de", "french": "fr", "spanish": "es", "italian": "it",
    "portuguese": "pt", "russian": "ru", "dutch": "nl",
}  # fmt: skip
_AND: Final = re.compile(r"\s+and\s+")


def compose_bib(text: str, places: Places, lost: set[str], report: Report) -> Plain:
    """A list of sources as `compose` makes one of YAML. `lost` gets the keys of those that cannot be read."""
    entries = read_entries(text, places.file, lost, report)
    return [_Maker(entry, number, places, report).made() for number, entry in enumerate(entries)]


@dataclass(frozen=True, slots=True)
class _Maker:
    entry: BibEntry
    number: int
    places: Places
    report: Report

    def made(self) -> Plain:
        entry = self.entry
        self.places.put((self.number,), entry.span)
        self.places.put((self.number, "id"), entry.span)
        fields: dict[str, Plain] = {"id": entry.key, "type": self._type()}
        self.places.put((self.number, "type"), entry.span)
        for name, value in entry.fields.items():
            own = _FIELDS.get(name, "")
            if own and own not in fields and value.text.strip():
                fields[own] = self._value(own, value)
                self._put(own, value)
        self._numbers(fields)
        self._year(fields)
        if (more := entry.fields.get("subtitle")) and isinstance(title := fields.get("title"), str):
            fields["title"] = f"{title}: {self._text(more)}"
        if crossed := entry.fields.get("crossref"):
            message, hint = "crossref is not followed", "write the fields of that entry here, too"
            self._warn(crossed, message, hint)
        return fields

    def _type(self) -> str:
        genre, fields = self.entry.genre, self.entry.fields
        if genre not in _TYPES:
            hint = did_you_mean(genre, _TYPES)
            self.report(Diagnostic(self.entry.span, Code.INVALID_VALUE, f"no type of sources '@{genre}'", hint=hint))
        if genre in ("misc", "unpublished") and "eprint" in fields:
            return "article"
        if genre == "misc" and "url" in fields and "doi" not in fields:
            return "webpage"
        return _TYPES.get(genre, "document")

    def _put(self, own: str, value: Value) -> None:
        self.places.put((self.number, own), value.span, value.name)

    def _value(self, own: str, value: Value) -> Plain:
        if own in _NAMES:
            return [self._person(one, value) for one in _split(value.text) if one.strip() != "others"]
        if own in ("URL", "DOI"):
            return re.sub(r"\\([%#&_~{}])", r"\1", re.sub(r"\\url\{(.*)\}", r"\1", value.text)).strip("{} \n")
        text = self._text(value)
        if own == "page":
            return re.sub(r"\s*[-–]+\s*", "-", text)
        if own == "language":
            return _LANGUAGES.get(text.lower(), text)
        return text

    def _text(self, value: Value) -> str:
        return self._plain(value.text, value)

    def _plain(self, text: str, value: Value) -> str:
        def unknown(name: str) -> None:
            self._warn(
                value, f"'\\{name}' is not understood; what it stands before is kept", "write the character itself"
            )

        return plain_text(text, unknown)

    def _warn(self, value: Value, message: str, hint: str) -> None:
        fault = Diagnostic(value.span, Code.INVALID_VALUE, message, hint=hint, severity=Severity.WARNING)
        self.report(fault)

    def _person(self, name: str, value: Value) -> Plain:
        """`First von Last`, `von Last, First` or `von Last, Jr, First`; what is in braces, or one word, is whole."""
        name = name.strip()
        parts = [part.strip() for part in _split(name, re.compile(","))]
        if len(parts) == 1:
            words = _split(name, re.compile(r"\s+"))
            small = [at for at, word in enumerate(words[:-1]) if word[:1].islower() and at]
            cut = small[0] if small else len(words) - 1
            parts = [" ".join(words[cut:]), " ".join(words[:cut])] if cut else [name]
        if len(parts) == 1:
            return {"literal": self._plain(name, value)}
        family = _split(parts[0], re.compile(r"\s+"))
        von = next((at for at, word in enumerate(family) if not word[:1].islower()), len(family) - 1)
        said = {
            "non-dropping-particle": " ".join(family[:von]),
            "family": " ".join(family[von:]),
            "suffix": parts[1] if len(parts) > 2 else "",
            "given": parts[-1],
        }
        return {part: self._plain(text, value) for part, text in said.items() if text}

    def _numbers(self, fields: dict[str, Plain]) -> None:
        """`number` is the issue of a journal, the number of a series, or the source's own; `eprint` is one, too."""
        value = self.entry.fields.get("number")
        kind = str(fields["type"])
        if value:
            series = "collection-number" if "collection-title" in fields else "number"
            self._set(fields, "issue" if kind in _NUMBERED else series, value, self._text(value))
        if (eprint := self.entry.fields.get("eprint")) and "number" not in fields:
            of = self.entry.fields.get("eprinttype") or self.entry.fields.get("archiveprefix")
            lead = f"{self._text(of)}:" if of else "arXiv:" if re.match(r"\d{4}\.\d", eprint.text) else ""
            lead = "arXiv:" if lead.lower() == "arxiv:" else lead
            self._set(fields, "number", eprint, lead + self._text(eprint))
        if kind == "thesis" and "genre" not in fields and self.entry.genre != "thesis":
            fields["genre"] = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}[self.entry.genre]

    def _year(self, fields: dict[str, Plain]) -> None:
        """`year`, `month` and `day` where there is no `date`; what is no number is said as it stands."""
        value = self.entry.fields.get("year")
        if value is None or "issued" in fields:
            return
        year = self._text(value)
        rest = [self.entry.fields[name] for name in ("month", "day") if name in self.entry.fields]
        texts = [self._text(one) for one in rest]
        if not re.fullmatch(r"\d{4}", year):
            self._set(fields, "issued", value, {"literal": year})
        elif all(re.fullmatch(r"\d{1,2}", text) for text in texts) and "month" in self.entry.fields:
            self._set(fields, "issued", value, "-".join([year, *(text.zfill(2) for text in texts)]))
        else:
            self._set(fields, "issued", value, year)

    def _set(self, fields: dict[str, Plain], own: str, value: Value, said: Plain) -> None:
        fields[own] = said
        self._put(own, value)


def _split(text: str, mark: re.Pattern[str] = _AND) -> list[str]:
    """Parted where the mark stands outside of braces."""
    found, depth, begin, at = [], 0, 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        depth += (text[at] == "{") - (text[at] == "}")
        match = mark.match(text, at) if depth == 0 else None
        if match:
            found.append(text[begin : match.start()])
            begin = at = match.end()
        else:
            at += 1
    return [*found, text[begin:]]
