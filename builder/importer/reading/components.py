"""Components of JSX and Vue, and shortcodes of Hugo, Jekyll and GitBook → elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.importer.reading.kinds import EMBEDDED, FOLDED, GROUPS, LABELLED, LABELS, PICTURES, SAYING, kind_of
from builder.importer.reading.log import short
from builder.importer.reading.names import words
from builder.importer.reading.node import Node
from builder.importer.reading.shortcodes import Shortcode
from builder.importer.reading.tags import Tag

if TYPE_CHECKING:
    from builder.importer.reading.grow import Grower

_SOURCES = ("src", "image", "img", "url", "lightsrc", "light", "source", "link", "path")
_KIND_KEYS = ("type", "kind", "style", "variant", "color", "context", "icon", "severity", "class", "intent", "status")
_LABEL_FIRST = re.compile(r"label:\s*['\"]([^'\"]+)['\"]\s*,\s*value:\s*['\"]([^'\"]+)['\"]")
_VALUE_FIRST = re.compile(r"value:\s*['\"]([^'\"]+)['\"]\s*,\s*label:\s*['\"]([^'\"]+)['\"]")
_BOXES = frozenset(
    words("""
    admonition callout hint notice alert alerts aside message blockquote-alert tip-box infobox block
    """)
)


def component(g: Grower, tag: Tag, line: int) -> Node:
    """The element of a component; its texts stand within or, for what has no children, before."""
    attrs = {key.lower() if key != "#name" else key: value for key, value in tag.attrs.items()}
    return _element(g, tag.name, attrs, (), tag.markup, line, tag.empty or f"/{tag.name.lower()}" not in g.survey.ends)


def shortcode(g: Grower, code: Shortcode, line: int) -> Node | None:
    if not code.name or code.name in ("ref", "relref", "link", "post_url", "param", "site"):
        g.log.unknown(line, f"'{short(code.markup)}' is filled in by another tool; it is kept as code")
        return Node("x-codespan", {}, line, code.markup)
    if code.name in ("toc", "table_of_contents", "contents"):
        g.log.changed(line, "the mark for a table of contents was taken out: the report makes its own")
        return None
    if code.name in ("br", "linebreak"):
        return Node("br", line=line)
    return _element(
        g, code.name, dict(code.options), code.words, code.markup, line, code.name not in g.survey.ends or code.empty
    )


def _element(
    g: Grower, name: str, attrs: dict[str, str], words: tuple[str, ...], markup: str, line: int, childless: bool
) -> Node:
    lower = name.lower().rpartition(".")[2] if not name.startswith("hextra") else name.lower()
    inline = {"#inline": "yes"} if g.in_text and not _stands_apart(lower) else {}
    node = Node("x-group", {"#name": name.lower(), **inline}, line, loose=True)
    if not name:
        return node
    if lower in PICTURES and (source := next((attrs[k] for k in _SOURCES if attrs.get(k)), next(iter(words), ""))):
        return _picture(g, name, attrs, words, source, line)
    if lower in EMBEDDED:
        target = next((attrs[k] for k in (*_SOURCES, "id", "videoid") if attrs.get(k)), next(iter(words), ""))
        g.log.unknown(line, f"'{short(markup)}' cannot be shown in print; a link stands for it")
        address = target if "://" in target or target.startswith(("/", ".")) or "." in target else ""
        node.tag, node.children = "p", []
        inner = Node(
            "a",
            {"href": address or f"https://www.{lower}.com/{target}"},
            line,
            children=[_title(attrs) or target or name],
        )
        node.children = [inner]
        return _childless(g, node, childless)
    kind = _kind(lower, attrs, words)
    if kind:
        node.tag, node.attrs["kind"] = "x-callout", kind
        title = _title(attrs) or next(
            (word for word in words if (word != kind and " " in word) or (word not in _FLAGS and word != kind)), ""
        )
        return _with_title(g, node, title, line, childless)
    if values := attrs.get("values", ""):
        g.labels.update({value: label for label, value in _LABEL_FIRST.findall(values)})
        g.labels.update(_VALUE_FIRST.findall(values))
    value = attrs.get("value", "")
    title = _title(attrs) or " ".join(words) or g.labels.get(value, value)
    if lower in LABELLED and title and not inline:
        node.tag = "x-tab"
        said = [value for key, value in attrs.items() if key in SAYING and value and value != title]
        node = _with_title(g, node, title, line, False, attrs.get("href") or attrs.get("to", ""))
        node.children += [Node("p", {}, line, children=[value]) for value in said]
        return _childless(g, node, childless)
    spoken = [value for key, value in attrs.items() if key in SAYING and value and not value.startswith("{")]
    if lower not in GROUPS and not (inline and spoken):
        what = "it is kept as a comment" if childless and not spoken else "what it says is kept"
        g.log.unknown(line, f"'{short(markup)}' is not known; {what}")
        if childless and not spoken:
            g.keep(markup, line)
    node.children = [" ".join(spoken)] if inline else [Node("p", {}, line, children=[value]) for value in spoken]
    return _childless(g, node, childless)


_FLAGS = frozenset(("open", "closed", "true", "false", "inline", "end"))


def _stands_apart(name: str) -> bool:
    return (
        name in GROUPS
        or (name in LABELLED and name != "badge")
        or name in _BOXES
        or name in FOLDED
        or name in EMBEDDED - {"file", "x", "play"}
    )


def _kind(lower: str, attrs: dict[str, str], words: tuple[str, ...]) -> str:
    """The foreign name of the box that it is, or ""."""
    if lower in _BOXES or lower.endswith(("callout", "admonition", "alert")):
        given = [attrs[key] for key in _KIND_KEYS if attrs.get(key)] + list(words[:1])
        return next((word for word in given if kind_of(word)), "note")
    if lower in FOLDED:
        return "details"
    return lower if kind_of(lower) else ""


def _title(attrs: dict[str, str]) -> str:
    return next((attrs[key] for key in LABELS if attrs.get(key) and not attrs[key].startswith("{")), "")


def _with_title(g: Grower, node: Node, title: str, line: int, childless: bool, target: str = "") -> Node:
    if title:
        head = Node("x-title", {}, line)
        head.children.append(Node("a", {"href": target}, line, children=[title]) if target else title)
        node.children.append(head)
    return _childless(g, node, childless)


def _childless(g: Grower, node: Node, childless: bool) -> Node:
    """What has no end tag must not take in all that follows."""
    node.attrs["#empty"] = "yes" if childless else ""
    return node


def _picture(g: Grower, name: str, attrs: dict[str, str], words: tuple[str, ...], source: str, line: int) -> Node:
    caption = next((attrs[key] for key in ("caption", "title") if attrs.get(key)), words[2] if len(words) > 2 else "")
    alt = attrs.get("alt", words[1] if len(words) > 1 else "")
    kept = {key: attrs[key] for key in ("width", "height", "align") if attrs.get(key)}
    image = Node("img", {"src": source, "alt": alt, **kept}, line)
    figure = Node("figure", {"#name": name.lower(), "#empty": "yes"}, line, children=[image], loose=True)
    if target := attrs.get("href", ""):
        figure.children = [Node("a", {"href": target}, line, children=[image])]
    if caption or attrs.get("attr"):
        said = " ".join(filter(None, (caption, attrs.get("attr", ""))))
        figure.children.append(Node("figcaption", {}, line, children=[said]))
    return figure
