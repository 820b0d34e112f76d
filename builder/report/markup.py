"""Pages as markup → the tree that the layout engine works on.

What the templates write is XML, too, which the parser of the standard library reads in a fiftieth of the time that
WeasyPrint 70's own takes, which is written in Python and mends as browsers do. Where it is no XML, since a text holds
characters that XML forbids, that one reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SPACED: Final = re.compile(r'="[^"]*[\t\n][^"]*"')
"""An attribute that holds what XML would read as a space (XML 1.0, 3.3.3); quotation marks in texts are escaped."""


def document(html: str, fetcher: Any) -> Any:
    """The document, which loads what `fetcher` gives it."""
    import weasyprint
    from cssselect2 import ElementWrapper

    try:
        root = tree(html)
    except ElementTree.ParseError:
        return weasyprint.HTML(string=html, url_fetcher=fetcher, base_url="builder:/")
    found = weasyprint.HTML.__new__(weasyprint.HTML)
    found.base_url, found.url_fetcher, found.media_type = "builder:/", fetcher, "print"
    found.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
    found.etree_element = found.wrapper_element.etree_element
    return found


def tree(html: str) -> Element:
    """The elements of a page. Raises ParseError where it is no XML."""
    return ElementTree.fromstring(_SPACED.sub(_kept, html))


def _kept(attribute: re.Match[str]) -> str:
    return attribute[0].replace("\t", "&#9;").replace("\n", "&#10;")
