"""Shapes with equations, once for programs that know them and once with their text for those that do not.

Equations in text are an extension ([MS-ODRAWXML] 2.3.1.3), so that the shape around them stands in
`mc:AlternateContent` (ECMA-376-3 §10.2.1), as PowerPoint writes it. Its choice also requires a later extension, which
every PowerPoint since 2016 knows: LibreOffice says that it knows the first and drops the equations."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml

if TYPE_CHECKING:
    from builder.deck.drawn import Stack


A14: Final = "http://schemas.microsoft.com/office/drawing/2010/main"
MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_P159: Final = "http://schemas.microsoft.com/office/powerpoint/2015/09/main"
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TEXT: Final = "text"
"""Attribute of an `a14:m` that is being written: the runs that stand for it elsewhere."""


def equation(math: str, fallback: str, paragraph: bool) -> str:
    """An `a14:m` for an `a:p`, with the runs that replace it in the fallback."""
    centred = '<m:oMathParaPr><m:jc m:val="center"/></m:oMathParaPr>'
    inner = f"<m:oMathPara>{centred}{math}</m:oMathPara>" if paragraph else math
    return f'<a14:m xmlns:a14="{A14}" xmlns:m="{MATH}" {_TEXT}={quoteattr(fallback)}>{inner}</a14:m>'


def alternate(tree: Any, stacks: Mapping[Any, Stack]) -> None:
    """Every shape of the tree that holds an equation, in both forms; in `stacks` are those that display formulas."""
    for shape in list(tree):
        if shape.find(f".//{{{A14}}}m") is None:
            continue
        plain = copy.deepcopy(shape)
        for one in plain.iter(f"{{{A14}}}m"):
            _replace(one)
        for one in list(plain.iter(f"{{{A14}}}m")):
            one.getparent().remove(one)
        for one in shape.iter(f"{{{A14}}}m"):
            one.attrib.pop(_TEXT, None)
        both = parse_xml(
            f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:a14="{A14}" xmlns:p159="{_P159}" '
            'Requires="a14 p159"/><mc:Fallback/></mc:AlternateContent>'
        )
        stack = stacks.get(shape)
        first = max(int(one.get("id")) for one in tree.iter() if one.tag.endswith("}cNvPr")) + 1
        tree.replace(shape, both)
        both[0].append(shape)
        both[1].extend(stack.shapes(plain, first) if stack else [plain])


def _replace(math: Any) -> None:
    """The equation's runs before it."""
    runs = parse_xml(f'<a:p xmlns:a="{_A}">{math.get(_TEXT)}</a:p>')
    for run in list(runs):
        math.addprevious(run)
