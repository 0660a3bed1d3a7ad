"""The secretariat arranges sections and opens texts again."""

import datetime as dt

import pytest
from django.urls import reverse

from proposals.models import Proposal, Step
from proposals.review import reviewing
from tests.factories import SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def submitted(section, leader, lecturer):
    due_on = dt.date(2022, 12, 8)
    reviewing.submit(section.proposal, lecturers=[lecturer], due_on=due_on, by=leader)
    section.proposal.refresh_from_db()
    return section.proposal


def address(page, proposal):
    return reverse(f"admin:proposals_proposal_{page}", args=[proposal.pk])


def typed(response, **changes):
    """Everything the page has, as a browser sends it, with some of it changed."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    boxes = [form[name] for form in forms for name in form.fields]
    values = {box.html_name: box.value() for box in boxes}
    return {name: "" if value is None else value for name, value in values.items()} | changes


def test_two_sections_change_places(browse, staff, proposal):
    first = SectionFactory(proposal=proposal, position=1, title="背景")
    second = SectionFactory(proposal=proposal, position=2, title="課題")
    page = browse(staff).get(address("change", proposal))

    changes = {"sections-0-position": 2, "sections-1-position": 1}
    response = browse(staff).post(address("change", proposal), typed(page, **changes))

    assert response.status_code == 302
    assert list(proposal.sections.order_by("position")) == [second, first]


def test_the_writer_and_an_era_day_are_set(browse, staff, member, section):
    page = browse(staff).get(address("change", section.proposal))

    changes = {"sections-0-owner": member.pk, "sections-0-due_on": "令和4年12月8日"}
    browse(staff).post(address("change", section.proposal), typed(page, **changes))

    section.refresh_from_db()
    assert (section.owner, section.due_on) == (member, dt.date(2022, 12, 8))


def test_a_proposal_under_review_is_only_read(browse, staff, submitted):
    page = browse(staff).get(address("change", submitted))

    assert not page.context["has_change_permission"]
    assert browse(staff).post(address("change", submitted), {"title": "x"}).status_code == 403
    assert address("reopen", submitted) in page.content.decode()


def test_it_is_opened_again_with_a_reason(browse, staff, submitted):
    response = browse(staff).post(address("reopen", submitted), {"reason": "数値の誤り"})

    assert (response.status_code, response.url) == (302, address("change", submitted))
    assert Proposal.objects.get().state == "changes"
    kept = Step.objects.values_list("reason", "by", "from_state").last()
    assert kept == ("数値の誤り", staff.pk, "reviewing")


def test_an_open_text_is_not_opened_again(browse, staff, proposal):
    response = browse(staff).post(address("reopen", proposal), {"reason": "なんとなく"})

    assert response.status_code == 403
    assert "文章は、今も書ける状態です。" in response.content.decode()


def test_a_closed_group_stays_closed(browse, staff, submitted):
    submitted.group.state = submitted.group.State.CLOSED
    submitted.group.save()

    response = browse(staff).post(address("reopen", submitted), {"reason": "数値の誤り"})

    assert response.status_code == 403
    assert Proposal.objects.get().state == "reviewing"


def test_reviews_are_read_and_not_changed(browse, staff, submitted):
    review = submitted.milestones.get().reviews.get()
    url = reverse("admin:proposals_review_change", args=[review.pk])

    assert browse(staff).get(url).status_code == 200
    assert browse(staff).post(url, {"state": "endorsed"}).status_code == 403
