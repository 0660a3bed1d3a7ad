"""A real Chromium in front of the real server, with people at the editor."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from support.collab.models import Document
from tests.factories import UserFactory
from tests.frontend import urls
from tests.frontend.people import Writer

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs a browser: chromium was not found")
        pytest.skip("no Chromium on this machine")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def document(transactional_db):
    return Document.objects.create()


@pytest.fixture
def sit_down(chromium, live_server, document):
    """Somebody opens the editor in a browser of their own, where WebSocket does not exist."""
    contexts = []

    def open_editor(user=None, *, wait=True, **options):
        context = chromium.new_context(base_url=live_server.url, locale="ja-JP", **options)
        contexts.append(context)
        context.add_init_script("delete window.WebSocket")
        writer = Writer(context.new_page(), live_server.url)
        writer.sign_in(user or UserFactory())
        writer.page.goto(f"/editor/{document.pk}/")
        if wait:
            writer.wait_until_ready()
        return writer

    yield open_editor
    for context in contexts:
        context.close()
    urls.locked.clear()
