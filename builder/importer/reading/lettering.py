"""Plain text → inlines: emoji and their names, icons of web fonts, addresses."""

from __future__ import annotations

import re
from functools import cache

import emoji

from builder.diagnostics import Span
from builder.importer.reading.log import Log
from builder.load.inline import MARKS
from builder.model import Inline, Link, Status, Text

_ADDRESS = (
    r"(?P<url>(?:https?|ftp)://|(?<![\w./@-])www\.(?=[A-Za-z0-9-]+\.))"
    r"(?P<rest>[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%|]{1,2000}+)"
)
_MAIL = (
    r"(?<![\w.+/=:@-])(?P<mail>[A-Za-z0-9][A-Za-z0-9._+-]{0,63}"
    r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}+)(?![\w@/-])"
)
_ICON = (
    r"(?P<icon>:(?:material|fontawesome|octicons|simple|fa|fas|fab|far|mdi|bi|iconify|custom|logos)-[a-z0-9_-]+:)"
    r"(?:\{[^{}\n]*\})?"
)
_NAME = r"(?<![A-Za-z0-9_])(?P<name>:[a-zA-Z0-9_+\u2019-]{1,60}+:)(?![A-Za-z0-9_])"
_MARK = f"(?P<mark>[{''.join(MARKS)}])\ufe0f?"
_LETTERS = re.compile("|".join((_ADDRESS, _MAIL, _ICON, _NAME, _MARK)))
_YES = re.compile(
    r"-(?:check|check-circle|check-bold|check-circle-outline|check-all|checkbox-marked-circle|circle-check)(?:-\d+)?:$"
)
_NO = re.compile(r"-(?:close|close-circle|close-thick|x|x-circle|x-mark|xmark|circle-xmark|cancel|times)(?:-\d+)?:$")
_SPACES = re.compile(r"[ \t\r\f\v]*\n\s*|[ \t\r\f\v]{2,}|[\t\r\f\v]")


def spaced(text: str) -> str:
    """White space as HTML collapses it, but for the end of a line, which is one `\\n`."""
    return _SPACES.sub(lambda match: "\n" if "\n" in match[0] else " ", text)


def letters(text: str, line: int, span: Span, log: Log, linked: bool) -> list[Inline]:
    """The inlines of plain text. `linked`: it stands in a link, which holds no other."""
    found: list[Inline] = []
    position = 0
    for match in _LETTERS.finditer(text):
        inline = _inline(match, line, span, log, linked)
        if inline is None:
            continue
        inlines, end = inline
        found += [*_lines(text[position : match.start()]), *inlines]
        position = end
    found += _lines(text[position:])
    return found


def _lines(text: str) -> list[Inline]:
    """`merged` closes up or spaces the ends of lines, each of which is a text of its own."""
    parts: list[Inline] = []
    for number, part in enumerate(text.split("\n")):
        parts += [Text("\n")] if number else []
        parts += [Text(part)] if part else []
    return parts


def _inline(match: re.Match[str], line: int, span: Span, log: Log, linked: bool) -> tuple[list[Inline], int] | None:
    if match["url"] or match["mail"]:
        if linked:
            return None
        shown = match["mail"] or _trimmed(match[0])
        target = f"mailto:{shown}" if match["mail"] else shown
        target = f"https://{shown}" if match["url"] == "www." else target
        return [Link(target, (Text(shown),), span)], match.start() + len(shown)
    if match["mark"]:
        return [Status(MARKS[match["mark"]])], match.end()
    if match["icon"]:
        return _icon(match["icon"], line, log), match.end()
    name = match["name"]
    character = _emoji(name)
    if character is None:
        return None
    log.once(line, "names of emoji like ':smile:' became the emoji")
    mark = MARKS.get(character[0])
    return [Status(mark) if mark else Text(character)], match.end()


def _icon(name: str, line: int, log: Log) -> list[Inline]:
    """A check mark or a cross says something; any other icon decorates, and its name is kept aside."""
    for pattern, sign in ((_YES, "✅"), (_NO, "❌")):
        if pattern.search(name):
            log.guessed(line, f"the icon '{name}' became {sign}")
            return [Status(MARKS[sign])]
    log.changed(line, f"the icon '{name}' was taken out")
    log.keep(name, line)
    return []


@cache
def _emoji(name: str) -> str | None:
    """The emoji of a name such as GitHub's, or None."""
    if name.strip(":").isdigit() and name != ":100:":
        return None
    for language in ("alias", "en"):
        found = emoji.emojize(name, language=language)
        if found != name:
            return found
    return None


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence behind it (GFM §6.9)."""
    while address:
        last = address[-1]
        if (
            last in "?!.,:*_~'\"|;"
            or (last == ")" and address.count(")") > address.count("("))
            or (last == "]" and address.count("]") > address.count("["))
        ):
            address = address[:-1]
        else:
            break
    return address
