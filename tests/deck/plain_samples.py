"""Reports without a slide of their own: handbooks, annual reports, guides, surveys, as long as is asked for."""

from __future__ import annotations

from dataclasses import replace

from deck_samples import AT, bullets, edition, figure, paragraph, say, section, table

from builder.model import (
    Block,
    Cell,
    CodeBlock,
    Edition,
    Equation,
    Image,
    Item,
    Items,
    Link,
    Section,
    Table,
)

_TOPICS = {
    "zh": ("营业收入", "研发投入", "员工", "风险", "治理", "市场"),
    "en": ("Revenue", "Research", "People", "Risk", "Governance", "Markets"),
}


def long_report(lang: str, chapters: int = 12, sections: int = 4) -> Edition:
    """Every chapter has figures, a wide and a long table, code, a list of many levels and running text."""
    return edition(lang, *(_chapter(lang, number, sections) for number in range(chapters)))


def _chapter(lang: str, number: int, sections: int) -> Section:
    zh = lang == "zh"
    topic = f"{_TOPICS[lang][number % 6]} {number + 1}"
    intro = f"{topic}好于上一年。" if zh else f"{topic} did better than in the year before."
    inner = tuple(_section(lang, f"c{number}-{place}", number + place) for place in range(sections))
    return section(f"c{number}", topic, paragraph(intro), children=inner)


def _section(lang: str, name: str, kind: int) -> Section:
    blocks = (_pictured, _tabled, _coded, _listed, _written)[kind % 5]
    titles = ("走势", "数据", "接口", "清单", "说明") if lang == "zh" else ("Trend", "Data", "Calls", "List", "Account")
    return section(name, titles[kind % 5], *blocks(lang, name), level=2)


def _pictured(lang: str, name: str) -> tuple[Block, ...]:
    zh = lang == "zh"
    shown = replace(figure(lang, f"{name}-f", Image("wide.png")), label="图 9.9" if zh else "Figure 9.9")
    before = paragraph("本节说明背景，与图无关。" if zh else "This section gives the background first.")
    told = paragraph(
        Link(f"#{shown.id}", say(shown.label), AT),
        " 显示近五年的变化。销量连续三年增长，2025 年增幅最大。" if zh else
        " shows five years. Sales grew for three years in a row, most of all in 2025.",
    )  # fmt: skip
    return before, shown, paragraph("另一段文字。" if zh else "Another paragraph stands between."), told


def _tabled(lang: str, name: str) -> tuple[Block, ...]:
    zh = lang == "zh"
    lead = paragraph("下表列出全部数据：" if zh else "The table below lists all of it:")
    said = paragraph("第七列的数值最高。" if zh else "The seventh column has the highest values.")
    return lead, table(lang, 24, 12, f"{name}-t", words=2), said, prose_table(lang, f"{name}-p")


def _coded(lang: str, name: str) -> tuple[Block, ...]:
    text = "下面的程序读取全部分页。" if lang == "zh" else "A client reads all pages in a loop."
    code = "\n".join(f"page_{n} = client.get({n!r})" + "  # " + "x" * (n * 40 % 400) for n in range(60))
    return paragraph(text), CodeBlock(code, "python", AT)


def _listed(lang: str, name: str) -> tuple[Block, ...]:
    lead = "请注意以下几点：" if lang == "zh" else "Note the following:"
    return paragraph(lead), nested(lang, 40, 6)


def _written(lang: str, name: str) -> tuple[Block, ...]:
    text = "第 {n} 点说明原因。这也影响成本。详情如下："
    if lang == "en":
        text = "Point {n} gives the reason. It also bears on costs. As follows:"
    many = tuple(paragraph(text.format(n=n)) for n in range(9))
    return (*many, Equation("", r"a^2 + b^2 = c^2", AT))


def nested(lang: str, count: int, depth: int) -> Items:
    """A list of `count` items, every fourth with items of its own."""
    text = "第 {n} 项：工具可以离线使用。" if lang == "zh" else "Item {n}: the tool works offline."
    items = tuple(
        Item(
            (paragraph(text.format(n=n)), *((nested(lang, 2, depth - 1),) if depth > 1 and n % 4 == 0 else ())),
            None,
            AT,
        )
        for n in range(count)
    )
    return Items(items, False, 1, True, AT)


def prose_table(lang: str, name: str) -> Table:
    """Few rows of some three hundred words."""
    text = "方法先检索，再生成答案。" * 50 if lang == "zh" else "The method looks things up before it answers. " * 37
    body = tuple((Cell(say(f"RAG-{n}"), True), Cell(say(text.strip()), False)) for n in range(4))
    return replace(table(lang, 1, 2, name), body=body, label="")


def spanned_table(lang: str, rows: int, columns: int) -> Table:
    """A head of two rows whose cells span columns, and a first column whose cells span rows."""
    base = table(lang, rows, columns, "spanned", words=3)
    pairs = (columns - 1) // 2
    top = (replace(base.head[0][0], rowspan=2), *(Cell(say(f"G{n}"), True, colspan=2) for n in range(pairs)))
    second = base.head[0][1 : 1 + 2 * pairs]
    width = 1 + 2 * pairs
    body = tuple(
        (replace(row[0], rowspan=min(4, rows - n)), *row[1:width]) if n % 4 == 0 else row[1:width]
        for n, row in enumerate(base.body)
    )
    return replace(base, head=(top, second), body=body, aligns=base.aligns[:width])


def guide(lang: str) -> Edition:
    """A short one: three chapters that are lists."""
    return edition(lang, *(section(f"g{n}", f"{n}", bullets(*[f"{n}-{k}" for k in range(30)])) for n in range(3)))
