"""Two people at once: one is refused with a sentence, and no acknowledged word is lost."""

import datetime as dt
import json
import threading
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from proposals.models import Milestone, Review
from proposals.review import reviewing
from support.access import Refused
from support.collab import reading
from tests.collab.pages import Page, body_of
from tests.factories import MembershipFactory
from tests.proposals.conftest import WORDS

pytestmark = pytest.mark.django_db(transaction=True)

DUE = dt.date(2022, 12, 8)


def at_once(*acts):
    """Do all of them in threads that start together; what each returned, or the refusal."""
    start, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            start.wait()
            answers[place] = act()
        except Refused as refusal:
            answers[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


def submit(section, lecturer, leader):
    return reviewing.submit(section.proposal, lecturers=[lecturer], due_on=DUE, by=leader)


def test_of_two_submits_at_once_one_is_refused(section, lecturer, leader):
    answers = at_once(*[lambda: submit(section, lecturer, leader)] * 2)

    assert {type(answer) for answer in answers} == {Milestone, Refused}
    assert Review.objects.count() == 1


def test_of_two_answers_at_once_one_is_refused(section, lecturer, leader):
    review = submit(section, lecturer, leader).reviews.get()

    answers = at_once(
        lambda: reviewing.endorse(review, by=lecturer),
        lambda: reviewing.ask_changes(review, note="根拠を。", by=lecturer),
    )

    assert {type(answer) for answer in answers} == {type(None), Refused}
    review.refresh_from_db()
    section.proposal.refresh_from_db()
    expected = {"endorsed": "endorsed", "changes_requested": "changes"}
    assert section.proposal.state == expected[review.state]


def test_of_a_submit_and_a_reopening_both_hold_in_their_order(section, lecturer, leader):
    submit(section, lecturer, leader)
    proposal = section.proposal

    answers = at_once(
        lambda: reviewing.reopen(proposal, reason="数値の誤り", by=leader),
        lambda: reviewing.endorse(Review.objects.get(), by=lecturer),
    )

    proposal.refresh_from_db()
    assert (proposal.state, answers[0]) == ("changes", None)


def write_until_refused(client, url, document, client_id, acknowledged):
    """Type paragraph after paragraph, as an editor does; keeps what the server acknowledged."""
    page = Page(client_id)
    for number in range(500):
        words = f"{client_id}-{number}"
        body = json.dumps(body_of(document, page.write(words), batch=str(uuid.uuid4())))
        response = client.post(url, body, content_type="application/json")
        if response.status_code == 403:
            return number
        assert response.status_code == 200, response.content
        acknowledged.append(words)
    raise AssertionError("the text was never closed")


def test_a_frozen_version_holds_exactly_what_was_acknowledged(section, group, lecturer, leader):
    url = reverse("proposals:sync", args=[group.slug, section.pk])
    acknowledged, enough = [], threading.Event()

    def writer(client_id):
        user = MembershipFactory(group=group).user
        client = Client()
        client.force_login(user)
        return lambda: write_until_refused(client, url, section.document, client_id, acknowledged)

    def submit_meanwhile():
        while len(acknowledged) < 10:
            enough.wait(0.01)
        return submit(section, lecturer, leader)

    *refused_at, milestone = at_once(writer(11), writer(12), writer(13), submit_meanwhile)

    frozen = milestone.sections.get()
    section.document.refresh_from_db()
    assert all(isinstance(number, int) for number in refused_at)
    assert len(acknowledged) >= 10
    assert set(reading.plain(bytes(frozen.state)).split("\n")) == {WORDS, *acknowledged}
    assert section.document.seq == frozen.seq == len(acknowledged) + 1
