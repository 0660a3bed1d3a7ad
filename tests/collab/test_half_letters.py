"""A letter of two units (𠮷, 😀) is never cut: Yjs and pycrdt would read the halves differently."""

import pytest

from support.collab import compaction, reading, refusals, wire
from support.collab.models import Document
from support.collab.shape import Misshapen, Shape
from tests.collab import yjs
from tests.collab.pages import Page, append
from tests.collab.test_shape import BODY, ME, element, text, under, update, word

RARE = b"\x04" + under(1) + word("𠮷野".encode())  # clocks 2, 3 and 4


def at(clock):
    return bytes([ME, clock])


def after(clock):
    return b"\x84" + at(clock) + word(b"a")


def before(clock):
    return b"\x44" + at(clock) + word(b"a")


def between(left, right):
    return b"\xc4" + at(left) + at(right) + word(b"a")


def deleting(*ranges):
    pairs = b"".join(bytes(pair) for pair in ranges)
    return b"\x00\x01" + bytes([ME, len(ranges)]) + pairs


def check(sent):
    shape = Shape()
    shape.add(update(element(BODY), text(under(0)), RARE))
    shape.check(wire.read(sent))


@pytest.mark.parametrize("struct", [after(2), before(3), between(2, 3)])
def test_nothing_is_put_into_its_middle(struct):
    with pytest.raises(Misshapen, match="in the middle of a letter"):
        check(update(struct, clock=5))


@pytest.mark.parametrize("struct", [after(3), before(2), after(4), between(3, 4)])
def test_beside_it_there_is_room(struct):
    check(update(struct, clock=5))


@pytest.mark.parametrize("ranges", [[(2, 1)], [(3, 1)], [(3, 2)], [(2, 1), (4, 1)]])
def test_half_of_it_is_not_deleted(ranges):
    with pytest.raises(Misshapen, match="in the middle of a letter"):
        check(deleting(*ranges))


@pytest.mark.parametrize("ranges", [[(2, 2)], [(2, 3)], [(4, 1)], [(2, 1), (3, 1)]])
def test_the_whole_of_it_is(ranges):
    check(deleting(*ranges))


@pytest.mark.django_db
def test_such_an_update_is_refused_and_the_text_can_still_be_folded():
    document = Document.objects.create()
    page = Page(ME)
    append(document, page.write("😀は顔"))
    [(client, structs)] = wire.read(page.doc.get_update()).structs.items()
    [face] = [struct for struct in structs if "😀" in struct.text]
    half = b"\x00\x01" + bytes([client, 1, face.clock + 1, 1])

    with pytest.raises(refusals.Unreadable):
        append(document, half)

    assert compaction.compact(document) is not None
    assert reading.plain(document) == "😀は顔"


def test_what_people_write_with_yjs_never_cuts_one():
    """200 sessions with rare letters, written as the editor writes."""
    (sessions,) = yjs.ask({"make": 200})

    for session in sessions:
        shape = Shape()
        for sent in yjs.updates_of(session):
            shape.check(wire.read(sent))
            shape.add(sent)
