"""Eight people write, and everything goes wrong that can: nothing acknowledged is lost.

20 faults here, many more by hand:
FAULTS=210 MUTATIONS=10000 ./portal test tests/faults/test_writing.py
The same checker must catch two portals with a fault (tests/faults/variants/).
"""

import json
import os
import sys

import pytest

from tests.faults import checker, troubles
from tests.faults.line import Line
from tests.faults.stack import Stack
from tests.faults.troubles import FAULTS, Trial

pytestmark = [pytest.mark.faults]

COUNT = int(os.environ.get("FAULTS", "20"))
MUTATIONS = int(os.environ.get("MUTATIONS", "300"))
TAKEN, REFUSED = 200, {(409, "hole"), (422, "unreadable")}


def report(capsys, title, figures):
    """The figures of the run go out with the test's own output."""
    with capsys.disabled():
        sys.stdout.write(f"\n{title}: {json.dumps(figures, ensure_ascii=False)}\n")


def plan(random):
    """The kinds of fault, each in its turn, in an order of its own in each round."""
    names = []
    while len(names) < COUNT:
        names += random.sample(sorted(FAULTS), len(FAULTS))
    return names[:COUNT]


def test_whatever_goes_wrong_nothing_acknowledged_is_lost(tmp_path, capsys):
    with Stack(tmp_path) as stack, Line(stack.port) as line:
        with Trial(stack, line) as trial:
            for name in plan(trial.random):
                trial.cause(name)
        seen = trial.seen(acknowledged=20 * COUNT, faults=COUNT, sent_again=COUNT // 5, converged=8)

    report(capsys, "writing", checker.figures_of(seen))
    assert checker.problems(seen) == {}
    assert trial.strange == {}


def test_mutated_bodies_are_refused_or_harmless(tmp_path, capsys):
    with Stack(tmp_path) as stack, Line(stack.port) as line:
        with Trial(stack, line) as trial:
            answers, status = troubles.mutated_bodies(trial, MUTATIONS)
        seen = trial.seen(acknowledged=20)

    odd = {answer for answer in answers if answer[0] != TAKEN and answer not in REFUSED}
    named = {f"{status} {code}".strip(): count for (status, code), count in answers.items()}
    report(capsys, "mutated bodies", named)
    assert (odd, status) == (set(), 200)
    assert checker.problems(seen) == {}
    assert answers.total() == MUTATIONS
    assert sum(count for answer, count in answers.items() if answer in REFUSED) > MUTATIONS // 4


def test_it_notices_a_server_that_writes_later(tmp_path, capsys):
    web = "tests.faults.variants.write_behind"
    with Stack(tmp_path, web=web) as stack, Line(stack.port) as line:
        with Trial(stack, line, pause=0.02) as trial:
            for _ in range(3):
                trial.cause("blackout")
        seen = trial.seen()

    report(capsys, "written later", checker.figures_of(seen))
    assert checker.problems(seen)["missing when the page was opened"] > 0


def test_it_notices_a_view_that_asks_nobody(tmp_path, capsys):
    web = "tests.faults.variants.no_check"
    with Stack(tmp_path, web=web) as stack, Line(stack.port) as line:
        with Trial(stack, line) as trial:
            trial.cause("reader")
        seen = trial.seen()

    report(capsys, "without a check", checker.figures_of(seen))
    assert checker.problems(seen) == {"words that nobody was allowed to write": 1}
    assert trial.strange.total() == 1
