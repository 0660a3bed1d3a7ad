"""What hangs where it cannot stand is refused, however its clocks fit."""

import pytest
from django.db import transaction

from support.collab import refusals, shape, shapes, wire
from support.collab.models import Document
from support.collab.shape import Shape
from tests.collab import yjs
from tests.collab.pages import Page, append

BODY = b"\x01\x04body"
ME = 5


@pytest.fixture
def document(db):
    return Document.objects.create()


def word(text):
    return bytes([len(text)]) + text


def under(clock):
    return b"\x00" + bytes([ME, clock])


def element(parent, name=b"paragraph"):
    return b"\x07" + parent + b"\x03" + word(name)


def text(parent):
    return b"\x07" + parent + b"\x06"


def letters(parent):
    return b"\x04" + parent + word(b"a")


def letters_after(clock):
    return b"\x84" + bytes([ME, clock]) + word(b"a")


def value(parent, key=b""):
    keyed = b"\x28" + parent + word(key) if key else b"\x08" + parent
    return keyed + b"\x01\x78"


def update(*structs, clock=0):
    return b"\x01" + bytes([len(structs), ME, clock]) + b"".join(structs) + b"\x00"


def check(*structs, known=()):
    found = Shape()
    if known:
        found.add(update(*known))
    found.check(wire.read(update(*structs, clock=len(known))))


PARAGRAPH = (element(BODY), text(under(0)), letters(under(1)))


def test_it_takes_a_paragraph_with_letters_and_an_attribute():
    check(*PARAGRAPH, value(under(0), b"level"), letters_after(2))


@pytest.mark.parametrize(
    ("struct", "why"),
    [
        (letters(BODY), "letters beside paragraphs"),
        (letters_after(0), "letters beside paragraphs, by their neighbour"),
        (text(BODY), "a text without a paragraph"),
        (value(BODY), "a value beside paragraphs"),
        (value(BODY, b"level"), "an attribute of the field"),
        (letters(under(0)), "letters beside texts"),
        (value(under(0)), "a value beside texts"),
        (value(under(1)), "a value among letters"),
        (value(under(1), b"level"), "an attribute of a text"),
        (element(under(1)), "a node among letters"),
        (element(under(2)), "a node under letters"),
        (b"\xc4" + bytes([ME, 0, ME, 2]) + word(b"a"), "neighbours that are none"),
        (b"\x06" + under(0) + word(b"bold") + word(b"{}"), "a mark beside texts"),
    ],
)
def test_it_refuses_what_no_editor_can_open(struct, why):
    with pytest.raises(shape.Misshapen):
        check(*PARAGRAPH, struct)
    with pytest.raises(shape.Misshapen):
        check(struct, known=PARAGRAPH)


def test_it_refuses_endless_nesting():
    lists = [element(BODY, b"listItem"), *(element(under(at), b"listItem") for at in range(120))]

    with pytest.raises(shape.Misshapen):
        check(*lists)


@pytest.mark.parametrize("session", yjs.SESSIONS)
def test_it_takes_whatever_people_have_written_together(session):
    found = Shape()

    for data in yjs.updates_of(session):
        found.check(wire.read(data))
        found.add(data)


def test_a_misshapen_update_is_refused_and_the_text_stays_as_it_is(document):
    append(document, update(*PARAGRAPH))

    with pytest.raises(refusals.Unreadable):
        append(document, update(letters_after(0), clock=3))

    assert append(document, update(letters_after(2), clock=3)) == 2


def test_what_was_rolled_back_leaves_no_trace(document):
    append(document, update(*PARAGRAPH))
    with transaction.atomic():
        append(document, update(element(BODY), clock=3))
        append(document, update(text(under(3)), clock=4))
        transaction.set_rollback(True)
    append(document, update(letters_after(2), clock=3))

    with pytest.raises(refusals.Unreadable):
        append(document, update(text(under(3)), clock=4))
    assert Document.objects.get(pk=document.pk).seq == 2


def test_it_needs_two_queries_however_long_the_text(document, django_assert_num_queries):
    page = Page(7)
    for _ in range(20):
        append(document, page.write("文章。"))
    document.refresh_from_db()

    with django_assert_num_queries(2):
        shapes.check(document, wire.read(page.write("次。")))


def test_another_text_is_another_shape(document):
    append(document, update(*PARAGRAPH))
    other = Document.objects.create()

    with pytest.raises(refusals.Hole):
        append(other, update(letters_after(2), clock=3))
