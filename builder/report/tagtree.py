"""Tags → the file: the structure tree, and what leads to it from marked content and links (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, assert_never

from builder.report.tags import Annotation, Content, Kid, Node, is_shown


def write(root: Node, pdf: Any, lang: str | None) -> dict[str, Any]:
    """Write the tree, and say in the catalog that there is one.

    Returns the dictionaries of the tags of pictures by their addresses."""
    import pydyf

    tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(tree)
    writer = _Writer(pdf)
    document = writer.element(root, tree.reference)
    names = [entry for name in sorted(writer.names) for entry in (pydyf.String(name), writer.names[name])]
    parents, following = writer.parents()
    tree["K"] = pydyf.Array([document.reference])
    tree["ParentTree"] = writer.added(pydyf.Dictionary({"Nums": parents})).reference
    tree["ParentTreeNextKey"] = following
    if names:
        tree["IDTree"] = writer.added(pydyf.Dictionary({"Names": pydyf.Array(names)})).reference
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["Lang"] = pydyf.String(lang or "")
    return writer.pictures


@dataclass(slots=True)
class _Writer:
    pdf: Any
    names: dict[str, Any] = field(default_factory=dict)
    pictures: dict[str, Any] = field(default_factory=dict)
    marked: dict[int, dict[int, Any]] = field(default_factory=dict)
    """By page and number of its content, the reference to the tag."""
    linked: list[tuple[Any, Any]] = field(default_factory=list)
    """Annotations with the references to their tags."""

    def added(self, made: Any) -> Any:
        self.pdf.add_object(made)
        return made

    def element(self, node: Node, parent: Any) -> Any:
        """The tag with all that is in it."""
        import pydyf

        made = self.added(pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent}))
        made.update(node.entries)
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            made["Pg"] = self.pdf.page_references[page]
        made["K"] = pydyf.Array(self._kids(node, made.reference, page))
        if "ID" in node.entries:
            self.names[node.entries["ID"].string] = made.reference
        if node.element is not None and (address := node.element.get("src")):
            self.pictures.setdefault(address, made)
        return made

    def _kids(self, node: Node, reference: Any, page: int | None) -> Iterator[Any]:
        for kid in node.kids:
            if not isinstance(kid, Node) or is_shown(kid):
                yield self._kid(kid, node, reference, page)

    def _kid(self, kid: Kid, node: Node, reference: Any, page: int | None) -> Any:
        import pydyf

        match kid:
            case Node():
                return self.element(kid, reference).reference
            case Content():
                self.marked.setdefault(kid.page, {})[kid.number] = reference
                if kid.page == page:
                    return kid.number
                where = self.pdf.page_references[kid.page]
                return pydyf.Dictionary({"Type": "/MCR", "Pg": where, "MCID": kid.number})
            case Annotation():
                self.linked.append((kid.made, reference))
                kid.made["Contents"] = pydyf.String(_said(node, kid.made))
                where = self.pdf.page_references[kid.page]
                return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.made.reference, "Pg": where})
            case _:
                assert_never(kid)

    def parents(self) -> tuple[Any, int]:
        """The number tree that leads from content and links to their tags, and the next free number."""
        import pydyf

        count = len(self.pdf.page_references)
        numbers = []
        for page in range(count):
            marked = self.marked.get(page, {})
            numbers += [page, pydyf.Array(marked[number] for number in sorted(marked))]
        for number, (annotation, reference) in enumerate(self.linked, count):
            annotation["StructParent"] = number
            numbers += [number, reference]
        return pydyf.Array(numbers), count + len(self.linked)


def _said(link: Node, annotation: Any) -> str:
    """What a link says: its words, else where it leads."""
    words = "".join(link.element.itertext()) if link.element is not None else ""
    pictures = (one.get("alt", "") for one in link.element.iter("img")) if link.element is not None else ()
    return " ".join(words.split()) or " ".join(filter(None, pictures)) or annotation["Contents"].string
