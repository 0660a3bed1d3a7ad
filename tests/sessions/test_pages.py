"""The public pages of a programme."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import StudyGroup
from sessions.models import Outline, Phase, StudySession
from tests.factories import (
    AnnouncementFactory,
    AssignmentFactory,
    MembershipFactory,
    OutlineFactory,
    StudyGroupFactory,
    StudySessionFactory,
)

pytestmark = pytest.mark.django_db


def outline_of(client, group):
    return client.get(reverse("sessions:outline", args=[group.slug]))


def test_the_outline_has_every_word_of_the_source(client, kennan):
    html = outline_of(client, kennan).content.decode()
    outline = kennan.outline

    printed = [outline.heading, outline.theme, outline.subtitle]
    printed += [outline.points_heading, outline.flow_heading]
    printed += [outline.background_heading, outline.conditions_heading]
    printed += [item.text for item in outline.items.all()]
    for phase in outline.phases.all():
        printed += [phase.label, phase.detail, phase.months]
    for row in kennan.study_sessions.all():
        printed += [row.title, row.announced, row.venue_text, row.activity]
        printed += [content.text for content in row.contents.all()]
        printed += [one.who_text for one in row.assignments.all()]

    assert [words for words in printed if words not in html] == []


def test_today_decides_the_phase_and_the_next_meeting(client, kennan):
    page = outline_of(client, kennan).context

    assert page["current_phases"] == [Phase.objects.get(order=3)]
    assert page["next_step"].study_session.key == "s6"


def test_what_is_held_is_behind_and_what_is_cancelled_is_no_next(client, kennan):
    StudySession.objects.filter(key="s5").update(status="held")
    StudySession.objects.filter(key="s6").update(status="cancelled")

    steps = outline_of(client, kennan).context["steps"]

    found = {step.study_session.key: step.stage.value for step in steps}
    assert (found["s5"], found["s6"], found["s7"]) == ("done", "cancelled", "next")


def test_a_group_in_preparation_is_nobodys_business(client, kennan):
    StudyGroup.objects.update(state=StudyGroup.State.PREPARING)

    addresses = [kennan.get_absolute_url(), kennan.study_sessions.first().get_absolute_url()]

    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_a_group_without_an_outline_says_so(client):
    html = outline_of(client, StudyGroupFactory()).content.decode()
    assert "この研究会の実施概要は準備中です。" in html


def test_nominating_is_offered_while_it_is_open(client, kennan):
    button = reverse("members:nominate", args=[kennan.slug])
    assert button not in outline_of(client, kennan).content.decode()

    StudyGroup.objects.update(state=StudyGroup.State.RECRUITING)
    assert button in outline_of(client, kennan).content.decode()


def test_a_closed_group_stays_public(client, kennan):
    StudyGroup.objects.update(state=StudyGroup.State.CLOSED)
    assert outline_of(client, kennan).status_code == 200


def test_meetings_know_their_neighbours(client, kennan):
    page = client.get(reverse("sessions:session", args=[kennan.slug, "s8"])).context
    assert (page["before"].key, page["after"].key) == ("s7", "report")


@pytest.mark.parametrize("key", ["s99", "x1", "members", "S1"])
def test_there_are_no_other_meetings(client, kennan, key):
    assert client.get(f"/g/{kennan.slug}/{key}/").status_code in (302, 404)


def test_a_meeting_of_another_group_is_not_found(client, kennan):
    other = StudySessionFactory(number=30, key="s30")
    assert client.get(f"/g/{kennan.slug}/{other.key}/").status_code == 404


def test_a_person_of_another_group_is_not_found(client, kennan):
    stranger = AssignmentFactory().person
    address = reverse("sessions:person", args=[kennan.slug, stranger.pk])
    assert client.get(address).status_code == 404


def test_words_of_staff_are_text_and_not_markup(client, kennan):
    Outline.objects.update(theme="<script>alert(1)</script>")
    html = outline_of(client, kennan).content.decode()
    assert "<script>alert" not in html


def test_announcements_are_for_whom_they_are_meant(client, kennan):
    everybody = AnnouncementFactory(group=kennan)
    inside = AnnouncementFactory(group=kennan, audience="members")
    AnnouncementFactory(group=kennan, from_on="2022-12-01")
    AnnouncementFactory(group=kennan, until_on="2022-11-27")
    AnnouncementFactory(group=StudyGroupFactory())

    assert list(outline_of(client, kennan).context["announcements"]) == [everybody]

    client.force_login(MembershipFactory(group=kennan).user)
    assert list(outline_of(client, kennan).context["announcements"]) == [inside, everybody]


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_query_count_does_not_grow(client):
    found = {}
    for count in (1, 3):
        group = OutlineFactory().group
        for number in range(1, count + 1):
            row = StudySessionFactory(group=group, number=number)
            row.contents.create(order=1, text="提言まとめ")
            person = AssignmentFactory(study_session=row).person
            AnnouncementFactory(group=group)
        last = reverse("sessions:person", args=[group.slug, person.pk])
        addresses = (group.get_absolute_url(), row.get_absolute_url(), last)
        found[count] = [queries(client, address) for address in addresses]

    assert found[1] == found[3]
