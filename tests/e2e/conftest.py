"""A running portal and a real Chromium for the tests that walk through them."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e.running import RunningPortal

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    with RunningPortal(tmp_path_factory.mktemp("road") / "data") as portal:
        yield portal


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    if not os.path.exists(path):
        if os.environ.get("CI") == "true":
            pytest.fail("There is no Chromium, and CI needs the browser tests.")
        pytest.skip("There is no Chromium here.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
