"""What a company's template holds, read off its parts: layouts with their placeholders, fonts and colours.

A placeholder has what its layout says, else the master's placeholder of its kind, else the master's text styles
(ECMA-376-1 §19.3.1.36). Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from builder.deck.bare import A, P, R, target_of, targets, tree
from builder.deck.frames import Frame
from builder.deck.shades import Shade, contrast, luminance

_EMU: Final = 12700
_KINDS: Final = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
"""Which placeholder of the master one of a layout takes after; all others take after its body."""
_STYLES: Final = {"title": "titleStyle", "body": "bodyStyle"}
_TEXT: Final = 4.5
_WHOLE: Final = 0.85
"""Share of the slide from which a shape is its ground."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A placeholder of a layout: `kind` is its type (ECMA-376-1 §19.7.10), "obj" where it has none; of its first level
    `size`, `align`, whether it is `bulleted`, and `colour`, where small text is seen in it; else it is `faint`."""

    index: int
    kind: str
    name: str
    frame: Frame
    size: float
    bulleted: bool
    align: str
    colour: Shade | None
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A layout of the template; `part` and `master` are its and its master's names in the package, `kind` is its
    ST_SlideLayoutType. `drawn` are the shapes that it and its master show around the content; `ground` is the colour
    behind it, `#RRGGBB`, "" where that is a picture."""

    part: str
    master: str
    name: str
    kind: str
    holders: tuple[Holder, ...]
    drawn: tuple[Frame, ...]
    ground: str

    def holder(self, *kinds: str) -> Holder | None:
        return next((one for one in self.holders if one.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class Brand:
    """A company's template: its parts, and what was read off them. `colours` are those of slides by the names that
    shapes call them (tx1, bg1, accent1 …), `fonts` the Latin faces of titles and text."""

    path: str
    parts: Mapping[str, bytes]
    width: float
    height: float
    layouts: tuple[Found, ...]
    colours: Mapping[str, str]
    fonts: tuple[str, ...]


def read_brand(path: str, parts: Mapping[str, bytes]) -> Brand:
    """Raises LookupError or ValueError where the parts are no template that PowerPoint would open."""
    (main,) = targets("", parts)["officeDocument"]
    presentation = tree(parts[main])
    size = presentation.find(f"{P}sldSz")
    width, height = (9144000, 6858000) if size is None else (int(size.get("cx", 0)), int(size.get("cy", 0)))
    keys = [str(one.get(f"{R}id")) for one in presentation.iter(f"{P}sldMasterId")]
    masters = [target_of(main, key, parts) for key in keys]
    room = Frame(0, 0, width / _EMU, height / _EMU)
    theme = tree(parts[targets(masters[0], parts)["theme"][0]])
    colours = _colours(theme, tree(parts[masters[0]]))
    faces = (theme.find(f".//{A}{kind}Font/{A}latin") for kind in ("major", "minor"))
    return Brand(
        path,
        parts,
        room.width,
        room.height,
        tuple(one for master in masters for one in _layouts(master, parts, room, colours)),
        colours,
        tuple(str(face.get("typeface", "")) for face in faces if face is not None),
    )


def _colours(theme: etree._Element, master: etree._Element) -> dict[str, str]:
    scheme, mapping = theme.find(f".//{A}clrScheme"), master.find(f"{P}clrMap")
    if scheme is None or mapping is None:
        raise LookupError("a theme has colours")
    own = {
        etree.QName(slot).localname: f"#{slot[0].get('lastClr') or slot[0].get('val')}".upper()[:7]
        for slot in scheme
        if len(slot)
    }
    return own | {str(name): own[str(slot)] for name, slot in mapping.attrib.items() if slot in own}


def _layouts(name: str, parts: Mapping[str, bytes], room: Frame, colours: Mapping[str, str]) -> Iterator[Found]:
    master = tree(parts[name])
    keys = [str(one.get(f"{R}id")) for one in master.iter(f"{P}sldLayoutId")]
    theirs = {_kind(one): one for one in _placeholders(master)}
    for key in keys:
        part = target_of(name, key, parts)
        layout = tree(parts[part])
        bare = layout.get("showMasterSp") in ("0", "false")
        drawn = [*_drawn(layout), *(() if bare else _drawn(master))]
        ground = _ground(layout, master, drawn, room, colours)
        found = (_holder(shape, theirs, master) for shape in _placeholders(layout))
        yield Found(
            part,
            name,
            str(layout.find(f"{P}cSld").get("name", "")),  # type: ignore[union-attr]
            layout.get("type", ""),
            tuple(_readable(one, ground, colours) for one in found if one is not None),
            tuple(frame for frame, _ in drawn),
            ground,
        )


def _readable(holder: Holder, ground: str, colours: Mapping[str, str]) -> Holder:
    """Without a colour that small text is not seen in."""
    if holder.colour is None or not ground or contrast(holder.colour.hex(colours), ground) >= _TEXT:
        return holder
    return replace(holder, colour=None, faint=True)


def _placeholders(part: etree._Element) -> Iterator[etree._Element]:
    for shape in part.findall(f"{P}cSld/{P}spTree/*"):
        if shape.find(f"*/{P}nvPr/{P}ph") is not None:
            yield shape


def _ph(shape: etree._Element) -> etree._Element:
    found = shape.find(f"*/{P}nvPr/{P}ph")
    assert found is not None
    return found


def _kind(shape: etree._Element) -> str:
    return _KINDS.get(_ph(shape).get("type", "obj"), "body")


def _holder(shape: etree._Element, theirs: Mapping[str, etree._Element], master: etree._Element) -> Holder | None:
    """None for one that stands nowhere."""
    kind = _kind(shape)
    above = theirs.get(kind)
    chain = [one for one in (shape, above) if one is not None]
    place = next((frame for one in chain if (frame := _frame(one)) is not None), None)
    if place is None:
        return None
    bodies = [found for one in chain if (found := one.find(f"{P}txBody/{A}bodyPr")) is not None]
    edges = (next((int(b.get(side, "")) for b in bodies if b.get(side)), usual) for side, usual in _INSETS)
    left, right, top, bottom = (edge / _EMU for edge in edges)
    levels = [one.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr") for one in chain]
    levels.append(master.find(f"{P}txStyles/{P}{_STYLES.get(kind, 'otherStyle')}/{A}lvl1pPr"))
    name = shape.find(f"*/{P}cNvPr")
    return Holder(
        int(_ph(shape).get("idx", "0")),
        _ph(shape).get("type", "obj"),
        "" if name is None else str(name.get("name", "")),
        _with_insets(place, max(left, right), max(top, bottom)),
        _size(levels),
        _is_bulleted(levels),
        next((str(one.get("algn")) for one in levels if one is not None and one.get("algn")), "l"),
        _colour(levels),
    )


def _with_insets(place: Frame, inset: float, rise: float) -> Frame:
    return replace(place, inset=inset, rise=-1 if rise == inset else rise)


_INSETS: Final = (("lIns", 91440), ("rIns", 91440), ("tIns", 45720), ("bIns", 45720))


def _frame(shape: etree._Element) -> Frame | None:
    place = shape.find(f".//{A}xfrm")
    if place is None:
        place = shape.find(f"{P}xfrm")
    off, ext = (None, None) if place is None else (place.find(f"{A}off"), place.find(f"{A}ext"))
    if off is None or ext is None:
        return None
    numbers = (int(one.get(name, "0")) / _EMU for one, name in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))
    return Frame(*numbers)


def _size(levels: list[etree._Element | None]) -> float:
    runs = (level.find(f"{A}defRPr") for level in levels if level is not None)
    return next((int(run.get("sz", "")) / 100 for run in runs if run is not None and run.get("sz")), 18.0)


def _colour(levels: list[etree._Element | None]) -> Shade | None:
    fills = (level.find(f"{A}defRPr/{A}solidFill") for level in levels if level is not None)
    fill = next((one for one in fills if one is not None and len(one)), None)
    return None if fill is None else Shade.of(fill[0])


def _is_bulleted(levels: list[etree._Element | None]) -> bool:
    for level in levels:
        for one in level if level is not None else ():
            if one.tag in (f"{A}buNone", f"{A}buChar", f"{A}buAutoNum", f"{A}buBlip"):
                return one.tag != f"{A}buNone"
    return False


def _drawn(part: etree._Element) -> Iterator[tuple[Frame, etree._Element]]:
    for shape in part.findall(f"{P}cSld/{P}spTree/*"):
        if shape.find(f"*/{P}nvPr/{P}ph") is None and (frame := _frame(shape)) is not None:
            yield frame, shape


def _ground(
    layout: etree._Element,
    master: etree._Element,
    drawn: list[tuple[Frame, etree._Element]],
    room: Frame,
    colours: Mapping[str, str],
) -> str:
    """The colour behind the content: of a shape that covers the slide, of the layout, of the master."""
    for frame, shape in drawn:
        if frame.width * frame.height >= _WHOLE * room.width * room.height:
            own = shape.find(f"{P}spPr/{A}solidFill")
            return "" if own is None else Shade.of(own[0]).hex(colours)
    for part in (layout, master):
        ground = part.find(f"{P}cSld/{P}bg")
        if ground is not None:
            if ground.find(f".//{A}blip") is not None:
                return ""
            found = [Shade.of(one).hex(colours) for one in ground.iter() if Shade.is_colour(one)]
            return sorted(found, key=luminance)[len(found) // 2] if found else ""
    return colours["bg1"]
