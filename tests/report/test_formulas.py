"""Formulas on the page: on the baseline, no wider than the column, numbered, and said in words."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from builder.locales import load_locale
from builder.model import Edition
from builder.project import open_project
from builder.report import print_edition
from builder.report.book import bind
from builder.report.bookviews import Part
from builder.report.composition import holds
from builder.report.fonts import heading_ruler
from builder.report.mathviews import Display, Maths
from builder.report.measures import measures
from builder.report.press import Press
from builder.report.resources import Shelf
from builder.report.views import Run
from builder.text import walk
from builder.theme import Theme
from tests.content import checked
from tests.verapdf import failures

SAMPLE = Path(__file__).parents[1] / "projects" / "maths"


def editions_of(text: str, folder: Path) -> Edition:
    book, faults = checked(folder, {"report.yaml": "name: m\nlanguages: [zh]\n", "zh/01-a.md": text})
    assert book is not None
    assert [fault for fault in faults if fault.severity == "error"] == []
    return book.editions[0]


def press_of(theme: Theme) -> Press:
    locale = load_locale("zh")
    ruler = heading_ruler(locale, theme)
    return Press(locale, theme, measures(theme.report, locale.type), ruler, {}, Shelf(), holds(locale))


def views(text: str, folder: Path, theme: Theme) -> tuple[Part, Press]:
    press = press_of(theme)
    return bind(editions_of(text, folder), press, "").parts[0], press


def test_a_formula_stands_on_the_baseline_with_space_beside_han(tmp_path: Path, theme: Theme) -> None:
    part, press = views("# 一\n\n设$y$为 $x$ 与（$z$）。\n", tmp_path, theme)
    y, x, z = (one for one in walk(part) if isinstance(one, Maths))
    assert (y.before, y.after, x.before, x.after, z.before, z.after) == (True, True, False, False, False, False)
    assert y.depth > x.depth
    assert y.src in press.shelf.items
    assert y.alt == "y"


def test_a_long_formula_in_a_line_is_several_pictures_that_say_their_parts(tmp_path: Path, theme: Theme) -> None:
    part, _ = views("# 一\n\n有 $a+b+c+d+e+f+g+h+i+j = k+l+m$。\n", tmp_path, theme)
    parts = [one for one in walk(part) if isinstance(one, Maths)]
    assert len(parts) >= 2
    assert parts[0].alt.endswith(("等于", "加"))
    assert all(one.alt for one in parts)


def test_a_display_is_numbered_by_chapter_and_a_wide_one_fits(tmp_path: Path, theme: Theme) -> None:
    wide = "+".join(f"x_{{{n}}}" for n in range(80))
    text = f"# 一\n\n$$a$$ {{#one}}\n\n$$b$$\n\n$$y={wide}$$ {{#three}}\n\n$$d \\tag{{甲}}$$\n\n见{{ref}}`three`。\n"
    part, press = views(text, tmp_path, theme)
    a, b, c, d = (one for one in walk(part) if isinstance(one, Display))
    assert [one.label for one in (a, b, c, d)] == ["(1.1)", "", "(1.2)", "(甲)"]
    assert (a.id, b.id) == ("one", "")
    room = press.measures.full / press.locale.type.body_size
    assert c.width + c.room <= room
    assert "式\u00a0(1.2)" in [one.text for one in walk(part) if isinstance(one, Run)]


def test_a_formula_is_no_link_but_its_words_are(tmp_path: Path, theme: Theme) -> None:
    part, _ = views("# 一\n\n[$x^2$](https://example.org) 与 [看 $y$](https://example.org)\n", tmp_path, theme)
    assert [one.alt for one in walk(part) if isinstance(one, Maths)] == ["y"]
    assert "x\\xa0的平方" in str(part)


def test_titles_in_the_outline_are_text(tmp_path: Path, theme: Theme) -> None:
    part, _ = views("# 复杂度 $O(n^2)$\n\n文。\n", tmp_path, theme)
    assert part.mark.endswith("复杂度 O(n²)")


def test_an_unnumbered_report_numbers_its_equations_through(tmp_path: Path) -> None:
    files = {
        "report.yaml": "name: m\nlanguages: [en]\nnumbered: false\n",
        "en/01-a.md": "# A\n\n$$a$$ {#one}\n\nSee {ref}`two`.\n",
        "en/02-b.md": "# B\n\n$$b$$ {#two}\n",
    }
    book, _ = checked(tmp_path, files)
    assert book is not None
    found = str(book.editions[0].document)
    assert "Equation\\xa0(2)" in found or "Equation\u00a0(2)" in found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_textbook_is_printed_tagged_and_whole(lang: str, tmp_path: Path, theme: Theme) -> None:
    from builder.pipeline import read

    faults: list[object] = []
    book = read(open_project(SAMPLE), faults.append)
    assert book is not None
    edition = next(one for one in book.editions if one.lang == lang)
    printed = print_edition(edition, load_locale(lang), theme)
    assert printed.complaints == ()
    assert print_edition(edition, load_locale(lang), theme).content == printed.content
    path = tmp_path / f"{lang}.pdf"
    path.write_bytes(printed.content)
    document = pdfium.PdfDocument(printed.content)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    numbers = re.findall(r"\((\d\.\d)\)", text)
    assert {"1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "3.1"} <= set(numbers)
    assert "US$7.4" in text
    if lang == "zh":
        assert failures([path]) == []
