"""A text as people read it: HTML, plain words, blocks."""

import pytest
from django.utils.safestring import mark_safe
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from support.collab import reading
from support.collab.blocks import Block
from support.collab.surroundings import Surroundings


def element(tag, *children, **attributes):
    return tag, attributes, children


def state_of(*children):
    """The update of a text with these elements, strings and (string, marks)."""
    doc = Doc()
    with doc.transaction():
        fill(doc.get("body", type=XmlFragment), children)
    return doc.get_update()


def fill(parent, children):
    for child in children:
        if isinstance(child, str) or isinstance(child[1], dict) and len(child) == 2:
            words, marks = (child, None) if isinstance(child, str) else child
            text = XmlText()
            parent.children.append(text)
            text.insert(0, words, marks)
        else:
            tag, attributes, inner = child
            made = XmlElement(tag, attributes)
            parent.children.append(made)
            fill(made, inner)


SAMPLE = state_of(
    element("heading", "現状と課題", level=2),
    element("paragraph", "空き家は", ("3年で2倍", {"bold": {}}), "になった。"),
    element("paragraph", "一行目", element("hardBreak"), "二行目"),
    element(
        "bulletList",
        element("listItem", element("paragraph", "矢吹町")),
        element("listItem", element("paragraph", "白河市", element("citation", finding=3))),
    ),
    element("orderedList", element("listItem", element("paragraph", "𠮷野"))),
)


def test_it_gives_the_text_as_html():
    assert reading.html(SAMPLE) == (
        "<h2>現状と課題</h2>"
        "<p>空き家は<strong>3年で2倍</strong>になった。</p>"
        "<p>一行目<br>二行目</p>"
        "<ul><li><p>矢吹町</p></li><li><p>白河市［知見3］</p></li></ul>"
        "<ol><li><p>𠮷野</p></li></ol>"
    )


def test_it_gives_the_words_alone():
    assert reading.plain(SAMPLE) == (
        "現状と課題\n空き家は3年で2倍になった。\n一行目\n二行目\n矢吹町\n白河市［知見3］\n𠮷野"
    )


def test_it_gives_blocks_for_a_form():
    assert reading.blocks(SAMPLE) == [
        Block("heading", "現状と課題", 2),
        Block("paragraph", "空き家は3年で2倍になった。"),
        Block("paragraph", "一行目\n二行目"),
        Block("bullet", "矢吹町"),
        Block("bullet", "白河市［知見3］"),
        Block("number", "𠮷野"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('" onclick="x', "&quot; onclick=&quot;x"),
        ("塙\x00\x0b\x1b町", "塙町"),
    ],
)
def test_it_lets_no_markup_through(words, expected):
    state = state_of(element("paragraph", words))

    assert reading.html(state) == f"<p>{expected}</p>"


def test_it_shows_of_what_it_does_not_know_the_words():
    state = state_of(
        element("script", "x"),
        element("marquee", element("paragraph", "流れる")),
        element("paragraph", ("斜体", {"italic": {}}), ("太字", {"bold--a1b2": {}})),
        element("heading", "見出し", level="<b>"),
        element("heading", "見出し", level=9),
        "裸の文字",
    )

    assert reading.html(state) == (
        "x<p>流れる</p><p>斜体<strong>太字</strong></p><h2>見出し</h2><h2>見出し</h2>裸の文字"
    )


def test_it_asks_for_the_words_of_a_citation_and_escapes_them():
    state = state_of(element("paragraph", element("citation", finding=7)))

    bare = Surroundings(citation=lambda node: f"<注{node.finding}>")
    assert reading.html(state, bare) == "<p>&lt;注7&gt;</p>"
    safe = Surroundings(citation=lambda node: mark_safe(f"<sup>{node.finding}</sup>"))
    assert reading.html(state, safe) == "<p><sup>7</sup></p>"


@pytest.mark.parametrize("finding", ["7", "x", None, 1e400])
def test_it_leaves_out_a_citation_that_names_nothing(finding):
    attributes = {} if finding is None else {"finding": finding}
    state = state_of(element("paragraph", "前", element("citation", **attributes), "後"))

    assert reading.html(state) == ("<p>前［知見7］後</p>" if finding == "7" else "<p>前後</p>")


def test_it_reads_a_text_that_is_nested_beyond_reason():
    doc = Doc()
    with doc.transaction():
        parent = doc.get("body", type=XmlFragment)
        for _ in range(3_000):
            inner = XmlElement("bulletList")
            parent.children.append(inner)
            parent = inner
        parent.children.append(XmlText("底"))

    assert reading.html(doc.get_update()) == "<ul>" * 17 + "底" + "</ul>" * 17


def test_it_reads_an_empty_text():
    assert (reading.html(b"\x00\x00"), reading.plain(b"\x00\x00")) == ("", "")
    assert reading.blocks(b"\x00\x00") == []


def test_its_headings_go_under_those_of_the_page_around_it():
    state = state_of(element("heading", "現状", level=2), element("heading", "背景", level=4))

    assert reading.html(state, shift=1) == "<h3>現状</h3><h5>背景</h5>"


def table(*rows, **attributes):
    return element("table", *(element("tableRow", *row) for row in rows), **attributes)


def cell(words, kind="tableCell", **attributes):
    return element(kind, element("paragraph", words), **attributes)


def head(words, **attributes):
    return cell(words, "tableHeader", **attributes)


def test_it_gives_a_table_with_its_head_caption_and_source():
    state = state_of(
        table(
            [head("町"), head("空き家", colspan=2)],
            [head("矢吹町"), cell("3"), cell("<5>", rowspan=900)],
            id="k3f9a2b7cd",
            caption="空き家 & 空き地",
            source="税務課",
        )
    )
    around = Surroundings(number=lambda node: f"表{node.word('id')[:1]}　")

    assert reading.html(state, around) == (
        '<div class="doc-table" id="k3f9a2b7cd"><table>'
        "<caption>表k　空き家 &amp; 空き地</caption>"
        '<thead><tr><th scope="col"><p>町</p></th>'
        '<th scope="col" colspan="2"><p>空き家</p></th></tr></thead>'
        '<tbody><tr><th scope="row"><p>矢吹町</p></th><td><p>3</p></td>'
        "<td><p>&lt;5&gt;</p></td></tr></tbody></table>"
        '<p class="source">（出典）税務課</p></div>'
    )


def test_it_gives_a_figure_or_where_the_picture_is_gone_its_description():
    figure = element("figure", picture=7, alt='駅前の"図"', caption="駅前", width=50)
    around = Surroundings(picture=lambda node: f"/p/{node.whole('picture')}/")

    assert reading.html(state_of(figure), around) == (
        '<figure class="doc-figure"><img src="/p/7/" alt="駅前の&quot;図&quot;" data-width="50">'
        "<figcaption>駅前</figcaption></figure>"
    )
    assert reading.html(state_of(figure)) == (
        '<figure class="doc-figure"><p class="no-picture">駅前の&quot;図&quot;</p>'
        "<figcaption>駅前</figcaption></figure>"
    )


def test_it_gives_notes_references_quotations_and_marks():
    state = state_of(
        element("blockquote", element("paragraph", "引用")),
        element("pageBreak"),
        element(
            "paragraph",
            "CO",
            ("2", {"subscript": {}}),
            ("塙", {"ruby": {"text": "はなわ"}}),
            element("footnote", text="<昨年>"),
            element("crossReference", target="k3f9a2b7cd"),
            element("citation", entry=5),
        ),
    )

    assert reading.html(state) == (
        "<blockquote><p>引用</p></blockquote>"
        '<hr class="page-break">'
        "<p>CO<sub>2</sub><ruby>塙<rt>はなわ</rt></ruby>"
        '<span class="footnote">［注：&lt;昨年&gt;］</span>［参照：k3f9a2b7cd］［出典5］</p>'
    )


def test_what_is_only_suggested_is_not_there_yet_or_still_is():
    state = state_of(
        element(
            "paragraph",
            ("三", {"deletion": {"id": "a"}}),
            ("四", {"insertion": {"id": "a"}}),
            "町",
        )
    )

    assert reading.html(state) == "<p>三町</p>"


def test_a_form_shows_cells_and_quotations_as_such():
    state = state_of(
        table([head("町"), cell("矢吹町")]), element("blockquote", element("paragraph", "引用"))
    )

    assert reading.blocks(state) == [
        Block("paragraph", "町", is_cell=True),
        Block("paragraph", "矢吹町", is_cell=True),
        Block("paragraph", "引用", is_quoted=True),
    ]
