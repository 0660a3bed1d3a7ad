"""Somebody puts the text back to an earlier version while others have it open."""

import pytest
from playwright.sync_api import expect

from proposals.review import commenting
from proposals.versions import restoring, keeping
from tests.frontend.test_trouble import SYNC

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def put_back(milestone, by):
    restoring.restore(milestone, sections=list(milestone.sections.all()), by=by)


def test_open_pages_are_told_and_lose_no_word(sit_down, section, member):
    leader = member()
    hanako, taro = sit_down(leader), sit_down()
    hanako.text.click()
    hanako.type("村の人口は減っている。")
    hanako.settle()
    first = keeping.keep(section.proposal, name="第1稿", by=leader)
    hanako.type("後の文。")
    hanako.settle()
    taro.sees("後の文。")
    taro.page.route(SYNC, lambda route: route.abort())
    taro.put_caret("後の文。")
    taro.press("Enter")
    taro.type("送れなかった文。")

    put_back(first, leader)
    taro.page.unroute(SYNC)

    for writer in (hanako, taro):
        expect(writer.text).to_have_attribute("contenteditable", "false", timeout=20_000)
    expect(taro.page.locator("[data-unsent-copy]")).to_have_value("送れなかった文。")
    for writer in (hanako, taro):
        writer.page.on("dialog", lambda dialog: dialog.accept())
        writer.page.reload()
        writer.wait_until_ready()
        assert writer.paragraphs() == ["村の人口は減っている。"]
    taro.put_caret("減っている。")
    taro.type("さらに。")
    hanako.sees("村の人口は減っている。さらに。")


def test_comments_stand_on_their_words_again_or_say_what_they_were(sit_down, section, member):
    leader = member()
    hanako = sit_down(leader)
    hanako.text.click()
    hanako.type("村の人口は減っている。")
    hanako.settle()
    first = keeping.keep(section.proposal, name="第1稿", by=leader)
    hanako.type("バスは一日四便である。")
    hanako.settle()
    for quote in ("村の人口", "一日四便"):
        commenting.open_thread(
            section, kind="question", text=f"{quote}は何年の値ですか。", quote=quote, by=leader
        )

    put_back(first, leader)

    taro = sit_down()
    expect(taro.text.locator("[data-thread]")).to_have_text("村の人口")
    expect(taro.page.locator("[data-thread-card]")).to_have_count(2)
    expect(taro.page.locator("[data-thread-card]").nth(1)).to_contain_text("一日四便")
