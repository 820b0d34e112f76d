"""The templates and what they are called with."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from builder.report.bookviews import Book


def html(book: Book) -> str:
    return _environment().get_template("book.html.j2").render(book=book)


def back(book: Book, number: int) -> str:
    """The pages of the index, the first with that number, and what comes behind them."""
    return _environment().get_template("back.html.j2").render(book=book, number=number)


def css(**values: object) -> str:
    return _environment().get_template("report.css.j2").render(**values)


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
    )
