"""Markdown's blocks become model values."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from builder.model import (
    Align,
    Break,
    Code,
    CodeBlock,
    Emph,
    Figure,
    Heading,
    Image,
    Items,
    Link,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
    Text,
)
from builder.text import plain
from tests.content import blocks, page


def png(width: int = 2, height: int = 3) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes(width) for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def text_of(block: object) -> str:
    assert isinstance(block, Paragraph | Heading)
    return plain(block.children)


def test_nested_lists_keep_their_numbers(tmp_path: Path) -> None:
    (items,) = blocks(tmp_path, "3. three\n   - a\n   - b\n\n     more\n4. four\n")
    assert isinstance(items, Items)
    assert (items.ordered, items.start, len(items.items)) == (True, 3, 2)
    paragraph, inner = items.items[0].blocks
    assert text_of(paragraph) == "three"
    assert isinstance(inner, Items)
    assert (inner.ordered, inner.start, inner.tight) == (False, 1, False)
    assert [text_of(b) for b in inner.items[1].blocks] == ["b", "more"]
    assert (inner.items[1].span.line, inner.items[1].span.col) == (5, 4)


@pytest.mark.parametrize(("markdown", "tight"), [("- a\n- b\n", True), ("- a\n\n- b\n", False)])
def test_a_list_is_tight_or_loose(markdown: str, tight: bool, tmp_path: Path) -> None:
    (items,) = blocks(tmp_path, markdown)
    assert isinstance(items, Items)
    assert items.tight is tight


def test_tasks_are_done_or_open(tmp_path: Path) -> None:
    (items,) = blocks(tmp_path, "- [ ] open\n- [x] *done*\n- [X] done\n- none [x]\n")
    assert isinstance(items, Items)
    assert [item.checked for item in items.items] == [False, True, True, None]
    assert [text_of(item.blocks[0]) for item in items.items] == ["open", "done", "done", "none [x]"]


def test_a_table_has_alignments_escaped_pipes_and_code(tmp_path: Path) -> None:
    (table,) = blocks(tmp_path, "| a | b | c | d |\n|---|:-:|--:|:--|\n| 1 \\| 2 | `x \\| y` | **z** |\n| x |\n")
    assert isinstance(table, Table)
    assert table.aligns == (Align.LEFT, Align.CENTER, Align.RIGHT, Align.LEFT)
    assert [[cell.children for cell in row] for row in table.body] == [
        [(Text("1 | 2"),), (Code("x | y"),), (Emph((Text("z"),), strong=True),), ()],
        [(Text("x"),), (), (), ()],
    ]
    assert [cell.header for row in (*table.head, *table.body) for cell in row] == [True] * 4 + [False] * 8


def test_a_table_of_a_heading_alone(tmp_path: Path) -> None:
    (table,) = blocks(tmp_path, "a | b\n--|--\n")
    assert isinstance(table, Table)
    assert (len(table.head), table.body) == (1, ())


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("| x | y |\n|---|\n| 1 | 2 |", 3),
        ("| x | y |\n|---|---|---|\n| 1 | 2 |", 3),
        ("|---|---|\n| 1 | 2 |", 3),
        ("| x | y |\n| 1 | 2 |", 3),
        ("text\n| x | y |\n|---|\n", 3),
        ("| x | y |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |", 6),
        ("> | x | y |\n> |---|---|\n> | 1 | 2 | 3 |", 5),
        ("- | x | y |\n  |---|---|\n  | 1 | 2 | 3 |", 5),
    ],
)
def test_what_looks_like_a_table_and_is_none_is_a_fault(markdown: str, line: int, tmp_path: Path) -> None:
    (fault,) = page(tmp_path, f"# A\n\n{markdown}").faults
    assert (fault.code, fault.span.line) == ("malformed-table", line)


@pytest.mark.parametrize("markdown", ["a | b", "a | b\n\nc", "`|---|` is a rule", "x - y | z"])
def test_a_pipe_makes_no_table(markdown: str, tmp_path: Path) -> None:
    assert all(isinstance(block, Paragraph) for block in blocks(tmp_path, markdown))


def test_code_keeps_its_lines_and_fences_in_it(tmp_path: Path) -> None:
    code, indented = blocks(tmp_path, "```python title=x\n:::{figure} no\n\n  {fact}`x`\n:::\n```\n\n    indented\n")
    assert isinstance(code, CodeBlock)
    assert (code.text, code.language) == (":::{figure} no\n\n  {fact}`x`\n:::", "python")
    assert isinstance(indented, CodeBlock)
    assert (indented.text, indented.language) == ("indented", "")


def test_quotations_rules_and_headings_inside_them(tmp_path: Path) -> None:
    quote, rule = blocks(tmp_path, "> ## Inside {#x}\n>\n> > deep\n\n***\n")
    assert isinstance(quote, Quote)
    heading, deep = quote.blocks
    assert isinstance(heading, Heading)
    assert (heading.level, text_of(heading)) == (2, "Inside")
    assert isinstance(deep, Quote)
    assert isinstance(rule, Rule)


def test_an_image_alone_is_a_figure_with_its_title_as_caption(tmp_path: Path) -> None:
    result = page(tmp_path, '# A\n\n![two *words*](p.png "The **caption**")\n', **{"en/p.png": png()})
    assert result.faults == ()
    (figure,) = result.sections[0].blocks
    assert isinstance(figure, Figure)
    assert figure.content == Image("content/en/p.png")
    assert figure.alt == "two words"
    assert figure.caption == (Text("The "), Emph((Text("caption"),), strong=True))


def test_images_on_lines_of_one_paragraph_are_figures_each_with_its_title(tmp_path: Path) -> None:
    result = page(tmp_path, '# A\n\n![a](p.png "One")\n![b](p.png "Two")\n', **{"en/p.png": png()})
    assert [plain(f.caption) for f in result.sections[0].blocks if isinstance(f, Figure)] == ["One", "Two"]


@pytest.mark.parametrize(
    "markdown", ["![a](p.png) text", "text ![a](p.png)", "![a](p.png)[^1]\n\n[^1]: n", "🟢 ![a](p.png)"]
)
def test_an_image_with_other_things_stays_in_its_line(markdown: str, tmp_path: Path) -> None:
    result = page(tmp_path, f"# A\n\n{markdown}", **{"en/p.png": png()})
    (block,) = result.sections[0].blocks
    assert isinstance(block, Paragraph)
    assert any(isinstance(i, Picture) for i in block.children)
    assert len(block.children) >= 2


def test_a_linked_image_is_a_picture_in_a_link(tmp_path: Path) -> None:
    result = page(tmp_path, "# A\n\n[![a](p.png)](https://e.org)", **{"en/p.png": png()})
    (block,) = result.sections[0].blocks
    assert isinstance(block, Paragraph)
    (link,) = block.children
    assert isinstance(link, Link)
    assert isinstance(link.children[0], Picture)


def test_blocks_of_html(tmp_path: Path) -> None:
    html = (
        '<div align="center">\n<p>One <b>two</b><br>three</p>\n<img src="p.png" alt="A">\n<hr>\n</div>\n<!-- no -->\n'
    )
    result = page(tmp_path, f"# A\n\n{html}", **{"en/p.png": png()})
    assert result.faults == ()
    paragraph, figure, rule = result.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert [type(i) for i in paragraph.children] == [Text, Emph, Break, Text, *([Text] * (len(paragraph.children) - 4))]
    assert isinstance(figure, Figure)
    assert (figure.alt, figure.content) == ("A", Image("content/en/p.png"))
    assert isinstance(rule, Rule)


def test_html_blocks_that_are_not_understood_keep_their_text_apart(tmp_path: Path) -> None:
    result = page(tmp_path, "# A\n\n<ul>\n<li>one</li>\n<li>two &amp; three</li>\n</ul>\n")
    assert [text_of(b).strip() for b in result.sections[0].blocks] == ["one", "two & three"]
    assert set(result.codes) == {"raw-html"}


@pytest.mark.parametrize("tag", ["script", "style", "svg"])
def test_scripts_and_styles_are_no_text(tag: str, tmp_path: Path) -> None:
    result = page(tmp_path, f"# A\n\n<{tag}>\nx {{ y }}\n</{tag}>\n\nText\n")
    assert [text_of(b) for b in result.sections[0].blocks] == ["Text"]
    assert result.codes == ["raw-html"]


def test_a_comment_that_never_ends_is_told(tmp_path: Path) -> None:
    result = page(tmp_path, "# A\n\ntext\n\n<!-- open\n\nlost\n")
    assert result.places == ["content/en/a.md:5:1 raw-html"]


def test_what_is_nested_too_deeply_is_a_fault_and_not_lost(tmp_path: Path) -> None:
    for markdown in (">" * 60 + " x", "**" * 0 + "*a " * 120 + "x" + "*" * 120, "<b>" * 300 + "x", "- " * 60 + "x"):
        result = page(tmp_path, f"# A\n\n{markdown}\n")
        assert result.codes in ([], ["unreadable-file"]), markdown[:20]
        assert result.corpus is not None
    assert page(tmp_path, "# A\n\n" + ">" * 60 + " x").places == ["content/en/a.md:3:1 unreadable-file"]


@pytest.mark.parametrize(
    "html",
    [
        "<table>\n<tr><th>a</th><td colspan=2>b</td></tr>\n</table>",
        "<details><summary>a</summary>b</details>",
        "<figure><figcaption>a b</figcaption></figure>",
    ],
)
def test_html_that_an_import_understands_is_told_once_and_its_text_kept(html: str, tmp_path: Path) -> None:
    result = page(tmp_path, f"# A\n\n{html}\n")
    assert result.places == ["content/en/a.md:3:1 raw-html"]
    assert "builder import" in result.faults[0].hint
    assert "".join(text_of(block) for block in result.sections[0].blocks).replace(" ", "") == "ab"
