"""A style at work in one language of entries: its tree, its terms, and what it prints."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import citeproc
from citeproc import model
from citeproc.string import String, join
from lxml import etree

from builder.csl.collapsing import Joins
from builder.csl.elements import MENDED
from builder.csl.items import Item
from builder.csl.marked import CITED, CITED_END, formatter, settled
from builder.csl.styles import CSL
from builder.csl.telling import Rule

_CS: Final = {"cs": CSL}


@cache
def parse(content: bytes, tag: str) -> Processor:
    """The style with the terms of a language (BCP 47)."""
    return Processor(etree.parse(BytesIO(content), _parser()).getroot(), tag)


class Processor:
    """Holds the whole tree: what citeproc notes on an element is lost with its last reference."""

    def __init__(self, root: Any, tag: str) -> None:
        self._root = root
        _complete_names(root)
        root.macros = {macro.get("name"): macro for macro in root.iterfind("cs:macro", _CS)}
        root.formatter = formatter(String)
        root.letters = bool(root.xpath("//cs:text[@variable='year-suffix']", namespaces=_CS))
        root.lang = tag[:2].lower()
        root.locales, system = _locales(root, tag)
        root.ordinals = any(
            term.text for term in system.xpath("//cs:term[starts-with(@name, 'ordinal')]", namespaces=_CS)
        )
        self._alive = list(root.iter())
        self._entries = root.find("cs:bibliography/cs:layout", _CS)
        self._citations = root.find("cs:citation/cs:layout", _CS)
        quotes = root.get_locale_option("punctuation-in-quote")
        self._quotes_take_points = quotes is not None and quotes.lower() == "true"

    @property
    def numeric(self) -> bool:
        """Whether citations are numbers of the list."""
        category = self._root.find("cs:info/cs:category[@citation-format]", _CS)
        if category is not None:
            return bool(category.get("citation-format") == "numeric")
        return bool(self._root.xpath("//cs:citation//cs:text[@variable='citation-number']", namespaces=_CS))

    @property
    def adds_year_suffix(self) -> bool:
        return bool(self._root.find("cs:citation", _CS).get("disambiguate-add-year-suffix") == "true")

    @property
    def sorts(self) -> bool:
        """Whether the list is sorted, and not by numbers alone."""
        keys = self._root.findall("cs:bibliography/cs:sort/cs:key", _CS)
        return any(key.get("variable") != "citation-number" for key in keys)

    @property
    def rule(self) -> Rule:
        """How sources are told apart."""
        style = self._root.find("cs:citation", _CS)
        given = style.get("givenname-disambiguation-rule", "by-cite")
        return Rule(
            style.get("disambiguate-add-names") == "true",
            given if style.get("disambiguate-add-givenname") == "true" else "",
        )

    @property
    def joins(self) -> Joins:
        style, between = self._root.find("cs:citation", _CS), self._citations.get("delimiter", "")
        collapse = style.get("collapse", "")
        terms = (self._root.get_single_term(name=name) for name in ("citation-range-delimiter", "page-range-delimiter"))
        return Joins(
            collapse,
            between,
            style.get("cite-group-delimiter", ", " if collapse.startswith("year") else None),
            style.get("year-suffix-delimiter", between),
            style.get("after-collapse-delimiter", between),
            next((str(term) for term in terms if term), "–"),
        )

    def entry(self, item: Item) -> str:
        item.reference.begin()
        layout = self._entries
        text = layout.render_children(item)
        return settled(str(layout.format(layout.wrap(text))), self._quotes_take_points) if text else ""

    def citation(self, item: Item) -> str:
        """One citation, without what stands around all of them."""
        item.reference.begin()
        return settled(str(self._citations.render_children(item) or ""), self._quotes_take_points)

    def around(self, citations: list[tuple[str, str]]) -> str:
        """The citations of one place, each behind what stands before it, with the style's marks around all."""
        layout = self._citations
        whole: Any = String("")
        for before, text in citations:
            part = String(f"{CITED}{text}{CITED_END}")
            whole = join((whole, part), before) if whole else part
        return str(layout.format(layout.wrap(whole)))

    def cited_in_order(self, items: list[Item]) -> list[Item]:
        sort = self._root.find("cs:citation/cs:sort", _CS)
        if sort is None:
            return items
        return list(sort.sort(sorted(items, key=lambda item: item.number), self._citations))

    def listed_in_order(self, items: list[Item]) -> list[Item]:
        sort = self._root.find("cs:bibliography/cs:sort", _CS)
        return list(sort.sort(items, self._entries)) if sort is not None else items


def _complete_names(root: Any) -> None:
    """Names are set as those that they stand for say (CSL 1.0.2, "Substitute"), at any depth; and the library would add
    an element to the tree each time it prints names without one."""
    for names in root.xpath("//cs:substitute//cs:names[not(*)]", namespaces=_CS):
        (pattern,) = names.xpath("ancestor::cs:substitute[1]/parent::cs:names", namespaces=_CS)
        names.extend([deepcopy(child) for child in pattern if child.tag != f"{{{CSL}}}substitute"])
    for names in root.xpath("//cs:names[not(cs:name)]", namespaces=_CS):
        names.insert(0, names.makeelement(f"{{{CSL}}}name"))


def _parser() -> Any:
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace(CSL)
    namespace[None] = model.CitationStylesElement
    for kind in (*model.CitationStylesElement.__subclasses__(), *MENDED):
        namespace[kind.__name__.replace("_", "-").lower()] = kind
    parser = etree.XMLParser(
        remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    parser.set_element_class_lookup(lookup)
    return parser


def _locales(root: Any, tag: str) -> tuple[list[Any], Any]:
    """Where terms are looked up, in this order (CSL 1.0.2, "Locale Fallback"), and the first of citeproc's own."""
    lang = tag.split("-")[0].lower()
    inside = {one.get("{http://www.w3.org/XML/1998/namespace}lang", ""): one for one in root.iterfind("cs:locale", _CS)}
    found = [inside[name] for name in dict.fromkeys((tag, lang, "")) if name in inside]
    system = []
    for name in dict.fromkeys((tag, citeproc.PRIMARY_DIALECTS.get(lang, ""), "en-US")):
        path = Path(citeproc.LOCALES_PATH) / f"locales-{name}.xml"
        if path.is_file():
            system.append(etree.parse(str(path), _parser()).getroot())
    for one in (*found, *system):
        one.style = root
        one.alive = list(one.iter())
        one.lang = root.lang
        one.told = {}
    return [*found, *system], system[0]
