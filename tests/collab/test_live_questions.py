"""Who is let into the waiting room, and what they may ask."""

import json

import pytest
from django.core import signing
from django.urls import reverse

from support.collab.live import question, ticket
from support.collab.models import Document
from support.collab.schema import SCHEMA_VERSION
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory(person=PersonFactory(family_name="見本", given_name="花子"))


@pytest.fixture
def document():
    return Document.objects.create()


def asked(user, document, **changed):
    body = {"ticket": ticket.issue(user, document), "page": "abcdefgh12", "seq": 3}
    return json.dumps({**body, **changed}).encode()


def test_a_ticket_names_person_and_text_as_the_server_knows_them(user, document):
    read = ticket.read(ticket.issue(user, document))

    assert (read.user, read.name, read.document) == (user.pk, "見本　花子", str(document.pk))
    assert 55 < read.remaining <= 60


@pytest.mark.urls("tests.collab.urls")
def test_it_comes_with_every_look_at_the_text(client, user, document):
    client.force_login(user)

    answer = client.get(reverse("sync", args=[document.pk]), {"schema": SCHEMA_VERSION}).json()

    assert ticket.read(answer["ticket"]).user == user.pk


def test_it_ends_after_a_minute(user, document):
    with pytest.raises(ticket.Invalid):
        ticket.read(ticket.issue(user, document, lasts=-1))


@pytest.mark.parametrize(
    "forge",
    [
        lambda signed: signed[:-1] + ("A" if signed[-1] != "A" else "B"),
        lambda signed: "x" + signed,
        lambda signed: signing.dumps([1, "別人", "x", 9e9]),  # signed for another purpose
        lambda signed: "junk",
    ],
)
def test_a_forged_ticket_opens_nothing(user, document, forge):
    with pytest.raises(ticket.Invalid):
        ticket.read(forge(ticket.issue(user, document)))


def test_a_question_has_sensible_defaults(user, document):
    read = question.read(asked(user, document))

    assert (read.page, read.seq, read.hold, read.seen) == (f"{user.pk}-abcdefgh12", 3, 0, "")
    assert (read.anchor, read.head, read.is_typing, read.is_leaving) == ("", "", False, False)


@pytest.mark.parametrize(
    "changed",
    [
        {"page": "short"},
        {"page": "<b>abcdefgh"},
        {"page": 12345678},
        {"seq": -1},
        {"seq": "3"},
        {"seq": True},
        {"seq": 1e400},
        {"hold": 21},
        {"hold": float("nan")},
        {"seen": "x"},
        {"anchor": "A" * 300},
        {"head": "<script>"},
        {"head": ["A"]},
    ],
)
def test_what_no_page_of_ours_asks_is_not_read(user, document, changed):
    with pytest.raises(question.Unreadable):
        question.read(asked(user, document, **changed))


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_junk_is_not_read(body):
    with pytest.raises(question.Unreadable):
        question.read(body)


def test_the_name_is_never_the_pages_own(user, document):
    read = question.read(asked(user, document, name="町長", person=1))

    assert (read.ticket.name, read.ticket.user) == ("見本　花子", user.pk)
