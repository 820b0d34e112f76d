"""Where the links of a deck lead: out of it, to what a text names, and back to the agenda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide

from builder.deck.runs import external, internal
from builder.deck.slides import Agenda, Deck


@dataclass(frozen=True, slots=True)
class Ways:
    """`named` are the slides by the ids that lead to them, `agenda` those of the agenda by the chapters on them, the
    first of them under ""; `tip` is what the way back is called."""

    named: Mapping[str, Slide]
    agenda: Mapping[str, Slide]
    tip: str

    def to(self, slide: Slide, target: str) -> str:
        """Attributes of an `a:hlinkClick` on the slide; "" where it would lead nowhere."""
        if not target.startswith("#"):
            return external(slide.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return _jump(slide, self.named.get(target[1:]))

    def back(self, slide: Slide, chapter: str) -> str:
        """An `a:hlinkClick` to where the agenda has the chapter, "" where there is none. It is meant for a whole shape:
        text that is linked itself takes another colour."""
        where = _jump(slide, self.agenda.get(chapter) or self.agenda.get(""))
        return f"<a:hlinkClick {nsdecls('a', 'r')} {where} tooltip={quoteattr(self.tip)}/>" if where else ""


def ways(deck: Deck, made: Sequence[Slide], tip: str) -> Ways:
    """An id leads to the first slide that has it."""
    named: dict[str, Slide] = {}
    agenda: dict[str, Slide] = {}
    for planned, slide in zip(deck.slides, made, strict=True):
        for anchor in planned.head.anchors:
            named.setdefault(anchor, slide)
        if isinstance(planned, Agenda):
            agenda.setdefault("", slide)
            agenda |= {line.target: slide for line in planned.lines}
    return Ways(named, agenda, tip)


def _jump(slide: Slide, target: Slide | None) -> str:
    if target is None or target is slide:
        return ""
    return internal(slide.part.relate_to(target.part, RELATIONSHIP_TYPE.SLIDE))
