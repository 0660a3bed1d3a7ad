"""The editor by itself: buttons, keys, citations, pasting, and what axe says."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from fieldwork.models import Finding
from support.collab import nodes, reading

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_everything_can_be_done_from_the_keyboard(sit_down, document):
    hanako = sit_down()
    hanako.text.focus()
    hanako.type("現状")
    hanako.press("Alt+F10")
    expect(hanako.toolbar.get_by_label("文の種類")).to_be_focused()
    hanako.press("ArrowDown", "Escape", "Enter")
    hanako.type("人口は")
    hanako.press("Alt+F10", "ArrowRight", "Enter")
    hanako.type("減った")
    hanako.press("Alt+F10", "Escape", "Control+b")
    hanako.type("。")
    hanako.press("Enter")
    hanako.type("- 一つ目")
    hanako.press("Enter", "Tab")
    hanako.type("その内訳")
    hanako.settle()

    html = hanako.page.locator("section-editor").evaluate("({ editor }) => editor.getHTML()")
    assert html == (
        "<h2>現状</h2><p>人口は<strong>減った</strong>。</p>"
        "<ul><li><p>一つ目</p><ul><li><p>その内訳</p></li></ul></li></ul>"
    )


def test_undo_takes_back_only_ones_own_words(sit_down):
    hanako, taro = sit_down(), sit_down()
    hanako.text.click()
    hanako.type("花子の文。")
    hanako.settle()
    taro.sees("花子の文。")
    taro.put_caret("花子の文。")
    taro.type("太郎の文。")
    taro.settle()
    hanako.sees("太郎の文。")

    hanako.toolbar.get_by_role("button", name="元に戻す").click()
    hanako.settle()

    assert hanako.paragraphs() == ["太郎の文。"]


def test_pasting_keeps_structure_and_drops_the_rest(sit_down):
    hanako = sit_down()
    hanako.text.click()
    hanako.text.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData("text/html", `<h1 style="color:red">見出し</h1>
            <p class="MsoNormal"><b>太字</b>と<i>斜体</i><img src="x.png"></p>
            <b style="font-weight:normal"><p>普通</p></b>
            <table><tr><td>表の中</td></tr></table><script>alert(1)</script>`);
          text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        }"""
    )

    html = hanako.page.locator("section-editor").evaluate("({ editor }) => editor.getHTML()")
    table = (
        '<div class="doc-table"><table><caption contenteditable="false"></caption><tbody><tr>'
        '<td colspan="1" rowspan="1"><p>表の中</p></td></tr></tbody></table></div>'
    )
    assert html == f"<h2>見出し</h2><p><strong>太字</strong>と斜体</p><p>普通</p>{table}"
    assert hanako.errors == []


def test_opening_a_text_writes_nothing(sit_down, document):
    sit_down().page.wait_for_timeout(1_500)

    assert not document.updates.exists()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_has_no_barriers_and_does_not_scroll_sideways(sit_down, width):
    hanako = sit_down(viewport={"width": width, "height": 900})
    hanako.text.click()
    hanako.type("## 現状")
    hanako.press("Enter")
    hanako.type("村の人口は減っている。")
    hanako.select("村の人口")
    hanako.toolbar.get_by_role("button", name="コメント").click()
    hanako.page.get_by_label("コメントの内容").fill("何年の数字ですか。")
    hanako.page.get_by_role("button", name="コメントする").click()
    expect(hanako.page.locator("[data-thread-card]")).to_be_visible()
    hanako.toolbar.get_by_role("button", name="コメント").click()

    hanako.page.evaluate(AXE.read_text())
    found = hanako.page.evaluate("axe.run('main')")
    wide = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
    assert [(issue["id"], issue["nodes"][0]["html"]) for issue in found["violations"]] == []
    assert hanako.page.evaluate(wide) is False
