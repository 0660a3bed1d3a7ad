"""Japanese office time: eras, fiscal years, announced dates, office days."""

from support.wareki.eras import (
    fiscal_year,
    fiscal_year_days,
    fiscal_year_label,
    format_day,
    format_days,
    format_month,
    format_short,
    format_time,
    format_times,
    parse_day,
    parse_fiscal_year,
    parse_time,
)
from support.wareki.office import (
    is_office_day,
    office_day_on_or_after,
    office_day_on_or_before,
    within_office_hours,
)
from support.wareki.when import Precision, When, WrongWhen

__all__ = [
    "Precision",
    "When",
    "WrongWhen",
    "fiscal_year",
    "fiscal_year_days",
    "fiscal_year_label",
    "format_day",
    "format_days",
    "format_month",
    "format_short",
    "format_time",
    "format_times",
    "is_office_day",
    "office_day_on_or_after",
    "office_day_on_or_before",
    "parse_day",
    "parse_fiscal_year",
    "parse_time",
    "within_office_hours",
]
