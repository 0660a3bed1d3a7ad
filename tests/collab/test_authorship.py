"""Who wrote the letters that stand in a text: kept with each update, and true for ever after."""

import random
from collections import Counter

import pytest
from pycrdt import XmlText

from support.collab import actions, authorship, compaction, reading, writing
from support.collab.authorship import Stroke
from support.collab.blocks import Block
from support.collab.models import Document, Hand, Update
from tests.collab import yjs
from tests.collab.pages import Page, append
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return Document.objects.create()


def letters(document):
    return dict(authorship.letters(actions.state(document), document.hands.strokes()))


def first_text(page):
    return page.body.children[0].children[0]


def test_letters_belong_to_those_who_typed_them(document):
    hayashi, yoshida = UserFactory.create_batch(2)
    one = Page(1)
    append(document, one.write("窓口を見直す。"), author=hayashi)
    other = Page(2, actions.state(document))
    text: XmlText = first_text(other)
    text.insert(0, "受付と")
    append(document, other.changes(), author=yoshida)

    assert reading.plain(document) == "受付と窓口を見直す。"
    assert letters(document) == {hayashi.pk: 7, yoshida.pk: 3}


def test_what_was_deleted_does_not_count_whoever_deleted_it(document):
    hayashi, yoshida = UserFactory.create_batch(2)
    append(document, Page(1).write("𠮷野の窓口を"), author=hayashi)
    other = Page(2, actions.state(document))
    text: XmlText = first_text(other)
    del text[: len("𠮷野の".encode())]
    append(document, other.changes(), author=yoshida)

    assert letters(document) == {hayashi.pk: 3}


def test_spaces_and_breaks_do_not_count_and_a_rare_character_counts_once(document):
    writer = UserFactory()

    append(document, Page(1).write("𠮷野　太郎 \u3000"), author=writer)

    assert letters(document) == {writer.pk: 4}


def test_what_the_server_put_there_is_nobodys(document):
    writing.replace(document, [Block("paragraph", "初めの文")])

    assert letters(document) == {None: 4}


def test_the_form_without_script_writes_in_the_name_of_who_sent_it(document):
    writer = UserFactory()
    writing.replace(document, [Block("paragraph", "初めの文")])
    document.refresh_from_db()

    writing.merge_text(document, document.seq, ["初めの文を直す"], writer)

    assert letters(document) == {None: 4, writer.pk: 3}


def test_one_page_in_two_hands(document):
    """Somebody else signs in on a page that is still open."""
    first, second = UserFactory.create_batch(2)
    page = Page(1)
    append(document, page.write("朝の人"), author=first)
    append(document, page.write("昼の人々"), author=second)
    append(document, page.write("また昼"), author=second)

    assert letters(document) == {first.pk: 3, second.pk: 7}
    assert document.hands.count() == 2


def test_restored_letters_stay_those_of_their_writers(document):
    first, second, leader = UserFactory.create_batch(3)
    append(document, Page(1).write("初めの文。"), author=first)
    old = actions.state(document)
    append(document, Page(2, old).write("後の文。"), author=second)

    actions.restore(document, old, author=leader)
    append(document, Page(3, old).write("その後。"), author=second)

    assert letters(document) == {first.pk: 5, second.pk: 4}


def test_it_is_known_when_the_updates_are_gone(document):
    writer = UserFactory()
    page = Page(1)
    for number in range(4):
        append(document, page.write(f"第{number}文。"), author=writer)
    before = letters(document)
    compaction.compact(document)
    Update.objects.all().delete()

    assert letters(document) == before == {writer.pk: 16}


def sent_by(session):
    """The updates of a session, each with the place of the client that sent it as author."""
    updates = yjs.updates_of(session)
    authors = {}
    for update in updates:
        clients = authorship.wire.read(update).structs
        authors |= {client: len(authors) for client in clients if client not in authors}
    return updates, authors


def check(session, standing):
    """The hands told from the rows give what Yjs itself says of each client."""
    updates, authors = sent_by(session)
    rows = [
        (1, authors[next(iter(authorship.wire.read(u).structs), None)], u)
        for u in updates
        if authorship.wire.read(u).structs
    ]
    strokes = authorship.from_rows(rows)
    counted = authorship.letters(yjs.decoded(session["state"]), strokes)

    by_client = {int(client): text for client, text in standing.items()}
    expected = Counter()
    for client, text in by_client.items():
        expected[authors[client]] += sum(not letter.isspace() for letter in text)
    assert counted == +expected


def test_it_agrees_with_yjs():
    (sessions,) = yjs.ask({"make": 30})
    (standing,) = yjs.ask({"standing": [session["state"] for session in sessions]})

    for session, texts in zip(sessions, standing, strict=True):
        check(session, texts)


def test_hands_are_what_the_rows_say():
    """What was noted update by update is what the rows say afterwards: the migration's way."""
    rng = random.Random(20221128)
    writers = UserFactory.create_batch(3)
    for session in yjs.SESSIONS:
        document = Document.objects.create()
        for update in yjs.updates_of(session):
            append(document, update, author=rng.choice(writers))
        rows = document.updates.order_by("seq").values_list("epoch", "author_id", "data")

        told = authorship.from_rows((epoch, by, bytes(data)) for epoch, by, data in rows)

        assert set(told) == set(document.hands.strokes())
        state = actions.state(document)
        assert authorship.letters(state, told).total() == reading.letters(document)


def test_a_stroke_says_nothing_of_the_clocks_before_it():
    strokes = authorship.new_strokes(7, {1: 0, 2: 5}, {2: Stroke(2, 0, 7)})

    assert strokes == [Stroke(1, 0, 7)]


def test_most_updates_need_no_new_row(document):
    page, writer = Page(1), UserFactory()
    for number in range(5):
        append(document, page.write(str(number)), author=writer)

    assert Hand.objects.count() == 1
