"""What the checks look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.diagnostics import Span
from builder.locales import Locale
from builder.model import Corpus, Section


@dataclass(frozen=True, slots=True)
class Context:
    """`texts`: every text file that was read, by name. `covered`: every character that the fonts can draw.

    `units`: the units that the number composer knows. `locales`: one for each language. `faults`: places of what could
    not be read, so that nothing that lacks because of it is a fault, too."""

    corpus: Corpus
    texts: Mapping[str, str]
    covered: frozenset[int]
    units: frozenset[str]
    locales: Mapping[str, Locale]
    faults: tuple[Span, ...] = ()


def walk_sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Every section, each before those inside it."""
    for section in sections:
        yield section
        yield from walk_sections(section.sections)
