"""The versions of a proposal: kept under a name, listed, and never more than asked for."""

import pytest
from django.urls import reverse

from proposals.models import Milestone
from proposals.versions import keeping
from support.access import Refused
from support.collab import writing
from support.collab.blocks import Block
from tests.factories import MilestoneFactory, StudySessionFactory
from tests.proposals.conftest import WORDS

pytestmark = pytest.mark.django_db


def url(name, proposal, *more):
    return reverse(f"proposals:{name}", args=[proposal.group.slug, proposal.pk, *more])


def change(section, words="書き直した文。"):
    writing.replace(section.document, [Block("paragraph", words)])


def texts(response):
    return response.content.decode()


def test_a_member_keeps_a_version_and_nothing_else_changes(browse, section, member):
    proposal = section.proposal
    before = (proposal.state, section.state)

    response = browse(member).post(
        url("keep-version", proposal), {"choice": "第1稿", "note": "勉強会の前に。"}
    )

    assert (response.status_code, response.url) == (302, url("versions", proposal))
    milestone = Milestone.objects.get()
    assert (milestone.name, milestone.note, milestone.by) == ("第1稿", "勉強会の前に。", member)
    frozen = milestone.sections.get()
    assert (frozen.section, frozen.letters) == (section, len(WORDS))
    proposal.refresh_from_db()
    section.refresh_from_db()
    assert (proposal.state, section.state) == before


def test_it_may_have_a_name_of_its_own(browse, section, member):
    data = {"choice": "other", "other": "所長説明用"}

    browse(member).post(url("keep-version", section.proposal), data)

    assert Milestone.objects.get().name == "所長説明用"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"choice": "other", "other": ""}, "版の名前を入力してください。"),
        ({"choice": "other", "other": "第1稿"}, "同じ名前の版があります。"),
    ],
)
def test_a_name_is_needed_and_stands_once(browse, section, member, data, words):
    keeping.keep(section.proposal, name="第1稿", by=member)
    change(section)

    response = browse(member).post(url("keep-version", section.proposal), data)

    assert response.status_code == 422
    assert words in texts(response)
    assert Milestone.objects.count() == 1


def test_of_two_with_one_name_the_second_is_refused(section, member):
    keeping.keep(section.proposal, name="第1稿", by=member)

    with pytest.raises(Refused, match="同じ名前の版があります。"):
        keeping.keep(section.proposal, name="第1稿", by=member)


def test_names_are_suggested_as_people_count(section, member):
    StudySessionFactory(group=section.proposal.group, fixed=True)
    for name in ("第1稿", "第2稿", "提出版"):
        keeping.keep(section.proposal, name=name, by=member)

    assert keeping.suggested_names(section.proposal) == ["第3稿", "会議配布版（第7回）"]


def test_the_same_text_is_kept_again_only_on_purpose(browse, section, member):
    keeping.keep(section.proposal, name="第1稿", by=member)
    browser, address = browse(member), url("keep-version", section.proposal)

    assert "今の文は「第1稿」と同じです" in texts(browser.get(address))
    assert browser.post(address, {"choice": "提出版"}).status_code == 422
    assert browser.post(address, {"choice": "提出版", "again": "on"}).status_code == 302
    assert list(Milestone.objects.values_list("name", flat=True)) == ["第1稿", "提出版"]


def test_it_is_the_same_text_when_words_have_come_and_gone(section, member):
    kept = keeping.keep(section.proposal, name="第1稿", by=member)
    change(section)
    assert keeping.same_as_now(section.proposal) is None

    change(section, WORDS)

    assert keeping.same_as_now(section.proposal) == kept


@pytest.mark.parametrize("field", ["title", "owner"])
def test_another_title_or_writer_makes_another_version(section, member, field):
    keeping.keep(section.proposal, name="第1稿", by=member)
    setattr(section, field, {"title": "現状", "owner": member}[field])
    section.save()

    assert keeping.same_as_now(section.proposal) is None


def test_in_a_closed_group_none_is_kept_and_all_are_read(browse, section, member):
    keeping.keep(section.proposal, name="第1稿", note="配布済み", by=member)
    section.proposal.group.state = section.proposal.group.State.CLOSED
    section.proposal.group.save()
    browser = browse(member)

    assert browser.post(url("keep-version", section.proposal), {}).status_code == 403
    with pytest.raises(Refused):
        keeping.keep(section.proposal, name="第2稿", by=member)
    page = texts(browser.get(url("versions", section.proposal)))
    assert "第1稿" in page
    assert "配布済み" in page
    assert "版を残す</a>" not in page


def test_the_lecturer_reads_the_list_and_keeps_none(browse, section, lecturer):
    browser = browse(lecturer)

    assert browser.get(url("versions", section.proposal)).status_code == 200
    assert browser.get(url("keep-version", section.proposal)).status_code == 403


def test_the_list_says_when_there_is_none(browse, proposal, member):
    page = browse(member).get(url("versions", proposal))

    assert "まだ版はありません。" in texts(page)


def test_the_list_has_pages(browse, proposal, member):
    MilestoneFactory.create_batch(23, proposal=proposal, by=member)

    first, second = (browse(member).get(url("versions", proposal), {"page": n}) for n in (1, 2))

    assert [len(page.context["milestones"]) for page in (first, second)] == [20, 3]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(browse, section, member, count, django_assert_num_queries):
    for number in range(count):
        keeping.keep(section.proposal, name=f"第{number}稿", by=member)
    browser = browse(member)

    with django_assert_num_queries(8):
        response = browser.get(url("versions", section.proposal))

    assert len(response.context["milestones"]) == count
