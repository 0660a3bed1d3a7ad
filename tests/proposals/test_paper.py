"""The PDF of the endorsed version: who asks for it, who takes it away, and when."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from proposals import papers
from proposals.review import checking, reviewing
from support.documents.models import Render
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def endorsed(section, leader, lecturer):
    due_on = dt.date(2022, 12, 8)
    milestone = reviewing.submit(section.proposal, lecturers=[lecturer], due_on=due_on, by=leader)
    reviewing.endorse(milestone.reviews.get(), by=lecturer)
    section.proposal.refresh_from_db()
    return section.proposal


def address(name, proposal):
    return reverse(f"proposals:{name}", args=[proposal.group.slug, proposal.pk])


def made(proposal):
    """The PDF as the worker leaves it."""
    render = papers.ask(proposal.milestones.get())
    Render.objects.claim(render.pk).finish(title="提言書", content=ContentFile(b"%PDF-1.7"))
    return render


def read(response):
    return b"".join(response.streaming_content)


def test_the_leader_asks_for_it_once(browse, leader, endorsed):
    for _ in range(2):
        response = browse(leader).post(address("paper", endorsed))
        assert (response.status_code, response.url) == (302, address("paper", endorsed))

    page = browse(leader).get(address("paper", endorsed))
    assert page.context["paper"] == Render.objects.get()


def test_before_the_endorsement_it_is_refused_with_a_reason(browse, leader, section):
    response = browse(leader).post(address("paper", section.proposal))

    assert response.status_code == 403
    assert "講師の了承の後に作成できます。" in response.content.decode()


def test_everybody_of_the_group_takes_it_away(browse, observer, endorsed):
    made(endorsed)

    response = browse(observer).get(address("paper-file", endorsed))

    assert (response.status_code, read(response)) == (200, b"%PDF-1.7")


def test_the_public_takes_it_away_once_it_is_published(client, endorsed):
    made(endorsed)
    assert client.get(address("paper-file", endorsed)).status_code == 302

    staff = UserFactory(staff=True)
    checking.begin_office_check(endorsed, by=staff)
    checking.finalise(endorsed, by=staff)
    reviewing.publish(endorsed, by=staff)

    assert read(client.get(address("paper-file", endorsed))) == b"%PDF-1.7"
    assert (
        address("paper-file", endorsed) in client.get(endorsed.get_absolute_url()).content.decode()
    )


def test_in_a_closed_group_it_stays_and_none_is_made_anew(
    browse, leader, lecturer, endorsed, section
):
    made(endorsed)
    endorsed.group.state = endorsed.group.State.CLOSED
    endorsed.group.save()
    browser = browse(leader)

    assert read(browser.get(address("paper-file", endorsed))) == b"%PDF-1.7"
    assert browser.post(address("paper", endorsed)).status_code == 403
    for page in (endorsed, section, endorsed.milestones.get()):
        assert browser.get(page.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["submit", "add-section", "publish"])
def test_in_a_closed_group_nothing_is_changed(browse, leader, endorsed, name):
    endorsed.group.state = endorsed.group.State.CLOSED
    endorsed.group.save()

    response = browse(leader).post(address(name, endorsed))

    assert response.status_code == 403
    reason = "この研究会は終了しました。" if name != "publish" else "事務局"
    assert reason in response.content.decode()
