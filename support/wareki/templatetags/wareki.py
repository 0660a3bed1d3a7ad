"""Days, years and times as an office prints them: {% load wareki %}."""

import datetime as dt

from django import template

from support.wareki import (
    fiscal_year_label,
    format_day,
    format_days,
    format_month,
    format_short,
    format_time,
    format_times,
)
from support.wareki.clock import TOKYO

register = template.Library()


def _local(value):
    return value.astimezone(TOKYO) if getattr(value, "tzinfo", None) else value


def _day(value):
    """The day in Tokyo, of a day or of a moment."""
    value = _local(value)
    return value.date() if isinstance(value, dt.datetime) else value


@register.filter
def era_day(day):
    """令和4年6月9日（木）; nothing for nothing."""
    return format_day(_day(day)) if day else ""


@register.filter
def era_days(first, last=None):
    """令和4年10月20日（木）・21日（金）: {{ visit.first_on|era_days:visit.last_on }}"""
    return format_days(first, last) if first else ""


@register.filter
def era_month(day):
    """令和5年2月"""
    return format_month(_day(day)) if day else ""


@register.filter
def era_short(day):
    """R4.6.9"""
    return format_short(_day(day)) if day else ""


@register.filter
def fiscal_year(year):
    """令和4年度, from the year in which the fiscal year begins."""
    return fiscal_year_label(year) if year else ""


@register.filter
def time_ja(moment):
    """午後1時30分, for a time or a moment."""
    if moment is None or moment == "":
        return ""
    moment = _local(moment)
    return format_time(moment.time() if hasattr(moment, "time") else moment)


@register.filter
def times(start, end=None):
    """13:30～16:30"""
    return format_times(start, end)
