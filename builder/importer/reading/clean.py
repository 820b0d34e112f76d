"""The characters of a document: what no reader can see is taken out, line for line."""

from __future__ import annotations

import re

from builder.importer.reading.log import Log

_LINE_ENDS = re.compile("\r\n|\r|\x0b|\x0c|\x1c|\x1d|\x1e|\u2028|\u2029|\x85")
_C1 = re.compile("[\x80-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTIONS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u180e]")


def cleaned(text: str, log: Log) -> str:
    """The text with `\\n` alone between its lines; every line keeps its number but behind a lone carriage return.

    A C1 control is the Windows-1252 character that was meant (WHATWG Encoding, windows-1252); zero-width joiners stay,
    because scripts and emoji need them."""
    text = _mended(text.removeprefix("\ufeff"), log)
    for pattern, name in (
        (_CONTROLS, "control characters"),
        (_DIRECTIONS, "marks that turn the direction of text around"),
        (_INVISIBLE, "invisible spaces and soft hyphens"),
    ):
        if match := pattern.search(text):
            log.changed(text.count("\n", 0, match.start()) + 1, f"{name} were taken out")
            text = pattern.sub("", text)
    return text


def _mended(text: str, log: Log) -> str:
    text = text.replace("\r\n", "\n")
    if match := re.search("[\x80-\x84\x86-\x9f]", text):
        line = text.count("\n", 0, match.start()) + 1
        log.guessed(line, "control characters were read as the punctuation of Windows-1252 that they stand for")
        text = _C1.sub(_windows, text)
    text = _LINE_ENDS.sub("\n", text)
    if match := _SURROGATES.search(text):
        line = text.count("\n", 0, match.start()) + 1
        log.changed(line, "halves of characters (lone surrogates) became \ufffd")
        text = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
        text = _SURROGATES.sub("\ufffd", text)
    return text


def _windows(match: re.Match[str]) -> str:
    try:
        return match[0].encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return match[0]
