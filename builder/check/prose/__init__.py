"""How prose is set: punctuation, spaces, marks of ranges, and the few faults of grammar that are certain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from builder.check.context import Context
from builder.check.prose.brackets import unbalanced
from builder.check.prose.passages import Passage, Texts
from builder.check.prose.titles import small_titles
from builder.check.prose.typed import find
from builder.diagnostics import Code, Diagnostic, Severity
from builder.locales.prose import Prose, ProseRule, expression

__all__ = ["prose"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found in a text: the characters `begin` to `end`."""

    rule: ProseRule
    begin: int
    end: int


def prose(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic a text and code: the first place, and how many there are besides.

    Errors are no graver than disagreements of the editions may be: an import is not refused for its commas."""
    gravest = context.corpus.settings.disagreements
    for lang in context.corpus.documents:
        found = context.kept(Texts, lang).passages
        style = context.locales[lang].prose
        for number, faults in _faults(found, style):
            passage = found[number]
            grouped: defaultdict[str, list[Fault]] = defaultdict(list)
            for fault in faults:
                grouped[fault.rule.code].append(fault)
            for group in grouped.values():
                yield _diagnostic(passage, group, context.texts.get(passage.span.file, ""), gravest)


def _faults(found: Sequence[Passage], style: Prose) -> Iterator[tuple[int, list[Fault]]]:
    """By text, in the order of the texts."""
    by_text: defaultdict[int, list[Fault]] = defaultdict(list)
    for rule, pattern, within, where in _compiled(style):
        faults = list(_matches(rule, pattern, within, found))
        if faults and where and sum(len(where.findall(passage.text)) for passage in found) <= len(faults):
            continue
        for number, fault in faults:
            by_text[number].append(fault)
    for number, passage in enumerate(found):
        by_text[number] += [Fault(rule, at, at + 1) for rule, at in unbalanced(passage.text, style.pairs)]
    for number, rule, begin, end in small_titles(found, style.small):
        by_text[number].append(Fault(rule, begin, end))
    for number in sorted(by_text):
        if by_text[number]:
            yield number, sorted(by_text[number], key=lambda fault: (fault.begin, fault.end))


def _matches(
    rule: ProseRule, pattern: re.Pattern[str], within: re.Pattern[str] | None, found: Sequence[Passage]
) -> Iterator[tuple[int, Fault]]:
    group = "at" if "at" in pattern.groupindex else 0
    for number, passage in enumerate(found):
        if rule.roles and passage.role not in rule.roles:
            continue
        for match in pattern.finditer(passage.text):
            if within is None or within.search(passage.text):
                yield number, Fault(rule, match.start(group), match.end(group))


@cache
def _compiled(
    style: Prose,
) -> tuple[tuple[ProseRule, re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (
            rule,
            expression(rule.pattern),
            expression(rule.within) if rule.within else None,
            expression(rule.where) if rule.where else None,
        )
        for rule in style.rules
    )


def _diagnostic(passage: Passage, faults: Sequence[Fault], source: str, gravest: Severity) -> Diagnostic:
    first = next((fault for fault in faults if fault.rule.certain), faults[0])
    said = passage.text[first.begin : first.end].replace("\n", " ").strip()
    places = len({fault.begin for fault in faults})
    more = f" ({places - 1} more in this text)" if places > 1 else ""
    return Diagnostic(
        find(passage.pieces, first.begin, first.end, passage.span, source),
        Code(first.rule.code),
        first.rule.message.replace("{at}", said) + more,
        hint=first.rule.hint,
        severity=gravest if first.rule.certain else Severity.WARNING,
    )
