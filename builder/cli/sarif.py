"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from builder.cli.explain import FIRMLY, Explanation, explanations, how_to_switch_off
from builder.cli.formats import end_of
from builder.diagnostics import Code, Diagnostic, Span

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(found: Sequence[Diagnostic], folder: str, version: str) -> str:
    """One run. `folder` is the project's, as seen from the root that the addresses are relative to."""
    texts = explanations()
    indexes = {code: place for place, code in enumerate(texts)}
    driver = {"name": "Builder", "version": version, "rules": [_rule(code, text) for code, text in texts.items()]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, indexes, folder) for diagnostic in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: Code, text: Explanation) -> dict[str, object]:
    return {
        "id": code.value,
        "shortDescription": {"text": text.title},
        "fullDescription": {"text": f"{text.meaning}\n\n{text.why}"},
        "help": {"text": "\n\n".join((text.mend, _off(code)))},
    }


def _off(code: Code) -> str:
    ways = how_to_switch_off(code)
    return "\n".join(("To switch it off, with a reason:", *ways)) if ways else FIRMLY


def _result(diagnostic: Diagnostic, indexes: dict[Code, int], folder: str) -> dict[str, object]:
    """SARIF 3.27; the other place is a related location (3.27.22)."""
    said = f"{diagnostic.message}\nhint: {diagnostic.hint}" if diagnostic.hint else diagnostic.message
    result: dict[str, object] = {
        "ruleId": diagnostic.code.value,
        "level": diagnostic.severity.value,
        "message": {"text": _plain(said)},
        "locations": [{"physicalLocation": _location(diagnostic.span, folder)}],
    }
    if diagnostic.code in indexes:
        result["ruleIndex"] = indexes[diagnostic.code]
    if diagnostic.other:
        where = {"id": 1, "physicalLocation": _location(diagnostic.other, folder)}
        result["relatedLocations"] = [where | {"message": {"text": "beside this place"}}]
    return result


def _plain(text: str) -> str:
    """What content says is no link: [text](1) would be one (SARIF 3.11.6)."""
    return re.sub(r"\[(?=[^\[\]]*\]\()", r"\\[", text)


def _location(span: Span, folder: str) -> dict[str, object]:
    region = {"startLine": span.line, "startColumn": span.col}
    end = end_of(span)
    return {
        "artifactLocation": {"uri": quote(folder + span.file, errors="surrogateescape")},
        "region": region | ({} if end is None else {"endColumn": end}),
    }
