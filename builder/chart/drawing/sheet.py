"""What artists of the drawing library are drawn on: its figure without axes, whose import takes longer than a chart."""

from __future__ import annotations

import io
from typing import Any, Final

from matplotlib.artist import Artist
from matplotlib.backends import backend_svg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

_NOTHING: Final = {"Date": None, "Creator": None}
"""What the file says of itself."""

_RENDERER: Final[Any] = backend_svg.RendererSVG


class Sheet(Artist):
    """Artists in points, those of a level in the order in which they came, texts last."""

    dpi: Final = 72.0

    def __init__(self) -> None:
        super().__init__()
        self.bbox = Bbox.unit()
        self._shapes: list[Artist] = []
        self._texts: list[Artist] = []

    def get_figure(self, root: bool = False) -> Any:
        return self

    def get_children(self) -> list[Artist]:
        return [*self._shapes, *self._texts]

    def add(self, artist: Artist) -> None:
        artist.set_figure(self.get_figure())
        (self._texts if isinstance(artist, Text) else self._shapes).append(artist)

    def draw(self, renderer: Any) -> None:
        renderer.open_group("figure", gid=self.get_gid())
        for artist in sorted(self.get_children(), key=Artist.get_zorder):
            artist.draw(renderer)
        renderer.close_group("figure")

    def svg(self) -> bytes:
        out = io.StringIO()
        renderer = _RENDERER(self.bbox.width, self.bbox.height, out, image_dpi=self.dpi, metadata=_NOTHING)
        self.draw(renderer)
        renderer.finalize()
        return out.getvalue().encode()
