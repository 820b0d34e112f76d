"""Style sheets, read once a process: nothing of them but the fonts is one document's alone, and reading them takes two
fifths of the time of a short report."""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import Any, Final

_FACE: Final = re.compile(r"^@font-face \{.*\}$", re.MULTILINE)
"""As our style sheet writes them, one a line; that of a house has none."""

_LOGGER: Final = logging.getLogger("weasyprint")


def read(css: str, fetcher: Any, configuration: Any) -> Any:
    """The style sheet for WeasyPrint; its fonts are put into the font `configuration` of the document."""
    import weasyprint

    fonts = "\n".join(_FACE.findall(css))
    weasyprint.CSS(string=fonts, url_fetcher=fetcher, font_config=configuration)
    sheet, complaints = _rules(_FACE.sub("", css))
    for complaint in complaints:
        _LOGGER.warning("%s", complaint)
    return sheet


@lru_cache(maxsize=8)
def _rules(css: str) -> tuple[Any, tuple[str, ...]]:
    """What the sheet says besides, and what WeasyPrint complained about. Documents do not change it."""
    import weasyprint
    from weasyprint.urls import URLFetcher

    class Nothing(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            raise ValueError(f"not a resource of this report: {url[:80]}")

    ear = _Ear()
    others, _LOGGER.handlers, _LOGGER.propagate = _LOGGER.handlers, [ear], False
    try:
        return weasyprint.CSS(string=css, url_fetcher=Nothing()), tuple(ear.heard)
    finally:
        _LOGGER.handlers, _LOGGER.propagate = others, True


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())
