"""A style sheet is read once a process, and every document hears what is wrong with it and gets its fonts."""

from __future__ import annotations

from pathlib import Path

from builder.report.resources import Resource
from builder.theme import load_theme
from tests.printing import print_html

FONTS = load_theme(None).fonts


def test_a_second_document_is_as_the_first() -> None:
    shelf = {"builder:/serif": Resource((FONTS / "SourceSerif4-Regular.ttf").read_bytes(), "font/ttf")}
    face = '@font-face { font-family: "a"; font-weight: 400; font-style: normal; src: url("builder:/serif"); }'
    css = f"{face}\np {{ font-family: a; colour: red }}"
    html = '<html lang="en"><head><title>t</title></head><body><main id="body"><p>Text</p></main></body></html>'
    first, second = (print_html(html, css, shelf, Path(FONTS)) for _ in range(2))
    assert first == second
    assert any("colour" in one for one in first.complaints)
    plain = print_html(html, css.removeprefix(face), shelf, Path(FONTS))
    assert len(first.content) > len(plain.content) + 50_000, "the font is in it"
