import datetime as dt

import pytest
from django.urls import reverse

from proposals.models import Proposal
from proposals.review import reviewing
from tests.factories import (
    MilestoneFactory,
    ProposalFactory,
    ReviewFactory,
    SectionFactory,
    ThreadFactory,
)

pytestmark = pytest.mark.django_db

DUE = dt.date(2022, 12, 8)


def text(response):
    return response.content.decode()


def titles(response):
    return [(section.number, section.title) for section in response.context["sections"]]


def test_its_contents_stand_in_their_order_whatever_is_counted(browse, member, proposal):
    for position, title in ((3, "提言"), (1, "背景"), (2, "課題")):
        section = SectionFactory(proposal=proposal, position=position, title=title)
        ThreadFactory.create_batch(position, section=section)

    response = browse(member).get(proposal.get_absolute_url())

    assert titles(response) == [("第1章", "背景"), ("第2章", "課題"), ("第3章", "提言")]
    assert [section.open_threads for section in response.context["sections"]] == [1, 2, 3]


def test_a_section_past_its_day_says_so_until_it_is_ready(browse, member, proposal):
    late = SectionFactory(proposal=proposal, due_on=dt.date(2022, 11, 27))
    SectionFactory(proposal=proposal, due_on=dt.date(2022, 11, 28))
    SectionFactory(proposal=proposal, due_on=dt.date(2022, 11, 1), state="submitted")

    response = browse(member).get(proposal.get_absolute_url())

    overdue = [section for section in response.context["sections"] if section.is_overdue]
    assert overdue == [late]
    assert text(response).count("期限超過") == 1


def test_the_leader_is_offered_to_submit_and_a_member_reads_who_does(
    browse, leader, member, proposal
):
    url = reverse("proposals:submit", args=[proposal.group.slug, proposal.pk])

    assert url in text(browse(leader).get(proposal.get_absolute_url()))
    page = text(browse(member).get(proposal.get_absolute_url()))
    assert url not in page
    assert "提出するのは班長です。" in page


def test_without_a_leader_any_member_submits(browse, member, proposal):
    url = reverse("proposals:submit", args=[proposal.group.slug, proposal.pk])

    assert url in text(browse(member).get(proposal.get_absolute_url()))


def test_what_the_lecturer_asked_for_stands_at_the_top_of_the_page(
    browse, member, lecturer, section
):
    proposal = section.proposal
    milestone = reviewing.submit(proposal, lecturers=[lecturer], due_on=DUE, by=member)
    reviewing.ask_changes(milestone.reviews.get(), note="仮説2を見直す。", by=lecturer)

    response = browse(member).get(proposal.get_absolute_url())

    assert [review.note for review in response.context["wishes"]] == ["仮説2を見直す。"]
    assert f"{lecturer.name}先生からの修正依頼" in text(response)


def test_the_public_reads_only_the_contents_of_the_endorsed_version(
    client, leader, lecturer, section
):
    proposal = section.proposal
    milestone = reviewing.submit(proposal, lecturers=[lecturer], due_on=DUE, by=leader)
    reviewing.endorse(milestone.reviews.get(), note="よい。", by=lecturer)
    assert client.get(proposal.get_absolute_url()).status_code == 302  # to the sign-in page

    proposal.refresh_from_db()
    Proposal.objects.filter(pk=proposal.pk).update(state=Proposal.State.PUBLISHED)
    response = client.get(proposal.get_absolute_url())

    assert [row.title for row in response.context["sections"]] == ["現状と課題"]
    assert "職員の数は減っている。" not in text(response)
    assert leader.name not in text(response)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(browse, member, group, count, django_assert_num_queries):
    proposal = ProposalFactory(group=group)
    for _ in range(count):
        ThreadFactory(section=SectionFactory(proposal=proposal, owner=member))
        ReviewFactory(milestone=MilestoneFactory(proposal=proposal))
    browser = browse(member)

    with django_assert_num_queries(24):
        response = browser.get(proposal.get_absolute_url())

    assert len(response.context["sections"]) == count
