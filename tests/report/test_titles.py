from __future__ import annotations

import pytest

from builder.locales import load_locale
from builder.measure import Ruler
from builder.report.composition import Setting, compose, holds, unbroken
from builder.report.fonts import heading_ruler
from builder.report.titles import inset
from builder.theme import Theme

SIZE, ROOM = 14.0, 380.0


@pytest.fixture
def ruler(theme: Theme) -> Ruler:
    return heading_ruler(load_locale("zh"), theme)


def lines(title: str, lang: str, ruler: Ruler) -> list[str]:
    """The title as it is set: every line takes what finds room."""
    (composed,) = compose((title,), holds(load_locale(lang)), Setting.TITLE)
    room = ROOM - inset(composed, SIZE, ROOM, ruler)
    found = [""]
    for piece in unbroken(composed):
        if found[-1] and ruler.width((found[-1] + piece).rstrip(" "), SIZE, bold=True) > room:
            found.append("")
        found[-1] += piece
    return found


def test_a_title_of_one_line_keeps_its_room(ruler: Ruler) -> None:
    assert inset("短标题", SIZE, ROOM, ruler) == 0


def test_lines_are_balanced(ruler: Ruler) -> None:
    first, second = lines("Degree of Formality: Programming Languages and Natural Language", "en", ruler)
    assert ruler.width(second, SIZE, bold=True) > 0.45 * ruler.width(first, SIZE, bold=True)


def test_a_title_breaks_before_its_bracket(ruler: Ruler) -> None:
    first, second = lines("跨领域基准提升速度对比（2023—2024，斯坦福 AI Index 2025）", "zh", ruler)
    assert second.startswith("（")
    assert first.endswith("比")


def test_it_takes_no_line_more_than_it_must(ruler: Ruler) -> None:
    title = "The relation between the pace of development and the cost of verification " * 3
    assert len(lines(title, "en", ruler)) == ruler.lines(title, SIZE, ROOM, bold=True)
