"""A process as shapes that can be edited: nodes with text, connectors glued to them, one alternative text for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.slide import Slide

from builder.deck.connector import Emu, bent, freeform, heading, pieced
from builder.deck.flows import fit_flow
from builder.deck.gauge import Gauge
from builder.deck.palette import ACCENT, INK, MIST, PAPER, RULE
from builder.deck.tongues import BESIDE
from builder.diagram.placement import EDGE_LABEL, Box, PlacedEdge, PlacedNode, Placement, Point, Side
from builder.locales.locale import Locale
from builder.measure import deck_ruler
from builder.model import Flow, NodeShape
from builder.theme import Theme

EMU_PER_PT: Final = 12_700

_NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_FONTS: Final = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
LINE_WIDTH: Final = 12_700
JOINT: Final = 50_800
"""Length of a joint, EMU; it lies in the line and is as thick as the line."""

SEAM: Final = 3_175
"""Outline of a joint: it covers the seams to the connectors."""

OPPOSITE: Final = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.TOP: Side.BOTTOM, Side.BOTTOM: Side.TOP}

_TIP: Final = 0.03
"""Points by which an end may miss the middle of a side and still be glued to it."""


def add_flow(
    slide: Slide,
    flow: Flow,
    left: int,
    top: int,
    width: int,
    height: int,
    theme: Theme,
    locale: Locale,
    second: Locale | None = None,
) -> None:
    """Adds the process to the slide, centred in the frame (EMU), as one group; the second lines of its nodes are in
    the `second` language."""
    placement = fit_flow(flow, Gauge(deck_ruler(theme), theme.deck), width / EMU_PER_PT, height / EMU_PER_PT)
    if not placement.nodes:
        return
    scale = min(1.0, width / EMU_PER_PT / placement.width, height / EMU_PER_PT / placement.height)
    unit = EMU_PER_PT * scale
    pen = Pen(
        first=max(int(id_) for id_ in slide.shapes._spTree.xpath(".//p:cNvPr/@id")) + 1,
        left=left + round((width - placement.width * unit) / 2),
        top=top + round((height - placement.height * unit) / 2),
        unit=unit,
        size=placement.size * scale,
        langs=(locale.tag, (second or locale).tag),
    )
    slide.shapes._spTree.append(parse_xml(pen.group(flow, placement)))


@dataclass(frozen=True, slots=True)
class Words:
    """A label in a shape; `inset`, pt, keeps it from the sides, so that it wraps as it was measured."""

    text: str
    size: float
    ink: str
    inset: float = 0.0


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes one process at `left`, `top` (EMU). Shape ids count up from `first`; `unit` is EMU a point; `langs` are
    the tags of a node's two lines of text."""

    first: int
    left: int
    top: int
    unit: float
    size: float
    langs: tuple[str, str]

    def group(self, flow: Flow, placement: Placement) -> str:
        ids = {node.id: self.first + 1 + i for i, node in enumerate(placement.nodes)}
        following = self.first + 1 + len(ids)
        x, y, w, h = self._frame(Box(0, 0, placement.width, placement.height))
        nodes = "".join(self._node(node, ids[node.id]) for node in placement.nodes)
        boxes = {node.id: node.box for node in placement.nodes}
        rest = "".join(self._edges(placement, ids, boxes, following))
        return (
            f'<p:grpSp {_NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="{self.first}" name={quoteattr(f"Process {flow.id}")} '
            f"descr={quoteattr(flow.alt)}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
            f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/><a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/>'
            f"</a:xfrm></p:grpSpPr>{nodes}{rest}</p:grpSp>"
        )

    def _edges(self, placement: Placement, ids: dict[str, int], boxes: dict[str, Box], following: int) -> Iterator[str]:
        for edge in placement.edges:
            for shape in self._line(edge, following, ids, boxes):
                yield shape
                following += 1
            if edge.label_box:
                yield self._label(edge, edge.label_box, following)
                following += 1

    def _node(self, node: PlacedNode, id_: int) -> str:
        match node.shape:
            case NodeShape.STEP:
                corner = round(0.4 * self.size / (node.box.h * self.unit / EMU_PER_PT) * 100_000)
                geometry, fill, line, ink = _geometry("roundRect", corner), MIST, _line(RULE, 9_525), INK
                inset = 0.45
            case NodeShape.TERMINAL:
                geometry, fill, line, ink = _geometry("roundRect", 50_000), INK, "<a:ln><a:noFill/></a:ln>", PAPER
                inset = 0.2
            case NodeShape.DECISION:
                geometry, fill, line, ink = _geometry("flowChartPreparation"), PAPER, _line(ACCENT, 19_050), INK
                inset = 0.0
        look = f"{geometry}<a:solidFill>{fill}</a:solidFill>{line}"
        return self._shape(id_, f"Node {node.id}", node.box, look, Words(node.text, self.size, ink, inset * self.size))

    def _label(self, edge: PlacedEdge, box: Box, id_: int) -> str:
        words = Words(edge.label, self.size * EDGE_LABEL, INK)
        look = f"{_geometry('rect')}<a:noFill/>"
        return self._shape(id_, f"Label {edge.source} to {edge.target}", box, look, words, free=True)

    def _shape(self, id_: int, name: str, box: Box, look: str, words: Words, free: bool = False) -> str:
        """`free` text has no shape around it and does not wrap."""
        x, y, w, h = self._frame(box)
        wrap = "none" if free else "square"
        inset = round(words.inset * EMU_PER_PT)
        size = round(words.size * 100)
        look_of = f'sz="{size}"><a:solidFill>{words.ink}</a:solidFill>{_FONTS}</a:rPr>'
        paragraphs = "".join(
            f'<a:p><a:pPr algn="ctr"/>{"".join(self._run(*run, look_of) for run in line)}</a:p>'
            for line in self._lines(words.text)
        )
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name={quoteattr(name)}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>{look}</p:spPr>'
            f'<p:txBody><a:bodyPr wrap="{wrap}" lIns="{inset}" tIns="0" rIns="{inset}" bIns="0" '
            'rtlCol="0" anchor="ctr">'
            f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
        )

    def _lines(self, text: str) -> Iterator[tuple[tuple[str, str], ...]]:
        """Lines of a text as runs, with the language of each: the second stands under the first, or beside it."""
        first, beside, second = text.partition(BESIDE)
        if beside:
            yield (self.langs[0], first + beside), (self.langs[1], second)
        else:
            yield from (((lang, line),) for lang, line in zip(self.langs, text.split("\n"), strict=False))

    def _run(self, lang: str, text: str, look: str) -> str:
        return f'<a:r><a:rPr lang="{lang}" {look}<a:t>{escape(text)}</a:t></a:r>'

    def _line(self, edge: PlacedEdge, following: int, ids: dict[str, int], boxes: dict[str, Box]) -> Iterator[str]:
        """One connector, or several glued to short joints between them: each then has the shape that every program
        draws alike, also one that routes connectors anew."""
        points = [(self.left + round(x * self.unit), self.top + round(y * self.unit)) for x, y in edge.points]
        pieces = pieced(points)
        name = f"{edge.source} to {edge.target}"
        glued = _at_side(edge.points[0], boxes[edge.source], edge.source_side)
        if not glued or not _at_side(edge.points[-1], boxes[edge.target], edge.target_side):
            yield self._free_line(following, f"Arrow {name}", points)
            return
        begin = f'<a:stCxn id="{ids[edge.source]}" idx="{int(edge.source_side)}"/>'
        end = f'<a:endCxn id="{ids[edge.target]}" idx="{int(edge.target_side)}"/>'
        for i, piece in enumerate(pieces):
            last = i == len(pieces) - 1
            id_ = following + 2 * i
            leave, arrive = heading(*piece[:2]), heading(*piece[-2:])
            first_glue = f'<a:stCxn id="{id_ - 1}" idx="{int(leave)}"/>' if i else begin
            last_glue = end if last else f'<a:endCxn id="{id_ + 1}" idx="{int(OPPOSITE[arrive])}"/>'
            yield (
                f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{id_}" name={quoteattr(f"Arrow {name}")}/><p:cNvCxnSpPr>'
                f"{first_glue}{last_glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{bent(piece).xml()}"
                f"{_line(INK, LINE_WIDTH, arrow=last)}</p:spPr></p:cxnSp>"
            )
            if not last:
                yield self._joint(id_ + 1, f"Joint {name}", piece[-1], flat=arrive in (Side.LEFT, Side.RIGHT))

    def _free_line(self, id_: int, name: str, points: list[Emu]) -> str:
        """A line that meets a side beside its middle, where another one stands: there is no site to glue it to."""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name={quoteattr(name)}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
            f"{freeform(points)}<a:noFill/>{_line(INK, LINE_WIDTH, arrow=True)}</p:spPr></p:sp>"
        )

    def _joint(self, id_: int, name: str, at: Emu, flat: bool) -> str:
        w, h = (JOINT, LINE_WIDTH - SEAM) if flat else (LINE_WIDTH - SEAM, JOINT)
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name={quoteattr(name)}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
            f'<a:xfrm><a:off x="{at[0] - w // 2}" y="{at[1] - h // 2}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
            f"{_geometry('rect')}<a:solidFill>{INK}</a:solidFill>{_line(INK, SEAM)}</p:spPr></p:sp>"
        )

    def _frame(self, box: Box) -> tuple[int, int, int, int]:
        return (
            self.left + round(box.x * self.unit),
            self.top + round(box.y * self.unit),
            round(box.w * self.unit),
            round(box.h * self.unit),
        )


def _geometry(preset: str, adjustment: int | None = None) -> str:
    guide = "" if adjustment is None else f'<a:gd name="adj" fmla="val {adjustment}"/>'
    return f'<a:prstGeom prst="{preset}"><a:avLst>{guide}</a:avLst></a:prstGeom>'


def _line(colour: str, width: int, arrow: bool = False) -> str:
    tip = '<a:round/><a:tailEnd type="triangle" w="med" len="med"/>' if arrow else ""
    return f'<a:ln w="{width}"><a:solidFill>{colour}</a:solidFill>{tip}</a:ln>'


def _at_side(point: Point, box: Box, side: Side) -> bool:
    middles = {
        Side.TOP: (box.x + box.w / 2, box.y),
        Side.LEFT: (box.x, box.y + box.h / 2),
        Side.BOTTOM: (box.x + box.w / 2, box.y + box.h),
        Side.RIGHT: (box.x + box.w, box.y + box.h / 2),
    }
    x, y = middles[side]
    return abs(point[0] - x) < _TIP and abs(point[1] - y) < _TIP
