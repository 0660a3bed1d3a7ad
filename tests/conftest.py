"""What every test stands on: the clock stopped on a Tokyo morning, no mail leaves unasked."""

import datetime as dt
import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from support.wareki import clock
from tests import smtp
from tests.live_portal import LivePortal

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MORNING = dt.datetime(2022, 11, 28, 9, 0, tzinfo=clock.TOKYO)


@pytest.fixture(autouse=True)
def _stopped_clock():
    with clock.stopped(MORNING):
        yield


@pytest.fixture
def mail_server(settings):
    """A real mail server that the portal is told to use; its `handler` keeps what it got."""
    controller = smtp.serve()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield controller
    controller.stop(no_assert=True)


@pytest.fixture(scope="session")
def chromium():
    """A real Chromium, the same for all tests that need one."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    if not os.path.exists(path):
        if os.environ.get("CI") == "true":
            pytest.fail("There is no Chromium, and CI needs the browser tests.")
        pytest.skip("There is no Chromium here.")
    # Playwright leaves a loop running in this thread, which Django takes for an async view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_portal(django_db_setup, tmp_path_factory):
    """The portal with its waiting room, in two real web processes on the tests' database."""
    with LivePortal(tmp_path_factory.mktemp("live"), MORNING, webs=2) as portal:
        yield portal
