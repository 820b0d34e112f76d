"""What is set before anything is built: the same as what is built."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from builder.preview.desk import Desk
from builder.preview.pictures import Sheets
from builder.project import open_project
from builder.report import write
from tests.preview.small import CHAPTERS, chapter, save, small


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
    """Its new characters too, and the number of its page."""
    assert saved(desk, 1, "闸门又开了。") == ("zh second",)
    assert desk.theme is not None
    report = Sheets(write(desk.edition("zh"), desk.locales["zh"], desk.theme))
    unit = desk.laid["zh"][1]
    first, end = (report.places([name])[name] for name in CHAPTERS[1:])
    proof = Sheets(desk.print(unit, folio=first - report.places([CHAPTERS[0]])[CHAPTERS[0]] + 1))
    drawn, built = proof.pictures(range(proof.count)), report.pictures(range(first, end))
    assert [one.name for one in drawn] == [one.name for one in built]


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
