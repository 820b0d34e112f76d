"""Terms are called what the glossary calls them."""

from builder.check.terms.wrong import counterparts_terms, forbidden_terms, once, untold

__all__ = ["counterparts_terms", "forbidden_terms", "once", "untold"]
