"""The plain form in a paragraph where others write, and where texts stand side by side."""

import random

import pytest
from pycrdt import XmlElement, XmlText

from support.collab import actions, reading, writing
from support.collab.blocks import Block
from support.collab.models import Document
from tests.collab.pages import Page, append
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def paragraph_of(*parts):
    """A text of one paragraph: words, "\\n" for a line break, a number for a citation."""
    page = Page(7)
    with page.doc.transaction():
        paragraph = XmlElement("paragraph")
        page.body.children.append(paragraph)
        for part in parts:
            paragraph.children.append(child_of(part))
    document = Document.objects.create()
    append(document, page.changes())
    return document


def child_of(part):
    if isinstance(part, int):
        return XmlElement("citation", {"finding": part})
    return XmlElement("hardBreak") if part == "\n" else XmlText(part)


def shape(document):
    """The children of the first paragraph: a text as its words, an atom as its name."""
    (paragraph, *_) = Page(8, actions.state(document)).body.children
    return [
        child.tag if isinstance(child, XmlElement) else str(child) for child in paragraph.children
    ]


def merge(document, text, *, base=1):
    writing.merge_text(document, base, [text], UserFactory())


def test_texts_side_by_side_are_read_as_one():
    document = paragraph_of("花。", "太。", 3, "後")

    assert reading.plain(document) == "花。太。［知見3］後"
    assert reading.html(document) == "<p>花。太。［知見3］後</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("花子。太。［知見3］後", ["花子。", "太。", "citation", "後"]),
        ("花。と太。［知見3］後", ["花。と", "太。", "citation", "後"]),
        ("花太。［知見3］後", ["花", "太。", "citation", "後"]),
        ("［知見3］後", ["", "", "citation", "後"]),
        ("花。太。後", ["花。", "太。", "後"]),
        ("花。\n太。［知見3］後", ["花。", "hardBreak", "太。", "citation", "後"]),
        ("花。太\n。［知見3］後", ["花。", "太", "hardBreak", "。", "citation", "後"]),
        ("花。太。［知見3］後\n", ["花。", "太。", "citation", "後"]),
    ],
)
def test_only_what_was_changed_is_touched(text, expected):
    document = paragraph_of("花。", "太。", 3, "後")

    merge(document, text)

    assert shape(document) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("前\n［知見3］後", "前\n［知見3］県南の後"),
        ("前後", "前県南の後"),
        ("前［知見3］後［知見3］", "前［知見3］県南の後［知見3］"),
    ],
)
def test_others_words_stay_when_a_citation_or_a_line_break_comes_or_goes(text, expected):
    document = paragraph_of("前", 3, "後")
    other = Page(9, actions.state(document))
    other.body.children[0].children[2].insert(0, "県南の", None)
    append(document, other.changes())

    merge(document, text)

    assert reading.blocks(document) == [Block("paragraph", expected)]


def test_a_text_stands_wherever_somebody_may_type():
    document = Document.objects.create()
    writing.replace(document, [Block("paragraph", "［知見3］［知見4］")])

    assert shape(document) == ["", "citation", "", "citation", ""]


def test_any_change_of_a_form_gives_the_text_that_was_typed():
    rng = random.Random(20221128)
    symbols = ["花", "太", "𠮷", "。", "\n", "［知見3］"]
    for _ in range(60):
        parts = [rng.choice(["花。", "太𠮷", "", "\n", 3]) for _ in range(rng.randint(1, 6))]
        document = paragraph_of("頭", *parts, "尾")
        before = reading.plain(document)
        allowed = symbols if "［知見3］" in before else symbols[:-1]
        typed = "頭" + "".join(rng.choices(allowed, k=rng.randint(1, 8))) + "尾"
        if "\n\n" in typed + "|" + before:  # that begins a new block
            continue
        for text in (typed, before):
            merge(document, text, base=Document.objects.get(pk=document.pk).seq)
            assert reading.plain(document) == text
