"""A version as a copy to read with a pencil, for those who may read inside."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from proposals import papers
from proposals.paper import publication
from proposals.versions import keeping
from support.documents.models import Render

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(section, leader):
    return keeping.keep(section.proposal, name="会議配布版", by=leader)


def address(milestone, what=""):
    proposal = milestone.proposal
    arguments = [proposal.group.slug, proposal.pk, milestone.number]
    return reverse(f"proposals:reading{what}", args=arguments)


def test_an_observer_asks_for_it_and_takes_it_away(browse, observer, kept):
    browser = browse(observer)

    for _ in range(2):
        assert browser.post(address(kept)).url == address(kept)
    render = Render.objects.get()
    Render.objects.claim(render.pk).finish(title="題名", content=ContentFile(b"%PDF"))

    assert address(kept, "-file") in browser.get(address(kept)).content.decode()
    assert browser.get(address(kept, "-state")).json()["state"] == "done"
    file = browser.get(address(kept, "-file"))
    assert b"".join(file.streaming_content) == b"%PDF"
    file.close()


def test_it_is_another_paper_than_the_version_itself(browse, leader, kept):
    render = papers.ask(kept)
    Render.objects.claim(render.pk).finish(title="題名", content=ContentFile(b"%PDF"))

    assert browse(leader).get(address(kept, "-file")).status_code == 404


def test_it_has_numbered_lines_and_a_title_of_its_own(kept):
    paper = publication.reading_copy(kept)

    assert paper.title == f"{kept.title}（会議配布版、閲覧用）"
    assert (paper.style, paper.has_line_numbers) == ("reading.css", True)


def test_version_leads_to_it(browse, leader, kept):
    assert address(kept) in browse(leader).get(kept.get_absolute_url()).content.decode()
