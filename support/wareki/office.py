"""When a local-government office is open."""

import datetime as dt

import jpholiday

from support.wareki.clock import TOKYO

OPENS_AT = dt.time(8, 30)
CLOSES_AT = dt.time(17, 0)


def is_office_day(day: dt.date) -> bool:
    """Not a weekend, a national holiday, or 29 December to 3 January.

    Source: the closed days of nearly all local ordinances (休日を定める条例).

    >>> is_office_day(dt.date(2022, 12, 28)), is_office_day(dt.date(2022, 12, 29))
    (True, False)
    """
    year_end = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not year_end and not jpholiday.is_holiday(day)


def office_day_on_or_before(day: dt.date) -> dt.date:
    """The day itself, or the last office day before it.

    >>> office_day_on_or_before(dt.date(2022, 5, 5))
    datetime.date(2022, 5, 2)
    """
    while not is_office_day(day):
        day -= dt.timedelta(days=1)
    return day


def office_day_on_or_after(day: dt.date) -> dt.date:
    """The day itself, or the next office day after it."""
    while not is_office_day(day):
        day += dt.timedelta(days=1)
    return day


def within_office_hours(moment: dt.datetime) -> bool:
    """8:30 to 17:00 of an office day in Tokyo; 17:00 itself is past.

    >>> within_office_hours(dt.datetime(2022, 11, 28, 9, 0, tzinfo=TOKYO))
    True
    """
    local = moment.astimezone(TOKYO)
    return is_office_day(local.date()) and OPENS_AT <= local.time() < CLOSES_AT
