"""Any version as PDF, for the group: marked as a draft until the lecturer has endorsed it."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from proposals import papers
from proposals.paper import publication
from proposals.review import reviewing
from proposals.versions import keeping
from support.documents.models import Render

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(section, leader):
    return keeping.keep(section.proposal, name="第1稿", by=leader)


def url(name, milestone):
    proposal = milestone.proposal
    return reverse(f"proposals:{name}", args=[proposal.group.slug, proposal.pk, milestone.number])


@pytest.mark.parametrize("who", ["member", "lecturer", "observer"])
def test_whoever_reads_the_inside_asks_for_it(browse, request, version, who):
    browser = browse(request.getfixturevalue(who))

    for _again in range(2):
        assert browser.post(url("version-paper", version)).status_code == 302

    assert browser.get(url("version-paper", version)).context["paper"] == Render.objects.get()


def test_the_same_content_is_made_once_and_taken_away_as_it_is(browse, member, version):
    render = papers.ask(version)
    Render.objects.claim(render.pk).finish(title="提言書", content=ContentFile(b"%PDF-1.7"))
    browser = browse(member)

    browser.post(url("version-paper", version))

    response = browser.get(url("version-paper-file", version))
    assert b"".join(response.streaming_content) == b"%PDF-1.7"
    assert Render.objects.count() == 1


def test_a_draft_says_so_on_its_cover_and_in_its_running_head(version):
    paper = publication.paper(version)

    assert paper.title == "書かない、待たない、抱え込まない（第1稿）"
    assert 'data-mark="検討中の案　第1稿（R4.11.28）"' in paper.html


def test_an_endorsed_version_does_not(section, leader, lecturer):
    due_on = dt.date(2022, 12, 8)
    milestone = reviewing.submit(section.proposal, lecturers=[lecturer], due_on=due_on, by=leader)
    reviewing.endorse(milestone.reviews.get(), by=lecturer)

    paper = publication.paper(milestone)

    assert paper.title == "書かない、待たない、抱え込まない"
    assert "検討中の案" not in paper.html


def test_in_a_closed_group_what_was_made_stays(browse, member, version):
    papers.ask(version)
    group = version.proposal.group
    group.state = group.State.CLOSED
    group.save()
    browser = browse(member)

    assert browser.get(url("version-paper", version)).status_code == 200
    assert browser.post(url("version-paper", version)).status_code == 403


def test_the_public_never_gets_it(client, version):
    assert client.get(url("version-paper-file", version)).status_code == 302
