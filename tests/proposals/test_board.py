"""The board: whose turn it is, since when, until when."""

import datetime as dt

import pytest

from proposals.models import Proposal
from proposals.review import checking, reviewing, turns
from support.wareki import clock
from tests.factories import MembershipFactory, ProposalFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

DUE = dt.date(2022, 12, 8)
STAFF = "事務局"


@pytest.fixture
def turn(proposal):
    """(whose turn, until when) of the proposal now."""

    def turn():
        found = turns.board(Proposal.objects.filter(pk=proposal.pk))[0].turn
        return found.who, found.due_on

    return turn


def test_it_goes_from_hand_to_hand(turn, proposal, section, leader, lecturer):
    staff = UserFactory(staff=True)
    assert turn() == (leader.name, None)

    checking.ask_group(proposal, due_on=dt.date(2022, 12, 1), by=leader)
    assert turn() == ("研究員全員", dt.date(2022, 12, 1))

    review = reviewing.submit(proposal, lecturers=[lecturer], due_on=DUE, by=leader).reviews.get()
    assert turn() == (lecturer.name, DUE)

    reviewing.endorse(review, by=lecturer)
    assert turn() == (STAFF, None)

    checking.begin_office_check(proposal, by=staff)
    checking.finalise(proposal, by=staff)
    assert turn() == (STAFF, None)

    reviewing.publish(proposal, by=staff)
    assert turn() == ("", None)


def test_of_two_lecturers_the_one_who_has_not_answered_is_named(
    turn, proposal, section, group, leader, lecturer
):
    other = MembershipFactory(group=group, lecturer=True).user
    asked = reviewing.submit(proposal, lecturers=[lecturer, other], due_on=DUE, by=leader)

    reviewing.endorse(asked.reviews.get(lecturer=lecturer), by=lecturer)

    assert turn() == (other.name, DUE)


def test_a_day_ends_at_17_o_clock(proposal, section, leader, lecturer):
    reviewing.submit(proposal, lecturers=[lecturer], due_on=DUE, by=leader)
    found = turns.board(Proposal.objects.all())[0].turn

    with clock.stopped(dt.datetime(2022, 12, 8, 17, 0, tzinfo=clock.TOKYO)):
        assert not found.is_overdue
    with clock.stopped(dt.datetime(2022, 12, 8, 17, 1, tzinfo=clock.TOKYO)):
        assert found.is_overdue


def test_sections_in_hand_stand_with_their_writers(proposal, section, leader, member):
    section.owner, section.due_on = member, dt.date(2022, 11, 27)
    section.save(update_fields=["owner", "due_on", "updated_at"])
    SectionFactory(proposal=proposal, state="submitted")
    nobody = SectionFactory(proposal=proposal)

    found = turns.board(Proposal.objects.all())[0].sections

    assert [(row.pk, part.who, part.is_overdue) for row, part in found] == [
        (section.pk, member.name, True),
        (nobody.pk, "未定", False),
    ]


def test_without_a_leader_it_is_the_members_turn(turn, proposal, section):
    assert turn() == ("研究員", None)


def test_staff_see_all_open_groups_and_a_member_the_own(browse, proposal, member, group):
    elsewhere = ProposalFactory()
    closed = ProposalFactory(group__closed=True)

    def shown(user):
        rows = browse(user).get("/proposals/board/").context["rows"]
        return {row.proposal for row in rows}

    assert shown(UserFactory(staff=True)) == {proposal, elsewhere}
    assert shown(member) == {proposal}
    assert closed not in shown(member)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(browse, member, group, count, django_assert_num_queries):
    for _ in range(count):
        SectionFactory(proposal=ProposalFactory(group=group), owner=member)
    browser = browse(member)

    with django_assert_num_queries(9):
        response = browser.get("/g/r4-kennan/proposals/board/")

    assert len(response.context["rows"]) == count
