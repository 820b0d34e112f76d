"""Values of styles that are used as they stand are looked up once a style, and plain ones without ado.

WeasyPrint 70 asks for each of some sixty properties of a style whether it is inherited, logical, a variable or a sum,
and resolves the percentages of a box at each of its layouts, of which almost none has any. `ComputedStyle.__missing__`,
`resolve_percentages` and `Box.is_in_normal_flow` are replaced, and do as before where there is more to do. Upstream:
WeasyPrint #578."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any, Final

_LENGTHS: Final = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom")),
    *(f"{least}{axis}" for least in ("", "min_", "max_") for axis in ("width", "height")),
)

_OWN_RULES: Final = ("position", "float", "display", "page")


@cache
def install() -> None:
    """Replace the functions; the layout engine must have been told of its fonts before."""
    _compute()
    _resolve()
    _flow()


def _compute() -> None:
    from weasyprint import css
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

    plain = css.ComputedStyle.__missing__
    simple = {key for key in INITIAL_VALUES if key not in _OWN_RULES and not key.startswith("text_decoration_")}
    inherited = (simple & INHERITED) - PHYSICAL_FUNCTIONS.keys()
    initial = simple - INHERITED - INITIAL_NOT_COMPUTED
    logical = {
        key: frozenset(PHYSICAL_FUNCTIONS[key](block="ttb", inline=inline) for inline in ("ltr", "rtl"))
        for key in initial & PHYSICAL_FUNCTIONS.keys()
    }
    nothing: frozenset[str] = frozenset()

    def missing(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key not in cascaded:
            if key in inherited and style.parent_style is not None:
                value = style[key] = style.parent_style[key]
                return value
            if key in initial and logical.get(key, nothing).isdisjoint(cascaded):
                value = style[key] = INITIAL_VALUES[key]
                return value
        return plain(style, key)

    css.ComputedStyle.__missing__ = missing


def _resolve() -> None:
    from weasyprint.layout import absolute, block, column, inline, page, percent, table
    from weasyprint.layout import float as floats

    plain = percent.resolve_percentages

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        resolved = getattr(style, "resolved", None)
        if resolved is None:
            resolved = style.resolved = _resolved(style, plain)
        if resolved:
            vars(box).update(resolved)
        else:
            plain(box, containing_block)

    for module in (absolute, block, column, floats, inline, page, table):
        module.resolve_percentages = resolve_percentages


def _resolved(style: Any, resolve: Any) -> dict[str, Any]:
    """What a box of the style is given; nothing where that depends on what is around it."""
    if style["border_collapse"] == "collapse" or not all(map(_is_fixed, map(style.__getitem__, _LENGTHS))):
        return {}
    probe = SimpleNamespace(style=style)
    resolve(probe, (0, 0))
    given = vars(probe)
    del given["style"]
    return given


def _is_fixed(length: Any) -> bool:
    return length is None or length == "auto" or getattr(length, "unit", None) == "px"


def _flow() -> None:
    from weasyprint.formatting_structure import boxes

    plain = boxes.Box.is_in_normal_flow

    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        return (style["float"] == "none" and style["position"] in ("static", "relative")) or plain(box)

    boxes.Box.is_in_normal_flow = is_in_normal_flow
