"""What staff see of the papers, and can set going again."""

import pytest
from django.urls import reverse

from support import documents
from support.documents import hint
from support.documents.models import Render
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed():
    render = documents.request("letter", subject_key="letters.Letter:7", content_key="a")
    Render.objects.claim(render.pk).fail("文字がありません。", "glyphs: U+1F389")
    return render


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(staff=True))
    return client


def test_staff_read_why_a_paper_was_not_made(staff, failed):
    page = staff.get(reverse("admin:documents_render_change", args=[failed.pk]))

    assert page.status_code == 200
    assert "文字がありません。" in page.content.decode()
    assert "glyphs: U+1F389" in page.content.decode()
    assert staff.get(reverse("admin:documents_render_add")).status_code == 403


def test_staff_set_a_failed_paper_going_again(staff, failed, monkeypatch):
    given = []
    monkeypatch.setattr(hint, "give", given.append)

    page = staff.post(
        reverse("admin:documents_render_changelist"),
        {"action": "try_again", "_selected_action": [failed.pk]},
        follow=True,
    )

    failed.refresh_from_db()
    assert (failed.state, failed.tries, failed.error) == ("waiting", 0, "")
    assert given == [failed.pk]
    assert "1件の文書をもう一度作成します。" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_of_the_list_do_not_grow(staff, count, django_assert_num_queries):
    for number in range(count):
        documents.request("letter", subject_key="letters.Letter:7", content_key=str(number))

    with django_assert_num_queries(8):
        page = staff.get(reverse("admin:documents_render_changelist"))

    assert page.context["cl"].result_count == count
