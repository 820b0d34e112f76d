"""What other tools write within a line → elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.importer.reading.log import short
from builder.importer.reading.names import words
from builder.importer.reading.node import Node
from builder.importer.reading.tags import attributes
from builder.importer.sheet import UNCOUNTED

if TYPE_CHECKING:
    from builder.importer.reading.grow import Grower

SAID = "comments that no reader sees (%% … %%, {/* … */}, {>> … <<}) are kept as comments"
_HEADING = re.compile(r"h[1-6]")
_AIMED = re.compile(r"(.*?)\s*<([^<>]+)>\s*$", re.DOTALL)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|avif|tiff?)$", re.IGNORECASE)
_CODE_ROLES = frozenset(
    words("""
    kbd code file command program samp option envvar literal regexp func class meth mod attr exc data obj const
    keyword token makevar mailheader mimetype newsgroup cpp:any
    """)
)
_TEXT_ROLES = frozenset(
    words("""
    guilabel menuselection dfn abbr term emphasis strong download bdg rfc pep title title-reference del ins
    underline sc
    """)
)
_LINK_ROLES = frozenset(
    words("""
    ref numref doc any eq link hoverxref prf:ref external eqref
    """)
)
_DOMAINS = frozenset(
    words("""
    py c cpp js rst std external
    """)
)


def span_element(g: Grower, tag: str, content: str, attrs: dict[str, str], line: int) -> None:
    match tag:
        case "x-attrs":
            _attributes(g, content, attrs["markup"], line)
        case "x-wiki":
            _wiki(g, content, attrs, line)
        case "x-role":
            _role(g, attrs["name"].lower(), content, attrs["markup"], line)
        case "x-sup" | "x-sub":
            g.log.guessed(
                line, f"'{short(attrs['markup'])}' was read as {'raised' if tag == 'x-sup' else 'lowered'} text"
            )
            g.add(Node(tag[2:], {}, line, children=[content]))
        case "x-said":
            g.log.once(line, SAID)
            g.add(Node("x-comment", {}, line, content))
        case "x-critic":
            g.log.once(line, "marks of changes (CriticMarkup) were taken out; what was deleted is struck through")
        case "x-expression":
            _expression(g, content, line)
        case "x-math":
            g.add(Node("x-math", {"display": attrs.get("display", "")}, line, content))
        case _:
            g.add(Node(tag, {}, line, content))


def _attributes(g: Grower, content: str, markup: str, line: int) -> None:
    """Attributes belong to the element before them, or to the block around them."""
    found = attributes(" " + content)
    name = found.pop("id", "") or next((key[1:] for key in found if key.startswith("#")), "")
    children = g.top.children
    target = children[-1] if children and isinstance(children[-1], Node) else g.top
    g.anchor(name, line)
    if _HEADING.fullmatch(g.top.tag) and not found.keys().isdisjoint(("-", ".unnumbered")):
        g.anchor(UNCOUNTED, line)
        found = {key: value for key, value in found.items() if key not in ("-", ".unnumbered", ".unlisted")}
    rest = {key: value for key, value in found.items() if not key.startswith("#")}
    if isinstance(target, Node) and target.tag in ("img", "a"):
        image = next(iter(target.find("img")), target) if target.tag == "a" else target
        for key in ("width", "height", "align", "style"):
            if key in rest and image.tag == "img":
                image.attrs.setdefault(key, rest.pop(key))
    said = [rest.pop(key) for key in ("title", "caption", "alt", "data-caption", "data-title") if rest.get(key)]
    if rest or said:
        g.log.changed(line, f"the attributes '{short(markup)}' were taken out")
    for text in said:
        g.keep(text, line)


def _expression(g: Grower, content: str, line: int) -> None:
    """What a program would fill in, as code; a text in quotes is that text."""
    if len(content) > 1 and content[0] == content[-1] and content[0] in "\"'`" and "${" not in content:
        g.text(content[1:-1])
        return
    g.log.unknown(line, f"the expression '{short(content)}' is filled in by MDX; it is kept as code")
    g.add(Node("x-codespan", {}, line, content))


def _wiki(g: Grower, label: str, attrs: dict[str, str], line: int) -> None:
    target = attrs["target"]
    if attrs["embed"] and _PICTURE.search(target):
        size = re.fullmatch(r"(?:(.*)\|)?\s*(\d+)(?:x\d+)?\s*", label)
        width = {"width": size[2]} if size else {}
        g.add(Node("img", {"src": target, "alt": (size[1] or "" if size else label), **width}, line))
    else:
        g.add(Node("a", {"href": target}, line, children=[label or target]))
    g.log.once(line, "[[links]] of a wiki became links")


def _last_image(g: Grower) -> Node | None:
    """The picture that a setting in the next line belongs to."""
    for child in reversed(g.top.children):
        if isinstance(child, Node) and child.tag == "img":
            return child
        if isinstance(child, str) and child.strip():
            break
        if isinstance(child, Node) and child.tag != "x-anchor":
            break
    return None


def _role(g: Grower, name: str, content: str, markup: str, line: int) -> None:
    aimed = _AIMED.match(content)
    domain, _, _ = name.rpartition(":")
    if name == "math":
        g.add(Node("x-math", {}, line, content))
    elif name in ("label", "eqlabel", "name"):
        g.add(Node("x-anchor", {"id": content.strip(), "behind": "yes"}, line))
        return
    elif name in ("width", "height") and (image := _last_image(g)) is not None:
        image.attrs.setdefault(name, content.strip())
        return
    elif name in ("sub", "sup", "subscript", "superscript"):
        g.add(Node(name[:3], {}, line, children=[content]))
    elif name in _CODE_ROLES or domain in _DOMAINS:
        g.add(Node("x-codespan", {}, line, (aimed[1] if aimed and aimed[1] else content).removeprefix("~")))
    elif name in _LINK_ROLES:
        target = aimed[2] if aimed else content.strip()
        href = target if name == "doc" or "/" in target or "." in target else f"#{target.removeprefix('#')}"
        text = (aimed[1] if aimed and aimed[1] else content).replace("%s", "").replace("{number}", "").strip()
        g.add(Node("a", {"href": href}, line, children=[text or target]))
    elif name.startswith("cite") or name == "footcite":
        g.add(Node("x-span", {}, line, children=[f"[{content}]"]))
    elif name in ("octicon", "fas", "fab", "far", "material-regular", "material-outlined", "icon"):
        g.keep(markup, line)
        g.log.changed(line, f"the icon '{short(markup)}' was taken out")
        return
    elif name in _TEXT_ROLES or name.startswith("bdg-"):
        text = aimed[1] if aimed and aimed[1] else content
        g.add(Node("x-span", {}, line, children=[text]))
        if aimed:
            g.keep(aimed[2], line)
    else:
        g.text(markup[: markup.index("`")])
        g.add(Node("x-codespan", {}, line, content))
        return
    sign = f"{{{name}}}" if markup.startswith("{") else f":{name}:"
    if not markup.startswith(("\\", "$")):
        g.log.once(line, f"roles like '{sign}' became plain text, code or links")
