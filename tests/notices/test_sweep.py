"""The sweep: what is due goes out once, to one recipient, over a real SMTP conversation."""

import datetime as dt

import pytest
from django.utils import timezone

from support import notices
from support.notices.models import Notice
from support.notices.tasks import sweep
from support.wareki import clock
from tests.factories import StudyGroupFactory, UserFactory

TODAY = dt.date(2022, 11, 28)
pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return StudyGroupFactory()


@pytest.fixture
def owe(answers, group):
    def owe(kind="plain", to="soumu@town.example.jp", due_on=TODAY):
        return notices.add(kind, subject=group, to=to, due_on=due_on)

    return owe


def outcome(row):
    row.refresh_from_db()
    return row.state, row.reason


def let_the_wait_pass():
    Notice.objects.update(held_until=timezone.now() - dt.timedelta(seconds=1))


def test_it_sends_plain_text_to_one_recipient(mail_server, owe, group):
    row = owe(to=UserFactory(email="kikaku@town.example.jp"))

    assert sweep() == 1

    (message,) = mail_server.handler.messages
    row.refresh_from_db()
    assert mail_server.handler.recipients == [["kikaku@town.example.jp"]]
    assert dict(message.items()) == {
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "8bit",
        "MIME-Version": "1.0",
        "Subject": f"件名 {group.pk}",
        "From": "seisaku@center.example.jp",
        "To": "kikaku@town.example.jp",
        "Date": message["Date"],
        "Message-ID": row.message_id,
        "Auto-Submitted": "auto-generated",
    }
    assert message.get_content().replace("\r\n", "\n") == "本文です。\n"
    assert (row.state, row.title, row.sent_to, row.tries) == (
        "sent",
        f"件名 {group.pk}",
        "kikaku@town.example.jp",
        1,
    )


def test_it_sends_nothing_twice(mail_server, owe):
    owe()

    assert [sweep(), sweep()] == [1, 0]
    assert len(mail_server.handler.messages) == 1


def test_it_leaves_what_is_due_tomorrow(mail_server, owe):
    owe(due_on=TODAY + dt.timedelta(days=1))

    assert sweep() == 0


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        ("2022-11-28T08:29", ["quick"]),
        ("2022-11-28T08:30", ["quick", "plain"]),
        ("2022-11-28T16:59", ["quick", "plain"]),
        ("2022-11-28T17:00", ["quick"]),
        ("2022-12-03T10:00", ["quick"]),  # a Saturday
        ("2022-12-29T10:00", ["quick"]),  # the offices have closed for the year
    ],
)
def test_reminders_go_out_in_office_hours_only_answers_at_once(mail_server, owe, moment, sent):
    for kind in ("plain", "quick"):
        owe(kind)

    with clock.stopped(dt.datetime.fromisoformat(moment).replace(tzinfo=clock.TOKYO)):
        sweep()

    found = Notice.objects.filter(state="sent").order_by("sent_at")
    assert list(found.values_list("kind", flat=True)) == sent


def test_it_cancels_what_is_no_longer_due_with_the_reason(mail_server, owe, answers):
    row = owe()
    answers.deny("研究会が終了しました。")

    sweep()

    assert outcome(row) == ("cancelled", "研究会が終了しました。")
    assert mail_server.handler.messages == []


def test_a_closed_account_and_a_missing_address_get_no_mail(mail_server, owe):
    closed = owe(to=UserFactory(is_active=False))
    nowhere = owe(to=UserFactory(email=""))

    sweep()

    assert outcome(closed) == ("cancelled", "宛先の方の利用者登録が停止されています。")
    assert outcome(nowhere) == ("failed", "宛先の方のメールアドレスが登録されていません。")


def test_a_refused_mail_is_tried_five_times_and_does_not_hold_up_others(mail_server, owe):
    bad = owe(to="gone@town.example.jp")
    good = owe(to="good@town.example.jp")
    mail_server.handler.answers = ["450 mailbox busy"]
    sweep()
    assert (outcome(bad)[0], outcome(good)[0]) == ("waiting", "sent")

    for _ in range(4):
        assert sweep() == 0  # not before its time
        mail_server.handler.answers = ["550 no such user"]
        let_the_wait_pass()
        assert sweep() == 1

    state, reason = outcome(bad)
    assert (state, bad.tries) == ("failed", 5)
    assert "no such user" in reason


def test_it_tries_again_later_and_later(mail_server, owe):
    row = owe()
    waits = []
    for _ in range(4):
        mail_server.handler.answers = ["450 later"]
        sweep()
        row.refresh_from_db()
        waits.append(round((row.held_until - timezone.now()) / dt.timedelta(minutes=1)))
        let_the_wait_pass()

    assert waits == [1, 5, 30, 120]


def test_a_mail_server_that_is_away_ends_the_sweep_and_is_tried_again(mail_server, owe, settings):
    rows = [owe(), owe(to="second@town.example.jp")]
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

    assert sweep() == 0

    assert [(outcome(row)[0], row.tries) for row in rows] == [("waiting", 1), ("waiting", 0)]
    settings.EMAIL_PORT = there
    let_the_wait_pass()
    assert sweep() == 2


def test_every_try_has_the_same_message_id(mail_server, owe):
    row = owe()
    mail_server.handler.before_answer = lambda: mail_server.handler.answers.append("450 lost")
    sweep()
    first = row
    first.refresh_from_db()
    let_the_wait_pass()
    mail_server.handler.answers.clear()
    Notice.objects.update(state="waiting")

    sweep()

    assert mail_server.handler.message_ids == [first.message_id] * 2


def test_cancelling_while_it_is_being_sent_does_not_hide_that_it_went_out(mail_server, owe, group):
    row = owe()
    claimed = Notice.objects.claim(["plain"], due_by=TODAY)
    notices.cancel("plain", subject=group)
    claimed.mark_sent(title="件名", to="soumu@town.example.jp")

    assert outcome(row) == ("sent", "")


def test_a_lease_that_passed_to_another_sweep_cannot_be_finished(owe):
    row = owe()
    slow = Notice.objects.claim(["plain"], due_by=TODAY)
    assert Notice.objects.claim(["plain"], due_by=TODAY) is None
    let_the_wait_pass()
    quick = Notice.objects.claim(["plain"], due_by=TODAY)

    assert not slow.mark_failed("too slow")
    assert quick.message_id == slow.message_id
    assert outcome(row) == ("waiting", "")


def test_a_mail_killed_five_times_is_a_matter_for_the_staff(mail_server, owe):
    row = owe()
    for _ in range(5):
        assert Notice.objects.claim(["plain"], due_by=TODAY) == row
        let_the_wait_pass()

    assert sweep() == 0
    assert outcome(row) == ("failed", "送信の途中で5回中断しました。")
