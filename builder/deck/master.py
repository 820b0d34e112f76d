"""What a deck is made on: the places of its slides, and the company's template where it has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from builder.deck.frames import OWN as OWN_STAGE
from builder.deck.frames import Stage
from builder.deck.pages import PAGES
from builder.deck.slots import Layout, Page

if TYPE_CHECKING:
    from builder.deck.brand import Brand
    from builder.deck.roles import Roles
    from builder.theme import Theme


@dataclass(frozen=True, slots=True)
class Master:
    """`brand` is the company's template, `roles` are its colours and `theme` is ours with its sizes; our own
    template is drawn from the theme."""

    stage: Stage
    pages: Mapping[Layout, Page]
    brand: Brand | None = None
    roles: Roles | None = None
    theme: Theme | None = None

    def dressed(self, theme: Theme) -> Theme:
        """The theme with the template's sizes and colours."""
        return self.theme or theme


OWN: Final = Master(OWN_STAGE, PAGES)
