"""What justification does to lines that lack much; the rules of composition are in `tests/clreq`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pytest

from builder.locales import load_locale
from builder.measure import is_east_asian
from builder.report import write
from builder.report.measures import MM, measures
from builder.theme import Theme
from tests.clreq.page import unmarked
from tests.report import report_sample


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    right: float


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


def test_gaps_are_narrow_and_a_line_that_lacks_more_is_ragged(theme: Theme) -> None:
    size = load_locale("zh").type.body_size
    text = "数据质量与验证成本" * 3 + ("W" * 30 + "监管") * 3 + "壁垒" * 3 + "与" + "M" * 24 + "的关系以及其他" * 6
    edition = report_sample.edition(report_sample.ZH, pictures=False)
    blocks = tuple(report_sample.paragraph("甲" * count + text) for count in range(12))
    section = replace(edition.document.sections[1], blocks=blocks, sections=())
    content = write(replace(edition, document=replace(edition.document, sections=(section,))), load_locale("zh"), theme)
    edge = (theme.report.width - theme.report.margin_outer) * MM
    with pdfium.PdfDocument(unmarked(content)) as document:
        pitches, ends = [], []
        for at, page in enumerate(document):
            found = page.get_textpage()
            for index in range(found.count_chars() - 1) if 2 < at < len(document) - 1 else ():
                here, after = (found.get_charbox(index + step, loose=True) for step in (0, 1))
                both = found.get_text_range(index, 2)
                if len(both) == 2 and all(map(is_east_asian, both)) and abs(here[2] - here[0] - size) < 0.3 * size:
                    pitches.append((after[0] - here[0]) / size)
            ends += [line.right for line in _lines(page) if len(line.text) > 20]
    assert 1.01 < max(pitches) < 1.35
    assert any(end < edge - 3 * size for end in ends)


def test_a_line_before_a_long_name_gets_characters_of_the_line_before(theme: Theme) -> None:
    """Were each line filled as far as it goes, the second would lack more than its gaps may take."""
    text = "在 Artificial Analysis 编码指数上，与 Terminal Bench 相比（LiveCodeBench、SciCode）的结果大致接近。"
    edition = report_sample.edition(report_sample.ZH, pictures=False)
    blocks = tuple(report_sample.paragraph("甲乙" * count + text) for count in range(17, 25))
    section = replace(edition.document.sections[1], blocks=blocks, sections=())
    content = write(replace(edition, document=replace(edition.document, sections=(section,))), load_locale("zh"), theme)
    edge = (theme.report.width - theme.report.margin_outer) * MM
    with pdfium.PdfDocument(unmarked(content)) as document:
        lines = [line for page in document for line in _lines(page) if "甲" in line.text or "Artificial" in line.text]
    assert len(lines) > 12
    assert all(abs(edge - line.right) < 6 for line in lines)


def test_the_measure_is_a_whole_number_of_ems(theme: Theme) -> None:
    kind = load_locale("zh").type
    assert measures(theme.report, kind).text / kind.body_size == pytest.approx(36)
