"""Displayed mathematics of LaTeX: without the environment that displays it, its labels as ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_LABEL = re.compile(r"\\label\{([^{}]*)\}[ \t]*")
_SINGLE = frozenset(("equation", "displaymath", "math"))
_ROWS = {"align": "aligned", "flalign": "aligned", "eqnarray": "eqnarray", "gather": "gathered", "multline": "gathered"}
_DISPLAY = re.compile(rf"\\begin\{{((?:{'|'.join((*_SINGLE, *_ROWS))})\*?)\}}(.*)\\end\{{\1\}}", re.DOTALL)
_PARTS = re.compile(r"\\begin\{|\\end\{|\\\\(?:\[[^\]\n]*\])?|\\.|[{}]", re.DOTALL)
_DEEPER = {"{": 1, "}": -1, "\\begin{": 2}
"""The brace behind `\\end` is closed with the one of its environment."""


def displays(source: str) -> Iterator[tuple[list[str], str]]:
    """The formulas of a display with their labels: one, or, where several of its rows have labels, one up to each of
    these, so that every number has its formula."""
    tex = source.strip()
    match = _DISPLAY.fullmatch(tex)
    if match is None or (name := match[1].rstrip("*")) in _SINGLE:
        inner = match[2] if match else tex
        yield _labels(inner), _LABEL.sub("", inner).strip()
        return
    rows = list(_rows(match[2]))
    ends = [place for place, row in enumerate(rows, start=1) if _LABEL.search(row)][:-1]
    for begin, end in pairwise((0, *ends, len(rows))):
        own = "".join(rows[begin:end])
        body = _LABEL.sub("", own).strip()
        body = body.removesuffix("\\\\").strip() if end < len(rows) else body
        yield _labels(own), f"\\begin{{{_ROWS[name]}}}\n{body}\n\\end{{{_ROWS[name]}}}"


def _labels(source: str) -> list[str]:
    return [label.strip() for label in _LABEL.findall(source)]


def _rows(body: str) -> Iterator[str]:
    """The rows of an environment, each with the line's end behind it."""
    depth = start = 0
    for match in _PARTS.finditer(body):
        depth += _DEEPER.get(match[0], 0)
        if match[0].startswith("\\\\") and depth == 0:
            yield body[start : match.end()]
            start = match.end()
    yield body[start:]
