"""Two people begin in the same empty place at once and edit on: all words stand there once."""

import pytest
from playwright.sync_api import expect
from pycrdt import XmlElement

from support.collab import actions, reading
from tests.collab.pages import Page, append

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def write_at_once(hanako, taro):
    """Neither sees the other's words before both are typed: each has just asked the server."""
    for writer in (hanako, taro):
        writer.page.context.set_offline(True)
    hanako.type("花子の文。")
    taro.type("太郎の文。")
    for writer in (hanako, taro):
        writer.page.context.set_offline(False)
    for writer in (hanako, taro):
        writer.settle()
    for writer in (hanako, taro):
        writer.sees("花子の文。")
        writer.sees("太郎の文。")


def cite(writer):
    writer.toolbar.get_by_role("button", name="根拠を引用").click()
    writer.page.get_by_role("dialog").get_by_role("button", name="デマンド交通").click()


def embolden(writer, words):
    writer.select(words)
    writer.toolbar.get_by_role("button", name="太字").click()


def everything_stands_once(document, *writers):
    for writer in writers:
        writer.settle()
    expect(writers[0].text.locator(".citation")).to_have_count(1)
    expect(writers[1].text.locator("strong")).to_have_count(1)
    expect(writers[0].text.locator("strong")).to_have_count(1)
    expect(writers[1].text.locator(".citation")).to_have_count(1)
    seen = [writer.text.inner_text() for writer in writers]
    for text in (*seen, reading.plain(document)):
        assert [text.count(words) for words in ("花子の文。", "太郎の文。")] == [1, 1], text
    assert seen[0] == seen[1]
    assert [writer.errors for writer in writers] == [[], []]


def test_in_a_new_paragraph(sit_down, document):
    hanako, taro = sit_down(), sit_down()
    hanako.text.click()
    hanako.type("はじめ。")
    hanako.press("Enter")
    hanako.settle()
    taro.sees("はじめ。")
    expect(taro.text.locator("p")).to_have_count(2)
    taro.text.locator("p").last.click()

    write_at_once(hanako, taro)
    hanako.put_caret("花子の文。")
    cite(hanako)
    embolden(taro, "太郎")

    everything_stands_once(document, hanako, taro)


def test_behind_a_citation(sit_down, document):
    hanako, taro = sit_down(), sit_down()
    hanako.text.click()
    hanako.type("はじめ。")
    cite(hanako)
    hanako.settle()
    expect(taro.text.locator(".citation")).to_have_count(1)
    for writer in (hanako, taro):
        writer.text.click()
        writer.press("Control+End")

    write_at_once(hanako, taro)
    embolden(hanako, "花子")
    taro.put_caret("太郎の文。")
    taro.type("終わり。")

    everything_stands_once(document, hanako, taro)
    assert reading.plain(document).count("終わり。") == 1


def test_in_an_older_paragraph_that_has_no_text_to_share(sit_down, document):
    page = Page(7, actions.state(document))
    page.body.children.append(XmlElement("paragraph"))
    append(document, page.changes())
    hanako, taro = sit_down(), sit_down()
    for writer in (hanako, taro):
        writer.text.locator("p").last.click()

    write_at_once(hanako, taro)
    hanako.put_caret("太郎の文。")
    cite(hanako)
    embolden(taro, "太郎")

    everything_stands_once(document, hanako, taro)
