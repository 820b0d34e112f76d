"""The templates and what they are called with."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from builder.report.abreastviews import Parallel
from builder.report.bookviews import Book
from builder.report.facingviews import Leaf


def front(book: Book, numbers: Mapping[str, int]) -> str:
    """Cover, imprint, contents and lists; `numbers` are those printed on pages, by the ids of what stands there."""
    return _environment().get_template("front.html.j2").render(book=book, numbers=numbers)


def chapters(book: Book, folio: int, notes: int, numbers: Mapping[str, int]) -> str:
    """The chapters alone, of which the first page has the number `folio`, and so many notes stand before them."""
    return _environment().get_template("chapters.html.j2").render(book=book, folio=folio, notes=notes, numbers=numbers)


def whole(book: Book) -> str:
    """The book as one document, whose numbers of pages the style sheet finds; of the index there is the first page, in
    whose place `back` is set."""
    return _environment().get_template("whole.html.j2").render(book=book)


def back(book: Book, number: int) -> str:
    """The pages of the index, if there is one, the first with that number, and what comes behind them."""
    return _environment().get_template("back.html.j2").render(book=book, number=number)


def parallel(book: Parallel, apart: int = 1) -> str:
    """`apart`: so many pages behind that of the first index the second begins; on the same one if it is 0."""
    return _environment().get_template("parallel.html.j2").render(book=book, apart=apart)


def parallel_back(book: Parallel, number: int, apart: int = 1) -> str:
    """The pages of both indexes, the first with that number, and what comes behind them."""
    return _environment().get_template("parallel-back.html.j2").render(book=book, number=number, apart=apart)


def facing(book: Book, leaf: Leaf) -> str:
    """One of two languages that face each other."""
    return _environment().get_template("facing.html.j2").render(book=book, leaf=leaf)


def facing_back(first: Book, second: Book) -> str:
    """What comes behind all pages of both."""
    return _environment().get_template("facing-back.html.j2").render(first=first, second=second)


def empty(book: Book) -> str:
    """A page with nothing on it."""
    return _environment().get_template("empty.html.j2").render(book=book)


def css(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


def drawn(template: str, **values: object) -> bytes:
    """A drawing as SVG."""
    return _environment().get_template(template).render(**values).encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("builder.report"),
        autoescape=lambda name: name is None or not name.endswith(".css.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_Compiled(str(Path(cache_from_source(__file__)).parent), "%s.template"),
    )


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates lie where Python keeps its compiled modules, if it does."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):  # a folder that cannot be written, as Python passes over it
                super().dump_bytecode(bucket)


def compile_all() -> None:
    """Compile the templates, which the first document would wait for."""
    for name in _environment().list_templates():
        _environment().get_template(name)
