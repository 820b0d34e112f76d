"""YAML → plain values, with the place of every one of them.

Scalars are taken as the author typed them: `NO`, `1.10` and `12:30` are text. Anchors, aliases and tags are refused:
data needs none, and aliases can be made to explode.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from builder.diagnostics import Code, Diagnostic, Report, Span
from builder.load.malformed import malformed, marked

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
Place: TypeAlias = tuple[str | int, ...]
_MAX_DEPTH = 20


class Places:
    """Where each value of a YAML file stands."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._values: dict[Place, Span] = {}
        self._keys: dict[Place, Span] = {}

    def value(self, *place: str | int) -> Span:
        """The span of a value, or of the nearest thing around it."""
        return self._nearest(self._values, place)

    def key(self, *place: str | int) -> Span:
        """The span of a mapping's key, or of the value where there is none."""
        return self._keys.get(place) or self.value(*place)

    def entries(self) -> dict[str | int, dict[Place, Span]]:
        """What stands below each entry of the file: the spans of single values, and of the keys of all others."""
        found: dict[str | int, dict[Place, Span]] = {}
        for place, span in self._values.items():
            if len(place) > 1:
                below = found.setdefault(place[0], {})
                below[place[1:]] = span
                if key := self._keys.get(place[:-1]):
                    below[place[1:-1]] = key
        return found

    def _nearest(self, spans: Mapping[Place, Span], place: Place) -> Span:
        for length in range(len(place), -1, -1):
            if span := spans.get(place[:length]):
                return span
        return Span(self.file)

    def put(self, place: Place, value: Span, key: Span | None = None) -> None:
        self._values[place] = value
        if key is not None:
            self._keys[place] = key

    def note(self, place: Place, node: yaml.Node, key: yaml.Node | None = None) -> None:
        self.put(place, _span(self.file, node), None if key is None else _span(self.file, key))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value that is text: its place in the data, and in the file, from `start` to `end` with its quotation marks."""

    place: tuple[str, ...]
    text: str
    start: int
    end: int
    span: Span

    @property
    def piece(self) -> tuple[int, int]:
        return self.start, self.end


_Loader: TypeAlias = "type[yaml.SafeLoader | yaml.CSafeLoader]"

_FAST: _Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Many times as fast where libyaml is there; what it refuses is read again by PyYAML's own reader, for its words."""


def scalars(text: str, file: str) -> list[Scalar]:
    """The texts below mappings, in the order of the file; none where `compose` refuses it."""
    try:
        for event in yaml.parse(text, _FAST):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                return []
        node = yaml.compose(text, _FAST)
    except (yaml.YAMLError, RecursionError):
        return []
    return list(_scalars(node, (), text, file)) if node is not None else []


def _scalars(node: yaml.Node, place: tuple[str, ...], text: str, file: str) -> Iterator[Scalar]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield from _scalars(value, (*place, str(key.value)), text, file)
    elif isinstance(node, yaml.ScalarNode) and (said := _scalar(node)) is not None:
        start = node.start_mark.index
        end = start + len(text[start : node.end_mark.index].rstrip())
        yield Scalar(place, said, start, end, _span(file, node))


class Unreadable:
    """No YAML could be made of the text."""


def compose(text: str, places: Places, report: Report) -> Plain | Unreadable:
    try:
        return _composed(text, places, report, _FAST)
    except yaml.YAMLError:
        pass
    try:
        return _composed(text, places, report, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        report(malformed(error, text, places.file))
    except yaml.reader.ReaderError as error:
        line, column = text.count("\n", 0, error.position) + 1, error.position - text.rfind("\n", 0, error.position)
        message = f"the character U+{ord(text[error.position]):04X} cannot stand here"
        report(Diagnostic(Span(places.file, line, column), Code.MALFORMED_YAML, message, hint="remove it"))
    return Unreadable()


def _composed(text: str, places: Places, report: Report, loader: _Loader) -> Plain | Unreadable:
    """Raises yaml.YAMLError."""
    depth = 0
    for event in yaml.parse(text, loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        refused = ""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or _tagged(event):
            refused, hint = "anchors, aliases and tags are not used here", "write the value out, or quote it"
        elif depth > _MAX_DEPTH:
            refused, hint = "nested too deeply", f"no more than {_MAX_DEPTH} lists and mappings in each other"
        if refused:
            span = marked(places.file, event.start_mark)
            report(Diagnostic(span, Code.MALFORMED_YAML, refused, hint=hint))
            return Unreadable()
    node = yaml.compose(text, loader)
    return None if node is None else _plain(node, (), places, report)


def _tagged(event: yaml.Event) -> bool:
    return getattr(event, "tag", None) not in (None, "!")


def _plain(node: yaml.Node, place: Place, places: Places, report: Report) -> Plain:
    places.note(place, node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*place, i), places, report) for i, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Plain] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                message, hint = "a key is a word, not a list or mapping", "quote what begins with [ or {"
                report(Diagnostic(_span(places.file, key), Code.MALFORMED_YAML, message, hint=hint))
                continue
            if key.value in result:
                message = f"'{key.value}' stands twice"
                report(Diagnostic(_span(places.file, key), Code.DUPLICATE_ID, message, hint="remove or rename one"))
                continue
            result[key.value] = _plain(value, (*place, key.value), places, report)
            places.note((*place, key.value), value, key)
        return result
    return _scalar(node)


def _scalar(node: yaml.Node) -> str | None:
    plain_null = not getattr(node, "style", None) and node.value in ("", "~", "null")
    return None if plain_null else str(node.value)


def _span(file: str, node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    width = end.column + 1 if end.line == start.line else 0
    return Span(file, start.line + 1, start.column + 1, width)
