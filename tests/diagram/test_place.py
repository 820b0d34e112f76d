from __future__ import annotations

import pytest
from flow_samples import EXITS, FLOWS, LADDER, LARGE, LONG, LOOP, flow
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.diagram.layers import lattice
from builder.diagram.place import place, place_filling
from builder.diagram.placement import Box, PlacedNode, Placement, Side, collisions
from builder.measure import deck_ruler
from builder.model import Flow
from builder.theme import load_theme

RULER = deck_ruler(load_theme(None))
IDS = [f.id for f in FLOWS]


def by_id(placement: Placement) -> dict[str, PlacedNode]:
    return {node.id: node for node in placement.nodes}


@pytest.mark.parametrize("sample", FLOWS, ids=IDS)
@pytest.mark.parametrize("width", [459.0, 872.0])
def test_nothing_lies_on_anything(sample: Flow, width: float) -> None:
    assert collisions(place(sample, RULER, 10, width, None)) == ()


@pytest.mark.parametrize("sample", FLOWS, ids=IDS)
def test_all_nodes_and_edges_are_drawn_inside_of_the_placement(sample: Flow) -> None:
    placement = place(sample, RULER, 12, 872, None)
    assert [node.id for node in placement.nodes] == [node.id for node in sample.nodes]
    assert [(e.source, e.target) for e in placement.edges] == [(e.source, e.target) for e in sample.edges]
    boxes = [node.box for node in placement.nodes] + [e.label_box for e in placement.edges if e.label_box]
    points = [Box(x, y, 0, 0) for edge in placement.edges for x, y in edge.points]
    for box in (*boxes, *points):
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.w <= placement.width + 0.01
        assert box.y + box.h <= placement.height + 0.01


@pytest.mark.parametrize("sample", FLOWS, ids=IDS)
def test_lines_are_orthogonal_and_meet_their_nodes(sample: Flow) -> None:
    placement = place(sample, RULER, 12, 872, None)
    nodes = by_id(placement)
    for edge in placement.edges:
        for (x0, y0), (x1, y1) in zip(edge.points, edge.points[1:], strict=False):
            assert min(abs(x0 - x1), abs(y0 - y1)) < 0.1
        for end, id_, side in (
            (edge.points[0], edge.source, edge.source_side),
            (edge.points[-1], edge.target, edge.target_side),
        ):
            box = nodes[id_].box
            edge_of = {Side.TOP: box.y, Side.BOTTOM: box.y + box.h, Side.LEFT: box.x, Side.RIGHT: box.x + box.w}
            along = end[1] if side in (Side.TOP, Side.BOTTOM) else end[0]
            assert along == pytest.approx(edge_of[side], abs=0.1)


def test_a_loop_is_a_row_with_the_way_back_under_it() -> None:
    placement = place(LOOP, RULER, 14, 872, None)
    middles = {round(node.box.y + node.box.h / 2, 1) for node in placement.nodes}
    back = placement.edges[-1]
    assert len(middles) == 1
    assert (back.source_side, back.target_side) == (Side.BOTTOM, Side.BOTTOM)
    assert max(y for _, y in back.points) > max(node.box.y + node.box.h for node in placement.nodes)


def test_a_long_chain_is_folded_and_closes_where_it_began() -> None:
    placement = place(LONG, RULER, 12, 700, None)
    nodes = by_id(placement)
    assert placement.width <= 700
    assert len({round(node.box.y) for node in placement.nodes}) == 2
    assert nodes["n11"].box.x == pytest.approx(nodes["n0"].box.x, abs=1)
    assert len(placement.edges[11].points) == 2


def test_the_straight_way_of_decisions_is_one_line_and_the_others_share_a_lane() -> None:
    placement = place(EXITS, RULER, 12, 872, None)
    nodes = by_id(placement)
    spine = {round(nodes[id].box.y + nodes[id].box.h / 2, 1) for id in ("i", "a", "b", "c", "ok")}
    lanes = {round(edge.points[-1][1], 1) for edge in placement.edges if edge.target == "no"}
    assert len(spine) == 1
    assert len(lanes) == 1
    assert all(edge.source_side is Side.BOTTOM for edge in placement.edges if edge.target == "no")


def test_narrow_rooms_turn_a_process_downwards() -> None:
    wide, narrow = place(EXITS, RULER, 12, 872, None), place(EXITS, RULER, 12, 260, None)
    assert wide.width > wide.height
    assert narrow.height > narrow.width
    assert narrow.width <= 260


def test_what_does_not_fit_says_so() -> None:
    placement = place(LARGE, RULER, 18, 300, 200)
    assert not placement.fits(300, 200)
    assert len(placement.nodes) == 20


def test_short_han_words_are_whole_where_a_layout_allows_it() -> None:
    assert not place(EXITS, RULER, 10, 700, None).torn
    assert all(len(node.lines) == 1 for node in place(EXITS, RULER, 10, 700, None).nodes)


def test_english_words_are_never_broken() -> None:
    sample = flow("words", {"a": "Internationalisation", "b": "(Interoperability)"}, "a->b")
    lines = [line for node in place(sample, RULER, 12, 150, None).nodes for line in node.lines]
    assert lines == ["Internationalisation", "Interoperability"]


def test_rooms_of_some_height_are_filled() -> None:
    plain, filled = place(LADDER, RULER, 14, 872, 340), place_filling(LADDER, RULER, 14, 872, 340)
    assert plain.height < filled.height <= 340


def test_the_same_process_is_placed_the_same() -> None:
    assert place(LARGE, RULER, 12, 459, None) == place(LARGE, RULER, 12, 459, None)


def test_an_empty_process_is_empty() -> None:
    assert place(flow("empty", {}), RULER, 12, 400, None).nodes == ()


def test_the_edge_that_closes_a_cycle_is_the_one_that_runs_back() -> None:
    grid = lattice(4, ((0, 1), (1, 2), (2, 3), (2, 0)))
    assert grid.backward == frozenset({3})
    assert [list(layer) for layer in grid.layers] == [[0], [1], [2], [3]]


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(1, 12),
    edges=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=16),
    shapes=st.lists(st.sampled_from("[({"), min_size=12, max_size=12),
)
def test_any_graph_is_placed_without_nodes_on_nodes(
    count: int, edges: list[tuple[int, int]], shapes: list[str]
) -> None:
    close = {"[": "]", "(": ")", "{": "}"}
    nodes = {f"n{i}": f"{shapes[i]}Node {i}{close[shapes[i]]}" for i in range(count)}
    sample = flow("any", nodes, *(f"n{a % count}->n{b % count}" for a, b in edges))
    placement = place(sample, RULER, 10, 600, None)
    placed = placement.nodes
    assert len(placement.edges) == len(edges)
    assert not any(a.box.meets(b.box) for i, a in enumerate(placed) for b in placed[i + 1 :])
