"""The page of a section, and what its editor asks for."""

import base64
import json
import uuid

import pytest
from django.urls import reverse

from proposals import actions
from proposals.models import Proposal, Section
from support.access import Refused
from support.collab import actions as collab
from support.collab import reading, writing
from support.collab.blocks import Block
from tests.collab.pages import Page, body_of
from tests.factories import CommentFactory, FindingFactory, SectionFactory, ThreadFactory

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

    for name in ("sync", "findings", "threads"):
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


def test_a_citation_reads_as_where_the_finding_was_made(browse, member, section):
    finding = FindingFactory(visit__group=section.proposal.group)
    writing.replace(section.document, [Block("paragraph", f"減っている［知見{finding.pk}］。")])

    page = text(browse(member).get(section.get_absolute_url()))

    assert f'<span class="citation" title="{finding.text}">' in page


def test_the_findings_of_the_group_can_be_cited_and_no_others(browse, member, section):
    finding = FindingFactory(visit__group=section.proposal.group)
    FindingFactory()

    assert browse(member).get(url("findings", section)).json() == [
        {
            "id": finding.pk,
            "text": finding.text,
            "kind": finding.get_kind_display(),
            "visit": finding.visit.host,
        }
    ]


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

    with django_assert_num_queries(14):
        response = browser.get(section.get_absolute_url())

    assert len(response.context["threads"]) == count


# --- the form view ---


def boxes(response):
    form = response.context["form"]
    return {name: form[name].value() for name in form.fields}


def test_the_form_view_has_a_box_for_each_block(browse, member, section):
    writing.replace(section.document, [Block("heading", "背景", 2), Block("paragraph", "本文")])

    form = browse(member).get(url("plain-text", section)).context["form"]

    shown = [(form[name].label, form[name].value()) for name in ("box_0", "box_1", "more")]
    assert shown == [
        ("1　見出し", "背景"),
        ("2　段落", "本文"),
        ("最後に加える段落", ""),
    ]


def test_what_others_wrote_meanwhile_stays(browse, member, section):
    browser = browse(member)
    typed = boxes(browser.get(url("plain-text", section)))
    of_another = boxes(browser.get(url("plain-text", section)))
    browser.post(url("plain-text", section), {**of_another, "more": "ほかの人の段落。"})

    response = browser.post(url("plain-text", section), {**typed, "box_0": "職員の数は減った。"})

    assert response.status_code == 302
    assert reading.plain(section.document) == "職員の数は減った。\nほかの人の段落。"


def test_the_same_form_twice_is_merged_once(browse, member, section):
    browser = browse(member)
    typed = {**boxes(browser.get(url("plain-text", section))), "more": "書き足した。"}

    for _ in range(2):
        assert browser.post(url("plain-text", section), typed).status_code == 302

    assert reading.plain(section.document) == "職員の数は減っている。\n書き足した。"


def test_a_text_put_back_meanwhile_keeps_what_was_typed(browse, member, section):
    browser = browse(member)
    typed = {**boxes(browser.get(url("plain-text", section))), "box_0": "直した。"}
    collab.restore(section.document, collab.state(section.document), author=None)

    response = browser.post(url("plain-text", section), typed)

    assert (response.status_code, boxes(response)["box_0"]) == (422, "直した。")
    assert "以前の版に戻されました。" in text(response)


def test_a_form_of_a_text_closed_meanwhile_is_refused(member, section):
    stale = Section.objects.select_related("proposal").get(pk=section.pk)
    Proposal.objects.update(state=Proposal.State.REVIEWING)

    with pytest.raises(Refused):
        actions.write_plain(
            stale, edited=["直した。"], base_seq=1, form_token=uuid.uuid4(), by=member
        )

    assert reading.plain(section.document) == "職員の数は減っている。"


# --- comments ---


def say(browser, section, content, *path):
    address = url("threads", section) + "".join(path)
    return browser.post(address, json.dumps(content), content_type="application/json")


MARKED = {
    "start": base64.b64encode(b"\x01\x02").decode(),
    "end": base64.b64encode(b"\x03\x04").decode(),
    "quote": "減っている",
    "kind": "question",
    "text": "出典は何ですか。",
}


def test_a_thread_keeps_the_place_and_the_words(browse, lecturer, section):
    response = say(browse(lecturer), section, MARKED)

    thread = response.json()
    assert response.status_code == 201
    assert browse(lecturer).get(url("threads", section)).json() == {"threads": [thread]}
    comments = thread.pop("comments")
    expected = {key: MARKED[key] for key in ("start", "end", "quote", "kind")}
    assert thread == {"id": thread["id"], **expected, "state": "open", "can_resolve": True}
    assert [(said["by"], said["text"]) for said in comments] == [
        (lecturer.name, "出典は何ですか。")
    ]


def test_a_comment_is_possible_while_the_lecturer_reads(browse, lecturer, section):
    Proposal.objects.update(state=Proposal.State.REVIEWING)

    assert say(browse(lecturer), section, MARKED).status_code == 201


def test_an_answer_and_a_resolution_are_kept(browse, lecturer, member, section):
    number = say(browse(lecturer), section, MARKED).json()["id"]

    say(browse(member), section, {"text": "聞き取りです。"}, f"{number}/replies/")
    resolved = say(browse(member), section, {}, f"{number}/resolve/")
    again = say(browse(member), section, {}, f"{number}/resolve/")
    reopened = say(browse(lecturer), section, {}, f"{number}/reopen/")

    assert [said["text"] for said in resolved.json()["comments"]][1:] == ["聞き取りです。"]
    assert [answer.status_code for answer in (resolved, again, reopened)] == [200, 422, 200]
    assert again.json() == {"message": "このコメントは、既に対応済みになっています。"}
    assert (resolved.json()["state"], reopened.json()["state"]) == ("resolved", "open")


@pytest.mark.parametrize(
    "broken",
    [{"kind": "scolding"}, {"text": " "}, {"start": "%%"}, {"end": ["x"]}, {"text": 7 * [1]}],
)
def test_a_broken_comment_is_answered_with_a_sentence(browse, member, section, broken):
    response = say(browse(member), section, {**MARKED, **broken})

    assert response.status_code in (201, 422)
    assert response.json().get("message", "") or response.status_code == 201


def test_an_observer_reads_comments_and_writes_none(browse, observer, section):
    CommentFactory(thread=ThreadFactory(section=section))

    assert len(browse(observer).get(url("threads", section)).json()["threads"]) == 1
    response = say(browse(observer), section, MARKED)
    assert (response.status_code, response.json()) == (
        403,
        {"message": "この操作は、この研究会の研究員だけができます。"},
    )


def test_a_thread_of_another_section_is_not_here(browse, member, section):
    other = ThreadFactory()

    assert say(browse(member), section, {}, f"{other.pk}/resolve/").status_code == 404


def test_without_script_a_comment_is_a_form(browse, member, section):
    token = str(uuid.uuid4())
    typed = {"kind": "praise", "text": "分かりやすい。", "form_token": token}

    responses = [browse(member).post(url("threads", section), typed) for _ in range(2)]

    thread = section.threads.get()
    assert [response.url for response in responses] == [
        f"{section.get_absolute_url()}#thread-{thread.pk}"
    ] * 2
    assert [said.text for said in thread.comments.all()] == ["分かりやすい。"]


def test_without_script_a_reply_that_is_missing_is_asked_for(browse, member, section):
    thread = ThreadFactory(section=section)

    response = browse(member).post(url("threads", section) + f"{thread.pk}/replies/", {"text": ""})

    assert response.status_code == 422
    assert "内容を入力してください。" in text(response)
