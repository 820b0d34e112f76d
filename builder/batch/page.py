"""What became of a run, as a page that needs nothing else: for the screen, for paper, and for screen readers."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Final
from urllib.parse import quote

from builder.batch.ledger import Ledger, size
from builder.batch.row import Fate, Outcome
from builder.diagnostics import Diagnostic
from builder.excerpt import printable

NAME: Final = "batch-report.html"
_MOST_ROWS: Final = 12
"""So many rows are named at a finding; of more it is said how many."""

_HEAD: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{css}</style>
</head>
<body>
<main>
<h1>{title}</h1>
"""


def page(ledger: Ledger, table: str, seconds: float) -> bytes:
    """The page, as UTF-8. Its links are relative to the target; `table` is the name of the rows' file, `seconds` how
    long the run took."""
    numbers = {one: at for at, one in enumerate(ledger.rows_by_finding(), 1)}
    parts = [
        _HEAD.format(
            title=f"Batch of {_text(table)}", css=files("builder.batch").joinpath("page.css").read_text("utf-8")
        ),
        *_sums(ledger, seconds),
        *_failed(ledger),
        *_rows(ledger, numbers),
        *_findings(ledger),
        *_logs(ledger),
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(parts).encode("utf-8", "replace")


def _sums(ledger: Ledger, seconds: float) -> Iterator[str]:
    count, octets = size(ledger.outcomes())
    done = len(ledger.outcomes())
    pairs = [(fate.value, f"{len(ledger.of(fate)):,}") for fate in Fate]
    pairs += [("not reached", f"{ledger.total - done:,}")] if done < ledger.total else []
    pairs += [("files", f"{count:,}"), ("MiB", f"{octets / 2**20:,.1f}"), ("seconds", f"{seconds:,.0f}")]
    yield "<dl>\n"
    yield from (f"<div><dt>{name}</dt><dd>{value}</dd></div>\n" for name, value in pairs)
    yield "</dl>\n"


def _failed(ledger: Ledger) -> Iterator[str]:
    if failed := ledger.of(Fate.FAILED):
        yield '<h2 id="failed">Failed</h2>\n'
        yield from _table("Rows of which nothing was made, and why", ("row", "name", "reason"))
        for one in failed:
            yield f'<tr><th scope="row" class="number"><a href="#row-{one.number}">{one.number}</a></th>'
            yield f"<td>{_text(one.name)}</td><td>{_text(one.reason)}</td></tr>\n"
        yield "</tbody>\n</table></div>\n"


def _rows(ledger: Ledger, numbers: Mapping[Diagnostic, int]) -> Iterator[str]:
    yield "<h2>All rows</h2>\n"
    heads = ("row", "name", "state", "seconds", "files", "findings")
    yield from _table("In the order of the table; seconds are those of making", heads)
    for one in ledger.outcomes():
        state = f'<td class="failed">{one.fate}</td>' if one.fate is Fate.FAILED else f"<td>{one.fate}</td>"
        findings = ", ".join(f'<a href="#finding-{numbers[found]}">{numbers[found]}</a>' for found in one.findings)
        yield f'<tr id="row-{one.number}"><th scope="row" class="number">{one.number}</th><td>{_text(one.name)}</td>'
        yield f'{state}<td class="number">{one.seconds:.1f}</td><td>{_links(one)}</td><td>{findings}</td></tr>\n'
    yield "</tbody>\n</table></div>\n"


def _links(outcome: Outcome) -> str:
    """Each file by what tells it from the others of its row: language and ending."""
    return " ".join(
        f'<a href="{quote(f"./{one.name}")}">{_text(one.name.removeprefix(f"{outcome.name}."))}</a>'
        for one in outcome.artefacts
    )


def _findings(ledger: Ledger) -> Iterator[str]:
    if found := ledger.rows_by_finding():
        yield "<h2>Findings</h2>\n<ol>\n"
        for number, (one, rows) in enumerate(found.items(), 1):
            place = f"{one.span.file}:{one.span.line}:{one.span.col}"
            hint = f'<br><span class="quiet">{_text(one.hint)}</span>' if one.hint else ""
            shown = ", ".join(f'<a href="#row-{row}">{row}</a>' for row in rows[:_MOST_ROWS])
            more = f" and {len(rows) - _MOST_ROWS:,} more" if len(rows) > _MOST_ROWS else ""
            yield f'<li id="finding-{number}">{_text(place)}: {one.severity}[{one.code}] {_text(one.message)}{hint}'
            yield f'<br><span class="quiet">row{"s" * (len(rows) > 1)}</span> {shown}{more}</li>\n'
        yield "</ol>\n"


def _logs(ledger: Ledger) -> Iterator[str]:
    logged = [one for one in ledger.outcomes() if one.log]
    if logged:
        yield "<h2>Logged</h2>\n"
    for one in logged:
        yield f'<h3>Row {one.number}, {_text(one.name)}</h3>\n<p class="quiet">{_text(one.host)}, '
        lines = "\n".join(map(_text, one.log.splitlines()))
        yield f'process {one.process}</p>\n<pre tabindex="0">{lines}</pre>\n'


def _table(caption: str, heads: tuple[str, ...]) -> Iterator[str]:
    yield f'<div class="wide"><table>\n<caption>{caption}</caption>\n<thead><tr>'
    for head in heads:
        shape = ' class="number"' if head in ("row", "seconds") else ""
        yield f'<th scope="col"{shape}>{head}</th>'
    yield "</tr></thead>\n<tbody>\n"


def _text(said: str) -> str:
    """Content is anybody's."""
    return html.escape(printable(said))
