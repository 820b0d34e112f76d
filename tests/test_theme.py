"""A project's theme changes what it names, and nothing that cannot be used gets through."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.theme import ThemeError, load_theme


def test_own_values_lie_over_the_default(tmp_path: Path) -> None:
    own = tmp_path / "theme.toml"
    own.write_text("[colours]\naccent = '#123456'\n[report]\nwidth = 215.9\n", "utf-8")
    theme, default = load_theme(own), load_theme(None)
    assert theme.colours.accent == "#123456"
    assert theme.colours.ink == default.colours.ink
    assert theme.report.width == 215.9
    assert theme.report.height == default.report.height


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[colours]\naccent = 'red; } body { display: none'", "theme.toml:2: 'accent' is a colour"),
        ("[colours]\naccent = 3", "theme.toml:2: 'accent' is a colour"),
        ("[colours]\nscarlet = '#FF0000'", "theme.toml:2: [colours] has no 'scarlet'"),
        ("[sizes]\n\ntable = '9'", "theme.toml:3: 'table' is a number"),
        ("[sizes]\ntable = -9", "theme.toml:2: 'table' is a number"),
        ("[deck]\nbody = true", "theme.toml:2: 'body' is a number"),
        ("[deck]\nbody = nan", "theme.toml:2: 'body' is a number"),
        ("[report]\nmargin_inner = 90\nmargin_outer = 90", "theme.toml:1: the margins leave less"),
        ("[fonts]\nbody = 'x'", "theme.toml:1: no table [fonts]"),
        ("[colours", "theme.toml: "),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    own = tmp_path / "theme.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(ThemeError) as caught:
        load_theme(own)
    assert said in str(caught.value)


def test_all_faults_are_said_together(tmp_path: Path) -> None:
    own = tmp_path / "theme.toml"
    own.write_text("[colours]\naccent = 'red'\n[sizes]\ntable = 0\n", "utf-8")
    with pytest.raises(ThemeError) as caught:
        load_theme(own)
    assert len(str(caught.value).splitlines()) == 2
