"""Who wrote how much: the letters that stand, by person and by section."""

import pytest
from django.urls import reverse

from proposals.versions import keeping, writers
from support.collab import actions as collab
from tests.collab.pages import Page, append
from tests.factories import MembershipFactory, SectionFactory
from tests.proposals.conftest import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(group):
    """Two members whose readings do not follow their keys."""
    kana = [("渡邉", "わたなべ"), ("林", "はやし")]
    return [
        MembershipFactory(
            group=group, user__person__family_name=name, user__person__family_kana=reading
        ).user
        for name, reading in kana
    ]


@pytest.fixture
def written(section, people):
    """A section begun by the server, then written by both."""
    for number, (user, words) in enumerate(
        zip(people, ["窓口の例。", "様式の例を足す。"], strict=True)
    ):
        page = Page(100 + number, collab.state(section.document))
        append(section.document, page.write(words), author=user)
    return section


def url(name, proposal, *more):
    return reverse(f"proposals:{name}", args=[proposal.group.slug, proposal.pk, *more])


def test_people_are_named_in_the_order_of_their_readings(written, people):
    watanabe, hayashi = people

    shares = writers.of_now(written.proposal)

    assert [(share.name, share.letters, share.percent) for share in shares.shares] == [
        (hayashi.name, 8, 33),
        (watanabe.name, 5, 21),
        ("事務局（初期の文）", len(WORDS), 46),
    ]


def test_a_version_keeps_its_shares(written, people):
    milestone = keeping.keep(written.proposal, name="第1稿", by=people[0])
    append(
        written.document, Page(9, collab.state(written.document)).write("後の文"), author=people[0]
    )

    assert writers.of_version(milestone).letters == 5 + 8 + len(WORDS)
    assert writers.of_now(written.proposal).letters == 5 + 8 + len(WORDS) + 3


def test_each_section_has_its_own(browse, written, people, proposal):
    SectionFactory(proposal=proposal, title="提言")
    keeping.keep(proposal, name="第1稿", by=people[0])

    response = browse(people[1]).get(url("version-writers", proposal, 1))

    found = response.context["shares"].sections
    assert [(section.heading, section.letters, len(section.shares)) for section in found] == [
        ("第1章　現状と課題", 24, 3),
        ("第2章　提言", 0, 0),
    ]
    page = response.content.decode()
    assert "まだ文がありません" in page
    assert "8字（33%）" in page


def test_without_a_word_it_says_so(browse, people, proposal):
    page = browse(people[0]).get(url("writers", proposal)).content.decode()

    assert "まだどの章にも文がありません。" in page


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_a_version_does_not_grow(
    browse, written, people, proposal, count, django_assert_num_queries
):
    SectionFactory.create_batch(count - 1, proposal=proposal)
    keeping.keep(proposal, name="第1稿", by=people[0])
    browser = browse(people[0])

    with django_assert_num_queries(7):
        browser.get(url("version-writers", proposal, 1))
