"""Each check of the proof, on small texts."""

import pytest

from proposals.proof import letters, things
from proposals.proof.text import Found, Text
from support.collab.nodes import Node, Run


def paragraph(*children):
    return Node("paragraph", tuple(Run(row) if isinstance(row, str) else row for row in children))


def heading(words, level=2, target="h1"):
    return Node("heading", (Run(words),), {"level": level, "id": target})


def cell(kind, words):
    return Node(kind, (paragraph(words),))


def table(heads, caption="様式の数", source="調べ"):
    rows = (
        Node("tableRow", tuple(cell("tableHeader", words) for words in heads)),
        Node("tableRow", tuple(cell("tableCell", "5件") for _ in heads or "ab")),
    )
    return Node("table", rows, {"id": "t1", "caption": caption, "source": source})


def figure(**attributes):
    return Node("figure", (), {"id": "f1", "picture": 3, "alt": "地図", **attributes})


def words(check, *tree, targets=()):
    return [found.words for found in check(Text(tree, targets))]


def test_a_remark_leads_to_the_heading_above_it():
    text = Text((heading("現状"), paragraph("約40%である。")))

    assert list(things.claims_without_evidence(text)) == [Found("約40%である。", "h1")]


@pytest.mark.parametrize(
    "tree",
    [
        paragraph("約40分", Node("citation", (), {"finding": 3})),
        paragraph("約40分", Node("footnote", (), {"text": "調べ"})),
        paragraph("約40分", Node("crossReference", (), {"target": "t1"})),
        paragraph("3つの提言をする。"),
        Node("blockquote", (paragraph("毎日40分である。"),)),
        table(["団体", "件数"]),
    ],
)
def test_a_claim_with_evidence_or_without_a_figure_is_passed_over(tree):
    assert words(things.claims_without_evidence, tree) == []


def test_headings_want_words_and_every_level():
    tree = (heading("甲"), heading("", 3), heading("乙", 5))

    assert words(things.empty_headings, *tree) == [""]
    assert words(things.skipped_levels, *tree) == ["乙"]


def test_a_picture_wants_a_description():
    assert words(things.pictures_without_description, figure(alt=" ", caption="地図")) == ["地図"]
    assert words(things.pictures_without_description, figure()) == []
    assert words(things.figures_without_picture, figure(picture=None)) == ["地図"]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [(["団体", "件数"], []), (["", "件数"], []), (["団体", ""], ["様式の数"]), ([], ["様式の数"])],
)
def test_a_table_wants_heads_but_its_corner_may_be_empty(heads, expected):
    assert words(things.tables_without_heads, table(heads)) == expected


def test_tables_and_figures_want_caption_and_source():
    tree = (table(["団体"], caption="", source=""), figure(caption="地図", source="調べ"))

    assert len(words(things.things_without_caption, *tree)) == 1
    assert len(words(things.things_without_source, *tree)) == 1


def test_a_reference_wants_its_target():
    tree = paragraph("次の", Node("crossReference", (), {"target": "t9"}), "のとおり。")

    assert words(things.dead_references, tree, targets={"t1"}) == ["次ののとおり。"]
    assert words(things.dead_references, tree, targets={"t9"}) == []


def test_a_suggestion_is_named_once():
    tree = paragraph(
        "前", Run("新しい", inserted="a"), Run("古", deleted="a"), Run("後", deleted="b")
    )

    assert words(things.open_suggestions, tree) == ["新しい古", "後"]


def test_a_character_without_a_glyph_is_named_with_its_place():
    assert words(letters.unprintable_letters, paragraph("お祝い🎉です")) == [
        "🎉（U+1F389）：お祝い🎉です"
    ]
    assert words(letters.unprintable_letters, paragraph("髙橋、𠮷田、辻󠄀、①㎡〜\u2060")) == []


@pytest.mark.parametrize(
    ("check", "bad", "good"),
    [
        (letters.polite_sentences, "進めます。", "「進めます。」と聞いた。"),
        (letters.wide_digits, "４０件", "40件"),
        (letters.narrow_kana, "ﾃﾞｰﾀ", "データ"),
        (letters.western_commas, "甲，乙", "1,000円、3.5倍"),
        (letters.straight_quotes, '"甲"と', "“甲”と"),
        (letters.needless_spaces, "甲は 乙である", "DX の推進"),
    ],
)
def test_signs_and_style_are_uniform(check, bad, good):
    assert words(check, paragraph(bad)) == [bad]
    assert words(check, paragraph(good)) == []
