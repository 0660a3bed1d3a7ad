"""The two corrections of WeasyPrint: what a reader would see on the page."""

import importlib
import re

import pytest
import weasyprint

from support.documents import weasyprint_cjk
from tests.documents.lines import lines, offences, rendered, text_boxes, words

TEXT = (
    "きゃっきゃと笑い、シェアリングエコノミー、コミュニティ、パートナーシップの推進。"
    "「……そうだろうか」と彼は言った。結果――それは予想どおり――は良好、すなわち人々の合意形成である。"
    "価格は￥１，２３４、＄５６、№７。佐々木さん、いすゞ自動車、みすゞ飴。A社・B社／C社：内訳は"
    "（１）①②③、（２）〔注〕、［別表］。３〜５年、約３０％、２０℃。一ヶ月、三ヵ月。"
    "県南地域は、1市4町4村から成る。DXの担当者も、多くの場合はほかの業務と兼ねている。"
    "葛󠄀の葉、辻󠄀の<strong>地蔵、「𠮷野」</strong>の桜――否、——髙い山、﨑の灯台を、次の<em>順</em>に訪ねた。"
)


def page(body, style=""):
    return rendered(
        f'<html lang="ja"><link rel=stylesheet href=report.css><style>{style}</style>{body}'
    )


def drawn_right_edge(line):
    """Where the last glyph of the line really ends, measured as it will be drawn."""
    last = text_boxes(line)[-1]
    layout = last.pango_layout
    layout.reactivate(last.style)
    first_line, _ = layout.get_first_line()
    width, _ = weasyprint.text.line_break.line_size(first_line, last.style)
    layout.deactivate()
    return last.position_x + width


@pytest.fixture(scope="module")
def columns():
    """The same text at 40 widths: [(right edge, lines)]."""
    widths = range(200, 480, 7)
    style = "@page { size: 600pt 9000pt }" + "".join(
        f".w{width} {{ width: {width}pt }}" for width in widths
    )
    body = "".join(f'<div class="w{width}"><p>{TEXT}</p></div>' for width in widths)
    document = page(body, style)
    found = [part for sheet in document.pages for part in lines(sheet._page_box)]
    return [
        (part[1].position_x + width / 0.75, part) for part, width in zip(found, widths, strict=True)
    ]


def test_every_line_but_the_last_ends_at_the_right_edge(columns):
    for right_edge, paragraph in columns:
        for line in paragraph[:-1]:
            assert drawn_right_edge(line) == pytest.approx(right_edge, abs=0.1)


def test_no_line_starts_or_ends_with_a_forbidden_character(columns):
    for _, paragraph in columns:  # nothing lost, no pair cut
        assert "".join(words(line) for line in paragraph) == re.sub("<.*?>", "", TEXT)

    assert sum(len(paragraph) for _, paragraph in columns) > 350
    assert offences(paragraph for _, paragraph in columns) == ([], [])


def test_a_variation_selector_stays_with_its_character(columns):
    for _, paragraph in columns:
        for line in paragraph:
            assert all(box.text[0] != "\U000e0100" for box in text_boxes(line))


@pytest.mark.parametrize("orphans", [1, 2, 3])
@pytest.mark.parametrize("widows", [1, 2])
def test_a_note_stands_on_the_page_of_its_call(orphans, widows):
    sentence = "同じ内容の欄が三十八か所あり、その半分は重なっていたという。"
    note = '\u2060<span class="note">しらさぎ市、令和4年10月20日、聞き取り。</span>'
    paragraphs = [
        f"<p>{sentence * (1 + number % 4)}{note if number % 3 else ''}{sentence * (number % 3)}</p>"
        for number in range(120)
    ]
    style = f"@page {{ size: A5 }} p {{ orphans: {orphans}; widows: {widows} }}"

    calls, notes = {}, {}
    for number, sheet in enumerate(page("".join(paragraphs), style).pages):
        for box in sheet._page_box.descendants():
            tag = str(box.element_tag or "")
            found = calls if tag.endswith("footnote-call") else notes
            if tag.endswith(("footnote-call", "footnote-marker")):
                found.setdefault(words(box).strip("　 \u2060"), number)

    assert len(calls) == 80
    assert calls == notes


def test_another_version_of_weasyprint_is_refused(monkeypatch):
    monkeypatch.setattr(weasyprint, "__version__", "70.1")

    with pytest.raises(RuntimeError, match=r"made for WeasyPrint 70\.0, not 70\.1"):
        importlib.reload(weasyprint_cjk)
