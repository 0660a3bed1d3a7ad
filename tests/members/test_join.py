"""Taking up an account: the link acts once, on POST, and says clearly when it is dead."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from members.models import Invitation, User
from members.models.invitations import hash_of
from tests.factories import MembershipFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "shirakawa-yabuki-2022"
TYPED = {"password": PASSWORD, "password_again": PASSWORD}


@pytest.fixture
def invitation():
    person = PersonFactory(family_name="𠮷田", given_name="試")
    user = UserFactory(login_id="yoshida234", person=person, email="kikaku@town.example.jp")
    return Invitation.make(user, membership=MembershipFactory(user=user))


@pytest.fixture
def url(invitation):
    return reverse("members:join", args=[invitation.token])


def test_opening_the_link_shows_name_and_sign_in_name_and_changes_nothing(client, invitation, url):
    before = Invitation.objects.values().get(), User.objects.values().get()

    page = client.get(url).content.decode()

    assert ("𠮷田　試 様" in page, 'value="yoshida234"' in page) == (True, True)
    assert (Invitation.objects.values().get(), User.objects.values().get()) == before
    assert "_auth_user_id" not in client.session


def test_a_password_opens_the_account_and_leads_home(client, invitation, url):
    response = client.post(url, TYPED)

    invitation.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, reverse("home:mine"))
    assert client.session["_auth_user_id"] == str(invitation.user_id)
    assert invitation.user.check_password(PASSWORD)
    assert invitation.used_at is not None
    addresses = EmailAddress.objects.values_list("email", "verified", "primary")
    assert list(addresses) == [("kikaku@town.example.jp", True, True)]


def test_the_token_is_not_in_the_database(invitation):
    row = Invitation.objects.values().get()

    assert invitation.token not in str(row)
    assert row["token_hash"] == hash_of(invitation.token)


def test_a_link_typed_from_paper_in_capitals_works(client, invitation):
    url = reverse("members:join", args=[invitation.token.upper()])

    assert client.get(url).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_used_link_says_so(client, url, method):
    client.post(url, TYPED)
    client.logout()

    response = getattr(client, method)(url, TYPED)

    assert response.status_code == 410
    assert "この御案内は使用済みです。" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_is_dead_after_fourteen_days(client, invitation, url, method):
    expired = timezone.now() - dt.timedelta(seconds=1)
    Invitation.objects.update(expires_at=expired)

    response = getattr(client, method)(url, TYPED)

    assert response.status_code == 410
    assert "事務局に連絡して、新しい御案内を受け取ってください。" in response.content.decode()
    assert not invitation.user.has_usable_password() or not invitation.user.check_password(PASSWORD)


def test_an_unknown_link_asks_to_check_the_address(client):
    response = client.get(reverse("members:join", args=["2222-3333"]))

    assert response.status_code == 410
    assert "アドレスの最後まで入力されているか" in response.content.decode()


def test_the_link_of_a_closed_account_is_dead(client, invitation, url):
    User.objects.update(is_active=False)

    assert client.post(url, TYPED).status_code == 410


@pytest.mark.parametrize(
    ("password", "again", "field"),
    [
        ("short", "short", "password"),
        ("123456789012", "123456789012", "password"),
        ("yoshida234xx", "yoshida234xx", "password"),
        (PASSWORD, PASSWORD + "x", "password_again"),
        ("", "", "password"),
    ],
)
def test_a_weak_or_mistyped_password_is_asked_again(
    client, invitation, url, password, again, field
):
    response = client.post(url, {"password": password, "password_again": again})

    invitation.refresh_from_db()
    assert (response.status_code, invitation.used_at) == (422, None)
    assert field in response.context["form"].errors


def test_two_people_with_one_mail_address_each_get_their_own_account(client):
    links = [
        Invitation.make(UserFactory(login_id=login_id, email="kikaku@town.example.jp"))
        for login_id in ("takahashi234", "yamazaki567")
    ]

    for invitation in links:
        client.post(reverse("members:join", args=[invitation.token]), TYPED)

    for invitation in links:
        client.logout()
        assert client.login(username=invitation.user.login_id, password=PASSWORD)
        assert client.session["_auth_user_id"] == str(invitation.user_id)


def test_whoever_has_a_second_factor_is_asked_for_it(client):
    colleague = UserFactory(staff=True)

    response = client.post(reverse("members:join", args=[Invitation.make(colleague).token]), TYPED)

    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_a_new_colleague_sets_up_the_second_factor_first(client):
    colleague = UserFactory(is_staff=True, is_superuser=True)

    client.post(reverse("members:join", args=[Invitation.make(colleague).token]), TYPED)

    assert client.get(reverse("home:mine"))["Location"] == reverse("mfa_index")
