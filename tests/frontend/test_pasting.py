"""What is pasted from office programs: its structure stays, its looks go."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style>
</head><body lang=JA><!--StartFragment-->
<h2><span style='font-family:"ＭＳ ゴシック"'>現状</span><span lang=EN-US><o:p></o:p></span></h2>
<p class=MsoNormal style='mso-outline-level:3'>人口</p>
<p class=MsoListParagraph style='margin-left:21pt;mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>受付</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>
<span style='mso-list:Ignore'>・</span>電話</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>2.</span>審査</p>
<p class=MsoNormal>本文<b>重要</b><ruby>西郷<rp>(</rp><rt>にしごう</rt><rp>)</rp></ruby></p>
<!--EndFragment--></body></html>
"""
EXCEL = """
<table border=0><colgroup><col></colgroup><thead><tr><td>年</td><td>人</td></tr></thead>
<tr style='display:none'><td>隠れた行</td><td>0</td></tr>
<tr><td rowspan=2>令和3</td><td style='mso-number-format:0'>1,200</td></tr>
<tr><td>88</td></tr></table>
"""
PASTE = """(text, [kind, content]) => {
  const data = new DataTransfer();
  data.setData(kind, content);
  text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}"""


def pasted(person, content, kind="text/html"):
    """The text after pasting, as HTML without its attributes."""
    person.text.click()
    person.text.evaluate(PASTE, [kind, content])
    html = person.page.locator("section-editor").evaluate("({ editor }) => editor.getHTML()")
    html = re.sub(r' (?:colspan|rowspan)="1"|<caption[^>]*></caption>', "", html)
    return re.sub(r"\s+(?=<)|(?<=>)\s+", "", html)


def test_word_keeps_headings_lists_and_emphasis(sit_down):
    hanako = sit_down()

    assert pasted(hanako, WORD) == (
        "<h2>現状</h2><h3>人口</h3>"
        "<ol><li><p>受付</p><ul><li><p>電話</p></li></ul></li><li><p>審査</p></li></ol>"
        '<p>本文<strong>重要</strong><span class="ruby" data-ruby="にしごう">西郷</span></p>'
    )
    assert hanako.errors == []


def test_excel_keeps_the_table_and_drops_hidden_rows(sit_down):
    assert pasted(sit_down(), EXCEL) == (
        '<div class="doc-table"><table><tbody><tr><th><p>年</p></th><th><p>人</p></th></tr>'
        '<tr><td rowspan="2"><p>令和3</p></td><td><p>1,200</p></td></tr>'
        "<tr><td><p>88</p></td></tr></tbody></table></div>"
    )


def test_one_cell_of_excel_is_its_words(sit_down):
    assert pasted(sit_down(), "<table><tr><td>1,200</td></tr></table>") == "<p>1,200</p>"


def test_lines_of_plain_text_are_paragraphs(sit_down):
    text = "　人口は減る。\r\n　職員も減る。"

    assert pasted(sit_down(), text, "text/plain") == "<p>人口は減る。</p><p>職員も減る。</p>"
