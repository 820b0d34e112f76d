"""Files inside the report: the numbers of its charts, and the text it was made from (ISO 19005-3, 6.8 and annex E)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from builder.locales import Locale
from builder.model import Attached, Edition, Figure, Plot
from builder.report import chartdata
from builder.report.book import shown
from builder.report.figures import plot_address
from builder.text import plain

DATA, SOURCE = "Data", "Source"
"""What a file is to the report."""

_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
"""What names of files cannot hold on all systems."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """`relation` is DATA or SOURCE; `picture` is the address of the picture that shows it, empty for the report."""

    name: str
    media: str
    content: bytes
    relation: str
    description: str
    picture: str = ""


def attachments(edition: Edition, locale: Locale) -> Iterator[Attachment]:
    """The numbers of every chart, then the text of the edition, as far as its author lets them be attached."""
    words = locale.words.data
    for figure in shown(edition.document.sections) if Attached.DATA in edition.attach else ():
        if isinstance(figure, Figure) and isinstance(figure.content, Plot):
            name = figure.label or figure.id
            titled = locale.words.colon.join(filter(None, (name, plain(figure.caption))))
            yield Attachment(
                name=_file_name(name, ".csv"),
                media=chartdata.MEDIA,
                content=chartdata.write(figure.content, locale),
                relation=DATA,
                description=words.of_figure.replace("{name}", titled),
                picture=plot_address(figure),
            )
    for path, content in edition.files.items() if Attached.TEXT in edition.attach else ():
        name = _file_name(PurePosixPath(path).stem, ".md")
        yield Attachment(name, "text/markdown", content, SOURCE, words.of_text)


def _file_name(words: str, suffix: str) -> str:
    return " ".join(_UNSAFE.sub(" ", words).split())[:80].strip(" .") + suffix


def embed(files: Iterable[Attachment], pdf: Any, pictures: Mapping[str, Any]) -> None:
    """Put the files into the PDF, without dates; `pictures` are the tags of pictures by address."""
    import pydyf

    made: dict[str, Any] = {}
    for file in files:
        name = _unused(file.name, made)
        made[name] = _specification(file, name, pdf)
        owner = pictures.get(file.picture, pdf.catalog)
        owner.setdefault("AF", pydyf.Array()).append(made[name].reference)
    if made:
        listed = [entry for name in sorted(made, key=_key) for entry in (pydyf.String(name), made[name].reference)]
        names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
        names["EmbeddedFiles"] = pydyf.Dictionary({"Names": pydyf.Array(listed)})


def _key(name: str) -> bytes:
    """Name trees are in the order of the strings' bytes as they are written."""
    return name.encode("ascii") if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")


def _unused(name: str, taken: Mapping[str, Any]) -> str:
    stem, dot, suffix = name.rpartition(".")
    names = (name, *(f"{stem} ({number}){dot}{suffix}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)


def _plain_name(name: str) -> str:
    """For readers that know no Unicode names (ISO 32000-1, 7.11.2)."""
    stem, dot, suffix = name.rpartition(".")
    return (stem.encode("ascii", "ignore").decode().strip() or "data") + dot + suffix


def _specification(file: Attachment, name: str, pdf: Any) -> Any:
    import pydyf

    entries = {
        "Type": "/EmbeddedFile",
        "Subtype": "/" + file.media.replace("/", "#2f"),
        "Params": pydyf.Dictionary({"Size": len(file.content)}),
    }
    stream = pydyf.Stream([file.content], pydyf.Dictionary(entries), compress=True)
    pdf.add_object(stream)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(_plain_name(name)),
            "UF": pydyf.String(name),
            "Desc": pydyf.String(file.description),
            "AFRelationship": f"/{file.relation}",
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        }
    )
    pdf.add_object(specification)
    return specification
