"""Lines of Chinese as printed: flush at both edges, without gaps, no mark where none may stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pytest

from builder.locales import load_locale
from builder.measure import NO_LINE_END, NO_LINE_START, is_east_asian
from builder.report import write
from builder.report.measures import MM, measures
from builder.theme import Theme
from tests.report import report_sample

PROSE = (
    "大语言模型（LLM）在代码领域的进步速度远超医疗、法律、教育等其他领域。根据斯坦福 AI Index 2025 报告，代码基准 "
    "SWE-bench 在 2023 至 2024 年间提升了 67.3 个百分点（从 4.4% 到 71.7%），而多模态理解基准 MMMU 仅提升 18.8 个"
    "百分点。截至 2025 年，AI 已生成全球 41% 的代码——“GitHub Copilot”拥有 2000 万累计用户，市场规模达到 40 亿～74 亿"
    "美元；这一差异构成了代码领域发展领先的最根本技术原因：模型在代码上可以进行大规模、低成本、即时的"
    "“生成—验证—改进”循环（其他领域受限于验证成本和时间）。"
)


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    right: float


@pytest.fixture(scope="module")
def lines(theme: Theme) -> list[Line]:
    """The full lines of twelve paragraphs that begin at different characters."""
    edition = report_sample.edition(report_sample.ZH, pictures=False)
    blocks = tuple(report_sample.paragraph(PROSE[at:].lstrip("、，（）—") + PROSE[:at]) for at in range(0, 48, 4))
    section = replace(edition.document.sections[1], blocks=blocks, sections=())
    edition = replace(edition, document=replace(edition.document, sections=(section,)))
    content = write(edition, load_locale("zh"), theme)
    edge = (theme.report.width - theme.report.margin_outer) * MM
    with pdfium.PdfDocument(content) as document:
        found = [line for at, page in enumerate(document) if at > 2 for line in _lines(page)]
    return [line for line in found if line.right > edge - 12 and len(line.text) > 20]


def _lines(page: pdfium.PdfPage) -> Iterator[Line]:
    text = page.get_textpage()
    boxes: dict[int, list[tuple[float, float, str]]] = {}
    for index in range(text.count_chars()):
        char = text.get_text_range(index, 1)
        if char.strip():
            left, bottom, right, _ = text.get_charbox(index, loose=True)
            boxes.setdefault(round(bottom), []).append((left, right, char))
    for row in boxes.values():
        row.sort()
        yield Line("".join(char for *_, char in row), row[0][0], row[-1][1])


def test_full_lines_end_at_one_edge(lines: list[Line]) -> None:
    ends = [line.right for line in lines if line.text[-1].isalnum() and is_east_asian(line.text[-1])]
    assert len(ends) > 30
    assert max(ends) - min(ends) < 0.6


def test_a_mark_at_the_end_gives_its_empty_half(lines: list[Line], theme: Theme) -> None:
    edge = (theme.report.width - theme.report.margin_outer) * MM
    overhang = [line.right - edge for line in lines if line.text[-1] in "，。；：、）”"]
    assert overhang
    assert all(abs(over - load_locale("zh").type.body_size / 2) < 0.8 for over in overhang)


def test_no_line_begins_or_ends_with_a_mark_that_may_not(lines: list[Line]) -> None:
    assert lines
    assert not [line.text for line in lines if line.text[0] in NO_LINE_START]
    assert not [line.text for line in lines if line.text[-1] in NO_LINE_END]


def test_gaps_are_narrow_and_a_line_that_lacks_more_is_ragged(theme: Theme) -> None:
    size = load_locale("zh").type.body_size
    text = "数据质量与验证成本" * 3 + "W" * 30 + "监管壁垒" * 2 + "与" + "M" * 24 + "的关系以及其他" * 6
    edition = report_sample.edition(report_sample.ZH, pictures=False)
    blocks = tuple(report_sample.paragraph("甲" * count + text) for count in range(12))
    section = replace(edition.document.sections[1], blocks=blocks, sections=())
    content = write(replace(edition, document=replace(edition.document, sections=(section,))), load_locale("zh"), theme)
    edge = (theme.report.width - theme.report.margin_outer) * MM
    with pdfium.PdfDocument(content) as document:
        pitches, ends = [], []
        for at, page in enumerate(document):
            found = page.get_textpage()
            for index in range(found.count_chars() - 1) if 2 < at < len(document) - 1 else ():
                here, after = (found.get_charbox(index + step, loose=True) for step in (0, 1))
                both = found.get_text_range(index, 2)
                if len(both) == 2 and all(map(is_east_asian, both)) and abs(here[2] - here[0] - size) < 0.3 * size:
                    pitches.append((after[0] - here[0]) / size)
            ends += [line.right for line in _lines(page) if len(line.text) > 20]
    assert 1.01 < max(pitches) < 1.27
    assert any(end < edge - 3 * size for end in ends)


def test_the_measure_is_a_whole_number_of_ems(theme: Theme) -> None:
    kind = load_locale("zh").type
    assert measures(theme.report, kind).text / kind.body_size == pytest.approx(36)
