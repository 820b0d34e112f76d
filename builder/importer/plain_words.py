"""All words of a block, for where it cannot stand as it is."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import (
    Break,
    Cell,
    Code,
    CodeBlock,
    Equation,
    Figure,
    Footnote,
    Image,
    Item,
    Link,
    Math,
    Missing,
    Paragraph,
    Picture,
    Ref,
    Text,
)


def words_of(value: object) -> str:
    """The text of a block and of all that it holds, with targets and alternative texts; a line a paragraph or item."""
    lines = "".join(_words(value)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _words(value: object) -> Iterator[str]:
    match value:
        case Text() | Code():
            yield value.text
        case Math():
            yield value.tex
        case CodeBlock():
            yield f"{value.language} {value.text}\n"
        case Equation():
            yield f"{value.tex}\n"
        case Break():
            yield " "
        case Picture():
            yield f" {value.alt} "
        case Ref():
            yield value.key
        case Link():
            yield from _words(value.children)
            yield f" ({value.target})" if not value.target.startswith("#") else ""
        case Footnote():
            yield " ("
            yield "".join(_words(value.blocks)).replace("\n", " ")
            yield ")"
        case Image() | Missing():
            yield ""
        case tuple():
            for item in value:
                yield from _words(item)
        case Figure():
            yield f"{value.alt} "
            yield from _words((*value.caption, Text(" "), *value.source))
            yield "\n"
        case Cell() | Item() | Paragraph():
            yield from _parts(value)
            yield " | " if isinstance(value, Cell) else "\n"
        case _ if hasattr(type(value), "__dataclass_fields__"):
            yield from _parts(value)
            yield "\n"
        case _:
            yield ""


def _parts(value: object) -> Iterator[str]:
    for name in type(value).__dataclass_fields__:  # type: ignore[attr-defined]
        yield from _words(getattr(value, name))
