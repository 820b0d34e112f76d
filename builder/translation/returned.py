"""What comes back from a translator, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from builder.translation.pieces import Side


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder, by the id that it was exported with."""

    id: str
    side: Side


Content: TypeAlias = tuple[str | Slot, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """One unit. `content` is what its translation holds; `typed` is it as Markdown, where the format has no
    placeholders.

    `empty`: nothing was translated. `done`: the translator says that it is; `approved`: and somebody else, too.
    `fault`: why it cannot be used."""

    id: str
    line: int
    content: Content = ()
    typed: str = ""
    empty: bool = False
    done: bool = False
    approved: bool = False
    fault: str = ""


class Unreadable(Exception):  # noqa: N818
    """A file that is none of ours; the text says why."""
