"""The page of a section, and what its editor asks for."""

import json

import pytest
from django.urls import reverse

from proposals.models import Proposal
from support.collab import reading, writing
from support.collab.blocks import Block
from tests.collab.pages import Page, body_of
from tests.factories import CommentFactory, FindingFactory, SectionFactory, ThreadFactory
from tests.factories_sources import EntryFactory

pytestmark = pytest.mark.django_db


def url(name, section):
    return reverse(f"proposals:{name}", args=[section.proposal.group.slug, section.pk])


def push(browser, section, text):
    page = Page(7)
    body = json.dumps(body_of(section.document, page.write(text)))
    return browser.post(url("sync", section), body, content_type="application/json")


def text(response):
    return response.content.decode()


def test_it_reads_without_script(browse, observer, section):
    response = browse(observer).get(section.get_absolute_url())

    assert "<p>職員の数は減っている。</p>" in text(response)
    assert 'data-can-write="false"' in text(response)
    assert 'data-can-comment="false"' in text(response)


def test_it_tells_the_editor_where_everything_is(browse, member, section):
    page = text(browse(member).get(section.get_absolute_url()))

    for name in ("sync", "entries", "threads"):
        assert f'data-{name}-url="{url(name, section)}"' in page
    assert f'data-user="{member.pk}"' in page
    assert 'data-can-write="true" data-why="" data-can-comment="true"' in page


def test_a_text_under_review_says_why_it_is_closed(browse, member, section):
    Proposal.objects.update(state=Proposal.State.REVIEWING)

    page = text(browse(member).get(section.get_absolute_url()))

    assert 'data-can-write="false"' in page
    assert "講師が確認しています。" in page


def test_the_lecturer_is_asked_for_comments(browse, lecturer, section):
    page = text(browse(lecturer).get(section.get_absolute_url()))

    assert 'data-can-write="false"' in page
    assert 'data-can-comment="true"' in page
    assert "御意見は、コメントでお寄せください。" in page


@pytest.mark.django_db(transaction=True)
def test_the_first_words_turn_the_outline_into_a_proposal_being_written(browse, member, section):
    Proposal.objects.update(state=Proposal.State.OUTLINE)

    response = push(browse(member), section, "書き始めた。")

    assert (response.status_code, Proposal.objects.get().state) == (200, "writing")


@pytest.mark.parametrize("state", ["reviewing", "endorsed", "published"])
def test_nothing_is_written_into_a_closed_text(browse, member, section, state):
    Proposal.objects.update(state=state)

    response = push(browse(member), section, "こっそり。")

    assert (response.status_code, response.json()["code"]) == (403, "denied")
    assert reading.plain(section.document) == "職員の数は減っている。"


@pytest.mark.django_db(transaction=True)
def test_what_was_saved_before_the_text_was_closed_says_so_again(browse, member, lecturer, section):
    """The answer was lost on the way, and the lecturer came first: it is saved all the same."""
    body = json.dumps(body_of(section.document, Page(7).write("間に合った。")))
    answers = []
    for state in ("writing", "reviewing"):
        Proposal.objects.update(state=state)
        send = browse(member).post
        answers.append(send(url("sync", section), body, content_type="application/json"))
    of_another = browse(lecturer).post(url("sync", section), body, content_type="application/json")

    assert [answer.json() for answer in answers] == [{"seq": 2}] * 2
    assert of_another.status_code == 403


def test_a_citation_leads_to_its_note_below_the_text(browse, member, section):
    finding = FindingFactory(visit__group=section.proposal.group)
    cited = f"減っている［知見{finding.pk}］。［注：昨年］もう一度［知見{finding.pk}］。"
    writing.replace(section.document, [Block("paragraph", cited)])

    response = browse(member).get(section.get_absolute_url())

    assert '<a id="call-1" href="#note-1"' in text(response)
    assert [note.words for note in response.context["section"].notes] == [
        "様式の棚卸しで記入欄を減らしていた。"
        "　あおば町（架空）（ヒアリング、令和4年8月25日、聞き取り）",
        "昨年",
        "前掲（注1）。",
    ]
    assert '<li id="note-3">' in text(response)


def test_a_source_of_another_group_is_missing_and_its_words_stay_there(browse, member, section):
    finding, entry = FindingFactory(text="よその知見。"), EntryFactory(title="よその本")
    cited = f"文［知見{finding.pk}］と［出典{entry.pk}］。"
    writing.replace(section.document, [Block("paragraph", cited)])

    page = text(browse(member).get(section.get_absolute_url()))

    assert page.count("［見つからない出典］") == 2
    assert "よその" not in page


def test_the_settings_keep_title_writer_day_and_state(browse, leader, member, section):
    typed = {
        "title": "県南地域の現状",
        "owner": member.pk,
        "due_on": "令和４年１２月８日",
        "state": "submitted",
    }

    response = browse(leader).post(url("section-settings", section), typed)

    assert response.status_code == 302
    section.refresh_from_db()
    kept = (section.title, section.owner, str(section.due_on), section.state)
    assert kept == ("県南地域の現状", member, "2022-12-08", "submitted")


def test_a_title_stays_in_one_line(browse, leader, section):
    typed = {"title": "現状\nと課題", "owner": "", "due_on": "", "state": "draft"}

    response = browse(leader).post(url("section-settings", section), typed)

    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"title": ["改行か、目に見えない文字が含まれています。1行で入力し直してください。"]},
    )


def test_only_a_member_of_the_group_becomes_the_writer(browse, leader, lecturer, section):
    typed = {"title": "現状", "owner": lecturer.pk, "due_on": "", "state": "draft"}

    response = browse(leader).post(url("section-settings", section), typed)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["owner"])


def test_a_section_keeps_the_writer_who_has_left(browse, leader, member, section):
    section.owner = member
    section.save()
    member.memberships.update(ends_on="2022-10-31")
    typed = {"title": "直した題名", "owner": member.pk, "due_on": "", "state": "draft"}

    response = browse(leader).post(url("section-settings", section), typed)

    assert response.status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(browse, member, section, count, django_assert_num_queries):
    for _ in range(count):
        CommentFactory.create_batch(count, thread=ThreadFactory(section=section))
        SectionFactory(proposal=section.proposal)
    browser = browse(member)

    with django_assert_num_queries(21):
        response = browser.get(section.get_absolute_url())

    assert len(response.context["threads"]) == count
