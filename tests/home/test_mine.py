"""The home of a person who has signed in: what is next, what is to do, what is new."""

import datetime as dt

import pytest
from django.urls import reverse

from sessions.models import Announcement, Attendance
from support.wareki import clock
from tests.factories import (
    AnnouncementFactory,
    MembershipFactory,
    NominationFactory,
    OutlineFactory,
    ProposalFactory,
    ReviewFactory,
    SectionFactory,
    StudyGroupFactory,
    StudySessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    member = MembershipFactory()
    OutlineFactory(group=member.group)
    client.force_login(member.user)
    return member


def home(client):
    return client.get(reverse("home:mine")).context


def test_it_shows_the_next_meeting_of_each_group(client, member):
    StudySessionFactory(group=member.group, number=6, fixed_on=dt.date(2022, 11, 17))
    coming = StudySessionFactory(group=member.group, number=7, fixed_on=dt.date(2022, 12, 15))

    assert [card.next_meeting for card in home(client)["cards"]] == [coming]


def test_it_lists_what_is_mine_to_write_with_its_day(client, member):
    proposal = ProposalFactory(group=member.group)
    mine = SectionFactory(proposal=proposal, owner=member.user, due_on=dt.date(2022, 12, 8))
    SectionFactory(proposal=proposal, owner=MembershipFactory(group=member.group).user)

    tasks = home(client)["tasks"]

    assert [(task.url, task.due_on) for task in tasks] == [
        (mine.get_absolute_url(), dt.date(2022, 12, 8))
    ]


def test_it_leads_the_lecturer_to_what_waits(client):
    lecturer = MembershipFactory(lecturer=True)
    review = ReviewFactory(
        lecturer=lecturer.user, milestone__proposal=ProposalFactory(group=lecturer.group)
    )
    client.force_login(lecturer.user)

    assert [task.url for task in home(client)["tasks"]] == [review.get_absolute_url()]


def test_it_tells_staff_how_many_nominations_wait(client):
    staff = UserFactory(staff=True)
    NominationFactory()
    client.force_login(staff)

    assert [task.text for task in home(client)["tasks"]] == ["推薦1件の参加決定を行う"]


def test_it_asks_who_comes_until_they_have_answered_for_the_fixed_day(client, member):
    meeting = StudySessionFactory(group=member.group, fixed=True)
    assert [task.url for task in home(client)["tasks"]] == [meeting.get_absolute_url()]

    Attendance.objects.create(
        study_session=meeting,
        membership=member,
        answer=Attendance.Answer.PRESENT,
        answered_at=clock.now(),
        day=meeting.fixed_on,
    )

    assert home(client)["tasks"] == []


def test_nothing_is_to_do_in_a_closed_group(client):
    member = MembershipFactory(group__closed=True)
    SectionFactory(proposal=ProposalFactory(group=member.group), owner=member.user)
    client.force_login(member.user)

    assert home(client)["tasks"] == []


def test_it_shows_announcements_for_members_of_my_group_only(client, member):
    for_me = AnnouncementFactory(group=member.group, audience=Announcement.Audience.MEMBERS)
    AnnouncementFactory(group=StudyGroupFactory(), audience=Announcement.Audience.MEMBERS)

    assert list(home(client)["announcements"]) == [for_me]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(client, member, count, django_assert_num_queries):
    for number in range(count):
        group = MembershipFactory(user=member.user).group
        OutlineFactory(group=group)
        StudySessionFactory(group=group, number=7, fixed_on=dt.date(2022, 12, 15))
        AnnouncementFactory(group=group, title=f"お知らせ{number}")
        SectionFactory(proposal=ProposalFactory(group=group), owner=member.user)

    with django_assert_num_queries(12):
        client.get(reverse("home:mine"))
