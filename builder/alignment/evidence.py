"""What two languages share of a text: names, numbers, code, links, pictures; by it counterparts are known."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from builder.model import (
    Block,
    Code,
    CodeBlock,
    Equation,
    Figure,
    Image,
    Items,
    Link,
    Math,
    Missing,
    Picture,
    Table,
    Text,
)
from builder.text import walk

Tokens = Counter[str]

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.+#-]*[A-Za-z0-9+#]|\d[\d,]*(?:\.\d+)?")
_LANGUAGE = re.compile(r"[._-](?:[a-z]{2}|[a-z]{2}[-_][a-z]{2,4})$", re.IGNORECASE)
"""The end of a file's name that says its language."""
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\u3041-\u30ff\U00020000-\U0003ffff]+")
_SURE = {
    **{"picture": 3.0, "link": 2.0, "code": 2.0, "tex": 3.0, "number": 1.5},
    **{"topic": 4.0, "anchor": 6.0, "typed": 2.0, "sign": 2.0},
}
"""How much more than a word each kind of token says."""


def tokens_of(value: object) -> Tokens:
    """What a block, or inlines, share with their counterparts in another language, counted."""
    return read(value)[0]


def read(value: object) -> tuple[Tokens, float]:
    """The tokens of a block, and the length of its text in signs: a character of Han counts for two."""
    tokens: Tokens = Counter()
    size = 0
    for found in walk(value):
        match found:
            case Text():
                size += _take(found.text, tokens)
            case Code():
                tokens[f"code {found.text.strip()}"] += 1
                size += _take(found.text, tokens)
            case CodeBlock():
                size += _take(found.text, tokens)
                tokens.update(f"code {line.strip()}" for line in found.text.splitlines() if len(line.strip()) > 3)
            case Link() if not found.target.startswith("#"):
                tokens[f"link {found.target.rstrip('/').casefold()}"] += 1
            case Picture() | Image():
                tokens[f"picture {picture_name(found.asset)}"] += 1
            case Missing():
                tokens[f"picture {picture_name(found.path)}"] += 1
            case Math() | Equation():
                tokens[f"tex {''.join(found.tex.split())}"] += 1
            case _:
                pass
    return tokens, float(size)


def _take(text: str, tokens: Tokens) -> int:
    """Counts the words, numbers and pairs of Han of a text; its length."""
    for match in _WORD.finditer(text):
        word = match[0]
        if not word[0].isdigit():
            tokens[word.casefold()] += 1
        elif len(number := word.replace(",", "")) > 1:
            tokens[f"number {number}"] += 1
    if text.isascii():
        return len(text)
    size = len(text)
    for run in _HAN.findall(text):
        size += len(run)
        tokens.update(a + b for a, b in pairwise(run))
    return size


def picture_name(path: str) -> str:
    """The name of a picture, without folder, ending and language."""
    name = PurePosixPath(path.partition("?")[0].partition("#")[0]).name
    stem = name.rpartition(".")[0] or name
    return (_LANGUAGE.sub("", stem) or stem).casefold()


def shape_of(block: Block) -> str:
    """What the parity of editions asks to be equal of two blocks, but for their ids."""
    kind = type(block).__name__
    match block:
        case Table():
            joined = sum(cell.colspan > 1 or cell.rowspan > 1 for row in block.head + block.body for cell in row)
            return f"{kind} {len(block.head)}+{len(block.body)} {len(block.aligns)} {joined}"
        case Items():
            return f"{kind} {len(block.items)}"
        case Figure():
            return f"{kind} {type(block.content).__name__ if not isinstance(block.content, Image | Missing) else ''}"
        case _:
            return kind


@dataclass(frozen=True, slots=True)
class Weights:
    """What each token says: the more, the fewer units hold it; nothing, where one of the documents has it not."""

    by_token: Mapping[str, float]

    def vector(self, tokens: Tokens) -> dict[str, float]:
        """The tokens that count, with their weights, in a fixed order."""
        known = self.by_token
        return {token: known[token] * math.sqrt(count) for token, count in tokens.items() if token in known}


def weigh(left: Iterable[Tokens], right: Iterable[Tokens]) -> Weights:
    """The weights of two documents, given as units."""
    counts: list[Counter[str]] = [Counter(), Counter()]
    units = 0
    for count, side in zip(counts, (left, right), strict=True):
        for tokens in side:
            units += 1
            count.update(tokens.keys())
    shared = {
        token: math.log(1 + units / (count + counts[1][token])) * _SURE.get(token.partition(" ")[0], 1.0)
        for token, count in counts[0].items()
        if token in counts[1]
    }
    return Weights(shared)
