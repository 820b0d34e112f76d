"""A translation's way to translators and back: texts side by side, exchanged as XLIFF 2 or PO, accepted in a lock."""
