"""Lines of Markdown that need nothing but the block that they are made of."""

from __future__ import annotations

import re

from builder.model import CodeBlock, Equation, Image

Lines = list[str]


def title_text(markup: str, named: bool) -> str:
    """A heading's text: signs at its end are no closing sequence, braces no id."""
    markup = re.sub(r"(#+)$", lambda found: "\\#" * len(found[1]), markup)
    return markup if named else re.sub(r"\{(?=#[^}\s]+(?:\s[^}]*)?\}\s*$)", "&#123;", markup)


def width_option(image: Image) -> Lines:
    return [f":width: {image.width:g}{'%' if image.percent else 'px'}"] if image.width else []


def code_lines(block: CodeBlock) -> Lines:
    mark = "~" if "`" in block.language else "`"
    longest = max((len(run) for run in re.findall(f"(?m)^[ \t]*({mark}+)", block.text)), default=0)
    fence = mark * max(3, longest + 1)
    return [f"{fence}{block.language}", *(block.text.split("\n") if block.text else []), fence]


def equation_lines(block: Equation) -> Lines:
    return ["$$", *block.tex.split("\n"), "$$" + (f" ({block.id})" if block.id else "")]


def directive(name: str, argument: str, options: Lines, body: Lines) -> Lines:
    """A fence with more colons than any line that it holds begins with."""
    longest = max((len(run[1]) for line in body if (run := re.match(r"[\s>]*(:{3,})", line))), default=2)
    fence = ":" * (longest + 1)
    return [f"{fence}{{{name}}} {argument}".rstrip(), *options, *body, fence]


def indented(lines: Lines, width: int) -> Lines:
    return [" " * width + line if line else "" for line in lines]
