"""Signing in, and setting a password again, where people share a mail address and a network."""

import re

import pyotp
import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse
from django.utils import timezone

from members import actions
from members.models import Invitation, User
from tests.factories import MembershipFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "shirakawa-yabuki-2022"
SHARED = "kikaku@town.example.jp"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def pair():
    """Two people of one office with one mail address."""
    users = [
        UserFactory(
            login_id="takahashi234", person=PersonFactory(family_name="髙橋"), email=SHARED
        ),
        UserFactory(login_id="yamazaki567", person=PersonFactory(family_name="山﨑"), email=SHARED),
    ]
    for user in users:
        user.set_password(PASSWORD)
        user.save()
        actions.keep_address(user)
        MembershipFactory(user=user)
    return users


def sign_in(client, login, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": login, "password": password}, **extra)


def link_in(body):
    return re.search(rf"{settings.SITE_URL}(\S+)", body)[1]


def test_the_table_of_the_limits_comes_with_the_migrations():
    names = {name for app, name in MigrationLoader(None).disk_migrations if app == "members"}

    assert "0003_cache_table" in names
    assert settings.CACHES["default"]["LOCATION"] == "portal_cache"


def test_each_of_two_people_with_one_mail_address_signs_in(client, pair):
    for user in pair:
        response = sign_in(client, user.login_id)
        assert (response["Location"], client.session["_auth_user_id"]) == (
            reverse("home:mine"),
            str(user.pk),
        )
        client.logout()


def test_the_mail_address_is_no_sign_in_name(client, pair):
    response = sign_in(client, SHARED)

    assert response.status_code == 200
    assert "利用者IDはメールアドレスではありません。" in response.content.decode()


def test_a_reset_mails_each_person_under_name_and_sign_in_name(client, pair):
    client.post(reverse("account_reset_password"), {"email": SHARED.upper()})

    assert sorted(message.body.splitlines()[0] for message in mail.outbox) == [
        f"{user.name} 様" for user in sorted(pair, key=lambda user: user.name)
    ]
    for message in mail.outbox:
        owner = next(user for user in pair if user.name in message.body)
        assert (message.to, f"■利用者ID　{owner.login_id}\n" in message.body) == ([SHARED], True)
        assert message.content_subtype == "plain"


def test_the_link_of_the_reset_mail_changes_only_its_owner(client, pair):
    client.post(reverse("account_reset_password"), {"email": SHARED})
    body = next(message.body for message in mail.outbox if "takahashi234" in message.body)
    page = client.get(link_in(body), follow=True)
    new = "yabuki-shirakawa-2023"

    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})

    assert [user.check_password(new) for user in User.objects.order_by("login_id")] == [True, False]


@pytest.mark.parametrize("host", ["testserver:8443", "127.0.0.1"])
def test_links_lead_to_this_site_whatever_host_was_asked(client, pair, host):
    sign_in(client, "takahashi234")
    new = {"email": "soumu@town.example.jp", "action_add": ""}
    client.post(reverse("account_email"), new, headers={"Host": host})
    client.logout()
    client.post(reverse("account_reset_password"), {"email": SHARED}, headers={"Host": host})

    links = [re.search(r"https?://\S+", message.body)[0] for message in mail.outbox]
    assert len(links) == 3
    assert all(link.startswith(f"{settings.SITE_URL}/accounts/") for link in links)


def test_opening_the_reset_link_changes_nothing(client, pair):
    client.post(reverse("account_reset_password"), {"email": SHARED})
    before = list(User.objects.values_list("password", flat=True))

    client.get(link_in(mail.outbox[0].body), follow=True)

    assert list(User.objects.values_list("password", flat=True)) == before


def test_an_unknown_address_gets_no_mail_and_the_same_page(client, pair):
    response = client.post(reverse("account_reset_password"), {"email": "who@example.jp"})

    assert (response.status_code, mail.outbox) == (302, [])


def test_a_reset_opens_no_account_that_was_never_taken_up(client, pair):
    newcomer = actions.open_account(PersonFactory(), email="soumu@town.example.jp")
    invitation = Invitation.make(newcomer)
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())

    responses = [
        client.post(reverse("account_reset_password"), {"email": address})
        for address in (newcomer.email, "who@example.jp")
    ]

    assert [(response.status_code, response["Location"]) for response in responses] == [
        (302, reverse("account_reset_password_done"))
    ] * 2
    assert mail.outbox == []


def test_an_account_that_was_taken_up_can_set_its_password_again(client):
    user = actions.open_account(PersonFactory(), email="soumu@town.example.jp")
    actions.join(Invitation.make(user).token, password=PASSWORD)

    client.post(reverse("account_reset_password"), {"email": "soumu@town.example.jp"})

    assert [message.to for message in mail.outbox] == [["soumu@town.example.jp"]]


def test_guessing_one_account_closes_it_for_a_while_but_not_the_office(client, pair):
    for _try in range(5):
        sign_in(client, "takahashi234", "wrong-wrong-wrong")

    blocked = sign_in(client, "takahashi234")
    neighbour = sign_in(client, "yamazaki567")

    assert "ログインの失敗が続いたため" in blocked.content.decode()
    assert neighbour.status_code == 302


def test_an_office_of_many_behind_one_address_signs_in(client, pair):
    for number in range(40):
        sign_in(client, f"typo{number}", "wrong-wrong-wrong", REMOTE_ADDR="203.0.113.7")

    assert sign_in(client, "yamazaki567", REMOTE_ADDR="203.0.113.7").status_code == 302


def test_nobody_signs_up(client):
    response = client.post(reverse("account_signup"), {"username": "x", "password1": PASSWORD})

    assert (response.status_code, User.objects.count()) == (200, 0)
    assert "事務局からお送りする御案内のメール" in response.content.decode()


def test_the_admin_has_no_sign_in_page_of_its_own(client):
    response = client.get(reverse("admin:login"))

    assert response["Location"].startswith(reverse("account_login"))


def test_a_closed_account_does_not_get_in(client, pair):
    User.objects.update(is_active=False)

    sign_in(client, "takahashi234")

    assert "_auth_user_id" not in client.session


def test_a_new_mail_address_counts_once_its_mail_was_answered(client, pair):
    user = pair[0]
    sign_in(client, user.login_id)

    client.post(reverse("account_email"), {"email": "soumu@town.example.jp", "action_add": ""})
    link = link_in(mail.outbox[0].body)
    client.get(link)
    user.refresh_from_db()
    unchanged = user.email
    client.post(link)

    user.refresh_from_db()
    assert (mail.outbox[0].to, unchanged, user.email) == (
        ["soumu@town.example.jp"],
        SHARED,
        "soumu@town.example.jp",
    )


def test_an_address_that_staff_replace_opens_nothing_any_more(client, pair):
    user = pair[0]
    client.force_login(UserFactory(staff=True))
    typed = {"person": user.person_id, "email": "Soumu@town.example.jp", "is_active": "on"}
    client.post(reverse("admin:members_user_change", args=[user.pk]), typed)
    client.logout()

    for address in (SHARED, "soumu@town.example.jp"):
        client.post(reverse("account_reset_password"), {"email": address})

    assert {(message.to[0], user.name in message.body) for message in mail.outbox} == {
        (SHARED, False),
        ("soumu@town.example.jp", True),
    }


def test_staff_set_up_an_app_and_sign_in_with_its_code(client):
    staff = UserFactory(login_id="karina", is_staff=True, is_superuser=True)
    staff.set_password(PASSWORD)
    staff.save()
    sign_in(client, "karina")

    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    codes = client.post(
        reverse("mfa_activate_totp"), {"code": pyotp.TOTP(secret).now()}, follow=True
    )

    assert codes.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("admin:index")).status_code == 200

    client.logout()
    cache.clear()
    paper = codes.context["unused_codes"][0]
    assert sign_in(client, "karina")["Location"] == reverse("mfa_authenticate")
    wide = f"{paper[:4]}　{paper[4:]}".translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    assert client.post(reverse("mfa_authenticate"), {"code": wide})["Location"] == "/home/"
