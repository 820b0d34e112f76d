r"""Commands that authors define (`\newcommand`, `\def`, `\DeclareMathOperator` …): what they stand for.

A formula is expanded before it is read, so that nobody behind knows of macros. Definitions are global, as those of web
pages are: groups do not end them. Everything is bounded, so that a formula that doubles itself is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from builder.formula.tokens import Fault, Token, Tokens, tokens_of
from builder.formula.tree import Misread

_NEW: Final = ("\\newcommand", "\\renewcommand", "\\providecommand", "\\DeclareRobustCommand")
_OPERATOR: Final = "\\DeclareMathOperator"
_PAIRED: Final = "\\DeclarePairedDelimiter"
_DEF: Final = ("\\def", "\\gdef", "\\edef", "\\xdef")
_LET: Final = "\\let"
_BEFORE: Final = ("\\long", "\\global", "\\protected", "\\outer")
DEFINING: Final = (*_NEW, _OPERATOR, _PAIRED, *_DEF, _LET)
"""What a definition begins with."""

_MOST_STEPS: Final = 1000
"""Macros that stand for something in one formula."""

_MOST_TOKENS: Final = 4000
"""Tokens of a formula once it is expanded."""

_MOST_ARGUMENTS: Final = 9


@dataclass(frozen=True, slots=True)
class Macro:
    r"""`default` is what the first argument is where it is not written. `stretched` is what it stands for with a star.
    A `final` one is a command of TeX's own, whatever that is defined to be later (`\let`)."""

    body: tuple[str, ...]
    arguments: int = 0
    default: tuple[str, ...] | None = None
    stretched: tuple[str, ...] | None = None
    final: bool = False


Macros = Mapping[str, Macro]
NONE: Final[Macros] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Expansion:
    """`tex` without macros. `places` says for each of its characters where it comes from: the offset and length of
    what is typed; empty where nothing was changed. `macros` are those that hold behind it."""

    tex: str
    places: tuple[tuple[int, int], ...]
    macros: Macros

    def typed(self, offset: int, length: int) -> tuple[int, int]:
        """The place in the typed formula of a piece of the expanded one."""
        if not self.places:
            return offset, length
        at, own = self.places[min(offset, len(self.places) - 1)]
        return at, max(own, min(length, 1))


def expand(tex: str, macros: Macros = NONE) -> Expansion | Misread:
    """The formula without definitions, and with what they define in the place of its macros."""
    tokens = tokens_of(tex)
    if not any(token.text in DEFINING or token.text in macros for token in tokens):
        return Expansion(tex, (), macros)
    try:
        return _Expander(tokens, len(tex), macros).run()
    except Fault as fault:
        return fault.misread


class _Expander(Tokens):
    def __init__(self, tokens: list[Token], end: int, macros: Macros) -> None:
        super().__init__(tokens[::-1], end)
        self.macros = dict(macros)
        self.out: list[Token] = []
        self.steps = 0

    def run(self) -> Expansion:
        while self.tokens:
            token = self._next()
            if token.text in _BEFORE:
                continue
            if token.text in DEFINING:
                self._define(token)
            elif macro := self.macros.get(token.text):
                self._replace(token, macro)
            else:
                self.out.append(token)
        return self._joined()

    # The tokens that are still to come lie on a stack, the next one last: what a macro stands for is put on it.

    def peek(self) -> str:
        while self.tokens and self.tokens[-1].text == " ":
            self.tokens.pop()
        return self.tokens[-1].text if self.tokens else ""

    def take(self) -> Token:
        self.peek()
        return self._next()

    def _next(self) -> Token:
        if not self.tokens:
            raise Fault("the formula ends where more should come", "complete it", max(self.end - 1, 0))
        return self.tokens.pop()

    def raw(self) -> list[Token]:
        """A group without its braces, or one token."""
        first = self.take()
        if first.text != "{":
            return [first]
        found: list[Token] = []
        depth = 1
        while self.tokens:
            token = self.tokens.pop()
            depth += {"{": 1, "}": -1}.get(token.text, 0)
            if not depth:
                return found
            found.append(token)
        raise Fault("this { is never closed", "write a } where the group ends", first.offset)

    def _option(self) -> list[Token] | None:
        if self.peek() != "[":
            return None
        opened = self.take()
        found: list[Token] = []
        depth = 0
        while self.tokens:
            token = self.tokens.pop()
            depth += {"{": 1, "}": -1}.get(token.text, 0)
            if token.text == "]" and not depth:
                return found
            found.append(token)
        raise Fault("this [ is never closed", "write a ] where the option ends", opened.offset)

    def _star(self) -> bool:
        starred = self.peek() == "*"
        if starred:
            self.take()
        return starred

    # --- definitions

    def _define(self, token: Token) -> None:
        starred = self._star()
        name = self._name(token)
        if token.text == _LET:
            if self.peek() == "=":
                self.take()
            target = self.take().text
            self.macros[name] = self.macros.get(target) or Macro((target,), final=True)
        elif token.text == _OPERATOR:
            star = ("*",) if starred else ()
            macro = Macro(("\\operatorname", *star, "{", *_texts(self.raw()), "}"))
            self.macros[name] = self._checked(macro, token)
        elif token.text == _PAIRED:
            left, right = (tuple(text for text in _texts(self.raw()) if text != " ") for _ in range(2))
            stretched = ("\\left", *left, "#", "1", "\\right", *right)
            self.macros[name] = self._checked(Macro((*left, "#", "1", *right), 1, None, stretched), token)
        elif token.text in _DEF:
            self.macros[name] = self._by_def(token)
        else:
            macro = self._by_command(token)
            if token.text != "\\providecommand" or name not in self.macros:
                self.macros[name] = macro

    def _name(self, token: Token) -> str:
        names = [one for one in self.raw() if one.text != " "]
        if len(names) == 1 and names[0].text.startswith("\\") and names[0].text not in DEFINING:
            return names[0].text
        raise Fault(f"{token.text} defines no command here", rf"such as {token.text}{{\name}}", token.offset)

    def _by_command(self, token: Token) -> Macro:
        count = "".join(_texts(self._option() or [])).strip() or "0"
        if not count.isdecimal() or int(count) > _MOST_ARGUMENTS:
            raise Fault(f"'{count}' is no number of arguments", "0 to 9", token.offset, len(token.text))
        option = self._option()
        default = None if option is None else tuple(_texts(option))
        return self._checked(Macro(tuple(_texts(self.raw())), int(count), default), token)

    def _by_def(self, token: Token) -> Macro:
        arguments = 0
        while self.peek() != "{":
            sign, number = self.take(), self.take()
            arguments += 1
            if sign.text != "#" or number.text != str(arguments):
                hint = r"write \newcommand, or arguments as #1#2"
                raise Fault("arguments with signs between them are not understood", hint, sign.offset)
        return self._checked(Macro(tuple(_texts(self.raw())), arguments), token)

    def _checked(self, macro: Macro, token: Token) -> Macro:
        for sign, number in pairwise((*macro.body, "")):
            if sign == "#" and not ("1" <= number <= str(macro.arguments)):
                message = f"#{number} stands for no argument"
                raise Fault(message, f"this command has {macro.arguments}", token.offset, len(token.text))
        return macro

    # --- uses

    def _replace(self, token: Token, macro: Macro) -> None:
        self.steps += 1
        if macro.final:
            self.out.extend(Token(text, token.offset, token.length) for text in macro.body)
            return
        body = macro.body
        if macro.stretched and self._star():
            body = macro.stretched
        arguments: list[list[Token]] = []
        if macro.default is not None:
            given = self._option()
            default = [Token(text, token.offset, token.length) for text in macro.default]
            arguments.append(default if given is None else given)
        while len(arguments) < macro.arguments:
            if not self.peek():
                message = f"{token.text} has {macro.arguments} arguments"
                raise Fault(message, "write each in braces", token.offset, token.length)
            arguments.append(self.raw())
        made: list[Token] = []
        texts = iter(body)
        for text in texts:
            if text == "#":
                made.extend(arguments[int(next(texts)) - 1])
            else:
                made.append(Token(text, token.offset, token.length))
            if self.steps > _MOST_STEPS or len(made) + len(self.tokens) + len(self.out) > _MOST_TOKENS:
                message = f"{token.text} stands for more than a formula can hold"
                raise Fault(message, "does it stand for itself?", token.offset, token.length)
        self.tokens.extend(reversed(made))

    def _joined(self) -> Expansion:
        text = ""
        places: list[tuple[int, int]] = []
        for before, token in pairwise((Token("", 0), *self.out)):
            parted = before.text[:1] == "\\" and before.text[1:].isalpha() and token.text[0].isalpha()
            spelled = f" {token.text}" if parted else token.text
            text += spelled
            places += [(token.offset, token.length)] * len(spelled)
        return Expansion(text, tuple(places), MappingProxyType(self.macros))


def _texts(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]
