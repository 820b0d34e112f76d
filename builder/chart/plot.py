"""Charts decided once: spec, facts and one language become a `Plot`, which both backends only draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.chart.faults import faults, spec_labels
from builder.chart.kinds import KINDS
from builder.chart.points import read_points
from builder.chart.wording import Words
from builder.diagnostics import Code, Diagnostic, did_you_mean
from builder.locales import Locale
from builder.locales.numbers import known_units
from builder.model import ChartSpec, Fact, Plot, Terms


def make_plot(spec: ChartSpec, facts: Mapping[str, Fact], terms: Terms, locale: Locale) -> Plot:
    """The chart in one language. `validate` must have found no fault, and every fact must be known."""
    return KINDS[spec.kind].build(read_points(spec, facts), Words(terms, locale))


def validate(spec: ChartSpec, facts: Mapping[str, Fact], terms: Terms, code: str) -> Iterator[Diagnostic]:
    """What keeps the chart from being drawn in the language `code`. Unknown facts are not its business."""
    kind = KINDS.get(spec.kind)
    if kind is None:
        message = f"chart '{spec.id}': unknown kind '{spec.kind}'"
        yield Diagnostic(spec.place("kind"), Code.MALFORMED_CHART, message, hint=did_you_mean(spec.kind, KINDS))
        return
    for label, at in spec_labels(spec).items():
        if label not in terms.labels and not _speaks_for_itself(spec, label):
            message = f"chart '{spec.id}': no label '{label}' in the terms of '{code}'"
            yield Diagnostic(spec.place(*at), Code.UNKNOWN_TERM, message, hint=_near(label, terms, code))
    units = known_units() | terms.units.keys()
    given = {"unit": spec.unit, "x_unit": spec.x_unit, "line_unit": spec.line_unit}
    wrong = {key: unit for key, unit in given.items() if unit and unit not in units}
    for key, unit in wrong.items():
        message = f"chart '{spec.id}': unknown unit '{unit}'"
        hint = f"{did_you_mean(unit, units)}; or declare {unit} under units in terms.yaml of '{code}'"
        yield Diagnostic(spec.place(key), Code.UNKNOWN_TERM, message, hint=hint)
    for fault in () if wrong else faults(read_points(spec, facts), kind, terms):
        message = f"chart '{spec.id}': {fault.message}"
        yield Diagnostic(spec.place(*fault.at), Code.MALFORMED_CHART, message, hint=fault.hint)


def _near(label: str, terms: Terms, code: str) -> str:
    near = f"{did_you_mean(label, terms.labels)}; or " if terms.labels else ""
    return f"{near}write '{label}: …' below labels: in terms.yaml of '{code}'"


def is_countable(spec: ChartSpec, facts: Mapping[str, Fact], terms: Terms) -> bool:
    """Whether the units of its facts are known; one that is not is a fault of the fact."""
    known = known_units() | terms.units.keys()
    named = {datum for series in spec.series for datum in (*series.values, *series.xs) if isinstance(datum, str)}
    return all(not facts[name].unit or facts[name].unit in known for name in named & facts.keys())


def _speaks_for_itself(spec: ChartSpec, label: str) -> bool:
    """Years and numbers need no word; nor do the texts of a data file, whose charts name no facts."""
    named = any(isinstance(datum, str) for series in spec.series for datum in series.values)
    return not named or not any(char.isalpha() for char in label)
