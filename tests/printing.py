"""Pages as markup → a PDF, by our layout engine alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builder.report.attachments import Attachment
from builder.report.pdf import Printed, identifier, running
from builder.report.resources import Resource


def print_html(
    html: str, css: str, shelf: Mapping[str, Resource], fonts: Path, files: tuple[Attachment, ...] = ()
) -> Printed:
    with running(shelf, fonts) as engine:
        return engine.write(engine.render(html, css), identifier("name", html, css), "body", files)
