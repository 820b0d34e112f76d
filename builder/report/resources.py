"""Files that exist in memory alone, under names of a scheme of our own: what the style sheet and the pages may load."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from builder.cache import Store, code, digest

SCHEME: Final = "builder"


@dataclass(frozen=True, slots=True)
class Resource:
    content: bytes
    media: str


@dataclass(slots=True)
class Shelf:
    """Collects resources while pages are made; the same name holds the same content.

    Drawings are kept in `store`, and taken from there where they were drawn before; `drawn` are those that were not."""

    store: Store | None = None
    items: dict[str, Resource] = field(default_factory=dict)
    drawn: list[str] = field(default_factory=list)

    def put(self, name: str, content: bytes, media: str) -> str:
        """The address under which `content` can be loaded."""
        address = f"{SCHEME}:{name}"
        self.items[address] = Resource(content, media)
        return address

    def drawing(self, name: str, made_of: tuple[object, ...], draw: Callable[[], bytes]) -> bytes:
        """What `draw` makes of these values, and of nothing else."""
        key = digest(code(), "drawing", made_of) if self.store else ""
        kept = self.store.get(key) if self.store else None
        if kept is not None:
            return kept
        self.drawn.append(name)
        content = draw()
        if self.store:
            self.store.put(key, content)
        return content
