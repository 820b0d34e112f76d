"""Findings of a section → diagnostics: what was moved or swapped is one fault, not two or four."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from builder.check.parity.places import Places
from builder.check.parity.texts import Finding, Thing
from builder.diagnostics import Code, Diagnostic, Severity

_TALLIED = frozenset({Code.EMPHASIS, Code.LENGTH, Code.UNTRANSLATED})
"""Codes whose things are no things that could stand elsewhere."""

HINTS = {
    Code.MISSING_COUNTERPART: "translate it, or put what one edition alone has into :::{only}",
    Code.PARITY: "give both the same parts, or put what one edition alone has into :::{only}",
    Code.ORDER: "give the editions the same order",
    Code.OTHER_REFERENCE: "both editions name the same facts and sources",
    Code.OTHER_LINK: "both editions link to the same pages",
    Code.OTHER_CODE: "code, formulas and names are the same in every language",
    Code.NUMBER_SCALE: "mind the scale: 1 万 is ten thousand, 1 亿 is a hundred million",
    Code.NUMBER_MISSING: "say it in both editions, or in none",
    Code.UNTRANSLATED: "translate it",
    Code.LENGTH: "look whether something was left out or added",
    Code.EMPHASIS: "emphasise the same words",
}
_WITH_OTHERS = frozenset({Code.OTHER_REFERENCE, Code.OTHER_LINK, Code.OTHER_CODE, Code.NUMBER_MISSING})
"""What may be missing together with other things of a sentence."""
_LACKING = _WITH_OTHERS | {Code.LENGTH}
_SHOWN = 4
_NOTHING = Thing(None, "")
_HINT = "correct the one that is wrong; a {fact} cannot drift"


def settle(
    findings: Sequence[Finding], lang: str, source_lang: str, places: Places, gravest: Severity
) -> Iterator[Diagnostic]:
    """One diagnostic a cause, in the order of the findings; those that are not firm are at most as grave as said."""
    partners = _partners(findings)
    together = _together(findings, partners)
    done: set[int] = set()
    for place, finding in enumerate(findings):
        if place in done:
            continue
        if group := together.get(place):
            done |= group
            found = _lacking([findings[i] for i in sorted(group)], lang, source_lang, places)
        elif len(group := _group(place, partners)) > 1:
            done |= group
            found = _moved([findings[i] for i in sorted(group)], source_lang, places)
        else:
            found = _diagnostic(finding, lang, source_lang, places)
        firm = finding.firm or gravest is Severity.ERROR
        yield found if firm else replace(found, severity=gravest)


def lacks(finding: Finding, *, translated: bool = False) -> bool:
    """Whether one of two texts, or the translated one, lacks what more than one thing may be told by."""
    if finding.code is Code.UNTRANSLATED:
        return True
    return finding.code in _LACKING and (not finding.here or (not finding.there and not translated))


def texts_of(findings: Iterable[Finding]) -> set[tuple[int, int]]:
    """The texts of findings, by identity."""
    return {(id(finding.source), id(finding.other)) for finding in findings}


def _together(findings: Sequence[Finding], partners: dict[int, list[int]]) -> dict[int, set[int]]:
    """Where one text lacks several things: they went together, and the emphasis on them with them."""
    lacks: defaultdict[tuple[int, int, bool], set[int]] = defaultdict(set)
    tallies: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for place, finding in enumerate(findings):
        texts = id(finding.source), id(finding.other)
        if finding.code in (Code.EMPHASIS, Code.LENGTH):
            tallies[texts].add(place)
        elif finding.code in _WITH_OTHERS and not (finding.there and finding.here) and not partners.get(place):
            lacks[*texts, finding.there is None].add(place)
    result: dict[int, set[int]] = {}
    for (ours, theirs, _), group in lacks.items():
        every = group | tallies[ours, theirs]
        if len(every) > 1:
            result |= dict.fromkeys(every, every)
    return result


def _partners(findings: Sequence[Finding]) -> dict[int, list[int]]:
    """For each finding, others of its kind that lack what it has too much, or have what it lacks."""
    lost: defaultdict[Hashable, list[int]] = defaultdict(list)
    for i, finding in enumerate(findings):
        if finding.there and finding.there.key is not None and finding.code not in _TALLIED:
            lost[finding.there.key].append(i)
    partners: defaultdict[int, list[int]] = defaultdict(list)
    for j, finding in enumerate(findings):
        if finding.here and finding.code not in _TALLIED and lost.get(finding.here.key):
            i = lost[finding.here.key].pop(0)
            if i != j:
                partners[i].append(j)
                partners[j].append(i)
    return partners


def _group(place: int, partners: dict[int, list[int]]) -> set[int]:
    group, open_ = {place}, [place]
    while open_:
        for other in partners.get(open_.pop(), ()):
            if other not in group:
                group.add(other)
                open_.append(other)
    return group


def _lacking(group: Sequence[Finding], lang: str, source_lang: str, places: Places) -> Diagnostic:
    things = [f for f in group if f.code in _WITH_OTHERS]
    first = next((f for f in things if f.grave), things[0])
    words = list(dict.fromkeys((f.there or f.here or _NOTHING).words for f in things))
    more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    named = ", ".join(words[:_SHOWN]) + more
    verb = "are" if len(words) > 1 else "is"
    if first.there:
        message = f"{named} of '{source_lang}' {verb} missing in '{lang}'"
    else:
        message = f"{named} {verb} not in '{source_lang}'"
    return _made(first.code, first, message, grave=first.grave, places=places)


def _moved(group: Sequence[Finding], source_lang: str, places: Places) -> Diagnostic:
    first = next((f for f in group if f.here), group[0])
    words = ", ".join(dict.fromkeys(f.here.words for f in group if f.here))
    swapped = all(f.here and f.there for f in group)
    message = f"{words} {'are swapped' if swapped else 'stands elsewhere'} in '{source_lang}'"
    grave = swapped and any(f.grave for f in group)
    return _made(Code.ORDER, first, message, grave=grave, places=places)


def _diagnostic(finding: Finding, lang: str, source_lang: str, places: Places) -> Diagnostic:
    there, here = finding.there, finding.here
    if finding.code is Code.ORDER and here and here.words.endswith(" and the next"):
        message = f"{here.words} seem to be swapped: their words fit those of '{source_lang}' the other way round"
    elif finding.code is Code.ORDER and there and here and " before " not in here.words:
        message = f"{here.words} stands elsewhere in '{source_lang}'"
    elif finding.code is Code.LENGTH:
        message = (here or there or _NOTHING).words
    elif finding.code is Code.UNTRANSLATED:
        message = f"“{(here or there or _NOTHING).words}” is not in '{lang if here else source_lang}'"
    elif there and here:
        message = f"here is {here.words}; '{source_lang}' has {there.words}"
    elif there:
        message = f"{there.words} of '{source_lang}' is missing in '{lang}'"
    else:
        message = f"{here.words if here else ''} is not in '{source_lang}'"
    return _made(finding.code, finding, message, grave=finding.grave, places=places)


def _made(code: Code, finding: Finding, message: str, *, grave: bool, places: Places) -> Diagnostic:
    return Diagnostic(
        places.find(finding.other.span, finding.here.words if finding.here else ""),
        code,
        message,
        hint=HINTS.get(code, _HINT),
        severity=Severity.ERROR if grave else Severity.WARNING,
        other=places.find(finding.source.span, finding.there.words if finding.there else ""),
    )
