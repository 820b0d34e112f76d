"""Every character can be drawn by a font of ours."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from builder.check.context import Context, rarities
from builder.diagnostics import Code, Diagnostic, Span
from builder.formula.macros import DEFINING
from builder.model import Equation, Math, Ref, RefKind
from builder.text import EMOJI, walk
from builder.values import column_of, text_of

_INVISIBLE = re.compile("[ \t\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_MATHEMATICS = re.compile(r"\$\$(.+?)\$\$|\$`?([^$\n]+(?:\n[^$\n]+)*?)`?\$|```math[^\n]*\n(.+?)```", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w*);")


def missing_glyphs(context: Context) -> Iterator[Diagnostic]:
    """The first place in each file of a character that no font has. Emoji in Markdown are drawn as marks or named."""
    formulas: defaultdict[str, list[Math | Equation]] = defaultdict(list)
    for part in (part for lang in context.corpus.documents for part in context.kept(rarities, lang)):
        if isinstance(part, Math | Equation):
            formulas[part.span.file].append(part)
    for file, text in context.texts.items():
        if file.endswith(".md"):
            text = EMOJI.sub(lambda emoji: " " * len(emoji[0]), _without_mathematics(text, formulas[file]))
            yield from _missing(file, text, context.covered)
        elif file.endswith(("terms.yaml", "sources.yaml", "sources.json", "sources.bib", "report.yaml")):
            yield from _missing(file, text, context.covered)
    yield from _in_values(context)
    for words, span in context.corpus.house.said:
        yield from (_fault(character, span) for character in sorted(set(words)) if _lacks(character, context.covered))
    for chart in context.corpus.charts.values():
        for name in (*chart.categories, *(series.id for series in chart.series)):
            for character in sorted(set(name)):
                if _lacks(character, context.covered):
                    yield _fault(character, chart.span)


def _in_values(context: Context) -> Iterator[Diagnostic]:
    """Characters of the row, where texts and labels say what it says."""
    row = context.corpus.row
    if row is None:
        return
    for lang, document in context.corpus.documents.items():
        refs = (part for part in walk(document) if isinstance(part, Ref) and part.kind is RefKind.PARAM)
        said = [(ref.span, row.cells[column]) for ref in refs if (column := column_of(row.cells, ref.key, lang))]
        said += [(document.terms.spans[name], text) for name, text in document.terms.labels.items()]
        for span, value in said:
            for character in sorted({*text_of(value)}):
                if _lacks(character, context.covered):
                    yield replace(_fault(character, span), other=Span(row.file, row.line))


def _missing(file: str, text: str, covered: frozenset[int]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    lacked = {character for character in set(text) if _lacks(character, covered)}
    for number, line in enumerate(text.split("\n"), start=1):
        if "&" not in line and lacked.isdisjoint(line):
            continue
        places = [(column, column + 1, character) for column, character in enumerate(line, start=1)]
        for entity in _ENTITY.finditer(line):
            places += [(entity.start() + 1, entity.end() + 1, c) for c in EMOJI.sub("", unescape(entity[0]))]
        for column, end, character in sorted(places):
            if character not in seen and _lacks(character, covered):
                seen.add(character)
                yield _fault(character, Span(file, number, column, end))


def _without_mathematics(text: str, formulas: list[Math | Equation]) -> str:
    """The text with its formulas blank: they are drawn with a font of their own, which was asked before. One whose
    commands are its author's own is known by its line."""

    def blank(match: re.Match[str]) -> str:
        parts = [part for part in match.groups() if part]
        known = any(" ".join(part.split()) in spelled for part in parts)
        known = known or any(command in match[0] for command in DEFINING)
        known = known or ("\\" in match[0] and text.count("\n", 0, match.start()) + 1 in lines)
        return re.sub(r"\S", " ", match[0]) if known else match[0]

    spelled = frozenset(" ".join(one.tex.removeprefix(r"\displaystyle ").split()) for one in formulas)
    lines = frozenset(one.span.line for one in formulas)
    return _MATHEMATICS.sub(blank, text) if formulas else text


def _lacks(character: str, covered: frozenset[int]) -> bool:
    return ord(character) not in covered and not _INVISIBLE.match(character)


def _fault(character: str, span: Span) -> Diagnostic:
    number = f"U+{ord(character):04X}"
    message = f"no font has '{character}' ({number})" if character.isprintable() else f"no font has {number}"
    hint = "write another character; a superscript sign is <sup>−</sup>"
    return Diagnostic(span, Code.MISSING_GLYPH, message, hint=hint)
