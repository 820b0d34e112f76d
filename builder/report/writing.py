"""The objects of a PDF as bytes, each made once.

pydyf 0.13 makes the bytes of every object twice, to write them and to tell the file from others, and compresses all
streams twice for that; and asks of each of 100,000 numbers what it is in four steps. `PDF.write`, `Object.data` and
`_to_bytes` are replaced; the bytes are the same."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def install() -> None:
    """Replace the functions."""
    import pydyf

    plain, write = pydyf._to_bytes, pydyf.PDF.write

    def to_bytes(item: Any) -> bytes:
        kind = type(item)
        if kind is bytes:
            return item  # type: ignore[no-any-return]
        if kind is str:
            return item.encode("ascii")  # type: ignore[no-any-return]
        if kind is float and not item.is_integer():
            return (b"%f" % item).rstrip(b"0")
        return plain(item)  # type: ignore[no-any-return]

    def made_once(kind: Any) -> property:
        make = kind.data.fget

        def data(self: Any) -> Any:
            found = vars(self).get("written")
            return make(self) if found is None else found

        return property(data)

    def write_once(self: Any, *arguments: Any, **named: Any) -> None:
        for one in self.objects:
            if one.free != "f":
                one.written = one.data
        write(self, *arguments, **named)

    for kind in (pydyf.Dictionary, pydyf.Stream, pydyf.String, pydyf.Array):
        kind.data = made_once(kind)
    pydyf._to_bytes, pydyf.PDF.write = to_bytes, write_once
