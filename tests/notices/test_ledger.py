"""Writing into the ledger."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from support import notices
from support.notices.models import Notice
from tests.factories import StudyGroupFactory, UserFactory

TODAY = dt.date(2022, 11, 28)
pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return StudyGroupFactory()


def test_it_owes_a_person_one_mail_per_subject_and_day(answers, group):
    user = UserFactory()

    first = notices.add("plain", subject=group, to=user, due_on=TODAY)
    again = notices.add("plain", subject=group, to=user, due_on=TODAY)

    assert again == first
    assert (first.subject_key, first.recipient, first.address, first.state) == (
        f"members.StudyGroup:{group.pk}",
        user,
        "",
        "waiting",
    )
    assert first.subject_pk == str(group.pk)


def test_two_people_with_one_address_both_get_their_own(answers, group):
    for user in UserFactory.create_batch(2, email="soumu@town.example.jp"):
        notices.add("plain", subject=group, to=user, due_on=TODAY)

    assert Notice.objects.count() == 2


def test_it_owes_an_address_without_account_one_mail(answers, group):
    for _ in range(2):
        notices.add("plain", subject=group, to="soumu@town.example.jp", due_on=TODAY)

    assert [row.address for row in Notice.objects.all()] == ["soumu@town.example.jp"]


def test_the_database_refuses_a_second_row_and_a_row_for_nobody(group):
    row = {"kind": "plain", "subject_key": "members.StudyGroup:1", "due_on": TODAY}
    Notice.objects.create(**row, address="soumu@town.example.jp")

    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(**row, address="soumu@town.example.jp")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(**row)


def test_a_kind_nobody_registered_is_an_error(group):
    with pytest.raises(LookupError, match="'nonsense'"):
        notices.add("nonsense", subject=group, to="a@example.jp", due_on=TODAY)


def test_a_kind_cannot_be_registered_twice(answers):
    with pytest.raises(ValueError, match="'plain' is registered twice"):
        notices.register("plain", still_due=bool, compose=str)


def test_it_cancels_what_waits_for_one_or_for_all(answers, group):
    ann, ben = UserFactory(), UserFactory()
    for user in (ann, ben):
        notices.add("plain", subject=group, to=user, due_on=TODAY)
    other = notices.add("quick", subject=group, to=ann, due_on=TODAY)

    assert notices.cancel("plain", subject=group, to=ann, reason="日程が変わりました。") == 1
    assert notices.cancel("plain", subject=group) == 1

    found = set(Notice.objects.values_list("recipient", "state", "reason"))
    assert found == {
        (ann.pk, "cancelled", "日程が変わりました。"),
        (ben.pk, "cancelled", "必要がなくなりました。"),
        (ann.pk, "waiting", ""),
    }
    assert Notice.objects.get(pk=other.pk).state == "waiting"


def test_adding_a_cancelled_one_lets_it_wait_again_but_a_sent_one_stays_sent(answers, group):
    row = notices.add("plain", subject=group, to="a@example.jp", due_on=TODAY)
    notices.cancel("plain", subject=group)
    notices.add("plain", subject=group, to="a@example.jp", due_on=TODAY)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("waiting", "")

    row.mark_sent(title="件名", to="a@example.jp")
    notices.add("plain", subject=group, to="a@example.jp", due_on=TODAY)
    row.refresh_from_db()
    assert row.state == "sent"


def test_a_rolled_back_cause_owes_nothing(answers, group):
    with transaction.atomic():
        notices.add("plain", subject=group, to="a@example.jp", due_on=TODAY)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()
