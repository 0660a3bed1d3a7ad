"""Saying whether one comes to a meeting."""

import datetime as dt

import pytest
from django.urls import reverse

from sessions import actions
from sessions.models import Attendance, StudySession
from support.access import Refused
from support.notices.models import Notice
from tests.factories import MembershipFactory
from tests.factories_meetings import AttendanceFactory
from tests.sessions.steps import at, fix

pytestmark = pytest.mark.django_db
URL = "/g/r4-kennan/s7/answer/"


@pytest.fixture
def fixed(seventh):
    fix(seventh)
    seventh.refresh_from_db()
    return seventh


def answers():
    return list(Attendance.objects.values_list("membership", "answer", "reason", "day"))


def test_a_member_answers_and_may_change_their_mind_until_the_day(client, fixed, member):
    client.force_login(member.user)
    day = fixed.fixed_on

    response = client.post(URL, {"answer": "present", "reason": ""})
    assert (response.status_code, response["Location"]) == (302, "/g/r4-kennan/s7/")
    assert answers() == [(member.pk, "present", "", day)]

    with at("2022-12-15T09:00"):
        client.post(URL, {"answer": "absent", "reason": "議会対応のため"})
    assert answers() == [(member.pk, "absent", "議会対応のため", day)]

    with at("2022-12-16T09:00"):
        refused = client.post(URL, {"answer": "present"})
    assert refused.status_code == 403
    assert "開催日を過ぎました。" in refused.content.decode()
    assert answers() == [(member.pk, "absent", "議会対応のため", day)]


def test_who_will_be_absent_says_why_and_keeps_what_was_typed(client, fixed, member):
    client.force_login(member.user)

    response = client.post(URL, {"answer": "absent", "reason": " "})

    assert response.status_code == 422
    assert response.context["form"].errors == {"reason": ["欠席の理由を入力してください。"]}
    assert response.context["form"]["answer"].value() == "absent"
    assert answers() == []


def test_the_form_shows_the_last_answer(client, fixed, member):
    client.force_login(member.user)
    client.post(URL, {"answer": "absent", "reason": "研修のため"})

    form = client.get(URL).context["form"]

    assert form.initial == {"answer": "absent", "reason": "研修のため"}


def test_nothing_is_asked_before_the_date_is_fixed(client, seventh, member):
    client.force_login(member.user)

    response = client.get(URL)

    assert response.status_code == 403
    assert "日程が決まると、回答できるようになります。" in response.content.decode()


@pytest.mark.parametrize(
    ("status", "words"), [("held", "終了"), ("postponed", "延期"), ("cancelled", "中止")]
)
def test_a_meeting_that_does_not_take_place_takes_no_answers(fixed, member, status, words):
    StudySession.objects.update(status=status)

    with pytest.raises(Refused, match=f"{words}.*回答は不要です"):
        actions.answer(fixed, answer="present", reason="", by=member.user)


def test_a_closed_group_takes_no_answers(client, group, fixed, member):
    group.state = "closed"
    group.save()
    client.force_login(member.user)

    response = client.post(URL, {"answer": "present"})

    assert response.status_code == 403
    assert "この研究会は終了しました" in response.content.decode()
    assert answers() == []


def test_staff_who_do_not_belong_to_the_group_do_not_answer(client, fixed):
    observer = MembershipFactory(group=fixed.group, observer=True)
    client.force_login(observer.user)

    assert client.get(URL).status_code == 403


def test_who_comes_after_all_is_reminded_again(fixed, member):
    actions.answer(fixed, answer="absent", reason="議会", by=member.user)
    Notice.objects.update(state="cancelled", reason="この回に出席する予定がありません。")

    actions.answer(fixed, answer="present", reason="", by=member.user)

    assert set(Notice.objects.values_list("state", flat=True)) == {"waiting"}


def test_a_moved_date_is_asked_anew(client, fixed, member):
    actions.answer(fixed, answer="absent", reason="議会", by=member.user)
    fix(fixed, dt.date(2022, 12, 22))
    client.force_login(member.user)

    page = client.get(reverse("sessions:session", args=["r4-kennan", "s7"]))

    assert page.context["inside"].answer is None
    rows = Notice.objects.filter(kind="session_reminder", state="waiting")
    assert [f"{row.due_on:%m-%d}" for row in rows.order_by("due_on")] == ["12-08", "12-15", "12-21"]


def test_staff_see_who_comes_in_official_order(client, fixed, member, staff):
    lecturer = MembershipFactory(group=fixed.group, lecturer=True)
    second = MembershipFactory(
        group=fixed.group, organisation__code="074616", organisation__sort_order=74616
    )
    MembershipFactory(group=fixed.group, former=True)
    MembershipFactory(group=fixed.group, observer=True)
    actions.answer(fixed, answer="present", reason="", by=member.user)
    actions.answer(fixed, answer="absent", reason="議会", by=lecturer.user)
    client.force_login(staff)

    roll = client.get(fixed.get_absolute_url()).context["inside"].roll

    assert (roll.present, roll.absent, roll.unanswered) == (1, 1, 1)
    found = [(line.membership, line.attendance and line.attendance.answer) for line in roll.lines]
    assert found == [(second, None), (member, "present"), (lecturer, "absent")]


def test_members_do_not_see_the_answers_of_others(client, fixed, member):
    other = MembershipFactory(group=fixed.group)
    actions.answer(fixed, answer="absent", reason="通院のため", by=other.user)
    client.force_login(member.user)

    page = client.get(fixed.get_absolute_url())

    assert page.context["inside"].roll is None
    assert "通院のため" not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(client, fixed, staff, count, django_assert_num_queries):
    for _ in range(count):
        AttendanceFactory(study_session=fixed)
    client.force_login(staff)

    with django_assert_num_queries(13):
        client.get(fixed.get_absolute_url())
