"""The database keeps the programme true."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from sessions.models import StudySession
from support.wareki import WrongWhen
from tests.factories import AssignmentFactory, StudySessionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": None},
        {"kind": "extra"},
        {"announced_precision": "tbd"},
        {"announced_precision": "exact", "announced_from": None, "announced_to": None},
        {"announced_to": dt.date(2022, 7, 1)},
        {"fixed_until": dt.date(2022, 8, 26)},
        {"fixed_on": dt.date(2022, 8, 26), "fixed_until": dt.date(2022, 8, 26)},
        {"starts_at": dt.time(13, 30)},
        {"fixed_on": dt.date(2022, 8, 26), "ends_at": dt.time(13, 30)},
        {"fixed_on": dt.date(2022, 8, 26), "starts_at": dt.time(13), "ends_at": dt.time(12)},
        {"venue_state": "stated"},
        {"venue_text": "矢吹町"},
        {"venue_state": "none", "venue_text": "矢吹町"},
    ],
)
def test_a_meeting_that_contradicts_itself_is_not_kept(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        StudySessionFactory(**{"key": "s3", "order": 3} | wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"who": "post"},
        {"who": "tbd"},
        {"who": "some", "name": "", "person": None},
        {"talk": "given"},
    ],
)
def test_an_assignment_that_contradicts_itself_is_not_kept(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        AssignmentFactory(**wrong)


def test_announcing_works_out_the_window():
    meeting = StudySessionFactory.build(group__fiscal_year=2022)

    meeting.announce("1月下旬～2月上旬")

    found = (meeting.announced_precision, meeting.announced_from, meeting.announced_to)
    assert found == ("range", dt.date(2023, 1, 21), dt.date(2023, 2, 10))
    assert (meeting.when_text, meeting.is_fixed) == ("1月下旬～2月上旬", False)


def test_announcing_a_wrong_weekday_is_refused():
    with pytest.raises(WrongWhen):
        StudySessionFactory.build().announce("6月9日（金）")


def test_what_cannot_be_read_is_kept_and_is_no_day():
    meeting = StudySessionFactory.build()

    meeting.announce("追って連絡")

    assert (meeting.when_text, meeting.is_fixed, meeting.when_is_unreadable) == (
        "追って連絡",
        False,
        True,
    )


def test_two_fixed_days_are_printed_together():
    days = {"fixed_on": dt.date(2022, 10, 20), "fixed_until": dt.date(2022, 10, 21)}
    meeting = StudySessionFactory.build(**days)

    assert meeting.when_text == "令和4年10月20日（木）・21日（金）"
    assert (meeting.first_day, meeting.last_day) == (days["fixed_on"], days["fixed_until"])


def test_upcoming_are_those_that_may_still_come():
    old = StudySessionFactory()
    group = old.group
    over = StudySessionFactory(group=group, number=5, fixed_on=dt.date(2022, 11, 27))
    StudySessionFactory(group=group, number=6, fixed=True, status="cancelled", key="s6", order=6)
    today = StudySessionFactory(group=group, number=7, fixed_on=dt.date(2022, 11, 28))
    words = {"announced": "未定", "announced_precision": "tbd"}
    unknown = StudySessionFactory(
        group=group, number=8, **words, announced_from=None, announced_to=None
    )

    found = StudySession.objects.upcoming(on=dt.date(2022, 11, 28)).in_order()

    assert list(found) == [today, unknown]
    assert over not in found
