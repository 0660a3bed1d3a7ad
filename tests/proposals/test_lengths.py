"""Who helps with a section, how long it is to be, and how long it is."""

import pytest
from django.urls import reverse

from proposals.text import lengths
from proposals.text.lengths import Length
from support.collab import writing
from support.collab.blocks import Block
from tests.factories import MembershipFactory, SectionFactory

pytestmark = pytest.mark.django_db


def settings_of(section):
    return reverse("proposals:section-settings", args=[section.proposal.group.slug, section.pk])


def test_helpers_and_length_are_kept_and_shown(browse, member, leader, section):
    typed = {
        "title": section.title, "owner": leader.pk, "helpers": [member.pk],
        "target_length": "2000", "due_on": "", "state": "draft",
    }  # fmt: skip

    assert browse(leader).post(settings_of(section), typed).status_code == 302

    section.refresh_from_db()
    assert (section.target_length, set(section.helpers.all())) == (2000, {member})
    for page in (section.get_absolute_url(), section.proposal.get_absolute_url()):
        shown = browse(leader).get(page).content.decode()
        assert "11字／目安2,000字" in shown
        assert member.name in shown


def test_a_helper_is_a_member_and_a_length_a_number(browse, leader, section):
    stranger = MembershipFactory().user
    typed = {
        "title": section.title, "owner": "", "helpers": [stranger.pk],
        "target_length": "少し", "due_on": "", "state": "draft",
    }  # fmt: skip

    response = browse(leader).post(settings_of(section), typed)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"helpers", "target_length"}


def test_a_helper_who_left_stays_in_the_form(browse, leader, group, section):
    former = MembershipFactory(group=group, former=True).user
    section.helpers.add(former)

    form = browse(leader).get(settings_of(section)).context["form"]

    assert former in form.fields["helpers"].queryset


def test_spaces_do_not_count_and_a_new_state_is_counted_anew(section):
    writing.replace(section.document, [Block("paragraph", "二 つ　目。")])
    section.document.refresh_from_db()
    assert lengths.of_sections([section]) == {section.pk: Length(4)}

    writing.replace(section.document, [Block("paragraph", "三つ目は長い。")])
    section.document.refresh_from_db()
    assert lengths.of_sections([section]) == {section.pk: Length(7)}


def test_the_same_state_is_counted_once(section, django_assert_num_queries):
    section.document.refresh_from_db()
    with django_assert_num_queries(2):
        lengths.of_sections([section])
    with django_assert_num_queries(0):
        lengths.of_sections([section])


def test_the_whole_is_the_sum(proposal, section):
    section.target_length = 100
    other = SectionFactory(proposal=proposal)
    for row in (section, other):
        row.document.refresh_from_db()

    whole = lengths.of_all(lengths.of_sections([section, other]).values())

    assert (whole.letters, whole.target, whole.percent) == (11, 100, 11)
    assert Length(5).percent is None
