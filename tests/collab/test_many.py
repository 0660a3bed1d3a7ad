"""Several texts at once, and whether a letter is still in its text."""

import uuid

import pytest

from support.collab import actions, anchors, many, reading, writing
from support.collab.blocks import Block
from support.collab.models import Document, Update
from support.collab.texts import Gap

pytestmark = pytest.mark.django_db


def written(*words):
    document = Document.objects.create()
    for text in words:
        writing.replace(document, [Block("paragraph", text)])
    document.refresh_from_db()
    return document


def position(client, clock):
    """A Yjs relative position that names a letter, as the editor sends it."""
    return b"\0" + number(client) + number(clock) + b"\0"


def number(value):
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes(found + bytes([value]))


def test_each_text_is_as_it_is_read_alone(django_assert_num_queries):
    texts = [written("一つ。", "一つ目。"), written("二つ。"), Document.objects.create()]
    writing.replace(texts[1], [Block("paragraph", "二つ目。")])
    actions.restore(texts[1], actions.state(written("戻した。")), author=None)
    texts = list(Document.objects.filter(pk__in=[text.pk for text in texts]))

    with django_assert_num_queries(2):
        states = many.states(texts)

    assert {key: reading.plain(state) for key, state in states.items()} == {
        text.pk: reading.plain(text) for text in texts
    }


def test_a_missing_update_is_never_passed_over():
    text = written("一つ。", "一つ目。")
    Update.objects.filter(document=text, seq=1).delete()

    with pytest.raises(Gap):
        many.states([text])


def test_a_letter_is_gone_when_it_has_been_deleted():
    text = written("一つ。")
    state = actions.state(text)
    client, structs = next(iter(anchors.wire.read(state).structs.items()))
    letters = next(row for row in structs if row.kind is anchors.wire.Kind.LETTERS)
    place = position(client, letters.clock)
    assert anchors.Letters.of(state).has(place)

    writing.replace(text, [])

    assert not anchors.Letters.of(actions.state(text)).has(place)
    assert anchors.Letters.of(state).has(b"")
    assert anchors.Letters.of(state).has(position(uuid.uuid4().int % 2**31, 0))
