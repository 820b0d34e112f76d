"""Constructs of other tools → elements that the walk knows.

The elements: `x-callout` (attribute `kind`, an `x-title` first), `x-tab` (an `x-title` first), `x-group`, `x-code`
(`language`, `text`), `x-equation`, `x-kept` (what no reader sees: `what` says why), and those of HTML."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from builder.importer.reading.components import component, shortcode
from builder.importer.reading.directives import directive, is_directive
from builder.importer.reading.drawn import grid_cells
from builder.importer.reading.kinds import DIAGRAMS, GROUPS, LABELLED, kind_of
from builder.importer.reading.log import short
from builder.importer.reading.node import Node
from builder.importer.reading.shortcodes import shortcode_at
from builder.importer.reading.spans import SAID
from builder.importer.reading.tags import attributes

if TYPE_CHECKING:
    from builder.importer.reading.grow import Grower

__all__ = ["component", "leaf", "opened", "shortcode"]

_QUOTED = re.compile(r"^(.*?)\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|[“”]([^“”]*)[“”])(.*)$", re.DOTALL)
_PANDOC = re.compile(r"\{([^{}]*)\}\s*:*\s*(.*)$")
_NAMED = re.compile(
    r"([A-Za-z\u0080-\uffff][\w.:/-]*)?\s*(?:\[([^\]\n]*)\])?\s*(?:\{([^{}\n]*)\})?\s*(.*?)\s*(?:\{([^{}\n]*)\})?\s*:*$"
)
_CODE_INFO = re.compile(r"[\s,]*(?:\{([^{}]*)\}|\[([^\]]+)\]|([\w-]+)=(\"[^\"]*\"|'[^']*'|[^\s\"'{}]+)|([^\s{}\[\]]+))")
_INCLUDED = re.compile(r"\{!>?\s*\S+?\s*!\}|-{2,}8<-{2,}\s+\S+|<<<\s*@?\S+|@@?include\(?\s*\S+")
"""Code that is nothing but the name of a file: MkDocs, VitePress and others put the file in its place."""
_TITLES = ("title", "filename", "file", "name", "label", "caption", "fig-cap", "fig.cap")


# --- around blocks -------------------------------------------------------------------------------------------------


def opened(g: Grower, tag: str, attrs: dict[str, str], line: int) -> None:
    """Open the element of a fence or an indented box; one is opened, whatever the fence says."""
    info = attrs.get("info", "").strip()
    if tag == "x-tab":
        labelled(g, _quoted(info)[1] or info, line)
    elif tag == "x-admonition":
        head, title, rest = _quoted(info)
        words = [word for word in (head + " " + rest).split() if word not in ("inline", "end", "annotate", "checklist")]
        kind = words[0] if words else "note"
        titled = _QUOTED.match(info) is not None
        if not titled and len(words) > 1:
            title = " ".join(words[1:])
        box(g, kind, title if titled or title else "", line, empty_title=titled and not title)
    else:
        _fence(g, info, attrs, line)


def _quoted(info: str) -> tuple[str, str, str]:
    """What stands before, within and behind the quotes."""
    match = _QUOTED.match(info)
    if match is None:
        return info, "", ""
    title = next((group for group in (match[2], match[3], match[4]) if group is not None), "")
    return match[1], title.replace('\\"', '"'), match[5]


def _fence(g: Grower, info: str, attrs: dict[str, str], line: int) -> None:
    pandoc = _PANDOC.fullmatch(info)
    if pandoc:
        found = attributes(" " + pandoc[1])
        classes = [name[1:] for name in found if name.startswith(".")]
        g.anchor(next((name[1:] for name in found if name.startswith("#")), ""), line)
        name, title = (
            next((c for c in classes if kind_of(c)), classes[0] if classes else "div"),
            found.get("title", pandoc[2]),
        )
    else:
        match = _NAMED.fullmatch(info)
        if match is None:
            name, title = "", info
        elif "|" in info:
            name, _, title = (part.strip() for part in info.partition("|"))
        else:
            options = attributes(" " + (match[3] or match[5] or ""))
            name, title = match[1] or "", match[2] or _quoted(match[4])[1] or match[4] or options.get("title", "")
    lower = name.lower()
    if attrs.get("options"):
        g.keep(attrs["options"], line)
    if lower in ("caption", "figure-caption", "table-caption"):
        g.open(Node("x-caption", {}, line), firm=True)
        if title:
            g.log.changed(line, f"'{short(info)}' became a caption")
    elif kind_of(lower):
        box(g, lower, title, line)
    elif lower in LABELLED and title:
        labelled(g, title, line)
    else:
        g.open(Node("x-group", {}, line), firm=True)
        if lower == "html":
            g.log.once(line, "elements around blocks (/// html) were taken out")
            title = ""
        elif lower not in GROUPS:
            g.log.unknown(line, f"the fence ':::{short(info)}' is not known; what stands in it is kept")
            title = info if pandoc is None else title
        if title:
            _paragraph(g, title, line)


def box(g: Grower, kind: str, title: str, line: int, empty_title: bool = False) -> None:
    g.open(Node("x-callout", {"kind": kind}, line), firm=True)
    if kind_of(kind) is None and not title and not empty_title:
        title = kind
    if title:
        g.open(Node("x-title", {}, line), firm=True)
        g.text_line(title, line)
        g.close_firm()


def labelled(g: Grower, label: str, line: int) -> None:
    g.open(Node("x-tab", {}, line), firm=True)
    g.open(Node("x-title", {}, line), firm=True)
    g.text_line(label, line)
    g.close_firm()


def _paragraph(g: Grower, text: str, line: int) -> None:
    g.open(Node("p", {}, line), firm=True)
    g.text_line(text, line)
    g.close_firm()


# --- without blocks ------------------------------------------------------------------------------------------------


def leaf(g: Grower, tag: str, content: str, attrs: dict[str, str], line: int) -> None:
    match tag:
        case "x-code":
            _code(g, content, attrs["info"].strip(), attrs["mark"], line)
        case "x-directive":
            directive(g, attrs["info"], content, line)
        case "x-html":
            g.html(content, line)
        case "x-shortcodes":
            at = 0
            while at < len(content) and (found := shortcode_at(content, at)):
                g.shortcode(found[0], line + content.count("\n", 0, at))
                at = found[1] + len(content[found[1] :]) - len(content[found[1] :].lstrip(" \t"))
            g.text(content[at:])
        case "x-code-shortcode":
            found = shortcode_at(attrs["markup"], 0)
            language = found[0].words[0] if found and found[0].words else ""
            name = found[0].name if found else ""
            g.log.changed(line, f"'{short(attrs['markup'])}' became code")
            g.add(Node("x-code", {"language": language or (name if name in DIAGRAMS else "")}, line, content))
        case "x-deep":
            g.log.once(line, "what is nested too deeply was read as text")
            g.open(Node("p", {}, line), firm=True)
            g.text(content)
            g.close_firm()
        case "x-grid":
            _grid(g, content, line)
        case "x-lines":
            _lines(g, content, line)
        case "x-table-caption":
            g.open(Node("x-caption", {}, line), firm=True)
            _paragraph(g, content, line)
            g.close_firm()
        case "x-target":
            g.anchor(content.strip()[1:-2], line)
        case "x-attributes":
            _attribute_line(g, content, line)
        case "x-comment":
            g.log.once(line, SAID)
            g.add(Node(tag, attrs, line, content))
        case _:
            what = {
                "x-contents": "the mark for a table of contents was taken out: the report makes its own",
                "x-command": f"'{short(content)}' asks a tool for something that is not here; it is kept as a comment",
                "x-script": "code of MDX is kept as a comment",
            }.get(tag, "")
            g.add(Node("x-kept" if what else tag, {**attrs, "what": what}, line, content))


def _attribute_line(g: Grower, content: str, line: int) -> None:
    found = attributes(" " + content)
    names = [name[1:] for name in found if name.startswith(".")] + [name for name in found if name[0] not in ".#"]
    kind = next((name for name in names if kind_of(name)), "")
    before = not g.behind_blank(line)
    if "toc" in found or ".toc" in found:
        lists = [child for child in g.top.children[-2:] if isinstance(child, Node) and child.tag in ("ul", "ol")]
        if lists and len(list(lists[-1].elements())) == 1:
            g.top.children.remove(lists[-1])
            content += f" {lists[-1].words().strip()}"
        what = "the mark for a table of contents was taken out: the report makes its own"
        g.add(Node("x-kept", {"what": what}, line, f"{{:{content}}}"))
        return
    g.anchor(found.get("id", next((name[1:] for name in found if name.startswith("#")), "")), line)
    if not kind:
        g.log.changed(line, f"the attributes '{short(content)}' were taken out")
    g.add(Node("x-attributes", {"kind": kind, "before": "yes" if before else ""}, line))


def _code(g: Grower, content: str, info: str, mark: str, line: int) -> None:
    """A fence of code, with what its first line says besides the language."""
    if mark and is_directive(info):
        directive(g, info, content, line)
        return
    language, title, rest = _code_info(info)
    if language.startswith("ad-") and kind_of(language[3:]):
        head, _, body = content.partition("\n") if content.startswith("title:") else ("", "", content)
        box(g, language[3:], head.removeprefix("title:").strip(), line)
        g.grow(body, line + bool(head))
        g.close_firm()
        return
    if language == "mdx-code-block":
        g.open(Node("x-group", {}, line), firm=True)
        g.grow(content, line, mdx=True)
        g.close_firm()
        return
    if title:
        g.open(Node("p", {}, line), firm=True)
        g.add(Node("x-codespan", {}, line, title))
        g.close_firm()
        g.log.changed(line, "the title of the code became a paragraph before it")
    if rest:
        g.log.changed(line, f"'{short(rest)}' of the code was taken out")
    if language.lower() in ("math", "latex-math", "katex", "tex-math") and mark:
        g.add(Node("x-equation", {}, line, content.strip()))
        return
    if language.lower() in DIAGRAMS:
        g.log.unknown(line, f"a diagram in '{language}' is not drawn; its source is kept as code")
    if _INCLUDED.fullmatch(content.strip()):
        g.log.unknown(line, f"another tool takes this code from a file, whose name stands here: '{short(content)}'")
    g.add(Node("x-code", {"language": language}, line, content))


def _code_info(info: str) -> tuple[str, str, str]:
    """Language, title, and the rest."""
    language = title = ""
    rest: list[str] = []
    for match in _CODE_INFO.finditer(info):
        braces, brackets, key, value, word = match.groups()
        if braces is not None and not language:
            inner = braces.strip()
            found = attributes(" " + inner.replace(",", " "))
            classes = [name[1:] for name in found if name.startswith(".")]
            plain = re.match(r"=?([A-Za-z][\w+#-]*)(?=[\s,]|$)", inner)
            language = classes[0] if classes else plain[1] if plain else ""
            title = title or next((found[name] for name in _TITLES if found.get(name)), "")
            rest += [inner] if inner.lstrip(".=") != language else []
        elif brackets is not None:
            title = title or brackets
        elif key is not None:
            value = value.strip("\"'")
            title, rest = (value, rest) if key.lower() in _TITLES and not title else (title, [*rest, f"{key}={value}"])
        elif word is not None and not language and match.start() == 0:
            language, _, name = word.rstrip(",").partition(":")
            title = title or name.removeprefix("title=")
        else:
            rest.append(match[0].strip())
    return language, title, " ".join(rest)


def _lines(g: Grower, content: str, line: int) -> None:
    g.open(Node("p", {}, line), firm=True)
    for place, text in enumerate(content.split("\n")):
        if place:
            g.add(Node("br", line=line + place))
        indent = len(text) - len(text.lstrip(" "))
        g.text("\u2003" * ((indent + 1) // 2))
        g.text_line(text.strip(), line + place)
    g.close_firm()


def _grid(g: Grower, content: str, line: int) -> None:
    """A grid table; one whose lines do not meet is kept as code."""
    found = grid_cells(content.split("\n"))
    if found is None:
        g.log.unknown(line, "a table drawn with characters is kept as code")
        g.add(Node("x-code", {"language": ""}, line, content))
        return
    g.log.changed(line, "a table drawn with characters became a table")
    cells, head = found
    g.open(Node("table", {}, line), firm=True)
    for number, row in groupby(cells, key=lambda cell: cell.row):
        g.open(Node("tr", {}, line), firm=True)
        for cell in row:
            spans = {"colspan": str(cell.colspan), "rowspan": str(cell.rowspan)}
            spans = {name: span for name, span in spans.items() if span != "1"}
            g.open(Node("th" if number < max(head, 1) else "td", spans, line), firm=True)
            if re.search(r"^(?:[-*+]|\d+[.)])\s|\n\s*\n|^[`~]{3}", cell.text, re.MULTILINE) and g.depth < 20:
                g.grow(cell.text, line)
            else:
                g.text_line(re.sub(r"[ \t]*\n[ \t]*", "\n", cell.text.strip()), line)
            g.close_firm()
        g.close_firm()
    g.close_firm()
