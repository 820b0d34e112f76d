"""What makes a tagged file one for archives and for everyone at once: PDF/A-3a (ISO 19005-3), PDF/UA-1 (ISO 14289-1).

WeasyPrint 70 writes one of the two (WeasyPrint #2467, #2783). It is asked for PDF/A-3a, with the colours of sRGB as
output intent and links that print; the metadata are written here, and say both."""

from __future__ import annotations

from typing import Any, Final
from xml.sax.saxutils import escape

VARIANT: Final = "pdf/a-3a"

_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{creator}<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
"""XMP. The extension schema tells archives what pdfuaid is (ISO 19005-3, 6.6.2.3.3)."""


def describe(document: Any, pdf: Any) -> None:
    """Replace the metadata of the file. They are not packed, so that programs find them in its bytes."""
    data = document.metadata
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    stream.stream, stream.compress = [_packet(data.title, data.authors, data.lang, pdf.info["Producer"].string)], False


def _packet(title: str | None, authors: list[str], lang: str | None, producer: str) -> bytes:
    """`authors` are one entry, as in the file's own information, which must say the same."""
    named = escape(", ".join(authors))
    creator = f"<dc:creator><rdf:Seq><rdf:li>{named}</rdf:li></rdf:Seq></dc:creator>\n" if authors else ""
    said = {"title": escape(title or ""), "lang": escape(lang or "und"), "producer": escape(producer)}
    return _PACKET.format(creator=creator, **said).encode()


def label(document: Any, pdf: Any, body: str, each: int = 1) -> None:
    """Page labels (ISO 32000-1, 12.4.2): what comes before the element with the id `body` in Roman numerals; and the
    outline open when the file is opened. `each` so many pages have one number: two that face each other."""
    import pydyf

    pdf.catalog["PageMode"] = "/UseOutlines"
    first = next((at for at, page in enumerate(document.pages) if body in page.anchors), 0)
    numbered = [first, pydyf.Dictionary({"S": "/D"})]
    if each > 1:
        pdf.catalog["PageLayout"] = "/TwoPageRight"
        places = range(first, len(document.pages))
        starts = ((at, pydyf.Dictionary({"S": "/D", "St": (at - first) // each + 1})) for at in places)
        numbered = [entry for start in starts for entry in start]
    before = [0, pydyf.Dictionary({"S": "/r"})] if first else []
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([*before, *numbered])})
