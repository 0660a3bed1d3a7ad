"""The page with each hypothesis and what the findings say of it."""

import pytest
from django.urls import reverse

from fieldwork.models import Hypothesis, Verification
from tests.factories import (
    FindingFactory,
    HypothesisFactory,
    MembershipFactory,
    StudyGroupFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MembershipFactory()


def page(group, name="hypotheses", *args):
    return reverse(f"fieldwork:{name}", args=[group.slug, *args])


def test_it_shows_each_finding_with_its_stance(client, member):
    hypothesis = HypothesisFactory(group=member.group, number=1)
    finding = FindingFactory(visit__group=member.group, text="欄が38か所あった。")
    Verification.objects.create(finding=finding, hypothesis=hypothesis, stance="refutes")
    client.force_login(member.user)

    text = client.get(page(member.group)).content.decode()

    assert "仮説1" in text
    assert "支持しない" in text
    assert "欄が38か所あった。" in text


def test_it_numbers_a_new_hypothesis_after_the_last(client, member):
    HypothesisFactory(group=member.group, number=2)
    client.force_login(member.user)

    response = client.post(
        page(member.group, "add-hypothesis"), {"text": "仮説", "verdict": "open"}
    )

    assert response.status_code == 302
    assert list(member.group.hypotheses.values_list("number", "text")) == [
        (2, "窓口の負担は、様式と手順が課ごとに異なることから生じている。"),
        (3, "仮説"),
    ]


def test_it_keeps_what_was_typed_when_something_is_missing(client, member):
    client.force_login(member.user)

    response = client.post(page(member.group, "add-hypothesis"), {"text": "言葉", "verdict": ""})

    assert response.status_code == 422
    assert "言葉" in response.content.decode()
    assert not Hypothesis.objects.exists()


def test_it_hides_another_groups_hypothesis(client, member):
    elsewhere = HypothesisFactory(group=StudyGroupFactory())
    client.force_login(member.user)

    response = client.get(page(member.group, "edit-hypothesis", elsewhere.pk))

    assert response.status_code == 404


def test_it_writes_nothing_once_the_group_is_closed(client):
    member = MembershipFactory(group__closed=True)
    client.force_login(member.user)

    assert client.get(page(member.group)).status_code == 200
    response = client.post(page(member.group, "add-hypothesis"), {"text": "後", "verdict": "open"})

    assert response.status_code == 403
    assert "この研究会は終了しました" in response.content.decode()
    assert not Hypothesis.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(client, member, count, django_assert_num_queries):
    for hypothesis in HypothesisFactory.create_batch(count, group=member.group):
        for visit in VisitFactory.create_batch(count, group=member.group):
            finding = FindingFactory(visit=visit)
            Verification.objects.create(finding=finding, hypothesis=hypothesis, stance="supports")
    client.force_login(member.user)

    # login session, user, group, right to write, hypotheses, verifications, name in the header
    with django_assert_num_queries(7):
        client.get(page(member.group))


def test_the_same_form_sent_twice_makes_one_hypothesis(client, member):
    client.force_login(member.user)
    address = page(member.group, "add-hypothesis")
    token = str(client.get(address).context["form"].initial["form_token"])
    typed = {"form_token": token, "text": "様式が多すぎる。", "verdict": "open"}

    first, second = client.post(address, typed), client.post(address, typed)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Hypothesis.objects.count() == 1


def test_a_token_of_another_group_is_a_token_like_any_other(client, member):
    elsewhere = HypothesisFactory(group=StudyGroupFactory())
    client.force_login(member.user)
    typed = {"form_token": str(elsewhere.form_token), "text": "様式が多い。", "verdict": "open"}

    assert client.post(page(member.group, "add-hypothesis"), typed).status_code == 302
    assert member.group.hypotheses.get().text == "様式が多い。"


def test_it_shows_what_somebody_else_has_saved_meanwhile(client, member):
    hypothesis = HypothesisFactory(group=member.group, text="初めの言葉。")
    client.force_login(member.user)
    address = page(member.group, "edit-hypothesis", hypothesis.pk)
    seen_at = client.get(address).context["form"].initial["seen_at"]
    hypothesis.text = "別の人の言葉。"
    hypothesis.save()

    typed = {"text": "自分の言葉。", "verdict": "open", "seen_at": seen_at}
    response = client.post(address, typed)

    text = response.content.decode()
    assert response.status_code == 422
    assert "ほかの人がこの記録を保存しました" in text
    assert response.context["form"].kept == [("仮説", "別の人の言葉。")]
    assert "自分の言葉。" in text
    hypothesis.refresh_from_db()
    assert hypothesis.text == "別の人の言葉。"

    again = response.context["form"]["seen_at"].value()
    assert client.post(address, typed | {"seen_at": again}).status_code == 302
    hypothesis.refresh_from_db()
    assert hypothesis.text == "自分の言葉。"
