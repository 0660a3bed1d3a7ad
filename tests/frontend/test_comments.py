"""Comments beside the text: on words, a paragraph, the whole section; they follow the text."""

import pytest
from playwright.sync_api import expect

from members.models import StudyGroup
from proposals.models import Proposal, Thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hanako(sit_down):
    writer = sit_down()
    writer.text.click()
    writer.type("村の人口は減っている。")
    writer.press("Enter")
    writer.type("バスは一日四便である。")
    writer.settle()
    return writer


def comment(writer, text, *, kind="質問"):
    writer.toolbar.get_by_role("button", name="コメント").click()
    writer.page.get_by_label("種類", exact=True).select_option(label=kind)
    writer.page.get_by_label("コメントの内容").fill(text)
    writer.page.get_by_role("button", name="コメントする").click()


def cards(writer):
    return writer.page.locator("[data-thread-card]")


def marks(writer):
    return writer.text.locator("[data-thread]")


def test_a_comment_marks_its_words_for_everybody_and_follows_them(hanako, sit_down):
    hanako.select("一日四便")
    comment(hanako, "日曜も同じですか。")
    expect(marks(hanako)).to_have_text("一日四便")

    taro = sit_down()
    expect(marks(taro)).to_have_text("一日四便")
    taro.put_caret("バスは", after=False)
    taro.type("平日の")
    taro.put_caret("一日四便")
    taro.type("だけ")
    taro.settle()

    hanako.sees("平日のバスは一日四便だけである。")
    expect(marks(hanako)).to_have_text("一日四便")
    expect(marks(taro)).to_have_text("一日四便")


def test_comments_stay_on_their_words_when_a_paragraph_is_split(hanako, sit_down):
    taro = sit_down()
    hanako.select("一日四便")
    comment(hanako, "日曜も同じですか。")
    hanako.put_caret("バスは")
    hanako.press("Enter")
    hanako.settle()

    assert hanako.paragraphs() == ["村の人口は減っている。", "バスは", "一日四便である。"]
    taro.page.reload()
    expect(marks(taro)).to_have_text("一日四便")


def test_a_comment_says_when_its_words_are_gone(hanako):
    hanako.select("バスは一日四便である。")
    comment(hanako, "出典は。")
    expect(marks(hanako)).to_have_count(1)
    hanako.select("バスは一日四便である。")
    hanako.press("Delete")

    expect(cards(hanako)).to_contain_text("元の文は削除されました")
    hanako.press("Control+z")
    expect(cards(hanako)).not_to_contain_text("元の文は削除されました")


def test_threads_are_answered_resolved_and_opened_again(hanako):
    hanako.select("村の人口")
    comment(hanako, "何年の数字ですか。", kind="修正依頼")
    card = cards(hanako)
    card.get_by_text("返信", exact=True).click()
    card.get_by_label("返信の内容").fill("令和4年です。")
    card.get_by_role("button", name="返信する").click()
    expect(card.locator(".thread__text")).to_have_text(["何年の数字ですか。", "令和4年です。"])

    card.get_by_role("button", name="対応済みにする").click()
    expect(marks(hanako)).to_have_count(0)
    hanako.page.get_by_text("対応済みのコメント 1件").click()
    card.get_by_role("button", name="未対応に戻す").click()
    expect(marks(hanako)).to_have_text("村の人口")


def test_a_half_typed_reply_survives_what_others_say(hanako, sit_down):
    hanako.select("村の人口")
    comment(hanako, "何年の数字ですか。")
    card = cards(hanako)
    card.get_by_text("返信", exact=True).click()
    card.get_by_label("返信の内容").fill("調べて")
    taro = sit_down()
    cards(taro).get_by_text("返信", exact=True).click()
    cards(taro).get_by_label("返信の内容").fill("令和4年です。")
    cards(taro).get_by_role("button", name="返信する").click()

    expect(card.locator(".thread__text")).to_have_count(2, timeout=20_000)
    expect(card.get_by_label("返信の内容")).to_have_value("調べて")
    expect(card.get_by_label("返信の内容")).to_be_focused()


def tab_to(writer, target):
    """Go on with the Tab key, past the people to tell if there are any."""
    for _ in range(5):
        writer.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError("the Tab key does not lead there")


def test_a_reader_comments_on_a_paragraph_by_keyboard_alone(hanako, sit_down):
    Proposal.objects.update(state=Proposal.State.REVIEWING)
    taro = sit_down()
    taro.toolbar.get_by_role("button", name="コメント").focus()
    taro.press("Enter", "Shift+Tab", "Shift+Tab")
    expect(taro.page.get_by_label("コメントを付けるところ")).to_be_focused()
    taro.press("ArrowDown", "Tab", "Tab")
    taro.type("時刻表を付けてください。")
    tab_to(taro, taro.page.get_by_role("button", name="コメントする"))
    taro.press("Enter")

    expect(marks(taro)).to_have_text("バスは一日四便である。")
    assert taro.paragraphs() == ["村の人口は減っている。", "バスは一日四便である。"]


def test_a_comment_on_the_whole_section_needs_no_words(hanako):
    hanako.toolbar.get_by_role("button", name="コメント").click()
    hanako.page.get_by_label("コメントを付けるところ").select_option(label="この章の全体")
    hanako.page.get_by_label("コメントの内容").fill("よくまとまっています。")
    hanako.page.get_by_role("button", name="コメントする").click()

    expect(cards(hanako)).to_contain_text("この章の全体")
    expect(cards(hanako)).not_to_contain_text("元の文は削除されました")


def test_a_refused_comment_stays_in_the_form_with_the_reason(hanako):
    hanako.select("村の人口")
    StudyGroup.objects.update(state=StudyGroup.State.CLOSED)
    comment(hanako, "間に合わなかった。")

    expect(hanako.page.locator(".thread-form").get_by_role("alert")).not_to_be_empty()
    expect(hanako.page.get_by_label("コメントの内容")).to_have_value("間に合わなかった。")


def test_an_impatient_second_click_does_not_comment_twice(hanako):
    hanako.select("村の人口")
    hanako.toolbar.get_by_role("button", name="コメント").click()
    hanako.page.get_by_label("コメントの内容").fill("何年の数字ですか。")
    hanako.page.get_by_role("button", name="コメントする").dblclick()

    expect(cards(hanako)).to_have_count(1)
    assert Thread.objects.count() == 1
