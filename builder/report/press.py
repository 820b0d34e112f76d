"""What every view is made with: one edition, its language and look, and the shelf for what it loads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from builder.locales import Locale
from builder.measure import Ruler
from builder.model import Asset, Edition
from builder.report.composition import Holds, holds
from builder.report.fonts import heading_ruler
from builder.report.measures import Measures, measures
from builder.report.resources import Shelf
from builder.theme import Theme

_LEAST: Final = 60.0
"""A column is no narrower, pt, however deep its lists are."""


@dataclass(frozen=True, slots=True)
class Press:
    """`far`: ids on pages that a reader of paper has to turn to: cross-references to them say the page."""

    locale: Locale
    theme: Theme
    measures: Measures
    ruler: Ruler
    assets: Mapping[str, Asset]
    shelf: Shelf
    holds: Holds
    far: frozenset[str] = frozenset()

    @classmethod
    def of(cls, edition: Edition, locale: Locale, theme: Theme, shelf: Shelf, own: Measures | None = None) -> Press:
        """For one edition; `own` are its measures where they are not those of a whole page."""
        return cls(
            locale=locale,
            theme=theme,
            measures=own or measures(theme.report, locale.type),
            ruler=heading_ruler(locale, theme),
            assets=edition.assets,
            shelf=shelf,
            holds=holds(locale),
        )

    def inset(self, by: float) -> Press:
        """For what stands inside of a list, box or quotation, whose column is narrower by so many pt."""
        return replace(self, measures=replace(self.measures, text=max(self.measures.text - by, _LEAST)))
