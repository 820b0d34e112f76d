"""Editions made by hand: every kind of slide, in two languages, and reports that are hard to fit."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from PIL import Image as Raster

from builder.deck import plan
from builder.deck.bilingual import write as write_bilingual
from builder.deck.pptx import write as write_deck
from builder.deck.slides import Deck
from builder.diagnostics import Diagnostic, Span
from builder.locales import Locale, load_locale
from builder.model import (
    Align,
    Asset,
    Axis,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Code,
    CodeBlock,
    Column,
    Document,
    Edge,
    Edition,
    Emph,
    Entry,
    Figure,
    Flow,
    Front,
    Image,
    Inline,
    Inlines,
    Item,
    Items,
    Key,
    Link,
    Mark,
    Marks,
    Node,
    NodeShape,
    Paint,
    Paragraph,
    Plot,
    References,
    Script,
    Section,
    Shape,
    Slide,
    SlideLayout,
    Stacking,
    Status,
    Style,
    Table,
    Terms,
    Text,
    Tick,
)
from builder.theme import Theme, load_theme

LANGS = ("zh", "en")
AT = Span("sample.md", 1)
WORDS = {
    "zh": "代码训练数据在规模上比医学、法律领域高出两个数量级，且天然具备可验证性，代码必须通过编译才能执行",
    "en": "Training data for code exceed those of medicine and law by two orders of magnitude and can be verified",
}


@cache
def theme() -> Theme:
    return load_theme(None)


def locales() -> dict[str, Locale]:
    return {lang: load_locale(lang) for lang in LANGS}


def planned(*editions: Edition) -> tuple[Deck, ...]:
    return plan(editions, theme(), locales(), lambda _: None)


def reported(*editions: Edition) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    plan(editions, theme(), locales(), found.append)
    return found


def written(make: Callable[[str], Edition], lang: str) -> bytes:
    """The deck of one language, planned together with the other."""
    editions = tuple(map(make, LANGS))
    index = LANGS.index(lang)
    return write_deck(planned(*editions)[index], theme(), locales()[lang], editions[index].assets)


def paired(make: Callable[[str], Edition]) -> bytes:
    """The deck of both languages."""
    first, second = map(make, LANGS)
    one, other = planned(first, second)
    return write_bilingual((one, other), (first, second), theme(), locales())


def written_alone(one: Edition) -> bytes:
    return write_deck(planned(one)[0], theme(), locales()[one.lang], one.assets)


def say(text: str) -> Inlines:
    return (Text(text),)


def paragraph(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines), AT)


def bullets(*texts: str, ordered: bool = False) -> Items:
    return Items(tuple(Item((paragraph(text),), None, AT) for text in texts), ordered, 1, True, AT)


def long_text(lang: str, length: int) -> str:
    stop = "。" if lang == "zh" else ". "
    sentence = WORDS[lang] + stop
    return (sentence * (length // len(sentence) + 1))[: length - 1].rstrip("，, ") + stop.strip()


def slide(title: str, *blocks: Block, shown: tuple[Figure | Table | Flow, ...] = (), **more: object) -> Slide:
    base = Slide(say(title), tuple(item.id for item in shown), blocks, (), (), None, (), AT, shown)
    return replace(base, **more)  # type: ignore[arg-type]


def section(name: str, title: str, *blocks: Block, level: int = 1, children: tuple[Section, ...] = ()) -> Section:
    return Section(name, level, say(title), blocks, children, AT, "")


def plot(lang: str, name: str = "gains") -> Plot:
    grey, lit = Style(Paint.GREY), Style(Paint.ACCENT)
    names = ("代码", "推理", "多模态") if lang == "zh" else ("Code", "Reasoning", "Multimodal")
    axis = Axis(0, 80, tuple(Tick(v, f"{v:g}") for v in (0, 20, 40, 60, 80)), False, False, "")
    marks = Marks(
        Shape.BAR, "提升" if lang == "zh" else "Gain", (67.3, 48.9, 18.8), ("67.3", "48.9", "18.8"), (lit, grey, grey)
    )
    unit = "百分点" if lang == "zh" else "pp"
    alt = "；".join(names) if lang == "zh" else ", ".join(names)
    return Plot(
        name, "bar", names, (marks,), axis, None, True, Stacking.NONE, (), unit, (Key(marks.name, lit),), (), alt
    )


def tiles(lang: str, count: int = 4) -> Plot:
    values = ["67.3 个百分点", "41%", "40 亿～74 亿美元", "2000 万", "88%", "3.6 倍", "99.0%", "12.5 万亿"]
    if lang == "en":
        values = [
            "67.3 points",
            "41%",
            "US$4.0–7.4 billion",
            "20 million",
            "88%",
            "3.6 times",
            "99.0%",
            "12.5 trillion",
        ]
    label = "基准提升幅度（2023—2024）" if lang == "zh" else "Gain on the benchmark, 2023–2024"
    styles = (Style(Paint.ACCENT), *(Style(Paint.GREY) for _ in range(count - 1)))
    marks = Marks(Shape.TILE, "", tuple(float(n) for n in range(count)), tuple(values[:count]), styles)
    axis = Axis(0, 1, (), False, False, "")
    return Plot("key", "tiles", (label,) * count, (marks,), axis, None, False, Stacking.NONE, (), "", (), (), label)


def figure(lang: str, name: str = "gains", content: Plot | Image | None = None) -> Figure:
    caption = "主要基准的提升幅度" if lang == "zh" else "Gains on major benchmarks"
    label = "图 1.1" if lang == "zh" else "Figure 1.1"
    source = (Text("AI Index 2025 "), Link("#ref-a", say("[1]"), AT))
    return Figure(name, say(caption), content or plot(lang, name), "", source, AT, label)


def table(lang: str, rows: int, columns: int, name: str = "grid", words: int = 1) -> Table:
    text = "数据" if lang == "zh" else "value "
    head = (tuple(Cell(say(f"{'列' if lang == 'zh' else 'Column '}{n + 1}"), True) for n in range(columns)),)
    body = tuple(
        tuple(
            Cell(say(f"{text * words}{row + 1}" if n else f"{'行' if lang == 'zh' else 'Row '}{row + 1}"), n == 0)
            for n in range(columns)
        )
        for row in range(rows)
    )
    caption = "各项指标" if lang == "zh" else "All indicators"
    aligns = (Align.LEFT, *(Align.RIGHT for _ in range(columns - 1)))
    return Table(
        name, say(caption), head, body, aligns, say("AI Index 2025"), AT, "表 1" if lang == "zh" else "Table 1"
    )


def flow(lang: str) -> Flow:
    names = ("生成", "编译", "测试", "改进") if lang == "zh" else ("Generate", "Compile", "Test", "Improve")
    nodes = tuple(Node(f"n{i}", NodeShape.STEP, say(name)) for i, name in enumerate(names))
    edges = tuple(Edge(f"n{i}", f"n{i + 1}", ()) for i in range(3))
    caption = "验证闭环" if lang == "zh" else "The loop of verification"
    return Flow("loop", say(caption), nodes, edges, " → ".join(names), (), AT, "图 2" if lang == "zh" else "Figure 2")


@cache
def picture() -> Asset:
    out = io.BytesIO()
    Raster.new("RGB", (300, 200), "#2B4C7E").save(out, "PNG")
    return Asset("wide.png", "image/png", out.getvalue(), None, 300, 200)


def edition(lang: str, *sections: Section, title: str = "", authors: tuple[str, ...] = ()) -> Edition:
    own = title or ("为什么大模型在代码领域进步更快？" if lang == "zh" else "Why Models Advance Faster in Coding")
    subtitle = say("深度研究报告" if lang == "zh" else "A research report")
    meta = ((say("日期" if lang == "zh" else "Date"), say("2026-02")),)
    numbered = tuple(replace(item, number=str(n)) for n, item in enumerate(sections, start=1))
    front = Front(say(own), subtitle, meta, (), (), AT)
    document = Document(lang, front, numbered, Terms({}, {}))
    return Edition(lang, "sample", authors, None, document, {"wide.png": picture()})


def every_kind(lang: str) -> Edition:
    """One slide of every kind that an author can ask for."""
    zh = lang == "zh"
    t = WORDS[lang]
    rich = paragraph(
        "SWE-bench ", Emph(say("71.7%"), strong=True), "，" if zh else ", ", Emph(say("快速" if zh else "fast")), " ",
        Code("pass@1"), " 10", Script(say("−3")), " ", Link("https://example.org/a", say("example"), AT),
        Link("#ref-a", say("[1]"), AT), " ", Status(Mark.GREEN), " ", Status(Mark.NO),
    )  # fmt: skip
    mixed = Items((Item((rich, bullets(t, t)), None, AT), Item((paragraph(t),), True, AT)), False, 1, True, AT)
    left = Column(say("代码" if zh else "Code"), (bullets(t, t),), AT)
    right = Column(say("医学" if zh else "Medicine"), (bullets(t),), AT)
    states = replace(
        table(lang, 4, 3, "states"),
        body=tuple(
            (Cell(say(f"{n}"), True), Cell((Status(mark),), False), Cell((Status(mark), Text(" ok")), False))
            for n, mark in enumerate(Mark)
        ),
    )
    note = paragraph(t)
    slides: tuple[Block, ...] = (
        slide(t[:24], bullets(t, t, t), shown=(figure(lang),), notes=(note,)),
        slide(t[:20], shown=(figure(lang, "wide"),)),
        slide(t[:20], bullets(t), shown=(figure(lang, "one"), figure(lang, "two"))),
        slide(t[:20], bullets(t, t), shown=(Figure("key", (), tiles(lang), "", (), AT),)),
        slide(t[:20], shown=(Figure("key6", (), tiles(lang, 8), "", (), AT),)),
        slide(t[:30], bullets(t), shown=(table(lang, 6, 4, "t64"),)),
        slide(t[:30], shown=(states,)),
        slide(t[:30], bullets(t, t), shown=(flow(lang),)),
        slide(t[:30], columns=(left, right)),
        slide(t, layout=SlideLayout.STATEMENT),
        slide(t[:30], mixed, bullets(t, t, ordered=True)),
        slide(t[:30], bullets(t), shown=(figure(lang, "photo", Image("wide.png")),)),
        slide(t[:30], CodeBlock("def f(x: int) -> int:\n    return x + 1  # 注释\n", "python", AT)),
    )
    entries = tuple(
        Entry(key, (), AT, str(n), say(f"{t} ({key}). https://example.org/{key}")) for n, key in enumerate("abc", 1)
    )
    refs = section("refs", "参考文献" if zh else "References", References(entries, AT))
    return edition(lang, section("first", "第一章" if zh else "First", *slides), refs)


def plain(lang: str) -> Edition:
    """Chapters without slides of their own."""
    zh = lang == "zh"
    t = WORDS[lang] + ("。" if zh else ".")
    takeaway = Callout(CalloutKind.TAKEAWAY, (), (paragraph(t),), AT)
    finding = Callout(CalloutKind.FINDING, (), (paragraph(t, t),), AT)

    def chapter(name: str) -> Section:
        inner = section(
            f"{name}-a", "规模" if zh else "Scale", paragraph(t, t), paragraph(t), figure(lang, f"{name}-f"), finding,
            table(lang, 5, 3, f"{name}-t"), CodeBlock("x = 1\n" * 40, "python", AT), level=2,
        )  # fmt: skip
        return section(name, f"{'章' if zh else 'Chapter '}{name}", takeaway, paragraph(t), children=(inner,))

    return edition(lang, *(chapter(name) for name in "abcd"))


def stress(lang: str) -> Edition:
    """What is hard to fit."""
    heading = long_text(lang, 200)
    return edition(
        lang,
        section("long", heading, paragraph(long_text(lang, 3000))),
        section("written", "x", slide("x" * 12, bullets(long_text(lang, 3000))), slide("y", bullets(*["z"] * 40))),
        section("rows", "rows", table(lang, 60, 4)),
        section("columns", "columns", table(lang, 8, 12, "wide", words=3)),
        section("tall", "tall", replace(table(lang, 2, 2, "tall"), body=((_cell(lang), _cell(lang)),))),
        section("empty", "empty"),
        section("pictures", "pictures", *(figure(lang, f"p{n}", Image("wide.png")) for n in range(3))),
        section("listed", "listed", bullets(*[long_text(lang, 90)] * 40)),
        section("deep", "deep", nested(lang, 5)),
        section(
            "code",
            "code",
            CodeBlock("\n".join(f"line_{n} = call({n}, '{'x' * (n % 120)}')" for n in range(200)), "", AT),
        ),
        section("series", "series", figure(lang, "many", crowded(lang, 12))),
        section("process", "process", tangle(lang, 24)),
        title=heading,
    )


def nested(lang: str, depth: int) -> Items:
    inner = (nested(lang, depth - 1),) if depth > 1 else ()
    items = tuple(Item((paragraph(long_text(lang, 60)), *inner), None, AT) for _ in range(2))
    return Items(items, False, 1, True, AT)


def crowded(lang: str, series: int) -> Plot:
    """Rows of many series beside each other."""
    paints = tuple(Paint)
    marks = tuple(
        Marks(
            Shape.BAR,
            f"{'系列' if lang == 'zh' else 'Series '}{n}",
            (10.0 + n, 20.0, 5.0),
            (f"{10 + n}", "20", "5"),
            (Style(paints[n % len(paints)]),) * 3,
        )
        for n in range(series)
    )
    keys = tuple(Key(one.name, one.styles[0]) for one in marks)
    return replace(plot(lang, "many"), marks=marks, legend=keys)


def tangle(lang: str, count: int) -> Flow:
    """A process of long steps that no slide holds."""
    nodes = tuple(Node(f"n{i}", NodeShape.STEP, say(long_text(lang, 80))) for i in range(count))
    edges = tuple(Edge(f"n{i}", f"n{(i * 7 + 3) % count}", say("?")) for i in range(count))
    edges += tuple(Edge(f"n{i}", f"n{i + 1}", ()) for i in range(count - 1))
    return replace(flow(lang), id="tangle", nodes=nodes, edges=edges)


def _cell(lang: str) -> Cell:
    return Cell(say(long_text(lang, 2500)), False)
