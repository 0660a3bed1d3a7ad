"""What a proposal on its way asks of each person's home page."""

import datetime as dt

import pytest

from home import todo
from proposals.review import checking, commenting, reviewing
from tests.factories import MembershipFactory, ProposalFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

DUE = dt.date(2022, 12, 8)


@pytest.fixture
def leader():
    return MembershipFactory(leader=True)


@pytest.fixture
def proposal(leader):
    proposal = ProposalFactory(group=leader.group)
    SectionFactory(proposal=proposal)
    return proposal


def tasks(user):
    return [(task.url, task.due_on) for task in todo.tasks_of(user)]


def test_a_member_is_asked_to_confirm_until_all_is_confirmed(proposal, leader):
    milestone = checking.ask_group(proposal, due_on=DUE, by=leader.user)
    place = f"/g/{proposal.group.slug}/proposals/{proposal.pk}/check/"
    assert tasks(leader.user) == [(place, DUE)]

    checking.confirm(milestone.sections.get(), by=leader.user)
    assert tasks(leader.user) == []


def test_nothing_is_asked_of_a_check_that_is_over(proposal, leader):
    checking.ask_group(proposal, by=leader.user)
    checking.take_back(proposal, by=leader.user)

    assert tasks(leader.user) == []


def test_comments_for_a_person_lead_to_their_list(proposal, leader):
    other = MembershipFactory(group=proposal.group).user
    commenting.open_thread(
        proposal, kind="question", text="題名は。", by=leader.user, mentioned=[other]
    )

    assert tasks(other) == [("/comments/", None)]
    assert tasks(leader.user) == []


def test_staff_are_asked_to_check_what_has_been_endorsed(proposal, leader):
    lecturer = MembershipFactory(group=proposal.group, lecturer=True).user
    staff = UserFactory(staff=True)
    milestone = reviewing.submit(proposal, lecturers=[lecturer], due_on=DUE, by=leader.user)
    assert tasks(staff) == []

    reviewing.endorse(milestone.reviews.get(), by=lecturer)

    assert tasks(staff) == [
        (f"/g/{proposal.group.slug}/proposals/{proposal.pk}/office-check/", None)
    ]
