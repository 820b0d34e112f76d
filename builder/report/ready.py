"""Imports what printing needs, so that a process that is about to print has it when the first edition comes."""

from contextlib import suppress

from builder.report.pdf import REPLACEMENTS, isolate
from builder.theme import default_assets

with suppress(OSError):  # a full disk, or a library of the system that is missing: printing says which
    isolate(default_assets() / "fonts")

    import builder.chart.svg
    import builder.report.parallel  # noqa: F401

    for replacement in REPLACEMENTS:
        replacement.install()
