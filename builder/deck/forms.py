"""Slides and notes as their layouts make them: each layout is read once, and its slides are copies.

python-pptx reads a layout anew for every slide that is made on it, and searches each shape for what it is."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final, cast

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.presentation import CT_Presentation
from pptx.oxml.shapes.autoshape import CT_Shape
from pptx.oxml.slide import CT_NotesSlide, CT_Slide
from pptx.parts.slide import NotesSlidePart, SlidePart
from pptx.presentation import Presentation as Pptx
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide, SlideLayout

from builder.deck.furniture import replace_paragraphs
from builder.deck.identity import creation_id
from builder.deck.slots import Foot

_P14: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_CREATED: Final = "{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"
_DETACHED: Final = PackURI("/ppt/form.xml")
_FEET: Final = ("dt", "ftr", "sldNum")


@dataclass(frozen=True, slots=True)
class Form:
    """A layout, the slide that it makes, the indexes of its placeholders in their order, and its foot."""

    layout: SlideLayout
    element: CT_Slide
    indexes: tuple[int, ...]
    feet: tuple[Foot, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """A slide that was made and is still to be filled; `places` are its placeholders by index."""

    slide: Slide
    places: dict[int, SlidePlaceholder]
    feet: tuple[Foot, ...]


class Forms:
    """Makes the slides of a presentation that has none, and their notes."""

    def __init__(self, presentation: Pptx) -> None:
        self.presentation = presentation
        self._forms: dict[str, Form] = {}
        self._notes, self._said = self._notes_form()
        self._count = 0

    def slide(self, layout: SlideLayout, number: int, name: str) -> Blank:
        """The next slide, under that id; `name` is the one that its `p14:creationId` is made from."""
        key, main = str(layout.part.partname), self.presentation.part
        if key not in self._forms:
            self._forms[key] = self._form(layout)
        form = self._forms[key]
        self._count += 1
        uri = PackURI(f"/ppt/slides/slide{self._count}.xml")
        part = SlidePart(uri, CONTENT_TYPE.PML_SLIDE, main.package, deepcopy(form.element))
        part.relate_to(layout.part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
        listed = cast(CT_Presentation, main._element).get_or_add_sldIdLst()
        listed._add_sldId(rId=main.relate_to(part, RELATIONSHIP_TYPE.SLIDE), id=number)
        slide: Slide = part.slide
        shapes = [one for one in slide.shapes._spTree if isinstance(one, CT_Shape)]
        places = zip(form.indexes, shapes, strict=True)
        part._element.cSld.append(_created(creation_id(name)))
        return Blank(slide, {index: SlidePlaceholder(one, slide.shapes) for index, one in places}, form.feet)

    def add_notes(self, slide: Slide, paragraphs: list[str]) -> None:
        """Speaker notes, as `a:p` elements."""
        main = self.presentation.part
        uri = PackURI(str(slide.part.partname).replace("slide", "notesSlide"))
        part = NotesSlidePart(uri, CONTENT_TYPE.PML_NOTES_SLIDE, main.package, deepcopy(self._notes))
        part.relate_to(main.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
        part.relate_to(slide.part, RELATIONSHIP_TYPE.SLIDE)
        slide.part.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)
        replace_paragraphs(part._element.cSld.spTree[self._said].find(qn("p:txBody")), paragraphs)

    def _form(self, layout: SlideLayout) -> Form:
        part = SlidePart(_DETACHED, CONTENT_TYPE.PML_SLIDE, self.presentation.part.package, CT_Slide.new())
        part.relate_to(layout.part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
        part.slide.shapes.clone_layout_placeholders(layout)
        indexes = tuple(shape.placeholder_format.idx for shape in part.slide.shapes)
        held = list(layout.placeholders)
        kinds = ((str(one._element.xpath("string(.//p:ph/@type)")), one) for one in held)
        feet = tuple(Foot(kind, one.placeholder_format.idx, one.name) for kind, one in kinds if kind in _FEET)
        return Form(layout, part._element, indexes, feet)

    def _notes_form(self) -> tuple[CT_NotesSlide, int]:
        """A notes page of the template, and where in it what is said stands."""
        main = self.presentation.part
        part = NotesSlidePart(_DETACHED, CONTENT_TYPE.PML_NOTES_SLIDE, main.package, CT_NotesSlide.new())
        master = main.notes_master_part
        part.relate_to(master, RELATIONSHIP_TYPE.NOTES_MASTER)
        part.notes_slide.clone_master_placeholders(master.notes_master)
        frame = part.notes_slide.notes_placeholder
        assert frame is not None, "the notes master of the template has a body"
        element = cast(CT_NotesSlide, part._element)
        return element, list(element.cSld.spTree).index(frame._element)


def _created(number: int) -> Any:
    """What tells a slide from every other, wherever it is copied to ([MS-PPTX] 2.4.3.1)."""
    made = f'<p14:creationId xmlns:p14="{_P14}" val="{number}"/>'
    return parse_xml(f'<p:extLst {nsdecls("p")}><p:ext uri="{_CREATED}">{made}</p:ext></p:extLst>')
