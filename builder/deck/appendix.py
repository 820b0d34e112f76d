"""What stands after the closing slide: tables that were cut, whole; what no slide of the author shows; references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from builder.deck.choice import Budget, Candidate, chosen
from builder.deck.joint import Fitted, Joint, Parts, Same, count_of
from builder.deck.shorten import Short
from builder.deck.slides import DeckSlide, SourcesSlide

MOST_PARTS: Final = 10
"""A table or a list of references takes at most so many slides of the appendix."""
WHOLE: Final = "/whole"
"""Ends the name of a table that stands whole in the appendix."""


@dataclass(frozen=True, slots=True)
class Appendix:
    joint: Joint
    budget: Budget

    def slides(self, same: Mapping[str, Same], shorts: Mapping[str, Mapping[str, Short]]) -> Fitted:
        """What stands after the closing slide: tables that were cut, whole; what no slide of the author shows; and
        references."""
        if not self.budget.appendix:
            return {}
        wanted = {key: one.slides for key, one in same.items() if one.any.appendix}
        for key in self._worth_whole(same, shorts):
            wanted[f"{key}{WHOLE}"] = {lang: draft.whole for lang, draft in same[key].drafts.items() if draft.whole}
        fitted = {key: self._listed(self.joint.together(slides)) for key, slides in wanted.items()}
        candidates = []
        for key, parts in fitted.items():
            one = same[key.removesuffix(WHOLE)]
            sources = any(isinstance(slide, SourcesSlide) for slides in parts.values() for slide in slides)
            worth, cost = float("inf") if sources else one.any.worth, count_of(parts)
            if cost <= MOST_PARTS:
                candidates.append(Candidate(key, one.chapter, one.any.section, worth, cost))
        kept = chosen(candidates, self.budget.appendix)
        return {key: parts for key, parts in fitted.items() if key in kept}

    def _worth_whole(self, same: Mapping[str, Same], shorts: Mapping[str, Mapping[str, Short]]) -> Iterator[str]:
        """Tables that were cut, as many as the appendix may hold: each takes two of its slides at least."""
        cut = [key for key, short in shorts.items() if same[key].any.whole and any(s.shows for s in short.values())]
        parts = (Candidate(key, same[key].chapter, same[key].any.section, same[key].any.worth, 2) for key in cut)
        kept = chosen(tuple(parts), self.budget.appendix)
        yield from (key for key in cut if key in kept)

    def _listed(self, parts: Parts) -> Parts:
        """Long lists of references end with what is left."""
        if not isinstance(next(iter(parts.values()))[0], SourcesSlide) or count_of(parts) <= MOST_PARTS:
            return parts
        out: dict[str, tuple[DeckSlide, ...]] = {}
        for lang, slides in parts.items():
            left = sum(len(slide.body.points) for slide in slides[MOST_PARTS:] if isinstance(slide, SourcesSlide))
            *kept, last = slides[:MOST_PARTS]
            remark = self.joint.locales[lang].deck.more.format(n=left)
            out[lang] = (*kept, replace(last, head=replace(last.head, remark=remark)))
        return out
