"""The form field for typed days, and the template filters."""

import datetime as dt

import pytest
from django import forms
from django.template import Context, Template

from support.wareki.forms import EraDateField, OfficeTimeField


def test_the_field_reads_an_era_day():
    assert EraDateField().clean("令和４年６月９日") == dt.date(2022, 6, 9)


def test_the_field_keeps_a_day_that_is_one_already():
    assert EraDateField().clean(dt.date(2022, 6, 9)) == dt.date(2022, 6, 9)


def test_an_optional_field_may_be_empty():
    assert EraDateField(required=False).clean(" ") is None


@pytest.mark.parametrize("typed", ["きのう", "令和4年6月9日（金）"])
def test_what_is_no_day_gets_a_sentence_with_examples(typed):
    with pytest.raises(forms.ValidationError) as refused:
        EraDateField().clean(typed)

    assert refused.value.messages == [
        "「令和4年6月9日」又は「2022-06-09」のように、正しい日付を入力してください。"
    ]


def test_a_stored_day_stands_in_the_box_without_weekday():
    html = EraDateField().widget.render("held_on", dt.date(2022, 6, 9))
    assert html == '<input type="text" name="held_on" value="令和4年6月9日">'


def test_an_unchanged_day_has_not_changed():
    assert not EraDateField().has_changed(dt.date(2022, 6, 9), "令和4年6月9日")


@pytest.mark.parametrize(
    "typed", ["13:30", "１３：３０", "午後1時30分", "午後1時半", "13時30分", dt.time(13, 30)]
)
def test_the_time_field_reads_office_times(typed):
    assert OfficeTimeField().clean(typed) == dt.time(13, 30)


@pytest.mark.parametrize("typed", ["昼", "25:00", "13:99"])
def test_what_is_no_time_gets_a_sentence_with_examples(typed):
    with pytest.raises(forms.ValidationError) as refused:
        OfficeTimeField().clean(typed)

    assert refused.value.messages == [
        "「13:30」又は「午後1時30分」のように、正しい時刻を入力してください。"
    ]


def test_filters_print_days_years_and_times():
    template = Template(
        "{% load wareki %}{{ day|era_day }} {{ day|era_days:next }} {{ day|era_short }} "
        "{{ year|fiscal_year }} {{ time|time_ja }} {{ moment|time_ja }} {{ time|times }} "
        "{{ nothing|era_day }}{{ nothing|era_short }}{{ nothing|time_ja }}"
    )
    values = {
        "day": dt.date(2022, 6, 9),
        "next": dt.date(2022, 6, 10),
        "year": 2022,
        "time": dt.time(13, 30),
        "moment": dt.datetime(2022, 6, 9, 3, 0, tzinfo=dt.UTC),
        "nothing": None,
    }

    printed = template.render(Context(values))

    assert printed == (
        "令和4年6月9日（木） 令和4年6月9日（木）・10日（金） R4.6.9 "
        "令和4年度 午後1時30分 正午 13:30～ "
    )


def test_the_filters_print_the_tokyo_day_of_a_moment():
    words = Template("{% load wareki %}{{ moment|era_day }} {{ moment|era_short }}")
    moment = dt.datetime(2022, 12, 8, 15, 0, tzinfo=dt.UTC)

    assert words.render(Context({"moment": moment})) == "令和4年12月9日（金） R4.12.9"
