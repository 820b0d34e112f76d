"""Editions → editable PowerPoint decks: planned as values by `plan`, written by `pptx.write`.

Only the plan is imported here: what checks a report, or prints it, needs no python-pptx."""

from __future__ import annotations

from builder.deck.choice import Length
from builder.deck.plan import plan
from builder.deck.slides import Deck

__all__ = ["Deck", "Length", "plan"]
