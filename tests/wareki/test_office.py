"""Office days and office hours."""

import datetime as dt

import pytest

from support.wareki import (
    is_office_day,
    office_day_on_or_after,
    office_day_on_or_before,
    within_office_hours,
)
from support.wareki.clock import TOKYO

HOLIDAYS_2022 = {
    "2022-04-29", "2022-05-03", "2022-05-04", "2022-05-05", "2022-07-18", "2022-08-11",
    "2022-09-19", "2022-09-23", "2022-10-10", "2022-11-03", "2022-11-23", "2023-01-01",
    "2023-01-02", "2023-01-09", "2023-02-11", "2023-02-23", "2023-03-21",
}  # fmt: skip


def test_weekends_holidays_and_the_year_end_are_closed():
    days = [dt.date(2022, 4, 1) + dt.timedelta(days=n) for n in range(365)]
    year_end = {"2022-12-29", "2022-12-30", "2022-12-31", "2023-01-01", "2023-01-02", "2023-01-03"}

    closed = {day.isoformat() for day in days if day.weekday() < 5 and not is_office_day(day)}

    weekends = {day.isoformat() for day in days if day.weekday() >= 5}
    assert closed == (HOLIDAYS_2022 | year_end) - weekends


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (dt.date(2022, 5, 4), dt.date(2022, 5, 2), dt.date(2022, 5, 6)),
        (dt.date(2022, 11, 28), dt.date(2022, 11, 28), dt.date(2022, 11, 28)),
        (dt.date(2023, 1, 1), dt.date(2022, 12, 28), dt.date(2023, 1, 4)),
    ],
)
def test_a_closed_day_moves_to_its_neighbours(day, before, after):
    assert (office_day_on_or_before(day), office_day_on_or_after(day)) == (before, after)


@pytest.mark.parametrize(
    ("hour", "minute", "is_open"), [(8, 29, False), (8, 30, True), (16, 59, True), (17, 0, False)]
)
def test_office_hours_are_half_past_eight_to_five(hour, minute, is_open):
    assert within_office_hours(dt.datetime(2022, 11, 28, hour, minute, tzinfo=TOKYO)) == is_open


def test_office_hours_are_those_of_tokyo():
    assert within_office_hours(dt.datetime(2022, 11, 27, 23, 45, tzinfo=dt.UTC))
