"""The proof page: what it says of a proposal, and of a version."""

import pytest
from django.urls import reverse

from proposals import proof
from proposals.review import commenting
from proposals.versions import keeping
from support.collab import writing
from support.collab.blocks import Block
from tests.factories import SectionFactory

pytestmark = pytest.mark.django_db


def address(proposal, name="proof", *more):
    return reverse(f"proposals:{name}", args=[proposal.group.slug, proposal.pk, *more])


@pytest.fixture
def flawed(section):
    writing.replace(
        section.document, [Block("paragraph", "窓口は約40%減った🎉。"), Block("heading", "", 2)]
    )
    return section


def test_it_groups_what_to_mend_and_what_to_look_at(flawed, lecturer):
    commenting.open_thread(flawed, kind="question", text="出典は。", by=lecturer)

    found = proof.of_proposal(flawed.proposal)

    assert [(row.check.key, len(row.remarks)) for row in found.to_mend] == [
        ("unprintable_letters", 1),
        ("empty_headings", 1),
    ]
    assert [row.check.key for row in found.to_look_at] == ["claims_without_evidence"]
    assert (found.mend_count, found.look_count) == (2, 2)
    [remark] = found.to_look_at[0].remarks
    assert (remark.section, remark.words, remark.address) == (
        f"第1章\u3000{flawed.title}", "窓口は約40%減った🎉。", flawed.get_absolute_url(),
    )  # fmt: skip


def test_the_page_leads_to_each_place(browse, observer, flawed):
    page = browse(observer).get(address(flawed.proposal)).content.decode()

    assert "直してください（2か所）" in page
    assert "印刷用の書体にない文字" in page
    assert flawed.get_absolute_url() in page


def test_a_clean_text_says_so(browse, observer, section):
    page = browse(observer).get(address(section.proposal)).content.decode()

    assert "見付かりませんでした" in page


def test_a_version_is_read_as_it_was(browse, leader, flawed):
    kept = keeping.keep(flawed.proposal, name="第1稿", by=leader)
    writing.replace(flawed.document, [Block("paragraph", "減った。")])

    assert proof.of_version(kept).mend_count == 2
    assert proof.of_proposal(flawed.proposal).mend_count == 0
    page = browse(leader).get(address(flawed.proposal, "version-proof", kept.number))
    place = kept.sections.get().position
    assert f"{kept.get_absolute_url()}#part-{place}" in page.content.decode()


def test_who_submits_sees_the_counts(browse, leader, flawed):
    page = browse(leader).get(address(flawed.proposal, "submit")).content.decode()

    assert "直してください：2か所" in page
    assert address(flawed.proposal) in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_grow(proposal, count, django_assert_num_queries):
    for position in range(count):
        section = SectionFactory(proposal=proposal, position=position + 1)
        writing.replace(section.document, [Block("paragraph", "約40%である。")])

    with django_assert_num_queries(5):
        found = proof.of_proposal(proposal)

    assert found.look_count == count
