"""Blocks → the Markdown of FORMAT.md, which `load` reads back to the same blocks."""
