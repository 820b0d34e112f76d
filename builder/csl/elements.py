"""citeproc's elements, mended where they print what CSL 1.0.2 does not: one class each, with the reason.

Installed by `processor.parse`; the library's own classes stay as they are."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, Final

from citeproc import model
from citeproc.source import LiteralDate, VariableError
from citeproc.source import Name as Person
from citeproc.string import String

from builder.csl.items import Forms
from builder.csl.marked import KEPT, MARKS, unmarked
from builder.locales.indexing import ORDERS

_NUMERIC: Final = re.compile(r"\s*[A-Za-z]{0,3}\d+[A-Za-z]{0,3}(\s*[,&–-]\s*[A-Za-z]{0,3}\d+[A-Za-z]{0,3})*\s*")
_CONDITIONS: Final = {"type", "variable", "is-numeric", "is-uncertain-date", "locator", "position"}
_LEADING: Final = re.compile(f"[{MARKS}]*")


class _Cased(model.TextCased):  # type: ignore[misc]
    """Cases fail on text without the library's own type, change the letters of whole names, and forget the language of
    terms."""

    def case(self, text: Any, language: str | None = None) -> Any:
        if self.get("text-case") is None or KEPT in str(text):
            return text
        lead = _LEADING.match(str(text))[0]  # type: ignore[index]
        rest = str(text)[len(lead) :]
        language = language or self.get_root().lang
        return String(lead + str(super().case(String(rest), language))) if rest else text


class _Macros:
    """Macros by name from a table: the library searches the style each time, with the name inside an XPath."""

    def get_macro(self, name: str) -> Any:
        return self.get_root().macros[name]  # type: ignore[attr-defined]


class Locale(model.Locale):  # type: ignore[misc]
    """Terms are searched once; the library does so for each name and date. `told` are those of this locale."""

    def get_term(self, name: str, form: str | None = None, zero_padded: bool = False) -> Any:
        key = name, form, zero_padded
        if key not in self.told:
            try:
                self.told[key] = super().get_term(name, form, zero_padded)
            except IndexError:
                self.told[key] = None
        if self.told[key] is None:
            raise IndexError(name)
        return self.told[key]


class Text(_Macros, _Cased, model.Text):  # type: ignore[misc]
    """What was printed for a missing variable is printed once (`Reference`); the library looks at texts alone."""

    def _variable(self, item: Any, context: Any) -> Any:
        variable = self.get("variable")
        if self.get("form") == "short" and f"{variable}-short" in item.reference:
            variable += "-short"
        if variable == "citation-number":
            return item.number
        value = item.reference["page" if variable == "page-first" else variable]
        ranged = variable.startswith("page") and _NUMERIC.fullmatch(str(value))
        return self._process(value, variable) if ranged else value


class Number(_Cased, model.Number):  # type: ignore[misc]
    """What is no number stays as it is; languages without ordinals print plain numbers, not English ones."""

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        variable = self.get("variable")
        if variable == "citation-number":
            return str(item.number)
        value = item.reference["page" if variable == "page-first" else variable]
        return self._process(value, variable) if _NUMERIC.fullmatch(str(value)) else value

    def format_number(self, number: str) -> Any:
        plain = not self.get_root().ordinals and "ordinal" in self.get("form", "")
        return number if plain else super().format_number(number)


class Label(_Cased, model.Label):  # type: ignore[misc]
    pass


class Name_Part(_Cased, model.Name_Part):  # type: ignore[misc]  # noqa: N801
    """A name without one of its parts has no part to format."""

    def format_part(self, given: Any, family: Any) -> Any:
        if (given if self.get("name") == "given" else family) is None:
            return given, family
        return super().format_part(given, family)


class Date_Part(_Cased, model.Date_Part):  # type: ignore[misc]  # noqa: N801
    """A date of the style lays its attributes over those of the locale's: for itself, not for all that come after."""

    def render(self, *args: Any, **kwargs: Any) -> Any:
        own = dict(self.attrib)
        try:
            return super().render(*args, **kwargs)
        finally:
            self.attrib.clear()
            self.attrib.update(own)

    def process(self, date: Any, context: Any = None) -> Any:
        text = super().process(date, context)
        return text + _letter(self, date) if text and self.get("name") == "year" else text


class Date(model.Date):  # type: ignore[misc]
    """The letter of a year stands behind the first that is printed, unless the style says where (CSL 1.0.2, "Year
    Suffix"): there, and behind a date in words."""

    def process(self, item: Any, variable: Any = None, **kwargs: Any) -> Any:
        text = super().process(item, variable, **kwargs)
        with item.reference.silent():
            date = item.reference.get(variable or self.get("variable"))
        return text + _letter(self, date) if text and isinstance(date, LiteralDate) else text


def _letter(element: Any, date: Any) -> str:
    root = element.get_root()
    style = root if root.style is None else root.style
    return date["letter"]() if "letter" in date and not style.letters else ""


class Key(_Macros, model.Key):  # type: ignore[misc]
    """Sorted by what is read, not by marks, and as the language of each source sorts; numbers stay numbers."""

    def sort_keys(self, items: Any, context: Any) -> Any:
        for item in items:
            item.reference.begin()
        keys = super().sort_keys(items, context)
        keys = [unmarked(str(key)) if isinstance(key, str | list) else key for key in keys]
        if all(key is None or not isinstance(key, str) or re.fullmatch(r"\s*\d+\s*", key) for key in keys):
            return keys
        orders = (item.reference.order for item in items)
        return [ORDERS[order](key) if isinstance(key, str) else key for key, order in zip(keys, orders, strict=True)]


class Group(model.Group):  # type: ignore[misc]
    """A group is left out where it asks for variables and none is there, by what it asks for while it is printed: the
    library looks at what it might ask for in any of its branches."""

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        mark = item.reference.mark
        parts = []
        for child in self.iterchildren():
            own = {"delimiter": self.get("delimiter", "")} if isinstance(child, model.Choose) else {}
            try:
                part = child.render(item, context=context, **own, **kwargs)
            except VariableError:
                continue
            if part is not None:
                parts.append(part)
        asked = item.reference.since(mark)
        if not parts or (asked and not any(there for _, there in asked)):
            raise VariableError
        return self.join(parts)


class Name(model.Name):  # type: ignore[misc]
    """Of the first names of a citation as many are shown, and as much of each, as tell it from others."""

    def process(self, item: Any, variable: str, context: Any = None, sort_options: Any = None, **kwargs: Any) -> Any:
        reference = item.reference
        if not reference.naming or sort_options:
            return super().process(item, variable, context=context, sort_options=sort_options, **kwargs)
        people, cited = reference[variable], reference.cited

        def forms(person: Any) -> Forms:
            initials = {"form": "long"} if self.get_option("initialize-with", context) is not None else {}
            ways: tuple[dict[str, Any], ...] = ({}, initials, {"form": "long", "initialize-with": None})
            found = []
            for way in ways:
                with reference.standing(variable, [person]):
                    found.append(str(super(Name, self).process(item, variable, context, {"et-al-min": 0} | way)))
            return found[0], found[1], found[2]

        reference.people = tuple(partial(forms, person) for person in people)
        least = self.get_option("et-al-min", context)
        first = self.get_option("et-al-use-first", context) if least and len(people) >= least > 0 else len(people)
        reference.visible = min(len(people), max(first, cited.shown))
        options = {"et-al-use-first": reference.visible} | (
            {"et-al-min": 0} if reference.visible == len(people) else {}
        )
        given = [*cited.given, *[0] * len(people)]
        shown = [
            Person(literal=KEPT + forms(person)[much]) if much else person
            for person, much in zip(people, given, strict=False)
        ]
        with reference.standing(variable, shown):
            return super().process(item, variable, context, options if cited.shown else None)


class Names(model.Names):  # type: ignore[misc]
    """Names that are missing were asked for, and names that stood for others are not printed again; the first names of
    a citation are told, and left out where they stand before it already."""

    def process(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        reference = item.reference
        first = not reference.hides and reference.named is None
        if first and reference.cited.nameless:
            reference.named = ""
            reference.asked("names", True)
            return None
        before = reference.hides, reference.naming
        reference.hides, reference.naming = True, first or reference.naming
        try:
            for role in self.get("variable").split():
                if role not in reference:
                    reference.asked(role, False)
            text = super().process(item, *args, **kwargs)
            if first:
                reference.named = unmarked(str(text or ""))
            return text
        finally:
            reference.hides, reference.naming = before


class Substitute(model.Substitute):  # type: ignore[misc]
    """All that is printed in place of a name is printed once, in macros and dates, too; and it is there, be it only a
    word for what nobody knows."""

    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        reference = item.reference
        for child in self.getchildren():
            mark = reference.mark
            try:
                text = child.render(item, context=context, **kwargs)
            except VariableError:
                continue
            if text:
                reference.print_once(frozenset(name for name, there in reference.since(mark) if there))
                reference.asked("substitute", True)
                return text
        return None


class _Condition:
    """Conditions ask without printing; ranges and lists of numbers are numeric."""

    def _is_numeric(self, item: Any) -> list[bool]:
        with item.reference.silent():
            values = [item.reference.get(name) for name in self.get("is-numeric").split()]  # type: ignore[attr-defined]
        return [value is not None and _NUMERIC.fullmatch(str(value)) is not None for value in values]

    def _is_uncertain_date(self, item: Any) -> Any:
        with item.reference.silent():
            return super()._is_uncertain_date(item)  # type: ignore[misc]

    def render(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        """Whether sources are being told apart is a condition, too (CSL 1.0.2, "Choose")."""
        asked = self.get("disambiguate")  # type: ignore[attr-defined]
        if asked is None:
            return super().render(item, *args, **kwargs)  # type: ignore[misc]
        match = self.get("match", "all")  # type: ignore[attr-defined]
        held = item.reference.cited.told == (asked == "true")
        if match == "any" and held:
            return self.render_children(item, **kwargs)  # type: ignore[attr-defined]
        alone = not _CONDITIONS & set(self.attrib)  # type: ignore[attr-defined]
        if alone if match == "any" else held == (match == "none"):
            raise model.ConditionFailed
        return super().render(item, *args, **kwargs)  # type: ignore[misc]

    def _position(self, item: Any, context: Any) -> list[bool]:
        """Every citation is a first one: no style tells them apart without footnotes."""
        return [position == "first" for position in self.get("position").split()]  # type: ignore[attr-defined]


class If(_Condition, model.If):  # type: ignore[misc]
    pass


class Else_If(_Condition, model.Else_If):  # type: ignore[misc]  # noqa: N801
    pass


MENDED = (Locale, Text, Number, Label, Name_Part, Date_Part, Date, Key, Group, Name, Names, Substitute, If, Else_If)
