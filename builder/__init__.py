"""Structured Chinese and English content into a printable PDF report and an editable PowerPoint deck."""
