"""Whatever a document holds, it is read: no exception, and no word lost."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.importer.markdown import read_markdown
from builder.importer.sheet import Comment
from builder.model import Heading
from tests.importer.words import lost

PIECES = st.sampled_from(
    [
        *"\n\n\n\n   **_~`|[]()<>!#{}:-+\\&>.$%^=。“”「」…—1a中\t\u3000\u00a0\ufeff\u200b\u2028\x0c\x1b\x00\x93\ud800",
        *(
            "\n\n",
            "\n# ",
            "\n## ",
            "\n#题",
            "\n- ",
            "\n1. ",
            "\n> ",
            "\n    ",
            "\n```\n",
            "\n~~~",
            "\n```{note} T\n",
            "\n```math\n",
        ),
        *(
            "\n:::",
            "\n::::",
            "\n:::tip T\n",
            "\n::: {.callout-note title='x'}\n",
            "\n:::{figure} a.png\n:alt: b\n\nc\n:::\n",
        ),
        *(
            "\n!!! note 'T'\n    body\n",
            "\n??? tip\n",
            '\n=== "Tab"\n    x\n',
            "\n/// caption\nx\n///\n",
            "\n:::{list-table}\n* - a\n  - b\n",
        ),
        *(
            "> [!NOTE]\n> x\n",
            "\n> [!info]- T\n",
            "{{< hint >}}",
            "{{< /hint >}}",
            "{% raw %}",
            "{% endraw %}",
            "{{ x }}",
            "{% include a %}",
        ),
        *(
            "<div>",
            "</div>",
            "<details>",
            "<summary>s</summary>",
            "</details>",
            "<table>",
            "<tr><td>",
            "<td rowspan=3>",
            "</table>",
        ),
        *(
            "<Tabs>",
            "<TabItem label='L'>",
            "</TabItem>",
            "</Tabs>",
            "<b>",
            "</b>",
            "<a href='u'>",
            "</a>",
            "<img src=p.png>",
            "<T>",
            "<br>",
        ),
        *(
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<pre>",
            "</pre>",
            "<p align=center>",
            "</p>",
            "<li>",
            "<ul>",
            "</ul>",
            "<h2>",
            "</h2>",
        ),
        *(
            "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n",
            "|---|",
            "a | b",
            "[^1]",
            "[^1]: note\n",
            "\n\n[^n]: \n    more\n",
            "^[in]",
            "[x](y.md)",
        ),
        *(
            "![i](p.png)",
            "![](p q.png)",
            "[![b](https://img.shields.io/b.svg)](u)",
            "[[w|l]]",
            "![[p.png|30]]",
            "==m==",
            "%%c%%",
            "H~2~O",
        ),
        *(
            "$x^2$",
            "$$\ny\n$$",
            "\\(a_1\\)",
            "\\[a=b\\]",
            "\\begin{align}\nx\n\\end{align}\n",
            "{#id}",
            "{: .c }",
            "{ .c k=v }",
            ":smile:",
        ),
        *(
            ":octicons-x-16:",
            "{ref}`a <b>`",
            ":doc:`d`",
            "\nTerm\n: def\n",
            "[TOC]\n",
            "\n---\n",
            "\n+++\n",
            "title: t\n",
            "\nimport a from 'b'\n",
        ),
        *(
            "https://e.org/a_b",
            "a@b.org",
            "&amp;",
            "&#x1F600;",
            "&nbsp;",
            "[r]: u 't'\n",
            "[r]",
            "\n+--+--+\n| a | b |\n+--+--+\n",
        ),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_is_read(text: str) -> None:
    sheet = read_markdown(text, "a.md")
    lines = text.count("\n") + text.count("\r") + 10
    assert all(1 <= piece.line <= lines for piece in sheet.pieces)
    assert all(piece.block.children for piece in sheet.pieces if isinstance(piece.block, Heading))
    assert all(piece.block.text.strip() for piece in sheet.pieces if isinstance(piece.block, Comment))
    assert sheet == read_markdown(text, "a.md")


WORDS = st.lists(st.sampled_from(("alpha", "beta", "gamma", "文字", "词语", "delta")), min_size=1, max_size=4).map(
    " ".join
)
WRAPS = st.sampled_from(
    [
        *(
            "{}",
            "# {}",
            "- {}",
            "1. {}",
            "> {}",
            "**{}**",
            "[{}](u)",
            "![{}](p.png)",
            "<b>{}</b>",
            "<div>\n\n{}\n\n</div>",
            "`{}`",
        ),
        *(
            "!!! note\n    {}",
            ":::tip\n{}\n:::",
            "> [!NOTE]\n> {}",
            "```\n{}\n```",
            "```{{note}}\n{}\n```",
            "<details>{}</details>",
        ),
        *(
            "<table><tr><td>{}</td><td>b</td></tr></table>",
            "| {} | b |\n|---|---|\n| c | d |",
            "<!-- {} -->",
            "<Card title='{}'/>",
        ),
        *(
            "{{{{< hint info >}}}}\n{}\n{{{{< /hint >}}}}",
            "x[^1]\n\n[^1]: {}",
            "[^9]: {}",
            "<figure><img src=a><figcaption>{}</figcaption></figure>",
        ),
        *(
            "Term\n: {}",
            "=={}==",
            "%%{}%%",
            "- [ ] {}",
            "<sub>{}</sub>",
            "<center>{}</center>",
            '=== "{}"\n    y',
            "<T>{}",
            "</p>{}<li>",
        ),
    ]
)


@given(st.lists(st.tuples(WRAPS, WORDS), min_size=1, max_size=8))
@settings(max_examples=120, deadline=None)
def test_no_word_is_lost(parts: list[tuple[str, str]]) -> None:
    text = "\n\n".join(wrap.format(words) for wrap, words in parts)
    kept = [word for _, words in parts for word in words.split()]
    assert lost(kept, read_markdown(text, "a.md")) == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "[" * 10_000,
            "![" * 3_000,
            "<div>\n" * 5_000,
            "<b>" * 5_000,
            ">" * 10_000,
            "- " * 5_000,
            "*a " * 5_000,
            "$" * 10_000,
        ),
        *(
            ":::note\n" * 3_000,
            "{{< " * 3_000,
            "<table><tr><td>" * 1_000,
            "".join("  " * i + "- a\n" for i in range(200)),
        ),
        *(
            "".join(f"[^{i}]: x [^{i + 1}]\n\n" for i in range(500)) + "[^0]",
            "|" * 5_000 + "\n" + "-|" * 5_000,
            "<A {" * 3_000,
        ),
        *("".join("    " * i + "!!! note\n" for i in range(100)), "`" * 9_999 + "a", "[[a " * 2_000, "\\( " * 5_000),
    ],
    ids=lambda text: text[:8],
)
def test_what_is_never_closed_is_harmless(text: str) -> None:
    assert lost(["omega"], read_markdown(f"{text}\n\nomega", "a.md")) == []


def test_what_is_nested_too_deeply_keeps_its_words() -> None:
    deep = "".join("  " * level + f"- word{level}\n" for level in range(80))
    sheet = read_markdown(deep + "\n\nend", "a.md")
    assert lost([f"word{level}" for level in range(80)] + ["end"], sheet) == []
    assert any("nested" in note.what for note in sheet.notes)
