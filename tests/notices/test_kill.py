"""Sweeps that are killed, and sweeps side by side: nothing lost, repeats only inside a send."""

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.db import connection
from django.utils import timezone

from support import notices
from support.notices.models import Notice
from tests.factories import StudyGroupFactory

TODAY = dt.date(2022, 11, 28)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def owe(answers):
    group = StudyGroupFactory()

    def owe(count):
        for n in range(count):
            notices.add("plain", subject=group, to=f"a{n}@example.jp", due_on=TODAY)

    return owe


@pytest.fixture
def start_sweep(mail_server):
    """Starts real processes that sweep the test database into the test's mail server."""
    running = []
    database = connection.settings_dict
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database),
        "TEST_MAIL_PORT": str(mail_server.port),
    }

    def start():
        command = [sys.executable, "-m", "tests.notices.sweeper"]
        process = subprocess.Popen(command, env=environment)
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()


def let_the_lease_pass():
    Notice.objects.filter(state="waiting").update(
        held_until=timezone.now() - dt.timedelta(seconds=1)
    )


def states():
    return sorted(Notice.objects.values_list("state", flat=True))


def test_killed_inside_a_send_the_mail_is_repeated_with_its_message_id(
    mail_server, owe, start_sweep
):
    owe(3)
    first = start_sweep()
    mail_server.handler.before_answer = first.kill  # taken by the server, not yet marked as sent
    first.wait()
    mail_server.handler.before_answer = None
    assert states() == ["waiting"] * 3

    start_sweep().wait()
    assert states() == ["sent", "sent", "waiting"]  # the killed one is still held

    let_the_lease_pass()
    start_sweep().wait()

    assert states() == ["sent"] * 3
    ids = mail_server.handler.message_ids
    assert len(ids) == 4
    assert ids[0] == ids[3]
    assert set(ids) == set(Notice.objects.values_list("message_id", flat=True))


def test_killed_again_and_again_every_mail_arrives(mail_server, owe, start_sweep):
    owe(8)
    for _ in range(4):
        process = start_sweep()
        mail_server.handler.before_answer = process.kill
        process.wait()
        mail_server.handler.before_answer = None
        let_the_lease_pass()
    start_sweep().wait()

    assert states() == ["sent"] * 8
    ids = mail_server.handler.message_ids
    assert set(ids) == set(Notice.objects.values_list("message_id", flat=True))
    assert len(ids) == 12  # each kill repeats the one mail it hit


def test_sweeps_side_by_side_send_each_mail_once(mail_server, owe, start_sweep):
    owe(30)

    for process in [start_sweep() for _ in range(3)]:
        assert process.wait() == 0

    assert states() == ["sent"] * 30
    assert len(mail_server.handler.messages) == len(set(mail_server.handler.message_ids)) == 30
