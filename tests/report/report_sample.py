"""Editions that use every block and inline, by hand: one in Chinese, one in English, of the same shape."""

from __future__ import annotations

from dataclasses import dataclass

from builder.diagnostics import Span
from builder.model import (
    Align,
    Asset,
    Axis,
    Break,
    Callout,
    CalloutKind,
    Cell,
    Code,
    CodeBlock,
    Document,
    Edge,
    Edition,
    Emph,
    Entry,
    Figure,
    Flow,
    Footnote,
    Formula,
    Front,
    Heading,
    Image,
    Inlines,
    Item,
    Items,
    Key,
    Link,
    Mark,
    Marks,
    Moment,
    Node,
    NodeShape,
    Paint,
    Paragraph,
    Picture,
    Plot,
    Quote,
    References,
    Rule,
    Script,
    Section,
    Shape,
    Slide,
    Stacking,
    Status,
    Strike,
    Style,
    Table,
    Terms,
    Text,
)

SPAN = Span("sample.md")

DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" width="480" height="200" viewBox="0 0 480 200">
<rect width="480" height="200" fill="#F4F5F7"/><circle cx="120" cy="100" r="60" fill="#2B4C7E"/>
<text x="220" y="106" font-family="Source Sans 3" font-size="18" fill="#14213D">Drawn</text></svg>"""


@dataclass(frozen=True)
class Wording:
    """The words of one sample."""

    lang: str
    title: str
    sentence: str
    long: str
    word: str
    label: str
    figure: str
    table: str


ZH = Wording(
    "zh",
    "为什么大模型在代码领域的发展比其他领域更迅速？",
    "截至 2025 年，AI 编码工具市场规模达到 40 亿～74 亿美元——其中“GitHub Copilot”拥有 2000 万用户。",
    "代码训练数据在规模上比医学、法律领域高出 100～1000 倍，且代码数据天然具备可验证性——代码必须通过编译才能执行，"
    "这为模型训练提供了自监督信号，而其他领域的文本缺乏这种内置的质量保证机制。",
    "发现",
    "指标",
    "图 {n}",
    "表 {n}",
)
EN = Wording(
    "en",
    "Why Do Large Language Models Advance Faster in Code Than in Other Fields?",
    "By 2025 the market for AI coding tools had reached US$4.0–7.4 billion, and “GitHub Copilot” had 20 million users.",
    "Code training data is 100 to 1,000 times larger than that of medicine or law, and is verifiable by nature: code "
    "must compile before it runs, which gives models a signal that the text of other fields doesn’t have.",
    "Finding",
    "Measure",
    "Figure {n}",
    "Table {n}",
)


def text(*parts: str) -> Inlines:
    return tuple(Text(part) for part in parts)


def paragraph(*children: object) -> Paragraph:
    return Paragraph(tuple(Text(child) if isinstance(child, str) else child for child in children), SPAN)  # type: ignore[misc]


def cell(content: str | Inlines, header: bool = False, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(text(content) if isinstance(content, str) else content, header, colspan, rowspan)


def plot() -> Plot:
    values = (67.3, 48.9, 18.8)
    style = tuple(Style(paint) for paint in (Paint.ACCENT, Paint.GREY, Paint.GREY))
    marks = Marks(Shape.BAR, "gain", values, tuple(f"+{value}" for value in values), style)
    return Plot(
        id="gains",
        kind="bar",
        categories=("SWE-bench", "GPQA", "MMMU"),
        marks=(marks,),
        axis=Axis(0, 80, (), False, False, ""),
        x_axis=None,
        horizontal=True,
        stacking=Stacking.NONE,
        breaks=(),
        unit="%",
        legend=(Key("gain", style[0]),),
        notes=(),
        alt="SWE-bench +67.3, GPQA +48.9, MMMU +18.8.",
    )


def inlines(words: Wording) -> Inlines:
    """One of each."""
    return (
        Text(words.sentence),
        Emph(text(words.word)),
        Emph(text("2.3 "), strong=True),
        Text("万"),
        Strike(text(words.word)),
        Text("10"),
        Script(text("−1")),
        Text("H"),
        Script(text("2"), raised=False),
        Code("len(x) == 2"),
        Link("https://example.org/a?b=1&c=2", text("example.org"), SPAN),
        Link("#ref-ai-index", text("[1]"), SPAN),
        Picture("dot.svg", "Dot", SPAN),
        Break(),
        Status(Mark.GREEN),
        Footnote((paragraph(words.sentence), paragraph(words.word)), SPAN),
        Text(words.long),
    )


def table(words: Wording, rows: int = 4, identifier: str = "data", number: str = "1.1") -> Table:
    states = (Mark.GREEN, Mark.YELLOW, Mark.ORANGE, Mark.RED, Mark.YES, Mark.NO)
    body = tuple(
        (
            cell(f"{words.label} {at + 1}", header=True),
            cell(f"{at * 7.25 + 0.5:g}"),
            cell((Status(states[at % 6]), Text(words.word))),
            cell(words.sentence),
        )
        for at in range(rows)
    )
    return Table(
        id=identifier,
        caption=text(words.sentence),
        head=(tuple(cell(one, header=True) for one in (words.label, "2025", words.word, words.label)),),
        body=body,
        aligns=(Align.LEFT, Align.RIGHT, Align.CENTER, Align.LEFT),
        source=text(words.title),
        span=SPAN,
        label=words.table.format(n=number),
    )


def flow(words: Wording) -> Flow:
    return Flow(
        id="loop",
        caption=text(words.title),
        nodes=(
            Node("gen", NodeShape.TERMINAL, text(words.label)),
            Node("check", NodeShape.DECISION, text(words.word)),
            Node("done", NodeShape.STEP, text(words.label)),
        ),
        edges=(
            Edge("gen", "check", ()),
            Edge("check", "done", text(words.word)),
            Edge("check", "gen", text(words.label)),
        ),
        alt=words.title,
        source=(),
        span=SPAN,
        label=words.figure.format(n="1.2"),
    )


def figure(words: Wording, content: Image | Plot, identifier: str, number: str) -> Figure:
    return Figure(
        identifier, text(words.title), content, words.word, text(words.title), SPAN, words.figure.format(n=number)
    )


def edition(words: Wording, pictures: bool = True) -> Edition:
    """Two chapters; `pictures` adds a chart and a process, which other packages draw."""
    drawn = (figure(words, plot(), "gains", "1.3"), flow(words)) if pictures else ()
    tasks = Items(
        (Item((paragraph(words.word),), True, SPAN), Item((paragraph(words.word),), False, SPAN)), False, 1, True, SPAN
    )
    nested = Items(
        (Item((paragraph(words.sentence), tasks), None, SPAN), Item((paragraph(words.long),), None, SPAN)),
        True,
        3,
        False,
        SPAN,
    )
    first = Section(
        id="one",
        level=1,
        title=(*text(words.title), Footnote((paragraph(words.word),), SPAN)),
        blocks=(
            Callout(CalloutKind.TAKEAWAY, text(words.word), (paragraph(words.sentence),), SPAN),
            Paragraph(inlines(words), SPAN),
            paragraph(words.long),
            table(words),
            figure(words, Image("drawing.svg"), "drawing", "1.1"),
            *drawn,
        ),
        sections=(
            Section(
                "one-two",
                2,
                text(words.word),
                (paragraph(words.long), nested),
                (
                    Section(
                        "one-three",
                        3,
                        text(words.word),
                        (
                            Quote((Heading(3, text(words.word), SPAN), paragraph(words.long)), SPAN),
                            CodeBlock(f"def f(x):\n    return x  # {words.sentence * 2}\n\nf(1)\n", "python", SPAN),
                            Formula((Text("v = f(a × b"), Script(text("−1")), Text(")")), SPAN),
                            Rule(SPAN),
                        ),
                        (),
                        SPAN,
                        "1.1.1",
                    ),
                ),
                SPAN,
                "1.1",
            ),
        ),
        span=SPAN,
        number="1",
    )
    second = Section(
        id="two",
        level=1,
        title=text(words.word),
        blocks=(
            *(
                Callout(kind, text(words.word), (paragraph(words.long),), SPAN)
                for kind in (CalloutKind.FINDING, CalloutKind.CAUTION, CalloutKind.NOTE)
            ),
            table(words, rows=30, identifier="long", number="2.1"),
            Slide(text("Shown in the deck alone"), (), (), (), (), None, (), SPAN),
            References(
                (
                    Entry("ai-index", text(words.long), SPAN, "1", (Text("Stanford HAI, “AI Index Report 2025”"),)),
                    Entry("other", (), SPAN, "2", text(words.sentence)),
                ),
                SPAN,
            ),
        ),
        sections=(),
        span=SPAN,
        number="2",
    )
    front = Front(
        title=text(words.title),
        subtitle=text(words.word),
        meta=((text(words.label), text(words.word)), (text(words.word), text("2023–2026"))),
        imprint=(paragraph(words.long),),
        colophon=(paragraph(words.sentence),),
        span=SPAN,
    )
    document = Document(words.lang, front, (first, second), Terms({}, {}))
    assets = {
        "drawing.svg": Asset("drawing.svg", "image/svg+xml", DRAWING, None, 480, 200),
        "dot.svg": Asset("dot.svg", "image/svg+xml", DRAWING, None, 480, 200),
    }
    return Edition(words.lang, "sample", ("Ada Writer",), Moment(2026, 2), document, assets)
