"""The reference cases of a group: list, page and form."""

import datetime as dt

import pytest
from django.urls import reverse

from fieldwork.models import ReferenceCase
from tests.factories import MembershipFactory
from tests.factories_sources import ReferenceCaseFactory

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "書かない窓口",
    "place": "しらさぎ市（架空）",
    "approach": "様式の棚卸しを先に行った。",
    "suggestion": "機器がなくても始められる。",
}


@pytest.fixture
def member():
    return MembershipFactory()


def page(name, group, *args):
    return reverse(f"fieldwork:{name}", args=[group.slug, *args])


def test_a_case_is_added_and_shown(client, member):
    client.force_login(member.user)

    response = client.post(page("add-case", member.group), TYPED, follow=True)

    kept = ReferenceCase.objects.get()
    assert {name: getattr(kept, name) for name in TYPED} == TYPED
    assert (kept.group, kept.created_by) == (member.group, member.user)
    text = response.content.decode()
    assert all(words in text for words in TYPED.values())
    assert "先進事例を保存しました。" in text


def test_the_same_form_sent_twice_makes_one_case(client, member):
    client.force_login(member.user)
    address = page("add-case", member.group)
    token = str(client.get(address).context["form"].initial["form_token"])

    answers = [client.post(address, {**TYPED, "form_token": token}) for _ in range(2)]

    assert [answer.url for answer in answers] == [
        ReferenceCase.objects.get().get_absolute_url()
    ] * 2


def test_a_url_asks_for_the_day_it_was_looked_at(client, member):
    client.force_login(member.user)
    typed = {**TYPED, "url": "https://example.jp/1/"}

    response = client.post(page("add-case", member.group), typed)

    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"accessed_on": ["URLを書くときは、そのページを見た日（閲覧日）も入力してください。"]},
    )
    assert "https://example.jp/1/" in response.content.decode()

    client.post(page("add-case", member.group), {**typed, "accessed_on": "R4.10.3"})

    assert ReferenceCase.objects.get().accessed_on == dt.date(2022, 10, 3)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.jp/1", "機関"])
def test_only_addresses_of_pages_are_taken(client, member, url):
    client.force_login(member.user)
    typed = {**TYPED, "url": url, "accessed_on": "R4.10.3"}

    response = client.post(page("add-case", member.group), typed)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["url"])


def test_what_was_saved_meanwhile_is_shown_and_not_overwritten(client, member):
    case = ReferenceCaseFactory(group=member.group)
    client.force_login(member.user)
    address = page("edit-case", member.group, case.pk)
    seen_at = client.get(address).context["form"].initial["seen_at"]
    case.approach = "別の人の言葉。"
    case.save()

    response = client.post(address, {**TYPED, "seen_at": seen_at})

    assert response.status_code == 422
    assert ("取組の内容", "別の人の言葉。") in response.context["form"].kept
    case.refresh_from_db()
    assert case.approach == "別の人の言葉。"


def test_another_groups_case_does_not_exist(client, member):
    case = ReferenceCaseFactory()
    client.force_login(member.user)

    addresses = [page("case", case.group, case.pk), page("case", member.group, case.pk)]

    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_a_closed_group_keeps_its_cases_as_they_are(client):
    member = MembershipFactory(group__closed=True)
    case = ReferenceCaseFactory(group=member.group)
    client.force_login(member.user)

    assert client.get(case.get_absolute_url()).status_code == 200
    assert client.post(page("add-case", member.group), TYPED).status_code == 403
    assert client.post(page("edit-case", member.group, case.pk), TYPED).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(client, member, count, django_assert_num_queries):
    cases = ReferenceCaseFactory.create_batch(count, group=member.group)
    client.force_login(member.user)

    # login session, user, group, cases, right to write, name in the header
    with django_assert_num_queries(6):
        response = client.get(page("cases", member.group))

    assert list(response.context["cases"]) == cases
