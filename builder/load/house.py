"""A project's own look: `assets/logo.svg` or `.png`, or `logo:` of report.yaml, and `assets/report.css`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from builder.diagnostics import Code, Diagnostic, Report, Span
from builder.load.assets import Assets
from builder.load.source import Source
from builder.model import House
from builder.project import Project, read_text

if TYPE_CHECKING:
    from tinycss2.ast import Node

_LOGOS: Final = ("assets/logo.svg", "assets/logo.png")
_STYLE: Final = "assets/report.css"
_LARGEST: Final = 256 * 2**10
"""Characters of a style sheet."""

_REFUSED: Final = {
    "import": "a style sheet stands alone: write its rules here",
    "font-face": "text is set in the fonts of Builder; name one of them, or another family in theme.toml",
}
"""At-rules, and what to do instead."""
_PRINTED: Final = frozenset(("content", "string-set", "quotes", "list-style", "list-style-type", "hyphenate-character"))
"""Properties whose strings are printed."""


def read_house(project: Project, logo: str, span: Span, assets: Assets, report: Report) -> House:
    """`logo` is what report.yaml says at `span`, or ""."""
    found = logo or next((f"/{name}" for name in _LOGOS if (project.root / name).is_file()), "")
    source = Source(span.file, project.content, "", report)
    key = assets.image(found, span, source) if found else ""
    path = project.root / _STYLE
    text = read_text(project, path, report) if path.is_file() else None
    if not text:
        return House(key)
    sheet = _Sheet(Source(_STYLE, path.parent, text, report), assets)
    css = sheet.read()
    return House(key, css, tuple(dict.fromkeys(sheet.files)), tuple(sheet.said) if css else ())


@dataclass(slots=True)
class _Sheet:
    """A style sheet being read; `files` are the pictures that it names."""

    source: Source
    assets: Assets
    files: list[str] = field(default_factory=list)
    said: list[tuple[str, Span]] = field(default_factory=list)
    faults: int = 0

    def read(self) -> str:
        """Its text with pictures by their keys; "" and diagnostics where it may not be used."""
        import tinycss2

        if len(self.source.text) > _LARGEST:
            message = f"the style sheet is longer than {_LARGEST >> 10} KiB"
            self.source.report(Diagnostic(Span(_STYLE), Code.MALFORMED_CSS, message, hint="shorten it"))
            return ""
        rules = tinycss2.parse_stylesheet(self.source.text, skip_comments=True, skip_whitespace=True)
        self._look(rules)
        self.said.extend((node.value, self._span(node)) for node in _said(rules))
        return "" if self.faults else str(tinycss2.serialize(rules))

    def _look(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            kind = node.type
            if kind == "error":
                self._fault(node, f"this is no CSS: {node.message}", "correct it: what follows would be misread")
            elif (rule := _at_word(node)) in _REFUSED:
                self._fault(node, f"@{rule} is not allowed", _REFUSED[rule])
            elif kind == "url":
                self._picture(node)
            elif kind == "function" and node.lower_name == "url":
                self._named(node)
            elif kind == "function" and node.lower_name == "var":
                self._fault(node, "var() is not allowed", "write the value itself")
            else:
                if kind == "qualified-rule":
                    self._look(one for one in _declared(node) if one.type == "error")
                self._look(_inside(node))

    def _named(self, function: Node) -> None:
        """`url("…")`, of which the parser makes a function where there is more in the brackets."""
        for node in function.arguments:
            if node.type == "string":
                self._picture(node)

    def _picture(self, node: Node) -> None:
        before = len(self.files)
        if not node.value.startswith("#"):
            key = self.assets.image(node.value, self._span(node), self.source)
            self.files.extend([key] if key else [])
            self.faults += len(self.files) == before
            node.value = key
            node.representation = f'url("{key}")' if node.type == "url" else f'"{key}"'

    def _span(self, node: Node) -> Span:
        return Span(_STYLE, node.source_line, node.source_column)

    def _fault(self, node: Node, message: str, hint: str) -> None:
        self.faults += 1
        self.source.fault(self._span(node), Code.MALFORMED_CSS, message, hint)


def _at_word(node: Node) -> str:
    """The word of an at-rule; inside of another one the parser leaves it a token."""
    if node.type == "at-rule":
        return str(node.lower_at_keyword)
    return str(node.value).lower() if node.type == "at-keyword" else ""


def _declared(rule: Node) -> Iterable[Node]:
    import tinycss2

    found: Iterable[Node] = tinycss2.parse_blocks_contents(rule.content)
    return found


def _said(nodes: Iterable[Node], printed: bool = False) -> Iterator[Node]:
    """The strings of declarations that print them, in rules and blocks at any depth."""
    name = ""
    for node in nodes:
        if node.type == "string" and printed:
            yield node
        elif node.type == "ident":
            name = name if printed else str(node.lower_value)
        elif node.type == "literal":
            printed = (printed or (node.value == ":" and name in _PRINTED)) and node.value != ";"
        elif node.type == "function" and node.lower_name != "url":
            yield from _said(node.arguments, printed)
        elif node.type in ("qualified-rule", "at-rule", "{} block"):
            yield from _said(node.content or ())
            printed = False


def _inside(node: Node) -> Iterator[Node]:
    """The tokens of a rule, block or function."""
    for name in ("prelude", "content", "arguments"):
        yield from getattr(node, name, None) or ()
