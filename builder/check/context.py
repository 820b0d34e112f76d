"""What the checks look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, TypeVar, cast

from builder.diagnostics import Span
from builder.locales import Locale
from builder.locales.reading import Quantity, read_quantities
from builder.model import Clause, Corpus, Equation, Math, Only, Section, When
from builder.text import walk

T = TypeVar("T")
Reading = Callable[[str], tuple[Quantity, ...]]


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
    _kept: dict[tuple[Callable[[Context, str], object], str], object] = field(
        default_factory=dict, repr=False, compare=False
    )

    def kept(self, make: Callable[[Context, str], T], lang: str) -> T:
        """What `make` makes of a language: once, for all checks that look at it."""
        key = make, lang
        if key not in self._kept:
            self._kept[key] = make(self, lang)
        return cast(T, self._kept[key])


def reading(context: Context, lang: str) -> Reading:
    """The quantities of a text of a language; what several checks ask for is read once."""
    locale = context.locales[lang]
    return cache(lambda text: read_quantities(text, locale))


_RARE: Final = (Only, When, Clause, Math, Equation)


def rarities(context: Context, lang: str) -> tuple[Only | When | Clause | Math | Equation, ...]:
    """What checks look for anywhere in a language's document."""
    return tuple(part for part in walk(context.corpus.documents[lang]) if isinstance(part, _RARE))


def walk_sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Every section, each before those inside it."""
    for section in sections:
        yield section
        yield from walk_sections(section.sections)
