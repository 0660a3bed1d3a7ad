"""Headings, tables, figures, notes and references: made in one browser, numbered in all."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from proposals.text import reading as pages
from proposals.models import Picture
from support.collab import nodes, reading

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def tool(writer, name):
    return writer.toolbar.get_by_role("button", name=name, exact=True)


def dialog(writer):
    return writer.page.get_by_role("dialog")


def set_level(writer, level):
    writer.toolbar.get_by_label("文の種類").select_option(str(level))


def insert_table(writer, caption="", rows=2, columns=2):
    tool(writer, "表").click()
    dialog(writer).get_by_label("行の数").fill(str(rows))
    dialog(writer).get_by_label("列の数").fill(str(columns))
    dialog(writer).get_by_label("表の題名").fill(caption)
    dialog(writer).get_by_role("button", name="表を入れる").click()


def numbers(writer):
    found = writer.text.locator("[data-number]")
    return found.evaluate_all("(all) => all.map((element) => element.dataset.number)")


def picture(name="map.png"):
    drawn = io.BytesIO()
    Image.new("RGB", (400, 200), "#7da7c7").save(drawn, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": drawn.getvalue()}


def insert_figure(writer, alt="村の位置を示す地図", caption="位置図"):
    tool(writer, "図").click()
    dialog(writer).get_by_label("画像のファイル").set_input_files(picture())
    dialog(writer).get_by_label("代替テキスト").fill(alt)
    dialog(writer).get_by_label("図の題名").fill(caption)
    dialog(writer).get_by_role("button", name="図を入れる").click()


def refer_to(writer, words):
    tool(writer, "参照").click()
    dialog(writer).get_by_role("searchbox").fill(words)
    dialog(writer).get_by_role("listitem").get_by_role("button").first.click()


def shape(document):
    rows = nodes.every(reading.tree(document), "tableRow")
    return [len(row.children) for row in rows]


def test_headings_are_numbered_in_every_browser_and_on_the_page_without_script(
    sit_down, section, document
):
    hanako, taro = sit_down(), sit_down()
    hanako.text.click()
    for level, words in ((2, "人口"), (3, "推移"), (4, "内訳"), (5, "年齢"), (2, "交通")):
        set_level(hanako, level)
        hanako.type(words)
        hanako.press("Enter")
    hanako.settle()

    taro.sees("交通")
    assert numbers(hanako) == numbers(taro) == ["1", "(1)", "ア", "(ア)", "2"]
    document.refresh_from_db()
    html = reading_html(section)
    assert "<h2>1\u3000人口</h2><h3>(1)\u3000推移</h3>" in html
    assert "<h4>ア\u3000内訳</h4><h5>(ア)\u3000年齢</h5><h2>2\u3000交通</h2>" in html


def reading_html(section):
    section.document.refresh_from_db()
    return pages.section_html(section)


def test_a_reference_follows_the_renumbering(sit_down, section):
    hanako, taro = sit_down(), sit_down()
    hanako.text.click()
    hanako.type("前の文。")
    insert_table(hanako, caption="人口の推移")
    hanako.type("年")
    hanako.put_caret("前の文。")
    refer_to(hanako, "推移")
    hanako.type("のとおり。")
    hanako.settle()
    expect(taro.text.locator(".cross-reference")).to_have_text("表1-1")
    taro.sees("のとおり。")

    taro.put_caret("前の文。", after=False)
    taro.press("Enter", "ArrowUp")
    insert_table(taro, caption="通院の方法")
    taro.type("車")
    taro.settle()

    hanako.sees("通院の方法")
    for writer in (hanako, taro):
        expect(writer.text.locator(".cross-reference")).to_have_text("表1-2")
        assert numbers(writer) == ["表1-1", "表1-2"]
    assert ">表1-2</a>のとおり。" in reading_html(section)


def test_a_reference_to_what_is_gone_says_so(sit_down):
    hanako = sit_down()
    hanako.text.click()
    hanako.type("文。")
    insert_table(hanako)
    hanako.type("値")
    hanako.put_caret("文。")
    refer_to(hanako, "表1-1")
    hanako.put_caret("値")
    tool(hanako, "表を削除").click()

    expect(hanako.text.locator(".cross-reference--missing")).to_have_text(
        "（参照先が見つかりません）"
    )


def test_a_heading_gets_its_name_when_it_is_referred_to(sit_down, document):
    hanako = sit_down()
    hanako.text.click()
    set_level(hanako, 2)
    hanako.type("人口")
    hanako.press("Enter")
    hanako.type("文。")
    refer_to(hanako, "人口")
    hanako.settle()

    [heading] = nodes.every(reading.tree(document), "heading")
    [reference] = nodes.every(reading.tree(document), "crossReference")
    assert heading.word("id") == reference.word("target") != ""
    expect(hanako.text.locator(".cross-reference")).to_have_text("第1章1")


def test_two_people_change_one_table_at_once_and_read_the_same(sit_down, document):
    hanako, taro = sit_down(), sit_down()
    hanako.text.click()
    insert_table(hanako)
    hanako.type("甲")
    hanako.settle()
    taro.sees("甲")
    taro.put_caret("甲")

    for writer in (hanako, taro):
        writer.page.context.set_offline(True)
    tool(hanako, "右に列").click()
    tool(taro, "下に行").click()
    for writer in (hanako, taro):
        writer.page.context.set_offline(False)
    for writer in (hanako, taro):
        expect(writer.text.locator("tr")).to_have_count(3, timeout=30_000)
        expect(writer.text.locator("tr").first.locator("th, td")).to_have_count(3, timeout=30_000)
        writer.settle()

    assert hanako.text.locator("table").inner_html() == taro.text.locator("table").inner_html()
    before = shape(document)
    taro.put_caret("甲")
    taro.type("乙")  # typing mends nothing
    taro.settle()
    assert shape(document) == before


def test_tables_are_worked_on_from_the_keyboard(sit_down, document):
    hanako = sit_down()
    hanako.text.focus()
    hanako.press("Alt+F10")
    tool(hanako, "表").focus()
    hanako.press("Enter")
    expect(dialog(hanako).get_by_label("行の数")).to_be_focused()
    hanako.press("Enter")
    hanako.type("年")
    hanako.press("Tab")
    hanako.type("人口")
    hanako.press("Alt+F10")
    tool(hanako, "列を削除").focus()
    hanako.press("Enter")
    hanako.settle()

    assert shape(document) == [2, 2, 2]
    assert hanako.text.locator("th").all_text_contents() == ["年", ""]


def test_the_caption_loses_the_number_somebody_typed(sit_down):
    hanako = sit_down()
    hanako.text.click()
    insert_table(hanako)
    tool(hanako, "題名・出典").click()
    dialog(hanako).get_by_label("表の題名").fill("表２－３　人口の推移")
    dialog(hanako).get_by_label("出典").fill("国勢調査")
    dialog(hanako).get_by_role("button", name="決定する").click()

    expect(hanako.text.locator("caption")).to_have_text("人口の推移")
    expect(hanako.text.locator(".source")).to_have_text("国勢調査")
    assert numbers(hanako) == ["表1-1"]


def test_a_figure_needs_a_picture_and_words_for_it(sit_down, document):
    hanako, taro = sit_down(), sit_down()
    hanako.text.click()
    tool(hanako, "図").click()
    act = dialog(hanako).get_by_role("button", name="図を入れる")
    act.click()
    expect(dialog(hanako)).to_contain_text("代替テキストを入力してください。")
    dialog(hanako).get_by_label("代替テキスト").fill("地図")
    act.click()
    expect(dialog(hanako)).to_contain_text("画像のファイルか、訪問の写真を選んでください。")
    wrong = {"name": "名簿.png", "mimeType": "image/png", "buffer": b"not a picture"}
    dialog(hanako).get_by_label("画像のファイル").set_input_files(wrong)
    act.click()
    expect(dialog(hanako)).to_contain_text("「名簿.png」は登録できません。")
    dialog(hanako).get_by_label("画像のファイル").set_input_files(picture())
    act.click()
    expect(dialog(hanako)).to_have_count(0)
    hanako.settle()

    image = taro.text.locator("figure img")
    expect(image).to_have_attribute("src", Picture.objects.get().get_absolute_url())
    expect(image).to_have_attribute("alt", "地図")
    assert image.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 400
    assert numbers(taro) == ["図1-1"]

    taro.text.locator("figure").click()
    tool(taro, "選んだ図・注・参照を直す").click()
    dialog(taro).get_by_label("図の題名").fill("位置図")
    dialog(taro).get_by_role("button", name="決定する").click()
    taro.settle()
    expect(hanako.text.locator("figcaption")).to_have_text("位置図")


def test_a_note_is_written_and_written_anew(sit_down, document):
    hanako = sit_down()
    hanako.text.click()
    hanako.type("人口は減った。")
    tool(hanako, "注").click()
    dialog(hanako).get_by_label("注の文").fill("令和2年の値")
    dialog(hanako).get_by_role("button", name="決定する").click()
    expect(hanako.text.locator(".footnote-mark")).to_have_attribute("title", "令和2年の値")

    hanako.text.locator(".footnote-mark").dblclick()
    dialog(hanako).get_by_label("注の文").fill("令和3年の値")
    dialog(hanako).get_by_role("button", name="決定する").click()
    hanako.settle()

    assert [note.word("text") for note in nodes.every(reading.tree(document), "footnote")] == [
        "令和3年の値"
    ]


def test_quotations_page_breaks_and_marks(sit_down, document):
    hanako = sit_down()
    hanako.text.click()
    hanako.type("白河")
    hanako.select("白河")
    tool(hanako, "ルビ").click()
    dialog(hanako).get_by_label("読み").fill("しらかわ")
    dialog(hanako).get_by_role("button", name="決定する").click()
    hanako.put_caret("白河")
    tool(hanako, "引用文").click()
    tool(hanako, "改ページ").click()
    hanako.type("次の頁")
    hanako.settle()

    html = reading.html(document)
    assert html == (
        "<blockquote><p><ruby>白河<rt>しらかわ</rt></ruby></p></blockquote>"
        '<hr class="page-break"><p>次の頁</p>'
    )


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_has_no_barriers_with_everything_in_it(sit_down, width):
    hanako = sit_down(viewport={"width": width, "height": 900})
    hanako.text.click()
    set_level(hanako, 2)
    hanako.type("人口の推移")
    hanako.press("Enter")
    hanako.type("人口は減っている。")
    insert_figure(hanako)
    hanako.type("次の段落。")
    insert_table(hanako, caption="通院の方法", rows=3, columns=6)
    for words in ("年", "車", "バス", "徒歩", "その他", "計", "令和2年"):
        hanako.type(words)
        hanako.press("Tab")
    shots = os.environ.get("SHOTS")
    if shots:
        hanako.page.screenshot(path=f"{shots}/structure-{width}.png", full_page=True)

    assert hanako.errors == []
    hanako.page.evaluate(AXE.read_text())
    found = hanako.page.evaluate("axe.run('main')")
    wide = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
    assert [(issue["id"], issue["nodes"][0]["html"]) for issue in found["violations"]] == []
    assert hanako.page.evaluate(wide) is False
