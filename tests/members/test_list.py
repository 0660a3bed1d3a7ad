"""研究員名簿: who takes part, in official order, found however a name is spelled."""

import pytest
from django.urls import reverse

from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, StudyGroupFactory
from tests.members.test_names import SAMPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return StudyGroupFactory(slug="r4-kennan")


def member(group, *name, **fields):
    parts = dict(zip(("family_name", "given_name", "family_kana", "given_kana"), name, strict=True))
    return MembershipFactory(group=group, user__person=PersonFactory(**parts), **fields)


def ask(client, group, membership, words=""):
    client.force_login(membership.user)
    return client.get(reverse("members:list", args=[group.slug]), {"q": words})


def test_members_stand_in_official_order_and_by_kana_within_a_body(client, group):
    city = OrganisationFactory(code="072052", name="白河市", sort_order=72052)
    company = OrganisationFactory(code=None, name="架空公社", sort_order=999_999)
    rows = [
        member(group, "架空", "太郎", "かくう", "たろう", organisation=company),
        member(group, "𠮷田", "試", "よしだ", "ためし", organisation=city),
        member(group, "林", "見", "はやし", "けん"),
        member(group, "山﨑", "例子", "やまざき", "れいこ", organisation=city),
    ]

    found = ask(client, group, rows[0]).context["members"]

    assert [row.user.person.family_name for row in found] == ["山﨑", "𠮷田", "林", "架空"]


@pytest.mark.parametrize("row", SAMPLE, ids=[row[2] for row in SAMPLE])
def test_every_name_is_shown_as_typed_and_found(client, group, row):
    membership = member(group, *row)
    name = f"{row[0]}　{row[1]}"

    assert name in ask(client, group, membership).content.decode()
    for words in (name, row[2], f"{row[1]} {row[0]}"):
        assert list(ask(client, group, membership, words).context["members"]) == [membership]


@pytest.mark.parametrize("words", ["高橋", "髙橋", "タカハシ", "ﾀｶﾊｼ 見本", "橋"])
def test_takahashi_is_found_however_spelled(client, group, words):
    found = member(group, "髙橋", "見本", "たかはし", "みほん")
    other = member(group, "林", "見", "はやし", "けん")

    assert list(ask(client, group, other, words).context["members"]) == [found]


def test_nobody_of_that_name_is_said(client, group):
    membership = MembershipFactory(group=group)

    page = ask(client, group, membership, "該当なし").content.decode()

    assert "この氏名の方は名簿にいません。" in page


def test_lecturers_stand_apart_and_former_members_not_at_all(client, group):
    membership = MembershipFactory(group=group)
    lecturer = MembershipFactory(group=group, lecturer=True)
    MembershipFactory(group=group, former=True)

    page = ask(client, group, membership)

    assert (list(page.context["members"]), list(page.context["others"])) == (
        [membership],
        [lecturer],
    )


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(client, group, count, django_assert_num_queries):
    memberships = MembershipFactory.create_batch(count, group=group)
    client.force_login(memberships[0].user)

    with django_assert_num_queries(7):  # session, user, name, group, right, members, others
        client.get(reverse("members:list", args=[group.slug]))
