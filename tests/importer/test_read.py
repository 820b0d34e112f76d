"""Documents as other tools know them, and what is read from each: a source, a line of `=====`, what it shows.

After a change that is meant: `python -m tests.importer.test_read` writes what is read now; look at the difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.importer.markdown import read_markdown
from tests.importer.shown import shown
from tests.importer.words import missing

CASES = sorted((Path(__file__).parent / "cases").glob("*.md*"))
_MARKUP = """
    NOTE admonition caption class hint endhint notice style title value values Tabs apple align label math figure name
    header rows width alt src raw endraw endhighlight 320px 1 200 300 300x200 TOC long tada eqlabel 500px
    Table note block code 300px
    """
MARKUP = frozenset(_MARKUP.split())
"""Words of the sources that are names of constructs and settings, or became something else (an emoji)."""
_CUT = "\n=====\n"


def _parts(case: Path) -> tuple[str, str]:
    source, _, expected = case.read_text("utf-8").partition(_CUT)
    return source + "\n", expected.rstrip("\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_is_read(case: Path) -> None:
    source, expected = _parts(case)
    assert shown(read_markdown(source, case.name)) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_word_is_kept(case: Path) -> None:
    source, _ = _parts(case)
    assert missing(source, read_markdown(source, case.name)) - MARKUP == set()


def test_positions_and_shapes_that_the_next_stages_rely_on() -> None:
    text = "# A\n\n<div align='center'>\n\n## B\n\ntext\n\n</div>\n\n<a id='x'></a>\n\nend [l](<a b.md#c>)\n"
    sheet = read_markdown(text, "d.md")
    kinds = [(type(piece.block).__name__, piece.line, piece.centred, piece.anchors) for piece in sheet.pieces]
    assert kinds == [
        ("Heading", 1, False, ()),
        ("Heading", 5, True, ()),
        ("Paragraph", 7, True, ()),
        ("Paragraph", 13, False, ("x",)),
    ]
    assert "[l](a b.md#c)" in shown(sheet)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("\ufeffA\r\nB\rC", "A B C"),
        ("a\x00b\x93c\x94\ud83d\ude00\ud800", "ab“c”😀\ufffd"),
        ("a\u200bb\u202ec\u00add", "abcd"),
        ("中\n文 and\nmore", "中文 and more"),
    ],
)
def test_characters_that_nobody_sees(text: str, read: str) -> None:
    sheet = read_markdown(text, "a.md")
    assert shown(sheet).splitlines()[0] == f"  1 p {read}"


if __name__ == "__main__":
    for path in CASES:
        text, _ = _parts(path)
        text = text.removesuffix("\n\n") + "\n" if _CUT not in path.read_text("utf-8") else text
        read = shown(read_markdown(text.rstrip("\n") + "\n", path.name))
        path.write_text(text.rstrip("\n") + _CUT + read + "\n", "utf-8")
        print(path.name, sorted(missing(text, read_markdown(text, path.name))))
