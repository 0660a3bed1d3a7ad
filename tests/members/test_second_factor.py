"""The secretariat's powers stay behind a second factor."""

import pytest
from django.urls import reverse

from tests.factories import MembershipFactory, UserFactory


@pytest.mark.parametrize("name", ["home:index", "home:mine", "admin:index"])
def test_staff_without_a_second_factor_are_sent_to_set_one_up(client, db, name):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    response = client.get(reverse(name))

    assert (response.status_code, response.headers.get("Location")) == (302, reverse("mfa_index"))


@pytest.mark.parametrize("name", ["home:index", "home:mine", "admin:index"])
def test_staff_with_a_second_factor_go_on(client, db, name):
    client.force_login(UserFactory(staff=True))

    assert client.get(reverse(name)).status_code == 200


def test_members_need_no_second_factor(client, db):
    client.force_login(MembershipFactory().user)

    assert client.get(reverse("home:mine")).status_code == 200
