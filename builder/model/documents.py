"""One language of a report: its sections, front matter and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.diagnostics import Span
from builder.model.blocks import Blocks
from builder.model.conditions import Condition
from builder.model.inlines import Inlines


@dataclass(frozen=True, slots=True)
class Section:
    """`level` 1 is a chapter. `number` ("3.2") is set by `resolve`, empty where the report does not number.

    `only`: no other language has it, and that is meant. `numbered`: it counts among its neighbours; one that does not
    has no number, nor has what stands in it. `when`: the condition under which it is there, in the words of `said`."""

    id: str
    level: int
    title: Inlines
    blocks: Blocks
    sections: tuple[Section, ...]
    span: Span
    number: str = ""
    only: bool = False
    numbered: bool = True
    when: Condition | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """What `index.md` says: cover, imprint and colophon. `meta` are label and value of the cover's lines."""

    title: Inlines
    subtitle: Inlines
    meta: tuple[tuple[Inlines, Inlines], ...]
    imprint: Blocks
    colophon: Blocks
    span: Span


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Wording of a unit that a project declares in `terms.yaml`: patterns with `{n}`, by CLDR plural category.

    `scaled` is for the place after a word of scale, where that is another: "1 million de passagers"."""

    one: str
    other: str
    scaled: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """`terms.yaml`: words that charts and prose share, by id."""

    labels: Mapping[str, str]
    units: Mapping[str, UnitWords]
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One language of the report as written (from `load`) or as printed (from `resolve`)."""

    lang: str
    front: Front
    sections: tuple[Section, ...]
    terms: Terms
