"""Tags of template languages in Markdown: Hugo's shortcodes, Liquid, GitBook, and their arguments."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HUGO = re.compile(
    r"\{\{([<%])-?\s*+(/?)\s*+((?:[^\n{}\"'`]|\"(?:[^\"\\]|\\.)*+\"|`[^`]*+`|'[^']*+'|\n(?!\n)|[{}](?![{}])){0,3000}?)(/?)\s*-?[>%]\}\}"
)
_LIQUID = re.compile(r"\{%-?\s*+((?:[^%{}\"']|\"[^\"]{0,2000}+\"|'[^']{0,2000}+'|%(?!\})|[{}]){0,3000}?)\s*-?%\}")
_VARIABLE = re.compile(r"\{\{-?\s*+([^{}\n<%][^{}\n]{0,300}+)\}\}")
_WORD = re.compile(
    r"([\w-]++)\s*+=\s*+(\"(?:[^\"\\]|\\.)*+\"|'[^']*+'|`[^`]*+`|[^\s\"'`]++)|(\"(?:[^\"\\]|\\.)*+\"|'[^']*+'|`[^`]*+`|[^\s\"'`]++)"
)


@dataclass(frozen=True, slots=True)
class Shortcode:
    """`name` is "" for a variable, whose text stands in `markup`."""

    name: str
    end: bool
    empty: bool
    words: tuple[str, ...]
    options: dict[str, str]
    markup: str


def shortcode_at(source: str, at: int) -> tuple[Shortcode, int] | None:
    """The tag of a template language that begins at `at`, and where it ends."""
    if not source.startswith(("{{", "{%"), at):
        return None
    if match := _HUGO.match(source, at):
        return _shortcode(match[3].strip(), match[0], bool(match[2]), bool(match[4])), match.end()
    if match := _LIQUID.match(source, at):
        code = _shortcode(match[1].strip(), match[0], False, False)
        if code.name.startswith("end") and len(code.name) > 3:
            name = code.name[3:].lstrip("_")
            code = Shortcode(name, True, False, code.words, code.options, code.markup)
        return code, match.end()
    if match := _VARIABLE.match(source, at):
        return Shortcode("", False, True, (), {}, match[0]), match.end()
    return None


def _shortcode(inner: str, markup: str, end: bool, empty: bool) -> Shortcode:
    name, _, rest = inner.partition(" ") if " " in inner else (inner.split("\n")[0], "", inner.partition("\n")[2])
    words: list[str] = []
    options: dict[str, str] = {}
    for match in _WORD.finditer(rest):
        if match[1]:
            options.setdefault(match[1], _unquoted(match[2]))
        elif match[3] != ",":
            words.append(_unquoted(match[3]))
    return Shortcode(name.strip().lower(), end, empty, tuple(words), options, markup)


def _unquoted(text: str) -> str:
    return text[1:-1].replace('\\"', '"') if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'`" else text
