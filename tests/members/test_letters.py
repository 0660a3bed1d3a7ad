"""What nominators and invited people read, word for word, sent over the sweep."""

import datetime as dt

import pytest
from django.core import mail

from members import actions
from members.models import Invitation, StudyGroup
from support import notices
from support.notices.models import Notice
from support.notices.tasks import sweep
from tests.factories import (
    MembershipFactory,
    NominationFactory,
    OrganisationFactory,
    PersonFactory,
    StudyGroupFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 11, 28)
SIGNATURE = "※このメールは送信専用です。お問い合わせは下記へお願いします。"


def sent(body):
    """The words of the mail above the signature."""
    return body.split(SIGNATURE)[0].rstrip()


def test_the_receipt_names_number_and_person():
    group = StudyGroupFactory(slug="r5-kennan", state=StudyGroup.State.RECRUITING)
    nomination = NominationFactory(
        group=group, number=12, family_name="𠮷田", given_name="試", receipt_key="key"
    )
    notices.add(
        "nomination_received", subject=nomination, to=nomination.nominator_email, due_on=TODAY
    )

    sweep()

    (message,) = mail.outbox
    assert message.to == ["jinji@town.example.jp"]
    assert message.subject == (
        "【県南方部出張型政策研究会】推薦書を受け付けました（受付番号 r5-kennan-012）"
    )
    assert (
        sent(message.body)
        == """矢吹町
仮名　ゆき 様

お世話になっております。
みちのく自治研修センター（架空）です。
令和4年度「県南方部出張型政策研究会」への推薦書を
受け付けましたので、お知らせします。

■受付番号　r5-kennan-012
■受付日　　令和4年11月28日（月）
■推薦された方
　矢吹町　架空総務課
　主事　𠮷田　試 様
■受付の控え
　http://localhost:8000/g/r5-kennan/nominate/receipts/key/

参加の決定については、事務局から改めて御連絡します。
推薦する方がほかにもいる場合は、お一人ずつ推薦書を
お送りください。

内容の訂正や取下げ、心当たりのない場合は、受付番号を
添えて下記まで御連絡ください。"""
    )


def test_the_invitation_carries_a_link_that_works_and_names_its_person(client):
    nomination = NominationFactory(family_name="髙橋", given_name="見本", family_kana="たかはし")
    (membership,) = actions.accept([nomination], by=UserFactory(staff=True))

    sweep()

    (message,) = mail.outbox
    user, invitation = membership.user, Invitation.objects.get()
    assert message.to == ["soumu@town.example.jp"]
    assert message.body.startswith("矢吹町　架空総務課\n髙橋　見本 様\n")
    assert f"■利用者ID　{user.login_id}\n" in message.body
    assert f"　{invitation.url}\n" in message.body
    assert client.get(invitation.url.removeprefix("http://localhost:8000")).status_code == 200


def test_a_mail_sent_again_after_a_crash_has_the_same_link():
    nomination = NominationFactory()
    actions.accept([nomination], by=UserFactory(staff=True))
    sweep()
    Notice.objects.update(state=Notice.State.WAITING, held_until=None)

    sweep()

    first, second = mail.outbox
    assert (first.body, first.extra_headers["Message-ID"]) == (
        second.body,
        second.extra_headers["Message-ID"],
    )


def test_a_link_that_has_been_replaced_is_not_mailed_any_more():
    user, staff = UserFactory(), UserFactory(staff=True)
    actions.send_new_link(user, by=staff)
    actions.send_new_link(user, by=staff)

    sweep()

    newest = Invitation.objects.first()
    assert [newest.token in message.body for message in mail.outbox] == [True]


def test_a_closed_group_invites_nobody():
    membership = MembershipFactory(group__closed=True)
    for kind, subject in (
        ("membership_confirmed", membership),
        ("invitation_member", Invitation.make(membership.user, membership=membership)),
    ):
        notices.add(kind, subject=subject, to=membership.user, due_on=TODAY)

    sweep()

    assert (mail.outbox, set(Notice.objects.values_list("state", flat=True))) == (
        [],
        {Notice.State.CANCELLED},
    )


@pytest.mark.parametrize(
    ("kind", "first_line"),
    [
        ("invitation_lecturer", "藤本　吉則 先生"),
        ("invitation_staff", "藤本　吉則 様"),
        ("invitation_again", "藤本　吉則 様"),
    ],
)
def test_every_invitation_is_complete(kind, first_line):
    user = UserFactory(person=PersonFactory(family_name="藤本", given_name="吉則"))
    membership = MembershipFactory(user=user, lecturer=True)
    invitation = Invitation.make(user, membership=membership)
    notices.add(kind, subject=invitation, to=user, due_on=TODAY)

    sweep()

    (message,) = mail.outbox
    assert message.body.splitlines()[0] == first_line
    for words in (user.login_id, invitation.url, "パスワード（12文字以上）", SIGNATURE):
        assert words in message.body


def test_whoever_has_an_account_is_told_to_use_it():
    membership = MembershipFactory(organisation=OrganisationFactory())
    notices.add("membership_confirmed", subject=membership, to=membership.user, due_on=TODAY)

    sweep()

    (message,) = mail.outbox
    assert f"利用者ID（{membership.user.login_id}）とパスワードは、これまでの" in message.body
    assert "http://localhost:8000/accounts/login/" in message.body
