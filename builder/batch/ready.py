"""Imports what a row needs, once for all processes that come of this one."""

from contextlib import suppress

with suppress(OSError):  # as in builder.report.ready
    import builder.batch.row
    import builder.check
    import builder.deck.bilingual
    import builder.deck.pptx
    import builder.load
    import builder.locales
    import builder.report.ready
    import builder.resolve  # noqa: F401
