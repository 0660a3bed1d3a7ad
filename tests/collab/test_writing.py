"""What the server writes: seeds, and the boxes of the plain form merged into the text."""

import uuid

import pytest

from support.collab import actions, nodes, planting, reading, refusals, writing
from support.collab.blocks import Block, from_markdown, text_blocks
from support.collab.models import Document
from support.collab.nodes import Node, Run
from support.collab.surroundings import Surroundings
from tests.collab.pages import Page, append
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SEED = [
    Block("heading", "現状と課題", 2),
    Block("paragraph", "空き家は**3年で2倍**になった。"),
    Block("bullet", "矢吹町"),
    Block("bullet", "白河市［知見3］"),
    Block("number", "まず調べる"),
]


@pytest.fixture
def document():
    document = Document.objects.create()
    writing.replace(document, SEED)
    return document


def boxes(document):
    return [block.text for block in reading.blocks(document)]


def edit(document, changes, *, base=1, extra=()):
    """Send the form as it was at `base` with some boxes changed: {place: text}."""
    texts = [block.text.replace("**", "") for block in SEED]
    for place, text in changes.items():
        texts[place] = text
    return writing.merge_text(document, base, [*texts, *extra], UserFactory())


def test_it_seeds_a_text(document):
    assert reading.html(document) == (
        "<h2>現状と課題</h2><p>空き家は<strong>3年で2倍</strong>になった。</p>"
        "<ul><li><p>矢吹町</p></li><li><p>白河市［知見3］</p></li></ul>"
        "<ol><li><p>まず調べる</p></li></ol>"
    )


def test_it_puts_a_new_text_in_the_place_of_the_old(document):
    assert writing.replace(document, [Block("paragraph", "新しい本文")]) == 2
    assert reading.html(document) == "<p>新しい本文</p>"


def test_it_reads_seeds_from_markdown():
    source = "# 章\n\n一行目\n二行目\n\n## 節\n- 一\n- 二\n1. 三\n段落"

    assert from_markdown(source) == [
        Block("heading", "章", 2),
        Block("paragraph", "一行目二行目"),
        Block("heading", "節", 2),
        Block("bullet", "一"),
        Block("bullet", "二"),
        Block("number", "三"),
        Block("paragraph", "段落"),
    ]


def test_it_writes_nothing_when_no_box_was_changed(document):
    assert edit(document, {}) == 1
    assert document.updates.count() == 1


@pytest.mark.parametrize(
    ("place", "text", "html"),
    [
        (1, "空き家は5年で2倍になった。", "<p>空き家は<strong>5年で2倍</strong>になった。</p>"),
        (1, "空き家は3年で2倍。", "<p>空き家は<strong>3年で2倍</strong>。</p>"),
        (1, "𠮷野の空き家は3年で2倍だ", "<p>𠮷野の空き家は<strong>3年で2倍</strong>だ</p>"),
        (
            1,
            "空き家は3年で\r\n2倍になった。",
            "<p>空き家は<strong>3年で</strong><br><strong>2倍</strong>になった。</p>",
        ),
        (1, "空き家\n\n増えた", "<p>空き家</p><p>増えた</p>"),
        (1, "", "</h2><ul>"),
        (2, "", "<ul><li><p>白河市［知見3］</p></li></ul>"),
        (2, "矢吹町\n\n鏡石町", "<li><p>矢吹町</p></li><li><p>鏡石町</p></li><li><p>白河市"),
        (3, "［知見3］白河市", "<li><p>［知見3］白河市</p></li>"),
        (3, "白河市", "<li><p>白河市</p></li>"),
        (4, "", "</ul>"),
        (0, "現状", "<h2>現状</h2>"),
    ],
)
def test_it_changes_what_was_changed(document, place, text, html):
    before = reading.html(document)

    edit(document, {place: text})

    assert html in reading.html(document)
    untouched = ["<h2>現状と課題</h2>", "<p>まず調べる</p>"]
    assert sum(part in reading.html(document) for part in untouched) >= 1
    assert reading.html(document) != before


def test_it_takes_a_citation_for_one_only_where_the_text_has_it(document):
    edit(document, {2: "矢吹町［知見3］と［知見99］"})

    around = Surroundings(citation=lambda node: f"〈{node.finding}〉")
    assert "<p>矢吹町〈3〉と［知見99］</p>" in reading.html(document, around)


def test_it_adds_new_paragraphs_at_the_end(document):
    edit(document, {}, extra=["結び", ""])

    assert reading.html(document).endswith("</ol><p>結び</p>")


def test_it_keeps_what_others_have_written_since_the_form_was_opened(document):

    other = Page(9, actions.state(document))
    paragraph = other.body.children[1]
    paragraph.children[0].insert(0, "県南の", None)
    append(document, other.changes())

    edit(document, {1: "空き家は3年で2倍になりました。"}, base=1)

    assert "<p>県南の空き家は<strong>3年で2倍</strong>になりました。</p>" in reading.html(document)


def test_it_keeps_the_last_block_when_all_boxes_were_emptied(document):
    edit(document, dict.fromkeys(range(5), ""))

    assert reading.html(document) == "<h2></h2>"


def test_it_refuses_a_form_from_before_a_restored_version(document):
    with pytest.raises(refusals.EpochPassed):
        edit(document, {0: "x"}, base=9)


def test_it_remembers_who_sent_the_form(document):
    author = UserFactory()
    writing.merge_text(document, 1, ["別の見出し"], author)

    assert document.updates.get(seq=2).author == author


def test_the_same_form_twice_is_merged_once(document):
    texts = [*boxes(document), "書き足した。"]
    batch = uuid.uuid4()

    seqs = [writing.merge_text(document, 1, texts, None, batch=batch) for _ in range(2)]

    assert seqs == [2, 2]
    assert boxes(document).count("書き足した。") == 1


def paragraph(*words):
    return Node("paragraph", tuple(Run(word) if isinstance(word, str) else word for word in words))


CELL = Node("tableCell", (paragraph("矢吹町"),))
TREE = (
    Node("heading", (Run("現状"),), {"level": 2}),
    Node(
        "paragraph",
        (
            Node("crossReference", (), {"target": "k3f9a2b7cd"}),
            Run("のとおり", is_bold=True),
            Run("2", script="superscript"),
            Run("塙", ruby="はなわ"),
            Run("消", deleted="s1"),
            Node("footnote", (), {"text": "昨年"}),
        ),
    ),
    Node("table", (Node("tableRow", (CELL, CELL)),), {"id": "k3f9a2b7cd", "caption": "表"}),
    Node("figure", (), {"picture": 7, "alt": "図", "width": 50}),
)


def test_whole_nodes_are_put_into_a_text_and_read_again(document):
    planting.replace(document, TREE, None)

    assert reading.tree(document) == TREE
    planting.add(document, [paragraph("結び")], None)
    assert reading.tree(document) == (*TREE, paragraph("結び"))


def edit_now(document, changes):
    """Send the form as it is now with some boxes changed."""
    document.refresh_from_db()
    boxes = [block.text for block in reading.blocks(document)]
    for place, text in changes.items():
        boxes[place] = text
    return writing.merge_text(document, document.seq, boxes, UserFactory())


def test_emptying_a_box_never_takes_a_cell_away(document):
    planting.replace(document, [TREE[2]], None)

    edit_now(document, {0: "", 1: "白河市\n\n西郷村"})

    cells = nodes.every(reading.tree(document), "tableCell")
    assert [[found.as_block().text for found in text_blocks(cell.children)] for cell in cells] == [
        [""],
        ["白河市", "西郷村"],
    ]


def test_notes_are_written_and_changed_in_a_box(document):
    planting.replace(document, [TREE[1]], None)
    assert reading.plain(document) == "［参照：k3f9a2b7cd］のとおり2塙消［注：昨年］"

    edit_now(document, {0: "［参照：k3f9a2b7cd］のとおり2塙消［注：一昨年］。［参照：zzz］"})

    assert (
        reading.plain(document) == "［参照：k3f9a2b7cd］のとおり2塙消［注：一昨年］。［参照：zzz］"
    )
    (note,) = nodes.every(reading.tree(document), "footnote")
    assert note.word("text") == "一昨年"
    (reference,) = nodes.every(reading.tree(document), "crossReference")
    assert reference.word("target") == "k3f9a2b7cd"
