"""What sentences of a language are made of, and how they are set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇々"


@dataclass(frozen=True, slots=True)
class ProseRule:
    r"""What must not stand in prose, as a regular expression over the text without its markup.

    `\p{Han}`, inside brackets, is a character of Han, and U+FFFC stands for what is no text: code, a formula, a {fact}.
    `code` is a `Code`. The place is that of the group `at`, or of all that matched; `{at}` of the message is what is
    there. `roles`: the kinds of text that it is about; all where there are none. `within`: the text holds this, too.
    `where`: it is about reports that have this more often. `certain`: it is an error."""

    code: str
    pattern: str
    message: str
    hint: str
    roles: tuple[str, ...] = ()
    within: str = ""
    where: str = ""
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """Words by which a language is known, in lower case: `common` ones stand in nearly every sentence, `finite` ones in
    hardly any title.

    `endings`: how words are inflected, each as the ending that is replaced and its replacement. `agreeing`:
    every word of a term is (recharges à quai), not the last alone. `pairs`: brackets and quotation marks, opening and
    closing. `small`: words that title case leaves small; none
    where the language has none. `held`: marks with the no-break space beside them, for which authors may type a plain
    one."""

    common: tuple[str, ...]
    finite: tuple[str, ...]
    endings: tuple[tuple[str, ...], ...] = ()
    pairs: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    agreeing: bool = False
    rules: tuple[ProseRule, ...] = ()


def expression(pattern: str) -> re.Pattern[str]:
    """Raises `re.error`."""
    return re.compile(pattern.replace(r"\p{Han}", _HAN))
