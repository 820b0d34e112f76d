"""Targets of links that CommonMark does not read as targets: spaces, sizes and templates in them."""

from __future__ import annotations

import re

from builder.importer.reading.log import Log, short

_FENCE = re.compile(r"[ \t>]*+(`{3,}+|~{3,}+)")
_TARGET = re.compile(r"\]\(([^()\n]{1,1000}+(?:\([^()\n]{0,200}+\)[^()\n]{0,500}+){0,3}+)\)")
_TEMPLATE = re.compile(
    r"\{\{[<%]-?\s*(?:rel)?ref\s+\"?([^\s\"{}]+)\"?[^{}]*\}\}|\{%-?\s*(?:link|post_url)\s+(\S+)\s*-?%\}|\{\{\s*['\"]([^'\"{}]*)['\"]\s*\|[^{}]*\}\}|\{\{[^{}]*\}\}|\{%[^{}%]*%\}"
)
_EXAMPLE = re.compile(r"^\(@([\w-]*)\)[ \t]+(?=\S)", re.MULTILINE)
_EXAMPLE_NAMED = re.compile(r"\(@([\w-]+)\)")
_EXAMPLES = 2
_SIZE = re.compile(r"^(\S+)\s+=(\d{1,5}%?)?x?(\d{1,5}%?)?(\s+[\"'].*)?$")
_SPACED = re.compile(r"^([^<\"'\s][^<>\"']*?\s[^<>\"']*?\.[A-Za-z0-9]{2,5}(?:[#?]\S*)?)(\s+(?:\"[^\"]*\"|'[^']*'))?$")


def exampled(text: str, log: Log) -> str:
    """pandoc's lists of examples, `(@)` and `(@name)`, as lists that count through the document, line for line."""
    found = _EXAMPLE.findall(text)
    if len(found) < _EXAMPLES or not ("" in found or any(text.count(f"(@{name})") > 1 for name in found)):
        return text
    numbers: dict[str, int] = {}
    lines = text.split("\n")
    count, first, fence = 0, 0, ""
    for at, line in enumerate(lines):
        fence, code = _fenced(fence, line)
        if not code and (match := _EXAMPLE.match(line)):
            count, first = count + 1, first or at + 1
            if match[1]:
                numbers.setdefault(match[1], count)
            lines[at] = f"{count}. {line[match.end() :]}"
    text = "\n".join(lines)
    log.changed(first, f"examples (@) became lists that count through the document ({', '.join(numbers)})")
    return _EXAMPLE_NAMED.sub(lambda one: f"({numbers[one[1]]})" if one[1] in numbers else one[0], text)


def _fenced(fence: str, line: str) -> tuple[str, bool]:
    """The fence of code that is open behind a line, and whether the line is code."""
    match = _FENCE.match(line)
    if match is None:
        return fence, bool(fence)
    mark = match[1]
    if not fence:
        return mark, True
    closes = mark[0] == fence[0] and len(mark) >= len(fence) and not line.strip(" \t>" + mark[0])
    return "" if closes else fence, True


def mended(text: str, log: Log) -> str:
    """The text with targets that can be read, line for line; code is left alone."""
    if "](" not in text:
        return text
    fence = ""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        fence, code = _fenced(fence, line)
        if code or "](" not in line:
            continue
        lines[number] = _TARGET.sub(lambda found, at=number: _mended(found, at + 1, log), line)  # type: ignore[misc]
    return "\n".join(lines)


def _mended(found: re.Match[str], line: int, log: Log) -> str:
    inner = found[1].strip()
    if found.string.count("`", 0, found.start()) % 2:
        return found[0]
    if "{{" in inner or "{%" in inner:
        plain = _TEMPLATE.sub(lambda match: match[1] or match[2] or match[3] or "", inner)
        log.changed(line, f"the template in the target '{short(inner)}' was taken out")
        log.keep(inner, line)
        return f"]({plain.strip() or '#'})"
    if match := _SIZE.match(inner):
        size = " ".join(f"{key}={value}" for key, value in (("width", match[2]), ("height", match[3])) if value)
        return f"]({match[1]}{match[4] or ''})" + (f"{{{size}}}" if size else "")
    if match := _SPACED.match(inner):
        log.guessed(line, f"'{short(match[1])}' was read as a target, though it holds spaces")
        return f"](<{match[1]}>{match[2] or ''})"
    return found[0]
