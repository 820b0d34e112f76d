"""Where a bilingual deck has what: as the other decks, but that titles begin higher and so have room for two lines
more."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from builder.deck.frames import OWN
from builder.deck.master import Master
from builder.deck.slots import TITLE, Page

_HEAD: Final = replace(OWN.head, top=8.0, height=OWN.head.bottom - 8.0)
"""Of our own template; that of a company says itself where titles stand."""


def bilingual(master: Master) -> Master:
    if master.brand is not None:
        return master
    pages = {layout: _raised(page) for layout, page in master.pages.items()}
    return replace(master, stage=replace(master.stage, head=_HEAD), pages=pages)


def _raised(page: Page) -> Page:
    slots = (
        replace(slot, frame=_HEAD) if slot.index == TITLE and slot.frame == OWN.head else slot for slot in page.slots
    )
    return replace(page, slots=tuple(slots))
