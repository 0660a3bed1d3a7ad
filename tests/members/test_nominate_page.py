"""The public nomination form and its receipt, as a training officer meets them."""

import datetime as dt

import pytest
from django.urls import Resolver404, resolve, reverse

from members.models import Nomination, StudyGroup
from support.wareki import clock
from tests.factories import NominationFactory, OrganisationFactory, StudyGroupFactory
from tests.members.test_names import SAMPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return StudyGroupFactory(
        slug="r5-kennan",
        state=StudyGroup.State.RECRUITING,
        nominations_due_on=dt.date(2022, 12, 9),
    )


@pytest.fixture
def url(group):
    return reverse("members:nominate", args=[group.slug])


@pytest.fixture
def typed():
    return {
        "organisation": OrganisationFactory().pk,
        "family_name": "髙橋",
        "given_name": "見本",
        "family_kana": "タカハシ",
        "given_kana": "ﾐﾎﾝ",
        "department": "架空企画課",
        "post": "主査",
        "email": "Kikaku@town.example.jp",
        "phone": "０２４８（００）００００",
        "extension": "内線213",
        "motivation": "一緒に考えてみたい。",
        "nominator_name": "仮名　ゆき",
        "nominator_email": "jinji@town.example.jp",
        "nominator_phone": "0248-00-0001",
        "consent": "on",
        "form_token": "5b0c4a3e-0000-4000-8000-000000000001",
    }


def test_a_complete_form_leads_to_its_receipt(client, url, typed):
    response = client.post(url, typed)

    nomination = Nomination.objects.get()
    assert (response.status_code, response["Location"]) == (302, nomination.get_absolute_url())
    assert (nomination.kana, nomination.email, nomination.phone, nomination.extension) == (
        "たかはし　みほん",
        "kikaku@town.example.jp",
        "0248-00-0000",
        "213",
    )


@pytest.mark.parametrize("row", SAMPLE, ids=[row[2] for row in SAMPLE])
def test_every_name_goes_through_the_form_unchanged(client, url, typed, row):
    parts = dict(zip(("family_name", "given_name", "family_kana", "given_kana"), row, strict=True))

    client.post(url, {**typed, **parts})

    assert Nomination.objects.values(*parts).get() == parts


def test_what_was_typed_is_kept_with_the_errors(client, url, typed):
    response = client.post(url, {**typed, "phone": "22-1111", "family_kana": "高橋"})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"phone", "family_kana"}
    for value in ("髙橋", "22-1111", "一緒に考えてみたい。", typed["form_token"]):
        assert value in response.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("organisation", "99999999"),
        ("organisation", ""),
        ("family_name", "\ue000田"),
        ("family_name", "見" * 51),
        ("motivation", ""),
        ("email", f"kikaku@{'a.' * 124}example.jp"),
        ("nominator_email", "jinji"),
        ("consent", ""),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client, url, typed, field, value):
    response = client.post(url, {**typed, field: value})

    assert (response.status_code, set(response.context["form"].errors)) == (422, {field})
    assert not Nomination.objects.exists()


@pytest.mark.parametrize("character", ["\n", "\r\n", "\t", "\x1b", "\x85", "\u2028"])
@pytest.mark.parametrize("field", ["family_name", "department", "post", "nominator_name"])
def test_a_line_break_cannot_put_a_line_of_its_own_into_a_mail(
    client, url, typed, field, character
):
    response = client.post(url, {**typed, field: f"架空課{character}急ぎのお知らせ"})

    assert (response.status_code, set(response.context["form"].errors)) == (422, {field})
    assert not Nomination.objects.exists()


@pytest.mark.parametrize("field", ["email", "phone", "extension", "nominator_email"])
def test_no_address_or_number_keeps_a_line_break(client, url, typed, field):
    client.post(url, {**typed, field: f"{typed[field]}\n213"})

    kept = Nomination.objects.values_list(field, flat=True)
    assert not any("\n" in value for value in kept)


def test_somebody_may_write_about_aims_in_several_lines(client, url, typed):
    client.post(url, {**typed, "motivation": "一緒に考えてみたい。\n学びたい。"})

    assert Nomination.objects.get().motivation == "一緒に考えてみたい。\n学びたい。"


def test_a_name_of_one_word_is_enough(client, url, typed):
    client.post(url, {**typed, "given_name": "", "given_kana": "", "family_name": "SAMPLE"})

    assert Nomination.objects.get().name == "SAMPLE"


def test_a_given_name_needs_its_reading(client, url, typed):
    response = client.post(url, {**typed, "given_kana": ""})

    assert set(response.context["form"].errors) == {"given_kana"}


def test_the_same_form_posted_twice_leads_to_the_same_receipt(client, url, typed):
    first, second = client.post(url, typed), client.post(url, typed)

    assert (first["Location"], Nomination.objects.count()) == (second["Location"], 1)


def test_the_same_person_from_a_new_form_is_told_so(client, url, typed):
    client.post(url, typed)

    response = client.post(url, {**typed, "form_token": "5b0c4a3e-0000-4000-8000-000000000002"})

    assert response.status_code == 422
    assert "この方の推薦書を受け付けています" in response.content.decode()


def test_organisations_stand_in_official_order(client, url):
    OrganisationFactory(code="074811", name="棚倉町", sort_order=74811)
    OrganisationFactory(code="070009", name="福島県", sort_order=70009)
    OrganisationFactory()

    form = client.get(url).context["form"]

    assert [str(body) for body in form.fields["organisation"].queryset] == [
        "福島県",
        "矢吹町",
        "棚倉町",
    ]


def test_after_the_last_day_the_page_says_so(client, url):
    with clock.stopped(dt.datetime(2022, 12, 10, 0, 0, tzinfo=clock.TOKYO)):
        response = client.get(url)

    assert response.status_code == 403
    assert "推薦の受付は令和4年12月9日（金）で終了しました。" in response.content.decode()


def test_a_form_typed_over_midnight_keeps_what_was_typed(client, url, typed):
    with clock.stopped(dt.datetime(2022, 12, 10, 0, 0, tzinfo=clock.TOKYO)):
        response = client.post(url, typed)

    assert response.status_code == 422
    assert "一緒に考えてみたい。" in response.content.decode()


def test_a_group_in_preparation_is_not_there_yet(client, group, url):
    StudyGroup.objects.update(state=StudyGroup.State.PREPARING)

    assert client.get(url).status_code == 404


def test_the_receipt_shows_the_name_to_the_sender_only(client, url, typed):
    receipt = client.post(url, typed)["Location"]

    assert "髙橋　見本" in client.get(receipt).content.decode()
    client.cookies.clear()
    others = client.get(receipt)
    assert (others.status_code, "髙橋" in others.content.decode()) == (200, False)
    assert "r5-kennan-001" in others.content.decode()


def test_the_next_form_knows_who_is_nominating(client, url, typed):
    client.post(url, typed)

    form = client.get(url).context["form"]

    assert (form["organisation"].value(), form["nominator_name"].value()) == (
        typed["organisation"],
        "仮名　ゆき",
    )
    assert form["family_name"].value() is None


def test_a_receipt_cannot_be_guessed_from_its_number(client, group):
    NominationFactory(group=group)

    assert client.get(reverse("members:receipt", args=[group.slug, "1"])).status_code == 404


@pytest.mark.parametrize("key", ["\0", "見本", "a b"])
def test_what_is_no_receipt_key_has_no_page(key):
    with pytest.raises(Resolver404):
        resolve(f"/g/r5-kennan/nominate/receipts/{key}/")
