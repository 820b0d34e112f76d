"""What a reader copies out of a report is what its author wrote, in reading order, without a mark of the typesetter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from builder.locales import load_locale
from builder.model import Code, CodeBlock, Edition, Flow, Math, References, Slide, Text
from builder.pipeline import read
from builder.project import open_project
from builder.report import write
from builder.report.pdf import Printed
from builder.text import walk
from builder.theme import load_theme
from tests.clreq.page import unmarked
from tests.report import report_sample, tagged
from tests.strays import strays
from tests.whole import ROOT, built, squeezed

FORBIDDEN = re.compile(
    "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufb00-\ufb06\u2e3a\u2e3b\ufffc\ufffd\ue000-\uf8ff]"
)
"""Soft hyphens, joiners, marks of direction, ligatures, long dashes of one glyph, replacements, private characters."""

STRETCHED = "数据质量与验证成本" * 3 + "使用GPT模型" + "W" * 16 + "监管壁垒，而（多模态）" * 3 + "M" * 12 + "的关系" * 6

PROJECTS = [ROOT, ROOT / "examples" / "survey"]


def body(content: bytes) -> str:
    """The words of the chapters in the order of the tags."""
    _, *parts = (tag for tag in tagged.read(content).tags if tag.role == "Part")
    return "".join(part.text for part in parts)


def written(edition: Edition) -> Iterator[str]:
    """Every piece of text of the chapters that is printed as it is written, in order."""
    hidden: set[int] = set()
    for value in walk(edition.document.sections):
        match value:
            case Slide() | References() | Math():
                hidden.update(id(inner) for inner in walk(value))
            case Flow():
                hidden.update(id(inner) for inner in walk((value.nodes, value.edges)))
            case Text() | Code() | CodeBlock() if id(value) not in hidden:
                yield value.text
            case _:
                pass


def misplaced(content: bytes, edition: Edition) -> list[str]:
    """The pieces that are not found where they are due."""
    printed, at, lost = squeezed(body(content)), 0, []
    for piece in written(edition):
        found = printed.find(squeezed(piece), at)
        if found < 0 or found - at > 4000:
            lost.append(piece)
        else:
            at = found + len(squeezed(piece))
    return lost


def lines(content: bytes) -> str:
    """All pages as pdfium reads them, each line with its end."""
    with pdfium.PdfDocument(content) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "\n")


def run_together(content: bytes, edition: Edition) -> list[str]:
    """Neighbouring Latin words that are not one space, or one line's end, apart. Hyphens at ends are U+0002."""
    flat = " ".join(re.sub("\x02\n?", "", lines(content)).split())
    pairs = {
        f"{one} {other}"
        for piece in written(edition)
        for one, other in pairwise(piece.split())
        if one.isascii() and other.isascii() and one.isalpha() and other.isalpha()
    }
    return sorted(pair for pair in pairs if pair not in flat)


def test_the_sample_is_read_as_it_was_written(printed: Printed, words: report_sample.Wording) -> None:
    edition = report_sample.edition(words)
    assert misplaced(printed.content, edition) == []
    assert FORBIDDEN.findall(tagged.read(printed.content).text + lines(printed.content)) == []
    assert strays(printed.content, written(edition)) == []


def test_a_line_that_is_stretched_is_read_without_spaces() -> None:
    edition = report_sample.edition(report_sample.ZH, pictures=False)
    blocks = tuple(report_sample.paragraph("甲乙" * at + STRETCHED) for at in range(8))
    section = replace(edition.document.sections[1], blocks=blocks, sections=())
    edition = replace(edition, document=replace(edition.document, sections=(section,)))
    content = write(edition, load_locale("zh"), load_theme(None))
    assert strays(content, written(edition)) == []
    assert len(strays(unmarked(content), written(edition))) > 40


def test_a_chapter_out_of_order_is_found(printed: Printed, words: report_sample.Wording) -> None:
    edition = report_sample.edition(words)
    turned = replace(edition.document, sections=edition.document.sections[::-1])
    assert misplaced(printed.content, replace(edition, document=turned))


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_a_whole_report_is_read_as_it_was_written(shared: Path, project: Path) -> None:
    folder = built(shared, project=project)
    book = read(open_project(project), lambda _: None)
    assert book is not None
    for edition in book.editions:
        content = (folder / f"{edition.name}.{edition.lang}.pdf").read_bytes()
        assert misplaced(content, edition) == []
        assert FORBIDDEN.findall(lines(content)) == []
        assert run_together(content, edition) == []
        assert strays(content, written(edition)) == []
