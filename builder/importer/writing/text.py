"""Text → Markdown that reads back as the same text: escapes where syntax would be seen, and nowhere else."""

from __future__ import annotations

import re
import unicodedata

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_ROLE = re.compile(r"\{[A-Za-z][\w-]*\}")
_CLAUSE = re.compile(r"\]\{(?:w|$)(?:h|$)(?:e|$)(?:n|$)")
_OPENS_LINE = re.compile(
    r"#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|:::|(?P<rule>[-*_=])(?:[ \t]*(?P=rule))*[ \t]*$|[|:-][\s|:-]*$|\$\$"
)
_OPENS_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_OPENS_OPTION = re.compile(r":[A-Za-z][\w-]*:(?!:)")
_SPACE_NAMES = {"\u00a0": "&nbsp;"}


def escaped(text: str, before: str, after: str, *, linked: bool = False, dollars: bool = False) -> str:
    """`text` between the Markdown characters `before` and `after` ("" at an end).

    `linked`: inside of a link's text, where brackets are escaped. `dollars`: dollar signs are."""
    result: list[str] = []
    last = len(text) - 1
    for at, character in enumerate(text):
        if character in _PLAIN:
            result.append(character)
            continue
        left = text[at - 1] if at else before
        right = text[at + 1] if at < last else after
        if _needs_escape(character, left, right, text, at, linked, dollars):
            result.append("\\")
        result.append(character)
    return "".join(result)


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ")


def _needs_escape(character: str, left: str, right: str, text: str, at: int, linked: bool, dollars: bool) -> bool:
    match character:
        case "\\":
            return at == len(text) - 1 or is_mark(right) or right.isspace()
        case "`":
            return True
        case "*":
            return not (left.isspace() and right.isspace())
        case "_":
            return not ((left.isalnum() and right.isalnum()) or (left.isspace() and right.isspace()))
        case "[":
            return linked or right == "^"
        case "]":
            return linked or right in ("(", "[", ":") or (right == "{" and _CLAUSE.match(text, at) is not None)
        case "<":
            return at == len(text) - 1 or (right.isascii() and right.isalpha()) or right in "/!?"
        case "&":
            return _ENTITY.match(text, at) is not None
        case "!":
            return right == "["
        case "~":
            return at in (0, len(text) - 1) or left == "~" or right == "~"
        case "{":
            role = _ROLE.match(text, at)
            return role is not None and role.end() == len(text)
        case "$":
            return dollars
        case _:
            return False


def is_mark(character: str) -> bool:
    """ASCII punctuation, which a backslash escapes."""
    return character.isascii() and character.isprintable() and not character.isalnum() and character != " "


def with_edges(markup: str) -> str:
    """White space at the ends as entities, because blocks are stripped of it."""
    if markup[:1].isspace():
        markup = _entity(markup[0]) + markup[1:]
    if markup[-1:].isspace():
        markup = markup[:-1] + _entity(markup[-1])
    return markup


def _entity(character: str) -> str:
    return _SPACE_NAMES.get(character, f"&#{ord(character)};")


def opening(line: str, *, option: bool = False) -> str:
    """A paragraph's line so that no other block begins with it. `option`: no option of a directive, either."""
    if line[:1].isspace():
        line = _entity(line[0]) + line[1:]
    if number := _OPENS_NUMBER.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    if _OPENS_LINE.match(line) or (option and _OPENS_OPTION.match(line)):
        return "\\" + line
    return line


def is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def is_wide(character: str) -> bool:
    """East Asian, beside which emphasis opens and closes wherever no space forbids it."""
    return unicodedata.east_asian_width(character) in ("W", "F") and unicodedata.category(character) != "So"


def destination(target: str) -> str:
    """A link's target as Markdown takes it."""
    target = re.sub(r"[\x00-\x1f\x7f]", lambda found: f"%{ord(found[0]):02X}", target)
    target = _ENTITY.sub(lambda found: "&amp;" + found[0][1:], target)
    target = re.sub(r"\\(?=[!-/:-@\[-`{-~]|$)", r"\\\\", target)
    if target and not re.search(r"[\s<>()]", target):
        return target
    return f"<{re.sub('[<>]', lambda found: chr(92) + found[0], target)}>"
