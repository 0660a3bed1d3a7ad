import pytest

from support import notices
from support.access import Denied
from support.notices import registry


class Answers:
    """What the apps above answer about a row; tests change it."""

    still_due = True

    def deny(self, reason):
        self.still_due = Denied(reason)


@pytest.fixture
def answers():
    """Two kinds of notices, 「plain」 and 「quick」 (urgent), that answer what the test wants."""
    answers = Answers()
    rules = {
        "still_due": lambda row: answers.still_due,
        "compose": lambda row: notices.Letter(f"件名 {row.subject_pk}", "本文です。\n"),
    }
    notices.register("plain", **rules)
    notices.register("quick", **rules, urgent=True)
    yield answers
    registry.unregister("plain")
    registry.unregister("quick")
