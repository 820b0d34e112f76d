"""What was edited since somebody accepted a translation, and whose counterpart was not."""

from builder.check.staleness.stale import not_twice, stale

__all__ = ["not_twice", "stale"]
