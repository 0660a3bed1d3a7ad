"""When something is announced for: 「6月上旬」, 「1月下旬～2月上旬」, 「未定」."""

import dataclasses
import datetime as dt

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import pgettext_lazy as pgettext

from support.wareki.announced import Announced, Point, read
from support.wareki.eras import fiscal_year_days, format_day, weekday

LONGEST_TURN = dt.timedelta(
    days=184
)  # 「3月～4月」 may end in the next fiscal year, 「2月～1月」 is a slip
ABOUT = dt.timedelta(days=3)  # 「6月9日頃」


class Precision(TextChoices):
    """How closely announced words fix a day."""

    EXACT = "exact", pgettext("precision of a date", "exact day")
    THIRD = "third", pgettext("precision of a date", "third of a month")
    MONTH = "month", pgettext("precision of a date", "month")
    RANGE = "range", pgettext("precision of a date", "period")
    TBD = "tbd", pgettext("precision of a date", "to be decided")
    UNKNOWN = "unknown", pgettext("precision of a date", "cannot be read")


class WrongWhen(ValueError):
    """Words that contradict themselves or the calendar; the message is for whoever typed them."""


@dataclasses.dataclass(frozen=True)
class When:
    """Words as printed, and the window of days they mean within a fiscal year."""

    words: str
    precision: Precision
    earliest: dt.date | None = None
    latest: dt.date | None = None
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None

    @classmethod
    def parse(cls, words: str, fiscal_year: int) -> "When":
        """What the words mean in that fiscal year. What cannot be read is UNKNOWN, never a day.

        Errors: WrongWhen for a day that does not exist, another weekday, an end before its start.

        >>> When.parse("1月下旬～2月上旬", 2022).latest
        datetime.date(2023, 2, 10)
        >>> When.parse("追って連絡します", 2022).precision.value
        'unknown'
        """
        try:
            announced = read(words)
        except ValueError as error:
            raise WrongWhen(gettext("No era has a year 0.")) from error
        if announced.is_tbd:
            return cls(words, Precision.TBD)
        if not announced.points:
            return cls(words, Precision.UNKNOWN)
        windows = _windows(announced, fiscal_year)
        if windows[-1][1] < windows[0][0]:
            raise WrongWhen(gettext("“%(words)s” ends before it begins.") % {"words": words})
        earliest, latest = min(first for first, _ in windows), max(last for _, last in windows)
        precision = _precision(announced, windows)
        if announced.is_about and announced.points[0].day and len(windows) == 1:
            earliest, latest = earliest - ABOUT, latest + ABOUT
        if precision is not Precision.EXACT:
            return cls(words, precision, earliest, latest)
        return cls(words, precision, earliest, latest, announced.starts_at, announced.ends_at)

    @property
    def is_exact(self) -> bool:
        return self.precision is Precision.EXACT

    def __str__(self) -> str:
        return self.words


def _precision(announced: Announced, windows: list[tuple[dt.date, dt.date]]) -> Precision:
    """Days that follow each other are a stay; anything else between two points is a period."""
    points = announced.points
    if all(point.day for point in points):
        one_day = dt.timedelta(days=1)
        a_stay = all(
            later[0] - sooner[0] == one_day
            for sooner, later in zip(windows, windows[1:], strict=False)
        )
        return (
            Precision.EXACT
            if a_stay and not (announced.is_about or announced.is_open)
            else Precision.RANGE
        )
    if len(points) > 1 or announced.is_open or points[0].part in ("前半", "後半"):
        return Precision.RANGE
    return Precision.THIRD if points[0].part else Precision.MONTH


def _windows(announced: Announced, fiscal_year: int) -> list[tuple[dt.date, dt.date]]:
    """First and last day of each point; an open side reaches to the end of the fiscal year."""
    windows: list[tuple[dt.date, dt.date]] = []
    for point in announced.points:
        if windows and point.year is None:
            windows.append(_next_window(point, windows[-1]))
        else:
            april_first = (point.month or 4) >= 4
            windows.append(_window(point, point.year or fiscal_year + (not april_first)))
    begin, end = fiscal_year_days(fiscal_year)
    if announced.is_open_before:
        windows.insert(0, (min(begin, windows[0][0]),) * 2)
    if announced.is_open_after:
        windows.append((max(end, windows[-1][1]),) * 2)
    return windows


def _next_window(point: Point, before: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """The window of a point printed without its year behind another one."""
    wraps = (point.month or 0) < before[0].month
    window = _window(point, before[0].year + wraps)
    too_long = wraps and window[1] - before[0] > LONGEST_TURN
    return _window(point, before[0].year) if too_long else window


def _window(point: Point, year: int) -> tuple[dt.date, dt.date]:
    """Errors: WrongWhen for a day or month that the calendar does not have, or another weekday."""
    month = point.month or 0
    if not 1 <= month <= 12:
        raise WrongWhen(gettext("There is no month %(month)s.") % {"month": month})
    end = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
    if point.day is None:
        first, last = point.days_of_month(end)
        return dt.date(year, month, first), dt.date(year, month, last)
    if not 1 <= point.day <= end:
        raise WrongWhen(
            gettext("%(month)s/%(day)s does not exist.") % {"month": month, "day": point.day}
        )
    day = dt.date(year, month, point.day)
    if point.weekday and point.weekday != weekday(day):
        message = gettext("The weekday does not fit: that day is %(day)s.")
        raise WrongWhen(message % {"day": format_day(day)})
    return day, day
