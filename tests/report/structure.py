"""What PDF/UA-1 and PDF/A-3a ask of the structure of a file, told without veraPDF: a line a fault.

ISO 14289-1, 7.1 to 7.18; ISO 32000-1, 14.7 and 14.8; ISO 19005-3, 6.2.4.3, 6.6.4 and 6.7."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Object

_PAINTS = frozenset(("Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "EI"))
_STANDARD = re.compile(
    "Document|Part|Art|Sect|Div|BlockQuote|Caption|TOCI?|Index|NonStruct|P|H[1-6]?|L|LI|Lbl|LBody|Table|T[RHD]|THead|"
    "TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Figure|Formula|Form"
)
_INSIDE = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
}
"""What may stand directly in a tag (ISO 32000-1, tables 333, 336 and 337)."""


def faults(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as file:
        tree = list(walk_tags(file.Root.StructTreeRoot, None))
        return [
            *_catalogue(file),
            *_contents(file, tree),
            *_links(file, tree),
            *(line for tag, parent in tree for line in _tag(tag, parent)),
            *_headings(tag for tag, _ in tree),
            *_names(tag for tag, _ in tree),
        ]


def role_of(tag: Object) -> str:
    return str(tag.S)[1:]


def kids_of(tag: Object) -> list[Object]:
    kids = tag.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]  # type: ignore[call-overload]


def is_tag(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def walk_tags(tag: Object, parent: Object | None) -> Iterator[tuple[Object, Object]]:
    """Every tag with its parent, in reading order."""
    for kid in filter(is_tag, kids_of(tag)):
        yield kid, tag
        yield from walk_tags(kid, tag)


def _catalogue(file: pikepdf.Pdf) -> Iterator[str]:
    root = file.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "not marked"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the title is not shown"
    if not any(
        intent.S == "/GTS_PDFA1" and "/DestOutputProfile" in intent for intent in root.get("/OutputIntents", ())
    ):
        yield "no output intent"
    with file.open_metadata() as metadata:
        said = tuple(metadata.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part"))
        if said != ("3", "A", "1"):
            yield f"identified as {said}"
        if not metadata.get("dc:title"):
            yield "no title"


def _contents(file: pikepdf.Pdf, tree: list[tuple[Object, Object]]) -> Iterator[str]:
    """Everything drawn is an artifact or of one tag, and the parent tree leads to this one."""
    reached: dict[tuple[tuple[int, int], int], Object] = {}
    for tag, _ in tree:
        for kid in kids_of(tag):
            number = kid if isinstance(kid, int) else kid.get("/MCID") if not is_tag(kid) else None
            if number is not None:
                page = (tag if isinstance(kid, int) or "/Pg" not in kid else kid).Pg.objgen
                if (page, int(number)) in reached:
                    yield f"content {number} has two tags"
                reached[page, int(number)] = tag
    nums = file.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
    drawn = set()
    for at, page in enumerate(file.pages, start=1):
        if page.get("/Tabs") != "/S":
            yield f"page {at}: order of tabs"
        row = parents.get(int(page.get("/StructParents", -1)))
        for number in _marks(page):
            if number is None:
                yield f"page {at}: content without a mark"
                continue
            drawn.add((page.objgen, number))
            tag = reached.get((page.objgen, number))
            if tag is None:
                yield f"page {at}: content {number} has no tag"
            elif row is None or number >= len(row) or row[number].objgen != tag.objgen:
                yield f"page {at}: content {number} does not lead to its tag"
    yield from (f"a tag has content {number} that is not there" for _, number in sorted(reached.keys() - drawn))


def _marks(page: pikepdf.Page) -> Iterator[int | None]:
    """The numbers of what is marked, in order; None once for each thing that is drawn outside of marks."""
    stack: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            number = operands[1].get("/MCID") if name == "BDC" and isinstance(operands[1], Dictionary) else None
            stack.append("real" if number is not None else "artifact" if operands[0] == "/Artifact" else "")
            if number is not None:
                yield int(number)
        elif name == "EMC":
            stack.pop()
        elif name in _PAINTS and not any(stack):
            yield None


def _links(file: pikepdf.Pdf, tree: list[tuple[Object, Object]]) -> Iterator[str]:
    held = {kid.Obj.objgen: tag for tag, _ in tree for kid in kids_of(tag) if _is_reference(kid)}
    nums = file.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
    for at, page in enumerate(file.pages, start=1):
        for note in page.get("/Annots", ()):
            tag = held.get(note.objgen)
            if tag is None or role_of(tag) != "Link":
                yield f"page {at}: a link without its tag"
            elif parents.get(int(note.get("/StructParent", -1)), Dictionary()).objgen != tag.objgen:
                yield f"page {at}: a link does not lead to its tag"
            if not str(note.get("/Contents", "")):
                yield f"page {at}: a link says nothing"


def _is_reference(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"


def _tag(tag: Object, parent: Object) -> Iterator[str]:
    role, inside = role_of(tag), [role_of(kid) for kid in filter(is_tag, kids_of(tag))]
    if not _STANDARD.fullmatch(role):
        yield f"{role} is no standard tag"
    if tag.P.objgen != parent.objgen:
        yield f"{role} does not know its parent"
    if role in ("Figure", "Formula") and not str(tag.get("/Alt", tag.get("/ActualText", ""))).strip():
        yield f"{role} without words"
    if wrong := set(inside) - _INSIDE.get(role, set(inside)):
        yield f"{', '.join(sorted(wrong))} in {role}"
    if role == "Table":
        yield from _grid(tag)
    if role == "TH" and "/Scope" not in _attributes(tag):
        yield "TH without scope"


def _attributes(tag: Object) -> dict[str, Object]:
    found = tag.get("/A", Array())
    every = list(found) if isinstance(found, Array) else [found]  # type: ignore[call-overload]
    return {str(name): value for one in every if isinstance(one, Dictionary) for name, value in one.items()}


def _grid(table: Object) -> Iterator[str]:
    """Every row of each group is as wide as the others, with what reaches into it (7.5: regular)."""
    groups = [kid for kid in kids_of(table) if is_tag(kid) and role_of(kid) in ("THead", "TBody", "TFoot")] or [table]
    widths: set[int] = set()
    for group in groups:
        taken: Counter[int] = Counter()
        rows = [kid for kid in kids_of(group) if is_tag(kid) and role_of(kid) == "TR"]
        for at, row in enumerate(rows):
            for cell in filter(is_tag, kids_of(row)):
                said = _attributes(cell)
                high, wide = int(said.get("/RowSpan", 1)), int(said.get("/ColSpan", 1))
                for below in range(high):
                    taken[at + below] += wide
        widths |= set(taken.values())
        if len(taken) != len(rows):
            yield "a cell reaches out of its table"
    if len(widths) > 1:
        yield f"rows of {sorted(widths)} cells"


def _headings(tags: Iterator[Object]) -> Iterator[str]:
    before = 0
    for role in map(role_of, tags):
        if len(role) == 2 and role[0] == "H" and role[1].isdigit():
            level = int(role[1])
            if level > before + 1:
                yield f"{role} behind H{before}" if before else f"{role} is the first heading"
            before = level


def _names(tags: Iterator[Object]) -> Iterator[str]:
    every = list(tags)
    names = Counter(str(tag.ID) for tag in every if "/ID" in tag)
    yield from (f"two tags are called {name}" for name, number in names.items() if number > 1)
    yield from ("Note without name" for tag in every if role_of(tag) == "Note" and "/ID" not in tag)
    for tag in every:
        for name in _attributes(tag).get("/Headers", ()):  # type: ignore[attr-defined]
            if str(name) not in names:
                yield f"{role_of(tag)} names a head that is not there"
