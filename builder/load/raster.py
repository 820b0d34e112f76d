"""Pictures of pixels: whole, upright, 8 bits a channel, and no larger than paper and screens can show."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from builder.model import Asset

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS: Final = 80_000_000
"""Pixels that are decoded; a JPEG may have more, because it is decoded smaller."""

MOST: Final = 3600
"""Pixels of the longer side that are kept: 300 dpi over 12 inches."""

_FEWEST: Final = 1800
"""Pixels of the longer side that a JPEG of more than `MOST` keeps at least: its decoder halves it for nothing."""

_NATIVE: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_OTHERS: Final = ("BMP", "TIFF", "AVIF")
_PLAIN: Final = frozenset(("1", "L", "LA", "P", "RGB", "RGBA"))
_QUALITY: Final = 92

_SAVE: Final = "save it anew as PNG, JPEG or plain SVG"
_EXPORT: Final = "export what it shows as SVG or PNG"
_FOREIGN: Final = (
    (0, b"%PDF", "a PDF", _EXPORT),
    (0, b"%!PS", "PostScript", _EXPORT),
    (0, b"\xc5\xd0\xd3\xc6", "PostScript", _EXPORT),
    (40, b" EMF", "an EMF drawing", _EXPORT),
    (0, b"\xd7\xcd\xc6\x9a", "a WMF drawing", _EXPORT),
    (0, b"\x01\x00\x09\x00", "a WMF drawing", _EXPORT),
    (4, b"ftyphei", "an HEIC photograph", "save it as JPEG"),
    (4, b"ftypmif1", "an HEIC photograph", "save it as JPEG"),
    (4, b"ftyp", "a video", "show a picture of it"),
    (0, b"\x1aE\xdf\xa3", "a video", "show a picture of it"),
    (0, b"8BPS", "a Photoshop file", _EXPORT),
    (0, b"\xff\x0a", "a JPEG XL picture", "save it as PNG or JPEG"),
    (0, b"\x00\x00\x00\x0cJXL", "a JPEG XL picture", "save it as PNG or JPEG"),
    (0, b"\x1f\x8b", "compressed", "unpack it: an .svgz is an .svg in gzip"),
    (0, b"version https://git-lfs", "a pointer of Git LFS, not the picture", "fetch the picture: git lfs pull"),
    (0, b"<!doctype", "a web page", "download the picture itself"),
    (0, b"<html", "a web page", "download the picture itself"),
)
"""Where in a file which bytes say that it is something else, and what to do then."""


class UnshowableError(ValueError):
    """Why a file is no picture that can be shown, and what to do."""

    def __init__(self, reason: str, hint: str = _SAVE) -> None:
        super().__init__(reason)
        self.hint = hint


def read_raster(key: str, content: bytes) -> Asset:
    """Raises UnshowableError, or whatever the decoder of a broken file likes to raise."""
    with _strictly(), _opened(content) as image:
        kind = str(image.format)
        width, height = image.size
        large = max(width, height) > MOST
        if large:
            least = _FEWEST / max(image.size)
            image.draft(None, (int(image.width * least), int(image.height * least)))
        if image.width * image.height > MAX_PIXELS:
            raise UnshowableError(f"{width} × {height} pixels are too many", f"make it no larger than {MOST} pixels")
        image.load()
        upright = _upright(image)
        if (upright.width > upright.height) != (image.width > image.height):
            width, height = height, width
        shown = _shrunk(_settled(upright))
        media = _NATIVE.get(kind)
        if shown is image and media and not large and not _is_deep(content):
            png = _png(shown) if kind == "WEBP" else None
            return Asset(key, media, content, png, float(width), float(height))
        if kind in ("JPEG", "MPO") and shown.mode in ("L", "RGB"):
            return Asset(key, "image/jpeg", _jpeg(shown), None, float(width), float(height))
        return Asset(key, "image/png", _png(shown), None, float(width), float(height))


@contextmanager
def _strictly() -> Iterator[None]:
    """A file that ends too early is an error: other libraries of the process ask for it to be none."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _opened(content: bytes) -> Image:
    from PIL import Image, UnidentifiedImageError

    if not content:
        raise UnshowableError("it is empty")
    for at, magic, what, hint in _FOREIGN:
        if content[at : at + len(magic)].lower() == magic.lower() and content[4:12] != b"ftypavif":
            raise UnshowableError(f"it is {what}", hint)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(content), formats=(*_NATIVE, *_OTHERS))
    except UnidentifiedImageError:
        raise UnshowableError(f"it is none of {', '.join((*_NATIVE, *_OTHERS, 'SVG'))}") from None
    except Image.DecompressionBombError:
        raise UnshowableError("it has too many pixels", f"make it no larger than {MOST} pixels") from None


def _upright(image: Image) -> Image:
    """The picture as its camera was held; the same where it says nothing of it."""
    from PIL import ImageOps

    orientation = 0x0112
    return ImageOps.exif_transpose(image) if image.getexif().get(orientation, 1) != 1 else image


def _settled(image: Image) -> Image:
    """The picture in colours of 8 bits."""
    if image.mode in _PLAIN:
        return image
    if image.mode == "F" or image.mode.startswith("I"):
        grey = image.convert("F")
        low, high = (0.0, 65535.0) if image.mode.startswith("I;16") else _extremes(grey)
        scale = 255 / (high - low) if high > low else 0.0
        return grey.point(lambda value: value * scale - low * scale).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _extremes(grey: Image) -> tuple[float, float]:
    low, high = grey.getextrema()
    assert isinstance(low, float)
    assert isinstance(high, float)
    return low, high


def _shrunk(image: Image) -> Image:
    from PIL import Image as Pillow

    if max(image.size) <= MOST:
        return image
    scale = MOST / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    if image.mode in ("1", "P"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB" if image.mode == "P" else "L")
    return image.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=2.0)


def _is_deep(content: bytes) -> bool:
    """Whether a PNG has 16 bits a channel (PNG, 11.2.2): its 25th byte says so."""
    return content.startswith(b"\x89PNG") and content[24:25] == b"\x10"


def _png(image: Image) -> bytes:
    out = io.BytesIO()
    plain = (
        image
        if image.mode in _PLAIN and image.mode != "P"
        else image.convert("RGBA" if image.has_transparency_data else "RGB")
    )
    plain.save(out, "PNG", icc_profile=None)
    return out.getvalue()


def _jpeg(image: Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, exif=b"", icc_profile=None)
    return out.getvalue()
