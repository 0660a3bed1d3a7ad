"""A nomination comes in: number, receipt, and the odd cases."""

import datetime as dt
import uuid

import pytest

from members import actions
from members.actions.nominations import PER_ADDRESS, PER_BROWSER, PER_ORGANISATION
from members.models import Nomination, StudyGroup
from support.access import Refused
from support.notices.models import Notice
from support.wareki import clock
from tests.factories import NominationFactory, OrganisationFactory, StudyGroupFactory
from tests.members.test_names import SAMPLE

pytestmark = pytest.mark.django_db

FORM = uuid.UUID("5b0c4a3e-0000-4000-8000-000000000001")


@pytest.fixture
def group():
    return StudyGroupFactory(
        slug="r5-kennan",
        state=StudyGroup.State.RECRUITING,
        nominations_due_on=dt.date(2022, 12, 9),
    )


@pytest.fixture
def typed():
    return {
        "organisation": OrganisationFactory(),
        "family_name": "髙橋",
        "given_name": "見本",
        "family_kana": "たかはし",
        "given_kana": "みほん",
        "department": "架空企画課",
        "post": "主査",
        "email": "kikaku@town.example.jp",
        "phone": "0248-00-0000",
        "extension": "213",
        "motivation": "一緒に考えてみたい。",
        "nominator_name": "仮名　ゆき",
        "nominator_email": "jinji@town.example.jp",
        "nominator_phone": "0248-00-0001",
    }


def nominate(group, typed, **changes):
    form = changes.pop("form_token", None) or uuid.uuid4()
    sender = {key: changes.pop(key) for key in ("sender_hash", "from_browser") if key in changes}
    return actions.nominate(group, form_token=form, **sender, **{**typed, **changes})


def test_numbers_go_on_within_the_group(group, typed):
    first = nominate(group, typed)
    second = nominate(group, typed, given_name="例子")

    assert [first.receipt_number, second.receipt_number] == ["r5-kennan-001", "r5-kennan-002"]


def test_the_nominator_is_owed_a_receipt_at_once(group, typed):
    nomination = nominate(group, typed)

    rows = Notice.objects.values_list("kind", "subject_key", "address", "due_on")
    assert list(rows) == [
        (
            "nomination_received",
            f"members.Nomination:{nomination.pk}",
            "jinji@town.example.jp",
            dt.date(2022, 11, 28),
        )
    ]


@pytest.mark.parametrize("row", SAMPLE, ids=[row[2] for row in SAMPLE])
def test_every_name_is_kept_as_typed(group, typed, row):
    parts = dict(zip(("family_name", "given_name", "family_kana", "given_kana"), row, strict=True))

    nomination = nominate(group, typed, **parts)

    nomination.refresh_from_db()
    assert {name: getattr(nomination, name) for name in parts} == parts


def test_the_same_form_sent_twice_is_one_nomination(group, typed):
    first = nominate(group, typed, form_token=FORM)
    again = nominate(group, typed, form_token=FORM)

    assert (again.pk, Nomination.objects.count(), Notice.objects.count()) == (first.pk, 1, 1)


def test_the_same_form_sent_to_two_groups_is_a_nomination_for_each(group, typed):
    other = StudyGroupFactory(
        slug="r5-kenpoku",
        state=StudyGroup.State.RECRUITING,
        nominations_due_on=dt.date(2022, 12, 9),
    )

    sent = [nominate(to, typed, form_token=FORM) for to in (group, other)]

    assert [nomination.receipt_number for nomination in sent] == [
        "r5-kennan-001",
        "r5-kenpoku-001",
    ]


def test_going_back_and_changing_the_name_is_another_nomination(group, typed):
    nominate(group, typed, form_token=FORM)
    nominate(group, typed, form_token=FORM, family_name="山﨑", given_name="例子")

    assert Nomination.objects.count() == 2


@pytest.mark.parametrize("spelling", ["髙橋", "高橋"])
def test_the_same_person_twice_is_answered_kindly(group, typed, spelling):
    nominate(group, typed)

    with pytest.raises(Refused, match="推薦書を受け付けています"):
        nominate(group, typed, family_name=spelling)


def test_a_name_that_folds_to_a_very_long_key_is_kept_and_known_again(group, typed):
    name = "\ufdfa" * 50
    nomination = nominate(group, typed, family_name=name)

    nomination.refresh_from_db()
    assert (nomination.family_name, len(nomination.name_key)) == (name, 400)
    with pytest.raises(Refused, match="推薦書を受け付けています"):
        nominate(group, typed, family_name=name)


def test_somebody_declined_may_be_nominated_again(group, typed):
    nominate(group, typed)
    Nomination.objects.update(state=Nomination.State.DECLINED)

    assert nominate(group, typed).number == 2


def test_the_same_name_in_another_organisation_is_another_person(group, typed):
    nominate(group, typed)
    other = OrganisationFactory(code="072052", name="白河市", sort_order=72052)

    assert nominate(group, typed, organisation=other).number == 2


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (dt.datetime(2022, 12, 9, 23, 59, tzinfo=clock.TOKYO), True),
        (dt.datetime(2022, 12, 10, 0, 0, tzinfo=clock.TOKYO), False),
    ],
)
def test_the_last_day_counts_whole(group, typed, moment, is_open):
    with clock.stopped(moment):
        if is_open:
            assert nominate(group, typed).number == 1
        else:
            with pytest.raises(Refused, match="令和4年12月9日（金）"):
                nominate(group, typed)


def test_a_group_that_does_not_recruit_takes_none(group, typed):
    StudyGroup.objects.update(state=StudyGroup.State.ACTIVE)

    with pytest.raises(Refused):
        nominate(group, typed)


def test_a_flood_from_one_organisation_waits_ten_minutes(group, typed):
    NominationFactory.create_batch(PER_ORGANISATION, group=group)

    with pytest.raises(Refused, match="10分"):
        nominate(group, typed)
    with clock.stopped(clock.now() + dt.timedelta(minutes=10)):
        assert nominate(group, typed).number > PER_ORGANISATION


def test_a_flood_does_not_shut_out_others_behind_the_same_address(group, typed):
    NominationFactory.create_batch(PER_ORGANISATION, group=group, sender_hash="one")
    neighbour = OrganisationFactory(code="074811", name="棚倉町", sort_order=74811)

    assert nominate(group, typed, organisation=neighbour, sender_hash="one")


def test_a_flood_from_one_address_over_many_organisations_waits(group, typed):
    for number in range(PER_ADDRESS):
        body = OrganisationFactory(code=None, name=f"架空組合{number}")
        NominationFactory(group=group, sender_hash="one", organisation=body)

    with pytest.raises(Refused):
        nominate(group, typed, sender_hash="one")
    assert nominate(group, typed, sender_hash="other")


def test_a_flood_from_one_browser_waits(group, typed):
    for number in range(PER_BROWSER):
        NominationFactory(
            group=group, organisation=OrganisationFactory(code=None, name=f"{number}")
        )
    keys = set(Nomination.objects.values_list("receipt_key", flat=True))

    with pytest.raises(Refused):
        nominate(group, typed, from_browser=keys)
