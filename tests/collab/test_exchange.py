"""The protocol between the editor and the server, as the editor sees it."""

import base64
import uuid
from collections import Counter

import pytest
from django.db import transaction
from django.urls import reverse

from support.collab import compaction, reading, views
from support.collab.live import ticket
from support.collab.models import Document
from support.collab.schema import SCHEMA_VERSION
from tests.collab import yjs
from tests.collab.mutations import bodies
from tests.collab.pages import Page, append, body_of
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.collab.urls")]


@pytest.fixture
def document():
    return Document.objects.create()


@pytest.fixture
def url(document):
    return reverse("sync", args=[document.pk])


@pytest.fixture
def writer(client):
    client.force_login(UserFactory(staff=True))
    return client


@pytest.fixture
def reader(client):
    client.force_login(UserFactory())
    return client


def push(client, url, body):
    return client.post(url, body, content_type="application/json")


def pull(client, url, **query):
    return client.get(url, {"schema": SCHEMA_VERSION, **query})


def encoded(data):
    return base64.b64encode(data).decode()


def test_it_acknowledges_a_batch_with_its_seq(writer, url, document):
    response = push(writer, url, body_of(document, Page(1).write("一")))

    assert (response.status_code, response.json()) == (200, {"seq": 1})


def test_it_gives_what_others_have_written_since(writer, url, document):
    page = Page(1)
    updates = [page.write("一"), page.write("二")]
    for update in updates:
        append(document, update)

    answer = pull(writer, url, after=1, epoch=1).json()

    assert ticket.read(answer.pop("ticket")).document == str(document.pk)
    assert answer == {
        "epoch": 1,
        "schema": SCHEMA_VERSION,
        "seq": 2,
        "more": False,
        "updates": [{"seq": 2, "data": encoded(updates[1])}],
        "can_write": True,
        "why": "",
    }


def test_it_gives_everything_to_a_page_that_has_just_been_opened(writer, url, document):
    update = Page(1).write("一")
    append(document, update)

    answer = pull(writer, url).json()

    assert (answer["seq"], answer["updates"]) == (1, [{"seq": 1, "data": encoded(update)}])


def test_it_stays_where_the_reader_is_when_nothing_is_new(writer, url, document):
    append(document, Page(1).write("一"))

    answer = pull(writer, url, after=1, epoch=1).json()

    assert (answer["seq"], answer["more"], answer["updates"]) == (1, False, [])


def test_it_says_when_there_is_more(writer, url, document, monkeypatch):
    monkeypatch.setattr(views, "MAX_ROWS", 2)
    page = Page(1)
    for text in "一二三":
        append(document, page.write(text))

    first = pull(writer, url).json()
    second = pull(writer, url, after=first["seq"], epoch=1).json()

    assert (first["seq"], first["more"], len(first["updates"])) == (2, True, 2)
    assert (second["seq"], second["more"], len(second["updates"])) == (3, False, 1)


def test_it_lets_a_reader_read_and_says_why_they_cannot_write(reader, url, document):
    answer = pull(reader, url).json()

    assert (answer["can_write"], answer["why"]) == (False, "この章は閲覧のみです。")


def test_it_refuses_what_a_reader_sends(reader, url, document):
    response = push(reader, url, body_of(document, Page(1).write("落書き")))

    assert response.status_code == 403
    assert response.json() == {"code": "denied", "message": "この章は閲覧のみです。"}
    assert document.updates.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_it_sends_strangers_to_sign_in(client, url, method):
    assert getattr(client, method)(url).status_code == 302


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"epoch": 2}, 409, "epoch"),
        ({"schema": 0}, 409, "schema"),
        ({"data": encoded(b"\x01\x01")}, 422, "unreadable"),
        ({"data": "***"}, 422, "unreadable"),
        ({"data": None}, 422, "unreadable"),
        ({"batch": "1"}, 422, "unreadable"),
    ],
)
def test_it_refuses_with_a_code_and_a_sentence(writer, url, document, changed, status, code):
    response = push(writer, url, body_of(document, Page(1).write("一"), **changed))

    answer = response.json()
    assert (response.status_code, answer["code"]) == (status, code)
    assert answer["message"]
    assert document.updates.count() == 0


def test_it_asks_for_the_full_difference_when_there_is_a_hole(writer, url, document):
    page = Page(1)
    page.write("一")

    response = push(writer, url, body_of(document, page.write("二")))

    assert (response.status_code, response.json()["code"]) == (409, "hole")


@pytest.mark.parametrize("body", ["", "[]", "null", "{", "[" * 100_000])
def test_it_answers_a_broken_body_with_a_sentence(writer, url, body):
    response = push(writer, url, body)

    assert (response.status_code, response.json()["code"]) == (422, "unreadable")


def test_it_answers_a_huge_body_with_the_limit(writer, url, document):
    response = push(writer, url, body_of(document, bytes(2_000_000)))

    assert (response.status_code, response.json()["code"]) == (422, "unreadable")
    assert "1" in response.json()["message"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"epoch": 2}, "epoch"),
        ({"after": 5}, "epoch"),  # a reader ahead of us: the data have been put back
        ({"schema": 0}, "schema"),
        ({"schema": ""}, "schema"),
        ({"after": "x"}, "schema"),
    ],
)
def test_it_tells_a_stale_reader_to_reload(writer, url, query, code):
    response = pull(writer, url, **query)

    assert (response.status_code, response.json()["code"]) == (409, code)


@pytest.mark.django_db(transaction=True)
def test_it_never_acknowledges_inside_a_transaction_that_could_be_undone(writer, url, document):
    body = body_of(document, Page(1).write("一"))

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        push(writer, url, body)

    assert document.updates.count() == 0


def test_it_answers_a_resent_batch_with_the_old_seq(writer, url, document):
    body = body_of(document, Page(1).write("一"), batch=str(uuid.uuid4()))

    assert [push(writer, url, body).json() for _ in range(2)] == [{"seq": 1}, {"seq": 1}]
    assert document.updates.count() == 1


def test_its_answers_are_not_kept_by_any_proxy(writer, url):
    assert "no-store" in pull(writer, url)["Cache-Control"]


def test_its_queries_do_not_grow_with_the_text(reader, url, document, django_assert_num_queries):
    page = Page(1)
    for text in "一二三":
        append(document, page.write(text))

    with django_assert_num_queries(7):  # sign-in, user, name, text twice, snapshot, updates
        pull(reader, url)


def test_2000_broken_bodies_leave_the_text_whole(writer, url, document):
    """Whatever is sent, the answer is one of ours, and the text can still be read and folded."""
    sessions = [yjs.updates_of(session) for session in yjs.SESSIONS]
    for update in sessions[0]:
        append(document, update)
    taken, statuses = len(sessions[0]), Counter()

    for _before, update in bodies(sessions, 2_000):
        response = push(writer, url, body_of(document, update))
        statuses[response.status_code] += 1

    document.refresh_from_db()
    assert set(statuses) == {200, 409, 422}
    assert sum(statuses.values()) == 2_000
    assert document.updates.count() == document.seq >= taken
    assert compaction.compact(document) is not None
    assert pull(writer, url).status_code == 200
    assert reading.html(document)
