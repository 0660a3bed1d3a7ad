"""The page of all comments of a proposal, mentions, and what the secretariat enters for others."""

import pytest
from django.urls import reverse

from proposals import notices
from proposals.models import Comment, Mention, Thread
from proposals.review import commented, commenting
from proposals.review.commenting import ForSomebody
from support.collab import writing
from support.collab.blocks import Block
from support.notices.models import Notice
from tests.factories import (
    CommentFactory,
    MembershipFactory,
    PersonFactory,
    SectionFactory,
    ThreadFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SAID = {"kind": "question", "text": "出典は何ですか。"}


def text(response):
    return response.content.decode()


@pytest.fixture
def page(proposal):
    return reverse("proposals:comments", args=[proposal.group.slug, proposal.pk])


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def told():
    return {row.recipient for row in Notice.objects.filter(kind="mentioned")}


# --- threads on the whole ---


def test_a_comment_on_the_whole_proposal_stands_on_its_page(browse, member, proposal, page):
    response = browse(member).post(page, SAID)

    thread = Thread.objects.get()
    assert (thread.section, thread.proposal) == (None, proposal)
    assert response.url == f"{page}?state=all#thread-{thread.pk}"
    assert thread.get_absolute_url() == f"{page}#thread-{thread.pk}"
    assert "出典は何ですか。" in text(browse(member).get(page))


def test_the_same_form_twice_is_one_comment(browse, member, page):
    typed = {**SAID, "form_token": "5e0a3b52-4f3c-4c8e-8f0a-1f2d3c4b5a69"}

    for _ in range(2):
        browse(member).post(page, typed)

    assert Comment.objects.count() == 1


def test_what_was_typed_is_kept_when_something_is_missing(browse, member, page, section):
    response = browse(member).post(page, {"text": "出典は。", "about": section.pk})

    assert response.status_code == 422
    assert "出典は。" in text(response)
    assert response.context["form"]["about"].value() == str(section.pk)


def test_one_is_answered_settled_and_opened_again_on_the_page(browse, member, proposal, page):
    thread = commenting.open_thread(proposal, **SAID, by=member)
    browser = browse(member)

    browser.post(f"{page}{thread.pk}/reply/", {"text": "聞き取りです。"})
    browser.post(f"{page}{thread.pk}/settle/")
    thread.refresh_from_db()
    assert [comment.text for comment in thread.comments.all()] == [SAID["text"], "聞き取りです。"]
    assert (thread.is_open, thread.resolved_by) == (False, member)

    browser.post(f"{page}{thread.pk}/unsettle/")
    thread.refresh_from_db()
    assert thread.is_open


def test_an_empty_answer_is_asked_for_again_beside_its_comment(browse, member, proposal, page):
    thread = commenting.open_thread(proposal, **SAID, by=member)

    response = browse(member).post(f"{page}{thread.pk}/reply/", {"text": " "})

    assert response.status_code == 422
    assert response.context["reply_to"] == thread.pk


# --- what is shown ---


@pytest.fixture
def threads(proposal, section, member, lecturer):
    """{name: thread}: one on the whole and two on a section, one of them dealt with."""
    made = {
        "whole": commenting.open_thread(proposal, kind="praise", text="よい題名。", by=lecturer),
        "section": commenting.open_thread(section, kind="change", text="根拠を。", by=lecturer),
        "done": commenting.open_thread(section, kind="question", text="いつの数。", by=member),
    }
    commenting.resolve(made["done"], by=member)
    return made


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["whole", "section"]),
        ("?state=all", ["whole", "section", "done"]),
        ("?state=resolved", ["done"]),
        ("?kind=change", ["section"]),
        ("?kind=nonsense&state=%00x", ["whole", "section"]),
    ],
)
def test_it_shows_what_is_asked_for(browse, member, page, threads, query, names):
    if "%00" in query:
        query = query.replace("%00", "")

    response = browse(member).get(page + query)

    assert response.context["threads"] == [threads[name] for name in names]


def test_it_shows_those_of_a_section_and_of_a_person(browse, member, page, threads, section):
    browser = browse(member)

    of_section = browser.get(f"{page}?state=all&section={section.pk}").context["threads"]
    of_member = browser.get(f"{page}?state=all&person={member.pk}").context["threads"]

    assert of_section == [threads["section"], threads["done"]]
    assert of_member == [threads["done"]]


def test_open_ones_are_counted_by_section_and_person(
    browse, member, lecturer, page, threads, section
):
    section.owner = member
    section.save(update_fields=["owner", "updated_at"])
    commenting.reply(
        threads["whole"], text="ありがとうございます。", by=lecturer, mentioned=[member]
    )

    counts = browse(member).get(page).context["counts"]

    assert (counts.open, counts.sections[None], counts.sections[section.pk]) == (2, 1, 1)
    found = {pk: (row.began, row.meant, row.owned) for pk, row in counts.people.items()}
    assert found == {lecturer.pk: (2, 0, 0), member.pk: (0, 1, 1)}


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(
    browse, member, lecturer, proposal, page, count, django_assert_num_queries
):
    for _ in range(count):
        section = SectionFactory(proposal=proposal, owner=member)
        writing.replace(section.document, [Block("paragraph", "職員の数は減っている。")])
        comment = CommentFactory(thread=ThreadFactory(section=section), author=lecturer)
        Mention.objects.create(comment=comment, person=member)
    browser = browse(member)

    with django_assert_num_queries(15):
        response = browser.get(page)

    assert len(response.context["threads"]) == count


# --- words that are gone ---


def test_words_that_were_deleted_are_said_to_be_gone(browse, member, page, section):
    there = commenting.open_thread(section, **SAID, by=member, quote="職員の数は")
    gone = commenting.open_thread(section, **SAID, by=member, quote="町の数は")

    for address in (page, section.get_absolute_url()):
        response = browse(member).get(address)
        found = {thread.pk: thread.is_gone for thread in response.context["threads"]}
        assert found == {there.pk: False, gone.pk: True}
        assert text(response).count("元の文は削除されました") == 1


def test_a_selection_over_two_paragraphs_is_found(section, member):
    writing.replace(section.document, [Block("paragraph", "一つ。"), Block("paragraph", "二つ。")])
    thread = commenting.open_thread(section, **SAID, by=member, quote="一つ。\n二つ。")

    commented.mark_gone([thread])

    assert thread.is_gone is False


# --- mentions ---


def test_people_chosen_and_people_named_in_the_text_are_told_once(
    browse, group, member, lecturer, page
):
    named = MembershipFactory(
        group=group, user__person=PersonFactory(family_name="髙橋", given_name="見本")
    ).user
    typed = {**SAID, "text": "＠髙橋見本 様、＠誰か 様", "mentioned": [lecturer.pk, member.pk]}

    browse(member).post(page, typed)

    assert {row.person for row in Mention.objects.all()} == {lecturer, named}
    assert told() == {lecturer, named}


def test_nobody_outside_the_group_can_be_told(browse, member, page):
    stranger = MembershipFactory().user

    response = browse(member).post(page, {**SAID, "mentioned": [stranger.pk]})

    assert response.status_code == 422
    assert told() == set()


def test_the_mail_says_who_wrote_what_about_which_words(section, member, lecturer):
    commenting.open_thread(section, **SAID, by=member, quote="職員の数は", mentioned=[lecturer])

    letter = notices.tell_mentioned(Notice.objects.get(kind="mentioned"))

    assert letter.subject == "【県南方部出張型政策研究会】提言書のコメントのお知らせ（質問）"
    for words in ("現状と課題", "職員の数は", "出典は何ですか。", member.name):
        assert words in letter.body


def test_nobody_is_told_of_what_is_dealt_with(section, member, lecturer):
    thread = commenting.open_thread(section, **SAID, by=member, mentioned=[lecturer])
    row = Notice.objects.get(kind="mentioned")
    assert notices.can_still_read(row)

    commenting.resolve(thread, by=member)
    assert not notices.can_still_read(row)


@pytest.mark.parametrize("count", [1, 3])
def test_comments_for_me_stand_on_one_page(
    browse, group, proposal, member, lecturer, count, django_assert_num_queries
):
    for number in range(count):
        commenting.open_thread(
            proposal, kind="advice", text=f"{number}点目", by=lecturer, mentioned=[member]
        )
    commenting.open_thread(proposal, kind="advice", text="他の人へ", by=lecturer)
    browser = browse(member)

    with django_assert_num_queries(7):
        response = browser.get(reverse("proposals:comments-for-me"))

    assert len(response.context["threads"]) == count


# --- entered for somebody ---


def test_the_secretariat_enters_what_came_on_paper_with_both_names(
    browse, staff, lecturer, section, page
):
    typed = {
        **SAID, "about": section.pk, "quote": "職員の数は",
        "author": lecturer.pk, "because": "紙で受領",
    }  # fmt: skip

    browse(staff).post(page, typed)

    comment = Comment.objects.get()
    assert (comment.author, comment.entered_by) == (lecturer, staff)
    assert comment.thread.section == section
    shown = text(browse(staff).get(page))
    assert lecturer.name in shown
    assert f"{staff.name}が入力（紙で受領）" in shown


def test_a_reason_is_asked_for(browse, staff, lecturer, page):
    response = browse(staff).post(page, {**SAID, "author": lecturer.pk})

    assert response.status_code == 422
    assert Comment.objects.count() == 0


def test_a_member_speaks_only_for_themselves(browse, member, lecturer, page):
    browse(member).post(page, {**SAID, "author": lecturer.pk, "because": "紙で受領"})

    assert Comment.objects.get().author == member


def test_both_names_stand_in_the_comment(proposal, lecturer, staff):
    commenting.open_thread(proposal, **SAID, by=lecturer, entered=ForSomebody(staff, "紙で受領"))

    comment = Comment.objects.get()
    assert (comment.author, comment.entered_by, comment.entered_because) == (
        lecturer,
        staff,
        "紙で受領",
    )
