"""What is wrong with a text that is no YAML, in words of authors, and where: PyYAML notices some of it lines below."""

from __future__ import annotations

import re
from typing import Final, Protocol

import yaml

from builder.diagnostics import Code, Diagnostic, Span

_COLUMNS: Final = "let names of one level begin in one column, and what belongs to them two spaces further right"
_QUOTES: Final = "quote a value that holds ': ' or ' #' or begins with one of - ? : , [ ] { } # & * ! | > ' % @ `"
_COLONS: Final = "type ': ' after a name, with the half-width colon, not '：'; quote a text that holds '：' and ': '"


class Mark(Protocol):
    index: int
    line: int
    column: int


def marked(file: str, mark: Mark | None) -> Span:
    return Span(file, mark.line + 1, mark.column + 1) if mark else Span(file)


def malformed(error: yaml.MarkedYAMLError, text: str, file: str) -> Diagnostic:
    mark, opened, problem = error.problem_mark or error.context_mark, error.context_mark, error.problem or ""
    if mark and "mapping values" in problem and (nameless := _nameless(text, mark, file)):
        return nameless
    reason = " ".join(part for part in (error.problem, error.context) if part)
    if mark and opened and _is_left_open(error.context or "", _lines(text), opened, mark):
        mark, reason = opened, "what begins here is not closed"
    before = text[: mark.index].rpartition("\n")[2] if mark else ""
    hint = _QUOTES
    if "\\t" in problem or "\t" in problem:
        reason, hint = "a tab stands here", "indent with spaces, never with tabs"
    elif "quoted scalar" in (error.context or ""):
        hint = "a quotation mark is not closed"
    elif "：" in before:
        hint = _COLONS
    elif "expected ',' or" in problem:
        hint = f"put a comma between entries, and close them with {problem.split()[3].rstrip(',')}; {hint}"
    elif "mapping values" in problem and re.search(r":[\[{\"']", before):
        hint = "put a space after the colon"
    elif "mapping values" in problem and ": " not in before:
        hint = _COLUMNS
    elif "<block end>" in problem and "start>'" in problem:
        reason, hint = "this line begins in another column than those of its level", _COLUMNS
    return Diagnostic(marked(file, mark), Code.MALFORMED_YAML, reason, hint=hint)


def _is_left_open(context: str, lines: list[str], opened: Mark, mark: Mark) -> bool:
    """Whether a list, mapping or quotation goes on to a line that cannot belong to it."""
    return (
        opened.line < mark.line
        and ("flow" in context or "quoted" in context)
        and _indent(lines[mark.line]) <= _indent(lines[opened.line])
    )


def _nameless(text: str, mark: Mark, file: str) -> Diagnostic | None:
    """The line above, where it begins in the same column and has no name: YAML reads on, and stumbles behind it."""
    lines = _lines(text)
    number = max(
        (i for i, line in enumerate(lines[: mark.line]) if line.strip() and line.lstrip()[0] != "#"), default=0
    )
    typed, indent = lines[number].strip(), _indent(lines[number])
    if typed.startswith("- ") or re.search(r":(\s|$)", typed) or indent != _indent(lines[mark.line]):
        return None
    hint = "put a name and ': ' before the value"
    if "：" in typed:
        hint = _COLONS
    elif re.match(r"[\w.-]+:", typed):
        hint = "put a space after the colon"
    span = Span(file, number + 1, indent + 1, indent + len(typed) + 1)
    return Diagnostic(span, Code.MALFORMED_YAML, "this line is no 'name: value'", hint=hint)


def _lines(text: str) -> list[str]:
    """As YAML counts them (1.1, §5.4)."""
    return re.split("\r\n|[\r\n\x85\u2028\u2029]", text)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
