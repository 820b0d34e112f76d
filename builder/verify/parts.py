"""What a slide is made of, as its file says: shapes with their places and texts, whatever groups they stand in."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, cast

from lxml.etree import _Element
from pptx.oxml.shapes.autoshape import CT_Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pptx.shapes.shapetree import GroupShapes, SlideShapes
from pptx.slide import Slide

from builder.verify.box import Box
from builder.verify.drawn import solid

_EMU: Final = 12_700
_NS: Final = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_A: Final = f"{{{_NS['a']}}}"
_ALTERNATE: Final = f"{{{_NS['mc']}}}AlternateContent"
_SHAPES: Final = ("sp", "pic", "graphicFrame", "grpSp", "cxnSp")
_PLAIN: Final = ("rect", "roundRect")
_TITLES: Final = ("title", "ctrTitle")
_FEET: Final = ("ftr", "sldNum", "dt")


class Nature(Enum):
    TEXT = auto()
    TABLE = auto()
    CHART = auto()
    PICTURE = auto()
    FRAME = auto()
    """Something embedded that is none of these: a diagram, an object, a film."""
    GROUP = auto()
    CONNECTOR = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """`frame` is None where neither the shape nor its layout says where it stands; that of a turned shape is the box
    around it. `role` is the type of its placeholder, empty where it is none. `paragraphs` are `solid` texts without
    those that the program fills in. `filled`: it has a ground of its own; `opaque`: and hides what is under it.
    `grows`: its box follows its text."""

    name: str
    nature: Nature
    frame: Box | None
    role: str
    paragraphs: tuple[str, ...]
    filled: bool
    opaque: bool
    grows: bool
    element: _Element

    @property
    def is_title(self) -> bool:
        return self.role in _TITLES

    @property
    def is_foot(self) -> bool:
        return self.role in _FEET


@dataclass(frozen=True, slots=True)
class _Place:
    """From the coordinates of a group's members to the slide's, EMU."""

    x: float = 0
    y: float = 0
    across: float = 1
    down: float = 1


def parts_of(slide: Slide) -> tuple[Part, ...]:
    """In the order in which they are drawn; a group before its members."""
    return tuple(part for shape in _shapes(slide.shapes) for part in _parts(shape, _Place()))


def _shapes(tree: SlideShapes | GroupShapes) -> Iterator[BaseShape]:
    """Where a shape has two forms (ECMA-376-3 §10.2.1), the one for programs that know less: it is what is drawn."""
    for element in tree._spTree.iterchildren():
        if element.tag == _ALTERNATE:
            forms: list[_Element] = [child for form in found(element, "mc:Fallback") for child in form]
        else:
            forms = [element]
        for form in forms:
            if form.tag.rpartition("}")[2] in _SHAPES:
                yield tree._shape_factory(cast(CT_Shape, form))


def found(element: _Element, path: str) -> list[_Element]:
    """What an XPath with the prefixes a, p, c and mc finds."""
    return list(element.iterfind(path, _NS))


def _parts(shape: BaseShape, place: _Place) -> Iterator[Part]:
    element: _Element = shape._element
    kind = element.tag.rpartition("}")[2]
    nature = _nature(element, kind)
    opaque = nature is Nature.PICTURE or _is_opaque(element)
    yield Part(
        shape.name,
        nature,
        _frame(shape, place),
        _role(element),
        tuple(_paragraphs(element, nature)),
        _is_filled(shape),
        opaque,
        nature is Nature.TEXT and _grows(element),
        element,
    )
    if nature is Nature.GROUP:
        inner = _inside(element, place)
        assert isinstance(shape, GroupShape)
        for member in _shapes(shape.shapes):
            yield from _parts(member, inner)


def _nature(element: _Element, kind: str) -> Nature:
    if kind == "graphicFrame":
        data = element.find("a:graphic/a:graphicData", _NS)
        if data is not None and data.find("a:tbl", _NS) is not None:
            return Nature.TABLE
        return Nature.CHART if data is not None and data.find("c:chart", _NS) is not None else Nature.FRAME
    known = {"pic": Nature.PICTURE, "grpSp": Nature.GROUP, "cxnSp": Nature.CONNECTOR, "sp": Nature.TEXT}
    return known.get(kind, Nature.FRAME)


def _role(element: _Element) -> str:
    place = next(iter(found(element, "./*/p:nvPr/p:ph")), None)
    return "" if place is None else (place.get("type") or "obj")


def _frame(shape: BaseShape, place: _Place) -> Box | None:
    sides = _sides(shape)
    if sides is None:
        return None
    left, top, width, height = sides
    turn = math.radians(shape.rotation) if hasattr(shape, "rotation") else 0.0
    x, y = left + width / 2, top + height / 2
    wide = abs(width * math.cos(turn)) + abs(height * math.sin(turn))
    high = abs(width * math.sin(turn)) + abs(height * math.cos(turn))
    middle = (place.x + x * place.across, place.y + y * place.down)
    half = (wide * place.across / 2, high * place.down / 2)
    return Box(
        (middle[0] - half[0]) / _EMU,
        (middle[1] - half[1]) / _EMU,
        (middle[0] + half[0]) / _EMU,
        (middle[1] + half[1]) / _EMU,
    )


def _sides(shape: BaseShape) -> tuple[float, float, float, float] | None:
    """Left, top, width and height, EMU: the shape's own, or those of the placeholder that it fills."""
    element: _Element = shape._element
    for path in ("p:spPr/a:xfrm", "p:grpSpPr/a:xfrm", "p:xfrm"):
        transform = element.find(path, _NS)
        if transform is not None:
            return (*_pair(transform, "off", "x", "y"), *_pair(transform, "ext", "cx", "cy"))
    base = getattr(shape, "_base_placeholder", None)
    if base is None or base.left is None:
        return None
    return (float(base.left), float(base.top), float(base.width), float(base.height))


def _inside(group: _Element, place: _Place) -> _Place:
    """ECMA-376-1 §20.1.7.5: the members' own coordinates lie between chOff and chOff + chExt."""
    transform = group.find("p:grpSpPr/a:xfrm", _NS)
    if transform is None:
        return place
    x, y = _pair(transform, "off", "x", "y")
    wide, high = _pair(transform, "ext", "cx", "cy")
    from_x, from_y = _pair(transform, "chOff", "x", "y")
    of_wide, of_high = _pair(transform, "chExt", "cx", "cy")
    across = place.across * (wide / of_wide if of_wide else 1)
    down = place.down * (high / of_high if of_high else 1)
    return _Place(place.x + x * place.across - from_x * across, place.y + y * place.down - from_y * down, across, down)


def _pair(transform: _Element, name: str, one: str, other: str) -> tuple[float, float]:
    element = transform.find(f"a:{name}", _NS)
    return (0, 0) if element is None else (float(element.get(one, "0")), float(element.get(other, "0")))


def _paragraphs(element: _Element, nature: Nature) -> Iterator[str]:
    """Fields hold what the program puts there, so that a shape with one is not compared."""
    if nature is Nature.TABLE:
        cells = [c for c in element.iter(f"{_A}tc") if c.get("hMerge") != "1" and c.get("vMerge") != "1"]
        bodies = [body for cell in cells for body in found(cell, "a:txBody")]
    else:
        bodies = found(element, "p:txBody") if nature is Nature.TEXT else []
    for body in bodies:
        if next(body.iter(f"{_A}fld"), None) is None:
            yield from filter(None, (solid(_words(one)) for one in found(body, "a:p")))


def _words(paragraph: _Element) -> str:
    """Of what has two forms, the one for programs that know less."""
    out = []
    for child in paragraph:
        if child.tag == _ALTERNATE:
            out += [text.text or "" for one in found(child, "mc:Fallback") for text in one.iter(f"{_A}t")]
        else:
            out += [text.text or "" for text in child.iter(f"{_A}t")]
    return "".join(out)


def _properties(element: _Element) -> _Element | None:
    return element.find("p:spPr", _NS)


def _is_filled(shape: BaseShape) -> bool:
    """By itself, by its style, or by its layout."""
    element: _Element = shape._element
    own = _fill(element)
    if own is None and shape.is_placeholder:
        base = getattr(shape, "_base_placeholder", None)
        own = _fill(base._element) if base is not None else None
    return bool(own)


def _fill(element: _Element) -> bool | None:
    properties = _properties(element)
    if properties is not None:
        for child in properties:
            name = child.tag.rpartition("}")[2]
            if name.endswith("Fill"):
                return name != "noFill"
    style = element.find("p:style/a:fillRef", _NS)
    return None if style is None else style.get("idx", "0") != "0"


def _is_opaque(element: _Element) -> bool:
    """A rectangle of one colour that lets nothing through."""
    properties = _properties(element)
    if properties is None or element.find("p:spPr/a:solidFill", _NS) is None:
        return False
    shape = properties.find("a:prstGeom", _NS)
    through = next(properties.find("a:solidFill", _NS).iter(f"{_A}alpha"), None)  # type: ignore[union-attr]
    return shape is not None and shape.get("prst") in _PLAIN and through is None


def _grows(element: _Element) -> bool:
    body = element.find("p:txBody/a:bodyPr", _NS)
    return body is not None and (body.find("a:spAutoFit", _NS) is not None or body.get("wrap") == "none")
