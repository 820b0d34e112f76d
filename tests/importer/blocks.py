"""Strategies that make blocks and inlines of every type, as `load` may give them, and what is read from Markdown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from builder.diagnostics import Diagnostic, Severity, Span
from builder.load.assets import Assets
from builder.load.document import read_sections
from builder.load.reader import open_reader
from builder.model import (
    Align,
    Block,
    Blocks,
    Break,
    Callout,
    CalloutKind,
    Cell,
    Clause,
    Code,
    CodeBlock,
    Column,
    Comparison,
    Edge,
    Emph,
    Entry,
    Equation,
    Figure,
    Flow,
    Footnote,
    Formula,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    Items,
    Link,
    Mark,
    Math,
    Missing,
    Node,
    NodeShape,
    Number,
    Only,
    Paragraph,
    Picture,
    Quote,
    Ref,
    References,
    RefKind,
    Rule,
    Script,
    Slide,
    SlideLayout,
    Status,
    Strike,
    Table,
    Text,
    Variable,
    When,
)
from builder.project import Project
from tests.content import FONTS

HERE = Span("", 0, 0, 0)

# --- text ----------------------------------------------------------------------------------------------------------

PIECES = [
    "a", "word", "重点", "。", "，", "“引”", " ", "  ", ".", ",", "#", "# ", "## x", "- ",
    "-", "+ ", "* ", "*", "**", "_", "__", "snake_case", "1. ", "12) ", "1.", ":::",
    ":::{note} x", ":id: x", "{fact}", "{", "}", "{#id}", "{#id only}", "$", "$5",
    "$x$", "$$", "|", "[", "]", "[x]", "[ ] ", "[x] ", "[a](b)", "](", "[^1]",
    "[^1]: x", "[a]: b", "!", "![", "<", "<b>", "</b>", "<!--", "-->", "<br>",
    "<https://a.b>", "< 5", "&", "&amp;", "&#35;", "& ", "https://a.b/c?d=e&f", "^^",
    "<<", "^", "~", "~~", "~~~", "```", "`", "``", "+++", "---", "===", "=", "--",
    "***", "___", ">", "> ", "\\", "\\\\", "\\*", "\\n", "\u00a0", "\u200b",
    "\u3000", "\t", "'", '"', "(", ")", "/", ":", ": ", ";", "中文 and 中文", "9",
    "e.g.", "C:\\path", "x_", "_x", "%", "%20", "@", "🟢", "!!!", "=>", "->",
    "a -> b", "{cite}", "]{when ", "[a]{when b < 1}", "{when a = 2}", "{param}",
]  # fmt: skip

words = st.lists(st.sampled_from(PIECES).filter(lambda piece: piece != "🟢"), min_size=1, max_size=5).map("".join)
texts = words.map(Text)
codes = st.lists(
    st.sampled_from(["a", "`", "``", " ", "|", "\\", "*", "{fact}", "$", "<b>", "&amp;", "中", "\\|", "[", "]"]),
    min_size=1,
    max_size=4,
).map(lambda parts: Code("".join(parts)))
targets = st.sampled_from(
    [
        "https://example.org/",
        "https://example.org/a_(b)",
        "https://example.org/?a=1&amp;b=2",
        "https://example.org/x%20y",
        "mailto:a@example.org",
        "#anchor",
        "#锚点",
        "#a b",
        "#a)b",
        "#a\\b",
        "http://a.b/c*d_e~f",
    ]
)
options = st.sampled_from([{}, {"form": "table"}, {"modifier": "at-least", "signed": "signed"}, {"digits": "2"}])
refs = st.one_of(
    st.builds(lambda o: Ref(RefKind.FACT, "swe.2024", o, HERE), options),
    st.sampled_from([Ref(kind, "key-1", {}, HERE) for kind in RefKind if kind is not RefKind.FACT]),
)
CONDITION = Comparison(Variable("a", HERE), "<", Number(Decimal(1)))
SAID = "a < 1"
pictures = words.map(lambda alt: Picture("../figures/a.png", alt, HERE))
formulas = st.sampled_from(["x", "a_1 + b^2", r"\frac{1}{2}", "x < y", r"\sum_{i=1}^n", "a|b"])
leaves: st.SearchStrategy[Inline] = st.one_of(
    texts,
    texts,
    texts,
    codes,
    pictures,
    st.just(Break()),
    st.sampled_from([Status(mark) for mark in Mark]),
    formulas.map(lambda tex: Math(tex, HERE)),
    refs,
)


def _wrapped(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    some = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Emph, some, st.booleans()),
        st.builds(Emph, some, st.booleans()),
        st.builds(Strike, some),
        st.builds(Script, some, st.booleans()),
        st.builds(lambda target, kids: Link(target, kids, HERE), targets, some),
        targets.map(lambda target: Link(target, (Text(target),), HERE)),
    )


plain_inlines: st.SearchStrategy[Inlines] = st.lists(
    st.recursive(leaves, _wrapped, max_leaves=5), min_size=1, max_size=4
).map(tuple)
notes = st.lists(plain_inlines, min_size=1, max_size=2).map(
    lambda paragraphs: Footnote(tuple(Paragraph(p, HERE) for p in paragraphs), HERE)
)
clauses = plain_inlines.map(lambda kids: Clause(CONDITION, SAID, kids, HERE))
inlines: st.SearchStrategy[Inlines] = st.one_of(
    plain_inlines,
    plain_inlines,
    plain_inlines,
    st.tuples(plain_inlines, st.one_of(notes, clauses), plain_inlines).map(
        lambda parts: (*parts[0], parts[1], *parts[2])
    ),
)
some_inlines = st.one_of(st.just(()), plain_inlines)

# --- blocks --------------------------------------------------------------------------------------------------------

ids = st.sampled_from(["a", "fig-1", "b.2"])
code_lines = st.sampled_from(
    [
        "x = 1",
        "",
        "    indented",
        "\ttab",
        ":::",
        "::::",
        "```",
        "~~~~",
        "  ```",
        "# no",
        "- no",
        "中文  ",
        "> q",
        "$$",
        "|",
    ]
)


def _leaf_blocks() -> st.SearchStrategy[Block]:
    return st.one_of(
        inlines.map(lambda i: Paragraph(i, HERE)),
        inlines.map(lambda i: Paragraph(i, HERE)),
        st.builds(
            lambda lines, language: CodeBlock("\n".join(lines), language, HERE),
            st.lists(code_lines, max_size=5),
            st.sampled_from(["", "python", "c++", "a`b"]),
        ),
        st.just(Rule(HERE)),
        tables(),
        figures(),
        flows(),
        plain_inlines.map(lambda i: Formula(i, HERE)),
        st.builds(lambda name, tex: Equation(name, tex, HERE), st.sampled_from(["", "eq-1"]), formulas),
        st.lists(st.builds(lambda key, note: Entry(key, note, HERE), ids, some_inlines), min_size=1, max_size=2).map(
            lambda entries: References(tuple(entries), HERE)
        ),
    )


def _container_blocks(children: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(children, max_size=3).map(tuple)
    item = st.builds(lambda blocks, checked: Item(blocks, checked, HERE), some, st.sampled_from([None, True, False]))
    return st.one_of(
        st.builds(
            lambda found, ordered, start, tight: Items(tuple(found), ordered, start, tight, HERE),
            st.lists(item, min_size=1, max_size=3),
            st.booleans(),
            st.sampled_from([1, 0, 3, 99]),
            st.booleans(),
        ),
        st.builds(
            lambda kind, title, blocks: Callout(kind, title, blocks, HERE),
            st.sampled_from(CalloutKind),
            some_inlines,
            some,
        ),
        some.map(lambda blocks: Quote(blocks, HERE)),
        some.map(lambda blocks: Only("en", blocks, HERE)),
        some.map(lambda blocks: When(CONDITION, SAID, blocks, HERE)),
        st.builds(lambda level, i: Heading(level, i, HERE), st.integers(2, 6), plain_inlines).map(
            lambda heading: Quote((heading,), HERE)
        ),
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    cell = st.builds(
        Cell,
        st.one_of(st.just(()), inlines, texts.map(lambda t: (t,))),
        st.booleans(),
        st.sampled_from([1, 1, 1, 2, 3]),
        st.sampled_from([1, 1, 1, 2, 3]),
    )
    rows = st.lists(cell, min_size=1, max_size=width).map(tuple)
    named = draw(st.booleans())
    head = draw(st.lists(rows, max_size=3 if named else 1)).copy()
    body = draw(st.lists(rows, min_size=1, max_size=4))
    if not named:
        body = [tuple(replace(cell, header=False) for cell in row) for row in body]
    aligns = draw(st.lists(st.sampled_from(Align), min_size=width, max_size=width))
    return Table(
        draw(ids) if named else "",
        draw(some_inlines) if named else (),
        tuple(head),
        tuple(body),
        tuple(aligns),
        draw(some_inlines) if named else (),
        HERE,
    )


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    content = draw(
        st.sampled_from(
            [
                Image("../figures/a.png"),
                Image("../figures/a.png", 60, True),
                Image("../figures/a.png", 320),
                Missing("../figures/none.png"),
            ]
        )
    )
    bare = isinstance(content, Image) and content.width is None and draw(st.booleans())
    name = "" if bare else draw(st.sampled_from(["a" if isinstance(content, Image) else "none", "fig-1"]))
    return Figure(name, draw(some_inlines), content, draw(words), () if bare else draw(some_inlines), HERE)


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    names = draw(st.lists(st.sampled_from(["a", "b-1", "c"]), min_size=1, max_size=3, unique=True))
    nodes = [Node(name, draw(st.sampled_from(NodeShape)), draw(plain_inlines.map(_worded))) for name in names]
    edges = [Edge(names[0], name, draw(some_inlines.map(_worded))) for name in names[1:]]
    return Flow("flow-1", draw(some_inlines), tuple(nodes), tuple(edges), draw(words), draw(some_inlines), HERE)


def _worded(inlines: Inlines) -> Inlines:
    """A label says something."""
    return (Text("label "), *inlines) if inlines else ()


@st.composite
def slides(draw: st.DrawFn) -> Slide:
    some = st.lists(_leaf_blocks(), max_size=2).map(tuple)
    columns = tuple(
        Column(_worded(draw(plain_inlines)), draw(some), HERE) for _ in range(draw(st.sampled_from([0, 2])))
    )
    return Slide(
        _worded(draw(plain_inlines)),
        tuple(draw(st.lists(ids, max_size=2, unique=True))),
        draw(some),
        columns,
        draw(some),
        SlideLayout.COMPARISON if columns else draw(st.sampled_from([None, SlideLayout.STATEMENT])),
        draw(some_inlines),
        HERE,
    )


some_blocks: st.SearchStrategy[Blocks] = st.lists(
    st.recursive(st.one_of(_leaf_blocks(), slides()), _container_blocks, max_leaves=5), min_size=1, max_size=4
).map(tuple)

# --- reading back --------------------------------------------------------------------------------------------------


class Reader:
    """Reads one page after the other in one project."""

    def __init__(self, folder: Path, picture: bytes) -> None:
        self.project = Project(folder, folder)
        for name in ("en", "figures"):
            (folder / name).mkdir(exist_ok=True)
        (folder / "figures" / "a.png").write_bytes(picture)

    def blocks(self, markdown: str) -> tuple[Blocks, list[Diagnostic]]:
        path = self.project.root / "en" / "a.md"
        path.write_text(f"# Page {{#page}}\n\n{markdown}", "utf-8")
        faults: list[Diagnostic] = []
        opened = open_reader(self.project, path, "a", Assets(self.project, FONTS), faults.append)
        assert opened is not None
        (section,) = read_sections(*opened)
        return section.blocks, [fault for fault in faults if fault.severity is Severity.ERROR]


def bare(value: Any, change: Callable[[str], str] = lambda asset: asset) -> Any:
    """A value without its places, with `change` made to the names of its pictures."""
    if isinstance(value, Span):
        return HERE
    if isinstance(value, tuple):
        return tuple(bare(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        made = {part.name: bare(getattr(value, part.name), change) for part in fields(value)}
        if "asset" in made:
            made["asset"] = change(made["asset"])
        return replace(value, **made)
    return value
