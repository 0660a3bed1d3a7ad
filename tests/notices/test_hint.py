"""The hint to the broker: quick when it is there, never in the way when it is not."""

import datetime as dt
import json
import socket
import time

import pytest
import redis
from celery import current_app

from support import notices
from support.notices import hint
from support.notices.models import Notice
from tests.factories import StudyGroupFactory

TODAY = dt.date(2022, 11, 28)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _not_quiet(monkeypatch):
    monkeypatch.setattr(hint, "_quiet_until", 0.0)


@pytest.fixture
def queue(settings):
    """An empty queue of our own in the real broker."""
    before = current_app.conf.task_default_queue
    current_app.conf.task_default_queue = "test-hints"
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as broker:
        broker.delete("test-hints")
        yield broker
        broker.delete("test-hints")
    current_app.conf.task_default_queue = before


@pytest.fixture
def broker_at(monkeypatch):
    """Point the hint at another broker."""

    def use(port):
        monkeypatch.setattr(current_app.conf, "broker_write_url", f"redis://127.0.0.1:{port}/0")

    return use


@pytest.fixture
def hanging_port():
    """A broker that accepts and then says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def owe_quickly(kind="quick"):
    """Seconds until the page could answer."""
    began = time.monotonic()
    notices.add(kind, subject=StudyGroupFactory(), to="a@example.jp", due_on=TODAY)
    return time.monotonic() - began


def test_an_urgent_mail_wakes_the_worker_after_the_commit(answers, queue, monkeypatch):
    # Whether the word arrives is asked here, not how soon: a busy machine may take its time.
    monkeypatch.setattr(hint, "PATIENCE", hint.PATIENCE | {"socket_connect_timeout": 20})
    monkeypatch.setitem(hint.PATIENCE, "socket_timeout", 20)
    owe_quickly()

    (message,) = queue.lrange("test-hints", 0, -1)
    assert json.loads(message)["headers"]["task"] == "notices.sweep"


def test_a_reminder_waits_for_the_sweep(answers, queue):
    owe_quickly("plain")

    assert queue.llen("test-hints") == 0


def test_a_broker_that_is_away_costs_nothing_but_the_hint(answers, broker_at):
    broker_at(1)

    assert owe_quickly() < 2
    assert Notice.objects.get().state == "waiting"


def test_a_broker_that_hangs_is_waited_for_once_and_then_left_in_peace(
    answers, broker_at, hanging_port
):
    broker_at(hanging_port)

    assert owe_quickly() < 2
    assert owe_quickly() < 0.2
    assert Notice.objects.filter(state="waiting").count() == 2
