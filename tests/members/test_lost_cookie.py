"""A form sent without its cookie (a virtual browser was reset) is answered in words."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import StudyGroupFactory


@pytest.mark.django_db
def test_a_form_without_its_cookie_is_answered_in_words():
    group = StudyGroupFactory(state="recruiting")

    response = Client(enforce_csrf_checks=True).post(
        reverse("members:nominate", args=[group.slug]), {"family_name": "髙橋"}
    )

    assert response.status_code == 403
    assert "もう一度送信してください" in response.content.decode()
