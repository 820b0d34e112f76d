"""Markdown's inlines become model values."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model import Break, Code, Emph, Footnote, Link, Mark, Paragraph, Script, Status, Strike, Table, Text
from builder.text import EMOJI, plain
from tests.content import inlines, page


@pytest.mark.parametrize(
    ("markdown", "value"),
    [
        ("a *b* c", (Text("a "), Emph((Text("b"),)), Text(" c"))),
        ("a _b_ c", (Text("a "), Emph((Text("b"),)), Text(" c"))),
        ("**a *b***", (Emph((Text("a "), Emph((Text("b"),))), strong=True),)),
        ("~~a~~", (Strike((Text("a"),)),)),
        ("`a *b*`", (Code("a *b*"),)),
        ("`` a`b ``", (Code("a`b"),)),
        (r"\*a\* \{fact}`x`", (Text("*a* {fact}"), Code("x"))),
        ("a&amp;b &copy; &#8212; &nbsp;|", (Text("a&b © — \u00a0|"),)),
        ("a  \nb", (Text("a"), Break(), Text("b"))),
        ("a\\\nb", (Text("a"), Break(), Text("b"))),
        ("a\nb", (Text("a b"),)),
        ("10<sup>−6</sup> H<sub>2</sub>O", None),
        ("a<br>b<br/>c", (Text("a"), Break(), Text("b"), Break(), Text("c"))),
        ("<b>a <i>b</i></b>", (Emph((Text("a "), Emph((Text("b"),))), strong=True),)),
        ("<kbd>Ctrl</kbd>", (Code("Ctrl"),)),
        ("<mark>a</mark> <u>b</u> <small>c</small> <span class=x>d</span>", (Text("a b c d"),)),
        ("<s>a</s><del>b</del>", (Strike((Text("a"),)), Strike((Text("b"),)))),
        ("a <!-- hidden --> b", (Text("a b"),)),
        ("<b>never closed", (Emph((Text("never closed"),), strong=True),)),
        ("closed</b> only", (Text("closed only"),)),
        ("<b>a <i>b</b> c</i>", (Emph((Text("a "), Emph((Text("b"),))), strong=True), Text(" c"))),
        ("🟢 ok 🔴 no ✅❌🟡🟠", None),
        ("<b attr='>'>a</b>", (Emph((Text("a"),), strong=True),)),
    ],
)
def test_inline(markdown: str, value: tuple[object, ...] | None, tmp_path: Path) -> None:
    found = inlines(tmp_path, markdown)
    if value is not None:
        assert found == value


def test_superscripts_and_subscripts(tmp_path: Path) -> None:
    assert inlines(tmp_path, "10<sup>−6</sup> H<sub>2</sub>O") == (
        Text("10"),
        Script((Text("−6"),)),
        Text(" H"),
        Script((Text("2"),), raised=False),
        Text("O"),
    )


def test_states_are_marks(tmp_path: Path) -> None:
    marks = [i.mark for i in inlines(tmp_path, "🟢 ok 🔴 no ✅️❌🟡🟠") if isinstance(i, Status)]
    assert marks == [Mark.GREEN, Mark.RED, Mark.YES, Mark.NO, Mark.YELLOW, Mark.ORANGE]


def test_links_and_autolinks(tmp_path: Path) -> None:
    text = (
        'See [a *b*](https://e.org/x "title"), <https://e.org>, <a@b.org>, [r][ref] and <a href="mailto:c@d.org">c</a>.'
    )
    links = [i for i in inlines(tmp_path, text + "\n\n[ref]: https://r.org") if isinstance(i, Link)]
    assert [(link.target, plain(link.children)) for link in links] == [
        ("https://e.org/x", "a b"),
        ("https://e.org", "https://e.org"),
        ("mailto:a@b.org", "a@b.org"),
        ("https://r.org", "r"),
        ("mailto:c@d.org", "c"),
    ]
    assert (links[0].span.line, links[0].span.col) == (3, 13)


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "//e.org/x", "vbscript:x"])
@pytest.mark.parametrize("markup", ["[a]({})", '<a href="{}">a</a>', '\n<p><a href="{}">a</a></p>'])
def test_a_link_to_no_place_of_the_web_is_refused(target: str, markup: str, tmp_path: Path) -> None:
    result = page(tmp_path, "# A\n\n" + markup.format(target))
    links = [
        item for block in result.sections[0].blocks for item in getattr(block, "children", ()) if isinstance(item, Link)
    ]
    assert links == []


def test_a_footnote_has_several_paragraphs_and_stands_where_it_is_named(tmp_path: Path) -> None:
    found = inlines(tmp_path, "One[^n] two.\n\n[^n]: First\n    line.\n\n    Second.\n")
    note = found[1]
    assert isinstance(note, Footnote)
    assert [plain(b.children) for b in note.blocks if isinstance(b, Paragraph)] == ["First line.", "Second."]
    assert (note.span.line, note.span.col) == (3, 4)


def test_footnotes_that_lack_or_are_not_named_are_told(tmp_path: Path) -> None:
    result = page(tmp_path, "# A\n\nOne[^x], \\[^y].\n\n[^z]: lost\n")
    assert result.places == ["content/en/a.md:5:1 unknown-reference", "content/en/a.md:3:4 unknown-reference"]


def test_a_footnote_in_a_footnote_is_a_fault(tmp_path: Path) -> None:
    result = page(tmp_path, "# A\n\nOne[^a].\n\n[^a]: See[^b].\n\n[^b]: See[^a].\n")
    assert result.places == ["content/en/a.md:5:10 malformed-directive"]


def test_the_same_footnote_twice_is_the_same_note(tmp_path: Path) -> None:
    found = inlines(tmp_path, "One[^n] two[^n].\n\n[^n]: Note.\n")
    assert found[1] == found[3]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("⭐", "★"),
        ("💡", "(electric light bulb)"),
        ("press 🔍 to look", "press (left-pointing magnifying glass) to look"),
        ("the “👍” button", "the “(thumbs up sign)” button"),
        ("see [🔗](https://x.org/a)", "see (link symbol)"),
        ("1️⃣ one", "1 one"),
        ("⚠️ x", "⚠ x"),
        ("🚀 go", "go"),
        ("🚀🔥 go 🎉", "go"),
        ("done 🎉\n**✨ more** 🚀 [📘 book](https://x.org)", "done more book"),
        ("[a](https://x.org)🎉 b", "a b"),
        ("好了！😙", "好了！"),
        ("well 😉, then", "well, then"),
    ],
)
def test_other_emoji_are_named_or_left_out_beside_words(typed: str, printed: str, tmp_path: Path) -> None:
    result = page(tmp_path, f"# A\n\n{typed}")
    (block,) = result.sections[0].blocks
    assert isinstance(block, Paragraph)
    assert plain(block.children) == printed
    assert all(fault.severity == "warning" for fault in result.faults)


def test_stars_are_stars_of_our_fonts(tmp_path: Path) -> None:
    read = page(tmp_path, "# A\n\n| x |\n|-|\n| ⭐⭐⭐ |\n\nStars: ⭐⭐ of three, `⭐`\n")
    table, text = read.sections[0].blocks
    assert isinstance(table, Table)
    assert plain(table.body[0][0].children) == "★★★"
    assert isinstance(text, Paragraph)
    assert plain(text.children) == "Stars: ★★ of three, ★"
    assert read.faults == ()


def test_emoji_in_code_are_named_too(tmp_path: Path) -> None:
    result = page(tmp_path, "# A\n\n`✅ x`\n\n```\nprint('🚀')\n```\n")
    first, second = result.sections[0].blocks
    assert getattr(first, "children") == (Code("(white heavy check mark) x"),)  # noqa: B009
    assert getattr(second, "text") == "print('(rocket)')"  # noqa: B009


def test_every_emoji_is_drawn_by_a_font_or_named() -> None:
    from builder.measure import covered
    from builder.theme import load_theme

    fonts = covered(load_theme(None))
    emoji = (
        "⌚⌛⌨⏏⏩⏰⏳⏸▪▫▶◀◻◾☀☁☂☃☄☎☑☔☕☘☝☠☢☯☸☹☺♀♂♈♓♟♠♣♥♦♨♻♾♿⚒⚓⚔⚙⚛⚜"
        "⚠⚡⚪⚫⚽⛄⛅⛎⛔⛪⛲⛺⛽✂✅✈✉✊✋✌✍✏✒✔✖✡✨✳✴❄❇❌❎❓❕❗❣❤➕➗➡➰➿⤴⬅⬛⬜⭐⭕〰"
        "〽㊗㊙ℹ↔↩↪‼⁉™©®"
    )
    assert [e for e in emoji if ord(e) not in fonts and not EMOJI.match(e)] == []
    assert [chr(c) for c in fonts if c < 0x1F000 and EMOJI.match(chr(c))] == []


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("中文\n中文", "中文中文"),
        ("中文。\n“引文”", "中文。“引文”"),
        ("他说“好”\n然后", "他说“好”然后"),
        ("中文\nEnglish", "中文 English"),
        ("English\n中文", "English 中文"),
        ("한국어\n한국어", "한국어 한국어"),
        ("カナ\nカナ", "カナカナ"),
        ("中**文**\n**中**文", "中文中文"),
        ("中文[^1]\n中文\n\n[^1]: 注", "中文中文"),
        ("it’s\n“so”", "it’s “so”"),
        ("中文 \n 中文", "中文中文"),
        ("　　中文", "中文"),
    ],
)
def test_a_line_end_is_nothing_between_han(lines: str, text: str, tmp_path: Path) -> None:
    assert plain(inlines(tmp_path, lines)) == text


@pytest.mark.parametrize(
    ("markdown", "strong"),
    [
        ("他说**“你好”**吧", "“你好”"),
        ("**注意：**请", "注意："),
        ("这是**“重点”**。", "“重点”"),
        ("**中文。**后文", "中文。"),
        ("**5%**的人", "5%"),
        ("约**（5）**个", "（5）"),
        ("**《书》**说", "《书》"),
        ("用**{fact}`a`**吧", "{fact}`a`"),
    ],
)
def test_emphasis_beside_chinese_punctuation(markdown: str, strong: str, tmp_path: Path) -> None:
    (emph,) = [i for i in inlines(tmp_path, markdown) if isinstance(i, Emph)]
    assert (plain(emph.children), emph.strong) == (strong, True)


@pytest.mark.parametrize("markdown", ["a**(b)**c", "中 ** 文", "2 * 3 * 4", "snake_case_name", "中_文_字"])
def test_what_is_no_emphasis_in_commonmark_stays_text(markdown: str, tmp_path: Path) -> None:
    assert inlines(tmp_path, markdown) == (Text(markdown),)


def test_strikethrough_beside_chinese_punctuation(tmp_path: Path) -> None:
    assert inlines(tmp_path, "用~~（旧）~~新") == (Text("用"), Strike((Text("（旧）"),)), Text("新"))


def test_html_that_is_not_understood_is_named_and_its_text_kept(tmp_path: Path) -> None:
    result = page(tmp_path, "# A\n\nx <blink>y</blink> z")
    assert result.places == ["content/en/a.md:3:3 raw-html"]
    (block,) = result.sections[0].blocks
    assert isinstance(block, Paragraph)
    assert plain(block.children) == "x y z"
