"""Days and times that are typed: with an era, with slashes, in full width."""

from django import forms
from django.utils.translation import gettext_lazy as _

from support.wareki.eras import format_day, parse_day, parse_time


class EraDateInput(forms.DateInput):
    """A plain text box; a stored day stands in it as 令和4年6月9日."""

    input_type = "text"

    def format_value(self, value):
        return format_day(value, with_weekday=False) if hasattr(value, "year") else value


class EraDateField(forms.DateField):
    """Takes every form that `parse_day` reads."""

    widget = EraDateInput
    default_error_messages = {
        "invalid": _("Please type a day like 令和4年6月9日 or 2022-06-09."),
    }

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        try:
            return parse_day(value)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid") from error


class OfficeTimeField(forms.TimeField):
    """Takes every form that `parse_time` reads."""

    widget = forms.TimeInput(format="%H:%M")
    default_error_messages = {
        "invalid": _("Please type a time like 13:30 or 午後1時30分."),
    }

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        try:
            return parse_time(value)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid") from error
