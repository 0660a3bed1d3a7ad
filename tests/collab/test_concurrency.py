"""Several writers at the same moment, each with a connection of their own."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from support.collab import actions, compaction, refusals, texts
from support.collab.models import Clock, Document, Update
from support.collab.schema import SCHEMA_VERSION
from tests.collab.pages import Page, append

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def document():
    return Document.objects.create()


def together(*calls):
    """The results of these calls, begun at the same moment in threads of their own."""
    gate = threading.Barrier(len(calls))

    def run(call):
        try:
            gate.wait()
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [job.result() for job in [pool.submit(run, call) for call in calls]]


def write_many(document, client, count):
    """One page that sends so many updates; gives the seqs in the order of its acknowledgements."""
    pages = Page(client)
    return [append(document, pages.write(f"{client}の{number}")) for number in range(count)]


def test_seqs_have_no_gap_and_follow_the_order_of_the_commits(document):
    found = together(*(lambda n=n: write_many(document, n, 15) for n in range(1, 7)))

    assert sorted(seq for seqs in found for seq in seqs) == list(range(1, 91))
    assert all(seqs == sorted(seqs) for seqs in found)
    clocks = Clock.objects.filter(document=document).values_list("client", "clock")
    document.refresh_from_db()
    rows = [data for _seq, data in texts.rows_after(document, 0, upto=90)]
    assert dict(clocks) == texts.clocks_of(texts.doc_of(rows))


def test_a_reader_never_sees_a_seq_before_those_below_it(document):
    """Reading while others write: each answer goes on exactly where the last one ended."""
    stop, seen = threading.Event(), []

    def read():
        while not stop.is_set() or not seen or seen[-1] < 60:
            now = Document.objects.get(pk=document.pk)
            after = seen[-1] if seen else 0
            seen.extend(seq for seq, _ in texts.rows_after(now, after, upto=now.seq))

    def write(client):
        write_many(document, client, 20)
        if Document.objects.get(pk=document.pk).seq == 60:
            stop.set()

    together(read, lambda: write(1), lambda: write(2), lambda: write(3))

    assert seen == list(range(1, 61))


def test_the_same_batch_twice_at_once_is_one_row(document):
    data, batch = Page(1).write("一度だけ"), uuid.uuid4()
    call = {"batch": batch, "epoch": 1, "schema": SCHEMA_VERSION, "data": data, "author": None}

    found = together(*[lambda: actions.append(document, **call)] * 4)

    assert (found, Update.objects.count()) == ([1, 1, 1, 1], 1)


def test_of_two_updates_that_continue_each_other_the_later_one_never_comes_first(document):
    """The second update of a page may reach us first: it is refused, never kept over a hole."""
    page = Page(1)
    first, second = page.write("先"), page.write("後")

    def send(data):
        try:
            return append(document, data)
        except refusals.Hole:
            return None

    found = together(lambda: send(first), lambda: send(second))

    assert found in ([1, 2], [1, None])


def test_what_is_rolled_back_leaves_no_gap(document):
    page = Page(1)
    with transaction.atomic():
        append(document, page.write("失われる"))
        transaction.set_rollback(True)

    assert append(document, Page(2).write("残る")) == 1


def test_writing_goes_on_while_the_text_is_folded(document):
    write_many(document, 1, 5)

    together(
        lambda: write_many(document, 2, 20),
        lambda: write_many(document, 3, 20),
        lambda: [compaction.compact(document) for _ in range(3)],
    )

    document.refresh_from_db()
    rows = [data for _seq, data in texts.rows_after(document, 0, upto=45)]
    raw = [bytes(update.data) for update in document.updates.order_by("seq")]
    assert texts.clocks_of(texts.doc_of(rows)) == texts.clocks_of(texts.doc_of(raw))


def test_a_restored_version_refuses_those_who_write_at_that_moment(document):
    """Each writer is kept before the old version came back, or refused: never mixed in after."""
    write_many(document, 1, 3)
    state = actions.state(document)

    def write(client):
        try:
            data = Page(client).write("同時に")
            call = {"batch": uuid.uuid4(), "epoch": 1, "schema": SCHEMA_VERSION, "data": data}
            return actions.append(document, **call, author=None)
        except refusals.EpochPassed:
            return None

    *found, restored = together(
        lambda: write(2), lambda: write(3), lambda: actions.restore(document, state, author=None)
    )

    assert all(seq is None or seq < restored for seq in found)
    document.refresh_from_db()
    assert texts.clocks_of(
        texts.doc_of(data for _seq, data in texts.rows_after(document, 0, upto=document.seq))
    ) == texts.clocks_of(texts.doc_of([state]))
