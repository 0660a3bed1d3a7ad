"""Logging a visit and noting what was found out."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from fieldwork.models import Finding, Visit
from tests.factories import FindingFactory, HypothesisFactory, MembershipFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    member = MembershipFactory()
    client.force_login(member.user)
    return member


def page(group, name, *args):
    return reverse(f"fieldwork:{name}", args=[group.slug, *args])


def typed(**fields):
    return {
        "form_token": str(uuid.uuid4()),
        "kind": "hearing",
        "host": "みどり地区（架空）",
        "place": "みどり地区集会所",
        "visited_on": "2022-08-25",
        "starts_at": "13:30",
        "ends_at": "15:30",
        "interviewees": "行政区長ほか",
        "notes": "「孫が帰ってくると聞ける。」",
        **fields,
    }


def test_it_keeps_who_when_where_and_what_was_said(client, member):
    fields = typed(visitors=[member.pk])

    response = client.post(page(member.group, "record-visit"), fields)

    visit = Visit.objects.get()
    assert response.url == visit.get_absolute_url()
    assert (visit.host, visit.visited_on) == ("みどり地区（架空）", dt.date(2022, 8, 25))
    assert (visit.starts_at, visit.ends_at) == (dt.time(13, 30), dt.time(15, 30))
    assert list(visit.visitors.all()) == [member]
    assert visit.created_by == member.user


def test_the_same_form_sent_twice_makes_one_visit(client, member):
    fields = typed()

    first = client.post(page(member.group, "record-visit"), fields)
    second = client.post(page(member.group, "record-visit"), fields)

    assert first.url == second.url
    assert Visit.objects.count() == 1


def test_it_accepts_an_era_date(client, member):
    client.post(page(member.group, "record-visit"), typed(visited_on="令和４年８月２５日"))

    assert Visit.objects.get().visited_on == dt.date(2022, 8, 25)


def test_it_asks_for_the_times_again_when_the_end_comes_first(client, member):
    response = client.post(page(member.group, "record-visit"), typed(ends_at="09:00"))

    assert response.status_code == 422
    assert "終了の時刻が開始より前" in response.content.decode()
    assert "みどり地区（架空）" in response.content.decode()
    assert not Visit.objects.exists()


def test_it_offers_only_people_of_the_group_as_visitors(client, member):
    stranger = MembershipFactory()

    response = client.post(page(member.group, "record-visit"), typed(visitors=[stranger.pk]))

    assert response.status_code == 422
    assert not Visit.objects.exists()


def test_a_finding_says_something_of_a_hypothesis_or_nothing(client, member):
    first, second = HypothesisFactory.create_batch(2, group=member.group)
    visit = VisitFactory(group=member.group)

    client.post(
        page(member.group, "note-finding", visit.pk),
        {"kind": "knowledge", "text": "様式が減った。", f"hypothesis_{first.pk}": "supports"},
    )

    finding = Finding.objects.get()
    assert list(finding.verifications.values_list("hypothesis", "stance")) == [
        (first.pk, "supports")
    ]
    assert not second.verifications.exists()


def test_editing_a_finding_replaces_what_it_says(client, member):
    hypothesis = HypothesisFactory(group=member.group)
    finding = FindingFactory(visit__group=member.group)
    url = page(member.group, "edit-finding", finding.pk)
    fields = {"kind": "insight", "text": "言い直した。"}

    client.post(url, {**fields, f"hypothesis_{hypothesis.pk}": "supports"})
    client.post(url, {**fields, f"hypothesis_{hypothesis.pk}": "refutes"})

    finding.refresh_from_db()
    assert finding.text == "言い直した。"
    assert list(finding.verifications.values_list("stance", flat=True)) == ["refutes"]


def test_the_same_form_sent_twice_makes_one_finding(client, member):
    url = page(member.group, "note-finding", VisitFactory(group=member.group).pk)
    fields = {"kind": "insight", "text": "様式が減った。", "form_token": str(uuid.uuid4())}

    first, second = client.post(url, fields), client.post(url, fields)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Finding.objects.count() == 1


def test_a_finding_that_was_saved_meanwhile_is_shown_beside(client, member):
    hypothesis = HypothesisFactory(group=member.group, text="様式が多い。")
    finding = FindingFactory(visit__group=member.group, text="初めの言葉。")
    url = page(member.group, "edit-finding", finding.pk)
    mine, theirs = (dict(client.get(url).context["form"].initial) for _ in range(2))
    stance = f"hypothesis_{hypothesis.pk}"

    client.post(url, {**theirs, "text": "別の人の言葉。", stance: "supports"})
    response = client.post(url, {**mine, "text": "自分の言葉。"})

    assert response.status_code == 422
    assert response.context["form"].kept == [
        ("気づき・知見", "別の人の言葉。"),
        (f"{hypothesis}　様式が多い。", "支持する"),
    ]
    finding.refresh_from_db()
    assert finding.text == "別の人の言葉。"


def test_a_log_that_was_saved_meanwhile_is_not_written_over(client, member):
    visit = VisitFactory(group=member.group, notes="")
    url = page(member.group, "edit-visit", visit.pk)
    seen_at = client.get(url).context["form"].initial["seen_at"]

    client.post(url, typed(notes="別の人の記録。", visitors=[member.pk], seen_at=seen_at))
    response = client.post(url, typed(notes="自分の記録。", seen_at=seen_at))

    assert response.status_code == 422
    assert response.context["form"].kept == [
        ("訪問者", member.user.name),
        ("聞き取りメモ", "別の人の記録。"),
    ]
    visit.refresh_from_db()
    assert visit.notes == "別の人の記録。"
    assert list(visit.visitors.all()) == [member]


def test_a_visitor_who_has_left_the_group_stays_in_the_log(client, member):
    left = MembershipFactory(group=member.group, ends_on=dt.date(2022, 10, 31))
    visit = VisitFactory(group=member.group)
    visit.visitors.set([left])
    url = page(member.group, "edit-visit", visit.pk)

    assert left.user.name in client.get(url).content.decode()
    client.post(url, typed(visitors=[left.pk, member.pk]))

    assert set(visit.visitors.all()) == {left, member}


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(client, member, count, django_assert_num_queries):
    for visit in VisitFactory.create_batch(count, group=member.group):
        FindingFactory.create_batch(count, visit=visit)

    # login session, user, group, right to write, visits, name in the header
    with django_assert_num_queries(6):
        client.get(page(member.group, "visits"))
