"""One update: kept once, in order, and only if it can be applied at once."""

import uuid

import pytest

from support.collab import refusals
from support.collab.models import Clock, Document, Update
from tests.collab.pages import Page, append
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return Document.objects.create()


def kept(document):
    return list(document.updates.order_by("seq").values_list("seq", flat=True))


def test_it_numbers_updates_in_their_order_and_remembers_who_wrote(document):
    page, author = Page(1), UserFactory()

    seqs = [append(document, page.write(text), author=author) for text in ("一", "二", "三")]

    assert seqs == kept(document) == [1, 2, 3]
    assert {update.author for update in document.updates.all()} == {author}


def test_it_gives_a_resent_batch_its_old_number(document):
    data, batch = Page(1).write("一"), uuid.uuid4()

    first = append(document, data, batch=batch)
    again = append(document, data, batch=batch)

    assert (first, again, kept(document)) == (1, 1, [1])


def test_it_gives_a_resent_batch_its_old_number_even_from_a_stale_editor(document):
    data, batch = Page(1).write("一"), uuid.uuid4()
    append(document, data, batch=batch)

    assert append(document, data, batch=batch, schema=0, epoch=7) == 1


def test_it_does_not_take_another_text_under_an_old_batch_for_saved(document):
    page, batch = Page(1), uuid.uuid4()
    append(document, page.write("一"), batch=batch)

    with pytest.raises(refusals.Hole):
        append(document, page.write("二"), batch=batch)


def test_it_keeps_the_clock_of_each_client(document):
    page = Page(11)
    append(document, page.write("見本"))
    append(document, page.write("𠮷野"))  # 𠮷 is two units of UTF-16

    clocks = Clock.objects.filter(document=document).values_list("client", "clock")
    assert list(clocks) == [(11, (2 + 2) + (2 + 3))]


def test_it_refuses_an_update_that_leaves_a_hole(document):
    page = Page(1)
    page.write("一")
    second = page.write("二")

    with pytest.raises(refusals.Hole) as refusal:
        append(document, second)

    assert (refusal.value.code, kept(document)) == ("hole", [])
    assert Document.objects.get(pk=document.pk).seq == 0


def test_it_takes_the_full_difference_after_a_hole(document):
    page = Page(1)
    first = page.write("一")
    page.write("二")
    append(document, first)

    assert append(document, page.doc.get_update()) == 2


def test_it_refuses_what_hangs_on_anothers_text_that_is_not_there(document):
    other = Page(1)
    page = Page(2, other.write("まだ届いていない段落"))

    with pytest.raises(refusals.Hole):
        append(document, page.write("続き"))


def test_it_refuses_to_delete_what_is_not_there(document):
    other = Page(1)
    page = Page(2, other.write("まだ届いていない段落"))
    del page.body.children[0]

    with pytest.raises(refusals.Hole):
        append(document, page.changes())


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"epoch": 2}, "epoch"), ({"schema": 0}, "schema"), ({"schema": 99}, "schema")],
)
def test_it_refuses_a_stale_editor(document, changed, code):
    with pytest.raises(refusals.Refused) as refusal:
        append(document, Page(1).write("一"), **changed)

    assert (refusal.value.code, kept(document)) == (code, [])


def test_it_refuses_what_cannot_be_read(document):
    with pytest.raises(refusals.Unreadable) as refusal:
        append(document, b"\x01\x01\x01")

    assert (refusal.value.code, kept(document)) == ("unreadable", [])


def test_it_refuses_more_than_a_megabyte_with_a_sentence(document):
    with pytest.raises(refusals.TooLarge) as refusal:
        append(document, Page(1).write("あ" * 334_000))

    assert "1" in str(refusal.value.reason)


def test_it_keeps_no_row_for_an_update_without_content(document):
    assert (append(document, b"\x00\x00"), Update.objects.count()) == (0, 0)
