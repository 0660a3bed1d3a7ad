"""Staff decide on nominations in the admin, several at once."""

import datetime as dt

import pytest
from django.urls import reverse

from members.models import Invitation, Membership, Nomination, Person, StudyGroup, User
from support.notices.models import Notice
from tests.factories import (
    MembershipFactory,
    NominationFactory,
    OrganisationFactory,
    PersonFactory,
    StudyGroupFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LIST = "admin:members_nomination_changelist"


@pytest.fixture
def staff(client):
    user = UserFactory(staff=True, login_id="karina")
    client.force_login(user)
    return user


@pytest.fixture
def group():
    return StudyGroupFactory(slug="r5-kennan", state=StudyGroup.State.RECRUITING)


def decide(client, action, *nominations, **typed):
    chosen = [nomination.pk for nomination in nominations]
    return client.post(reverse(LIST), {"action": action, "_selected_action": chosen, **typed})


def test_choosing_asks_first_and_changes_nothing(client, staff, group):
    first = NominationFactory(group=group)

    response = decide(client, "accept", first)

    assert response.status_code == 200
    assert first.name in response.content.decode()
    assert (User.objects.exclude(pk=staff.pk).count(), Notice.objects.count()) == (0, 0)


def test_accepting_gives_account_membership_and_mail_to_each(client, staff, group):
    shirakawa = OrganisationFactory(code="072052", name="白河市", sort_order=72052)
    yabuki = NominationFactory(group=group, family_name="勅使河原", family_kana="てしがわら")
    city = NominationFactory(group=group, organisation=shirakawa, family_name="𠮷田")

    decide(client, "accept", yabuki, city, confirmed="yes")

    rows = Membership.objects.in_official_order()
    assert [(row.user.name, str(row.organisation), row.role, row.starts_on) for row in rows] == [
        (city.name, "白河市", "member", dt.date(2022, 11, 28)),
        (yabuki.name, "矢吹町", "member", dt.date(2022, 11, 28)),
    ]
    assert [(row.department, row.post) for row in rows] == [("架空総務課", "主事")] * 2
    assert rows[1].user.login_id.startswith("teshigawara")
    assert set(Nomination.objects.values_list("state", "decided_by")) == {("accepted", staff.pk)}
    owed = Notice.objects.values_list("kind", "recipient", "due_on")
    assert set(owed) == {("invitation_member", row.user_id, dt.date(2022, 11, 28)) for row in rows}


def test_two_accepted_people_with_one_mail_address_have_two_accounts(client, staff, group):
    both = [NominationFactory(group=group, email="soumu@town.example.jp") for _ in range(2)]

    decide(client, "accept", *both, confirmed="yes")

    users = User.objects.filter(email="soumu@town.example.jp")
    assert (users.count(), users.values("login_id").distinct().count()) == (2, 2)


def test_accepting_twice_makes_nothing_twice(client, staff, group):
    nomination = NominationFactory(group=group)
    decide(client, "accept", nomination, confirmed="yes")

    decide(client, "accept", nomination, confirmed="yes")

    assert (Membership.objects.count(), Invitation.objects.count()) == (1, 1)


def test_somebody_of_an_earlier_year_keeps_the_account(client, staff, group):
    person = PersonFactory(family_name="山﨑", given_name="例子")
    known = MembershipFactory(user__person=person, user__is_active=False).user
    nomination = NominationFactory(group=group, family_name="山崎", given_name="例子")
    account = {f"account_{nomination.pk}": known.pk}

    asked = decide(client, "accept", nomination)
    decide(client, "accept", nomination, confirmed="yes", **account)

    known.refresh_from_db()
    assert known.login_id in asked.content.decode()
    assert (Person.objects.filter(given_name="例子").count(), known.is_active) == (1, True)
    assert set(known.memberships.values_list("group", flat=True)) >= {group.pk}


def test_a_known_account_with_a_password_gets_no_link(client, staff, group):
    person = PersonFactory(family_name="山﨑", given_name="例子")
    known = UserFactory(person=person)
    known.set_password("shirakawa-yabuki-2022")
    known.save()
    nomination = NominationFactory(group=group, family_name="山﨑", given_name="例子")

    decide(client, "accept", nomination, confirmed="yes", **{f"account_{nomination.pk}": known.pk})

    assert list(Notice.objects.values_list("kind", flat=True)) == ["membership_confirmed"]
    assert not Invitation.objects.exists()


def test_declining_keeps_the_reason_and_sends_nothing(client, staff, group):
    nomination = NominationFactory(group=group)

    decide(client, "decline", nomination, confirmed="yes", reason="定員を超えたため。")

    nomination.refresh_from_db()
    assert (nomination.state, nomination.decline_reason) == ("declined", "定員を超えたため。")
    assert (Notice.objects.count(), Membership.objects.count()) == (0, 0)


def test_declining_asks_for_a_reason(client, staff, group):
    nomination = NominationFactory(group=group)

    response = decide(client, "decline", nomination, confirmed="yes", reason="")

    nomination.refresh_from_db()
    assert (response.status_code, nomination.state) == (422, "received")


def test_a_closed_group_decides_nothing(client, staff, group):
    nomination = NominationFactory(group=group)
    StudyGroup.objects.update(state=StudyGroup.State.CLOSED)

    decide(client, "accept", nomination, confirmed="yes")

    nomination.refresh_from_db()
    assert nomination.state == "received"


@pytest.mark.parametrize("words", ["高橋", "髙橋", "高橋見本"])
def test_the_list_finds_names_however_they_are_spelled(client, staff, group, words):
    NominationFactory(group=group)
    NominationFactory(group=group, family_name="髙橋", given_name="見本")

    response = client.get(reverse(LIST), {"q": words})

    assert [row.name for row in response.context["cl"].result_list] == ["髙橋　見本"]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_list_does_not_grow(
    client, staff, group, count, django_assert_num_queries
):
    NominationFactory.create_batch(count, group=group)

    with django_assert_num_queries(8):
        client.get(reverse(LIST))
