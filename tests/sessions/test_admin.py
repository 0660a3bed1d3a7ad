"""Staff keep the programme in the admin."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import StudyGroup
from sessions import undecided
from sessions.models import Announcement, Assignment, Outline, Phase, StudySession
from support.notices.models import Notice
from support.wareki import clock
from tests.factories import MembershipFactory, StudyGroupFactory, StudySessionFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def staff(client):
    user = UserFactory(staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def change(client, staff):
    """Open a row in the admin, type something, save; gives the answer."""

    def save(row, **typed):
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        address = reverse(name, args=[row.pk])
        page = client.get(address).context["adminform"].form
        forms = [page]
        for formset in client.get(address).context["inline_admin_formsets"]:
            forms += [formset.formset.management_form, *formset.formset.forms]
        data = {field.html_name: field.value() for form in forms for field in form}
        data = {key: "" if value is None else value for key, value in data.items()}
        data = {key: value for key, value in data.items() if value is not False}
        return client.post(address, data | typed)

    return save


def test_a_date_is_typed_with_its_era_and_reminders_are_owed(kennan, meeting, change):
    member = MembershipFactory(group=kennan).user

    typed = {"fixed_on": "Ｒ５．１．２６", "starts_at": "午後1時30分", "ends_at": "16:30"}
    answer = change(meeting("s8"), **typed, place="西郷村内")

    assert answer.status_code == 302
    found = meeting("s8")
    assert (found.when_text, found.times_text) == ("令和5年1月26日（木）", "13:30～16:30")
    assert (found.announced, str(found.venue())) == ("1月", "西郷村内")
    assert Notice.objects.filter(recipient=member, kind="session_reminder").count() == 3


def test_two_days_can_be_fixed_and_cleared_again(meeting, change):
    change(meeting("s5"), fixed_on="令和4年10月20日（木）", fixed_until="2022/10/21")
    assert meeting("s5").when_text == "令和4年10月20日（木）・21日（金）"

    change(meeting("s5"), fixed_on="", fixed_until="")
    assert meeting("s5").when_text == "10月"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"fixed_on": "令和5年1月26日（金）"}, "fixed_on", "正しい日付を入力してください。"),
        ({"fixed_on": "そのうち"}, "fixed_on", "正しい日付を入力してください。"),
        ({"announced": "1月26日（金）"}, "announced", "正しくは令和5年1月26日（木）です。"),
        ({"starts_at": "13:30"}, "__all__", "確定した日が"),
        ({"fixed_until": "2023-01-26"}, "__all__", "最終日は初日より後"),
        ({"number": ""}, "__all__", "回の数字が必要です"),
        ({"venue_state": "stated"}, "__all__", "開催場所の言葉は"),
        ({"assignments-0-who": "tbd"}, None, "「未定」には氏名を入れません。"),
    ],
)
def test_a_slip_is_answered_with_a_sentence(meeting, change, typed, field, sentence):
    answer = change(meeting("s8"), **typed)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    if field:
        assert field in answer.context["adminform"].form.errors
    assert meeting("s8").when_text == "1月"


def test_words_that_are_no_date_are_taken_with_a_warning(meeting, change, client):
    change(meeting("s8"), announced="年明け")

    assert (meeting("s8").announced, meeting("s8").announced_precision) == ("年明け", "unknown")
    page = client.get(reverse("admin:study_sessions_studysession_changelist"))
    assert "「年明け」は日付として読み取れません。" in page.content.decode()


def test_an_odd_date_is_saved_with_a_word_of_warning(meeting, change, client):
    StudySession.objects.filter(key="s7").update(fixed_on="2023-02-20")

    change(meeting("s8"), fixed_on="R5.2.11", starts_at="8:00", ends_at="17:00")

    assert meeting("s8").when_text == "令和5年2月11日（土）"
    page = client.get(reverse("admin:study_sessions_studysession_changelist"))
    told = [str(message) for message in page.context["messages"] if message.level_tag == "warning"]
    assert told == [
        "令和5年2月11日（土）は、勤務日ではありません。",
        "時刻が勤務時間（8時30分から17時15分まで）の外にあります。",
        "日付が、実施概要の日程（1月）と合っていません。",
        "日付が、プログラムの順番と合っていません（第7回 令和5年2月20日（月））。",
    ]


def test_typing_a_venue_states_it(meeting, change):
    change(meeting("s8"), venue_text="矢吹町")
    assert meeting("s8").venue_state == "stated"


def test_a_person_brings_the_printed_name(meeting, change):
    first = meeting("s1").assignments.get(role="keynote")
    person = MembershipFactory(user__person__family_name="仮名").user.person
    rows = list(meeting("s1").assignments.all())
    prefix = f"assignments-{rows.index(first)}"

    change(meeting("s1"), **{f"{prefix}-who": "person", f"{prefix}-person": person.pk})

    first.refresh_from_db()
    assert (first.person, first.name) == (person, person.family_name + person.given_name)


def test_the_key_of_a_meeting_never_changes(meeting, change):
    change(meeting("s8"), key="s9", group="99")
    assert meeting("s8").key == "s8"


def test_a_meeting_can_be_added(client, staff, kennan):
    data = {
        "group": kennan.pk,
        "key": "x1",
        "kind": "extra",
        "order": 10,
        "title": "追加の打合せ",
        "status": "planned",
        "announced": "12月上旬",
        "fixed_on": "R4.12.8",
        "venue_state": "inherit",
        "format": "online",
        "contents-TOTAL_FORMS": 0,
        "contents-INITIAL_FORMS": 0,
        "assignments-TOTAL_FORMS": 0,
        "assignments-INITIAL_FORMS": 0,
    }

    answer = client.post(reverse("admin:study_sessions_studysession_add"), data)

    assert answer.status_code == 302
    found = StudySession.objects.get(key="x1")
    days = (found.fixed_on, found.announced_from, found.label)
    assert days == (dt.date(2022, 12, 8), dt.date(2022, 12, 1), "追加日程")


def test_the_months_of_a_phase_are_read(kennan, change):
    outline = Outline.objects.get()
    phases = list(outline.phases.all())

    change(outline, **{"phases-2-months": "(11月～3月)"})
    assert Phase.objects.get(pk=phases[2].pk).ends_on == dt.date(2023, 3, 31)

    answer = change(outline, **{"phases-2-months": "(11月～13月)"})
    assert "13月はありません。" in answer.content.decode()


def test_nothing_of_a_closed_group_can_be_changed(kennan, meeting, client, staff):
    StudyGroup.objects.update(state=StudyGroup.State.CLOSED)
    row = meeting("s8")
    address = reverse("admin:study_sessions_studysession_change", args=[row.pk])

    assert client.get(address).status_code == 200
    assert client.post(address, {"title": "x"}).status_code == 403
    delete = reverse("admin:study_sessions_studysession_delete", args=[row.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_a_fixed_meeting_is_cancelled_and_not_deleted(meeting, client, staff):
    StudySession.objects.filter(key="s8").update(fixed_on="2023-01-26")
    delete = reverse("admin:study_sessions_studysession_delete", args=[meeting("s8").pk])

    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_an_announcement_starts_today(client, staff):
    page = client.get(reverse("admin:study_sessions_announcement_add")).content.decode()
    assert 'value="令和4年11月28日"' in page

    data = {"audience": "members", "title": "件名", "text": "本文", "from_on": "R4.11.28"}
    answer = client.post(reverse("admin:study_sessions_announcement_add"), data)
    assert "研究会を選んでください" in answer.content.decode()
    assert not Announcement.objects.exists()


def test_the_first_page_lists_what_is_undecided_soonest_first(client, staff, kennan):
    words = {"announced": "未定", "announced_precision": "tbd", "announced_from": None}
    StudySession.objects.filter(key="s8").update(**words, announced_to=None)
    StudySession.objects.filter(key="s7").update(fixed_on="2022-12-15", place="西郷村内")
    past = ("s2", "s3", "s4", "s5", "s6")
    StudySession.objects.filter(key__in=past).update(status="held")

    found = client.get(reverse("admin:index")).context["undecided"]

    assert [(item.study_session.key, item.kind.value, item.words) for item in found] == [
        ("s1", "date", "6月上旬"),
        ("s1", "venue", "県南地方振興局管内"),
        ("s1", "person", "基調講演：未定"),
        ("s1", "talk", "演題：未定"),
        ("s1", "name", "尚綱学院大学総合人間科学系社会部門教授 藤本吉則氏"),
        ("report", "date", "1月下旬～2月上旬"),
        ("report", "venue", "県南地方振興局管内"),
        ("s8", "date", "未定"),
        ("s8", "venue", "県南地域のいずれかの町村（第2回の記載による）"),
    ]
    assert [item.study_session.key for item in found if item.is_overdue] == ["s1"]


def test_a_checked_name_leaves_the_list(kennan):
    Assignment.objects.update(needs_check=False)
    kinds = {item.kind.value for item in undecided.everything(on=clock.today())}
    assert "name" not in kinds


def test_closed_groups_leave_the_list(kennan):
    StudyGroup.objects.update(state=StudyGroup.State.CLOSED)
    assert undecided.everything(on=clock.today()) == []


@pytest.mark.parametrize("name", ["admin:index", "admin:study_sessions_studysession_changelist"])
def test_query_count_does_not_grow(client, staff, name):
    found = {}
    for count in (1, 3):
        for number in range(1, count + 1):
            StudySessionFactory(group=StudyGroupFactory(), number=number)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(name))
        found[count] = len(captured)

    assert found[1] == found[3]
