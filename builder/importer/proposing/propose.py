"""What an import leaves to the author's judgement, as diffs to accept: facts for typed numbers, charts for tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from builder.importer.proposing.charts import propose_charts
from builder.importer.proposing.edits import FileEdit, unified
from builder.importer.proposing.leaves import Leaf, Sheet
from builder.importer.proposing.proposal import Pair, Proposal, open_proposal
from builder.importer.proposing.wording import Call, Claim, as_typed, call
from builder.locales.quantity import Quantity
from builder.locales.reading import read_quantities
from builder.model import Amount, Modifier
from builder.project import Project

__all__ = ["propose_charts", "propose_facts"]

_FACTS = "facts.yaml"
_SURE = 3
"""Significant digits from which on the same number of the same unit is taken for the same quantity."""

_COUNTED = frozenset({"count", "year", "month", "day"})
"""Units of which a few are no fact: five years, two items."""

Key = tuple[Decimal, Decimal | None, str]


def propose_facts(project: Project) -> str:
    """A diff that puts numbers which all languages type into facts.yaml, and calls for them where they stood; or "".

    Proposed are amounts that stand in corresponding blocks of all languages, equal in value and unit, and that the
    composer words as they are typed: at least two digits (2 items, 5 years are no fact), or a unit, or a word of scale.
    Dates, ordinals and numbers in words are left; so are code, links, headings, names with digits, and numbers whose
    wording would change by more than a space or the dash of a range."""
    proposal = open_proposal(project)
    if proposal is None or len(proposal.corpus.settings.languages) < 2 or not _extensible(proposal):
        return ""
    book = _Book(proposal)
    for section, sheets, pair in proposal.blocks():
        for leaves, near in _rows(pair):
            book.add(section, sheets, leaves, near)
    return book.diff()


def _extensible(proposal: Proposal) -> bool:
    """Whether entries can be added behind the last line of facts.yaml."""
    text = proposal.edit(proposal.content(_FACTS)).text or ""
    return not re.search(r"^[{\[]|^\.\.\.", text, re.MULTILINE)


def _rows(pair: Pair) -> Iterator[tuple[Mapping[str, Leaf], str]]:
    """Texts that correspond, by cell in a table and by place elsewhere, with the words that head a cell."""
    leaves = [block.leaves for block in pair.values()]
    cells = [{(leaf.row, leaf.column): leaf for leaf in found if leaf.row >= 0} for found in leaves]
    for place in cells[0]:
        if all(place in found for found in cells):
            yield dict(zip(pair, (found[place] for found in cells), strict=True)), _heads(cells, place)
    texts = [[leaf for leaf in found if leaf.row < 0] for found in leaves]
    if len({len(found) for found in texts}) == 1:
        for row in zip(*texts, strict=True):
            yield dict(zip(pair, row, strict=True)), ""


def _heads(cells: list[dict[tuple[int, int], Leaf]], place: tuple[int, int]) -> str:
    """What heads the row and the column of a cell, in the first language that says it in ASCII."""
    row, column = place
    for found in cells:
        heads = [found[at].text for at in ((row, 0), (0, column)) if at != place and at in found]
        if heads and all(head.strip() and head.isascii() for head in heads):
            return " ".join(head[:24] for head in heads)
    return ""


@dataclass(slots=True)
class _Book:
    """The facts so far, and the roles that take the place of typed numbers: file → place → (end, role)."""

    proposal: Proposal
    claims: dict[str, Claim] = field(default_factory=dict)
    known: dict[Key, list[str]] = field(default_factory=lambda: defaultdict(list))
    new: dict[str, Claim] = field(default_factory=dict)
    roles: dict[str, dict[int, tuple[int, str]]] = field(default_factory=lambda: defaultdict(dict))
    texts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, fact in self.proposal.corpus.facts.items():
            if isinstance(fact.value, Amount) and fact.value.digits is None:
                self._know(name, Claim(fact.value, fact.unit, fact.modifier))

    def _know(self, name: str, claim: Claim) -> None:
        self.claims[name] = claim
        self.known[claim.value.low, claim.value.high, claim.unit].append(name)

    def add(self, section: str, sheets: Mapping[str, Sheet], leaves: Mapping[str, Leaf], near: str) -> None:
        locales = self.proposal.locales
        found = {lang: _by_key(read_quantities(leaf.text, locales[lang])) for lang, leaf in leaves.items()}
        first = next(iter(leaves))
        for key in found[first]:
            for place in range(min(len(found[lang].get(key, ())) for lang in leaves)):
                said = {lang: found[lang][key][place] for lang in leaves}
                self._propose(section, sheets, leaves, said, near)

    def _propose(
        self,
        section: str,
        sheets: Mapping[str, Sheet],
        leaves: Mapping[str, Leaf],
        said: Mapping[str, Quantity],
        near: str,
    ) -> None:
        """The claim that needs the fewest options: one that is known, or one as a language types it."""
        choices: list[tuple[bool, int, str, Claim, dict[str, Call]]] = []
        for name, claim in self._candidates(said):
            calls = {
                lang: found
                for lang, quantity in said.items()
                if (found := call(claim, leaves[lang].text, quantity, self.proposal.locales[lang]))
                and _place(leaves[lang], found)
            }
            if len(calls) == len(said):
                options = sum(len(found.options) for found in calls.values())
                choices.append((not name, options, name, claim, calls))
                if name or not options:
                    break
        if not choices:
            return
        _, _, name, claim, calls = min(choices, key=lambda choice: choice[:2])
        name = name or self._new(section, claim, near or self._word(leaves, said))
        for lang, found in calls.items():
            place = _place(leaves[lang], found)
            assert place
            self.roles[sheets[lang].name][place[0]] = (place[1], f"{found.lead}{{fact}}`{name}{found.options}`")
            self.texts[sheets[lang].name] = sheets[lang].text

    def _candidates(self, said: Mapping[str, Quantity]) -> Iterator[tuple[str, Claim]]:
        """Facts that say this already, by name; then what a new one may say, after each language."""
        typed = list(_claims(said))
        if typed[0].value.high is not None or any(_digits(claim) >= _SURE for claim in typed):
            names = self.known.get((typed[0].value.low, typed[0].value.high, typed[0].unit), ())
            yield from ((name, self.claims[name]) for name in names if self.claims[name] in typed)
        yield from (("", claim) for claim in typed)

    def _word(self, leaves: Mapping[str, Leaf], said: Mapping[str, Quantity]) -> str:
        """A word in ASCII beside the number: of a count what is counted, else the last name or long word before it."""
        for lang, quantity in said.items():
            if quantity.noun.isascii() and len(quantity.noun) > 2:
                return quantity.noun
            before = leaves[lang].text[max(0, quantity.start - 48) : quantity.start]
            for other in reversed(read_quantities(before, self.proposal.locales[lang])):
                before = before[: other.start] + before[other.end :]
            if words := re.findall(r"[A-Z][A-Za-z0-9-]{2,}|[a-z][a-z-]{4,}", before):
                return str(words[-1])
        return ""

    def _new(self, section: str, claim: Claim, words: str) -> str:
        base = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:40].strip("-")
        base = base or re.sub(r"[^a-z-]+", "", claim.unit.lower().replace("%", "percent"))
        name, number = f"{section}.{base}", 2
        while name in self.claims or name in self.proposal.corpus.facts:
            if self.new.get(name) == claim:
                return name
            name, number = f"{section}.{base}-{number}", number + 1
        self.new[name] = claim
        self._know(name, claim)
        return name

    def diff(self) -> str:
        edits: dict[str, FileEdit] = {}
        for name, roles in self.roles.items():
            edits[name] = FileEdit(name, self.texts[name])
            _replace(edits[name], roles)
        if self.new:
            name = self.proposal.content(_FACTS)
            edits[name] = self.proposal.edit(name)
            edits[name].append([f"{fact}: {_entry(claim)}" for fact, claim in self.new.items()])
        return unified(edits)


def _by_key(quantities: tuple[Quantity, ...]) -> dict[Key, list[Quantity]]:
    found: dict[Key, list[Quantity]] = defaultdict(list)
    for quantity in quantities:
        value = quantity.value
        if isinstance(value, Amount) and _worth(quantity, value):
            found[value.low, value.high, quantity.unit].append(quantity)
    return found


def _worth(quantity: Quantity, value: Amount) -> bool:
    if quantity.ordinal or quantity.worded or quantity.unit == "phase":
        return False
    ends = [end for end in (value.low, value.high) if end is not None]
    return quantity.unit not in _COUNTED or any(abs(end) >= 10 or end % 1 for end in ends)


def _claims(said: Mapping[str, Quantity]) -> Iterator[Claim]:
    """What the fact may say, after each language: digits that one does not show may be typed in another."""
    modifiers = {quantity.modifier for quantity in said.values()}
    modifier = modifiers.pop() if len(modifiers) == 1 else Modifier.NONE
    seen: list[str] = []
    for quantity in said.values():
        value = quantity.value
        assert isinstance(value, Amount)
        ends = [end for end in (value.low, value.high) if end is not None]
        for typed in ([as_typed(_plain(end)) for end in ends], [as_typed(end) for end in ends]):
            if str(typed) not in seen:
                seen.append(str(typed))
                low, *high = (Decimal(end) for end in typed)
                yield Claim(Amount(low, high[0] if high else None), quantity.unit, modifier)


def _plain(value: Decimal) -> Decimal:
    """A whole number without the zeros that its scale brings: 2000 万 is 2e7."""
    return value.normalize() if value == value.to_integral_value() else value


def _place(leaf: Leaf, found: Call) -> tuple[int, int] | None:
    """The place in the file, unless marks stand within it."""
    first, last = leaf.places[found.start], leaf.places[found.end - 1]
    return (
        (first, last + 1)
        if last - first == found.end - 1 - found.start and "\n" not in leaf.text[found.start : found.end]
        else None
    )


def _digits(claim: Claim) -> int:
    """Significant digits: zeros count behind the point alone."""
    ends = [end for end in (claim.value.low, claim.value.high) if end is not None]
    return max(len((end if int(end.as_tuple().exponent) < 0 else end.normalize()).as_tuple().digits) for end in ends)


def _entry(claim: Claim) -> str:
    ends = [as_typed(end) for end in (claim.value.low, claim.value.high) if end is not None]
    parts = [f"value: {ends[0] if len(ends) == 1 else '[' + ', '.join(ends) + ']'}"]
    if claim.unit != "count":
        parts.append(f'unit: "{claim.unit}"' if not claim.unit[0].isalpha() else f"unit: {claim.unit}")
    if claim.modifier is not Modifier.NONE:
        parts.append(f"modifier: {claim.modifier.value}")
    return "{" + ", ".join(parts) + "}"


def _replace(edit: FileEdit, roles: Mapping[int, tuple[int, str]]) -> None:
    """Roles by their place; none reaches over the end of a line."""
    waiting, start = sorted(roles), 0
    for index, line in enumerate(edit.lines):
        new, done = "", start
        while waiting and waiting[0] < start + len(line):
            place = waiting.pop(0)
            end, role = roles[place]
            new, done = new + line[done - start : place - start] + role, end
        if new:
            edit.replaced[index] = new + line[done - start :]
        start += len(line)
