"""Sources that a style would cite alike, told apart by more names and given names (CSL 1.0.2, "Disambiguation")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from builder.csl.items import AS_IS, Cited, Forms

Ways: TypeAlias = dict[str, Cited]
_MOST_NAMES: Final = 20
"""Names of one source that are tried: papers may have thousands."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a style allows: `names` are added; `given` is its rule for given names, or ""."""

    names: bool
    given: str

    @property
    def most(self) -> int:
        """How much of a given name may be added, as a place in `Forms`."""
        return 0 if not self.given else 1 if self.given.endswith("with-initials") else 2


@dataclass(frozen=True, slots=True)
class Reading:
    """A citation as it is read: its text, what its names print, and the forms of a name by its place, if there is one.
    `visible`: how many names are shown, of `total`."""

    text: str
    names: str
    form: Callable[[int], Forms | None]
    visible: int
    total: int


Read: TypeAlias = Callable[[str, Cited], Reading]


def told_apart(keys: Sequence[str], read: Read, rule: Rule) -> Ways:
    """How each source is cited: names first, then given names, then the style's own way."""
    plain = {key: read(key, AS_IS) for key in keys}
    ways = dict.fromkeys(keys, AS_IS)
    if rule.given and rule.given != "by-cite":
        ways = _expanded(plain, rule)
    for group in alike(keys, lambda key: read(key, ways[key]).text):
        groups = [group]
        for step in _steps([plain[key] for key in group], rule):
            groups = list(_parted(groups, step, ways, read))
    return ways


def alike(keys: Iterable[str], text: Callable[[str], str]) -> list[list[str]]:
    """The keys of each text that several have."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        found[text(key)].append(key)
    return [group for group in found.values() if len(group) > 1]


def _parted(groups: list[list[str]], step: Callable[[Cited], Cited], ways: Ways, read: Read) -> Iterator[list[str]]:
    """What is still alike of each group after a step, which is taken where it helps."""
    for group in groups:
        tried = {key: step(ways[key]) for key in group}
        texts = {key: read(key, tried[key]).text for key in group}
        if len(set(texts.values())) > 1:
            ways.update(tried)
            yield from alike(group, texts.__getitem__)
        else:
            yield group


def _steps(readings: list[Reading], rule: Rule) -> Iterator[Callable[[Cited], Cited]]:
    def showing(number: int, much: int) -> Callable[[Cited], Cited]:
        """Names up to this number, those that were hidden with so much of their given names."""
        return lambda cited: replace(
            cited,
            shown=number,
            given=(*_filled(cited.given, visible)[:visible], *[much] * (number - visible)) if much else cited.given,
        )

    def giving(place: int, much: int) -> Callable[[Cited], Cited]:
        return lambda cited: replace(
            cited, given=(*_filled(cited.given, place)[:place], much, *cited.given[place + 1 :])
        )

    visible = min(reading.visible for reading in readings)
    most = min(max(reading.total for reading in readings), _MOST_NAMES)
    if rule.names:
        yield from (showing(number, 0) for number in range(visible + 1, most + 1))
    if rule.given == "by-cite":
        shown = most if rule.names else visible
        yield from (giving(place, much) for place in range(min(shown, most)) for much in range(1, rule.most + 1))
    if rule.names and rule.given and not rule.given.startswith("primary-name"):
        yield from (showing(number, rule.most) for number in range(visible + 1, most + 1))
    yield lambda cited: replace(cited, told=True)


def _filled(given: tuple[int, ...], number: int) -> tuple[int, ...]:
    return (*given, *[0] * (number - len(given)))


def _expanded(readings: dict[str, Reading], rule: Rule) -> Ways:
    """Given names where persons would be named alike, be their citations alike or not."""
    places = 1 if rule.given.startswith("primary-name") else _MOST_NAMES
    people = {
        key: [form for place in range(min(places, reading.visible)) if (form := reading.form(place))]
        for key, reading in readings.items()
    }
    known: defaultdict[str, set[Forms]] = defaultdict(set)
    for forms in people.values():
        for form in forms:
            known[form[0]].add(form)
    return {
        key: Cited(given=tuple(_much(form, known[form[0]] - {form}, rule.most) for form in forms))
        for key, forms in people.items()
    }


def _much(form: Forms, others: set[Forms], most: int) -> int:
    """As little as tells a person from others; nothing where nothing does."""
    same = {other for other in others if other[1] == form[1]}
    if same and most > 1:
        return 2
    return 1 if others - same else 0
