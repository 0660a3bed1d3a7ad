"""What comes out of a Word file: structure from what people typed, and nothing of its looks."""

import io

import pytest
from PIL import Image

from proposals.word.opening import opened
from support.access import Refused
from support.collab.nodes import Node, Run
from support.files import kinds
from tests.word_files import cell, note, p, picture, ruby, run, shape, table, word


def _png():
    drawn = io.BytesIO()
    Image.new("RGB", (200, 100), "red").save(drawn, "PNG")
    return drawn.getvalue()


PNG = _png()
OUTLINE = '<w:outlineLvl w:val="0"/>'
INDENT = '<w:ind w:left="840" w:firstLine="210"/>'


def contents(*blocks, title="現状と課題", **parts):
    return opened(word(*blocks, **parts), kinds.WORD, title)


def brief(node):
    """A node in the fewest words: ("h2", "背景"), ("p", "本文"), ("ul", […])."""
    if isinstance(node, Run):
        return f"*{node.text}*" if node.is_bold else node.text
    if node.kind == "footnote":
        return f"［{node.attributes['text']}］"
    if node.kind == "hardBreak":
        return "/"
    inner = [brief(child) for child in node.children]
    names = {"bulletList": "ul", "orderedList": "ol", "tableRow": "tr", "blockquote": "q"}
    if node.kind == "heading":
        return (f"h{node.level}", "".join(inner))
    if node.kind == "paragraph":
        return "".join(inner)
    if node.kind in ("listItem", "tableCell", "tableHeader"):
        words = inner[0] if len(inner) == 1 else tuple(inner)
        return f"#{words}" if node.kind == "tableHeader" else words
    return (names.get(node.kind, node.kind), *inner)


def briefly(found):
    return [brief(node) for node in found.nodes]


def test_typed_numbers_make_headings_and_are_dropped():
    found = contents(
        p("第２章　現状と課題"),
        p("１　人口の動き"),
        p("　人口は減っている。"),
        p("（１）自然増減"),
        p("　出生数は半分になった。"),
        p("ア　出生"),
        p("　20年で半分である。"),
        p("２　職員の数"),
        p("　職員も減っている。"),
    )

    assert found.title == "第２章　現状と課題"
    assert briefly(found) == [
        ("h2", "人口の動き"),
        "人口は減っている。",
        ("h3", "自然増減"),
        "出生数は半分になった。",
        ("h4", "出生"),
        "20年で半分である。",
        ("h2", "職員の数"),
        "職員も減っている。",
    ]


def test_headings_by_style_by_outline_level_and_by_bold_letters():
    found = contents(
        p("調査の概要", style="1"),
        p("本文。"),
        p("対象", style="2"),
        p("町村の窓口。"),
        p("結果", properties=OUTLINE),
        p("よい結果であった。"),
        p("今後に向けて", bold=True),
        p("続ける。"),
    )

    assert briefly(found) == [
        ("h2", "調査の概要"),
        "本文。",
        ("h3", "対象"),
        "町村の窓口。",
        ("h2", "結果"),
        "よい結果であった。",
        ("h4", "今後に向けて"),
        "続ける。",
    ]


def test_sentences_years_and_amounts_are_no_headings():
    lines = [
        "2022年の調べである",
        "10人が答えた。",
        "３　町村が共同で行うのがよい。",
        "1.5倍になった",
    ]
    found = contents(*[p(line) for line in lines], p("本文。"))

    assert briefly(found) == [*lines, "本文。"]


def test_lines_with_numbers_one_after_the_other_are_a_list():
    found = contents(p("次のとおり。"), p("(1) 受付"), p("(2) 審査"), p("(3) 交付"), p("以上。"))

    assert briefly(found) == ["次のとおり。", ("ol", "受付", "審査", "交付"), "以上。"]


def test_lines_with_bullets_are_a_list():
    found = contents(p("・　窓口が遠い"), p("・待ち時間が長い"), p("これらである。"))

    assert briefly(found) == [("ul", "窓口が遠い", "待ち時間が長い"), "これらである。"]


def test_what_is_set_in_by_hand_is_no_quotation():
    found = contents(p("　字下げした文。", properties=INDENT), p(""), p("　　"))

    assert briefly(found) == ["字下げした文。"]


def test_tables_keep_head_spans_caption_and_source():
    found = contents(
        p("表２－１　職員の数"),
        table(
            ["区分", cell("職員", span=2)],
            [cell("町", merge="restart"), "120", "121"],
            [cell("", merge="continue"), "88", "87"],
        ),
        p("（出典）各町村の資料"),
        p("本文。"),
    )

    [made, _text] = found.nodes
    assert (made.word("caption"), made.word("source")) == ("職員の数", "各町村の資料")
    assert len(made.word("id")) == 10
    assert brief(made) == (
        "table",
        ("tr", "#区分", "#職員"),
        ("tr", "町", "120", "121"),
        ("tr", "88", "87"),
    )
    cells = [each for row in made.children for each in row.children]
    spans = [(each.whole("colspan"), each.whole("rowspan")) for each in cells]
    assert spans == [(1, 1), (2, 1), (1, 2), (1, 1), (1, 1), (1, 1), (1, 1)]


def test_a_frame_around_text_is_no_table():
    assert briefly(contents(table(["囲みの中の文。"]))) == ["囲みの中の文。"]


def test_looks_that_mean_something_stay():
    found = contents(
        p(
            run("重要", bold=True),
            run("CO"),
            run("2", mark='<w:vertAlign w:val="subscript"/>'),
            run("赤", mark='<w:color w:val="FF0000"/>'),
            ruby("西郷", "にしごう"),
            note(1),
        ),
        notes=["各町村への調べ。"],
    )

    assert found.nodes[0].children == (
        Run("重要", is_bold=True),
        Run("CO"),
        Run("2", script="subscript"),
        Run("赤"),
        Run("西郷", ruby="にしごう"),
        Node("footnote", attributes={"text": "各町村への調べ。"}),
    )


def test_a_picture_becomes_a_figure_with_its_words():
    found = contents(
        p(picture("rId9", alt="窓口の写真")),
        p("図２－１　役場の窓口"),
        p("資料：筆者撮影"),
        p(picture("rId8")),
        p(picture("rId7", alt="古い形式")),
        pictures={"rId9": ("png", PNG), "rId8": ("png", PNG), "rId7": ("emf", b"EMF")},
    )

    [figure, bare] = found.nodes
    assert (figure.kind, figure.word("alt"), figure.word("caption")) == (
        "figure",
        "窓口の写真",
        "役場の窓口",
    )
    assert (figure.word("source"), figure.whole("width")) == ("筆者撮影", 50)
    assert bare.word("alt") == ""
    assert found.pictures == {"media/rId9.png": PNG, "media/rId8.png": PNG}
    assert found.dropped == ("使えない形式の画像1枚（PNGとJPEGだけを取り込めます）",)
    assert found.changed == (
        "代替テキストのない画像が1枚あります。取り込んだ後に、図に入力してください。",
    )


def test_page_breaks_stay():
    found = contents(p("前。", '<w:r><w:br w:type="page"/></w:r>'), p("後。"))

    assert [node.kind for node in found.nodes] == ["paragraph", "pageBreak", "paragraph"]


def test_what_does_not_come_in_is_said():
    change = '<w:ins w:id="1" w:author="x"><w:r><w:t>加えた。</w:t></w:r></w:ins>'
    gone = '<w:del w:id="2" w:author="x"><w:r><w:delText>消した。</w:delText></w:r></w:del>'
    found = contents(p("本文。", change, gone), p(shape()), comments=["要確認", "出典は"])

    assert briefly(found) == ["本文。加えた。"]
    assert found.dropped == ("コメント2件", "図形・グラフ1個")
    assert found.changed == ("変更履歴は、全て反映した文として取り込みます。",)


def test_a_table_of_contents_stays_outside():
    found = contents(p("1　人口\t3", style="10"), p("本文。"))

    assert briefly(found) == ["本文。"]
    assert found.dropped == ("目次（ポータルが作ります）",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_text_file_comes_in_by_its_lines(encoding):
    text = "１　人口\r\n\r\n　人口は減っている。\r\n・役場\r\n"

    found = opened(text.encode(encoding), "text/plain", "現状")

    assert briefly(found) == [("h2", "人口"), "人口は減っている。", ("ul", "役場")]


BOMB = '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document/>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 half a file", "壊れている可能性があります"),
        (word(parts={"word/document.xml": BOMB}), "Wordでは作られない内容"),
        (word(parts={"word/document.xml": "<w:document"}), "壊れている可能性があります"),
        (word(p("あ" * 300_000)), "大きすぎて"),
        (word(parts={"word/styles.xml": b" " * 26_000_000}), "大きすぎて"),
    ],
    ids=["half", "entities", "broken", "five-megabytes", "unpacks-large"],
)
def test_a_file_that_cannot_be_read_is_answered_with_what_to_do(data, words):
    with pytest.raises(Refused) as refusal:
        opened(data, kinds.WORD, "現状")

    assert words in str(refusal.value.reason)


def test_nesting_without_end_ends_in_words():
    inner = p("底")
    for _ in range(300):
        inner = f"<w:tbl><w:tr><w:tc>{inner}{p('x')}</w:tc></w:tr></w:tbl>"

    try:
        found = contents(inner)
    except Refused:
        return
    assert found.nodes
