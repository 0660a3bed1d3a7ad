"""The ledger as the secretariat reads it."""

import datetime as dt

import pytest

from support import notices
from support.notices.models import Notice
from tests.factories import StudyGroupFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
LEDGER = "/admin/notices/notice/"
TODAY = dt.date(2022, 11, 28)


@pytest.fixture
def office(client):
    client.force_login(UserFactory(staff=True))
    return client


@pytest.fixture
def owe(answers):
    def owe(kind="plain", state="waiting", to=None):
        group = StudyGroupFactory()
        row = notices.add(kind, subject=group, to=to or UserFactory(), due_on=TODAY)
        Notice.objects.filter(pk=row.pk).update(state=state, tries=5 if state == "failed" else 0)
        row.refresh_from_db()
        return row

    return owe


def listed(response):
    return set(response.context["cl"].result_list)


def test_staff_find_what_could_not_be_sent(office, owe):
    owe(state="sent")
    failed = owe(state="failed")

    assert listed(office.get(LEDGER, {"state__exact": "failed"})) == {failed}


def test_staff_choose_a_kind_by_its_japanese_name(office, owe):
    owe("plain")
    quick = owe("quick")

    page = office.get(LEDGER, {"kind": "quick"})

    assert listed(page) == {quick}
    assert "研究会の御案内" in page.content.decode()


def test_staff_send_the_failed_ones_again_and_nothing_else(office, owe):
    rows = {state: owe(state=state) for state in ("failed", "sent", "cancelled")}
    chosen = {"action": "send_again", "_selected_action": [row.pk for row in rows.values()]}

    page = office.post(LEDGER, chosen, follow=True)

    assert "1件のメールをもう一度送ります。" in page.content.decode()
    found = {state: Notice.objects.get(pk=row.pk) for state, row in rows.items()}
    assert {state: (row.state, row.tries) for state, row in found.items()} == {
        "failed": ("waiting", 0),
        "sent": ("sent", 0),
        "cancelled": ("cancelled", 0),
    }


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(office, owe, count, django_assert_num_queries):
    for _ in range(count):
        owe()

    with django_assert_num_queries(9):
        office.get(LEDGER)
