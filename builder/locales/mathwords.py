"""How formulas are read out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mathematics:
    """How a formula is read out: patterns with its parts' names, words for `symbols` (without one: read as it is)."""

    fraction: str  # {top} {bottom}
    long_fraction: str  # {top} {bottom}
    binomial: str  # {top} {bottom}
    root: str  # {body}
    root_of_degree: str  # {degree} {body}
    squared: str  # {base}
    cubed: str  # {base}
    power: str  # {base} {power}
    raised: str  # {base} {mark}
    transposed: str  # {base}
    index: str  # {base} {index}
    from_to: str  # {operator} {low} {high}
    over: str  # {operator} {low}
    up_to: str  # {operator} {high}
    limit: str  # {operator} {low}
    absolute: str  # {body}
    norm: str  # {body}
    floor: str  # {body}
    ceiling: str  # {body}
    hat: str  # {body}
    tilde: str  # {body}
    bar: str  # {body}
    vector: str  # {body}
    dot: str  # {body}
    double_dot: str  # {body}
    crossed: str  # {body}
    above: str  # {base} {mark}
    below: str  # {base} {mark}
    matrix: str  # {rows} {columns} {body}
    determinant: str  # {body}
    row: str  # {n} {cells}
    cases: str  # {body}
    negative: str  # a minus before a number
    row_join: str
    cell_join: str
    symbols: dict[str, str]
