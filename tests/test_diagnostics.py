"""A fault as its reader sees it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from builder.diagnostics import Code, Diagnostic, Severity, Span, did_you_mean
from builder.excerpt import Look, columns, render


def rendered(line: str | None, col: int = 1, end: int = 0, message: str = "m", hint: str = "") -> list[str]:
    return render(Diagnostic(Span("a.md", 7, col, end), Code.PARITY, message, hint), line).splitlines()


def test_place_code_message_line_caret_and_hint() -> None:
    assert rendered("SWE rose by {fact}`x` …", 13, 22, "no fact 'x'", "did you mean 'y'?") == [
        "a.md:7:13: error[parity] no fact 'x'",
        "    7 │ SWE rose by {fact}`x` …",
        "      │             ^^^^^^^^^",
        "  hint: did you mean 'y'?",
    ]


def test_without_a_line_or_hint_it_is_one_line() -> None:
    assert rendered(None) == ["a.md:7:1: error[parity] m"]


def test_a_warning_says_so() -> None:
    warning = Diagnostic(Span("a.md"), Code.RAW_HTML, "m", severity=Severity.WARNING)
    assert render(warning, None) == "a.md:1:1: warning[raw-html] m"


@pytest.mark.parametrize(
    ("line", "col", "end", "pad", "width"),
    [
        ("增长{fact}", 3, 9, 4, 6),
        ("增长", 1, 3, 0, 4),
        ("\tab", 2, 4, 1, 2),
        ("ab", 2, 0, 1, 1),
        ("ab", 3, 0, 2, 1),
        ("e\u0301x", 3, 4, 1, 1),
        ("", 1, 0, 0, 1),
    ],
)
def test_the_caret_stands_under_the_place(line: str, col: int, end: int, pad: int, width: int) -> None:
    """East Asian characters take two columns of a terminal, combining ones none (UAX #11)."""
    caret = rendered(line, col, end)[2].split("│ ")[1]
    assert caret == " " * pad + "^" * width


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    line = "中" * 300 + "x" + "文" * 300
    _, source, caret = rendered(line, 301, 302)
    text, mark = source.split("│ ")[1], caret.split("│ ")[1]
    assert 96 <= sum(1 if c in "x…" else 2 for c in text) <= 100
    assert text[0] == text[-1] == "…"
    columns = sum(1 if c in "x…" else 2 for c in text[: text.index("x")])
    assert mark == " " * columns + "^"


@pytest.mark.parametrize("at", [1, 30, 60])
def test_the_window_is_as_wide_as_the_terminal_and_holds_the_place(at: int) -> None:
    line = "中文" * 15 + "abc" * 10
    fault = Diagnostic(Span("a.md", 7, at, at + 1), Code.PARITY, "m")
    _, source, caret = render(fault, line, look=Look(60)).splitlines()
    assert 45 <= columns(source) <= 60
    assert "…" in source
    marked = caret.index("^")
    assert columns("".join(take(source, marked))) == marked
    assert source[len("".join(take(source, marked)))] == line[at - 1]


def take(text: str, wanted: int) -> Iterator[str]:
    """The characters that fill so many columns."""
    for character in text:
        if wanted <= 0:
            return
        wanted -= columns(character)
        yield character


def test_two_lines_stand_side_by_side_in_a_wide_terminal() -> None:
    fault = Diagnostic(Span("zh/a.md", 7, 3, 5), Code.PARITY, "m", "h", other=Span("en/a.md", 9, 1, 3))
    text = render(fault, "甲乙丙丁" * 40, "ab cd", Look(120)).splitlines()
    assert text[0] == "zh/a.md:7:3: error[parity] m"
    left, right = text[1].split("│")
    assert (left.strip(), right.strip()) == ("zh/a.md:7:3", "en/a.md:9:1")
    assert columns(left) == columns(text[2].rpartition("│ ab")[0].rpartition("│")[0])
    assert columns(text[2][: text[2].index("ab cd")]) == columns(text[3][: text[3].rindex("^^")])
    assert text[4] == "  hint: h"
    narrow = render(fault, "甲乙丙丁", "ab cd", Look(119)).splitlines()
    assert "  beside en/a.md:9:1" in narrow


def test_a_file_name_cannot_steer_the_terminal() -> None:
    fault = Diagnostic(Span("a\x1b[31m.md"), Code.PARITY, "m", other=Span("b\x9b\ud800.md"))
    text = render(fault, None)
    assert not set(text) & set("\x1b\x9b\ud800")


def test_content_cannot_steer_the_terminal() -> None:
    text = "\n".join(rendered("a\x1b[31m\u202eb", message="'\x1b]0;x\x07'", hint="\x9b"))
    assert not set(text) & set("\x1b\x07\x9b\u202e")


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("swe.2042", ["swe.2024", "gpqa"], "did you mean 'swe.2024'?"),
        ("zzz", ["b", "a"], "known: a, b"),
        ("zzz", list("jihgfedcba"), "known: a, b, c, d, e, f, g, h, …"),
        ("zzz", [], "none is defined"),
    ],
)
def test_a_hint_names_the_nearest_or_all(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint
