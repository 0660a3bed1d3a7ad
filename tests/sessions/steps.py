"""What the tests of meetings do again and again."""

import datetime as dt

from sessions import actions
from support.wareki import clock

DECEMBER_15 = dt.date(2022, 12, 15)


def fix(meeting, day=DECEMBER_15, **times):
    actions.fix_date(meeting, first=day, **times, by=None)


def at(text):
    return clock.stopped(dt.datetime.fromisoformat(text).replace(tzinfo=clock.TOKYO))
