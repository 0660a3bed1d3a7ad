"""One person deletes a source while another cites it: whoever comes first decides."""

import json
import threading
import time
import uuid

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pycrdt import XmlElement, XmlText

from proposals.models import Entry, FrozenCitation
from proposals.sources import sourcing
from proposals.versions import freezing
from support.access import Refused
from support.collab import reading, writing
from support.collab.blocks import Block
from tests.collab.pages import Page, body_of
from tests.factories_sources import EntryFactory
from tests.proposals.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 0.3  # seconds in which the other one reaches the lock


@pytest.fixture
def entry(group):
    return EntryFactory(group=group)


def citing(entry):
    """What a browser sends that has just cited this source."""
    page = Page(7)
    with page.doc.transaction():
        paragraph = XmlElement("paragraph")
        page.body.children.append(paragraph)
        paragraph.children.append(XmlText("文"))
        paragraph.children.append(XmlElement("citation", {"entry": entry.pk}))
    return page.changes()


def test_a_citation_saved_first_stops_the_deletion(section, group, leader, entry):
    key, url = entry.pk, reverse("proposals:sync", args=[group.slug, section.pk])
    client = Client()
    client.force_login(leader)
    body = json.dumps(body_of(section.document, citing(entry), batch=str(uuid.uuid4())))

    cited, deletion = at_once(
        lambda: client.post(url, body, content_type="application/json"),
        lambda: sourcing.delete_entry(entry, by=leader),
    )

    is_there = Entry.objects.filter(pk=key).exists()
    assert cited.status_code == 200
    assert f"［出典{key}］" in reading.plain(section.document)
    assert isinstance(deletion, Refused) == is_there


@pytest.mark.parametrize(("before", "after", "left"), [("文。", "［出典{}］", 1),
                                                       ("［出典{}］", "文。", 0)])  # fmt: skip
def test_the_deletion_waits_for_a_text_that_is_being_written(
    section, leader, entry, before, after, left
):
    def put(words):
        writing.replace(section.document, [Block("paragraph", words.format(entry.pk))])

    put(before)
    is_written = threading.Event()

    def write():
        with transaction.atomic():
            put(after)
            is_written.set()
            time.sleep(SOON)

    def delete():
        is_written.wait()
        sourcing.delete_entry(entry, by=leader)

    _none, answer = at_once(write, delete)

    assert Entry.objects.count() == left
    assert isinstance(answer, Refused) == bool(left)


def test_a_version_is_kept_with_the_source_or_without_it(section, leader, entry):
    writing.replace(section.document, [Block("paragraph", f"文［出典{entry.pk}］。")])

    _milestone, deletion = at_once(
        lambda: _freeze(section.proposal, leader),
        lambda: sourcing.delete_entry(entry, by=leader),
    )

    assert isinstance(deletion, Refused)
    assert FrozenCitation.objects.get().entry == entry


@transaction.atomic
def _freeze(proposal, leader):
    return freezing.freeze(proposal, name="第1稿", by=leader)
