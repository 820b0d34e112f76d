"""Inlines → one piece of Markdown that `load` reads back as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape as html_escaped
from typing import assert_never

from builder.importer.writing.text import destination, escaped, is_mark, is_wide, is_word, opening, with_edges
from builder.load.dollars import is_mathematics
from builder.model import (
    Break,
    Clause,
    Code,
    Emph,
    Footnote,
    Inline,
    Inlines,
    Link,
    Mark,
    Math,
    Picture,
    Ref,
    Script,
    Status,
    Strike,
    Text,
)
from builder.text import walk

_MARKS = {
    Mark.GREEN: "🟢",
    Mark.YELLOW: "🟡",
    Mark.ORANGE: "🟠",
    Mark.RED: "🔴",
    Mark.YES: "✅",
    Mark.NO: "❌",
}
_AUTOLINK = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?::\d+)?(?:/[A-Za-z0-9._~/?#=+,;:@-]*)?")


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """`footnote` gives the label of a note. `lines`: a break may end the line; else it is `<br>`."""

    footnote: Callable[[Footnote], str]
    lines: bool = False
    linked: bool = False
    dollars: bool = False
    around: frozenset[str] = frozenset()

    def write(self, inlines: Inlines) -> str:
        """A whole paragraph, title or cell."""
        dollars = sum(text.text.count("$") for text in walk(inlines) if isinstance(text, Text))
        signs = dollars > 1 or any(isinstance(inline, Math) for inline in walk(inlines))
        return with_edges(replace(self, dollars=signs)._row(inlines))

    def _row(self, inlines: Inlines) -> str:
        """Inlines beside each other. What a mark needs depends on what stands before and after it."""
        ahead = [self._opening(inline) for inline in inlines]
        result: list[str] = []
        before = ""
        for at, inline in enumerate(inlines):
            after = next((found for found in ahead[at + 1 :] if found), "")
            markup = self._inline(inline, before, after, inlines[at - 1] if at else None, at == len(inlines) - 1)
            result.append(markup)
            before = markup[-1:] or before
        return "".join(result)

    def _opening(self, inline: Inline) -> str:
        """The first character of what an inline will be written as, as far as its neighbour must know."""
        match inline:
            case Text():
                return inline.text[:1]
            case Emph() | Strike():
                return "*" if isinstance(inline, Emph) else "~"
            case Code():
                return "`"
            case Footnote() | Clause():
                return "["
            case Link():
                return "<" if _is_bare(inline) else "["
            case Picture():
                return "!"
            case Script():
                return "<"
            case Break():
                return "\\" if self.lines else "<"
            case Math():
                return "$"
            case Status():
                return _MARKS[inline.mark]
            case Ref():
                return "{"
            case _:
                assert_never(inline)

    def _inline(self, inline: Inline, before: str, after: str, left: Inline | None, last: bool) -> str:
        match inline:
            case Text():
                return self._text(inline.text, before, after, left)
            case Emph():
                tag = "strong" if inline.strong else "em"
                return self._marked("**" if inline.strong else "*", tag, inline.children, before, after)
            case Strike():
                return self._marked("~~", "s", inline.children, before, after)
            case Script():
                tag = "sup" if inline.raised else "sub"
                return f"<{tag}>{self._inside('html')._row(inline.children)}</{tag}>"
            case Code():
                return _code(inline.text, self, before)
            case Link():
                if _is_bare(inline) and before != "]":
                    return f"<{inline.target}>"
                text = replace(self._inside("link"), linked=True)._row(inline.children)
                return f"[{text}]({destination(inline.target)})"
            case Picture():
                return f"![{escaped(inline.alt, '[', ']', linked=True, dollars=True)}]({destination(inline.asset)})"
            case Break():
                ends = self.lines and not last and before not in ("", "\n") and left != Break() and after != "\\"
                return "\\\n" if ends else "<br>"
            case Math():
                return _math(inline.tex, before, after)
            case Footnote():
                return f"[^{self.footnote(inline)}]"
            case Status():
                return _MARKS[inline.mark]
            case Ref():
                return f"{{{inline.kind}}}`{_role(inline)}`"
            case Clause():
                return f"[{replace(self._inside('link'), linked=True)._row(inline.children)}]{{when {inline.said}}}"
            case _:
                assert_never(inline)

    def _text(self, text: str, before: str, after: str, left: Inline | None) -> str:
        markup = escaped(text, before, after, linked=self.linked, dollars=self.dollars)
        if before == "\n":
            return opening(markup)
        if isinstance(left, Footnote) and text[:1] in (":", "("):
            return "\\" + markup
        return markup

    def _inside(self, *kinds: str) -> InlineWriter:
        return replace(self, lines=False, around=self.around | set(kinds))

    def _marked(self, mark: str, tag: str, children: Inlines, before: str, after: str) -> str:
        """Emphasis by marks where they are seen as such (CommonMark §6.2, and load's rule for East Asian text)."""
        inner = self._inside(mark)._row(children)
        edges = (children[0], children[-1]) if children else ()
        if (
            mark in self.around
            or not inner
            or any(isinstance(edge, Emph | Strike | Break) for edge in edges)
            or mark[0] in (before, after, inner[0], inner[-1])
            or not _flanks(before, inner[0])
            or not _flanks(after, inner[-1])
        ):
            return f"<{tag}>{inner}</{tag}>"
        return mark + inner + mark


def _flanks(outside: str, inside: str) -> bool:
    if inside.isspace():
        return False
    if is_word(inside) or is_wide(inside):
        return True
    return outside in ("", " ", "\n") or is_mark(outside) or is_wide(outside)


def _is_bare(link: Link) -> bool:
    """A URL that stands for itself."""
    return link.children == (Text(link.target),) and _AUTOLINK.fullmatch(link.target) is not None


def _math(tex: str, before: str, after: str) -> str:
    """Between dollars where these are seen as such (`load.dollars`); in GitHub's other spelling where they are not.

    An empty element parts it from letters that it would be a price or a name beside."""
    typed = re.fullmatch(r"(?![\s$])(?:\\.|[^\\$`])*?(?:\\.|[^\\$\s`])", tex) and not re.match(r"[\d$]", after)
    markup = f"${tex}$" if typed and is_mathematics(tex, after) else f"$`{tex}`$"
    apart = "<span></span>"
    lead = apart if before == "$" or (before.isalnum() and not is_wide(before)) else ""
    tail = apart if markup.endswith("`$") and after.isascii() and after.isalnum() else ""
    return lead + markup + tail


def _code(text: str, writer: InlineWriter, before: str) -> str:
    if before == "`":
        return f"<code>{escaped(text, '>', '<', linked=writer.linked, dollars=True)}</code>"
    runs = {len(run) for run in re.findall("`+", text)}
    fence = next("`" * length for length in range(1, len(runs) + 2) if length not in runs)
    padded = text[:1] == "`" or text[-1:] == "`" or (text[:1] == text[-1:] == " " and text.strip(" ") != "")
    return f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}"


def _role(ref: Ref) -> str:
    options = [
        value if name == "form" else name if name == "signed" else f"{name}={value}"
        for name, value in ref.options.items()
    ]
    return " ".join((ref.key, *options))


def attribute(value: str) -> str:
    return html_escaped(value, quote=True)
