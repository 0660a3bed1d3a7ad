"""Proposals of the whole group, of a team, of one member."""

import pytest
from django.urls import reverse

from proposals import access
from proposals.models import Proposal
from tests.factories import MembershipFactory, ProposalFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def start(group, browse):
    def start(user, **typed):
        url = reverse("proposals:start", args=[group.slug])
        return browse(user).post(url, {"title": "題名", **typed})

    return start


def kept():
    return Proposal.objects.values_list("authorship", "team", "author").get()


def test_it_is_the_groups_unless_something_else_is_said(start, member):
    start(member)
    assert kept() == ("group", "", None)


def test_a_team_is_named(start, member):
    assert start(member, authorship="team").status_code == 422

    start(member, authorship="team", team="第1班")
    assert kept() == ("team", "第1班", None)


def test_a_member_begins_an_own_one_and_the_list_says_whose_it_is(
    start, browse, group, member, leader
):
    start(member, authorship="person", team="第1班")

    assert kept() == ("person", "", member.pk)
    page = browse(leader).get(reverse("proposals:list", args=[group.slug])).content.decode()
    assert f"個人　{member.name}" in page


def test_the_secretariat_begins_none_for_a_member(start):
    assert start(UserFactory(staff=True), authorship="person").status_code == 422


def test_the_author_takes_the_steps_of_an_own_proposal(group, member, leader):
    own = ProposalFactory(group=group, authorship="person", author=member)

    assert access.can_submit(member, own)
    assert not access.can_submit(leader, own)


def test_the_leader_of_the_team_takes_the_steps_of_its_proposal(group, leader):
    first = MembershipFactory(group=group, leader=True, sub_group="第1班").user
    of_first = ProposalFactory(group=group, authorship="team", team="第1班")
    of_third = ProposalFactory(group=group, authorship="team", team="第3班", title="三")

    assert access.can_submit(first, of_first)
    assert not access.can_submit(leader, of_first)
    assert access.can_submit(leader, of_third)
