"""The report in two languages: blocks side by side, each once, in its own language."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest

from builder.diagnostics import has_errors
from builder.locales import load_locale
from builder.pipeline import Book as Project
from builder.report.balance import columns
from builder.report.parallel import print_parallel
from builder.report.pdf import Printed
from tests.clreq import page
from tests.clreq.rules import RULES, Book, measure
from tests.content import checked
from tests.report import tagged
from tests.verapdf import failures

EN = "en-US"
MARK = re.compile(r"M\d\d")
LINE = 15.0
"""More than the pitch of lines, pt."""


@dataclass(frozen=True)
class Words:
    """The sample in one language."""

    sentence: str
    chapter: str
    name: str
    value: str
    own: str
    labels: tuple[str, str]
    second: str


WORDS = {
    "zh": Words(
        "大语言模型在代码领域的进步远快于其他领域，因为验证成本低。",
        "第一章",
        "模型",
        "数值",
        "唯有此版",
        ("甲类", "乙类"),
        "第二章",
    ),
    "en": Words(
        "Large language models advance faster in code than in other fields, since checks are cheap. ",
        "The First Chapter",
        "Model",
        "Value",
        "This edition alone",
        ("First kind", "Second kind"),
        "The Second Chapter",
    ),
}


CHARTS = """
same: {kind: bar, categories: [one, two], series: {s: [12, 34]}, unit: "%"}
scaled: {kind: bar, categories: [one, two], series: {s: [3200000, 4500000]}, unit: count}
"""


def text(lang: str) -> str:
    """Blocks of every kind, with numbers that both languages share, over several pages."""
    words, numbers = WORDS[lang], (f"M{number:02}" for number in range(99))

    def say(count: int) -> str:
        return f"{next(numbers)}: {words.sentence * count}".strip()

    def told() -> Iterator[str]:
        yield f"# {words.chapter} {{#one}}"
        yield f":::{{takeaway}}\n{say(1)}\n:::"
        yield from (say(count) for count in (2, 3, 9, 1, 7))
        for part in ("a", "b"):
            yield f"## {say(1)} {{#{part}}}"
            yield f"{say(3)}[^{part}] [{words.name}](#one)"
            yield f"[^{part}]: {say(1)}"
            yield "\n".join(f"- {say(2)}" for _ in range(5))
            yield f":::{{callout}} finding\n{say(1)}\n\n{say(2)}\n:::"
            yield from (say(count) for count in (4, 5, 3))
        yield f":::{{table}} t\n{words.name}\n\n| {words.name} | {words.value} |\n| --- | ---: |\n| A-1 | 12 |\n:::"
        yield f":::{{figure}} same\n{words.second}\n:::"
        yield f":::{{figure}} scaled\n{words.second}\n:::"
        yield f":::{{flow}} steps\n{words.name}\n\n- a: {words.labels[0]}\n- b: {words.labels[1]}\n\na -> b\n:::"
        yield f":::{{only}} {lang}\n{words.own}\n:::"
        yield "$$\nx^2\n$$"
        yield say(2) + "".join(f" {{index}}`{word}`" for word in (words.name, *words.labels))
        yield f"# {words.second} {{#two}}\n\n{say(1)}"

    return "\n\n".join(told())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    report = "name: pair\nlanguages: [zh, en]\ndisagreements: warning\n"
    front = {f"{lang}/index.md": f"# {words.chapter}\n" for lang, words in WORDS.items()}
    files = {f"{lang}/a.md": text(lang) for lang in WORDS} | {"charts.yaml": CHARTS}
    for lang, words in WORDS.items():
        one, two = words.labels
        files[f"{lang}/terms.yaml"] = f"labels: {{one: {one}, two: {two}, s: {words.second}}}\n"
    book, faults = checked(tmp_path_factory.mktemp("pair"), {"report.yaml": report, **files, **front})
    assert book is not None, faults
    assert not has_errors(faults)
    return book


@pytest.fixture(scope="module")
def printed(project: Project) -> Printed:
    return print_parallel(*project.editions, project.locales, project.theme)


@pytest.fixture(scope="module")
def facing(project: Project) -> Printed:
    return print_parallel(*project.editions, project.locales, replace(project.theme, facing=True))


@pytest.fixture(scope="module")
def pages(printed: Printed) -> page.Printed:
    return page.read(printed.content)


@pytest.fixture(scope="module")
def texts(pages: page.Printed) -> tuple[page.Text, ...]:
    return pages.texts


def test_the_engine_has_nothing_to_complain_of(printed: Printed) -> None:
    assert printed.complaints == ()


def test_counterparts_begin_at_one_height(texts: tuple[page.Text, ...]) -> None:
    places = defaultdict(list)
    for one in texts:
        if (found := MARK.search(one.lines[0].text)) and not one.element.is_in("Note", "TOC"):
            line = one.lines[0]
            places[found[0]].append((line.page, line.baseline, line.left))
    assert len(places) > 30
    for mark, found in places.items():
        (first, second) = found
        assert first[0] == second[0], mark
        assert abs(first[1] - second[1]) < LINE, mark
        assert first[2] < second[2], mark
    assert len({page for page, *_ in (one[0] for one in places.values())}) > 2


def test_every_block_stands_once_in_each_language(texts: tuple[page.Text, ...]) -> None:
    said = "".join(one.text for one in texts if not one.element.is_in("TOC"))
    marks = MARK.findall(said)
    assert {marks.count(mark) for mark in marks} == {2}
    assert len(set(marks)) == len(set(MARK.findall(text("zh"))))
    for words in WORDS.values():
        assert said.count(words.own.replace(" ", "")) == 1
    assert said.count("A-1") == 1, "the table says once what both languages say alike"
    assert said.count("数值") == said.count("Value") == 1


def test_drawings_stand_once_where_both_write_their_numbers_alike(pages: page.Printed) -> None:
    drawn = "".join("".join(line.text.split()) for line in pages.furniture)
    assert drawn.count("12%") == drawn.count("34%") == 1
    assert (drawn.count("320"), drawn.count("3.2")) == (1, 1), "万, and millions"
    for words in WORDS.values():
        for label in words.labels:
            assert drawn.count(label.replace(" ", "")) == 3, "in two charts, once in each language, and in the process"


def test_short_indexes_share_a_page_and_stand_in_the_outline(printed: Printed, pages: page.Printed) -> None:
    with pikepdf.open(io.BytesIO(printed.content)) as file, file.open_outline() as outline:
        marks = [str(one.title) for one in outline.root]
    assert marks[-2:] == ["索引", "Index"]
    first, second = indexes(pages)
    assert first == second


def indexes(pages: page.Printed) -> tuple[int, int]:
    """The pages on which they begin, which the contents name."""
    titles = {one.text: one.lines[0].page for one in pages.texts if one.element.role == "H1"}
    listed = {one.text for one in pages.texts if one.element.is_in("TOC")}
    for name in ("索引", "Index"):
        number = pages.labels[titles[name]]
        assert any(re.fullmatch(rf"{name}[. ]*{number}", line) for line in listed), (name, number)
    return titles["索引"], titles["Index"]


@pytest.fixture(scope="module")
def running_on(tmp_path_factory: pytest.TempPathFactory) -> page.Printed:
    """Chapters that share pages, and two indexes of more than one."""
    report = "name: pair\nlanguages: [zh, en]\ndisagreements: warning\n"
    listed = " ".join(f"{{index}}`X{number}`" for number in range(200))

    def chapters(lang: str) -> str:
        told = (WORDS[lang].sentence * count for count in (1, 60, 1))
        text = "\n\n".join(f"# {name} {{#{name}}}\n\n{say}" for name, say in zip("QRS", told, strict=True))
        return f"{text}\n\n{listed}"

    files = {f"{lang}/a.md": chapters(lang) for lang in WORDS}
    book, faults = checked(tmp_path_factory.mktemp("running"), {"report.yaml": report} | files)
    assert book is not None, faults
    return page.read(print_parallel(*book.editions, book.locales, book.theme).content)


def test_the_running_head_names_the_chapter_in_which_a_page_begins(running_on: page.Printed) -> None:
    starts = {one.text[-1]: one.lines[0].page for one in running_on.texts if one.element.role == "H1"}
    heads = [line.text for line in running_on.furniture if line.page == starts["S"] and line.baseline > 700]
    assert starts["R"] < starts["S"]
    assert heads == ["2R2R"]


def test_long_indexes_open_pages_of_their_own_that_the_contents_name(running_on: page.Printed) -> None:
    first, second = indexes(running_on)
    assert second > first + 1
    heads = [line.text for line in running_on.furniture if line.page in (first + 1, second + 1) and line.baseline > 700]
    assert ["索引" in heads[0], "Index" in heads[1]] == [True, True]


def test_each_column_says_its_language_and_is_read_in_turn(printed: Printed) -> None:
    root = tagged.read(printed.content)
    spoken = [(found[0], str(tag.made.get("/Lang", ""))) for tag in root.every("P") if (found := MARK.match(tag.text))]
    prose = [one for one in spoken if one[0] in ("M01", "M02", "M03")]
    assert prose == [(mark, lang) for mark in ("M01", "M02", "M03") for lang in ("", EN)]
    lists = [tag for tag in root.every("L") if len(tag.tags) == 5]
    assert [str(tag.made.get("/Lang", "")) for tag in lists] == ["", EN, "", EN]


def test_links_stay_in_their_language(printed: Printed) -> None:
    with pikepdf.open(io.BytesIO(printed.content)) as file:
        links = [note for sheet in file.pages for note in sheet.get("/Annots", ()) if "/Dest" in note]
        leads = {(re.sub("[\u2060-\u2063]", "", str(note.Contents)), str(note.Dest)) for note in links}
    assert {("模型", "one"), ("Model", "en:one")} <= leads


def test_chinese_composition(pages: page.Printed, project: Project) -> None:
    han = (one for one in pages.texts if any(glyph.is_han for line in one.lines for glyph in line.glyphs))
    chinese = tuple(one for one in han if one.text != "索引")  # which has two entries
    found = replace(pages, texts=chinese)
    first, _ = columns(project.editions, tuple(map(load_locale, WORDS)), project.theme)
    kind = first.locale.type
    own = Book(found, first.theme, kind.body[-1].replace(" ", "-"), kind.body_size, kind.leading, kind.indent)
    rules = [rule for rule in RULES if rule is not measure]
    assert [place for rule in rules for place in rule(own)] == []


def test_languages_face_each_other_with_the_same_number(facing: Printed) -> None:
    found = page.read(facing.content)
    inside = [label for label in found.labels if label.isdecimal()]
    assert facing.complaints == ()
    assert inside[::2] == inside[1::2], "a left page, and a right one with its number"
    starts = {"第一章": set(), "TheFirstChapter": set()}
    for one in found.texts:
        if (words := one.text.removeprefix("1")) in starts and one.element.role == "H1":
            starts[words].add(one.lines[0].page)
    (left,), (right,) = starts.values()
    assert left % 2 == 1
    assert right == left + 1
    sections = [one for one in found.texts if one.element.role == "H2"]
    places = defaultdict(list)
    for one in sections:
        places[MARK.findall(one.text)[0]].append(one.lines[0].page)
    assert all(pair[1] == pair[0] + 1 for pair in places.values()), places


def test_both_standards(printed: Printed, facing: Printed, tmp_path: Path) -> None:
    paths = [tmp_path / "pair.pdf", tmp_path / "facing.pdf"]
    for path, one in zip(paths, (printed, facing), strict=True):
        path.write_bytes(one.content)
    assert failures(paths) == []
