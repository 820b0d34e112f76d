"""References that were typed: "见图 3.1", "see Section 3.2" become references, as far as their target is sure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from builder.diagnostics import Span
from builder.importer.outlining.captions import Captioned
from builder.importer.outlining.inlines import rewritten
from builder.importer.outlining.journal import Journal
from builder.importer.outlining.labels import Group, mentions, section_mentions
from builder.importer.outlining.typed import PLAIN_FORM, Number, values
from builder.importer.sheet import Comment, Kind, Piece, Pieces
from builder.locales import Locale
from builder.model import Heading, Inline, Inlines, Link, Ref, RefKind, Text
from builder.text import plain

_BEFORE = 12
"""Characters before a reference in which the name of another work may stand."""
_TWINS = {
    Group.FIGURE: (Group.FIGURE, Group.EXHIBIT),
    Group.TABLE: (Group.TABLE, Group.EXHIBIT),
    Group.EXHIBIT: (Group.EXHIBIT, Group.FIGURE, Group.TABLE),
}


@dataclass(frozen=True, slots=True)
class Targets:
    """What typed numbers may lead to: figures and tables, and sections by the number that they had."""

    captions: Captioned
    sections: Mapping[str, Number]
    locale: Locale

    def of_label(self, group: Group, number: str) -> str:
        """The id that a label names, or "" where there is none or several."""
        for twin in _TWINS[group]:
            if names := self.captions.get((twin, number)):
                return names[0] if len(names) == 1 else ""
        return ""

    def of_section(self, template: str, typed: str) -> str:
        wanted = self._paths(typed)
        here = {name: number for name, number in self.sections.items() if number.path in wanted}
        named = [name for name, number in here.items() if number.form.startswith(f"{template} ")]
        found = named or [name for name, number in here.items() if not _is_worded(number)]
        return found[0] if len(found) == 1 else ""

    def _paths(self, typed: str) -> set[tuple[int, ...]]:
        if "." in typed:
            head, *rest = typed.split(".")
            first = int(head) if head.isdecimal() else ord(head) - 64
            return {(first, *map(int, rest))}
        return {(value,) for _, value in values(typed, self.locale)}


def _is_worded(number: Number) -> bool:
    return "{n}" in number.form or (number.form != PLAIN_FORM and len(number.path) == 1)


def referring(pieces: Pieces, targets: Targets, journal: Journal) -> Pieces:
    """The pieces with references where a figure, table or section was named by the number that it had."""
    if not targets.captions and not targets.sections:
        return pieces
    return tuple(_piece(piece, targets, journal) for piece in pieces)


def _piece(piece: Piece, targets: Targets, journal: Journal) -> Piece:
    block = piece.block
    if isinstance(block, Comment | Heading):
        return piece

    def change(inline: Inline) -> Inlines | None:
        match inline:
            case Text():
                return _texts(inline, piece.line, targets, journal)
            case Link():
                return _link(inline, targets)
            case _:
                return None

    changed = rewritten(block, change)
    return piece if changed is block else replace(piece, block=changed)


def _link(link: Link, targets: Targets) -> Inlines:
    """A link inside the document whose words are a reference and no more is that reference."""
    if link.target.startswith("#"):
        text = plain(link.children).strip()
        for begin, end, key, _ in _found(text, targets):
            if key and (begin, end) == (0, len(text)):
                return (Ref(RefKind.REF, key, {}, link.span),)
    return (link,)


def _texts(inline: Text, line: int, targets: Targets, journal: Journal) -> Inlines:
    text = inline.text
    result: list[Inline] = []
    done = 0
    for begin, end, key, what in _found(text, targets):
        if begin < done:
            continue
        if not key:
            if what:
                journal.add(line, Kind.GUESSED, what)
            continue
        journal.add(line, Kind.CHANGED, "a typed number of a figure, table or section became a reference to it")
        result += [Text(text[done:begin])] if begin > done else []
        result.append(Ref(RefKind.REF, key, {}, Span("", line)))
        done = end
    if not result:
        return (inline,)
    return (*result, Text(text[done:])) if done < len(text) else tuple(result)


def _found(text: str, targets: Targets) -> list[tuple[int, int, str, str]]:
    """References in a text: begin, end, the id ("" for none), and what to say of one that is not sure."""
    found: list[tuple[int, int, str, str]] = []
    for begin, end, group, number in mentions(text, targets.locale):
        key = targets.of_label(group, number)
        doubt = (
            "" if key else "a typed number of a figure or table leads to none, or to several: it stays as it is typed"
        )
        found.append((begin, end, key, doubt if targets.captions else ""))
    for begin, end, template, typed in section_mentions(text, targets.locale):
        if not _is_abroad(text, begin, end, targets.locale) and (key := targets.of_section(template, typed)):
            found.append((begin, end, key, ""))
    return sorted(found, key=lambda item: (item[0], -item[1]))


def _is_abroad(text: str, begin: int, end: int, locale: Locale) -> bool:
    """Whether the section is one of another work: "RFC 7231, Section 6.5", "《…》第三章"."""
    before = re.split(r"[.。;；!！?？]\s*", text[max(0, begin - _BEFORE) : begin])[-1]
    after = text[end:].lstrip().casefold()
    return any(word in before for word in locale.typed.abroad) or after.startswith(
        tuple(word.casefold() for word in locale.typed.of_others)
    )
