"""The history plays again from the raw rows, and gives the text that is shown."""

import random

import pytest

from support.collab import actions, compaction, nodes, replay, texts
from support.collab.models import Document, Snapshot, Update
from support.collab.replay import Replay
from tests.collab import yjs
from tests.collab.pages import Page, append
from tests.collab.test_compaction import grow_old

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return Document.objects.create()


def test_sessions_of_yjs_play_again_after_folding_and_agree_with_yjs():
    """What Node's Yjs makes of the kept rows is what Node's Yjs had on the screen."""
    rng = random.Random(20221128)
    (sessions,) = yjs.ask({"make": 12})
    kept, shown = [], []
    for session in sessions:
        document = Document.objects.create()
        for update in yjs.updates_of(session):
            append(document, update)
            if rng.random() < 0.2:
                compaction.compact(document)
        rows = list(document.updates.order_by("seq").values_list("data", flat=True))
        assert replay.check(document) == Replay(len(rows), is_whole=True, agrees=True)
        kept.append([yjs.encoded(bytes(data)) for data in rows])
        shown.append(yjs.encoded(actions.state(document)))

    (played,) = yjs.ask({"apply": kept})
    (folded,) = yjs.ask({"apply": [[state] for state in shown]})

    trees = [{"waits": False, "tree": session["tree"]} for session in sessions]
    assert played == trees
    assert [waits["waits"] for waits in folded] == [False] * len(sessions)


def test_an_empty_text_agrees(document):
    assert replay.check(document) == Replay(0, is_whole=True, agrees=True)


def test_it_begins_at_the_snapshot_when_older_rows_are_gone(document):
    page = Page(1)
    for number in range(4):
        append(document, page.write(f"第{number}文"))
    compaction.compact(document)
    grow_old(document, 91)
    append(document, page.write("その後"))
    compaction.prune(document)

    assert replay.check(document) == Replay(1, is_whole=False, agrees=True)


def test_after_an_old_version_came_back_its_epoch_is_played(document):
    page = Page(1)
    append(document, page.write("初めの文"))
    old = actions.state(document)
    append(document, page.write("後の文"))
    actions.restore(document, old, author=None)
    append(document, Page(2, old).write("その後"))

    assert replay.check(document) == Replay(2, is_whole=True, agrees=True)
    before = replay.at(document, 1, 2)
    assert nodes.of_doc(before) == nodes.of_doc(page.doc)


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_any_moment_can_be_played(document, seq):
    page = Page(1)
    moments = {}
    for number in range(1, 4):
        append(document, page.write(f"第{number}文"))
        moments[number] = nodes.of_update(page.doc.get_update())

    assert nodes.of_doc(replay.at(document, 1, seq)) == moments[seq]


def test_a_snapshot_that_says_something_else_is_found(document):
    page = Page(1)
    append(document, page.write("本当の文"))
    compaction.compact(document)
    other = Page(1)
    other.write("うその文")
    Snapshot.objects.update(data=other.doc.get_update())

    assert replay.check(document).agrees is False


def test_a_missing_row_is_found(document):
    page = Page(1)
    for number in range(3):
        append(document, page.write(str(number)))
    compaction.compact(document)
    Update.objects.filter(document=document, seq=2).delete()

    with pytest.raises(texts.Gap):
        replay.check(document)
