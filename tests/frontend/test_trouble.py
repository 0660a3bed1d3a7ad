"""When something is in the way: the state line is true, and no word is lost."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from proposals.models import Proposal
from support.collab import refusals
from support.collab.models import Document
from support.collab.schema import SCHEMA_VERSION

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SYNC = "**/sync/**"
READING = re.compile("講師が|lecturer is reading")  # with or without the catalogue


def test_typing_goes_on_while_the_server_is_away(sit_down):
    hanako, taro = sit_down(), sit_down()
    hanako.page.route(SYNC, lambda route: route.abort())

    hanako.text.click()
    hanako.type("電車の中で書いた。")
    hanako.sees_state(re.compile("未送信 9件：サーバーにつながりません"))
    hanako.page.unroute(SYNC)
    hanako.settle()

    hanako.sees_state("保存しました")
    taro.sees("電車の中で書いた。")


def test_leaving_with_unsent_words_asks_first(sit_down):
    hanako = sit_down()
    hanako.page.route(SYNC, lambda route: route.abort())
    hanako.text.click()
    hanako.type("まだ")
    asked = []
    hanako.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    hanako.page.goto("about:blank")

    assert asked == ["beforeunload"]


def test_words_typed_just_before_leaving_are_sent(sit_down):
    hanako = sit_down()
    hanako.page.on("dialog", lambda dialog: dialog.accept())
    hanako.text.click()
    hanako.type("最後の一文。")

    hanako.page.goto("about:blank")

    sit_down().sees("最後の一文。")


def test_a_stale_page_is_told_before_it_can_write(sit_down, section):
    hanako = sit_down()
    hanako.text.click()
    hanako.type("古い版の文。")
    hanako.settle()
    hanako.page.route(f"**{section.get_absolute_url()}", old_page)
    hanako.page.reload()
    hanako.sees_state(str(refusals.SchemaPassed().reason))

    expect(hanako.page.locator("[data-fallback]")).to_be_visible()
    expect(hanako.text).to_have_count(0)


def old_page(route):
    """The page as a browser shows it that has kept it since before the release."""
    page = route.fetch()
    route.fulfill(response=page, body=page.text().replace(f'data-schema="{SCHEMA_VERSION}"', 'data-schema="0"'))


def test_after_a_restore_the_unsent_words_are_offered_as_a_copy(sit_down, document):
    hanako = sit_down()
    hanako.text.click()
    hanako.type("保存された文。")
    hanako.settle()
    hanako.press("Enter")
    hanako.settle()

    hanako.page.route(SYNC, lambda route: route.abort())
    hanako.type("間に合わなかった文。")
    Document.objects.update(epoch=2)
    hanako.page.unroute(SYNC)

    copy = hanako.page.locator("[data-unsent-copy]")
    expect(copy).to_have_value("間に合わなかった文。", timeout=10_000)
    expect(hanako.text).to_have_attribute("contenteditable", "false")
    expect(hanako.toolbar.get_by_text("太字")).to_have_count(0)


def test_an_expired_sign_in_keeps_the_words_and_resumes(sit_down, member):
    user = member()
    hanako = sit_down(user)
    hanako.text.click()
    Session.objects.all().delete()

    hanako.type("ログインが切れた後の文。")
    hanako.sees_state("ログインし直してください。書いた文章はこの画面に残っています。")
    link = hanako.page.get_by_role("link", name="ログイン画面を開く")
    assert link.get_attribute("target") == "_blank"

    hanako.sign_in(user)
    hanako.page.evaluate("window.dispatchEvent(new Event('focus'))")
    hanako.settle()

    hanako.sees_state("保存しました")


def test_nothing_is_sent_in_the_name_of_somebody_else(sit_down, document, member):
    hanako = sit_down()
    hanako.sign_in(member())

    hanako.text.click()
    hanako.type("花子の文。")

    hanako.sees_state("別の方がログインしています。")
    expect(hanako.page.locator("[data-unsent-copy]")).to_have_value("花子の文。")
    assert not document.updates.exists()


def test_a_reader_cannot_write_and_is_told_why(sit_down):
    Proposal.objects.update(state=Proposal.State.REVIEWING)
    hanako = sit_down()

    hanako.sees_state(READING)
    expect(hanako.text).to_have_attribute("contenteditable", "false")
    expect(hanako.toolbar.get_by_role("button")).to_have_text(["コメントを付ける"])


def test_the_right_to_write_comes_and_goes_while_the_page_is_open(sit_down):
    hanako = sit_down()
    hanako.text.click()
    hanako.type("提出前の文。")
    hanako.settle()

    Proposal.objects.update(state=Proposal.State.REVIEWING)
    expect(hanako.text).to_have_attribute("contenteditable", "false", timeout=10_000)
    Proposal.objects.update(state=Proposal.State.CHANGES)
    expect(hanako.text).to_have_attribute("contenteditable", "true", timeout=10_000)
    hanako.put_caret("提出前の文。")
    hanako.type("修正後の文。")
    hanako.settle()

    assert hanako.paragraphs() == ["提出前の文。修正後の文。"]


def test_a_comment_begun_before_the_sign_in_expired_is_kept_and_sent_after_it(sit_down, member):
    user = member()
    hanako = sit_down(user)
    hanako.text.click()
    hanako.type("村の足。")
    hanako.settle()
    hanako.select("村の足。")
    hanako.toolbar.get_by_role("button", name="コメントを付ける").click()
    form = hanako.page.get_by_role("complementary", name="コメント")
    form.get_by_label("コメントの内容").fill("根拠は何ですか。")
    Session.objects.all().delete()

    form.get_by_role("button", name="コメントする").click()
    expect(form.get_by_role("alert").first).to_contain_text("ログインし直してください")
    expect(form.get_by_label("コメントの内容")).to_have_value("根拠は何ですか。")
    expect(hanako.page.get_by_role("link", name="ログイン画面を開く").first).to_be_visible(
        timeout=10_000
    )

    hanako.sign_in(user)
    form.get_by_role("button", name="コメントする").click()
    expect(form.get_by_text("根拠は何ですか。")).to_be_visible()
