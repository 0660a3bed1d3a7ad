"""Staff invite colleagues and lecturers, send links again, issue codes on paper."""

import io

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from members.models import Invitation, Membership, User
from support.notices.models import Notice
from tests.factories import PersonFactory, StudyGroupFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "shirakawa-yabuki-2022"
PERSON = {
    "family_name": "藤本",
    "given_name": "吉則",
    "family_kana": "フジモト",
    "given_kana": "よしのり",
    "email": "fujimoto@example.ac.jp",
}


@pytest.fixture
def staff(client):
    user = UserFactory(staff=True, login_id="karina")
    client.force_login(user)
    return user


def test_create_staff_prints_a_link_that_opens_the_account(client):
    out = io.StringIO()

    call_command(
        "create_staff", "karina", "--name", "仮名 ゆき", "--kana", "カリナ ゆき", stdout=out
    )

    url = out.getvalue().split()[-1]
    path = url.removeprefix("http://localhost:8000")
    assert client.get(path).status_code == 200
    client.post(path, {"password": PASSWORD, "password_again": PASSWORD})
    user = User.objects.get(login_id="karina")
    assert (user.name, user.person.kana, user.is_staff, user.is_superuser) == (
        "仮名　ゆき",
        "かりな　ゆき",
        True,
        True,
    )
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    "arguments", [["karina", "--name", "\ue000"], ["karina", "--name", "a", "--kana", "abc"]]
)
def test_create_staff_refuses_odd_names(arguments):
    with pytest.raises(CommandError):
        call_command("create_staff", *arguments)


def test_create_staff_refuses_a_taken_name():
    UserFactory(login_id="karina")

    with pytest.raises(CommandError, match="karina"):
        call_command("create_staff", "karina", "--name", "仮名 ゆき")


def test_a_colleague_is_invited_by_mail(client, staff):
    response = client.post(reverse("admin:members_user_invite_staff"), PERSON)

    colleague = User.objects.get(person__family_name="藤本")
    assert response["Location"] == reverse("admin:members_user_changelist")
    assert (colleague.is_staff, colleague.login_id[:8]) == (True, "fujimoto")
    assert list(Notice.objects.values_list("kind", "recipient")) == [
        ("invitation_staff", colleague.pk)
    ]


def test_a_lecturer_is_invited_into_a_group(client, staff):
    group = StudyGroupFactory()
    typed = {**PERSON, "group": group.pk, "department": "架空大学", "post": "教授"}

    client.post(reverse("admin:members_user_invite_lecturer"), typed)

    membership = Membership.objects.get()
    assert (membership.role, membership.group, membership.user.is_staff) == (
        "lecturer",
        group,
        False,
    )
    assert list(Notice.objects.values_list("kind", "recipient")) == [
        ("invitation_lecturer", membership.user_id)
    ]


def test_a_lecturer_of_the_programme_is_not_entered_twice(client, staff):
    person = PersonFactory(family_name="藤本", given_name="吉則")
    group = StudyGroupFactory()
    typed = {
        "group": group.pk,
        "person": person.pk,
        "email": "fujimoto@example.ac.jp",
        "department": "架空大学",
        "post": "教授",
    }

    client.post(reverse("admin:members_user_invite_lecturer"), typed)

    assert Membership.objects.get().user.person == person


@pytest.mark.parametrize("name", ["invite_staff", "invite_lecturer"])
def test_an_empty_invitation_is_asked_again(client, staff, name):
    assert client.get(reverse(f"admin:members_user_{name}")).status_code == 200
    assert client.post(reverse(f"admin:members_user_{name}"), {}).status_code == 422


def test_a_new_link_ends_the_old_one(client, staff):
    member = UserFactory()
    old = Invitation.make(member)

    client.post(
        reverse("admin:members_user_changelist"),
        {"action": "send_new_link", "_selected_action": [member.pk]},
    )

    old.refresh_from_db()
    new = Invitation.objects.exclude(pk=old.pk).get()
    assert (old.is_open, new.is_open) == (False, True)
    assert list(Notice.objects.values_list("kind", "subject_key")) == [
        ("invitation_again", f"members.Invitation:{new.pk}")
    ]


def test_codes_on_paper_are_shown_once_and_open_the_door(client, staff):
    colleague = UserFactory(is_staff=True, is_superuser=True, login_id="mihon")
    colleague.set_password(PASSWORD)
    colleague.save()
    url = reverse("admin:members_user_recovery_codes", args=[colleague.pk])

    assert not Authenticator.objects.filter(user=colleague).exists()
    codes = client.post(url).context["codes"]
    assert codes[0] not in client.get(url).content.decode()

    door = Client()
    signed_in = door.post(reverse("account_login"), {"login": "mihon", "password": PASSWORD})
    assert signed_in["Location"] == reverse("mfa_authenticate")
    assert door.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302
    assert door.get(reverse("admin:index")).status_code == 200


def test_a_code_works_once(client, staff):
    colleague = UserFactory(is_staff=True, login_id="mihon")
    colleague.set_password(PASSWORD)
    colleague.save()
    url = reverse("admin:members_user_recovery_codes", args=[colleague.pk])
    code = client.post(url).context["codes"][0]

    for expected in (302, 200):
        door = Client()
        door.post(reverse("account_login"), {"login": "mihon", "password": PASSWORD})
        assert door.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected


def test_issuing_codes_signs_the_colleague_out_everywhere(client, staff):
    colleague = UserFactory(is_staff=True)
    elsewhere = Client()
    elsewhere.force_login(colleague)

    client.post(reverse("admin:members_user_recovery_codes", args=[colleague.pk]))

    assert elsewhere.get(reverse("mfa_index")).status_code == 302


@pytest.mark.parametrize("who", ["member", "oneself"])
def test_codes_are_for_colleagues_only(client, staff, who):
    user = staff if who == "oneself" else UserFactory()

    client.post(reverse("admin:members_user_recovery_codes", args=[user.pk]))

    kinds = set(Authenticator.objects.values_list("user", "type"))
    assert kinds == {(staff.pk, Authenticator.Type.TOTP)}
