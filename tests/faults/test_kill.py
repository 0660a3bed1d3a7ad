"""Whatever process is killed, nothing that was acknowledged is lost, and every mail goes out.

The same checker must catch two portals with a fault (tests/faults/variants/).
"""

import json
import sys
import time

import pytest

from tests.faults import checker
from tests.faults.stack import Stack
from tests.faults.storm import PARTS, Storm

pytestmark = [pytest.mark.faults]

ROUNDS = 20
ENOUGH = {
    "acknowledged": 500,
    "sent_again": 10,
    "pages_opened": 20,
    "reminders_due": 100,
    "mails": 100,
    "sends_interrupted": 5,
    "blackouts": 5,
    **{f"kills_of_{part}": 20 for part in PARTS},
}


def report(capsys, title, seen):
    """The figures of the run go out with the test's own output."""
    with capsys.disabled():
        sys.stdout.write(f"\n{title}: {json.dumps(checker.figures_of(seen))}\n")


def test_whatever_is_killed_nothing_acknowledged_or_due_is_lost(tmp_path, capsys):
    with Stack(tmp_path) as stack:
        with Storm(stack) as storm:
            for number in range(ROUNDS):
                for part in storm.random.sample(PARTS, len(PARTS)):
                    if part != "web" or number % 2 == 0:
                        storm.kill(part)
                    elif number % 4 == 3:  # both web processes
                        storm.blackout()
                if number == ROUNDS // 2:
                    storm.next_week()
            storm.settle()
        seen = storm.seen(**ENOUGH)

    report(capsys, "killed", seen)
    assert checker.problems(seen) == {}


def test_it_notices_an_answer_given_before_the_commit(tmp_path, capsys):
    with Stack(tmp_path, web="tests.faults.variants.early_answer") as stack:
        with Storm(stack, pause=0.02) as storm:
            until = time.monotonic() + 60
            while not storm.crowd.log.missing_on_load and time.monotonic() < until:
                storm.blackout()
        seen = storm.seen()

    report(capsys, "answered before the commit", seen)
    assert checker.problems(seen)["missing when the page was opened"] > 0


def test_it_notices_mails_marked_before_they_are_sent(tmp_path, capsys):
    with Stack(tmp_path, celery="tests.faults.variants.early_mark") as stack:
        with Storm(stack, pause=1) as storm:
            for _ in range(6):
                storm.kill("worker")
            storm.settle()
        seen = storm.seen()

    report(capsys, "marked before sending", seen)
    assert checker.problems(seen).keys() == {
        "due reminder not sent",
        "mail came after it was marked as sent",
    }
