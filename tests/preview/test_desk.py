"""What is set before anything is built: the same as what is built."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.diagnostics import Span
from builder.job import parts
from builder.model import Link
from builder.pipeline import jobs_of, read
from builder.preview.board import Board
from builder.preview.desk import Desk
from builder.preview.laying import FRONT, Layer
from builder.preview.pictures import Sheets
from builder.project import open_project
from builder.report import write
from builder.report.proof import Proof
from builder.request import Request
from builder.text import walk
from tests.preview.small import CHAPTERS, chapter, save, small
from tests.whole import ROOT


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = small(tmp_path_factory.mktemp("desk"))
    made = Desk(open_project(folder), "", None)
    assert [unit.name for unit in made.take(frozenset())] == [*CHAPTERS, *CHAPTERS]
    yield made
    made.close()


def saved(desk: Desk, number: int, more: str, lang: str = "zh") -> tuple[str, ...]:
    name = f"content/{lang}/{number}-{CHAPTERS[number]}.md"
    save(desk.project.root / name, chapter(lang, number, more))
    return tuple(f"{unit.lang} {unit.name}" for unit in desk.take(frozenset({name})))


def test_a_chapter_by_itself_looks_as_in_the_report(desk: Desk) -> None:
    """Its new characters too, the number of its page and those of its notes."""
    assert saved(desk, 0, "水位高。[^a]\n\n[^a]: 夜里。") == ("zh first",)
    assert saved(desk, 1, "闸门又开了。[^b]\n\n[^b]: 清晨。") == ("zh second",)
    assert desk.theme is not None
    report = Sheets(write(desk.edition("zh"), desk.locales["zh"], desk.theme))
    unit = desk.laid["zh"][1]
    first, end = (report.places([name])[name] for name in CHAPTERS[1:])
    proof = desk.print(unit, folio=first - report.places([CHAPTERS[0]])[CHAPTERS[0]] + 1)
    assert names(proof) == [one.name for one in report.pictures(range(first, end))]


def names(proof: Proof) -> list[str]:
    """What its pages show."""
    sheets = Sheets(proof.pdf(range(len(proof.looks))))
    return [one.name for one in sheets.pictures(range(sheets.count))]


def test_pages_are_known_before_they_are_painted(desk: Desk) -> None:
    """What is written at the end is on the last page, and the others look as they did; but not on another folio."""
    unit = desk.laid["en"][1]
    before = desk.print(unit, 1)
    assert desk.print(unit, 1).looks == before.looks
    assert saved(desk, 1, "\n\n**Bold** words.", "en") == ("en second",)
    after = desk.print(desk.laid["en"][1], 1)
    same = [one == other for one, other in zip(before.looks, after.looks, strict=True)]
    assert same == [True] * (len(same) - 1) + [False]
    assert len(same) > 1
    assert same == [one == other for one, other in zip(names(before), names(after), strict=True)]
    assert saved(desk, 1, "\n\nBold words.", "en") == ("en second",)
    assert desk.print(desk.laid["en"][1], 1).looks[-1] not in (before.looks[-1], after.looks[-1])
    assert not {*desk.print(desk.laid["en"][1], 2).looks} & {*before.looks}


def test_one_file_read_anew_says_what_all_of_them_say(desk: Desk) -> None:
    more = "\n\n## Further {#further}\n\nSee {ref}`second` and {ref}`further`.\n\n# Another {#another}\n\nShort."
    assert saved(desk, 2, more, "en") == ("en third", "en another")
    alone = desk.edition("en").document
    again = Desk(open_project(desk.project.root), "", None)
    again.take(frozenset())
    assert again.edition("en").document == alone
    assert saved(desk, 2, "", "en") == ("en third",)


def test_what_is_broken_changes_nothing_until_it_is_mended(desk: Desk) -> None:
    before = desk.edition("en")
    assert saved(desk, 0, "\n\n{fact}`nowhere`", "en") == ()
    assert [fault.code for fault in desk.faults] == ["unknown-fact"]
    assert desk.edition("en") is before
    assert saved(desk, 1, " More.", "en") == ()
    assert saved(desk, 0, "", "en") == ("en second",)
    assert desk.faults == ()


def test_a_file_that_is_gone_before_it_is_read_is_no_end(desk: Desk) -> None:
    name = f"content/zh/2-{CHAPTERS[2]}.md"
    (desk.project.root / name).unlink()
    assert desk.take(frozenset({name})) == ()
    assert [fault.code for fault in desk.faults] == ["missing-section"]
    assert [unit.name for unit in desk.laid["zh"]] == [*CHAPTERS]
    assert saved(desk, 2, "另起一行。") == ("zh third",)
    assert desk.faults == ()


def test_what_is_printed_ahead_is_what_a_round_asks_for(tmp_path: Path) -> None:
    """Where chapters cite the same sources, too: what the list of references says of a chapter that was read anew."""
    for name in ("content", "assets"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("fonts"))
    desk, request = Desk(open_project(tmp_path), "", None), Request((), ("pdf",), tmp_path / "dist", True)
    desk.take(frozenset())
    name = next(span.file for span in _cited(desk, "zh"))
    path = tmp_path / name
    path.write_text(path.read_text("utf-8").replace("。", "！", 1), "utf-8")
    assert desk.take(frozenset({name}))
    book = read(open_project(tmp_path), lambda _: None)
    assert book is not None
    wanted = {job.name: job for job in jobs_of(book, request)}
    for lang in desk.locales:
        job = desk.job(lang, request)
        assert job is not None
        assert parts(job) == parts(wanted[job.name])
    desk.close()


def test_a_language_that_goes_while_it_is_printed(desk: Desk, tmp_path: Path) -> None:
    settings, request = desk.project.content / "report.yaml", Request((), ("pdf",), tmp_path / "dist", True)
    text = settings.read_text("utf-8")
    assert desk.theme is not None
    printed = write(desk.edition("en"), desk.locales["en"], desk.theme)
    board = Board()
    layer = Layer(board, desk)
    save(settings, text.replace("[zh, en]", "[zh]"))
    desk.take(frozenset({"content/report.yaml"}))
    assert desk.job("en", request) is None
    layer.lay("en", printed, 1)
    assert board.shown("en", FRONT) == ()
    save(settings, text)
    desk.take(frozenset({"content/report.yaml"}))
    assert desk.job("en", request) is not None
    layer.lay("en", printed, 2)
    assert board.shown("en", FRONT)


def _cited(desk: Desk, lang: str) -> Iterator[Span]:
    """The chapters behind the first one that cite something."""
    _, *chapters = desk.edition(lang).document.sections
    links = ((one.span, link) for one in chapters for link in walk(one) if isinstance(link, Link))
    yield from (span for span, link in links if link.target.startswith("#ref-"))
