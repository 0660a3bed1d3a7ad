"""Who comes and what was handed out, in the admin."""

import pytest
from django.urls import reverse

from sessions.models import Attendance
from support.notices.models import Notice
from tests.factories import MembershipFactory
from tests.factories_meetings import AttendanceFactory, MaterialFactory
from tests.sessions.steps import fix

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
ADD = "/admin/study_sessions/attendance/add/"


@pytest.fixture
def office(client, staff):
    client.force_login(staff)
    return client


def errors(response):
    return response.context["adminform"].form.errors


def test_staff_keep_what_was_told_by_telephone(office, seventh, member):
    fix(seventh)
    typed = {"study_session": seventh.pk, "membership": member.pk}

    office.post(ADD, typed | {"answer": "absent", "reason": "体調不良（電話）"})

    kept = Attendance.objects.get()
    assert (kept.membership, kept.answer, kept.reason) == (member, "absent", "体調不良（電話）")
    seventh.refresh_from_db()
    assert kept.day == seventh.fixed_on

    office.post(
        reverse("admin:study_sessions_attendance_change", args=[kept.pk]), {"answer": "present"}
    )

    kept.refresh_from_db()
    assert (kept.answer, kept.reason) == ("present", "")
    assert Notice.objects.filter(state="waiting").count() == 3


def test_staff_are_told_what_does_not_fit(office, seventh, member):
    typed = {"study_session": seventh.pk, "membership": member.pk, "answer": "present"}
    assert set(errors(office.post(ADD, typed))) == {"study_session"}  # not fixed: not offered

    fix(seventh)
    stranger = MembershipFactory()
    assert errors(office.post(ADD, typed | {"membership": stranger.pk})) == {
        "membership": ["この方は、この回の研究会に所属していません。"]
    }
    assert errors(office.post(ADD, typed | {"answer": "absent"})) == {
        "__all__": ["欠席の理由を入力してください。"]
    }


def test_a_closed_group_is_shown_and_nothing_more(office, group):
    row = AttendanceFactory(study_session__group=group)
    group.state = "closed"
    group.save()

    where = reverse("admin:study_sessions_attendance_change", args=[row.pk])

    assert office.get(where).status_code == 200
    assert office.post(where, {"answer": "absent", "reason": "議会"}).status_code == 403


def test_the_history_of_materials_can_be_read_and_opened(office, seventh, staff):
    old = MaterialFactory(study_session=seventh, title="次第")
    new = MaterialFactory(study_session=seventh, title="次第（訂正）", replaces=old)
    old.withdraw(by=staff)

    page = office.get("/admin/study_sessions/material/").content.decode()

    for material in (old, new):
        assert f'<a href="/materials/{material.pk}/">{material}（PDF：1KB）</a>' in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("model", "queries"), [("attendance", 9), ("material", 9)])
def test_query_count_does_not_grow(
    office, seventh, count, model, queries, django_assert_num_queries
):
    fix(seventh)
    seventh.refresh_from_db()
    for _ in range(count):
        AttendanceFactory(study_session=seventh)
        MaterialFactory(study_session=seventh)

    with django_assert_num_queries(queries):
        office.get(f"/admin/study_sessions/{model}/")
