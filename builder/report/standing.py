"""The layout engine, and pages that stand: what a process has set once it need not set again.

Printers kept type standing for the next edition. Here it is the pages of a document that was printed before, for as
long as its style sheet and its fonts are the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any, Final

from builder.report.pdf import Engine, running
from builder.report.resources import SCHEME, Resource

_MOST: Final = 300
"""So many pages stand at most; each takes more than a MiB."""

_NAMED: Final = re.compile(f'"({SCHEME}:[^"]*)"')
"""Addresses as markup and style sheets quote them."""


@dataclass(slots=True)
class Standing:
    """Sets documents that have one style sheet, each of them once. `close` gives back what it holds."""

    _css: str = ""
    _dress: str = ""
    _engine: Engine | None = None
    _shelf: dict[str, Resource] = field(default_factory=dict)
    _set: dict[str, Any] = field(default_factory=dict)
    _before: dict[str, Any] = field(default_factory=dict)
    _room: int = _MOST
    _open: ExitStack = field(default_factory=ExitStack)

    def engine(self, css: str, shelf: Mapping[str, Resource], fonts: Path) -> Engine:
        """The engine for another document, begun anew if that is dressed otherwise than the last one."""
        dress = _made_of(css, shelf)
        if self._engine is None or dress != self._dress:
            self.close()
            self._css, self._dress = css, dress
            self._engine = self._open.enter_context(running(self._shelf, fonts))
        self._before, self._set, self._room = self._set, {}, _MOST
        self._shelf.clear()
        self._shelf.update(shelf)
        self._engine.messages.clear()
        return self._engine

    def render(self, html: str) -> Any:
        """The pages of a document, as they were set before or anew."""
        assert self._engine is not None
        key = _made_of(html, self._shelf)
        found = self._set.get(key)
        if found is None:
            found = self._before.get(key)
            if found is None:
                found = self._engine.render(html, self._css)
            for page in found.pages:
                _unpainted(page)
            self._room -= len(found.pages)
            if self._room >= 0:
                self._set[key] = found
        return found

    def empty(self, html: str) -> list[Any]:
        """Pages that are new each time: what is on them has a place of its own."""
        assert self._engine is not None
        return list(self._engine.render(html, self._css).pages)

    def close(self) -> None:
        self._engine = None
        self._set.clear()
        self._before.clear()
        self._open.close()


def _unpainted(page: Any) -> None:
    """Make the page as it was before it was painted: WeasyPrint 70 adds crop marks to it each time, and notes in its
    boxes what their links have become."""
    for *_, box in page.links:
        box.link_annotation = None
    if (background := page._page_box.background) is not None:
        own = vars(page).setdefault("layers", len(background.layers))
        del background.layers[: len(background.layers) - own]


def _made_of(text: str, shelf: Mapping[str, Resource]) -> str:
    """A digest of the text, and of what it names of the shelf."""
    made = hashlib.blake2b(text.encode(), digest_size=16)
    for address in sorted(set(map(unescape, _NAMED.findall(text)))):
        if address in shelf:
            made.update(address.encode() + hashlib.blake2b(shelf[address].content, digest_size=16).digest())
    return made.hexdigest()
