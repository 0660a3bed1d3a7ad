"""Eras (元号) and fiscal years (年度): how offices write days, and how people type them."""

import datetime as dt
import re
import unicodedata
from typing import NamedTuple


class Era(NamedTuple):
    """One era with the letter that tables use for it."""

    name: str
    letter: str
    first_day: dt.date


# Newest first. The next era is one line here; until then a later day is counted in the newest era.
ERAS = (
    Era("令和", "R", dt.date(2019, 5, 1)),
    Era("平成", "H", dt.date(1989, 1, 8)),
    Era("昭和", "S", dt.date(1926, 12, 25)),
    Era("大正", "T", dt.date(1912, 7, 30)),
    Era("明治", "M", dt.date(1868, 10, 23)),
)
WEEKDAYS = "月火水木金土日"

_ERA_WORDS = {word: era for era in ERAS for word in (era.name, era.name[0], era.letter)}
# The sign of an era: 令和, 令, R. With it, "元" is a year.
_SIGNS = "|".join(sorted(_ERA_WORDS, key=len, reverse=True))
ERA_YEAR = rf"(?:(?P<era>{_SIGNS})(?P<year>元|\d{{1,2}})|(?P<ad>\d{{4}}))"
_DAY = re.compile(
    rf"{ERA_YEAR}(?:年|[./-])(?P<month>\d{{1,2}})(?:月|[./-])(?P<day>\d{{1,2}})日?"
    rf"(?:\((?P<weekday>[{WEEKDAYS}])(?:曜日?)?\))?"
)
_TIME = re.compile(
    r"(?P<half>午前|午後)?(?P<hour>\d{1,2})"
    r"(?::(?P<m>\d{2})|時(?:(?P<minute>\d{1,2})分|(?P<half_past>半))?)"
)
_FISCAL_YEAR = re.compile(rf"{ERA_YEAR}年度")


def folded(text: str) -> str:
    """Digits and signs in one width, no spaces. For dates and numbers only, never for names.

    >>> folded("Ｒ４．６．９ ")
    'R4.6.9'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()


def calendar_year(era: str | None, year: str | None, ad: str | None) -> int:
    """The year of the common calendar from the named groups of `ERA_YEAR`.

    Errors: ValueError for a year 0.

    >>> calendar_year("R", "元", None), calendar_year(None, None, "2022")
    (2019, 2022)
    """
    if ad:
        return int(ad)
    number = 1 if year == "元" else int(year or 0)
    if number < 1:
        raise ValueError("an era has no year 0")
    return _ERA_WORDS[era or ""].first_day.year + number - 1


def parse_day(text: str) -> dt.date:
    """The day somebody typed: 2022-06-09, 2022/6/9, 令和4年6月9日（木）, R4.6.9, 令4.6.9.

    Errors: ValueError when it is no day, or the weekday is another one.

    >>> parse_day("令和４年６月９日（木）")
    datetime.date(2022, 6, 9)
    """
    match = _DAY.fullmatch(folded(text))
    if match is None:
        raise ValueError(f"not a day: {text!r}")
    day = dt.date(
        calendar_year(*match.group("era", "year", "ad")), int(match["month"]), int(match["day"])
    )
    if match["weekday"] and match["weekday"] != weekday(day):
        raise ValueError(f"not that weekday: {text!r}")
    return day


def weekday(day: dt.date) -> str:
    """One character, 月 to 日."""
    return WEEKDAYS[day.weekday()]


def era_of(day: dt.date) -> Era | None:
    """The era of a day; None before eras and the common calendar went together (1 January 1873)."""
    if day < dt.date(1873, 1, 1):
        return None
    return next(era for era in ERAS if era.first_day <= day)


def era_year(day: dt.date) -> str:
    """The year as printed in letters.

    >>> era_year(dt.date(2019, 5, 1)), era_year(dt.date(2019, 4, 30))
    ('令和元年', '平成31年')
    """
    era = era_of(day)
    if era is None:
        return f"{day.year}年"
    number = day.year - era.first_day.year + 1
    return f"{era.name}{'元' if number == 1 else number}年"


def format_day(day: dt.date, *, with_weekday: bool = True) -> str:
    """A day as in letters and on the screen.

    >>> format_day(dt.date(2022, 6, 9))
    '令和4年6月9日（木）'
    """
    suffix = f"（{weekday(day)}）" if with_weekday else ""
    return f"{era_year(day)}{day.month}月{day.day}日{suffix}"


def format_month(day: dt.date) -> str:
    """The month of a day, as on a cover or in an imprint.

    >>> format_month(dt.date(2023, 2, 2))
    '令和5年2月'
    """
    return f"{era_year(day)}{day.month}月"


def format_short(day: dt.date) -> str:
    """A day as in tables.

    >>> format_short(dt.date(2022, 6, 9))
    'R4.6.9'
    """
    era = era_of(day)
    if era is None:
        return f"{day.year}.{day.month}.{day.day}"
    return f"{era.letter}{day.year - era.first_day.year + 1}.{day.month}.{day.day}"


def format_days(first: dt.date, last: dt.date | None = None) -> str:
    """One day, two days or a longer stay; what both days share is printed once.

    >>> format_days(dt.date(2022, 10, 20), dt.date(2022, 10, 21))
    '令和4年10月20日（木）・21日（金）'
    >>> format_days(dt.date(2022, 12, 28), dt.date(2023, 1, 4))
    '令和4年12月28日（水）～令和5年1月4日（水）'
    """
    if last is None or last == first:
        return format_day(first)
    joint = "・" if last - first == dt.timedelta(days=1) else "～"
    end = f"{last.day}日（{weekday(last)}）"
    if last.month != first.month or last.year != first.year:
        end = f"{last.month}月{end}"
    if last.year != first.year:
        end = f"{era_year(last)}{end}"
    return f"{format_day(first)}{joint}{end}"


def format_time(time: dt.time) -> str:
    """A time as in sentences.

    >>> format_time(dt.time(13, 30)), format_time(dt.time(12, 0)), format_time(dt.time(9, 0))
    ('午後1時30分', '正午', '午前9時')
    """
    if (time.hour, time.minute) == (12, 0):
        return "正午"
    half, hour = ("午前", time.hour) if time.hour < 12 else ("午後", time.hour - 12)
    return f"{half}{hour}時" + (f"{time.minute}分" if time.minute else "")


def parse_time(text: str) -> dt.time:
    """The time somebody typed: 13:30, １３：３０, 午後1時30分, 13時半, 正午.

    Errors: ValueError when it is no time.

    >>> parse_time("午後1時半")
    datetime.time(13, 30)
    """
    text = folded(text)
    if text == "正午":
        return dt.time(12)
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(f"not a time: {text!r}")
    hour = int(match["hour"]) + (12 if match["half"] == "午後" and int(match["hour"]) < 12 else 0)
    return dt.time(hour, 30 if match["half_past"] else int(match["m"] or match["minute"] or 0))


def format_times(start: dt.time | None, end: dt.time | None = None) -> str:
    """The times of a meeting as in tables; empty when they are not known.

    >>> format_times(dt.time(9, 30), dt.time(16, 30))
    '9:30～16:30'
    """
    if start is None:
        return ""
    until = f"{end.hour}:{end.minute:02}" if end else ""
    return f"{start.hour}:{start.minute:02}～{until}"


def fiscal_year(day: dt.date) -> int:
    """The fiscal year (年度) that `day` belongs to.

    Unit: calendar year of the fiscal year's first day, 1 April.
    Source: Local Autonomy Act, art. 208 (1).

    >>> fiscal_year(dt.date(2027, 3, 31))
    2026
    """
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_days(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a fiscal year."""
    return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)


def fiscal_year_label(year: int) -> str:
    """The name of a fiscal year; a year in which the era changed bears the new era's name.

    >>> fiscal_year_label(2022), fiscal_year_label(2019), fiscal_year_label(1988)
    ('令和4年度', '令和元年度', '昭和63年度')
    """
    return era_year(dt.date(year, 12, 31)) + "度"


def parse_fiscal_year(text: str) -> int:
    """The year meant by 令和4年度, R4年度, 2022年度; for 2019 both 平成31年度 and 令和元年度.

    Errors: ValueError when it is no fiscal year.

    >>> parse_fiscal_year("令和元年度"), parse_fiscal_year("平成31年度")
    (2019, 2019)
    """
    match = _FISCAL_YEAR.fullmatch(folded(text))
    if match is None:
        raise ValueError(f"not a fiscal year: {text!r}")
    return calendar_year(*match.group("era", "year", "ad"))
