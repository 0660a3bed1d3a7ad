"""Eras, fiscal years and typed days: the vectors of the office rules."""

import datetime as dt

import pytest

from support import wareki
from support.wareki import eras

SEED_DAY = dt.date(2022, 6, 9)


@pytest.mark.parametrize(
    ("day", "printed", "short"),
    [
        (dt.date(2019, 4, 30), "平成31年4月30日（火）", "H31.4.30"),
        (dt.date(2019, 5, 1), "令和元年5月1日（水）", "R1.5.1"),
        (dt.date(2020, 1, 1), "令和2年1月1日（水）", "R2.1.1"),
        (dt.date(2022, 6, 9), "令和4年6月9日（木）", "R4.6.9"),
        (dt.date(2023, 2, 2), "令和5年2月2日（木）", "R5.2.2"),
        (dt.date(1989, 1, 7), "昭和64年1月7日（土）", "S64.1.7"),
        (dt.date(1872, 12, 31), "1872年12月31日（火）", "1872.12.31"),
        (dt.date(2051, 4, 1), "令和33年4月1日（土）", "R33.4.1"),
    ],
)
def test_a_day_is_printed_in_its_era(day, printed, short):
    assert (wareki.format_day(day), wareki.format_short(day)) == (printed, short)


@pytest.mark.parametrize(
    "typed",
    [
        "2022-06-09",
        "2022/6/9",
        "2022年6月9日",
        "令和4年6月9日",
        "令和4年6月9日（木）",
        "令和4年6月9日(木曜日)",
        "R4.6.9",
        "r4.6.9",
        "R4/6/9",
        "Ｒ４．６．９",
        "令和４年６月９日",
        " 令和 ４年 ６月 ９日 ",
        "令4.6.9",
        "㋿4年6月9日",
        "平成34年6月9日",
    ],
)
def test_a_typed_day_is_read(typed):
    assert wareki.parse_day(typed) == SEED_DAY


@pytest.mark.parametrize("typed", ["令和元年5月1日", "令和1年5月1日", "R元.5.1", "平成31年5月1日"])
def test_the_first_year_is_read_both_ways(typed):
    assert wareki.parse_day(typed) == dt.date(2019, 5, 1)


@pytest.mark.parametrize(
    "typed",
    ["", "6月9日", "令和4年6月9日（金）", "令和4年2月30日", "令和0年6月9日", "4.6.9", "2022-13-01"],
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError, match="day|month|weekday|year"):
        wareki.parse_day(typed)


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        (dt.date(2022, 10, 20), None, "令和4年10月20日（木）"),
        (dt.date(2022, 10, 20), dt.date(2022, 10, 20), "令和4年10月20日（木）"),
        (dt.date(2022, 10, 20), dt.date(2022, 10, 21), "令和4年10月20日（木）・21日（金）"),
        (dt.date(2022, 10, 31), dt.date(2022, 11, 1), "令和4年10月31日（月）・11月1日（火）"),
        (dt.date(2022, 10, 20), dt.date(2022, 10, 22), "令和4年10月20日（木）～22日（土）"),
        (dt.date(2022, 12, 31), dt.date(2023, 1, 1), "令和4年12月31日（土）・令和5年1月1日（日）"),
    ],
)
def test_days_share_what_they_have_in_common(first, last, printed):
    assert wareki.format_days(first, last) == printed


@pytest.mark.parametrize(
    ("year", "label"),
    [(2018, "平成30年度"), (2019, "令和元年度"), (2022, "令和4年度"), (1988, "昭和63年度")],
)
def test_a_fiscal_year_has_a_label(year, label):
    assert wareki.fiscal_year_label(year) == label
    assert wareki.parse_fiscal_year(label) == year


def test_both_names_of_fiscal_year_2019_are_read():
    assert {wareki.parse_fiscal_year(name) for name in ("平成31年度", "令和元年度", "R1年度")} == {
        2019
    }


def test_a_fiscal_year_turns_on_the_first_of_april():
    days = [dt.date(2022, 3, 31), dt.date(2022, 4, 1), dt.date(2023, 3, 31)]
    assert [wareki.fiscal_year(day) for day in days] == [2021, 2022, 2022]


def test_eras_are_listed_newest_first():
    assert list(eras.ERAS) == sorted(eras.ERAS, key=lambda era: era.first_day, reverse=True)


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        (None, None, ""),
        (dt.time(13, 30), dt.time(16, 30), "13:30～16:30"),
        (dt.time(9, 0), None, "9:00～"),
    ],
)
def test_times_are_printed_as_in_tables(start, end, printed):
    assert wareki.format_times(start, end) == printed


def test_a_month_is_printed_in_the_era_of_its_day():
    days = (dt.date(2019, 4, 30), dt.date(2019, 5, 1), dt.date(2023, 2, 2))

    assert [wareki.format_month(day) for day in days] == [
        "平成31年4月",
        "令和元年5月",
        "令和5年2月",
    ]
