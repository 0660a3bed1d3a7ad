"""Reads the lines of a laid-out paper: what stands at their ends, and where they end."""

import weasyprint
from weasyprint.formatting_structure import boxes

from support.documents import weasyprint_cjk
from support.documents.shelf import ADDRESS, Shelf
from support.documents.typeset import fonts

NOT_AT_START = (
    "、。，．・：；？！」』）］｝〉》】〕”’ー々ゝゞヽヾ"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％‰℃"
)
NOT_AT_END = "「『（［｛〈《【〔“‘￥＄№"


def rendered(html):
    """A whole HTML document, laid out in this process as the child does it."""
    weasyprint_cjk.install()
    return weasyprint.HTML(string=html, base_url=ADDRESS, url_fetcher=Shelf(fonts())).render()


def lines(box):
    """Every line of the text, paragraph by paragraph."""
    if isinstance(box, boxes.BlockBox) and box.children and box.element_tag == "p":
        yield [child for child in box.children if isinstance(child, boxes.LineBox)]
    for child in getattr(box, "children", ()):
        yield from lines(child)


def text_boxes(line):
    return [box for box in line.descendants() if isinstance(box, boxes.TextBox)]


def words(line):
    return "".join(box.text for box in text_boxes(line))


def offences(paragraphs):
    """The lines that start or end with what must not stand there."""
    starts, ends = [], []
    for paragraph in paragraphs:
        texts = [words(line) for line in paragraph]
        starts += [text for text in texts[1:] if text and text[0] in NOT_AT_START]
        ends += [text for text in texts[:-1] if text and text[-1] in NOT_AT_END]
    return starts, ends
