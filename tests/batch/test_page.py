"""What a run says while it lasts, and the page that it leaves."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from builder.batch.ledger import Ledger
from builder.batch.page import page
from builder.batch.row import Fate, Outcome
from builder.batch.state import Written
from builder.cli.pace import Pace, span
from builder.diagnostics import Code, Diagnostic, Severity, Span
from tests.preview.browser import browser

WARNING = Diagnostic(Span("content/en/a.md", 3), Code.LENGTH, "too <b>short</b>", "write more", Severity.WARNING)
LONG = 40


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    ledger = Ledger(LONG + 3)
    error = Diagnostic(Span("cities.csv", 2, 4), Code.MALFORMED_DATA, "row 1: 'x' is no number")
    ledger.enter(Outcome(1, "", Fate.FAILED, findings=(error,), reason=error.message, log="<Traceback>\nthe end"))
    for number in range(2, LONG):
        files = tuple(Written(f"north/城 {number}.{end}", 2**20, "", False) for end in ("zh.pdf", "en.pptx"))
        ledger.enter(Outcome(number, f"north/城 {number}", Fate.MADE, files, (WARNING,), seconds=1.25))
    return ledger


def test_the_page_names_every_row(ledger: Ledger, tmp_path: Path) -> None:
    text = page(ledger, "cities.csv", 61.0).decode()
    assert len(re.findall(r'<tr id="row-\d+">', text)) == LONG - 1
    assert "<dt>not reached</dt><dd>4</dd>" in text
    assert 'href="./north/%E5%9F%8E%202.zh.pdf">zh.pdf</a>' in text
    assert "row 1: &#x27;x&#x27; is no number" in text
    assert text.count("too &lt;b&gt;short&lt;/b&gt;") == 1, "what many rows share is said once"
    assert "and 26 more" in text
    assert "&lt;Traceback&gt;\nthe end" in text
    assert not re.search(r"<script|https?:|src=", text), "it needs nothing else"


def test_the_page_in_a_browser(ledger: Ledger, tmp_path: Path) -> None:
    """Reachable, labelled, within the window, and legible (WCAG 1.4.3) as drawn."""
    (tmp_path / "batch-report.html").write_bytes(page(ledger, "cities.csv", 61.0))
    with browser(tmp_path / "profile") as tab:
        tab.open((tmp_path / "batch-report.html").as_uri())
        tab.until("!!document.querySelector('h1')")
        assert tab.ask("document.querySelector('h1').innerText") == "Batch of cities.csv"
        assert tab.ask("[...document.querySelectorAll('a[href^=\"#\"]')].every(a => document.querySelector(a.hash))")
        assert tab.ask("[...document.querySelectorAll('th')].every(th => th.scope)")
        assert tab.ask("[...document.querySelectorAll('table')].every(table => table.caption)")
        assert tab.ask("document.documentElement.scrollWidth <= innerWidth")
        for kind in ("failed", "quiet"):
            colour = tab.ask(f"getComputedStyle(document.querySelector('.{kind}, dt')).color")
            assert contrast(colour) >= 4.5, colour


def contrast(colour: str) -> float:
    """Against white (WCAG 2, relative luminance)."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def paced(out: io.StringIO, total: int, monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    """Two rows a second; the third fails."""
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    now = [0.0]
    pace = Pace(total, quiet=False, out=out, clock=lambda: now[0])
    for number in range(1, total + 1):
        now[0] += 0.5
        if number == 3:
            pace.say("row 3: why")
        pace.step(failed=number == 3)
    pace.clear()
    return out.getvalue()


def test_elsewhere_than_on_a_terminal_lines_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = paced(io.StringIO(), 1000, monkeypatch).splitlines()
    assert len(lines) == 11
    assert lines[:2] == ["row 3: why", "  100 of 1,000 rows, 1 failed, 120 a minute, 8 min left"]
    assert lines[-1] == "  1,000 of 1,000 rows, 1 failed, 120 a minute"
    assert paced(_Terminal(), 1000, monkeypatch, NO_COLOR="1").splitlines() == lines


def test_on_a_terminal_one_line_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    said = paced(_Terminal(), 20, monkeypatch)
    assert said.count("\n") == 1
    assert "\r\x1b[K  10 of 20 rows, 1 failed, 120 a minute, 5 s left" in said
    assert said.endswith("\r\x1b[K")


def test_a_long_run_says_something_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(paced(io.StringIO(), 20_000, monkeypatch).splitlines()) > 20


def test_spans_of_time() -> None:
    assert [span(seconds) for seconds in (0.4, 89, 100, 7000, 7300, 360_000)] == [
        *("0 s", "89 s", "2 min", "117 min", "2 h 02 min", "100 h 00 min")
    ]
