"""Parts of two editions, compared as deep as they go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from builder.check.parity.changes import changes
from builder.check.parity.counterparts import SHORT, lay
from builder.check.parity.lexicon import Lexicon
from builder.check.parity.listings import differs
from builder.check.parity.orders import orders
from builder.check.parity.runs import parted
from builder.check.parity.said import Side
from builder.check.parity.scales import scaled
from builder.check.parity.scripts import untranslated
from builder.check.parity.swaps import Neighbours
from builder.check.parity.texts import Finding, Thing, compare
from builder.check.parity.tree import Leaf, Node, leaves_below
from builder.diagnostics import Code
from builder.model import CalloutKind

_ALIKE = (frozenset({"list", "numbered list"}), frozenset(kind.value for kind in CalloutKind))
"""Kinds of parts that hold the same, and are compared although they differ."""
_FIRM = frozenset({"row", "head row", "cell", "step", "arrow", "column"})
"""Parts that charts, tables and slides of all languages share."""


@dataclass(slots=True)
class Comparison:
    """Two languages of one section: what was found, and the texts that were compared.

    `lexicon` and `swapped` are known when all sections were compared once: which words go together, and which parts of
    the other language change places with the part before them (whether that is sure)."""

    source: Side
    other: Side
    findings: list[Finding] = field(default_factory=list)
    texts: list[tuple[Leaf, Leaf]] = field(default_factory=list)
    neighbours: list[Neighbours] = field(default_factory=list)
    lexicon: Lexicon | None = None
    swapped: Mapping[int, bool] = field(default_factory=dict)

    def nodes(self, ours: Sequence[Node], theirs: Sequence[Node], above: tuple[Leaf, Leaf], *, top: bool) -> None:
        """`above`: where what one side lacks should stand, for want of better. `top`: these are whole blocks."""
        ours, theirs = parted(ours, self._in_place(ours, theirs))
        laid = lay(self.source, self.other, ours, theirs, self.lexicon)
        before = dict(laid.pairs)
        for i, j in laid.pairs:
            self._node(ours[i], theirs[j], top=top)
        for (i, j), (k, m) in pairwise(laid.pairs):
            if k == i + 1 and m == j + 1 and ours[i].kind == ours[k].kind in SHORT:
                self.neighbours.append(Neighbours((ours[i], ours[k]), (theirs[j], theirs[m])))
        for i, j in laid.moved:
            self._say(Code.ORDER, ours[i], theirs[j], firm=False)
        for i in laid.gone:
            place = next((_place(theirs[before[k]]) for k in range(i - 1, -1, -1) if k in before), above[1])
            self._lacks(ours[i], _place(ours[i]), place, gone=True, top=top)
        after = {j: i for i, j in laid.pairs}
        for j in laid.new:
            place = next((_place(ours[after[k]]) for k in range(j - 1, -1, -1) if k in after), above[0])
            self._lacks(theirs[j], place, _place(theirs[j]), gone=False, top=top)

    def _in_place(self, ours: Sequence[Node], theirs: Sequence[Node]) -> Sequence[Node]:
        """The parts of the other language as they should stand; that two are swapped is one fault."""
        if self.swapped.keys().isdisjoint(map(id, theirs)):
            return theirs
        result = list(theirs)
        for at in range(1, len(result)):
            if (sure := self.swapped.get(id(theirs[at]))) is not None:
                result[at - 1 : at + 1] = [theirs[at], theirs[at - 1]]
                beside = ours[min(at, len(ours)) - 1]
                words = Thing(None, f"this {theirs[at].kind} and the next")
                place = _place(beside), _place(theirs[at - 1])
                self.findings.append(Finding(Code.ORDER, *place, words, words, sure))
        return result

    def _node(self, ours: Node, theirs: Node, *, top: bool) -> None:
        before = len(self.findings)
        if ours.kind != theirs.kind:
            alike = any({ours.kind, theirs.kind} <= kinds for kinds in _ALIKE)
            self._say(Code.PARITY, ours, theirs, firm=top and not alike)
            if not alike:
                return
        broken = False
        for (name, wanted), (_, found) in zip(ours.traits, theirs.traits, strict=False):
            if wanted != found:
                self._trait(name, wanted, found, ours, theirs)
                broken = broken or name == "columns"
        for mine, other in zip(ours.leaves, theirs.leaves, strict=False):
            self.leaves(mine, other)
        joined = next((pair for pair in zip(ours.nodes, theirs.nodes, strict=False) if _joined(*pair)), None)
        if joined:
            cell, beside = joined
            self._trait("joined", dict(cell.traits)["joined"], dict(beside.traits)["joined"], cell, beside)
        elif not broken:
            self.nodes(ours.nodes, theirs.nodes, (_place(ours), _place(theirs)), top=False)
            if ours.kind == theirs.kind == "table":
                self.findings[before:] = scaled(ours, theirs, (self.source, self.other), self.findings[before:])

    def leaves(self, ours: Leaf, theirs: Leaf) -> None:
        if not ours.inlines and not theirs.inlines:
            return
        if not ours.inlines or not theirs.inlines:
            gone = bool(ours.inlines)
            thing = Thing(("leaf", ours.role), f"the {ours.role}")
            there, here = (thing, None) if gone else (None, thing)
            grave = ours.role not in ("title", "alt text")
            self.findings.append(Finding(Code.MISSING_COUNTERPART, ours, theirs, there, here, grave))
            return
        self.texts.append((ours, theirs))
        mine, other = self.source.said(ours), self.other.said(theirs)
        if foreign := tuple(untranslated(mine, other, self.source.locale, self.other.locale)):
            self.findings += foreign
            return
        self.findings += compare(mine, other, self.source, self.other)
        self.findings += changes(mine, other, self.source, self.other)
        self.findings += orders(mine, other, self.source, self.other)

    def _say(self, code: Code, ours: Node, theirs: Node, *, firm: bool) -> None:
        there, here = Thing(None, _called(ours, self.source)), Thing(None, _called(theirs, self.other))
        self.findings.append(Finding(code, _place(ours), _place(theirs), there, here, firm=firm))

    def _lacks(self, node: Node, ours: Leaf, theirs: Leaf, *, gone: bool, top: bool) -> None:
        thing = Thing(None, _called(node, self.source if gone else self.other))
        there, here = (thing, None) if gone else (None, thing)
        firm = top or node.kind in _FIRM
        self.findings.append(Finding(Code.MISSING_COUNTERPART, ours, theirs, there, here, firm=firm))

    def _trait(self, name: str, wanted: str, found: str, ours: Node, theirs: Node) -> None:
        code = Code.OTHER_CODE if name in ("code", "TeX") else Code.PARITY
        said: tuple[str, str] | None = f"{name} {wanted or 'none'}", f"{name} {found or 'none'}"
        grave = True
        if name == "code":
            said, grave = differs(wanted, found, translated=self.source.locale.script != self.other.locale.script)
        if said:
            there, here = (Thing(None, words) for words in said)
            firm = code is Code.PARITY
            self.findings.append(Finding(code, _place(ours), _place(theirs), there, here, grave, firm))


def _place(node: Node) -> Leaf:
    return Leaf("", (), node.span)


def _joined(ours: Node, theirs: Node) -> bool:
    """Whether two cells join others in other ways; what follows them in their rows has no counterparts then."""
    return ours.kind == theirs.kind == "cell" and ours.traits != theirs.traits


_SHOWN = 24


def _called(node: Node, side: Side) -> str:
    """A part as its author knows it: its kind, and its id or first words."""
    name = next((value for trait, value in node.traits if trait in ("id", "key", "shows") and value), "")
    if name:
        return f"the {node.kind} '{name}'"
    texts = (side.said(leaf).text.strip() for leaf in leaves_below(node))
    words = " ".join(next((text for text in texts if text), "").split())
    return f"the {node.kind} “{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”" if words else f"a {node.kind}"
