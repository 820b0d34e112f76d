"""Directives of MyST and Sphinx: ```{name} argument, options, and a body."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from builder.importer.reading.kinds import FOLDED, GROUPS, LABELLED, QUOTES, kind_of
from builder.importer.reading.log import short
from builder.importer.reading.names import words
from builder.importer.reading.node import Node

if TYPE_CHECKING:
    from builder.importer.reading.grow import Grower

_INFO = re.compile(r"\{([A-Za-z][\w:+.-]*)\}\s*(.*)$", re.DOTALL)
_OPTION = re.compile(r":([\w-]+):(?:[ \t]+(.*?))?[ \t]*$")
_CODE = frozenset(
    words("""
    code-block code sourcecode code-cell prompt doctest testcode parsed-literal highlight ipython console
    """)
)
_FILES = frozenset(
    words("""
    toctree include literalinclude bibliography index contents tableofcontents raw eval-rst automodule autoclass
    autofunction autosummary automethod program-output plot jupyter-execute glue only ifconfig currentmodule module
    default-role meta rubric-toc embed anywidget download list-of-figures genindex only-page tags sectionauthor
    iframe video youtube
    """)
)
_DIAGRAMS = frozenset(("mermaid", "graphviz", "plantuml", "uml", "digraph", "blockdiag"))
_TABLES = frozenset(("table", "list-table", "csv-table", "flat-table"))
_PLAIN = frozenset(
    (
        "div",
        "container",
        "glossary",
        "rst-class",
        "class",
        "rubric",
        "centered",
        "tabularcolumns",
        "field-list",
        "math:numbered",
    )
)
_NAMES = frozenset(
    (
        "figure",
        "image",
        "math",
        "figure-md",
        "dropdown",
        "tab-set",
        "tab-item",
        "grid",
        "grid-item",
        "grid-item-card",
        "card",
        "tabs",
        "tab",
        "sidebar",
        "margin",
        "button-link",
        "button-ref",
        "card-carousel",
        "grid-item-card",
    )
)


def is_directive(info: str) -> bool:
    match = _INFO.match(info)
    if match is None:
        return False
    name = match[1].lower()
    known = name in _CODE | _FILES | _TABLES | _PLAIN | _NAMES | QUOTES | _DIAGRAMS or kind_of(name) is not None
    return known or (name.partition(":")[0] in ("prf", "py", "c", "cpp", "js", "rst", "proof") and ":" in name)


def directive(g: Grower, info: str, content: str, line: int) -> None:
    match = _INFO.match(info)
    assert match is not None
    name, argument = match[1].lower(), match[2].strip()
    options, body, skipped = _options(content)
    g.anchor(options.get("name") or options.get("label", ""), line)
    spoken = {
        "name",
        "label",
        "alt",
        "width",
        "height",
        "class",
        "caption",
        "align",
        "header-rows",
        "lineno-start",
        "figclass",
        "open",
    }
    if ignored := {key: value for key, value in options.items() if key not in spoken}:
        g.log.changed(line, f"the options {short(', '.join(ignored))} of '{{{name}}}' are kept as a comment")
        g.keep("\n".join(f"{key}: {value}" for key, value in ignored.items()), line)
    at = line + skipped
    kind = name.rpartition(":")[2]
    if name in ("figure", "image", "figure-md"):
        _figure(g, name, argument, options, body, line, at)
    elif name == "math":
        g.add(
            Node(
                "x-equation", {"id": options.get("label", "")}, line, "\n".join(filter(None, (argument, body.strip())))
            )
        )
    elif name in _CODE:
        _code(g, argument, options, body, line)
    elif name in _DIAGRAMS:
        g.log.unknown(line, f"a diagram in '{name}' is not drawn; its source is kept as code")
        _code(g, name, options, body, line)
    elif name in _TABLES:
        _table(g, name, argument, options, body, line, at)
    elif name in _FILES:
        g.log.unknown(line, f"'{{{name}}} {short(argument)}' asks another tool for content; it is kept as a comment")
        g.add(Node("x-kept", {}, line, f"{{{name}}} {argument}\n{content}"))
    elif name in QUOTES:
        _around(g, Node("blockquote", {}, line), "", body, at)
        if argument:
            _text(g, argument, line)
    elif kind_of(kind) or name in FOLDED:
        word = (
            kind if name != "admonition" else next((c for c in options.get("class", "").split() if kind_of(c)), "note")
        )
        _around(g, Node("x-callout", {"kind": word}, line), argument, body, at)
    elif name in LABELLED and argument:
        _around(g, Node("x-tab", {}, line), argument, body, at)
    elif name in GROUPS or name in _PLAIN:
        if argument and name not in ("rst-class", "class", "container", "tabularcolumns", "grid", "div"):
            _text(g, argument, line)
        _around(g, Node("x-group", {}, line), "", body, at)
    else:
        g.log.unknown(line, f"the directive '{{{name}}}' is not known; its words are kept as text")
        _text(g, f":::{info}", line, literal=True)
        for key, value in options.items():
            if key in spoken:
                _text(g, f":{key}: {value}", line, literal=True)
        _around(g, Node("x-group", {}, line), "", body, at)


def _options(content: str) -> tuple[dict[str, str], str, int]:
    """The options at the start of a body, the body, and how many lines they take."""
    lines = content.split("\n")
    options: dict[str, str] = {}
    at = 0
    if lines and lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:]):
        end = [line.strip() for line in lines].index("---", 1)
        for line in lines[1:end]:
            key, colon, value = line.partition(":")
            options[key.strip(" -")] = value.strip() if colon else ""
        at = end + 1
    else:
        while at < len(lines) and (match := _OPTION.match(lines[at].strip())):
            options[match[1]] = match[2] or ""
            at += 1
    return options, "\n".join(lines[at:]), at


def _around(g: Grower, node: Node, title: str, body: str, line: int) -> None:
    g.open(node, firm=True)
    if title:
        g.open(Node("x-title", {}, node.line), firm=True)
        g.text_line(title, node.line)
        g.close_firm()
    _grow(g, body, line)
    g.close_firm()


def _grow(g: Grower, body: str, line: int) -> None:
    """The body as Markdown, but for one that lies too deep."""
    if g.depth < 20:
        g.grow(body, line)
    else:
        g.log.once(line, "what is nested too deeply was read as text")
        _text(g, body, line, literal=True)


def _text(g: Grower, text: str, line: int, literal: bool = False) -> None:
    g.open(Node("p", {}, line), firm=True)
    if literal:
        g.text(text)
    else:
        g.text_line(text, line)
    g.close_firm()


def _figure(g: Grower, name: str, path: str, options: dict[str, str], body: str, line: int, at: int) -> None:
    """The first paragraph of the body is the caption, the rest its legend."""
    g.open(Node("figure", {}, line), firm=True)
    if name != "figure-md":
        kept = {key: options[key] for key in ("alt", "width", "height") if options.get(key)}
        g.add(Node("img", {"src": path, **kept}, line))
        caption, _, legend = body.strip("\n").partition("\n\n")
        if caption.strip():
            g.open(Node("figcaption", {}, line), firm=True)
            g.text_line(caption.strip(), at)
            g.close_firm()
        if legend.strip():
            _grow(g, legend, at)
    else:
        g.anchor(path, line)
        _grow(g, body, at)
    g.close_firm()


def _code(g: Grower, language: str, options: dict[str, str], body: str, line: int) -> None:
    if caption := options.get("caption"):
        _text(g, caption, line)
    g.add(Node("x-code", {"language": language.split()[0] if language.split() else ""}, line, body.removeprefix("\n")))
    if rest := " ".join(language.split()[1:]):
        g.log.changed(line, f"'{short(rest)}' of the code is kept as a comment")
        g.keep(rest, line)


def _table(g: Grower, name: str, title: str, options: dict[str, str], body: str, line: int, at: int) -> None:
    heads = int(options["header-rows"]) if options.get("header-rows", "").isdigit() else 0
    if name == "table":
        g.open(Node("x-captioned", {}, line), firm=True)
        _caption(g, title, line)
        _grow(g, body, at)
        g.close_firm()
        return
    if name == "csv-table":
        rows = list(csv.reader(io.StringIO(body.strip())))
        if header := options.get("header"):
            rows, heads = [*csv.reader(io.StringIO(header)), *rows], heads + 1
    else:
        rows = _list_rows(body)
    g.log.changed(line, f"'{{{name}}}' became a table")
    g.open(Node("table", {}, line), firm=True)
    _caption(g, title, line)
    for number, row in enumerate(rows):
        g.open(Node("tr", {}, line), firm=True)
        for cell in row:
            g.open(Node("th" if number < heads else "td", {}, line), firm=True)
            if name == "csv-table":
                g.text_line(cell, line)
            else:
                _grow(g, cell, at)
            g.close_firm()
        g.close_firm()
    g.close_firm()


def _caption(g: Grower, title: str, line: int) -> None:
    if title:
        g.open(Node("caption", {}, line), firm=True)
        g.text_line(title, line)
        g.close_firm()


def _list_rows(body: str) -> list[list[str]]:
    """`* - cell` begins a row, `  - cell` a cell, what is indented below belongs to the cell."""
    rows: list[list[str]] = []
    for line in body.split("\n"):
        if match := re.match(r"\s*[*+-]\s+-(?:\s+(.*))?$", line):
            rows.append([match[1] or ""])
        elif rows and (match := re.match(r"\s+-(?:\s+(.*))?$", line)):
            rows[-1].append(match[1] or "")
        elif rows:
            rows[-1][-1] += "\n" + line.strip()
        elif line.strip():
            rows.append([line.strip()])
    return rows
