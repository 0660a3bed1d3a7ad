"""What changed between two versions, or since one of them, section by section."""

import pytest
from django.urls import reverse

from proposals import actions
from proposals.versions import comparing, keeping
from support.collab import writing
from support.collab.blocks import Block
from tests.factories import FindingFactory, MembershipFactory, SectionFactory, VisitFactory
from tests.proposals.conftest import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(proposal):
    section = SectionFactory(proposal=proposal, title="提言")
    write(section, "様式を5枚から1枚に減らす。")
    return section


@pytest.fixture
def first(section, other, member):
    return keeping.keep(section.proposal, name="第1稿", by=member)


@pytest.fixture
def url(proposal):
    return reverse("proposals:compare", args=[proposal.group.slug, proposal.pk])


def write(section, *texts):
    writing.replace(section.document, [Block("paragraph", text) for text in texts])


def shown(response):
    return response.content.decode()


def test_it_shows_what_changed_since_the_newest_version(browse, member, url, first, section):
    write(section, WORDS.replace("職員", "町の職員"))

    response = browse(member).get(url)

    page = shown(response)
    assert "1章が変わりました" in page
    assert "追加2字、削除0字" in page
    assert "［追加］</span>町の<span" in page
    assert "変わらない章（1）" in page
    assert (response.context["added"], response.context["removed"]) == (2, 0)


def test_two_versions_stand_side_by_side(browse, member, url, first, section):
    write(section, WORDS.replace("減っている", "増えている"))
    keeping.keep(section.proposal, name="第2稿", by=member)

    response = browse(member).get(url, {"old": "2", "new": "1", "view": "sides"})

    assert (response.context["old"].name, response.context["new"].name) == ("第1稿", "第2稿")
    before, after = shown(response).split("［追加］")[0].rsplit("［削除］", 1)
    assert "difference-sides" in before
    assert "減" in after


def test_it_says_when_nothing_changed(browse, member, url, first, section):
    write(section, "一度書いて")
    write(section, WORDS)

    assert "変更はありません" in shown(browse(member).get(url))


@pytest.mark.parametrize("query", [{"old": "1", "new": "1"}, {"old": "9"}, {"view": "x"}])
def test_what_cannot_be_compared_is_answered_with_a_sentence(browse, member, url, first, query):
    response = browse(member).get(url, query)

    assert response.status_code == 422
    assert "もう一度選んでください" in shown(response)


def test_without_a_version_it_says_so(browse, member, url, section):
    response = browse(member).get(url)

    assert response.status_code == 200
    assert "比べることのできる版がまだありません。" in shown(response)


def test_sections_that_came_were_renamed_and_moved_are_named(
    proposal, first, section, other, member
):
    added = actions.add_section(proposal, title="実現に向けて", after=section)
    write(added, "令和5年度に始める。")
    other.refresh_from_db()
    other.title = "三つの提言"
    other.save()

    found = comparing.compare(proposal, first, None)

    assert [
        (change.text.title, change.old is None, change.is_renamed, change.is_changed)
        for change in found
    ] == [
        (section.title, False, False, False),
        ("実現に向けて", True, False, True),
        ("三つの提言", False, True, True),
    ]


def test_a_section_in_another_place_is_said_to_be_moved(proposal, first, section, other):
    third = SectionFactory(proposal=proposal, position=other.position + 1, title="三つ目")
    later = keeping.keep(proposal, name="第2稿", by=first.by)
    type(section).objects.filter(pk=section.pk).update(position=third.position + 1)

    found = comparing.compare(proposal, later, None)

    assert [(change.text.key, change.is_moved) for change in found] == [
        (other.pk, False),
        (third.pk, False),
        (section.pk, True),
    ]


def test_another_finding_cited_is_a_change(browse, member, url, group, section, other):
    visit = VisitFactory(group=group)
    findings = [FindingFactory(visit=visit, text=text) for text in ("棚卸しの効果", "共有の効果")]
    write(section, f"効果があった［知見{findings[0].pk}］。")
    keeping.keep(section.proposal, name="第1稿", by=member)
    write(section, f"効果があった［知見{findings[1].pk}］。")

    page = shown(browse(member).get(url))

    assert "［削除］</span>［根拠：棚卸しの効果］" in page
    assert "［追加］</span>［根拠：共有の効果］" in page


def test_the_inside_of_another_group_is_not_compared(browse, url, first):
    assert browse(MembershipFactory().user).get(url).status_code == 404
