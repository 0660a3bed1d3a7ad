"""A section of a proposal, and people who sit down at it, each in a browser of their own."""

import contextlib
import time

import pytest
from django.db import connection

from support.collab.models import Document
from tests.factories import FindingFactory, MembershipFactory, SectionFactory
from tests.frontend.people import Writer

FINDINGS = ("免許を返した人の通院が難しい。", "デマンド交通の予約は電話だけである。")


@pytest.fixture
def section(transactional_db):
    section = SectionFactory()
    for text in FINDINGS:
        FindingFactory(text=text, visit__group=section.proposal.group)
    return section


@pytest.fixture
def document(section) -> Document:
    return section.document


@pytest.fixture
def member(section):
    """Another member of the group."""
    return lambda: MembershipFactory(group=section.proposal.group).user


@pytest.fixture
def sit_down(chromium, live_server, section, member):
    """A member opens the section in a browser of their own, where WebSocket does not exist.

    Here the pages are all there is: no waiting room.
    """
    with editors(chromium, live_server.url, section, member) as open_editor:
        yield open_editor


@pytest.fixture
def join(chromium, live_portal, section, member):
    """The same on the portal as it is served, with its waiting room."""
    with editors(chromium, live_portal.url, section, member) as open_editor:
        yield open_editor


@contextlib.contextmanager
def editors(chromium, url, section, member):
    contexts = []

    def open_editor(user=None, *, before=lambda page: None, **options):
        context = chromium.new_context(base_url=url, locale="ja-JP", **options)
        contexts.append(context)
        context.add_init_script("delete window.WebSocket")
        writer = Writer(context.new_page(), url)
        before(writer.page)
        writer.sign_in(user or member())
        writer.page.goto(section.get_absolute_url())
        writer.wait_until_ready()
        return writer

    yield open_editor
    for context in contexts:
        context.close()
    wait_until_the_server_rests()


def wait_until_the_server_rests():
    """A request that is still being answered would lock the tables that are emptied next."""
    time.sleep(0.3)  # what has been sent reaches the server
    busy = """SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"""
    with connection.cursor() as cursor:
        for _attempt in range(50):
            cursor.execute(busy)
            if cursor.fetchone() is None:
                return
            time.sleep(0.1)
