"""The render job: asked for once, made by whoever holds the lease, given up after three tries."""

import datetime as dt
import io

import pypdf
import pytest
from django.core.files.base import ContentFile
from django.db import connections, transaction
from django.http import Http404
from django.utils import timezone

from support import documents
from support.documents import hint, registry, tasks
from support.documents.models import Render

pytestmark = pytest.mark.django_db

BODY = "<h1>第1章　研究の背景と目的</h1><p>髙橋　見本、山﨑　例子、𠮷田　試、辻󠄀　例</p>"


def ask(content="a"):
    return documents.request("letter", subject_key="letters.Letter:7", content_key=content)


@pytest.fixture
def body(monkeypatch):
    """What the kind "letter" will print; a test may change it."""
    body = [BODY]
    monkeypatch.setattr(registry, "_kinds", {})
    documents.register("letter", lambda render: documents.Paper("依頼/文書", body[0], "センター"))
    return body


@pytest.fixture
def given(monkeypatch):
    """The hints that were given, in place of a broker."""
    given = []
    monkeypatch.setattr(hint, "give", given.append)
    return given


def test_the_same_content_is_one_row_and_one_hint(given, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, again, other = ask("a"), ask("a"), ask("b")

    assert first == again
    assert first != other
    assert given == [first.pk, other.pk]
    assert first.subject_pk == "7"


def test_a_key_stands_for_the_whole_content():
    keys = {documents.content_key(*parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",))}

    assert len(keys) == 3
    assert documents.content_key("ab", "c") in keys


def test_a_waiting_row_becomes_a_file(body):
    row = ask()

    tasks.render(row.pk)

    row.refresh_from_db()
    assert (row.state, row.title, row.tries, row.error, row.lease) == (
        "done", "依頼/文書", 1, "", None,
    )  # fmt: skip
    pdf = pypdf.PdfReader(io.BytesIO(row.file.read()))
    row.file.close()
    assert pdf.metadata.title == "依頼/文書"
    assert pdf.metadata.author == "センター"
    assert pdf.trailer["/Root"]["/Lang"] == "ja"
    assert "髙橋　見本、山﨑　例子、𠮷田　試、辻󠄀　例" in pdf.pages[0].extract_text()


def test_a_finished_row_is_not_made_again(body):
    row = ask()
    tasks.render(row.pk)
    name = Render.objects.get().file.name
    body[0] = "<p>別の文</p>"

    tasks.render(row.pk)

    assert ask().pk == row.pk
    assert Render.objects.get().file.name == name


def test_two_workers_never_make_the_same_row():
    row = ask()
    first = Render.objects.claim(row.pk)

    assert first.tries == 1
    assert Render.objects.claim(row.pk) is None


@pytest.mark.django_db(transaction=True)
def test_a_row_in_the_hands_of_another_transaction_is_passed_over():
    row = ask()
    other = connections.create_connection("default")
    try:
        with transaction.atomic():
            Render.objects.select_for_update().get(pk=row.pk)
            with other.cursor() as cursor:
                cursor.execute("SELECT id FROM documents_render FOR UPDATE SKIP LOCKED")
                assert cursor.fetchall() == []
    finally:
        other.close()


def test_an_expired_lease_is_taken_again_and_the_late_one_keeps_nothing():
    row = ask()
    late = Render.objects.claim(row.pk)
    Render.objects.update(lease=timezone.now() - dt.timedelta(seconds=1))

    second = Render.objects.claim(row.pk)

    assert second.tries == 2
    assert not late.finish(title="遅い", content=ContentFile(b"%PDF-late"))
    assert second.finish(title="早い", content=ContentFile(b"%PDF-ok"))
    done = Render.objects.get()
    with done.file.open() as content:
        assert (done.title, content.read()) == ("早い", b"%PDF-ok")


def test_after_three_tries_it_is_given_up():
    row = ask()
    for _ in range(3):
        Render.objects.claim(row.pk)
        Render.objects.update(lease=timezone.now() - dt.timedelta(seconds=1))

    assert Render.objects.claim(row.pk) is None
    row.refresh_from_db()
    assert row.is_failed
    assert row.error == "文書を作成できませんでした。お手数ですが、事務局に御連絡ください。"


def test_what_cannot_be_printed_fails_at_once_with_a_sentence(body):
    body[0] = "<p>お祝い🎉</p>"
    row = ask()

    tasks.render(row.pk)

    row.refresh_from_db()
    assert (row.state, row.tries) == ("failed", 1)
    assert row.error == (
        "次の文字は、印刷用の書体にありません。別の文字に置き換えてください：🎉（U+1F389）"
    )
    assert row.detail == "glyphs: U+1F389"


def test_after_a_hostile_paper_the_next_one_is_made(body):
    body[0] = "<div>" * 5000
    hostile, good = ask("a"), ask("b")

    tasks.render(hostile.pk)
    body[0] = BODY
    tasks.render(good.pk)

    assert [row.state for row in Render.objects.order_by("pk")] == ["failed", "done"]


def test_asking_again_after_a_failure_starts_over(given, django_capture_on_commit_callbacks):
    row = ask()
    Render.objects.claim(row.pk).fail("だめ", "detail")

    with django_capture_on_commit_callbacks(execute=True):
        again = ask()

    assert again == row
    assert (again.state, again.tries, again.error) == ("waiting", 0, "")
    assert given == [row.pk]


def test_the_sweep_points_to_what_waits_and_what_was_left_behind(given):
    waiting, left, working, done = (ask(key) for key in "abcd")
    Render.objects.claim(left.pk)
    Render.objects.filter(pk=left.pk).update(lease=timezone.now() - dt.timedelta(seconds=1))
    Render.objects.claim(working.pk)
    Render.objects.claim(done.pk).finish(title="済み", content=ContentFile(b"%PDF"))

    tasks.sweep()

    assert given == [waiting.pk, left.pk]


def test_a_broker_that_is_away_does_not_fail_the_page(settings, monkeypatch):
    monkeypatch.setattr(hint, "_quiet_until", 0.0)
    monkeypatch.setattr(hint.current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")

    hint.give(1)

    assert hint._quiet_until > 0


def test_it_is_delivered_under_its_title(body):
    row = ask()
    with pytest.raises(Http404):
        documents.deliver(row)
    tasks.render(row.pk)
    row.refresh_from_db()

    response = documents.deliver(row)

    assert pypdf.PdfReader(io.BytesIO(b"".join(response))).pages
    headers = {"Content-Type", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control"}
    assert {name: response[name] for name in headers} == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox",
        "Cache-Control": "private, no-cache",
    }
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E4%BE%9D%E9%A0%BC_%E6%96%87%E6%9B%B8.pdf"
    )
    response.close()
