"""What a reader copies out of a report is what its author wrote, in reading order, without a mark of the typesetter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from builder.model import Code, CodeBlock, Edition, Flow, Math, References, Slide, Text
from builder.pipeline import read
from builder.project import open_project
from builder.report.pdf import Printed
from builder.text import walk
from tests.report import report_sample, tagged
from tests.whole import ROOT, built, squeezed

FORBIDDEN = re.compile(
    "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufb00-\ufb06\u2e3a\u2e3b\ufffc\ufffd\ue000-\uf8ff]"
)
"""Soft hyphens, joiners, marks of direction, ligatures, long dashes of one glyph, replacements, private characters."""

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


def spaces_between_han(content: bytes) -> list[str]:
    """Spaces that the file itself holds inside of Chinese. Readers add their own where letters stand far apart."""
    found = []
    with pdfium.PdfDocument(content) as document:
        for page in document:
            text = page.get_textpage()
            chars = [chr(raw.FPDFText_GetUnicode(text, at)) for at in range(text.count_chars())]
            for at in range(1, len(chars) - 1):
                inside = is_han(chars[at - 1]) and chars[at].isspace() and is_han(chars[at + 1])
                if inside and not raw.FPDFText_IsGenerated(text, at) and level(text, at):
                    found.append("".join(chars[max(at - 6, 0) : at + 6]))
    return found


def level(text: pdfium.PdfTextPage, at: int) -> bool:
    """Whether a space stands in one run of text: not at the end of a line, a cell or a label."""
    before, after = text.get_charbox(at - 1), text.get_charbox(at + 1)
    size = raw.FPDFText_GetFontSize(text, at)
    return abs(before[1] - after[1]) < size / 2 and 0 < after[0] - before[2] < size / 2


def is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def test_the_sample_is_read_as_it_was_written(printed: Printed, words: report_sample.Wording) -> None:
    assert misplaced(printed.content, report_sample.edition(words)) == []
    assert FORBIDDEN.findall(tagged.read(printed.content).text + lines(printed.content)) == []
    assert spaces_between_han(printed.content) == []


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
        assert spaces_between_han(content) == []
