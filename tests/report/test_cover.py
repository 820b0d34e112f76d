from __future__ import annotations

from xml.etree import ElementTree

from builder.locales import load_locale
from builder.report.composition import holds
from builder.report.cover import art, mixed
from builder.report.fonts import heading_ruler
from builder.report.measures import measures
from builder.report.press import Press
from builder.report.resources import Shelf
from builder.theme import Theme
from tests.report import report_sample

SVG = "{http://www.w3.org/2000/svg}"


def drawing(theme: Theme, pictures: bool) -> ElementTree.Element:
    locale = load_locale("en")
    edition = report_sample.edition(report_sample.EN, pictures)
    page = measures(theme.report, locale.type)
    press = Press(locale, theme, page, heading_ruler(locale, theme), edition.assets, Shelf(), holds(locale))
    return ElementTree.fromstring(press.shelf.items[art(edition.document.sections, press)].content)


def test_every_value_of_the_charts_has_a_head_and_one_carries_the_accent(theme: Theme) -> None:
    picture = drawing(theme, pictures=True)
    heads = picture.findall(f"{SVG}circle")
    values = report_sample.plot().marks[0].values
    assert len(heads) == len(values)
    assert [head.get("fill") for head in heads].count(theme.colours.accent) == 1
    heights = [theme.report.height - float(head.attrib["cy"]) for head in heads]
    assert heights == sorted(heights, reverse=True)
    assert all(0 < float(line.attrib["x1"]) < theme.report.width for line in picture.findall(f"{SVG}line"))


def test_a_report_without_charts_is_drawn_by_its_sections(theme: Theme) -> None:
    heads = drawing(theme, pictures=False).findall(f"{SVG}circle")
    assert len(heads) > 1
    assert [head.get("fill") for head in heads].count(theme.colours.accent) == 1


def test_colours_are_mixed_channel_by_channel() -> None:
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
    assert mixed("#102030", "#102030", 0.3) == "#102030"
