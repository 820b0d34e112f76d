"""Rows of the import report: what happened in many places is one row."""

from __future__ import annotations

from builder.importer.gathered import rows
from builder.importer.sheet import Kind, Note


def told(*notes: tuple[int, str]) -> list[str]:
    return list(rows("a.md", [Note(line, Kind.CHANGED, what) for line, what in notes]))


def test_what_was_done_once_or_twice_stands_alone() -> None:
    notes = (3, "the box 'TIP' became a note"), (9, "the box 'WARNING' became a caution")
    assert told(*notes) == ["- `a.md:3` the box 'TIP' became a note", "- `a.md:9` the box 'WARNING' became a caution"]


def test_the_same_words_are_one_row_with_their_lines() -> None:
    notes = [(line, "a rule was removed") for line in (4, 5, 6, 9)]
    assert told(*notes) == ["- `a.md:4` a rule was removed (4 places; lines 4–6, 9)"]


def test_what_differs_is_told_as_examples() -> None:
    notes = [(line, f"the badge '{name}' became text: https://x.org/{name}") for line, name in ((2, "a"), (3, "b"))]
    notes += [(7, "the badge 'a' became text: https://x.org/a"), (1, "other")]
    assert told(*notes) == [
        "- `a.md:1` other",
        "- `a.md:2` the badge … became text: … (3 places; lines 2–3, 7): 'a', 'b'",
    ]


def test_what_all_have_in_common_is_kept() -> None:
    notes = [(n, f"no counterpart in 'zh', so that only 'en' prints it ({n} × list)") for n in (2, 4, 8)]
    (row,) = told(*notes)
    assert row.startswith("- `a.md:2` no counterpart in 'zh', so that only 'en' prints it … (3 places; lines 2, 4, 8)")


def test_a_row_does_not_grow_without_end() -> None:
    (row,) = told(*((2 * n, f"the box 'p{n}' became a note") for n in range(900)))
    assert "900 places" in row
    assert "'p0'" in row
    assert "and 888 more" in row
    assert len(row) < 500


def test_where_lost_links_led_is_said_of_all() -> None:
    (row,) = told(*((2 * n, f"the link to p{n}.md became plain text: the file is not imported") for n in range(90)))
    assert "the link to … became plain text: the file is not imported (90 places" in row
    assert all(f"p{n}.md" in row for n in range(90))
