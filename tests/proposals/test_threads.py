"""Comments beside a text: for the editor as JSON, without script as forms."""

import base64
import json
import uuid

import pytest
from django.urls import reverse

from proposals.models import Proposal
from tests.factories import CommentFactory, ThreadFactory

pytestmark = pytest.mark.django_db


def url(name, section):
    return reverse(f"proposals:{name}", args=[section.proposal.group.slug, section.pk])


def text(response):
    return response.content.decode()


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
    assert browse(lecturer).get(url("threads", section)).json() == {
        "threads": [thread],
        "people": [{"id": lecturer.pk, "name": lecturer.name}],
    }
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


@pytest.mark.parametrize("broken", [{"text": "\ud800"}, {"quote": "\udfff"}, {"\ud800": 1}])
def test_half_a_character_is_answered_with_the_usual_sentence(browse, member, section, broken):
    thread = ThreadFactory(section=section)

    for path in ("", f"{thread.pk}/replies/"):
        response = say(browse(member), section, {**MARKED, **broken}, path)

        assert response.status_code == 422
        assert "内容を入力してください。" in response.json()["message"]


def test_an_observer_reads_comments_and_writes_none(browse, observer, section):
    CommentFactory(thread=ThreadFactory(section=section))

    assert len(browse(observer).get(url("threads", section)).json()["threads"]) == 1
    response = say(browse(observer), section, MARKED)
    assert (response.status_code, response.json()) == (
        403,
        {
            "message": "この研究会の研究員が行います。"
            "講師・オブザーバーの方は、御覧になることができます。"
        },
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


def test_a_token_shows_nothing_of_another_section(browse, member, section):
    elsewhere = CommentFactory(text="ほかの章の話。", author=member)
    token = {"form_token": str(elsewhere.form_token)}

    response = say(browse(member), section, MARKED | token)

    assert response.status_code == 201
    assert [comment["text"] for comment in response.json()["comments"]] == ["出典は何ですか。"]
