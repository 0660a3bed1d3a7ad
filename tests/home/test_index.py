"""The public top page: present groups with their next meeting, earlier years, announcements."""

import datetime as dt

import pytest
from django.urls import reverse

from members.models import StudyGroup
from sessions.models import Announcement
from tests.factories import (
    AnnouncementFactory,
    OutlineFactory,
    StudyGroupFactory,
    StudySessionFactory,
)

pytestmark = pytest.mark.django_db


def top(client):
    return client.get(reverse("home:index"))


def test_it_shows_present_groups_and_earlier_years_apart(client):
    present = StudyGroupFactory()
    earlier = StudyGroupFactory(closed=True, fiscal_year=2019)
    StudyGroupFactory(state=StudyGroup.State.PREPARING)

    page = top(client).context

    assert [card.group for card in page["cards"]] == [present]
    assert list(page["archive"]) == [earlier]


def test_it_prints_an_announced_date_as_it_is_known(client):
    group = OutlineFactory().group
    january = {"announced_from": dt.date(2023, 1, 1), "announced_to": dt.date(2023, 1, 31)}
    StudySessionFactory(group=group, number=8, announced="1月", **january)

    text = top(client).content.decode()

    assert "1月" in text
    assert "日程未確定" in text


def test_it_keeps_announcements_for_members_inside(client):
    group = StudyGroupFactory()
    public = AnnouncementFactory(group=group)
    AnnouncementFactory(group=group, audience=Announcement.Audience.MEMBERS)

    assert list(top(client).context["announcements"]) == [public]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(client, count, django_assert_num_queries):
    for _ in range(count):
        group = OutlineFactory().group
        StudySessionFactory(group=group, number=7, fixed_on=dt.date(2022, 12, 15))
        AnnouncementFactory(group=group)

    with django_assert_num_queries(4):  # groups, next meetings, announcements, earlier years
        top(client)
