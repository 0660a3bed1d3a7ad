"""The copy to read with a pencil: what a reader finds beside the lines."""

import pikepdf
import pypdf
import pytest
from django.template.loader import render_to_string

from support.documents.registry import Paper
from support.documents.typeset import typeset
from tests.documents import paper_sample, structure


@pytest.fixture(scope="module")
def path():
    paper = Paper("題名", paper_sample.BODY, "研究会", "reading.css", has_line_numbers=True)
    with typeset(render_to_string("documents/paper.html", {"paper": paper})) as path:
        yield path


def numbers(page):
    """[(number, height on the page)] of what stands left of the text."""
    found = []

    def visit(text, _cm, matrix, _font, _size):
        if text.strip().isdigit() and matrix[4] < 68:
            found.append((int(text), round(matrix[5])))

    page.extract_text(visitor_text=visit)
    return found


def test_every_fifth_line_has_its_number_and_each_page_begins_anew(path):
    contents, first, table, _rest, *_pictures, last = pypdf.PdfReader(path).pages

    assert numbers(contents) == []
    assert [number for number, _ in numbers(first)] == [5, 10, 15]
    assert numbers(table) == []
    assert [number for number, _ in numbers(last)] == [5, 10, 15, 20, 25]
    heights = [height for _, height in numbers(last)]
    assert len({above - below for above, below in zip(heights, heights[1:], strict=False)}) <= 2


def test_the_numbers_are_neither_read_out_nor_left_untagged(path):
    with pikepdf.open(path) as pdf:
        assert structure.left_over(pdf) == []
        assert paper_sample.SENTENCE * 80 in structure.read(pdf).text()
