"""Tags of HTML and JSX, cut out of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,500}+\}){0,500}+\}){0,500}+\}){0,1000}+\}"
_VALUE = rf"(?:\"[^\"]{{0,4000}}+\"|'[^']{{0,4000}}+'|{_BRACES}|[^\s\"'=<>`{{}}]++)"
_ATTRIBUTE = rf"\s++(?:{_BRACES}|[^\s\"'<>/=`{{}}]++(?:\s*+=\s*+{_VALUE})?+)"
TAG = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9.:-]*+)((?:{_ATTRIBUTE}){{0,200}}+)\s*+(/?)>")
"""A start or end tag, with attributes as HTML or JSX write them. All repetitions are possessive: linear in time."""
_FRAGMENT = re.compile(r"</?>")
_COMMENT = re.compile(
    r"<!--(.*?)(?:-->|--!>|\Z)|<[?](.*?)(?:[?]>|\Z)|<!\[CDATA\[(.*?)(?:\]\]>|\Z)|<!([A-Za-z][^>]*+)>?", re.DOTALL
)
_NAMED = re.compile(rf"([^\s\"'<>/=`{{}}]++)(?:\s*+=\s*+({_VALUE}))?+|({_BRACES})")


@dataclass(frozen=True, slots=True)
class Tag:
    """`text` where it is no tag: text, or a comment (`name` is "#comment"). `markup` is what stands in the source."""

    name: str
    attrs: dict[str, str]
    markup: str
    text: str = ""
    end: bool = False
    empty: bool = False


def tag_at(source: str, at: int) -> tuple[Tag, int] | None:
    """The tag that begins at `at`, and where it ends."""
    if match := TAG.match(source, at):
        return Tag(match[2], attributes(match[3]), match[0], end=bool(match[1]), empty=bool(match[4])), match.end()
    if match := _FRAGMENT.match(source, at):
        return Tag("", {}, match[0], end=match[0] == "</>"), match.end()
    return None


def attributes(markup: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _NAMED.finditer(markup):
        name, value = match[1] or "...", match[2] if match[2] is not None else match[3] or ""
        found.setdefault(name.lower() if name.islower() or name.isupper() else name, _value(value))
    return found


def _value(typed: str) -> str:
    """The value within quotes, or within the braces of JSX around a string."""
    if typed[:1] in ("'", '"'):
        return unescape(typed[1:-1])
    if typed[:1] == "{":
        inner = typed[1:-1].strip()
        if len(inner) > 1 and inner[0] == inner[-1] and inner[0] in "'\"`":
            return inner[1:-1]
        if match := re.search(r"(?:require|useBaseUrl|withBase)\(\s*['\"]([^'\"]+)['\"]", inner):
            return match[1]
        return typed
    return unescape(typed)


def cut(source: str) -> Iterator[Tag]:
    """A piece of HTML as tags, comments and text. What is no tag is text; raw elements hold no tags."""
    position = start = 0
    while (at := source.find("<", position)) >= 0:
        raw: Tag | None = None
        if found := tag_at(source, at):
            raw, end = found
        elif match := _COMMENT.match(source, at):
            said = next((group for group in match.groups() if group is not None), "")
            raw, end = Tag("#comment", {}, match[0], said), match.end()
        else:
            position = at + 1
            continue
        if at > start:
            yield Tag("", {}, source[start:at], source[start:at])
        yield raw
        position = start = end
    if start < len(source):
        yield Tag("", {}, source[start:], source[start:])
