"""Going back to an earlier version: the text comes back, and the one it replaces is kept."""

import json
import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from proposals.models import Milestone, Proposal
from proposals.versions import keeping, restoring
from support.access import Refused
from support.collab import actions as collab
from support.collab import authorship, reading, writing
from support.collab.blocks import Block
from support.collab.models import Document
from tests.collab.pages import Page, append, body_of
from tests.factories import SectionFactory
from tests.proposals.conftest import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(proposal):
    section = SectionFactory(proposal=proposal, title="提言")
    write(section, "様式を減らす。")
    return section


@pytest.fixture
def first(section, other, leader):
    """第1稿; both sections have been rewritten since."""
    milestone = keeping.keep(section.proposal, name="第1稿", by=leader)
    write(section, "書き直した現状。")
    write(other, "書き直した提言。")
    return milestone


def write(section, words):
    writing.replace(section.document, [Block("paragraph", words)])


def texts(*sections):
    return [reading.plain(section.document) for section in sections]


def url(milestone):
    proposal = milestone.proposal
    return reverse("proposals:restore", args=[proposal.group.slug, proposal.pk, milestone.number])


def choice(milestone, *sections):
    return [row.pk for row in milestone.sections.filter(section__in=sections)]


def test_the_leader_puts_all_back_and_the_present_text_is_kept(
    browse, leader, first, section, other
):
    response = browse(leader).post(url(first), {"sections": choice(first, section, other)})

    assert response.status_code == 302
    assert texts(section, other) == [WORDS, "様式を減らす。"]
    _first, before, after = Milestone.objects.order_by("number")
    assert (before.name, after.name, after.note) == (
        "復元前（「第1稿」に戻す前の文）",
        "「第1稿」に戻しました",
        "現状と課題、提言",
    )
    kept = [reading.plain(bytes(row.state)) for row in before.sections.order_by("position")]
    assert kept == ["書き直した現状。", "書き直した提言。"]


def test_one_section_alone_goes_back(browse, leader, first, section, other):
    browse(leader).post(url(first), {"sections": choice(first, other)})

    assert texts(section, other) == ["書き直した現状。", "様式を減らす。"]
    assert [Document.objects.get(pk=row.document_id).epoch for row in (section, other)] == [1, 2]


def test_what_was_replaced_can_be_put_back_in_turn(leader, first, section, other):
    restoring.restore(first, sections=list(first.sections.all()), by=leader)
    before = Milestone.objects.get(number=2)

    restoring.restore(before, sections=list(before.sections.all()), by=leader)

    assert texts(section, other) == ["書き直した現状。", "書き直した提言。"]


def test_the_letters_stay_those_of_who_wrote_them(section, leader, member):
    append(section.document, Page(9, collab.state(section.document)).write("足した"), author=member)
    milestone = keeping.keep(section.proposal, name="第1稿", by=leader)
    write(section, "別の文")

    restoring.restore(milestone, sections=list(milestone.sections.all()), by=leader)

    strokes = section.document.hands.strokes()
    counted = authorship.letters(collab.state(section.document), strokes)
    assert counted == {None: len(WORDS), member.pk: 3}


def test_only_what_is_different_is_offered(browse, leader, first, section, other):
    write(other, "様式を減らす。")

    page = browse(leader).get(url(first))

    assert [row.section for row in page.context["sections"]] == [section]


def test_the_same_text_is_not_put_back(browse, leader, first, section, other):
    restoring.restore(first, sections=list(first.sections.all()), by=leader)

    page = browse(leader).get(url(first)).content.decode()
    assert "戻すものはありません" in page
    with pytest.raises(Refused, match="この版と同じです"):
        restoring.restore(first, sections=list(first.sections.all()), by=leader)
    assert Milestone.objects.count() == 3


def test_somebody_without_the_right_is_told_who_has_it(browse, member, leader, first):
    response = browse(member).post(url(first), {})

    assert response.status_code == 403
    assert "班長又は事務局" in response.content.decode()


@pytest.mark.parametrize("state", ["group_check", "reviewing", "endorsed", "final", "published"])
def test_a_text_that_is_closed_is_not_put_back(browse, leader, first, section, state):
    Proposal.objects.update(state=state)

    assert browse(leader).post(url(first), {}).status_code == 403
    with pytest.raises(Refused):
        restoring.restore(first, sections=list(first.sections.all()), by=leader)
    assert texts(section) == ["書き直した現状。"]


def test_in_a_closed_group_nothing_is_put_back(browse, leader, first):
    group = first.proposal.group
    group.state = group.State.CLOSED
    group.save()

    assert browse(leader).post(url(first), {}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_words_that_arrive_meanwhile_are_refused_or_kept(leader, member, first, section):
    """A push and a restore at once, again and again: what was acknowledged is in a version."""
    address = reverse("proposals:sync", args=[section.proposal.group.slug, section.pk])
    for number in range(6):
        write(section, f"{number}回目の文。")
        document = Document.objects.get(pk=section.document_id)
        words = f"{number}回目に同時に書いた。"
        body = body_of(document, Page(50 + number, collab.state(document)).write(words))
        answers, start = {}, threading.Barrier(2)

        def push(body=body, answers=answers, start=start):
            browser = Client()
            browser.force_login(member)
            start.wait()
            answer = browser.post(address, json.dumps(body), content_type="application/json")
            answers["push"] = answer.status_code
            connection.close()

        thread = threading.Thread(target=push)
        thread.start()
        start.wait()
        restoring.restore(first, sections=list(first.sections.all()), by=leader)
        thread.join()

        before = Milestone.objects.order_by("-number")[1]
        kept = reading.plain(bytes(before.sections.get(section=section).state))
        assert (answers["push"] == 200, answers["push"] == 409) == (
            words in kept,
            words not in kept,
        )
        assert reading.plain(section.document) == WORDS
