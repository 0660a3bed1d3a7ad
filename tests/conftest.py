"""What every test stands on: the clock stopped on a Tokyo morning, no mail leaves unasked."""

import datetime as dt

import pytest

from support.wareki import clock

MORNING = dt.datetime(2022, 11, 28, 9, 0, tzinfo=clock.TOKYO)


@pytest.fixture(autouse=True)
def _stopped_clock():
    with clock.stopped(MORNING):
        yield
