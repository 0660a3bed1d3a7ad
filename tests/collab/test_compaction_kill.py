"""Folding while people write, killed at every step: never a word less, never a word twice."""

import os
import subprocess
import sys
import threading

import pytest
from django.db import connection

from support.collab import actions, compaction, nodes, reading, replay, texts
from support.collab.models import Document, Snapshot
from tests.collab import yjs
from tests.collab.pages import Page, append
from tests.collab.test_compaction import grow_old

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 3


@pytest.fixture
def document():
    return Document.objects.create()


class Writers:
    """Threads that write until they are told to stop; `saved` are the words acknowledged."""

    def __init__(self, document):
        self.document = document
        self.saved = []
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self.write, args=(n,)) for n in range(WRITERS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *exception):
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def write(self, number):
        page, count = Page(100 + number), 0
        document = Document.objects.get(pk=self.document.pk)
        while not self.stopped.wait(0.01):
            words = f"〔{number}-{count}〕"
            append(document, page.write(words))
            self.saved.append(words)
            count += 1
        connection.close()


@pytest.fixture
def folder(document):
    """Starts the process whose children fold and die."""
    url = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**connection.settings_dict)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": url}
    command = [sys.executable, "-m", "tests.collab.folder", str(document.pk)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, env=environment, **pipes)
    yield process
    process.kill()
    process.communicate()


def fold_once(folder):
    folder.stdin.write("\n")
    folder.stdin.flush()
    return folder.stdout.readline().split()


def words_of(text):
    return sorted(text.replace("〕", "〕\n").split())


def test_killed_at_every_step_under_load_nothing_differs(document, folder):
    append(document, Page(1).write("〔初め〕"))
    compaction.compact(document)
    kills = 0
    with Writers(document) as writers:
        while True:
            grow_old(document, 91)  # so that there is something to prune each time
            how, figure = fold_once(folder)
            saved = set(writers.saved)
            played = replay.check(document)
            assert played.agrees
            assert saved <= set(words_of(reading.plain(document)))
            if how == "done":
                break
            kills += 1

    assert (figure, kills >= 20, len(writers.saved) > 50) == ("0", True, True)
    assert words_of(reading.plain(document)) == sorted(["〔初め〕", *writers.saved])
    assert replay.check(document).agrees
    check_with_yjs(document)


def check_with_yjs(document):
    """A newcomer's browser gets the same text from what is served."""
    document.refresh_from_db()
    served = [data for _seq, data in texts.rows_after(document, 0, upto=document.seq)]
    (answers,) = yjs.ask({"apply": [[yjs.encoded(data) for data in served]]})
    assert answers[0]["waits"] is False
    assert len(answers[0]["tree"]) == len(nodes.of_update(actions.state(document)))


def test_two_who_fold_at_once_make_one_snapshot(document):
    page = Page(1)
    for number in range(5):
        append(document, page.write(str(number)))
    start = threading.Barrier(2)

    def fold():
        start.wait()
        compaction.compact(Document.objects.get(pk=document.pk))
        connection.close()

    threads = [threading.Thread(target=fold) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(Snapshot.objects.values_list("seq", flat=True)) == [5]
