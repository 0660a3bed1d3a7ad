"""A snapshot stands for the rows before it, and nothing can be seen of it."""

import datetime as dt

import pytest
from django.utils import timezone

from support.collab import actions, compaction, reading, tasks, texts
from support.collab.models import Clock, Document, Snapshot, Update
from tests.collab.pages import Page, append

pytestmark = pytest.mark.django_db

TEXTS = ["一つ目の段落", "𠮷野の段落", "", "三つ目"]


@pytest.fixture
def document():
    return Document.objects.create()


@pytest.fixture
def page(document):
    """A page whose text has been saved, with something deleted in between."""
    page = Page(1)
    for text in TEXTS:
        append(document, page.write(text))
    del page.body.children[1]
    append(document, page.changes())
    return page


def rows(document, after=0):
    document.refresh_from_db()
    return list(texts.rows_after(document, after, upto=document.seq))


def grow_old(document, days):
    """As if everything in this text had been written so many days ago."""
    then = timezone.now() - dt.timedelta(days=days)
    for model in (Update, Snapshot):
        model.objects.filter(document=document).update(created_at=then)


def test_it_reads_the_same_before_and_after(document, page):
    before = reading.html(document)

    compaction.compact(document)

    assert reading.html(document) == before == "<p>一つ目の段落</p><p></p><p>三つ目</p>"


def test_a_newcomer_gets_the_snapshot_and_what_came_after(document, page):
    snapshot = compaction.compact(document)
    later = page.write("その後")
    append(document, later)

    assert rows(document) == [(5, snapshot.data), (6, later)]


def test_a_reader_who_was_there_gets_only_what_came_after(document, page):
    compaction.compact(document)
    later = page.write("その後")
    append(document, later)

    assert rows(document, after=5) == [(6, later)]


def test_a_page_from_before_goes_on_writing(document, page):
    old_page = Page(2, *[data for _seq, data in rows(document)])
    compaction.compact(document)

    append(document, old_page.write("開いたままの頁から"))

    newcomer = Page(3, *[data for _seq, data in rows(document)])
    assert newcomer.paragraphs == ["一つ目の段落", "", "三つ目", "開いたままの頁から"]


def test_it_deletes_no_row(document, page):
    compaction.compact(document)

    assert document.updates.count() == 5


def test_it_does_not_fold_over_a_hole(document, page, caplog):
    Clock.objects.filter(document=document).update(clock=999)

    assert compaction.compact(document) is None
    assert (Snapshot.objects.count(), len(caplog.records)) == (0, 1)


def test_it_never_serves_rows_with_one_missing(document, page):
    document.updates.filter(seq=3).delete()

    with pytest.raises(texts.Gap):
        rows(document)
    with pytest.raises(texts.Gap):
        compaction.compact(document)


def test_the_sweep_folds_what_has_grown(document, page, monkeypatch):
    Document.objects.create()
    monkeypatch.setattr(compaction, "ROWS_PER_SNAPSHOT", 5)

    tasks.sweep()
    tasks.sweep()

    assert list(Snapshot.objects.values_list("document", "seq")) == [(document.pk, 5)]


@pytest.mark.parametrize(("days", "left"), [(89, 5), (91, 0)])
def test_rows_stay_for_90_days(document, page, days, left):
    compaction.compact(document)
    before = reading.html(document)
    grow_old(document, days)

    compaction.prune(document)

    assert document.updates.count() == left
    assert reading.html(document) == before


def test_rows_without_a_snapshot_stay_for_ever(document, page):
    grow_old(document, 900)

    assert compaction.prune(document) == 0


def test_rows_after_the_old_snapshot_stay(document, page):
    compaction.compact(document)
    grow_old(document, 91)
    append(document, page.write("昨日"))
    compaction.compact(document)

    compaction.prune(document)

    assert list(document.updates.values_list("seq", flat=True)) == [6]
    assert list(document.snapshots.order_by("seq").values_list("seq", flat=True)) == [5, 6]


def test_a_restored_version_is_the_text_again(document, page):
    old = actions.state(document)
    append(document, page.write("取り消したい段落"))

    assert actions.restore(document, old, author=None) == 7
    assert rows(document) == [(7, old)]
    assert reading.html(document) == "<p>一つ目の段落</p><p></p><p>三つ目</p>"


def test_writing_goes_on_after_a_restored_version(document, page):
    actions.restore(document, actions.state(document), author=None)
    newcomer = Page(5, *[data for _seq, data in rows(document)])

    append(document, newcomer.write("新しい段落"))
    compaction.compact(document)

    assert reading.html(document).endswith("<p>新しい段落</p>")


def test_a_page_from_before_a_restored_version_cannot_write(document, page):
    stale = document.epoch
    actions.restore(document, actions.state(document), author=None)

    with pytest.raises(actions.refusals.EpochPassed):
        append(document, page.write("古い頁から"), epoch=stale)
