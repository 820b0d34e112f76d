"""Files that are not there although the report names what they would say, and where it does so first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from builder.diagnostics import Code, Diagnostic, Report, Span
from builder.model import ChartRef, Document, Entry, Fact, Figure, Ref, RefKind
from builder.project import Project
from builder.text import walk

SOURCES: Final = ("sources.yaml", "sources.json", "sources.bib")
_FILES: Final = {"facts": ("facts.yaml",), "charts": ("charts.yaml",), "sources": SOURCES}


@dataclass(slots=True)
class Absent:
    """What other files ask of those that are not there is noted while they are read, and is no fault of theirs."""

    project: Project
    report: Report
    _asked: list[tuple[str, Span]] = field(default_factory=list)

    def but_facts(self, fault: Diagnostic) -> None:
        """Reports what is wrong with charts or rules, but for facts that they name where no file holds any."""
        if fault.code is Code.UNKNOWN_FACT and not self._is_there("facts"):
            self._asked.append(("facts", fault.span))
        else:
            self.report(fault)

    def first_asked(
        self, documents: Iterable[Document], facts: Mapping[str, Fact], lost: Collection[tuple[str, str]]
    ) -> dict[str, Span]:
        """By the names of the files without their endings, texts before data; none of the `lost`, which are told."""
        away = [stem for stem in _FILES if (stem, "") not in lost and not self._is_there(stem)]
        stated = [("sources", fact.span) for fact in facts.values() if fact.sources]
        first: dict[str, Span] = {}
        for stem, span in [*(_uses(documents) if away else ()), *self._asked, *stated]:
            if stem in away:
                first.setdefault(stem, span)
        return first

    def _is_there(self, stem: str) -> bool:
        return any((self.project.content / name).is_file() for name in _FILES[stem])


def _uses(documents: Iterable[Document]) -> Iterator[tuple[str, Span]]:
    for item in walk(tuple((document.front, document.sections) for document in documents)):
        match item:
            case Ref(RefKind.FACT):
                yield "facts", item.span
            case Ref(RefKind.CITE) | Entry():
                yield "sources", item.span
            case Figure(content=ChartRef()):
                yield "charts", item.span
