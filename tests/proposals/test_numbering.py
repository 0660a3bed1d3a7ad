"""How headings, tables and figures are numbered, and what a cross-reference says.

Source: RULES 11, the order of numbers in official papers.
"""

import pytest

from proposals.text.numbering import Mark, Part, marked, marks, number, sign
from support.collab.nodes import Node, Run


def heading(words, level=1, target=""):
    return Mark("heading", target, words, level)


def chapter(key, number, *found, title="背景"):
    return Part(key, True, number, title, found)


def part(key, number, *found, title="甲"):
    return Part(key, False, number, title, found)


def numbers(numbering, key):
    return [one.number for one in numbering.parts[key].found]


def labels(numbering, key):
    return [one.label for one in numbering.parts[key].found]


@pytest.mark.parametrize(
    ("style", "levels"),
    [("plain", ["2", "(2)", "イ", "(イ)", "b"]), ("parts", ["第2節", "2", "(2)", "イ", "(イ)"])],
)
def test_each_level_has_its_sign(style, levels):
    assert [sign(style, depth, 2) for depth in range(1, 6)] == levels
    assert sign(style, 6, 2) == levels[-1]


def test_the_kana_begin_again_after_the_last():
    assert [sign("plain", 3, count) for count in (45, 46, 47)] == ["ヲ", "ン", "ア"]


def test_headings_are_counted_level_by_level():
    found = [heading("甲"), heading("子", 2), heading("ね", 3), heading("い", 4), heading("丑", 2)]
    counted = number([chapter(1, "第2章", *found, heading("乙"), heading("寅", 2))], "plain")

    assert numbers(counted, 1) == ["1", "(1)", "ア", "(ア)", "(2)", "2", "(1)"]
    assert labels(counted, 1) == [
        "第2章1",
        "第2章1(1)",
        "第2章1(1)ア",
        "第2章1(1)ア(ア)",
        "第2章1(2)",
        "第2章2",
        "第2章2(1)",
    ]


def test_parts_are_the_first_level_below_their_chapter():
    rows = [
        chapter(1, "第2章", heading("序")),
        part(2, "第1節", heading("子"), heading("ね", 2)),
        part(3, "第2節", heading("丑")),
    ]

    counted = number(rows, "parts")

    assert [numbers(counted, key) for key in (1, 2, 3)] == [["1"], ["1", "(1)"], ["1"]]
    assert labels(counted, 2) == ["第2章第1節1", "第2章第1節1(1)"]
    assert {key: row.label for key, row in counted.parts.items()} == {
        1: "第2章",
        2: "第2章第1節",
        3: "第2章第2節",
    }


@pytest.mark.parametrize(
    "typed", ["1　甲", "１．甲", "(1) 甲", "（１）甲", "①甲", "第1節　甲", "提言1　甲", "ア　甲"]
)
def test_what_its_writer_has_counted_is_not_counted_again(typed):
    counted = number(
        [chapter(1, "第1章", heading(typed), heading("子", 2), heading("乙"))], "plain"
    )

    assert numbers(counted, 1) == ["", "(1)", ""]
    assert labels(counted, 1) == [f"「{typed}」", "「子」", "「乙」"]


def test_counting_by_hand_in_one_part_silences_the_neighbours_in_the_others():
    counted = number(
        [chapter(1, "第1章"), part(2, "1", heading("①甲")), part(3, "2", heading("乙"))], "plain"
    )

    assert numbers(counted, 3) == [""]
    assert counted.parts[3].typed == {2}


def test_unnumbered_chapters_have_unnumbered_headings():
    counted = number([chapter(1, "", heading("御礼"), title="はじめに")], "plain")

    assert numbers(counted, 1) == [""]
    assert labels(counted, 1) == ["「御礼」"]
    assert counted.labels == {"s1": "「はじめに」"}


def test_tables_and_figures_are_counted_by_chapter_and_through_the_unnumbered_ones():
    table, figure = Mark("table", "", ""), Mark("figure", "", "")
    rows = [
        chapter(1, "", table),
        chapter(2, "第1章", table, figure, table),
        part(3, "1", figure, table),
        chapter(4, "第2章", table),
        chapter(5, "", figure, table),
    ]

    counted = number(rows, "plain")

    assert [numbers(counted, key) for key in (1, 2, 3, 4, 5)] == [
        ["表1"],
        ["表1-1", "図1-1", "表1-2"],
        ["図1-2", "表1-3"],
        ["表2-1"],
        ["図1", "表2"],
    ]
    assert (counted.parts[3].tables, counted.parts[3].figures) == (2, 1)


def test_a_reference_knows_what_its_target_is_called_now():
    rows = [
        chapter(7, "第1章", heading("甲", target="h"), Mark("table", "t", "人口")),
        chapter(8, "", heading("", target="e"), title="要旨"),
        chapter(9, "第2章", Mark("table", "t", "写し")),
    ]

    counted = number(rows, "plain")

    assert counted.labels == {
        "s7": "第1章",
        "h": "第1章1",
        "t": "表1-1",
        "s8": "「要旨」",
        "e": "「要旨」",
        "s9": "第2章",
    }
    assert counted.homes == {"s7": 7, "h": 7, "t": 7, "s8": 8, "e": 8, "s9": 9}


def test_marks_are_found_in_reading_order_without_notes_and_what_is_only_suggested():
    note = Node("footnote", attributes={"text": "注"})
    words = (Run("人口"), Run("増", inserted="1"), note, Run("減", deleted="2"))
    figure = Node("figure", attributes={"caption": "地図", "id": "f"})
    table = Node("table", (Node("tableRow"),), {"caption": "推移"})
    tree = (
        Node("heading", words, {"level": 3, "id": "h"}),
        Node("bulletList", (Node("listItem", (figure,)),)),
        table,
    )

    assert marks(tree) == (
        Mark("heading", "h", "人口減", 2),
        Mark("figure", "f", "地図"),
        Mark("table", "", "推移"),
    )
    assert list(marked(tree)) == [tree[0], figure, table]
