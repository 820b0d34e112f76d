"""Rules that an author switches off: `<!-- builder: off CODE: reason -->` in Markdown, `# builder: off …` in YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import FIRM, Code, Diagnostic, Report, Span, did_you_mean
from builder.load.source import Source, walk
from builder.model import Off

_COMMENT = re.compile(r"<!--\s*builder:\s*off\b(.*?)-->", re.DOTALL)
_YAML = re.compile(r"(?:^|\s)#\s*builder:\s*off\b(.*)$")
_SAID = re.compile(r"\s*([\w-]+)\s*(?:[:：](.*))?", re.DOTALL)
_BARE = re.compile(r"\s*(?:>\s*|[-*+]\s+|\d+[.)]\s+)*")
"""What may stand before a comment that is alone on its line: marks of quotations and lists."""
_OPAQUE = frozenset(("fence", "code_block", "math_block"))
_HINT = "<!-- builder: off CODE: reason -->"


def read_offs(source: Source, root: SyntaxTreeNode) -> Iterator[Off]:
    """A comment alone on its line is said of the block below it, one behind text of its line."""
    if not _COMMENT.search(source.text):
        return
    nodes = [node for node in walk(root.children) if node.map and node.type not in ("inline", "root")]
    opaque = {line for node in nodes if node.type in _OPAQUE and node.map for line in range(*node.map)}
    for match in _COMMENT.finditer(source.text):
        line = source.text.count("\n", 0, match.start())
        col = match.start() - source.text.rfind("\n", 0, match.start())
        before, end = source.lines[line][: col - 1], line + match[0].count("\n")
        if line in opaque or before.count("`") % 2:
            continue
        span = Span(source.file, line + 1, col, col + len(match[0]) if end == line else 0)
        behind = source.text[match.end() :].split("\n", 1)[0]
        alone = _BARE.fullmatch(_COMMENT.sub("", before)) and not _COMMENT.sub("", behind).strip()
        first, last = _below(nodes, end, source) if alone else (line, end)
        if off := _off(match[1], span, first + 1, last + 1, source.report):
            yield off


def _below(nodes: list[SyntaxTreeNode], line: int, source: Source) -> tuple[int, int]:
    """The first and last line (0-based) of the block that begins behind a line."""
    blocks = [n.map for n in nodes if n.map and n.map[0] > line and not _is_comment(n)]
    first = min((begin for begin, _ in blocks), default=line)
    last = max((end for begin, end in blocks if begin == first), default=line + 1)
    while last - 1 > first and not source.lines[min(last, len(source.lines)) - 1].strip():
        last -= 1
    return first, last - 1


def _is_comment(node: SyntaxTreeNode) -> bool:
    return node.type == "html_block" and not re.sub(r"<!--.*?-->", "", node.content, flags=re.DOTALL).strip()


def read_yaml_offs(text: str, file: str, report: Report) -> Iterator[Off]:
    """A comment behind a line's value is said of its line, one alone on its line of the entry below it."""
    if "builder:" not in text:
        return
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        match = _YAML.search(line)
        if match is None:
            continue
        begin = line.index("#", match.start())
        span = Span(file, number, begin + 1, len(line.rstrip()) + 1)
        first, last = (number, number) if line[:begin].strip() else _entry(lines, number)
        if off := _off(match[1], span, first, last, report):
            yield off


def _entry(lines: list[str], number: int) -> tuple[int, int]:
    """The first and last line (1-based) of the YAML entry behind a line: what is indented deeper belongs to it."""
    first = next((i for i, t in enumerate(lines[number:], number + 1) if t.strip() and t.strip()[0] != "#"), number)
    depth = _depth(lines[first - 1])
    last = first
    while last < len(lines) and (not lines[last].strip() or _depth(lines[last]) > depth):
        last += 1
    return first, last


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _off(said: str, span: Span, first: int, last: int, report: Report) -> Off | None:
    match = _SAID.fullmatch(said.rstrip())
    name, reason = (match[1], (match[2] or "").strip()) if match else ("", "")
    if message := _wrong(name, reason):
        known = did_you_mean(name, switchable()) if name and name not in list(Code) else _HINT
        report(Diagnostic(span, Code.INVALID_VALUE, message, hint=known))
        return None
    return Off(Code(name), " ".join(reason.split()), span, first, last)


def _wrong(name: str, reason: str) -> str:
    if name not in list(Code):
        return f"there is no rule '{name}'" if name else "this names no rule that it switches off"
    if Code(name) in FIRM:
        return f"'{name}' cannot be switched off: without it no report can be made"
    return "" if reason else f"this switches off '{name}' and gives no reason"


def switchable() -> tuple[str, ...]:
    return tuple(code.value for code in Code if code not in FIRM)


def check_rules(off: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Names of `off:` in report.yaml that cannot be used, with the fault and a hint."""
    for name, reason in off.items():
        if message := _wrong(name, reason.strip()):
            yield name, message, did_you_mean(name, switchable()) if name not in list(Code) else "off: {CODE: reason}"
