from __future__ import annotations

from pathlib import Path

import pytest
from deck_pages import EMU, A, P, deck, errors, slide_of
from pptx.slide import Slide

from builder.deck.flows import fit_flow
from builder.deck.gauge import Gauge
from builder.deck.native_flow import add_flow
from builder.diagnostics import Span
from builder.locales import load_locale
from builder.measure import deck_ruler
from builder.model import Edge, Flow, Inlines, Node, NodeShape, Text
from builder.theme import load_theme

THEME = load_theme(None)
LEFT, TOP, WIDTH, HEIGHT = (value * EMU for value in (44, 124, 872, 342))


def words(text: str) -> Inlines:
    return (Text(text),) if text else ()


def process(edges: tuple[tuple[str, str, str], ...], nodes: int = 5) -> Flow:
    shapes = (NodeShape.TERMINAL, NodeShape.STEP, NodeShape.DECISION)
    placed = tuple(Node(f"n{i}", shapes[min(i, 2) if i < nodes - 1 else 0], words(f"节点 {i}")) for i in range(nodes))
    return Flow("p", (), placed, tuple(Edge(a, b, words(t)) for a, b, t in edges), 'An "alt" & more', (), Span("x.md"))


LOOP = process((("n0", "n1", ""), ("n1", "n2", ""), ("n2", "n3", "是"), ("n3", "n4", "<ok>"), ("n2", "n1", "否")))
SELF = process((("n0", "n1", ""), ("n1", "n0", "a"), ("n1", "n1", "b")), nodes=2)
NET = process(
    (("n0", "n1", ""), ("n0", "n2", ""), ("n1", "n4", ""), ("n2", "n3", "x"), ("n3", "n4", ""), ("n0", "n4", ""))
)
ALL = pytest.mark.parametrize("flow", [LOOP, SELF, NET], ids=["loop", "self", "net"])


def drawn(flow: Flow, lang: str = "zh") -> bytes:
    locale = load_locale(lang)

    def fill(slide: Slide) -> None:
        add_flow(slide, flow, LEFT, TOP, WIDTH, HEIGHT, THEME, locale)

    return deck(THEME, locale, "Title only", fill)


@ALL
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_schemas_have_nothing_against_it(flow: Flow, lang: str, tmp_path: Path) -> None:
    assert errors(drawn(flow, lang), tmp_path) == []


@ALL
def test_nodes_are_shapes_with_their_text_inside_the_frame(flow: Flow) -> None:
    slide = slide_of(drawn(flow))
    (group,) = [shape for shape in slide.shapes if shape._element.tag == f"{P}grpSp"]
    named = {shape.name: shape for shape in group.shapes}
    for node in flow.nodes:
        assert named[f"Node {node.id}"].text_frame.text == node.children[0].text  # type: ignore[union-attr]
    for shape in group.shapes:
        assert shape.left >= LEFT - EMU
        assert shape.top >= TOP - EMU
        assert shape.left + shape.width <= LEFT + WIDTH + EMU
        assert shape.top + shape.height <= TOP + HEIGHT + EMU


@ALL
def test_connectors_are_glued_to_the_sides_where_they_end(flow: Flow) -> None:
    """A site of these presets is the middle of a side: 0 top, 1 left, 2 bottom, 3 right."""
    slide = slide_of(drawn(flow))
    group = next(shape for shape in slide.shapes if shape._element.tag == f"{P}grpSp")
    shapes = {shape.shape_id: shape for shape in group.shapes}
    connectors = list(group._element.iter(f"{P}cxnSp"))
    assert connectors
    for connector in connectors:
        start, end = ends(connector)
        for tag, (x, y) in (("stCxn", start), ("endCxn", end)):
            (glue,) = connector.iter(f"{A}{tag}")
            shape = shapes[int(glue.get("id"))]
            dx, dy = {"0": (0.5, 0), "1": (0, 0.5), "2": (0.5, 1), "3": (1, 0.5)}[glue.get("idx")]
            assert abs(x - (shape.left + dx * shape.width)) <= 3 * EMU
            assert abs(y - (shape.top + dy * shape.height)) <= 3 * EMU


def ends(connector) -> tuple[tuple[float, float], tuple[float, float]]:  # type: ignore[no-untyped-def]
    """Where a connector starts and ends on the slide, after its turn and flips."""
    frame = next(connector.iter(f"{A}xfrm"))
    off, ext = frame[0], frame[1]
    x, y, w, h = (int(v) for v in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))
    found = []
    for u, v in ((-0.5, -0.5), (0.5, 0.5)):
        dx, dy = u * w * (-1 if frame.get("flipH") else 1), v * h * (-1 if frame.get("flipV") else 1)
        if frame.get("rot") == "5400000":
            dx, dy = -dy, dx
        found.append((x + w / 2 + dx, y + h / 2 + dy))
    return found[0], found[1]


def test_every_id_is_its_own_and_the_group_alone_has_the_alternative_text() -> None:
    slide = slide_of(drawn(LOOP))
    ids = slide.shapes._spTree.xpath(".//p:cNvPr/@id")
    described = slide.shapes._spTree.xpath(".//p:cNvPr[@descr]")
    assert len(ids) == len(set(ids))
    assert [one.get("descr") for one in described] == [LOOP.alt]


def test_colours_and_fonts_are_the_theme_s_and_runs_say_their_language() -> None:
    tree = slide_of(drawn(LOOP)).shapes._spTree
    group = tree.find(f"{P}grpSp")
    assert not list(group.iter(f"{A}srgbClr"))
    assert {font.get("typeface") for font in group.iter(f"{A}ea")} == {"+mn-ea"}
    assert {run.get("lang") for run in group.iter(f"{A}rPr")} == {"zh-CN"}


def test_edge_labels_stand_in_boxes_of_their_own() -> None:
    slide = slide_of(drawn(LOOP))
    group = next(shape for shape in slide.shapes if shape._element.tag == f"{P}grpSp")
    labels = [shape.text_frame.text for shape in group.shapes if shape.name.startswith("Label ")]
    assert labels == ["是", "<ok>", "否"]


def test_the_size_is_as_large_as_fits_and_no_smaller_than_the_floor() -> None:
    gauge = Gauge(deck_ruler(THEME), THEME.deck)
    assert fit_flow(SELF, gauge, 872, 342).size > THEME.deck.body
    many = process(tuple((f"n{i}", f"n{i + 1}", "") for i in range(29)), nodes=30)
    small = fit_flow(many, gauge, 300, 80)
    assert small.size == THEME.deck.label_floor
    assert not small.fits(300, 80)


def test_the_same_process_gives_the_same_bytes() -> None:
    assert drawn(NET) == drawn(NET)


def test_an_empty_process_draws_nothing() -> None:
    slide = slide_of(drawn(process((), nodes=0)))
    assert not list(slide.shapes._spTree.iter(f"{P}grpSp"))
