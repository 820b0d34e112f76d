"""Imports what printing needs, and reads what is the same for all, so that a process that is about to print has it when
the first edition comes."""

import gc
from contextlib import suppress

from builder.report.composition import dictionary
from builder.report.pages import compile_all
from builder.report.pdf import REPLACEMENTS, isolate
from builder.theme import default_assets

with suppress(OSError):  # a full disk, or a library of the system that is missing: printing says which
    isolate(default_assets() / "fonts")

    import builder.chart.svg
    import builder.report.parallel  # noqa: F401

    for replacement in REPLACEMENTS:
        replacement.install()
    compile_all()
    dictionary()

gc.freeze()  # what is there now stays: nobody need look whether it can go, and forked processes share its memory
