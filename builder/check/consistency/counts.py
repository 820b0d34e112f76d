"""How many there are to be, and how many are listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from builder.check.consistency.finding import Finding, key
from builder.check.consistency.passages import Edition, Mention, Passage
from builder.check.context import walk_sections
from builder.diagnostics import Code
from builder.model import Items, Only, Paragraph

_LEADS = re.compile(r"[:：]\s*$")
_STOP = re.compile(r"[。！？；;!?:：]|\.\s")
_COMMA = re.compile(r"[,，]")
_MOST = 20


def counted(edition: Edition) -> Iterator[Finding]:
    """A paragraph that ends with a colon and says a number of things, above a list of more or fewer."""
    by_span = {passage.span: passage for passage in edition.passages}
    for section in walk_sections(edition.document.sections):
        blocks = [block for block in section.blocks if not isinstance(block, Only)]
        for lead, listed in pairwise(blocks):
            if isinstance(lead, Paragraph) and isinstance(listed, Items) and lead.span in by_span:
                yield from _led(edition, by_span[lead.span], len(listed.items))


def _led(edition: Edition, passage: Passage, real: int) -> Iterator[Finding]:
    if not _LEADS.search(passage.text):
        return
    last = _STOP.split(_LEADS.sub("", passage.text))[-1]
    begin = len(_LEADS.sub("", passage.text)) - len(last)
    said = [mention for mention in passage.mentions if mention.quantity.start >= begin and mention.amount is not None]
    things = [mention for mention in said if _is_count(mention)]
    behind = passage.text[things[0].quantity.end :] if things else ""
    if _COMMA.search(behind):  # "in both examples, there are:"
        return
    if len(things) == 1 and things[0].value != real:
        message = f"{key(things[0].value)} are announced, and the list has {real}"
        keys = (passage.section, key(things[0].value), str(real))
        yield Finding(Code.OTHER_MEMBERS, keys, edition.place(passage, things[0]), message)


def _is_count(mention: Mention) -> bool:
    quantity = mention.quantity
    small = mention.single and 2 <= mention.value <= _MOST and mention.value == int(mention.value)
    return small and quantity.unit == "count" and not quantity.ordinal and bool(quantity.counter or quantity.noun)
