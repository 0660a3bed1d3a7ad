"""Texts written with real Yjs by several people at once, read and folded by the server."""

import html

import pytest

from support.collab import compaction, reading
from support.collab.models import Document
from tests.collab import yjs
from tests.collab.pages import append

TAGS = {"paragraph": "p", "bulletList": "ul", "orderedList": "ol", "listItem": "li"}


def expected(node):
    """The HTML of a tree that Yjs itself has given: [name, attributes, children] or a delta."""
    if isinstance(node[0] if node else {}, dict):
        return "".join(expected_run(run) for run in joined(node))
    name, attributes, children = node
    inner = "".join(expected(child) for child in children)
    if name == "hardBreak":
        return "<br>"
    if name == "citation":
        return f"［知見{attributes['finding']}］"
    tag = f"h{attributes['level']}" if name == "heading" else TAGS[name]
    return f"<{tag}>{inner}</{tag}>"


def joined(delta):
    """Runs with the letters of neighbours that look alike put together."""
    runs = []
    for run in delta:
        is_bold = run.get("attributes", {}).get("bold") is not None
        if runs and runs[-1][1] == is_bold:
            runs[-1][0] += run["insert"]
        else:
            runs.append([run["insert"], is_bold])
    return runs


def expected_run(run):
    words, is_bold = html.escape(run[0]), run[1]
    return f"<strong>{words}</strong>" if is_bold else words


def check(session):
    whole = "".join(expected(node) for node in session["tree"])
    assert reading.html(yjs.decoded(session["state"])) == whole

    document = Document.objects.create()
    for update in yjs.updates_of(session):
        append(document, update)
    assert reading.html(document) == whole
    assert compaction.compact(document) is not None
    assert reading.html(document) == whole


@pytest.mark.django_db
@pytest.mark.parametrize("session", yjs.SESSIONS)
def test_it_keeps_reads_and_folds_what_was_written_together(session):
    check(session)


@pytest.mark.django_db
def test_it_keeps_reads_and_folds_what_yjs_writes_today():
    (sessions,) = yjs.ask({"make": 30})

    for session in sessions:
        check(session)
