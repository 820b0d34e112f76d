"""The line that says what is being made."""

from __future__ import annotations

import io
import re
import time

import pytest

from builder.cli.live import line, live
from builder.excerpt import columns
from builder.finishing import State, Step


def test_all_that_is_being_made_stands_in_one_line() -> None:
    assert line({"a.zh.pdf": 1.0, "a.en.pdf": 3.6}, 5.0, 80) == "  a.zh.pdf 4 s, a.en.pdf 1 s"
    for width in (1, 2, 10, 17, 24):
        said = line({"渠首的水位.zh.pdf": 0.0, "渠首的水位.en.pdf": 0.0}, 1.0, width)
        assert columns(said) <= max(width - 1, 1)
        assert said.endswith("…")


def test_it_is_gone_when_all_is_made_or_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    said: list[State] = []
    monkeypatch.setattr("sys.stderr", shown)

    def seen(pattern: str) -> None:
        end = time.monotonic() + 60
        while not re.search(pattern, shown.getvalue()):
            assert time.monotonic() < end, shown.getvalue()
            time.sleep(0.01)

    def interrupted() -> None:
        with live(lambda step: said.append(step.state), 40) as told:
            seen(r"reading \d+ s")
            told(Step("a.pdf", State.BEGUN))
            told(Step("b.pdf", State.BEGUN))
            seen(r"  a\.pdf \d+ s, b\.pdf \d+ s")
            told(Step("a.pdf", State.MADE))
            seen(r"\r\x1b\[K  b\.pdf \d+ s")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert shown.getvalue().endswith("\r\x1b[K")
    assert said == [State.BEGUN, State.BEGUN, State.MADE]


def test_where_there_is_no_terminal_nothing_is_added(capsys: pytest.CaptureFixture[str]) -> None:
    with live(print, 0) as told:
        assert told is print
    assert capsys.readouterr().err == ""
