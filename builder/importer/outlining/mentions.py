"""References that were typed: "见图 3.1", "see Section 3.2" become references, as far as their target is sure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from builder.diagnostics import Span
from builder.importer.outlining.captions import Captioned
from builder.importer.outlining.inlines import rewritten
from builder.importer.outlining.journal import Journal
from builder.importer.outlining.labels import Group, Mention, further, mentions, number_of, section_mentions
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
    Group.EQUATION: (Group.EQUATION,),
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


@dataclass(frozen=True, slots=True)
class _Key:
    """The id that a part of a reference leads to."""

    id: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A reference in a text: its place, and what stands for it; nothing where it leads nowhere, and `doubt` says so."""

    begin: int
    end: int
    parts: tuple[_Key | str, ...]
    doubt: str = ""


def _link(link: Link, targets: Targets) -> Inlines:
    """A link inside the document whose words are a reference and no more is that reference."""
    if link.target.startswith("#"):
        text = plain(link.children).strip()
        for found in _found(text, targets):
            key = found.parts[0] if len(found.parts) == 1 else ""
            if isinstance(key, _Key) and (found.begin, found.end) == (0, len(text)):
                return (Ref(RefKind.REF, key.id, {}, link.span),)
    return (link,)


def _texts(inline: Text, line: int, targets: Targets, journal: Journal) -> Inlines:
    text = inline.text
    result: list[Inline] = []
    done = 0
    for found in _found(text, targets):
        if found.begin < done:
            continue
        if not found.parts:
            if found.doubt:
                journal.add(line, Kind.GUESSED, found.doubt)
            continue
        journal.add(
            line, Kind.CHANGED, "a typed number of a figure, table, equation or section became a reference to it"
        )
        result += [Text(text[done : found.begin])] if found.begin > done else []
        result += [Text(p) if isinstance(p, str) else Ref(RefKind.REF, p.id, {}, Span("", line)) for p in found.parts]
        done = found.end
    if not result:
        return (inline,)
    return (*result, Text(text[done:])) if done < len(text) else tuple(result)


def _found(text: str, targets: Targets) -> list[_Found]:
    locale = targets.locale
    found = [_labelled(text, mention, targets) for mention in mentions(text, locale)]
    for begin, end, template, typed in section_mentions(text, locale):
        if _is_abroad(text, begin, end, locale) or not (key := targets.of_section(template, typed)):
            continue
        more: tuple[_Key | str, ...] | None = ()
        if template in locale.typed.several:
            end, more = _more(text, end, locale, partial(targets.of_section, template))
        found.append(_Found(begin, end, (_Key(key), *more)) if more is not None else _Found(begin, end, ()))
    return sorted(found, key=lambda item: (item.begin, -item.end))


def _labelled(text: str, mention: Mention, targets: Targets) -> _Found:
    """A reference to figures, tables or equations; "3-5" is a number where something has it, else a range."""
    begin, end, group = mention.begin, mention.end, mention.group
    first = _of_number(mention.number, group, targets)
    more: tuple[_Key | str, ...] | None = ()
    if first and mention.several:
        end, more = _more(text, end, targets.locale, partial(targets.of_label, group))
    if first and more is None and not mention.plural:
        end, more = mention.end, ()
    if first and more is not None:
        return _Found(begin, end, (*first, *more))
    what = "equation" if group is Group.EQUATION else "figure or table"
    known = any((one is Group.EQUATION) == (group is Group.EQUATION) for one, _ in targets.captions)
    doubt = (
        f"a typed number of {'an' if group is Group.EQUATION else 'a'} {what} leads to none, or to several: it stays"
    )
    return _Found(begin, mention.end, (), f"{doubt} as it is typed" if known else "")


def _of_number(number: str, group: Group, targets: Targets) -> tuple[_Key | str, ...]:
    if key := targets.of_label(group, number):
        return (_Key(key),)
    first, dash, last = number.partition("-")
    keys = [targets.of_label(group, one) for one in (first, last)] if dash and "-" not in last else []
    return (_Key(keys[0]), "–", _Key(keys[1])) if all(keys) and keys else ()


def _more(text: str, end: int, locale: Locale, of: Callable[[str], str]) -> tuple[int, tuple[_Key | str, ...] | None]:
    """What a reference to several goes on with, and where it ends; None where a target is not known."""
    parts: list[_Key | str] = []
    while found := further(text, end, locale):
        number = number_of(found.number, locale)
        key = of(number)
        if not key:
            return end, None
        parts += [text[end : found.begin], _Key(key)]
        end = found.end
    return end, tuple(parts)


def _is_abroad(text: str, begin: int, end: int, locale: Locale) -> bool:
    """Whether the section is one of another work: "RFC 7231, Section 6.5", "《…》第三章"."""
    before = re.split(r"[.。;；!！?？]\s*", text[max(0, begin - _BEFORE) : begin])[-1]
    after = text[end:].lstrip().casefold()
    return any(word in before for word in locale.typed.abroad) or after.startswith(
        tuple(word.casefold() for word in locale.typed.of_others)
    )
