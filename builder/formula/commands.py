"""The commands of TeX that are more than a character: fractions, roots, accents, brackets, text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.diagnostics import did_you_mean
from builder.formula import framed, notation, symbols, texts
from builder.formula.grids import environment, grid_or_row
from builder.formula.tokens import Fault, Token
from builder.formula.tree import (
    EMPTY,
    Accent,
    Border,
    Classed,
    Delimiter,
    Enclosed,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Node,
    Phantom,
    Root,
    Row,
    Shape,
    Space,
    Stack,
    Symbol,
    kind_of,
)

if TYPE_CHECKING:
    from builder.formula.parse import Reader

_SIZES: Final = {"big": 1.2, "Big": 1.8, "bigg": 2.4, "Bigg": 3.0}
_SIDES: Final = {"": Kind.ORDINARY, "l": Kind.OPEN, "r": Kind.CLOSE, "m": Kind.RELATION}
_KINDS: Final = {
    "mathop": Kind.LARGE,
    "mathrel": Kind.RELATION,
    "mathbin": Kind.BINARY,
    "mathord": Kind.ORDINARY,
    "mathopen": Kind.OPEN,
    "mathclose": Kind.CLOSE,
    "mathpunct": Kind.PUNCTUATION,
    "mathinner": Kind.INNER,
}
_BORDERS: Final = {
    "boxed": Border.BOX,
    "fbox": Border.BOX,
    "cancel": Border.RISING,
    "bcancel": Border.FALLING,
    "xcancel": Border.CROSSED,
}
_PHANTOMS: Final = {"phantom": (True, True), "hphantom": (True, False), "vphantom": (False, True)}
_IGNORED: Final = frozenset(
    [
        "nonumber",
        "notag",
        "limits",
        "nolimits",
        "displaylimits",
        "allowbreak",
        "nobreak",
        "strut",
        "mathstrut",
        "relax",
        "normalsize",
        "small",
        "large",
        "Large",
        "tiny",
        "scriptsize",
        "footnotesize",
        "leavevmode",
        "noindent",
        "centering",
    ]
)
_DROPPED: Final = {"color": 1, "require": 1, "vspace": 1, "cline": 1, "rule": 2, "setlength": 2}
"""Commands whose arguments say nothing that is printed, and how many they have."""

_PASSED: Final = frozenset(("textcolor", "colorbox", "class", "cssId", "style", "href", "htmlClass", "htmlId"))
"""Commands of two arguments, of which the second is the formula."""

_KNOWN: Final = [
    "frac",
    "dfrac",
    "tfrac",
    "cfrac",
    "binom",
    "dbinom",
    "tbinom",
    "sqrt",
    "left",
    "right",
    "middle",
    "begin",
    "end",
    "text",
    "operatorname",
    "overset",
    "underset",
    "stackrel",
    "substack",
    "not",
    "pmod",
    "bmod",
    "mod",
    "pod",
    "tag",
    "label",
    "displaystyle",
    "textstyle",
    "phantom",
    "boxed",
    "ket",
    "bra",
    "braket",
]


def read(reader: Reader) -> Node | None:
    token = reader.take()
    name = token.text[1:]
    if name in notation.SPACES:
        return Space(notation.SPACES[name])
    if name in ("left", "begin"):
        reader.deeper(token)
        node = _fence(reader, token) if name == "left" else environment(reader, token)
        reader.depth -= 1
        return node
    if name in notation.TEXTS:
        return texts.text(reader, notation.TEXTS[name])
    if name in notation.FACES:
        return texts.in_face(reader, notation.FACES[name])
    return _marked(reader, name, token)


def _marked(reader: Reader, name: str, token: Token) -> Node | None:
    """Commands with arguments that are formulas."""
    if name in ("frac", "dfrac", "tfrac", "cfrac"):
        display = {"dfrac": True, "cfrac": True, "tfrac": False}.get(name)
        return Fraction(reader.argument(), reader.argument(), display=display)
    if name in ("binom", "dbinom", "tbinom"):
        display = {"dbinom": True, "tbinom": False}.get(name)
        return Fenced("(", Fraction(reader.argument(), reader.argument(), False, display), ")")
    if name == "sqrt":
        return _root(reader)
    if name in notation.ACCENTS:
        return Accent(reader.argument(), notation.ACCENTS[name])
    if name in notation.WIDE:
        return Accent(reader.argument(), notation.WIDE[name], wide=True)
    if name in notation.UNDER:
        return Accent(reader.argument(), notation.UNDER[name], under=True, wide=True)
    if name in notation.ARROWS:
        under = reader.optional()
        arrow = Accent(EMPTY, notation.ARROWS[name], wide=True)
        return Stack(arrow, reader.argument(), under, Kind.RELATION)
    if name in ("overset", "stackrel", "underset"):
        mark, base = reader.argument(), reader.argument()
        kind = Kind.RELATION if name == "stackrel" else kind_of(base)
        return Stack(base, None if name == "underset" else mark, mark if name == "underset" else None, kind)
    if name in _BORDERS:
        return Enclosed(reader.argument(), _BORDERS[name])
    if name in _PHANTOMS:
        return Phantom(reader.argument(), *_PHANTOMS[name])
    if name in _KINDS:
        return Classed(reader.argument(), _KINDS[name])
    return _named(reader, name, token)


def _named(reader: Reader, name: str, token: Token) -> Node | None:
    """Names, modulus, physics' brackets, and what is not printed."""
    if name in ("operatorname", "operatornamewithlimits", "DeclareMathOperator"):
        limits = name != "operatorname" or reader.peek() == "*"
        if reader.peek() == "*":
            reader.take()
        text = "".join(one.text.removeprefix("\\").strip(",:;! ") or " " for one in reader.raw())
        function = Symbol(text.strip() or " ", Kind.FUNCTION)
        return Classed(function, Kind.LARGE) if limits else function
    if name in ("pmod", "pod", "mod", "bmod"):
        return _modulus(reader, name)
    if name == "not":
        target = reader.argument()
        return symbols.negated(target) if isinstance(target, Symbol) else Enclosed(target, Border.RISING)
    if name == "substack":
        reader.open()
        rows = reader.rows(frozenset("}"))
        reader.close()
        return Grid(Shape.LINES, tuple(rows), "c", small=True)
    if name in ("ket", "bra", "braket", "Ket", "Bra", "Braket"):
        left, right = {"k": ("|", "⟩"), "b": ("⟨", "|")}[name[0].lower()]
        return Fenced(left, reader.argument(), "⟩" if name.lower() == "braket" else right)
    if name in framed.NAMES:
        return framed.read(reader, name)
    if name in ("smash", "ensuremath", "mathchoice", "mathstrut", "vcenter", "mathllap", "mathrlap", "mathclap"):
        return reader.argument()
    return _silent(reader, name, token)


def _silent(reader: Reader, name: str, token: Token) -> Node | None:
    if name in ("tag", "label"):
        if reader.peek() == "*":
            reader.take()
        text = reader.raw_text().strip()
        if name == "tag":
            reader.tag = reader.tag or text
        else:
            reader.label = reader.label or text
        return None
    if name in ("hspace", "mspace", "kern", "mkern", "hskip", "mskip"):
        return texts.length(reader, token)
    if name in _DROPPED:
        if reader.peek() == "*":
            reader.take()
        if reader.peek() == "[":
            reader.optional()
        for _ in range(_DROPPED[name]):
            reader.raw()
        return None
    if name in _PASSED:
        reader.raw()
        return reader.argument()
    if name in _IGNORED:
        return None
    return _symbol(reader, name, token)


def _symbol(reader: Reader, name: str, token: Token) -> Node:
    if name in notation.FUNCTIONS:
        return Symbol(name, Kind.FUNCTION, tex=token.text)
    if name in notation.LIMITS:
        return Classed(Symbol(notation.LIMITS[name], Kind.FUNCTION, tex=token.text), Kind.LARGE)
    size, side = name.rstrip("lrm"), name[len(name.rstrip("lrm")) :]
    if size in _SIZES and side in _SIDES:
        return Delimiter(_delimiter(reader, token), _SIZES[size], _SIDES[side])
    if name == "middle":
        return Delimiter(_delimiter(reader, token), 0, Kind.RELATION)
    if name in ("right", "end"):
        reader.at -= 1
        raise reader.unexpected()
    if symbol := symbols.of_command(name):
        return reader.faced(symbol) if symbol.kind is Kind.ORDINARY else symbol
    known = [*_KNOWN, *notation.FACES, *notation.ACCENTS, *notation.WIDE, *notation.FUNCTIONS, *symbols.commands()]
    near = did_you_mean(name, known) if name.isalpha() else ""
    hint = near if near.startswith("did you mean") else "write it with commands of LaTeX and amsmath"
    message = f"no command '{token.text}'"
    raise Fault(message, hint.replace("'", "'\\", 1) if near else hint, token.offset, len(token.text))


def _root(reader: Reader) -> Node:
    degree = reader.optional()
    return Root(reader.argument(), degree)


def _modulus(reader: Reader, name: str) -> Node:
    function = Symbol("mod", Kind.FUNCTION, tex="\\mod")
    if name == "bmod":
        return Classed(Symbol("mod", Kind.FUNCTION, tex="\\bmod"), Kind.BINARY)
    argument = reader.argument()
    inside = (argument,) if name == "pod" else (function, Space(1 / 3), argument)
    if name == "mod":
        return Row((Space(1.0), *inside))
    return Row((Space(1.0), Symbol("(", Kind.OPEN), *inside, Symbol(")", Kind.CLOSE)))


def _fence(reader: Reader, opened: Token) -> Node:
    left = _delimiter(reader, opened)
    body = grid_or_row(reader.rows(frozenset(("\\right",))))
    if reader.peek() != "\\right":
        raise Fault("this \\left has no \\right", "write \\right. where nothing is to be drawn", opened.offset, 5)
    return Fenced(left, body, _delimiter(reader, reader.take()))


def _delimiter(reader: Reader, before: Token) -> str:
    token = reader.take()
    if token.text not in notation.DELIMITERS:
        hint = "such as ( ) [ ] \\{ \\} | \\langle \\rangle, or . for none"
        message = f"'{token.text}' is no bracket for {before.text}"
        raise Fault(message, hint, token.offset, len(token.text))
    return notation.DELIMITERS[token.text]
