"""The editions say the same: the same parts in the same order, and in each the same quantities, facts and links."""

from builder.check.parity.sections import parity

__all__ = ["parity"]
