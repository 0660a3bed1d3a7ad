"""Reminders: 14, 7 and 1 days before a fixed date are owed to everybody who comes."""

import datetime as dt

import pytest

from sessions import actions
from sessions.models import StudySession
from sessions.tasks import owe_reminders
from support.notices.models import Notice
from tests.factories import MembershipFactory, UserFactory
from tests.sessions.steps import at, fix

pytestmark = pytest.mark.django_db


def owed(*states):
    rows = Notice.objects.filter(kind="session_reminder", state__in=states or ("waiting",))
    return sorted((row.recipient_id, f"{row.due_on:%m-%d}") for row in rows)


def moved_rows():
    rows = Notice.objects.filter(kind="session_moved").order_by("pk")
    return list(rows.values_list("recipient", "state"))


def test_fixing_the_date_owes_each_member_and_lecturer_three_reminders(group, seventh, member):
    lecturer = MembershipFactory(group=group, lecturer=True)
    MembershipFactory(group=group, observer=True)
    MembershipFactory(group=group, former=True)
    MembershipFactory(group=group, user__is_active=False)
    MembershipFactory()  # of another group

    fix(seventh)

    days = ("12-01", "12-08", "12-14")
    assert owed() == sorted((m.user_id, day) for m in (member, lecturer) for day in days)


def test_an_announced_month_owes_nothing(seventh, member):
    owe_reminders()

    assert owed() == []


def test_reminders_move_back_to_an_office_day_and_are_not_doubled(seventh, member):
    fix(seventh, dt.date(2023, 1, 4))

    assert owed() == [(member.user_id, "12-21"), (member.user_id, "12-28")]


def test_days_that_have_passed_are_not_owed(seventh, member):
    with at("2022-12-05T09:00"):
        fix(seventh)

    assert owed() == [(member.user_id, "12-08"), (member.user_id, "12-14")]


def test_moving_the_date_cancels_the_stale_and_owes_the_new(seventh, member):
    fix(seventh)
    fix(seventh, dt.date(2022, 12, 22))

    assert owed() == [(member.user_id, day) for day in ("12-08", "12-15", "12-21")]
    assert owed("cancelled") == [(member.user_id, day) for day in ("12-01", "12-14")]


def test_taking_the_date_back_cancels_everything(seventh, member):
    fix(seventh)
    actions.clear_date(seventh, by=None)

    assert owed() == []
    assert len(owed("cancelled")) == 3


def test_who_joins_late_gets_the_rest(group, seventh, member):
    fix(seventh)
    late = MembershipFactory(group=group, starts_on=dt.date(2022, 12, 5))

    owe_reminders()
    assert late.user_id not in {user for user, day in owed()}
    with at("2022-12-05T10:00"):
        owe_reminders()

    found = [day for user, day in owed() if user == late.user_id]
    assert found == ["12-08", "12-14"]


def test_looking_again_every_hour_changes_nothing(seventh, member):
    fix(seventh)
    before = list(Notice.objects.values())

    owe_reminders()

    assert list(Notice.objects.values()) == before


@pytest.mark.parametrize("status", ["held", "postponed", "cancelled"])
def test_a_meeting_that_does_not_take_place_is_not_owed(seventh, member, status):
    StudySession.objects.update(status=status)
    fix(seventh)

    assert owed() == []


def test_a_date_moved_twice_before_the_mail_is_told_once_with_what_people_know(seventh, member):
    fix(seventh)
    fix(seventh, dt.date(2022, 12, 22))
    fix(seventh, dt.date(2022, 12, 23))

    assert moved_rows() == [(member.user_id, "cancelled"), (member.user_id, "waiting")]
    change = seventh.date_changes.last()
    assert (change.before, change.after) == ("令和4年12月15日（木）", "令和4年12月23日（金）")


def test_a_date_moved_back_before_the_mail_is_not_told_at_all(seventh, member):
    fix(seventh)
    fix(seventh, dt.date(2022, 12, 22))
    fix(seventh)

    assert moved_rows() == [(member.user_id, "cancelled")]


def test_a_past_date_is_corrected_in_silence(seventh, member):
    fix(seventh, dt.date(2022, 11, 10))
    fix(seventh, dt.date(2022, 11, 17))

    assert (owed(), moved_rows()) == ([], [])


def test_staff_who_are_no_members_are_not_told(seventh):
    UserFactory(staff=True)

    fix(seventh)

    assert owed() == []
