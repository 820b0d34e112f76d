"""Sources as citeproc wants to read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from citeproc.source import Date, LiteralDate, Name, VariableError
from citeproc.string import String

from builder.csl.marked import KEPT, clean
from builder.model import Dated, Moment, Source
from builder.model import Name as Person
from builder.text import is_han

_UNCOUNTED: Final = ("language", "year_suffix")
"""What the library asks for on its own, and what is no variable of the source: no group is left out for them."""


Forms: TypeAlias = tuple[str, str, str]
"""A name as the style cites it, with initials, and with the whole given name."""


@dataclass(frozen=True, slots=True)
class Cited:
    """How a source is cited (CSL 1.0.2, "Disambiguation" and "Cite Collapsing"). `shown`: at least so many of its
    names; 0 is what the style shows. `given`: how much of the given name is added to each, as a place in `Forms`.
    `told`: in the style's own way to tell sources apart. `nameless`: its names stand before it already."""

    shown: int = 0
    given: tuple[int, ...] = ()
    told: bool = False
    nameless: bool = False


AS_IS: Final = Cited()


class Reference:
    """A source to citeproc: its variables, with a log of which were asked for and there, from which a style's groups
    know whether they have anything to say, and the variables that stand for a missing one and are printed once."""

    def __init__(
        self,
        source: Source,
        lang: str,
        year_suffix: str = "",
        title: str = "",
        cited: Cited = AS_IS,
        order: str = "letters",
    ) -> None:
        """`title`: the variable that is printed as the title, where there is none. `order`: by which order of
        `locales.indexing` it is sorted."""
        self.key = source.key
        self.type = source.genre.value
        self.cited = cited
        self.order = order
        self._values = _values(source, lang, title)
        if year_suffix:
            self._values["year_suffix"] = String(year_suffix)
            if "issued" in self._values:
                self._values["issued"]["letter"] = self.letter
        self.begin()

    def begin(self) -> None:
        """Nothing is printed yet."""
        self._log: list[tuple[str, bool]] = []
        self._silent = False
        self._printed: frozenset[str] = frozenset()
        self.hides = False
        self.naming = False
        self.named: str | None = None
        self.people: tuple[Callable[[], Forms], ...] = ()
        self.visible = 0
        self._lettered = False

    def letter(self) -> str:
        """What tells its year from others, once."""
        self._lettered, before = True, self._lettered
        return "" if before else str(self._values.get("year_suffix", ""))

    @property
    def mark(self) -> int:
        return len(self._log)

    def since(self, mark: int) -> list[tuple[str, bool]]:
        """The variables asked for after a mark, and whether they were there."""
        return self._log[mark:]

    def asked(self, name: str, there: bool) -> None:
        if not self._silent:
            self._log.append((_key(name), there))

    def named_at(self, number: int) -> Forms | None:
        """The forms of a name of what was last cited."""
        return self.people[number]() if number < len(self.people) else None

    def print_once(self, names: frozenset[str]) -> None:
        self._printed |= names

    @contextmanager
    def standing(self, role: str, people: list[Any]) -> Iterator[None]:
        """With these names instead of its own."""
        key = _key(role)
        before = self._values[key], self._printed
        self._values[key], self._printed = people, self._printed - {key}
        try:
            yield
        finally:
            self._values[key], self._printed = before

    @contextmanager
    def silent(self) -> Iterator[None]:
        before, self._silent = self._silent, True
        try:
            yield
        finally:
            self._silent = before

    def __contains__(self, name: str) -> bool:
        key = _key(name)
        return key in self._values and not (self.hides and key in self._printed)

    def __getitem__(self, name: str) -> Any:
        key = _key(name)
        there = key in self._values and key not in self._printed
        if key not in _UNCOUNTED:
            self.asked(key, there)
        if not there:
            raise VariableError
        return self._values[key]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def get(self, name: str, default: Any = None) -> Any:
        try:
            return self[name]
        except VariableError:
            return default


class Item:
    """One citation of a source, or its entry. `number`: its place in the printed list."""

    def __init__(self, reference: Reference, number: int) -> None:
        self.reference = reference
        self.key = reference.key
        self._number = number
        self.has_locator = False

    @property
    def number(self) -> int:
        self.reference.asked("citation-number", True)
        return self._number

    def __contains__(self, name: str) -> bool:
        return False

    def __getitem__(self, name: str) -> Any:
        return self.reference[name]

    def __getattr__(self, name: str) -> Any:
        raise VariableError if name == "locator" else AttributeError(name)

    def get_field(self, name: str) -> Any:
        return self.reference.get(name)


def _key(name: str) -> str:
    return name.replace("-", "_")


def _values(source: Source, lang: str, title: str) -> dict[str, Any]:
    texts = {name: clean(text) for name, text in source.texts.items()}
    if title:
        texts["title"] = texts.pop(title)
    values: dict[str, Any] = {_key(name): String(text) for name, text in texts.items() if text}
    for role, names in source.names.items():
        if people := [person for name in names if (person := _person(name))]:
            values[_key(role)] = people
    values |= {_key(name): _date(date) for name, date in source.dates.items()}
    values["language"] = lang
    return values


def _person(name: Person) -> Name | None:
    """A name by parts, as far as its script has them: Chinese and Japanese names are not turned or shortened."""
    parts = {
        "family": clean(name.family),
        "given": clean(name.given),
        "suffix": clean(name.suffix),
        "non-dropping-particle": clean(name.particle),
        "dropping-particle": clean(name.dropping),
    }
    if literal := clean(name.literal):
        return Name(literal=KEPT + literal)
    whole = parts["family"] + parts["given"]
    if whole and all(is_han(character) for character in re.sub(r"[\s·・]", "", whole)):
        return Name(literal=KEPT + whole)
    return Name(**{part: text for part, text in parts.items() if text}) if whole else None


def _date(date: Dated) -> Date | LiteralDate:
    begin, end = date.begin, date.end
    if begin is None or begin.quarter or end is not None:
        words = clean(date.literal) or "–".join(iso(moment) for moment in (begin, end) if moment)
        return LiteralDate(words, circa=date.circa)
    parts = {"year": begin.year, "month": begin.month, "day": begin.day}
    return Date(circa=date.circa, **{name: part for name, part in parts.items() if part})


def iso(moment: Moment) -> str:
    """As far as it is known: 2026, 2026-Q2, 2026-02, 2026-02-27."""
    if moment.quarter:
        return f"{moment.year}-Q{moment.quarter}"
    return "-".join(f"{part:02}" for part in (moment.year, moment.month, moment.day) if part)
