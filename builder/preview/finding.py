"""Faults as the page lists them: with a link to their place, and where on the pages that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from urllib.parse import quote

from builder.diagnostics import Diagnostic, Span
from builder.preview.board import Finding
from builder.preview.desk import Desk


def findings(found: Iterable[Diagnostic], desk: Desk, lines: Sequence[str] = ()) -> Iterator[Finding]:
    """Each fault; `lines` are those that they stand in, where they are known."""
    project = desk.project
    units = [unit for laid in desk.laid.values() for unit in laid]
    rows = {chapter.span.file: (unit.name, unit.lang) for unit in units for chapter in unit.chapters}
    for one, line in zip_longest(found, lines):
        if one is None:
            return
        span = one.span
        row, lang = rows.get(span.file, ("", ""))
        yield Finding(
            severity=one.severity.value,
            code=one.code.value,
            place=f"{span.file}:{span.line}:{span.col}",
            message=one.message,
            hint=one.hint,
            text=(line if line is not None else project.source_line(span) or "").strip(),
            link=f"vscode://file/{quote((project.root / span.file).as_posix().lstrip('/'))}:{span.line}:{span.col}",
            row=row,
            lang=lang,
            share=_share(span, project.read.get(span.file, b"")),
        )


def _share(span: Span, content: bytes) -> float:
    return round(min(1.0, (span.line - 1) / (content.count(b"\n") or 1)), 3)
