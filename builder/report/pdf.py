"""HTML and CSS → PDF, with nothing of the machine in it: own fonts, own files, no network, no clock."""

from __future__ import annotations

import atexit
import gc
import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

from builder.report import (
    archive,
    artifacts,
    computing,
    counting,
    embedding,
    evenness,
    growth,
    justify,
    lastword,
    lettering,
    level,
    markup,
    pagination,
    panels,
    pixels,
    reading,
    rules,
    shaping,
    sheets,
    spans,
    tags,
    tongues,
    trailing,
    writing,
)
from builder.report.attachments import Attachment, embed
from builder.report.fonts import Face, faces, subset
from builder.report.loading import load
from builder.report.resources import Resource

REPLACEMENTS: Final = (
    artifacts,
    computing,
    counting,
    embedding,
    evenness,
    growth,
    shaping,
    justify,
    lastword,
    lettering,
    level,
    pagination,
    panels,
    pixels,
    reading,
    rules,
    spans,
    tags,
    trailing,
    writing,
)
"""What WeasyPrint 70 lacks, one topic a module; without them a report is plainer, but still a report."""

_CONFIG: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


_NEW: Final = 50_000
"""So many new objects are looked through together for what can go."""

_MANY: Final = 100
"""Pages: more of them hold so much that it is worth the time to let it go before the file is written."""

Back: TypeAlias = Callable[[Mapping[str, int], int], str]
"""The last part of the book as HTML. It is given the printed numbers of pages, by the ids of what stands there, and the
number of its own first page."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The file, and what the layout engine complained about."""

    content: bytes
    complaints: tuple[str, ...]


def with_back(document: Any, back: Back, body: str, render: Callable[[str], Any], held: int = 1) -> Any:
    """The document, with what `back` makes in the place of its last pages, which are `held`. Pages are counted from the
    element with the id `body`."""
    first = next((at for at, page in enumerate(document.pages) if body in page.anchors), 0)
    made = document.pages[:-held]
    last = render(back(numbered(document.pages[first:]), len(made) - first + 1))
    return document.copy([*made, *last.pages])


def numbered(pages: Iterable[Any]) -> dict[str, int]:
    """The printed numbers of pages, of which the first has 1, by the ids of what stands there."""
    numbers: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for name in page.anchors:
            numbers.setdefault(name, number)
    return numbers


@dataclass(frozen=True, slots=True)
class Engine:
    """The layout engine while it runs; `styles` are the style sheets that it has read."""

    fetcher: Any
    configuration: Any
    messages: list[str]
    styles: dict[str, Any]

    def render(self, html: str, css: str) -> Any:
        """The pages of a document."""
        if css not in self.styles:
            self.styles[css] = sheets.read(css, self.fetcher, self.configuration)
        return markup.document(html, self.fetcher).render(
            font_config=self.configuration,
            stylesheets=[self.styles[css]],
            pdf_variant=archive.VARIANT,
            dpi=pixels.DPI,
        )

    def write(self, document: Any, name: bytes, body: str, files: tuple[Attachment, ...], each: int = 1) -> Printed:
        """The document as a file; `name` identifies it, `each` so many pages have one number."""

        def finish(document: Any, pdf: Any) -> None:
            archive.label(document, pdf, body, each)
            archive.describe(document, pdf)
            embed(files, pdf, getattr(pdf, "pictures", {}))

        artifacts.mark(page._page_box for page in document.pages)
        self.configuration.tongues = tongues.told(document.pages[0]._page_box.children[0].element)
        if len(document.pages) > _MANY:
            gc.collect()  # what pages were made from refers to itself, and would stay until the file is written
        content = document.write_pdf(
            pdf_variant=archive.VARIANT, dpi=pixels.DPI, pdf_identifier=name, full_fonts=True, finisher=finish
        )
        return Printed(content, tuple(self.messages))


@contextmanager
def running(shelf: Mapping[str, Resource], fonts: Path) -> Iterator[Engine]:
    """The layout engine, which loads what lies on the shelf alone."""
    isolate(fonts)
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    for replacement in REPLACEMENTS:
        replacement.install()

    class ShelfFetcher(URLFetcher):  # type: ignore[misc]
        """Loads what lies on the shelf, and pictures that a drawing holds itself; every other address is refused."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            resource = shelf.get(unquote(url))
            if resource is None:
                raise ValueError(f"not a resource of this report: {url[:80]}")
            return URLFetcherResponse(url, resource.content, {"Content-Type": resource.media})

    listener = _Listener()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        with _seldom_collected():
            yield Engine(ShelfFetcher(), _giving_up(FontConfiguration()), listener.messages, {})
    finally:
        logger.removeHandler(listener)


def _giving_up(configuration: Any) -> Any:
    """The font configuration, which gives up its fonts when it goes, as the last page made with it does.

    Pango's font map alone keeps them: a quarter of a MiB a document, much to a process that prints thousands."""
    from weasyprint.text.ffi import ffi, gobject, pangoft2

    def let_go(font_map: Any) -> None:
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", font_map), ffi.NULL)
        gobject.g_object_unref(font_map)

    font_map = ffi.cast("PangoFontMap *", configuration.font_map)
    ffi.gc(configuration.font_map, None)  # which would let the map go, and its fonts stay
    configuration.font_map = ffi.gc(font_map, let_go)
    return configuration


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """While pages are made, what is new stays: looking through it at every few hundred objects finds nothing."""
    usual = gc.get_threshold()
    gc.set_threshold(usual[0] and max(_NEW, usual[0]), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def identifier(name: str, html: str, css: str) -> bytes:
    """Of a file, from what it is made of."""
    return hashlib.sha256("\0".join((name, html, css)).encode()).hexdigest()[:32].encode()


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@cache
def isolate(fonts: Path) -> None:
    """Hide the machine's fonts from this process and import the layout engine; documents bring their own.

    One font with a space in it stays, because text layout crashes where there is none at all. The
    engine looks for fonts when it is imported."""
    room = tempfile.TemporaryDirectory(prefix="builder-fonts-")
    atexit.register(room.cleanup)
    folder = Path(room.name)
    (folder / "fonts").mkdir()
    (folder / "fonts" / "space.ttf").write_bytes(subset(_smallest(fonts), frozenset(" ")))
    config = folder / "fonts.conf"
    config.write_text(_CONFIG.format(fonts=folder / "fonts", cache=folder / "cache"), "utf-8")
    os.environ["FONTCONFIG_FILE"] = str(config)
    for variable in ("FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"):
        os.environ.pop(variable, None)
    load()


def _smallest(fonts: Path) -> Face:
    return min(faces(fonts), key=lambda face: (face.path.stat().st_size, face.path.name))
