"""Each kind of slide fitted to its frames: sizes stepped down, then split, the same way in every language.

`same` holds one slide a language; the answer holds that slide's parts a language, in equal numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, TypeAlias, TypeVar, assert_never

from builder.deck.codes import fit_code
from builder.deck.fit import fit_bodies
from builder.deck.flows import has_room, steps_of
from builder.deck.frames import Frame
from builder.deck.front import fit_agenda, fit_closing, fit_cover, fit_opener
from builder.deck.gauge import Gauge, Points, steps
from builder.deck.panels import fit_panels, hugged, panel_sizes
from builder.deck.sheets import fit_table_slides
from builder.deck.slides import (
    Agenda,
    Body,
    Bullets,
    ChartSlide,
    Closing,
    CodeSlide,
    Comparison,
    Cover,
    DeckSlide,
    KeyFigures,
    Marker,
    Pair,
    PictureSlide,
    ProcessSlide,
    SectionOpener,
    SourcesSlide,
    Statement,
    TableSlide,
)
from builder.deck.slots import BODY, Layout
from builder.deck.strip import needed, strip
from builder.deck.tiles import fit_tiles
from builder.diagnostics import Code, Diagnostic, Report, Severity

Parts: TypeAlias = tuple[tuple[DeckSlide, ...], ...]
S = TypeVar("S", bound=DeckSlide)
Bodied: TypeAlias = Bullets | Statement | ChartSlide | PictureSlide

_SPARSE: Final = 0.6
"""Share of the content zone under which a text is a statement rather than a list, or is set larger."""
_FEW: Final = 3


def fit_slides(same: tuple[DeckSlide, ...], gauge: Gauge, report: Report) -> Parts:
    """The parts of one slide, every language's in equal number where its slides are of one kind."""
    kind = type(same[0])
    if any(type(slide) is not kind for slide in same):
        return tuple(fit_slides((slide,), gauge, report)[0] for slide in same)
    fitter = _Fitter(gauge, report)
    parts = zip(*fitter.parts(_unmarked(same)), strict=True)
    return tuple(zip(*map(fitter.lifted, parts), strict=True))


def narrowed(same: tuple[DeckSlide, ...], kind: type[S]) -> tuple[S, ...]:
    return tuple(slide for slide in same if isinstance(slide, kind))


def _unmarked(same: tuple[DeckSlide, ...]) -> tuple[DeckSlide, ...]:
    """A list of one point needs no bullet."""
    out: list[DeckSlide] = []
    for slide in same:
        if not isinstance(slide, Bodied | ProcessSlide | Pair | TableSlide | KeyFigures):
            return same
        points = slide.body.points
        if len(points) != 1 or points[0].marker is not Marker.BULLET:
            return same
        out.append(replace(slide, body=Body((replace(points[0], marker=Marker.NONE),))))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Fitter:
    gauge: Gauge
    report: Report

    def parts(self, same: tuple[DeckSlide, ...]) -> Parts:
        gauge, first = self.gauge, same[0]
        match first:
            case Bullets():
                return self._bodied(narrowed(same, Bullets), gauge.zone, gauge.generous_steps())
            case Statement():
                return self._bodied(
                    narrowed(same, Statement), gauge.frame(Layout.STATEMENT, BODY), gauge.generous_steps()
                )
            case Closing():
                return tuple((fit_closing(slide, gauge),) for slide in narrowed(same, Closing))
            case ChartSlide():
                return self._beside(narrowed(same, ChartSlide), gauge.frame(Layout.CHART_TEXT, BODY))
            case PictureSlide():
                return self._beside(narrowed(same, PictureSlide), gauge.frame(Layout.PICTURE_TEXT, BODY))
            case CodeSlide():
                return fit_code(narrowed(same, CodeSlide), gauge)
            case SourcesSlide():
                return self._sources(narrowed(same, SourcesSlide))
            case ProcessSlide():
                return self._process(narrowed(same, ProcessSlide))
            case Pair():
                return self._noted(narrowed(same, Pair))
            case Cover():
                return tuple((fit_cover(slide, gauge),) for slide in narrowed(same, Cover))
            case SectionOpener():
                return tuple((fit_opener(slide, gauge),) for slide in narrowed(same, SectionOpener))
            case Agenda():
                return fit_agenda(narrowed(same, Agenda), gauge)
            case KeyFigures():
                return fit_tiles(narrowed(same, KeyFigures), gauge)
            case TableSlide():
                return fit_table_slides(narrowed(same, TableSlide), gauge)
            case Comparison():
                return fit_panels(narrowed(same, Comparison), gauge)
            case _:
                assert_never(first)

    def _bodied(self, same: tuple[Bodied, ...], frame: Frame, sizes: tuple[float, ...]) -> Parts:
        """The slide with as much of its text as its frame holds; the rest follows as bullets."""
        bodies = fit_bodies(tuple(slide.body.points for slide in same), frame, self.gauge.zone, sizes, self.gauge)
        return tuple(
            (replace(slide, body=parts[0]), *(Bullets(slide.head, body) for body in parts[1:]))
            for slide, parts in zip(same, bodies, strict=True)
        )

    def _beside(self, same: tuple[ChartSlide | PictureSlide, ...], frame: Frame) -> Parts:
        """The same with a panel beside evidence, which is as high as its text needs."""
        sizes = panel_sizes(tuple(slide.body.points for slide in same), frame, self.gauge)
        return tuple(
            tuple(
                replace(one, body=hugged(one.body, frame, self.gauge))
                if isinstance(one, ChartSlide | PictureSlide)
                else one
                for one in parts
            )
            for parts in self._bodied(same, frame, sizes)
        )

    def lifted(self, same: tuple[DeckSlide, ...]) -> tuple[DeckSlide, ...]:
        """Next to nothing is set as a statement, so that it does not look lost, if all languages have room for it: a
        short list, and what is left over from other slides."""
        lists = narrowed(same, Bullets)
        if len(lists) < len(same) or not any(self._is_sparse(slide.body) for slide in lists):
            return same
        if all(self._states(slide.body.points) for slide in lists):
            return self._statements(lists)
        return tuple(self._enlarged(slide) if self._is_sparse(slide.body) else slide for slide in lists)

    def _statements(self, lists: tuple[Bullets, ...]) -> tuple[Statement, ...]:
        frame, sizes = self.gauge.frame(Layout.STATEMENT, BODY), self.gauge.generous_steps()
        bodies = fit_bodies(tuple(slide.body.points for slide in lists), frame, frame, sizes, self.gauge)
        return tuple(Statement(slide.head, body) for slide, (body,) in zip(lists, bodies, strict=True))

    def _states(self, points: Points) -> bool:
        """Whether they find room under a statement."""
        return self.gauge.fits(points, self.gauge.sizes.body, self.gauge.frame(Layout.STATEMENT, BODY))

    def _enlarged(self, slide: Bullets) -> DeckSlide:
        """A list that is much shorter than in another language, at a size of its own; else a statement."""
        zone, sizes = self.gauge.zone, self.gauge.generous_steps()
        ((body,),) = fit_bodies((slide.body.points,), zone, zone, sizes, self.gauge)
        if self._is_sparse(body) and self._states(body.points):
            return self._statements(narrowed(_unmarked((slide,)), Bullets))[0]
        return replace(slide, body=body)

    def _is_sparse(self, body: Body) -> bool:
        """A few points that would be lost at any size, or text that at its own leaves half of the slide empty."""
        zone, points = self.gauge.zone, body.points
        if any(point.mono for point in points):
            return False
        few = len(points) <= _FEW and not any(point.level for point in points)
        short = replace(zone, height=_SPARSE * zone.height)
        if few and self.gauge.fits(points, self.gauge.generous_steps()[0], short):
            return True
        return self.gauge.spanned(body, zone) < _SPARSE * zone.height

    def _noted(self, same: tuple[ProcessSlide | Pair, ...]) -> Parts:
        """The slide with its text in a strip under the evidence; what the strip cannot hold follows as bullets."""
        bodies = tuple(slide.body.points for slide in same)
        under, stage = strip(bodies, self.gauge), self.gauge.stage
        parts = fit_bodies(bodies, stage.note(stage.highest_note), stage.zone, (under.size,), self.gauge)
        height = under.height
        if any(len(own) > 1 for own in parts):
            height = max(needed(own[0].points, under.size, self.gauge) for own in parts)
        return tuple(
            (
                replace(slide, body=replace(own[0], gap=0, height=height if own[0].points else 0)),
                *(Bullets(slide.head, body) for body in own[1:]),
            )
            for slide, own in zip(same, parts, strict=True)
        )

    def _process(self, same: tuple[ProcessSlide, ...]) -> Parts:
        """Over its text, or alone with the text after it, or, where a slide is too small for it, as a list."""
        noted = self._noted(same)
        firsts = narrowed(tuple(parts[0] for parts in noted), ProcessSlide)
        if all(self._has_room(slide) for slide in firsts):
            return noted
        alone = tuple(replace(slide, body=Body()) for slide in same)
        zone, sizes = self.gauge.zone, self.gauge.body_steps()
        texts = fit_bodies(tuple(slide.body.points for slide in same), zone, zone, sizes, self.gauge)
        if all(self._has_room(slide) for slide in alone):
            return tuple(
                (slide, *(Bullets(slide.head, body) for body in own if body.points))
                for slide, own in zip(alone, texts, strict=True)
            )
        self._too_large(same[0])
        listed = (Bullets(s.head, Body((*steps_of(s.flow), *s.body.points))) for s in same)
        return self._bodied(tuple(listed), zone, self.gauge.generous_steps())

    def _has_room(self, slide: ProcessSlide) -> bool:
        stage = self.gauge.stage
        zone = stage.above(stage.evidence, slide.body.height) if slide.body.points else stage.evidence
        return has_room(slide.flow, self.gauge, zone)

    def _too_large(self, slide: ProcessSlide) -> None:
        floor = self.gauge.sizes.label_floor
        message = f"the process '{slide.flow.id}' does not fit a slide at {floor:g} pt: its steps are listed instead"
        hint = "shorten its labels, or show it in parts"
        self.report(Diagnostic(slide.head.span, Code.SLIDE_OVERFLOW, message, hint, Severity.WARNING))

    def _sources(self, same: tuple[SourcesSlide, ...]) -> Parts:
        """On as few slides as the smallest size allows, at the largest that needs no more."""
        points = tuple(slide.body.points for slide in same)
        sizes = steps(self.gauge.sizes.body, self.gauge.sizes.label_floor, 1)
        zone = self.gauge.zone
        tried = [fit_bodies(points, zone, zone, (size,), self.gauge) for size in sizes]
        fewest = min(len(bodies[0]) for bodies in tried)
        bodies = next(bodies for bodies in tried if len(bodies[0]) == fewest)
        return tuple(tuple(replace(slide, body=body) for body in own) for slide, own in zip(same, bodies, strict=True))
