import pytest
from django.urls import reverse

from tests.factories import (
    CommentFactory,
    MembershipFactory,
    ProposalFactory,
    SectionFactory,
    ThreadFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(group):
    return reverse("proposals:list", args=[group.slug])


def shown(response):
    return {proposal.title for proposal in response.context["proposals"]}


def test_a_member_sees_the_proposals_of_the_group_with_their_progress(browse, url, group, member):
    proposal = ProposalFactory(group=group)
    sections = [SectionFactory(proposal=proposal) for _ in range(3)]
    sections[0].state = "submitted"
    sections[0].save()
    for section in sections[:2]:
        CommentFactory.create_batch(2, thread=ThreadFactory(section=section))
    ProposalFactory(title="ほかの研究会の提言書")

    response = browse(member).get(url)

    [row] = response.context["proposals"]
    assert (row.title, row.ready_count, row.section_count, row.open_threads) == (
        proposal.title,
        1,
        3,
        2,
    )
    assert "執筆済み 1／3" in response.content.decode()


def test_the_public_sees_what_is_published_and_no_progress(client, url, group):
    ProposalFactory(group=group)
    ProposalFactory(group=group, published=True, title="公開された提言")

    response = client.get(url)

    assert shown(response) == {"公開された提言"}
    assert "執筆済み" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(browse, url, group, count, django_assert_num_queries):
    member = MembershipFactory(group=group).user
    for proposal in ProposalFactory.create_batch(count, group=group):
        SectionFactory(proposal=proposal)
    browser = browse(member)

    with django_assert_num_queries(8):
        # session, user, person, group, may read, may contribute, count, proposals
        response = browser.get(url)

    assert len(response.context["proposals"]) == count


@pytest.mark.parametrize("field", ["title", "subtitle"])
def test_a_proposal_begins_with_titles_of_one_line(browse, group, leader, field):
    address = reverse("proposals:start", args=[group.slug])

    response = browse(leader).post(address, {"title": "提言", "subtitle": "", field: "提言\n書"})

    assert (response.status_code, set(response.context["form"].errors)) == (422, {field})
