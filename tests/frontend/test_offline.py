"""Words typed without a network outlive the tab where storage is allowed, and only there."""

import pytest
from playwright.sync_api import expect

from support.collab import reading
from support.collab.models import Document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = "indexedDB.databases().then((all) => all.map(({ name }) => name))"
RECORDS = """new Promise((resolve, reject) => {
  const opening = indexedDB.open("portal-unsent", 1);
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const asking = opening.result.transaction("pages").objectStore("pages").getAll();
    asking.onsuccess = () => { opening.result.close(); resolve(asking.result.length); };
  };
})"""


def write_and_lose_the_tab(writer, words):
    """The network goes, words are typed, and the tab is gone without a chance to say goodbye."""
    writer.text.click()
    writer.press("Control+End")
    writer.page.context.set_offline(True)
    writer.type(words)
    writer.page.wait_for_timeout(300)
    writer.page.close(run_before_unload=False)
    writer.page.context.set_offline(False)


def open_again(writer, section):
    writer.open_tab()
    writer.page.goto(section.get_absolute_url())
    writer.wait_until_ready()


def test_words_typed_offline_are_sent_when_the_section_is_opened_again(
    sit_down, section, document
):
    hanako, taro = sit_down(), sit_down()
    hanako.text.click()
    hanako.type("保存された文。")
    hanako.settle()
    write_and_lose_the_tab(hanako, "電車の中の文。")
    taro.sees("保存された文。")
    taro.put_caret("保存された", after=False)
    taro.type("【太郎】")
    taro.settle()

    open_again(hanako, section)
    hanako.settle()

    whole = "【太郎】保存された文。電車の中の文。"
    hanako.sees(whole)
    taro.sees(whole)
    assert reading.plain(document) == whole
    assert hanako.page.evaluate(RECORDS) == 0


def test_what_has_arrived_after_all_is_not_written_twice(sit_down, section, document):
    """The last request of a page that is closed may arrive although nobody hears the answer."""
    hanako = sit_down()
    hanako.text.click()
    hanako.page.route("**/sync/", lambda route: (route.fetch(), route.abort()))
    hanako.type("届いていた文。")
    expect(hanako.status).to_contain_text("サーバーにつながりません", timeout=10_000)
    hanako.page.close(run_before_unload=False)

    open_again(hanako, section)
    hanako.settle()

    assert reading.plain(document) == "届いていた文。"
    assert hanako.page.evaluate(RECORDS) == 0


def test_after_a_restore_the_words_are_offered_as_a_copy_and_not_merged(
    sit_down, section, document
):
    hanako = sit_down()
    write_and_lose_the_tab(hanako, "前の版への文。")
    Document.objects.update(epoch=2)

    open_again(hanako, section)

    copy = hanako.page.locator("[data-kept-copy]")
    expect(copy).to_have_value("前の版への文。")
    assert document.updates.count() == 0
    hanako.page.get_by_role("button", name="写し終えたので消す").click()
    expect(copy).to_have_count(0)
    open_again(hanako, section)
    expect(copy).to_have_count(0)


def test_somebody_else_at_this_computer_neither_sees_nor_sends_them(
    sit_down, section, document, member
):
    user = member()
    hanako = sit_down(user)
    write_and_lose_the_tab(hanako, "花子だけの文。")

    hanako.sign_in(member())
    open_again(hanako, section)
    hanako.settle()
    expect(hanako.page.locator("[data-kept-copy]")).to_have_count(0)
    assert document.updates.count() == 0

    hanako.sign_in(user)
    open_again(hanako, section)
    hanako.settle()
    assert reading.plain(document) == "花子だけの文。"


def test_signing_out_clears_them(sit_down, section, document, member):
    user = member()
    hanako = sit_down(user)
    write_and_lose_the_tab(hanako, "消える文。")
    hanako.open_tab()
    hanako.page.goto("/")
    assert "portal-unsent" in hanako.page.evaluate(NAMES)

    hanako.page.get_by_role("button", name="ログアウト").click()
    hanako.page.wait_for_load_state()

    assert hanako.page.evaluate(NAMES) == []
    hanako.sign_in(user)
    open_again(hanako, section)
    hanako.settle()
    assert document.updates.count() == 0


def test_where_storage_is_blocked_it_works_as_ever(sit_down, document):
    def block_storage(page):
        page.add_init_script(
            "Object.defineProperty(window, 'indexedDB', { get() { throw new Error('blocked'); } })"
        )

    hanako = sit_down(before=block_storage)
    hanako.text.click()
    hanako.page.context.set_offline(True)
    hanako.type("つながらない間の文。")
    hanako.page.context.set_offline(False)
    hanako.settle()

    assert reading.plain(document) == "つながらない間の文。"
    assert hanako.errors == []


def test_a_long_time_offline_stays_quick(sit_down, document):
    hanako = sit_down()
    hanako.text.click()
    hanako.page.context.set_offline(True)
    hanako.page.locator("section-editor").evaluate(
        """async (element) => {
          for (let number = 0; number < 3000; number += 1) {
            element.editor.commands.insertContent(String(number % 10));
            if (number % 100 === 0) await new Promise((resolve) => setTimeout(resolve));
          }
        }"""
    )
    hanako.page.context.set_offline(False)
    hanako.settle()

    assert reading.plain(document) == "0123456789" * 300
