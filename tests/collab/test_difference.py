"""What changed between two texts: paragraphs, moves, tables, figures, and how a page shows it."""

import random
import time

import pytest

from support.collab.difference import changes, showing
from support.collab.nodes import Node, Run

BACKGROUND = "県南地域では、職員の数が減り続けている。"
WINDOW = "窓口に来た人は、同じことを何度も書いている。"
PAPER = "転入の手続では、平均して5枚の様式を書く。"
MEETING = "研修で知り合った職員に、電話で相談することが多い。"


def p(*words, kind="paragraph", **attributes):
    runs = tuple(Run(word) if isinstance(word, str) else word for word in words)
    return Node(kind, runs, attributes)


def items(*texts, kind="bulletList"):
    return Node(kind, tuple(Node("listItem", (p(text),)) for text in texts))


def table(*rows, head=1, **attributes):
    def cell(number, text):
        return Node("tableHeader" if number < head else "tableCell", (p(text),))

    made = (Node("tableRow", tuple(cell(n, text) for text in row)) for n, row in enumerate(rows))
    return Node("table", tuple(made), {"caption": "", "source": "", **attributes})


def figure(picture, **attributes):
    return Node("figure", (), {"picture": picture, **attributes})


def found(old, new):
    return changes(old, new, lambda node: f"［{node.kind}］")


def ops(old, new):
    return [(change.op, change.part.text) for change in found(old, new)]


def test_what_stayed_came_and_went():
    old, new = [p(BACKGROUND), p(WINDOW)], [p(BACKGROUND), p(PAPER), p(MEETING)]

    assert ops(old, new) == [
        ("same", BACKGROUND),
        ("removed", WINDOW),
        ("added", PAPER),
        ("added", MEETING),
    ]


def test_a_changed_paragraph_is_told_from_a_new_one():
    changed = WINDOW.replace("何度も", "三度も")

    assert ops([p(BACKGROUND), p(WINDOW)], [p(MEETING), p(changed)]) == [
        ("removed", BACKGROUND),
        ("added", MEETING),
        ("changed", changed),
    ]


def test_a_moved_paragraph_is_found_with_what_changed_in_it():
    changed = MEETING.replace("電話", "メール")
    old, new = (
        [p(MEETING), p(BACKGROUND), p(WINDOW), p(PAPER)],
        [p(BACKGROUND), p(WINDOW), p(PAPER), p(changed)],
    )

    away, *stayed, here = found(old, new)

    assert (away.op, away.move, away.part.text) == ("moved away", 1, MEETING)
    assert [change.op for change in stayed] == ["same"] * 3
    assert (here.op, here.move) == ("moved here", 1)
    assert [(span.op, span.text) for span in here.spans if span.op != "same"] == [
        ("removed", "電話"),
        ("added", "メール"),
    ]


def test_empty_paragraphs_and_repeated_lines_do_not_count_as_moves():
    old = [p(""), p("同上"), p(BACKGROUND), p(""), p("同上")]

    assert ops(old, [p(BACKGROUND), p("同上"), p("")]) == [
        ("removed", "同上"),
        ("same", BACKGROUND),
        ("same", "同上"),
    ]


def test_a_paragraph_that_became_a_heading_says_so():
    [change] = found([p(BACKGROUND)], [p(BACKGROUND, kind="heading", level=2)])

    assert (change.op, change.has_other_kind) == ("changed", True)
    assert "段落 → 見出し" in str(showing.in_line([change], "x")[0].parts[0])


def test_list_items_are_compared_one_by_one():
    assert ops([items("様式", "窓口")], [items("様式", "相談", "窓口")]) == [
        ("same", "様式"),
        ("added", "相談"),
        ("same", "窓口"),
    ]


def test_words_in_a_footnote_are_compared():
    notes = [
        Node("footnote", (), {"text": text}) for text in ("令和3年度の調査", "令和4年度の調査")
    ]
    [change] = found(*[[p(BACKGROUND, note)] for note in notes])

    assert [(span.op, span.text) for span in change.spans if span.op != "same"] == [
        ("removed", "3"),
        ("added", "4"),
    ]


def test_what_is_only_suggested_is_not_there_yet():
    old = [p("様式は", Run("5"), "枚ある。")]
    new = [p("様式は", Run("5", deleted="a"), Run("4", inserted="a"), "枚ある。")]

    assert [change.op for change in found(old, new)] == ["same"]


def test_a_reading_above_a_word_is_part_of_it():
    old, new = [p(Run("塙町", ruby="はなわ"))], [p(Run("塙町", ruby="はなわまち"))]

    [change] = found(old, new)
    assert [span.text for span in change.spans] == ["塙町", "（はなわ）", "（はなわまち）"]


def test_a_picture_a_caption_and_what_it_shows_are_compared():
    old = figure(3, caption="窓口の流れ", alt="窓口を三つ回る図")
    new = figure(4, caption="窓口の流れ（見直し後）", alt="窓口を三つ回る図")

    [change] = found([old], [new])

    assert (change.op, change.has_other_picture) == ("changed", True)
    assert "".join(span.text for span in change.spans if span.op == "added") == "（見直し後）"


def cells(old, new):
    [change] = found([old], [new])
    marks = {"same": "", "changed": "~", "added": "+", "removed": "-"}
    return [
        [marks[cell.op] + "".join(span.text for span in cell.spans) for cell in row.cells]
        for row in change.table.rows
    ]


def test_a_table_is_compared_by_cell():
    old = table(("様式", "枚数"), ("転入届", "5"), ("転出届", "2"))
    new = table(("様式", "枚数"), ("転入届", "1"), ("転出届", "2"))

    assert cells(old, new) == [["様式", "枚数"], ["転入届", "~51"], ["転出届", "2"]]


def test_a_row_and_a_column_that_came_are_found():
    old = table(("様式", "枚数"), ("転入届", "5"), ("転出届", "2"))
    new = table(
        ("様式", "担当課", "枚数"),
        ("転入届", "住民課", "5"),
        ("出生届", "住民課", "1"),
        ("転出届", "住民課", "2"),
    )

    assert cells(old, new) == [
        ["様式", "+担当課", "枚数"],
        ["転入届", "+住民課", "5"],
        ["+出生届", "+住民課", "+1"],
        ["転出届", "+住民課", "2"],
    ]


def test_a_row_and_a_column_that_went_are_found():
    old = table(("様式", "担当課", "枚数"), ("転入届", "住民課", "5"), ("転出届", "住民課", "2"))
    new = table(("様式", "枚数"), ("転出届", "2"))

    assert cells(old, new) == [
        ["様式", "-担当課", "枚数"],
        ["-転入届", "-住民課", "-5"],
        ["転出届", "-住民課", "2"],
    ]


def test_a_table_whose_figures_all_changed_keeps_its_rows():
    old = table(("年度", "件数"), ("令和2年度", "120"), ("令和3年度", "135"))
    new = table(("年度", "件数"), ("令和2年度", "98"), ("令和3年度", "77"))

    assert cells(old, new) == [["年度", "件数"], ["令和2年度", "~12098"], ["令和3年度", "~13577"]]


def test_a_page_folds_what_did_not_change():
    texts = [p(f"{n}番目の段落である。") for n in range(9)]

    groups = showing.in_line(found(texts, [*texts[:7], p(MEETING), *texts[7:]]), "s1")

    assert [(group.is_folded, len(group.parts)) for group in groups] == [
        (True, 6),
        (False, 1),
        (False, 1),
        (False, 2),
    ]


def test_what_came_and_went_is_named_for_those_who_listen():
    [group] = showing.in_line(found([p("様式は5枚ある。")], [p("様式は4枚ある。")]), "s1")

    end = '<span class="visually-hidden">［／］</span>'
    assert group.parts == [
        '<div class="difference-part" data-op="changed">'
        '<p class="difference-text" data-kind="paragraph" data-level="0">様式は'
        f'<del><span class="visually-hidden">［削除］</span>5{end}</del>'
        f'<ins><span class="visually-hidden">［追加］</span>4{end}</ins>'
        "枚ある。</p></div>"
    ]


def test_side_by_side_each_side_has_its_own_words():
    [group] = showing.side_by_side(found([p("様式は5枚ある。")], [p("様式は4枚ある。")]), "s1")
    before, after = group.parts[0].split("</td>")[:2]

    assert ("<del>" in before, "<ins>" in before) == (True, False)
    assert ("<del>" in after, "<ins>" in after) == (False, True)


def test_what_people_write_is_never_markup():
    parts = found([p("<b>a</b>"), table(("<i>", "x"))], [p("<b>c</b>"), table(("<i>", "<u>"))])

    for show in (showing.in_line, showing.side_by_side):
        html = "".join(part for group in show(parts, "s1") for part in group.parts)
        assert not any(tag in html for tag in ("<b>", "<i>", "<u>"))


@pytest.mark.parametrize(("count", "length"), [(1, 10_000), (50, 200), (600, 17), (2500, 4)])
def test_50000_letters_are_compared_in_time(count, length):
    rng = random.Random(20221128)
    names, rest = (
        ["職員", "住民", "窓口", "手続", "様式", "調査", "地域"],
        list("はがをにのでも。、"),
    )

    def text():
        return "".join(
            rng.choice(names) + rng.choice(names) + rng.choice(rest) for _ in range(length)
        )

    old = [text() for _ in range(count)]
    new = ["".join(c if rng.random() < 0.7 else rng.choice("町村市県") for c in t) for t in old]
    rng.shuffle(new)
    start = time.perf_counter()

    found([p(t) for t in old], [p(t) for t in new])

    assert time.perf_counter() - start < 4  # two seconds on a machine with nothing else to do
