"""Mathematics of LaTeX in foreign Markdown: labels, references, commands, displays within a paragraph."""

from __future__ import annotations

from pathlib import Path

from builder.importer.assemble import import_documents
from builder.importer.reading.equations import displays
from builder.model import Equation, Link, Math, Paragraph, Section
from builder.pipeline import read
from builder.project import open_project
from builder.text import plain, walk

TEXT = r"""# A

## One

\newcommand{\R}{\mathbb{R}}

Proof: then
$$
x\in\R
$$
and so $y\in\R$.

\begin{align}
a &= \begin{cases} 1 \\ 2 \end{cases} \label{eq:one} \\
b &= c \nonumber \\
d &= e \label{eq:two}
\end{align}

## Two

By \eqref{eq:one}, (\ref{eq:two}) and $\eqref{eq:two}$; in the middle $$z$$ it goes on.
"""


def sections(tmp_path: Path) -> list[Section]:
    source = tmp_path / "book.md"
    source.write_text(TEXT, "utf-8")
    import_documents((source,), tmp_path / "out")
    faults: list[object] = []
    book = read(open_project(tmp_path / "out"), faults.append)
    assert book is not None
    assert not [fault for fault in faults if "malformed" in str(fault)]
    return [one for one in walk(book.editions[0].document.sections) if isinstance(one, Section)]


def test_labels_are_numbers_and_references_lead_to_them(tmp_path: Path) -> None:
    found = sections(tmp_path)
    equations = {one.id: one for one in walk(found[0]) if isinstance(one, Equation)}
    first, second = equations["eq-one"], equations["eq-two"]
    assert first.label != second.label
    assert "d &= e" in second.tex
    assert "b &= c" in second.tex
    links = [one for section in found for one in walk(section.blocks) if isinstance(one, Link)]
    said = [(one.target, plain(one.children)) for one in links]
    assert said == [("#eq-one", first.label), ("#eq-two", second.label), ("#eq-two", second.label)]
    (text,) = [one for one in walk(found[-1].blocks) if isinstance(one, Paragraph) and not one.continued]
    assert plain(text.children).startswith(f"By {first.label}, {second.label} and {second.label};")


def test_commands_and_paragraphs_around_displays_live_through_the_import(tmp_path: Path) -> None:
    found = sections(tmp_path)
    tex = [one.tex for section in found for one in walk(section.blocks) if isinstance(one, Math | Equation)]
    assert r"x\in\mathbb{R}" in tex
    assert r"y\in\mathbb{R}" in tex
    assert "z" in tex
    going = [one for section in found for one in walk(section.blocks) if isinstance(one, Paragraph) and one.continued]
    assert [plain(one.children).split()[0] for one in going] == ["and", "it"]


def test_a_display_is_cut_only_where_several_rows_have_labels() -> None:
    whole = r"\begin{align} a&=b\\ c&=d \label{x} \end{align}"
    assert list(displays(whole)) == [(["x"], "\\begin{aligned}\na&=b\\\\ c&=d\n\\end{aligned}")]
    assert list(displays(r"\begin{equation*} a \end{equation*}")) == [([], "a")]
    assert list(displays(r"a = \label{eq} b")) == [(["eq"], "a = b")]
