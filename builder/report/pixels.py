"""Pictures with no more pixels than print shows at their size.

WeasyPrint 70 does that with its option `dpi`, but also for a few pixels too many, and saves photographs anew with much
of their detail gone. `RasterImage.get_x_object` is replaced to leave those alone, and to keep the others good. It also
asks viewers to smooth pictures, which archives forbid (ISO 19005-3, 6.2.8). Upstream: WeasyPrint #2895 (quality is
lost when pictures are made smaller), #1466 and #1661 (smoothing)."""

from __future__ import annotations

import io
from functools import cache
from typing import Any, Final

DPI: Final = 300
"""Pixels an inch that are enough for print."""

_WORTH: Final = 0.8
"""A picture is made smaller where this share of its width or less is enough."""

_QUALITY: Final = 90


@cache
def install() -> None:
    """Replace the method; the layout engine must have been told of its fonts before."""
    from weasyprint import images

    plain = images.RasterImage.get_x_object

    def get_x_object(image: Any, _: bool, ratio: float) -> Any:
        if ratio <= _WORTH:
            picture = images.Image.open(io.BytesIO(image.image_data.data))
            size = max(1, round(image.width * ratio)), max(1, round(image.height * ratio))
            small = picture.resize(size, images.Image.Resampling.LANCZOS, reducing_gap=2.0)
            out = io.BytesIO()
            small.save(out, picture.format, quality=_QUALITY)
            image.image_data = image.cache_image_data(out.getvalue())
            image.width, image.height = small.size
        return plain(image, False, 1)

    images.RasterImage.get_x_object = get_x_object
