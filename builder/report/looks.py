"""What a page will look like, as a digest, before anything of it is painted: painting and drawing take as long as all
that is done before.

A page is its boxes: where they stand, what they say, and what was declared of their styles. What cannot be compared, as
a drawing that is part of the text, counts as never the same: a page is rather painted in vain than not."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from marshal import dumps
from typing import Any, Final, TypeAlias

from builder.report.resources import Resource

_PLAIN: Final = frozenset((int, float, str, bool))

_VALUES_ALONE: Final = 2
"""The last version of marshalled data without references, which tell more than values."""

_Styles: TypeAlias = dict[int, bytes]


def look(page: Any, shelf: Mapping[str, Resource], ground: str) -> str:
    """Of a page of the layout engine, whose pictures lie on the shelf; `ground` is all else that it depends on, as its
    style sheet with its fonts. Pages that are equal in this look the same."""
    said = [ground.encode()]
    _say(page._page_box, shelf, {}, said)
    return _digest(b"\n".join(said)).hex()


def _say(box: Any, shelf: Mapping[str, Resource], styles: _Styles, said: list[bytes]) -> None:
    """A box and all in it; `styles` are those that were put into words."""
    box = getattr(box, "_box", box)  # what is placed absolutely stands behind a mark of its place
    values = vars(box)
    said.append(type(box).__name__.encode() + _declared(box.style, styles))
    said.append(dumps([one for one in values.items() if type(one[1]) in _PLAIN], _VALUES_ALONE))
    if "replacement" in values:
        said.append(_picture(box, shelf))
    if grid := values.get("collapsed_border_grid"):
        said.append(repr(grid).encode())
    if "children" in values:
        for child in box.all_children():
            _say(child, shelf, styles, said)
        said.append(b")")


def _declared(style: Any, styles: _Styles) -> bytes:
    """What was declared of a style and of all that it inherits from."""
    if style is None:
        return b""
    found = styles.get(id(style))
    if found is None:
        own = repr(getattr(style, "cascaded", None)).encode()
        found = styles[id(style)] = _digest(own + _declared(style.parent_style, styles))
    return found


def _picture(box: Any, shelf: Mapping[str, Resource]) -> bytes:
    address = box.element.get("src", "") if box.element is not None and box.element_tag == "img" else ""
    if address in shelf:
        return _digest(shelf[address].content)
    return (address if address.startswith("data:") else str(id(box.replacement))).encode()


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()
