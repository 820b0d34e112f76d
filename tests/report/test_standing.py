"""What is printed of pages that stand is what is printed of pages that were set for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final, TypeAlias

import pytest

from builder.locales import load_locale
from builder.model import Block, Edition, Footnote, Link, Picture, Section, Text
from builder.report import print_edition
from builder.report.pdf import Engine
from builder.report.standing import Standing
from builder.theme import Theme
from tests.report import report_sample
from tests.report.report_sample import SPAN, Wording, paragraph
from tests.report.test_pages import chapters

Change: TypeAlias = Callable[[Edition], Edition]
_PICTURE: Final = "drawing.svg"
_RED: Final = report_sample.DRAWING.replace(b"#2B4C7E", b"#C8372D")


def report(words: Wording) -> Edition:
    """Four chapters; the first names a section, the second has a picture, the third a note and two pages."""
    link = Link("#place", (Text("a place"),), SPAN)
    picture = Picture(_PICTURE, "Drawn", SPAN)
    much = tuple(paragraph(words.long) for _ in range(10))
    made = chapters(
        words,
        (paragraph(words.sentence, link), *much),
        (paragraph(picture), *much),
        (paragraph("Noted, 1 to 4", Footnote((paragraph("A note."),), SPAN)), *much, *much),
        (paragraph(words.sentence, Footnote((paragraph("Another."),), SPAN)), *much),
    )
    return with_section("place")(made)


def with_section(name: str) -> Change:
    """The last chapter has one section, with that id."""

    def change(edition: Edition) -> Edition:
        *others, last = edition.document.sections
        section = Section(name, 2, report_sample.text("Place"), (paragraph("A note."),), (), SPAN, "4.1")
        sections = (*others, replace(last, sections=(section,)))
        return replace(edition, document=replace(edition.document, sections=sections))

    return change


def with_block(number: int, *blocks: Block) -> Change:
    def change(edition: Edition) -> Edition:
        sections = list(edition.document.sections)
        sections[number - 1] = replace(sections[number - 1], blocks=(*blocks, *sections[number - 1].blocks))
        return replace(edition, document=replace(edition.document, sections=tuple(sections)))

    return change


def in_red(edition: Edition) -> Edition:
    return replace(edition, assets={**edition.assets, _PICTURE: replace(edition.assets[_PICTURE], content=_RED)})


CHANGES: Final[dict[str, Change]] = {
    "a sentence": with_block(2, paragraph(report_sample.EN.sentence)),
    "a note": with_block(1, paragraph("More", Footnote((paragraph("First of all."),), SPAN))),
    "pages": with_block(1, *(paragraph(report_sample.EN.long) for _ in range(14))),
    "a character": with_block(3, paragraph("Ω")),
    "a picture": in_red,
    "a place that is named": with_section("another"),
    "nothing": lambda edition: edition,
}


@pytest.fixture(scope="module")
def standing() -> Iterator[Standing]:
    """It holds what the tests before have printed."""
    made = Standing()
    yield made
    made.close()


@pytest.mark.parametrize("bound", [False, True], ids=["screen", "paper"])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_same_bytes(standing: Standing, theme: Theme, change: Change, bound: bool) -> None:
    theme, locale = replace(theme, bound=bound), load_locale("en")
    for edition in (report(report_sample.EN), change(report(report_sample.EN)), report(report_sample.EN)):
        made = print_edition(edition, locale, theme, standing=standing)
        assert made.content == print_edition(edition, locale, theme).content


def test_what_stands_is_not_set_again(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []
    plain = Engine.render
    locale, standing = load_locale("en"), Standing()
    print_edition(report(report_sample.EN), locale, theme, standing=standing)

    def render(engine: Engine, html: str, css: str) -> Any:
        rendered.append(html)
        return plain(engine, html, css)

    monkeypatch.setattr(Engine, "render", render)
    print_edition(CHANGES["a sentence"](report(report_sample.EN)), locale, theme, standing=standing)
    standing.close()
    (chapter,) = rendered
    assert re.findall(r'<h1 id="(\w+)"', chapter) == ["c2"]
