"""What is wrong with a deck as its audience sees it, and as its next editor and a screen reader get it.

Any .pptx is taken, whoever made it: LibreOffice draws the slides, and what was drawn is laid beside what the file says.
Nothing here knows how decks are planned or written, so that a fault of the writer cannot hide itself."""

from builder.verify.findings import HINTS, Finding, Kind
from builder.verify.office import OfficeError, render
from builder.verify.run import DeckError, Verified, verify

__all__ = ["HINTS", "DeckError", "Finding", "Kind", "OfficeError", "Verified", "render", "verify"]
