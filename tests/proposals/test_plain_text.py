"""The text of a section as a form: one box per block, merged with what others write."""

import uuid

import pytest
from django.urls import reverse

from proposals import actions
from proposals.models import Proposal, Section
from support.access import Refused
from support.collab import actions as collab
from support.collab import reading, writing
from support.collab.blocks import Block

pytestmark = pytest.mark.django_db


def url(name, section):
    return reverse(f"proposals:{name}", args=[section.proposal.group.slug, section.pk])


def text(response):
    return response.content.decode()


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
