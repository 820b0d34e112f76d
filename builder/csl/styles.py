"""CSL styles: those that ship with Builder, and whether a project's own can be used.

A style is untrusted: it is parsed without entities and network, and how much it may print is bounded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from builder.model import CitationStyle
from builder.theme import default_assets

if TYPE_CHECKING:
    from lxml import etree

CSL: Final = "http://purl.org/net/xbiblio/csl"
_CS: Final = f"{{{CSL}}}"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
MAX_STYLE: Final = 2**20
_MOST_ELEMENTS: Final = 5_000_000
"""Elements of a style with its macros written out; the largest shipped style has a million and a quarter."""
_MOST_NESTED: Final = 60


@dataclass(frozen=True, slots=True)
class StyleFault:
    """Why a file is no usable style, and the line (1-based; 0: all of it)."""

    message: str
    hint: str
    line: int = 0


def known_styles() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (default_assets() / "csl").glob("*.csl")))


@cache
def shipped_style(name: str) -> CitationStyle:
    return CitationStyle(name, (default_assets() / "csl" / f"{name}.csl").read_bytes())


def style_fault(content: bytes) -> StyleFault | None:
    """What keeps a project's own style from being used: the first fault of it."""
    import citeproc
    from lxml import etree

    if len(content) > MAX_STYLE:
        return StyleFault(f"the style is larger than {MAX_STYLE >> 20} MiB", "choose another style")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return StyleFault(f"the style is no XML: {error.msg}", "download it anew", error.lineno or 0)
    if root.getroottree().docinfo.internalDTD is not None:
        return StyleFault("the style declares a document type", "remove <!DOCTYPE …>")
    if root.tag != f"{_CS}style":
        return StyleFault("the file is no CSL style: its root is not <style>", "a .csl file of citationstyles.org")
    for link in root.iterfind(f"{_CS}info/{_CS}link[@rel='independent-parent']"):
        parent = str(link.get("href", "")).rsplit("/", 1)[-1]
        return StyleFault(f"the style only points to '{parent}'", "use the style that it points to", _line(link))
    if root.get("class") != "in-text":
        return StyleFault("the style cites in footnotes", "use one that cites in the text", _line(root))
    schema = etree.RelaxNG(etree.parse(citeproc.SCHEMA_PATH))
    if not schema.validate(root):
        first = schema.error_log[0]
        return StyleFault(f"the style is no CSL 1.0: {first.message}", "correct it, or download it anew", first.line)
    return _walk(root)


def _line(element: etree._Element) -> int:
    return element.sourceline if isinstance(element.sourceline, int) else 0


def _walk(root: etree._Element) -> StyleFault | None:
    """Whether the style has a bibliography, and its macros an end."""
    if root.find(f"{_CS}bibliography") is None:
        return StyleFault("the style has no bibliography", "use one that lists what is cited")
    langs = [str(one.get(_LANG, "")) for one in root.iterfind(f"{_CS}locale")]
    if doubled := next((lang for lang in langs if langs.count(lang) > 1), None):
        return StyleFault(f"the style has two locales for '{doubled}'", "join them")
    macros = {str(macro.get("name")): macro for macro in root.iterfind(f"{_CS}macro")}
    sizes: dict[str, int] = {}

    def size(node: etree._Element, above: tuple[str, ...]) -> int:
        """Raises RecursionError with the name of the macro at fault."""
        total = 0
        for element in node.iter(f"{_CS}*"):
            total += 1
            name = element.get("macro")
            if name is None:
                continue
            if name in above or name not in macros or len(above) > _MOST_NESTED:
                raise RecursionError(name)
            if name not in sizes:
                sizes[name] = size(macros[name], (*above, str(name)))
            total += sizes[name]
        return total

    try:
        total = sum(
            size(part, ()) for part in root.iterfind("*") if part.tag in (f"{_CS}citation", f"{_CS}bibliography")
        )
    except RecursionError as error:
        return StyleFault(f"the style's macro '{error}' is not there, or calls itself", "correct it")
    if total > _MOST_ELEMENTS:
        return StyleFault("the style's macros call each other too often", "choose another style")
    return None


def is_tag(lang: str) -> bool:
    """Whether it is a language tag (BCP 47) as citeproc can be asked for it."""
    return re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", lang) is not None
