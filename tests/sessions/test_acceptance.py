"""The twelve acceptance examples of the programme."""

import csv
import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from sessions import reminders
from sessions.actions import clear_date, fix_date
from sessions.models import Assignment, Phase, StudySession
from sessions.programme.exporting import as_yaml, export
from support.notices.models import Notice
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def text_of(response):
    """What a reader sees: the words in one line, without tags and double spaces."""
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


@pytest.fixture
def outline_page(client, kennan):
    return lambda: client.get(reverse("sessions:outline", args=[kennan.slug]))


@pytest.fixture
def page(client, kennan):
    return lambda key: text_of(client.get(reverse("sessions:session", args=[kennan.slug, key])))


def test_1_the_venue_is_inherited_from_its_rule_not_from_the_meeting_before(meeting, page):
    area, note = "県南地域のいずれかの町村", "（第2回の記載による）"
    found = {key: str(meeting(key).venue()) for key in ("s2", "s3", "s4", "s5", "s6")}

    assert found == {
        "s2": area,
        "s3": "県南地域等",
        "s4": area + note,
        "s5": "ヒアリング先",
        "s6": area + note,
    }
    assert f"開催場所：{area}{note}" in page("s4")
    assert "開催場所：ヒアリング先" in page("s5")


def test_2_announced_words_are_shown_and_the_order_is_that_of_the_programme(kennan, meeting, page):
    assert (meeting("s1").when_text, meeting("report").when_text) == (
        "6月上旬",
        "1月下旬～2月上旬",
    )
    assert "日程：6月上旬" in page("s1")
    keys = kennan.study_sessions.in_order().values_list("key", flat=True)
    assert list(keys) == ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "report"]


def test_3_the_eighth_meeting_lies_in_2023(meeting):
    window = (meeting("s8").announced_from, meeting("s8").announced_to)
    assert window == (dt.date(2023, 1, 1), dt.date(2023, 1, 31))


def test_4_a_fixed_date_is_shown_and_clearing_it_brings_the_words_back(kennan, meeting, page):
    staff = UserFactory(staff=True)

    fix_date(meeting("s1"), first=dt.date(2022, 6, 9), by=staff)
    assert meeting("s1").when_text == "令和4年6月9日（木）"
    assert "日程：令和4年6月9日（木）" in page("s1")
    assert export(kennan)["sessions"][0]["when_ja"] == "6月上旬"

    clear_date(meeting("s1"), by=staff)
    assert meeting("s1").when_text == "6月上旬"
    assert "日程：6月上旬" in page("s1")


def test_5_undecided_is_printed_only_where_it_is_printed(page):
    first, second = page("s1"), page("s2")

    assert "基調講演：未定" in first
    assert "演題：未定" in first
    assert "基調講演" not in second
    assert "未定" not in second


def test_6_one_person_has_eight_assignments_in_two_roles(client, kennan):
    lecturer = Assignment.objects.filter(name="藤本吉則").first().person

    response = client.get(reverse("sessions:person", args=[kennan.slug, lecturer.pk]))

    rows = [(row.study_session.key, row.role_text) for row in response.context["assignments"]]
    assert rows == [("s1", "コーディネーター")] + [(f"s{n}", "講師") for n in range(2, 9)]
    assert response.context["roles"] == ["コーディネーター", "講師"]
    assert "報告会" not in text_of(response)


def test_7_a_venue_of_its_own_changes_no_other_meeting(kennan, meeting):
    before = {row.key: row.venue() for row in kennan.study_sessions.with_venue()}

    StudySession.objects.filter(key="s4").update(place="矢吹町")

    after = {row.key: row.venue() for row in kennan.study_sessions.with_venue()}
    assert str(after.pop("s4")) == "矢吹町"
    assert after == {key: venue for key, venue in before.items() if key != "s4"}


def test_8_an_announced_month_reminds_nobody(kennan, meeting):
    MembershipFactory(group=kennan)

    for row in kennan.study_sessions.all():
        reminders.owe(row)

    assert (meeting("s3").is_fixed, meeting("s3").first_day) == (False, None)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("day", "phases"),
    [
        (dt.date(2023, 1, 5), [3]),
        (dt.date(2022, 7, 31), [1]),
        (dt.date(2022, 5, 15), []),
        (dt.date(2022, 8, 1), [2]),
        (dt.date(2023, 2, 28), [3]),
        (dt.date(2023, 3, 1), []),
    ],
)
def test_9_the_phase_follows_from_the_day(kennan, day, phases):
    assert list(Phase.objects.on(day).values_list("order", flat=True)) == phases


def test_9_the_phase_of_a_meeting_follows_from_its_announced_month(kennan):
    phases = list(Phase.objects.all())
    found = {row.key: row.phase_among(phases).order for row in kennan.study_sessions.all()}

    first, second, third = ("s1", "s2"), ("s3", "s4", "s5"), ("s6", "s7", "s8", "report")
    assert found == {
        **dict.fromkeys(first, 1),
        **dict.fromkeys(second, 2),
        **dict.fromkeys(third, 3),
    }


def test_10_the_words_survive_cp932_and_would_not_survive_shift_jis(kennan):
    sheet = io.StringIO()
    csv.writer(sheet).writerows([[line] for line in as_yaml(export(kennan)).splitlines()])

    # The English notes of the file have a 絅 that no old code page knows; the source has not.
    printed = "\n".join(line for line in sheet.getvalue().splitlines() if "note:" not in line)

    assert printed.encode("cp932").decode("cp932") == printed
    with pytest.raises(UnicodeEncodeError):
        printed.encode("shift_jis")


def test_11_eight_meetings_are_counted_with_the_report_meeting_present(kennan):
    numbered = kennan.study_sessions.numbered()
    assert (numbered.count(), kennan.study_sessions.count()) == (8, 9)


def test_12_a_new_affiliation_leaves_the_pages_of_2022_as_they_were(kennan, page):
    before = page("s2")
    lecturer = Assignment.objects.filter(name="藤本吉則").first().person

    lecturer.family_name, lecturer.given_name = "藤本", "吉則"
    lecturer.save()
    Assignment.objects.create(
        study_session=StudySession.objects.get(key="report"),
        role="evaluator",
        who="person",
        person=lecturer,
        name="藤本吉則",
        affiliation="架空大学",
        post="学長",
    )

    assert page("s2") == before
    assert "尚綱学院大学総合人間科学系社会部門教授 藤本吉則氏" in before
