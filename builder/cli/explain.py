"""What each code means, for authors: the texts of explanations.toml, and how they are shown."""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.diagnostics import FIRM, Code

_FILE: Final = Path(__file__).with_name("explanations.toml")
_WIDTH: Final = 88
FIRMLY: Final = "It cannot be switched off: without it no report can be made."


@dataclass(frozen=True, slots=True)
class Explanation:
    """`title`: a line. `wrong` and `right`: the same thing as an author would type it, before and after."""

    title: str
    meaning: str
    why: str
    wrong: str
    right: str
    mend: str


def explanations() -> Mapping[Code, Explanation]:
    """Every code's, in the order of the codes. Raises TypeError where a field lacks or has no place."""
    tables = tomllib.loads(_FILE.read_text("utf-8"))
    return {code: Explanation(**tables[code.value]) for code in Code if code.value in tables}


def how_to_switch_off(code: Code) -> tuple[str, ...]:
    """What an author types, and where, a line each; nothing where the rule stays on."""
    if code in FIRM:
        return ()
    return (
        f"<!-- builder: off {code.value}: the reason -->     above a block, or behind the text of a line",
        f"# builder: off {code.value}: the reason     the same in a YAML file",
        f"off: {{{code.value}: the reason}}     in report.yaml, for the whole report",
    )


def listing() -> str:
    """Every code with its title, a line each."""
    texts = explanations()
    width = max(len(code.value) for code in texts)
    return "\n".join(f"{code.value:<{width}}  {text.title}" for code, text in texts.items())


def explained(code: Code) -> str:
    text = explanations()[code]
    parts = (
        f"{code.value}: {text.title}",
        _filled(text.meaning),
        _filled(f"Why: {text.why}"),
        _example("Wrong", text.wrong),
        _example("Right", text.right),
        _filled(f"To mend: {text.mend}"),
        _example("To switch it off, with a reason", "\n".join(how_to_switch_off(code)))
        if code not in FIRM
        else _filled(FIRMLY),
    )
    return "\n\n".join(parts)


def _filled(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


def _example(word: str, text: str) -> str:
    return f"  {word}:\n{textwrap.indent(text.strip(chr(10)), '      ')}"
