"""./portal manage check_history: texts and versions against the raw updates."""

import io

import pytest
from django.core.management import CommandError, call_command

from proposals.versions import keeping, restoring
from support.collab import compaction, writing
from support.collab.blocks import Block
from support.collab.models import Snapshot

pytestmark = pytest.mark.django_db


def run():
    said = io.StringIO()
    call_command("check_history", stdout=said)
    return said.getvalue()


@pytest.fixture
def eventful(section, leader):
    """Written, kept, folded, rewritten and put back."""
    first = keeping.keep(section.proposal, name="第1稿", by=leader)
    compaction.compact(section.document)
    writing.replace(section.document, [Block("paragraph", "書き直した文。")])
    restoring.restore(first, sections=list(first.sections.all()), by=leader)
    return section


def test_all_agrees(eventful):
    assert run() == "1 texts played again, 0 do not agree\n"


def test_it_names_what_does_not(eventful):
    Snapshot.objects.filter(epoch=2).update(data=b"\x00\x00")

    with pytest.raises(CommandError, match=f"section {eventful.pk}.*the text shown is not what"):
        run()
