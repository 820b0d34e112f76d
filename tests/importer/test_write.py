"""Blocks → Markdown → the same blocks."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings

from builder.importer.writing.blocks import PageWriter
from builder.importer.writing.normal import normal
from builder.model import Blocks, Inlines, Paragraph
from tests.importer.blocks import HERE, Reader, bare, inlines, some_blocks


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    return Reader(tmp_path_factory.mktemp("write"), picture.getvalue())


def assert_same(reader: Reader, blocks: Blocks) -> None:
    page = PageWriter()
    markdown = "\n".join([*page.blocks(blocks), *page.footnotes()]) + "\n"
    found, faults = reader.blocks(markdown)
    assert bare(found, lambda asset: f"../{asset}") == bare(normal(blocks)), markdown
    assert faults == [], markdown


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=inlines)
def test_a_paragraph_is_read_back(reader: Reader, content: Inlines) -> None:
    assert_same(reader, (Paragraph(content, HERE),))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(blocks=some_blocks)
def test_blocks_are_read_back(reader: Reader, blocks: Blocks) -> None:
    assert_same(reader, blocks)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(blocks=some_blocks)
def test_the_normal_form_is_settled(blocks: Blocks) -> None:
    assert normal(normal(blocks)) == normal(blocks)
