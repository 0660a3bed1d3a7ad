"""A running portal and a real Chromium for the tests that walk through them."""

import pytest

from tests.e2e.running import RunningPortal


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    with RunningPortal(tmp_path_factory.mktemp("road") / "data") as portal:
        yield portal
