"""Reminders go out once, on their day, and not when anything has changed."""

import datetime as dt

import pytest

from members.models import StudyGroup
from sessions.models import Attendance, StudySession
from support.notices.models import Notice
from support.notices.tasks import sweep
from support.wareki import clock
from tests.sessions.steps import at, fix
from tests.sessions.test_reminders import moved_rows, owed

pytestmark = pytest.mark.django_db


def run_to(moment):
    with at(moment):
        sweep()


def outcome(day="12-01"):
    row = Notice.objects.get(kind="session_reminder", due_on=f"2022-{day}")
    return row.state, row.reason


def test_each_reminder_is_sent_once_on_its_day(mail_server, seventh, member):
    fix(seventh)
    found = []
    for day in range(28, 31):
        run_to(f"2022-11-{day}T09:00")
    for day in range(1, 21):
        run_to(f"2022-12-{day:02}T09:00")
        run_to(f"2022-12-{day:02}T09:01")
        found += [day] * len(mail_server.handler.messages)
        mail_server.handler.messages.clear()

    assert found == [1, 8, 14]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            lambda: StudyGroup.objects.update(state="closed"),
            "研究会が終了しました。",
        ),
        (
            lambda: StudySession.objects.update(status="cancelled"),
            "この回は、実施済み、延期又は中止です。",
        ),
        (
            lambda: StudySession.objects.update(fixed_on=None, starts_at=None, ends_at=None),
            "日程が変わりました。",
        ),
        (
            lambda: StudySession.objects.update(fixed_on=dt.date(2022, 12, 20)),
            "日程が変わりました。",
        ),
        (
            lambda: StudyGroup.objects.get().memberships.update(ends_on=dt.date(2022, 12, 14)),
            "宛先の方は、この回に出席する予定がありません。",
        ),
    ],
)
def test_everything_is_asked_again_before_sending(mail_server, seventh, member, change, reason):
    fix(seventh)
    change()

    run_to("2022-12-01T09:00")

    assert outcome() == ("cancelled", reason)
    assert mail_server.handler.messages == []


def test_who_has_said_that_they_will_be_absent_is_not_reminded(mail_server, seventh, member):
    fix(seventh)
    seventh.refresh_from_db()
    Attendance.objects.create(
        study_session=seventh,
        membership=member,
        answer="absent",
        reason="議会対応",
        answered_at=clock.now(),
        day=seventh.fixed_on,
    )

    run_to("2022-12-01T09:00")

    assert outcome() == ("cancelled", "宛先の方は、この回に出席する予定がありません。")


def test_after_an_outage_only_the_latest_reminder_goes_out(mail_server, seventh, member):
    fix(seventh)

    run_to("2022-12-09T09:00")

    assert outcome("12-01") == ("cancelled", "次の御案内の送信日になりました。")
    assert outcome("12-08") == ("sent", "")
    assert len(mail_server.handler.messages) == 1


def test_nothing_is_sent_after_the_day(mail_server, seventh, member):
    fix(seventh)

    run_to("2022-12-16T09:00")

    assert outcome("12-14") == ("cancelled", "開催日を過ぎました。")


def test_a_moved_date_is_told_once_to_everybody_expected(mail_server, group, seventh, member):
    fix(seventh)
    assert moved_rows() == []

    fix(seventh, dt.date(2022, 12, 22))
    run_to("2022-11-28T09:00")

    assert moved_rows() == [(member.user_id, "sent")]


def test_moving_there_and_back_neither_loses_nor_doubles_a_reminder(mail_server, seventh, member):
    fix(seventh)
    with at("2022-12-01T09:00"):
        sweep()
        fix(seventh, dt.date(2023, 1, 20))
        fix(seventh)

    assert owed() == [(member.user_id, "12-08"), (member.user_id, "12-14")]
    assert owed("sent") == [(member.user_id, "12-01")]
