"""Announced words: the window of days they mean, and how closely."""

import datetime as dt

import pytest

from support.wareki import When, WrongWhen


def window(words):
    when = When.parse(words, 2022)
    days = (when.earliest, when.latest)
    return (when.precision.value, *(day.isoformat() if day else None for day in days))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # what the outline of 2022 prints
        ("6月上旬", ("third", "2022-06-01", "2022-06-10")),
        ("7月", ("month", "2022-07-01", "2022-07-31")),
        ("1月", ("month", "2023-01-01", "2023-01-31")),
        ("1月下旬～2月上旬", ("range", "2023-01-21", "2023-02-10")),
        ("(6月～7月)", ("range", "2022-06-01", "2022-07-31")),
        ("(11～2月)", ("range", "2022-11-01", "2023-02-28")),
        # exact days
        ("6月9日", ("exact", "2022-06-09", "2022-06-09")),
        ("6月9日（木）", ("exact", "2022-06-09", "2022-06-09")),
        ("6/9（木）", ("exact", "2022-06-09", "2022-06-09")),
        ("令和4年6月9日（木）", ("exact", "2022-06-09", "2022-06-09")),
        ("令和４年６月９日", ("exact", "2022-06-09", "2022-06-09")),
        ("Ｒ４．６．９", ("exact", "2022-06-09", "2022-06-09")),
        ("2022-06-09", ("exact", "2022-06-09", "2022-06-09")),
        ("11月23日（水・祝）", ("exact", "2022-11-23", "2022-11-23")),
        ("1月9日（月）", ("exact", "2023-01-09", "2023-01-09")),
        ("6月9日（木）13:30～16:30", ("exact", "2022-06-09", "2022-06-09")),
        # two days
        ("10月20日（木）・21日（金）", ("exact", "2022-10-20", "2022-10-21")),
        ("10月20日～21日", ("exact", "2022-10-20", "2022-10-21")),
        ("10月31日（月）・11月1日（火）", ("exact", "2022-10-31", "2022-11-01")),
        ("12月31日（土）・1月1日（日）", ("exact", "2022-12-31", "2023-01-01")),
        # never exact
        ("10月20日～22日", ("range", "2022-10-20", "2022-10-22")),
        ("10月20日、27日", ("range", "2022-10-20", "2022-10-27")),
        ("10月20日又は21日", ("range", "2022-10-20", "2022-10-21")),
        ("6月9日頃", ("range", "2022-06-06", "2022-06-12")),
        ("6月9日（予定）", ("range", "2022-06-06", "2022-06-12")),
        # periods, also over the year end and the end of the fiscal year
        ("12月下旬～1月上旬", ("range", "2022-12-21", "2023-01-10")),
        ("令和4年12月～令和5年1月", ("range", "2022-12-01", "2023-01-31")),
        ("令和4年12月～1月", ("range", "2022-12-01", "2023-01-31")),
        ("3月下旬～4月上旬", ("range", "2023-03-21", "2023-04-10")),
        ("6月上旬～中旬", ("range", "2022-06-01", "2022-06-20")),
        ("11月から1月まで", ("range", "2022-11-01", "2023-01-31")),
        ("11月以降", ("range", "2022-11-01", "2023-03-31")),
        ("12月まで", ("range", "2022-04-01", "2022-12-31")),
        # parts of a month
        ("6月中旬頃", ("third", "2022-06-11", "2022-06-20")),
        ("6月初旬", ("third", "2022-06-01", "2022-06-10")),
        ("2月下旬", ("third", "2023-02-21", "2023-02-28")),
        ("6月中", ("month", "2022-06-01", "2022-06-30")),
        ("6月頃", ("month", "2022-06-01", "2022-06-30")),
        ("6月前半", ("range", "2022-06-01", "2022-06-15")),
        ("6月後半", ("range", "2022-06-16", "2022-06-30")),
        # undecided, and what nobody can read
        ("未定", ("tbd", None, None)),
        ("日程未定", ("tbd", None, None)),
        ("未定（1月）", ("month", "2023-01-01", "2023-01-31")),
        ("中旬頃", ("unknown", None, None)),
        ("追って連絡", ("unknown", None, None)),
        ("6月第3木曜日", ("unknown", None, None)),
        ("", ("unknown", None, None)),
    ],
)
def test_the_window_follows_from_the_words(words, expected):
    assert window(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "6月9日（金）",
        "令和4年10月20日（木）・21日（土）",
        "2月30日",
        "13月",
        "2月～1月",
        "6月下旬～上旬",
        "令和5年6月～令和4年6月",
        "令和0年6月",
    ],
)
def test_a_contradiction_is_refused(words):
    with pytest.raises(WrongWhen):
        When.parse(words, 2022)


def test_the_words_are_kept_character_for_character():
    words = " １月下旬 〜２月上旬（予定） "
    assert str(When.parse(words, 2022)) == words


def test_times_behind_an_exact_day_are_read():
    when = When.parse("6月9日（木）午後1時30分から午後4時まで", 2022)
    assert (when.starts_at, when.ends_at) == (dt.time(13, 30), dt.time(16, 0))
