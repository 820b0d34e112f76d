"""Markdown documents of other tools → a project that builds at once.

markdown, reading (Markdown → `Sheet`) → outlining (captions, numbering, sections) → pairing (the same ids in all
languages) → assemble, with writing (files). proposing and language work on any project.
"""
