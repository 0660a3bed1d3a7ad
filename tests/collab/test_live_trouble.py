"""Nothing depends on the waiting room: Redis away, Redis hanging, the server told to stop."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from config.launch.processes import wait_while
from support.collab.live import hint
from support.collab.models import Document
from tests import live_portal as portal
from tests.collab.pages import Page, append
from tests.collab.test_live import Visitor
from tests.conftest import MORNING

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def valkey():
    with portal.Valkey() as server:
        yield server


@pytest.fixture
def site(valkey, tmp_path, settings, monkeypatch):
    """A portal on this Valkey; the tests' own process is one more that writes."""
    settings.REDIS_URL = valkey.url
    monkeypatch.setattr(hint, "_quiet_until", 0.0)
    with portal.LivePortal(tmp_path, MORNING, redis_url=valkey.url) as running:
        yield running


@pytest.fixture
def hanako(site):
    visitor = Visitor(site.url, Document.objects.create(), "花子")
    assert wait_while(lambda: visitor.ask().status_code != 200, 5), "the room does not open"
    return visitor


@pytest.fixture
def waiting(hanako):
    """Her page waits."""
    with ThreadPoolExecutor() as pool:
        future = pool.submit(hanako.wait)
        time.sleep(0.5)
        yield future


def seconds_until(condition, most=15):
    began = time.monotonic()
    assert wait_while(lambda: not condition(), most)
    return time.monotonic() - began


def test_when_redis_dies_everybody_is_sent_back_to_asking(hanako, waiting, valkey):
    valkey.stop()

    assert seconds_until(waiting.done) < 3
    assert waiting.result().status_code == 503
    began = time.monotonic()
    assert hanako.wait().status_code == 503
    assert time.monotonic() - began < 0.5


def test_when_redis_hangs_everybody_is_sent_back_to_asking(hanako, waiting, valkey):
    with valkey.frozen():
        assert seconds_until(waiting.done) < 5
        assert waiting.result().status_code == 503
        began = time.monotonic()
        assert hanako.wait().status_code == 503
        assert time.monotonic() - began < 0.5


def test_it_opens_again_when_redis_is_back(hanako, valkey):
    valkey.stop()
    assert seconds_until(lambda: hanako.ask().status_code == 503) < 3

    valkey.start()

    assert seconds_until(lambda: hanako.ask().status_code == 200) < 6


def test_a_text_is_saved_quickly_while_redis_hangs(site, valkey):
    document, page = Document.objects.create(), Page(1)
    with valkey.frozen():
        took = []
        for words in ("一", "二", "三"):
            began = time.monotonic()
            append(document, page.write(words))
            took.append(time.monotonic() - began)

    assert took[0] < 1.5
    assert max(took[1:]) < 0.3  # it is left alone for a while
    assert document.updates.count() == 3


def test_a_text_is_saved_while_redis_is_away(site, valkey):
    valkey.stop()
    document = Document.objects.create()

    assert append(document, Page(1).write("一")) == 1


def test_the_server_stops_without_waiting_for_those_who_wait(waiting, site):
    (process,) = site.processes

    assert portal.end(process) < 3
    assert waiting.result().status_code == 503


def test_pages_are_served_while_redis_hangs(hanako, site, valkey):
    with valkey.frozen():
        began = time.monotonic()
        assert httpx.get(f"{site.url}/healthz").status_code == 200
        assert time.monotonic() - began < 1
