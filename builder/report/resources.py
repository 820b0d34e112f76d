"""Files that exist in memory alone, under names of a scheme of our own: what the style sheet and the pages may load."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

SCHEME: Final = "builder"


@dataclass(frozen=True, slots=True)
class Resource:
    content: bytes
    media: str


@dataclass(slots=True)
class Shelf:
    """Collects resources while pages are made; the same name holds the same content."""

    items: dict[str, Resource] = field(default_factory=dict)

    def put(self, name: str, content: bytes, media: str) -> str:
        """The address under which `content` can be loaded."""
        address = f"{SCHEME}:{name}"
        self.items[address] = Resource(content, media)
        return address
